"""A course from a bundle that this library wrote, held against what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import RegimensError
from regimens.formats.courses import course_from
from regimens.formats.fhir.care_plans import care_plan_entries
from regimens.formats.fhir.codes import UUIDS, FhirVersion
from regimens.formats.fhir.courses import Writing
from regimens.formats.fhir.elements import urn
from regimens.formats.fhir.observations import observation_entries, patient_entry
from regimens.formats.fhir.orders import administration_entries, order_entries
from regimens.formats.fhir.reading_bundle import Bundle, Resource, check_subject
from regimens.formats.fhir.reading_differences import Difference, difference
from regimens.formats.fhir.reading_elements import check_elements, children, refuse, text
from regimens.formats.fhir.reading_own_extensions import attached, own_extension
from regimens.formats.fhir.reading_releases import check_rules
from regimens.formats.fhir.texts import visible

__all__ = ["own_course"]

# What is held of each resource; references and texts are a server's to write anew.
_HELD: Mapping[str, tuple[str, ...]] = {
    "Patient": ("gender", "birthDate"),
    "CarePlan": ("status", "intent", "period", "instantiatesCanonical"),
    "MedicationRequest": (
        *("status", "intent", "doNotPerform", "medicationCodeableConcept", "medication"),
        *("dosageInstruction", "effectiveDosePeriod"),
    ),
    "Observation": ("status", "code", "effectiveDateTime", "valueQuantity"),
    "MedicationAdministration": (
        *("status", "medicationCodeableConcept", "medication", "effectiveDateTime"),
        *("occurenceDateTime", "dosage"),
    ),
}


_OUT = ("entered-in-error", "cancelled", "revoked")  # as what is no longer in a calendar is written


def own_course(
    bundle: Bundle, patient: Resource, version: FhirVersion, *, any_revision: bool
) -> Course | None:
    """The course whose document a CarePlan carries, or None where none does.

    Args:
        bundle: The bundle.
        patient: Whom it is about.
        version: The release it is written in.
        any_revision: As for :func:`~regimens.formats.courses.course_from`.

    Raises:
        DocumentError: for two of them, and for a patient, an Observation or an administration
            beside it that says anything else.
    """
    found = [
        (one, holder)
        for one in bundle.of("CarePlan")
        if (holder := own_extension(one.element, "course-document")) is not None
    ]
    if not found:
        return None
    if len(found) > 1:
        # A course that took another's place is sent with that one's plan, revoked.
        kept = [one for one in found if one[0].element.values.get("status") != "revoked"]
        found = kept if len(kept) == 1 else found
    if len(found) > 1:
        refuse(
            f"is a second course, {found[0][0].element.where} being the first",
            where=found[1][0].element.where,
            mend="give a bundle of one course",
        )
    plan, holder = found[0]
    check_subject(plan, bundle, patient)
    document, where = attached(holder)
    course = course_from(document, where=where, any_revision=any_revision)
    if not any_revision:
        names = set(_uuids(plan))
        writing = _writing(course, version, where)
        systems = _patient_systems(course, patient)
        writings = [evolve(writing, patient_system=system) for system in systems]
        named = (one for one in writings if urn(one.name) in names)
        written = dict(_written(next(named, writings[0])))
        _check_same(patient, written["Patient"])
        _check_same(plan, written["CarePlan"])
        _check_beside(bundle, patient, written)
    return course


def _patient_systems(course: Course, patient: Resource) -> list[str | None]:
    """What the patient's id may be an identifier of; refused where the patient has other ids."""
    own = course.patient.id
    found = [
        text(one, "system")
        for one in children(patient.element, "identifier")
        if own is None or one.values.get("value") == visible(own)
    ]
    if own is not None and not found:
        refuse(
            f"has not the id {shown(own)} of the course document's patient",
            where=patient.element.where,
            mend="give the bundle as it was written",
        )
    return [*found, None]


def _check_beside(
    bundle: Bundle, patient: Resource, written: Mapping[str, Mapping[str, Any]]
) -> None:
    """Refuse what was changed in the bundle after it was written, or added to it."""
    for kind in ("Observation", "MedicationAdministration", "MedicationRequest", "CarePlan"):
        for one in bundle.of(kind):
            expected = next((written[name] for name in _uuids(one) if name in written), None)
            if kind == "CarePlan" and not _is_cycle(one):
                continue  # the course itself, or a plan of others
            check_subject(one, bundle, patient)
            if expected is not None:
                _check_same(one, expected)
            elif kind == "Observation" and any(
                _difference(one, other) is None for other in written.values()
            ):
                continue  # the same by another name: a body surface is named by its digits
            elif one.element.values.get("status") not in _OUT:
                refuse(
                    "is not in the course document, which this library wrote",
                    where=one.element.where,
                    mend="record it as an event of the course, or leave it out",
                )


def _writing(course: Course, version: FhirVersion, where: str) -> Writing:
    leave = course.allow_unverified or "to compare what was written before"
    try:
        calendar = evolve(course, allow_unverified=leave).plan()
    except RegimensError as error:
        refuse(f"cannot be planned: {error.what}", where=where, mend=error.mend)
    return Writing(
        calendar=calendar, course=course, version=version, authored=None, patient_system=None
    )


def _written(writing: Writing) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What the course document gives, by its name."""
    yield "Patient", patient_entry(writing).resource
    whole, *cycles = care_plan_entries(writing, [])
    yield "CarePlan", whole.resource
    for entry in (
        *cycles,
        *observation_entries(writing),
        *administration_entries(writing),
        *order_entries(writing),
    ):
        yield urn(entry.name), entry.resource


def _is_cycle(one: Resource) -> bool:
    """Whether a CarePlan is of a cycle that this library wrote."""
    return own_extension(one.element, "cycle-number") is not None


def _uuids(one: Resource) -> Iterator[str]:
    for identifier in children(one.element, "identifier"):
        value = identifier.values.get("value")
        if identifier.values.get("system") == UUIDS and isinstance(value, str):
            yield value


def _check_same(one: Resource, expected: Mapping[str, Any]) -> None:
    check_rules(one.element)
    check_elements(one.element, read=set(one.element.values))
    found = _difference(one, expected)
    if found is not None:
        refuse(
            f"{found.says}, and the course document gives {found.expected}",
            where=found.where,
            mend="record it as an event of the course, or put it back",
        )


def _difference(one: Resource, expected: Mapping[str, Any]) -> Difference | None:
    """The first element that is held of a resource and is not as expected."""
    if expected["resourceType"] != one.type:
        return Difference(one.element.at("resourceType"), "is another", "one")
    for key in _HELD[one.type]:
        here, there = one.element.values.get(key), expected.get(key)
        found = difference(here, there, one.element.at(key))
        if found is not None:
            return found
    return None
