"""What a cohort of courses was given, cycle by cycle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from attrs import field, frozen

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.course import Course
from regimens.decimals import EXACT, plain
from regimens.errors import UnknownNameError
from regimens.events import Discontinuation, Omission, Postponement
from regimens.history import effective
from regimens.recorded import each_name
from regimens.regimen import Regimen
from regimens.statuses import Status

__all__ = [
    "CycleRow",
    "Part",
    "Reached",
    "Summary",
    "Tally",
    "check_counted",
    "part_of",
    "step_of",
    "summarize",
]

_Key = TypeVar("_Key")


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


@frozen(kw_only=True)
class Reached:
    """A cycle that a course reached.

    Args:
        share: Its group's share of the full dose.
        label: The fraction, or the name of the level, that stands for the group.
        late: Whether it began late enough to be a dose delay.
    """

    share: Decimal
    label: str
    late: bool


@frozen(kw_only=True)
class Part:
    """What one course adds to a summary.

    Args:
        reached: Each cycle it reached.
        omitted: How many doses of each drug it left out, where it left out any.
    """

    reached: Mapping[int, Reached]
    omitted: Mapping[str, int]


@frozen(kw_only=True)
class Tally:
    """The counts that a summary is made of, over some courses; `+` adds those of others.

    It grows with the cycles and fractions that occur, and not with the courses. Parts of a cohort
    may be added up in any order.

    Args:
        courses: How many were counted.
        labels: How many had a fraction or level, by cycle and that.
        steps: How many had less (-1), the same (0) or more (1) than in the cycle before, by cycle
            and step.
        late: How many had a dose delay, by cycle.
        omitted: How many left out a number of doses, by drug and that number.

    >>> from datetime import date
    >>> from regimens import DoseChange, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> less = course.record(DoseChange(of="DCEP", to="0.7", cycle=2))
    >>> one, other = (Tally.of([(part_of(each.plan(), phase="induction", group="DCEP"), 1)])
    ...               for each in (course, less))
    >>> dict((one + other).summary().cycles[1].fractions)
    {'1': 1, '0.7': 1}
    """

    courses: int = 0
    labels: Mapping[tuple[int, str], int] = field(factory=dict)
    steps: Mapping[tuple[int, int], int] = field(factory=dict)
    late: Mapping[int, int] = field(factory=dict)
    omitted: Mapping[tuple[str, int], int] = field(factory=dict)

    @classmethod
    def of(cls, parts: Iterable[tuple[Part, int]]) -> Tally:
        """The counts over some courses.

        Args:
            parts: What a course adds, and how many courses add just that.
        """
        courses = 0
        labels, steps = Counter[tuple[int, str]](), Counter[tuple[int, int]]()
        late, omitted = Counter[int](), Counter[tuple[str, int]]()
        for part, count in parts:
            courses += count
            for cycle, one in part.reached.items():
                labels[cycle, one.label] += count
                if one.late:
                    late[cycle] += count
                if cycle - 1 in part.reached:
                    steps[cycle, step_of(part.reached[cycle - 1], one)] += count
            for drug, doses in part.omitted.items():
                omitted[drug, doses] += count
        return cls(
            courses=courses,
            labels=dict(labels),
            steps=dict(steps),
            late=dict(late),
            omitted=dict(omitted),
        )

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            courses=self.courses + other.courses,
            labels=_added(self.labels, other.labels),
            steps=_added(self.steps, other.steps),
            late=_added(self.late, other.late),
            omitted=_added(self.omitted, other.omitted),
        )

    def summary(self) -> Summary:
        """The cycles in order, and the drugs of which doses were left out by name."""
        omissions: dict[str, dict[int, int]] = {}
        for drug, doses in sorted(self.omitted):
            omissions.setdefault(drug, {0: self.courses})[doses] = self.omitted[drug, doses]
        for each in omissions.values():
            each[0] -= sum(count for doses, count in each.items() if doses)
            if not each[0]:
                del each[0]
        return Summary(
            cycles=tuple(self._row(cycle) for cycle in sorted({cycle for cycle, _ in self.labels})),
            omissions=omissions,
        )

    def _row(self, cycle: int) -> CycleRow:
        labels = {label: count for (of, label), count in self.labels.items() if of == cycle}
        steps = {step: self.steps.get((cycle, step), 0) for step in (-1, 0, 1)}
        return CycleRow(
            cycle=cycle,
            n=sum(labels.values()),
            fractions=dict(sorted(labels.items(), reverse=True)),
            same=None if cycle == 1 else steps[0],
            reduced=None if cycle == 1 else steps[-1],
            escalated=None if cycle == 1 else steps[1],
            dose_delays=self.late.get(cycle, 0),
        )


def _added(one: Mapping[_Key, int], other: Mapping[_Key, int]) -> dict[_Key, int]:
    found = Counter(one)
    found.update(other)
    return dict(found)


def step_of(before: Reached, now: Reached) -> int:
    """Whether a cycle had less (-1) than the one before, the same (0) or more (1)."""
    return (now.share > before.share) - (now.share < before.share)


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
    for course in courses:
        check_counted(course.regimen, phase=phase, group=group)
    parts = (part_of(course.plan(), phase=phase, group=group) for course in courses)
    return Tally.of((part, 1) for part in parts).summary()


def check_counted(regimen: Regimen, *, phase: str, group: str) -> None:
    """Refuse a phase, or a group in it, that a regimen does not have.

    Raises:
        UnknownNameError: naming those it has.
    """
    known = {one.name: one for one in regimen.phases}
    groups = {one.group: None for _, one in regimen.components() if one.role is Role.TREATMENT}
    own = {one.group for one in known[phase].components} if phase in known else set()
    if group not in own:
        raise UnknownNameError(
            f"{regimen.id} has no group {group!r} in a phase {phase!r}",
            where="summary",
            mend=f"phases: {', '.join(known)}; groups: {', '.join(groups)}",
        )


def part_of(calendar: Calendar, *, phase: str, group: str) -> Part:
    """What a course adds to a summary of a phase and a group that its regimen has.

    Args:
        calendar: The course as planned.
        phase: The phase's name.
        group: The group whose fractions are counted.
    """
    return Part(
        reached=_reached(calendar, phase, group),
        omitted=dict(_omitted(calendar)),
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


def _reached(calendar: Calendar, phase: str, group: str) -> dict[int, Reached]:
    ends = [
        event.on
        for _, event in effective(calendar.history)
        if isinstance(event, Discontinuation) and event.of is None
    ]
    found: dict[int, Reached] = {}
    rule = calendar.regimen.delay_rule
    for time in calendar.times:
        if time.phase.name != phase or (ends and time.start >= min(ends)):
            continue
        if calendar.as_of is not None and time.start > calendar.as_of:
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
        late = rule is not None and rule.is_dose_delay(days, first_cycle=time.is_first)
        live = [row for row in rows if row.status is not Status.DISCONTINUED]
        if live:
            # Where the drugs of a group differ, the most reduced one stands for it.
            lowest = min(live, key=_share)
            label = lowest.level or plain(lowest.fraction or Decimal(1))
            found[time.cycle] = Reached(share=_share(lowest), label=label, late=late)
        else:  # the course goes on without the group
            found[time.cycle] = Reached(share=Decimal(0), label="0", late=late)
    return found


def _share(row: Administration) -> Decimal:
    if row.fraction is not None:
        return row.fraction
    full = row.slot.component.dose.amount.value
    return EXACT.divide(row.resolved.written.amount.value, full)
