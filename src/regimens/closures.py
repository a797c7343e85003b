"""Doses that fall on closed days: which blocks of days move, how far, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from attrs import evolve, field, frozen

from regimens.administrations import Administration, finding_at
from regimens.checks import cycle_findings
from regimens.clinic import ClinicDays
from regimens.drafts import Draft, Drafting
from regimens.events import CycleStart, Delay, DoseChange, Event
from regimens.findings import Finding, Severity
from regimens.history import History
from regimens.intervals import double_findings, interval_findings, spacing_findings
from regimens.marks import Marks, Postponed
from regimens.naming import phase_of
from regimens.regimen import Regimen
from regimens.schedule import Following
from regimens.statuses import Status
from regimens.timeline import CLINIC, CycleTime, Horizon, Place
from regimens.weekdays import with_weekday

__all__ = ["Fitted", "closed_findings", "fit"]

_LIVE = (Status.PLANNED, Status.CONDITIONAL, Status.UNCONFIRMED)
_Block = tuple[Administration, ...]


@frozen(kw_only=True)
class Fitted:
    """A history and marks that keep clear of closed days.

    Args:
        history: With the cycles that start later.
        marks: With the blocks of days that moved.
        findings: Every move.
    """

    history: History
    marks: Marks
    findings: tuple[Finding, ...]


def fit(
    clinic: ClinicDays,
    regimen: Regimen,
    history: History,
    *,
    marks: Marks,
    horizon: Horizon,
    draft: Drafting,
) -> Fitted:
    """Move what falls on closed days: cycles later only, other blocks by the fewest days.

    Where a block goes is decided from what was recorded of its own cycle and those before it, and
    from the doses before it. So nothing that is recorded of a later cycle, or of the block's own
    doses, moves what has been shown.

    Args:
        clinic: The closed days, and how far doses may move.
        regimen: As written.
        history: What happened.
        marks: What it did to single doses.
        horizon: How much is shown.
        draft: Makes the plan of a history and marks.
    """
    search = _Search(clinic=clinic, regimen=regimen, marks=marks, draft=draft)
    for time in draft(history, Marks(), horizon).times:
        search.cycle(time.place, _up_to(regimen, history, time.place))
    return Fitted(
        history=[*history, *search.later],
        marks=evolve(marks, postponed=(*search.moved, *marks.postponed)),
        findings=tuple(search.findings),
    )


def _up_to(regimen: Regimen, history: History, place: Place) -> list[tuple[str, Event]]:
    """The history without what it says of later cycles."""
    return [
        (where, event)
        for where, event in history
        if not isinstance(event, CycleStart | Delay | DoseChange)
        or _place_of(regimen, event, where) <= place
    ]


def _place_of(regimen: Regimen, event: CycleStart | Delay | DoseChange, where: str) -> Place:
    if isinstance(event, DoseChange):
        having = [
            index
            for index, phase in enumerate(regimen.phases)
            if event.phase in (None, phase.name)
            and (phase.cycles is None or event.cycle <= phase.cycles)
        ]
        return (min(having), event.cycle)
    names = (event.of,) if isinstance(event, Delay) and event.of is not None else ()
    index = phase_of(regimen, event.cycle, phase=event.phase, names=names, where=where)
    return (index, event.cycle)


@frozen(kw_only=True)
class _Search:
    """What has been moved so far, cycle by cycle."""

    clinic: ClinicDays
    regimen: Regimen
    marks: Marks
    draft: Drafting
    later: list[tuple[str, Event]] = field(factory=list)
    moved: list[Postponed] = field(factory=list)
    findings: list[Finding] = field(factory=list)

    def cycle(self, place: Place, history: list[tuple[str, Event]]) -> None:
        """Find days for one cycle, the cycles before it being settled."""
        before = sum(phase.cycles or 0 for phase in self.regimen.phases[: place[0]])
        reach = Horizon(cycles=before + place[1] + 1)  # the next one may stand in the way
        marks = self._before((*place, self.regimen.phases[place[0]].first_day))
        plan = self._plan(history, marks, reach)
        time = next(one for one in plan.times if one.place == place)
        whole = [row for block in _blocks(plan.rows, place) if _opens(block) for row in block]
        if not time.recorded and _is_held_up(self.clinic, whole):
            self._start_later(time, _named(self.clinic, whole))
            plan = self._plan(history, marks, reach)
        for first in _blocks(plan.rows, place):
            if not _opens(first):
                now = self._before((*place, first[0].day))
                if now != marks:  # else the plan is still the same
                    marks, plan = now, self._plan(history, now, reach)
                block = _block_of(first[0], plan.rows, place)
                if _is_held_up(self.clinic, block):
                    self._move(block, plan, history, marks=marks, reach=reach)

    def _plan(self, history: History, marks: Marks, reach: Horizon) -> Draft:
        return self.draft([*history, *self.later], marks, reach)

    def _before(self, key: tuple[int, int, int]) -> Marks:
        """The moves so far, and what was postponed and given before a day."""
        kept = [
            mark
            for mark in self.marks.postponed
            if mark.keeps_interval and (*mark.key[:2], mark.key[3]) < key
        ]
        given = {
            place: row for place, row in self.marks.given.items() if (*place[:2], place[3]) < key
        }
        return Marks(postponed=(*self.moved, *kept), given=given)

    def _start_later(self, time: CycleTime, named: Sequence[Administration]) -> None:
        """Let a cycle start later, if that finds open days: all that follows goes with it."""
        for days in range(1, _limit(self.clinic, named) + 1):
            if self.clinic.are_open(row.date + timedelta(days=days) for row in named):
                later = Delay(phase=time.phase.name, cycle=time.cycle, days=days)
                self.later.append((CLINIC, later))
                self.findings.append(_later(time, days))
                return

    def _move(
        self, block: _Block, plan: Draft, history: History, *, marks: Marks, reach: Horizon
    ) -> None:
        """Move one block of days that meets a closed one, if something fits."""
        place = block[0].time.place
        for days in _nearest_first(_limit(self.clinic, block)):
            if block[0].day == block[0].time.phase.first_day and days < 0:
                continue  # the first days of a cycle go later only
            if not _fits(self.clinic, block, plan.rows, days):
                continue
            shifts = tuple(_shift(row, days) for row in block)
            trial = evolve(marks, postponed=(*shifts, *marks.postponed))
            there = self._plan(history, trial, reach)
            if any(
                row.date < row.time.start
                for row in there.rows
                if row.time.place == place and row.status is not Status.GIVEN
            ):
                continue  # what leads to it would come before the cycle
            if _violations(self.regimen, there) <= _violations(self.regimen, plan):
                self.findings.append(_moved(block, days))
                self.moved.extend(shifts)
                return


def _blocks(rows: Sequence[Administration], place: Place) -> list[_Block]:
    """The days in a row of each group of a cycle, without what follows others, by day."""
    by_group: dict[str, list[Administration]] = {}
    for row in rows:
        if row.slot.leader_day is None and row.time.place == place:
            by_group.setdefault(row.group, []).append(row)
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
    found.sort(key=lambda block: block[0].day)
    return found


def _block_of(row: Administration, rows: Sequence[Administration], place: Place) -> _Block:
    """The block that begins with the day and group of a row, as it stands among other rows."""
    first = (row.day, row.group)
    return next(one for one in _blocks(rows, place) if (one[0].day, one[0].group) == first)


def _opens(block: _Block) -> bool:
    """Whether a block opens its cycle: not where its group, or a dose before it, is late."""
    first = block[0]
    return first.day == first.time.phase.first_day and first.date == first.time.start


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
        f"{with_weekday(first.date + timedelta(days=days))} on, because "
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
        f"on {with_weekday(start)}, because the clinic is closed; later cycles follow"
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
        timing = row.slot.component.timing
        if isinstance(timing, Following):
            why = f"it moves only with {timing.what}"
        message = (
            f"{row.drug} on {with_weekday(row.date)}: the clinic is closed, and {why}; postpone "
            "it, omit it, or find another place"
        )
        yield finding_at(row, "closed-day", message)
