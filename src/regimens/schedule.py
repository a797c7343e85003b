"""When a component is given: days of a cycle, days that follow another component, or every day."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise

from attrs import field, frozen

from regimens.decimals import shown
from regimens.errors import DefinitionError
from regimens.sources import Source

__all__ = [
    "Anchor",
    "Continuous",
    "Cycles",
    "Following",
    "Schedule",
    "Timing",
    "check_days",
    "day_text",
    "days_text",
]


@frozen
class Cycles:
    """The cycles `first` to `last` of a phase, both included.

    Args:
        first: The first of them, from 1.
        last: The last of them; None means to the end of the phase.

    Raises:
        DefinitionError: for cycles below 1, or that run backwards.

    >>> 3 in Cycles(1, 2), 3 in Cycles(3)
    (False, True)
    """

    first: int = field()
    last: int | None = None

    @first.validator
    def _is_in_order(self, _: object, value: int) -> None:
        for at, given in (("first", value), ("last", self.last)):
            if type(given) is not int and (at == "first" or given is not None):
                raise DefinitionError(
                    f"{shown(given)} is not a cycle",
                    where="cycles",
                    mend="write whole numbers",
                    at=at,
                )
        if value < 1:
            raise DefinitionError(
                f"cycle {value}",
                where="cycles",
                mend="the first cycle of a phase is cycle 1",
                at="first",
            )
        if self.last is not None and self.last < value:
            raise DefinitionError(
                f"cycles {value} to {self.last} run backwards",
                where="cycles",
                mend=f"write cycles {max(self.last, 1)} to {value}",
                at="last",
            )

    def __contains__(self, cycle: int) -> bool:
        return self.first <= cycle and (self.last is None or cycle <= self.last)

    def overlaps(self, other: Cycles) -> bool:
        """Whether a cycle belongs to both."""
        first, second = sorted((self, other), key=lambda cycles: cycles.first)
        return first.last is None or second.first <= first.last

    def __str__(self) -> str:
        if self.last is None:
            return f"cycle {self.first} onwards"
        if self.last == self.first:
            return f"cycle {self.first}"
        return f"cycles {self.first}–{self.last}"


@frozen(kw_only=True)
class Schedule:
    """Days of each of some cycles; the first day of a cycle is day 1, or its phase says which.

    Args:
        days: Days of the cycle, rising.
        cycles: The cycles they hold for.
        source: Where the days are stated.

    Raises:
        DefinitionError: for no day, or days that do not rise.
    """

    days: tuple[int, ...] = field()
    cycles: Cycles
    source: Source

    @days.validator
    def _rise(self, _: object, days: tuple[int, ...]) -> None:
        check_days(days, where="schedule")

    def __str__(self) -> str:
        return f"{days_text(self.days)} ({self.cycles})"


class Anchor(Enum):
    """Which days of the leading component a follower keeps its distance from."""

    EACH = "each day"
    LAST = "the last day"


@frozen(kw_only=True)
class Following:
    """Days at a fixed distance from another component's, wherever those move.

    Args:
        what: The drug or group that leads.
        offsets: Days from the leading day: −2 is two days before, 0 the same day.
        anchor: Each leading day, or the last one of the cycle.
        source: Where the distance is stated.

    Raises:
        DefinitionError: for no offset, or offsets that do not rise.
    """

    what: str
    offsets: tuple[int, ...] = field()
    anchor: Anchor = Anchor.EACH
    source: Source

    @offsets.validator
    def _rise(self, _: object, offsets: tuple[int, ...]) -> None:
        given: object = offsets
        whole = isinstance(given, tuple) and all(type(one) is int for one in given)
        if not whole or not offsets or any(b <= a for a, b in pairwise(offsets)):
            raise DefinitionError(
                f"offsets {offsets}",
                where=f"follows {self.what}",
                mend="state rising offsets",
                at="offsets",
            )

    def __str__(self) -> str:
        if self.offsets == (0,):
            return f"the same day as {self.what}"
        parts = [f"{n:+}".replace("-", "−") if n else "0" for n in self.offsets]
        return f"{self.anchor.value} of {self.what}, {', '.join(parts)} days"


@frozen(kw_only=True)
class Continuous:
    """Every day of the phase, as for a prophylaxis whose days the source does not state.

    Args:
        source: Where that is stated.
    """

    source: Source

    def __str__(self) -> str:
        return "continuous"


# When a component is given, in one of three ways.
Timing = tuple[Schedule, ...] | Following | Continuous


def check_days(days: tuple[int, ...], *, where: str) -> None:
    """Refuse no day, and days that do not rise.

    Raises:
        DefinitionError: saying which.
    """
    given: object = days
    if not isinstance(given, tuple) or not all(type(day) is int for day in given):
        raise DefinitionError(
            f"{shown(given)} are not days",
            where=where,
            mend="write whole numbers, as in (1, 4, 8)",
            at="days",
        )
    if not days:
        raise DefinitionError("no days", where=where, mend="state at least one day", at="days")
    if any(b <= a for a, b in pairwise(days)):
        raise DefinitionError(
            f"days {', '.join(map(str, days))} do not rise",
            where=where,
            mend="write each day once, in order",
            at="days",
        )


def day_text(day: int) -> str:
    """A day of a cycle as people print it, with the minus sign of days before day 0.

    >>> day_text(8), day_text(-3)
    ('8', '−3')
    """
    return str(day).replace("-", "−")


def days_text(days: tuple[int, ...]) -> str:
    """Days as a protocol prints them.

    >>> days_text((1, 2, 3, 4)), days_text((1, 4, 8)), days_text((-5, -4, -3, 0))
    ('days 1–4', 'days 1, 4, 8', 'days −5 to −3, 0')
    """
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            joint = " to " if run[0] < 0 else "–"
            parts.append(f"{day_text(run[0])}{joint}{day_text(run[-1])}")
        else:
            parts.extend(map(day_text, run))
    return f"{'day' if len(days) == 1 else 'days'} {', '.join(parts)}"
