"""FHIR documents with something wrong in them: foreign ones, and those this library writes."""

from __future__ import annotations

import json
import zlib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen
from mutations import as_bytes, check_line, check_message, copied, mutated, spoiled

from regimens import (
    Course,
    Given,
    Lab,
    Measurement,
    Omission,
    Patient,
    Regimen,
    RegimensError,
    catalogue,
)
from regimens.formats.courses import course_document, course_from
from regimens.formats.fhir.bundles import calendar_fhir
from regimens.formats.fhir.elements import fhir_json
from regimens.formats.fhir.plan_definitions import regimen_fhir
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.fhir.reading_calendars import calendar_lines_from_fhir
from regimens.formats.fhir.reading_regimens import regimen_from_fhir
from regimens.formats.reading import parse_json

__all__ = ["JUNK", "KEYS", "OWN", "Mutated", "hold", "made", "opened", "whole"]

FOREIGN = Path(__file__).parent / "tables" / "fhir"
START = date(2026, 1, 5)
OWN = Course(
    catalogue.get("dcep"),
    Patient(id="p1", sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg"),
    start=START,
    cycles=2,
    events=(
        Lab(on=date(2026, 1, 4), anc="3.2 10^9/L", creatinine="0.9 mg/dL"),
        Given(of="cisplatin", on=START, dose="17.5 mg"),
        Omission(of="etoposide", on=date(2026, 1, 6), reason="infection"),
        Measurement(on=date(2026, 1, 30), weight="68 kg"),
    ),
)
_SMALL = Course(
    catalogue.get("zoledronic-acid-q4w"),
    Patient(id="p1", height="165 cm", weight="70 kg"),
    start=START,
    cycles=1,
    allow_unverified="a test of documents",
    events=(Given(of="zoledronic acid", on=START),),
)
JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 10**6, 10**400, 1.5, Decimal("1E+999999"), Decimal("-0.0")),
    *(Decimal("NaN"), Decimal("Infinity"), Decimal("70.5"), Decimal("1E-30")),
    *("", " ", "x", "1", "mg", "mg/m2", "kg", "[lb_av]", "10*9/L", "K/uL", "final", "R4"),
    *("2026-01-05", "2026-13-05", "2026", "2026-01-05T10:00:00Z", "0001-01-01T00:00:00+14:00"),
    *("9999-12-31T23:59:59-14:00", "Patient/p1", "urn:uuid:x", "#m", "\x00", "\u202e", "a" * 2000),
    *(
        [],
        {},
        [[]],
        [{}],
        {"x": 1},
        [None],
        {"value": 1},
        {"reference": "x"},
        {"text": "cisplatin"},
    ),
    *("http://loinc.org", "http://unitsofmeasure.org", "2555", "8302-2", "29463-7", "bWFk", "ª"),
    *([{"system": "http://loinc.org", "code": "29463-7"}], {"coding": [{"code": "1"}]}),
    *(
        "__import__('os')",
        "file:///etc/passwd",
        "{0.__class__}",
        "%s%n",
        {"resourceType": "Patient"},
    ),
)
KEYS = (
    *("id", "resourceType", "status", "code", "system", "value", "unit", "subject", "reference"),
    *("valueQuantity", "effectiveDateTime", "occurenceDateTime", "dosage", "dose", "coding"),
    *("text", "extension", "modifierExtension", "url", "contained", "identifier", "meta", "x"),
    *("medication", "medicationCodeableConcept", "period", "start", "end", "birthDate", "_status"),
)


@frozen
class Mutated:
    """A document, and whether it was one that this library wrote.

    Args:
        kind: Whose document it was.
        values: What it holds, or its text as bytes.
        of: The course or regimen that it was written of, where that is known.
    """

    kind: str
    values: Any
    of: Course | Regimen | None = None


@cache
def whole() -> tuple[Mutated, ...]:
    """The right documents that wrong ones are made from."""
    found = [
        Mutated(path.stem, parse_json(path.read_bytes(), where="bundle"))
        for path in sorted(FOREIGN.glob("*.json"))
    ]
    for course, version in ((OWN, "R5"), (_SMALL, "R4"), (_SMALL, "R5")):
        written = fhir_json(calendar_fhir(course, version=version))
        found.append(Mutated("own", parse_json(written.encode(), where="bundle"), course))
    for name, version in (("dcep", "R4"), ("zoledronic-acid-q4w", "R5")):
        regimen = catalogue.get(name)
        plan = fhir_json(regimen_fhir(regimen, version=version))
        found.append(Mutated("plan", parse_json(plan.encode(), where="bundle"), regimen))
    return tuple(found)


def made(draw: Random) -> Mutated:
    """One document: its values or, at times, its text."""
    one = draw.choice(whole())
    values = mutated(copied(one.values), draw, JUNK, KEYS)
    is_text = draw.random() < 0.05
    return Mutated(one.kind, spoiled(as_bytes(values), draw) if is_text else values, one.of)


def opened(data: bytes) -> Mutated:
    """A document of which nothing but its text is known."""
    for mark, kind in (
        (b'"PlanDefinition"', "plan"),
        (b"course-document", "own"),
        (b"instantiatesCanonical", "mcode"),
        (b"occurence", "r5"),
        (b"ortezomib", "actnow"),
    ):
        if mark in data:
            return Mutated(kind, data)
    return Mutated("synthea", data)


def hold(document: Mutated) -> str:
    """What becomes of a document; anything but the library's own error is let out."""
    values = document.values
    try:
        if isinstance(values, bytes):
            values = parse_json(values, where="bundle")
        if document.kind == "plan":
            regimen = regimen_from_fhir(values, where="bundle")
            assert document.of in {None, regimen}
            return "accepted"
        if document.kind == "own" and zlib.crc32(as_bytes(values)) % 2:
            calendar_lines_from_fhir(values)
            return "accepted"
        stated = catalogue.get("vcd-21" if document.kind in {"actnow", "r5"} else "dcep")
        planned = document.kind in {"mcode", "own"}
        course = course_from_fhir(
            values, regimen=None if planned else stated, start=None if planned else START
        )
    except RegimensError as error:
        check_message(error, "bundle")
        return "refused"
    if document.of is not None and "course-document" in json.dumps(values, default=str):
        assert course == document.of
    assert course_from(course_document(course)) == course
    try:
        course.plan()
    except RegimensError as error:
        check_line(error)
        return "planned with an error"
    return "planned"
