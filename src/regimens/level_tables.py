"""Dose levels that a table chooses by a value known at the start of a course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from attrs import frozen

from regimens.choices import Choices, is_chosen
from regimens.components import Component, Role
from regimens.decimals import fewest_digits, plain
from regimens.errors import DoseError
from regimens.events import Discontinuation, DoseChange
from regimens.findings import Finding
from regimens.history import History
from regimens.known_values import MEASURED, Known, known_value, later_values, newer, not_known
from regimens.levels import Level, LevelTable, TableValue
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.recorded import each_name
from regimens.regimen import Phase, Regimen
from regimens.timeline import CycleTime

__all__ = ["Chosen", "chosen_levels"]

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
    known: Known
    level: Level | None

    def __str__(self) -> str:
        return f"{_value_text(self.table, self.known.value)} is {_row_text(self)}"


@frozen(kw_only=True)
class _Reading:
    """A component whose tables are read on a day."""

    regimen: Regimen
    phase: Phase
    component: Component
    patient: Patient
    day: date
    history: History
    policy: Policy
    choices: Choices

    @property
    def drug(self) -> str:
        """The drug's name."""
        return self.component.drug.name

    def known(self, table: LevelTable) -> Known | None:
        """The value that a table is read by."""
        return known_value(table.by, self.patient, self.day, self.history, self.policy)

    def said(
        self, code: str, message: str, table: LevelTable, events: Sequence[str], **place: Any
    ) -> Finding:
        """A finding about the drug in the phase, or in another one."""
        named = {"phase": self.phase.name, "date": self.day, **place}
        return Finding(
            code=code,
            drug=self.drug,
            message=message,
            source=str(table.source),
            events=tuple(events),
            **named,
        )


def chosen_levels(
    regimen: Regimen,
    patient: Patient,
    first: CycleTime | None,
    history: History,
    policy: Policy,
    *,
    start: date,
    choices: Choices = (),
) -> Chosen:
    """The levels that tables choose by what is known on day 1; a recorded dose change wins.

    Args:
        regimen: As written.
        patient: As recorded.
        first: The first cycle, with the days by which groups are late in it.
        history: What holds.
        policy: How old a value may be.
        start: Day 1, where there is no cycle.
        choices: The options picked.

    Raises:
        DoseError: for a value in a gap or an overlap of the printed rows, in a row that says that
            nothing is given, and for rows of two tables of which neither has the lower dose.
    """
    chosen = Chosen(changes=[], findings=[])
    unknown: dict[tuple[str, TableValue], Finding] = {}
    for phase, component in regimen.components():
        if not regimen.tables_read(phase, component) or not is_chosen(phase, component, choices):
            continue
        late = 0 if first is None else first.offsets.get(component.group, 0)
        reading = _Reading(
            regimen=regimen,
            phase=phase,
            component=component,
            patient=patient,
            day=(start if first is None else first.start) + timedelta(days=late),
            history=history,
            policy=policy,
            choices=choices,
        )
        if _is_stopped(reading):
            continue
        decided = _decided(reading)
        if decided is not None:
            chosen.findings.extend(_overruled(reading, decided))
            continue
        for one in _read(reading, chosen):
            unknown.setdefault((one[0], one[1]), one[2])
    chosen.findings.extend(unknown.values())
    return chosen


def _read(reading: _Reading, chosen: Chosen) -> list[tuple[str, TableValue, Finding]]:
    """Add what the tables of a component choose; what is not known of them."""
    component, read = reading.component, []
    missing: list[LevelTable] = []
    for table in reading.regimen.tables_read(reading.phase, component):
        known = reading.known(table)
        if known is None:
            missing.append(table)
            continue
        read.append(_Read(table=table, known=known, level=_level(component, table, known.value)))
        chosen.findings.extend(_later(reading, table, known))
        chosen.findings.extend(_newer(reading, table, known))
    named = _lowest_first(component, [one for one in read if one.level is not None])
    dose = "at its full dose"
    if named:
        first = named[0]
        of, phase = _named_by(reading, _name(first)), reading.phase.name
        change = DoseChange(of=of, level=_name(first), phase=phase, cycle=1)
        chosen.changes.append((first.known.where, change))
        chosen.findings.append(_said(reading, named))
        by = f"by its {first.table.by.value}"
        assert first.level is not None  # noqa: S101 - what names no level was left out
        chosen.findings.extend(_left_behind(reading, first.level, by, first.table, first.known))
        dose = f"at {first.level}"
    return [
        (
            reading.drug,
            table.by,
            Finding(
                code="lab-missing" if table.by in MEASURED else "entry-unknown",
                drug=reading.drug,
                date=reading.day,
                message=(
                    f"{reading.drug} is planned {dose}, although its level depends on the "
                    f"{table.by.value}, "
                    f"{not_known(table.by, reading.day, reading.history, reading.policy)}; {table}"
                ),
                source=str(table.source),
            ),
        )
        for table in missing
    ]


def _named_by(reading: _Reading, level: str) -> str:
    """What a change names to reach the component: its drug, or of premedication the group.

    Raises:
        DoseError: where the group has another drug, or treatment, with a level of that name.
    """
    own = reading.component
    if own.role is not Role.PREMEDICATION:
        return reading.drug
    begun = reading.regimen.phases.index(reading.phase)
    for phase in reading.regimen.phases[begun:]:
        for other in phase.components:
            same = (other.drug.name, other.role) == (own.drug.name, own.role)
            if other.group == own.group and other.level(level) is not None and not same:
                raise DoseError(
                    f"a table names the level {level!r} of {own.drug.name}, and {other.drug.name} "
                    f"of the group {own.group!r} has one of that name",
                    where=own.drug.name,
                    mend="name the two levels apart in the definition",
                )
    return own.group


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
            mend=_mend(component),
        )
    return sorted(named, key=lambda one: levels[_name(one)].dose.of_a_day)


def _said(reading: _Reading, named: Sequence[_Read]) -> Finding:
    """What was chosen, and by which rows."""
    rows = " and ".join(map(str, named))
    lower = ""
    if len(set(map(_name, named))) > 1:
        rows = " and ".join(f"{one} ({one.level})" for one in named)
        lower = ", the lowest"
    events = dict.fromkeys(event for one in named for event in one.known.events)
    message = f"{reading.drug} at {named[0].level}{lower}: {rows}"
    return reading.said("level-chosen", message, named[0].table, tuple(events))


def _left_behind(
    reading: _Reading, level: Level, by: str, table: LevelTable, known: Known | None
) -> Iterator[Finding]:
    """Later phases that begin again with their full dose, since they have no level of the name."""
    phases = reading.regimen.phases
    first = phases.index(reading.phase) + 1
    for index, later in enumerate(phases[first:], start=first):
        full = [
            other
            for other in later.components
            if other.drug.name == reading.drug
            and other.role is reading.component.role
            and is_chosen(later, other, reading.choices)
            and other.level(level.name) is None
            and not _is_changed(reading.regimen, index, other, reading.history)
        ]
        if full:
            doses = " and ".join(dict.fromkeys(str(other.dose) for other in full))
            message = (
                f"{reading.drug} is begun at {level} {by}; phase {later.name!r} has no such level "
                f"and is planned at its full dose, {doses}: record the dose that was decided on"
            )
            events = () if known is None else known.events
            yield reading.said("level-indicated", message, table, events, phase=later.name)


def _is_changed(regimen: Regimen, index: int, component: Component, history: History) -> bool:
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


def _is_stopped(reading: _Reading) -> bool:
    """Whether the drug is discontinued before its first dose, so that nothing has to be chosen."""
    own = {reading.drug, reading.component.group}
    return any(
        isinstance(event, Discontinuation)
        and event.on <= reading.day
        and (event.of is None or not own.isdisjoint(each_name(event.of)))
        for _, event in reading.history
    )


def _decided(reading: _Reading) -> DoseChange | None:
    """The recorded change that says which dose the phase begins with, if there is one.

    A change of a group to a level that this drug does not have says nothing of it.
    """
    titles = [one.name for one in reading.regimen.phases]
    own = {reading.drug, reading.component.group}
    found = None
    for _, event in reading.history:
        if (
            isinstance(event, DoseChange)
            and not own.isdisjoint(each_name(event.of))
            and (
                event.phase is None or titles.index(event.phase) <= titles.index(reading.phase.name)
            )
            and (event.cycle, event.day) == (1, 1)
            and (event.level is None or reading.component.level(event.level) is not None)
        ):
            found = event
    return found


def _overruled(reading: _Reading, decided: DoseChange) -> Iterator[Finding]:
    """Rows of tables that name another level than the recorded one, and phases without it."""
    component = reading.component
    recorded = None if decided.level is None else component.level(decided.level)
    what = f"{recorded}" if recorded is not None else f"a fraction of {decided.to}"
    tables = reading.regimen.tables_read(reading.phase, component)
    for table in tables:
        known = reading.known(table)
        if known is None:
            continue
        rows = table.rows_of(known.value)
        if len(rows) != 1 or rows[0].not_given:
            says = "no dose"
        elif (named := rows[0].level) == decided.level:
            continue
        else:
            level = None if named is None else component.level(named)
            says = "the full dose" if level is None else str(level)
        message = (
            f"{reading.drug} begins at {what}, as recorded; by its table "
            f"{_value_text(table, known.value)} has {says}"
        )
        yield reading.said("level-indicated", message, table, known.events)
    if recorded is not None:
        yield from _left_behind(reading, recorded, "as recorded", tables[0], None)


def _value_text(table: LevelTable, value: Decimal) -> str:
    return f"{table.by.value} {_shown(table, value)} {table.by.unit}"


def _row_text(read: _Read) -> str:
    return str(read.table.rows_of(read.known.value)[0])


def _shown(table: LevelTable, value: Decimal) -> str:
    """A value with as many digits as tell its row."""
    rows = table.rows_of(value)
    return plain(fewest_digits(value, lambda shown: table.rows_of(shown) == rows))


def _later(reading: _Reading, table: LevelTable, used: Known) -> Iterator[Finding]:
    """Values of later days that lie in other rows: they change nothing by themselves."""
    own = {reading.drug, reading.component.group}
    for index, known in later_values(
        table.by, reading.patient, reading.day, reading.history, reading.policy
    ):
        answered = any(
            isinstance(event, DoseChange) and not own.isdisjoint(each_name(event.of))
            for _, event in reading.history[index:]
        )
        rows = table.rows_of(known.value)
        if answered or rows == table.rows_of(used.value):
            continue
        message = (
            f"{reading.drug}: {_value_text(table, known.value)} on {known.on} is "
            f"{' and '.join(map(str, rows)) or 'in no row'}; the table was read on {reading.day}, "
            "and the dose stays: record a dose change if it is to be another"
        )
        yield reading.said("level-indicated", message, table, known.events, date=known.on)


def _newer(reading: _Reading, table: LevelTable, used: Known) -> Iterator[Finding]:
    """A newer creatinine that speaks for another row than the measured clearance that was used."""
    if table.by is not TableValue.CREATININE_CLEARANCE:
        return
    other = newer(used, reading.patient, reading.day, reading.history, reading.policy)
    if other is not None and table.rows_of(other.value) != table.rows_of(used.value):
        message = (
            f"{reading.drug}: the creatinine of {other.on} is newer than the clearance of "
            f"{used.on} that was used, and makes {_value_text(table, other.value)}, in another "
            "row: check which holds"
        )
        yield reading.said("level-indicated", message, table, other.events)


def _level(component: Component, table: LevelTable, value: Decimal) -> Level | None:
    rows = table.rows_of(value)
    text = _value_text(table, value)
    if len(rows) != 1:
        rows_text = " and ".join(map(str, rows))
        what = f"lies in two rows ({rows_text})" if rows else "lies in no row"
        raise DoseError(
            f"{text} {what} of the table ({table.source})",
            where=component.drug.name,
            mend=_mend(component),
        )
    if rows[0].not_given:
        raise DoseError(
            f"{text}: the table ({table.source}) gives nothing at {rows[0]}",
            where=component.drug.name,
            mend=_mend(component),
        )
    return None if rows[0].level is None else component.level(rows[0].level)


def _mend(component: Component) -> str:
    if component.levels:
        return _MEND
    return f"{_MEND}, as a fraction, with an override of not-reducible"
