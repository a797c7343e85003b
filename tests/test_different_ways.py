"""Units by pint, and body and kidney formulas by logarithms and whole numbers, beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pint
import pytest
from dose_calculator import Choosing, surface
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from regimens.body import Sex, adjusted_weight, body_mass_index, ideal_weight
from regimens.dosing_surface import surface_area
from regimens.policy import Policy
from regimens.renal import calvert, creatinine_clearance
from regimens.surface import BsaFormula, body_surface
from regimens.units import (
    _SPELLINGS,
    _UNITS,
    Kind,
    creatinine_mg_per_dl,
    haemoglobin_g_per_dl,
    measure,
    quantity,
)

D = Decimal
_SIXTY = Context(prec=60)

# --- units ---------------------------------------------------------------------------------------

# Each spelling in words of pint's own registry, and each kind's own unit; "1" is a cell.
_IN_PINT: Mapping[str, str] = {
    "cm": "centimeter", "m": "meter", "in": "inch", "ft": "foot",
    "kg": "kilogram", "lb": "pound", "lbs": "pound",
    "m2": "meter ** 2", "m^2": "meter ** 2", "m**2": "meter ** 2",
    "mg": "milligram", "g": "gram", "mcg": "microgram", "µg": "microgram", "ug": "microgram",
    "µmol/L": "micromole / liter", "umol/L": "micromole / liter",
    "mmol/L": "millimole / liter", "mg/dL": "milligram / deciliter",
    "g/dL": "gram / deciliter", "g/L": "gram / liter",
    **dict.fromkeys(("10^9/L", "10*9/L", "10**9/L", "x10^9/L", "×10^9/L", "× 10^9/L", "x 10^9/L"),
                    "gigacount / liter"),
    **dict.fromkeys(("/µL", "/uL", "/mm3", "/mm^3"), "count / microliter"),
    **dict.fromkeys(("K/µL", "K/uL", "10^3/µL", "10^3/uL", "10*3/uL", "x10^3/µL", "×10^3/µL",
                     "× 10^3/µL"), "kilocount / microliter"),
    "mL/min": "milliliter / minute", "ml/min": "milliliter / minute",
    **dict.fromkeys(("×10^6 cells", "× 10^6 cells", "x10^6 cells", "x 10^6 cells"), "megacount"),
}  # fmt: skip
_OWN_UNIT = {
    Kind.HEIGHT: "cm", Kind.WEIGHT: "kg", Kind.SURFACE: "m2", Kind.DRUG_MASS: "mg",
    Kind.CREATININE: "µmol/L", Kind.CREATININE_MASS: "mg/dL", Kind.HAEMOGLOBIN: "g/dL",
    Kind.HAEMOGLOBIN_MOLAR: "mmol/L", Kind.CELL_COUNT: "10^9/L", Kind.CLEARANCE: "mL/min",
    Kind.CELLS: "×10^6 cells",
}  # fmt: skip


@cache
def _registry() -> pint.UnitRegistry[Any]:
    """Pint's own units in exact fractions; it knows none of ours."""
    return pint.UnitRegistry(non_int_type=Fraction)


def _by_pint(number: Fraction, unit: str, into: str) -> Fraction:
    found = _registry().Quantity(number, _IN_PINT[unit]).to(_IN_PINT[into]).magnitude
    return Fraction(found)


def test_every_accepted_unit_is_tried() -> None:
    """No spelling is accepted that is not held against pint below."""
    assert set(_IN_PINT) == {*_UNITS, *_SPELLINGS}


@pytest.mark.parametrize("unit", _IN_PINT)
@settings(max_examples=30)
@given(digits=st.integers(0, 10**9), places=st.integers(0, 6))
def test_units_are_pints_both_ways(unit: str, digits: int, places: int) -> None:
    """What we read is what pint makes of it, and pint leads back to what was written."""
    written = f"{D(digits).scaleb(-places):f}"
    kind = _UNITS[_SPELLINGS.get(unit, unit)][0]
    own = _OWN_UNIT[kind]
    read = Fraction(measure(f"{written} {unit}", kind).value)
    assert read == _by_pint(Fraction(written), unit, own)
    assert _by_pint(read, own, unit) == Fraction(written)


@pytest.mark.parametrize("unit", sorted(_UNITS))
def test_quantities_handed_out_go_back_into_every_unit(unit: str) -> None:
    """Our own registry of pint converts what it is given into each unit of its kind."""
    kind, name = _UNITS[unit]
    given_out = quantity(measure(f"7 {unit}", kind))
    back = given_out.to(name).magnitude
    assert abs(Fraction(back) - 7) < Fraction(1, 10**24)


@given(st.integers(1, 10**7))
def test_chemistry_is_molar_mass(hundredths: int) -> None:
    """88.4 µmol/L of creatinine are 1 mg/dL, 0.6206 mmol/L of haemoglobin 1 g/dL: 50 digits."""
    value = D(hundredths) / 100
    creatinine = creatinine_mg_per_dl(measure(f"{value} µmol/L", Kind.CREATININE))
    haemoglobin = haemoglobin_g_per_dl(measure(f"{value} mmol/L", Kind.HAEMOGLOBIN_MOLAR))
    for found, exact in (
        (creatinine, Fraction(hundredths, 8840)),
        (haemoglobin, Fraction(hundredths * 100, 6206)),
    ):
        assert abs(Fraction(found) - exact) <= exact * Fraction(1, 10**50)


# --- body surface --------------------------------------------------------------------------------

# Only the formula of Schlich knows two sexes.
_CASES = [(formula, Sex.FEMALE) for formula in BsaFormula] + [(BsaFormula.SCHLICH, Sex.MALE)]
_UNROUNDED = Choosing(surface_step=None)


@st.composite
def _bodies(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    """Any body that is accepted, to as many decimals as may be written."""
    places = draw(st.sampled_from([0, 1, 2, 6, 24]))
    height = draw(st.decimals(50, 272, places=min(places, 12)))
    index = draw(st.integers(801, 9999))
    weight = _SIXTY.quantize(height * height * index / 10**6, D(1).scaleb(-places))
    assume(10 <= weight <= 650 and 8 <= weight * 10000 / (height * height) <= 100)
    return height, weight


@pytest.mark.parametrize(("formula", "sex"), _CASES)
@given(body=_bodies())
def test_areas_agree_to_38_digits(
    formula: BsaFormula, sex: Sex, body: tuple[Decimal, Decimal]
) -> None:
    """By exponentials of logarithms of 50 digits, where the library takes powers of 40."""
    height, weight = map(Fraction, body)
    choosing = _UNROUNDED._replace(formula=formula.value)
    exact = surface(height, weight, choosing, sex=sex.value)
    found = Fraction(body_surface(*body, formula, sex))
    assert abs(found / exact - 1) < Fraction(1, 10**38)


def _weight_of(area: Fraction, height: Decimal, formula: BsaFormula, sex: Sex) -> Decimal:
    """The weight with that area, to 40 digits, by Newton's rule on logarithms."""
    choosing = _UNROUNDED._replace(formula=formula.value)
    high, heavy = Fraction(height), D(70)
    for _ in range(60):
        found = surface(high, Fraction(heavy), choosing, sex=sex.value)
        ratio = _SIXTY.divide(
            D(area.numerator * found.denominator), D(area.denominator * found.numerator)
        )
        # Every formula has about the half power of the weight: the step is twice the logarithm.
        step = _SIXTY.multiply(_SIXTY.ln(ratio), D("1.9"))
        heavy = _SIXTY.multiply(heavy, _SIXTY.exp(step))
        if abs(step) < D("1e-38"):
            break
    return heavy


@pytest.mark.parametrize(("formula", "sex"), _CASES)
@settings(max_examples=40)
@given(
    hundredths=st.integers(60, 260),
    height=st.integers(1200, 2100),
    places=st.sampled_from([1, 3, 6, 12, 24]),
)
def test_areas_next_to_a_half_are_rounded_by_their_side(
    formula: BsaFormula, sex: Sex, hundredths: int, height: int, places: int
) -> None:
    """The lightest and heaviest weights around the middle of two hundredths go down and up."""
    tall = D(height) / 10
    middle = Fraction(2 * hundredths + 1, 200)
    near = _weight_of(middle, tall, formula, sex)
    assume(10 < near < 650 and 9 < near / tall / tall * 10000 < 99)
    policy = Policy(bsa_formula=formula)
    unit = D(1).scaleb(-places)
    lower = _SIXTY.subtract(near.quantize(unit, ROUND_FLOOR, _SIXTY), unit)
    upper = _SIXTY.add(near.quantize(unit, ROUND_CEILING, _SIXTY), unit)
    for weight, expected in ((lower, hundredths), (upper, hundredths + 1)):
        choosing = Choosing(formula=formula.value)
        by_fractions = surface(Fraction(tall), Fraction(weight), choosing, sex=sex.value)
        assert Fraction(surface_area(tall, weight, policy, sex=sex).used) == by_fractions
        assert by_fractions == Fraction(expected, 100)


def test_a_root_below_a_half_by_less_than_forty_digits_goes_down() -> None:
    """√((113.1 + d)(113.1 − d) ÷ 3600) is under 1.885 for every d, and so 1.88 m²."""
    smallest = D(1).scaleb(-23)
    height, weight = _SIXTY.add(D("113.1"), smallest), _SIXTY.subtract(D("113.1"), smallest)
    assert surface_area(height, weight, Policy()).used == D("1.88")
    assert surface_area(D("113.1"), D("113.1"), Policy()).used == D("1.89")


# --- weights, kidneys and carboplatin ------------------------------------------------------------

_FORTIETH = Fraction(1, 10**38)


def _is(found: Decimal, exact: Fraction) -> bool:
    return abs(Fraction(found) - exact) <= abs(exact) * _FORTIETH


@given(_bodies())
def test_the_body_mass_index_in_fractions(body: tuple[Decimal, Decimal]) -> None:
    """Kilograms by the square of metres."""
    height, weight = map(Fraction, body)
    assert _is(body_mass_index(*body), weight / (height / 100) ** 2)


@given(st.decimals("152.4", "272", places=3), st.sampled_from(Sex), st.integers(0, 30_000))
def test_ideal_and_adjusted_weights_in_fractions(height: Decimal, sex: Sex, more: int) -> None:
    """2.3 kg for each inch over 60, and four tenths of what is over that."""
    first = Fraction("45.5") if sex is Sex.FEMALE else 50
    ideal = first + Fraction("2.3") * (Fraction(height) / Fraction("2.54") - 60)
    found = ideal_weight(height, sex)
    assert _is(found, ideal)
    actual = _SIXTY.add(found, D(more) / 100)
    assert _is(adjusted_weight(actual, found), ideal + Fraction(4, 10) * Fraction(more, 100))


@given(st.integers(18, 120), st.integers(1000, 65_000), st.integers(10, 2500), st.sampled_from(Sex))
@example(60, 4500, 200, Sex.MALE)  # 25 mL/min itself
@example(60, 4499, 200, Sex.MALE)
def test_clearances_stand_on_their_side_of_a_limit(
    age: int, hundredths: int, creatinine: int, sex: Sex
) -> None:
    """(140 − age) × kg ÷ (72 × mg/dL), times 0.85 in women, held exactly against 25 mL/min."""
    share = Fraction(85, 100) if sex is Sex.FEMALE else Fraction(1)
    exact = (140 - age) * Fraction(hundredths, 100) * share / (72 * Fraction(creatinine, 100))
    found = creatinine_clearance(age, D(hundredths) / 100, D(creatinine) / 100, sex)
    assert _is(found, exact)
    assert (found >= 25) is (exact >= 25)


@given(st.integers(1, 1000), st.integers(0, 20_000))
def test_carboplatin_in_fractions(auc: int, rate: int) -> None:
    """AUC × (rate + 25), to the last digit."""
    exact = Fraction(auc, 100) * (Fraction(rate, 100) + 25)
    assert Fraction(calvert(D(auc) / 100, D(rate) / 100)) == exact
