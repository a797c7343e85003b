"""The calendar as a table for a terminal or a printed page of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap

from regimens import catalogue
from regimens.administrations import Administration, Cycle
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.decimals import plain
from regimens.events import Measurement
from regimens.findings import Finding, Severity
from regimens.formats.every_day import is_changed, without_rows
from regimens.formats.phrases import CHECK, amount_text
from regimens.formats.visible import visible_text
from regimens.patient import Patient
from regimens.schedule import day_text
from regimens.statuses import Status
from regimens.weekdays import weekday, with_weekday

__all__ = ["WIDTH", "calendar_table", "patient_text"]

WIDTH = 80
_NOTE = 24  # columns left of a row for what is written and said about it


def calendar_table(calendar: Calendar) -> str:
    """The findings, the cycles with their rows, the totals and the policy.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5), cycles=1).plan()
    >>> print(calendar_table(plan).splitlines()[2])
    start Monday 2026-01-05; 165 cm, 70 kg
    """
    lines = [
        *wrap(calendar.regimen.title, WIDTH),
        f"{calendar.regimen.id} revision {calendar.regimen.revision}, "
        f"{calendar.regimen.digest[:19]}",
        *wrap(_start_text(calendar), WIDTH),
        "",
        *_finding_lines(calendar),
        *_daily_lines(calendar),
    ]
    for cycle in calendar.cycles:
        rows = [row for row in calendar if (row.phase, row.cycle) == (cycle.phase, cycle.cycle)]
        lines += [*_heading(cycle), *_row_lines(rows), ""]
    lines += _total_lines(calendar)
    lines += ["", *wrap(f"Policy: {calendar.policy}.", WIDTH)]
    lines += wrap(CHECK, WIDTH)
    return "".join(f"{visible_text(line)}\n" for line in lines)  # a terminal obeys none of it


def _start_text(calendar: Calendar) -> str:
    text = f"start {weekday(calendar.start)} {calendar.start}; {patient_text(calendar.patient)}"
    if any(isinstance(event, Measurement) for event in calendar.history):
        text += " (as first recorded)"
    if calendar.history:
        text += f"; {calendar.events} event{'s' if calendar.events > 1 else ''} recorded"
    return text if calendar.as_of is None else f"{text}; as of {calendar.as_of}"


def patient_text(patient: Patient) -> str:
    """Who is treated, as recorded.

    >>> patient_text(Patient(id="p1", height="165 cm", weight="70 kg"))
    'id p1, 165 cm, 70 kg'
    """
    parts = [
        patient.name,
        patient.id and f"id {patient.id}",
        patient.sex and patient.sex.value,
        patient.born and f"born {patient.born}",
        patient.height and str(patient.height),
        patient.weight and str(patient.weight),
    ]
    return ", ".join(str(part) for part in parts if part) or "no patient recorded"


def _finding_lines(calendar: Calendar) -> Iterator[str]:
    readings = [one for one in calendar.findings if one.code == "interpretation"]
    for finding in calendar.findings:
        if finding.code == "no-rule-in-source":
            yield from _no_rule_lines(calendar.regimen.no_rule_for, finding)
        elif finding.code != "interpretation":
            yield from _finding_text(finding)
    if readings:
        name = calendar.regimen.id
        shown = name if catalogue.is_known(name) else "FILE"
        yield from wrap(
            f"Readings taken (regimens show {shown} says what else they could mean):", WIDTH
        )
        for finding in readings:
            reading = finding.message.split(" (the words could also mean:", 1)[0]
            yield from wrap(
                reading,
                WIDTH,
                initial_indent="  - ",
                subsequent_indent="    ",
                break_on_hyphens=False,
            )
    if calendar.findings:
        yield ""


def _no_rule_lines(items: Sequence[str], finding: Finding) -> Iterator[str]:
    """What nothing checks, one on a line, so that none is lost in a paragraph."""
    said = (
        "nothing here checks or adjusts for these, for which the source gives no rule: decide by "
        "other references"
    )
    yield from _finding_text(finding, said)
    for item in items:
        yield from wrap(
            item,
            WIDTH,
            initial_indent="   - ",
            subsequent_indent="     ",
            break_on_hyphens=False,
        )


def _daily_lines(calendar: Calendar) -> Iterator[str]:
    """What has no rows: a drug that is on the paper calendar alone would look like one too many."""
    daily = list(without_rows(calendar))
    if daily:
        yield "Every day, and not in the rows below (--continuous puts it there):"
        for phase, component in daily:
            text = f"{component.drug.name} {amount_text(component.dose)}, in {phase.name}"
            if is_changed(component, calendar):
                text += "; BUT A CHANGE WAS RECORDED: ask whether it is taken"
            yield from wrap(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")
        yield ""


def _finding_text(finding: Finding, message: str = "") -> list[str]:
    mark = {Severity.VIOLATION: "!!", Severity.CAUTION: "! ", Severity.INFO: "- "}
    said = message or finding.message
    text = f"{mark[finding.severity]} {finding.severity.value} {finding.code}: {said}"
    return wrap(text, WIDTH, subsequent_indent="   ", break_on_hyphens=False)


def _heading(cycle: Cycle) -> list[str]:
    text = f"{cycle.phase} cycle {cycle.cycle}, starts {_weekday(cycle.start)}"
    if cycle.day_zero is not None:
        text += f", day 0 is {_weekday(cycle.day_zero)}"
    if cycle.delay_days:
        late = "late" if cycle.delay_days > 0 else "early"
        days = abs(cycle.delay_days)
        text += f", {days} day{'s' if days > 1 else ''} {late} (planned {_weekday(cycle.planned)})"
    if cycle.dose_delay:
        text += ", dose delay"
    for group, start in cycle.group_starts.items():
        text += f"; {group} starts {_weekday(start)}"
    lines = wrap(text, WIDTH)
    return [*lines, "-" * max(map(len, lines))]


def _weekday(day: date | None) -> str:
    return "" if day is None else with_weekday(day)


def _row_lines(rows: list[Administration]) -> Iterator[str]:
    for day, of_day in groupby(rows, key=lambda row: (row.date, row.day)):
        for index, row in enumerate(of_day):
            when = f"{_weekday(day[0])}  day {day_text(day[1]):<2}" if index == 0 else ""
            route = "" if row.route is None else row.route.value
            head = f"{when:<22} {row.drug:<16} {plain(row.dose):>8} {row.unit} {route:<2}"
            # A long name or unit leaves less room for the first line of the note.
            taken = " " * max(0, len(head) - (WIDTH - _NOTE - 2))
            note = wrap(_note(row), _NOTE, initial_indent=taken) or [""]
            yield f"{head}  {note[0].removeprefix(taken)}".rstrip()
            for more in note[1:]:
                yield f"{'':<56}{more}"
            yield from _taken_from(row)


def _taken_from(row: Administration) -> Iterator[str]:
    """What a dose is taken from, each piece unbroken."""
    if row.pieces:
        left = row.resolved.made.left_over
        # A space that no line is broken at.
        pieces = ["\u00a0".join(f"{one.count} × {one.presentation}".split()) for one in row.pieces]
        text = f"from {' + '.join(pieces)}"
        if left:
            text += f", {plain(left)}\u00a0mg\u00a0left\u00a0over"
        for line in wrap(text, WIDTH - 27, subsequent_indent="  "):
            yield f"{'':<27}{line}".replace("\u00a0", " ")


def _note(row: Administration) -> str:
    parts = [row.written]
    if row.level is not None:
        parts = [f"{row.written} level {row.level}"]
    elif row.fraction is not None and row.fraction != 1:
        parts = [f"{row.written} × {plain(row.fraction)}"]
    if row.of > 1:
        parts.append(f"{row.occurrence} of {row.of}")
    if Role.PREMEDICATION in row.roles:
        parts.append("premedication")
    if row.date != row.written_date:
        parts.append(f"planned for {_weekday(row.written_date)}")
    if row.given is not None and row.given != row.resolved.value:
        parts.append(f"planned {plain(row.resolved.value)} {row.unit}")
    if row.status is not Status.PLANNED:
        parts.append(row.status.value.upper())
    return ", ".join(parts)


def _total_lines(calendar: Calendar) -> Iterator[str]:
    totals, waiting = calendar.totals(), calendar.conditional_totals()
    yield "Totals"
    yield "------"
    for drug in dict.fromkeys([*totals, *waiting]):
        unit = calendar.regimen.unit(drug)
        line = f"{drug:<22} {plain(totals[drug]) if drug in totals else '0':>10} {unit}"
        if drug in waiting:
            line += f"  and {plain(waiting[drug])} {unit} conditional"
        yield line
