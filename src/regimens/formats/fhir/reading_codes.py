"""What the codes of foreign documents mean: measures, units, and how far a value is believed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from attrs import frozen

from regimens.body import span, within
from regimens.decimals import EXACT, LONGEST, plain, shown
from regimens.formats.fhir.codes import LOINC, OWN_CODES, SNOMED, UCUM
from regimens.formats.fhir.reading_elements import (
    Element,
    check_elements,
    children,
    decimal_of,
    needed,
    refuse,
    text,
)
from regimens.laboratory import MOST_CELLS, MOST_CLEARANCE, MOST_HAEMOGLOBIN
from regimens.renal import CREATININES
from regimens.units import Kind, Measure

__all__ = [
    "DOSE_UNITS",
    "MEASURES",
    "NOT_READ",
    "Coding",
    "Measured",
    "believed",
    "codings",
    "measured",
    "quantity",
]

_ONE = Decimal(1)
_THOUSANDTH = Decimal("0.001")

Units = Mapping[str, tuple[Kind, Decimal]]

_LENGTHS: Units = {
    "cm": (Kind.HEIGHT, _ONE),
    "m": (Kind.HEIGHT, Decimal(100)),
    "[in_i]": (Kind.HEIGHT, Decimal("2.54")),
}
_BODY_MASSES: Units = {
    "kg": (Kind.WEIGHT, _ONE),
    "g": (Kind.WEIGHT, _THOUSANDTH),
    "[lb_av]": (Kind.WEIGHT, Decimal("0.45359237")),
}
_SURFACES: Units = {"m2": (Kind.SURFACE, _ONE)}
_COUNTS: Units = {
    "10*9/L": (Kind.CELL_COUNT, _ONE),
    "10^9/L": (Kind.CELL_COUNT, _ONE),
    "10*3/uL": (Kind.CELL_COUNT, _ONE),
    "10^3/uL": (Kind.CELL_COUNT, _ONE),
    "/uL": (Kind.CELL_COUNT, _THOUSANDTH),
    "{cells}/uL": (Kind.CELL_COUNT, _THOUSANDTH),
}
_HAEMOGLOBINS: Units = {
    "g/dL": (Kind.HAEMOGLOBIN, _ONE),
    "g/L": (Kind.HAEMOGLOBIN, Decimal("0.1")),
}
_HAEMOGLOBINS_MOLAR: Units = {"mmol/L": (Kind.HAEMOGLOBIN_MOLAR, _ONE)}
_CREATININES: Units = {"mg/dL": (Kind.CREATININE_MASS, _ONE)}
_CREATININES_MOLAR: Units = {"umol/L": (Kind.CREATININE, _ONE)}
_CLEARANCES: Units = {"mL/min": (Kind.CLEARANCE, _ONE), "mL/s": (Kind.CLEARANCE, Decimal(60))}
DOSE_UNITS: Units = {
    "mg": (Kind.DRUG_MASS, _ONE),
    "g": (Kind.DRUG_MASS, Decimal(1000)),
    "ug": (Kind.DRUG_MASS, _THOUSANDTH),
    "10*6": (Kind.CELLS, _ONE),
}
# Bilirubin is read against its own upper limit: any unit will do that both are in.
_BILIRUBINS: Units = {"mg/dL": (Kind.CREATININE_MASS, _ONE)}
_BILIRUBINS_MOLAR: Units = {"umol/L": (Kind.CREATININE, _ONE)}


@frozen(kw_only=True)
class Measured:
    """What an Observation of a code is read as.

    Args:
        name: Of the value, as the course document names it.
        units: The UCUM codes it may be written in, each with a kind and an exact factor.
    """

    name: str
    units: Units


_HEIGHT = Measured(name="height", units=_LENGTHS)
_WEIGHT = Measured(name="weight", units=_BODY_MASSES)
_SURFACE = Measured(name="surface", units=_SURFACES)
_ANC = Measured(name="anc", units=_COUNTS)
_PLATELETS = Measured(name="platelets", units=_COUNTS)
_CLEARANCE = Measured(name="creatinine_clearance", units=_CLEARANCES)
_ECOG = Measured(name="ecog", units={})
MEASURES: Mapping[tuple[str, str], Measured] = MappingProxyType(
    {
        (LOINC, "8302-2"): _HEIGHT,
        (LOINC, "3137-7"): _HEIGHT,  # measured
        (LOINC, "29463-7"): _WEIGHT,
        (LOINC, "3141-9"): _WEIGHT,  # measured
        (LOINC, "3140-1"): _SURFACE,
        (LOINC, "8277-6"): _SURFACE,
        (LOINC, "751-8"): _ANC,
        (LOINC, "26499-4"): _ANC,
        (LOINC, "777-3"): _PLATELETS,
        (LOINC, "26515-7"): _PLATELETS,
        (LOINC, "718-7"): Measured(name="haemoglobin", units=_HAEMOGLOBINS),
        (LOINC, "59260-0"): Measured(name="haemoglobin", units=_HAEMOGLOBINS_MOLAR),
        (LOINC, "2160-0"): Measured(name="creatinine", units=_CREATININES),
        (LOINC, "14682-9"): Measured(name="creatinine", units=_CREATININES_MOLAR),
        (LOINC, "35591-7"): _CLEARANCE,
        (LOINC, "2164-2"): _CLEARANCE,
        (LOINC, "1975-2"): Measured(name="bilirubin", units=_BILIRUBINS),
        (LOINC, "14631-6"): Measured(name="bilirubin", units=_BILIRUBINS_MOLAR),
        (LOINC, "89247-1"): _ECOG,
        (OWN_CODES, "creatinine-clearance"): _CLEARANCE,
        (OWN_CODES, "bilirubin-times-normal"): Measured(name="bilirubin_times_normal", units={}),
        (SNOMED, "1153637007"): _HEIGHT,
        (SNOMED, "27113001"): _WEIGHT,
        (SNOMED, "301898006"): _SURFACE,
        (SNOMED, "102811001"): _CLEARANCE,
        (SNOMED, "423740007"): _ECOG,
    }
)
# What could be taken for one of them and is not: to pass over it could leave an old value in use.
NOT_READ: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (LOINC, "3142-7"): "a weight as the patient states it",
        (LOINC, "8335-2"): "an estimated weight",
        (LOINC, "8350-1"): "a weight with clothes",
        (LOINC, "8351-9"): "a weight without clothes",
        (LOINC, "3138-5"): "a height as the patient states it",
        (LOINC, "8301-4"): "an estimated height",
        (LOINC, "38483-4"): "creatinine in whole blood",
    }
)
# Codes that are met, and what they say to one who reads UCUM.
_MEANT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "K/uL": ("is kelvin per microlitre", "10*3/uL"),
        "k/uL": ("is no UCUM code", "10*3/uL"),
        "K/mcL": ("is no UCUM code", "10*3/uL"),
        "x10^9/L": ("is no UCUM code", "10*9/L"),
        "10e9/L": ("is no UCUM code", "10*9/L"),
        "G/L": ("is gauss per litre", "10*9/L"),
        "cells/uL": ("is no UCUM code", "/uL"),
        "Mg": ("is a megagram, a thousand kilograms", "mg"),
        "MG": ("is no UCUM code", "mg"),
        "mcg": ("is no UCUM code", "ug"),
        "µg": ("is no UCUM code", "ug"),
        "gm": ("is no UCUM code", "g"),
        "µmol/L": ("is no UCUM code", "umol/L"),
        "lb": ("is no UCUM code", "[lb_av]"),
        "lbs": ("is no UCUM code", "[lb_av]"),
        "in": ("is no UCUM code", "[in_i]"),
        "ml/min": ("is not how UCUM writes it", "mL/min"),
        "m²": ("is no UCUM code", "m2"),
    }
)
# What a dose may not be written in, and why.
_NO_DOSE: Mapping[str, str] = MappingProxyType(
    {
        "mg/m2": "is a dose for each m², not what was given",
        "mg/m²": "is a dose for each m², not what was given",
        "mg/kg": "is a dose for each kg, not what was given",
        "mL": "is a volume, whose concentration is not known",
        "U": "is a number of enzyme units",
        "[IU]": "is a number of international units",
    }
)
# What doses are made from, and doses: whatever stands there has to be understood.
_DOSED = (_LENGTHS, _BODY_MASSES, _SURFACES, DOSE_UNITS)
# What people write beside codes that mean the same: where it belongs to others, one of the two is
# wrong. A text that stands here nowhere says nothing of a laboratory value; of
# what doses are made from, and of doses, it is not understood.
_TEXTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("cm",), ("cm", "centimeter", "centimeters", "centimetre", "centimetres")),
    (("m",), ("m", "meter", "meters", "metre", "metres")),
    (("[in_i]",), ("in", "inch", "inches", "[in_i]", "[in_us]", "in_i", "in_us")),
    (("kg",), ("kg", "kgs", "kilogram", "kilograms")),
    (("g",), ("g", "gm", "gram", "grams")),
    (("[lb_av]",), ("lb", "lbs", "pound", "pounds", "[lb_av]", "lb_av", "[lb_us]")),
    (("mg",), ("mg", "milligram", "milligrams")),
    (("ug",), ("ug", "µg", "\u03bcg", "mcg", "microgram", "micrograms")),
    (("mL",), ("ml", "milliliter", "milliliters", "millilitre", "millilitres")),
    (("10*6",), ("10*6", "10^6", "×10⁶", "×10⁶ cells", "million cells")),
    (("mg/m2",), ("mg/m2", "mg/m²")),
    (("mg/kg",), ("mg/kg",)),
    (("mg/dL",), ("mg/dL", "mg/dl")),
    (("umol/L",), ("umol/L", "µmol/L", "\u03bcmol/L")),
    (("mmol/L",), ("mmol/L",)),
    (("g/dL",), ("g/dL", "g/dl")),
    (("g/L",), ("g/L", "g/l")),
    (("mL/min",), ("mL/min", "ml/min")),
    (("mL/s",), ("mL/s", "ml/s")),
    (("mL/min/{1.73_m2}",), ("mL/min/1.73m2", "mL/min/1.73 m2", "mL/min/{1.73_m2}")),
    (("m2",), ("m2", "m²", "m^2")),
    (("/uL", "{cells}/uL"), ("/uL", "/µL", "/mm3", "cells/uL", "cells/µL", "{cells}/uL")),
    (
        ("10*9/L", "10^9/L", "10*3/uL", "10^3/uL"),
        (
            *("10*9/L", "10^9/L", "10⁹/L", "x10^9/L", "x10*9/L", "×10⁹/L", "G/L"),
            *("10*3/uL", "10^3/uL", "10*3/µL", "10³/µL", "x10^3/uL", "K/uL", "K/µL", "k/uL"),
        ),
    ),
)
_SAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {spelt: codes for codes, texts in _TEXTS for spelt in texts}
)
_SAYS_IN_ANY_CASE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        spelt.casefold(): tuple(
            code
            for codes, texts in _TEXTS
            for code in codes
            if spelt.casefold() in map(str.casefold, texts)
        )
        for spelt in _SAYS
    }
)
_CODES = frozenset(code for codes, _ in _TEXTS for code in codes)
# This library's own, from no publication: so wide that only a slip of the unit or the decimal
# point lies outside; bodies have those of `regimens.body`, creatinine that of `regimens.renal`, and
# the highest laboratory values are those of every record.
_BELIEVED: Mapping[tuple[str, Kind], tuple[Decimal, Decimal]] = MappingProxyType(
    {
        ("anc", Kind.CELL_COUNT): (Decimal(0), MOST_CELLS["anc"]),
        ("platelets", Kind.CELL_COUNT): (Decimal(0), MOST_CELLS["platelets"]),
        ("haemoglobin", Kind.HAEMOGLOBIN): (Decimal(1), MOST_HAEMOGLOBIN),
        ("haemoglobin", Kind.HAEMOGLOBIN_MOLAR): (Decimal("0.6"), Decimal("18.6")),
        ("creatinine", Kind.CREATININE_MASS): CREATININES,
        ("creatinine", Kind.CREATININE): (Decimal("8.84"), Decimal(2210)),
        ("creatinine_clearance", Kind.CLEARANCE): (Decimal(3), MOST_CLEARANCE),
        ("surface", Kind.SURFACE): (Decimal("0.3"), Decimal(4)),
    }
)
_QUANTITY = frozenset({"value", "comparator", "unit", "system", "code"})


@frozen
class Coding:
    """One coding of a concept, with its path."""

    system: str | None
    code: str
    where: str
    display: str | None = None


def codings(concept: Element) -> list[Coding]:
    """The codings of a CodeableConcept that have a code.

    Raises:
        DocumentError: for what is none.
    """
    check_elements(concept, read={"coding", "text"})
    found: list[Coding] = []
    for one in children(concept, "coding"):
        check_elements(one, read={"system", "code", "display"}, ignored={"version", "userSelected"})
        code = text(one, "code")
        if code is not None:
            found.append(Coding(text(one, "system"), code, one.where, text(one, "display")))
    return found


def quantity(one: Element) -> tuple[Decimal, str]:
    """The number and the UCUM code of a Quantity.

    Raises:
        DocumentError: for one without number, unit or code, with a comparator, or of another
            system than UCUM.
    """
    check_elements(one, read=_QUANTITY)
    if "comparator" in one.values:
        refuse(
            f"{shown(one.values['comparator'])} says that the value itself is not known",
            where=one.at("comparator"),
            mend="leave the resource out, or state the value",
        )
    value = decimal_of(one, "value")
    if value is None:
        refuse("there is no value", where=one.where, mend="add it, or leave the resource out")
    unit = text(one, "unit")
    if "code" not in one.values:
        what = "there is no unit" if unit is None else f"{shown(unit)} is a unit in words only"
        refuse(what, where=one.where, mend=f"add the UCUM code, and {UCUM} as its system")
    code = needed(one, "code")
    system = text(one, "system")
    if system != UCUM:
        what = "there is no system" if system is None else f"{shown(system)} is not UCUM"
        refuse(what, where=one.at("system"), mend=f"write the unit in UCUM, {UCUM}")
    said = None if unit is None else _said(unit)
    if said is not None and code not in said and code in _CODES:
        refuse(
            f"the unit says {shown(unit)}, the code {shown(code)}",
            where=one.where,
            mend="find out which of them is right",
        )
    return value, code


def _said(unit: str) -> tuple[str, ...] | None:
    """The codes that a unit in words may stand for; None where it is not known."""
    spelt = unit.strip()
    return _SAYS.get(spelt) or _SAYS_IN_ANY_CASE.get(spelt.casefold())


def measured(one: Element, units: Units, *, of: str) -> Measure:
    """A Quantity in one of some units, exactly converted.

    Args:
        one: The Quantity.
        units: The UCUM codes that may stand there.
        of: What it is a quantity of, for messages.

    Raises:
        DocumentError: for another unit.
    """
    value, code = quantity(one)
    if code not in units:
        known = ", ".join(units)
        said, instead = _MEANT.get(code, ("", ""))
        what = _NO_DOSE.get(code) if units is DOSE_UNITS else None
        if instead in units:
            refuse(f"{shown(code)} {said}", where=one.at("code"), mend=f"write {instead}")
        refuse(
            f"{shown(code[:LONGEST])} {what or f'is no unit that {of} is read in'}",
            where=one.at("code"),
            mend=f"write it in {known}",
        )
    unit = text(one, "unit")
    if unit is not None and units in _DOSED and _said(unit) is None:
        refuse(
            f"{shown(unit)} is not known to be {code}",
            where=one.at("unit"),
            mend=f"write {code}, or leave it out, if the code is right",
        )
    kind, factor = units[code]
    return Measure(EXACT.multiply(value, factor), kind)


def believed(name: str, measure: Measure, *, where: str) -> Measure:
    """The measure, if a patient can have it.

    Raises:
        DocumentError: outside this library's limits.
    """
    limits = _BELIEVED.get((name, measure.kind))
    if limits is not None and not within(measure.value, limits):
        refuse(
            f"{name.replace('_', ' ')} of {plain(measure.value)} {measure.kind.value} is outside "
            f"{span(limits)}",
            where=where,
            mend="check the unit and the decimal point",
        )
    return measure
