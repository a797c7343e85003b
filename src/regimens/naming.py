"""Which phase, drugs and groups of a regimen an event names; what is not there is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from regimens.decimals import shown
from regimens.errors import HistoryError, UnknownNameError
from regimens.regimen import Phase, Regimen

__all__ = ["check_names", "phase_of"]


def check_names(names: Iterable[str], regimen: Regimen, where: str) -> None:
    """Refuse what no drug or group of a regimen is called.

    Args:
        names: As somebody wrote them.
        regimen: As written.
        where: The place, for messages.

    Raises:
        UnknownNameError: naming those there are.
    """
    for name in names:
        if name not in regimen.names():
            raise UnknownNameError(
                f"there is no drug or group {shown(name)} in {regimen.id}",
                where=where,
                mend=f"use one of {', '.join(regimen.names())}",
            )


def phase_of(
    regimen: Regimen,
    cycle: int,
    *,
    phase: str | None,
    names: Sequence[str] = (),
    where: str,
    fits: Callable[[Phase], bool] = lambda phase: True,
) -> int:
    """The place of the phase an event speaks of.

    An event names its phase unless only one phase has that cycle of that drug or group; `fits`
    narrows the phases that can be meant.

    Raises:
        UnknownNameError: for a phase, drug or group that is not there.
        HistoryError: for a cycle that is not there, or that several phases have.
    """
    check_names(names, regimen, where)
    titles = [one.name for one in regimen.phases]
    if phase is not None and phase not in titles:
        raise UnknownNameError(
            f"there is no phase {shown(phase)} in {regimen.id}",
            where=where,
            mend=f"use one of {', '.join(titles)}",
        )
    having = [
        index
        for index, one in enumerate(regimen.phases)
        if (one.cycles is None or cycle <= one.cycles)
        and phase in (None, one.name)
        and all(one.named(name) for name in names)
        and fits(one)
    ]
    if len(having) == 1:
        return having[0]
    of = f" of {', '.join(names)}" if names else ""
    if not having:
        within = f"phase {phase!r}" if phase else regimen.id
        raise HistoryError(
            f"{within} has no cycle {cycle}{of}",
            where=where,
            mend=f"phases and cycles: {_sizes(regimen)}",
        )
    several = ", ".join(titles[index] for index in having)
    raise HistoryError(
        f"several phases have a cycle {cycle}{of}", where=where, mend=f"name the phase: {several}"
    )


def _sizes(regimen: Regimen) -> str:
    return ", ".join(
        f"{one.name} {'open-ended' if one.cycles is None else f'1–{one.cycles}'}"
        for one in regimen.phases
    )
