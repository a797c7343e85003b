"""Where a calendar ends: the end of each cycle, and the first day that it does not show."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import zip_longest

from regimens.administrations import Cycle
from regimens.calendars import Calendar

__all__ = ["cycles_to_their_ends", "first_day_not_shown"]


def cycles_to_their_ends(calendar: Calendar) -> list[tuple[Cycle, date]]:
    """Every cycle with the day after its last: its length on, or where the next one begins."""
    lengths = {phase.name: phase.cycle_length for phase in calendar.regimen.phases}
    found = []
    for cycle, after in zip_longest(calendar.cycles, calendar.cycles[1:]):
        end = cycle.start + timedelta(days=lengths[cycle.phase])
        found.append((cycle, end if after is None else min(end, after.start)))
    return found


def first_day_not_shown(calendar: Calendar, last: date) -> date | None:
    """The day after the last that a calendar shows, where it would go on; None where it ends.

    Args:
        calendar: The calendar.
        last: The last day that has anything on it.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(
    ...     catalogue.get("daratumumab-iv"), patient, start=date(2026, 1, 5), cycles=1
    ... ).plan()
    >>> first_day_not_shown(plan, plan[-1].date)
    datetime.date(2026, 2, 2)
    """
    if all(one.code != "horizon-reached" for one in calendar.findings):
        return None
    until = calendar.horizon.until
    found = [] if until is None else [until + timedelta(days=1)]
    if calendar.horizon.cycles is not None:
        found += [end for _, end in cycles_to_their_ends(calendar)[-1:]]
    return max(min(found), last + timedelta(days=1))
