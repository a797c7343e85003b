"""What every resource of one course needs to know: its release of FHIR, its names, its events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Set
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from attrs import frozen

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.events import Event
from regimens.formats.fhir.codes import BASE, UUIDS, FhirVersion
from regimens.formats.fhir.elements import link, urn
from regimens.formats.identity import course_uuid, dose_uuids
from regimens.history import effective, place

__all__ = ["OWN_PATIENT_IDS", "Entry", "Writing", "held", "sent"]

Values = dict[str, Any]
OWN_PATIENT_IDS = f"{BASE}/patient-id"


@frozen(slots=False, kw_only=True)
class Writing:
    """One course that is being written.

    Args:
        calendar: As planned.
        course: What it was planned from.
        version: The release of FHIR.
        authored: The day the orders were written, or None.
        patient_system: What the patient's id is an identifier of, or None.
        besides: The names of what is written already, and need not be written again.
    """

    calendar: Calendar
    course: Course
    version: FhirVersion
    authored: date | None
    patient_system: str | None
    besides: Set[UUID] = frozenset()

    @cached_property
    def name(self) -> UUID:
        """The course's name on a server, which has the courses of many patients.

        Two hospitals may number their patients alike, and a course may be numbered 1 for each
        patient: so the patient is part of it, too.
        """
        own = course_uuid(self.calendar)
        return own if self.calendar.patient.id is None else uuid5(own, str(self.patient))

    @cached_property
    def patient(self) -> UUID:
        """The patient's name: the same in all courses of one patient id."""
        own = self.calendar.patient.id
        if own is None:
            return uuid5(self.name, "patient")
        return uuid5(NAMESPACE_URL, json.dumps([self.patient_id_system, own], ensure_ascii=True))

    @property
    def patient_id_system(self) -> str:
        """What the patient's id is an identifier of."""
        return self.patient_system or OWN_PATIENT_IDS

    @cached_property
    def doses(self) -> Mapping[tuple[int, ...], UUID]:
        """Each dose's name, by its place in the regimen."""
        rows = self.calendar.administrations
        names = dose_uuids(self.calendar, course=self.name)
        return {row.key: name for row, name in zip(rows, names, strict=True)}

    @cached_property
    def history(self) -> Mapping[str, Event]:
        """Every event by its place."""
        return {place(index, one): one for index, one in enumerate(self.calendar.history)}

    @cached_property
    def holding(self) -> tuple[tuple[str, Event], ...]:
        """The events that no correction voids, each with its place."""
        return tuple(effective(self.calendar.history))

    def named(self, *path: object) -> UUID:
        """The name of a resource of this course that is no dose."""
        return uuid5(self.name, json.dumps([str(one) for one in path], ensure_ascii=True))

    def cycle(self, phase: str, cycle: int) -> UUID:
        """The name of a cycle's plan."""
        return self.named("cycle", phase, cycle)

    def reasons(self, row: Administration) -> Iterator[str]:
        """Why a dose is what it is, as its events say, the latest first."""
        for where in reversed(row.changed_by):
            event = self.history.get(where)
            if event is not None and event.reason:
                yield event.reason

    @property
    def subject(self) -> Values:
        """The reference to the patient."""
        return {"reference": link(self.patient)}


@frozen
class Entry:
    """A resource, and what it is called."""

    name: UUID
    resource: Values


def held(entry: Entry) -> Values:
    """An entry as a collection holds it."""
    return {"fullUrl": link(entry.name), "resource": entry.resource}


def sent(entry: Entry) -> Values:
    """An entry as a transaction sends it: put in the place of the one of the same identifier."""
    kind = entry.resource["resourceType"]
    if kind != "Patient":
        url = f"{kind}?identifier={UUIDS}|{urn(entry.name)}"
        request = {"method": "PUT", "url": url}
    else:
        # A patient whom the server knows stays as the server has them.
        known = "|".join(map(_in_search, _known_by(entry.resource["identifier"])))
        request = {"method": "POST", "url": kind, "ifNoneExist": f"identifier={known}"}
    return {**held(entry), "request": request}


def _known_by(identifiers: list[Values]) -> tuple[str, str]:
    """The identifier that a server may know a patient by: the hospital's, or else our own."""
    own, *others = identifiers
    theirs = [one for one in others if one["system"] != OWN_PATIENT_IDS]
    found = theirs[0] if theirs else own
    return found["system"], found["value"]


def _in_search(text: str) -> str:
    """A text inside a search: FHIR's own escapes first, then those of a URL."""
    return quote(re.sub(r"([\\,$|])", r"\\\1", text), safe=":/")
