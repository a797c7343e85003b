"""When cycles start: planned, delayed, recorded, and per group where they differ.

All dates count from Monday 5 January 2026, so that 28-day cycles of DARA-DCEP start on 5 Jan,
2 Feb, 2 Mar, then (maintenance) 30 Mar, 27 Apr, 25 May, 22 Jun and 20 Jul.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from regimens import (
    Calendar,
    Correction,
    Course,
    Cycle,
    CycleStart,
    Delay,
    Patient,
    RegimensError,
    Transplant,
    catalogue,
)
from regimens.amounts import WrittenDose, amount
from regimens.components import Component
from regimens.drugs import Drug
from regimens.errors import HistoryError, HorizonError, UnknownNameError
from regimens.events import Event
from regimens.naming import phase_of
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Following, Schedule
from regimens.sources import Source
from regimens.timeline import CycleTime, Horizon, timeline

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg")


def _plan(
    regimen: str,
    *events: Event,
    start: date = START,
    until: date | None = None,
    cycles: int | None = None,
) -> Calendar:
    course = Course(
        catalogue.get(regimen), PATIENT, start=start, until=until, cycles=cycles, events=events
    )
    return course.plan()


def _starts(calendar: Calendar) -> list[str]:
    return [f"{cycle.start:%d %b}" for cycle in calendar.cycles]


def _dates(calendar: Calendar, drug: str, cycle: int, phase: str = "induction") -> list[str]:
    return [
        f"{row.date:%d %b}"
        for row in calendar
        if (row.drug, row.cycle, row.phase) == (drug, cycle, phase)
    ]


def _cycle(calendar: Calendar, cycle: int, phase: str = "induction") -> Cycle:
    return next(one for one in calendar.cycles if (one.phase, one.cycle) == (phase, cycle))


def _refused(
    kind: type[RegimensError], regimen: str, *events: Event, cycles: int | None = None
) -> str:
    with pytest.raises(kind) as caught:
        _plan(regimen, *events, cycles=cycles)
    return str(caught.value)


# --- undisturbed ---------------------------------------------------------------------------------


def test_undisturbed_cycles_follow_each_other() -> None:
    """Each starts the day after the one before ends, in its phase and into the next."""
    calendar = _plan("dara-dcep")
    assert _starts(calendar) == [
        "05 Jan", "02 Feb", "02 Mar", "30 Mar", "27 Apr", "25 May", "22 Jun", "20 Jul",
    ]  # fmt: skip
    assert [(cycle.phase, cycle.cycle) for cycle in calendar.cycles] == [
        *(("induction", cycle) for cycle in (1, 2, 3)),
        *(("maintenance", cycle) for cycle in (1, 2, 3, 4, 5)),
    ]
    assert {cycle.delay_days for cycle in calendar.cycles} == {0}
    assert {cycle.slip_days for cycle in calendar.cycles} == {0}


def test_phases_have_cycles_of_their_own_length() -> None:
    """DaraVd: eight cycles of 21 days, then cycles of 28 days."""
    assert _starts(_plan("dara-vd", cycles=10)) == [
        "05 Jan", "26 Jan", "16 Feb", "09 Mar", "30 Mar", "20 Apr", "11 May", "01 Jun",
        "22 Jun", "20 Jul",
    ]  # fmt: skip


def test_cycles_cross_a_leap_day_and_a_years_end() -> None:
    """29 February is a day like others, and so is 1 January."""
    assert _starts(_plan("dcep", start=date(2028, 1, 24))) == ["24 Jan", "21 Feb", "20 Mar"]
    calendar = _plan("dcep", start=date(2026, 12, 29))
    assert _dates(calendar, "cisplatin", 1) == ["29 Dec", "30 Dec", "31 Dec", "01 Jan"]


# --- whole cycles --------------------------------------------------------------------------------


def test_delay_moves_a_cycle_and_all_after_it() -> None:
    """Planned starts follow the actual ones, so that later cycles are not late themselves."""
    calendar = _plan("dara-dcep", Delay(phase="induction", cycle=2, days=10))
    assert _starts(calendar)[:4] == ["05 Jan", "12 Feb", "12 Mar", "09 Apr"]
    second, third = _cycle(calendar, 2), _cycle(calendar, 3)
    assert (second.planned, second.delay_days, second.slip_days) == (date(2026, 2, 2), 10, 10)
    assert (third.planned, third.delay_days, third.slip_days) == (date(2026, 3, 12), 0, 10)


def test_delays_of_one_cycle_add() -> None:
    """Two postponements of a cycle, by 3 and by 4 days, make a week."""
    calendar = _plan("dcep", Delay(cycle=2, days=3), Delay(cycle=2, days=4))
    assert _starts(calendar) == ["05 Jan", "09 Feb", "09 Mar"]


def test_first_cycle_can_be_late_and_is_no_dose_delay() -> None:
    """A delay of cycle 1 moves everything, and the rule is about later cycles."""
    calendar = _plan("dcep", Delay(cycle=1, days=10))
    assert _starts(calendar) == ["15 Jan", "12 Feb", "12 Mar"]
    assert [cycle.dose_delay for cycle in calendar.cycles] == [False, False, False]
    assert not [finding for finding in calendar.findings if finding.code == "dose-delay"]


@pytest.mark.parametrize(("days", "late"), [(6, False), (7, False), (8, True)])
@pytest.mark.parametrize("recorded", [False, True])
def test_dose_delay_is_more_than_7_days(days: int, *, late: bool, recorded: bool) -> None:
    """Seven days is none, eight is one, whether the cycle was delayed or recorded as started."""
    event: Event = Delay(cycle=2, days=days)
    if recorded:
        event = CycleStart(cycle=2, on=date(2026, 2, 2) + timedelta(days=days))
    calendar = _plan("dcep", event)
    assert [cycle.dose_delay for cycle in calendar.cycles] == [False, late, False]
    told = [finding for finding in calendar.findings if finding.code == "dose-delay"]
    assert [finding.message for finding in told] == (
        [
            f"induction cycle 2 starts {days} days late; a dose delay is a cycle after the first "
            "that starts more than 7 days late"
        ]
        if late
        else []
    )
    assert [(finding.cycle, finding.date) for finding in told] == (
        [(2, date(2026, 2, 2) + timedelta(days=days))] if late else []
    )


def test_first_cycle_of_maintenance_can_be_a_dose_delay() -> None:
    """The rule leaves out the first cycle of the course, not that of a later phase."""
    calendar = _plan("dara-dcep", Delay(phase="maintenance", cycle=1, days=8))
    assert _cycle(calendar, 1, "maintenance").dose_delay
    assert not _cycle(calendar, 1).dose_delay


def test_recorded_start_overrides_the_delays_recorded_before_it() -> None:
    """A start is absolute: 10 days of delay and then a start on 5 Feb is 5 Feb."""
    calendar = _plan("dcep", Delay(cycle=2, days=10), CycleStart(cycle=2, on=date(2026, 2, 5)))
    assert _starts(calendar) == ["05 Jan", "05 Feb", "05 Mar"]
    assert _cycle(calendar, 2).delay_days == 3


def test_recorded_start_supersedes_nothing_before_it() -> None:
    """Cycle 3 recorded as started leaves the delay of cycle 2 as it is."""
    calendar = _plan("dcep", Delay(cycle=2, days=3), CycleStart(cycle=3, on=date(2026, 3, 10)))
    assert _starts(calendar) == ["05 Jan", "05 Feb", "10 Mar"]
    assert _cycle(calendar, 3).planned == date(2026, 3, 5)
    assert (_cycle(calendar, 3).delay_days, _cycle(calendar, 3).slip_days) == (5, 8)


def test_start_before_the_planned_date_is_a_violation() -> None:
    """One day early is early, says by how much, and against which date."""
    calendar = _plan("dcep", CycleStart(cycle=2, on=date(2026, 2, 1)))
    (found,) = [finding for finding in calendar.findings if finding.code == "early-start"]
    assert found.severity.value == "violation"
    assert (found.cycle, found.date) == (2, date(2026, 2, 1))
    assert found.message == ("induction cycle 2 starts 1 days before its planned date 2026-02-02")
    assert calendar.violated
    assert _cycle(calendar, 2).delay_days == -1
    assert _starts(calendar) == ["05 Jan", "01 Feb", "01 Mar"]


def test_start_on_the_planned_date_is_no_violation() -> None:
    """On time is neither early nor late."""
    calendar = _plan("dcep", CycleStart(cycle=2, on=date(2026, 2, 2)))
    assert not {"early-start", "dose-delay"} & {finding.code for finding in calendar.findings}


def test_cycle_1_may_be_recorded_as_started_before_the_course() -> None:
    """What happened is a fact: the start is early, and the rest follows it."""
    calendar = _plan("dcep", CycleStart(cycle=1, on=date(2026, 1, 3)))
    assert _starts(calendar) == ["03 Jan", "31 Jan", "28 Feb"]
    assert [one.cycle for one in calendar.findings if one.code == "early-start"] == [1]


# --- groups --------------------------------------------------------------------------------------


def test_delay_of_a_group_leaves_the_others() -> None:
    """DCEP 4 days later in cycle 2 and after; G-CSF follows it; daratumumab and cycles stay."""
    calendar = _plan("dara-dcep", Delay(of="DCEP", cycle=2, days=4))
    assert _dates(calendar, "cisplatin", 2) == ["06 Feb", "07 Feb", "08 Feb", "09 Feb"]
    assert _dates(calendar, "pegteograstim", 2) == ["11 Feb"]
    assert _dates(calendar, "cisplatin", 3)[0] == "06 Mar"
    assert _dates(calendar, "daratumumab", 2) == ["02 Feb", "09 Feb", "16 Feb", "23 Feb"]
    assert _starts(calendar)[1:3] == ["02 Feb", "02 Mar"]
    assert dict(_cycle(calendar, 2).group_starts) == {"DCEP": date(2026, 2, 6)}
    assert dict(_cycle(calendar, 1).group_starts) == {}
    # Maintenance has no DCEP, and so no start of its own for it.
    assert dict(_cycle(calendar, 1, "maintenance").group_starts) == {}


def test_delays_of_a_group_add_over_cycles() -> None:
    """4 days in cycle 2 and 3 more in cycle 3 are 7 days in cycle 3."""
    calendar = _plan(
        "dara-dcep", Delay(of="DCEP", cycle=2, days=4), Delay(of="DCEP", cycle=3, days=3)
    )
    assert _dates(calendar, "cisplatin", 3)[0] == "09 Mar"


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_delay_of_a_group_counts_for_the_dose_delay(days: int, *, late: bool) -> None:
    """The group's start is late, once: in the next cycle it is where it was planned."""
    calendar = _plan("dara-dcep", Delay(of="DCEP", cycle=2, days=days))
    assert [cycle.dose_delay for cycle in calendar.cycles[:3]] == [False, late, False]
    told = [finding for finding in calendar.findings if finding.code == "dose-delay"]
    expected = [(2, date(2026, 2, 10))] if late else []
    assert [(finding.cycle, finding.date) for finding in told] == expected
    if late:
        assert told[0].message.startswith("induction cycle 2, DCEP, starts 8 days late; a dose")


def test_delays_of_cycle_and_group_add_for_the_group() -> None:
    """5 days of the cycle and 4 of DCEP: DCEP is 9 days late, the cycle only 5."""
    calendar = _plan("dara-dcep", Delay(phase="induction", cycle=2, days=5),
                     Delay(of="DCEP", cycle=2, days=4))  # fmt: skip
    assert _dates(calendar, "cisplatin", 2)[0] == "11 Feb"
    assert _cycle(calendar, 2).delay_days == 5
    assert _cycle(calendar, 2).dose_delay
    told = [finding for finding in calendar.findings if finding.code == "dose-delay"]
    assert len(told) == 1
    assert "DCEP, starts 9 days late" in told[0].message


def test_recorded_start_realigns_the_groups() -> None:
    """After 4 days of delay DCEP starts with cycle 3 again: 4 days early for it."""
    calendar = _plan(
        "dara-dcep",
        Delay(of="DCEP", cycle=2, days=4),
        CycleStart(phase="induction", cycle=3, on=date(2026, 3, 2)),
    )
    assert _dates(calendar, "cisplatin", 3)[0] == "02 Mar"
    assert dict(_cycle(calendar, 3).group_starts) == {}
    (found,) = [finding for finding in calendar.findings if finding.code == "early-start"]
    assert (found.cycle, found.date) == (3, date(2026, 3, 2))
    assert found.message == (
        "induction cycle 3, DCEP, starts 4 days before its planned date 2026-03-06"
    )


def test_group_realigned_by_a_start_as_late_as_itself_is_not_early() -> None:
    """The cycle recorded 4 days late meets the group, which was 4 days late: on time for it."""
    calendar = _plan(
        "dara-dcep",
        Delay(of="DCEP", cycle=2, days=4),
        CycleStart(phase="induction", cycle=3, on=date(2026, 3, 6)),
    )
    assert not [finding for finding in calendar.findings if finding.code == "early-start"]
    assert _cycle(calendar, 3).delay_days == 4


def test_order_of_recording_decides_between_start_and_group_delay() -> None:
    """A start recorded after the group's delay realigns it; a delay recorded after it holds."""
    late = Delay(of="DCEP", cycle=2, days=4)
    start = CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12))
    assert _dates(_plan("dara-dcep", late, start), "cisplatin", 2)[0] == "12 Feb"
    assert _dates(_plan("dara-dcep", start, late), "cisplatin", 2)[0] == "16 Feb"


def test_delay_of_daratumumab_lasts_into_maintenance() -> None:
    """The group stays 3 days behind its cycles, in this and in later phases."""
    calendar = _plan("dara-dcep", Delay(of="DARA", phase="induction", cycle=3, days=3))
    assert _dates(calendar, "daratumumab", 3) == ["05 Mar", "19 Mar"]
    assert _dates(calendar, "daratumumab", 1, "maintenance") == ["02 Apr", "16 Apr"]
    assert _dates(calendar, "cisplatin", 3)[0] == "02 Mar"


def test_group_may_be_named_by_its_only_drug() -> None:
    """Daratumumab is the whole of its group."""
    by_drug = _plan("dara-dcep", Delay(of="daratumumab", phase="induction", cycle=2, days=3))
    by_group = _plan("dara-dcep", Delay(of="DARA", phase="induction", cycle=2, days=3))
    assert [row.date for row in by_drug] == [row.date for row in by_group]


@pytest.mark.parametrize(
    ("regimen", "drug", "mend"),
    [
        ("dara-dcep", "cisplatin", "delay DCEP, or postpone single doses"),
        ("dara-vd", "dexamethasone", "delay Vd or premedication, or postpone single doses"),
        ("dara-vd", "bortezomib", "delay Vd, or postpone single doses"),
    ],
)
def test_one_drug_of_a_group_is_not_delayed_alone(regimen: str, drug: str, mend: str) -> None:
    """Its group is named in the mend; a single dose is postponed instead."""
    event = Delay(of=drug, cycle=2, phase=catalogue.get(regimen).phases[0].name, days=3)
    message = _refused(HistoryError, regimen, event, cycles=3)
    assert message == f"events[0]: {drug} is delayed with its group; {mend}"


@pytest.mark.parametrize(
    ("regimen", "follower", "drug"),
    [
        ("dara-dcep", "G-CSF", "pegteograstim"),
        ("dara-atra", "ATRA", "tretinoin"),
        ("dara-vd", "premedication", "dexamethasone"),
    ],
)
def test_delay_of_a_follower_is_not_ignored(regimen: str, follower: str, drug: str) -> None:
    """What follows another moves with it: a delay of it alone is refused, or moves it."""
    phase = catalogue.get(regimen).phases[0].name
    plain = [row.date for row in _plan(regimen, cycles=3) if row.drug == drug]
    event = Delay(of=follower, phase=phase, cycle=2, days=3)
    try:
        delayed = [row.date for row in _plan(regimen, event, cycles=3) if row.drug == drug]
    except HistoryError as error:
        assert error.where == "events[0]"  # noqa: PT017 - refused is right too
    else:
        assert delayed != plain


# --- contradictions ------------------------------------------------------------------------------


def test_cycle_started_twice_is_refused() -> None:
    """Both dates are said, and the mend."""
    message = _refused(
        HistoryError,
        "dcep",
        CycleStart(cycle=2, on=date(2026, 2, 3)),
        CycleStart(cycle=2, on=date(2026, 2, 5), id="e2"),
    )
    assert message == (
        "events[1] (e2): cycle 2 is recorded as started twice, on 2026-02-03 and on 2026-02-05; "
        "void the wrong one with a correction"
    )


def test_wrong_start_is_mended_by_a_correction() -> None:
    """The voided start does not hold, and the second one does."""
    calendar = _plan(
        "dcep",
        CycleStart(cycle=2, on=date(2026, 2, 3), id="e1"),
        Correction(voids="e1", reason="wrong day"),
        CycleStart(cycle=2, on=date(2026, 2, 5)),
    )
    assert _starts(calendar) == ["05 Jan", "05 Feb", "05 Mar"]


def test_delay_of_a_started_cycle_is_refused() -> None:
    """What has started cannot be delayed; another cycle, phase or group still can."""
    start = CycleStart(phase="induction", cycle=1, on=START)
    message = _refused(HistoryError, "dara-dcep", start, Delay(phase="induction", cycle=1, days=2))
    assert message == (
        "events[1]: cycle 1 is recorded as started on 2026-01-05 and cannot be delayed any more; "
        "void its start with a correction, or delay a group or a later cycle"
    )
    calendar = _plan("dara-dcep", start, Delay(phase="maintenance", cycle=1, days=2))
    assert _cycle(calendar, 1, "maintenance").start == date(2026, 4, 1)


def _early(calendar: Calendar) -> list[str]:
    return [one.message for one in calendar.findings if one.code == "early-start"]


def test_start_that_is_not_after_the_cycle_before_is_a_fact_and_a_violation() -> None:
    """Cycle 2 was recorded for the day of cycle 1; cycle 3 counts from what was recorded."""
    calendar = _plan("dcep", CycleStart(cycle=2, on=START, id="e1"))
    assert _starts(calendar) == ["05 Jan", "05 Jan", "02 Feb"]
    assert _early(calendar) == [
        "induction cycle 2 started on 2026-01-05, not after induction cycle 1 (2026-01-05); "
        "correct the wrong one"
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_starts_in_the_wrong_order_are_both_kept(order: int) -> None:
    """Cycle 3 counts from nothing but its own start, whichever was recorded first."""
    second, third = (
        CycleStart(cycle=2, on=date(2026, 3, 5)),
        CycleStart(cycle=3, on=date(2026, 3, 3)),
    )
    calendar = _plan("dcep", *[second, third][::order])
    assert _starts(calendar) == ["05 Jan", "05 Mar", "03 Mar"]
    assert _early(calendar) == [
        "induction cycle 3 started on 2026-03-03, not after induction cycle 2 (2026-03-05); "
        "correct the wrong one"
    ]
    assert [row.date for row in calendar] == sorted(row.date for row in calendar)


def test_late_start_reaches_a_recorded_one_over_a_cycle_without_record() -> None:
    """Cycle 2 started 28 days late: cycle 3, without a record, would be as late as cycle 4 was."""
    calendar = _plan(
        "daratumumab-iv",
        CycleStart(cycle=4, on=date(2026, 3, 30)),
        CycleStart(cycle=2, on=date(2026, 3, 2)),
        cycles=4,
    )
    assert _starts(calendar) == ["05 Jan", "02 Mar", "30 Mar", "30 Mar"]
    assert _early(calendar) == [
        "treatment cycle 4 started on 2026-03-30, not after treatment cycle 3 (2026-03-30); "
        "correct the wrong one"
    ]


def test_maintenance_started_before_the_induction_is_a_violation() -> None:
    """Also where its start was waited for, and so has no planned date."""
    calendar = _plan(
        "dara-dcep",
        Transplant(on=date(2026, 4, 1)),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 1, 2)),
    )
    assert _early(calendar) == [
        "maintenance cycle 1 started on 2026-01-02, not after induction cycle 3 (2026-03-02); "
        "correct the wrong one"
    ]


def test_last_day_shown_does_not_hide_a_start_in_the_wrong_order() -> None:
    """Cycle 3 lies beyond it, cycle 4 does not."""
    calendar = _plan(
        "daratumumab-iv",
        CycleStart(cycle=3, on=date(2026, 5, 4)),
        CycleStart(cycle=4, on=date(2026, 4, 6)),
        until=date(2026, 4, 20),
    )
    assert [row.cycle for row in calendar if row.date >= date(2026, 4, 6)] == [4, 4]


def test_delay_into_a_recorded_start_is_refused() -> None:
    """Cycle 2 delayed past the recorded start of cycle 3 contradicts it."""
    message = _refused(
        HistoryError,
        "dcep",
        CycleStart(cycle=3, on=date(2026, 3, 2)),
        Delay(cycle=2, days=28),
    )
    assert message == (
        "events[1]: cycle 3 of 'induction' started on 2026-03-02, which would not be after the "
        "cycle before it (2026-03-02); delay by fewer days, or correct that start"
    )


def test_start_before_a_planned_delay_ends_is_a_fact() -> None:
    """The delay of cycle 2 was planned first; then cycle 3 started before that day."""
    calendar = _plan("dcep", Delay(cycle=2, days=28), CycleStart(cycle=3, on=date(2026, 3, 2)))
    assert _starts(calendar) == ["05 Jan", "02 Mar", "02 Mar"]
    assert len(_early(calendar)) == 1


def test_start_recorded_after_a_delay_is_a_fact_though_the_delay_then_meets_a_start() -> None:
    """Cycle 2 was 5 days late by the plan; that cycle 1 started 5 weeks late was recorded last."""
    known = (CycleStart(cycle=3, on=date(2026, 3, 2)), Delay(cycle=2, days=5))
    assert _starts(_plan("dcep", *known)) == ["05 Jan", "07 Feb", "02 Mar"]
    calendar = _plan("dcep", *known, CycleStart(cycle=1, on=date(2026, 2, 10)))
    assert _starts(calendar) == ["10 Feb", "15 Mar", "02 Mar"]
    assert any("2026-03-02, not after" in message for message in _early(calendar))


def test_delay_into_a_recorded_start_stays_refused_whatever_is_recorded_after_it() -> None:
    """28 days are too many by what was known; that cycle 1 started a day late changes nothing."""
    message = _refused(
        HistoryError,
        "dcep",
        CycleStart(cycle=3, on=date(2026, 3, 2)),
        Delay(cycle=2, days=28),
        CycleStart(cycle=1, on=date(2026, 1, 6)),
    )
    assert message.startswith("events[1]: cycle 3 of 'induction' started on 2026-03-02, which")


@pytest.mark.parametrize(
    ("regimen", "event", "message"),
    [
        (
            "dcep",
            CycleStart(cycle=4, on=START),
            "dcep has no cycle 4; phases and cycles: induction 1–3",
        ),
        (
            "dara-dcep",
            Delay(phase="maintenance", cycle=6, days=1),
            "phase 'maintenance' has no cycle 6; phases and cycles: induction 1–3, maintenance 1–5",
        ),
        (
            "dara-vd",
            Delay(of="Vd", cycle=9, days=1),
            "dara-vd has no cycle 9 of Vd; "
            "phases and cycles: combination 1–8, continuation open-ended",
        ),
        (
            "dara-dcep",
            Delay(of="DCEP", phase="maintenance", cycle=1, days=1),
            "phase 'maintenance' has no cycle 1 of DCEP; "
            "phases and cycles: induction 1–3, maintenance 1–5",
        ),
        (
            "dara-dcep",
            CycleStart(cycle=2, on=date(2026, 2, 12)),
            "several phases have a cycle 2; name the phase: induction, maintenance",
        ),
        (
            "dara-dcep",
            Delay(of="DARA", cycle=1, days=1),
            "several phases have a cycle 1 of DARA; name the phase: induction, maintenance",
        ),
    ],
)
def test_cycle_that_is_not_there_or_not_clear_is_refused(
    regimen: str, event: Event, message: str
) -> None:
    """What there is, or what to name, stands in the mend."""
    assert _refused(HistoryError, regimen, event, cycles=3) == f"events[0]: {message}"


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (
            CycleStart(phase="consolidation", cycle=1, on=START),
            "there is no phase 'consolidation' in dara-dcep; use one of induction, maintenance",
        ),
        (
            Delay(of="VTD", cycle=1, days=1),
            "there is no drug or group 'VTD' in dara-dcep; use one of DCEP, dexamethasone, "
            "cyclophosphamide, etoposide, cisplatin, DARA, daratumumab, G-CSF, pegteograstim, "
            "antibiotic, ciprofloxacin, trimethoprim, sulfamethoxazole",
        ),
    ],
)
def test_name_that_is_not_there_is_refused(event: Event, message: str) -> None:
    """An unknown phase, drug or group is refused with those there are."""
    assert _refused(UnknownNameError, "dara-dcep", event) == f"events[0]: {message}"


def test_phase_need_not_be_named_where_it_is_clear() -> None:
    """Only maintenance has a cycle 4, only induction a cycle 2 of DCEP."""
    regimen = catalogue.get("dara-dcep")
    assert phase_of(regimen, 4, phase=None, where="here") == 1
    assert phase_of(regimen, 2, phase=None, names=["DCEP", "cisplatin"], where="here") == 0
    assert phase_of(regimen, 2, phase="maintenance", where="here") == 1


# --- where a plan ends ---------------------------------------------------------------------------


@pytest.mark.parametrize("regimen", ["daratumumab-iv", "dara-atra", "dara-vd"])
def test_open_ended_regimen_needs_a_horizon(regimen: str) -> None:
    """Treatment until progression is planned only to a stated end."""
    message = _refused(HorizonError, regimen)
    assert message == (
        f"horizon: {regimen} goes on until it is stopped; "
        "give a last day (until) or a number of cycles (cycles)"
    )


def test_number_of_cycles_counts_over_all_phases() -> None:
    """4 cycles of DARA-DCEP are three of induction and one of maintenance."""
    calendar = _plan("dara-dcep", cycles=4)
    assert [(one.phase, one.cycle) for one in calendar.cycles][-2:] == [
        ("induction", 3),
        ("maintenance", 1),
    ]


def test_more_cycles_than_the_regimen_has_are_all_of_it() -> None:
    """10 cycles of a regimen of 3 are 3, and nothing goes on."""
    calendar = _plan("dcep", cycles=10)
    assert len(calendar.cycles) == 3
    assert not [finding for finding in calendar.findings if finding.code == "horizon-reached"]


def test_cycle_that_starts_after_the_last_day_is_not_there() -> None:
    """A cycle that starts on the last day is; one day earlier it is not."""
    assert len(_plan("daratumumab-iv", until=date(2026, 2, 2)).cycles) == 2
    assert len(_plan("daratumumab-iv", until=date(2026, 2, 1)).cycles) == 1


@pytest.mark.parametrize(
    "events",
    [
        (Delay(cycle=2, days=10**6 * 3),),
        (Delay(cycle=2, days=10**10),),
        (Delay(of="DCEP", cycle=2, days=10**7),),
        (Delay(of="DCEP", cycle=2, days=10**20),),
    ],
)
def test_delay_beyond_the_last_year_is_refused(events: tuple[Event, ...]) -> None:
    """However many days somebody types, it is refused as what it is."""
    message = _refused(HorizonError, "dcep", *events)
    assert "past the year 9999" in message
    assert message.endswith("; start earlier, or plan fewer cycles")


def test_course_that_runs_past_the_last_year_is_refused() -> None:
    """The last day there is, is 31 December 9999."""
    with pytest.raises(HorizonError) as caught:
        _plan("dcep", start=date(9999, 12, 1))
    assert str(caught.value) == (
        "start: a course from 9999-12-01 runs past the year 9999; "
        "start earlier, or plan fewer cycles"
    )
    with pytest.raises(HorizonError, match="runs past the year 9999"):
        _plan("daratumumab-iv", start=date(9999, 12, 20), cycles=1)
    assert _plan("dcep", start=date(9999, 9, 1))[-1].date == date(9999, 10, 30)


# --- after a transplant --------------------------------------------------------------------------


def test_after_a_transplant_maintenance_has_no_date_until_its_start_is_recorded() -> None:
    """Its delays and slips have nothing to be counted from either."""
    transplant = Transplant(on=date(2026, 5, 1))
    assert [one.phase for one in _plan("dara-dcep", transplant).cycles] == ["induction"] * 3
    # A delay of what has no date moves nothing.
    late = Delay(phase="maintenance", cycle=1, days=7)
    assert len(_plan("dara-dcep", transplant, late).cycles) == 3
    start = CycleStart(phase="maintenance", cycle=1, on=date(2026, 7, 20))
    calendar = _plan("dara-dcep", transplant, late, start)
    first, second = _cycle(calendar, 1, "maintenance"), _cycle(calendar, 2, "maintenance")
    assert (first.planned, first.delay_days, first.slip_days) == (None, None, None)
    assert first.start == date(2026, 7, 20)
    assert (second.planned, second.delay_days, second.slip_days) == (date(2026, 8, 17), 0, None)


def test_start_of_a_phase_holds_where_the_one_before_it_has_none() -> None:
    """GRIFFIN without its consolidation: maintenance has its recorded date, not none."""
    calendar = _plan(
        "d-rvd-griffin",
        Transplant(on=date(2026, 5, 1)),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 9, 1)),
        cycles=8,
    )
    assert [(cycle.phase, cycle.cycle, f"{cycle.start:%d %b}") for cycle in calendar.cycles] == [
        ("induction", 1, "05 Jan"),
        ("induction", 2, "26 Jan"),
        ("induction", 3, "16 Feb"),
        ("induction", 4, "09 Mar"),
        ("maintenance", 1, "01 Sep"),
        ("maintenance", 2, "29 Sep"),
    ]
    assert _dates(calendar, "daratumumab", 1, "maintenance") == ["01 Sep"]
    pending = [one.message for one in calendar.findings if one.code == "start-pending"]
    assert pending == ["consolidation has no date until its start is recorded"]


def test_start_of_a_later_cycle_holds_where_the_first_has_none() -> None:
    """Consolidation recorded from its second cycle on is shown from there."""
    calendar = _plan(
        "d-rvd-griffin",
        Transplant(on=date(2026, 5, 1)),
        CycleStart(phase="consolidation", cycle=2, on=date(2026, 8, 3)),
        cycles=7,
    )
    assert [(cycle.phase, cycle.cycle, f"{cycle.start:%d %b}") for cycle in calendar.cycles][
        4:
    ] == [
        ("consolidation", 2, "03 Aug"),
        ("maintenance", 1, "24 Aug"),
    ]


def test_group_delayed_in_induction_is_realigned_by_maintenances_start() -> None:
    """A recorded start realigns, also where the phase had no planned date."""
    calendar = _plan(
        "dara-dcep",
        Delay(of="DARA", phase="induction", cycle=3, days=3),
        Transplant(on=date(2026, 5, 1)),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 7, 20)),
    )
    assert _dates(calendar, "daratumumab", 3) == ["05 Mar", "19 Mar"]
    assert _dates(calendar, "daratumumab", 1, "maintenance") == ["20 Jul", "03 Aug"]


# --- the function itself -------------------------------------------------------------------------


def test_timeline_tells_what_made_each_cycle_what_it_is() -> None:
    """The causes are the places of the events, from the last recorded start on."""
    events: list[tuple[str, Event]] = [
        ("first", Delay(cycle=1, days=2)),
        ("second", CycleStart(cycle=2, on=date(2026, 2, 12))),
        ("third", Delay(of="DCEP", cycle=3, days=1)),
    ]
    times = timeline(catalogue.get("dcep"), START, events, Horizon())
    assert [time.causes for time in times] == [("first",), ("second",), ("second", "third")]
    assert [time.recorded for time in times] == [False, True, False]
    assert [time.place for time in times] == [(0, 1), (0, 2), (0, 3)]
    assert [dict(time.offsets) for time in times] == [{}, {}, {"DCEP": 1}]
    assert [_delays(time) for time in times] == [(2, 2), (8, 10), (0, 10)]


def _delays(time: CycleTime) -> tuple[int | None, int | None]:
    return time.delay, time.slip


def _times(
    regimen: str,
    *events: tuple[str, Event],
    horizon: Horizon | None = None,
    unplaced: frozenset[int] = frozenset(),
) -> list[CycleTime]:
    reach = horizon or Horizon()
    return timeline(catalogue.get(regimen), START, events, reach, unplaced=unplaced)


def test_cycles_up_to_the_last_day_are_those_that_start_by_then() -> None:
    """A start recorded after the last day adds no cycle; one on it or before brings those up to it.

    Cycle 3 is planned on 2 March; cycle 2 is late, on 10 March.
    """
    late = ("a", CycleStart(cycle=2, on=date(2026, 3, 10)))
    for third, shown in ((date(2026, 3, 4), 1), (date(2026, 3, 3), 3), (date(2026, 3, 2), 3)):
        times = _times(
            "dcep", late, ("b", CycleStart(cycle=3, on=third)),
            horizon=Horizon(until=date(2026, 3, 3)),
        )  # fmt: skip
        assert len(times) == shown


def test_nothing_is_recorded_before_it_was() -> None:
    """Up to the first recorded start there is none that realigns; from it on there is."""
    times = _times("dara-dcep", ("a", CycleStart(phase="induction", cycle=2, on=date(2026, 2, 5))))
    assert [time.realigned for time in times[:3]] == [(0, 0), (0, 2), (0, 2)]
    assert [time.aligned_by for time in times[:3]] == ["", "a", "a"]


def test_group_is_late_once_and_then_where_it_was_planned() -> None:
    """A day's delay is told of the cycle that it was recorded for, and stays in those after it."""
    times = _times("dara-dcep", ("a", Delay(of="DCEP", cycle=2, days=1)))
    assert [dict(time.group_delays) for time in times[:4]] == [{}, {"DCEP": 1}, {}, {}]
    assert [dict(time.offsets) for time in times[:4]] == [{}, {"DCEP": 1}, {"DCEP": 1}, {"DCEP": 1}]


def test_group_that_a_phase_does_not_have_is_not_early_in_it() -> None:
    """DCEP, 4 days late in induction, is realigned by maintenance's start, which has no DCEP."""
    times = _times(
        "dara-dcep",
        ("a", Delay(of="DCEP", cycle=2, days=4)),
        ("b", Delay(of="DARA", phase="induction", cycle=2, days=3)),
        ("c", CycleStart(phase="maintenance", cycle=1, on=date(2026, 3, 30))),
    )
    assert dict(times[3].group_delays) == {"DARA": -3}


def test_group_is_late_where_its_cycle_has_no_planned_day() -> None:
    """A phase that waits for its start has no delay of its own, but its group has."""
    times = _times(
        "dara-dcep",
        ("a", CycleStart(phase="maintenance", cycle=1, on=date(2026, 7, 20))),
        ("b", Delay(of="DARA", phase="maintenance", cycle=1, days=2)),
        unplaced=frozenset({1}),
    )
    assert (times[3].planned, dict(times[3].group_delays)) == (None, {"DARA": 2})


def test_delay_that_ends_before_a_recorded_start_is_kept() -> None:
    """Cycle 2 may be delayed up to the day before the recorded start of cycle 3."""
    events = (("a", CycleStart(cycle=3, on=date(2026, 3, 2))), ("b", Delay(cycle=2, days=27)))
    assert [f"{time.start:%d %b}" for time in _times("dcep", *events)] == [
        "05 Jan",
        "01 Mar",
        "02 Mar",
    ]


def test_closed_clinic_never_contradicts_a_recorded_start() -> None:
    """What the clinic's days would move past a start gives way to the fact, without an error."""
    events = (
        ("a", CycleStart(cycle=3, on=date(2026, 3, 2))),
        ("clinic days", Delay(cycle=2, days=28)),
    )
    assert [f"{time.start:%d %b}" for time in _times("dcep", *events)] == [
        "05 Jan",
        "02 Mar",
        "02 Mar",
    ]


def test_delay_planned_before_any_start_was_known_contradicts_none() -> None:
    """A course that waits for its start: cycle 1 is recorded last, and later than cycle 3."""
    times = _times(
        "dcep",
        ("a", CycleStart(cycle=3, on=date(2026, 3, 2))),
        ("b", Delay(cycle=2, days=3)),
        ("c", CycleStart(cycle=1, on=date(2026, 2, 5))),
        unplaced=frozenset({0}),
    )
    assert [f"{time.start:%d %b}" for time in times] == ["05 Feb", "08 Mar", "02 Mar"]


@pytest.mark.parametrize(
    ("fact", "starts"),
    [
        # Cycle 1 was two days early, so that 28 days more end before cycle 3 after all.
        (CycleStart(cycle=1, on=date(2026, 1, 3)), ["03 Jan", "28 Feb", "02 Mar"]),
        # The delayed cycle itself has a start since.
        (CycleStart(cycle=2, on=date(2026, 3, 4)), ["05 Jan", "04 Mar", "02 Mar"]),
    ],
)
def test_fact_recorded_after_a_delay_takes_its_contradiction_away(
    fact: CycleStart, starts: list[str]
) -> None:
    """Cycle 2, delayed by 28 days, would have met the recorded start of cycle 3 on 2 March."""
    known = (("a", CycleStart(cycle=3, on=date(2026, 3, 2))), ("b", Delay(cycle=2, days=28)))
    with pytest.raises(HistoryError):
        _times("dcep", *known)
    assert [f"{time.start:%d %b}" for time in _times("dcep", *known, ("c", fact))] == starts


def test_each_delay_is_held_against_what_was_recorded_before_it() -> None:
    """The first was planned before cycle 3 was known; the second makes 31 days, to its day."""
    events = (
        ("a", Delay(cycle=2, days=3)),
        ("b", CycleStart(cycle=3, on=date(2026, 3, 5))),
        ("c", Delay(cycle=2, days=28)),
    )
    with pytest.raises(HistoryError, match=r"^c: cycle 3 .* the cycle before it \(2026-03-05\)"):
        _times("dcep", *events)


def test_start_of_a_phase_is_held_against_the_last_cycle_before_it() -> None:
    """Cycle 3 of induction, put off by 28 days to 30 March, meets maintenance of that day."""
    events = (
        ("a", CycleStart(phase="maintenance", cycle=1, on=date(2026, 3, 30))),
        ("b", Delay(phase="induction", cycle=3, days=28)),
    )
    with pytest.raises(HistoryError, match=r"^b: .* the cycle before it \(2026-03-30\)"):
        _times("dara-dcep", *events)


def test_phase_without_end_that_waits_for_its_start_ends_the_cycles() -> None:
    """Nothing is looked for in cycles without number; the recorded ones are all there are."""
    waits = frozenset({1})
    horizon = Horizon(until=date(2028, 1, 1))
    assert len(_times("dara-vd", horizon=horizon, unplaced=waits)) == 8
    late = ("a", CycleStart(cycle=2, phase="combination", on=date(2026, 1, 28)))
    assert len(_times("dara-vd", late, horizon=horizon, unplaced=waits)) == 8


def test_follower_of_several_names_all() -> None:
    """What follows several drugs is not delayed alone; the mend names each, in order."""
    leaders = ("zeta", "delta", "alpha", "eta", "beta", "gamma")
    source = Source(title="A paper", identifier="none", locator="p. 1", checked_on=START)
    days = (Schedule(days=(1,), cycles=Cycles(1), source=source),)
    components = [
        Component(
            drug=Drug(name=name),
            group=group,
            dose=WrittenDose(amount=amount("10 mg"), source=source),
            timing=timing,
        )
        for leader in leaders
        for name, group, timing in (
            (leader, leader, days),
            (f"after-{leader}", "AFTER", Following(what=leader, offsets=(1,), source=source)),
        )
    ]
    phase = Phase(
        name="only", cycle_length=21, cycles=3, components=tuple(components), source=source
    )
    regimen = Regimen(id="small", title="A small one", revision="1", phases=(phase,))
    with pytest.raises(HistoryError) as caught:
        timeline(regimen, START, [("here", Delay(of="AFTER", cycle=2, days=1))], Horizon())
    assert str(caught.value) == (
        "here: AFTER follows alpha and beta and delta and eta and gamma and zeta and cannot be "
        "delayed alone; delay alpha or beta or delta or eta or gamma or zeta, or postpone single "
        "doses"
    )
