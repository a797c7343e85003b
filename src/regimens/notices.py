"""What a calendar says about itself: what its source leaves open, what changed nothing, its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from regimens.administrations import Administration, finding_at
from regimens.body import unlikely_body
from regimens.events import Delay, DoseChange, Transplant
from regimens.findings import Finding
from regimens.history import History
from regimens.marks import Marks
from regimens.patient import Patient
from regimens.recorded import each_name
from regimens.regimen import Regimen
from regimens.statuses import Status
from regimens.timeline import CycleTime, Horizon

__all__ = [
    "horizon_findings",
    "replaced_findings",
    "standing_findings",
    "turn_findings",
    "unused_findings",
]


def standing_findings(
    regimen: Regimen,
    patient: Patient,
    allow_unverified: str | None,
) -> Iterator[Finding]:
    """What holds for every plan of this regimen and this patient.

    Args:
        regimen: As written.
        patient: As recorded.
        allow_unverified: Why unread numbers may be planned.
    """
    if patient.height_cm is not None and patient.weight_kg is not None:
        unlikely = unlikely_body(patient.height_cm, patient.weight_kg)
        if unlikely is not None:
            yield Finding(code="unlikely-body", message=unlikely)
    for source in regimen.unverified:
        yield Finding(
            code="unverified-source",
            message=(
                f"a number said to stand in {source.title}, {source.locator}, was not read there; "
                f"planned all the same: {allow_unverified}"
            ),
            source=str(source),
        )
    if regimen.no_rule_for:
        yield Finding(
            code="no-rule-in-source",
            message=(
                f"nothing here checks or adjusts for: {'; '.join(regimen.no_rule_for)}; the "
                "source gives no rule for them: decide by other references"
            ),
            source=str(regimen.phases[0].source),
        )
    yield from _readings(regimen)


@lru_cache(maxsize=256)
def _readings(regimen: Regimen) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code="interpretation",
            message=f"{reading.reading} (the words could also mean: {reading.alternatives})",
            source=str(reading.source),
        )
        for reading in regimen.interpretations
        if not reading.on_reduction_of
    )


def turn_findings(regimen: Regimen, history: History) -> Iterator[Finding]:
    """Reductions out of turn, where the source lets two drugs take turns."""
    for rule in regimen.alternating:
        turn = 0
        for where, event in history:
            if not isinstance(event, DoseChange) or _is_full(regimen, event):
                continue
            drugs = [one for one in regimen.drugs(each_name(event.of)) if one in rule.drugs]
            if not drugs:
                continue
            expected = rule.drugs[turn % len(rule.drugs)]
            if drugs != [expected]:
                yield Finding(
                    code="out-of-turn",
                    phase=event.phase,
                    cycle=event.cycle,
                    drug=drugs[0] if len(drugs) == 1 else None,
                    message=(
                        f"{' and '.join(drugs)} reduced from cycle {event.cycle} on; {rule}. It "
                        f"would be the turn of {expected}: right if the reason is another one"
                    ),
                    source=str(rule.source),
                    events=(where,),
                )
            turn = rule.drugs.index(drugs[-1]) + 1


def _is_full(regimen: Regimen, event: DoseChange) -> bool:
    """Whether a change goes back to the full dose."""
    if event.level is None:
        return event.to == 1
    names = each_name(event.of)
    return any(
        level is not None and level.dose.amount == component.dose.amount and level.days is None
        for _, component in regimen.components()
        if component.drug.name in names or component.group in names
        for level in [component.level(event.level)]
    )


def replaced_findings(
    marks: Marks, times: Sequence[CycleTime], rows: Sequence[Administration]
) -> Iterator[Finding]:
    """Postponements that hold no longer, because the start of their cycle was recorded since."""
    if not marks.postponed:
        return
    by_place = {time.place: time for time in times}
    by_key = {row.key: row for row in rows}
    for mark in marks.postponed:
        time, row = by_place.get(mark.key[:2]), by_key.get(mark.key)
        if time is None or row is None or row.status is Status.GIVEN:
            continue
        if mark.is_replaced(time):
            message = (
                f"the start of {row.phase} cycle {row.cycle} was recorded after {row.drug} of day "
                f"{row.day} was postponed, and puts it on {row.date}: postpone it again if it is "
                "still to be later"
            )
            yield finding_at(row, "interpretation", message, events=(mark.cause, time.aligned_by))


def unused_findings(
    regimen: Regimen, history: History, times: Sequence[CycleTime]
) -> Iterator[Finding]:
    """Events that change nothing: a transplant without a phase after it, delays of no date."""
    waiting = {phase.name for phase in regimen.phases if phase.transplant is not None}
    dated = {(time.phase.name, time.cycle) for time in times}
    transplanted = any(isinstance(event, Transplant) for _, event in history)
    for where, event in history:
        if (
            isinstance(event, Delay)
            and transplanted
            and event.phase in waiting
            and (event.phase, event.cycle) not in dated
        ):
            yield Finding(
                code="interpretation",
                phase=event.phase,
                cycle=event.cycle,
                message=(
                    f"{event.phase} cycle {event.cycle} has no date to be delayed from: record "
                    "its start"
                ),
                events=(where,),
            )
        if isinstance(event, Transplant) and not waiting:
            yield Finding(
                code="interpretation",
                date=event.on,
                message=(
                    f"the transplant of {event.on} is recorded and changes nothing: "
                    f"{regimen.id} has no phase after one"
                ),
                events=(where,),
            )


def horizon_findings(
    regimen: Regimen,
    times: Sequence[CycleTime],
    horizon: Horizon,
    rows: Sequence[Administration],
    cut: Sequence[tuple[date, str]],
) -> Iterator[Finding]:
    """Where the plan stops although treatment goes on, and the blocks of days that cuts."""
    last = regimen.phases[-1]
    whole = times and times[-1].index == len(regimen.phases) - 1 and times[-1].cycle == last.cycles
    if (horizon.until is None and horizon.cycles is None) or (whole and not cut):
        return
    shown = f"shown to {horizon.until}"
    if horizon.cycles is not None:
        shown = f"shown for {len(times)} cycle{'s' if len(times) > 1 else ''}"
        shown += f", and not past {horizon.until}" if horizon.until is not None else ""
    blocks = sorted(
        {
            drug
            for day, drug in cut
            if any(row.drug == drug and row.date == day - timedelta(days=1) for row in rows)
        }
    )
    message = f"{shown}; treatment goes on"
    if blocks:
        message += f", and days in a row are cut off for {', '.join(blocks)}: show more"
    yield Finding(code="horizon-reached", message=message, date=rows[-1].date if rows else None)
