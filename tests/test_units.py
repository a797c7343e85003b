"""The front door for quantities: what wards write comes in exactly, and nothing is guessed."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from datetime import timedelta
from decimal import Context, Decimal, localcontext
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regimens.errors import QuantityError
from regimens.units import (
    Kind,
    Measure,
    creatinine_mg_per_dl,
    haemoglobin_g_per_dl,
    measure,
    quantity,
    split_text,
)

if TYPE_CHECKING:
    import pint

_PLAIN = "write a plain number and a unit, without sign or exponent, as in 12.5 mg"
# What one of each unit is in its kind's own unit: the definitions of the units, written by hand.
_KNOWN: dict[str, tuple[Kind, str]] = {
    "cm": (Kind.HEIGHT, "1"),
    "m": (Kind.HEIGHT, "100"),
    "in": (Kind.HEIGHT, "2.54"),
    "ft": (Kind.HEIGHT, "30.48"),
    "kg": (Kind.WEIGHT, "1"),
    "lb": (Kind.WEIGHT, "0.45359237"),
    "lbs": (Kind.WEIGHT, "0.45359237"),
    "m2": (Kind.SURFACE, "1"),
    "m^2": (Kind.SURFACE, "1"),
    "m**2": (Kind.SURFACE, "1"),
    "mg": (Kind.DRUG_MASS, "1"),
    "g": (Kind.DRUG_MASS, "1000"),
    "mcg": (Kind.DRUG_MASS, "0.001"),
    "µg": (Kind.DRUG_MASS, "0.001"),
    "ug": (Kind.DRUG_MASS, "0.001"),
    "µmol/L": (Kind.CREATININE, "1"),
    "umol/L": (Kind.CREATININE, "1"),
    "mg/dL": (Kind.CREATININE_MASS, "1"),
    "g/dL": (Kind.HAEMOGLOBIN, "1"),
    "g/L": (Kind.HAEMOGLOBIN, "0.1"),
    "mmol/L": (Kind.HAEMOGLOBIN_MOLAR, "1"),
    "10^9/L": (Kind.CELL_COUNT, "1"),
    "10*9/L": (Kind.CELL_COUNT, "1"),
    "10**9/L": (Kind.CELL_COUNT, "1"),
    "/µL": (Kind.CELL_COUNT, "0.001"),
    "/uL": (Kind.CELL_COUNT, "0.001"),
    "/mm3": (Kind.CELL_COUNT, "0.001"),
    "/mm^3": (Kind.CELL_COUNT, "0.001"),
    "K/µL": (Kind.CELL_COUNT, "1"),
    "K/uL": (Kind.CELL_COUNT, "1"),
    "10^3/µL": (Kind.CELL_COUNT, "1"),
    "10^3/uL": (Kind.CELL_COUNT, "1"),
    "10*3/uL": (Kind.CELL_COUNT, "1"),
    "mL/min": (Kind.CLEARANCE, "1"),
    "ml/min": (Kind.CLEARANCE, "1"),
    "×10^6 cells": (Kind.CELLS, "1"),
    "x10^6 cells": (Kind.CELLS, "1"),
}
_FOLDED = str.maketrans({"μ": "µ", "²": "2", "³": "3", "⁹": "9"})
_EVERY_KIND = tuple(Kind)
_EXAMPLES = {
    Kind.HEIGHT: "165 cm",
    Kind.WEIGHT: "70.5 kg",
    Kind.SURFACE: "1.79 m²",
    Kind.DRUG_MASS: "12.5 mg",
    Kind.CREATININE: "88 µmol/L",
    Kind.CREATININE_MASS: "1.1 mg/dL",
    Kind.HAEMOGLOBIN: "9.8 g/dL",
    Kind.HAEMOGLOBIN_MOLAR: "6.1 mmol/L",
    Kind.CELL_COUNT: "0.9 10^9/L",
    Kind.CLEARANCE: "61 mL/min",
    Kind.CELLS: "62 ×10⁶ cells",
}


@cache
def _default_registry() -> pint.UnitRegistry[Any]:
    import pint  # noqa: PLC0415

    return pint.UnitRegistry()


@cache
def _decimal_registry() -> pint.UnitRegistry[Any]:
    import pint  # noqa: PLC0415

    return pint.UnitRegistry(non_int_type=Decimal)


def _read(given_: object, *kinds: Kind) -> Measure | QuantityError:
    try:
        return measure(given_, *kinds)
    except QuantityError as error:
        return error


def _refusal(given_: object, *kinds: Kind, where: str = "") -> str:
    with pytest.raises(QuantityError) as caught:
        measure(given_, *kinds, where=where)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("165 cm", Kind.HEIGHT, "165"),
        ("1.65 m", Kind.HEIGHT, "165"),
        ("65 in", Kind.HEIGHT, "165.1"),
        ("5.5 ft", Kind.HEIGHT, "167.64"),
        ("70 kg", Kind.WEIGHT, "70"),
        ("154 lb", Kind.WEIGHT, "69.85322498"),
        ("154 lbs", Kind.WEIGHT, "69.85322498"),
        ("12.5 mg", Kind.DRUG_MASS, "12.5"),
        ("1.12 g", Kind.DRUG_MASS, "1120"),
        ("250 mcg", Kind.DRUG_MASS, "0.25"),
        ("88 µmol/L", Kind.CREATININE, "88"),
        ("1.1 mg/dL", Kind.CREATININE_MASS, "1.1"),
        ("98 g/L", Kind.HAEMOGLOBIN, "9.8"),
        ("9.8 g/dL", Kind.HAEMOGLOBIN, "9.8"),
        ("6.1 mmol/L", Kind.HAEMOGLOBIN_MOLAR, "6.1"),
        ("61 mL/min", Kind.CLEARANCE, "61"),
    ],
)
def test_what_wards_write_is_read_exactly(text: str, kind: Kind, value: str) -> None:
    """Every unit is converted by its definition, without a digit lost."""
    assert measure(text, kind) == Measure(Decimal(value), kind)


@pytest.mark.parametrize(
    "text",
    ["70kg", "70 kg", "70  kg", " 70 kg ", "70\u00a0kg", "70\u202fkg", "70.0 kg", "070 kg"],
)
def test_spacing_does_not_matter(text: str) -> None:
    """No space, several and the narrow and unbreakable ones all part a number from its unit."""
    assert measure(text, Kind.WEIGHT) == Measure(Decimal(70), Kind.WEIGHT)


@pytest.mark.parametrize("text", ["1.79 m2", "1.79 m^2", "1.79 m**2", "1.79 m²", "1.79m²"])
def test_spellings_of_the_square_metre_are_one(text: str) -> None:
    """`m2`, `m^2`, `m**2` and `m²` are the same unit."""
    assert measure(text, Kind.SURFACE) == Measure(Decimal("1.79"), Kind.SURFACE)


@pytest.mark.parametrize("text", ["5 \u00b5g", "5 \u03bcg", "5 ug", "5 mcg"])
def test_both_micro_signs_are_one(text: str) -> None:
    """The micro sign and the Greek letter both write a microgram, a thousandth of a milligram."""
    assert measure(text, Kind.DRUG_MASS) == Measure(Decimal("0.005"), Kind.DRUG_MASS)


@pytest.mark.parametrize(
    "text",
    [
        "62 ×10⁶ cells", "62 × 10⁶ cells", "62 x10⁶ cells", "62 x 10⁶ cells", "62 ×10^6 cells",
        "62 × 10^6 cells", "62 x10^6 cells", "62 x 10^6 cells", "62×10⁶ cells",
    ],
)  # fmt: skip
def test_spellings_of_millions_of_cells_are_one(text: str) -> None:
    """With any sign of multiplication, with a space after it and without."""
    assert measure(text, Kind.CELLS) == Measure(Decimal(62), Kind.CELLS)


@pytest.mark.parametrize("value", ["-0.1", "NaN", "sNaN", "Infinity", "-Infinity"])
def test_value_that_cannot_be_measured_is_refused(value: str) -> None:
    """Nothing weighs less than nothing, and no number is no measure; nothing at all can be."""
    with pytest.raises(QuantityError, match="is not a measured value; use a finite decimal from 0"):
        Measure(Decimal(value), Kind.WEIGHT)
    assert str(Measure(Decimal(0), Kind.CELL_COUNT)) == "0 10^9/L"


@pytest.mark.parametrize(
    "given_", [True, SimpleNamespace(units="kg"), SimpleNamespace(magnitude=7)]
)
def test_what_is_no_quantity_is_named_so(given_: object) -> None:
    """A truth value, and what has a magnitude or a unit alone, is not a number without a unit."""
    assert " is not a quantity; write the number with its unit" in _refusal(given_, Kind.WEIGHT)


def test_text_is_read_up_to_80_signs() -> None:
    """A unit that nobody knows is named; a text that is longer is no quantity at all."""
    assert "is not a unit of body weight" in _refusal("70 " + "k" * 77, Kind.WEIGHT)
    assert "is not a number with a unit" in _refusal("70 " + "k" * 78, Kind.WEIGHT)


@pytest.mark.parametrize(
    "text",
    [
        "0.9 10^9/L", "0.9 10⁹/L", "0.9 ×10⁹/L", "0.9×10⁹/L", "0.9 x10^9/L", "0.9 ×10^9/L",
        "900 /µL", "900/\u03bcL", "900 /uL", "900 /mm³", "900/mm3", "900 /mm^3",
        "0.9 × 10⁹/L", "0.9 × 10^9/L", "0.9 x 10^9/L", "0.9 × 10³/µL", "0.9 x10^3/µL",
        "0.9 K/µL", "0.9 K/uL", "0.9 10³/µL", "0.9 ×10³/µL", "0.9 10^3/µL", "0.9 10^3/uL",
    ],
)  # fmt: skip
def test_counts_per_volume_are_one_quantity(text: str) -> None:
    """×10⁹/L, /µL, K/µL and /mm³ write one count: 0.9 × 10⁹ a litre is 900 a microlitre."""
    assert measure(text, Kind.CELL_COUNT) == Measure(Decimal("0.9"), Kind.CELL_COUNT)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,5 mg", "'1,5 mg' has a comma; write a decimal point, as in 1.5 mg"),
        ("1.000,5 mg", "'1.000,5 mg' has a comma; write a decimal point, as in 12.5 mg"),
        (
            "1,120 mg",
            "'1,120 mg' has a comma; write a decimal point, and nothing between thousands",
        ),
        ("70,5", "'70,5' has a comma; write a decimal point, as in 12.5 mg"),
        ("12.5", "'12.5' has no unit; add the unit, as in 12.5 mg"),
        ("1.5 Mg", "'Mg' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        ("1.5 MG", "'MG' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        ("5 U", "'U' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        ("5 units", "'units' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        ("5 IU", "'IU' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        (
            "16 mg/kg + 5",
            "'mg/kg + 5' is not a unit of amount of drug; use one of g, mcg, mg, µg",
        ),
        ("5 mg/kg", "'mg/kg' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        ("5 mg mg", "'mg mg' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        ("1/2 mg", "'/2 mg' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
        ("5 cups", "'cups' is not a unit of amount of drug; use one of g, mcg, mg, µg"),
    ],
)
def test_what_a_unit_parser_would_guess_at_is_refused(text: str, message: str) -> None:
    """A comma, a mega, units without a drug and an expression are refused, with the mend."""
    assert _refusal(text, Kind.DRUG_MASS) == message


@pytest.mark.parametrize(
    "text",
    [
        "-1 mg", "+1 mg", "− 1 mg", "1e3 mg", "1E3 mg", "1e-3mg", "NaN mg", "nan mg", "inf mg",
        "Infinity mg", "9**9**9 mg", "9**9 mg", "10**3 mg", "2*3 mg", "½ mg", "5-10 mg", ".5 mg",
        "5. mg", "1.2.3 mg", "1_000 mg", "1 000 mg", "12.5\tmg", "12.5\nmg", "12.5\u2009mg",
        "１２ mg", "٣ mg", "mg", "mg 5", "", " ", "1234567890123 mg",
        "1.1234567890123456789012345 mg",
    ],
)  # fmt: skip
def test_what_is_not_one_plain_number_and_a_unit_is_refused(text: str) -> None:
    """A sign, an exponent, NaN, a power, a range or a foreign digit is not a number here."""
    assert _refusal(text, Kind.DRUG_MASS) == f"{text!r} is not a number with a unit; {_PLAIN}"


@pytest.mark.parametrize("text", ["10³ mg", "10² mg", "1.5² mg", "10⁹ mg", "10³mg"])
def test_superscript_in_the_number_is_refused(text: str) -> None:
    """A power of ten before the unit is an expression, never a longer number."""
    assert _refusal(text, Kind.DRUG_MASS).startswith(f"{text!r} is not a number with a unit")


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (
            70,
            "weight: 70 is a bare number without a unit; write the number with its unit as text, "
            'as in "70 kg"',
        ),
        (
            70.5,
            "weight: 70.5 is a bare number without a unit; write the number with its unit as text, "
            'as in "70 kg"',
        ),
        (
            Decimal("NaN"),
            "weight: Decimal('NaN') is a bare number without a unit; write the number with its "
            'unit as text, as in "70 kg"',
        ),
        (
            None,
            "weight: nothing is not a quantity; "
            'write the number with its unit as text, as in "70 kg"',
        ),
        (
            b"70 kg",
            "weight: b'70 kg' is not a quantity; write the number with its unit as text, as in "
            '"70 kg"',
        ),
    ],
)
def test_bare_number_is_refused(given_: object, message: str) -> None:
    """A number without its unit, and what is neither text nor quantity, names the mend."""
    assert _refusal(given_, Kind.WEIGHT, where="weight") == message


def test_number_too_long_to_print_is_refused_as_any_other() -> None:
    """An integer of 5000 digits is a quantity error too, and no other exception."""
    assert _refusal(10**5000, Kind.WEIGHT) == (
        "a number of thousands of digits is a bare number without a unit; "
        'write the number with its unit as text, as in "70 kg"'
    )
    huge = SimpleNamespace(magnitude=10**5000, units="kilogram")
    assert "a number of thousands of digits" in _refusal(huge, Kind.WEIGHT)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("70 cm", Kind.WEIGHT, "'70 cm' is not a body weight; write it as in 70 kg"),
        ("70 kg", Kind.HEIGHT, "'70 kg' is not a height; write it as in 165 cm"),
        ("70 g", Kind.WEIGHT, "'70 g' is not a body weight; write it as in 70 kg"),
        ("70 kg", Kind.DRUG_MASS, "'70 kg' is not an amount of drug; write it as in 12.5 mg"),
        ("1.79 m", Kind.SURFACE, "'1.79 m' is not a body surface area; write it as in 1.79 m²"),
        (
            "88 µmol/L",
            Kind.CREATININE_MASS,
            "'88 µmol/L' is not a creatinine concentration; write it as in 1.1 mg/dL",
        ),
        (
            "6.1 mmol/L",
            Kind.HAEMOGLOBIN,
            "'6.1 mmol/L' is not a haemoglobin concentration; write it as in 9.8 g/dL",
        ),
        ("0.9 10^9/L", Kind.CLEARANCE, "'0.9 10^9/L' is not a clearance; write it as in 61 mL/min"),
        (
            "61 mL/min",
            Kind.CELL_COUNT,
            "'61 mL/min' is not a cell count; write it as in 0.9 10^9/L",
        ),
    ],
)
def test_wrong_kind_is_refused(text: str, kind: Kind, message: str) -> None:
    """A body weight is no drug mass, and chemistry is never converted in passing."""
    assert _refusal(text, kind) == message


@pytest.mark.parametrize("kind", _EXAMPLES)
def test_each_kind_is_read_as_itself_alone(kind: Kind) -> None:
    """The text of one kind is refused for every other kind, and read for its own."""
    text = _EXAMPLES[kind]
    assert measure(text, kind).kind is kind
    others = [other for other in Kind if other is not kind]
    assert [other for other in others if isinstance(_read(text, other), Measure)] == []


def test_either_of_two_kinds_may_stand() -> None:
    """Where two kinds may stand, each keeps its own, and the first gives the message its words."""
    kinds = (Kind.CREATININE, Kind.CREATININE_MASS)
    assert measure("88 µmol/L", *kinds).kind is Kind.CREATININE
    assert measure("1.1 mg/dL", *kinds).kind is Kind.CREATININE_MASS
    assert _refusal("70 kg", *kinds, where="creatinine") == (
        "creatinine: '70 kg' is not a creatinine concentration; write it as in 88 µmol/L"
    )
    assert _refusal("1 mol/L", *kinds) == (
        "'mol/L' is not a unit of creatinine concentration; use one of mg/dL, umol/L, µmol/L"
    )


def test_measure_passes_through_where_its_kind_may_stand() -> None:
    """A measure made before is taken as it is, and refused where another kind is wanted."""
    weight = measure("70 kg", Kind.WEIGHT)
    assert measure(weight, Kind.WEIGHT) is weight
    assert _refusal(weight, Kind.HEIGHT) == "'70 kg' is not a height; write it as in 165 cm"


def test_measure_cannot_be_changed() -> None:
    """A measure is a value: it has no settable part and is equal to another of the same value."""
    weight: Any = measure("70.0 kg", Kind.WEIGHT)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        weight.value = Decimal(7)
    assert weight == measure("70 kg", Kind.WEIGHT)
    assert hash(weight) == hash(measure("70 kg", Kind.WEIGHT))


def test_measure_is_printed_plainly() -> None:
    """People read a measure without trailing zeros, with its kind's own unit."""
    assert str(measure("70.50 kg", Kind.WEIGHT)) == "70.5 kg"
    assert str(measure("0.90 K/µL", Kind.CELL_COUNT)) == "0.9 10^9/L"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("400 mg/m²", ("400", "mg/m2")),
        ("400mg/m^2", ("400", "mg/m^2")),
        ("16 mg/kg", ("16", "mg/kg")),
        ("5 \u03bcg", ("5", "\u00b5g")),
        ("2 ×10⁹/L", ("2", "×10^9/L")),
    ],
)
def test_split_text_gives_number_and_folded_unit(text: str, parts: tuple[str, str]) -> None:
    """Superscripts and micro signs of the unit are folded to one spelling; the number is kept."""
    assert split_text(text) == (Decimal(parts[0]), parts[1])


def test_split_text_names_place_and_example() -> None:
    """Whoever asks says where the text stands and what it should look like."""
    with pytest.raises(QuantityError) as caught:
        split_text("many", where="dose", example="400 mg/m²")
    assert str(caught.value) == (
        "dose: 'many' is not a number with a unit; write a plain number and a unit, without sign "
        "or exponent, as in 400 mg/m²"
    )


_NEARLY = st.text(alphabet="0123456789.,+-*/^eE \u00b5\u03bcmgkclbdLinftu²³⁹×xUK\n", max_size=24)
_WRITTEN = st.builds(
    lambda value, gap, unit: f"{value}{gap}{unit}",
    st.decimals(min_value=0, max_value=10**6, places=3) | st.integers(0, 10**14),
    st.sampled_from(["", " ", "  ", "\u00a0", "\t", "²", "e3", ","]),
    st.sampled_from([*_KNOWN, "m²", "\u03bcg", "Mg", "units", "kg + 5", "mg²"]),
)


@settings(deadline=timedelta(seconds=5))  # nothing hangs; the first conversion takes its time
@given(st.text() | _NEARLY | _WRITTEN, st.sampled_from(_EVERY_KIND))
@example("9**9**9 mg", Kind.DRUG_MASS)
@example("7² kg", Kind.WEIGHT)
@example("9" * 1_000_000 + " kg", Kind.WEIGHT)
@example("(" * 100_000, Kind.WEIGHT)
@example("1 " + "m" * 1_000_000, Kind.HEIGHT)
def test_any_text_is_a_measure_or_a_quantity_error(text: str, kind: Kind) -> None:
    """What is read is a known unit of that kind times the very number; the rest is refused."""
    read = _read(text, kind)
    if isinstance(read, QuantityError):
        assert len(str(read).splitlines()) == 1
        assert len(str(read)) < 300
        return
    spaced = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) *(\S+)", spaced)
    assert found is not None
    unit = found[2].translate(_FOLDED)
    known, factor = _KNOWN[unit.lstrip("×x") if "10" in unit else unit]
    assert read == Measure(Decimal(found[1]) * Decimal(factor), kind)
    assert known is kind


@settings(deadline=None)  # the first conversion builds the registry
@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=0, max_value=6))
def test_every_unit_is_its_definition_for_every_number(digits: int, places: int) -> None:
    """Each spelling of the table multiplies any number by exactly its own factor."""
    number = Decimal(digits).scaleb(-places)
    for unit, (kind, factor) in _KNOWN.items():
        assert measure(f"{number:f} {unit}", kind).value == number * Decimal(factor)


@settings(deadline=None)  # the first conversion builds the registries
@given(
    st.decimals(min_value=50, max_value=272, places=1),
    st.decimals(min_value=10, max_value=650, places=1),
)
def test_same_body_in_any_unit_is_the_same_measure(inches: Decimal, pounds: Decimal) -> None:
    """Height in cm, m, in or ft and weight in kg or lb, as text or pint quantity, are one."""
    inches, pounds = inches / 2, pounds.quantize(Decimal(1))
    cm, kg = inches * Decimal("2.54"), pounds * Decimal("0.45359237")
    height = Measure(cm, Kind.HEIGHT)
    for text in (f"{cm} cm", f"{cm / 100} m", f"{inches} in"):
        assert measure(text, Kind.HEIGHT) == height
    feet = (inches / 12).quantize(Decimal("0.1"))
    assert measure(f"{feet} ft", Kind.HEIGHT) == measure(f"{feet * 12} in", Kind.HEIGHT)
    weight = Measure(kg, Kind.WEIGHT)
    assert measure(f"{kg} kg", Kind.WEIGHT) == measure(f"{pounds} lb", Kind.WEIGHT) == weight
    registry = _decimal_registry()
    for magnitude, unit in ((cm, "cm"), (cm / 100, "m"), (inches, "inch")):
        assert measure(registry.Quantity(magnitude, unit), Kind.HEIGHT) == height
    for magnitude, unit in ((kg, "kg"), (pounds, "lb")):
        assert measure(registry.Quantity(magnitude, unit), Kind.WEIGHT) == weight


@pytest.mark.parametrize(
    ("magnitude", "unit", "kind", "value"),
    [
        (165, "cm", Kind.HEIGHT, "165"),
        (1.65, "m", Kind.HEIGHT, "165"),
        (65, "inch", Kind.HEIGHT, "165.1"),
        (5.5, "ft", Kind.HEIGHT, "167.64"),
        (70, "kg", Kind.WEIGHT, "70"),
        (70.1, "kg", Kind.WEIGHT, "70.1"),
        (154, "lb", Kind.WEIGHT, "69.85322498"),
        (1.79, "m**2", Kind.SURFACE, "1.79"),
        (0.1, "mg", Kind.DRUG_MASS, "0.1"),
        (1.12, "g", Kind.DRUG_MASS, "1120"),
        (250, "ug", Kind.DRUG_MASS, "0.25"),
        (88, "umol/L", Kind.CREATININE, "88"),
        (1.1, "mg/dL", Kind.CREATININE_MASS, "1.1"),
        (98, "g/L", Kind.HAEMOGLOBIN, "9.8"),
        (9.8, "g/dL", Kind.HAEMOGLOBIN, "9.8"),
        (6.1, "mmol/L", Kind.HAEMOGLOBIN_MOLAR, "6.1"),
        (61, "mL/min", Kind.CLEARANCE, "61"),
    ],
)
def test_quantity_of_a_default_registry_is_read(
    magnitude: float, unit: str, kind: Kind, value: str
) -> None:
    """A user's own pint quantity comes in as the decimal it prints, never as its binary digits."""
    given_ = _default_registry().Quantity(magnitude, unit)
    assert measure(given_, kind) == Measure(Decimal(value), kind)


@pytest.mark.parametrize("kind", _EXAMPLES)
def test_quantity_handed_out_comes_in_again(kind: Kind) -> None:
    """A measure given out as a pint quantity is the same measure when it is given back."""
    before = measure(_EXAMPLES[kind], kind)
    assert measure(quantity(before), kind) == before


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("165 cm", Kind.HEIGHT, "metre"),
        ("165.1 cm", Kind.HEIGHT, "inch"),
        ("152.4 cm", Kind.HEIGHT, "foot"),
        ("154 lb", Kind.WEIGHT, "body_pound"),
        ("1120 mg", Kind.DRUG_MASS, "drug_gram"),
        ("0.25 mg", Kind.DRUG_MASS, "drug_microgram"),
    ],
)
def test_quantity_handed_out_comes_in_again_in_another_unit(
    text: str, kind: Kind, unit: str
) -> None:
    """What a user converts in the registry that was handed out is read by its name there.

    pint keeps the factor of whoever converted first, of 28 digits, so that a user has to round.
    """
    before = measure(text, kind)
    with localcontext(Context(prec=60)):
        converted = round(quantity(before).to(unit), 12)
    assert measure(converted, kind) == before


@pytest.mark.parametrize(
    ("magnitude", "unit", "message"),
    [
        (165, "cm", "weight: '165 centimeter' is not a body weight; write it as in 70 kg"),
        (70, "degC", "weight: '70 degree_Celsius' is not a body weight; write it as in 70 kg"),
        (70, "", "weight: '70 dimensionless' is not a body weight; write it as in 70 kg"),
        (
            16,
            "mg/kg",
            "weight: '16 milligram / kilogram' is not a body weight; write it as in 70 kg",
        ),
        (70, "gram", "weight: '70 gram' is not a body weight; write it as in 70 kg"),
    ],
)
def test_quantity_of_the_wrong_dimension_is_refused(
    magnitude: float, unit: str, message: str
) -> None:
    """A pint quantity of another dimension is refused, however pint would convert it."""
    given_ = _default_registry().Quantity(magnitude, unit)
    assert _refusal(given_, Kind.WEIGHT, where="weight") == message


@pytest.mark.parametrize(
    "magnitude",
    [
        float("nan"), float("inf"), float("-inf"), -70, -70.5, Decimal("NaN"), Decimal("sNaN"),
        Decimal("Infinity"), Decimal(-70), 1e22, 1e-7, 10**400,
    ],
)  # fmt: skip
def test_magnitude_that_is_no_plain_number_is_refused(magnitude: Any) -> None:
    """NaN, an infinity, a sign or an exponent does not come in by way of pint either."""
    text = _refusal(_default_registry().Quantity(magnitude, "kg"), Kind.WEIGHT, where="weight")
    assert text.startswith("weight: ")
    assert text.endswith(
        " is not a plain number; write digits and at most one decimal point, without sign or "
        "exponent, as in 0.7"
    )


@pytest.mark.parametrize("magnitude", [Decimal("1E+20"), Decimal("1E-20")])
def test_magnitude_of_too_many_digits_is_refused(magnitude: Any) -> None:
    """It is a plain number, with more digits than any weight has."""
    text = _refusal(_default_registry().Quantity(magnitude, "kg"), Kind.WEIGHT, where="weight")
    assert text.startswith("weight: ")
    assert text.endswith(
        " has more than 12 digits on a side of the decimal point; write 12 at most"
    )


@pytest.mark.parametrize("magnitude", [True, False, "70", 1 + 2j, None, [70]])
def test_magnitude_that_is_no_number_is_refused(magnitude: object) -> None:
    """A truth value, a text or a list in the place of the magnitude is not a weight."""
    given_ = SimpleNamespace(magnitude=magnitude, units="kilogram")
    assert _refusal(given_, Kind.WEIGHT).endswith(" is not a body weight; write it as in 70 kg")


@pytest.mark.parametrize("kind", _EXAMPLES)
def test_quantity_is_handed_out_in_exact_decimals(kind: Kind) -> None:
    """A user's pint quantity has the measure's own decimal as its magnitude."""
    before = measure(_EXAMPLES[kind], kind)
    magnitude = quantity(before).magnitude
    assert isinstance(magnitude, Decimal)
    assert magnitude == before.value


def test_nonsense_sums_raise() -> None:
    """A dose per kilogram is not dimensionless, so that adding 5 to it, or kg to mg, raises."""
    import pint  # noqa: PLC0415

    dose: Any = quantity(measure("16 mg", Kind.DRUG_MASS))
    weight: Any = quantity(measure("1 kg", Kind.WEIGHT))
    surface: Any = quantity(measure("1 m²", Kind.SURFACE))
    height: Any = quantity(measure("1 m", Kind.HEIGHT))
    for one, other in ((dose / weight, 5), (dose, weight), (surface, height * height)):
        with pytest.raises(pint.DimensionalityError):
            one + other


@pytest.mark.parametrize(
    ("text", "kind", "result"),
    [
        ("88.4 µmol/L", Kind.CREATININE, "1"),
        ("176.8 µmol/L", Kind.CREATININE, "2"),
        ("1.1 mg/dL", Kind.CREATININE_MASS, "1.1"),
    ],
)
def test_creatinine_is_converted_by_name(text: str, kind: Kind, result: str) -> None:
    """88.4 µmol/L of creatinine are 1 mg/dL."""
    assert creatinine_mg_per_dl(measure(text, kind)) == Decimal(result)


@pytest.mark.parametrize(
    ("text", "kind", "result"),
    [
        ("6.206 mmol/L", Kind.HAEMOGLOBIN_MOLAR, "10"),
        ("4.6545 mmol/L", Kind.HAEMOGLOBIN_MOLAR, "7.5"),
        ("7.5 g/dL", Kind.HAEMOGLOBIN, "7.5"),
        ("75 g/L", Kind.HAEMOGLOBIN, "7.5"),
    ],
)
def test_haemoglobin_is_converted_by_name(text: str, kind: Kind, result: str) -> None:
    """0.6206 mmol/L of haemoglobin, by the single chain, are 1 g/dL."""
    assert haemoglobin_g_per_dl(measure(text, kind)) == Decimal(result)


def test_measure_is_pickled_whole() -> None:
    """A measure that goes to a worker process comes back equal."""
    weight = measure("154 lb", Kind.WEIGHT)
    assert pickle.loads(pickle.dumps(weight)) == weight  # noqa: S301


def test_measure_pickled_here_is_read_in_another_process() -> None:
    """A fresh process that has imported nothing reads a pickled measure and its quantity."""
    program = (
        "import pickle, sys; m = pickle.loads(bytes.fromhex(sys.argv[1])); "
        "from regimens.units import quantity; print(m, '=', quantity(m))"
    )
    data = pickle.dumps(measure("154 lb", Kind.WEIGHT)).hex()
    done = subprocess.run(
        [sys.executable, "-c", program, data], capture_output=True, text=True, check=True
    )
    assert done.stdout == "69.85322498 kg = 69.85322498 body_kilogram\n"


@pytest.mark.parametrize("context", ["prec=3", "prec=3, traps=[Inexact, Rounded]"])
def test_ambient_context_does_not_change_a_measure(context: str) -> None:
    """A fresh process with 3-digit decimals reads every unit as exactly as any other."""
    program = (
        "from decimal import Context, Inexact, Rounded, setcontext\n"
        f"setcontext(Context({context}))\n"
        "from regimens.units import *\n"
        "print(measure('154 lb', Kind.WEIGHT))\n"
        "print(measure('5.5 ft', Kind.HEIGHT))\n"
        "print(measure('123456 µg', Kind.DRUG_MASS))\n"
        "print(measure('1234.5 mg', Kind.DRUG_MASS))\n"
        "print(creatinine_mg_per_dl(measure('110.5 µmol/L', Kind.CREATININE)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "69.85322498 kg",
        "167.64 cm",
        "123.456 mg",
        "1234.5 mg",
        "1.25",
    ]


def test_quantities_of_threads_that_ask_first_at_once_can_be_added() -> None:
    """Eight threads of a fresh process get one registry: pint adds and compares within one only."""
    program = (
        "import sys, threading\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from regimens.units import Kind, measure, quantity\n"
        "sys.setswitchinterval(1e-5)\n"
        "together = threading.Barrier(8)\n"
        "def ask(_):\n"
        "    together.wait()\n"
        "    return quantity(measure('165 cm', Kind.HEIGHT))\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    print(sum(pool.map(ask, range(8))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("1320 centimetre\n", "")


# 0.45359237 has 8 decimals and 2.54 has 2: with 16 and 22 of their own they come to 24.
@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("154.0000000000000001 lb", Kind.WEIGHT, "69.853224980000000045359237 kg"),
        ("154.00000000000000001 lb", Kind.WEIGHT, None),
        ("65.0000000000000000000001 in", Kind.HEIGHT, "165.100000000000000000000254 cm"),
        ("65.00000000000000000000001 in", Kind.HEIGHT, None),
        ("999999999 g", Kind.DRUG_MASS, "999999999000 mg"),
        ("1000000000 g", Kind.DRUG_MASS, None),
    ],
)
def test_what_is_converted_can_be_read_from_its_own_text(
    text: str, kind: Kind, kept: str | None
) -> None:
    """At most 12 digits before the point and 24 after it; what has more is refused, not rounded."""
    if kept is None:
        with pytest.raises(QuantityError) as caught:
            measure(text, kind, where="given")
        assert str(caught.value) == (
            f"given: {text!r} has more digits, converted, than can be written down again; "
            "round it as it was measured"
        )
        return
    found = measure(text, kind)
    assert str(found) == kept
    assert measure(kept, kind) == found
