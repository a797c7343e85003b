"""The calendar document: a calendar as JSON and as CSV, the same bytes for the same course."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from regimens.administrations import Administration, Cycle
from regimens.calendars import Calendar
from regimens.decimals import plain
from regimens.findings import Finding
from regimens.formats.cells import csv_text
from regimens.formats.courses import patient_document, policy_document

__all__ = [
    "COLUMNS",
    "UNREAD",
    "UNREAD_TEXT",
    "calendar_csv",
    "calendar_document",
    "calendar_json",
    "columns_of",
    "finding_document",
]

# The columns of a calendar as CSV, in their order.
COLUMNS = (
    "date",
    "phase",
    "cycle",
    "day",
    "drug",
    "group",
    "written",
    "fraction",
    "level",
    "calculated",
    "dose",
    "unit",
    "route",
    "occurrence",
    "of",
    "status",
)
# What stands in the column of a definition with a number that nobody read.
UNREAD = "unverified"
# What it says in each row.
UNREAD_TEXT = "a number of this definition was not read in a reference: check it before use"


def calendar_document(calendar: Calendar) -> dict[str, Any]:
    """The values of a calendar's document; numbers that matter are decimal text.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> calendar_document(plan)["administrations"][1]["dose"]
    '716'
    """
    return {
        **({} if calendar.course_id is None else {"id": calendar.course_id}),
        "regimen": {
            "id": calendar.regimen.id,
            "title": calendar.regimen.title,
            "revision": calendar.regimen.revision,
            "digest": calendar.regimen.digest,
        },
        "patient": patient_document(calendar.patient),
        "policy": policy_document(calendar.policy),
        "start": calendar.start.isoformat(),
        "as_of": _day(calendar.as_of),
        "events": calendar.events,
        "cycles": [_cycle(cycle) for cycle in calendar.cycles],
        "administrations": [_administration(row) for row in calendar],
        "findings": [finding_document(finding) for finding in calendar.findings],
    }


def calendar_json(calendar: Calendar) -> str:
    """The calendar document as text."""
    return json.dumps(calendar_document(calendar), ensure_ascii=False, indent=2) + "\n"


def calendar_csv(calendar: Calendar) -> str:
    """The administrations as CSV with a heading, empty where there is nothing to say.

    A text that a spreadsheet could take for a formula stands in its cell as
    :func:`regimens.formats.cells.cell_of` writes it; :func:`regimens.formats.cells.text_of`
    gives the text back.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> calendar_csv(plan).splitlines()[2]
    '2026-01-05,induction,1,1,cyclophosphamide,DCEP,400 mg/m²,1,,716,716,mg,,1,1,planned'
    """
    names = columns_of(calendar)
    rows = ({**_administration(row), UNREAD: UNREAD_TEXT} for row in calendar)
    return csv_text(names, ([row[name] for name in names] for row in rows))


def columns_of(calendar: Calendar) -> tuple[str, ...]:
    """The columns of a calendar; one more, the last, where its definition has an unread number.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> columns_of(plan) == COLUMNS
    True
    """
    return (*COLUMNS, UNREAD) if calendar.regimen.unverified else COLUMNS


def finding_document(finding: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "phase": finding.phase,
        "cycle": finding.cycle,
        "day": finding.day,
        "drug": finding.drug,
        "date": _day(finding.date),
        "message": finding.message,
        "source": finding.source,
    }


def _administration(row: Administration) -> dict[str, Any]:
    return {
        "date": row.date.isoformat(),
        "phase": row.phase,
        "cycle": row.cycle,
        "day": row.day,
        "drug": row.drug,
        "group": row.group,
        "written": row.written,
        "fraction": _number(row.fraction),
        "level": row.level,
        "calculated": plain(row.calculated),
        "dose": plain(row.dose),
        "unit": row.unit,
        "route": None if row.route is None else row.route.value,
        "occurrence": row.occurrence,
        "of": row.of,
        "status": row.status.value,
        **_made_of(row),
    }


def _made_of(row: Administration) -> dict[str, Any]:
    """What a dose is taken from, where the policy asks for doses as they are given."""
    dose = row.resolved
    if not row.pieces:
        return {}
    return {
        "made_of": [
            {
                "count": one.count,
                "form": one.presentation.form,
                "strength": plain(one.presentation.strength),
                "unit": "mg",
            }
            for one in row.pieces
        ],
        "left_over": plain(dose.made.left_over),
    }


def _cycle(cycle: Cycle) -> dict[str, Any]:
    values: dict[str, Any] = {
        "phase": cycle.phase,
        "cycle": cycle.cycle,
        "planned": _day(cycle.planned),
        "start": cycle.start.isoformat(),
        "delay_days": cycle.delay_days,
        "slip_days": cycle.slip_days,
        "dose_delay": cycle.dose_delay,
    }
    if cycle.group_starts:
        starts = {group: start.isoformat() for group, start in cycle.group_starts.items()}
        values["group_starts"] = starts
    return values


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
