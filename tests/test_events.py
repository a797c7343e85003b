"""Events are values of one closed set; what cannot be one is refused where it is written."""

from __future__ import annotations

import typing
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError

from regimens import (
    Correction,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Override,
    Postponement,
    RegimensError,
    Response,
    Switch,
    Transplant,
)
from regimens.decimals import shown
from regimens.errors import HistoryError, QuantityError
from regimens.events import Event
from regimens.rules import ResponseCategory

DAY = date(2026, 2, 12)
EVENTS: list[Event] = [
    CycleStart(cycle=2, on=DAY),
    Delay(cycle=2, days=3),
    DoseChange(of="DCEP", to="0.7", cycle=1),
    Measurement(on=DAY, weight="62 kg"),
    Lab(on=DAY, anc="0.9 10^9/L"),
    Omission(of="daratumumab", on=DAY),
    Postponement(of="daratumumab", on=DAY, to=date(2026, 2, 14)),
    Given(of="cisplatin", on=DAY, dose="12.5 mg"),
    Switch(of="daratumumab", to="daratumumab-sc", on=DAY),
    Response(on=DAY, response="PR"),
    Transplant(on=DAY),
    Discontinuation(on=DAY),
    Correction(voids="e1"),
]


def test_these_are_all_the_events() -> None:
    """The set is closed: one example of each stands in this file."""
    assert {type(event) for event in EVENTS} == set(typing.get_args(Event))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_event_is_a_value(event: Event) -> None:
    """It cannot be edited, is equal to its like, and can stand in a set."""
    with pytest.raises(FrozenInstanceError):
        event.reason = "another"  # type: ignore[misc]
    again = attrs.evolve(event)
    assert again == event
    assert len({again, event}) == 1
    assert attrs.evolve(event, reason="another") != event


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_event_says_nothing_that_nobody_recorded(event: Event) -> None:
    """Id, day of writing, writer, reason and override are unknown unless given."""
    assert (event.id, event.recorded, event.by, event.reason, event.override) == (None,) * 5


def _refused(build: Any, **given: Any) -> str:
    with pytest.raises(RegimensError) as caught:
        build(**given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("build", "rest"),
    [
        (CycleStart, {"cycle": 2}),
        (Measurement, {}),
        (Lab, {}),
        (Omission, {"of": "cisplatin"}),
        (Postponement, {"of": "cisplatin", "to": DAY}),
        (Given, {"of": "cisplatin"}),
        (Switch, {"of": "a", "to": "b"}),
        (Response, {"response": "PR"}),
        (Transplant, {}),
        (Discontinuation, {}),
    ],
)
@pytest.mark.parametrize("value", ["2026-02-12", datetime(2026, 2, 12, 9), 20260212])  # noqa: DTZ001
def test_day_that_is_no_plain_date_is_refused(
    build: Any, rest: dict[str, Any], value: object
) -> None:
    """A text, a time of day and a number are refused: a time zone would decide the day."""
    message = _refused(build, on=value, **rest)
    assert message == f"on: {value!r} is not a date; give a datetime.date"


def test_every_other_day_of_an_event_is_checked_too() -> None:
    """The new day of a postponement, a planned day, a day to dose from and a day of writing."""
    assert _refused(Postponement, of="a", on=DAY, to="tomorrow").startswith("to: 'tomorrow'")
    assert _refused(Given, of="a", on=DAY, planned=1).startswith("planned: 1 is not a date")
    assert _refused(Measurement, on=DAY, from_="now").startswith("from_: 'now' is not a date")
    assert _refused(Transplant, on=DAY, recorded="now").startswith("recorded: 'now' is not a")


@pytest.mark.parametrize("value", [0, -1, 1.5, "2", True])
def test_cycles_and_days_are_counted_from_1(value: object) -> None:
    """There is no cycle 0 or day 0, and no half of one; a delay is at least a day."""
    cycle = f"cycle: {shown(value)} is no number for 'cycle'; give a whole number from 1"
    assert _refused(CycleStart, cycle=value, on=DAY) == cycle
    assert _refused(Delay, cycle=value, days=1) == cycle
    assert _refused(DoseChange, of="DCEP", to="0.7", cycle=value) == cycle
    day = f"day: {shown(value)} is no number for 'day'; give a whole number from 1"
    assert _refused(DoseChange, of="DCEP", to="0.7", cycle=1, day=value) == day
    assert _refused(Delay, cycle=1, days=value).startswith(
        f"days: {shown(value)} is no number for 'days'"
    )


@pytest.mark.parametrize("value", ["", (), [], ("cisplatin", ""), (3,), 3])
def test_of_names_something(value: object) -> None:
    """A drug, a group or a list of drugs: an empty name or list, or a number, is none."""
    given = shown(list(value) if isinstance(value, tuple) else value)
    expected = f"of: {given} names nothing; name a drug, a group, or a list of drugs"
    assert _refused(DoseChange, of=value, to="0.7", cycle=1) == expected
    assert _refused(Omission, of=value, on=DAY) == expected
    assert _refused(Discontinuation, of=value, on=DAY) == expected


def test_switch_names_what_it_switches_to() -> None:
    """An empty product is refused in its own place."""
    assert _refused(Switch, of="daratumumab", to="", on=DAY).startswith("to: '' names nothing")


def test_list_of_drugs_is_kept_as_a_tuple() -> None:
    """A list, as a document gives it, is the same as a tuple."""
    change = DoseChange(of=["cisplatin", "etoposide"], to="0.5", cycle=2)
    assert change.of == ("cisplatin", "etoposide")
    assert change == DoseChange(of=("cisplatin", "etoposide"), to="0.5", cycle=2)


def test_discontinuation_of_nothing_named_is_of_the_course() -> None:
    """Without a name the whole course stops."""
    assert Discontinuation(on=DAY).of is None


@pytest.mark.parametrize("value", ["0.7", Decimal("0.70")])
def test_fraction_is_kept_as_a_decimal(value: Any) -> None:
    """Text and decimals are the same fraction."""
    assert DoseChange(of="DCEP", to=value, cycle=1).to == Decimal("0.7")


def test_change_without_fraction_or_level_is_refused() -> None:
    """As is one with both: nobody could say which is meant."""
    message = (
        'dose_change: a dose change needs a fraction or a level, and not both; give "to" or "level"'
    )
    assert _refused(DoseChange, of="bortezomib", cycle=1) == message
    assert _refused(DoseChange, of="bortezomib", cycle=1, to="0.7", level="1.0") == message


def test_level_is_kept_by_its_name() -> None:
    """A named level is no fraction, and states its own amount and days."""
    change = DoseChange(of="bortezomib", level="weekly", to=None, cycle=2)
    assert (change.level, change.to, change.day) == ("weekly", None, 1)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("0", "to: a fraction of 0; record an omission or a discontinuation instead"),
        (Decimal("-0.5"), "to: a fraction of -0.5; record an omission or a discontinuation"),
        ("1.01", "to: a fraction of 1.01 is above the full dose; give the fraction of the full"),
        ("70", "to: a fraction of 70 is above the full dose"),
        ("-0.7", "to: '-0.7' is not a plain number"),
        ("70 %", "to: '70 %' is not a plain number"),
        ("0,7", "to: '0,7' has a comma; write a decimal point, as in 0.7"),
        (0.7, "to: 0.7 is a bare number; write it as text"),
    ],
)
def test_fraction_outside_0_to_1_is_refused(value: object, message: str) -> None:
    """It is the fraction that is given: never nothing, never more, never a percentage."""
    assert _refused(DoseChange, of="DCEP", to=value, cycle=1).startswith(message)


@pytest.mark.parametrize("value", ["0.01", "0.7", "1", "1.00"])
def test_fraction_from_above_0_to_1_is_accepted(value: str) -> None:
    """Whether a protocol allows it is found later, and is a finding."""
    assert DoseChange(of="DCEP", to=value, cycle=1).to == Decimal(value)


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_override_needs_a_reason_in_words(reason: str) -> None:
    """Nobody passes over a violation without saying why."""
    with pytest.raises(HistoryError) as caught:
        Override(code="early-start", reason=reason)
    expected = "override: an override without a reason; write why it is passed over"
    assert str(caught.value) == expected


def test_override_names_a_code_and_a_reason() -> None:
    """Both are kept as they were written, and any event can carry one."""
    override = Override(code="early-start", reason="travel")
    start = CycleStart(cycle=2, on=DAY, override=override)
    assert start.override == Override(code="early-start", reason="travel")


@pytest.mark.parametrize("name", ["id", "by", "reason"])
@pytest.mark.parametrize("text", ["frail\nsince May", "frail\x1b[2J", "frail\u202eon"])
def test_what_is_written_down_is_plain_text_on_one_line(name: str, text: str) -> None:
    """Line ends, escapes and turned writing would forge what people read."""
    message = _refused(Transplant, on=DAY, **{name: text})
    assert message == (f"{name}: {text!r} has a control character; write plain text on one line")


def test_laboratory_values_are_read_in_the_units_of_wards() -> None:
    """Counts per µL or litre are one quantity; the two haemoglobins and creatinines stay two."""
    lab = Lab(on=DAY, anc="1500 /µL", platelets="50 K/µL", haemoglobin="75 g/L")
    assert (str(lab.anc), str(lab.platelets), str(lab.haemoglobin)) == (
        "1.5 10^9/L",
        "50 10^9/L",
        "7.5 g/dL",
    )
    assert str(Lab(on=DAY, haemoglobin="4.6 mmol/L").haemoglobin) == "4.6 mmol/L"
    assert str(Lab(on=DAY, creatinine="88 µmol/L").creatinine) == "88 µmol/L"
    assert str(Lab(on=DAY, creatinine="1 mg/dL").creatinine) == "1 mg/dL"
    clearance = Lab(on=DAY, creatinine_clearance="25.0 mL/min").creatinine_clearance
    assert str(clearance) == "25 mL/min"


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("anc", "1.5", "10^9/L"),
        ("anc", "1.5 g/dL", "10^9/L"),
        ("platelets", "50 mL/min", "10^9/L"),
        ("haemoglobin", "9.8 mg/dL", "g/dL"),
        ("creatinine", "1.1 g/dL", "µmol/L"),
        ("creatinine_clearance", "61 mg/dL", "mL/min"),
    ],
)
def test_laboratory_value_of_another_kind_is_refused(name: str, value: str, unit: str) -> None:
    """A missing or foreign unit is refused in the value's own place, with a right example."""
    with pytest.raises(QuantityError) as caught:
        Lab(on=DAY, **{name: value})  # type: ignore[arg-type]
    assert caught.value.where == name
    assert unit in caught.value.mend


def test_given_dose_and_measurement_are_quantities() -> None:
    """A weight for a dose, or a bare number for a weight, is refused."""
    assert str(Given(of="cisplatin", on=DAY, dose="0.0125 g").dose) == "12.5 mg"
    assert Given(of="cisplatin", on=DAY).dose is None
    assert _refused(Given, of="cisplatin", on=DAY, dose="12.5 kg").startswith("dose: '12.5 kg'")
    assert _refused(Measurement, on=DAY, weight=62).startswith("weight: 62 is a bare number")
    assert _refused(Measurement, on=DAY, height="62 kg").startswith("height: '62 kg' is not a")


def test_response_is_one_of_the_imwg_categories() -> None:
    """Text and category are the same; anything else is refused with what there is."""
    assert Response(on=DAY, response=ResponseCategory.SCR) == Response(on=DAY, response="sCR")
    message = _refused(Response, on=DAY, response="good")
    assert message == (
        "response: 'good' is not a response category; use one of PD, SD, MR, PR, VGPR, CR, sCR"
    )


@pytest.mark.parametrize("value", ["-1", "x", "1,5", 1.5])
def test_bilirubin_is_a_multiple_of_normal(value: Any) -> None:
    """A plain number as text; nothing is guessed."""
    with pytest.raises(RegimensError):
        Lab(on=date(2026, 1, 5), bilirubin_times_normal=value)
