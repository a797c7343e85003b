"""What a dated plan is held against: intervals between doses, and the growth factor's distances.

DaraVd from 5 January 2026 gives bortezomib on 5, 8, 12 and 15 January, the next cycle from
26 January; DARA-DCEP gives DCEP on 5–8 January, the growth factor on 10 January, daratumumab on
5, 12, 19 and 26 January and on 2, 9, 16 and 23 February.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Finding,
    Omission,
    Patient,
    Postponement,
    Response,
    catalogue,
)
from regimens.administrations import Administration
from regimens.checks import given_findings, premedication_findings, split_findings
from regimens.components import Component, Role
from regimens.drugs import Drug
from regimens.events import Event
from regimens.intervals import double_findings, interval_findings, spacing_findings, written_days
from regimens.regimen import Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following
from regimens.statuses import Status

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


# --- rows by themselves --------------------------------------------------------------------------


def _rows(regimen: str, drug: str, *events: Event, cycles: int = 2) -> list[Administration]:
    return [row for row in _plan(regimen, *events, cycles=cycles) if row.drug == drug]


def _on(row: Administration, month: int, day: int, **other: Any) -> Administration:
    return attrs.evolve(row, date=date(2026, month, day), **other)


def _with(row: Administration, component: Component) -> Administration:
    """The row in a phase with that premedication alone."""
    others = [one for one in row.time.phase.components if one.role is not Role.PREMEDICATION]
    phase = attrs.evolve(row.time.phase, components=(*others, component))
    return attrs.evolve(row, time=attrs.evolve(row.time, phase=phase))


def _waiting(row: Administration) -> Administration:
    """The row in a cycle that has no date until its start is recorded."""
    return attrs.evolve(row, time=attrs.evolve(row.time, original=None))


def test_distance_names_the_events_of_both_doses_the_earlier_first() -> None:
    """72 hours, and the 7 days of daratumumab: a day apart, and 10; with the rule's source."""
    first, second, *_ = _rows("dara-vd", "bortezomib")
    moved = [
        _on(first, 1, 7, changed_by=("events[1]",)),
        _on(second, 1, 8, changed_by=("events[0]",)),
    ]
    minimum = second.slot.component.minimum_interval
    assert minimum is not None
    assert list(interval_findings(moved, disturbed=False)) == [
        Finding(
            code="interval-too-short",
            phase="combination",
            cycle=1,
            day=4,
            drug="bortezomib",
            date=date(2026, 1, 8),
            message=(
                "bortezomib on 2026-01-08 is 1 day after 2026-01-07; at least 72 hours (3 days) "
                "between doses: omit it or move it"
            ),
            source=str(minimum.source),
            events=("events[1]", "events[0]"),
        )
    ]


def test_distance_of_doses_that_keep_it_names_both_doses_and_its_rule() -> None:
    """Daratumumab of 5 and 12 January: 3 days apart is less than half of 7, 8 is more than 7."""
    first, second, *_ = _rows("dara-vd", "daratumumab")
    rule = second.slot.component.missed_dose
    assert rule is not None
    early = attrs.evolve(first, changed_by=("events[1]",))
    for day, code, said in [
        (
            8,
            "interval-too-short",
            "3 days after 2026-01-05 (cycle 1 day 1), far less than is written: omit or move one",
        ),
        (13, "interval-too-long", "8 days after 2026-01-05; written are 7 days"),
    ]:
        rows = [early, _on(second, 1, day, changed_by=("events[0]",))]
        assert list(interval_findings(rows, disturbed=True)) == [
            Finding(
                code=code,
                phase="combination",
                cycle=1,
                day=8,
                drug="daratumumab",
                date=date(2026, 1, day),
                message=f"daratumumab on 2026-01-{day:02} is {said}",
                source=str(rule.source),
                events=("events[1]", "events[0]"),
            )
        ]
        assert list(interval_findings(rows, disturbed=False)) == []


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (13, ["interval-too-short"]),
        (14, ["interval-shortened"]),
        (27, ["interval-shortened"]),
        (28, []),
        (29, ["interval-too-long"]),
    ],
)
def test_days_are_held_against_those_written(days: int, codes: list[str]) -> None:
    """28 days are written from one maintenance cycle to the next; less than half is no interval."""
    *_, before, last = _rows("dara-dcep", "daratumumab", cycles=8)
    assert (last.date - before.date).days == 28
    near = attrs.evolve(last, date=before.date + timedelta(days=days))
    found = list(interval_findings([before, near], disturbed=True))
    assert [one.code for one in found] == codes
    assert [one.code for one in interval_findings([before, near], disturbed=False)] == []


@pytest.mark.parametrize("to", [date(2026, 2, 5), date(2026, 2, 10)])
def test_dose_left_out_of_its_order_makes_no_interval(to: date) -> None:
    """Day 22 was put off into cycle 2, and left out there: days 8 and 15 lie 7 days apart."""
    calendar = _plan(
        "dara-dcep",
        Postponement(of="daratumumab", on=date(2026, 1, 26), to=to),
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 2)),
        Omission(of="daratumumab", on=to),
    )
    assert _found(calendar, "interval-too-short") == _found(calendar, "interval-shortened") == []


@pytest.mark.parametrize(
    ("days", "codes"), [(6, []), (5, ["interval-too-short"]), (3, ["interval-too-short"])]
)
def test_closer_than_written_is_the_source_s_own_where_a_minimum_is_kept(
    days: int, codes: list[str]
) -> None:
    """Elranatamab is written every 7 days, at least 6 apart; less is one finding."""
    *_, before, last = _rows("elranatamab", "elranatamab", cycles=2)
    assert (last.date - before.date).days == 7
    near = attrs.evolve(last, date=before.date + timedelta(days=days))
    found = list(interval_findings([before, near], disturbed=True))
    assert [one.code for one in found] == codes


def test_late_dose_before_a_cycle_on_time_shortens_the_interval() -> None:
    """Day 22 given two days late, and cycle 2 on its day: 5 days, where 7 are written."""
    calendar = _plan(
        "dara-dcep",
        Postponement(of="daratumumab", on=date(2026, 1, 26), to=date(2026, 1, 28)),
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 2)),
    )
    (found,) = _found(calendar, "interval-shortened")
    assert found.message == (
        "daratumumab on 2026-02-02 is 5 days after 2026-01-28; written are 7 days"
    )
    assert (found.severity.value, found.cycle, found.day) == ("caution", 2, 1)
    assert found.events == ("events[0]", "events[1]")


def test_a_day_is_written_in_the_singular_and_named_by_what_moved_both_doses() -> None:
    """Two halves of a dose, a day apart as written, of which one event made three days."""
    first, second, *_ = _rows("d-kd-weekly", "daratumumab")
    moved = ("events[2]",)
    rows = [attrs.evolve(first, changed_by=moved), _on(second, 1, 8, changed_by=moved)]
    (found,) = interval_findings(rows, disturbed=True)
    assert found.message == (
        "daratumumab on 2026-01-08 is 3 days after 2026-01-05; written is 1 day"
    )
    assert found.events == moved


def test_later_dose_given_first_is_too_close_at_any_distance() -> None:
    """Day 1 of cycle 2 on 26 January, day 15 of cycle 1 on 9 February: the wrong way round."""
    *_, last, again = _rows("dara-vd", "daratumumab", cycles=2)[:4]
    assert (last.day, again.cycle) == (15, 2)
    (found,) = interval_findings([again, _on(last, 2, 9)], disturbed=True)
    assert found.message == (
        "daratumumab on 2026-02-09 is 14 days after 2026-01-26 (cycle 2 day 1), far less than is "
        "written: omit or move one"
    )


def test_doses_of_one_day_and_doses_left_out_have_no_distance() -> None:
    """Nor does a dose left out between hide the distance of those around it."""
    for drug in ("bortezomib", "daratumumab"):
        first, second, third, *_ = _rows("dara-vd", drug)
        assert list(interval_findings([first, first], disturbed=True)) == []
        for status in (Status.OMITTED, Status.WITHHELD, Status.DISCONTINUED):
            out = attrs.evolve(first, status=status)
            assert list(interval_findings([out, _on(second, 1, 6)], disturbed=True)) == []
        omitted = attrs.evolve(second, status=Status.OMITTED)
        near = attrs.evolve(third, date=first.date + timedelta(days=1))
        (found,) = interval_findings([first, omitted, near], disturbed=True)
        assert "1 day after 2026-01-05" in found.message


def test_written_days_are_counted_through_cycles_and_phases() -> None:
    """7 days from week to week; 7 from day 15 of 21 to day 1; 28 from day 1 of cycle 8 of 21 days.

    The last is cycle 8's 21 days and the 7 days of the new phase's own day 8.
    """
    rows = {
        (row.phase, row.cycle, row.day): row
        for row in _rows(
            "dara-vd", "daratumumab", Delay(phase="combination", cycle=2, days=9), cycles=9
        )
    }
    first, week, third = (rows["combination", 1, day] for day in (1, 8, 15))
    second = rows["combination", 2, 1]
    assert (written_days(first, week), written_days(third, second)) == (7, 7)
    assert (written_days(first, second), written_days(second, first)) == (21, None)
    assert written_days(first, first) == 0
    last, later = rows["combination", 8, 1], rows["continuation", 1, 1]
    assert (written_days(last, later), written_days(later, last)) == (21, None)
    eighth = attrs.evolve(later, slot=attrs.evolve(later.slot, day=8))
    assert written_days(last, eighth) == 28
    for before, after in ((_waiting(last), later), (last, _waiting(later))):
        assert written_days(before, after) is None


def test_drug_twice_on_one_day_names_both_places_and_events() -> None:
    """A dose left out is none, and hides no other; two parts of one written dose are no two."""
    first, second, *_ = _rows("dara-vd", "daratumumab")
    one = attrs.evolve(first, changed_by=("events[1]",))
    other = _on(second, 1, 5, changed_by=("events[0]",))
    out = attrs.evolve(first, status=Status.OMITTED)
    twice = Finding(
        code="interval-too-short",
        phase="combination",
        cycle=1,
        day=8,
        drug="daratumumab",
        date=date(2026, 1, 5),
        message=(
            "daratumumab stands twice on 2026-01-05, from cycle 1 day 1 and cycle 1 day 8: omit or "
            "move one"
        ),
        events=("events[1]", "events[0]"),
    )
    assert list(double_findings([out, one, other])) == [twice]
    assert list(double_findings([out, other])) == []
    assert list(double_findings([one, one])) == []
    (across,) = double_findings(
        [one, attrs.evolve(one, time=_rows("dara-vd", "daratumumab")[3].time)]
    )
    assert across.date == date(2026, 1, 5)


def _steroid(row: Administration, **other: Any) -> Component:
    """The premedication of DaraVd's daratumumab, otherwise."""
    (component,) = [one for one in row.time.phase.components if one.role is Role.PREMEDICATION]
    return attrs.evolve(component, **other)


def test_dose_without_its_premedication_is_said_with_its_source() -> None:
    """A steroid given as treatment alone, or on another day, is no premedication."""
    dose = _rows("dara-vd", "daratumumab")[0]
    steroid, second, *_ = _rows("dara-vd", "dexamethasone")
    timing = _steroid(dose).timing
    assert isinstance(timing, Following)
    moved = attrs.evolve(dose, changed_by=("events[0]",))
    missing = Finding(
        code="no-premedication",
        phase="combination",
        cycle=1,
        day=1,
        drug="daratumumab",
        date=date(2026, 1, 5),
        message=(
            "daratumumab on 2026-01-05 has no dexamethasone as premedication: what belonged to it "
            "was given on another day"
        ),
        source=str(timing.source),
        events=("events[0]",),
    )
    alone = attrs.evolve(steroid, premedication=None)
    for rows in ([], [alone], [second], [attrs.evolve(steroid, date=second.date)]):
        assert list(premedication_findings([*rows, moved])) == [missing]
    assert list(premedication_findings([steroid, moved])) == []
    own = [row for row in _rows("dara-vd", "dexamethasone", cycles=9) if row.cycle == 1][-1]
    assert own.roles == (Role.PREMEDICATION,)
    assert list(premedication_findings([_on(own, 1, 5), moved])) == []


def test_only_a_dose_to_be_given_needs_the_premedication_of_its_day() -> None:
    """Not one given, nor one that follows another; the rule may name its group."""
    dose = _rows("dara-vd", "daratumumab")[0]
    for status in Status:
        found = list(premedication_findings([attrs.evolve(dose, status=status)]))
        waits = status not in {Status.GIVEN, Status.OMITTED, Status.DISCONTINUED}
        assert len(found) == waits, status
    following = attrs.evolve(dose, slot=attrs.evolve(dose.slot, leader_day=1))
    assert list(premedication_findings([following])) == []
    after = attrs.evolve(dose, date=dose.date + timedelta(days=1))
    assert len(list(premedication_findings([following, after]))) == 1


def _led_by(other: str) -> list[tuple[Component, bool]]:
    """What may come with daratumumab, and whether it is the premedication of its own day."""
    row = _rows("dara-vd", "daratumumab")[0]
    own = _steroid(row, drug=Drug(name="hydrocortisone"))
    timing = own.timing
    assert isinstance(timing, Following)
    return [
        (own, True),
        (attrs.evolve(own, timing=attrs.evolve(timing, what="DARA")), True),
        (attrs.evolve(own, timing=attrs.evolve(timing, what=other)), False),
        (attrs.evolve(own, role=Role.SUPPORTIVE), False),
        (attrs.evolve(own, timing=row.slot.component.timing), False),
    ]


def test_premedication_follows_the_drug_or_its_group_on_the_day() -> None:
    """Not another drug, nor as support, nor on days of its own, nor on the day after."""
    dose = _rows("dara-vd", "daratumumab")[0]
    for component, needed in _led_by("bortezomib"):
        assert len(list(premedication_findings([_with(dose, component)]))) == needed, component
    timing = _steroid(dose).timing
    assert isinstance(timing, Following)
    after = _steroid(dose, timing=attrs.evolve(timing, offsets=(1,)))
    assert list(premedication_findings([_with(dose, after)])) == []


def _halves() -> tuple[Administration, Administration, Administration]:
    """40 mg of dexamethasone on day 1, and daratumumab of days 1 and 2 of D-Kd."""
    first, second, *_ = _rows("d-kd-weekly", "daratumumab")
    return _rows("d-kd-weekly", "dexamethasone")[0], first, second


def test_half_without_a_steroid_is_said_with_its_phase_and_events() -> None:
    """The second, where the steroid is on the first alone, and the first where on the second."""
    steroid, first, second = _halves()
    moved = attrs.evolve(second, changed_by=("events[0]",))
    missing = Finding(
        code="no-premedication",
        phase="treatment",
        cycle=1,
        day=2,
        drug="daratumumab",
        date=date(2026, 1, 6),
        message=(
            "daratumumab of day 2 on 2026-01-06 has no steroid on its day, as the other part of "
            "the split dose has: decide on its premedication"
        ),
        source=str(second.time.phase.source),
        events=("events[0]",),
    )
    assert list(split_findings([steroid, first, moved])) == [missing]
    (found,) = split_findings([_on(steroid, 1, 6), first, moved])
    assert (found.day, found.date) == (1, date(2026, 1, 5))
    for status in Status:
        waits = status not in {Status.GIVEN, Status.OMITTED, Status.DISCONTINUED}
        withheld = status is Status.WITHHELD  # neither to be given now, nor a part
        rows = [steroid, first, attrs.evolve(second, status=status)]
        assert len(list(split_findings(rows))) == (waits and not withheld), status


def test_dose_that_is_no_part_and_part_beside_no_steroid_is_not_said() -> None:
    """Carfilzomib of days 8 and 15 is two doses; a steroid or a part left out is none."""
    steroid, first, second = _halves()
    whole = _rows("d-kd-weekly", "carfilzomib")[1:3]
    assert list(split_findings([attrs.evolve(steroid, date=whole[0].date), *whole])) == []
    for status in (Status.OMITTED, Status.WITHHELD, Status.DISCONTINUED):
        out = attrs.evolve(steroid, status=status)
        assert list(split_findings([out, first, second])) == []
        gone = attrs.evolve(first, status=status)
        assert list(split_findings([steroid, gone, second])) == []


def test_each_split_dose_is_looked_at_by_itself() -> None:
    """Without a steroid in cycle 1; in cycle 2, on 2 February, with one on day 1 alone."""
    _, first, second = _halves()
    later = next(row for row in _rows("d-kd-weekly", "dexamethasone") if row.cycle == 2)
    parts = [_on(row, 2, day, time=later.time) for row, day in ((first, 2), (second, 3))]
    found = list(split_findings([first, second, later, *parts]))
    assert [one.date for one in found] == [date(2026, 2, 3)]


def test_half_whose_premedication_is_written_is_left_to_it() -> None:
    """What follows daratumumab as its premedication is looked for by its own rule."""
    steroid, *halves = _halves()
    for component, written in _led_by("carfilzomib"):
        rows = [_with(row, component) for row in halves]
        assert len(list(split_findings([steroid, *rows]))) == (not written), component
        assert list(split_findings([steroid, rows[0]])) == []


def test_date_that_looks_like_a_slip_names_the_record() -> None:
    """Before the cycle, two cycles of 21 days after its start, or after the calendar's day."""
    row = _rows("dara-vd", "daratumumab")[0]
    given = attrs.evolve(
        row, status=Status.GIVEN, changed_by=("events[3]", "events[0]", "events[1]")
    )
    for on, as_of, said in [
        (date(2026, 1, 4), None, "before its cycle starts on 2026-01-05"),
        (date(2026, 1, 5), date(2026, 1, 5), ""),
        (date(2026, 1, 6), date(2026, 1, 5), "after 2026-01-05, the day of this calendar (as_of)"),
        (date(2026, 2, 15), None, ""),
        (date(2026, 2, 16), None, "42 days after its cycle started on 2026-01-05"),
    ]:
        slip = Finding(
            code="given-deviates",
            phase="combination",
            cycle=1,
            day=1,
            drug="daratumumab",
            date=on,
            message=(
                f"daratumumab of combination cycle 1 day 1 given on {on}, {said}; correct the "
                "record if it is a slip"
            ),
            events=("events[1]",),
        )
        assert list(given_findings([attrs.evolve(given, date=on)], as_of)) == [slip] * bool(said)
        assert list(given_findings([attrs.evolve(row, date=on)], as_of)) == []
    early = attrs.evolve(given, date=date(2026, 1, 4))
    assert len(list(given_findings([row, early], None))) == 1


def _around_the_growth_factor(
    *days: int, left_out: int = 0
) -> tuple[Regimen, list[Administration]]:
    """Pegteograstim on 10 January among cisplatin on days of January; the first may be left out."""
    regimen = catalogue.get("dara-dcep")
    (factor,) = _rows("dara-dcep", "pegteograstim", cycles=1)
    cisplatin = _rows("dara-dcep", "cisplatin", cycles=1)[0]
    rows = [
        _on(cisplatin, 1, day, changed_by=(f"events[{day}]",)) for day in days if day != left_out
    ]
    rows.append(attrs.evolve(factor, changed_by=("events[99]",)))
    out = [_on(cisplatin, 1, left_out, status=Status.OMITTED)] if left_out else []
    return regimen, [*out, *sorted(rows, key=lambda row: row.date)]


@pytest.mark.parametrize(
    ("days", "left_out", "said"),
    [
        ((24, 25), 0, []),
        ((9,), 0, [(9, "1 day after DCEP, at least 2 are needed")]),
        ((7, 8, 9), 0, [(9, "1 day after DCEP, at least 2 are needed")]),
        ((7, 8, 9), 7, [(9, "1 day after DCEP, at least 2 are needed")]),
        ((7, 8, 9), 9, []),
        ((10,), 0, [(10, "0 days after DCEP, at least 2 are needed")]),
        ((11, 12), 0, [(11, "1 day before the next DCEP, at least 14 are needed")]),
        ((8, 23), 0, [(23, "13 days before the next DCEP, at least 14 are needed")]),
    ],
)
def test_growth_factor_too_close_names_both_and_the_source(
    days: tuple[int, ...], left_out: int, said: list[tuple[int, str]]
) -> None:
    """The chemotherapy that is nearest, before or after it; what is left out is none."""
    regimen, rows = _around_the_growth_factor(*days, left_out=left_out)
    (rule,) = regimen.spacing
    assert list(spacing_findings(regimen, rows)) == [
        Finding(
            code="gcsf-too-close",
            phase="induction",
            cycle=1,
            day=6,
            drug="pegteograstim",
            date=date(2026, 1, 10),
            message=f"pegteograstim on 2026-01-10 is {text}",
            source=str(rule.after_source if day <= 10 else rule.before_source),
            events=(f"events[{day}]", "events[99]"),
        )
        for day, text in said
    ]
