"""The commands that compare, verify, and say how much was given."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from decimal import Decimal
from typing import Any

from regimens import catalogue
from regimens.cli.courses import (
    calendar_of,
    document_name,
    is_document,
    read_course,
    read_document,
    read_values,
)
from regimens.cli.plans import Result, as_json
from regimens.cli.progress import counted
from regimens.cli.protocols import under
from regimens.comparison import Comparison, Line
from regimens.comparison import compare as compare_lines
from regimens.comparison import lines as lines_of
from regimens.course import Course
from regimens.decimals import number, shown
from regimens.errors import DocumentError, RegimensError
from regimens.findings import Severity
from regimens.formats import answers
from regimens.formats.converter import structure
from regimens.formats.courses import course_from
from regimens.formats.differences import differences_document, differences_text
from regimens.formats.orders import orders_from, verification_document, verification_text
from regimens.formats.reading import parse_json, read_lines
from regimens.intensity import cumulative
from regimens.intensity import intensity as intensity_of
from regimens.regimen import Regimen
from regimens.summaries import summarize as summarize_courses
from regimens.verify import verify as verify_orders

__all__ = ["compare", "intensity", "summarize", "verify"]


def compare(options: argparse.Namespace) -> Result:
    """Compare two courses, two calendars, two protocols, or a course with a protocol.

    Raises:
        RegimensError: for bad input, such as a DocumentError.
    """
    if options.before == options.after == "-":
        raise RegimensError(
            "standard input twice", where="command line", mend="name a file for one of the two"
        )
    before, after = (_compared(name) for name in (options.before, options.after))
    if isinstance(after, Regimen):
        return _compare_protocols(before, after, options)
    if isinstance(before, Regimen):
        raise RegimensError(
            f"{options.before} is a protocol, {options.after} is none",
            where="command line",
            mend="name the course first, then the protocol it is to go on under",
        )
    found: Comparison
    if isinstance(before, Course) and isinstance(after, Course):
        earlier, later = (
            calendar_of(before, options.before),
            calendar_of(after, options.after),
        )
        found = later.compare(earlier)
    else:
        found = compare_lines(_lines(before, options.before), _lines(after, options.after))
    if options.format == "json":
        return as_json(answers.comparison_document(found)), 0
    return f"{found}\n", 0


def _compare_protocols(
    before: Course | Regimen | list[Line], after: Regimen, options: argparse.Namespace
) -> Result:
    """What a definition, or a course planned with one, has otherwise."""
    if isinstance(before, list):
        raise RegimensError(
            "a calendar does not hold its protocol",
            where=document_name(options.before),
            mend="compare the course document it was planned from",
        )
    old = before if isinstance(before, Regimen) else before.regimen
    values, text, code = differences_document(old, after), differences_text(old, after), 0
    if isinstance(before, Course):
        _, calendar, found = under(before, after, options.before)
        code = int(calendar.violated)
        values, text = (
            {"definition": values, "calendar": answers.comparison_document(found)},
            (f"{text}\n{found}\n"),
        )
    return (as_json(values) if options.format == "json" else text), code


def _compared(named: str) -> Course | Regimen | list[Line]:
    if not is_document(named) and catalogue.is_known(named):
        return catalogue.get(named)
    values = read_values(named)
    if isinstance(values, dict) and "administrations" in values:
        if not isinstance(values["administrations"], list):
            raise DocumentError(
                "is not a list",
                where=f"{document_name(named)}.administrations",
                mend="compare calendars as `plan --format json` prints them",
            )
        return answers.lines_from(values, where=document_name(named))
    return read_document(named, values, any_revision=True)


def _lines(one: Course | list[Line], named: str) -> list[Line]:
    return lines_of(calendar_of(one, named)) if isinstance(one, Course) else one


def verify(options: argparse.Namespace) -> Result:
    """Hold orders against a course.

    Raises:
        RegimensError: for bad input, such as a DocumentError.
    """
    if options.course == options.orders == "-":
        raise RegimensError(
            "standard input twice", where="command line", mend="name a file for one of the two"
        )
    course = read_course(options.course)
    orders = orders_from(read_values(options.orders), where=document_name(options.orders))
    until = None
    if options.until is not None:
        until = structure(options.until, date, where="--until")
    try:
        found = verify_orders(
            calendar_of(course, options.course),
            orders,
            tolerance=_percent(options.tolerance),
            until=until,
        )
    except DocumentError as error:
        raise error.within(document_name(options.orders)) from None
    if options.format == "json":
        return as_json(verification_document(found)), int(found.violated)
    return verification_text(found), int(found.violated)


def _percent(text: str) -> Decimal:
    digits = text.strip()
    if not digits.endswith("%"):
        raise RegimensError(
            f"{shown(text)} is not a percentage", where="--tolerance", mend='write it as in "5 %"'
        )
    return number(digits[:-1].strip(), where="--tolerance")


def intensity(options: argparse.Namespace) -> Result:
    """The relative dose intensity and the cumulative doses of a course.

    Raises:
        RegimensError: for bad input, such as a DocumentError.
    """
    course = read_course(options.course)
    calendar_of(course, options.course)
    try:
        found = intensity_of(course, as_planned=options.as_planned)
        totals = cumulative(course, as_planned=options.as_planned)
    except RegimensError as error:
        raise error.within(document_name(options.course)) from None
    over = any(
        one.finding is not None and one.finding.severity is Severity.VIOLATION for one in totals
    )
    if options.format == "json":
        return as_json(answers.intensity_document(found, totals)), int(over)
    return answers.intensity_text(found, totals), int(over)


def summarize(options: argparse.Namespace) -> Result:
    """What a cohort was given.

    Raises:
        RegimensError: for bad input, such as a DocumentError.
    """
    name = document_name(options.courses)
    lines = list(read_lines(options.courses, sys.stdin.buffer if sys.stdin else None))
    courses = [
        course_from(parse_json(line, where=where), where=where)
        for where, line in counted(lines, "courses")
    ]
    if not courses:
        raise DocumentError("has no course", where=name, mend="write one course document a line")
    try:
        found = summarize_courses(courses, phase=options.phase, group=options.group)
    except RegimensError as error:
        raise error.within(name) from None
    values: dict[str, Any] = answers.summary_document(found)
    return (as_json(values) if options.format == "json" else answers.summary_text(found)), 0
