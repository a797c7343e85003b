"""The doses of a calendar that this library wrote as FHIR, to be compared with another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from regimens.amounts import Unit
from regimens.comparison import Line
from regimens.decimals import shown
from regimens.formats.fhir.codes import (
    DOSE_RATE,
    DRUG_OF,
    REQUEST_STATUS,
    ROUTE_OF,
    SNOMED,
    FhirVersion,
)
from regimens.formats.fhir.reading_bundle import (
    Bundle,
    Resource,
    bundle_of,
    check_subject,
    only_patient,
    release_of,
    resolved,
)
from regimens.formats.fhir.reading_codes import DOSE_UNITS, codings, measured
from regimens.formats.fhir.reading_elements import (
    Element,
    check_elements,
    child,
    children,
    moment,
    needed,
    one_of,
    quoted,
    refuse,
    text,
    truth,
)
from regimens.formats.fhir.reading_own_extensions import own_extension, own_value
from regimens.formats.fhir.reading_releases import check_resource
from regimens.statuses import Status
from regimens.units import Kind, Measure
from regimens.validation import is_plain_text

__all__ = ["calendar_lines_from_fhir"]

_GONE = "gone"  # an earlier calendar had this dose, and the present one has not
_READ = frozenset(
    {
        *("status", "intent", "subject", "doNotPerform", "dosageInstruction"),
        *("medicationCodeableConcept", "medication", "effectiveDosePeriod"),
    }
)
_STATUSES = frozenset({*(status.value for status in Status), _GONE})
_UNITS = {Kind.DRUG_MASS: Unit.MG.value, Kind.CELLS: Unit.CELLS.value}


def calendar_lines_from_fhir(
    values: Any, *, version: FhirVersion | str | None = None, where: str = "bundle"
) -> list[Line]:
    """The doses of a calendar's Bundle, to be compared.

    Args:
        values: The document's values as :mod:`regimens.formats.reading` gives them.
        version: ``"R4"`` or ``"R5"``; None for whichever it is.
        where: The document's name, for messages.

    Raises:
        DocumentError: with the path to the first thing that this library would not have written,
            as a request of another system, or one whose status was changed there.

    >>> from regimens import Course, Patient, catalogue
    >>> from regimens.comparison import lines
    >>> from regimens.formats.fhir.bundles import calendar_fhir
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> calendar_lines_from_fhir(calendar_fhir(plan)) == lines(plan)
    True
    """
    bundle = bundle_of(values, where=where)
    release_of(bundle, version)
    patient = only_patient(bundle)
    given = _given_amounts(bundle, patient)
    found = [_line(one, bundle, patient, given) for one in bundle.of("MedicationRequest")]
    return [line for line in found if line is not None]


def _given_amounts(bundle: Bundle, patient: Resource) -> Mapping[str, tuple[Measure, str]]:
    """What was given on each request, by the request's place."""
    found: dict[str, tuple[Measure, str]] = {}
    for one in bundle.of("MedicationAdministration"):
        node = one.element
        if node.values.get("status") != "completed":
            continue
        check_subject(one, bundle, patient)
        if "request" not in node.values and own_extension(node, "phase") is None:
            continue  # given, and no dose of the calendar
        request, dosage = child(node, "request"), child(node, "dosage")
        dose = None if dosage is None else child(dosage, "dose")
        if request is None or dose is None:
            refuse(
                "has no request, or no dose",
                where=node.where,
                mend="give a calendar that this library wrote",
            )
        order = resolved(request, bundle, within=node, type_="MedicationRequest").element.where
        if order in found:
            refuse(
                f"is a second dose on {order}", where=node.where, mend="give each order its dose"
            )
        found[order] = (measured(dose, DOSE_UNITS, of="a given dose"), node.where)
    return found


def _line(
    one: Resource, bundle: Bundle, patient: Resource, given: Mapping[str, tuple[Measure, str]]
) -> Line | None:
    node = one.element
    check_resource(node, "MedicationRequest", read=_READ)
    check_subject(one, bundle, patient)
    status = _status(node)
    if status == _GONE:
        return None
    (instruction,) = _single(node, "dosageInstruction")
    check_elements(instruction, read={"timing", "route", "doseAndRate"}, ignored={"text"})
    dose = _planned(instruction)
    if (node.where in given) is not (status == Status.GIVEN.value):
        refuse(
            f"is {status}, and there is {'a' if node.where in given else 'no'} dose given on it",
            where=node.where,
            mend="give the calendar as it was written",
        )
    if node.where in given:
        dose = given[node.where][0]
    return Line(
        date=_day(instruction, node),
        phase=_words(node, "phase"),
        cycle=_number(node, "cycle-number", "valuePositiveInt"),
        day=_number(node, "cycle-day", "valueInteger"),
        drug=_drug(node),
        group=_words(node, "drug-group"),
        occurrence=_occurrence(node),
        dose=dose.value,
        unit=_UNITS[dose.kind],
        route=_route(instruction),
        status=status,
    )


def _single(one: Element, key: str) -> list[Element]:
    found = children(one, key)
    if len(found) != 1:
        refuse(f"there are {len(found)}", where=one.at(key), mend="give one")
    return found


def _status(node: Element) -> str:
    """What became of the dose, as the calendar has it; FHIR's own word has to say the same."""
    if truth(node, "doNotPerform"):
        refuse("forbids the dose", where=node.at("doNotPerform"), mend="leave the request out")
    status, where = own_value(node, "dose-status", "valueCode")
    if not isinstance(status, str) or status not in _STATUSES:
        refuse(f"{quoted(status)} is no status of a dose", where=where, mend="put it back")
    one_of(node, "intent", {"plan"}, mend="give a calendar that this library wrote")
    stated = needed(node, "status")
    expected = "cancelled" if status == _GONE else REQUEST_STATUS[Status(status)]
    if stated != expected:
        refuse(
            f"is {shown(stated)}, and the calendar has it {status}",
            where=node.at("status"),
            mend="record what happened as an event of the course",
        )
    return status


def _words(node: Element, name: str) -> str:
    found, where = own_value(node, name, "valueString")
    if not isinstance(found, str) or not is_plain_text(found):
        refuse(f"{quoted(found)} is no plain text", where=where, mend="put it back")
    return found


def _number(node: Element, name: str, value: str) -> int:
    found, where = own_value(node, name, value)
    if type(found) is not int:
        refuse(f"{quoted(found)} is not a whole number", where=where, mend="put it back")
    return found


def _occurrence(node: Element) -> int:
    holder = own_extension(node, "dose-occurrence")
    if holder is None:
        return 1
    numbers = [
        part.values.get("valuePositiveInt")
        for part in children(holder, "extension")
        if part.values.get("url") == "number"
    ]
    if len(numbers) != 1 or type(numbers[0]) is not int or numbers[0] < 1:
        refuse("has no number", where=holder.where, mend="put it back")
    return numbers[0]


def _drug(node: Element) -> str:
    """The drug by its name; its codes have to say the same."""
    holder = child(node, "medicationCodeableConcept")
    if holder is None:
        medication = child(node, "medication")
        holder = None if medication is None else child(medication, "concept")
    name = None if holder is None else text(holder, "text")
    if holder is None or name is None or not is_plain_text(name):
        refuse("names no drug", where=node.where, mend="give a calendar that this library wrote")
    for one in codings(holder):
        meant = DRUG_OF.get((one.system or "", one.code))
        if meant is not None and meant != name:
            refuse(
                f"the code says {meant}, the text says {shown(name)}",
                where=one.where,
                mend="find out which of them is right",
            )
    return name


def _planned(instruction: Element) -> Measure:
    """The dose that was worked out, which is not the one as written."""
    found = [
        holder
        for one in children(instruction, "doseAndRate")
        if (kind := child(one, "type")) is not None
        and any((code.system, code.code) == (DOSE_RATE, "calculated") for code in codings(kind))
        and (holder := child(one, "doseQuantity")) is not None
    ]
    if len(found) != 1:
        refuse(
            "there is no calculated doseQuantity, or a second one",
            where=instruction.where,
            mend="give a calendar that this library wrote",
        )
    return measured(found[0], DOSE_UNITS, of="a dose")


def _route(instruction: Element) -> str | None:
    holder = child(instruction, "route")
    if holder is None:
        return None
    known = [
        ROUTE_OF[one.code]
        for one in codings(holder)
        if one.system == SNOMED and one.code in ROUTE_OF
    ]
    if len(known) != 1:
        refuse("is no route that is known", where=holder.where, mend="put it back")
    return known[0].value


def _day(instruction: Element, node: Element) -> date:
    """The day of the dose, which is written twice in R4 and three times in R5."""
    timing = child(instruction, "timing")
    events = None if timing is None else timing.values.get("event")
    if timing is None or not isinstance(events, list) or len(events) != 1:
        refuse(
            "there is no single timing.event",
            where=instruction.where,
            mend="give a calendar that this library wrote",
        )
    found = moment(events[0], f"{timing.at('event')}[0]").day
    repeat = child(timing, "repeat")
    bounds = None if repeat is None else child(repeat, "boundsPeriod")
    for period in (bounds, child(node, "effectiveDosePeriod")):
        for key in ("start", "end") if period is not None else ():
            assert period is not None  # noqa: S101 - there are no keys otherwise
            other = moment(period.values.get(key), period.at(key)).day
            if other != found:
                refuse(
                    f"says {other}, and timing.event {found}",
                    where=period.at(key),
                    mend="record what happened as an event of the course",
                )
    return found
