"""Dose intensity of one course, and what a cohort of courses was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import attrs
from attrs import frozen

from regimens.administrations import Administration, Status
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import EXACT, plain
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import Discontinuation, Lab, Measurement
from regimens.timeline import CycleTime
from regimens.working import Working

__all__ = ["CycleRow", "Intensity", "Summary", "intensity", "percent", "summarize"]

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """A share in percent, half up to one decimal, as tables print it.

    >>> percent(2, 32), percent(18, 32)
    (Decimal('6.3'), Decimal('56.3'))
    """
    share = EXACT.divide(EXACT.multiply(Decimal(part), _HUNDRED), Decimal(whole))
    return share.quantize(_TENTH, ROUND_HALF_UP, EXACT)


@frozen(kw_only=True)
class Intensity:
    """The relative dose intensity of one drug.

    Args:
        drug: Its name.
        delivered: What was given, in mg.
        planned: The full protocol dose on the same body over the same cycles, in mg.
        elapsed_days: From the first dose to the end of the last cycle given.
        planned_days: The same without any delay.
        rdi: (delivered ÷ elapsed) ÷ (planned ÷ planned time), in percent to one decimal.
    """

    drug: str
    delivered: Decimal
    planned: Decimal
    elapsed_days: int
    planned_days: int
    rdi: Decimal

    @property
    def working(self) -> Working:
        """The calculation, to be redone by hand."""
        return Working(
            name=f"relative dose intensity of {self.drug}",
            formula=(
                f"({plain(self.delivered)} mg ÷ {self.elapsed_days} days) ÷ "
                f"({plain(self.planned)} mg ÷ {self.planned_days} days)"
            ),
            result=f"{plain(self.rdi)} %",
            source="time from the first dose to the end of the last cycle given",
        )


def intensity(course: Course, *, as_planned: bool = False) -> tuple[Intensity, ...]:
    """The relative dose intensity of each drug that was given.

    Args:
        course: With its given doses.
        as_planned: Count every dose as its calendar has it; conditional, withheld, omitted and
            discontinued doses never count.

    Raises:
        HistoryError: where no dose was given.
    """
    counted = {Status.GIVEN}
    if as_planned:
        counted |= {Status.PLANNED, Status.UNCONFIRMED}
    actual = course.plan()
    # On the same body: what was measured stays, what changed doses and dates goes.
    kept = tuple(one for one in course.events if isinstance(one, Measurement | Lab))
    full = attrs.evolve(course, events=kept).plan()
    found = []
    for drug in dict.fromkeys(row.drug for row in actual):
        given = [row for row in actual if row.drug == drug and row.status in counted]
        if given:
            found.append(_of_drug(drug, given, full))
    if not found:
        raise HistoryError(
            "no dose is recorded as given",
            where="events",
            mend="record given doses, or count doses as planned",
        )
    return tuple(found)


def _of_drug(drug: str, given: Sequence[Administration], full: Calendar) -> Intensity:
    last = max(given, key=lambda row: row.time.place)
    delivered = _sum(row.dose for row in given)
    written = [row for row in full if row.drug == drug and row.time.place <= last.time.place]
    planned = _sum(row.dose for row in written)
    first = min(row.date for row in given)
    elapsed = (_end(last.time, last.time.start) - first).days
    undisturbed = next(time for time in full.times if time.place == last.time.place)
    planned_first = min(row.date for row in written)
    planned_days = (_end(undisturbed, undisturbed.start) - planned_first).days
    ratio = EXACT.divide(
        EXACT.multiply(delivered, Decimal(planned_days)),
        EXACT.multiply(planned, Decimal(elapsed)),
    )
    return Intensity(
        drug=drug,
        delivered=delivered,
        planned=planned,
        elapsed_days=elapsed,
        planned_days=planned_days,
        rdi=percent(ratio, 1),
    )


def _end(time: CycleTime, start: date) -> date:
    return start + timedelta(days=time.phase.cycle_length)


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


@frozen(kw_only=True)
class CycleRow:
    """One cycle over the courses that reached it.

    Args:
        cycle: The cycle of the phase.
        n: How many courses reached it.
        fractions: How many had each fraction (or level) of the group's full dose.
        same: How many had the fraction of the cycle before; None in the first.
        reduced: How many had less.
        escalated: How many had more.
        dose_delays: How many began late enough to be a dose delay.
    """

    cycle: int
    n: int
    fractions: Mapping[str, int]
    same: int | None
    reduced: int | None
    escalated: int | None
    dose_delays: int


@frozen(kw_only=True)
class Summary:
    """The cycles of a phase over a cohort, and how many courses omitted how many doses."""

    cycles: tuple[CycleRow, ...]
    omissions: Mapping[str, Mapping[int, int]]


def summarize(courses: Sequence[Course], *, phase: str, group: str) -> Summary:
    """What a cohort was given, cycle by cycle.

    A course ends with a discontinuation without `of`; it reaches a cycle that starts before that.

    Args:
        courses: Of regimens that have the phase and the group.
        phase: The phase's name.
        group: The group whose fractions are counted.

    Raises:
        UnknownNameError: for a course without that phase or group.
    """
    reached = [_reached(course, phase, group) for course in courses]
    rows = [
        _cycle_row(cycle, reached)
        for cycle in range(1, max((len(one) for one in reached), default=0) + 1)
    ]
    counts: dict[str, Counter[int]] = {}
    calendars = [course.plan() for course in courses]
    drugs = dict.fromkeys(
        row.drug for plan in calendars for row in plan if row.status is Status.OMITTED
    )
    for drug in drugs:
        counts[drug] = Counter(
            sum(row.drug == drug and row.status is Status.OMITTED for row in plan)
            for plan in calendars
        )
    return Summary(
        cycles=tuple(rows),
        omissions={drug: dict(sorted(count.items())) for drug, count in counts.items()},
    )


@frozen
class _Reached:
    """A cycle that a course reached: its group's share of the full dose, and if it was late."""

    share: Decimal
    label: str
    late: bool


def _reached(course: Course, phase: str, group: str) -> list[_Reached]:
    known = {one.name: one for one in course.regimen.phases}
    if phase not in known or not known[phase].named(group):
        raise UnknownNameError(
            f"{course.regimen.id} has no {group!r} in a phase {phase!r}",
            where="summary",
            mend=f"phases: {', '.join(known)}; groups: {', '.join(course.regimen.names())}",
        )
    ends = [
        event.on for event in course.events if isinstance(event, Discontinuation) and not event.of
    ]
    calendar = course.plan()
    found: list[_Reached] = []
    for cycle in calendar.cycles:
        if cycle.phase != phase or (ends and cycle.start >= min(ends)):
            continue
        rows = [
            row
            for row in calendar
            if (row.phase, row.cycle, row.group) == (phase, cycle.cycle, group)
        ]
        if rows:
            # Where the drugs of a group differ, the most reduced one stands for it.
            lowest = min(rows, key=_share)
            label = lowest.level or plain(lowest.fraction or Decimal(1))
            found.append(_Reached(_share(lowest), label, cycle.dose_delay))
    return found


def _share(row: Administration) -> Decimal:
    if row.fraction is not None:
        return row.fraction
    full = row.slot.component.dose.amount.value
    return EXACT.divide(row.resolved.written.amount.value, full)


def _cycle_row(cycle: int, reached: Sequence[Sequence[_Reached]]) -> CycleRow:
    here = [one for one in reached if len(one) >= cycle]
    labels = Counter(one[cycle - 1].label for one in here)
    steps = Counter(_step(one, cycle) for one in here) if cycle > 1 else None
    return CycleRow(
        cycle=cycle,
        n=len(here),
        fractions=dict(sorted(labels.items(), reverse=True)),
        same=None if steps is None else steps[0],
        reduced=None if steps is None else steps[-1],
        escalated=None if steps is None else steps[1],
        dose_delays=sum(one[cycle - 1].late for one in here),
    )


def _step(cycles: Sequence[_Reached], cycle: int) -> int:
    before, now = cycles[cycle - 2].share, cycles[cycle - 1].share
    return (now > before) - (now < before)
