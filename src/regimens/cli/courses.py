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
from regimens.formats.reading import read_path, read_stream
from regimens.patient import Patient, height_of, weight_of
from regimens.policy import Policy

__all__ = [
    "by_option",
    "calendar_of",
    "course_of",
    "document_name",
    "patient_of",
    "policy_of",
    "read_course",
    "read_values",
]


def calendar_of(course: Course, named: str, *, continuous: bool = False) -> Calendar:
    """The calendar; what is wrong with a document's course names the document.

    Raises:
        RegimensError: as the plan does.
    """
    try:
        return course.plan(continuous=continuous)
    except RegimensError as error:
        if _is_document(named):
            raise error.within(document_name(named)) from None
        raise by_option(error) from None


_OPTIONS = {
    **{name: name for name in ("start", "height", "weight", "sex", "born", "until", "cycles")},
    "bsa_formula": "formula",
    "rounding": "round",
    "allow_unverified": "allow-unverified",
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


def _is_document(named: str) -> bool:
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


def course_of(options: argparse.Namespace) -> Course:
    """The course that a document or the options describe.

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
    named = options.course
    if _is_document(named):
        if given:
            raise RegimensError(
                f"--{next(iter(given)).replace('_', '-')} belongs to a plan from a regimen id",
                where="command line",
                mend=f"write it into the document {named!r}",
            )
        course = read_course(named)
    else:
        regimen = catalogue.get(named)
        if options.start is None:
            raise RegimensError(
                "the start is missing", where="command line", mend="give --start, as in 2026-01-05"
            )
        body = {name: given[name] for name in ("height", "weight", "sex", "born") if name in given}
        values = {
            "regimen": regimen.id,
            "start": options.start,
            "patient": body,
            "allow_unverified": options.allow_unverified,
        }
        try:
            course = course_from(values, where="command line")
        except DocumentError as error:
            raise by_option(error) from None
        course = attrs.evolve(course, policy=policy_of(options))
    return _within_horizon(course, options)


def _within_horizon(course: Course, options: argparse.Namespace) -> Course:
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
    try:
        return attrs.evolve(course, **changed) if changed else course
    except RegimensError as error:
        raise by_option(error) from None


def read_values(named: str) -> Any:
    """The values of a document; ``-`` is standard input.

    Raises:
        DocumentError: for what cannot be read.
    """
    if named == "-" and sys.stdin is None:
        raise DocumentError("is closed", where="standard input", mend="give a document on it")
    return read_stream(sys.stdin.buffer) if named == "-" else read_path(named)


def read_course(named: str) -> Course:
    """The course of a document; ``-`` is standard input.

    Raises:
        DocumentError: naming the place in the document.
    """
    return course_from(read_values(named), where=document_name(named))


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
