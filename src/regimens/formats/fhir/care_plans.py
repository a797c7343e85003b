"""A course as a CarePlan, and each of its cycles as one that is part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from regimens.administrations import Administration, Cycle
from regimens.choices import is_chosen
from regimens.comparison import event_text
from regimens.events import Discontinuation
from regimens.formats.courses import course_document
from regimens.formats.fhir.codes import BASE, regimen_url
from regimens.formats.fhir.courses import Entry, Writing
from regimens.formats.fhir.elements import (
    attachment,
    coded,
    day,
    duration,
    extension,
    identifier,
    link,
    named,
)
from regimens.formats.fhir.texts import narrative, version_text, visible
from regimens.schedule import Continuous
from regimens.statuses import Status

__all__ = ["care_plan_entries"]

Values = dict[str, Any]
# What US systems list care plans by.
_CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/careplan-category"
_DONE = (Status.GIVEN, Status.OMITTED, Status.DISCONTINUED)


def care_plan_entries(writing: Writing, measured: Sequence[Entry]) -> Iterator[Entry]:
    """The course's CarePlan, then one for each cycle.

    Args:
        writing: The course.
        measured: The Observations it was planned with.
    """
    if writing.name not in writing.besides:
        yield Entry(writing.name, _course(writing, measured))
    rows = defaultdict(list)
    for row in writing.calendar:
        rows[row.phase, row.cycle].append(row)
    for cycle in writing.calendar.cycles:
        name = writing.cycle(cycle.phase, cycle.cycle)
        if name in writing.besides:
            continue
        yield Entry(name, _cycle(writing, cycle, rows[cycle.phase, cycle.cycle]))


def _course(writing: Writing, measured: Sequence[Entry]) -> Values:
    calendar = writing.calendar
    regimen = calendar.regimen
    stop = _stop(writing)
    # A stop that is still to come ends nothing yet: doses before it are due.
    due = calendar.as_of is not None and any(row.status is Status.PLANNED for row in calendar)
    stopped = stop is not None and not due
    status = "revoked" if stopped else _status(calendar.administrations)
    last = max((row.date for row in calendar), default=calendar.start)
    own = [] if calendar.course_id is None else [_own_id(calendar.course_id)]
    why = None if stop is None or not stop.reason else {"text": visible(stop.reason)}
    document = attachment(course_document(writing.course), "Course document")
    return named(
        resourceType="CarePlan",
        text=narrative([regimen.title, f"from {calendar.start}", *_notes(writing)]),
        extension=[
            extension("regimen-digest", valueString=regimen.digest),
            extension("course-document", valueAttachment=document),
            *([] if why is None else [extension("stopped-reason", valueCodeableConcept=why)]),
        ],
        identifier=[identifier(writing.name), *own],
        instantiatesCanonical=[f"{regimen_url(regimen.id)}|{version_text(regimen.revision)}"],
        status=status,
        intent="plan",
        category=[coded(_CATEGORY, "assess-plan", "Assessment and Plan of Treatment")],
        title=visible(regimen.title),
        description=visible(f"Doses by {calendar.policy}"),
        subject=writing.subject,
        period={"start": day(calendar.start), "end": day(max(last, calendar.start))},
        created=None if writing.authored is None else day(writing.authored),
        supportingInfo=[{"reference": link(entry.name)} for entry in measured],
        note=[{"text": visible(one)} for one in _notes(writing)],
    )


def _own_id(course_id: str) -> Values:
    return {"system": f"{BASE}/course-id", "value": visible(course_id)}


def _stop(writing: Writing) -> Discontinuation | None:
    """What ended the whole course, if anything did."""
    stops = (one for _, one in writing.holding if isinstance(one, Discontinuation))
    return next((one for one in stops if one.of is None), None)


def _notes(writing: Writing) -> Iterator[str]:
    """Choices, drugs that have no rows, and the history, in words."""
    calendar = writing.calendar
    for choice, option in calendar.choices.items():
        yield f"chosen: {choice} = {option}"
    rows = {row.drug for row in calendar}
    choices = tuple(calendar.choices.items())
    for phase, component in calendar.regimen.components():
        every_day = isinstance(component.timing, Continuous)
        chosen = every_day and is_chosen(phase, component, choices)
        if chosen and component.drug.name not in rows:
            yield f"{component.drug.name}: every day of {phase.name}; no order is written for it"
    holding = {where for where, _ in writing.holding}
    for index, (where, event) in enumerate(writing.history.items()):
        voided = "" if where in holding else " (voided, or a correction)"
        yield f"{event_text(index, event)}{voided}"


def _status(rows: Sequence[Administration]) -> str:
    """What a plan of these doses is: open as long as one of them is."""
    found = {row.status for row in rows}
    waiting = found.difference(_DONE)
    if not waiting:
        return "completed" if found else "active"
    if waiting == {Status.CONDITIONAL}:
        return "draft"
    return "on-hold" if waiting == {Status.WITHHELD} else "active"


def _cycle(writing: Writing, cycle: Cycle, rows: Sequence[Administration]) -> Values:
    calendar = writing.calendar
    phase = next(one for one in calendar.regimen.phases if one.name == cycle.phase)
    last = _last_day(cycle.start, phase.cycle_length)
    planned = [] if cycle.planned is None else [("cycle-planned-start", day(cycle.planned))]
    title = f"{cycle.phase} cycle {cycle.cycle}"
    return named(
        resourceType="CarePlan",
        text=narrative([f"{title} from {cycle.start}", *_said(cycle)]),
        extension=[
            extension("phase", valueString=visible(cycle.phase)),
            extension("cycle-number", valuePositiveInt=cycle.cycle),
            extension("cycle-length", valueDuration=duration(phase.cycle_length, "d")),
            *(extension(name, valueDate=value) for name, value in planned),
        ],
        identifier=[identifier(writing.cycle(cycle.phase, cycle.cycle))],
        partOf=[{"reference": link(writing.name), "display": visible(calendar.regimen.title)}],
        status=_status(rows),
        intent="plan",
        category=[coded(_CATEGORY, "assess-plan", "Assessment and Plan of Treatment")],
        title=visible(title),
        subject=writing.subject,
        period={"start": day(cycle.start), "end": day(last)},
        note=[{"text": visible(one)} for one in _said(cycle)],
    )


def _last_day(start: date, length: int) -> date:
    """The last day of a cycle, as far as the calendar of dates goes."""
    left = date.max.toordinal() - start.toordinal()
    return start + timedelta(days=min(length - 1, left))


def _said(cycle: Cycle) -> Iterator[str]:
    if cycle.delay_days:
        late = "a dose delay" if cycle.dose_delay else "no dose delay"
        yield f"{cycle.delay_days} days after its planned start ({late})"
    if cycle.day_zero is not None:
        yield f"day 0 is {cycle.day_zero}"
    for group, start in cycle.group_starts.items():
        yield f"{group} starts on {start}"
