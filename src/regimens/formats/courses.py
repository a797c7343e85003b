"""The course document: a course as JSON or TOML values, in and out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs
from attrs import field, frozen

from regimens import catalogue
from regimens.course import Course
from regimens.decimals import plain
from regimens.errors import DocumentError, RegimensError
from regimens.events import Event
from regimens.formats.converter import accept_text_as, event_type, structure
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.units import Measure

__all__ = ["course_document", "course_from", "course_json", "patient_document", "policy_document"]


@frozen(kw_only=True)
class _Pinned:
    """A regimen by its id, and the revision and digest a course was planned with."""

    id: str
    revision: str | None = None
    digest: str | None = None


accept_text_as(_Pinned, lambda text: _Pinned(id=text))


@frozen(kw_only=True)
class _Document:
    """The keys of a course document."""

    regimen: _Pinned
    start: date
    patient: Patient = field(factory=Patient)
    policy: Policy = field(factory=Policy)
    choices: dict[str, str] = field(factory=dict)
    until: date | None = None
    cycles: int | None = None
    as_of: date | None = None
    allow_unverified: str | None = None
    events: tuple[Event, ...] = ()


def course_from(values: Any, *, where: str = "course") -> Course:
    """The course a document describes.

    Args:
        values: The document's values, as JSON or TOML give them.
        where: The document's name, for messages.

    Raises:
        DocumentError: with the path inside the document.

    >>> course = course_from({"regimen": "dcep", "start": "2026-01-05",
    ...                       "patient": {"height": "165 cm", "weight": "70 kg"}})
    >>> course.regimen.id
    'dcep'
    >>> course_from({"regimen": "dcep", "start": "2026-02-30"})
    Traceback (most recent call last):
    regimens.errors.DocumentError: course.start: '2026-02-30' is not a day of the calendar; \
check month and day
    """
    document = structure(values, _Document, where=where)
    regimen = _regimen(document.regimen, where=f"{where}.regimen")
    try:
        return Course(
            regimen,
            document.patient,
            start=document.start,
            policy=document.policy,
            choices=document.choices,
            until=document.until,
            cycles=document.cycles,
            as_of=document.as_of,
            allow_unverified=document.allow_unverified,
            events=document.events,
        )
    except RegimensError as error:
        raise DocumentError(error.what, where=f"{where}.{error.where}", mend=error.mend) from None


def _regimen(pinned: _Pinned, *, where: str) -> Regimen:
    try:
        regimen = catalogue.get(pinned.id)
    except RegimensError as error:
        raise DocumentError(error.what, where=f"{where}.id", mend=error.mend) from None
    for name, planned, here in (
        ("revision", pinned.revision, regimen.revision),
        ("digest", pinned.digest, regimen.digest),
    ):
        if planned is not None and planned != here:
            raise DocumentError(
                f"the course was planned with {name} {planned[:19]} of {regimen.id}, "
                f"this library has {here[:19]}",
                where=f"{where}.{name}",
                mend="compare the two protocol cards, then set it to the new one",
            )
    return regimen


def course_document(course: Course) -> dict[str, Any]:
    """The values of a course's document; :func:`course_from` reads them back.

    >>> from regimens import Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(weight="70 kg"), start=date(2026, 1, 5))
    >>> course_from(course_document(course)) == course
    True
    """
    return {
        "regimen": {
            "id": course.regimen.id,
            "revision": course.regimen.revision,
            "digest": course.regimen.digest,
        },
        "start": course.start.isoformat(),
        "patient": patient_document(course.patient),
        "policy": policy_document(course.policy),
        "choices": dict(course.choices),
        "until": _value(course.until),
        "cycles": course.cycles,
        "as_of": _value(course.as_of),
        "allow_unverified": course.allow_unverified,
        "events": [_event_document(event) for event in course.events],
    }


def course_json(course: Course) -> str:
    """The course document as text, the same for the same course."""
    return json.dumps(course_document(course), ensure_ascii=False, indent=2) + "\n"


def patient_document(patient: Patient) -> dict[str, Any]:
    """The patient as recorded; what is not recorded is left out."""
    return _stated(patient)


def policy_document(policy: Policy) -> dict[str, Any]:
    """Every choice of the policy, those at their defaults too."""
    return {
        "bsa_formula": policy.bsa_formula.value,
        "bsa_rounding": None if policy.bsa_rounding is None else str(policy.bsa_rounding),
        "bsa_cap": None if policy.bsa_cap is None else str(policy.bsa_cap),
        "reweigh": f"{plain(policy.reweigh)} %",
        "rounding": str(policy.rounding),
        "lab_validity_days": policy.lab_validity_days,
    }


def _event_document(event: Event) -> dict[str, Any]:
    values = _stated(event)
    own_id = {"id": values.pop("id")} if "id" in values else {}
    return {**own_id, "type": event_type(event), **values}


def _stated(instance: Any) -> dict[str, Any]:
    return {
        attribute.name.removesuffix("_"): _value(value)
        for attribute in attrs.fields(type(instance))
        if (value := getattr(instance, attribute.name)) not in (None, ())
    }


def _value(value: Any) -> Any:
    """A value as a document writes it: plain text for dates, decimals, measures and categories."""
    match value:
        case None | str() | int():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return plain(value)
        case Enum():
            return value.value
        case Measure():
            return str(value)
        case tuple():
            return [_value(item) for item in value]
        case _:
            return _stated(value)
