"""Facts mean the same whichever is written down first, and what is taken back was never there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import (
    Administration,
    Calendar,
    Correction,
    Course,
    CycleStart,
    Given,
    Patient,
    Status,
    catalogue,
)
from regimens.administrations import DoseKey

_PATIENT = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
_START = date(2026, 1, 5)
_REGIMENS = ("dara-atra", "dara-dcep", "dara-vd", "daratumumab-iv", "dcep")


class _Fact(NamedTuple):
    """A dose of the plan, and the day it was given on."""

    key: DoseKey
    on: date


def _course(regimen: str) -> Course:
    definition = catalogue.get(regimen)
    cycles = 3 if definition.phases[-1].cycles is None else None
    return Course(definition, _PATIENT, start=_START, cycles=cycles)


def _leads(row: Administration) -> bool:
    return row.slot.leader_day is None and row.premedication is None


@st.composite
def _facts(draw: st.DrawFn, regimen: str) -> list[_Fact]:
    """A few doses given on their days, late or early, of different days of the plan."""
    rows = [row for row in _course(regimen).plan() if _leads(row)]
    found: dict[tuple[str, date], _Fact] = {}
    for place in draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, max_size=4)):
        row = rows[place]
        late = draw(st.sampled_from([0, 1, 2, 3, 5, 9, -1, -2]))
        if any(one.on == row.date + timedelta(days=late) for one in found.values()):
            continue  # two doses of one day have no order
        found.setdefault((row.drug, row.date), _Fact(row.key, row.date + timedelta(days=late)))
    return list(found.values())


def _recorded(course: Course, facts: Sequence[_Fact]) -> Calendar | None:
    """Each dose recorded by the day it is shown on then; None where two stand on that day."""
    for fact in facts:
        calendar = course.plan()
        row = next(row for row in calendar if row.key == fact.key)
        if sum((row.drug, row.date) == (one.drug, one.date) for one in calendar) > 1:
            return None
        course = course.record(Given(of=row.drug, on=fact.on, planned=row.date))
    return course.plan()


def _shown(calendar: Calendar) -> list[tuple[object, ...]]:
    return sorted((row.key, row.date, row.dose, row.status.value) for row in calendar)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_REGIMENS), st.data())
def test_given_doses_mean_the_same_in_any_order(regimen: str, data: st.DataObject) -> None:
    """The dates of all other doses depend on the days of the facts alone."""
    facts = data.draw(_facts(regimen))
    course = _course(regimen)
    first = _recorded(course, facts)
    second = _recorded(course, data.draw(st.permutations(facts)))
    if first is not None and second is not None:
        assert _shown(first) == _shown(second)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(_REGIMENS), st.data())
def test_start_on_its_planned_day_changes_nothing(regimen: str, data: st.DataObject) -> None:
    """Whatever was given before it was written down, a start that was on time moves no dose."""
    facts = [fact for fact in data.draw(_facts(regimen)) if fact.on >= _START]
    course = _course(regimen)
    for fact in facts:
        row = next(row for row in course.plan() if row.key == fact.key)
        course = course.record(Given(of=row.drug, on=fact.on, planned=row.date))
    before = course.plan()
    start = CycleStart(phase=course.regimen.phases[0].name, cycle=1, on=_START)
    assert _shown(course.record(start).plan()) == _shown(before)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(_REGIMENS), st.data())
def test_what_is_taken_back_was_never_there(regimen: str, data: st.DataObject) -> None:
    """A dose recorded and corrected away leaves the calendar as it was, but for the record."""
    *kept, last = data.draw(_facts(regimen))
    course = _course(regimen)
    for fact in kept:
        row = next(row for row in course.plan() if row.key == fact.key)
        course = course.record(Given(of=row.drug, on=fact.on, planned=row.date))
    before = course.plan()
    row = next(row for row in before if row.key == last.key)
    if row.status is Status.GIVEN:
        return
    slip = Given(id="slip", of=row.drug, on=last.on, planned=row.date)
    after = course.record(slip, Correction(voids="slip")).plan()
    assert _shown(after) == _shown(before)
