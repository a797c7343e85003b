"""Histories that once gave a wrong dose or date, worked out by hand; none may come back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import attrs
import pytest

from regimens import (
    Correction,
    Course,
    CycleStart,
    Discontinuation,
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Override,
    Patient,
    Postponement,
    RegimensError,
    Response,
    Status,
    Switch,
    Transplant,
    catalogue,
)
from regimens.calendars import Calendar
from regimens.clinic import ClinicDays
from regimens.components import Alternative, Role
from regimens.events import Delay, Event

_PATIENT = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")


def _plan(
    regimen: str, *events: Event, cycles: int | None = 2, patient: Patient = _PATIENT
) -> Calendar:
    course = Course(
        catalogue.get(regimen), patient, start=date(2026, 1, 5), cycles=cycles, events=events
    )
    return course.plan()


def _of(calendar: Calendar, drug: str, *status: Status) -> list[date]:
    wanted = status or (Status.PLANNED, Status.GIVEN)
    return [row.date for row in calendar if row.drug == drug and row.status in wanted]


def _doses(calendar: Calendar, drug: str) -> dict[date, Decimal]:
    live = (Status.PLANNED, Status.GIVEN)
    return {row.date: row.dose for row in calendar if row.drug == drug and row.status in live}


def _codes(calendar: Calendar) -> list[str]:
    return [finding.code for finding in calendar.findings]


def _january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


# --- followers and stops -------------------------------------------------------------------------


def test_growth_factor_moved_past_the_end_of_the_course_is_not_given() -> None:
    """DCEP day 4 goes from 8 to 10 January, G-CSF to the 12th; the course ends on the 11th."""
    moved = Postponement(of="DCEP", on=date(2026, 1, 8), to=date(2026, 1, 10))
    stop = Discontinuation(on=date(2026, 1, 11))
    orders: list[tuple[Event, Event]] = [(moved, stop), (stop, moved)]
    for events in orders:
        calendar = _plan("dara-dcep", *events, cycles=1)
        assert max(row.date for row in calendar if row.status is Status.PLANNED) < stop.on
        assert _of(calendar, "pegteograstim", Status.DISCONTINUED) == _january(12)


def test_growth_factor_that_is_stopped_does_not_follow_a_late_dose() -> None:
    """Cisplatin of the 8th given on the 10th would bring G-CSF to the 12th, stopped on the 11th."""
    calendar = _plan(
        "dara-dcep",
        Given(of="cisplatin", on=date(2026, 1, 10), planned=date(2026, 1, 8)),
        Discontinuation(of="pegteograstim", on=date(2026, 1, 11)),
        cycles=1,
    )
    assert _of(calendar, "pegteograstim") == []


def test_tretinoin_moved_past_its_stop_is_not_given() -> None:
    """Its infusion goes from 14 to 19 January; tretinoin stops on the 15th."""
    calendar = _plan(
        "dara-atra",
        Postponement(
            of="daratumumab",
            on=date(2026, 1, 14),
            to=date(2026, 1, 19),
            recorded=date(2026, 1, 10),
        ),
        Discontinuation(of="tretinoin", on=date(2026, 1, 15)),
        cycles=1,
    )
    assert max(_of(calendar, "tretinoin")) < date(2026, 1, 15)


def test_tretinoin_that_led_to_a_given_infusion_stays() -> None:
    """The course ends on 6 February, and the infusion of the 4th is given all the same."""
    calendar = _plan(
        "dara-atra",
        Discontinuation(on=date(2026, 2, 6), recorded=date(2026, 2, 1)),
        Given(of="daratumumab", on=date(2026, 2, 14), planned=date(2026, 2, 4)),
    )
    rows = [row for row in calendar if row.drug == "tretinoin" and row.cycle == 2]
    assert {row.status for row in rows if row.date < date(2026, 2, 4)} == {Status.PLANNED}
    said = [one.message for one in calendar.findings if one.code == "unplanned"]
    assert said == ["daratumumab given on 2026-02-14 although it was discontinued"]


@pytest.mark.parametrize(
    "event",
    [
        Omission(of="daratumumab", on=date(2026, 1, 19)),
        Discontinuation(of="daratumumab", on=date(2026, 1, 19)),
    ],
)
def test_infusion_given_after_all_has_its_premedication(event: Event) -> None:
    """Day 15: omitted or stopped, and given on that day."""
    given = Given(of="daratumumab", on=date(2026, 1, 19))
    calendar = _plan("dara-vd", event, given, cycles=1)
    (row,) = [one for one in calendar if one.drug == "dexamethasone" and one.day == 15]
    assert (row.status, row.dose) == (Status.PLANNED, Decimal(20))


def test_events_are_told_in_the_order_they_were_recorded() -> None:
    """Stopped, then given."""
    calendar = _plan(
        "dcep",
        Discontinuation(on=date(2026, 1, 6)),
        Given(of="cisplatin", on=date(2026, 1, 9), planned=date(2026, 1, 8)),
        cycles=1,
    )
    row = next(one for one in calendar if one.status is Status.GIVEN)
    assert row.explain().splitlines()[-1] == "  events that changed it: events[0], events[1]"


# --- weights -------------------------------------------------------------------------------------


def test_weights_count_by_the_day_they_were_measured() -> None:
    """63 kg from 2 February and 56.5 kg from 2 March: 1008 and 904 mg, however recorded."""
    march = Measurement(on=date(2026, 3, 1), weight="56.5 kg")
    february = Measurement(on=date(2026, 2, 1), weight="63 kg")
    for events in permutations((march, february)):
        doses = _doses(_plan("daratumumab-iv", *events, cycles=4), "daratumumab")
        assert doses[date(2026, 1, 26)] == 1120
        assert doses[date(2026, 2, 2)] == 1008
        assert doses[date(2026, 3, 2)] == 904


def test_weight_named_for_later_stays_when_an_older_one_is_recorded() -> None:
    """63 kg from 16 February, 60 kg from 2 March: 1008 and 960 mg."""
    doses = _doses(
        _plan(
            "daratumumab-iv",
            Measurement(on=date(2026, 2, 20), weight="56 kg", from_=date(2026, 3, 2)),
            Measurement(on=date(2026, 2, 10), weight="63 kg", from_=date(2026, 2, 16)),
            cycles=4,
        ),
        "daratumumab",
    )
    assert doses[date(2026, 2, 9)] == 1120
    assert doses[date(2026, 2, 16)] == 1008
    assert doses[date(2026, 3, 2)] == 896


def test_weight_that_never_counts_is_said() -> None:
    """60 kg is to count from 1 April, but 56 kg of 10 March does from the 30th of March on."""
    calendar = _plan(
        "daratumumab-iv",
        Measurement(on=date(2026, 2, 10), weight="60 kg", from_=date(2026, 4, 1)),
        Measurement(on=date(2026, 3, 10), weight="56 kg"),
        cycles=5,
    )
    first, second = [f.message for f in calendar.findings if f.code == "dose-reweighed"]
    assert first.endswith("not used, because the weight of 2026-03-10 takes its place before")
    assert second.endswith("doses are made from it from day 1 of the next cycle")
    assert _doses(calendar, "daratumumab")[date(2026, 4, 13)] == 896


@pytest.mark.parametrize("cycles", [1, 2, 4])
def test_weights_are_judged_alike_however_much_is_shown(cycles: int) -> None:
    """60 kg counts from 2 February; 54 kg of 27 February is 10 % below that."""
    calendar = _plan(
        "daratumumab-iv",
        Measurement(on=date(2026, 1, 28), weight="60 kg"),
        Measurement(on=date(2026, 2, 27), weight="54 kg"),
        cycles=cycles,
    )
    assert not calendar.violated
    assert _codes(calendar).count("dose-reweighed") == 2


# --- given late ----------------------------------------------------------------------------------


def test_dose_given_late_moves_the_next_after_the_postponement_is_voided() -> None:
    """Due on 26 January and given on the 28th: the next on 4, 11 and 18 February."""
    calendar = _plan(
        "daratumumab-iv",
        Postponement(id="e1", of="daratumumab", on=date(2026, 1, 26), to=date(2026, 1, 28)),
        Given(of="daratumumab", on=date(2026, 1, 28)),
        Correction(voids="e1"),
    )
    assert _of(calendar, "daratumumab")[3:7] == [
        date(2026, 1, 28),
        date(2026, 2, 4),
        date(2026, 2, 11),
        date(2026, 2, 18),
    ]


def test_dose_given_late_moves_the_next_after_an_earlier_one_is_corrected() -> None:
    """12 January was on time: the dose of the 19th is 2 days late, the next on the 28th."""
    calendar = _plan(
        "daratumumab-iv",
        Given(id="g", of="daratumumab", on=date(2026, 1, 14), planned=date(2026, 1, 12)),
        Given(of="daratumumab", on=date(2026, 1, 21)),
        Correction(voids="g"),
        Given(of="daratumumab", on=date(2026, 1, 12)),
    )
    assert _of(calendar, "daratumumab")[:4] == _january(5, 12, 21, 28)


@pytest.mark.parametrize(
    ("dose", "shown"), [(None, Decimal(1800)), ("1800 mg", Decimal(1800))], ids=["", "with dose"]
)
def test_dose_given_late_is_the_product_of_its_day(dose: str | None, shown: Decimal) -> None:
    """Under the skin from 21 January: the dose of the 19th given on the 21st is 1800 mg SC."""
    calendar = _plan(
        "daratumumab-iv",
        Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 21)),
        Given(of="daratumumab", on=date(2026, 1, 21), planned=date(2026, 1, 19), dose=dose),
        cycles=1,
    )
    row = next(row for row in calendar if row.status is Status.GIVEN)
    assert (row.date, row.dose, row.route and row.route.value) == (date(2026, 1, 21), shown, "SC")
    assert "given-deviates" not in _codes(calendar)


def test_dose_given_late_is_of_the_weight_of_its_day() -> None:
    """62 kg from 20 January: the dose of the 19th given on the 21st is 992 mg."""
    calendar = _plan(
        "daratumumab-iv",
        Measurement(on=date(2026, 1, 15), weight="62 kg", from_=date(2026, 1, 20)),
        Given(of="daratumumab", on=date(2026, 1, 21), planned=date(2026, 1, 19)),
        cycles=1,
    )
    assert _doses(calendar, "daratumumab")[date(2026, 1, 21)] == 992


def test_several_drugs_are_given_by_one_event() -> None:
    """The group's name stands for its four drugs, a list for those it names."""
    calendar = _plan("dara-dcep", Given(of="DCEP", on=date(2026, 1, 5)), cycles=1)
    given = [row.drug for row in calendar if row.status is Status.GIVEN]
    assert given == ["dexamethasone", "cyclophosphamide", "etoposide", "cisplatin"]
    pair = Given(of=["cisplatin", "etoposide"], on=date(2026, 1, 6))
    calendar = _plan("dara-dcep", pair, cycles=1)
    assert [row.drug for row in calendar if row.status is Status.GIVEN] == [
        "etoposide",
        "cisplatin",
    ]
    with pytest.raises(RegimensError, match="record each drug by itself"):
        _plan("dara-dcep", Given(of="DCEP", on=date(2026, 1, 5), dose="40 mg"), cycles=1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("daratumumab-sc", "record daratumumab, which it is a product of"),
        ("daratumumb", "daratumumab-iv has no 'daratumumb', only DARA, daratumumab"),
    ],
)
def test_given_dose_without_a_place_says_why(name: str, said: str) -> None:
    """It is recorded all the same."""
    calendar = _plan("daratumumab-iv", Given(of=name, on=date(2026, 1, 5)), cycles=1)
    assert said in next(f.message for f in calendar.findings if f.code == "unplanned")


def test_given_dose_that_fulfilled_nothing_is_said_after_a_correction_too() -> None:
    """The correction of something else does not make it planned."""
    calendar = _plan(
        "daratumumab-iv",
        Given(of="daratumumab", on=date(2026, 1, 8)),
        Omission(id="o", of="daratumumab", on=date(2026, 1, 12)),
        Correction(voids="o"),
        cycles=1,
    )
    assert _codes(calendar).count("unplanned") == 1


_ATRA_START = date(2026, 2, 2)


def _atra(*events: Event, **settings: Any) -> Calendar:
    course = Course(
        catalogue.get("dara-atra"),
        _PATIENT,
        start=_ATRA_START,
        cycles=2,
        events=events,
        **settings,
    )
    return course.plan()


def _february(*days: int) -> list[date]:
    return [date(2026, 2, day) for day in days]


def test_postponed_infusion_given_on_its_first_day_after_all() -> None:
    """11 February, postponed to the 14th, given on the 11th: no day is left to lead to it."""
    calendar = _atra(
        Postponement(
            of="daratumumab",
            on=date(2026, 2, 11),
            to=date(2026, 2, 14),
            recorded=date(2026, 2, 6),
        ),
        Given(of="daratumumab", on=date(2026, 2, 11), planned=date(2026, 2, 14)),
    )
    rows = [row for row in calendar if row.drug == "tretinoin" and row.day in {8, 9, 10}]
    own = {(row.day, row.date, row.status) for row in rows if row.cycle == 1}
    # What was shown for the 12th and 13th would have to be taken on days already gone by.
    assert own == {
        (8, date(2026, 2, 12), Status.OMITTED),
        (9, date(2026, 2, 13), Status.OMITTED),
        (10, date(2026, 2, 11), Status.PLANNED),
    }
    assert _of(calendar, "daratumumab")[:3] == _february(4, 11, 18)


@pytest.mark.parametrize(
    ("to", "given_on", "left"),
    [(16, 15, [14, 15]), (15, 13, [12, 13]), (17, 13, [12, 13])],
)
def test_tretinoin_is_never_taken_back_beyond_where_it_was(
    to: int, given_on: int, left: list[int]
) -> None:
    """Infusion of 14 January postponed and then given earlier: no day twice, none gone by."""
    calendar = _plan(
        "dara-atra",
        Postponement(
            of="daratumumab",
            on=date(2026, 1, 14),
            to=date(2026, 1, to),
            recorded=date(2026, 1, 11) if to == 16 else None,
        ),
        Given(of="daratumumab", on=date(2026, 1, given_on), planned=date(2026, 1, to)),
        cycles=1,
    )
    rows = [
        row.date
        for row in calendar
        if row.drug == "tretinoin"
        and row.day in {8, 9, 10}
        and row.occurrence == 1
        and row.status is Status.PLANNED
    ]
    assert sorted(rows)[: len(left)] == _january(*left)
    assert len(rows) == len(set(rows))
    assert min(rows) >= date(2026, 1, 12)


def test_two_steroids_of_one_day_are_a_violation() -> None:
    """Premedication given with its infusion on 16 January, where the backbone has a dose."""
    calendar = _plan(
        "dara-vd",
        Given(of=["daratumumab", "premedication"], on=date(2026, 1, 16), planned=date(2026, 1, 19)),
        cycles=1,
    )
    said = [one.message for one in calendar.findings if one.code == "interval-too-short"]
    assert any("dexamethasone stands twice on 2026-01-16" in text for text in said)


@pytest.mark.parametrize(("day", "growth"), [(8, 10), (9, 11), (10, 12)])
def test_growth_factor_follows_the_day_dcep_was_given_on(day: int, growth: int) -> None:
    """Day 4 of 8 January postponed to the 10th, and given on the 8th, 9th or 10th."""
    calendar = _plan(
        "dara-dcep",
        Postponement(of="DCEP", on=date(2026, 1, 8), to=date(2026, 1, 10)),
        Given(of="DCEP", on=date(2026, 1, day), planned=date(2026, 1, 10)),
        cycles=1,
    )
    assert _of(calendar, "pegteograstim") == _january(growth)


def test_dose_given_before_the_day_it_was_postponed_to_takes_days_back() -> None:
    """12 January, postponed to the 15th, given on the 13th: one day late, the next on the 20th."""
    calendar = _plan(
        "daratumumab-iv",
        Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 15)),
        Given(of="daratumumab", on=date(2026, 1, 13), planned=date(2026, 1, 15)),
        cycles=1,
    )
    assert _of(calendar, "daratumumab") == _january(5, 13, 20, 27)


def test_given_dose_stays_on_the_page_when_its_cycle_moves_off_it() -> None:
    """Given on 2 February, the cycle then recorded for the 9th, shown to the 5th."""
    course = Course(
        catalogue.get("dcep"),
        _PATIENT,
        start=date(2026, 1, 5),
        until=date(2026, 2, 5),
        events=[
            Given(of="DCEP", on=date(2026, 2, 2)),
            CycleStart(cycle=2, on=date(2026, 2, 9)),
        ],
    )
    given = [row.drug for row in course.plan() if row.status is Status.GIVEN]
    assert len(given) == 4


def test_omitted_dose_goes_with_its_cycle() -> None:
    """Left out in advance, and the cycle then 3 days late."""
    calendar = _plan(
        "daratumumab-iv",
        Omission(of="daratumumab", on=date(2026, 2, 9)),
        Delay(cycle=2, days=3),
    )
    assert _of(calendar, "daratumumab", Status.OMITTED) == _february(12)


# --- one steroid a day ---------------------------------------------------------------------------


def test_reduced_premedication_is_reduced_on_every_day() -> None:
    """Both at half: 10 mg on each of the 9 days of cycle 1."""
    half = DoseChange(of=["dexamethasone", "premedication"], to="0.5", cycle=1, phase="combination")
    doses = _doses(_plan("dara-vd", half, cycles=1), "dexamethasone")
    assert doses == dict.fromkeys(_january(5, 6, 8, 9, 12, 13, 15, 16, 19), Decimal(10))


def test_reduced_treatment_leaves_the_premedication_its_dose() -> None:
    """20 mg before each infusion (5, 12 and 19 January), 10 mg on the other days."""
    half = DoseChange(of="dexamethasone", to="0.5", cycle=1, phase="combination")
    doses = _doses(_plan("dara-vd", half, cycles=1), "dexamethasone")
    full = _january(5, 12, 19)
    assert doses == {
        day: Decimal(20 if day in full else 10) for day in _january(5, 6, 8, 9, 12, 13, 15, 16, 19)
    }


def test_premedication_comes_on_the_day_of_an_infusion_given_late() -> None:
    """Day 15, 19 January, given on the 20th: the steroid is that of the 20th."""
    late = Given(of="daratumumab", on=date(2026, 1, 20), planned=date(2026, 1, 19))
    calendar = _plan("dara-vd", late, cycles=1)
    assert _of(calendar, "dexamethasone")[-1] == date(2026, 1, 20)
    assert date(2026, 1, 19) not in _of(calendar, "dexamethasone")


def test_premedication_comes_early_with_its_infusion() -> None:
    """Day 15, 19 January, given on the 18th."""
    early = Given(of="daratumumab", on=date(2026, 1, 18), planned=date(2026, 1, 19))
    calendar = _plan("dara-vd", early, cycles=1)
    assert _of(calendar, "dexamethasone")[-1] == date(2026, 1, 18)


def test_premedication_of_a_postponed_infusion_given_on_time() -> None:
    """Postponed from 19 to 22 January, given on the 19th: the steroid too."""
    calendar = _plan(
        "dara-vd",
        Postponement(of="daratumumab", on=date(2026, 1, 19), to=date(2026, 1, 22)),
        Given(of="daratumumab", on=date(2026, 1, 19), planned=date(2026, 1, 22)),
        cycles=1,
    )
    assert _of(calendar, "dexamethasone")[-1] == date(2026, 1, 19)


@pytest.mark.parametrize("of", ["premedication", ["Vd", "premedication"], "dexamethasone"])
def test_steroid_in_both_roles_is_given_by_either_name(of: Any) -> None:
    """12 January: one row, whatever it is called."""
    calendar = _plan("dara-vd", Given(of=of, on=date(2026, 1, 12)), cycles=1)
    assert _of(calendar, "dexamethasone", Status.GIVEN) == _january(12)
    assert "unplanned" not in _codes(calendar)


def test_premedication_joins_the_backbone_of_the_late_day() -> None:
    """Day 8, 12 January, given on the 13th, where the backbone has a dose already."""
    late = Given(of="daratumumab", on=date(2026, 1, 13), planned=date(2026, 1, 12))
    rows = {
        row.date: row for row in _plan("dara-vd", late, cycles=1) if row.drug == "dexamethasone"
    }
    assert rows[date(2026, 1, 13)].roles == (Role.TREATMENT, Role.PREMEDICATION)
    assert rows[date(2026, 1, 12)].roles == (Role.TREATMENT,)


def test_omitted_dexamethasone_is_not_given_in_any_role() -> None:
    """One row with both roles: omitting it leaves none on that day."""
    calendar = _plan("dara-vd", Omission(of="dexamethasone", on=date(2026, 1, 12)), cycles=1)
    assert any("which is then without" in finding.message for finding in calendar.findings)
    assert date(2026, 1, 12) not in _of(calendar, "dexamethasone")
    alone = _plan("dara-vd", Omission(of="dexamethasone", on=date(2026, 1, 19)), cycles=1)
    assert date(2026, 1, 19) not in _of(alone, "dexamethasone")


def test_premedication_by_itself_is_postponed_by_its_drug() -> None:
    """On 19 January there is no other dexamethasone that could be meant."""
    late = Postponement(of="dexamethasone", on=date(2026, 1, 19), to=date(2026, 1, 20))
    calendar = _plan("dara-vd", late, cycles=1)
    assert _of(calendar, "dexamethasone")[-1] == date(2026, 1, 20)


@pytest.mark.parametrize(
    ("event", "was"),
    [
        (Omission(of="daratumumab", on=date(2026, 1, 12)), "omitted"),
        (Discontinuation(of="daratumumab", on=date(2026, 1, 12)), "discontinued"),
    ],
)
def test_dose_given_although_it_was_not_to_be_is_a_violation(event: Event, was: str) -> None:
    """It is recorded all the same."""
    calendar = _plan(
        "daratumumab-iv", event, Given(of="daratumumab", on=date(2026, 1, 12)), cycles=1
    )
    assert _of(calendar, "daratumumab", Status.GIVEN) == _january(12)
    (said,) = [finding for finding in calendar.findings if finding.code == "unplanned"]
    assert said.message == f"daratumumab given on 2026-01-12 although it was {was}"


def test_premedication_is_omitted_by_its_group() -> None:
    """The backbone's own dose stays."""
    calendar = _plan("dara-vd", Omission(of="premedication", on=date(2026, 1, 12)), cycles=1)
    (row,) = [
        row
        for row in calendar
        if row.drug == "dexamethasone"
        and row.date == date(2026, 1, 12)
        and row.status is Status.PLANNED
    ]
    assert row.roles == (Role.TREATMENT,)


def test_postponed_dexamethasone_says_that_the_premedication_stays() -> None:
    """The treatment of 12 January moves to the 14th, the infusion keeps its steroid."""
    late = Postponement(of="dexamethasone", on=date(2026, 1, 12), to=date(2026, 1, 14))
    calendar = _plan("dara-vd", late, cycles=1)
    said = [f.message for f in calendar.findings if "stays with its infusion" in f.message]
    assert len(said) == 1
    assert date(2026, 1, 12) in _of(calendar, "dexamethasone")


def test_stopped_dexamethasone_says_that_the_premedication_goes_on() -> None:
    """Unless its group is named too."""
    stop = Discontinuation(of="dexamethasone", on=date(2026, 1, 8))
    calendar = _plan("dara-vd", stop, cycles=1)
    assert any("as premedication it goes on" in f.message for f in calendar.findings)
    assert _of(calendar, "dexamethasone") == _january(5, 6, 12, 19)
    both = Discontinuation(of=["dexamethasone", "premedication"], on=date(2026, 1, 8))
    calendar = _plan("dara-vd", both, cycles=1)
    assert not any("as premedication it goes on" in f.message for f in calendar.findings)
    assert _of(calendar, "dexamethasone") == _january(5, 6)


# --- findings that were wrong --------------------------------------------------------------------


def test_measured_clearance_is_not_passed_by_an_estimate() -> None:
    """20 mL/min measured stands, whatever the creatinine of that day or later says."""
    measured = Lab(on=date(2026, 1, 2), creatinine_clearance="20 mL/min")
    for later in (date(2026, 1, 2), date(2026, 1, 4)):
        estimate = Lab(on=later, creatinine="88 µmol/L")
        for events in permutations((measured, estimate)):
            assert "lab-below-threshold" in _codes(_plan("dara-dcep", *events, cycles=1))


def test_level_of_another_drug_does_not_silence_the_one_indicated() -> None:
    """81 years old: bortezomib weekly says nothing of dexamethasone."""
    old = Patient(sex="female", born=date(1945, 1, 1), height="165 cm", weight="70 kg")
    weekly = DoseChange(of="bortezomib", level="weekly", cycle=1)
    assert "level-indicated" in _codes(_plan("dara-vd", weekly, cycles=1, patient=old))
    right = DoseChange(of="dexamethasone", level="weekly", cycle=1, phase="combination")
    assert "level-indicated" not in _codes(_plan("dara-vd", right, cycles=1, patient=old))


def test_stopped_course_waits_for_nothing_and_does_not_go_on() -> None:
    """Nothing is conditional any more, and no horizon is reached."""
    stop = Discontinuation(on=date(2026, 1, 9))
    assert "response-pending" not in _codes(_plan("dara-dcep", stop, cycles=None))
    assert "horizon-reached" not in _codes(_plan("daratumumab-iv", stop, cycles=4))
    later = Discontinuation(on=date(2026, 6, 1))
    assert "horizon-reached" in _codes(_plan("daratumumab-iv", later, cycles=2))


def test_dose_moved_onto_an_omitted_one_takes_its_day() -> None:
    """Bortezomib of 12 January is not given, so that of the 8th can be."""
    calendar = _plan(
        "dara-vd",
        Omission(of="bortezomib", on=date(2026, 1, 12)),
        Postponement(of="bortezomib", on=date(2026, 1, 8), to=date(2026, 1, 12)),
        cycles=1,
    )
    assert _of(calendar, "bortezomib") == _january(5, 12, 15)


def test_postponement_undone_by_a_later_start_is_said() -> None:
    """The start of cycle 1, recorded afterwards, puts bortezomib back on the 15th."""
    calendar = _plan(
        "dara-vd",
        Postponement(of="bortezomib", on=date(2026, 1, 15), to=date(2026, 1, 16)),
        CycleStart(phase="combination", cycle=1, on=date(2026, 1, 5)),
        cycles=1,
    )
    assert _of(calendar, "bortezomib")[-1] == date(2026, 1, 15)
    assert any("postpone it again" in finding.message for finding in calendar.findings)


def test_doses_in_the_wrong_order_are_a_violation() -> None:
    """Day 15 given on 10 January, before day 8 on the 12th."""
    early = Given(of="daratumumab", on=date(2026, 1, 10), planned=date(2026, 1, 19))
    calendar = _plan("daratumumab-iv", early, cycles=1)
    messages = [f.message for f in calendar.findings if f.code.startswith("interval")]
    assert any(f.code == "interval-too-short" for f in calendar.findings)
    assert not any("-" in text.replace("2026-01-", "") for text in messages)


def test_transplant_without_a_phase_after_it_is_said() -> None:
    """DaraVd has none."""
    calendar = _plan("dara-vd", Transplant(on=date(2026, 5, 1)))
    assert any("changes nothing" in finding.message for finding in calendar.findings)


def test_start_of_a_later_cycle_after_a_transplant_counts() -> None:
    """Only the second maintenance cycle has a start on record: 15 and 29 June, then 13 July."""
    calendar = _plan(
        "dara-dcep",
        Response(on=date(2026, 4, 1), response="PR"),
        Transplant(on=date(2026, 4, 20)),
        CycleStart(phase="maintenance", cycle=2, on=date(2026, 6, 15)),
        cycles=None,
    )
    days = [(row.cycle, row.date) for row in calendar if row.phase == "maintenance"]
    assert days[:3] == [
        (2, date(2026, 6, 15)),
        (2, date(2026, 6, 29)),
        (3, date(2026, 7, 13)),
    ]


def test_delay_of_a_cycle_without_a_date_is_said() -> None:
    """After a transplant maintenance has none."""
    calendar = _plan(
        "dara-dcep",
        Delay(phase="maintenance", cycle=1, days=3),
        Transplant(on=date(2026, 4, 20)),
        cycles=None,
    )
    assert any("no date to be delayed from" in one.message for one in calendar.findings)


def test_days_before_are_not_negative_days_after() -> None:
    """Nobody reads a minus sign in a sentence."""
    early = _plan(
        "dara-dcep",
        Response(on=date(2026, 4, 1), response="PR"),
        Transplant(on=date(2026, 5, 1)),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 4, 29)),
        cycles=None,
    )
    assert any("2 days before the transplant" in finding.message for finding in early.findings)
    ending = Patient(height="165 cm", weight="70 kg", prior_therapy_ended=date(2026, 1, 20))
    soon = _plan("dara-dcep", cycles=1, patient=ending)
    assert any(f.message.startswith("15 days before prior therapy") for f in soon.findings)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Lab(on=date(2026, 1, 5)), "give at least one"),
        (lambda: Measurement(on=date(2026, 1, 5)), "give a weight or a height"),
        (
            lambda: Measurement(on=date(2026, 1, 5), weight="60 kg", from_=date(2026, 1, 4)),
            "lies before the measurement",
        ),
    ],
)
def test_event_that_says_nothing_is_refused(make: object, said: str) -> None:
    """A fact has a value, and counts from its own day at the earliest."""
    assert callable(make)
    with pytest.raises(RegimensError, match=said):
        make()


def test_interval_at_half_the_written_days_is_not_too_short() -> None:
    """7 days are written. 4 days are more than half of them, 3 are less: our own reading."""
    for day, short in ((8, False), (9, True)):
        first = Given(of="daratumumab", on=date(2026, 1, day), planned=date(2026, 1, 5))
        due = date(2026, 1, 12) + timedelta(days=day - 5)
        second = Given(of="daratumumab", on=date(2026, 1, 12), planned=due)
        codes = _codes(_plan("daratumumab-iv", first, second, cycles=1))
        assert ("interval-too-short" in codes) is short


def test_dose_left_out_before_the_course_stops_stays_left_out() -> None:
    """It was decided of that dose; the doses after it are discontinued."""
    on = date(2026, 1, 19)
    omitted = Omission(of="daratumumab", on=on, recorded=date(2026, 1, 12))
    calendar = _plan("daratumumab-iv", omitted, Discontinuation(on=on))
    assert _of(calendar, "daratumumab", Status.OMITTED) == [on]
    assert _of(calendar, "daratumumab", Status.DISCONTINUED)[0] == date(2026, 1, 26)


@pytest.mark.parametrize("together", [True, False])
def test_infusion_and_premedication_given_late_leave_the_backbone_its_day(together: bool) -> None:
    """Day 8's were given on day 10, on which no dexamethasone is due; day 8's stays due."""
    planned, on = date(2026, 1, 12), date(2026, 1, 14)
    events = (
        [Given(of=["daratumumab", "premedication"], planned=planned, on=on)]
        if together
        else [
            Given(of="daratumumab", planned=planned, on=on),
            Given(of="premedication", on=on),
        ]
    )
    calendar = _plan("dara-vd", *events)
    week = [row for row in calendar if row.drug == "dexamethasone" and row.date >= planned][:4]
    assert [(row.date, row.status, row.roles) for row in week] == [
        (planned, Status.PLANNED, (Role.TREATMENT,)),
        (date(2026, 1, 13), Status.PLANNED, (Role.TREATMENT,)),
        (on, Status.GIVEN, (Role.PREMEDICATION,)),
        (date(2026, 1, 15), Status.PLANNED, (Role.TREATMENT,)),
    ]


# --- what the day a dose was given on means, whatever the order of recording -------------------


def _late(on: int, planned: int) -> Given:
    return Given(of="daratumumab", on=date(2026, 1, on), planned=date(2026, 1, planned))


@pytest.mark.parametrize("regimen", ["dara-vd", "daratumumab-iv"])
def test_start_recorded_later_keeps_the_interval_from_a_given_dose(regimen: str) -> None:
    """Day 8 given on the 15th, then the start confirmed: day 15 is a week later, the 22nd."""
    start = CycleStart(phase=catalogue.get(regimen).phases[0].name, cycle=1, on=date(2026, 1, 5))
    calendar = _plan(regimen, _late(15, 12), start, cycles=1)
    assert _of(calendar, "daratumumab")[:3] == _january(5, 15, 22)


def test_corrected_start_keeps_the_interval_from_a_given_dose() -> None:
    """Cycle 2 was 2 February, not the 3rd; its day 8 was given on the 12th, day 15 is the 19th."""
    calendar = _plan(
        "daratumumab-iv",
        CycleStart(cycle=2, on=date(2026, 2, 3), id="s"),
        Given(of="daratumumab", on=date(2026, 2, 12), planned=date(2026, 2, 10)),
        Correction(voids="s"),
        CycleStart(cycle=2, on=date(2026, 2, 2)),
    )
    assert [day.day for day in _of(calendar, "daratumumab")[4:7]] == [2, 12, 19]


@pytest.mark.parametrize("order", [1, -1])
def test_late_doses_count_once_whichever_is_recorded_first(order: int) -> None:
    """Given on the 14th and, a week later, on the 21st: the next is the 28th."""
    events = [_late(14, 12), Given(of="daratumumab", on=date(2026, 1, 21), planned=None)]
    if order < 0:
        events = [_late(21, 19), _late(14, 12)]
    calendar = _plan("daratumumab-iv", *events, cycles=1)
    assert _of(calendar, "daratumumab") == _january(5, 14, 21, 28)


def test_late_dose_recorded_again_counts_once() -> None:
    """Only the amount was wrong: the days stay."""
    calendar = _plan(
        "daratumumab-iv",
        Given(
            of="daratumumab",
            on=date(2026, 1, 14),
            planned=date(2026, 1, 12),
            dose="112 mg",
            id="g",
        ),
        Given(of="daratumumab", on=date(2026, 1, 21)),
        Correction(voids="g"),
        Given(of="daratumumab", on=date(2026, 1, 14), planned=date(2026, 1, 12), dose="1120 mg"),
        cycles=1,
    )
    assert _of(calendar, "daratumumab") == _january(5, 14, 21, 28)


def test_delay_corrected_after_a_given_dose_counts_once() -> None:
    """Cycle 2 eight days late, day 1 given on 12 February: the next is the 19th, both times."""
    calendar = _plan(
        "daratumumab-iv",
        Delay(cycle=2, days=8, id="d"),
        Given(of="daratumumab", on=date(2026, 2, 12), planned=date(2026, 2, 10)),
        Correction(voids="d"),
        CycleStart(cycle=2, on=date(2026, 2, 10)),
    )
    assert [day.day for day in _of(calendar, "daratumumab")[4:6]] == [12, 19]


def test_cycle_with_a_given_dose_is_not_delayed() -> None:
    """Its block of days would be torn apart."""
    given = Given(of="DCEP", on=date(2026, 2, 2))
    with pytest.raises(RegimensError) as caught:
        _plan("dcep", given, Delay(cycle=2, days=3), cycles=None)
    assert str(caught.value) == (
        "events[1]: induction cycle 2 has begun: dexamethasone was given on 2026-02-02; "
        "postpone single doses, or delay another group or a later cycle"
    )


@pytest.mark.parametrize(
    "left_out",
    [
        Omission(of="DCEP", on=date(2026, 1, 12), recorded=date(2026, 1, 9)),
        Discontinuation(of="DCEP", on=date(2026, 1, 10)),
    ],
)
def test_growth_factor_does_not_wait_for_a_day_that_is_not_given(left_out: Event) -> None:
    """Day 4 put off to the 12th and then left out: the growth factor stays on day 6, the 10th."""
    put_off = Postponement(of="DCEP", on=date(2026, 1, 8), to=date(2026, 1, 12))
    calendar = _plan("dara-dcep", put_off, left_out, cycles=1)
    assert _of(calendar, "pegteograstim") == _january(10)


def test_growth_factor_follows_the_drugs_that_are_given() -> None:
    """Cisplatin alone put off and left out; the others had their day 4 on the 8th."""
    calendar = _plan(
        "dara-dcep",
        Postponement(of="cisplatin", on=date(2026, 1, 8), to=date(2026, 1, 10)),
        Omission(of="cisplatin", on=date(2026, 1, 10)),
        cycles=1,
    )
    assert _of(calendar, "pegteograstim") == _january(10)


@pytest.mark.parametrize(
    "later",
    [
        Postponement(of="daratumumab", on=date(2026, 1, 19), to=date(2026, 1, 21)),
        Given(of="daratumumab", on=date(2026, 1, 21), planned=date(2026, 1, 19)),
    ],
)
def test_infusion_put_off_after_its_steroid_was_taken_is_said(later: Event) -> None:
    """Day 15 has no backbone dexamethasone: the 21st has none at all."""
    taken = Given(of="dexamethasone", on=date(2026, 1, 19))
    calendar = _plan("dara-vd", taken, later, cycles=1)
    said = [one.message for one in calendar.findings if one.code == "no-premedication"]
    if isinstance(later, Given):
        assert said == []  # it cannot be given any more
    else:
        assert said == [
            "daratumumab on 2026-01-21 has no dexamethasone as premedication: what belonged to it "
            "was given on another day"
        ]


def test_premedication_of_an_option_that_is_not_picked_is_not_missed() -> None:
    """Day 8 a day late: of two steroids to choose from, each is there where it was picked."""
    written = catalogue.get("daratumumab-iv")
    (phase,) = written.phases
    steroid = next(
        component
        for component in catalogue.get("dara-vd").phases[0].components
        if component.role is Role.PREMEDICATION
    )
    options = [
        attrs.evolve(
            steroid,
            drug=attrs.evolve(steroid.drug, name=name),
            alternative=Alternative(choice="steroid", option=name),
        )
        for name in ("dexamethasone", "methylprednisolone")
    ]
    phase = attrs.evolve(phase, components=(*options, *phase.components))
    late = Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 13))
    for choices in ({}, {"steroid": "methylprednisolone"}):
        course = Course(
            attrs.evolve(written, phases=(phase,)),
            _PATIENT,
            start=date(2026, 1, 5),
            cycles=1,
            choices=choices,
            events=[late],
        )
        calendar = course.plan()
        assert _of(calendar, choices.get("steroid", "dexamethasone")) == _january(5, 13, 20, 27)
        assert "no-premedication" not in _codes(calendar)


def test_day_gone_by_is_unconfirmed_also_where_a_move_made_it_earlier() -> None:
    """19 and 20 January closed: the dose of the 19th is moved to the 18th, before the 19th."""
    course = Course(
        catalogue.get("daratumumab-iv"),
        _PATIENT,
        start=date(2026, 1, 5),
        cycles=1,
        clinic=ClinicDays(
            closed_dates=[date(2026, 1, 19), date(2026, 1, 20)], may_move={"DARA": 1}
        ),
        as_of=date(2026, 1, 19),
    )
    (moved,) = [row for row in course.plan() if row.drug == "daratumumab" and row.day == 15]
    assert (moved.date, moved.status) == (date(2026, 1, 18), Status.UNCONFIRMED)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2025, 1, 5), "before its cycle starts on 2026-01-05"),
        (date(2062, 1, 5), "13149 days after its cycle started on 2026-01-05"),
    ],
)
def test_slip_in_the_year_of_a_given_dose_is_said(on: date, said: str) -> None:
    """What was given is kept as recorded, with a word beside it."""
    calendar = _plan("dcep", Given(of="cisplatin", on=on, planned=date(2026, 1, 5)), cycles=None)
    (finding,) = [one for one in calendar.findings if one.code == "given-deviates"]
    assert said in finding.message
    assert _of(calendar, "cisplatin", Status.GIVEN) == [on]


def test_dose_given_after_the_day_of_the_calendar_is_said() -> None:
    """The calendar is of the 14th, the dose of the 19th."""
    course = Course(
        catalogue.get("daratumumab-iv"),
        _PATIENT,
        start=date(2026, 1, 5),
        cycles=1,
        events=[Given(of="daratumumab", on=date(2026, 1, 19))],
        as_of=date(2026, 1, 14),
    )
    (finding,) = [one for one in course.plan().findings if one.code == "given-deviates"]
    assert "given on 2026-01-19, after 2026-01-14, the day of this calendar" in finding.message


def test_earlier_switch_recorded_later_leaves_the_one_to_come() -> None:
    """Subcutaneous from 9 February on, whatever is recorded about 26 January since."""
    calendar = _plan(
        "daratumumab-iv",
        Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 2, 9)),
        Switch(of="daratumumab", to="daratumumab", on=date(2026, 1, 26)),
    )
    doses = _doses(calendar, "daratumumab")
    assert doses[date(2026, 2, 2)] == Decimal(1120)
    assert doses[date(2026, 2, 9)] == Decimal(1800)


def test_tretinoin_ends_with_its_infusion() -> None:
    """Given on the 12th instead of the 14th: one day of tretinoin then, and none after it."""
    calendar = _plan("dara-atra", _late(12, 14), cycles=1)
    days = {
        row.date
        for row in calendar
        if row.drug == "tretinoin" and row.day in {8, 9, 10} and row.status is Status.PLANNED
    }
    assert days == {date(2026, 1, 12)}


@pytest.mark.parametrize(
    "stopped",
    [
        Discontinuation(of="cisplatin", on=date(2026, 1, 20)),
        Omission(of="cisplatin", on=date(2026, 2, 2)),
    ],
)
def test_group_given_is_what_was_still_to_be_given_of_it(stopped: Event) -> None:
    """DCEP given without cisplatin, which nobody was to give; named, it is a violation."""
    calendar = _plan("dcep", stopped, Given(of="DCEP", on=date(2026, 2, 2)), cycles=None)
    given = [row.drug for row in calendar if row.status is Status.GIVEN]
    assert given == ["dexamethasone", "cyclophosphamide", "etoposide"]
    assert "unplanned" not in _codes(calendar)


def test_stop_recorded_after_a_dose_it_forbids_is_a_violation_too() -> None:
    """Given on the 12th; discontinued from the 10th, which is recorded afterwards."""
    given, stop = (
        Given(of="daratumumab", on=date(2026, 1, 12)),
        Discontinuation(on=date(2026, 1, 10)),
    )
    for events in ((given, stop), (stop, given)):
        assert "unplanned" in _codes(_plan("daratumumab-iv", *events))


# --- moves in the order they were decided ---------------------------------------------------------


def _days(calendar: Calendar, drug: str, cycle: int, *days: int) -> list[date]:
    rows = [row for row in calendar if row.drug == drug and row.cycle == cycle and row.day in days]
    return sorted({row.date for row in rows if row.status is not Status.OMITTED})


def test_tretinoin_stays_with_its_infusion_in_any_order_of_recording() -> None:
    """Two late doses; those of cycle 2's first infusion, 13 February, are 11 to 13 February."""
    first = Given(of="daratumumab", on=date(2026, 1, 19), planned=date(2026, 1, 14))
    shown = Given(of="daratumumab", on=date(2026, 2, 6), planned=date(2026, 2, 2))
    written = Given(of="daratumumab", on=date(2026, 2, 6), planned=date(2026, 1, 28))
    for events in ((first, shown), (written, first)):
        calendar = _plan("dara-atra", *events)
        assert _days(calendar, "daratumumab", 2, 3) == [date(2026, 2, 13)]
        assert _days(calendar, "tretinoin", 2, 1, 2, 3) == [
            date(2026, 2, day) for day in (11, 12, 13)
        ]


def test_tretinoin_goes_with_an_infusion_put_off_ahead_and_then_late_again() -> None:
    """28 January put off to 3 February, and 5 days more as an earlier one was late: the 8th."""
    calendar = _plan(
        "dara-atra",
        Postponement(of="daratumumab", on=date(2026, 1, 28), to=date(2026, 2, 3)),
        Given(of="daratumumab", on=date(2026, 1, 19), planned=date(2026, 1, 14)),
    )
    assert _days(calendar, "daratumumab", 1, 24) == [date(2026, 2, 8)]
    assert _days(calendar, "tretinoin", 1, 22, 23, 24) == [date(2026, 2, day) for day in (6, 7, 8)]


def test_growth_factor_follows_the_last_drug_given_in_any_order_of_recording() -> None:
    """Day 4 given on the 9th and the 11th: the growth factor on the 13th."""
    events = [
        Given(of="dexamethasone", on=date(2026, 1, 9), planned=date(2026, 1, 8)),
        Given(of="cyclophosphamide", on=date(2026, 1, 11), planned=date(2026, 1, 8)),
    ]
    for order in (1, -1):
        calendar = _plan("dara-dcep", *events[::order], cycles=None)
        assert _of(calendar, "pegteograstim")[0] == date(2026, 1, 13)


def test_postponement_carries_the_clinic_days_there_are() -> None:
    """10 to 13 January closed; day 8 is put off by two days, before or after day 1 was late."""
    closed = ClinicDays(
        closed_dates=[date(2026, 1, day) for day in (10, 11, 12, 13)], may_move={"daratumumab": 3}
    )
    put_off = Postponement(of="daratumumab", on=date(2026, 1, 14), to=date(2026, 1, 16))
    given = Given(of="daratumumab", on=date(2026, 1, 7), planned=date(2026, 1, 5))
    for events in ((given, put_off), (put_off, given)):
        course = Course(
            catalogue.get("daratumumab-iv"),
            _PATIENT,
            start=date(2026, 1, 5),
            cycles=1,
            clinic=closed,
            events=events,
        )
        assert _of(course.plan(), "daratumumab") == _january(7, 16, 23, 30)


def test_early_dose_leaves_the_clinic_moves_of_its_cycle() -> None:
    """Cycle 2's day 8, 9 February, is closed, so the 10th; day 1 a day early changes nothing."""
    course = Course(
        catalogue.get("daratumumab-iv"),
        _PATIENT,
        start=date(2026, 1, 5),
        cycles=2,
        clinic=ClinicDays(closed_dates=[date(2026, 2, 9)], may_move={"daratumumab": 2}),
        events=[Given(of="daratumumab", on=date(2026, 2, 1), planned=date(2026, 2, 2))],
    )
    assert _days(course.plan(), "daratumumab", 2, 8) == [date(2026, 2, 10)]


def test_given_dose_is_of_its_cycle_as_that_is_known_now() -> None:
    """Day 1 of cycle 2 given on 12 February, then that day recorded as its start: not late."""
    given = [Given(of="daratumumab", on=date(2026, 1, day)) for day in (5, 12, 19, 26)]
    late = Given(of="daratumumab", on=date(2026, 2, 12), planned=date(2026, 2, 2))
    start = CycleStart(cycle=2, on=date(2026, 2, 12))
    calendar = _plan("daratumumab-iv", *given, late, start)
    row = calendar[4]
    assert (row.date, row.time.start) == (date(2026, 2, 12), date(2026, 2, 12))
    assert "cycle start 2026-02-12 + (1 − 1) days = 2026-02-12" in row.explain()
    early = _plan("daratumumab-iv", Given(of="daratumumab", on=date(2026, 2, 2)), start)
    assert "given-deviates" in _codes(early)


def test_violation_is_of_the_dose_that_was_given_also_after_a_switch() -> None:
    """So the override of that very event passes it over."""
    switch = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 10))
    given = Given(
        of="daratumumab",
        on=date(2026, 1, 14),
        planned=date(2026, 1, 12),
        override=Override(code="unplanned", reason="it was given"),
    )
    stop = Discontinuation(of="daratumumab", on=date(2026, 1, 13))
    calendar = _plan("dara-vd", switch, given, stop, cycles=1)
    assert "overridden" in _codes(calendar)
    assert "unplanned" not in _codes(calendar)


@pytest.mark.parametrize(
    "delay", [Delay(cycle=2, days=2), Delay(cycle=1, days=3)], ids=["cycle-2", "cycle-1"]
)
def test_start_is_not_refused_for_a_delay_that_it_overrides(delay: Delay) -> None:
    """Cycle 3 was recorded for the day before cycle 2 started: both stay, with a violation."""
    calendar = _plan(
        "dcep",
        CycleStart(cycle=3, on=date(2026, 3, 9)),
        delay,
        CycleStart(cycle=2, on=date(2026, 3, 10)),
        cycles=None,
    )
    assert "early-start" in _codes(calendar)


def test_event_is_matched_to_the_day_that_is_shown() -> None:
    """Premedication put off by itself comes back to the infusion's day when that is given."""
    events: list[Event] = [
        Postponement(of="premedication", on=date(2026, 1, 19), to=date(2026, 1, 21)),
        Given(of="daratumumab", on=date(2026, 1, 19)),
        Given(of="premedication", on=date(2026, 1, 19)),
    ]
    calendar = _plan("dara-vd", *events)
    assert "unplanned" not in _codes(calendar)


def test_earlier_cycle_is_not_delayed_under_a_dose_that_was_given() -> None:
    """Cycle 2 has begun; with its start recorded, a delay of cycle 1 does not reach it."""
    given = Given(of="DCEP", on=date(2026, 2, 2))
    delay = Delay(cycle=1, days=5)
    with pytest.raises(RegimensError, match="induction cycle 2 has begun"):
        _plan("dcep", given, delay, cycles=None)
    start = CycleStart(cycle=2, on=date(2026, 2, 2))
    calendar = _plan("dcep", given, start, delay, cycles=None)
    assert _days(calendar, "cisplatin", 2, 1, 2, 3, 4) == [date(2026, 2, n) for n in (2, 3, 4, 5)]


def test_given_dose_stays_when_its_place_goes_and_its_cycle_is_over() -> None:
    """Day 11 given on 26 January, after the 21 days; weekly bortezomib has no day 11."""
    given = Given(of="bortezomib", on=date(2026, 1, 26), planned=date(2026, 1, 15))
    weekly = DoseChange(of="bortezomib", level="weekly", cycle=1)
    calendar = _plan("dara-vd", given, weekly, cycles=1)
    assert _of(calendar, "bortezomib", Status.GIVEN) == [date(2026, 1, 26)]


def test_follower_on_a_closed_day_says_what_it_moves_with() -> None:
    """The growth factor of Saturday 10 January: it moves with DCEP, and not alone."""
    course = Course(
        catalogue.get("dara-dcep"),
        _PATIENT,
        start=date(2026, 1, 5),
        clinic=ClinicDays(closed_weekdays=("saturday", "sunday"), may_move={"G-CSF": 2, "DCEP": 2}),
    )
    said = [one.message for one in course.plan().findings if one.code == "closed-day"]
    assert said[0] == (
        "pegteograstim on Sat 2026-01-10: the clinic is closed, and it moves only with DCEP; "
        "postpone it, omit it, or find another place"
    )


def test_weight_without_a_later_cycle_says_that_it_is_not_used() -> None:
    """Cells of 12 January for 70 kg, weighed as 60 kg on the 8th: the one cycle has begun."""
    weighed = Measurement(on=date(2026, 1, 8), weight="60 kg")
    calendar = _plan("cilta-cel", weighed, cycles=None)
    (finding,) = [one for one in calendar.findings if one.code == "dose-reweighed"]
    assert finding.message.endswith(
        ": not used, because no cycle begins after it; name the first day in from"
    )
    named = Measurement(on=date(2026, 1, 8), weight="60 kg", from_=date(2026, 1, 9))
    doses = _doses(_plan("cilta-cel", named, cycles=None), "ciltacabtagene autoleucel")
    assert doses == {date(2026, 1, 12): Decimal(60)}
