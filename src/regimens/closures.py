"""Doses that fall on closed days: which blocks of days move, how far, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from attrs import evolve, frozen

from regimens.administrations import Administration, Status, finding_at
from regimens.checks import double_findings, interval_findings, spacing_findings
from regimens.clinic import ClinicDays
from regimens.events import Delay, Event
from regimens.findings import Finding, Severity
from regimens.marks import CLINIC, Marks, Postponed
from regimens.notices import cycle_findings
from regimens.regimen import Regimen
from regimens.timeline import CycleTime, Place

__all__ = ["Draft", "Fitted", "closed_findings", "fit"]

_LIVE = (Status.PLANNED, Status.CONDITIONAL, Status.UNCONFIRMED)
_History = Sequence[tuple[str, Event]]
_Block = tuple[Administration, ...]


@frozen(kw_only=True)
class Draft:
    """A plan as one history makes it."""

    times: list[CycleTime]
    rows: list[Administration]
    findings: list[Finding]


Drafting = Callable[[_History, Marks], Draft]


@frozen(kw_only=True)
class Fitted:
    """A history and marks that keep clear of closed days.

    Args:
        history: With the cycles that start later.
        marks: With the blocks of days that moved.
        findings: Every move.
    """

    history: _History
    marks: Marks
    findings: tuple[Finding, ...]


def fit(
    clinic: ClinicDays, regimen: Regimen, history: _History, marks: Marks, draft: Drafting
) -> Fitted:
    """Move what falls on closed days: cycles later only, other blocks by the fewest days.

    What was given, omitted or moved by an event does not change where the rest of its block goes:
    all is worked out from the schedule, so that a move once shown stays.

    Args:
        clinic: The closed days, and how far doses may move.
        regimen: As written.
        history: What happened.
        marks: What it did to single doses.
        draft: Makes the plan of a history and marks.
    """
    explicit = {mark.key for mark in marks.postponed}
    schedule = Marks(postponed=tuple(mark for mark in marks.postponed if mark.keeps_interval))
    findings: list[Finding] = []
    history = _later_cycles(
        clinic, regimen, history, schedule=schedule, draft=draft, findings=findings
    )
    plan = draft(history, schedule)
    moved: list[Postponed] = []
    for block in _blocks(plan.rows):
        if block[0].day == 1 or not _is_held_up(clinic, block):
            continue
        if any(row.key in explicit for row in block):
            continue
        for days in _nearest_first(_limit(clinic, block)):
            if not _fits(clinic, block, plan.rows, days):
                continue
            shifts = tuple(_shift(row, days) for row in block)
            trial = evolve(schedule, postponed=(*shifts, *schedule.postponed))
            there = draft(history, trial)
            if _violations(regimen, there) <= _violations(regimen, plan):
                findings.append(_moved(block, days))
                schedule, plan = trial, there
                moved += shifts
                break
    kept = [mark for mark in moved if mark.key not in explicit]
    return Fitted(
        history=history,
        marks=evolve(marks, postponed=(*kept, *marks.postponed)),
        findings=tuple(findings),
    )


def _later_cycles(
    clinic: ClinicDays,
    regimen: Regimen,
    history: _History,
    *,
    schedule: Marks,
    draft: Drafting,
    findings: list[Finding],
) -> _History:
    """The history with the cycles delayed whose first block of days meets a closed one."""
    seen: set[Place] = set()
    plan = draft(history, schedule)
    while True:
        time = next((one for one in plan.times if one.place not in seen), None)
        if time is None:
            return history
        seen.add(time.place)
        first = [
            row
            for block in _blocks(plan.rows)
            if block[0].time.place == time.place and block[0].day == 1
            for row in block
        ]
        if time.recorded or not _is_held_up(clinic, first):
            continue
        for days in range(1, _limit(clinic, first) + 1):
            if not clinic.are_open(
                row.date + timedelta(days=days) for row in _named(clinic, first)
            ):
                continue
            later = Delay(phase=time.phase.name, cycle=time.cycle, days=days)
            trial = [*history, (CLINIC, later)]
            there = draft(trial, schedule)
            if _violations(regimen, there) <= _violations(regimen, plan):
                findings.append(_later(time, days))
                history, plan = trial, there
                break


def _blocks(rows: Sequence[Administration]) -> list[_Block]:
    """The days in a row of each group of each cycle, without what follows others, by date."""
    by_group: dict[tuple[Place, str], list[Administration]] = {}
    for row in rows:
        if row.slot.leader_day is None:
            by_group.setdefault((row.time.place, row.group), []).append(row)
    found: list[_Block] = []
    for own in by_group.values():
        own.sort(key=lambda row: row.day)
        block: list[Administration] = []
        for row in own:
            if block and row.day > block[-1].day + 1:
                found.append(tuple(block))
                block = []
            block.append(row)
        found.append(tuple(block))
    found.sort(key=lambda block: block[0].date)
    return found


def _named(clinic: ClinicDays, rows: Sequence[Administration]) -> list[Administration]:
    return [row for row in rows if clinic.limit(row.drug, row.group) is not None]


def _is_held_up(clinic: ClinicDays, rows: Sequence[Administration]) -> bool:
    return not clinic.are_open(row.date for row in _named(clinic, rows))


def _limit(clinic: ClinicDays, rows: Sequence[Administration]) -> int:
    return min(clinic.limit(row.drug, row.group) or 0 for row in _named(clinic, rows))


def _nearest_first(limit: int) -> Iterator[int]:
    """Days to move by: the fewest first, and later before earlier."""
    return chain.from_iterable((days, -days) for days in range(1, limit + 1))


def _fits(clinic: ClinicDays, block: _Block, rows: Sequence[Administration], days: int) -> bool:
    """Whether a block can move: to open days, past nothing of its group, not before its cycle."""
    by = timedelta(days=days)
    if not clinic.are_open(row.date + by for row in _named(clinic, block)):
        return False
    first, last = block[0], block[-1]
    if first.date + by <= first.time.start:
        return False
    own = {row.key for row in block}
    others = [row.date for row in rows if row.group == first.group and row.key not in own]
    return not any(
        min(first.date, first.date + by) <= day <= max(last.date, last.date + by) for day in others
    )


def _shift(row: Administration, days: int) -> Postponed:
    return Postponed(
        key=row.key,
        drug=row.drug,
        days=days,
        decided=date.min,  # what follows moves along, whatever day it has
        keeps_interval=False,
        cause=CLINIC,
        against=row.time.aligned_by,
    )


def _violations(regimen: Regimen, draft: Draft) -> set[tuple[object, ...]]:
    """The rules a plan breaks, each with its place but not its days."""
    found = [
        *draft.findings,
        *cycle_findings(regimen, draft.times),
        *interval_findings(draft.rows, disturbed=True),
        *double_findings(draft.rows),
        *spacing_findings(regimen, draft.rows),
    ]
    return {
        (one.code, one.phase, one.cycle, one.day, one.drug)
        for one in found
        if one.severity is Severity.VIOLATION
    }


def _moved(block: _Block, days: int) -> Finding:
    first, last = block[0], block[-1]
    which = f"day {first.day}" if first.day == last.day else f"days {first.day} to {last.day}"
    drugs = ", ".join(dict.fromkeys(row.drug for row in block))
    when = f"{abs(days)} day{'s' if abs(days) > 1 else ''} {'later' if days > 0 else 'earlier'}"
    message = (
        f"{drugs} of {first.phase} cycle {first.cycle} {which}: {when}, from "
        f"{first.date + timedelta(days=days):%a} {first.date + timedelta(days=days)} on, because "
        "the clinic is closed"
    )
    return evolve(
        finding_at(first, "clinic-move", message, on=first.date + timedelta(days=days)),
        drug=None,
    )


def _later(time: CycleTime, days: int) -> Finding:
    start = time.start + timedelta(days=days)
    message = (
        f"{time.phase.name} cycle {time.cycle} starts {days} day{'s' if days > 1 else ''} later, "
        f"on {start:%a} {start}, because the clinic is closed; later cycles follow"
    )
    return Finding(
        code="clinic-move",
        phase=time.phase.name,
        cycle=time.cycle,
        date=start,
        message=message,
    )


def closed_findings(clinic: ClinicDays, rows: Sequence[Administration]) -> Iterator[Finding]:
    """Doses still to be given that stand on a closed day all the same."""
    for row in rows:
        limit = clinic.limit(row.drug, row.group)
        if limit is None or row.status not in _LIVE or not clinic.is_closed(row.date):
            continue
        why = f"no move of up to {limit} days was possible" if limit else "it may not move"
        message = (
            f"{row.drug} on {row.date:%a} {row.date}: the clinic is closed, and {why}; postpone "
            "it, omit it, or find another place"
        )
        yield finding_at(row, "closed-day", message)
