"""Doses recorded as given, each matched to the planned one that it fulfils."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from regimens.administrations import Administration, finding_at
from regimens.decimals import EXACT, plain, shown
from regimens.drafts import RowsWith
from regimens.errors import HistoryError
from regimens.events import Given
from regimens.findings import Finding
from regimens.marks import Marks, Postponed
from regimens.recorded import each_name
from regimens.regimen import Regimen
from regimens.statuses import FIRM, WAITING, Status
from regimens.units import Measure

__all__ = ["Fulfilled", "give"]

_TOLERANCE = Decimal(5)  # percent of the calculated dose, as in the check of orders


@frozen(kw_only=True)
class Fulfilled:
    """A planned dose, and the given dose that it became."""

    planned: Administration
    given: Administration


def give(
    event: Given,
    marks: Marks,
    rows_with: RowsWith,
    regimen: Regimen,
    *,
    where: str,
    known: Sequence[Fulfilled] | None,
) -> tuple[Marks, list[Finding], list[Fulfilled]]:
    """A fact is always recorded; where it does not fit the plan, a violation stands beside it.

    Args:
        event: The given dose.
        marks: What was done to single doses before it.
        rows_with: Makes the rows with some marks, as they stood when it was recorded.
        regimen: As written.
        where: The event's place, for messages.
        known: What it fulfilled when it was recorded, where that is known already.

    Raises:
        HistoryError: for one amount of several drugs.
    """
    rows = rows_with(marks)
    dose = f" {event.dose}" if event.dose is not None else ""
    findings: list[Finding] = []
    if known is None:
        if event.dose is not None:
            _check_dose(event.dose, regimen.drugs(each_name(event.of)), regimen, where)
        known = [
            Fulfilled(planned=row, given=_as_given(event, row, marks, rows_with, where))
            for row in _matched(event, rows)
        ]
    findings += [
        _unplanned(name, event, rows, regimen, where)
        for name in each_name(event.of)
        if not any(name in (one.planned.drug, *_groups(one.planned)) for one in known)
    ]
    for one in known:
        row = one.planned
        stopped = any(stop.covers(row) and event.on >= stop.on for stop in marks.stopped)
        if row.status not in FIRM or stopped:
            was = "discontinued" if stopped else row.status.value
            message = f"{row.drug}{dose} given on {event.on} although it was {was}"
            findings.append(finding_at(row, "unplanned", message, on=event.on, events=(where,)))
        if event.dose is not None and _deviates(event.dose.value, one.given):
            least = one.given.resolved.least
            range_ = "" if least is None else f"{plain(least)} to "
            message = (
                f"{row.drug}{dose} given on {event.on}, planned were "
                f"{range_}{one.given.resolved}: more "
                f"than {_TOLERANCE} % away; correct the record if it is a slip"
            )
            findings.append(
                finding_at(row, "given-deviates", message, on=event.on, events=(where,))
            )
        marks = marks.give(one.given)
    return marks, findings, list(known)


def _check_dose(dose: Measure, drugs: Sequence[str], regimen: Regimen, where: str) -> None:
    if len(drugs) > 1:
        raise HistoryError(
            f"one dose of {dose} for {' and '.join(drugs)}",
            where=where,
            mend="record each drug by itself",
        )
    for _, component in regimen.components():
        unit = component.dose.amount.unit.value
        if component.drug.name in drugs and unit != dose.kind.value:
            raise HistoryError(
                f"{component.drug.name} is counted in {unit}, not in {dose.kind.value}",
                where=where,
                mend=f"record the dose as a number of {unit}, or without a dose",
            )


def _matched(event: Given, rows: Sequence[Administration]) -> list[Administration]:
    """The planned doses that a given one fulfils."""
    target = event.planned or event.on
    due = [row for row in rows if row.date == target and row.status is not Status.GIVEN]
    due.sort(key=lambda row: row.status not in FIRM)
    found: list[Administration] = []
    for name in each_name(event.of):
        of_drug = [row for row in due if row.drug == name][:1]
        of_group = [
            row if row.group == name or event.on == target else row.premedication or row
            for row in due
            if name in _groups(row)
        ]
        # Of a group, what was not to be given any more was not given with it.
        firm = [row for row in of_group if row.status in FIRM]
        own = of_drug or firm or of_group
        found += [row for row in own if row not in found]
    return found


def _groups(row: Administration) -> tuple[str, ...]:
    """The groups a dose is of; two where it doubles as premedication."""
    return (row.group,) if row.premedication is None else (row.group, row.premedication.group)


def _unplanned(
    name: str, event: Given, rows: Sequence[Administration], regimen: Regimen, where: str
) -> Finding:
    dose = f" {event.dose}" if event.dose is not None else ""
    target = event.planned or event.on
    mend = "name the planned date (planned), or give an override with the reason"
    waiting = [
        row.date for row in rows if name in (row.drug, *_groups(row)) and row.status in WAITING
    ]
    if waiting:
        near = min(waiting, key=lambda day: abs(day - target))
        mend = (
            f"name the planned date (planned), the nearest is {near}, or give an override with "
            "the reason"
        )
    owner = next(
        (
            component.drug.name
            for _, component in regimen.components()
            for product in component.products
            if product.name == name
        ),
        None,
    )
    if owner is not None:
        mend = f"record {owner}, which it is a product of, and the switch to it"
    elif name not in regimen.names():
        mend = f"{regimen.id} has no {shown(name)}, only {', '.join(regimen.names())}"
    message = f"{name}{dose} given on {event.on} fulfils no planned dose of {target}; {mend}"
    return Finding(code="unplanned", drug=name, date=event.on, message=message, events=(where,))


def _as_given(
    event: Given, row: Administration, marks: Marks, rows_with: RowsWith, where: str
) -> Administration:
    """A planned dose as it was given: the product and body of the day it was given on."""
    there = row
    if event.on != row.date:
        moved = marks.postpone(_shift(event, row, where))
        there = next((other for other in rows_with(moved) if other.key == row.key), row)
    return evolve(
        there,
        date=event.on,
        status=Status.GIVEN,
        given=None if event.dose is None else event.dose.value,
        changed_by=(*dict.fromkeys(one for one in there.changed_by if one != where), where),
    )


def _shift(event: Given, row: Administration, where: str) -> Postponed:
    days = (event.on - row.date).days
    return Postponed(
        key=row.key,
        days=days,
        decided=event.on,
        keeps_interval=False,
        cause=where,
        against=row.time.aligned_by,
    )


def _deviates(dose: Decimal, row: Administration) -> bool:
    least = row.resolved.least
    if least is not None and least <= dose <= row.calculated:
        return False
    if row.resolved.making.form is not None and dose == row.resolved.value:
        return False
    if least is not None and dose < least:
        difference = EXACT.subtract(least, dose)
        return EXACT.multiply(difference, Decimal(100)) > EXACT.multiply(least, _TOLERANCE)
    difference = EXACT.abs(EXACT.subtract(dose, row.calculated))
    return EXACT.multiply(difference, Decimal(100)) > EXACT.multiply(row.calculated, _TOLERANCE)
