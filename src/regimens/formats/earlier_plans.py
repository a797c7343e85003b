"""Every calendar that a course had while its history was recorded, planned again."""

from __future__ import annotations

from collections.abc import Iterator

from regimens.calendars import Calendar
from regimens.errors import RegimensError
from regimens.events import Given
from regimens.statuses import NOT_TO_BE_GIVEN

__all__ = ["earlier_plans"]

# What is not, or is no longer, to be given.


def earlier_plans(calendar: Calendar) -> Iterator[Calendar]:
    """The calendars after none, one, two and more events, without the last one.

    One that has every dose where one already shown has it may be left out: most events only record
    that a dose was given as planned, and planning again after each of a hundred takes its time.
    What was refused at the time, because of a mistake that a later event mends, is left out too.

    >>> from datetime import date
    >>> from regimens import Course, Omission, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> later = course.record(Omission(of="cisplatin", on=date(2026, 1, 6)))
    >>> list(earlier_plans(later.plan())) == [course.plan()]
    True
    """
    first = 0
    plans: dict[int, Calendar | None] = {calendar.events: calendar}
    for count in range(calendar.events + 1):
        if count == calendar.events or not isinstance(calendar.history[count], Given):
            _plan_between(calendar, first, count, plans)
            first = count + 1
    for count in sorted(plans):
        plan = plans[count]
        if plan is not None and count < calendar.events:
            yield plan


def _plan_between(
    calendar: Calendar, first: int, last: int, plans: dict[int, Calendar | None]
) -> None:
    """Plan after `first` and `last` events, and between them as far as doses were moved there.

    All events between record doses as given. What is given stays where and what it is, so that a
    dose one of them moved has moved between the first and the last of these plans too.
    """
    if first > last:
        return
    ends = []
    for count in (first, last):
        if count not in plans:
            plans[count] = _planned(calendar, count)
        ends.append(plans[count])
    if last - first > 1 and (None in ends or _places(ends[0]) != _places(ends[1])):
        middle = (first + last) // 2
        _plan_between(calendar, first, middle, plans)
        _plan_between(calendar, middle, last, plans)


def _planned(calendar: Calendar, count: int) -> Calendar | None:
    try:
        return calendar.again(calendar.history[:count])
    except RegimensError:
        return None


def _places(plan: Calendar | None) -> list[tuple[object, ...]]:
    """Where every dose stands, and whether it is still to be given."""
    return [(row.key, row.date, row.status in NOT_TO_BE_GIVEN) for row in plan or ()]
