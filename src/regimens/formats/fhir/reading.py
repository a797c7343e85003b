"""Courses from FHIR R4 and R5; what is not understood is refused, with its path."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from regimens import catalogue
from regimens.body import Sex
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import DocumentError, RegimensError
from regimens.events import Event
from regimens.formats.fhir.codes import BASE, FhirVersion, regimen_url
from regimens.formats.fhir.elements import version_named
from regimens.formats.fhir.reading_administrations import doses_in
from regimens.formats.fhir.reading_administrations import events_of as doses_as_events
from regimens.formats.fhir.reading_bundle import (
    Bundle,
    Resource,
    bundle_of,
    check_subject,
    only_patient,
    release_of,
)
from regimens.formats.fhir.reading_elements import (
    Element,
    child,
    children,
    moment,
    one_of,
    quoted,
    refuse,
    text,
)
from regimens.formats.fhir.reading_measures import BODY, Seen, last_before, seen_in
from regimens.formats.fhir.reading_measures import events_of as measures_as_events
from regimens.formats.fhir.reading_own import own_course
from regimens.formats.fhir.reading_releases import check_resource
from regimens.formats.fhir.reading_zones import local_times
from regimens.patient import Patient
from regimens.regimen import Regimen

__all__ = ["course_from_fhir"]

_OLDEST_WEIGHT = 90  # days before the start; this library's own limit
_PLAN_STATES = frozenset({"draft", "active", "completed", "on-hold"})
_GENDERS = frozenset({"male", "female", "other", "unknown"})
_BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex"
_BIRTH_SEXES = {"F": Sex.FEMALE, "M": Sex.MALE}
_NAMES_OF = ("official", "usual", None)


def course_from_fhir(
    values: Any,
    *,
    regimen: Regimen | None = None,
    start: date | None = None,
    version: FhirVersion | str | None = None,
    any_revision: bool = False,
    zone: str | None = None,
    where: str = "bundle",
) -> Course:
    """The course that a Bundle of FHIR R4 or R5 tells of.

    Args:
        values: The document's values as :mod:`regimens.formats.reading` gives them, numbers exact.
        regimen: What the patient is treated by; needed where no CarePlan says so.
        start: Day 1 of cycle 1; needed where no CarePlan says so.
        version: ``"R4"`` or ``"R5"``; None for whichever it is.
        any_revision: As for :func:`~regimens.formats.courses.course_from`, of a bundle that this
            library wrote.
        zone: The hospital's time zone, as in ``"Europe/Rome"``; needed where times are in UTC.
        where: The document's name, for messages.

    Raises:
        DocumentError: with the path to the first thing that is not understood.

    >>> from regimens.formats.fhir.bundles import calendar_fhir
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> bundle = calendar_fhir(course)
    >>> course_from_fhir(bundle) == course
    True
    >>> bundle["entry"][2]["resource"]["valueQuantity"]["value"] = 60
    >>> course_from_fhir(bundle)
    Traceback (most recent call last):
    regimens.errors.DocumentError: bundle.entry[2].resource.valueQuantity.value: says 60, and the \
course document gives 70; record it as an event of the course, or put it back
    """
    if zone is not None:
        values = local_times(values, zone)
    bundle = bundle_of(values, where=where)
    written_in = release_of(bundle, version)
    patient = only_patient(bundle)
    own = own_course(bundle, patient, version_named(written_in or "R4"), any_revision=any_revision)
    if own is not None:
        _agreed(_Planned(own.regimen, own.start, where), regimen, start, where)
        return own
    _check_foreign(bundle)
    planned = _planned(bundle, patient)
    regimen, start = _agreed(planned, regimen, start, where)
    seen = seen_in(bundle, patient)
    person = _patient(patient, seen, start)
    history = _by_day(seen, start, bundle, patient, regimen)
    try:
        return Course(regimen, person, start=start, events=history)
    except RegimensError as error:
        raise DocumentError(error.what, where=patient.element.where, mend=error.mend) from None


def _check_foreign(bundle: Bundle) -> None:
    """Refuse what this library wrote where its course document was lost, and delays with it."""
    for one in bundle.resources:
        for extension in children(one.element, "extension"):
            if str(extension.values.get("url")).startswith(BASE):
                refuse(
                    "is of a course that this library wrote, whose course document is lost",
                    where=extension.where,
                    mend="give the bundle as it was written",
                )


@frozen
class _Planned:
    """What a CarePlan says of the course."""

    regimen: Regimen
    start: date
    where: str


def _planned(bundle: Bundle, patient: Resource) -> _Planned | None:
    """The regimen and the start that a CarePlan names; other CarePlans are of no use."""
    found: list[_Planned] = []
    for one in bundle.of("CarePlan"):
        named = _regimen_named(one.element)
        if named is None or one.element.values.get("status") == "entered-in-error":
            continue
        node = one.element
        check_resource(
            node,
            "CarePlan",
            read={"status", "intent", "subject", "period", "instantiatesCanonical"},
        )
        check_subject(one, bundle, patient)
        one_of(node, "status", _PLAN_STATES, mend="record that the course was stopped as an event")
        one_of(node, "intent", {"plan", "order"})
        period = child(node, "period")
        if period is None or "start" not in period.values:
            refuse("there is no start", where=node.where, mend="add period.start")
        begun = moment(period.values["start"], period.at("start"))
        found.append(_Planned(named, begun.day, node.where))
    if len(found) > 1:
        refuse(
            f"is a second course, {found[0].where} being the first",
            where=found[1].where,
            mend="give a bundle of one course",
        )
    return found[0] if found else None


def _regimen_named(node: Element) -> Regimen | None:
    """The built-in regimen that a CarePlan instantiates."""
    named = node.values.get("instantiatesCanonical", [])
    if not isinstance(named, list):
        refuse(
            f"{quoted(named)} is not a list",
            where=node.at("instantiatesCanonical"),
            mend="write […]",
        )
    prefix = regimen_url("")
    for index, canonical in enumerate(named):
        if not isinstance(canonical, str) or not canonical.startswith(prefix):
            continue
        name, _, revision = canonical.removeprefix(prefix).partition("|")
        where = f"{node.at('instantiatesCanonical')}[{index}]"
        try:
            regimen = catalogue.get(name)
        except RegimensError as error:
            raise DocumentError(error.what, where=where, mend=error.mend) from None
        if revision and revision != regimen.revision:
            refuse(
                f"names revision {shown(revision)} of {regimen.id}, this library has "
                f"{shown(regimen.revision)}",
                where=where,
                mend="compare the two protocol cards, then set it to the new one",
            )
        return regimen
    return None


def _agreed(
    planned: _Planned | None, regimen: Regimen | None, start: date | None, where: str
) -> tuple[Regimen, date]:
    if planned is None:
        for name, stated in (("regimen", regimen), ("start", start)):
            if stated is None:
                refuse(
                    f"no CarePlan names a regimen of this library, and no {name} is stated",
                    where=where,
                    mend=f"state the {name}",
                )
        assert regimen is not None and start is not None  # noqa: S101, PT018 - just looked
        return regimen, start
    if regimen is not None and regimen.digest != planned.regimen.digest:
        refuse(
            f"the course is on {planned.regimen.id}, not on {regimen.id}",
            where=planned.where,
            mend="state the same regimen, or none",
        )
    if start is not None and start != planned.start:
        refuse(
            f"the course starts on {planned.start}, not on {start}",
            where=planned.where,
            mend="state the same start, or none",
        )
    return planned.regimen, planned.start


def _by_day(
    seen: list[Seen], start: date, bundle: Bundle, patient: Resource, regimen: Regimen
) -> list[Event]:
    """What happened, day by day; of one day what was measured comes before what was given."""
    later = [one for one in seen if one.name not in BODY or one.at.day > start]
    used = [one for one in later if one.name != "ecog"]
    doses = doses_in(bundle, patient, regimen)
    for one in doses:
        if one.at.day < start:
            refuse(
                f"{one.drug} of {one.at.day} lies before the start on {start}",
                where=one.where,
                mend="leave it out, and state it as a prior dose where the regimen counts them",
            )
    events = [*measures_as_events(used), *doses_as_events(doses)]
    return sorted(events, key=lambda event: event.on)  # type: ignore[union-attr]  # all have a day


def _patient(one: Resource, seen: list[Seen], start: date) -> Patient:
    node = one.element
    check_resource(node, "Patient", read={"active", "name", "gender", "birthDate", "link"})
    born = (
        moment(node.values["birthDate"], node.at("birthDate"))
        if "birthDate" in node.values
        else None
    )
    if born is not None and born.instant is not None:
        refuse("has a time", where=node.at("birthDate"), mend='write it as in "1961-05-04"')
    height, weight = (_at_start(seen, name, start) for name in BODY)
    status = last_before(seen, "ecog", start)
    stated: dict[str, Any] = {
        "id": text(node, "id"),
        "name": _name(node),
        "sex": _sex(node),
        "born": None if born is None else born.day,
        "height": None if height is None else height.value,
        "weight": None if weight is None else weight.value,
        "ecog": None if status is None else int(str(status.value)),
    }
    try:
        return Patient(**stated)
    except RegimensError as error:
        raise DocumentError(
            error.what, where=f"{node.where}.{error.where}", mend=error.mend
        ) from None


def _at_start(seen: list[Seen], name: str, start: date) -> Seen | None:
    found = last_before(seen, name, start)
    if found is not None and name == "weight" and (start - found.at.day).days > _OLDEST_WEIGHT:
        refuse(
            f"the last weight before the start on {start} is of {found.at.day}, more than "
            f"{_OLDEST_WEIGHT} days old",
            where=found.where,
            mend="add the weight that the doses are made from",
        )
    return found


def _sex(node: Element) -> Sex | None:
    """Male or female, where that is beyond doubt."""
    if "gender" not in node.values:
        return None
    gender = one_of(node, "gender", _GENDERS)
    sex = Sex(gender) if gender in {"male", "female"} else None
    for one in children(node, "extension"):
        if one.values.get("url") == _BIRTH_SEX:
            at_birth = _BIRTH_SEXES.get(str(one.values.get("valueCode")))
            return sex if at_birth is sex else None
    return sex


def _name(node: Element) -> str | None:
    names = children(node, "name")
    for use in _NAMES_OF:
        for one in names:
            if one.values.get("use") != use:
                continue
            whole = text(one, "text")
            if whole is not None:
                return whole
            given = one.values.get("given", [])
            parts = [*given, one.values.get("family")] if isinstance(given, list) else []
            return " ".join(part for part in parts if isinstance(part, str)) or None
    return None
