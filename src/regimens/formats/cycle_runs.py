"""Runs of cycles that look alike, as cards and pictures show them once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from attrs import evolve, frozen

from regimens.regimen import Phase

__all__ = ["CycleRun", "cycle_runs", "same_looks"]

Look = TypeVar("Look")


@frozen(kw_only=True)
class CycleRun(Generic[Look]):
    """Cycles of a phase, one after the other, that look alike.

    Args:
        first: The first of them, from 1.
        last: The last of them; None where they go on for as long as the phase does.
        look: What they have in common.

    >>> print(CycleRun(first=1, last=2, look="")), print(CycleRun(first=7, last=None, look=""))
    cycles 1–2
    cycle 7 onwards
    (None, None)
    """

    first: int
    last: int | None
    look: Look

    def __str__(self) -> str:
        return f"{'cycle' if self.last in (None, self.first) else 'cycles'} {self.numbers}"

    @property
    def numbers(self) -> str:
        """The cycles without the word."""
        if self.last is None:
            return f"{self.first} onwards"
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


def cycle_runs(phase: Phase, look: Callable[[int], Look]) -> list[CycleRun[Look]]:
    """The cycles of a phase in runs that look alike; of an open-ended phase the last goes on.

    Args:
        phase: The phase.
        look: What a cycle, counted from 1, looks like.

    >>> from regimens import catalogue
    >>> from regimens.expansion import expand
    >>> phase = catalogue.get("dara-atra").phases[0]
    >>> [str(run) for run in cycle_runs(phase, lambda cycle: len(expand(phase, cycle)))]
    ['cycles 1–2', 'cycles 3–6', 'cycle 7 onwards']
    """
    last = phase.cycles or _unchanged_from(phase)
    runs: list[CycleRun[Look]] = []
    for cycle in range(1, last + 1):
        own = look(cycle)
        first = cycle
        if runs and runs[-1].look == own:
            first = runs.pop().first
        runs.append(CycleRun(first=first, last=cycle, look=own))
    if phase.cycles is None:
        runs[-1] = evolve(runs[-1], last=None)
    return runs


def same_looks(runs: Sequence[CycleRun[Look]]) -> list[tuple[str, Look]]:
    """Runs that look alike under one heading, also where others stand between them.

    >>> whole = [CycleRun(first=1, last=1, look="x"), CycleRun(first=2, last=2, look="")]
    >>> same_looks([*whole, CycleRun(first=3, last=None, look="x")])
    [('cycles 1, 3 onwards', 'x'), ('cycle 2', '')]
    """
    found: list[list[CycleRun[Look]]] = []
    for run in runs:
        own = next((other for other in found if other[0].look == run.look), None)
        if own is None:
            found.append([run])
        else:
            own.append(run)
    return [
        (
            str(own[0]) if len(own) == 1 else f"cycles {', '.join(run.numbers for run in own)}",
            own[0].look,
        )
        for own in found
    ]


def _unchanged_from(phase: Phase) -> int:
    """The cycle of an open-ended phase from which on no schedule begins or ends."""
    changes = [
        schedule.cycles.first if schedule.cycles.last is None else schedule.cycles.last + 1
        for component in phase.components
        if isinstance(component.timing, tuple)
        for schedule in component.timing
    ]
    return max(changes, default=1)
