"""A calculator of any definition: days and milligrams read off a regimen, slowly and plainly.

It is written from what the words mean and knows no regimen of its own: it takes the definition and
the events as they are typed, and works with whole numbers, fractions and dates. Nothing of the
library that plans or calculates is called, so that the two can only agree by both being right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from dose_calculator import Choosing, Refused, known, lowest, resolved, rows_for

from regimens.components import Component, Level, Role, TableValue
from regimens.events import (
    Correction,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Event,
    Measurement,
    Omission,
)
from regimens.patient import Patient
from regimens.recorded import Names
from regimens.regimen import Phase, Regimen
from regimens.schedule import Anchor, Following

__all__ = ["Dated", "Written", "due", "joined"]

_Place = tuple[int, int, int]  # phase from 0, cycle, day
_Key = tuple[_Place, int]  # and the component's position in its phase


class Dated(NamedTuple):
    """One administration: when, of what, its place as written, and its exact milligrams."""

    date: date
    drug: str
    phase: str
    cycle: int
    day: int
    mg: Fraction
    rounded: Fraction


class Written(NamedTuple):
    """One administration before a steroid that serves twice is counted once."""

    key: _Key
    part: int
    date: date
    component: Component
    phase: str
    mg: Fraction
    rounded: Fraction

    @property
    def dated(self) -> Dated:
        """As a calendar has it."""
        (_, cycle, day), _ = self.key
        return Dated(
            self.date, self.component.drug.name, self.phase, cycle, day, self.mg, self.rounded
        )


class _Cycle(NamedTuple):
    place: int  # of its phase, from 0
    phase: Phase
    number: int
    start: date
    late: dict[str, int]  # days by which a group comes later than the cycle


def joined(rows: Sequence[Written]) -> list[Dated]:
    """The rows of a calendar: a steroid on the day of an infusion is also its premedication."""
    backbone: dict[tuple[date, str, int], list[Written]] = {}
    for row in rows:
        if row.component.role is Role.TREATMENT:
            backbone.setdefault((row.date, row.component.drug.name, row.part), []).append(row)
    kept = {(row.key, row.part): row for row in rows}
    for row in rows:
        both = backbone.get((row.date, row.component.drug.name, row.part), [])
        apart = row.component.besides  # both are given, and both count
        if row.component.role is Role.PREMEDICATION and both and not apart:
            del kept[row.key, row.part]
            own = kept[both[0].key, both[0].part]
            larger = max(own, row, key=lambda one: one.mg)
            kept[own.key, own.part] = own._replace(mg=larger.mg, rounded=larger.rounded)
    return [row.dated for row in kept.values()]


def due(
    regimen: Regimen,
    start: date,
    patient: Patient,
    events: Sequence[Event],
    cycles: int,
    *,
    choices: Mapping[str, str],
    choosing: Choosing,
) -> list[Written]:
    """Every dose of so many cycles that is neither omitted nor stopped.

    Args:
        regimen: As written.
        start: Day 1 of cycle 1.
        patient: Of known height and weight.
        events: Cycle starts, delays, dose changes, omissions, stops, laboratory values and one
            weight; each names its phase. What a correction names never happened.
        cycles: How many cycles, over all phases.
        choices: The option picked of each choice; the first written where none is.
        choosing: How doses are made of bodies, and rounded.

    Raises:
        Refused: where a table, a body or a rounding leaves no dose.
    """
    voided = {event.voids for event in events if isinstance(event, Correction)}
    events = [one for one in events if one.id not in voided and not isinstance(one, Correction)]
    chosen = _by_tables(regimen, start, patient, events, cycles, choices=choices, choosing=choosing)
    events = [*chosen, *events]
    body = Fraction(patient.height_cm or 0), Fraction(patient.weight_kg or 0)
    sex = "female" if patient.sex is None else patient.sex.value
    rows = []
    for own in _placed(regimen, start, events, cycles, choices):
        fraction, level = _setting(regimen, own.key, own.component, events)
        written = own.component.dose if level is None else level.dose
        weight = _weight(body[1], events, own.cycle.start, own.date, choosing.reweigh)
        doses = resolved(written, fraction, (body[0], weight), choosing, sex=sex)
        if own.is_off:
            continue  # its dose has to be one all the same, as it keeps its place
        rows += [
            Written(own.key, part, own.date, own.component, own.cycle.phase.name, *dose)
            for part, dose in enumerate(doses)
        ]
    return rows


def _by_tables(
    regimen: Regimen,
    start: date,
    patient: Patient,
    events: Sequence[Event],
    cycles: int,
    *,
    choices: Mapping[str, str],
    choosing: Choosing,
) -> Iterator[DoseChange]:
    """What the tables of levels choose by the values known on the first day of their drug."""
    first = next(_cycles(regimen, start, events, cycles))
    read: set[tuple[str, TableValue]] = set()
    for phase in regimen.phases:
        own = [one for one in phase.components if one.tables and _is_chosen(phase, one, choices)]
        for component in own:
            drug = component.drug.name
            day = first.start + timedelta(days=first.late.get(component.group, 0))
            if _is_decided(regimen, phase, component, events) or _stops(component, events, day):
                continue
            levels = []
            for table in component.tables:
                value = known(table.by, patient, day, events, choosing.validity)
                if value is None or (drug, table.by) in read:
                    continue
                found = list(rows_for(table, value))
                if len(found) != 1:
                    raise Refused
                levels += [one for one in found if one is not None]
            if levels:
                level = lowest(component, levels)
                # Premedication is meant by its group alone.
                of = component.group if component.role is Role.PREMEDICATION else drug
                yield DoseChange(of=of, level=level, phase=phase.name, cycle=1)
        read |= {(one.drug.name, table.by) for one in phase.components for table in one.tables}


def _is_decided(
    regimen: Regimen, phase: Phase, component: Component, events: Sequence[Event]
) -> bool:
    """Whether a recorded change says with which dose the drug begins in a phase."""
    titles = [one.name for one in regimen.phases]
    levels = [None, *(one.name for one in component.levels)]
    return any(
        isinstance(event, DoseChange)
        and (event.cycle, event.day) == (1, 1)
        and titles.index(event.phase or phase.name) <= titles.index(phase.name)
        and _is_named(component, event.of)
        and event.level in levels
        for event in events
    )


def _stops(component: Component, events: Sequence[Event], day: date) -> date | None:
    """Since when it is known on a day that a component is not given any more."""
    known_since = [
        event.recorded or event.on
        for event in events
        if isinstance(event, Discontinuation)
        and event.on <= day
        and (event.of is None or _is_meant(component, event.of))
    ]
    return min(known_since, default=None)


class _Placed(NamedTuple):
    key: _Key
    date: date
    component: Component
    cycle: _Cycle
    is_off: bool


def _placed(
    regimen: Regimen,
    start: date,
    events: Sequence[Event],
    cycles: int,
    choices: Mapping[str, str],
) -> list[_Placed]:
    """The days of every component, and whether each is omitted or stopped."""
    off: dict[_Key, date] = {}  # and when that was decided
    for index, event in enumerate(events):
        if isinstance(event, Omission):
            for row in _placed(regimen, start, events[:index], cycles, choices):
                if row.date == event.on and not row.is_off and _is_named(row.component, event.of):
                    off[row.key] = event.recorded or event.on
    rows = []
    # A phase that waits for its start ends, with it, whatever came before.
    ends = [
        (place, begun)
        for place, phase in enumerate(regimen.phases)
        if phase.waits and (begun := _begun(events, (phase.name, 1), None, {})[0]) is not None
    ]
    for cycle in _cycles(regimen, start, events, cycles):
        for position, day, leaders in _days(regimen, cycle, events, choices):
            component = cycle.phase.components[position]
            led = [cycle.phase.components[place].group for place, _ in leaders]
            late = cycle.late.get((led or [component.group])[-1], 0)
            when = cycle.start + timedelta(days=day - cycle.phase.first_day + late)
            key = ((cycle.place, cycle.number, day), position)
            stopped = _stops(component, events, when)
            if stopped is not None:
                off.setdefault(key, stopped)
            is_off = key in off or _goes_with(cycle, day, when, leaders, off)
            is_off |= any(cycle.place < place and when >= begun for place, begun in ends)
            rows.append(_Placed(key, when, component, cycle, is_off))
    return rows


def _cycles(
    regimen: Regimen, start: date, events: Sequence[Event], cycles: int
) -> Iterator[_Cycle]:
    planned: date | None = start
    late = dict[str, int]()
    for index, phase in enumerate(regimen.phases):
        if phase.waits:
            planned = None
        for number in range(1, min(phase.cycles or cycles, cycles) + 1):
            planned, late = _begun(events, (phase.name, number), planned, late)
            if planned is None:
                return
            yield _Cycle(index, phase, number, planned, late)
            planned += timedelta(days=phase.cycle_length)
        cycles -= min(phase.cycles or cycles, cycles)


def _begun(
    events: Sequence[Event], place: tuple[str, int], planned: date | None, late: dict[str, int]
) -> tuple[date | None, dict[str, int]]:
    """When a cycle begins, if it has a date, and how much later each group of it is."""
    late = dict(late)
    for event in events:
        if not isinstance(event, CycleStart | Delay) or (event.phase, event.cycle) != place:
            continue
        if isinstance(event, CycleStart):
            planned, late = event.on, {}
        elif planned is not None and event.of is None:
            planned += timedelta(days=event.days)
        elif planned is not None and event.of is not None:
            late[event.of] = late.get(event.of, 0) + event.days
    return planned, late


def _is_chosen(phase: Phase, component: Component, choices: Mapping[str, str]) -> bool:
    if component.alternative is None:
        return True
    choice = component.alternative.choice
    options = [
        one.alternative.option
        for one in phase.components
        if one.alternative is not None and one.alternative.choice == choice
    ]
    return component.alternative.option == choices.get(choice, options[0])


def _days(
    regimen: Regimen, cycle: _Cycle, events: Sequence[Event], choices: Mapping[str, str]
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Each position and day of a cycle, with the positions and days that it follows."""
    own = [
        (position, day)
        for position, component in enumerate(cycle.phase.components)
        for day in range(cycle.phase.first_day, cycle.phase.first_day + cycle.phase.cycle_length)
        if _is_chosen(cycle.phase, component, choices)
        and _is_due(regimen, cycle, component, ((cycle.place, cycle.number, day), position), events)
    ]
    yield from ((position, day, []) for position, day in own)
    for position, component in enumerate(cycle.phase.components):
        timing = component.timing
        chosen = _is_chosen(cycle.phase, component, choices)
        if not (chosen and isinstance(timing, Following)):
            continue
        leaders = [one for one in own if _is_named(cycle.phase.components[one[0]], timing.what)]
        anchors = sorted({day for _, day in leaders})
        for anchor in anchors[-1:] if timing.anchor is Anchor.LAST else anchors:
            # What keeps its distance from the last day is left out only with all of the cycle's.
            with_it = [one for one in leaders if timing.anchor is Anchor.LAST or one[1] == anchor]
            yield from ((position, anchor + offset, with_it) for offset in timing.offsets)


def _is_due(
    regimen: Regimen, cycle: _Cycle, component: Component, key: _Key, events: Sequence[Event]
) -> bool:
    if not isinstance(component.timing, tuple):
        return False
    days = [one.days for one in component.timing if cycle.number in one.cycles]
    _, level = _setting(regimen, key, component, events)
    if days and level is not None and level.days is not None:
        days = [level.days]
    return bool(days) and key[0][2] in days[0]


def _goes_with(
    cycle: _Cycle,
    day: int,
    when: date,
    leaders: Sequence[tuple[int, int]],
    omitted: dict[_Key, date],
) -> bool:
    """Whether all that it follows is omitted, and that was known by then or is of its own day."""
    decisions = [
        omitted.get(((cycle.place, cycle.number, led), position)) for position, led in leaders
    ]
    known = [decided for decided in decisions if decided is not None]
    if not leaders or len(known) < len(leaders):
        return False
    return when >= max(known) or all(led == day for _, led in leaders)


def _is_named(component: Component, names: Names) -> bool:
    named = (names,) if isinstance(names, str) else names
    return component.drug.name in named or component.group in named


def _is_meant(component: Component, names: Names) -> bool:
    """A dose change of a drug means its treatment; its premedication is named by its group."""
    if component.role is Role.PREMEDICATION:
        return component.group in ((names,) if isinstance(names, str) else names)
    return _is_named(component, names)


def _setting(
    regimen: Regimen, key: _Key, component: Component, events: Sequence[Event]
) -> tuple[Fraction, Level | None]:
    """The fraction and level in force: of the changes that hold by then, the last recorded."""
    titles = [phase.name for phase in regimen.phases]
    fraction, level = Fraction(1), None
    for event in events:
        if not isinstance(event, DoseChange) or not _is_meant(component, event.of):
            continue
        # A change from day 1 on is one of the whole cycle, also where that begins before day 0.
        day = min(event.day, key[0][2]) if event.day == 1 else event.day
        if (titles.index(event.phase or ""), event.cycle, day) > key[0]:
            continue
        named = [one for one in component.levels if one.name == event.level]
        if event.to is not None:
            fraction, level = Fraction(event.to), None
        elif named:
            fraction, level = Fraction(1), named[0]
    return fraction, level


def _weight(
    first: Fraction, events: Sequence[Event], start: date, when: date, reweigh: Fraction
) -> Fraction:
    """The dosing weight: the measured one, if it differs enough, from the next cycle or a day."""
    for event in events:
        if isinstance(event, Measurement) and event.weight is not None:
            measured = Fraction(event.weight.value)
            change = abs(measured - first) / first
            counts = when >= event.from_ if event.from_ else start > event.on
            if counts and reweigh <= change and (event.override or change <= Fraction(20, 100)):
                return measured
    return first
