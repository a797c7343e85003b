"""The first daratumumab dose over two days: 8 and 8 mg/kg on days 1 and 2, by choice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from regimens import Course, Given, Omission, Patient, Postponement, Switch, catalogue
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.events import Event

_SPLIT = {"first-dose": "days-1-and-2"}
_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")


def _plan(regimen: str, *events: Event, split: bool = True) -> Calendar:
    course = Course(
        catalogue.get(regimen),
        _PATIENT,
        start=date(2026, 1, 5),
        cycles=None if regimen == "dara-dcep" else 4,
        choices=_SPLIT if split else {},
        events=events,
    )
    return course.plan()


def _doses(calendar: Calendar) -> list[tuple[date, Decimal]]:
    return [(row.date, row.dose) for row in calendar if row.drug == "daratumumab"]


@pytest.mark.parametrize("regimen", ["daratumumab-iv", "dara-dcep", "dara-vd"])
def test_only_the_first_dose_is_split(regimen: str) -> None:
    """70 kg: 560 mg on 5 and 6 January, and everything else as without the choice."""
    whole, split = _doses(_plan(regimen, split=False)), _doses(_plan(regimen))
    assert whole[0] == (date(2026, 1, 5), Decimal(1120))
    assert split[:2] == [(date(2026, 1, 5), Decimal(560)), (date(2026, 1, 6), Decimal(560))]
    assert split[2:] == whole[1:]
    assert _plan(regimen).totals() == _plan(regimen, split=False).totals()


def test_second_half_has_its_premedication() -> None:
    """Day 2 has a dexamethasone of the backbone: one dose with both roles."""
    rows = {
        row.day: row for row in _plan("dara-vd") if row.drug == "dexamethasone" and row.cycle == 1
    }
    assert rows[1].roles == rows[2].roles == (Role.TREATMENT, Role.PREMEDICATION)
    assert rows[4].roles == (Role.TREATMENT,)
    assert (
        _plan("dara-vd").totals()["dexamethasone"]
        == _plan("dara-vd", split=False).totals()["dexamethasone"]
    )


def test_late_first_half_takes_the_rest_along() -> None:
    """5 January given on the 6th: the other half on the 7th, then the 13th and so on."""
    late = Postponement(of="daratumumab", on=date(2026, 1, 5), to=date(2026, 1, 6))
    days = [day for day, _ in _doses(_plan("daratumumab-iv", late))]
    assert days[:4] == [date(2026, 1, day) for day in (6, 7, 13, 20)]


def test_switch_comes_after_the_split_dose() -> None:
    """Only the infusion is split; from the second week on it is injected."""
    switch = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 7))
    doses = [dose for _, dose in _doses(_plan("daratumumab-iv", switch))]
    assert doses[:3] == [560, 560, 1800]


@pytest.mark.parametrize("day", [5, 6])
def test_switch_before_the_split_dose_says_what_it_leaves(day: int) -> None:
    """The halves stay infusions, and the calendar says so."""
    switch = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, day))
    calendar = _plan("daratumumab-iv", switch)
    assert [dose for _, dose in _doses(calendar)][:3] == [560, 560, 1800]
    said = [one.date for one in calendar.findings if "cannot be given as" in one.message]
    assert said == [date(2026, 1, left) for left in range(day, 7)]


def test_plan_says_nothing_against_it() -> None:
    """The two halves are a day apart, as written."""
    assert not any(
        finding.code.startswith("interval") for finding in _plan("daratumumab-iv").findings
    )


def _unpremedicated(
    regimen: str, *events: Event, **choices: str
) -> list[tuple[date | None, int | None]]:
    own = {key.replace("_", "-"): value for key, value in choices.items()}
    course = Course(
        catalogue.get(regimen),
        Patient(sex="female", height="165 cm", weight="70 kg", born=date(1960, 1, 5)),
        start=date(2026, 1, 5),
        cycles=2,
        choices=own,
        events=events,
    )
    return [(one.date, one.day) for one in course.plan().findings if one.code == "no-premedication"]


@pytest.mark.parametrize("regimen", ["d-kd-weekly", "d-vcd-lyra"])
def test_half_without_the_steroid_of_the_other_is_said(regimen: str) -> None:
    """40 mg a week of dexamethasone are on day 1, and nothing of it is on day 2."""
    assert _unpremedicated(regimen) == [(date(2026, 1, 6), 2)]
    drug = "daratumumab"
    given = Given(of=drug, on=date(2026, 1, 6))
    assert _unpremedicated(regimen, Given(of=drug, on=date(2026, 1, 5)), given) == []
    assert _unpremedicated(regimen, Omission(of=drug, on=date(2026, 1, 6))) == []


def test_half_without_a_steroid_follows_the_choice_of_its_days() -> None:
    """D-Rd has 20 mg on days 1 and 2, or 40 mg on day 1; one dose on day 1 needs no other."""
    split = {"first_dose": "days-1-and-2"}
    assert _unpremedicated("d-rd", **split) == []
    once = {"dexamethasone_days": "once-weekly"}
    assert _unpremedicated("d-rd", **split, **once) == [(date(2026, 1, 6), 2)]
    assert _unpremedicated("d-rd", first_dose="day-1", **once) == []
    assert _unpremedicated("d-kd-weekly", first_dose="day-1") == []


@pytest.mark.parametrize(
    "regimen", ["dara-vd", "d-vmp", "d-vtd", "dara-dcep", "d-kd", "daratumumab-iv"]
)
def test_half_with_its_steroid_or_beside_none_is_not_said(regimen: str) -> None:
    """The source gives a steroid on both days, or leaves all of it to the label."""
    definition = catalogue.get(regimen)
    choices = {"first_dose": "days-1-and-2"} if "first-dose" in definition.choices() else {}
    assert _unpremedicated(regimen, **choices) == []


def test_steroid_that_is_left_out_or_moved_leaves_a_half_without() -> None:
    """D-Rd, split: 20 mg omitted on day 2, or daratumumab moved to a day without dexamethasone."""
    split = {"first_dose": "days-1-and-2"}
    omitted = Omission(of="dexamethasone", on=date(2026, 1, 6))
    assert _unpremedicated("d-rd", omitted, **split) == [(date(2026, 1, 6), 2)]
    later = Postponement(of="daratumumab", on=date(2026, 1, 6), to=date(2026, 1, 7))
    assert (date(2026, 1, 7), 2) in _unpremedicated("d-rd", later, **split)
    both = Omission(of="dexamethasone", on=date(2026, 1, 5))
    assert _unpremedicated("d-rd", omitted, both, **split) == []


def test_every_split_dose_says_so() -> None:
    """8 mg/kg of daratumumab on days 1 and 2 are parts of one dose, and nothing else is."""
    for regimen in catalogue.REGIMENS.values():
        for _, one in regimen.components():
            is_half = one.drug.name == "daratumumab" and str(one.dose) == "8 mg/kg"
            assert one.split is is_half, regimen.id
