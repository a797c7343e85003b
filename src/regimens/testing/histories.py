"""Whole legal histories of a course, in any order of recording."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.errors import RegimensError
from regimens.events import Event
from regimens.testing.arguments import calendar_of, check_whole
from regimens.testing.events import recorded_next
from regimens.testing.kinds import EventKind, in_order

__all__ = ["grown", "histories"]

_MOST = 6


def histories(
    of: Course | Calendar,
    *,
    kinds: Collection[EventKind] = tuple(EventKind),
    most: int = _MOST,
) -> st.SearchStrategy[tuple[Event, ...]]:
    """What may happen to a course after all it has recorded, in the order it is recorded.

    Every event fits the course with those before it, wherever in the course it lies; some
    histories are shuffled, as far as they can then still be planned.

    Args:
        of: The course, or its calendar as planned.
        kinds: The kinds drawn.
        most: The most events drawn.

    Raises:
        UnknownNameError: for what is no kind of event.
        RegimensError: for a course that cannot be planned.

    >>> from datetime import date
    >>> from hypothesis import find
    >>> from regimens import Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> find(histories(course), lambda history: True)
    ()
    """
    check_whole("most", most, 0)
    calendar, ordered = calendar_of(of), in_order(kinds, or_none=True)

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Event, ...]:
        return grown(draw, calendar, ordered, most)[len(calendar.history) :]

    return drawn()


def grown(
    draw: st.DrawFn, calendar: Calendar, kinds: tuple[EventKind, ...], most: int
) -> tuple[Event, ...]:
    """The history of a calendar with some events more."""
    before = len(calendar.history)
    # Whether there is another is asked before each, so that any one can be left out in shrinking.
    for _ in range(most if kinds else 0):
        if not draw(_ANOTHER):
            break
        found = draw(recorded_next(calendar, kinds))
        if found is None:
            break
        calendar = found[1]
    own = calendar.history[before:]
    if len(own) > 1 and draw(_SHUFFLED):
        shuffled = (*calendar.history[:before], *draw(st.permutations(own)))
        try:
            calendar.again(shuffled)
        except RegimensError:
            return calendar.history
        return shuffled
    return calendar.history


_ANOTHER = st.sampled_from((False, True, True))
_SHUFFLED = st.sampled_from((False, False, True))
