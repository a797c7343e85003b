"""From options and documents of the command line to a course and its calendar."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from regimens import catalogue
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.errors import DocumentError, RegimensError
from regimens.formats.converter import structure
from regimens.formats.courses import course_from
from regimens.formats.reading import is_fhir, read_path, read_stream
from regimens.formats.regimens import is_protocol, regimen_document, regimen_from
from regimens.patient import Patient, height_of, weight_of
from regimens.policy import Policy
from regimens.regimen import Regimen

_NOT_READ: Any = object()  # a document may hold null

__all__ = [
    "by_option",
    "calendar_of",
    "course_of",
    "document_name",
    "horizon_of",
    "is_document",
    "patient_of",
    "policy_of",
    "protocol_of",
    "read_course",
    "read_document",
    "read_values",
    "within_horizon",
]


def calendar_of(course: Course, document: str | None, *, continuous: bool = False) -> Calendar:
    """The calendar; what is wrong with a document's course names the document.

    Raises:
        RegimensError: as the plan does.
    """
    try:
        return course.plan(continuous=continuous)
    except RegimensError as error:
        if document is not None:
            raise error.within(document_name(document)) from None
        raise by_option(error) from None


_OPTIONS = {
    **{name: name for name in ("start", "height", "weight", "sex", "born", "until", "cycles")},
    "bsa_formula": "formula",
    "rounding": "round",
    "allow_unverified": "allow-unverified",
    "height and weight": "height, --weight",
}


def by_option(error: RegimensError) -> RegimensError:
    """The same error, speaking of the options of the command line."""
    name = error.where.rpartition(".")[2]
    where = f"--{_OPTIONS[name]}" if name in _OPTIONS else error.where
    mend = error.mend
    needed = mend.removeprefix("record the ")
    if needed in _OPTIONS:
        mend = f"give --{needed}"
    if error.where == "horizon":
        mend = "give --until or --cycles"
    return type(error)(error.what, where=where, mend=mend)


def is_document(named: str) -> bool:
    """Whether an argument names a document rather than a regimen."""
    if named == "-" or named.endswith((".json", ".toml")):
        return True
    if not named or catalogue.is_known(named):
        return False
    try:
        return Path(named).exists()
    except (OSError, ValueError):
        return False


def document_name(named: str) -> str:
    """A document as messages name it."""
    return "standard input" if named == "-" else named


def course_of(options: argparse.Namespace, named: str) -> tuple[Course, str | None]:
    """The course that a document or the options describe, and the document where there is one.

    Args:
        options: What else the command line says.
        named: The document or regimen.

    Raises:
        RegimensError: naming the option, or the document and the place in it.
    """
    given = {
        name: getattr(options, name)
        for name in (
            "start",
            "height",
            "weight",
            "sex",
            "born",
            "formula",
            "round",
            "allow_unverified",
        )
        if getattr(options, name) is not None
    }
    values = read_values(named) if is_document(named) else None
    found: Course | Regimen
    if values is not None and is_fhir(values) and values["resourceType"] == "Bundle":
        start = given.pop("start", None)
        found = _from_bundle(values, document_name(named), options, start)
    elif options.regimen is not None or options.bundle_zone is not None:
        option = "bundle-zone" if options.regimen is None else "regimen"
        raise RegimensError(
            f"--{option} belongs to a FHIR bundle that names none",
            where="command line",
            mend="leave it out",
        )
    else:
        found = read_document(named, values) if is_document(named) else catalogue.get(named)
    if isinstance(found, Regimen):
        return within_horizon(_course_on(found, options, given), options), None
    if given:
        raise RegimensError(
            f"--{next(iter(given)).replace('_', '-')} belongs to a plan from a regimen id",
            where="command line",
            mend=f"write it into the document {named!r}",
        )
    return within_horizon(found, options), named


def _course_on(regimen: Regimen, options: argparse.Namespace, given: dict[str, Any]) -> Course:
    """The course on a regimen that the options describe."""
    if options.start is None:
        raise RegimensError(
            "the start is missing", where="command line", mend="give --start, as in 2026-01-05"
        )
    body = {name: given[name] for name in ("height", "weight", "sex", "born") if name in given}
    values = {
        "regimen": {
            "id": regimen.id,
            "digest": regimen.digest,
            "protocol": regimen_document(regimen),
        },
        "start": options.start,
        "patient": body,
        "allow_unverified": options.allow_unverified,
    }
    try:
        course = course_from(values, where="command line")
    except DocumentError as error:
        raise by_option(error) from None
    return attrs.evolve(course, regimen=regimen, policy=policy_of(options))


def within_horizon(course: Course, options: argparse.Namespace) -> Course:
    """The course up to where the options end it.

    Raises:
        RegimensError: for options that contradict each other, or are no end.
    """
    changed = horizon_of(options)
    try:
        return attrs.evolve(course, **changed) if changed else course
    except RegimensError as error:
        raise by_option(error) from None


def horizon_of(options: argparse.Namespace) -> dict[str, Any]:
    """The last day or the number of cycles that the options state, where they do.

    Raises:
        RegimensError: for options that contradict each other, or are no end.
    """
    changed: dict[str, Any] = {}
    if options.until is not None:
        changed |= {"until": structure(options.until, date, where="--until"), "cycles": None}
    if options.cycles is not None:
        if changed:
            raise RegimensError(
                "both a last day and a number of cycles",
                where="--until, --cycles",
                mend="give one of them",
            )
        if not (options.cycles.isascii() and options.cycles.isdigit() and len(options.cycles) < 7):
            raise RegimensError(
                f"{options.cycles!r} is not a number of cycles",
                where="--cycles",
                mend="write a whole number, as in 6",
            )
        changed |= {"until": None, "cycles": int(options.cycles)}
    return changed


def read_values(named: str) -> Any:
    """The values of a document; ``-`` is standard input.

    Raises:
        DocumentError: for what cannot be read.
    """
    if named == "-" and sys.stdin is None:
        raise DocumentError("is closed", where="standard input", mend="give a document on it")
    return read_stream(sys.stdin.buffer) if named == "-" else read_path(named)


def read_course(named: str, *, any_revision: bool = False) -> Course:
    """The course of a document; ``-`` is standard input.

    Raises:
        DocumentError: naming the place in the document.
    """
    where, values = document_name(named), read_values(named)
    if is_fhir(values):
        from regimens.formats.fhir.reading import course_from_fhir  # noqa: PLC0415 - when it is read

        return course_from_fhir(values, where=where, any_revision=any_revision)
    return course_from(values, where=where, any_revision=any_revision)


def read_document(
    named: str, values: Any = _NOT_READ, *, any_revision: bool = False
) -> Course | Regimen:
    """The course or the protocol of a document, whichever it is; ``-`` is standard input.

    Args:
        named: The document.
        values: What it holds, where it has been read.
        any_revision: Whether it may be of another revision than this library has.

    Raises:
        DocumentError: naming the place in the document.
    """
    where = document_name(named)
    values = read_values(named) if values is _NOT_READ else values
    if is_protocol(values):
        return regimen_from(values, where=where, any_revision=any_revision)
    if is_fhir(values):
        return _from_fhir(values, where, any_revision=any_revision)
    if isinstance(values, dict) and values and "regimen" not in values:
        raise DocumentError(
            "is neither a course nor a protocol",
            where=where,
            mend="a course has a regimen, a protocol has phases or extends, FHIR a resourceType",
        )
    return course_from(values, where=where, any_revision=any_revision)


def _from_fhir(values: Any, where: str, *, any_revision: bool) -> Course | Regimen:
    """The regimen of a PlanDefinition, or the course of a Bundle."""
    from regimens.formats.fhir import reading, reading_regimens  # noqa: PLC0415 - when it is read

    if values["resourceType"] == "PlanDefinition":
        return reading_regimens.regimen_from_fhir(values, where=where, any_revision=any_revision)
    return reading.course_from_fhir(values, where=where, any_revision=any_revision)


def _from_bundle(values: Any, where: str, options: argparse.Namespace, start: str | None) -> Course:
    """The course of a Bundle, on the regimen and from the day that the options name."""
    from regimens.formats.fhir.reading import course_from_fhir  # noqa: PLC0415 - when it is read

    try:
        return course_from_fhir(
            values,
            regimen=None if options.regimen is None else protocol_of(options.regimen),
            start=None if start is None else structure(start, date, where="--start"),
            zone=options.bundle_zone,
            where=where,
        )
    except DocumentError as error:
        option = error.mend.removeprefix("state the ")
        if option not in {"regimen", "start"}:
            raise
        raise DocumentError(error.what, where=error.where, mend=f"give --{option}") from None


def protocol_of(named: str, values: Any = _NOT_READ) -> Regimen:
    """The built-in regimen of an id, or the regimen of a protocol document.

    Args:
        named: The id or document.
        values: What the document holds, where it has been read.

    Raises:
        RegimensError: for what is neither, such as a DocumentError with its path.
    """
    if not is_document(named):
        return catalogue.get(named)
    where = document_name(named)
    values = read_values(named) if values is _NOT_READ else values
    if is_fhir(values) and values["resourceType"] == "PlanDefinition":
        from regimens.formats.fhir.reading_regimens import (  # noqa: PLC0415 - when it is read
            regimen_from_fhir,
        )

        return regimen_from_fhir(values, where=where)
    if not is_protocol(values):
        raise DocumentError(
            "is no protocol", where=where, mend="name one that has phases or extends, or an id"
        )
    return regimen_from(values, where=where)


def patient_of(options: argparse.Namespace) -> Patient:
    """The patient that the options describe.

    Raises:
        RegimensError: naming the option.
    """
    try:
        return Patient(
            height=height_of(options.height), weight=weight_of(options.weight), sex=options.sex
        )
    except RegimensError as error:
        raise by_option(error) from None


def policy_of(options: argparse.Namespace) -> Policy:
    """The policy that the options describe.

    Raises:
        RegimensError: naming the option.
    """
    changed: dict[str, Any] = {}
    if options.formula is not None:
        changed["bsa_formula"] = options.formula
    if getattr(options, "round", None) is not None:
        changed["rounding"] = options.round
    try:
        return Policy(**changed)
    except RegimensError as error:
        raise by_option(error) from None
