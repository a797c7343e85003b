"""Histories in which one event meets another: doses and dates worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from regimens import Course, CycleStart, Patient, Regimen, catalogue
from regimens.calendars import Calendar
from regimens.events import (
    Delay,
    Discontinuation,
    Event,
    Given,
    Lab,
    Measurement,
    Omission,
    Postponement,
    Response,
    Switch,
    Transplant,
)
from regimens.recorded import Override
from regimens.statuses import Status

_DARA = "daratumumab"


def _plan(regimen: str, *events: Event, as_of: date | None = None) -> Calendar:
    patient = Patient(sex="female", height="165 cm", weight="70 kg")
    shown = None if regimen == "dara-dcep" else 5
    course = Course(
        catalogue.get(regimen), patient, start=date(2026, 1, 5), cycles=shown, as_of=as_of
    )
    return course.record(*events).plan()


def _january(day: int) -> date:
    return date(2026, 1, day)


def _postponed(of: str, on: date, to: date, recorded: date | None = None) -> Postponement:
    return Postponement(of=of, on=on, to=to, recorded=recorded)


def _days(calendar: Calendar, drug: str, *status: Status) -> list[date]:
    wanted = status or (Status.PLANNED,)
    return [row.date for row in calendar if row.drug == drug and row.status in wanted]


def _dose(calendar: Calendar, drug: str, on: date) -> Decimal:
    return next(row.dose for row in calendar if row.drug == drug and row.date == on)


def _codes(calendar: Calendar) -> list[str]:
    return [finding.code for finding in calendar.findings]


def test_clearance_neither_brings_a_weight_forward_nor_back() -> None:
    """62 kg of 10 January counts from cycle 2 of 2 February, whatever the laboratory says."""
    calendar = _plan(
        "dara-dcep",
        Measurement(on=_january(10), weight="62 kg"),
        Lab(on=_january(4), creatinine_clearance="61 mL/min"),
    )
    assert _dose(calendar, _DARA, _january(5)) == 1120
    assert _dose(calendar, _DARA, _january(26)) == 1120
    assert _dose(calendar, _DARA, date(2026, 2, 2)) == 992


def test_weight_is_held_against_the_one_in_the_current_doses() -> None:
    """With 62 kg waiting for cycle 2, 57 kg is 18.6 % below the 70 kg in use: 912 mg."""
    calendar = _plan(
        "dara-dcep",
        Measurement(on=_january(12), weight="62 kg"),
        Measurement(on=_january(14), weight="57 kg", from_=_january(14)),
    )
    assert _dose(calendar, _DARA, _january(12)) == 1120
    assert _dose(calendar, _DARA, _january(19)) == 912
    assert _dose(calendar, _DARA, date(2026, 2, 2)) == 912


def test_two_steps_do_not_hide_a_change_that_needs_confirming() -> None:
    """51 kg is 27 % below the 70 kg in use, although 62 kg was recorded between."""
    calendar = _plan(
        "dara-dcep",
        Measurement(on=_january(12), weight="62 kg"),
        Measurement(on=_january(20), weight="51 kg"),
    )
    assert "weight-change-unconfirmed" in _codes(calendar)
    assert _dose(calendar, _DARA, date(2026, 2, 2)) == 992


def test_weight_that_came_back_drops_the_one_waiting() -> None:
    """63 kg, then 70 kg in the same cycle: doses go on from 70 kg."""
    calendar = _plan(
        "dara-dcep",
        Measurement(on=_january(12), weight="63 kg"),
        Measurement(on=_january(20), weight="70 kg"),
    )
    assert _dose(calendar, _DARA, date(2026, 2, 2)) == 1120


def test_dose_moved_past_a_weighing_is_made_from_the_new_weight() -> None:
    """Postponed from 19 to 22 January, weighed on the 20th: 16 × 62 = 992 mg on both days."""
    calendar = _plan(
        "dara-dcep",
        _postponed(_DARA, _january(19), _january(22)),
        Measurement(on=_january(20), weight="62 kg", from_=_january(20)),
    )
    assert _dose(calendar, _DARA, _january(22)) == 992
    assert _dose(calendar, _DARA, _january(29)) == 992


def test_premedication_goes_with_an_infusion_moved_twice() -> None:
    """19 → 21 → 23 January: dexamethasone on the 23rd and none for it on the 19th."""
    calendar = _plan(
        "dara-vd",
        _postponed(_DARA, _january(19), _january(21)),
        _postponed(_DARA, _january(21), _january(23)),
    )
    assert _january(23) in _days(calendar, "dexamethasone")
    assert set(_days(calendar, _DARA)) <= set(_days(calendar, "dexamethasone"))


def test_premedication_goes_with_later_infusions_of_a_kept_interval() -> None:
    """A second postponement, of the next infusion, leaves no infusion without its steroid."""
    calendar = _plan(
        "dara-vd",
        _postponed(_DARA, _january(19), _january(21)),
        _postponed(_DARA, _january(28), _january(31)),
    )
    assert set(_days(calendar, _DARA)) <= set(_days(calendar, "dexamethasone"))


def test_tretinoin_moved_before_its_infusion_is_omitted_stays_moved() -> None:
    """Moved to 19–21 January; the infusion of the 21st omitted that day: 19 and 20 were due."""
    calendar = _plan(
        "dara-atra",
        _postponed(_DARA, _january(14), _january(21), recorded=_january(10)),
        Omission(of=_DARA, on=_january(21)),
    )
    planned = _days(calendar, "tretinoin")
    assert not {_january(12), _january(13), _january(14), _january(21)} & set(planned)
    assert {_january(19), _january(20)} <= set(planned)
    assert set(_days(calendar, "tretinoin", Status.OMITTED)) == {_january(21)}


def test_growth_factor_follows_dcep_moved_twice() -> None:
    """DCEP's last day on 8, 11, then 13 January: pegteograstim two days after, on the 15th."""
    calendar = _plan(
        "dara-dcep",
        _postponed("DCEP", _january(8), _january(11)),
        _postponed("DCEP", _january(11), _january(13)),
    )
    assert _days(calendar, "pegteograstim")[0] == _january(15)


def test_growth_factor_follows_a_dcep_day_given_late() -> None:
    """The last day given on 10 instead of 8 January: pegteograstim on the 12th."""
    given = [
        Given(of=drug, on=_january(10), planned=_january(8))
        for drug in ("dexamethasone", "cyclophosphamide", "etoposide", "cisplatin")
    ]
    calendar = _plan("dara-dcep", *given)
    assert _days(calendar, "pegteograstim")[0] == _january(12)


def test_given_dose_stays_when_its_phase_loses_its_date() -> None:
    """Given on 30 March, before a transplant takes the date of maintenance away."""
    calendar = _plan(
        "dara-dcep",
        Response(on=date(2026, 3, 20), response="PR"),
        Given(of=_DARA, on=date(2026, 3, 30), dose="1120 mg"),
        Transplant(on=date(2026, 5, 1)),
    )
    assert _days(calendar, _DARA, Status.GIVEN) == [date(2026, 3, 30)]


def test_switch_back_to_the_infusion() -> None:
    """1800 mg under the skin from 12 January, 16 × 70 = 1120 mg by vein again from the 26th."""
    calendar = _plan(
        "dara-dcep",
        Switch(of=_DARA, to="daratumumab-sc", on=_january(12)),
        Switch(of=_DARA, to=_DARA, on=_january(26)),
    )
    assert _dose(calendar, _DARA, _january(19)) == 1800
    assert _dose(calendar, _DARA, _january(26)) == 1120


def test_start_recorded_later_puts_a_postponed_dose_back_in_its_cycle() -> None:
    """Postponed to 4 February, then the cycle starts on the 4th: day 1 is the 4th, not the 6th."""
    calendar = _plan(
        "dara-dcep",
        _postponed(_DARA, date(2026, 2, 2), date(2026, 2, 4)),
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 4)),
    )
    days = [day for day in _days(calendar, _DARA) if day >= date(2026, 2, 1)]
    assert days[:2] == [date(2026, 2, 4), date(2026, 2, 11)]


def test_weekly_doses_two_days_apart_are_a_violation() -> None:
    """26 January postponed to 4 February meets cycle 2 of 2 February."""
    calendar = _plan(
        "dara-dcep",
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 2)),
        _postponed(_DARA, _january(26), date(2026, 2, 4)),
    )
    assert "interval-too-short" in _codes(calendar)


def test_override_does_not_cover_a_later_event_of_another_cycle() -> None:
    """Cycle 2's reason says nothing about bortezomib moved in cycle 4."""
    early = Override(code="interval-too-short", reason="cycle 2 was agreed")
    calendar = _plan(
        "dara-vd",
        Delay(phase="combination", cycle=2, days=2, override=early),
        _postponed("bortezomib", date(2026, 3, 14), date(2026, 3, 16)),
    )
    assert "interval-too-short" in _codes(calendar)


def test_omitted_dose_is_not_the_first_after_a_transplant() -> None:
    """Day 80 omitted; the first dose that is given is on day 94, past the 84 days."""
    calendar = _plan(
        "dara-dcep",
        Response(on=date(2026, 3, 20), response="PR"),
        Transplant(on=date(2026, 5, 1)),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 7, 20)),
        Omission(of=_DARA, on=date(2026, 7, 20)),
    )
    assert "transplant-window" in _codes(calendar)


def test_stopping_dexamethasone_keeps_the_premedication() -> None:
    """Every infusion keeps its steroid when the backbone's dexamethasone ends."""
    calendar = _plan("dara-vd", Discontinuation(of="dexamethasone", on=_january(26)))
    assert set(_days(calendar, _DARA)) <= set(_days(calendar, "dexamethasone"))


def test_last_response_by_date_counts_however_late_it_is_recorded() -> None:
    """Progression on 20 April, and a partial response of 1 April entered after it."""
    calendar = _plan(
        "dara-dcep",
        Response(on=date(2026, 4, 20), response="PD"),
        Response(on=date(2026, 4, 1), response="PR"),
    )
    assert "response-insufficient" in _codes(calendar)


def test_dose_moved_to_a_day_to_come_needs_no_confirmation() -> None:
    """On 20 January, the dose of the 19th postponed to the 22nd is planned."""
    calendar = _plan("dara-dcep", _postponed(_DARA, _january(19), _january(22)), as_of=_january(20))
    assert _january(22) in _days(calendar, _DARA)


def test_corrected_height_is_said_beside_a_new_weight() -> None:
    """78 kg is used; the height of 175 cm is not, and that is said."""
    calendar = _plan("dara-dcep", Measurement(on=_january(10), weight="78 kg", height="175 cm"))
    assert any("175 cm" in finding.message for finding in calendar.findings)


def test_omission_leaves_a_gap_longer_than_written() -> None:
    """12, 19 and 26 January omitted: 28 days to 2 February, written are 7."""
    omitted = [Omission(of=_DARA, on=_january(day)) for day in (12, 19, 26)]
    calendar = _plan("dara-dcep", *omitted)
    gaps = [one.message for one in calendar.findings if one.code == "interval-too-long"]
    assert gaps == ["daratumumab on 2026-02-02 is 28 days after 2026-01-05; written are 7 days"]


def _twice_a_day() -> Regimen:
    """Daratumumab weekly, in two doses of its day."""
    written = catalogue.get("daratumumab-iv")
    (phase,) = written.phases
    twice = tuple(
        attrs.evolve(one, dose=attrs.evolve(one.dose, times=2), products=())
        for one in phase.components
    )
    own = attrs.evolve(phase, components=twice)
    return attrs.evolve(written, id="own", aliases=(), phases=(own,))


@pytest.mark.parametrize(
    ("events", "dates"),
    [
        ([_postponed(_DARA, _january(12), _january(14))], [5, 5, 14, 14, 21, 21, 28, 28]),
        (
            [
                Given(of=_DARA, on=_january(13), planned=_january(12)),
                Given(of=_DARA, on=_january(14), planned=_january(12)),
            ],
            [5, 5, 13, 14, 21, 21, 28, 28],
        ),
    ],
    ids=["postponed", "given late"],
)
def test_two_doses_of_a_late_day_move_the_later_ones_once(
    events: list[Event], dates: list[int]
) -> None:
    """Both are two days late at most, so what keeps its interval comes two days later, not four."""
    patient = Patient(weight="70 kg")
    course = Course(_twice_a_day(), patient, start=_january(5), cycles=1, events=events)
    assert [row.date.day for row in course.plan()] == dates
