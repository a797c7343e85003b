"""The course document: a course as JSON or TOML values, in and out."""

from __future__ import annotations

import json
from datetime import MAXYEAR, date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs
from attrs import field, frozen

from regimens import catalogue
from regimens.clinic import ClinicDays, Weekday
from regimens.course import Course
from regimens.decimals import plain
from regimens.errors import DocumentError, RegimensError
from regimens.events import Event
from regimens.formats.converter import accept_text_as, event_type, structure
from regimens.formats.differences import differences
from regimens.formats.digests import check_whole
from regimens.formats.public_holidays import public_holidays
from regimens.formats.regimens import regimen_document, regimen_from
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.units import Measure

__all__ = ["course_document", "course_from", "course_json", "patient_document", "policy_document"]


_AHEAD = 10  # years of public holidays beyond the start or the last day shown


@frozen(kw_only=True)
class _Pinned:
    """A regimen by its id, and the revision and digest a course was planned with.

    A regimen that is not built in stands in the document itself.
    """

    id: str
    revision: str | None = None
    digest: str | None = None
    protocol: Any = None


@frozen(kw_only=True)
class _Clinic:
    """The days a clinic is closed, as a document writes them."""

    closed_weekdays: tuple[str, ...] = ()
    closed_dates: tuple[date, ...] = ()
    may_move: dict[str, int] = field(factory=dict)
    holidays: str | None = None


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
    clinic: _Clinic | None = None
    id: str | None = None
    events: tuple[Event, ...] = ()


def course_from(values: Any, *, where: str = "course", any_revision: bool = False) -> Course:
    """The course a document describes.

    Args:
        values: The document's values, as JSON or TOML give them.
        where: The document's name, for messages.
        any_revision: Whether the document may hold another revision of a built-in regimen than
            this library has; such a course can be compared and carried over, but not planned.

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
    regimen = _regimen(document.regimen, where=f"{where}.regimen", any_revision=any_revision)
    clinic = _clinic(document, where=where)
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
            clinic=clinic,
            id=document.id,
        )
    except RegimensError as error:
        raise DocumentError(error.what, where=f"{where}.{error.where}", mend=error.mend) from None


def _clinic(document: _Document, *, where: str) -> ClinicDays | None:
    clinic = document.clinic
    if clinic is None:
        return None
    try:
        days = frozenset(clinic.closed_dates)
        if clinic.holidays is not None:
            last = max(document.start.year, document.until.year if document.until else 0)
            years = range(document.start.year, min(last + _AHEAD, MAXYEAR) + 1)
            days |= public_holidays(clinic.holidays, years)
        return ClinicDays(
            closed_weekdays=clinic.closed_weekdays, closed_dates=days, may_move=clinic.may_move
        )
    except RegimensError as error:
        raise DocumentError(
            error.what, where=f"{where}.clinic.{error.where}", mend=error.mend
        ) from None


def _regimen(pinned: _Pinned, *, where: str, any_revision: bool) -> Regimen:
    if pinned.protocol is not None:
        return _own_regimen(pinned, where=where, any_revision=any_revision)
    try:
        regimen = catalogue.get(pinned.id)
    except RegimensError as error:
        mend = f"{error.mend}; a protocol of your own stands whole under {where}.protocol"
        raise DocumentError(error.what, where=f"{where}.id", mend=mend) from None
    _check_pinned(
        pinned,
        regimen,
        holder="this library has",
        where=where,
        mend="compare the two protocol cards, then set it to the new one",
    )
    return regimen


def _own_regimen(pinned: _Pinned, *, where: str, any_revision: bool) -> Regimen:
    """The regimen that stands in the course document."""
    regimen = regimen_from(pinned.protocol, where=f"{where}.protocol", any_revision=True)
    if regimen.id != pinned.id:
        raise DocumentError(
            f"the protocol below is {regimen.id}", where=f"{where}.id", mend="name the same one"
        )
    if pinned.digest is None:
        raise DocumentError(
            "the protocol below has no digest beside it, and could be exchanged unnoticed",
            where=f"{where}.digest",
            mend=f"state the one that `regimens check` prints for it: {regimen.digest}",
        )
    _check_pinned(
        pinned,
        regimen,
        holder="the protocol below is",
        where=where,
        mend="put back the one it was planned with, then see `regimens revise`",
    )
    known = catalogue.get(regimen.id) if catalogue.is_known(regimen.id) else regimen
    if known != regimen and not any_revision:
        all_found = differences(regimen, known)
        found = [one for one in all_found if one.path != "revision"] or all_found
        first = next((one for one in found if one.of_content), found[0])
        raise DocumentError(
            f"the course was planned with another {regimen.id} than this library has; "
            f"{len(found)} thing{'s differ' if len(found) > 1 else ' differs'}, first {first}",
            where=where,
            mend="see all with `regimens compare`, and carry it over with `regimens revise`",
        )
    return regimen


def _check_pinned(pinned: _Pinned, regimen: Regimen, *, holder: str, where: str, mend: str) -> None:
    """Refuse a revision or digest that the course was not planned with."""
    for name, planned, here in (
        ("revision", pinned.revision, regimen.revision),
        ("digest", pinned.digest, regimen.digest),
    ):
        if planned is not None and planned != here:
            if name == "digest":
                check_whole(planned, here, where=f"{where}.digest")
            raise DocumentError(
                f"the course was planned with {name} {planned[:19]} of {regimen.id}, "
                f"{holder} {here[:19]}",
                where=f"{where}.{name}",
                mend=mend,
            )


def course_document(course: Course) -> dict[str, Any]:
    """The values of a course's document; :func:`course_from` reads them back.

    >>> from regimens import Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(weight="70 kg"), start=date(2026, 1, 5))
    >>> course_from(course_document(course)) == course
    True
    """
    regimen = course.regimen
    built_in = catalogue.is_known(regimen.id) and catalogue.get(regimen.id) == regimen
    return {
        **({} if course.id is None else {"id": course.id}),
        "regimen": {
            "id": regimen.id,
            "revision": regimen.revision,
            "digest": regimen.digest,
            **({} if built_in else {"protocol": regimen_document(regimen)}),
        },
        "start": course.start.isoformat(),
        "patient": patient_document(course.patient),
        "policy": policy_document(course.policy),
        "choices": dict(course.choices),
        "until": _value(course.until),
        "cycles": course.cycles,
        "as_of": _value(course.as_of),
        "allow_unverified": course.allow_unverified,
        **({} if course.clinic is None else {"clinic": _clinic_document(course.clinic)}),
        "events": [_event_document(event) for event in course.events],
    }


def _clinic_document(clinic: ClinicDays) -> dict[str, Any]:
    """Public holidays are written as the days they are, so that a newer list changes nothing."""
    return {
        "closed_weekdays": [day.value for day in Weekday if day in clinic.closed_weekdays],
        "closed_dates": [day.isoformat() for day in sorted(clinic.closed_dates)],
        "may_move": dict(clinic.may_move),
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
