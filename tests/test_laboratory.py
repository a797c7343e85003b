"""Laboratory values that nobody has are refused: they are slips of the unit or the number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pint
import pytest

from regimens import Course, Lab, Patient, catalogue
from regimens.errors import DocumentError, QuantityError
from regimens.formats.courses import course_document, course_from
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.reading import parse_json

_ON = date(2026, 1, 2)


def _recorded(name: str, value: Any) -> Lab:
    return Lab(on=_ON, **{name: value})


@pytest.mark.parametrize(
    "values",
    [
        {"anc": "200 10^9/L", "platelets": "5000 10^9/L", "haemoglobin": "30 g/dL"},
        {"anc": "200000 /µL", "platelets": "5000000 /mm3", "haemoglobin": "300 g/L"},
        # 30 g/dL × 0.6206 = 18.618 mmol/L
        {"anc": "0 /µL", "platelets": "0 10^9/L", "haemoglobin": "18.618 mmol/L"},
        {"creatinine": "25 mg/dL", "creatinine_clearance": "300 mL/min"},
        # 25 and 0.1 mg/dL × 88.4 µmol/L
        {"creatinine": "2210 µmol/L", "bilirubin_times_normal": "100"},
        {"creatinine": "0.1 mg/dL", "creatinine_clearance": "0 mL/min"},
        {"creatinine": "8.84 µmol/L", "bilirubin_times_normal": "0"},
    ],
)
def test_values_at_the_limits_are_taken(values: dict[str, Any]) -> None:
    """The limits themselves pass, in every unit, and so does nothing at all."""
    lab = Lab(on=_ON, **values)
    assert all(getattr(lab, name) is not None for name in values)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("anc", "200.1 10^9/L", "200.1 10^9/L is more than 200 10^9/L; did you mean 200.1 /µL?"),
        ("anc", "500 K/µL", "500 10^9/L is more than 200 10^9/L; did you mean 500 /µL?"),
        ("anc", "200001 /µL", "200.001 10^9/L is more than 200 10^9/L; check number and unit"),
        ("anc", "200001 10^9/L", "200001 10^9/L is more than 200 10^9/L; check number and unit"),
        (
            "platelets",
            "140000 10^9/L",
            "140000 10^9/L is more than 5000 10^9/L; did you mean 140000 /µL?",
        ),
        ("haemoglobin", "72 g/dL", "72 g/dL is more than 30 g/dL; did you mean 72 g/L?"),
        ("haemoglobin", "310 g/L", "31 g/dL is more than 30 g/dL; check number and unit"),
        ("haemoglobin", "301 g/dL", "301 g/dL is more than 30 g/dL; check number and unit"),
        ("haemoglobin", "18.62 mmol/L", "18.62 mmol/L is more than 30 g/dL; check number and unit"),
        ("creatinine", "85 mg/dL", "85 mg/dL is more than 25 mg/dL; did you mean 85 µmol/L?"),
        ("creatinine", "2210 mg/dL", "2210 mg/dL is more than 25 mg/dL; did you mean 2210 µmol/L?"),
        ("creatinine", "2211 mg/dL", "2211 mg/dL is more than 25 mg/dL; check number and unit"),
        ("creatinine", "2211 µmol/L", "2211 µmol/L is more than 25 mg/dL; check number and unit"),
        ("creatinine", "1.1 µmol/L", "1.1 µmol/L is less than 0.1 mg/dL; did you mean 1.1 mg/dL?"),
        ("creatinine", "0.01 µmol/L", "0.01 µmol/L is less than 0.1 mg/dL; check number and unit"),
        ("creatinine", "0.09 mg/dL", "0.09 mg/dL is less than 0.1 mg/dL; check number and unit"),
        (
            "creatinine_clearance",
            "301 mL/min",
            "301 mL/min is more than 300 mL/min; check number and unit",
        ),
        (
            "bilirubin_times_normal",
            "101",
            "101 is more than 100 times the upper limit; divide the bilirubin by its upper limit "
            "of normal",
        ),
        (
            "bilirubin_times_normal",
            Decimal("-1"),
            "-1 is not a measured value; use a finite decimal from 0",
        ),
        (
            "bilirubin_times_normal",
            Decimal("NaN"),
            "NaN is not a measured value; use a finite decimal from 0",
        ),
        (
            "bilirubin_times_normal",
            Decimal("1E+30"),
            "1E+30 is more than 100 times the upper limit; divide the bilirubin by its upper limit "
            "of normal",
        ),
    ],
)
def test_value_that_nobody_has_is_refused(name: str, value: Any, said: str) -> None:
    """500 neutrophils per µL written as 10^9/L would pass for a thousand times too many."""
    with pytest.raises(QuantityError) as caught:
        _recorded(name, value)
    assert str(caught.value) == f"{name}: {said}"


def test_refused_value_has_its_place_in_a_document() -> None:
    """Who writes course documents reads in which event the slip is."""
    course = Course(
        catalogue.get("dcep"),
        Patient(height="165 cm", weight="70 kg"),
        start=date(2026, 1, 5),
        events=[Lab(on=_ON, anc="0.5 10^9/L")],
    )
    values = course_document(course)
    values["events"][0]["anc"] = "500 10^9/L"
    with pytest.raises(DocumentError, match=r"^c\.events\[0\]\.anc: 500 10\^9/L is more than 200 "):
        course_from(values, where="c")


def test_quantity_of_pint_is_held_to_the_same_limits() -> None:
    """What was meant is asked of the number that came, not of the one that it was made into."""
    quantity = pint.UnitRegistry(non_int_type=Decimal).Quantity
    with pytest.raises(QuantityError, match="31 g/dL is more than 30 g/dL; check number and unit"):
        _recorded("haemoglobin", quantity(Decimal(310), "g/L"))
    with pytest.raises(QuantityError, match=r"72 g/dL is more than 30 g/dL; did you mean 72 g/L"):
        _recorded("haemoglobin", quantity(Decimal(72), "g/dL"))


def test_multiple_that_no_document_could_hold_is_refused() -> None:
    """20 ÷ 17 of a pocket calculator has more digits than a course is read with."""
    with pytest.raises(QuantityError, match="more than 12 digits"):
        _recorded("bilirubin_times_normal", Decimal(20) / Decimal(17))
    assert _recorded("bilirubin_times_normal", Decimal("1.176470588236")) is not None


def test_value_is_kept_as_it_was() -> None:
    """A value that can be is not changed by being looked at."""
    found = Lab(on=_ON, anc="1.5 10^9/L", haemoglobin="102 g/L")
    assert (found.anc, found.haemoglobin) == (
        Lab(on=_ON, anc="1500 /µL").anc,
        Lab(on=_ON, haemoglobin="10.2 g/dL").haemoglobin,
    )
    assert found.anc is not None
    assert found.anc.value == Decimal("1.5")


@pytest.mark.parametrize(
    ("code", "unit", "most", "more"),
    [
        ("751-8", "10*9/L", "200", "201"),
        ("777-3", "10*3/uL", "5000", "5001"),
        ("718-7", "g/dL", "30", "30.1"),
        ("2160-0", "mg/dL", "25", "25.1"),
        ("14682-9", "umol/L", "2210", "2211"),
        ("2164-2", "mL/min", "300", "301"),
    ],
)
def test_foreign_document_may_hold_what_a_record_may(
    code: str, unit: str, most: str, more: str
) -> None:
    """A count that can be recorded by hand is not refused for coming from another system."""
    bundle = """{"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "p1"}},
        {"resource": {
            "resourceType": "Observation", "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": "%s"}]},
            "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2026-01-04",
            "valueQuantity": {
                "value": %s, "system": "http://unitsofmeasure.org", "code": "%s"}}}]}"""

    def read(value: str) -> Course:
        document = parse_json((bundle % (code, value, unit)).encode(), where="sent")
        return course_from_fhir(document, regimen=catalogue.get("dcep"), start=date(2026, 1, 5))

    assert len(read(most).events) == 1
    with pytest.raises(DocumentError, match=f"is outside [0-9.]+–{most}; check the unit"):
        read(more)
