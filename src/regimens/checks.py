"""What a dated plan is held against besides intervals: cycles, premedication, day 0, given days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import evolve

from regimens.administrations import Administration, finding_at
from regimens.choices import Choices, is_chosen
from regimens.components import Role
from regimens.events import Transplant
from regimens.findings import Finding
from regimens.intervals import in_days
from regimens.regimen import Regimen
from regimens.schedule import Following, day_text
from regimens.statuses import NOT_TO_BE_GIVEN, WAITING, Status
from regimens.timeline import CycleTime

__all__ = [
    "cycle_findings",
    "given_findings",
    "premedication_findings",
    "split_findings",
    "zero_findings",
]

_STEROIDS = ("dexamethasone", "methylprednisolone", "prednisolone", "prednisone")
_NEAR_ZERO = 30  # days; a transplant further away is another one


def cycle_findings(regimen: Regimen, times: Sequence[CycleTime]) -> Iterator[Finding]:
    """Cycles, or groups of them, that start early, and those late enough to be dose delays."""
    rule = regimen.delay_rule
    for before, time in zip([None, *times], times, strict=False):
        if before is not None and time.start <= before.start:
            yield _before_the_one_before(time, before)
            continue
        if time.start == time.planned and not time.group_delays:
            continue
        for group, days in [(None, time.delay or 0), *time.group_delays.items()]:
            what = f"{time.phase.name} cycle {time.cycle}" + (f", {group}," if group else "")
            when = time.start + timedelta(days=0 if group is None else time.offsets.get(group, 0))
            if days < 0:
                yield Finding(
                    code="early-start",
                    phase=time.phase.name,
                    cycle=time.cycle,
                    date=when,
                    message=(
                        f"{what} starts {-days} days before its planned date "
                        f"{when - timedelta(days=days)}"
                    ),
                    source=str(time.phase.source),
                    events=time.causes,
                )
            elif rule is not None and rule.is_dose_delay(days, first_cycle=time.is_first):
                yield Finding(
                    code="dose-delay",
                    phase=time.phase.name,
                    cycle=time.cycle,
                    date=when,
                    message=f"{what} starts {days} days late; a dose delay is {rule}",
                    source=str(rule.source),
                    events=time.causes,
                )


def _before_the_one_before(time: CycleTime, before: CycleTime) -> Finding:
    return Finding(
        code="early-start",
        phase=time.phase.name,
        cycle=time.cycle,
        date=time.start,
        message=(
            f"{time.phase.name} cycle {time.cycle} started on {time.start}, not after "
            f"{before.phase.name} cycle {before.cycle} ({before.start}); correct the wrong one"
        ),
        source=str(time.phase.source),
        events=time.causes,
    )


def premedication_findings(
    rows: Sequence[Administration], choices: Choices = ()
) -> Iterator[Finding]:
    """Doses still to be given whose premedication stands on no row of their day.

    Args:
        rows: By date.
        choices: The options picked; what belongs to another option is not missing.
    """
    there = {
        (row.date, row.drug)
        for row in rows
        if row.premedication is not None or row.slot.component.role is Role.PREMEDICATION
    }
    for row in rows:
        if row.status not in WAITING or row.slot.leader_day is not None:
            continue
        for component in row.time.phase.components:
            timing = component.timing
            if (
                component.role is Role.PREMEDICATION
                and isinstance(timing, Following)
                and timing.offsets == (0,)
                and timing.what in (row.drug, row.group)
                and (row.date, component.drug.name) not in there
                and is_chosen(row.time.phase, component, choices)
            ):
                message = (
                    f"{row.drug} on {row.date} has no {component.drug.name} as premedication: what "
                    "belonged to it was given on another day"
                )
                yield finding_at(
                    row, "no-premedication", message, source=timing.source, events=row.causes
                )


def split_findings(rows: Sequence[Administration]) -> Iterator[Finding]:
    """Parts of a split dose still to be given without a steroid, where another part has one.

    Phases whose premedication is written out are left to :func:`premedication_findings`.
    """
    parts: dict[tuple[tuple[int, int], int], list[Administration]] = {}
    for row in rows:
        if row.slot.component.split and row.status not in NOT_TO_BE_GIVEN:
            parts.setdefault((row.time.place, row.slot.position), []).append(row)
    days = {row.date for row in rows if row.drug in _STEROIDS and row.status not in NOT_TO_BE_GIVEN}
    for own in parts.values():
        premedicated = any(
            component.role is Role.PREMEDICATION
            and isinstance(component.timing, Following)
            and component.timing.what in (own[0].drug, own[0].group)
            for component in own[0].time.phase.components
        )
        if premedicated or not any(row.date in days for row in own):
            continue
        for row in own:
            if row.status in WAITING and row.date not in days:
                message = (
                    f"{row.drug} of day {row.day} on {row.date} has no steroid on its day, as the "
                    "other part of the split dose has: decide on its premedication"
                )
                yield finding_at(
                    row,
                    "no-premedication",
                    message,
                    source=row.time.phase.source,
                    events=row.causes,
                )


def zero_findings(
    rows: Sequence[Administration], transplants: Sequence[tuple[str, Transplant]]
) -> Iterator[Finding]:
    """What breaks the order around an infusion on day 0.

    Conditioning or lymphodepletion on or after day 0 or out of its written order, an infusion far
    from what was given for it, and a recorded transplant that is not on day 0.
    """
    phases: dict[tuple[int, int], list[Administration]] = {}
    for row in rows:
        if row.time.phase.first_day < 1 and row.status not in NOT_TO_BE_GIVEN:
            phases.setdefault(row.time.place, []).append(row)
    for own in phases.values():
        time = own[0].time
        zero = time.start + timedelta(days=-time.phase.first_day)
        for row in own:
            if row.day < 0 and row.date >= zero:
                yield _zero(row, f"is not before day 0, {zero}")
            elif row.day == 0 and row.date != zero:
                yield _zero(
                    row, f"was written for day 0, {zero}; what is given for it is not moved"
                )
            elif row.day < 0 and any(
                other.day < row.day and other.date > row.date for other in own
            ):
                yield _zero(row, "comes before what is written before it")
        for where, event in transplants:
            if event.on != zero and abs((event.on - zero).days) <= _NEAR_ZERO:
                yield evolve(
                    _zero(own[0], f"belongs to day 0, {zero}; the transplant is on {event.on}"),
                    events=(where,),
                )


def _zero(row: Administration, said: str) -> Finding:
    message = f"{row.drug} of day {day_text(row.day)} on {row.date} {said}"
    return finding_at(row, "day-zero", message, source=row.time.phase.source, events=row.causes)


def given_findings(rows: Sequence[Administration], as_of: date | None) -> Iterator[Finding]:
    """Dates of given doses that look like a slip: before their cycle, far after it, to come."""
    for row in rows:
        if row.status is not Status.GIVEN:
            continue
        days = (row.date - row.time.start).days
        said = ""
        if days < 0:
            said = f"before its cycle starts on {row.time.start}"
        elif days >= 2 * row.time.phase.cycle_length:
            said = f"{in_days(days)} after its cycle started on {row.time.start}"
        elif as_of is not None and row.date > as_of:
            said = f"after {as_of}, the day of this calendar (as_of)"
        if said:
            message = (
                f"{row.drug} of {row.phase} cycle {row.cycle} day {row.day} given on {row.date}, "
                f"{said}; correct the record if it is a slip"
            )
            yield finding_at(row, "given-deviates", message, events=row.changed_by[-1:])
