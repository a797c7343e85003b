"""Events about single doses, matched to the plan as it stood when they were recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from attrs import evolve

from regimens.administrations import Administration, Status
from regimens.decimals import EXACT, shown
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import (
    Discontinuation,
    Event,
    Given,
    Names,
    Omission,
    Postponement,
    Switch,
)
from regimens.findings import Finding
from regimens.marks import Marks, Omitted, Postponed, Stopped, Switched
from regimens.regimen import Regimen
from regimens.rules import MissedDose

__all__ = ["SingleDose", "apply", "is_single_dose"]

SingleDose = Omission | Postponement | Given | Discontinuation | Switch
_WAITING = (Status.PLANNED, Status.UNCONFIRMED, Status.CONDITIONAL, Status.WITHHELD)
_FIRM = (Status.PLANNED, Status.UNCONFIRMED)
_TOLERANCE = Decimal(5)  # percent of the calculated dose, as in the check of orders


def apply(
    event: SingleDose,
    marks: Marks,
    draft: Callable[[], Sequence[Administration]],
    regimen: Regimen,
    *,
    where: str,
    snapshot: Administration | None = None,
) -> tuple[Marks, list[Finding]]:
    """The marks with one more event, and what there is to say about it.

    Args:
        event: The event.
        marks: What was done to single doses before it.
        draft: Makes the rows as they stood when it was recorded.
        regimen: As written.
        where: The event's place, for messages.
        snapshot: The given dose as it was when it was recorded, where that is known already.

    Raises:
        HistoryError: for a plan about a dose that is not there.
        UnknownNameError: for a drug or group that is not there.
    """
    match event:
        case Omission():
            return _omit(event, marks, draft(), regimen, where), []
        case Postponement():
            return _postpone(event, marks, draft(), regimen, where)
        case Given():
            rows = [snapshot] if snapshot is not None else draft()
            return _give(event, marks, rows, where)
        case Discontinuation():
            if event.of is not None:
                _check_names(event.of, regimen, where)
            decided = event.recorded or event.on
            stop = Stopped(names=event.of, on=event.on, decided=decided, cause=where)
            return marks.stop(stop), []
        case Switch():
            _check_product(event, regimen, where)
            mark = Switched(drug=event.of, product=event.to, on=event.on, cause=where)
            return marks.switch(mark), []


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


def _check_names(given: Names, regimen: Regimen, where: str) -> None:
    for name in _names(given):
        if name not in regimen.names():
            raise UnknownNameError(
                f"there is no drug or group {shown(name)} in {regimen.id}",
                where=where,
                mend=f"use one of {', '.join(regimen.names())}",
            )


def _check_product(event: Switch, regimen: Regimen, where: str) -> None:
    _check_names(event.of, regimen, where)
    products = {
        product.name: None
        for _, component in regimen.components()
        if component.drug.name == event.of
        for product in component.products
    }
    if event.to not in {*products, event.of}:
        raise UnknownNameError(
            f"{event.of} has no product {shown(event.to)}",
            where=where,
            mend=f"use one of {', '.join(products)}" if products else "record a new course instead",
        )


def _planned(
    names: Names, on: date, rows: Sequence[Administration], regimen: Regimen, where: str
) -> list[Administration]:
    """The doses of each name on a day that are still to be given."""
    _check_names(names, regimen, where)
    found: list[Administration] = []
    for name in _names(names):
        own = [row for row in rows if name in (row.drug, row.group)]
        matched = [row for row in own if row.date == on and row.status in _WAITING]
        if not matched:
            waiting = sorted({row.date for row in own if row.status in _WAITING})
            near = min(waiting, key=lambda day: abs(day - on), default=None)
            raise HistoryError(
                f"no dose of {name} is planned on {on}",
                where=where,
                mend=f"the nearest is on {near}" if near else "none is left to be given",
            )
        found += [row for row in matched if row not in found]
    return found


def _omit(
    event: Omission,
    marks: Marks,
    rows: Sequence[Administration],
    regimen: Regimen,
    where: str,
) -> Marks:
    for row in _planned(event.of, event.on, rows, regimen, where):
        decided = event.recorded or event.on
        marks = marks.omit(row.key, Omitted(on=row.date, decided=decided, cause=where))
    return marks


def _postpone(
    event: Postponement,
    marks: Marks,
    rows: Sequence[Administration],
    regimen: Regimen,
    where: str,
) -> tuple[Marks, list[Finding]]:
    if event.to <= event.on:
        raise HistoryError(
            f"{event.to} is not after {event.on}",
            where=where,
            mend="postpone to a later day; a dose given early is recorded as given",
        )
    findings: list[Finding] = []
    for row in _planned(event.of, event.on, rows, regimen, where):
        decided = event.recorded or event.on
        rule = row.slot.component.missed_dose
        keeps_interval = rule is not None and rule.rule is MissedDose.MAINTAIN_INTERVAL
        after = [other.date for other in rows if other.drug == row.drug and other.date > row.date]
        if not keeps_interval and after and event.to >= min(after):
            marks = marks.omit(row.key, Omitted(on=row.date, decided=decided, cause=where))
            findings.append(_became_omission(row, event.to, min(after)))
            continue
        marks = marks.postpone(
            Postponed(
                key=row.key,
                drug=row.drug,
                days=(event.to - event.on).days,
                decided=decided,
                keeps_interval=keeps_interval,
                cause=where,
                against=row.time.aligned_by,
            )
        )
    return marks, findings


def _became_omission(row: Administration, to: date, following: date) -> Finding:
    return Finding(
        code="interpretation",
        phase=row.phase,
        cycle=row.cycle,
        day=row.day,
        drug=row.drug,
        date=row.date,
        message=(
            f"{row.drug} of {row.date} postponed to {to} would meet the next dose on {following}, "
            "which keeps its date: it is omitted"
        ),
    )


def _give(
    event: Given, marks: Marks, rows: Sequence[Administration], where: str
) -> tuple[Marks, list[Finding]]:
    """A fact is always recorded; where it does not fit the plan, a violation stands beside it."""
    target = event.planned or event.on
    matched = [
        row
        for row in rows
        if row.drug == event.of and row.date == target and row.status is not Status.GIVEN
    ]
    matched.sort(key=lambda row: row.status not in _FIRM)
    dose = f" {event.dose}" if event.dose is not None else ""
    if not matched:
        message = (
            f"{event.of}{dose} given on {event.on} fulfils no planned dose of {target}; name the "
            "planned date, or record why it was given"
        )
        return marks, [
            Finding(
                code="unplanned", drug=event.of, date=event.on, message=message, events=(where,)
            )
        ]
    row = matched[0]
    findings = []
    if row.status not in _FIRM:
        message = f"{event.of}{dose} given on {event.on} although it was {row.status.value}"
        findings.append(evolve(_about(row, event.on, message), events=(where,)))
    if event.dose is not None and _deviates(event.dose.value, row):
        message = (
            f"{event.of}{dose} given on {event.on}, planned were {row.resolved}: more than "
            f"{_TOLERANCE} % away; correct the record if it is a slip"
        )
        deviation = evolve(_about(row, event.on, message), code="given-deviates", events=(where,))
        findings.append(deviation)
    given = evolve(
        row,
        date=event.on,
        status=Status.GIVEN,
        given=None if event.dose is None else event.dose.value,
        changed_by=(*row.changed_by, where),
    )
    rule = row.slot.component.missed_dose
    if event.on > row.date:
        # Given late is postponed in fact: what the label says of later doses holds, and what
        # follows it comes later too.
        marks = marks.postpone(
            Postponed(
                key=row.key,
                drug=row.drug,
                days=(event.on - row.date).days,
                decided=event.on,
                keeps_interval=rule is not None and rule.rule is MissedDose.MAINTAIN_INTERVAL,
                cause=where,
                against=row.time.aligned_by,
            )
        )
    return marks.give(given), findings


def _deviates(dose: Decimal, row: Administration) -> bool:
    difference = abs(EXACT.subtract(dose, row.calculated))
    return EXACT.multiply(difference, Decimal(100)) > EXACT.multiply(row.calculated, _TOLERANCE)


def _about(row: Administration, on: date, message: str) -> Finding:
    return Finding(
        code="unplanned",
        phase=row.phase,
        cycle=row.cycle,
        day=row.day,
        drug=row.drug,
        date=on,
        message=message,
    )


def is_single_dose(event: Event) -> TypeGuard[SingleDose]:
    """Whether an event is about single doses rather than about cycles."""
    return isinstance(event, Omission | Postponement | Given | Discontinuation | Switch)
