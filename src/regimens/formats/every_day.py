"""What is given every day and has no rows on a calendar: it is said beside them."""

from __future__ import annotations

from collections.abc import Iterator

from regimens.calendars import Calendar
from regimens.choices import is_chosen
from regimens.components import Component
from regimens.phases import Phase
from regimens.schedule import Continuous

__all__ = ["without_rows"]


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
