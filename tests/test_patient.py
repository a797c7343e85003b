"""The patient as recorded: measures with their units, dates without times, nothing derived."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pint
import pytest

from regimens.body import Sex
from regimens.decimals import shown
from regimens.errors import BodyError, QuantityError
from regimens.patient import Patient, PriorDose, date_of, height_of, weight_of
from regimens.units import Kind, Measure


def _refusal(kind: type[Exception], **parts: Any) -> str:
    with pytest.raises(kind) as caught:
        Patient(**parts)
    assert type(caught.value) is kind
    return str(caught.value)


def test_nothing_is_required_and_nothing_is_made_up() -> None:
    """A patient of whom nothing is recorded has no value anywhere."""
    patient = Patient()
    assert {
        patient.sex, patient.born, patient.height, patient.weight, patient.id, patient.name,
        patient.ecog, patient.prior_therapy_ended, patient.height_cm, patient.weight_kg,
    } == {None}  # fmt: skip
    assert patient.prior_doses == ()


def test_measures_are_read_with_their_units() -> None:
    """Inches and pounds come in as exact centimetres and kilograms."""
    patient = Patient(height="65 in", weight="154 lb")
    assert patient.height_cm == Decimal("165.1")
    assert patient.weight_kg == Decimal("69.85322498")


def test_same_body_in_any_unit_is_the_same_patient() -> None:
    """Text in several units and pint quantities record one body."""
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry()
    bodies = [
        Patient(height="167.64 cm", weight="70 kg"),
        Patient(height="1.6764 m", weight="70.0 kg"),
        Patient(height="66 in", weight="70kg"),
        Patient(height="5.5 ft", weight=" 70 kg "),
        Patient(height=registry.Quantity(66, "inch"), weight=registry.Quantity(70, "kg")),
    ]
    assert bodies == [bodies[0]] * len(bodies)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"height": 165},
            "height: 165 is a bare number without a unit; write the number with its unit as "
            'text, as in "165 cm"',
        ),
        (
            {"weight": 70.0},
            "weight: 70.0 is a bare number without a unit; write the number with its unit as "
            'text, as in "70 kg"',
        ),
        ({"height": "165"}, "height: '165' has no unit; add the unit, as in 165 cm"),
        ({"height": "70 kg"}, "height: '70 kg' is not a height; write it as in 165 cm"),
        ({"weight": "165 cm"}, "weight: '165 cm' is not a body weight; write it as in 70 kg"),
        ({"weight": "70 st"}, "weight: 'st' is not a unit of body weight; use one of kg, lb"),
        (
            {"weight": "70,5 kg"},
            "weight: '70,5 kg' has a comma; write a decimal point, as in 70.5 kg",
        ),
        (
            {"weight": "-70 kg"},
            "weight: '-70 kg' is not a number with a unit; write a plain number and a unit, "
            "without sign or exponent, as in 70 kg",
        ),
    ],
)
def test_what_is_no_height_or_weight_is_refused(parts: dict[str, object], message: str) -> None:
    """A bare number, the wrong dimension, a comma or a sign names the field and the mend."""
    assert _refusal(QuantityError, **parts) == message


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"height": "1.72 cm"}, "height: 1.72 cm is outside 50–272 cm; did you mean 1.72 m?"),
        (
            {"weight": "700 kg"},
            "weight: 700 kg is outside 10–650 kg; check the decimal point and the unit, "
            "as in 70 kg",
        ),
        (
            {"weight": "0 kg"},
            "weight: 0 kg is outside 10–650 kg; check the decimal point and the unit, as in 70 kg",
        ),
        (  # 20 ÷ 1.7² = 6.92
            {"height": "170 cm", "weight": "20 kg"},
            "height and weight: 170 cm and 20 kg give a body mass index of 6.9, outside 8–100; "
            "check for swapped values or a slip of the unit",
        ),
        (  # 165 ÷ 0.7² = 336.7; 70 in are 177.8 cm and 165 lb 74.8 kg
            {"height": "70 cm", "weight": "165 kg"},
            "height and weight: 70 cm and 165 kg give a body mass index of 336.7, outside 8–100; "
            "did you mean 165 cm and 70 kg, or 70 in and 165 lb?",
        ),
    ],
)
def test_body_that_cannot_be_is_refused(parts: dict[str, str], message: str) -> None:
    """An impossible body is refused with what may have been meant."""
    assert _refusal(BodyError, **parts) == message


def test_unlikely_body_is_recorded() -> None:
    """A body mass index of 54 is unlikely, not impossible: 147 kg at 165 cm can be recorded."""
    assert Patient(height="165 cm", weight="147 kg").weight_kg == 147


@pytest.mark.parametrize("kind", [Kind.WEIGHT, Kind.SURFACE])
def test_measure_of_another_kind_is_no_height(kind: Kind) -> None:
    """A measure made before is taken only where its kind belongs."""
    assert height_of(Measure(Decimal(165), Kind.HEIGHT)) == Measure(Decimal(165), Kind.HEIGHT)
    with pytest.raises(QuantityError):
        height_of(Measure(Decimal(165), kind))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-70"])
def test_measure_of_no_number_is_no_body(value: str) -> None:
    """A measure built by hand from NaN, an infinity or a negative number is refused at once."""
    with pytest.raises(QuantityError, match="is not a measured value; use a finite decimal from 0"):
        Measure(Decimal(value), Kind.WEIGHT)


def test_unknown_measure_stays_unknown() -> None:
    """Nothing recorded is nothing, not a default body."""
    assert height_of(None) is None
    assert weight_of(None) is None


@pytest.mark.parametrize(
    ("given", "sex"),
    [("female", Sex.FEMALE), ("male", Sex.MALE), (Sex.MALE, Sex.MALE), (None, None)],
)
def test_sex_is_read(given: object, sex: Sex | None) -> None:
    """The two sexes that formulas know are read from their names; it may be left out."""
    parts: dict[str, Any] = {"sex": given}
    assert Patient(**parts).sex is sex


@pytest.mark.parametrize("given", ["F", "Female", "", "woman", 1, True, []])
def test_other_sex_is_refused(given: object) -> None:
    """What no formula knows is refused, not guessed at."""
    assert _refusal(BodyError, sex=given) == (
        f"sex: {shown(given)} is not a sex the formulas know; "
        'write "female" or "male", or leave it out'
    )


@pytest.mark.parametrize("status", range(6))
def test_performance_status_is_0_to_5(status: int) -> None:
    """Each ECOG status can be recorded."""
    assert Patient(ecog=status).ecog == status


@pytest.mark.parametrize("status", [-1, 6, 100, 1.5, "1"])
def test_other_performance_status_is_refused(status: object) -> None:
    """There is no status below 0, above 5 or in between, and a text is none."""
    assert _refusal(BodyError, ecog=status) == (
        f"ecog: {status!r} is not an ECOG performance status; use 0 to 5"
    )


@pytest.mark.parametrize("name", ["born", "prior_therapy_ended"])
@pytest.mark.parametrize("value", [datetime(1961, 5, 4, tzinfo=UTC), "1961-05-04", 1961])
def test_what_is_no_plain_date_is_refused(name: str, value: object) -> None:
    """A time of day would let a time zone decide the date; a text has not been read yet."""
    assert _refusal(BodyError, **{name: value}) == (
        f"{name}: {value!r} is not a date; give a datetime.date"
    )


def test_plain_date_is_taken() -> None:
    """A date is a date."""
    day = date(1961, 5, 4)
    assert Patient(born=day, prior_therapy_ended=day).born == day
    assert date_of(day, where="born") is day


@pytest.mark.parametrize("given", ["120 mg", None, 3, ("120 mg",), [PriorDose]])
def test_prior_doses_are_doses(given: Any) -> None:
    """A number without its drug, taken, would fail where it is added up."""
    with pytest.raises(BodyError, match=r"^prior_doses: .* is not a tuple of doses; write "):
        Patient(prior_doses=given)


def test_prior_doses_are_amounts_of_drug() -> None:
    """A dose from before has its unit, and is neither a bare number nor a weight."""
    assert PriorDose(drug="cisplatin", dose="0.12 g").dose == Measure(Decimal(120), Kind.DRUG_MASS)
    with pytest.raises(QuantityError) as caught:
        PriorDose(drug="cisplatin", dose="120 kg")
    assert str(caught.value) == "dose: '120 kg' is not an amount of drug; write it as in 12.5 mg"


def test_patient_cannot_be_changed() -> None:
    """A new weight gives a new patient, so that an old calendar keeps its own."""
    before = Patient(height="165 cm", weight="70 kg")
    after = attrs.evolve(before, weight="62 kg")
    assert before.weight_kg == 70
    assert after.weight_kg == 62
    changing: Any = before
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        changing.weight = None


def test_new_weight_is_checked_against_the_height() -> None:
    """A patient evolved to an impossible body is refused like one built so."""
    with pytest.raises(BodyError):
        attrs.evolve(Patient(height="170 cm", weight="70 kg"), weight="20 kg")
