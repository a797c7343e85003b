"""By how much a dose is moved: by its own postponements, and by those before it that carry on."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from regimens.administrations import Administration, DoseKey
from regimens.marks import Marks, Postponed, keeps_interval
from regimens.timeline import CLINIC, CycleTime

__all__ = ["Moves", "Step"]


@frozen(kw_only=True)
class Step:
    """One move of a dose.

    Args:
        days: Later, or earlier below 0.
        decided: What was due to its followers before this day stays.
        cause: The place of the event.
    """

    days: int
    decided: date
    cause: str


@frozen(kw_only=True)
class _Carried:
    """A move that the later doses of a drug share.

    Args:
        after: The phase, cycle and day of the dose it comes from.
        step: The move.
    """

    after: tuple[int, int, int]
    step: Step

    def holds(self, time: CycleTime) -> bool:
        """Whether no later start puts the doses of a cycle where they belong."""
        return time.realigned <= self.after[:2]


class Moves:
    """The moves that a history makes, for the doses of a calendar taken in order.

    What carries on to later doses is worked out from the days on which doses were given, not from
    the order in which they were recorded.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._own: dict[DoseKey, list[Postponed]] = {}
        for mark in marks.postponed:
            self._own.setdefault(mark.key, []).append(mark)
        self._carried: dict[str, list[_Carried]] = {}

    def own(self, row: Administration) -> list[Postponed]:
        """The postponements of a dose itself that still hold."""
        return [mark for mark in self._own.get(row.key, ()) if not mark.is_replaced(row.time)]

    def of(self, row: Administration) -> list[Step]:
        """The moves of a dose that leads, as far as it is not given; ask once, and in order."""
        own = self.own(row) if self._own else []
        earlier = self._carried.get(row.drug, ())
        if not own and not earlier and row.key not in self._marks.given:
            return []
        carried = [one for one in earlier if one.holds(row.time)]
        place = (*row.time.place, row.day)
        before = [one.step for one in carried if one.after < place]
        if keeps_interval(row):
            carried += self._carrying(row, own, sum(step.days for step in before))
        self._carried[row.drug] = carried
        return [*before, *map(_step, own)]

    def _carrying(self, row: Administration, own: list[Postponed], before: int) -> list[_Carried]:
        """What the later doses are moved by because of this one.

        A dose given late moves them to keep their interval from it; one that was postponed and is
        given earlier than that moves them by so much less, and one given early moves nothing.
        """
        after = (*row.time.place, row.day)
        given = self._marks.given.get(row.key)
        closed = sum(mark.days for mark in own if mark.cause == CLINIC)
        if given is None:
            kept = [mark for mark in own if mark.keeps_interval]
            # The first postponement is from the day that a closed clinic had made of it.
            return [
                _Carried(
                    after=after,
                    step=evolve(_step(mark), days=mark.days + (closed if mark is kept[0] else 0)),
                )
                for mark in kept
            ]
        left = (given.date - row.date).days - before
        if left <= max(0, closed):
            return []
        steps = []
        for mark in own:
            if mark.cause != CLINIC and left > 0:
                days = min(mark.days, left)
                steps.append(Step(days=days, decided=mark.decided, cause=mark.cause))
                left -= days
        if left > 0:
            steps.append(Step(days=left, decided=given.date, cause=given.changed_by[-1]))
        return [_Carried(after=after, step=step) for step in steps]


def _step(mark: Postponed) -> Step:
    return Step(days=mark.days, decided=mark.decided, cause=mark.cause)
