"""The plan command: one course in the form that is asked for, or many courses into a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import field, frozen

from regimens.calendars import Calendar
from regimens.cli.courses import calendar_of, course_of, within_horizon
from regimens.cli.exports import ENDINGS, Planned, check_ending, check_options, content
from regimens.cli.plans import Result
from regimens.cli.progress import counted
from regimens.cli.writing import check_kept, say, write, write_all
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import DocumentError, RegimensError
from regimens.findings import Severity
from regimens.formats.courses import course_from
from regimens.formats.reading import parse_json, read_lines

__all__ = ["plan"]

# A text may have any form in it.
_NAMED_BY = {form: ending for form, ending in ENDINGS.items() if ending != "txt"}


def plan(options: argparse.Namespace) -> Result:
    """Plan a course, or many into a folder."""
    check_options(options)
    if len(options.course) > 1 or options.course[0].endswith(".jsonl"):
        return _plan_many(options)
    check_ending(options.place, options.format, _NAMED_BY)
    check_kept([*options.course, *(options.replaces or ())], options.place)
    course, document = course_of(options, options.course[0])
    calendar = calendar_of(course, document, continuous=options.continuous)
    write(content(Planned(course=course, calendar=calendar), options), options.place)
    # Whoever looks at a table has read it there, and a program reads JSON.
    if calendar.violated and (options.place or options.format not in ("table", "json")):
        where = options.place or "the calendar"
        say(f"{where} is written, but not cleared for use: {_violations(calendar)}")
    return "", int(calendar.violated)


def _violations(calendar: Calendar) -> str:
    """How many there are, and the first of them."""
    first, *others = (one for one in calendar.findings if one.severity is Severity.VIOLATION)
    more = f", and {len(others)} more" if others else ""
    return f"violation {first.code}: {first.message}{more}"


@frozen(kw_only=True)
class _Named:
    """A course among many, and the file its calendar goes to."""

    course: Course
    document: str | None
    file: str


@frozen
class _Written:
    """What has been written so far."""

    files: list[str] = field(factory=list)
    violated: list[str] = field(factory=list)


def _plan_many(options: argparse.Namespace) -> Result:
    if options.place is None:
        raise RegimensError(
            f"{shown(options.course[-1])} is one of many courses, which go to files",
            where="command line",
            mend="name a folder with --output, or plan one",
        )
    courses = list(_courses(options))
    if not courses:
        raise DocumentError(
            "has no course", where=options.course[0], mend="write one course document a line"
        )
    files = [str(Path(options.place, one.file)) for one in courses]
    check_kept([*options.course, *(options.replaces or ())], *files)
    done = _Written()
    write_all(_contents(courses, options, done), options.place)
    calendars = "calendar" if len(done.files) == 1 else "calendars"
    text = f"{len(done.files)} {calendars} written to {options.place}\n"
    if done.violated:
        text += "".join(f"violations in {name}\n" for name in done.violated)
    return text, int(bool(done.violated))


def _contents(
    courses: Sequence[_Named], options: argparse.Namespace, done: _Written
) -> Iterator[tuple[str, str | bytes]]:
    """The name and content of each file, made when it is asked for."""
    for number, one in enumerate(counted(courses, "courses"), start=1):
        calendar = calendar_of(one.course, one.document, continuous=options.continuous)
        done.files.append(one.file)
        if calendar.violated:
            done.violated.append(one.file)
        planned = Planned(course=one.course, calendar=calendar, number=number)
        yield one.file, content(planned, options)


def _courses(options: argparse.Namespace) -> Iterator[_Named]:
    """Every course that is named, each with a file of its own."""
    taken: dict[str, str] = {}
    for named in options.course:
        if named == "-":
            raise RegimensError(
                "standard input holds one course", where="command line", mend="plan it by itself"
            )
        for stem, course, document in _of(named, options):
            file = f"{stem}.{ENDINGS[options.format]}"
            if file in taken:
                raise RegimensError(
                    f"{taken[file]} and {named} would both be written to {file}",
                    where="command line",
                    mend="rename one of them",
                )
            taken[file] = named
            yield _Named(course=course, document=document, file=file)


def _of(named: str, options: argparse.Namespace) -> Iterator[tuple[str, Course, str | None]]:
    """The courses of one argument: that of a document, or one from each line."""
    if not named.endswith(".jsonl"):
        course, document = course_of(options, named)
        yield Path(named).stem, course, document
        return
    lines = list(read_lines(named, sys.stdin.buffer if sys.stdin else None))
    width = len(str(len(lines)))
    for where, line in lines:
        number = where.rpartition(" ")[2]
        course = within_horizon(course_from(parse_json(line, where=where), where=where), options)
        yield f"{Path(named).stem}-{number:0>{width}}", course, where
