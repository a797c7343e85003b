"""Closed days: which doses move, how far, and what never does, worked out by hand."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import (
    Course,
    CycleStart,
    Discontinuation,
    DoseChange,
    Given,
    Omission,
    Patient,
    Postponement,
    RegimensError,
    Severity,
    Status,
    catalogue,
)
from regimens.calendars import Calendar
from regimens.clinic import ClinicDays
from regimens.errors import DocumentError
from regimens.events import Delay, Event
from regimens.formats.courses import course_document, course_from
from regimens.formats.public_holidays import public_holidays
from regimens.testing import assert_closed_days_kept

_WEEKEND = ("saturday", "sunday")
_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")


def _plan(
    regimen: str,
    clinic: ClinicDays | None,
    *events: Event,
    start: date = date(2026, 1, 5),
    cycles: int | None = None,
) -> Calendar:
    course = Course(
        catalogue.get(regimen),
        _PATIENT,
        start=start,
        cycles=cycles,
        events=events,
        clinic=clinic,
    )
    return course.plan()


def _closed(*days: date, weekdays: Sequence[str] = (), **may_move: int) -> ClinicDays:
    return ClinicDays(closed_weekdays=weekdays, closed_dates=days, may_move=may_move)


def _january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


def _of(calendar: Calendar, drug: str, cycle: int = 1) -> list[date]:
    return [row.date for row in calendar if row.drug == drug and row.cycle == cycle]


def _codes(calendar: Calendar) -> list[str]:
    return [finding.code for finding in calendar.findings]


# --- moves ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "until", "shown"),
    [
        # Days 1 to 4 are 1 to 4 January: with the 4th closed they go to 5 to 8 January.
        pytest.param(4, 6, [5, 6], id="of the cycle's first days"),
        # Days 9 to 12 are 9 to 12 January: with the 10th closed they go to 11 to 14 January.
        pytest.param(10, 11, [1, 2, 3, 4, 11], id="of later ones"),
    ],
)
def test_days_in_a_row_may_go_on_after_the_last_day_shown(
    closed: int, until: int, shown: list[int]
) -> None:
    """What moved them may not be shown, and the invariant does not ask for it."""
    course = Course(
        catalogue.get("high-dose-dexamethasone"),
        _PATIENT,
        start=date(2026, 1, 1),
        until=date(2026, 1, until),
        clinic=_closed(*_january(closed), dexamethasone=4),
    )
    calendar = course.plan()
    assert _of(calendar, "dexamethasone") == _january(*shown)
    assert_closed_days_kept(calendar)


@pytest.mark.parametrize(
    ("days", "limit", "goes_to"),
    [
        pytest.param([12], 1, 13, id="a day later"),
        pytest.param([12, 13], 1, 12, id="not on a Sunday: it stays"),
        pytest.param([12, 13], 2, 14, id="two days later"),
        pytest.param([12, 13, 14], 2, 12, id="nothing within two days"),
        pytest.param([12, 13, 14], 3, 15, id="later before earlier at three days"),
        pytest.param([12, 13, 14, 15], 3, 9, id="earlier where later is closed"),
        pytest.param([], 3, 12, id="nothing is closed"),
    ],
)
def test_dose_moves_by_the_fewest_days(days: list[int], limit: int, goes_to: int) -> None:
    """Daratumumab is weekly on Mondays, and its second dose on 12 January; weekends are closed."""
    clinic = _closed(*_january(*days), weekdays=_WEEKEND, daratumumab=limit)
    calendar = _plan("daratumumab-iv", clinic, cycles=1)
    assert _of(calendar, "daratumumab") == _january(5, goes_to, 19, 26)
    assert ("closed-day" in _codes(calendar)) is (goes_to == 12 and bool(days))
    assert _codes(calendar).count("clinic-move") == (goes_to != 12)
    assert calendar[1].clinic_days == goes_to - 12


def test_cycle_starts_later_and_the_next_is_counted_from_there() -> None:
    """2 February is closed: cycle 2 on the 3rd, cycle 3 on 3 March."""
    clinic = _closed(date(2026, 2, 2), daratumumab=1)
    calendar = _plan("daratumumab-iv", clinic, cycles=3)
    assert [(cycle.start, cycle.delay_days) for cycle in calendar.cycles] == [
        (date(2026, 1, 5), 0),
        (date(2026, 2, 3), 1),
        (date(2026, 3, 3), 0),
    ]
    assert "events that moved its cycle, or a group in it: clinic days" in calendar[4].explain()


def test_cycle_never_starts_earlier() -> None:
    """Monday to Wednesday are closed in that week, and one day is all it may move."""
    clinic = _closed(date(2026, 2, 2), date(2026, 2, 3), daratumumab=1)
    calendar = _plan("daratumumab-iv", clinic, cycles=2)
    assert calendar.cycles[1].start == date(2026, 2, 2)
    assert "closed-day" in _codes(calendar)


def test_block_of_days_moves_together_with_its_growth_factor() -> None:
    """Thursday to Sunday becomes Monday to Thursday; G-CSF goes from 13 to 17 January."""
    clinic = _closed(weekdays=_WEEKEND, DCEP=4)
    calendar = _plan("dara-dcep", clinic, start=date(2026, 1, 8))
    assert _of(calendar, "cisplatin") == _january(12, 13, 14, 15)
    assert _of(calendar, "pegteograstim") == _january(17)
    assert "closed-day" not in _codes(calendar)


def test_block_that_cannot_move_stays_whole() -> None:
    """With three days it would still meet a Sunday: the Saturday and Sunday are said."""
    clinic = _closed(weekdays=_WEEKEND, DCEP=3)
    calendar = _plan("dcep", clinic, start=date(2026, 1, 8))
    assert _of(calendar, "cisplatin") == _january(8, 9, 10, 11)
    said = {f.date for f in calendar.findings if f.code == "closed-day" and f.cycle == 1}
    assert said == set(_january(10, 11))


def test_tretinoin_leads_to_its_infusion_all_the_same() -> None:
    """The infusion goes from Wednesday 7 to 8 January, and its three days with it."""
    calendar = _plan("dara-atra", _closed(*_january(7), daratumumab=1), cycles=1)
    assert _of(calendar, "daratumumab")[0] == date(2026, 1, 8)
    assert sorted(set(_of(calendar, "tretinoin")))[:3] == _january(6, 7, 8)
    assert calendar[0].clinic_days == 1


def test_minimum_interval_is_kept() -> None:
    """8 and 9 January closed: every move of bortezomib within 2 days leaves fewer than 3 days."""
    calendar = _plan("dara-vd", _closed(*_january(8, 9), bortezomib=2), cycles=1)
    assert _of(calendar, "bortezomib") == _january(5, 8, 12, 15)
    assert "closed-day" in _codes(calendar)
    assert not calendar.violated


def test_group_moves_as_one_where_the_interval_is_kept() -> None:
    """8 January closed: days 4 and 5 of bortezomib and dexamethasone go to the 9th and 10th."""
    calendar = _plan("dara-vd", _closed(*_january(8), bortezomib=1), cycles=1)
    assert _of(calendar, "bortezomib") == _january(5, 9, 12, 15)
    assert _of(calendar, "dexamethasone")[:5] == _january(5, 6, 9, 10, 12)


def test_level_with_days_of_its_own_is_held_against_closed_days() -> None:
    """Weekly bortezomib on 5, 12 and 19 January, the 12th closed; dexamethasone goes with it."""
    weekly = DoseChange(of="bortezomib", level="weekly", cycle=1)
    later = DoseChange(of="bortezomib", level="0.7", cycle=2)
    calendar = _plan("dara-vd", _closed(*_january(12), bortezomib=1), weekly, later, cycles=1)
    assert _of(calendar, "bortezomib") == _january(5, 13, 19)


def test_what_is_not_named_needs_no_open_day() -> None:
    """Dexamethasone is taken at home."""
    calendar = _plan("dcep", _closed(weekdays=_WEEKEND, cisplatin=0), start=date(2026, 1, 8))
    assert _of(calendar, "dexamethasone") == _january(8, 9, 10, 11)
    said = {f.drug for f in calendar.findings if f.code == "closed-day"}
    assert said == {"cisplatin"}


# --- events and moves ----------------------------------------------------------------------------

_CLINIC = _closed(*_january(12), daratumumab=1)  # day 8 goes to 13 January


def test_moved_dose_is_given_on_its_new_day() -> None:
    """On time: the later doses stay."""
    calendar = _plan(
        "daratumumab-iv", _CLINIC, Given(of="daratumumab", on=date(2026, 1, 13)), cycles=1
    )
    assert _of(calendar, "daratumumab") == _january(5, 13, 19, 26)
    assert calendar[1].status is Status.GIVEN
    assert "unplanned" not in _codes(calendar)


def test_moved_dose_given_late_moves_the_later_ones() -> None:
    """Due on the 13th, given on the 15th: 7 days apart from there, the 22nd and the 29th."""
    late = Given(of="daratumumab", on=date(2026, 1, 15), planned=date(2026, 1, 13))
    calendar = _plan("daratumumab-iv", _CLINIC, late, cycles=1)
    assert _of(calendar, "daratumumab") == _january(5, 15, 22, 29)


def test_moved_dose_is_postponed_to_the_very_day() -> None:
    """From the 13th to the 15th, whatever the days before."""
    late = Postponement(of="daratumumab", on=date(2026, 1, 13), to=date(2026, 1, 15))
    calendar = _plan("daratumumab-iv", _CLINIC, late, cycles=1)
    assert _of(calendar, "daratumumab")[1] == date(2026, 1, 15)
    again = Postponement(of="daratumumab", on=date(2026, 1, 15), to=date(2026, 1, 16))
    calendar = _plan("daratumumab-iv", _CLINIC, late, again, cycles=1)
    assert _of(calendar, "daratumumab")[1] == date(2026, 1, 16)


def test_moved_dose_is_omitted_by_its_new_day() -> None:
    """It keeps its row there."""
    calendar = _plan(
        "daratumumab-iv", _CLINIC, Omission(of="daratumumab", on=date(2026, 1, 13)), cycles=1
    )
    assert calendar[1].status is Status.OMITTED
    assert calendar[1].date == date(2026, 1, 13)


def test_rest_of_a_moved_block_stays_where_it_was_moved() -> None:
    """Cycle 2 of DCEP is moved by a day; giving or omitting one of its doses changes no other."""
    clinic = _closed(date(2026, 2, 2), DCEP=1)
    days = [date(2026, 2, day) for day in (3, 4, 5, 6)]
    for event in (
        Given(of="cisplatin", on=days[0]),
        Omission(of="cisplatin", on=days[0]),
        Postponement(of="cisplatin", on=days[3], to=date(2026, 2, 9)),
    ):
        calendar = _plan("dcep", clinic, event)
        assert _of(calendar, "etoposide", 2) == days


def test_recorded_start_is_a_fact() -> None:
    """It stays on the closed day, and its dose is said."""
    clinic = _closed(date(2026, 2, 2), daratumumab=1)
    start = CycleStart(cycle=2, on=date(2026, 2, 2))
    calendar = _plan("daratumumab-iv", clinic, start, cycles=2)
    assert calendar.cycles[1].start == date(2026, 2, 2)
    assert "closed-day" in _codes(calendar)


def _atra(clinic: ClinicDays, *events: Event) -> Calendar:
    return _plan("dara-atra", clinic, *events, start=date(2026, 2, 2), cycles=2)


def _tretinoin(calendar: Calendar, *days: int) -> list[date]:
    """The days of tretinoin, of some written days of cycle 1."""
    return sorted(
        {r.date for r in calendar if r.drug == "tretinoin" and r.cycle == 1 and r.day in days}
    )


def test_what_leads_to_a_dose_never_comes_before_its_cycle() -> None:
    """4 and 5 February closed: two days later, not a day earlier with tretinoin on 1 February."""
    clinic = _closed(date(2026, 2, 4), date(2026, 2, 5), daratumumab=2)
    calendar = _atra(clinic)
    assert _of(calendar, "daratumumab")[0] == date(2026, 2, 6)
    assert _tretinoin(calendar, 1, 2, 3) == [date(2026, 2, day) for day in (4, 5, 6)]


# Day 10 of 11 February goes to the 10th, because the 11th and 12th are closed.
_EARLIER = _closed(date(2026, 2, 11), date(2026, 2, 12), daratumumab=1)


def test_stop_is_held_against_the_day_a_follower_has_been_moved_to() -> None:
    """Tretinoin stands on 8 to 10 February: stopped on the 9th, that of the 8th stays."""
    assert _tretinoin(_atra(_EARLIER), 8, 9, 10) == [date(2026, 2, day) for day in (8, 9, 10)]
    stop = Discontinuation(of="ATRA", on=date(2026, 2, 9))
    live = [
        row.date
        for row in _atra(_EARLIER, stop)
        if row.drug == "tretinoin" and row.status is Status.PLANNED
    ]
    assert sorted(set(live)) == [date(2026, 2, day) for day in (2, 3, 4, 8)]


def test_premedication_of_an_infusion_moved_before_the_stop_stays() -> None:
    """Day 15 goes from 19 to 18 January; the course stops on the 19th."""
    clinic = _closed(*_january(19, 20), daratumumab=1)
    calendar = _plan("dara-vd", clinic, Discontinuation(on=date(2026, 1, 19)), cycles=1)
    rows = {row.drug: (row.date, row.status) for row in calendar if row.day == 15}
    assert set(rows.values()) == {(date(2026, 1, 18), Status.PLANNED)}


@pytest.mark.parametrize(
    "event",
    [
        Given(of="daratumumab", on=date(2026, 2, 13), planned=date(2026, 2, 10)),
        Postponement(of="daratumumab", on=date(2026, 2, 10), to=date(2026, 2, 13)),
    ],
    ids=["given late", "postponed"],
)
def test_days_before_a_late_dose_stay_where_they_were_moved(event: Event) -> None:
    """Tretinoin of 8 and 9 February was taken; only the day of the infusion goes with it."""
    calendar = _atra(_EARLIER, event)
    assert _tretinoin(calendar, 8, 9, 10) == [date(2026, 2, day) for day in (8, 9, 13)]
    assert _of(calendar, "daratumumab")[1] == date(2026, 2, 13)


def test_moved_dose_given_on_its_written_day_after_all() -> None:
    """11 February is closed, 12 was shown, and it was given on the 11th: tretinoin on 10 and 11."""
    clinic = _closed(date(2026, 2, 11), daratumumab=1)
    given_then = Given(of="daratumumab", on=date(2026, 2, 11), planned=date(2026, 2, 12))
    calendar = _atra(clinic, given_then)
    assert _of(calendar, "daratumumab")[1:3] == [date(2026, 2, 11), date(2026, 2, 18)]
    live = [
        (row.day, row.date)
        for row in calendar
        if row.drug == "tretinoin"
        and row.day in {8, 9, 10}
        and row.cycle == 1
        and row.status is Status.PLANNED
        and row.occurrence == 1
    ]
    # Day 9 was shown for the 11th; it would have to be taken on the 10th, which has gone by.
    assert live == [(8, date(2026, 2, 10)), (10, date(2026, 2, 11))]


def test_late_dose_moves_no_cycle() -> None:
    """Daratumumab of Monday the 5th given on Saturday the 10th: DCEP keeps its four days."""
    clinic = _closed(weekdays=_WEEKEND, daratumumab=3)
    calendar = _plan(
        "dara-dcep",
        clinic,
        Given(of="DCEP", on=date(2026, 1, 5)),
        Given(of="DCEP", on=date(2026, 1, 6)),
        Given(of="daratumumab", on=date(2026, 1, 10), planned=date(2026, 1, 5)),
    )
    assert _of(calendar, "cisplatin") == _january(5, 6, 7, 8)
    assert _of(calendar, "pegteograstim") == _january(10)
    assert calendar.cycles[1].start == date(2026, 2, 2)


def test_postponed_day_1_lands_on_its_day_and_moves_nothing_else() -> None:
    """To a closed Saturday, if that is what was decided; the later doses keep their interval."""
    clinic = _closed(weekdays=_WEEKEND, daratumumab=3)
    late = Postponement(of="daratumumab", on=date(2026, 2, 2), to=date(2026, 2, 7))
    calendar = _plan("daratumumab-iv", clinic, late, cycles=2)
    assert calendar.cycles[1].start == date(2026, 2, 2)
    # 14, 21 and 28 February are Saturdays: each goes to the Monday after, the fewest days being
    # one earlier, to the Friday.
    assert _of(calendar, "daratumumab", 2) == [date(2026, 2, day) for day in (7, 13, 20, 27)]


@pytest.mark.parametrize(
    "event",
    [
        Postponement(of="daratumumab", on=date(2026, 2, 3), to=date(2026, 2, 5)),
        Given(of="daratumumab", on=date(2026, 2, 5), planned=date(2026, 2, 3)),
    ],
    ids=["postponed", "given late"],
)
def test_cycle_that_started_later_stays_when_its_first_dose_is_late(event: Event) -> None:
    """2 February is closed, so cycle 2 starts on the 3rd, with DCEP on 3 to 6 February."""
    clinic = _closed(date(2026, 2, 2), daratumumab=3)
    calendar = _plan("dara-dcep", clinic, event)
    assert _of(calendar, "cisplatin", 2) == [date(2026, 2, day) for day in (3, 4, 5, 6)]
    assert _of(calendar, "daratumumab", 2)[:2] == [date(2026, 2, 5), date(2026, 2, 12)]
    assert calendar.cycles[2].start == date(2026, 3, 3)


def test_postponed_follower_of_a_moved_dose_lands_on_its_day() -> None:
    """The infusion and its tretinoin go to 8 January, and the tretinoin to the 10th from there."""
    clinic = _closed(*_january(7), daratumumab=2)
    late = Postponement(of="tretinoin", on=date(2026, 1, 8), to=date(2026, 1, 10))
    calendar = _plan("dara-atra", clinic, late, cycles=1)
    third = [row.date for row in calendar if row.drug == "tretinoin" and row.day == 3]
    assert third == _january(10, 10)


@pytest.mark.parametrize(
    ("regimen", "closed", "named", "start"),
    [
        ("daratumumab-iv", 26, "daratumumab", CycleStart(cycle=2, on=date(2026, 1, 27))),
        (
            "dara-vd",
            15,
            "bortezomib",
            CycleStart(phase="combination", cycle=2, on=date(2026, 1, 18)),
        ),
    ],
)
def test_later_start_changes_no_earlier_move(
    regimen: str, closed: int, named: str, start: CycleStart
) -> None:
    """What was shown of cycle 1 stays, whatever is recorded of cycle 2."""
    clinic = ClinicDays(closed_dates=_january(closed), may_move={named: 3})
    before = _of(_plan(regimen, clinic, cycles=2), named)
    assert _of(_plan(regimen, clinic, start, cycles=2), named) == before
    assert date(2026, 1, closed) not in before


def test_group_that_is_late_alone_moves_alone() -> None:
    """DCEP of cycle 2 is due on 6 to 9 February, and goes to the 9th to 12th; daratumumab stays."""
    clinic = _closed(weekdays=_WEEKEND, DCEP=4)
    late = Delay(of="DCEP", phase="induction", cycle=2, days=4)
    calendar = _plan("dara-dcep", clinic, late)
    assert _of(calendar, "cisplatin", 2) == [date(2026, 2, day) for day in (9, 10, 11, 12)]
    assert _of(calendar, "pegteograstim", 2) == [date(2026, 2, 14)]
    assert _of(calendar, "daratumumab", 2)[0] == date(2026, 2, 2)


def test_closed_days_that_no_drug_needs_are_refused() -> None:
    """They would change nothing, without a word."""
    with pytest.raises(RegimensError, match="no drug or group that needs an open one"):
        _plan("dcep", _closed(weekdays=_WEEKEND))


def test_compare_names_the_clinic() -> None:
    """What differs is no event."""
    before, after = (
        _plan("daratumumab-iv", None, cycles=1),
        _plan("daratumumab-iv", _CLINIC, cycles=1),
    )
    (change,) = after.compare(before).changes
    assert (change.kind, change.events) == ("moved", ("clinic",))


# --- refusals ------------------------------------------------------------------------------------


def test_start_on_a_closed_day_is_refused_with_the_nearest_open_ones() -> None:
    """Saturday 3 January, between two open days."""
    with pytest.raises(RegimensError) as refused:
        _plan("dcep", _closed(weekdays=_WEEKEND, DCEP=1), start=date(2026, 1, 3))
    assert str(refused.value) == (
        "start: the clinic is closed on 2026-01-03 (Saturday); "
        "start on 2026-01-02 (Friday) or 2026-01-05 (Monday)"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"closed_weekdays": ["caturday"]}, "is not a day of the week"),
        (
            {
                "closed_weekdays": [
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    *_WEEKEND,
                ]
            },
            "leave one day open",
        ),
        ({"closed_dates": ["2026-01-05"]}, "is not a date"),
        ({"may_move": {"DCEP": 15}}, "from 0 to 14"),
        ({"may_move": {"DCEP": -1}}, "from 0 to 14"),
        ({"may_move": {"DCEP": True}}, "from 0 to 14"),
    ],
)
def test_what_is_no_clinic_is_refused(values: dict[str, object], said: str) -> None:
    """What, where and the mend."""
    with pytest.raises(RegimensError, match=said):
        ClinicDays(**values)  # type: ignore[arg-type]


def test_drug_that_is_not_there_is_refused() -> None:
    """The regimen's names stand in the mend."""
    with pytest.raises(
        RegimensError, match="no drug or group 'bortezomib' in dcep; use one of DCEP"
    ):
        _plan("dcep", _closed(bortezomib=1))


def test_nearest_open_day_is_looked_for_a_year_each_way() -> None:
    """365 days after the closed one is found, 366 days is not."""
    days = [date(2026, 1, 1) + timedelta(days=add) for add in range(366)]
    before, day_365 = date(2025, 12, 31), date(2027, 1, 1)
    assert ClinicDays(closed_dates=days[:-1]).nearest_open(days[0]) == [before, day_365]
    assert ClinicDays(closed_dates=days).nearest_open(days[0]) == [before]


def test_least_of_the_limits_of_a_dose_holds() -> None:
    """Its drug's and its group's, each from 0 to 14 days; what is not named has none."""
    clinic = _closed(DCEP=14, cisplatin=1, etoposide=0)
    assert [clinic.limit(drug, "DCEP") for drug in ("cisplatin", "etoposide", "other")] == [
        1, 0, 14,
    ]  # fmt: skip
    assert clinic.limit("daratumumab", "DARA") is None


def test_equal_clinics_are_one_key() -> None:
    """Their limits are no part of the hash, and still of what makes them equal."""
    one, same = _closed(weekdays=_WEEKEND, DCEP=1), _closed(weekdays=_WEEKEND, DCEP=1)
    assert len({one, same, _closed(weekdays=_WEEKEND, DCEP=2)}) == 2


def test_closed_year_has_no_nearest_open_day() -> None:
    """A year of single days: what is open before it is found, after it nothing is."""
    days = [date(2026, 1, 1) + timedelta(days=add) for add in range(400)]
    assert ClinicDays(closed_dates=days).nearest_open(date(2026, 1, 1)) == [date(2025, 12, 31)]


def test_start_recorded_too_early_after_a_moved_cycle_is_a_violation() -> None:
    """Cycle 2 stays a day later, and cycle 3 of 16 February is a day early then."""
    clinic = _closed(date(2026, 1, 26), bortezomib=1)
    fixed = CycleStart(phase="combination", cycle=3, on=date(2026, 2, 16))
    calendar = _plan("dara-vd", clinic, fixed, cycles=3)
    assert calendar.cycles[1].start == date(2026, 1, 27)
    assert "early-start" in _codes(calendar)


def test_block_never_comes_before_its_cycle() -> None:
    """Day 2 cannot go back to day 1 where day 3 and 4 are closed as well."""
    clinic = _closed(*_january(7, 8, 9), weekdays=("tuesday",), daratumumab=2)
    calendar = _plan("dara-atra", clinic, cycles=1)
    assert min(_of(calendar, "daratumumab")) > date(2026, 1, 5)


# --- documents and holidays ----------------------------------------------------------------------

_DOCUMENT = {
    "regimen": "daratumumab-iv",
    "start": "2026-01-05",
    "patient": {"weight": "70 kg"},
    "cycles": 1,
}


def _read(clinic: Mapping[str, object]) -> Course:
    return course_from({**_DOCUMENT, "clinic": dict(clinic)})


def test_document_out_and_in_is_the_identity() -> None:
    """Holidays are written as the days they are."""
    course = _read(
        {
            "closed_weekdays": ["sunday", "saturday"],
            "closed_dates": ["2026-01-12"],
            "may_move": {"daratumumab": 2},
            "holidays": "DE-BY",
        }
    )
    assert course.clinic is not None
    assert {date(2026, 1, 6), date(2026, 12, 25), date(2036, 12, 25)} <= course.clinic.closed_dates
    document = course_document(course)
    assert document["clinic"]["closed_weekdays"] == ["saturday", "sunday"]
    assert "holidays" not in document["clinic"]
    assert course_from(document) == course


@pytest.mark.parametrize(
    ("clinic", "said"),
    [
        ({"holidays": "XX"}, "course.clinic.holidays"),
        ({"closed_weekdays": ["caturday"]}, "course.clinic.closed_weekdays"),
        ({"closed_dates": ["2026-02-30"]}, r"clinic.closed_dates\[0\]"),
        ({"may_move": {"daratumumab": "2"}}, "clinic.may_move"),
        ({"open": []}, "unknown key 'open'"),
    ],
)
def test_document_that_is_wrong_is_refused_with_its_path(
    clinic: dict[str, object], said: str
) -> None:
    """Where it is wrong stands in the message."""
    with pytest.raises(RegimensError, match=said):
        _read(clinic)


def test_holidays_without_the_library_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are an extra."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(DocumentError, match=r'pip install "regimens\[holidays\]"'):
        public_holidays("DE", [2026])


# --- whatever is closed --------------------------------------------------------------------------

_LEADING = {
    "dcep": ("DCEP",),
    "dara-dcep": ("DCEP", "DARA"),
    "daratumumab-iv": ("DARA",),
    "dara-atra": ("DARA",),
    "dara-vd": ("Vd", "DARA"),
}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(_LEADING)),
    st.frozensets(st.integers(1, 80), max_size=12),
    st.frozensets(st.sampled_from(["wednesday", "friday", "saturday", "sunday"]), max_size=3),
    st.integers(0, 4),
)
def test_moves_break_no_rule_and_stay_in_their_limit(
    regimen: str, days: frozenset[int], weekdays: frozenset[str], limit: int
) -> None:
    """No new violation, no dose on a closed day without a word, no move beyond the limit."""
    start = date(2026, 1, 5)
    clinic = ClinicDays(
        closed_weekdays=tuple(weekdays),
        closed_dates=[start + timedelta(days=day) for day in days],
        may_move=dict.fromkeys(_LEADING[regimen], limit),
    )
    shown = None if regimen in {"dcep", "dara-dcep"} else 3
    calendar = _plan(regimen, clinic, cycles=shown)
    assert not any(finding.severity is Severity.VIOLATION for finding in calendar.findings)
    said = {(f.drug, f.date) for f in calendar.findings if f.code == "closed-day"}
    for row in calendar:
        assert abs(row.clinic_days) <= limit
        if row.group in clinic.may_move and clinic.is_closed(row.date):
            assert (row.drug, row.date) in said
    for cycle in calendar.cycles:
        assert cycle.delay_days is None or 0 <= cycle.delay_days <= limit


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(_LEADING)), st.frozensets(st.integers(1, 60), max_size=8))
def test_moves_do_not_depend_on_how_much_is_shown(regimen: str, days: frozenset[int]) -> None:
    """Two cycles shown are the first two of three."""
    start = date(2026, 1, 5)
    clinic = ClinicDays(
        closed_dates=[start + timedelta(days=day) for day in days],
        may_move=dict.fromkeys(_LEADING[regimen], 2),
    )
    course = Course(catalogue.get(regimen), _PATIENT, start=start, cycles=3, clinic=clinic)
    more = [(row.date, row.key) for row in course.plan() if row.cycle < 3]
    less = attrs.evolve(course, cycles=2).plan()
    assert [(row.date, row.key) for row in less] == more
