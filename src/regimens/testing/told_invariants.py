"""What every calendar says: where each dose comes from, and what was passed over or not read."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.decimals import plain
from regimens.events import Event, Given
from regimens.findings import Severity
from regimens.formats.calendars import COLUMNS, UNREAD, UNREAD_TEXT, calendar_csv, calendar_json
from regimens.formats.cells import text_of
from regimens.recorded import each_name
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach, holding

__all__ = [
    "assert_documents_carry_the_numbers",
    "assert_every_dose_explained",
    "assert_given_doses_told",
    "assert_overrides_told",
    "assert_reductions_told",
    "assert_unread_numbers_marked",
]


def assert_every_dose_explained(calendar: Calendar) -> None:
    """Every dose prints its steps, each with a source, its date and the events that changed it.

    Why: what cannot be traced to a text and a record cannot be checked against them.
    Source: docs/explanation/how-doses-are-made.md, A dose to redo by hand.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose and what is missing.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_every_dose_explained(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    for row in calendar:
        for missing in _missing(row):
            raise breach("assert_every_dose_explained", at(row), f"does not print {missing}")


def _missing(row: Administration) -> list[str]:
    """What the explanation of a dose has not."""
    text = row.explain()
    first, *rest = text.splitlines()
    wanted = [row.date.isoformat(), row.drug, f"{plain(row.dose)} {row.unit}", row.status.value]
    found = [one for one in wanted if one not in first]
    written = row.resolved.written
    if f"{written}  [{written.source}]" not in text or not written.source.locator.strip():
        found.append("the dose as written with its source")
    steps = [step for step in row.working if step.name not in {"made of", "volume"}]
    found += [str(step) for step in steps if f"  {step}" not in rest or not step.source.strip()]
    if not any(line.startswith("  date: ") and line.endswith(f"= {row.date}") for line in rest):
        found.append("how its date comes about")
    return found + [where for where in row.causes if where not in text]


def assert_overrides_told(calendar: Calendar) -> None:
    """What was passed over stays on the calendar with its reason, and nothing else is passed over.

    Why: a violation that vanishes is one that nobody decided on.
    Source: docs/reference/findings.md, overridden.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the finding, or the event with the override.

    >>> from datetime import date
    >>> from regimens import Course, Override, Patient, CycleStart, catalogue
    >>> early = CycleStart(cycle=2, on=date(2026, 2, 1),
    ...                    override=Override(code="early-start", reason="holidays"))
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), events=[early])
    >>> assert_overrides_told(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    entries = [
        (event.override.code, where, event.override.reason)
        for where, event in holding(calendar.history)
        if event.override is not None
    ]
    for finding in calendar.findings:
        where = f"{finding.code} {finding.date or ''}".strip()
        own = [one for one in entries if not finding.events or one[1] in finding.events]
        if finding.code == "overridden":
            begins = [f"{code} passed over ({reason}): " for code, _, reason in own]
            if not any(map(finding.message.startswith, begins)):
                what = f"nobody passed it over for that reason: {finding.message}"
                raise breach("assert_overrides_told", where, what)
        elif finding.severity is Severity.VIOLATION and finding.code in {code for code, *_ in own}:
            what = f"an override covers it, and it is a violation all the same: {finding.message}"
            raise breach("assert_overrides_told", where, what)


def assert_reductions_told(calendar: Calendar) -> None:
    """A dose reduced by more than the protocol allows, or that it never reduces, is told.

    Why: 0.3 written for 0.7, the part taken off for the part given, is less than half a dose.
    Source: docs/reference/findings.md, fraction-not-allowed.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose and its fraction.

    >>> from datetime import date
    >>> from regimens import Course, DoseChange, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), events=[DoseChange(of="DCEP", to="0.3", cycle=1)])
    >>> assert_reductions_told(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    said: dict[str, set[str]] = {"fraction-not-allowed": set(), "not-reducible": set()}
    for finding in calendar.findings:
        code = finding.message.split(" ")[0] if finding.code == "overridden" else finding.code
        if code in said:
            said[code].update(finding.events)
    first = calendar.regimen.phases[0].name, 1
    for row in calendar:
        if row.fraction is None or row.fraction == 1:
            continue
        rules = [one for one in calendar.regimen.reductions if one.of in (row.group, row.drug)]
        code = "fraction-not-allowed" if rules else "not-reducible"
        later = (row.phase, row.cycle) != first
        allowed = any(
            row.fraction >= rule.lowest or (later and row.fraction in rule.later) for rule in rules
        )
        if not allowed and said[code].isdisjoint(row.changed_by):
            what = f"{row.fraction} of its full dose, and no {code} says so"
            raise breach("assert_reductions_told", at(row), what)


def assert_given_doses_told(calendar: Calendar) -> None:
    """Every dose recorded as given stands on its day with its amount, or as unplanned.

    Why: a dose that was given and is not on the calendar is given again.
    Source: docs/reference/findings.md, unplanned.

    Args:
        calendar: Any calendar. What lies after its last day or cycle is not looked for.

    Raises:
        AssertionError: naming the record.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5),
    ...                 events=[Given(of="cisplatin", on=date(2026, 1, 5), dose="70 mg")])
    >>> assert_given_doses_told(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    rows = [row for row in calendar if row.status is Status.GIVEN]
    for row in rows:
        if not any(isinstance(event, Given) for event in _of(row, calendar)):
            raise breach("assert_given_doses_told", at(row), "given, and no record says so")
    unplanned = {
        where
        for finding in calendar.findings
        if finding.code == "unplanned" or finding.message.startswith("unplanned ")
        for where in finding.events
    }
    for where, event in holding(calendar.history):
        if not isinstance(event, Given) or where in unplanned or _is_beyond(calendar, event):
            continue
        for name in each_name(event.of):
            # A dose given late is named by the later doses that it moved, too.
            fits = [
                row
                for row in rows
                if where in row.changed_by and name in _names(row) and row.date == event.on
            ]
            if not fits:
                what = f"{name} given on {event.on} stands nowhere, and no finding says so"
                raise breach("assert_given_doses_told", where, what)
            if event.dose is not None and event.dose.value not in {row.dose for row in fits}:
                what = f"{event.dose} given, and the calendar has {fits[0].dose} {fits[0].unit}"
                raise breach("assert_given_doses_told", at(fits[0]), what)


def _of(row: Administration, calendar: Calendar) -> list[Event]:
    """The events that made a dose what it is, as far as they hold."""
    return [event for where, event in holding(calendar.history) if where in row.changed_by]


def _names(row: Administration) -> tuple[str, ...]:
    other = () if row.premedication is None else (row.premedication.group,)
    return (row.drug, row.group, *other)


def _is_beyond(calendar: Calendar, event: Given) -> bool:
    """Whether a dose may lie after the last day or cycle that is shown."""
    until, cycles = calendar.horizon.until, calendar.horizon.cycles
    cut = until is not None and max(event.on, event.planned or event.on) > until
    if cycles is None or not calendar.cycles:
        return cut
    return cut or (event.planned or event.on) >= calendar.cycles[-1].start


def assert_unread_numbers_marked(calendar: Calendar) -> None:
    """A number that nobody has read in a reference is named on the calendar and in its table.

    Why: a number from memory that stands beside cited ones looks as if it were one of them.
    Source: docs/reference/findings.md, unverified-source.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the number's source, or the row of the table.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_unread_numbers_marked(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    unread = calendar.regimen.unverified
    said = [one.source for one in calendar.findings if one.code == "unverified-source"]
    for source in unread:
        if str(source) not in said:
            raise breach("assert_unread_numbers_marked", str(source), "no finding names it")
    if said and not unread:
        raise breach("assert_unread_numbers_marked", str(said[0]), "it was read")
    findings = json.loads(calendar_json(calendar))["findings"] if unread else []
    written = [one["source"] for one in findings if one["code"] == "unverified-source"]
    for lost in (one for one in said if one not in written):
        raise breach("assert_unread_numbers_marked", str(lost), "no finding of the JSON names it")
    for row, cells in zip(calendar, _csv_rows(calendar) if unread else (), strict=False):
        if cells.get(UNREAD) != UNREAD_TEXT:
            raise breach("assert_unread_numbers_marked", at(row), "is not marked in the table")


def _csv_rows(calendar: Calendar) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(calendar_csv(calendar), newline=""))
    return [{name: text_of(cell) for name, cell in row.items()} for row in rows]


def assert_documents_carry_the_numbers(calendar: Calendar) -> None:
    """Read back, the JSON and the CSV of a calendar have every number of every row.

    Why: what other programs and people get is the document; a digit lost there is a wrong dose.
    Source: docs/evidence/hazard-log.md, An export that says something else.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the row, the column and both values.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_documents_carry_the_numbers(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    written = json.loads(calendar_json(calendar))["administrations"]
    for form, rows in (("JSON", written), ("CSV", _csv_rows(calendar))):
        if len(rows) != len(calendar):
            what = f"{len(rows)} rows for {len(calendar)} doses"
            raise breach("assert_documents_carry_the_numbers", form, what)
        for row, values in zip(calendar, rows, strict=True):
            for name, value in _columns(row).items():
                found = _read(name, values[name])
                if found != value:
                    what = f"{name} is {found!r} in the {form}, and {value!r} on the calendar"
                    raise breach("assert_documents_carry_the_numbers", at(row), what)


def _columns(row: Administration) -> dict[str, object]:
    """The columns of a dose: numbers as numbers, all else as text."""
    values: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    values["route"] = None if row.route is None else row.route.value
    values["status"] = row.status.value
    return {
        name: value if isinstance(value, Decimal) or value is None else str(value)
        for name, value in values.items()
    }


def _read(name: str, value: object) -> object:
    """A value of a document: empty as None, doses and fractions as decimals."""
    if value is None or value == "":
        return None
    if name in {"fraction", "calculated", "dose"}:
        return Decimal(str(value))
    return str(value)
