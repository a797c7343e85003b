"""FHIR documents with something wrong in them: foreign ones, and those this library writes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen

from regimens import Course, Given, Lab, Measurement, Omission, Patient, RegimensError, catalogue
from regimens.formats.courses import course_document, course_from
from regimens.formats.fhir.bundles import calendar_fhir
from regimens.formats.fhir.elements import fhir_json
from regimens.formats.fhir.plan_definitions import regimen_fhir
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.fhir.reading_calendars import calendar_lines_from_fhir
from regimens.formats.fhir.reading_regimens import regimen_from_fhir
from regimens.formats.reading import parse_json

__all__ = ["Mutated", "documents", "hold"]

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
_JUNK: tuple[Any, ...] = (
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
_KEYS = (
    *("id", "resourceType", "status", "code", "system", "value", "unit", "subject", "reference"),
    *("valueQuantity", "effectiveDateTime", "occurenceDateTime", "dosage", "dose", "coding"),
    *("text", "extension", "modifierExtension", "url", "contained", "identifier", "meta", "x"),
    *("medication", "medicationCodeableConcept", "period", "start", "end", "birthDate", "_status"),
)


@frozen
class Mutated:
    """A document, and whether it was one that this library wrote."""

    kind: str
    values: Any


def documents(draw: Random) -> Iterator[Mutated]:
    """Documents without end."""
    whole = [
        Mutated(path.stem, parse_json(path.read_bytes(), where="bundle"))
        for path in sorted(FOREIGN.glob("*.json"))
    ]
    for version in ("R4", "R5"):
        written = fhir_json(calendar_fhir(OWN, version=version))
        whole.append(Mutated("own", parse_json(written.encode(), where="bundle")))
        plan = fhir_json(regimen_fhir(catalogue.get("dcep"), version=version))
        whole.append(Mutated("plan", parse_json(plan.encode(), where="bundle")))
    while True:
        one = draw.choice(whole)
        yield Mutated(one.kind, _mutated(copy.deepcopy(one.values), draw))


def hold(document: Mutated, draw: Random) -> str:
    """What becomes of a document; anything but the library's own error is let out."""
    values = document.values
    try:
        if draw.random() < 0.03:
            text = json.dumps(values, default=str, skipkeys=True).encode()
            place = draw.randrange(len(text))
            text = text[:place] + bytes([draw.randrange(256)]) + text[place + draw.randrange(3) :]
            values = parse_json(text, where="bundle")
        if document.kind == "plan":
            assert regimen_from_fhir(values, where="bundle") == catalogue.get("dcep")
            return "accepted"
        if document.kind == "own" and draw.random() < 0.5:
            calendar_lines_from_fhir(values)
            return "accepted"
        stated = catalogue.get("vcd-21" if document.kind in {"actnow", "r5"} else "dcep")
        planned = document.kind in {"mcode", "own"}
        course = course_from_fhir(
            values, regimen=None if planned else stated, start=None if planned else START
        )
    except RegimensError as error:
        _check_message(error)
        return "refused"
    if document.kind == "own" and _carries_its_document(values):
        assert course == OWN
    assert course_from(course_document(course)) == course
    try:
        course.plan()
    except RegimensError as error:
        _check_line(error)
        return "planned with an error"
    return "planned"


def _carries_its_document(values: Any) -> bool:
    return "course-document" in json.dumps(values, default=str)


def _check_message(error: RegimensError) -> None:
    assert str(error).startswith("bundle"), error
    assert error.mend, error
    _check_line(error)


def _check_line(error: RegimensError) -> None:
    assert "\n" not in str(error)
    assert len(str(error)) < 3000


def _nodes(value: Any) -> Iterator[Any]:
    yield value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _nodes(item)


def _mutated(document: Any, draw: Random) -> Any:
    """The document after some changes."""
    for _ in range(draw.choice((1, 1, 1, 1, 2, 2, 3, 5))):
        holders = [one for one in _nodes(document) if isinstance(one, dict | list) and one]
        if not holders:
            return document
        holder = draw.choice(holders)
        key = draw.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match draw.randrange(7):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(draw.choice(_JUNK))
            case 2:
                holder[key] = copy.deepcopy(draw.choice(holders))  # moved from elsewhere
            case 3 if isinstance(holder, list):
                holder.insert(key, copy.deepcopy(holder[key]))
            case 4 if isinstance(holder, dict):
                holder[draw.choice(_KEYS)] = holder.pop(key)
            case 5:
                holder[key] = [holder[key]]
            case _:
                holder[key] = _other(holder[key], draw)
    return document


def _is_small(value: int | Decimal) -> bool:
    return Decimal(value).is_finite() and abs(Decimal(value)) < 10**9


def _other(value: Any, draw: Random) -> Any:
    """A value of the same kind, near this one."""
    match value:
        case bool():
            return not value
        case int() | Decimal() if _is_small(value) and draw.random() < 0.9:
            return draw.choice((value * 10, value + 1, -value, value * 1000, Decimal(value) / 10))
        case str() if value:
            place = draw.randrange(len(value))
            return value[:place] + draw.choice("0159 .-mgx²T:Z") + value[place + 1 :]
        case list():
            return draw.sample(value, len(value))
        case _:
            return copy.deepcopy(draw.choice(_JUNK))
