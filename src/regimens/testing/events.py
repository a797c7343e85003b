"""Single events that fit a course as it stands: any kind, with all that an event may carry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from hypothesis import reject
from hypothesis import strategies as st

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.errors import DoseError, HistoryError
from regimens.events import Correction, Event
from regimens.findings import SEVERITIES, Severity
from regimens.recorded import Override
from regimens.testing.arguments import calendar_of
from regimens.testing.cycle_events import (
    Carried,
    cycle_start,
    delay,
    fraction,
    group_delay,
    level,
    pick,
)
from regimens.testing.dose_events import (
    discontinuation,
    given,
    omission,
    postponement,
    span,
    switch,
)
from regimens.testing.kinds import EventKind, in_order
from regimens.testing.laboratory import lab
from regimens.testing.patient_events import measurement, response, transplant

__all__ = ["events", "recorded_next"]

_WHO = (None, "Dr Ada Okafor", "薬剤師 鈴木")
_WHY = (None, "as agreed", "fièvre depuis 2 jours")
_CODES = tuple(code for code, of in SEVERITIES.items() if of is Severity.VIOLATION)
# What a kind of event is most often passed over for.
_LIKELY: Mapping[EventKind, str] = {
    EventKind.CYCLE_START: "early-start",
    EventKind.FRACTION: "fraction-not-allowed",
    EventKind.GIVEN: "unplanned",
    EventKind.MEASUREMENT: "weight-change-unconfirmed",
    EventKind.LAB: "lab-below-threshold",
    EventKind.TRANSPLANT: "transplant-window",
}
_FACTS = frozenset(
    {
        EventKind.RESPONSE,
        EventKind.LAB,
        EventKind.MEASUREMENT,
        EventKind.TRANSPLANT,
        EventKind.CYCLE_START,
        EventKind.GIVEN,
    }
)
_CARRIES = st.integers(0, 15)
_Draw = Callable[[st.DrawFn, Calendar, Carried], Event | None]
_DRAWN: Mapping[EventKind, _Draw] = {
    EventKind.RESPONSE: response,
    EventKind.LAB: lab,
    EventKind.MEASUREMENT: measurement,
    EventKind.TRANSPLANT: transplant,
    EventKind.CYCLE_START: cycle_start,
    EventKind.DELAY: delay,
    EventKind.GROUP_DELAY: group_delay,
    EventKind.FRACTION: fraction,
    EventKind.LEVEL: level,
    EventKind.GIVEN: given,
    EventKind.OMISSION: omission,
    EventKind.POSTPONEMENT: postponement,
    EventKind.SWITCH: switch,
    EventKind.DISCONTINUATION: discontinuation,
}


def events(
    of: Course | Calendar, *, kinds: Collection[EventKind] = tuple(EventKind)
) -> st.SearchStrategy[Event]:
    """An event that the course can record as it stands, so that it can still be planned.

    It may carry an id, the day it was written down, who did and why, and an override. Facts
    (what was given, measured, started) need not fit the protocol; plans do fit the calendar.

    Args:
        of: The course, or its calendar as planned.
        kinds: The kinds drawn. An example is given up where none of them fits, as a switch of a
            drug without another product.

    Raises:
        UnknownNameError: for what is no kind of event.
        RegimensError: for no kind, and for a course that cannot be planned.

    >>> from datetime import date
    >>> from hypothesis import find
    >>> from regimens import Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> omission = find(events(course, kinds=[EventKind.OMISSION]), lambda event: True)
    >>> omission.of, omission.on
    ('dexamethasone', datetime.date(2026, 1, 5))
    """
    calendar, ordered = calendar_of(of), in_order(kinds)

    @st.composite
    def drawn(draw: st.DrawFn) -> Event:  # an argument would be printed, of thousands of lines
        found = draw(recorded_next(calendar, ordered))
        return reject() if found is None else found[0]

    return drawn()


@st.composite
def recorded_next(
    draw: st.DrawFn, calendar: Calendar, kinds: tuple[EventKind, ...]
) -> tuple[Event, Calendar] | None:
    """One more event and the calendar with it, or None where no kind fits.

    Where the kind drawn does not fit, the next one is tried.
    """
    first = draw(st.integers(0, len(kinds) - 1))
    for kind in (*kinds[first:], *kinds[:first]):
        event = _of_kind(draw, kind, calendar)
        if event is None:
            continue
        try:
            return event, calendar.again((*calendar.history, event))
        except DoseError:
            continue  # a dose that would round to nothing, or that a table refuses
        except HistoryError:
            if kind in _FACTS:
                raise
    return None


def _of_kind(draw: st.DrawFn, kind: EventKind, calendar: Calendar) -> Event | None:
    carried = _carried(draw, kind, calendar)
    if kind is not EventKind.CORRECTION:
        return _DRAWN[kind](draw, calendar, carried)
    voided = _voided(calendar.history)
    ids = [one.id for one in calendar.history if one.id is not None and one.id not in voided]
    # The last first: without it the calendar is as it was before.
    return Correction(voids=pick(draw, ids[::-1]), **carried) if ids else None


def _voided(history: tuple[Event, ...]) -> set[str]:
    """The ids that corrections void; one that is itself voided voids nothing."""
    found: set[str] = set()
    for event in reversed(history):
        if isinstance(event, Correction) and event.id not in found:
            found.add(event.voids)
    return found


def _carried(draw: st.DrawFn, kind: EventKind, calendar: Calendar) -> Carried:
    """What an event of any kind may carry: nothing, when it shrinks."""
    carries = draw(_CARRIES)
    found: dict[str, object] = {}
    if carries & 1:
        found["id"] = _new_id(calendar)
    if carries & 2:
        days = draw(st.integers(-10, span(calendar)))
        found["recorded"] = calendar.start + timedelta(days=days)
    if carries & 4:
        found["by"], found["reason"] = pick(draw, _WHO), pick(draw, _WHY)
    if carries & 8:
        code = _LIKELY.get(kind, _CODES[0]) if draw(st.booleans()) else pick(draw, _CODES)
        found["override"] = Override(code=code, reason="agreed with the consultant")
    return found


def _new_id(calendar: Calendar) -> str:
    known = {event.id for event in calendar.history}
    count = len(calendar.history) + 1
    while f"e{count}" in known:
        count += 1
    return f"e{count}"
