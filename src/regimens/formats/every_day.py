"""What is given every day and has no rows on a calendar: it is said beside them."""

from __future__ import annotations

from collections.abc import Iterator

from regimens.calendars import Calendar
from regimens.choices import is_chosen
from regimens.components import Component
from regimens.events import Correction, Discontinuation, DoseChange, Omission, Switch
from regimens.phases import Phase
from regimens.recorded import each_name
from regimens.schedule import Continuous

__all__ = ["is_changed", "without_rows"]


def without_rows(calendar: Calendar) -> Iterator[tuple[Phase, Component]]:
    """The components given every day of a phase that is shown, where they were not asked for.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5))
    >>> [component.drug.name for _, component in without_rows(course.plan())]
    ['ciprofloxacin']
    >>> list(without_rows(course.plan(continuous=True)))
    []
    """
    shown = {time.phase.name for time in calendar.times}
    dated = {(row.phase, row.drug) for row in calendar}
    choices = tuple(sorted(calendar.choices.items()))
    for phase, component in calendar.regimen.components():
        if (
            isinstance(component.timing, Continuous)
            and phase.name in shown
            and (phase.name, component.drug.name) not in dated
            and is_chosen(phase, component, choices)
        ):
            yield phase, component


def is_changed(component: Component, calendar: Calendar) -> bool:
    """Whether an event that was not corrected names a drug, or stops the whole course.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5))
    >>> stopped = Discontinuation(of="ciprofloxacin", on=date(2026, 1, 8))
    >>> calendar = course.record(stopped).plan()
    >>> [is_changed(component, calendar) for _, component in without_rows(calendar)]
    [True]
    """
    voided = {event.voids for event in calendar.history if isinstance(event, Correction)}
    names = (component.drug.name, component.group)
    return any(
        isinstance(event, Discontinuation | DoseChange | Omission | Switch)
        and event.id not in voided
        and (event.of is None or any(name in names for name in each_name(event.of)))
        for event in calendar.history
    )
