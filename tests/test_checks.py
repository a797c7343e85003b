"""What a dated plan is held against: intervals between doses, and the growth factor's distances.

DaraVd from 5 January 2026 gives bortezomib on 5, 8, 12 and 15 January, the next cycle from
26 January; DARA-DCEP gives DCEP on 5–8 January, the growth factor on 10 January, daratumumab on
5, 12, 19 and 26 January and on 2, 9, 16 and 23 February.
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Finding,
    Patient,
    Response,
    catalogue,
)
from regimens.events import Event
from regimens.regimen import Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg")


def _plan(regimen: str | Regimen, *events: Event, cycles: int | None = None) -> Calendar:
    written = catalogue.get(regimen) if isinstance(regimen, str) else regimen
    return Course(written, PATIENT, start=START, cycles=cycles, events=events).plan()


def _found(calendar: Calendar, code: str, drug: str | None = None) -> list[Finding]:
    return [
        finding
        for finding in calendar.findings
        if finding.code == code and drug in {None, finding.drug}
    ]


def _second_cycle(day: int, regimen: str = "dara-vd") -> CycleStart:
    phase = catalogue.get(regimen).phases[0].name
    return CycleStart(phase=phase, cycle=2, on=date(2026, 1, day))


# --- too close -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "close"), [(15, True), (16, True), (17, True), (18, False), (26, False)]
)
def test_bortezomib_keeps_72_hours_from_the_cycle_before(day: int, *, close: bool) -> None:
    """After the dose of 15 January the 18th is three days later and right, the 17th is not."""
    found = _found(
        _plan("dara-vd", _second_cycle(day), cycles=2), "interval-too-short", "bortezomib"
    )
    expected = {(2, 1, date(2026, 1, day))} if close else set()
    assert {(one.cycle, one.day, one.date) for one in found} == expected
    assert {one.severity.value for one in found} <= {"violation"}


def test_short_interval_is_said_in_hours_and_days_with_the_mend() -> None:
    """Both dates, the limit as the source has it, and what to do."""
    calendar = _plan("dara-vd", _second_cycle(17), cycles=2)
    (found,) = _found(calendar, "interval-too-short", "bortezomib")
    assert found.phase == "combination"
    assert found.message == (
        "bortezomib on 2026-01-17 is 2 days after 2026-01-15; at least 72 hours (3 days) between "
        "doses: omit it or move it"
    )
    assert found.source is not None
    assert found.source.endswith("at least 72 hours between consecutive doses")


def test_drug_twice_on_one_day_is_a_violation() -> None:
    """Cycle 2 recorded on day 8 of cycle 1: everything of that day stands twice."""
    found = _found(_plan("dara-vd", _second_cycle(12), cycles=2), "interval-too-short")
    on_the_day = {one.drug for one in found if one.date == date(2026, 1, 12)}
    assert on_the_day == {"bortezomib", "daratumumab", "dexamethasone"}


def test_minimum_is_kept_from_every_dose_of_the_drug() -> None:
    """Its limit stands from cycle 2 on; the dose of cycle 1 on 19 January counts all the same."""
    regimen = catalogue.get("d-vcd-lyra")
    induction = regimen.phases[0]
    (written,) = [one for one in induction.components if one.drug.name == "bortezomib"]
    assert isinstance(written.timing, tuple)
    (days,) = written.timing
    first = attrs.evolve(
        written, minimum_interval=None, timing=(attrs.evolve(days, cycles=Cycles(1, 1)),)
    )
    later = attrs.evolve(written, timing=(attrs.evolve(days, cycles=Cycles(2)),))
    others = [one for one in induction.components if one is not written]
    two = attrs.evolve(induction, components=(*others, first, later))
    parted = attrs.evolve(regimen, phases=(two, *regimen.phases[1:]))
    start = CycleStart(phase="induction", cycle=2, on=date(2026, 1, 20))
    found = _found(_plan(parted, start, cycles=2), "interval-too-short", "bortezomib")
    assert [one.message for one in found] == [
        "bortezomib on 2026-01-20 is 1 day after 2026-01-19; at least 72 hours (3 days) between "
        "doses: omit it or move it"
    ]


def test_bortezomib_as_written_keeps_its_own_interval() -> None:
    """Days 1, 4, 8 and 11 are three days apart or more, in every cycle and at every level."""
    levels = [DoseChange(of="bortezomib", level="weekly", cycle=3, day=8)]
    for events in ([], levels):
        assert _found(_plan("dara-vd", *events, cycles=8), "interval-too-short") == []


def test_delayed_group_keeps_its_interval_within() -> None:
    """The whole group moves by 2 days, so that only the gap before it grows."""
    late = Delay(of="Vd", phase="combination", cycle=2, days=2)
    assert _found(_plan("dara-vd", late, cycles=3), "interval-too-short") == []


# --- too far -------------------------------------------------------------------------------------


def test_gap_longer_than_written_is_a_caution_across_the_delay_only() -> None:
    """26 January to 12 February is 17 days instead of 7; before and after all is as written."""
    calendar = _plan("dara-dcep", Delay(phase="induction", cycle=2, days=10))
    (found,) = _found(calendar, "interval-too-long")
    assert (found.phase, found.cycle, found.day) == ("induction", 2, 1)
    assert (found.drug, found.date) == ("daratumumab", date(2026, 2, 12))
    assert found.severity.value == "caution"
    assert found.message == (
        "daratumumab on 2026-02-12 is 17 days after 2026-01-26; written are 7 days"
    )


@pytest.mark.parametrize("regimen", ["dara-dcep", "daratumumab-iv", "dara-atra", "dara-vd"])
def test_intervals_as_written_are_not_too_long(regimen: str) -> None:
    """From weekly to every 2, 3 and 4 weeks: what is written is no gap."""
    assert _found(_plan(regimen, cycles=11), "interval-too-long") == []


def test_delayed_group_is_a_gap_before_its_first_dose() -> None:
    """Daratumumab 3 days late from cycle 2 on: 10 days once, then weekly again."""
    calendar = _plan("dara-dcep", Delay(of="DARA", phase="induction", cycle=2, days=3))
    (found,) = _found(calendar, "interval-too-long")
    assert (found.date, found.cycle) == (date(2026, 2, 5), 2)
    assert found.message.endswith("is 10 days after 2026-01-26; written are 7 days")


def test_gap_into_maintenance_is_seen() -> None:
    """16 March to 6 April is 21 days instead of 14."""
    calendar = _plan("dara-dcep", Delay(phase="maintenance", cycle=1, days=7))
    (found,) = _found(calendar, "interval-too-long")
    assert (found.phase, found.cycle) == ("maintenance", 1)
    assert found.message.endswith("is 21 days after 2026-03-16; written are 14 days")


def test_recorded_early_start_is_no_gap() -> None:
    """Closer than written, daratumumab has no shortest interval of its own."""
    calendar = _plan("dara-dcep", _second_cycle(30, "dara-dcep"))
    assert _found(calendar, "interval-too-long") == []
    assert _found(calendar, "interval-too-short") == []


def test_doses_that_are_not_given_have_no_intervals() -> None:
    """Withheld maintenance, however late, is no gap."""
    response = Response(on=date(2026, 3, 20), response="PD")
    late = Delay(phase="maintenance", cycle=2, days=10)
    assert len(_found(_plan("dara-dcep", late), "interval-too-long")) == 1
    assert _found(_plan("dara-dcep", late, response), "interval-too-long") == []


@pytest.mark.parametrize("kept", [True, False])
def test_gap_is_no_caution_for_a_drug_that_keeps_its_dates(*, kept: bool) -> None:
    """Only a drug whose interval is to be maintained has one that can be too long."""
    regimen = catalogue.get("daratumumab-iv")
    (phase,) = regimen.phases
    component = attrs.evolve(phase.components[0], alternative=None)
    assert component.missed_dose is not None
    rule = MissedDoseRule(
        rule=MissedDose.KEEP_DATES if kept else MissedDose.MAINTAIN_INTERVAL,
        source=component.missed_dose.source,
    )
    phase = attrs.evolve(phase, components=(attrs.evolve(component, missed_dose=rule),))
    calendar = _plan(attrs.evolve(regimen, phases=(phase,)), Delay(cycle=2, days=9), cycles=2)
    assert len(_found(calendar, "interval-too-long")) == (0 if kept else 1)


# --- the growth factor ---------------------------------------------------------------------------


def test_growth_factor_as_written_keeps_its_distances() -> None:
    """Two days after day 4 and three weeks before the next cycle, also where DCEP is late."""
    for events in (
        [],
        [Delay(of="DCEP", cycle=2, days=9)],
        [Delay(phase="induction", cycle=2, days=9)],
    ):
        assert _found(_plan("dara-dcep", *events), "gcsf-too-close") == []


@pytest.mark.parametrize(("day", "close"), [(23, True), (24, False)])
def test_growth_factor_keeps_14_days_from_the_next_dcep(day: int, *, close: bool) -> None:
    """From 10 January the 24th is 14 days, the 23rd is 13."""
    found = _found(_plan("dara-dcep", _second_cycle(day, "dara-dcep")), "gcsf-too-close")
    assert [one.message for one in found] == (
        ["pegteograstim on 2026-01-10 is 13 days before the next DCEP, at least 14 are needed"]
        if close
        else []
    )
    assert [(one.cycle, one.day, one.drug) for one in found] == (
        [(1, 6, "pegteograstim")] if close else []
    )
    assert {one.severity.value for one in found} <= {"violation"}


@pytest.mark.parametrize(("day", "gaps"), [(6, ["1 day"]), (7, ["0 days"]), (5, [])])
def test_growth_factor_keeps_2_days_from_the_dcep_before(day: int, gaps: list[str]) -> None:
    """Cycle 2 recorded on day 2 of cycle 1 ends on 9 January, a day before the growth factor."""
    if day == 5:
        calendar = _plan("dara-dcep")
    else:
        calendar = _plan("dara-dcep", _second_cycle(day, "dara-dcep"))
    found = [one for one in _found(calendar, "gcsf-too-close") if "after DCEP" in one.message]
    assert [one.message for one in found if one.cycle == 1] == [
        f"pegteograstim on 2026-01-10 is {gap} after DCEP, at least 2 are needed" for gap in gaps
    ]


def test_each_distance_has_its_own_source() -> None:
    """The days after are the paper's, the days before the label's of a like drug."""
    (spacing,) = catalogue.get("dara-dcep").spacing
    after = _found(_plan("dara-dcep", _second_cycle(6, "dara-dcep")), "gcsf-too-close")
    before = _found(_plan("dara-dcep", _second_cycle(23, "dara-dcep")), "gcsf-too-close")
    assert str(spacing.after_source) in {one.source for one in after}
    assert {one.source for one in before} == {str(spacing.before_source)}


def test_distance_may_be_from_a_single_drug() -> None:
    """A rule may name a drug instead of its group."""
    regimen = catalogue.get("dara-dcep")
    (rule,) = regimen.spacing
    strict = attrs.evolve(rule, of="cisplatin", after=3)
    found = _found(_plan(attrs.evolve(regimen, spacing=(strict,))), "gcsf-too-close")
    assert [one.cycle for one in found] == [1, 2, 3]
    assert found[0].message.endswith("is 2 days after cisplatin, at least 3 are needed")


def test_withheld_doses_keep_no_distance() -> None:
    """With 30 days asked for before the next DCEP, a withheld second induction is none."""
    regimen = catalogue.get("dara-dcep")
    induction, maintenance = regimen.phases
    again = attrs.evolve(induction, name="again", gate=maintenance.gate)
    strict = attrs.evolve(regimen.spacing[0], before=30)
    twice = attrs.evolve(regimen, phases=(induction, again), spacing=(strict,))
    # Six growth factors, five of them 23 days before the next DCEP.
    found = _found(_plan(twice), "gcsf-too-close")
    assert [(one.phase, one.cycle) for one in found] == [
        ("induction", 1),
        ("induction", 2),
        ("induction", 3),
        ("again", 1),
        ("again", 2),
    ]
    refused = Response(on=date(2026, 3, 20), response="PD")
    found = _found(_plan(twice, refused), "gcsf-too-close")
    assert [(one.phase, one.cycle) for one in found] == [("induction", 1), ("induction", 2)]
