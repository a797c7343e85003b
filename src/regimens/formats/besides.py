"""Doses that were given and that no row of a calendar has: no export may lose them unsaid."""

from __future__ import annotations

from collections.abc import Container

from attrs import frozen

from regimens.calendars import Calendar
from regimens.errors import DocumentError
from regimens.events import Given
from regimens.history import effective
from regimens.recorded import each_name

__all__ = ["Besides", "check_none_besides", "given_besides"]


@frozen
class Besides:
    """A dose that was given besides the rows of a calendar.

    Args:
        place: The event's place in the history.
        event: What was recorded.
        drug: The drug.
    """

    place: str
    event: Given
    drug: str


def given_besides(calendar: Calendar) -> list[Besides]:
    """The recorded doses that fulfil no dose of a calendar, or one after its last day.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> course = course.record(Given(of="cisplatin", on=date(2026, 1, 20), dose="12 mg"))
    >>> [(one.drug, str(one.event.dose)) for one in given_besides(course.plan())]
    [('cisplatin', '12 mg')]
    """
    fulfilled: dict[str, set[str]] = {}
    for row in calendar:
        groups = {row.group} if row.premedication is None else {row.group, row.premedication.group}
        for place in row.changed_by:
            fulfilled.setdefault(place, set()).update({row.drug, *groups})
    return [
        Besides(place, event, drug)
        for place, event in effective(calendar.history)
        if isinstance(event, Given)
        for name in each_name(event.of)
        if name not in fulfilled.get(place, set())
        for drug in calendar.regimen.drugs([name])
    ]


def check_none_besides(calendar: Calendar, drugs: Container[str]) -> None:
    """Refuse to write a calendar's doses as all that was given where another one was.

    Args:
        calendar: What is to be written.
        drugs: The drugs that are written.

    Raises:
        DocumentError: for the first such dose.
    """
    for one in given_besides(calendar):
        if one.drug in drugs:
            raise DocumentError(
                "this dose was given, and the calendar has no place for it",
                where=f"{one.drug} on {one.event.on}",
                mend="name the planned date it fulfils, or plan beyond it; or leave the drug out "
                "and write its records by hand",
            )
