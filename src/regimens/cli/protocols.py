"""The commands about protocol documents: checked, and put under a running course."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from textwrap import fill
from typing import Any

import attrs

from regimens.calendars import Calendar
from regimens.cli.courses import calendar_of, document_name, protocol_of, read_course
from regimens.cli.writing import check_kept, prepared, write
from regimens.comparison import Comparison
from regimens.course import Course
from regimens.errors import RegimensError
from regimens.events import Given
from regimens.expansion import expand
from regimens.findings import Severity
from regimens.formats.answers import comparison_document
from regimens.formats.courses import course_json
from regimens.formats.differences import differences_document, differences_text
from regimens.formats.regimens import left_out
from regimens.regimen import Phase, Regimen
from regimens.statuses import Status

__all__ = ["checked", "revise", "under", "with_left_out"]

_UNRECORDED = (Status.PLANNED.value, Status.UNCONFIRMED.value)


_REVIEW = "## Review\n"


def with_left_out(text: str, values: Any) -> str:
    """A card, with what its protocol leaves out of the one it extends before the line to sign."""
    if not (lines := left_out(values)):
        return text
    said = "".join(
        fill(one, 78, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False) + "\n"
        for one in lines
    )
    before, review, after = text.rpartition(_REVIEW)
    return f"{before}## Left out\n\n{said}\n{review}{after}"


def checked(
    regimen: Regimen, named: str, without: Sequence[str] = ()
) -> tuple[str, dict[str, Any]]:
    """What a protocol document holds, as text and as values.

    Args:
        regimen: What it stands for.
        named: The document.
        without: What it leaves out of the rules of the protocol it extends.
    """
    values = {
        "protocol": regimen.id,
        "title": regimen.title,
        "revision": regimen.revision,
        "digest": regimen.digest,
        "phases": [
            {
                "name": phase.name,
                "cycle_length": phase.cycle_length,
                "cycles": phase.cycles,
                "administrations": _administrations(phase),
                "drugs": list(dict.fromkeys(one.drug.name for one in phase.components)),
            }
            for phase in regimen.phases
        ],
        "unverified": [str(source) for source in regimen.unverified],
        "no_rule_for": list(regimen.no_rule_for),
        "without": list(without),
    }
    lines = [
        f"{named}: {regimen.title}",
        f"id {regimen.id}, revision {regimen.revision}, digest {regimen.digest}",
    ]
    for phase in regimen.phases:
        cycles = "until stopped" if phase.cycles is None else f"× {phase.cycles}"
        drugs = ", ".join(dict.fromkeys(one.drug.name for one in phase.components))
        count = _administrations(phase)
        rows = "" if count is None else f", {count} administrations"
        lines.append(f"phase {phase.name}: {phase.cycle_length} days {cycles}{rows}; {drugs}")
    lines += [f"nobody has read: {source}" for source in regimen.unverified]
    lines += [f"no rule for {one}" for one in regimen.no_rule_for]
    lines += without
    return "\n".join(lines) + "\n", values


def _administrations(phase: Phase) -> int | None:
    """How many a phase has at the full dose and with the default choices, if it ends."""
    if phase.cycles is None:
        return None
    return sum(len(expand(phase, cycle)) for cycle in range(1, phase.cycles + 1))


def under(
    course: Course, regimen: Regimen, named: str, *, allow_unverified: str | None = None
) -> tuple[Course, Calendar, Comparison]:
    """The course under another revision, its calendar, and how that differs.

    Raises:
        RegimensError: where it cannot go on under it, naming the document.
    """
    calendar_of(course, named)
    try:
        carried = course.under(regimen, allow_unverified=allow_unverified)
        # The same history under both: what differs is the regimen's doing alone.
        before = attrs.evolve(carried, regimen=course.regimen, choices=course.choices)
        calendar = carried.plan()
        return carried, calendar, calendar.compare(before.plan())
    except RegimensError as error:
        raise error.within(document_name(named)) from None


def revise(options: argparse.Namespace) -> tuple[str, int]:
    """Carry a course over to another revision of its protocol, and say what differs.

    The course document goes to the file or to standard output; what differs to standard output or,
    where that holds the document, to standard error. The exit code is that of a plan under the new
    revision.

    Raises:
        RegimensError: for bad input, such as a DocumentError.
    """
    if options.course == options.protocol == "-":
        raise RegimensError(
            "standard input twice", where="command line", mend="name a file for one of the two"
        )
    check_kept([options.course, options.protocol], options.kept)
    course = read_course(options.course, any_revision=True)
    regimen = protocol_of(options.protocol)
    carried, calendar, found = under(
        course, regimen, options.course, allow_unverified=options.allow_unverified
    )
    past = _unrecorded(course, found)
    violations = [one for one in calendar.findings if one.severity is Severity.VIOLATION]
    said = f"{differences_text(course.regimen, regimen)}\n{found}\n"
    if past:
        said += (
            f"not recorded as given, and another dose now: {len(past)}, the last on {past[-1]}; "
            "record what was given before the course goes on\n"
        )
    said += "".join(f"violation {one.code}: {one.message}\n" for one in violations)
    if options.format == "json":
        values = {
            "definition": differences_document(course.regimen, regimen),
            "calendar": comparison_document(found),
            "not_recorded": [day.isoformat() for day in past],
            "violations": [{"code": one.code, "message": one.message} for one in violations],
        }
        said = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    document, code = course_json(carried), int(bool(violations))
    if options.kept is not None:
        # A course that nobody was told about is not left behind.
        with prepared(document, options.kept):
            write(said, None)
        return "", code
    if sys.stderr is not None:
        sys.stderr.write(said)
    return document, code


def _unrecorded(course: Course, found: Comparison) -> list[date]:
    """The days of doses of the past that are others now, for want of a record."""
    last = max((one.on for one in course.events if isinstance(one, Given)), default=date.min)
    changed = {
        (one.before.date, one.before.drug, one.before.occurrence)
        for one in found.changes
        if one.before is not None and one.before.status in _UNRECORDED
    }
    return sorted(day for day, _, _ in changed if day <= last or day < (course.as_of or date.min))
