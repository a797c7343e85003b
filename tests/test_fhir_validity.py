"""What is written as FHIR is read by fhir.resources, R5 and R4B, and broken resources are not.

R4B (4.3.0) stands for R4 (4.0.1): of the resources written here it only lets the subject of a
PlanDefinition and an ActivityDefinition be a canonical too, and none is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
import pytest
from fhir.resources.bundle import Bundle as BundleR5
from fhir.resources.plandefinition import PlanDefinition as PlanR5
from fhir.resources.R4B.bundle import Bundle as BundleR4
from fhir.resources.R4B.plandefinition import PlanDefinition as PlanR4
from fhir_courses import courses, plain_course
from pydantic import ValidationError

from regimens import Course, catalogue
from regimens.decimals import plain
from regimens.formats.fhir import FhirVersion, calendar_fhir, fhir_json, regimen_fhir

COURSES = dict(courses())
BUNDLES: dict[FhirVersion, Any] = {FhirVersion.R4: BundleR4, FhirVersion.R5: BundleR5}
PLANS: dict[FhirVersion, Any] = {FhirVersion.R4: PlanR4, FhirVersion.R5: PlanR5}
each_version = pytest.mark.parametrize("version", FhirVersion, ids=lambda one: one.name)


@each_version
def test_every_regimen_of_the_catalogue_is_a_valid_plan_definition(version: FhirVersion) -> None:
    """All of them, read by a library that is not ours, keep their phases and citations."""
    for regimen_id in catalogue.ids():
        regimen = catalogue.get(regimen_id)
        read = PLANS[version].model_validate_json(fhir_json(regimen_fhir(regimen, version=version)))
        assert [action.title for action in read.action] == [one.name for one in regimen.phases]
        assert read.version == regimen.revision
        assert read.relatedArtifact


@each_version
def test_a_course_of_every_regimen_of_the_catalogue_is_a_valid_bundle(version: FhirVersion) -> None:
    """The first cycle of each, with an order for every row of its calendar."""
    for regimen_id in catalogue.ids():
        calendar = attrs.evolve(plain_course(regimen_id), cycles=1).plan()
        text = fhir_json(calendar_fhir(calendar, version=version))
        read = BUNDLES[version].model_validate_json(text)
        assert len(orders(read)) == len(calendar)


@each_version
@pytest.mark.parametrize("name", COURSES)
def test_an_eventful_course_is_a_valid_bundle_with_the_numbers_of_its_calendar(
    name: str, version: FhirVersion
) -> None:
    """Dates, milligrams and what was given, as another library reads them, are the calendar's."""
    course: Course = COURSES[name]
    calendar = course.plan()
    read = BUNDLES[version].model_validate_json(fhir_json(calendar_fhir(course, version=version)))
    found = [told(order) for order in orders(read)]
    expected = [
        (row.drug, row.date, plain(row.resolved.value), plain(row.calculated)) for row in calendar
    ]
    assert found == expected
    given = [
        plain(one.resource.dosage.dose.value)
        for one in read.entry
        if one.resource.get_resource_type() == "MedicationAdministration"
        and one.resource.status == "completed"
        and one.resource.request is not None
    ]
    assert given == [plain(row.dose) for row in calendar if row.status.value == "given"]


def orders(bundle: Any) -> list[Any]:
    """The orders that stand in a bundle, without those that are gone."""
    return [
        one.resource
        for one in bundle.entry
        if one.resource.get_resource_type() == "MedicationRequest"
        and own(one.resource, "dose-status").valueCode != "gone"
    ]


def own(resource: Any, name: str) -> Any:
    """One of this library's extensions."""
    (found,) = (one for one in resource.extension if one.url.endswith(f"/{name}"))
    return found


def told(order: Any) -> tuple[str, date, str, str]:
    """An order's drug, day, dose, and dose before rounding."""
    (dosage,) = order.dosageInstruction
    (day,) = dosage.timing.event
    concept = getattr(order, "medicationCodeableConcept", None) or order.medication.concept
    calculated = dosage.doseAndRate[0]
    assert calculated.type.coding[0].code == "calculated"
    exact: Decimal = own(order, "dose-before-rounding").valueQuantity.value
    return concept.text, day, plain(calculated.doseQuantity.value), plain(exact)


Breaking = Callable[[dict[str, Any], dict[str, Any]], Any]
_DOSE = ("dosageInstruction", 0, "doseAndRate", 0, "doseQuantity")
_TIMING = ("dosageInstruction", 0, "timing")


def at(values: Any, *path: str | int) -> Any:
    """What stands at a path."""
    for step in path:
        values = values[step]
    return values


def drop(kind: str, name: str) -> Breaking:
    """Takes an element away from the first resource of a kind."""
    return lambda bundle, _: resource(bundle, kind).pop(name)


def put(kind: str, value: Any, *path: str | int) -> Breaking:
    """Puts something else at a path of the first resource of a kind."""

    def change(bundle: dict[str, Any], _: dict[str, Any]) -> None:
        at(resource(bundle, kind), *path[:-1])[path[-1]] = value

    return change


def put_in_plan(value: Any, *path: str | int) -> Breaking:
    """Puts something else at a path of the PlanDefinition."""

    def change(_: dict[str, Any], plan: dict[str, Any]) -> None:
        at(plan, *path[:-1])[path[-1]] = value

    return change


def resource(bundle: dict[str, Any], kind: str) -> Any:
    """The first resource of a kind."""
    return next(
        one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind
    )


BROKEN: dict[str, Breaking] = {
    "no intent": drop("MedicationRequest", "intent"),
    "no subject": drop("MedicationRequest", "subject"),
    "no status": drop("MedicationRequest", "status"),
    "dose that is a word": put("MedicationRequest", "much", *_DOSE, "value"),
    "dose that is a list": put("MedicationRequest", [716], *_DOSE, "value"),
    "code with spaces": put("MedicationRequest", " mg  m2 ", *_DOSE, "code"),
    "event that is no list": put("MedicationRequest", "2026-01-05", *_TIMING, "event"),
    "event that is no day": put("MedicationRequest", ["2026-02-30"], *_TIMING, "event"),
    "count that is a fraction": put("MedicationRequest", 1.5, *_TIMING, "repeat", "count"),
    "element nobody knows": put("MedicationRequest", "x", "dose"),
    "two values of one choice": put("Observation", "165 cm", "valueString"),
    "reference that is a text": put("MedicationRequest", "Patient/1", "subject"),
    "extension without a URL": put("MedicationRequest", {"valueString": "x"}, "extension", 0),
    "observation without a code": drop("Observation", "code"),
    "observation without a status": drop("Observation", "status"),
    "birthday that is none": put("Patient", "1961-13-04", "birthDate"),
    "care plan without a status": drop("CarePlan", "status"),
    "period that is a text": put("CarePlan", "2026", "period"),
    "issue without a status": drop("DetectedIssue", "status"),
    "administration without its drug": lambda bundle, _: [
        resource(bundle, "MedicationAdministration").pop(name, None)
        for name in ("medicationCodeableConcept", "medication")
    ],
    "bundle without a type": lambda bundle, _: bundle.pop("type"),
    "entry that puts nothing anywhere": lambda bundle, _: bundle["entry"][0]["request"].pop("url"),
    "plan without a status": lambda _, plan: plan.pop("status"),
    "action with a dosage": put_in_plan([{"text": "40 mg"}], "action", 0, "dosage"),
    "length of a cycle that is a text": put_in_plan(
        "28 days", "action", 0, "timingTiming", "repeat", "duration"
    ),
    "relation without a relationship": lambda _, plan: plan["action"][1]["relatedAction"][0].pop(
        "relationship"
    ),
}


@cache
def small(version: FhirVersion) -> tuple[str, str]:
    """A bundle with the first entry of each kind, and a plan; both are valid."""
    bundle = calendar_fhir(COURSES["every event"], version=version)
    first = {one["resource"]["resourceType"]: one for one in reversed(bundle["entry"])}
    texts = (
        fhir_json({**bundle, "entry": list(first.values())}),
        fhir_json(regimen_fhir(catalogue.get("dara-dcep"), version=version)),
    )
    BUNDLES[version].model_validate_json(texts[0])
    PLANS[version].model_validate_json(texts[1])
    return texts


@each_version
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_resource_is_refused(name: str, version: FhirVersion) -> None:
    """So that a resource that is read says something: each of these is not."""
    bundle, plan = map(json.loads, small(version))
    BROKEN[name](bundle, plan)
    with pytest.raises(ValidationError):  # noqa: PT012 - either of the two is the broken one
        BUNDLES[version].model_validate_json(json.dumps(bundle))
        PLANS[version].model_validate_json(json.dumps(plan))
