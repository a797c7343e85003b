"""What holds between a calendar and the one after something more was recorded."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.comparison import Line, lines
from regimens.errors import HistoryError
from regimens.events import (
    Correction,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Event,
    Given,
    Lab,
    Measurement,
    Omission,
    Postponement,
    Response,
    Switch,
    Transplant,
)
from regimens.history import place
from regimens.recorded import each_name
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach, voided

__all__ = ["assert_changes_explained", "assert_past_immutable"]

_PARTS = ("regimen", "patient", "policy", "start", "as_of", "choices", "horizon", "clinic")


def assert_past_immutable(before: Calendar, after: Calendar) -> None:
    """Recording more changes no given dose, and no day before the first that it speaks of.

    Why: a given dose that changes afterwards hides what the patient really got.
    Source: docs/explanation/how-dates-are-made.md, What was given stays.

    Args:
        before: A calendar.
        after: The calendar of the same course with more recorded. Only a correction of that very
            record takes a given dose back.

    Raises:
        AssertionError: naming the dose and what it was.
        HistoryError: for two calendars of which the later has not the history of the earlier.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> later = course.record(CycleStart(cycle=2, on=date(2026, 2, 12)))
    >>> assert_past_immutable(course.plan(), later.plan())
    """
    check_is("before", before, Calendar)
    check_is("after", after, Calendar)
    events = _recorded_since(before, after)
    gone = voided(after.history)
    now = {row.key: row for row in after if row.status is Status.GIVEN}
    for row in before:
        if row.status is not Status.GIVEN or not _stands(before, row, gone):
            continue
        same = now.get(row.key)
        is_ = None if same is None else (same.date, same.dose, same.route)
        if is_ != (row.date, row.dose, row.route):
            what = (
                "was given, and is not any more"
                if same is None
                else f"given, and now {same.dose} on {same.date}"
            )
            raise breach("assert_past_immutable", at(row), what)
    first = min((_first_day(event, before) for event in events), default=date.max)
    # An omitted dose shows the day it had, and its dose is that of its cycle, which may move later.
    whole = not any(isinstance(event, DoseChange | Measurement) for event in events)
    old = {row.key: _facts(row) for row in before if _is_kept(row, first, whole=whole)}
    new = {row.key: _facts(row) for row in after if _is_kept(row, first, whole=whole)}
    for row in [*before, *after]:
        if old.get(row.key) != new.get(row.key):
            by = ", ".join(type(event).__name__ for event in events)
            what = f"lies before {first}, and {by} changed it"
            raise breach("assert_past_immutable", at(row), what)


def _recorded_since(before: Calendar, after: Calendar) -> tuple[Event, ...]:
    """The events that the later calendar has and the earlier one has not."""
    count = len(before.history)
    other = [name for name in _PARTS if getattr(before, name) != getattr(after, name)]
    if other or after.history[:count] != before.history:
        raise HistoryError(
            f"the later calendar differs in {', '.join(other) or 'what was recorded before'}",
            where="after",
            mend="give the calendars of one course, before and after something was recorded",
        )
    return after.history[count:]


def _stands(calendar: Calendar, row: Administration, gone: frozenset[str]) -> bool:
    """Whether the event that made a dose given has not been taken back."""
    return any(
        isinstance(event, Given)
        and event.on == row.date
        and event.id not in gone
        and place(index, event) in row.changed_by
        for index, event in enumerate(calendar.history)
    )


def _is_kept(row: Administration, first: date, *, whole: bool) -> bool:
    return row.date < first and (whole or row.status is not Status.OMITTED)


def _facts(row: Administration) -> tuple[object, ...]:
    """All of a dose that a calendar shows."""
    made = (row.written, row.fraction, row.level, row.calculated, row.dose)
    return (row.date, *made, row.route, row.status, row.roles)


def _first_of(
    calendar: Calendar, event: CycleStart | Delay | DoseChange, day: int = 1
) -> date | None:
    """A day of the cycle that an event names, or the first of a later one that began before it."""
    names = () if isinstance(event, CycleStart) else each_name(event.of)
    found: list[date] = []
    for index, time in enumerate(calendar.times):
        named = event.phase in (None, time.phase.name) and time.cycle == event.cycle
        if named and all(time.phase.named(name) for name in names):
            later = (one.start for one in calendar.times[index + 1 :])
            found.append(min([time.start + timedelta(days=day - 1), *later]))
    return min(found, default=None)


def _first_day(event: Event, before: Calendar) -> date:
    """The first day that an event may change anything of; `on`, `cycle` and `day` say when."""
    match event:
        case CycleStart():
            # It realigns the whole cycle, whichever of its two first days comes first.
            return min(event.on, _first_of(before, event) or event.on)
        case Delay():
            # It moves the cycle, or a group of it, and all after it, and the cycle has a start.
            return _first_of(before, event) or date.max
        case DoseChange():
            # It holds from its cycle and day; a delayed group's day is later, never before.
            return _first_of(before, event, event.day) or date.max
        case Omission() | Postponement() | Discontinuation():
            # Followers stop and move from the day of the decision, when it was written down.
            return min(event.on, event.recorded or event.on)
        case Given():
            # A dose given late leaves the day it was planned on.
            return min(event.on, event.planned or event.on)
        case Response() | Transplant():
            # They decide on a whole phase, whose first doses may lie before them.
            gated = [one.date for one in before if one.time.phase.gate or one.time.phase.transplant]
            return min([event.on, *gated])
        case Measurement() | Lab() | Switch():
            return event.on
        case Correction():
            return date.min


def assert_changes_explained(before: Calendar, after: Calendar) -> None:
    """A comparison names every dose that differs and the event that did it, and nothing else.

    Why: whoever signs a changed plan signs for what the comparison says has changed.
    Source: docs/evidence/hazard-log.md, Outdated calendar.

    Args:
        before: A calendar.
        after: The calendar of the same course with more recorded.

    Raises:
        AssertionError: naming the dose, and the events that are said to have changed it.
        HistoryError: for two calendars of which the later has not the history of the earlier.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> later = course.record(CycleStart(cycle=2, on=date(2026, 2, 12)))
    >>> assert_changes_explained(course.plan(), later.plan())
    """
    check_is("before", before, Calendar)
    check_is("after", after, Calendar)
    count = len(before.history)
    new = {
        place(count + index, event) for index, event in enumerate(_recorded_since(before, after))
    }
    comparison = after.compare(before)
    for change in comparison.changes:
        if not change.events or not new.issuperset(change.events):
            what = f"{change.kind} by {', '.join(change.events) or 'nothing'}"
            raise breach("assert_changes_explained", _line(change.line), what)
    was, is_ = Counter(lines(before)), Counter(lines(after))
    said = {one.before for one in comparison.changes}, {one.after for one in comparison.changes}
    for line in (was - is_).keys() - said[0]:
        raise breach("assert_changes_explained", _line(line), "is gone, and no change says so")
    for line in (is_ - was).keys() - said[1]:
        raise breach("assert_changes_explained", _line(line), "is new, and no change says so")


def _line(line: Line) -> str:
    return f"{line.date} {line.phase} cycle {line.cycle} day {line.day} {line.drug}"
