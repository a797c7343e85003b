"""What foreign FHIR says is read as it is meant, or refused by path."""

from __future__ import annotations

import copy
import csv
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from regimens import Course, Given, Lab, Measurement, Omission, Patient, catalogue
from regimens.body import Sex
from regimens.decimals import plain
from regimens.errors import DocumentError
from regimens.formats.courses import course_document, course_from
from regimens.formats.fhir.codes import OWN_CODES
from regimens.formats.fhir.elements import drug_concept
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.fhir.reading_codes import DOSE_UNITS, MEASURES, NOT_READ, quantity
from regimens.formats.fhir.reading_drugs import drug_named
from regimens.formats.fhir.reading_elements import Element
from regimens.formats.reading import parse_json
from regimens.regimen import Regimen

HALF = Decimal("0.5")
TABLES = Path(__file__).parent / "tables"
# What the caller states, where no CarePlan does.
STATED: dict[str, tuple[Regimen, date] | None] = {
    "mcode": None,
    "actnow": (catalogue.get("vcd-21"), date(2026, 1, 5)),
    "synthea": (catalogue.get("dcep"), date(2026, 1, 5)),
    "r5": (catalogue.get("vcd-21"), date(2026, 1, 5)),
}


def _document(name: str) -> Any:
    return parse_json((TABLES / "fhir" / f"{name}.json").read_bytes(), where="bundle")


def _read(name: str, values: Any, **stated: Any) -> Course:
    given = STATED[name]
    if given is not None:
        stated = {"regimen": given[0], "start": given[1], **stated}
    return course_from_fhir(values, **stated)


def _with(values: Any, at: str, value: str) -> Any:
    """The document with another value at a path; an empty one takes away what stands there."""
    holder = found = copy.deepcopy(values)
    steps = [int(one) if one.isdigit() else one for one in re.findall(r"[^.\[\]]+", at)]
    for step in steps[:-1]:
        holder = holder[step]
    if not value:
        del holder[steps[-1]]
    elif isinstance(holder, list) and steps[-1] == len(holder):
        holder.append(json.loads(value, parse_float=Decimal))
    else:
        holder[steps[-1]] = json.loads(value, parse_float=Decimal)
    return found


def _faults() -> list[tuple[str, str, str, str]]:
    with (TABLES / "fhir_faults.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in list(csv.reader(file))[1:]]  # type: ignore[misc]


@pytest.mark.parametrize(("name", "at", "value", "message"), _faults())
def test_what_is_wrong_is_refused_by_path(name: str, at: str, value: str, message: str) -> None:
    """Each wrong document gives the one line that was written for it beforehand."""
    with pytest.raises(DocumentError) as refused:
        _read(name, _with(_document(name), at, value))
    assert str(refused.value) == message


def test_mcode_is_read() -> None:
    """Sizes up to the start are the patient's; laboratory values and doses are events, by day."""
    course = _read("mcode", _document("mcode"))
    assert (course.regimen.id, course.start) == ("dcep", date(2026, 1, 5))
    assert course.patient == Patient(
        id="p1",
        name="Ann B Chalmers",
        sex="female",
        born=date(1961, 5, 4),
        height="165 cm",
        weight="70 kg",
    )
    assert course.events == (
        Lab(
            on=date(2026, 1, 4),
            anc="3.2 10^9/L",
            creatinine="0.9 mg/dL",
            bilirubin_times_normal="0.5",
        ),
        Given(of="cisplatin", on=date(2026, 1, 5), dose="17.9 mg"),
        Omission(of="etoposide", on=date(2026, 1, 6), reason="Neutropenia"),
    )
    rows = {(row.drug, row.date): row for row in course.plan()}
    assert rows["cisplatin", date(2026, 1, 5)].status.value == "given"
    assert rows["etoposide", date(2026, 1, 6)].status.value == "omitted"


def test_actnow_is_read() -> None:
    """SNOMED's codes, metres, millilitres per second, micrograms and conditional references."""
    course = _read("actnow", _document("actnow"))
    assert course.patient == Patient(
        name="A made-up person", sex="male", height="178 cm", weight="80 kg"
    )
    assert course.events == (
        Lab(on=date(2026, 1, 1), creatinine_clearance="114 mL/min"),
        Given(of="bortezomib", on=date(2026, 1, 5), dose="2.6 mg"),
    )


def test_synthea_is_read() -> None:
    """Times keep the day they are written with; what is of no use is passed over."""
    course = _read("synthea", _document("synthea"))
    assert course.patient == Patient(
        id="11111111-1111-4111-8111-111111111111",
        name="Otto456 Example123",
        sex="male",
        born=date(1955, 3, 9),
        height="178.3 cm",
        weight="81.45 kg",
    )
    assert course.events == (
        Lab(on=date(2026, 1, 3), platelets="180 10^9/L"),
        Given(of="etoposide", on=date(2026, 1, 5), dose="80.4 mg"),
    )


def test_r5_is_read() -> None:
    """An answer of a server in R5: inches, grams, a contained drug by an older code of ATC."""
    course = _read("r5", _document("r5"), version="R5")
    assert course.patient == Patient(
        id="p5", born=date(1960, 2, 29), height="165.1 cm", weight="62.5 kg", ecog=1
    )
    assert course.events == (Given(of="bortezomib", on=date(2026, 1, 5), dose="2.2 mg"),)


@pytest.mark.parametrize("name", STATED)
def test_what_is_read_is_a_course_like_any_other(name: str) -> None:
    """It goes out as a course document, comes in the same, and can be planned."""
    course = _read(name, _document(name))
    assert course_from(course_document(course)) == course
    assert len(course.plan()) > 10


@pytest.mark.parametrize(
    ("name", "stated", "message"),
    [
        ("r5", {"version": "R4"}, "bundle.entry[4].resource.medication: is written as R5, not"),
        ("r5", {"version": "R6"}, "version: 'R6' is no release of FHIR; use R4 or R5"),
        (
            "r5",
            {"start": None},
            "bundle: no CarePlan names a regimen of this library, and no",
        ),
        ("mcode", {"start": date(2026, 1, 6)}, "bundle.entry[10].resource: the course starts on"),
        ("mcode", {"regimen": catalogue.get("vcd-21")}, "bundle.entry[10].resource: the course is"),
    ],
)
def test_what_the_caller_states_has_to_agree(
    name: str, stated: dict[str, Any], message: str
) -> None:
    """A release, regimen or start that the bundle contradicts is refused."""
    with pytest.raises(DocumentError) as refused:
        _read(name, _document(name), **stated)
    assert str(refused.value).startswith(message)


def test_weights_after_the_start_are_measurements() -> None:
    """They become events, whatever order they stand in; of one day the time decides."""
    values = _document("mcode")
    weight = values["entry"][2]["resource"]
    for at, kg in (
        ("2026-02-02T17:00:00+01:00", 69),
        ("2026-02-02T08:00:00+01:00", 68),
        ("2026-01-30", 67),
    ):
        again = copy.deepcopy(weight)
        again |= {"id": f"w{kg}", "effectiveDateTime": at}
        again["valueQuantity"]["value"] = kg
        values["entry"].insert(1, {"resource": again})
    events = [one for one in _read("mcode", values).events if isinstance(one, Measurement)]
    assert events == [
        Measurement(on=date(2026, 1, 30), weight="67 kg"),
        Measurement(on=date(2026, 2, 2), weight="68 kg"),
        Measurement(on=date(2026, 2, 2), weight="69 kg"),
    ]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("America/Chicago", 5), ("Europe/Rome", 6), ("Pacific/Auckland", 6)],
)
def test_times_in_utc_are_read_in_the_zone_that_is_stated(zone: str, day: int) -> None:
    """2 o'clock of 6 January in UTC is 20 o'clock of 5 January in Chicago, 3 or 15 elsewhere."""
    values = _document("mcode")
    values["entry"][6]["resource"]["effectiveDateTime"] = "2026-01-06T02:00:00.5Z"
    events = _read("mcode", values, zone=zone).events
    assert [one.on for one in events if isinstance(one, Given)] == [date(2026, 1, day)]


def test_a_zone_that_is_none_is_refused() -> None:
    """Only the name of a place is a zone."""
    with pytest.raises(DocumentError, match="'EST5' is no time zone"):
        _read("mcode", _document("mcode"), zone="EST5")


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("entry[2].resource.valueQuantity.unit", '"Kilograms"'),
        ("entry[2].resource.performer", '[{"reference": "Practitioner/1"}]'),
        ("entry[6].resource.dosage.dose.unit", '"MG"'),
        ("entry[6].resource.medicationCodeableConcept.text", '"CISplatin 1 mg/mL, with etoposide"'),
        ("entry[3].resource.valueQuantity.unit", '"Thousand/uL"'),
        ("entry[3].resource.note", '[{"text": "automated"}]'),
    ],
)
def test_what_hospitals_write_beside_does_no_harm(at: str, value: str) -> None:
    """Units and drugs in other words, whoever measured, and notes change nothing."""
    values = _document("mcode")
    assert _read("mcode", _with(values, at, value)) == _read("mcode", values)


def test_grams_per_litre_are_no_cells() -> None:
    """G/L is giga, g/L gram: capitals decide where both are known."""
    assert quantity(_quantity("g/L", "g/L"))[1] == "g/L"
    assert quantity(_quantity("G/L", "10*9/L"))[1] == "10*9/L"
    with pytest.raises(DocumentError, match="the unit says 'g/L', the code '10\\*9/L'"):
        quantity(_quantity("g/L", "10*9/L"))


def _quantity(unit: str, code: str) -> Element:
    ucum = "http://unitsofmeasure.org"
    return Element({"value": 90, "unit": unit, "system": ucum, "code": code}, "x")


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("entry[2].resource.status", '"entered-in-error"'),
        ("entry[2].resource.status", '"cancelled"'),
    ],
)
def test_mistakes_are_passed_over(at: str, value: str) -> None:
    """An Observation entered in error says nothing."""
    assert _read("mcode", _with(_document("mcode"), at, value)).patient.weight is None


@pytest.mark.parametrize(
    ("at", "value", "sex"),
    [
        ("entry[0].resource.extension[0].valueCode", '"M"', None),
        ("entry[0].resource.extension[0].valueCode", '"UNK"', None),
        ("entry[0].resource.extension", "", Sex.FEMALE),
        ("entry[0].resource.gender", '"other"', None),
        ("entry[0].resource.gender", "", None),
    ],
)
def test_sex_is_read_where_it_is_beyond_doubt(at: str, value: str, sex: Sex | None) -> None:
    """A gender that the sex at birth contradicts is not used, and nothing is put in its place."""
    assert _read("mcode", _with(_document("mcode"), at, value)).patient.sex is sex


@pytest.mark.parametrize(
    ("value", "limit", "times"), [("1.8", "1.2", "1.5"), ("0.2", "0.3", "0.666666666667")]
)
def test_bilirubin_is_never_rounded_down(value: str, limit: str, times: str) -> None:
    """A multiple without end is rounded up; one that has an end is exact."""
    values = _with(_document("mcode"), "entry[5].resource.valueQuantity.value", value)
    values = _with(values, "entry[5].resource.referenceRange[0].high.value", limit)
    (lab,) = (one for one in _read("mcode", values).events if isinstance(one, Lab))
    assert lab.bilirubin_times_normal == Decimal(times)


def test_floats_are_refused() -> None:
    """Numbers that went through binary fractions are not taken for what was written."""
    with pytest.raises(DocumentError, match="was read as a binary fraction"):
        course_from_fhir(json.loads((TABLES / "fhir" / "mcode.json").read_text()))


@pytest.mark.parametrize("number", ["1e400", "1e-400", "1" * 40, "0." + "1" * 40, "1E+12"])
def test_endless_numbers_are_refused(number: str) -> None:
    """An exponent cannot make a number that would take for ever to print."""
    values = _with(_document("mcode"), "entry[2].resource.valueQuantity.value", number)
    with pytest.raises(DocumentError, match=r"entry\[2\].*has too many digits"):
        _read("mcode", values)


def test_every_code_of_a_drug_is_read() -> None:
    """What is written of a drug names it, in a regimen that has it."""
    for name in catalogue.ids():
        regimen = catalogue.get(name)
        for drug in {component.drug.name for _, component in regimen.components()}:
            assert drug_named(Element(drug_concept(drug), "x"), regimen) == drug


@pytest.mark.parametrize("name", catalogue.ids())
def test_every_dose_of_the_catalogue_could_have_been_given(name: str) -> None:
    """A foreign record of the first days of any regimen is read dose by dose, at half of it too."""
    start = date(2026, 1, 5)
    regimen = catalogue.get(name)
    person = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
    events = (Lab(on=start, creatinine="0.9 mg/dL", creatinine_clearance="90 mL/min"),)
    course = Course(
        regimen, person, start=start, cycles=1, allow_unverified="a test", events=events
    )
    rows = [row for row in course.plan() if row.date >= start]
    given = [
        (row.drug, row.date, row.dose * share, row.unit) for row in rows for share in (1, HALF)
    ]
    for doses in (given[::2], given[1::2]):
        values = _document("mcode")
        values["entry"] = values["entry"][:3] + [_administered(*dose) for dose in doses]
        read = course_from_fhir(values, regimen=regimen, start=start)
        assert list(read.events) == [
            Given(of=drug, on=on, dose=f"{plain(dose)} {unit}") for drug, on, dose, unit in doses
        ]


def _administered(drug: str, on: date, dose: Decimal, unit: str) -> dict[str, Any]:
    code = "mg" if unit == "mg" else "10*6"
    quantity = {"value": dose, "system": "http://unitsofmeasure.org", "code": code}
    return {
        "resource": {
            "resourceType": "MedicationAdministration",
            "status": "completed",
            "medicationCodeableConcept": {"text": drug},
            "subject": {"reference": "Patient/p1"},
            "effectiveDateTime": on.isoformat(),
            "dosage": {"dose": quantity},
        }
    }


def test_the_page_names_what_is_read() -> None:
    """Every code and unit that is read, and every one that is refused by name, is on the page."""
    page = (TABLES.parent.parent / "docs" / "reference" / "fhir-reading.md").read_text(
        encoding="utf-8"
    )
    for system, code in MEASURES:
        assert system == OWN_CODES or re.search(rf"[| ]{code}[,|]", page), code
    for _, code in NOT_READ:
        assert re.search(rf"[( ]{code}[,)]", page), code
    for unit in {unit for one in MEASURES.values() for unit in one.units} | set(DOSE_UNITS):
        assert f"`{unit}`" in page, unit
