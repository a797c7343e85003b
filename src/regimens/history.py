"""The history of a course as it holds: in recorded order, without what was voided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve, frozen

from regimens.decimals import shown
from regimens.errors import HistoryError
from regimens.events import Correction, Event
from regimens.findings import SEVERITIES, Finding, Severity

__all__ = [
    "History",
    "Overrides",
    "check_ids",
    "dates",
    "effective",
    "overrides",
    "place",
    "recorded",
]

History = Sequence[tuple[str, Event]]  # each event with its place, as messages say it


def check_ids(events: Sequence[Event]) -> None:
    """Refuse two events of one id, and corrections of what was not recorded before.

    Raises:
        HistoryError: naming the event.
    """
    known: set[str] = set()
    for index, event in enumerate(events):
        if isinstance(event, Correction) and event.voids not in known:
            raise HistoryError(
                f"there is no earlier event {shown(event.voids)} to void",
                where=place(index, event),
                mend="name the id of an event recorded before the correction",
            )
        if event.id is None:
            continue
        if event.id in known:
            raise HistoryError(
                f"two events have the id {shown(event.id)}",
                where=place(index, event),
                mend="give each event an id of its own",
            )
        known.add(event.id)


def effective(events: Sequence[Event]) -> list[tuple[str, Event]]:
    """The events that hold, each with its place for messages.

    >>> from regimens.events import Delay
    >>> late, wrong = Delay(id="e1", cycle=2, days=3), Correction(voids="e1")
    >>> effective([late]) == [("events[0] (e1)", late)], effective([late, wrong])
    (True, [])
    """
    voided: set[str] = set()
    for event in reversed(events):  # a correction that is itself voided voids nothing
        if isinstance(event, Correction) and event.id not in voided:
            voided.add(event.voids)
    return [
        (place(index, event), event)
        for index, event in enumerate(events)
        if not isinstance(event, Correction) and (event.id is None or event.id not in voided)
    ]


def dates(events: Sequence[Event]) -> list[date]:
    """Every date that the events name."""
    values = (
        getattr(event, name, None)
        for event in events
        for name in ("on", "to", "planned", "from_", "recorded")
    )
    return [value for value in values if isinstance(value, date)]


def place(index: int, event: Event) -> str:
    """Where an event stands, as messages say it."""
    name = "" if event.id is None else f" ({event.id[:40]})"
    return f"events[{index}]{name}"


def recorded(place: str) -> int:
    """Where a place stands in the history; what is no event comes first.

    >>> sorted(["events[10]", "events[2]", "clinic days"], key=recorded)
    ['clinic days', 'events[2]', 'events[10]']
    """
    digits = place.partition("[")[2].partition("]")[0]
    return int(digits) if digits else -1


@frozen
class Overrides:
    """Which violations somebody has passed over, and why.

    Args:
        entries: (code, place of the event that passes it over, reason).
    """

    entries: tuple[tuple[str, str, str], ...]

    def applied(self, finding: Finding) -> Finding:
        """The finding, or the caution it becomes where an override of its own event names it.

        A finding that comes from no event (a washout, an age) is covered by any event's override.
        """
        if finding.severity is not Severity.VIOLATION:
            return finding
        for code, where, reason in self.entries:
            if code == finding.code and (not finding.events or where in finding.events):
                return evolve(
                    finding,
                    code="overridden",
                    message=f"{code} passed over ({reason}): {finding.message}",
                )
        return finding


def overrides(events: History) -> Overrides:
    """The overrides of a history; each covers what its own event causes.

    Raises:
        HistoryError: for a code that is no violation.
    """
    entries: list[tuple[str, str, str]] = []
    for where, event in events:
        if event.override is None:
            continue
        code = event.override.code
        if SEVERITIES.get(code) is not Severity.VIOLATION:
            violations = [name for name, kind in SEVERITIES.items() if kind is Severity.VIOLATION]
            raise HistoryError(
                f"{shown(code)} is not a violation that can be passed over",
                where=f"{where}.override",
                mend=f"name one of {', '.join(sorted(violations))}",
            )
        entries.append((code, where, event.override.reason))
    return Overrides(tuple(entries))
