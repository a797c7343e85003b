"""The days of a calendar as entries that keep their names, whatever is planned or recorded later.

An entry is a day of a cycle. It keeps its name when its date moves. Doses that were moved to a date
of their own have an entry of their own, and what an earlier plan had and this one has not stays.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID, uuid5

from attrs import evolve, frozen

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.errors import DocumentError
from regimens.formats.earlier_plans import earlier_plans
from regimens.formats.identity import course_uuid, dose_names
from regimens.statuses import NOT_TO_BE_GIVEN

__all__ = ["CalendarDay", "Left", "calendar_days"]

_Dose = tuple[str, int, int, str, int]  # phase, cycle, day, drug, which of that day's


@frozen(kw_only=True)
class Left:
    """A dose that an entry had in an earlier plan, and what has become of it.

    Args:
        before: As the earlier plan had it.
        now: As it is now; None where there is no such dose any more.
    """

    before: Administration
    now: Administration | None


@frozen(kw_only=True)
class CalendarDay:
    """One entry: doses of one day of a cycle that have one date.

    Args:
        uid: Its name: of the course, the phase, the cycle and the day, and of the drugs where
            they were moved away from that day's date; never of a date.
        on: The date, or the last one that it had.
        phase: The phase's name.
        cycle: The cycle of the phase.
        day: The day of the cycle, as written.
        doses: What is on the calendar, in its order; empty for an entry of an earlier plan only.
        earlier: The other dates that its doses had, the latest plan first.
        left: What an entry of an earlier plan had.
    """

    uid: UUID
    on: date
    phase: str
    cycle: int
    day: int
    doses: tuple[Administration, ...]
    earlier: tuple[date, ...] = ()
    left: tuple[Left, ...] = ()

    @property
    def due(self) -> tuple[Administration, ...]:
        """The doses that are given, or are to be, or may be."""
        return tuple(row for row in self.doses if row.status not in NOT_TO_BE_GIVEN)

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing of it is left."""
        return not self.due

    @property
    def is_replaced(self) -> bool:
        """Whether doses that it had stand in other entries."""
        return any(
            left.now is not None and left.now.status not in NOT_TO_BE_GIVEN for left in self.left
        )


def calendar_days(calendar: Calendar, *, replaces: Sequence[Calendar] = ()) -> list[CalendarDay]:
    """The entries of a calendar by date, with those that only an earlier plan had.

    Args:
        calendar: As it is now. What it was after each event of its history is planned again.
        replaces: Plans of the course that this one's history does not lead from: with another
            start or horizon, or with events that were taken out. The latest stands last.

    Raises:
        DocumentError: for an earlier plan of another course.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> days = calendar_days(course.plan())
    >>> len(days), days[0].on.isoformat(), [row.drug for row in days[0].doses][:2]
    (12, '2026-01-05', ['dexamethasone', 'cyclophosphamide'])
    """
    course = course_uuid(calendar)
    if any(course_uuid(other) != course for other in replaces):
        raise DocumentError(
            "an earlier plan is of another course",
            where="replaces",
            mend="give plans of this course, or leave it out",
        )
    last: dict[UUID, _Entry] = {}
    dates: dict[_Dose, dict[date, None]] = defaultdict(dict)
    for plan in _earlier(calendar, replaces):
        doses = _doses(plan)
        for dose, row in doses.items():
            dates[dose].pop(row.date, None)  # the latest date stands last
            dates[dose][row.date] = None
        last |= {entry.day.uid: entry for entry in _entries(doses, course)}
    now = _doses(calendar)
    days: list[CalendarDay] = []
    for entry in _entries(now, course):
        last.pop(entry.day.uid, None)
        had = dict.fromkeys(day for dose in entry.doses for day in reversed(dates[dose]))
        earlier = tuple(day for day in had if day != entry.day.on)
        days.append(evolve(entry.day, earlier=earlier))
    for entry in last.values():
        rows = zip(entry.doses, entry.day.doses, strict=True)
        left = tuple(Left(before=row, now=now.get(dose)) for dose, row in rows)
        days.append(evolve(entry.day, doses=(), left=left))
    return sorted(days, key=lambda one: one.on)


@frozen(kw_only=True)
class _Entry:
    """An entry, and what its doses are known by over all plans, in the same order."""

    day: CalendarDay
    doses: tuple[_Dose, ...]


def _earlier(calendar: Calendar, replaces: Sequence[Calendar]) -> Iterator[Calendar]:
    """Every plan that an earlier file can have been made of, in the order they were made."""
    for plan in replaces:
        yield from earlier_plans(plan)
        yield plan
    yield from earlier_plans(calendar)


def _doses(plan: Calendar) -> dict[_Dose, Administration]:
    """Every dose by what it is known by; which of its day's it is, is the end of its name."""
    numbers = (int(name.rpartition("/")[2]) for name in dose_names(plan))
    return {
        (row.phase, row.cycle, row.day, row.drug, number): row
        for row, number in zip(plan, numbers, strict=True)
    }


def _entries(doses: Mapping[_Dose, Administration], course: UUID) -> Iterator[_Entry]:
    """The entries of one plan: one for each day of a cycle and date."""
    of_day: dict[tuple[str, int, int], list[_Dose]] = defaultdict(list)
    for dose in doses:
        of_day[dose[:3]].append(dose)
    for place, known in of_day.items():
        main = _main_date([doses[dose] for dose in known])
        by_date: dict[date, list[_Dose]] = defaultdict(list)
        for dose in known:
            by_date[doses[dose].date].append(dose)
        for on, same in by_date.items():
            moved = () if on == main else sorted(dose[3:] for dose in same)
            name = json.dumps(["day", *place, *moved])
            phase, cycle, day = place
            yield _Entry(
                day=CalendarDay(
                    uid=uuid5(course, name),
                    on=on,
                    phase=phase,
                    cycle=cycle,
                    day=day,
                    doses=tuple(doses[dose] for dose in same),
                ),
                doses=tuple(same),
            )


def _main_date(rows: Sequence[Administration]) -> date:
    """The date whose entry has the day's own name.

    That by the cycle's start, or the first one where nothing that is due has stayed there.
    """
    time = rows[0].time
    own = time.start + timedelta(days=rows[0].day - time.phase.first_day)
    dates = {row.date for row in rows if row.status not in NOT_TO_BE_GIVEN} or {
        row.date for row in rows
    }
    return own if own in dates else min(dates)
