"""What holds of the doses and cycles that a clinic's closed days move, or do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.clinic import ClinicDays
from regimens.events import CycleStart, Delay, Given, Omission, Postponement
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach, holding, place_of, told
from regimens.timeline import CycleTime

__all__ = ["assert_closed_days_kept"]

_NEEDS_A_DAY = (Status.PLANNED, Status.CONDITIONAL, Status.UNCONFIRMED)
_NAME = "assert_closed_days_kept"
_Block = list[Administration]


def assert_closed_days_kept(calendar: Calendar) -> None:
    """No dose that needs an open day has a closed one untold; moves are short, and later first.

    Why: nobody is there on a closed day, and a dose moved the wrong way falls into the last one.
    Source: docs/explanation/how-dates-are-made.md, Closed days.

    A cycle is never moved to before its day, nor are the first days of one. A block of days is
    moved only off a closed day, by no more than it may be, and to open days; earlier only where
    later was not possible, as far as no rule of the protocol stands in the way.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose or the cycle, and what is wrong with where it stands.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> clinic = ClinicDays(closed_dates=[date(2026, 1, 12)], may_move={"daratumumab": 2})
    >>> course = Course(catalogue.get("daratumumab-iv"), Patient(weight="70 kg"),
    ...                 start=date(2026, 1, 5), cycles=1, clinic=clinic)
    >>> assert_closed_days_kept(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    clinic = calendar.clinic
    if clinic is None:
        return
    said = told(calendar, "closed-day")
    for row in calendar:
        needs = _limit(clinic, row) is not None and row.status in _NEEDS_A_DAY
        if needs and clinic.is_closed(row.date) and place_of(row) not in said:
            raise breach(_NAME, at(row), "the clinic is closed, and no finding says so")
    movers = {
        where
        for where, event in holding(calendar.history)
        if isinstance(event, Given | Omission | Postponement)
    }
    for time in calendar.times:
        blocks = list(_blocks(calendar, time))
        for block in blocks:
            if not any(movers.intersection(row.changed_by) for row in block):
                _look_at(calendar, clinic, block)
        _look_at_start(calendar, clinic, time, blocks)


def _limit(clinic: ClinicDays, row: Administration) -> int | None:
    return clinic.limit(row.drug, row.group)


def _named(clinic: ClinicDays, rows: _Block) -> _Block:
    return [row for row in rows if _limit(clinic, row) is not None]


def _blocks(calendar: Calendar, time: CycleTime) -> Iterator[_Block]:
    """The days in a row of each group of a cycle that keep days of their own."""
    own = [row for row in calendar if row.time.place == time.place and row.slot.leader_day is None]
    for group in dict.fromkeys(row.group for row in own):
        days = sorted((row for row in own if row.group == group), key=lambda row: row.day)
        block: _Block = []
        for row in days:
            if block and row.day > block[-1].day + 1:
                yield block
                block = []
            block.append(row)
        yield block


def _is_cut(calendar: Calendar, block: _Block) -> bool:
    """Whether days of a block may lie after the last day shown: a closed one moves them all."""
    until = calendar.horizon.until
    return until is not None and block[-1].date >= until


def _look_at(calendar: Calendar, clinic: ClinicDays, block: _Block) -> None:
    """A block that was moved: why, how far, and in which direction."""
    first = block[0]
    days = first.clinic_days
    shared = {row.clinic_days for row in block}
    if len(shared) > 1:
        raise breach(_NAME, at(first), f"days in a row are moved apart: by {sorted(shared)}")
    named = _named(clinic, block)
    if days == 0:
        _look_at_unmoved(calendar, clinic, block, named)
        return
    if _is_cut(calendar, block):
        return
    most = min((_limit(clinic, row) or 0 for row in named), default=0)
    before = [row.date - timedelta(days=days) for row in named]
    if abs(days) > most:
        raise breach(_NAME, at(first), f"moved by {days} days, and at most {most} are allowed")
    if clinic.are_open(before):
        raise breach(_NAME, at(first), f"moved by {days} days off days that are open")
    if not clinic.are_open(row.date for row in named):
        raise breach(_NAME, at(first), f"moved by {days} days to a closed one")
    if days < 0 and first.day == first.time.phase.first_day and not first.time.offsets:
        raise breach(_NAME, at(first), "the first days of a cycle are moved to before it")
    nearer = [*range(1, abs(days)), *([-days] if days < 0 else [])]
    for other in nearer:
        open_ = clinic.are_open(day + timedelta(days=other) for day in before)
        if open_ and not _is_in_the_way(calendar, block, other):
            what = f"moved by {days} days, and {other} days later the clinic is open"
            raise breach(_NAME, at(first), what)


def _look_at_unmoved(calendar: Calendar, clinic: ClinicDays, block: _Block, named: _Block) -> None:
    """A block that stays on a closed day although nothing keeps it there."""
    first, last = block[0], calendar[-1].date
    planned = all(row.status in _NEEDS_A_DAY for row in block)
    if not planned or first.day == first.time.phase.first_day or first.time.offsets:
        return
    if clinic.are_open(row.date for row in named):
        return
    for days in range(1, min((_limit(clinic, row) or 0 for row in named), default=0) + 1):
        there = [row.date + timedelta(days=days) for row in named]
        shown = max(there) < last
        if shown and clinic.are_open(there) and not _is_in_the_way(calendar, block, days):
            what = f"stays on a closed day, and {days} days later the clinic is open"
            raise breach(_NAME, at(first), what)


def _is_in_the_way(calendar: Calendar, block: _Block, days: int) -> bool:
    """Whether another dose of its drugs, or a rule between doses, may forbid a move."""
    keys, drugs = {row.key for row in block}, {row.drug for row in block}
    rules = bool(calendar.regimen.spacing or calendar.regimen.restarts) or any(
        row.slot.component.minimum_interval is not None or row.time.phase.step_up for row in block
    )
    first = block[0].date - timedelta(days=block[0].clinic_days)
    last = block[-1].date - timedelta(days=block[-1].clinic_days - days)
    return rules or any(
        first <= row.date <= last
        for row in calendar
        if row.key not in keys and (row.drug in drugs or row.group == block[0].group)
    )


def _look_at_start(
    calendar: Calendar, clinic: ClinicDays, time: CycleTime, blocks: list[_Block]
) -> None:
    """A cycle that starts later because of closed days: by the fewest, and to open ones."""
    of_cycle = [
        event
        for _, event in holding(calendar.history)
        if isinstance(event, CycleStart | Delay) and event.cycle == time.cycle
    ]
    days = time.delay
    if of_cycle or time.offsets or not days:
        return
    where = f"{time.phase.name} cycle {time.cycle}"
    if days < 0:
        raise breach(_NAME, where, f"starts {-days} days earlier than planned")
    first = [block for block in blocks if block[0].day == time.phase.first_day]
    named = _named(clinic, [row for block in first for row in block])
    on = [row.day - time.phase.first_day for row in named]
    if not named or any(_is_cut(calendar, block) for block in first):
        return  # what made it later is stopped, or lies after the last day shown
    for fewer in range(days):
        begin = time.start - timedelta(days=days - fewer)
        if clinic.are_open(begin + timedelta(days=day) for day in on):
            raise breach(_NAME, where, f"starts {days} days later, and could after {fewer}")
    most = min(_limit(clinic, row) or 0 for row in named)
    if days > most or not clinic.are_open(time.start + timedelta(days=day) for day in on):
        what = f"starts {days} days later, on {time.start}: it may by {most}, to open days"
        raise breach(_NAME, where, what)
