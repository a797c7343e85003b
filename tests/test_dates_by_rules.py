"""Every date of the catalogue by the recurrence rules of another library, python-dateutil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import DAILY, rrule, rruleset

from regimens import Course, CycleStart, Delay, Patient, catalogue
from regimens.components import Component
from regimens.regimen import Phase, Regimen
from regimens.schedule import Anchor, Following

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg", sex="female", born=date(1961, 5, 4))
CYCLES = 14  # of a phase that goes on
# In days, by the number of the cycle over all phases; two of them a dose delay.
DELAYS: Mapping[int, int] = {2: 3, 4: 8, 5: 1, 9: 15}


def _ranges(phase: Phase, component: Component) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The first and last cycle of each schedule, with its days."""
    assert isinstance(component.timing, tuple)
    last = phase.cycles or CYCLES
    for schedule in component.timing:
        yield schedule.cycles.first, min(schedule.cycles.last or last, last), schedule.days


def _segments(first: int, last: int, delays: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The cycles of a range in runs without a delay inside."""
    begin = first
    for cycle in range(first + 1, last + 2):
        if cycle > last or cycle in delays:
            yield begin, cycle - 1
            begin = cycle


def _by_rules(
    start: date, phase: Phase, component: Component, delays: Mapping[int, int]
) -> list[date]:
    """All days of a component of a phase that begins on a date."""
    rules = rruleset()
    for first, last, days in _days_of(phase, component):
        for begin, end in _segments(first, last, delays):
            late = sum(more for cycle, more in delays.items() if cycle <= begin)
            for day in days:
                since = (begin - 1) * phase.cycle_length + late + day - phase.first_day
                at = datetime.combine(start + timedelta(days=since), datetime.min.time())
                rule = rrule(DAILY, interval=phase.cycle_length, dtstart=at, count=end - begin + 1)
                rules.rrule(rule)
    return [moment.date() for moment in rules]


def _days_of(phase: Phase, component: Component) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Of what follows others too: each leading day, or the last of a cycle, with the offsets."""
    timing = component.timing
    if isinstance(timing, tuple):
        yield from _ranges(phase, component)
    elif isinstance(timing, Following):
        for first, last, days in _leading(phase, timing):
            anchors = days[-1:] if timing.anchor is Anchor.LAST else days
            yield first, last, tuple(day + more for day in anchors for more in timing.offsets)


def _leading(phase: Phase, timing: Following) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The days of all that leads, cycle by cycle, as several drugs of a group may do so."""
    leaders = [
        one
        for one in phase.components
        if timing.what in (one.drug.name, one.group) and _is_default(phase, one)
    ]
    for cycle in range(1, (phase.cycles or CYCLES) + 1):
        days = {
            day
            for leader in leaders
            for first, last, own in _ranges(phase, leader)
            if first <= cycle <= last
            for day in own
        }
        if days:
            yield cycle, cycle, tuple(sorted(days))


def _is_default(phase: Phase, component: Component) -> bool:
    own = component.alternative
    if own is None:
        return True
    options = [
        one.alternative.option
        for one in phase.components
        if one.alternative is not None and one.alternative.choice == own.choice
    ]
    return own.option == options[0]


def _expected(regimen: Regimen, delays: Mapping[int, int]) -> list[tuple[date, str]]:
    """Every day of every drug, once, over all phases; a phase that waits begins a year later."""
    found: set[tuple[date, str]] = set()
    start, before = START, 0
    for phase in regimen.phases:
        if phase.waits:
            start += timedelta(days=365)
        count = phase.cycles or CYCLES
        own = {cycle - before: days for cycle, days in delays.items()}
        own = {cycle: days for cycle, days in own.items() if 1 <= cycle <= count}
        for component in phase.components:
            if _is_default(phase, component):
                days = _by_rules(start, phase, component, own)
                found.update((day, component.drug.name) for day in days)
        start += timedelta(days=count * phase.cycle_length + sum(own.values()))
        before += count
    return sorted(found)


def _events(regimen: Regimen, delays: Mapping[int, int]) -> Iterator[Delay | CycleStart]:
    start, before = START, 0
    for phase in regimen.phases:
        count = phase.cycles or CYCLES
        own = {cycle - before: days for cycle, days in delays.items()}
        own = {cycle: days for cycle, days in own.items() if 1 <= cycle <= count}
        if phase.waits:
            start += timedelta(days=365)
            on = start + timedelta(days=own.get(1, 0))
            yield CycleStart(phase=phase.name, cycle=1, on=on)
        for cycle, days in own.items():
            if not (phase.waits and cycle == 1):
                yield Delay(phase=phase.name, cycle=cycle, days=days)
        start += timedelta(days=count * phase.cycle_length + sum(own.values()))
        before += count


def _planned(regimen: Regimen, events: Sequence[Delay | CycleStart]) -> list[tuple[date, str]]:
    course = Course(
        regimen,
        PATIENT,
        start=START,
        cycles=sum(phase.cycles or CYCLES for phase in regimen.phases),
        allow_unverified="a test",
        events=events,
    )
    return sorted({(row.date, row.drug) for row in course.plan()})


@pytest.mark.parametrize("delays", [{}, DELAYS], ids=["undisturbed", "delayed"])
@pytest.mark.parametrize("regimen", catalogue.ids())
def test_dates_are_those_of_recurrence_rules(regimen: str, delays: Mapping[int, int]) -> None:
    """Day by day and drug by drug, with every cycle on its time and with four that are late."""
    own = catalogue.get(regimen)
    assert _planned(own, list(_events(own, delays))) == _expected(own, delays)
