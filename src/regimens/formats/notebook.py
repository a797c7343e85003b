"""What a notebook shows of a regimen, a course, a calendar and a dose: HTML that stands by itself.

Built as a tree, so that every text is escaped; without scripts and style sheets, on its own light
paper, so that it reads on dark pages too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.comparison import event_text
from regimens.course import Course
from regimens.decimals import plain
from regimens.dosing import Dose
from regimens.errors import RegimensError
from regimens.findings import Finding, Severity
from regimens.formats.phrases import CHECK, UNVERIFIED, amount_text
from regimens.formats.pictures.course_lanes import cycle_notes
from regimens.formats.pictures.course_picture import course_picture
from regimens.formats.pictures.drawing import INK, PAPER, visible
from regimens.formats.pictures.regimen_picture import regimen_picture
from regimens.formats.table import patient_text
from regimens.regimen import Regimen
from regimens.schedule import day_text
from regimens.statuses import NOT_TO_BE_GIVEN
from regimens.weekdays import weekday, with_weekday

__all__ = ["ROWS_SHOWN", "html"]

ROWS_SHOWN = 400  # of a calendar; the rest is named, not shown
_PAPER = f"background:{PAPER};color:{INK};padding:8px;max-width:1000px;font-family:sans-serif"
_LOUD = "border:3px solid #b00020;padding:4px 8px;margin:6px 0;font-weight:bold"
_SCROLL = "overflow:auto;max-height:32em;border:1px solid #999999"
_CELL = f"background:{PAPER};color:{INK};text-align:left;vertical-align:top;padding:2px 8px"
_HEAD = f"{_CELL};font-weight:bold;border-bottom:1px solid #999999"
_STRUCK = "text-decoration:line-through"
_UNBROKEN = "white-space:nowrap"
_WIDE = 8  # columns of the table of a calendar
_RESULT = 2  # which column of a working has the amounts


def html(value: object) -> str:
    """What a notebook shows of a value.

    Args:
        value: A regimen, a course, a calendar, a row of one, or a dose.

    Raises:
        TypeError: for anything else.

    >>> from regimens import catalogue
    >>> "<svg" in html(catalogue.get("dcep"))
    True
    """
    root = ET.Element("div", style=_PAPER)
    match value:
        case Regimen():
            _show_regimen(root, value)
        case Course():
            _show_course(root, value)
        case Calendar():
            _show_calendar(root, value)
        case Administration():
            _show_administration(root, value)
        case Dose():
            _show_dose(root, value)
        case _:
            raise TypeError(f"a {type(value).__name__} has nothing to show here")
    return ET.tostring(root, encoding="unicode", method="html")


def _add(parent: ET.Element, tag: str, words: str = "", style: str = "") -> ET.Element:
    own = ET.SubElement(parent, tag, {"style": style} if style else {})
    own.text = visible(words)
    return own


def _list(parent: ET.Element, items: Sequence[str]) -> None:
    own = _add(parent, "ul", style="margin:4px 0")
    for words in items:
        _add(own, "li", words)


def _show_head(root: ET.Element, regimen: Regimen) -> None:
    _add(root, "h4", regimen.title, "margin:0")
    head = _add(root, "div")
    _add(head, "code", regimen.id).tail = visible(
        f", revision {regimen.revision}, {regimen.digest[:19]}…"
    )
    if regimen.unverified:
        _add(root, "div", UNVERIFIED, _LOUD)


def _show_regimen(root: ET.Element, regimen: Regimen) -> None:
    _show_head(root, regimen)
    _list(root, list(dict.fromkeys(_drugs(regimen))))
    root.append(regimen_picture(regimen))


def _drugs(regimen: Regimen) -> Iterator[str]:
    for phase, component in regimen.components():
        routes = " or ".join(route.value for route in component.routes) or "route not stated"
        dose = amount_text(component.dose)
        yield f"{phase.name}: {component.drug.name} {dose}, {routes}"


def _show_course(root: ET.Element, course: Course) -> None:
    _show_head(root, course.regimen)
    start = f"start {weekday(course.start)} {course.start}; {patient_text(course.patient)}"
    _add(root, "div", start if course.as_of is None else f"{start}; as of {course.as_of}")
    if course.events:
        _add(root, "div", "Recorded:", "margin-top:4px")
        _list(root, [event_text(index, event) for index, event in enumerate(course.events)])
    else:
        _add(root, "div", "Nothing is recorded.")
    try:
        calendar = course.plan()
    except RegimensError as error:
        _add(root, "div", f"This course cannot be planned: {error}", _LOUD)
        return
    _show_findings(root, [one for one in calendar.findings if one.severity is Severity.VIOLATION])
    root.append(course_picture(calendar))


def _show_findings(root: ET.Element, findings: Sequence[Finding]) -> None:
    """Violations in a box, then cautions, then what is only said, which opens on a click."""
    said = {
        severity: [_finding_text(one) for one in findings if one.severity is severity]
        for severity in Severity
    }
    for words in said[Severity.VIOLATION]:
        _add(root, "div", f"!! violation {words}", _LOUD)
    if said[Severity.CAUTION]:
        _add(root, "div", "Cautions:", "font-weight:bold;margin-top:4px")
        _list(root, said[Severity.CAUTION])
    if said[Severity.INFO]:
        own = _add(root, "details")
        _add(own, "summary", f"{len(said[Severity.INFO])} more to know")
        _list(own, said[Severity.INFO])


def _finding_text(finding: Finding) -> str:
    source = f" [{finding.source}]" if finding.source else ""
    return f"{finding.code}: {finding.message}{source}"


def _show_calendar(root: ET.Element, calendar: Calendar) -> None:
    _show_head(root, calendar.regimen)
    start = f"start {weekday(calendar.start)} {calendar.start}; {patient_text(calendar.patient)}"
    events = f"{calendar.events} events recorded" if calendar.events else "nothing recorded"
    as_of = "" if calendar.as_of is None else f"; as of {calendar.as_of}"
    _add(root, "div", f"{start}; {events}{as_of}")
    _show_findings(root, calendar.findings)
    _add(root, "div", f"{len(calendar)} administrations", "font-weight:bold;margin-top:4px")
    _show_rows(root, calendar)
    _show_totals(root, calendar)
    _add(root, "div", f"Policy: {calendar.policy}.")
    _add(root, "div", CHECK)


def _show_rows(root: ET.Element, calendar: Calendar) -> None:
    """The doses by cycle, up to a number; of what is left out how much, and how to see it."""
    body = _table(
        root, ("date", "day", "drug", "dose", "route", "as written", "of full dose", "status")
    )
    cycles = {(cycle.phase, cycle.cycle): cycle for cycle in calendar.cycles}
    shown = calendar[:ROWS_SHOWN]
    for place, rows in groupby(shown, key=lambda row: (row.phase, row.cycle)):
        cycle = cycles[place]
        notes = "".join(f", {note}" for note in cycle_notes(cycle))
        title = f"{cycle.phase} cycle {cycle.cycle}, starts {with_weekday(cycle.start)}{notes}"
        _add(_add(body, "tr"), "td", title, _HEAD).set("colspan", str(_WIDE))
        for row in rows:
            is_off = row.status in NOT_TO_BE_GIVEN
            _row(body, _cells(row), unbroken=range(_WIDE - 1), is_off=is_off)
    if len(calendar) > len(shown):
        words = (
            f"{len(calendar) - len(shown)} of {len(calendar)} administrations are not shown, from "
            f"{calendar[len(shown)].date} on: regimens.formats.table.calendar_table(calendar) "
            "prints all of them"
        )
        _add(root, "div", words, _LOUD)


def _cells(row: Administration) -> tuple[str, ...]:
    part = f"level {row.level}" if row.level is not None else ""
    if row.fraction is not None and row.fraction != 1:
        part = plain(row.fraction)
    often = f", {row.occurrence} of {row.of}" if row.of > 1 else ""
    return (
        with_weekday(row.date),
        day_text(row.day),
        row.drug,
        f"{plain(row.dose)} {row.unit}{often}",
        "" if row.route is None else row.route.value,
        row.written,
        part,
        _status(row),
    )


def _status(row: Administration) -> str:
    """What has become of a dose, and what it differs in from what was planned."""
    parts = [row.status.value]
    if row.date != row.written_date:
        parts.append(f"planned for {with_weekday(row.written_date)}")
    if row.given is not None and row.given != row.resolved.value:
        parts.append(f"planned {plain(row.resolved.value)} {row.unit}")
    return ", ".join(parts)


def _table(root: ET.Element, columns: Sequence[str]) -> ET.Element:
    scroll = _add(root, "div", style=_SCROLL)
    own = _add(scroll, "table", style="border-collapse:collapse;margin:0;font-size:90%")
    head = _add(_add(own, "thead"), "tr")
    for name in columns:
        _add(head, "th", name, _HEAD)
    return _add(own, "tbody")


def _row(
    body: ET.Element, cells: Sequence[str], *, unbroken: Collection[int], is_off: bool = False
) -> None:
    """A row; of a dose that is not to be given, all between its day and its status is struck.

    No line is broken in the columns with dates and amounts: a number stays with its unit.
    """
    own = _add(body, "tr")
    for index, words in enumerate(cells):
        is_struck = is_off and 1 < index < len(cells) - 1
        styles = _CELL, _UNBROKEN if index in unbroken else "", _STRUCK if is_struck else ""
        _add(own, "td", words, ";".join(filter(None, styles)))


def _show_totals(root: ET.Element, calendar: Calendar) -> None:
    totals, waiting = calendar.totals(), calendar.conditional_totals()
    body = _table(root, ("total", "planned or given", "conditional"))
    for drug in dict.fromkeys([*totals, *waiting]):
        unit = calendar.regimen.unit(drug)
        more = f"{plain(waiting[drug])} {unit}" if drug in waiting else ""
        given = f"{plain(totals[drug]) if drug in totals else '0'} {unit}"
        _row(body, (drug, given, more), unbroken=range(3))


def _show_administration(root: ET.Element, row: Administration) -> None:
    """Where a dose stands and what became of it, then how it comes about."""
    first, *lines = row.explain().splitlines()
    _add(root, "h4", first, "margin:0")
    working = {f"  {step}" for step in row.working}
    for line in lines:
        if line not in working and not line.startswith("  as written:"):
            _add(root, "div", line.strip())
    _show_dose(root, row.resolved)


def _show_dose(root: ET.Element, dose: Dose) -> None:
    _add(root, "h4", str(dose), "margin:0")
    written = dose.written
    _add(root, "div", f"as written: {amount_text(written)} [{written.source}]")
    if not written.source.verified:
        _add(root, "div", "UNVERIFIED: the written dose has not been read in a reference", _LOUD)
    body = _table(root, ("step", "arithmetic", "result", "source"))
    for step in dose.working:
        _row(body, (step.name, step.formula, step.result, step.source), unbroken=(_RESULT,))
