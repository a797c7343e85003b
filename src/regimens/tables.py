"""Dose levels that a table chooses by a value known at the start of a course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from regimens.components import Component, LevelTable, TableValue
from regimens.decimals import EXACT, plain, round_half_up
from regimens.entry import age_in_years, laboratory_value
from regimens.errors import DoseError
from regimens.events import DoseChange, Event, Lab, each_name
from regimens.findings import Finding
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Phase, Regimen
from regimens.rules import Laboratory

__all__ = ["Chosen", "chosen_levels"]

_History = Sequence[tuple[str, Event]]
_PATIENT = "the patient's record"
_MEASURED = (TableValue.CREATININE_CLEARANCE, TableValue.BILIRUBIN)
_FINEST = Decimal("0.000001")


@frozen(kw_only=True)
class Chosen:
    """What the tables of a regimen choose.

    Args:
        changes: Dose changes from the first day of each phase, each with the place of the value.
        findings: What was chosen by which value, and which values are not known.
    """

    changes: list[tuple[str, DoseChange]]
    findings: list[Finding]


def chosen_levels(
    regimen: Regimen, patient: Patient, start: date, history: _History, policy: Policy
) -> Chosen:
    """The levels that tables choose by what is known on day 1; a recorded dose change wins.

    Raises:
        DoseError: for a value in a gap or an overlap of the printed rows, or in a row that says
            that nothing is given.
    """
    chosen = Chosen(changes=[], findings=[])
    unknown: dict[str, LevelTable] = {}
    for phase, component in regimen.components():
        table = component.table
        if table is None or _is_decided(regimen, phase, component, history):
            continue
        known = _value(table.by, patient, start, history, policy)
        if known is None:
            unknown.setdefault(component.drug.name, table)
            continue
        value, where = known
        level = _level(component, table, value)
        chosen.findings.extend(_later(phase, component, value, start=start, history=history))
        if level is None:
            continue
        change = DoseChange(of=component.drug.name, level=level, phase=phase.name, cycle=1)
        chosen.changes.append((where, change))
        chosen.findings.append(
            Finding(
                code="level-chosen",
                phase=phase.name,
                drug=component.drug.name,
                date=start,
                message=(
                    f"{component.drug.name} at level {level!r}: {table.by.value} "
                    f"{_shown(table, value)} {table.by.unit} is {table.rows_of(value)[0]}"
                ),
                source=str(table.source),
                events=() if where == _PATIENT else (where,),
            )
        )
    for drug, table in unknown.items():
        laboratory = table.by in _MEASURED
        chosen.findings.append(
            Finding(
                code="lab-missing" if laboratory else "entry-unknown",
                drug=drug,
                date=start,
                message=(
                    f"{drug} is planned at its full dose, although its level depends on the "
                    f"{table.by.value}, of which no value of day 1 or shortly before is recorded; "
                    f"{table}"
                ),
                source=str(table.source),
            )
        )
    return chosen


def _is_decided(regimen: Regimen, phase: Phase, component: Component, history: _History) -> bool:
    """Whether somebody has recorded which dose the phase begins with."""
    titles = [one.name for one in regimen.phases]
    return any(
        isinstance(event, DoseChange)
        and not {component.drug.name, component.group}.isdisjoint(each_name(event.of))
        and (event.phase is None or titles.index(event.phase) <= titles.index(phase.name))
        and (event.cycle, event.day) == (1, 1)
        for _, event in history
    )


def _value(
    by: TableValue, patient: Patient, start: date, history: _History, policy: Policy
) -> tuple[Decimal, str] | None:
    """The value known on day 1, and its place."""
    if by is TableValue.CREATININE_CLEARANCE:
        found = laboratory_value(Laboratory.CREATININE_CLEARANCE, patient, start, history, policy)
        return None if found is None else (found[0], found[2])
    if by is TableValue.BILIRUBIN:
        recent = [
            (event.on, event.bilirubin_times_normal, where)
            for where, event in history
            if isinstance(event, Lab)
            and event.bilirubin_times_normal is not None
            and 0 <= (start - event.on).days <= policy.lab_validity_days
        ]
        latest = max(recent, key=lambda one: one[0], default=None)
        return None if latest is None else (latest[1], latest[2])
    if by is TableValue.WEIGHT:
        return None if patient.weight_kg is None else (patient.weight_kg, _PATIENT)
    if patient.born is None:
        return None
    return Decimal(age_in_years(patient.born, start)), _PATIENT


def _shown(table: LevelTable, value: Decimal) -> str:
    """A value with as many digits as tell its row."""
    step = Decimal("0.1")
    while step > _FINEST and table.rows_of(round_half_up(value, step)) != table.rows_of(value):
        step = EXACT.scaleb(step, -1)
    return plain(round_half_up(value, step))


def _later(
    phase: Phase,
    component: Component,
    value: Decimal,
    *,
    start: date,
    history: _History,
) -> Iterator[Finding]:
    """Values of later days that lie in other rows: they change nothing by themselves."""
    table = component.table
    if table is None or table.by not in _MEASURED:
        return
    for where, event in history:
        if not isinstance(event, Lab) or event.on <= start:
            continue
        clearance = event.creatinine_clearance
        later = event.bilirubin_times_normal
        if table.by is TableValue.CREATININE_CLEARANCE:
            later = None if clearance is None else clearance.value
        if later is None:
            continue
        if table.rows_of(later) != table.rows_of(value):
            rows = " and ".join(map(str, table.rows_of(later))) or "in no row"
            yield Finding(
                code="level-indicated",
                phase=phase.name,
                drug=component.drug.name,
                date=event.on,
                message=(
                    f"{component.drug.name}: {table.by.value} {_shown(table, later)} "
                    f"{table.by.unit} on {event.on} is {rows}; the table was read on {start}, and "
                    "the dose stays: record a dose change if it is to be another"
                ),
                source=str(table.source),
                events=(where,),
            )


def _level(component: Component, table: LevelTable, value: Decimal) -> str | None:
    rows = table.rows_of(value)
    text = f"{table.by.value} {_shown(table, value)} {table.by.unit}"
    mend = "record the dose that was decided on as a dose change from cycle 1"
    if len(rows) != 1:
        rows_text = " and ".join(map(str, rows))
        what = f"lies in two rows ({rows_text})" if rows else "lies in no row"
        raise DoseError(
            f"{text} {what} of the table ({table.source})", where=component.drug.name, mend=mend
        )
    if rows[0].not_given:
        raise DoseError(
            f"{text}: the table ({table.source}) gives nothing at {rows[0]}",
            where=component.drug.name,
            mend=mend,
        )
    return rows[0].level
