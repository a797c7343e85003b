"""A running course under another revision of its regimen: what was given stays as it was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from attrs import evolve

from regimens.administrations import Administration, Status
from regimens.calendars import Calendar
from regimens.decimals import plain
from regimens.errors import HistoryError
from regimens.events import Event, Given
from regimens.history import place

__all__ = ["check_kept", "with_amounts"]


def with_amounts(calendar: Calendar) -> tuple[Event, ...]:
    """The history with the amount at every dose that was given as planned then.

    A dose recorded as given without an amount has the planned one; under another definition that
    would be another. One record of several drugs becomes one for each.
    """
    given: dict[str, list[Administration]] = {}
    for row in calendar:
        if row.status is Status.GIVEN and row.given is None and row.changed_by:
            given.setdefault(row.changed_by[-1], []).append(row)
    return tuple(
        one
        for index, event in enumerate(calendar.history)
        for one in _with_amounts(event, given.get(place(index, event), []))
    )


def _with_amounts(event: Event, rows: Sequence[Administration]) -> Iterator[Event]:
    if not isinstance(event, Given) or not rows:
        yield event
        return
    for number, row in enumerate(rows, start=1):
        name = event.id if event.id is None or len(rows) == 1 else f"{event.id}-{number}"
        dose = f"{plain(row.dose)} {row.unit}"
        yield evolve(event, id=name, of=row.drug, dose=dose)


def check_kept(before: Calendar, after: Calendar) -> None:
    """Refuse a calendar in which a given dose has another date or amount than it had.

    Raises:
        HistoryError: naming the first such dose.
    """
    more = _given(after) - _given(before)
    if more:
        drug, on, dose = min(more)
        raise HistoryError(
            f"{drug} given on {on} would stand as {plain(dose)} {after.regimen.unit(drug)}, "
            "which nobody has recorded",
            where="events",
            mend="record its amount and the planned date it fulfils",
        )


def _given(calendar: Calendar) -> Counter[tuple[str, date, Decimal]]:
    return Counter((row.drug, row.date, row.dose) for row in calendar if row.status is Status.GIVEN)
