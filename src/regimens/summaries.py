"""What a cohort of courses was given, cycle by cycle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from regimens.administrations import Administration, Status
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.course import Course
from regimens.decimals import EXACT, plain
from regimens.errors import UnknownNameError
from regimens.events import Discontinuation, Omission, Postponement, each_name
from regimens.history import effective

__all__ = ["CycleRow", "Summary", "summarize"]


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
        _cycle_row(cycle, reached) for cycle in sorted({cycle for one in reached for cycle in one})
    ]
    counts: dict[str, list[int]] = {}
    for number, course in enumerate(courses):
        for drug, count in _omitted(course.plan()).items():
            counts.setdefault(drug, [0] * len(courses))[number] = count
    return Summary(
        cycles=tuple(rows),
        omissions={drug: dict(sorted(Counter(each).items())) for drug, each in counts.items()},
    )


def _omitted(calendar: Calendar) -> Counter[str]:
    """On how many days each drug was left out by name; what fell away with it is not counted."""
    by = {
        where: event.of
        for where, event in effective(calendar.history)
        if isinstance(event, Omission | Postponement)
    }
    left_out = {
        (row.drug, row.date)
        for row in calendar
        if row.status is Status.OMITTED
        and any(
            not {row.drug, row.group}.isdisjoint(each_name(of))
            for of in (by.get(where, ()) for where in row.changed_by)
        )
    }
    return Counter(drug for drug, _ in left_out)


@frozen
class _Reached:
    """A cycle that a course reached: its group's share of the full dose, and if it was late."""

    share: Decimal
    label: str
    late: bool


def _reached(course: Course, phase: str, group: str) -> dict[int, _Reached]:
    known = {one.name: one for one in course.regimen.phases}
    groups = {
        one.group: None for _, one in course.regimen.components() if one.role is Role.TREATMENT
    }
    own = {one.group for one in known[phase].components} if phase in known else set()
    if group not in own:
        raise UnknownNameError(
            f"{course.regimen.id} has no group {group!r} in a phase {phase!r}",
            where="summary",
            mend=f"phases: {', '.join(known)}; groups: {', '.join(groups)}",
        )
    ends = [
        event.on
        for _, event in effective(course.events)
        if isinstance(event, Discontinuation) and event.of is None
    ]
    calendar = course.plan()
    found: dict[int, _Reached] = {}
    rule = course.regimen.delay_rule
    for time in calendar.times:
        if time.phase.name != phase or (ends and time.start >= min(ends)):
            continue
        if course.as_of is not None and time.start > course.as_of:
            continue
        rows = [
            row
            for row in calendar
            if row.time.place == time.place
            and row.group == group
            and row.status not in (Status.CONDITIONAL, Status.WITHHELD)
        ]
        if not rows:
            continue
        days = time.group_delays.get(group, time.delay or 0)
        late = rule is not None and time.place != (0, 1) and days > rule.more_than
        live = [row for row in rows if row.status is not Status.DISCONTINUED]
        if live:
            # Where the drugs of a group differ, the most reduced one stands for it.
            lowest = min(live, key=_share)
            label = lowest.level or plain(lowest.fraction or Decimal(1))
            found[time.cycle] = _Reached(_share(lowest), label, late)
        else:  # the course goes on without the group
            found[time.cycle] = _Reached(Decimal(0), "0", late)
    return found


def _share(row: Administration) -> Decimal:
    if row.fraction is not None:
        return row.fraction
    full = row.slot.component.dose.amount.value
    return EXACT.divide(row.resolved.written.amount.value, full)


def _cycle_row(cycle: int, reached: Sequence[Mapping[int, _Reached]]) -> CycleRow:
    here = [one for one in reached if cycle in one]
    labels = Counter(one[cycle].label for one in here)
    before = [one for one in here if cycle - 1 in one]
    steps = Counter(_step(one, cycle) for one in before) if cycle > 1 else None
    return CycleRow(
        cycle=cycle,
        n=len(here),
        fractions=dict(sorted(labels.items(), reverse=True)),
        same=None if steps is None else steps[0],
        reduced=None if steps is None else steps[-1],
        escalated=None if steps is None else steps[1],
        dose_delays=sum(one[cycle].late for one in here),
    )


def _step(cycles: Mapping[int, _Reached], cycle: int) -> int:
    before, now = cycles[cycle - 1].share, cycles[cycle].share
    return (now > before) - (now < before)
