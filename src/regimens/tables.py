"""Dose levels that a table chooses by a value known at the start of a course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from regimens.components import Component, Level, LevelTable, TableValue
from regimens.decimals import EXACT, plain, round_half_up
from regimens.entry import age_in_years, laboratory_value
from regimens.errors import DoseError
from regimens.events import DoseChange, Event, Lab, each_name
from regimens.expansion import Choices, is_chosen
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
_MEND = "record the dose that was decided on as a dose change from cycle 1"


@frozen(kw_only=True)
class Chosen:
    """What the tables of a regimen choose.

    Args:
        changes: Dose changes from the first day of each phase, each with the place of the value.
        findings: What was chosen by which value, and which values are not known.
    """

    changes: list[tuple[str, DoseChange]]
    findings: list[Finding]


@frozen(kw_only=True)
class _Read:
    """What one table says of one value."""

    table: LevelTable
    value: Decimal
    where: str
    level: Level | None

    def __str__(self) -> str:
        return (
            f"{self.table.by.value} {_shown(self.table, self.value)} {self.table.by.unit} is "
            f"{self.table.rows_of(self.value)[0]}"
        )


def chosen_levels(
    regimen: Regimen,
    patient: Patient,
    start: date,
    history: _History,
    policy: Policy,
    *,
    choices: Choices = (),
) -> Chosen:
    """The levels that tables choose by what is known on day 1; a recorded dose change wins.

    Raises:
        DoseError: for a value in a gap or an overlap of the printed rows, in a row that says that
            nothing is given, and for rows of two tables of which neither has the lower dose.
    """
    chosen = Chosen(changes=[], findings=[])
    unknown: dict[tuple[str, TableValue], tuple[LevelTable, str]] = {}
    for phase, component in regimen.components():
        tables = regimen.tables_read(phase, component)
        if not tables or not is_chosen(phase, component, choices):
            continue
        if _is_decided(regimen, phase, component, history):
            continue
        drug, read = component.drug.name, []
        missing: list[LevelTable] = []
        for table in tables:
            known = _value(table.by, patient, start, history, policy)
            if known is None:
                missing.append(table)
                continue
            value, where = known
            level = _level(component, table, value)
            read.append(_Read(table=table, value=value, where=where, level=level))
            chosen.findings.extend(
                _later(phase, component, table, value, start=start, history=history)
            )
        named = _lowest_first(component, [one for one in read if one.level is not None])
        dose = "at its full dose"
        if named:
            change = DoseChange(of=drug, level=_name(named[0]), phase=phase.name, cycle=1)
            chosen.changes.append((named[0].where, change))
            chosen.findings.append(_said(phase, component, named, start))
            chosen.findings.extend(
                _left_behind(
                    regimen,
                    phase,
                    component,
                    named[0],
                    start=start,
                    history=history,
                    choices=choices,
                )
            )
            dose = f"at {named[0].level}"
        for table in missing:
            unknown.setdefault((drug, table.by), (table, dose))
    for (drug, by), (table, dose) in unknown.items():
        chosen.findings.append(
            Finding(
                code="lab-missing" if by in _MEASURED else "entry-unknown",
                drug=drug,
                date=start,
                message=(
                    f"{drug} is planned {dose}, although its level depends on the "
                    f"{by.value}, of which no value of day 1 or shortly before is recorded; "
                    f"{table}"
                ),
                source=str(table.source),
            )
        )
    return chosen


def _name(read: _Read) -> str:
    return "" if read.level is None else read.level.name


def _lowest_first(component: Component, named: list[_Read]) -> list[_Read]:
    """The rows that name a level, the one with the lowest dose first.

    Raises:
        DoseError: where the doses of two levels cannot be compared, since their days differ.
    """
    levels = {one.level.name: one.level for one in named if one.level is not None}
    if len({(level.days, level.dose.times) for level in levels.values()}) > 1:
        rows = " and ".join(f"{one} ({one.level})" for one in named)
        raise DoseError(
            f"two tables name levels of which neither is simply the lower: {rows}",
            where=component.drug.name,
            mend=_MEND,
        )
    return sorted(named, key=lambda one: levels[_name(one)].dose.of_a_day)


def _said(phase: Phase, component: Component, named: Sequence[_Read], start: date) -> Finding:
    """What was chosen, and by which rows."""
    rows = " and ".join(map(str, named))
    lower = ""
    if len(set(map(_name, named))) > 1:
        rows = " and ".join(f"{one} ({one.level})" for one in named)
        lower = ", the lowest"
    events = dict.fromkeys(one.where for one in named if one.where != _PATIENT)
    return Finding(
        code="level-chosen",
        phase=phase.name,
        drug=component.drug.name,
        date=start,
        message=f"{component.drug.name} at {named[0].level}{lower}: {rows}",
        source=str(named[0].table.source),
        events=tuple(events),
    )


def _left_behind(
    regimen: Regimen,
    phase: Phase,
    component: Component,
    read: _Read,
    *,
    start: date,
    history: _History,
    choices: Choices,
) -> Iterator[Finding]:
    """Later phases that begin again with their full dose, since they have no level of the name."""
    drug, level = component.drug.name, read.level
    assert level is not None  # noqa: S101 - the caller has looked
    first = regimen.phases.index(phase) + 1
    for index, later in enumerate(regimen.phases[first:], start=first):
        full = [
            other
            for other in later.components
            if other.drug.name == drug
            and other.role is component.role
            and is_chosen(later, other, choices)
            and other.level(level.name) is None
            and not _is_changed(regimen, index, other, history)
        ]
        if full:
            doses = " and ".join(dict.fromkeys(str(other.dose) for other in full))
            yield Finding(
                code="level-indicated",
                phase=later.name,
                drug=drug,
                date=start,
                message=(
                    f"{drug} is begun at {level} by its {read.table.by.value}; phase "
                    f"{later.name!r} has no such level and is planned at its full dose, {doses}: "
                    "record the dose that was decided on"
                ),
                source=str(read.table.source),
                events=() if read.where == _PATIENT else (read.where,),
            )


def _is_changed(regimen: Regimen, index: int, component: Component, history: _History) -> bool:
    """Whether a recorded change says at which dose a later phase begins with a component."""
    titles = [one.name for one in regimen.phases]
    for _, event in history:
        if not isinstance(event, DoseChange):
            continue
        if {component.drug.name, component.group}.isdisjoint(each_name(event.of)):
            continue
        # Without a phase only a first day is surely the one that this phase begins with.
        place = index if event.phase is None else titles.index(event.phase)
        begins = place < index or (place == index and (event.cycle, event.day) == (1, 1))
        if begins and (event.level is None or component.level(event.level) is not None):
            return True
    return False


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
    table: LevelTable,
    value: Decimal,
    *,
    start: date,
    history: _History,
) -> Iterator[Finding]:
    """Values of later days that lie in other rows: they change nothing by themselves."""
    if table.by not in _MEASURED:
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


def _level(component: Component, table: LevelTable, value: Decimal) -> Level | None:
    rows = table.rows_of(value)
    text = f"{table.by.value} {_shown(table, value)} {table.by.unit}"
    if len(rows) != 1:
        rows_text = " and ".join(map(str, rows))
        what = f"lies in two rows ({rows_text})" if rows else "lies in no row"
        raise DoseError(
            f"{text} {what} of the table ({table.source})", where=component.drug.name, mend=_MEND
        )
    if rows[0].not_given:
        raise DoseError(
            f"{text}: the table ({table.source}) gives nothing at {rows[0]}",
            where=component.drug.name,
            mend=_MEND,
        )
    return None if rows[0].level is None else component.level(rows[0].level)
