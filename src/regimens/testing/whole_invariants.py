"""What holds between a calendar and what its protocol and its history say: nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from regimens.administrations import Administration
from regimens.amounts import WrittenDose
from regimens.calendars import Calendar
from regimens.components import Component
from regimens.events import CycleStart, DoseChange
from regimens.regimen import Phase
from regimens.schedule import day_text
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach, holding, means

__all__ = ["assert_amounts_as_written", "assert_every_dose_stands", "assert_history_followed"]


def assert_every_dose_stands(calendar: Calendar) -> None:
    """Each day that the protocol writes for a drug has its dose, and no other day has one.

    Why: a dose that is not on the calendar is not given, and one that nobody wrote is.
    Source: docs/explanation/how-dates-are-made.md, Days and cycles.

    What is omitted, stopped or on hold keeps its row. Days that follow another drug's, and those
    of drugs given every day, are not looked at; nor is what a last day shown may have cut off.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose that is missing, or the one that is on a day of its own.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_every_dose_stands(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    found = {row.key for row in calendar}
    leveled = any(
        isinstance(event, DoseChange) and event.level is not None for event in calendar.history
    )
    for row in calendar:
        timing = row.slot.component.timing
        if isinstance(timing, tuple) and row.day not in _days(row.slot.component, row.cycle):
            raise breach("assert_every_dose_stands", at(row), "the protocol has no dose that day")
    if calendar.horizon.until is not None:
        return
    for time in calendar.times:
        for position, component in _chosen(calendar, time.phase):
            own_days = any(level.days is not None for level in component.levels)
            if own_days and (leveled or component.tables):
                continue  # a level on other days may hold
            for day in _written(component, time.cycle):
                if (time.index, time.cycle, position, day, 1) not in found:
                    where = f"{time.phase.name} cycle {time.cycle} day {day_text(day)}"
                    what = "the protocol has a dose, and the calendar has not"
                    name = component.drug.name
                    raise breach("assert_every_dose_stands", f"{where} {name}", what)


def _chosen(calendar: Calendar, phase: Phase) -> Iterator[tuple[int, Component]]:
    """The components of a phase without alternatives, or those picked, with their places."""
    options = {name: known[0] for name, known in calendar.regimen.choices().items()}
    options |= calendar.choices
    for position, component in enumerate(phase.components):
        own = component.alternative
        if own is None or options[own.choice] == own.option:
            yield position, component


def _written(component: Component, cycle: int) -> list[int]:
    """The days that a component's schedules have in a cycle."""
    timing = component.timing if isinstance(component.timing, tuple) else ()
    return [day for one in timing if cycle in one.cycles for day in one.days]


def _days(component: Component, cycle: int) -> set[int]:
    """The days of a component in a cycle, at whatever level."""
    days = _written(component, cycle)
    return {*days, *(day for level in component.levels for day in level.days or () if days)}


def assert_amounts_as_written(calendar: Calendar) -> None:
    """Each dose is made from an amount that the protocol writes for that drug, level or product.

    Why: a working that begins with another number is right in every step, and wrong.
    Source: docs/explanation/how-doses-are-made.md, Every number shown is the number used.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose, the amount it is made from and those that are written.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_amounts_as_written(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    for row in calendar:
        known = _amounts(calendar, row)
        if row.resolved.written not in known:
            what = f"made from {row.written}, and {' or '.join(map(str, known))} is written"
            raise breach("assert_amounts_as_written", at(row), what)


def _amounts(calendar: Calendar, row: Administration) -> list[WrittenDose]:
    """What a dose may be made from: also its product's amount, or its premedication's."""
    component = calendar.regimen.phases[row.time.index].components[row.slot.position]
    other = [] if row.premedication is None else _amounts(calendar, row.premedication)
    level = None if row.level is None else component.level(row.level)
    if level is not None:
        return [level.dose, *other]
    return [component.dose, *(one.dose for one in component.products), *other]


def assert_history_followed(calendar: Calendar) -> None:
    """A cycle recorded as started starts that day, and a recorded fraction is that of its doses.

    Why: a record that is kept and not followed leaves the delay or the reduction out.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Of fractions, those of doses are looked at to which one change alone applies.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the cycle or the dose, and what was recorded.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), events=[CycleStart(cycle=2, on=date(2026, 2, 12))])
    >>> assert_history_followed(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    events = [event for _, event in holding(calendar.history)]
    for event in events:
        if isinstance(event, CycleStart) and event.phase is not None:
            for cycle in calendar.cycles:
                if (cycle.phase, cycle.cycle) == (event.phase, event.cycle) and (
                    cycle.start != event.on
                ):
                    where = f"{cycle.phase} cycle {cycle.cycle}"
                    what = f"starts on {cycle.start}, and {event.on} was recorded"
                    raise breach("assert_history_followed", where, what)
    changes = [event for event in events if isinstance(event, DoseChange)]
    names = [phase.name for phase in calendar.regimen.phases]
    for row in calendar if changes else ():
        own = [one for one in changes if means(one.of, row)]
        if len(own) != 1 or own[0].to is None or own[0].phase is None or row.premedication:
            continue
        (change,) = own
        since = (names.index(own[0].phase), change.cycle, change.day)
        holds = row.status is not Status.GIVEN and (row.time.index, row.cycle, row.day) >= since
        if holds and row.fraction != change.to:
            what = f"is at {row.fraction} of its full dose, and {change.to} was recorded"
            raise breach("assert_history_followed", at(row), what)
