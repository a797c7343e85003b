"""What is written as FHIR, against numbers and dates worked out by hand."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from fhir_courses import EVERY_EVENT, HIDDEN, area_course, courses
from fhir_resources import named, own, place, read, resources
from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import Course, Patient, Policy, catalogue
from regimens.amounts import Per, WrittenDose, amount
from regimens.decimals import plain
from regimens.drugs import Route
from regimens.errors import DocumentError
from regimens.formats.courses import course_document, course_from
from regimens.formats.fhir import FhirVersion, calendar_fhir, fhir_json, regimen_fhir
from regimens.formats.fhir.codes import (
    DRUG_OF,
    DRUGS,
    OBSERVATIONS,
    REQUEST_STATUS,
    ROUTE_OF,
    UNITS,
    amount_unit,
)
from regimens.formats.fhir.extensions import DAYS_OF_CYCLE, OWN, own_url
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.fhir.texts import code_text, narrative, visible
from regimens.formats.regimens import regimen_from
from regimens.testing import courses as drawn_courses

PATIENT = Patient(id="p1", height="165 cm", weight="70 kg")
START = date(2026, 1, 5)
each_version = pytest.mark.parametrize("version", FhirVersion, ids=lambda one: one.name)

# DARA-DCEP with every event, by hand. 165 cm and 70 kg are 1.79 m², with 62 kg 1.69 m² (Mosteller).
# Cycle 1 is at 0.7, but 400 × 1.79 × 0.7 = 501.2; cycle 2 starts ten days late and is at 0.5, so
# 400 × 1.69 × 0.5 = 338; dexamethasone, not named again, stays at 0.7 of 40 mg.
BY_HAND = (
    # drug, cycle, day, date, milligrams, as written, status
    ("cyclophosphamide", 1, 1, "2026-01-05", "501.2", "400 mg/m2", "unknown"),
    ("etoposide", 1, 4, "2026-01-08", "50.12", "40 mg/m2", "unknown"),
    ("cisplatin", 1, 1, "2026-01-05", "12.53", "10 mg/m2", "completed"),
    ("dexamethasone", 1, 1, "2026-01-05", "28", "40 mg", "unknown"),
    ("daratumumab", 1, 1, "2026-01-05", "1120", "16 mg/kg", "unknown"),
    ("daratumumab", 1, 22, "2026-01-26", "1120", "16 mg/kg", "unknown"),
    ("cyclophosphamide", 2, 1, "2026-02-12", "338", "400 mg/m2", "unknown"),
    ("dexamethasone", 2, 1, "2026-02-12", "28", "40 mg", "unknown"),
    ("cisplatin", 2, 4, "2026-02-15", "8.45", "10 mg/m2", "unknown"),
    ("pegteograstim", 2, 6, "2026-02-17", "6", "6 mg", "active"),
    ("daratumumab", 2, 8, "2026-02-19", "992", "16 mg/kg", "cancelled"),
    ("daratumumab", 2, 15, "2026-02-28", "992", "16 mg/kg", "active"),
    ("daratumumab", 2, 22, "2026-03-07", "1800", "1800 mg", "active"),
    ("cyclophosphamide", 3, 1, "2026-03-16", "338", "400 mg/m2", "active"),
    ("cisplatin", 3, 4, "2026-03-19", "8.45", "10 mg/m2", "active"),
)


@pytest.fixture(scope="module", params=FhirVersion, ids=lambda one: one.name)
def bundle(request: pytest.FixtureRequest) -> Any:
    """The course with every event."""
    return read(calendar_fhir(course_from(EVERY_EVENT), version=request.param))


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: " ".join(map(str, row[:3])))
def test_an_order_has_the_date_the_milligrams_and_the_dose_as_written(
    bundle: Any, row: tuple[str, int, int, str, str, str, str]
) -> None:
    """In its elements and once more in words."""
    drug, cycle, day, on, dose, written, status = row
    (order,) = (
        one
        for one in resources(bundle, "MedicationRequest")
        if place(one) == (drug, "induction", cycle, day)
    )
    assert (order["status"], order["intent"]) == (status, "plan")
    (dosage,) = order["dosageInstruction"]
    bounds = {"start": on, "end": on}
    assert dosage["timing"] == {"event": [on], "repeat": {"boundsPeriod": bounds, "count": 1}}
    calculated, ordered = dosage["doseAndRate"]
    assert calculated["type"]["coding"][0]["code"] == "calculated"
    quantity = calculated["doseQuantity"]
    assert (str(quantity["value"]), quantity["code"]) == (dose, "mg")
    assert ordered["type"]["coding"][0]["code"] == "ordered"
    quantity = ordered["doseQuantity"]
    assert f"{quantity['value']} {quantity['code']}" == written
    for words in (f"{drug} {dose} mg", on, f"cycle {cycle} day {day}"):
        assert words in dosage["text"]
        assert words in order["text"]["div"]


def test_a_dose_says_its_fraction_and_why(bundle: Any) -> None:
    """The fraction of the full dose, with the reason of the event."""
    orders = {place(one): one for one in resources(bundle, "MedicationRequest")}
    first = own(orders["cyclophosphamide", "induction", 1, 1], "dose-fraction")
    assert (str(first["fraction"]), first["reason"]["text"]) == (
        "0.7",
        "dose change e1 from cycle 1: frail",
    )
    assert own(orders["daratumumab", "induction", 1, 1], "dose-fraction") == {"fraction": 1}


def test_what_was_given_and_what_was_not_are_administrations(bundle: Any) -> None:
    """12.5 mg of cisplatin on day 1, and daratumumab not on 19 February, with its reason."""
    told: Counter[tuple[str, str, str, str, str | None]] = Counter()
    for one in resources(bundle, "MedicationAdministration"):
        on = one.get("effectiveDateTime") or one["occurenceDateTime"]
        dose = one.get("dosage", {}).get("dose", {}).get("value")
        reason = one.get("statusReason", [{"text": None}])[0]["text"]
        told[place(one)[0], on, str(dose), one["status"], reason] += 1
    assert told == {
        ("cisplatin", "2026-01-05", "12.5", "completed", None): 1,
        ("daratumumab", "2026-02-19", "None", "not-done", "infection"): 1,
        # recorded for the wrong patient, and corrected: 40 mg/m² × 1.79 m² × 0.7
        ("etoposide", "2026-01-05", "50.12", "entered-in-error", None): 1,
    }


def test_cycles_are_parts_of_the_course_with_their_days(bundle: Any) -> None:
    """Cycle 2 ten days late, its planned start beside it; maintenance from its recorded start."""
    course, *cycles = resources(bundle, "CarePlan")
    assert course["instantiatesCanonical"] == [
        "https://pypi.org/project/regimens/fhir/PlanDefinition/dara-dcep|1"
    ]
    assert course["period"] == {"start": "2026-01-05", "end": "2026-11-09"}
    names = named(bundle)
    assert all(names[one["partOf"][0]["reference"]] is course for one in cycles)
    told = [
        (own(one, "phase"), own(one, "cycle-number"), one["period"]["start"], one["period"]["end"])
        for one in cycles[:4]
    ]
    assert told == [
        ("induction", 1, "2026-01-05", "2026-02-01"),
        ("induction", 2, "2026-02-12", "2026-03-11"),
        ("induction", 3, "2026-03-12", "2026-04-08"),
        ("maintenance", 1, "2026-07-20", "2026-08-16"),
    ]
    assert own(cycles[1], "cycle-planned-start") == "2026-02-02"


def test_measures_have_their_code_unit_and_day(bundle: Any) -> None:
    """As recorded; the surface is derived from the height and the weight of its time."""
    measured = resources(bundle, "Observation")
    told = [
        (
            one["code"]["coding"][0]["code"],
            str(one["valueQuantity"]["value"]),
            one["valueQuantity"]["code"],
            one["effectiveDateTime"],
        )
        for one in measured
    ]
    assert told == [
        ("8302-2", "165", "cm", "2026-01-05"),
        ("29463-7", "70", "kg", "2026-01-05"),
        ("29463-7", "62", "kg", "2026-02-02"),
        ("26499-4", "0.9", "10*9/L", "2026-01-05"),
        ("26515-7", "48", "10*9/L", "2026-01-05"),
        ("718-7", "9.8", "g/dL", "2026-01-05"),
        ("14682-9", "88", "umol/L", "2026-01-05"),
        ("creatinine-clearance", "61", "mL/min", "2026-01-05"),
        ("bilirubin-times-normal", "1.2", "1", "2026-01-05"),
        ("59260-0", "6.1", "mmol/L", "2026-01-04"),
        ("2160-0", "1.1", "mg/dL", "2026-01-04"),
        ("3140-1", "1.79", "m2", "2026-01-05"),
        ("3140-1", "1.69", "m2", "2026-02-12"),
    ]
    names = named(bundle)
    derived = [names[one["reference"]] for one in measured[-1]["derivedFrom"]]
    sizes = [one["valueQuantity"]["value"] for one in derived]
    assert sizes == [165, 62]


def test_findings_are_issues_of_the_doses_they_are_about(bundle: Any) -> None:
    """The dose delay points at its cycle, a low count at the course, and severities are kept."""
    issues = {one["code"]["text"]: one for one in resources(bundle, "DetectedIssue")}
    cycle = resources(bundle, "CarePlan")[2]
    assert issues["dose-delay"]["severity"] == "low"
    (implicated,) = issues["dose-delay"]["implicated"]
    assert named(bundle)[implicated["reference"]] is cycle
    assert issues["lab-below-threshold"]["severity"] == "high"
    assert issues["interval-too-long"]["severity"] == "moderate"
    assert issues["response-pending"]["status"] == "entered-in-error"
    assert "10 days late" in issues["dose-delay"]["detail"]


@each_version
def test_the_attached_documents_give_the_course_and_the_regimen_back(version: FhirVersion) -> None:
    """The same course, and the same regimen with the same digest."""
    for _, course in courses():
        if course.regimen.revision == HIDDEN:
            continue  # no document may hold such signs
        bundle = read(calendar_fhir(course, version=version))
        attached = own(resources(bundle, "CarePlan")[0], "course-document")
        assert course_from(json.loads(base64.b64decode(attached["data"]))) == course
        plan = read(regimen_fhir(course.regimen, version=version))
        document = json.loads(base64.b64decode(own(plan, "regimen-document")["data"]))
        assert regimen_from(document) == course.regimen
        assert own(plan, "regimen-digest") == document["digest"] == course.regimen.digest


@each_version
def test_a_regimen_has_its_phases_cycles_and_days(version: FhirVersion) -> None:
    """DARA-DCEP: 3 and 5 cycles of 28 days; DCEP on days 1 to 4; maintenance after induction."""
    plan = read(regimen_fhir(catalogue.get("dara-dcep"), version=version))
    induction, maintenance = plan["action"]
    repeat = {"duration": 28, "durationUnit": "d", "period": 28, "periodUnit": "d"}
    assert induction["timingTiming"]["repeat"] == {"count": 3, **repeat}
    assert maintenance["timingTiming"]["repeat"] == {"count": 5, **repeat}
    key = "actionId" if version is FhirVersion.R4 else "targetId"
    assert maintenance["relatedAction"] == [{key: "phase-1", "relationship": "after-end"}]
    drugs = {one["id"]: one for one in plan["contained"]}
    told = [
        (leaf["title"], days(leaf), drugs[leaf["definitionCanonical"][1:]]["title"])
        for leaf in maintenance["action"][0]["action"]
    ]
    assert told == [
        ("daratumumab, cycles 1–3", [1, 15], "daratumumab"),
        ("daratumumab, cycles 4–5", [1], "daratumumab"),
    ]
    assert days(induction["action"][0]) == [1, 2, 3, 4]
    choice = next(one for one in induction["action"] if one["title"] == "antibiotic")
    assert choice["selectionBehavior"] == "exactly-one"
    follower = next(one for one in induction["action"] if one["title"] == "pegteograstim")
    assert days(follower) == [6]
    assert own(follower, "follows") == {"what": "DCEP", "offset": 2, "anchor": "last"}


def days(action: Any) -> list[int]:
    """The days of the cycle of an action."""
    (found,) = (one for one in action["extension"] if one["url"] == DAYS_OF_CYCLE)
    return [one["valueInteger"] for one in found["extension"]]


def test_days_before_the_infusion_are_zero_and_below() -> None:
    """Melphalan before its transplant, and the cells of a CAR-T product on day 0."""
    plan = read(regimen_fhir(catalogue.get("cilta-cel")))
    found = {
        leaf["title"]: days(leaf)
        for phase in plan["action"]
        for leaf in phase["action"]
        if any(one["url"] == DAYS_OF_CYCLE for one in leaf.get("extension", ()))
    }
    assert found["ciltacabtagene autoleucel"] == [0]
    (cells,) = (one for one in plan["contained"] if one["title"] == "ciltacabtagene autoleucel")
    (dosage,) = cells["dosage"]
    written = dosage["doseAndRate"][0]["doseRange"]
    assert (str(written["low"]["value"]), written["low"]["code"]) == ("0.5", "10*6/kg")
    assert (written["high"]["value"], written["high"]["code"]) == (1, "10*6/kg")
    most = dosage["maxDosePerAdministration"]
    assert (most["value"], most["code"]) == (100, "10*6")


@each_version
@pytest.mark.parametrize(
    ("text", "code", "unit"),
    [
        ("1 ×10⁶ cells/kg", "10*6/kg/d", "×10⁶ cells/kg/day"),
        ("70 ×10⁶ cells", "10*6/d", "×10⁶ cells/day"),
    ],
)
def test_cells_of_a_day_are_written_in_their_unit(
    text: str, code: str, unit: str, version: FhirVersion
) -> None:
    """1 ×10⁶ cells/kg a day on 70 kg, or 70 ×10⁶ cells, in two parts: 35 ×10⁶ cells each."""
    own = area_course().regimen
    first = own.phases[0].components[0]
    dose = WrittenDose(amount=amount(text), per=Per.DAY, times=2, source=first.dose.source)
    phase = attrs.evolve(own.phases[0], components=(attrs.evolve(first, dose=dose),))
    course = Course(attrs.evolve(own, phases=(phase,)), PATIENT, start=START)
    found = resources(read(calendar_fhir(course, version=version)), "MedicationRequest")
    rates = [one["dosageInstruction"][0]["doseAndRate"] for one in found]
    told = {
        (
            str(one["doseQuantity"]["value"]),
            one["doseQuantity"]["unit"],
            one["doseQuantity"]["code"],
        )
        for rate in rates
        for one in rate
    }
    assert told == {("35", "×10⁶ cells", "10*6"), (plain(dose.amount.value), unit, code)}


@each_version
def test_body_surface_that_comes_out_twice_is_written_once(version: FhirVersion) -> None:
    """180 cm and 90 kg are 2.12 m²: capped at 2 m² by the dose, and rounded to 2 by 0.5 m²."""
    own = area_course().regimen
    first = own.phases[0].components[0]
    doses = [
        WrittenDose(amount=amount("400 mg/m²"), surface_cap=cap, source=first.dose.source)
        for cap in (None, Decimal(2))
    ]
    components = tuple(
        attrs.evolve(one, dose=dose)
        for one, dose in zip(own.phases[0].components[:2], doses, strict=True)
    )
    regimen = attrs.evolve(own, phases=(attrs.evolve(own.phases[0], components=components),))
    patient = Patient(height="180 cm", weight="90 kg")
    policy = Policy(bsa_rounding="0.5 m²")
    course = Course(regimen, patient, start=START, policy=policy)
    bundle = read(calendar_fhir(course, version=version))
    found = [
        one for one in resources(bundle, "Observation") if one["valueQuantity"]["code"] == "m2"
    ]
    assert [str(one["valueQuantity"]["value"]) for one in found] == ["2"]
    assert len(found[0]["note"]) == 2
    assert course_from_fhir(bundle) == course


@each_version
def test_an_area_and_a_day_s_dose_are_written_in_their_units(version: FhirVersion) -> None:
    """AUC 5 at 60 mL/min is 425 mg; 45 mg/m² a day on 1.79 m² is 80.55 mg, at most 80: 40 twice."""
    course = area_course()
    bundle = read(calendar_fhir(course, version=version))
    orders = resources(bundle, "MedicationRequest")
    first = [one for one in orders if place(one)[1:] == ("induction", 1, 1)]
    told = [
        (
            place(one)[0],
            [
                f"{rate['doseQuantity']['value']} {rate['doseQuantity']['code']}"
                for rate in one["dosageInstruction"][0]["doseAndRate"]
            ],
        )
        for one in first
    ]
    assert told[1:4] == [
        ("cyclophosphamide", ["425 mg", "5 mg.min/mL"]),
        ("etoposide", ["40 mg", "45 mg/m2/d"]),
        ("etoposide", ["40 mg", "45 mg/m2/d"]),
    ]
    assert own(first[2], "dose-occurrence") == {"number": 1, "of": 2}
    assert own(first[3], "dose-occurrence") == {"number": 2, "of": 2}
    plan = read(regimen_fhir(course.regimen, version=version))
    (drug,) = (one for one in plan["contained"] if one["title"] == "etoposide")
    (dosage,) = drug["dosage"]
    most = dosage["maxDosePerPeriod"]
    ratio = most if version is FhirVersion.R4 else most[0]
    assert ratio["numerator"]["value"] == 80
    assert own(drug, "surface-cap")["value"] == 2


@settings(max_examples=25, deadline=None)
@given(drawn_courses())
def test_any_history_gives_the_orders_of_its_calendar(course: Course) -> None:
    """Whatever was recorded: the same rows, days, doses and states, and each name once."""
    calendar = course.plan()
    bundle = read(calendar_fhir(course))
    orders = list(resources(bundle, "MedicationRequest"))
    present = [one for one in orders if own(one, "dose-status") != "gone"]
    assert [
        (
            place(one),
            one["dosageInstruction"][0]["timing"]["event"],
            own(one, "dose-status"),
            one["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"]["value"],
        )
        for one in present
    ] == [
        (
            (row.drug, row.phase, row.cycle, row.day),
            [row.date.isoformat()],
            row.status.value,
            row.resolved.value,
        )
        for row in calendar
    ]
    names = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(names)) == len(names)
    referred = set(re.findall(r'"reference": "([^"]+)"', fhir_json(bundle)))
    assert referred <= set(names)


@given(st.text())
def test_a_text_is_never_empty_hidden_or_between_spaces(text: str) -> None:
    """Whatever it was; and it is one line."""
    shown = visible(text)
    assert shown
    assert shown == shown.strip()
    assert "\n" not in shown
    assert not re.search(
        "[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown
    )
    assert re.fullmatch(r"\S+( \S+)*", code_text(text))
    assert visible(shown) == shown
    json.dumps(narrative([text])).encode()


@given(st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_is_written_as_it_is(value: Decimal) -> None:
    """Read back exactly, without an exponent."""
    text = fhir_json({"value": [value, {}, []]})
    assert json.loads(text, parse_float=Decimal)["value"][0] == value
    assert not re.search("[eE]", text.replace("value", ""))


def test_a_surrogate_is_spelt_out() -> None:
    """Half a sign is no text that can be sent."""
    assert visible("a\ud800b") == "a⟨U+D800⟩b"


def test_an_unknown_release_is_refused() -> None:
    """There are R4 and R5."""
    with pytest.raises(DocumentError, match=r'no release of FHIR .* use "R4" or "R5"'):
        regimen_fhir(catalogue.get("dcep"), version="DSTU2")
    assert regimen_fhir(catalogue.get("dcep"), version="4.0.1") == regimen_fhir(
        catalogue.get("dcep")
    )


def test_tables_of_codes_can_be_read_both_ways() -> None:
    """No code stands for two drugs, routes or measures, and every unit has its words."""
    codes = [(name, code) for name, one in DRUGS.items() for code in (one.rxnorm, one.atc) if code]
    assert len({code for _, code in codes}) == len(codes)
    assert all(DRUG_OF[system, code] in DRUGS for system, code in DRUG_OF)
    assert set(ROUTE_OF.values()) == set(Route)
    assert len({one.code for one in OBSERVATIONS.values()}) == len(OBSERVATIONS)
    assert len(set(REQUEST_STATUS.values())) == len(REQUEST_STATUS)
    for text in ("1 mg", "1 mg/m²", "1 mg/kg", "AUC 1", "1 ×10⁶ cells", "1 ×10⁶ cells/kg"):
        assert amount_unit(amount(text)) in UNITS
    for text in ("1 mg", "1 mg/m²", "1 mg/kg"):
        assert amount_unit(amount(text), per=Per.DAY) in UNITS


def test_every_own_extension_is_written_somewhere_and_no_other() -> None:
    """The table holds what is used, and own_url refuses what is not in it."""
    texts = [fhir_json(calendar_fhir(course)) for _, course in courses()]
    texts += [
        fhir_json(regimen_fhir(catalogue.get(name))) for name in ("dara-dcep", "br", "dara-vd")
    ]
    whole = "".join(texts) + fhir_json(regimen_fhir(area_course().regimen))
    missing = [one.name for one in OWN if f'"{own_url(one.name)}"' not in whole]
    assert missing == []
    with pytest.raises(KeyError):
        own_url("made-up")


def test_a_course_document_is_whole_in_the_bundle_of_a_patient_without_an_id() -> None:
    """Without an id the patient has a name of the course's, and nothing of it is made up."""
    course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), start=START)
    bundle = read(calendar_fhir(course))
    (person,) = resources(bundle, "Patient")
    assert set(person) == {"resourceType", "identifier"}
    assert len(person["identifier"]) == 1
    attached = own(resources(bundle, "CarePlan")[0], "course-document")
    assert json.loads(base64.b64decode(attached["data"])) == course_document(course)


def test_every_own_extension_stands_in_the_documents() -> None:
    """With where it stands, what it holds and what it means."""
    page = Path(__file__).parent.parent / "docs" / "reference" / "fhir.md"
    words = " ".join(page.read_text(encoding="utf-8").split())
    for one in OWN:
        held = one.value or "; ".join(" ".join(part) for part in one.parts)
        assert f"- `{one.name}` on {', '.join(one.on)}: {held}. {one.meaning}" in words
