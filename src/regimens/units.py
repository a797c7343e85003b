"""The one front door for quantities: strict text in, exact decimals out.

A general unit parser guesses: it reads ``1,5 mg`` as 15 mg and ``Mg`` as a thousand kilograms.
Here a closed grammar and a closed table stand in front of pint, and body weight and body surface
are dimensions of their own, so that a dose per kilogram is never a bare number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from enum import Enum
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from regimens.decimals import EXACT, LONGEST, for_a_comma, number, plain
from regimens.decimals import shown as quoted
from regimens.errors import QuantityError

if TYPE_CHECKING:
    import pint

__all__ = [
    "Kind",
    "Measure",
    "converted",
    "creatinine_mg_per_dl",
    "haemoglobin_g_per_dl",
    "measure",
    "quantity",
    "split_text",
]

_DEFINITIONS = """
body_kilogram = [body_mass] = kg_body
body_gram = 0.001 * body_kilogram
body_pound = 0.45359237 * body_kilogram
square_metre_body = [body_surface] = m2_body
drug_milligram = [drug_mass]
drug_gram = 1000 * drug_milligram
drug_microgram = 0.001 * drug_milligram
metre = [length]
centimetre = 0.01 * metre
inch = 0.0254 * metre
foot = 0.3048 * metre
litre = [volume]
decilitre = 0.1 * litre
millilitre = 0.001 * litre
minute = [time]
billion_per_litre = [count_per_volume]
per_microlitre = 0.001 * billion_per_litre
thousand_per_microlitre = billion_per_litre
substance_gram = [substance_mass]
substance_milligram = 0.001 * substance_gram
mole = [amount]
millimole = 0.001 * mole
micromole = 0.000001 * mole
clearance_unit = millilitre / minute
area_under_curve = drug_milligram * minute / millilitre
million_cells = [cell_number]
"""


class Kind(Enum):
    """What a quantity measures; text of one kind is never read as another.

    The value is the unit in which decimals of this kind are kept.
    """

    HEIGHT = "cm"
    WEIGHT = "kg"
    SURFACE = "m²"
    DRUG_MASS = "mg"
    CREATININE = "µmol/L"
    CREATININE_MASS = "mg/dL"
    HAEMOGLOBIN = "g/dL"
    HAEMOGLOBIN_MOLAR = "mmol/L"
    CELL_COUNT = "10^9/L"
    CLEARANCE = "mL/min"
    AUC = "mg·min/mL"
    CELLS = "×10⁶ cells"


# Spelling -> (kind, pint name). Both micro signs and every superscript are folded before look-up.
_UNITS: Mapping[str, tuple[Kind, str]] = {
    "cm": (Kind.HEIGHT, "centimetre"),
    "m": (Kind.HEIGHT, "metre"),
    "in": (Kind.HEIGHT, "inch"),
    "ft": (Kind.HEIGHT, "foot"),
    "kg": (Kind.WEIGHT, "body_kilogram"),
    "lb": (Kind.WEIGHT, "body_pound"),
    "m2": (Kind.SURFACE, "square_metre_body"),
    "mg": (Kind.DRUG_MASS, "drug_milligram"),
    "g": (Kind.DRUG_MASS, "drug_gram"),
    "mcg": (Kind.DRUG_MASS, "drug_microgram"),
    "µg": (Kind.DRUG_MASS, "drug_microgram"),
    "µmol/L": (Kind.CREATININE, "micromole/litre"),
    "umol/L": (Kind.CREATININE, "micromole/litre"),
    "mg/dL": (Kind.CREATININE_MASS, "substance_milligram/decilitre"),
    "g/dL": (Kind.HAEMOGLOBIN, "substance_gram/decilitre"),
    "g/L": (Kind.HAEMOGLOBIN, "substance_gram/litre"),
    "mmol/L": (Kind.HAEMOGLOBIN_MOLAR, "millimole/litre"),
    "10^9/L": (Kind.CELL_COUNT, "billion_per_litre"),
    "/µL": (Kind.CELL_COUNT, "per_microlitre"),
    "/mm3": (Kind.CELL_COUNT, "per_microlitre"),
    "K/µL": (Kind.CELL_COUNT, "thousand_per_microlitre"),
    "10^3/µL": (Kind.CELL_COUNT, "thousand_per_microlitre"),
    "mL/min": (Kind.CLEARANCE, "clearance_unit"),
    "×10^6 cells": (Kind.CELLS, "million_cells"),
}
_CANONICAL: Mapping[Kind, str] = {
    Kind.HEIGHT: "centimetre",
    Kind.WEIGHT: "body_kilogram",
    Kind.SURFACE: "square_metre_body",
    Kind.DRUG_MASS: "drug_milligram",
    Kind.CREATININE: "micromole/litre",
    Kind.CREATININE_MASS: "substance_milligram/decilitre",
    Kind.HAEMOGLOBIN: "substance_gram/decilitre",
    Kind.HAEMOGLOBIN_MOLAR: "millimole/litre",
    Kind.CELL_COUNT: "billion_per_litre",
    Kind.CLEARANCE: "clearance_unit",
    Kind.AUC: "area_under_curve",
    Kind.CELLS: "million_cells",
}
_KIND_NAMES: Mapping[Kind, str] = {
    Kind.HEIGHT: "a height",
    Kind.WEIGHT: "a body weight",
    Kind.SURFACE: "a body surface area",
    Kind.DRUG_MASS: "an amount of drug",
    Kind.CREATININE: "a creatinine concentration",
    Kind.CREATININE_MASS: "a creatinine concentration",
    Kind.HAEMOGLOBIN: "a haemoglobin concentration",
    Kind.HAEMOGLOBIN_MOLAR: "a haemoglobin concentration",
    Kind.CELL_COUNT: "a cell count",
    Kind.CLEARANCE: "a clearance",
    Kind.AUC: "an area under the curve",
    Kind.CELLS: "a number of cells",
}
_EXAMPLES: Mapping[Kind, str] = {
    Kind.HEIGHT: "165 cm",
    Kind.WEIGHT: "70 kg",
    Kind.SURFACE: "1.79 m²",
    Kind.DRUG_MASS: "12.5 mg",
    Kind.CREATININE: "88 µmol/L",
    Kind.CREATININE_MASS: "1.1 mg/dL",
    Kind.HAEMOGLOBIN: "9.8 g/dL",
    Kind.HAEMOGLOBIN_MOLAR: "6.1 mmol/L",
    Kind.CELL_COUNT: "0.9 10^9/L",
    Kind.CLEARANCE: "61 mL/min",
    Kind.AUC: "5 mg·min/mL",
    Kind.CELLS: "62 ×10⁶ cells",
}
# Names a default pint registry gives the same units, so that a user's own quantity can come in.
_PINT_NAMES: Mapping[str, str] = {
    "centimeter": "cm",
    "centimetre": "cm",
    "meter": "m",
    "metre": "m",
    "inch": "in",
    "foot": "ft",
    "kilogram": "kg",
    "pound": "lb",
    "meter ** 2": "m2",
    "milligram": "mg",
    "gram": "g",
    "microgram": "mcg",
    "body_kilogram": "kg",
    "body_pound": "lb",
    "square_metre_body": "m2",
    "drug_milligram": "mg",
    "drug_gram": "g",
    "drug_microgram": "mcg",
    "substance_gram / decilitre": "g/dL",
    "substance_milligram / decilitre": "mg/dL",
    "micromole / litre": "µmol/L",
    "millimole / litre": "mmol/L",
    "billion_per_litre": "10^9/L",
    "clearance_unit": "mL/min",
    "gram / deciliter": "g/dL",
    "gram / liter": "g/L",
    "milligram / deciliter": "mg/dL",
    "micromole / liter": "µmol/L",
    "millimole / liter": "mmol/L",
    "milliliter / minute": "mL/min",
    "million_cells": "×10^6 cells",
}
# Other spellings in use for the same unit; the key is read after superscripts are folded.
_SPELLINGS: Mapping[str, str] = {
    "m^2": "m2",
    "m**2": "m2",
    "lbs": "lb",
    "ug": "µg",
    "ml/min": "mL/min",
    "10*9/L": "10^9/L",
    "10**9/L": "10^9/L",
    "x10^9/L": "10^9/L",
    "×10^9/L": "10^9/L",
    "/uL": "/µL",
    "/mm^3": "/mm3",
    "K/uL": "K/µL",
    "10^3/uL": "10^3/µL",
    "10*3/uL": "10^3/µL",
    "x10^3/µL": "10^3/µL",
    "×10^3/µL": "10^3/µL",
    "× 10^9/L": "10^9/L",
    "x 10^9/L": "10^9/L",
    "× 10^3/µL": "10^3/µL",
    "× 10^6 cells": "×10^6 cells",
    "x10^6 cells": "×10^6 cells",
    "x 10^6 cells": "×10^6 cells",
}
# Superscripts are folded in units alone: in a number they would make 10³ into 103.
_FOLDS = str.maketrans({"\u03bc": "µ", "²": "^2", "³": "^3", "⁶": "^6", "⁹": "^9"})
_ONE_AT_A_TIME = Lock()
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
_DIGITS = r"[0-9]{1,12}(?:\.[0-9]{1,24})?"
_KEPT = re.compile(_DIGITS)
# A unit begins with a letter, a sign of multiplication, a slash, or (after a space) a power of 10;
# "1e3 kg" and "9**9 mg" are numbers that this grammar does not have, not units.
_TEXT = re.compile(
    rf"(?P<number>{_DIGITS})"
    r"(?:(?: |(?=[A-Za-zµ\u03bc×/]))(?P<unit>(?![eE][-+]?[0-9])(?:[A-Za-zµ\u03bc×/]|10).*))?"
)


@frozen
class Measure:
    """An exact value of one kind, in that kind's own unit.

    Raises:
        QuantityError: for NaN, an infinity or a negative value.

    >>> print(measure("5.5 ft", Kind.HEIGHT))
    167.64 cm
    """

    value: Decimal = field()
    kind: Kind

    @value.validator
    def _is_measurable(self, _: object, value: Decimal) -> None:
        if not value.is_finite() or value < 0:
            raise QuantityError(
                f"{quoted(value)} is not a measured value", mend="use a finite decimal from 0"
            )

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.kind.value}"


def split_text(text: object, *, where: str = "", example: str = "70 kg") -> tuple[Decimal, str]:
    """The number and the unit of a quantity's text, the unit folded to one spelling.

    >>> split_text("400 mg/m²")
    (Decimal('400'), 'mg/m2')

    Raises:
        QuantityError: for anything but one plain number and one unit.
    """
    if not isinstance(text, str):
        raise QuantityError(
            f"{quoted(text)} is a bare number without a unit"
            if isinstance(text, int | float | Decimal) and not isinstance(text, bool)
            else f"{quoted(text)} is not a quantity",
            where=where,
            mend=f'write the number with its unit as text, as in "{example}"',
        )
    folded = re.sub(" +", " ", text.strip().translate(_SPACES))
    found = _TEXT.fullmatch(folded) if len(folded) <= LONGEST else None
    if found is None:
        if "," in folded:
            meant = folded.replace(",", ".")
            right = _TEXT.fullmatch(meant) if len(meant) <= LONGEST else None
            raise QuantityError(
                f"{quoted(text)} has a comma",
                where=where,
                mend=for_a_comma(text, meant if right and right["unit"] else example),
            )
        raise QuantityError(
            f"{quoted(text)} is not a number with a unit",
            where=where,
            mend=f"write a plain number and a unit, without sign or exponent, as in {example}",
        )
    if found["unit"] is None:
        raise QuantityError(
            f"{quoted(text)} has no unit", where=where, mend=f"add the unit, as in {example}"
        )
    return Decimal(found["number"]), found["unit"].strip().replace("m²", "m2").translate(_FOLDS)


def measure(given: object, *kinds: Kind, where: str = "") -> Measure:
    """A measure of one of `kinds` from strict text or from a pint quantity.

    Args:
        given: ``"165 cm"``, or a quantity of any pint registry.
        kinds: The kinds that may stand here; the first is used in messages.
        where: The place, for messages.

    Raises:
        QuantityError: for anything else than one of those kinds.

    >>> measure("154 lb", Kind.WEIGHT)
    Measure(value=Decimal('69.85322498'), kind=<Kind.WEIGHT: 'kg'>)
    >>> measure("70 cm", Kind.WEIGHT, where="weight")
    Traceback (most recent call last):
    regimens.errors.QuantityError: weight: '70 cm' is not a body weight; write it as in 70 kg
    """
    if isinstance(given, Measure):
        if given.kind in kinds:
            return given
        raise _wrong_kind(str(given), kinds[0], where)
    example = _EXAMPLES[kinds[0]]
    if hasattr(given, "magnitude") and hasattr(given, "units"):
        value, unit = _from_pint(given, kinds[0], where)
        shown = str(given)
    else:
        value, unit = split_text(given, where=where, example=example)
        shown = str(given)
    entry = _UNITS.get(_unit_spelling(unit))
    if entry is None:
        raise _unknown_unit(unit, kinds, where)
    kind, name = entry
    if kind not in kinds:
        raise _wrong_kind(shown, kinds[0], where)
    if name == _CANONICAL[kind]:
        return Measure(value, kind)
    factor = _factor(name, _CANONICAL[kind])
    return Measure(converted(value, factor, of=shown, where=where), kind)


def converted(value: Decimal, factor: Decimal, *, of: str, where: str = "") -> Decimal:
    """A number in another unit, where it has no more digits than the text of a number may have.

    What is kept is written into documents, and has to be read from them again.

    Raises:
        QuantityError: for more than 12 digits before the point or 24 after it.

    >>> converted(Decimal("154"), Decimal("0.45359237"), of="154 lb")
    Decimal('69.85322498')
    """
    found = EXACT.multiply(value, factor)
    if not _KEPT.fullmatch(plain(found)):
        raise QuantityError(
            f"{quoted(of)} has more digits, converted, than can be written down again",
            where=where,
            mend="round it as it was measured",
        )
    return found


def quantity(value: Measure) -> pint.Quantity[Decimal]:
    """The measure as a pint quantity of this library's registry.

    >>> print(quantity(measure("165 cm", Kind.HEIGHT)).to("metre"))
    1.65 metre
    """
    return _registry().Quantity(value.value, _CANONICAL[value.kind])


def creatinine_mg_per_dl(value: Measure) -> Decimal:
    """Creatinine in mg/dL; µmol/L is divided by 88.4.

    Source: molar mass 113.12 g/mol gives 88.4 µmol/L for 1 mg/dL (conversion used with the
    Cockcroft-Gault equation).

    >>> creatinine_mg_per_dl(measure("88.4 µmol/L", Kind.CREATININE))
    Decimal('1')
    """
    if value.kind is Kind.CREATININE_MASS:
        return value.value
    return EXACT.divide(value.value, Decimal("88.4"))


def haemoglobin_g_per_dl(value: Measure) -> Decimal:
    """Haemoglobin in g/dL; mmol/L (of one globin chain with its haem) is divided by 0.6206.

    Source: medicalalgorithms.com, hemoglobin unit conversion, factor of Jordan and of Kratz. The
    same page prints 0.155 for mmol/L of the whole molecule, which laboratories do not report.

    >>> print(f'{haemoglobin_g_per_dl(measure("6.206 mmol/L", Kind.HAEMOGLOBIN_MOLAR)):f}')
    10
    """
    if value.kind is Kind.HAEMOGLOBIN:
        return value.value
    return EXACT.divide(value.value, Decimal("0.6206"))


def _registry() -> pint.UnitRegistry[Any]:
    # Two threads that ask first at once would each have their own, and pint adds and compares
    # quantities of one registry only.
    with _ONE_AT_A_TIME:
        return _made_registry()


@cache
def _made_registry() -> pint.UnitRegistry[Any]:
    # Importing pint costs 0.1 s: paid by the first conversion, not by every import.
    import pint  # noqa: PLC0415

    return pint.UnitRegistry(_DEFINITIONS.strip().splitlines(), non_int_type=Decimal)


@cache
def _factor(unit: str, canonical: str) -> Decimal:
    with localcontext(EXACT):  # pint computes in the caller's decimal context otherwise
        magnitude = _registry().Quantity(Decimal(1), unit).to(canonical).magnitude
        return Decimal(str(magnitude)).normalize()


def _from_pint(given: object, kind: Kind, where: str) -> tuple[Decimal, str]:
    magnitude = getattr(given, "magnitude", None)
    unit = _PINT_NAMES.get(str(getattr(given, "units", "")))
    if isinstance(magnitude, bool) or not isinstance(magnitude, int | float | Decimal):
        raise _wrong_kind(str(given), kind, where)
    text = plain(magnitude) if isinstance(magnitude, Decimal) else quoted(magnitude)
    if unit is None:
        raise _wrong_kind(str(given), kind, where)
    return number(text, where=where), unit


def _unit_spelling(unit: str) -> str:
    return _SPELLINGS.get(unit, unit)


def _wrong_kind(shown: str, kind: Kind, where: str) -> QuantityError:
    return QuantityError(
        f"{quoted(shown)} is not {_KIND_NAMES[kind]}",
        where=where,
        mend=f"write it as in {_EXAMPLES[kind]}",
    )


def _unknown_unit(unit: str, kinds: tuple[Kind, ...], where: str) -> QuantityError:
    allowed = sorted(name for name, (kind, _) in _UNITS.items() if kind in kinds)
    return QuantityError(
        f"{quoted(unit)} is not a unit of {_KIND_NAMES[kinds[0]].split(' ', 1)[1]}",
        where=where,
        mend=f"use one of {', '.join(allowed)}",
    )
