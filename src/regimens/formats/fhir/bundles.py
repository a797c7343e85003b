"""A course as a transaction Bundle that can be sent again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any
from uuid import UUID

import attrs

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import DocumentError, RegimensError
from regimens.formats.fhir.care_plans import care_plan_entries
from regimens.formats.fhir.codes import FhirVersion
from regimens.formats.fhir.courses import Entry, Writing, held, sent
from regimens.formats.fhir.elements import extension, version_named
from regimens.formats.fhir.extensions import own_url
from regimens.formats.fhir.issues import issue_entries
from regimens.formats.fhir.observations import observation_entries, patient_entry
from regimens.formats.fhir.orders import administration_entries, order_entries
from regimens.formats.fhir.texts import narrative
from regimens.formats.identity import is_named

__all__ = ["calendar_fhir"]

Values = dict[str, Any]
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_GONE = "no longer in the plan"
# What becomes of a resource that an earlier calendar had and the present one has no more.
_RETIRED: Mapping[str, str] = {
    "CarePlan": "revoked",
    "MedicationRequest": "cancelled",
    "MedicationAdministration": "entered-in-error",
    "Observation": "entered-in-error",
    "DetectedIssue": "entered-in-error",
}


def calendar_fhir(
    given: Calendar | Course,
    *,
    version: FhirVersion | str = FhirVersion.R4,
    authored: date | None = None,
    patient_system: str | None = None,
    before: Calendar | None = None,
) -> Values:
    """A calendar as a transaction Bundle: patient, measures, plans, orders, findings.

    Every resource has an identifier that no replanning changes, and is put in the place of the one
    of that identifier. What an event took away from the calendar is written too, as cancelled, so
    that sending the bundle again leaves nothing behind.

    A course that has no id, and whose patient has none, may be taken for another patient's of the
    same size: it is written as a collection, which no server takes for something to do.

    Args:
        given: A course, which is planned first, or its calendar. Of a calendar, the leave to plan
            numbers that nobody has read is not known and not written.
        version: The release to write, R4 or R5.
        authored: The day the orders were written, where that is to be said.
        patient_system: What the patient's id is an identifier of, as the hospital names it.
        before: The calendar that was sent before, where more than the events is different; what it
            had and this one has not is cancelled too.

    Returns:
        JSON values with exact decimals; :func:`~regimens.formats.fhir.elements.fhir_json` writes
        them.

    Raises:
        DocumentError: for another release, a system that is no URI, or an earlier calendar of
            another patient.

    >>> from regimens import Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> bundle = calendar_fhir(Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)))
    >>> sum(one["resource"]["resourceType"] == "MedicationRequest" for one in bundle["entry"])
    48
    """
    release = version_named(version)
    if patient_system is not None and not _URI.fullmatch(patient_system):
        raise DocumentError(
            f"{shown(patient_system)} is no URI",
            where="patient_system",
            mend='name one, as in "https://example.org/patients"',
        )
    calendar = given.plan() if isinstance(given, Course) else given
    course = given if isinstance(given, Course) else _course(given)
    writing = Writing(
        calendar=calendar,
        course=course,
        version=release,
        authored=authored,
        patient_system=patient_system,
    )
    entries = list(_entries(writing))
    entries += _gone(writing, {entry.name for entry in entries}, before)
    is_sent = is_named(calendar)
    return {
        "resourceType": "Bundle",
        "type": "transaction" if is_sent else "collection",
        "entry": [sent(entry) if is_sent else held(entry) for entry in entries],
    }


def _course(calendar: Calendar) -> Course:
    return Course(
        calendar.regimen,
        calendar.patient,
        start=calendar.start,
        policy=calendar.policy,
        choices=calendar.choices,
        until=calendar.horizon.until,
        cycles=calendar.horizon.cycles,
        as_of=calendar.as_of,
        events=calendar.history,
        clinic=calendar.clinic,
        id=calendar.course_id,
    )


def _entries(writing: Writing) -> Iterator[Entry]:
    measured = list(observation_entries(writing))
    yield patient_entry(writing)
    yield from measured
    yield from care_plan_entries(writing, measured)
    yield from order_entries(writing)
    yield from administration_entries(writing)
    yield from issue_entries(writing)


def _gone(writing: Writing, present: Set[UUID], sent_before: Calendar | None) -> Iterator[Entry]:
    """What earlier calendars had and this one has not, the latest of each."""
    earlier: dict[UUID, Entry] = {}
    for calendar in _earlier(writing.calendar, sent_before):
        past = attrs.evolve(writing, calendar=calendar, besides=present)
        earlier |= {entry.name: entry for entry in _entries(past) if entry.name not in present}
    for entry in earlier.values():
        yield Entry(entry.name, _retired(entry.resource))


def _earlier(calendar: Calendar, sent_before: Calendar | None) -> Iterator[Calendar]:
    """The calendars after fewer events, and the one that was sent."""
    for count in range(len(calendar.history)):
        try:
            yield calendar.again(calendar.history[:count])
        except RegimensError:
            continue  # a mistake that a later correction mends was never sent
    if sent_before is None:
        return
    if sent_before.patient.id != calendar.patient.id:
        raise DocumentError(
            "the calendar that was sent before is another patient's",
            where="before",
            mend="give the one that this one replaces",
        )
    yield from _earlier(sent_before, None)
    yield sent_before


def _retired(resource: Values) -> Values:
    kind = resource["resourceType"]
    if kind == "Patient":
        return resource  # referred to by what is retired
    retired = {**resource, "status": _RETIRED[kind], "text": narrative([_GONE])}
    if kind == "MedicationRequest":
        own = own_url("dose-status")
        kept = [one for one in resource["extension"] if one["url"] != own]
        retired["extension"] = [*kept, extension("dose-status", valueCode="gone")]
        retired["statusReason"] = {"text": _GONE}
        (order,) = resource["dosageInstruction"]
        retired["dosageInstruction"] = [_as_gone(order)]
    if "dosage" in resource:
        retired["dosage"] = _as_gone(resource["dosage"])
    return retired


def _as_gone(dosage: Values) -> Values:
    return {**dosage, "text": f"{_GONE}: {dosage['text']}"}
