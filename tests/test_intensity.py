"""Relative dose intensity and cumulative dose, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens import (
    Correction,
    Course,
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Override,
    Patient,
    Policy,
    Postponement,
    PriorDose,
    RegimensError,
    Switch,
    catalogue,
)
from regimens.amounts import WrittenDose, amount
from regimens.clinic import ClinicDays
from regimens.components import Band, Component, Level, LevelTable, TableValue
from regimens.drugs import Drug
from regimens.errors import BodyError, HistoryError, QuantityError
from regimens.events import CycleStart, Delay, Event
from regimens.findings import Finding
from regimens.formats.answers import intensity_document, intensity_text
from regimens.intensity import Cumulative, Intensity, cumulative, intensity
from regimens.regimen import Phase, Regimen
from regimens.rules import CumulativeLimit, DelayRule
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source

_DAY_1 = date(2026, 1, 5)
_SOURCE = Source(
    title="A protocol made up for a test", identifier="none", locator="p. 1", checked_on=_DAY_1
)
_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")


def _three_weekly(*limits: CumulativeLimit) -> Regimen:
    """100 mg/m² every 21 days, four times."""
    component = Component(
        drug=Drug(name="docetaxel"),
        group="T",
        dose=WrittenDose(amount=amount("100 mg/m²"), source=_SOURCE),
        timing=(Schedule(days=(1,), cycles=Cycles(1, 4), source=_SOURCE),),
    )
    phase = Phase(
        name="treatment", cycle_length=21, cycles=4, components=(component,), source=_SOURCE
    )
    return Regimen(
        id="three-weekly",
        title="A protocol made up for a test",
        revision="1",
        phases=(phase,),
        delay_rule=DelayRule(more_than=7, source=_SOURCE),
        cumulative_limits=limits,
    )


def _one(course: Course, drug: str, *, as_planned: bool = False) -> Intensity:
    return next(one for one in intensity(course, as_planned=as_planned) if one.drug == drug)


def test_textbook_example() -> None:
    """Given 100, 80, 80, 100 mg/m² with a delay of 7 days: 360 over 91 against 400 over 84 days.

    On 1.79 m²: 179, 143.2, 143.2 and 179 mg. (644.4 ÷ 91) ÷ (716 ÷ 84) = 83.1 %.
    """
    days = [_DAY_1 + timedelta(days=add) for add in (0, 21, 49, 70)]
    course = Course(
        _three_weekly(),
        _PATIENT,
        start=_DAY_1,
        events=[
            DoseChange(of="docetaxel", to="0.8", cycle=2),
            DoseChange(of="docetaxel", to="1", cycle=4),
            Delay(cycle=3, days=7),
            *(Given(of="docetaxel", on=day) for day in days),
        ],
    )
    found = _one(course, "docetaxel")
    assert found == Intensity(
        drug="docetaxel",
        delivered=Decimal("644.4"),
        planned=Decimal(716),
        unit="mg",
        elapsed_days=91,
        planned_days=84,
        rdi=Decimal("83.1"),
    )
    assert found.working.formula == "(644.4 mg ÷ 91 days) ÷ (716 mg ÷ 84 days)"


def _given(of: str, *days: int) -> list[Event]:
    return [Given(of=of, on=date(2026, 1, day)) for day in days]


def test_only_given_doses_are_delivered() -> None:
    """3 of 4 cisplatin doses of cycle 1: 53.7 of 71.6 mg in 28 days each, 75 %."""
    course = Course(
        catalogue.get("dcep"), _PATIENT, start=_DAY_1, events=_given("cisplatin", 5, 6, 7)
    )
    (found,) = intensity(course)
    assert (found.delivered, found.planned, found.rdi) == (
        Decimal("53.7"),
        Decimal("71.6"),
        Decimal(75),
    )


def test_every_dose_counts_as_planned_where_that_is_asked() -> None:
    """An omitted dose still does not: 11 of 12 doses of three cycles, 91.7 %."""
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[Omission(of="cisplatin", on=date(2026, 1, 6))],
    )
    assert _one(course, "cisplatin", as_planned=True).rdi == Decimal("91.7")
    assert _one(course, "etoposide", as_planned=True).rdi == 100


def test_conditional_doses_never_count() -> None:
    """Of 18 daratumumab doses the 8 of maintenance wait for a response."""
    course = Course(catalogue.get("dara-dcep"), _PATIENT, start=_DAY_1)
    found = _one(course, "daratumumab", as_planned=True)
    assert (found.delivered, found.planned_days) == (Decimal(11200), 84)


def test_intensity_does_not_depend_on_what_is_shown() -> None:
    """Whole cycles up to the last one given, whatever the horizon cuts off."""
    given = _given("daratumumab", 5, 12)
    course = Course(catalogue.get("daratumumab-iv"), _PATIENT, start=_DAY_1, events=given, cycles=4)
    whole = _one(course, "daratumumab")
    cut = attrs.evolve(course, cycles=None, until=date(2026, 1, 13))
    assert _one(cut, "daratumumab") == whole
    assert whole.planned == 4 * 1120


def test_planned_is_on_the_same_body() -> None:
    """62 kg from cycle 2: both what was given and what was planned are of that weight."""
    course = Course(
        catalogue.get("daratumumab-iv"),
        _PATIENT,
        start=_DAY_1,
        cycles=2,
        events=[
            Measurement(on=date(2026, 1, 30), weight="62 kg"),
            *(Given(of="daratumumab", on=_DAY_1 + timedelta(days=7 * week)) for week in range(8)),
        ],
    )
    found = _one(course, "daratumumab")
    assert (found.planned, found.rdi) == (4 * Decimal(1120) + 4 * Decimal(992), Decimal(100))


def test_injection_is_held_against_its_own_dose() -> None:
    """1800 mg under the skin for 1120 mg into a vein is no overdose."""
    course = Course(
        catalogue.get("daratumumab-iv"),
        _PATIENT,
        start=_DAY_1,
        cycles=1,
        events=[
            Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 12)),
            *_given("daratumumab", 5, 12, 19, 26),
        ],
    )
    found = _one(course, "daratumumab")
    assert (found.delivered, found.planned, found.rdi) == (
        1120 + 3 * Decimal(1800),
        1120 + 3 * Decimal(1800),
        Decimal(100),
    )


def test_dose_without_a_place_was_given_all_the_same() -> None:
    """12.5 mg besides the four planned doses."""
    extra = Given(of="cisplatin", on=date(2026, 1, 20), dose="12.5 mg")
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[*_given("cisplatin", 5, 6, 7, 8), extra],
    )
    assert _one(course, "cisplatin").delivered == Decimal("84.1")
    delivered = {one.drug: one.delivered for one in cumulative(course)}
    assert {drug: dose for drug, dose in delivered.items() if dose} == {
        "cisplatin": Decimal("84.1")
    }


def test_dose_given_after_its_cycle_is_in_the_time() -> None:
    """The last of four doses given 10 days after cycle 4 ended: 94 days."""
    days = [_DAY_1 + timedelta(days=add) for add in (0, 21, 42)]
    late = Given(
        of="docetaxel",
        on=_DAY_1 + timedelta(days=93),
        planned=_DAY_1 + timedelta(days=63),
    )
    course = Course(
        _three_weekly(),
        _PATIENT,
        start=_DAY_1,
        events=[*(Given(of="docetaxel", on=day) for day in days), late],
    )
    assert _one(course, "docetaxel").elapsed_days == 94


def test_nothing_given_has_no_intensity() -> None:
    """The mend says how to count what is planned."""
    with pytest.raises(RegimensError, match="count doses as planned"):
        intensity(Course(catalogue.get("dcep"), _PATIENT, start=_DAY_1))


@pytest.mark.parametrize(
    "shown", [{"until": date(2026, 1, 31)}, {"cycles": 1}, {}], ids=["until", "cycles", "all"]
)
def test_what_was_given_counts_whatever_is_shown(shown: dict[str, Any]) -> None:
    """Eight cisplatin doses of two cycles: 143.2 mg."""
    february = [Given(of="cisplatin", on=date(2026, 2, day)) for day in (2, 3, 4, 5)]
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[*_given("cisplatin", 5, 6, 7, 8), *february],
        **shown,
    )
    assert _one(course, "cisplatin").delivered == Decimal("143.2")
    total = next(one for one in cumulative(course) if one.drug == "cisplatin")
    assert total.delivered == Decimal("143.2")


@pytest.mark.parametrize("of", ["cisplatin", ["cisplatin"]])
def test_unplanned_dose_counts_however_it_is_named(of: Any) -> None:
    """10 mg of 20 February besides 71.6 mg; its day is in the time: 47 days."""
    extra = Given(of=of, on=date(2026, 2, 20), dose="10 mg")
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[*_given("cisplatin", 5, 6, 7, 8), extra],
    )
    found = _one(course, "cisplatin")
    assert (found.delivered, found.elapsed_days) == (Decimal("81.6"), 47)


def test_planned_is_on_the_body_of_the_day_it_was_given_on() -> None:
    """Cycle 2 is 8 days late and after the weighing of 5 February: no dose is missing.

    √(165 × 62 ÷ 3600) = 1.686 m², 1.69 m²: 4 × 17.9 + 8 × 16.9 = 206.8 mg in 92 for 84 days.
    """
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[
            Delay(cycle=2, days=8),
            Measurement(on=date(2026, 2, 5), weight="62 kg"),
        ],
    )
    found = _one(course, "cisplatin", as_planned=True)
    assert (found.delivered, found.planned) == (Decimal("206.8"), Decimal("206.8"))
    assert (found.elapsed_days, found.planned_days, found.rdi) == (92, 84, Decimal("91.3"))


def test_closed_day_and_group_delays_are_delays() -> None:
    """A day because of the clinic: 84 ÷ 85; eight days of DCEP alone: 84 ÷ 92."""
    clinic = ClinicDays(closed_dates=[date(2026, 2, 2)], may_move={"DCEP": 2})
    closed = Course(catalogue.get("dcep"), _PATIENT, start=_DAY_1, clinic=clinic)
    assert _one(closed, "cisplatin", as_planned=True).rdi == Decimal("98.8")
    late = Course(
        catalogue.get("dara-dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[Delay(of="DCEP", phase="induction", cycle=2, days=8)],
    )
    assert _one(late, "cisplatin", as_planned=True).rdi == Decimal("91.3")
    assert _one(late, "daratumumab", as_planned=True).rdi == 100


def test_voided_delay_is_none() -> None:
    """What was corrected does not count."""
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[Delay(id="e", cycle=2, days=8), Correction(voids="e")],
    )
    assert _one(course, "cisplatin", as_planned=True).rdi == 100


def _flat(drug: str, *days: int, cycles: Cycles | None = None) -> Component:
    """100 mg on days of some cycles, day 1 of all where none is named."""
    schedule = Schedule(days=days or (1,), cycles=cycles or Cycles(1), source=_SOURCE)
    dose = WrittenDose(amount=amount("100 mg"), source=_SOURCE)
    return Component(drug=Drug(name=drug), group="T", dose=dose, timing=(schedule,))


def _phase(
    name: str, cycles: int | None, *components: Component, length: int = 21, waits: bool = False
) -> Phase:
    return Phase(
        name=name,
        cycle_length=length,
        cycles=cycles,
        components=components,
        waits=waits,
        source=_SOURCE,
    )


def _regimen(*phases: Phase, limits: Sequence[CumulativeLimit] = ()) -> Regimen:
    return Regimen(
        id="made-up",
        title="A protocol made up for a test",
        revision="1",
        phases=phases,
        cumulative_limits=tuple(limits),
    )


def _course(regimen: Regimen, *events: Event, **shown: Any) -> Course:
    return Course(regimen, _PATIENT, start=_DAY_1, events=events, **shown)


def _found(drug: str, delivered: str, planned: str, days: tuple[int, int], rdi: str) -> Intensity:
    """With the days that went by, and those planned."""
    return Intensity(
        drug=drug,
        delivered=Decimal(delivered),
        planned=Decimal(planned),
        unit="mg",
        elapsed_days=days[0],
        planned_days=days[1],
        rdi=Decimal(rdi),
    )


_BOTH = _flat("docetaxel"), _flat("cisplatin")


def test_time_before_a_recorded_start_is_no_delay() -> None:
    """Docetaxel to 20 April are 105 days, 98 without the week of its last cycle: 93.3 %.

    Cisplatin to 23 February are 49 days, and 42 without the week before its second: 85.7 %.
    """
    course = _course(
        _regimen(
            _phase("first", 1, *_BOTH),
            _phase("second", 1, _flat("cisplatin")),
            _phase("later", 2, _flat("docetaxel"), waits=True),
        ),
        Given(of=["docetaxel", "cisplatin"], on=_DAY_1),
        CycleStart(phase="second", cycle=1, on=date(2026, 2, 2)),
        Given(of="cisplatin", on=date(2026, 2, 2)),
        CycleStart(phase="later", cycle=1, on=date(2026, 3, 2)),
        Given(of="docetaxel", on=date(2026, 3, 2)),
        CycleStart(phase="later", cycle=2, on=date(2026, 3, 30)),
        Given(of="docetaxel", on=date(2026, 3, 30)),
    )
    cisplatin = _found("cisplatin", "200", "200", (49, 42), "85.7")
    assert intensity(course) == (_found("docetaxel", "300", "300", (105, 98), "93.3"), cisplatin)
    # Without the last cycle it is to 23 March.
    first = attrs.evolve(course, events=course.events[:-2])
    assert intensity(first) == (_found("docetaxel", "200", "200", (77, 77), "100"), cisplatin)


def test_first_start_that_was_recorded_begins_the_planned_time_too() -> None:
    """A week after the day it was planned for: 12 January to 23 March are 70 of 70 days."""
    course = _course(
        _regimen(
            _phase("first", 1, _flat("docetaxel")),
            _phase("later", 1, _flat("docetaxel"), waits=True),
        ),
        CycleStart(phase="first", cycle=1, on=date(2026, 1, 12)),
        Given(of="docetaxel", on=date(2026, 1, 12)),
        CycleStart(phase="later", cycle=1, on=date(2026, 3, 2)),
        Given(of="docetaxel", on=date(2026, 3, 2)),
    )
    assert intensity(course) == (_found("docetaxel", "200", "200", (70, 70), "100"),)


@pytest.mark.parametrize("of", [None, "T"], ids=["the cycle", "its group"])
def test_first_start_that_was_put_off_begins_the_planned_time_too(of: str | None) -> None:
    """Recorded as a delay, a week is no other: 12 January to 23 March are 70 of 70 days.

    Cisplatin of the first phase alone, to 2 February, has its 21 days, whenever it begins.
    """
    course = _course(
        _regimen(
            _phase("first", 1, *_BOTH),
            _phase("later", 1, _flat("docetaxel"), waits=True),
        ),
        Delay(of=of, phase="first", cycle=1, days=7),
        Given(of=["docetaxel", "cisplatin"], on=date(2026, 1, 12)),
        CycleStart(phase="later", cycle=1, on=date(2026, 3, 2)),
        Given(of="docetaxel", on=date(2026, 3, 2)),
    )
    assert intensity(course) == (
        _found("docetaxel", "200", "200", (70, 70), "100"),
        _found("cisplatin", "100", "100", (21, 21), "100"),
    )


def test_drug_of_a_later_phase_that_is_put_off_has_its_own_time() -> None:
    """Cisplatin of both cycles of the second phase, a week late: 2 February to 16 March, 42 days.

    Docetaxel, of the first phase alone, has its 21.
    """
    course = _course(
        _regimen(
            _phase("first", 1, _flat("docetaxel")),
            _phase("second", 2, _flat("cisplatin")),
        ),
        Delay(phase="second", cycle=1, days=7),
        Given(of="docetaxel", on=_DAY_1),
        Given(of="cisplatin", on=date(2026, 2, 2)),
        Given(of="cisplatin", on=date(2026, 2, 23)),
    )
    assert intensity(course) == (
        _found("docetaxel", "100", "100", (21, 21), "100"),
        _found("cisplatin", "200", "200", (42, 42), "100"),
    )


def test_planned_time_of_a_drug_begins_with_its_own_first_cycle() -> None:
    """Cisplatin from cycle 2 on, which is a week late: 2 February to 23 March are 49 of 49 days."""
    course = _course(
        _regimen(
            _phase(
                "first",
                2,
                _flat("docetaxel", cycles=Cycles(1, 1)),
                _flat("cisplatin", cycles=Cycles(2)),
            ),
            _phase("later", 1, *_BOTH, waits=True),
        ),
        Delay(phase="first", cycle=2, days=7),
        CycleStart(phase="later", cycle=1, on=date(2026, 3, 2)),
        Given(of="docetaxel", on=_DAY_1),
        Given(of="cisplatin", on=date(2026, 2, 2)),
        Given(of=("docetaxel", "cisplatin"), on=date(2026, 3, 2)),
    )
    assert intensity(course) == (
        _found("docetaxel", "200", "200", (77, 77), "100"),
        _found("cisplatin", "200", "200", (49, 49), "100"),
    )


def test_delay_of_a_cycle_before_does_not_make_the_last_one_longer() -> None:
    """8 days of cycle 1, made up for by the start of cycle 2, which its last dose comes after.

    From 13 January to 2 March are 48 days for 56: 116.7 %.
    """
    on_time = [(1, day) for day in (13, 14, 15)] + [(2, day) for day in (2, 3, 4, 5)]
    course = _course(
        catalogue.get("dara-dcep"),
        Delay(of="DCEP", phase="induction", cycle=1, days=8),
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 2)),
        *(Given(of="cisplatin", on=date(2026, month, day)) for month, day in on_time),
        Given(of="cisplatin", on=date(2026, 2, 6), planned=date(2026, 1, 16)),
    )
    assert intensity(course) == (_found("cisplatin", "143.2", "143.2", (48, 56), "116.7"),)


def test_phase_that_was_left_out_is_not_in_the_way() -> None:
    """Consolidation waits and never begins; maintenance begins when that is recorded."""
    regimen = _regimen(
        _phase("induction", 1, *_BOTH),
        _phase("consolidation", 2, _flat("docetaxel"), waits=True),
        _phase("bridge", 1, _flat("docetaxel")),
        _phase("maintenance", 4, _flat("docetaxel")),
    )
    course = _course(
        regimen,
        Given(of=["docetaxel", "cisplatin"], on=_DAY_1),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 2, 2)),
        Given(of="docetaxel", on=date(2026, 2, 2)),
    )
    assert intensity(course) == (
        _found("docetaxel", "200", "200", (49, 49), "100"),
        _found("cisplatin", "100", "100", (21, 21), "100"),
    )


def test_dose_of_an_amount_that_fulfils_a_planned_one_counts_once() -> None:
    """15 mg on the day of 17.9 mg: 15 of 71.6 mg; and one without an amount fulfils one or none."""
    course = _course(catalogue.get("dcep"), Given(of="cisplatin", on=_DAY_1, dose="15 mg"))
    (found,) = intensity(course)
    assert (found.delivered, found.planned, found.rdi) == (
        Decimal(15),
        Decimal("71.6"),
        Decimal("20.9"),
    )
    nothing = _course(catalogue.get("dcep"), Given(of="cisplatin", on=date(2026, 1, 20)))
    with pytest.raises(HistoryError, match="no planned dose is recorded as given"):
        intensity(nothing)


def test_dose_before_the_start_is_held_against_the_first_cycle() -> None:
    """10 mg three days before it: (10 ÷ 24) ÷ (179 ÷ 21) = 4.9 %."""
    early = Given(of="docetaxel", on=date(2026, 1, 2), dose="10 mg")
    assert intensity(_course(_three_weekly(), early)) == (
        _found("docetaxel", "10", "179", (24, 21), "4.9"),
    )


def test_unplanned_dose_is_of_the_cycle_of_its_day() -> None:
    """Day 1 of cycle 2, with 100 mg planned on day 8 of both: 10 of 200 mg from 12 January on."""
    regimen = _regimen(_phase("treatment", 4, _flat("docetaxel"), _flat("cisplatin", 8)))
    given = Given(of="cisplatin", on=date(2026, 1, 26), dose="10 mg")
    assert intensity(_course(regimen, given)) == (_found("cisplatin", "10", "200", (35, 35), "5"),)


def test_dose_before_the_first_planned_one_is_held_against_that() -> None:
    """10 mg on 6 January of what is planned from cycle 3 on: to its end are 62 days, 21 planned."""
    later = _flat("cisplatin", cycles=Cycles(3, 3))
    regimen = _regimen(_phase("treatment", 4, _flat("docetaxel"), later))
    given = Given(of="cisplatin", on=date(2026, 1, 6), dose="10 mg")
    for shown in ({}, {"until": date(2026, 1, 10)}):
        assert intensity(_course(regimen, given, **shown)) == (
            _found("cisplatin", "10", "100", (62, 21), "3.4"),
        )


def test_treatment_without_an_end_is_looked_at_a_cycle_further() -> None:
    """Cisplatin is planned on 31 January, and 10 mg were given on 6 January: 34 days and 9."""
    regimen = _regimen(
        _phase("first", 1, _flat("docetaxel"), length=7),
        _phase("on", None, _flat("docetaxel"), _flat("cisplatin", 20), length=28),
    )
    course = _course(
        regimen,
        DoseChange(of="docetaxel", to="0.5", phase="on", cycle=1),
        Given(of="cisplatin", on=date(2026, 1, 6), dose="10 mg"),
        until=date(2026, 1, 6),
    )
    assert intensity(course) == (_found("cisplatin", "10", "100", (34, 9), "2.6"),)


def test_treatment_without_an_end_counts_what_is_asked_for() -> None:
    """Four cycles as planned where four are shown; two given where one is; and none at all."""
    regimen = _regimen(_phase("on", None, _flat("docetaxel", 2)))
    four = _course(regimen, cycles=4)
    assert intensity(four, as_planned=True) == (_found("docetaxel", "400", "400", (83, 83), "100"),)
    given = [Given(of="docetaxel", on=date(2026, 1, day)) for day in (6, 27)]
    assert intensity(_course(regimen, *given, cycles=1)) == (
        _found("docetaxel", "200", "200", (41, 41), "100"),
    )
    with pytest.raises(HistoryError, match="no planned dose is recorded as given"):
        intensity(_course(regimen, until=_DAY_1), as_planned=True)


def test_days_of_a_level_that_a_value_asks_for_are_the_planned_ones() -> None:
    """50 mg on day 1 for a clearance below 30 mL/min, 100 mg on days 1 and 8 for others."""
    low = Level(
        name="low",
        dose=WrittenDose(amount=amount("50 mg"), source=_SOURCE),
        days=(1,),
        source=_SOURCE,
    )
    table = LevelTable(
        by=TableValue.CREATININE_CLEARANCE,
        bands=(
            Band(low=Decimal(30)),
            Band(high=Decimal(30), high_included=False, level="low"),
        ),
        source=_SOURCE,
    )
    drug = attrs.evolve(_flat("docetaxel", 1, 8), levels=(low,), tables=(table,))
    course = _course(
        _regimen(_phase("treatment", 2, drug)),
        Lab(on=_DAY_1, creatinine_clearance="20 mL/min"),
        Given(of="docetaxel", on=_DAY_1),
    )
    assert intensity(course) == (_found("docetaxel", "50", "50", (21, 21), "100"),)


def test_closed_day_does_not_make_the_last_cycle_longer() -> None:
    """The fourth weekly dose a day later because of the clinic, in 28 days all the same."""
    clinic = ClinicDays(closed_dates=[date(2026, 1, 26)], may_move={"DARA": 2})
    course = _course(catalogue.get("daratumumab-iv"), cycles=1, clinic=clinic)
    found = _one(course, "daratumumab", as_planned=True)
    assert (found.elapsed_days, found.planned_days, found.rdi) == (28, 28, Decimal(100))


# --- cumulative dose -----------------------------------------------------------------------------


def _limited(at_most: str, *, per_surface: bool, prior: str = "0 mg") -> Course:
    limit = CumulativeLimit(
        drug="docetaxel", at_most=Decimal(at_most), per_surface=per_surface, source=_SOURCE
    )
    patient = attrs.evolve(_PATIENT, prior_doses=(PriorDose(drug="docetaxel", dose=prior),))
    return Course(_three_weekly(limit), patient, start=_DAY_1)


@pytest.mark.parametrize(
    ("at_most", "per_surface", "prior", "limit", "over"),
    [
        ("716", False, "0 mg", "716", False),  # 4 × 179 mg
        ("715.99", False, "0 mg", "715.99", True),
        ("716", False, "0.01 mg", "716", True),
        ("400", True, "0 mg", "716", False),
        ("400", True, "1 mg", "716", True),
        ("550", True, "268.5 mg", "984.5", False),  # 550 × 1.79 m²
        ("550", True, "268.6 mg", "984.5", True),
    ],
)
def test_lifetime_limit_is_held(
    at_most: str, per_surface: bool, prior: str, limit: str, over: bool
) -> None:
    """The limit itself passes; what was given before counts."""
    course = _limited(at_most, per_surface=per_surface, prior=prior)
    (found,) = cumulative(course, as_planned=True)
    assert found.limit == Decimal(limit)
    assert (found.finding is not None and found.finding.code == "cumulative-limit") is over


@pytest.mark.parametrize(
    ("name", "cycles", "prior", "limit", "over"),
    [
        # On 2 m²: 10 mg/m² on 4 days are 80 mg a cycle, and 400 mg/m² are 800 mg.
        ("pace", 10, "0 mg", "800", False),
        ("pace", 10, "0.01 mg", "800", True),
        ("pace", 11, "0 mg", "800", True),
        ("dt-pace", 2, "640 mg", "800", False),
        ("dt-pace", 2, "640.01 mg", "800", True),
        ("vd-pace", 3, "560 mg", "800", False),
        ("vd-pace", 3, "560.01 mg", "800", True),
        ("vtd-pace", 2, "640 mg", "800", False),
        ("vtd-pace", 2, "640.01 mg", "800", True),
        # 9 mg/m² on 4 days are 72 mg a cycle, and 550 mg/m² are 1100 mg.
        ("vad", 3, "883.99 mg", "1100", False),
        ("vad", 3, "884 mg", "1100", False),
        ("vad", 3, "884.01 mg", "1100", True),
        ("vad-dex-4-days", 15, "20 mg", "1100", False),
        ("vad-dex-4-days", 15, "20.01 mg", "1100", True),
    ],
)
def test_lifetime_limit_of_doxorubicin(
    name: str, cycles: int, prior: str, limit: str, over: bool
) -> None:
    """400 mg/m² with cyclophosphamide, 550 without; what was given before counts."""
    patient = Patient(
        height="160 cm", weight="90 kg", prior_doses=(PriorDose(drug="doxorubicin", dose=prior),)
    )
    course = Course(
        catalogue.get(name), patient, start=_DAY_1, cycles=cycles, allow_unverified="a test"
    )
    (found,) = [one for one in cumulative(course, as_planned=True) if one.drug == "doxorubicin"]
    assert found.limit == Decimal(limit)
    assert (found.finding is not None and found.finding.code == "cumulative-limit") is over


def test_total_is_held_against_the_limit_of_its_own_drug() -> None:
    """4 × 179 mg are more than 715.99 mg of docetaxel; of doxorubicin no limit is stated."""
    course = _limited("715.99", per_surface=False)
    before = (PriorDose(drug="doxorubicin", dose="100 mg"),)
    patient = attrs.evolve(course.patient, prior_doses=before)
    docetaxel, doxorubicin = cumulative(attrs.evolve(course, patient=patient), as_planned=True)
    assert docetaxel == Cumulative(
        drug="docetaxel",
        prior=Decimal(0),
        delivered=Decimal(716),
        unit="mg",
        limit=Decimal("715.99"),
        finding=Finding(
            code="cumulative-limit",
            drug="docetaxel",
            message="docetaxel 716 mg in all, more than 715.99 mg (docetaxel: at most "
            "715.99 mg over a lifetime)",
            source=str(_SOURCE),
        ),
    )
    assert doxorubicin == Cumulative(
        drug="doxorubicin",
        prior=Decimal(100),
        delivered=Decimal(0),
        unit="mg",
        limit=None,
        finding=Finding(
            code="no-cumulative-limit",
            drug="doxorubicin",
            message="doxorubicin 100 mg in all; three-weekly states no lifetime limit",
        ),
    )


def test_limit_per_surface_is_of_the_surface_of_the_policy() -> None:
    """1.71 m² by the formula of Schlich for women: 400 mg/m² are 684 mg."""
    course = _limited("400", per_surface=True)
    (found,) = cumulative(attrs.evolve(course, policy=Policy(bsa_formula="schlich")))
    assert found.limit == 684


def test_limit_is_passed_over_only_with_a_reason() -> None:
    """Any event may carry the override."""
    course = _limited("100", per_surface=False)
    reason = Override(code="cumulative-limit", reason="agreed with cardiology")
    (found,) = cumulative(
        course.record(Given(of="docetaxel", on=_DAY_1, override=reason)), as_planned=True
    )
    assert found.finding is not None
    assert found.finding.code == "overridden"
    assert "agreed with cardiology" in found.finding.message


def test_limit_per_surface_needs_a_body() -> None:
    """It cannot be guessed."""
    course = _limited("400", per_surface=True)
    nobody = attrs.evolve(course, patient=Patient(prior_doses=course.patient.prior_doses))
    with pytest.raises(RegimensError, match="needs the patient"):
        cumulative(nobody, as_planned=True)


@pytest.mark.parametrize("patient", [Patient(weight="70 kg"), Patient(height="165 cm")])
def test_flat_regimen_can_still_have_a_limit_per_surface(patient: Patient) -> None:
    """Without height and weight it cannot be worked out."""
    limit = CumulativeLimit(
        drug="docetaxel", at_most=Decimal(400), per_surface=True, source=_SOURCE
    )
    course = _course(_regimen(_phase("treatment", 1, _flat("docetaxel")), limits=[limit]))
    with pytest.raises(BodyError) as caught:
        cumulative(attrs.evolve(course, patient=patient))
    assert str(caught.value) == (
        "patient: a limit of 400 mg/m² of docetaxel needs height and weight; record both"
    )


def test_no_limit_stated_is_said() -> None:
    """For every drug of the course, and for those given before it."""
    patient = attrs.evolve(_PATIENT, prior_doses=(PriorDose(drug="doxorubicin", dose="100 mg"),))
    course = Course(catalogue.get("dcep"), patient, start=_DAY_1)
    found = cumulative(course.record(Given(of="cisplatin", on=_DAY_1)))
    assert [(one.drug, one.total) for one in found] == [
        ("dexamethasone", 0),
        ("cyclophosphamide", 0),
        ("etoposide", 0),
        ("cisplatin", Decimal("17.9")),
        ("doxorubicin", 100),
    ]
    assert {one.finding and one.finding.code for one in found} == {"no-cumulative-limit"}


def test_answers_are_written_as_promised() -> None:
    """Decimal text without trailing zeros, each with its unit."""
    course = Course(
        catalogue.get("dcep"), _PATIENT, start=_DAY_1, events=_given("cisplatin", 5, 6, 7)
    )
    document = intensity_document(intensity(course), cumulative(course))
    assert document["drugs"] == [
        {
            "drug": "cisplatin",
            "delivered": "53.7",
            "planned": "71.6",
            "unit": "mg",
            "elapsed_days": 28,
            "planned_days": 28,
            "rdi": "75",
        }
    ]
    assert document["cumulative"][3] == {
        "drug": "cisplatin",
        "prior": "0",
        "delivered": "53.7",
        "total": "53.7",
        "limit": None,
        "unit": "mg",
    }
    assert "cisplatin                75 %" in intensity_text(intensity(course), cumulative(course))


def test_first_cycle_left_out_is_in_the_time() -> None:
    """Cisplatin of the second of two cycles of 28 days only: half of it, over all 56 days."""
    days_1 = [date(2026, 1, day) for day in (5, 6, 7, 8)]
    omitted = [Omission(of="cisplatin", on=day) for day in days_1]
    given = [Given(of="cisplatin", on=day + timedelta(days=28)) for day in days_1]
    course = Course(catalogue.get("dcep"), _PATIENT, start=_DAY_1, events=[*omitted, *given])
    (cisplatin,) = intensity(course)
    assert (cisplatin.elapsed_days, cisplatin.planned_days) == (56, 56)
    assert cisplatin.rdi == Decimal("50.0")


def test_dose_nobody_planned_counts_where_none_was_planned() -> None:
    """17.9 mg of cisplatin on day 5: 17.9 of 71.6 mg over the 28 days of the cycle."""
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=_DAY_1,
        events=[Given(of="cisplatin", on=date(2026, 1, 9), dose="17.9 mg")],
    )
    (cisplatin,) = intensity(course)
    assert (cisplatin.delivered, cisplatin.elapsed_days) == (Decimal("17.9"), 28)
    assert cisplatin.rdi == Decimal("25.0")


def test_dose_of_a_product_without_a_switch_is_of_its_drug() -> None:
    """Subcutaneous daratumumab recorded without the switch to it."""
    course = Course(catalogue.get("daratumumab-iv"), _PATIENT, start=_DAY_1, cycles=1)
    given = course.record(Given(of="daratumumab-sc", on=date(2026, 1, 6), dose="1800 mg"))
    (daratumumab,) = intensity(given)
    assert daratumumab.delivered == 1800


def test_weekly_doses_that_keep_their_interval_end_later() -> None:
    """Day 8 a week late makes days 15 and 22 a week late: four doses over 35 days, not 28."""
    events: list[Event] = [
        Given(of="daratumumab", on=_DAY_1),
        Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 19)),
        *(Given(of="daratumumab", on=date(2026, 1, 19) + timedelta(days=7 * n)) for n in range(3)),
    ]
    course = Course(catalogue.get("daratumumab-iv"), _PATIENT, start=_DAY_1, cycles=1)
    (daratumumab,) = (one for one in intensity(course.record(*events)) if one.drug == "daratumumab")
    assert (daratumumab.elapsed_days, daratumumab.planned_days) == (35, 28)
    assert daratumumab.rdi == Decimal("80.0")


def test_cells_are_told_as_cells() -> None:
    """1 ×10⁶ cells/kg on 70 kg are 70 ×10⁶ cells in every answer, and never 70 mg."""
    course = Course(
        catalogue.get("cilta-cel"), _PATIENT, start=_DAY_1, allow_unverified="for a test"
    )
    found, totals = intensity(course, as_planned=True), cumulative(course, as_planned=True)
    name, cells = "ciltacabtagene autoleucel", "×10⁶ cells"
    (own,) = (one for one in found if one.drug == name)
    assert (own.delivered, own.unit) == (Decimal(70), cells)
    assert own.working.formula == f"(70 {cells} ÷ 1 days) ÷ (70 {cells} ÷ 1 days)"
    (total,) = (one for one in totals if one.drug == name)
    assert (total.total, total.unit) == (Decimal(70), cells)
    assert total.finding is not None
    assert total.finding.message == (
        f"{name} 70 {cells} in all; cilta-cel states no lifetime limit"
    )
    document = intensity_document(found, totals)
    for rows in (document["drugs"], document["cumulative"]):
        assert {row["drug"]: row["unit"] for row in rows} == {
            "cyclophosphamide": "mg",
            "fludarabine": "mg",
            name: cells,
        }
    assert "70 mg" not in intensity_text(found, totals)
    assert f"70 {cells}; no limit stated" in intensity_text(found, totals)


def test_milligrams_before_are_not_added_to_cells() -> None:
    """A dose before the course can only be recorded in mg; the sum would be of neither."""
    patient = Patient(
        height="165 cm",
        weight="70 kg",
        prior_doses=(PriorDose(drug="ciltacabtagene autoleucel", dose="5 mg"),),
    )
    course = Course(
        catalogue.get("cilta-cel"), patient, start=_DAY_1, allow_unverified="for a test"
    )
    with pytest.raises(QuantityError) as caught:
        cumulative(course, as_planned=True)
    assert str(caught.value) == (
        "patient.prior_doses: ciltacabtagene autoleucel is counted in ×10⁶ cells, and 5 mg of it "
        "were given before; leave it out, and count both by hand"
    )
