"""What invariants read off a calendar, and how they say that one of them does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.events import Correction, Event
from regimens.history import place
from regimens.recorded import Names, each_name
from regimens.schedule import Following
from regimens.statuses import Status

__all__ = [
    "Told",
    "at",
    "breach",
    "holding",
    "is_live",
    "leader",
    "means",
    "place_of",
    "told",
    "voided",
]

_NOT_GIVEN = (Status.OMITTED, Status.DISCONTINUED, Status.WITHHELD)
Told = tuple[str | None, int | None, int | None, str | None, date | None]


def breach(rule: str, where: str, what: str) -> AssertionError:
    """The error that an invariant raises: its name, the place, and what is wrong there.

    >>> str(breach("assert_intervals_kept", "2026-01-06 bortezomib", "1 day after the last dose"))
    'assert_intervals_kept: 2026-01-06 bortezomib: 1 day after the last dose'
    """
    return AssertionError(f"{rule}: {where}: {what}")


def at(row: Administration) -> str:
    """Where a dose stands, as messages name it.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> at(course.plan()[1])
    '2026-01-05 induction cycle 1 day 1 cyclophosphamide'
    """
    part = f" ({row.occurrence} of {row.of})" if row.of > 1 else ""
    return f"{row.date} {row.phase} cycle {row.cycle} day {row.day} {row.drug}{part}"


def is_live(row: Administration) -> bool:
    """Whether a dose was given or may still be: not omitted, stopped or on hold."""
    return row.status not in _NOT_GIVEN


def voided(events: Sequence[Event]) -> frozenset[str]:
    """The ids that corrections void; one that is itself voided voids nothing.

    >>> sorted(voided([Correction(id="e2", voids="e1"), Correction(id="e3", voids="e2")]))
    ['e2']
    """
    found: set[str] = set()
    for event in reversed(events):
        if isinstance(event, Correction) and event.id not in found:
            found.add(event.voids)
    return frozenset(found)


def holding(events: Sequence[Event]) -> list[tuple[str, Event]]:
    """The events that no correction takes back, each with its place in the history."""
    gone = voided(events)
    return [
        (place(index, event), event)
        for index, event in enumerate(events)
        if not isinstance(event, Correction) and (event.id is None or event.id not in gone)
    ]


def leader(row: Administration) -> str:
    """The group whose days a dose keeps: its own, or that of what it follows."""
    timing = row.slot.component.timing
    if not isinstance(timing, Following):
        return row.group
    return row.time.phase.named(timing.what)[0].group


def means(names: Names | None, row: Administration) -> bool:
    """Whether names mean this dose: nobody's name means all, a drug's not its premedication."""
    if names is None:
        return True
    named = each_name(names)
    by_drug = row.drug in named and row.slot.component.role is not Role.PREMEDICATION
    return row.group in named or by_drug


def told(calendar: Calendar, code: str) -> set[Told]:
    """The places of which a calendar says something, passed over by an override or not."""
    return {
        (one.phase, one.cycle, one.day, one.drug, one.date)
        for one in calendar.findings
        if one.code == code or (one.code == "overridden" and one.message.startswith(f"{code} "))
    }


def place_of(row: Administration) -> Told:
    """The place of a dose, as a finding about it names it."""
    return (row.phase, row.cycle, row.day, row.drug, row.date)
