"""Comparisons, intensities and summaries as documents and as text; calendars read back as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from regimens.comparison import Change, Comparison, Line
from regimens.decimals import number, percent, plain
from regimens.formats.calendars import finding_document
from regimens.formats.converter import structure
from regimens.intensity import Cumulative, Intensity
from regimens.summaries import CycleRow, Summary

__all__ = [
    "comparison_document",
    "intensity_document",
    "intensity_text",
    "lines_from",
    "summary_document",
    "summary_text",
]


def _dose_of(text: object) -> Decimal:
    return number(text, where="dose")


@frozen(kw_only=True)
class _Pieces:
    """What a dose is taken from."""

    count: int
    form: str
    strength: str
    unit: str


@frozen(kw_only=True)
class _Row:
    """An administration of a calendar document."""

    date: date
    phase: str
    cycle: int
    day: int
    drug: str
    group: str
    written: str
    fraction: str | None
    level: str | None
    calculated: str
    dose: Decimal = field(converter=_dose_of)
    unit: str
    route: str | None
    occurrence: int
    of: int
    status: str
    made_of: tuple[_Pieces, ...] = ()
    left_over: str = "0"


def lines_from(values: dict[str, Any], *, where: str = "calendar") -> list[Line]:
    """The administrations of a calendar document, to be compared.

    Raises:
        DocumentError: with the path inside the document.
    """
    rows = [
        structure(value, _Row, where=f"{where}.administrations[{index}]")
        for index, value in enumerate(values["administrations"])
    ]
    return [
        Line(
            date=row.date,
            phase=row.phase,
            cycle=row.cycle,
            day=row.day,
            drug=row.drug,
            group=row.group,
            occurrence=row.occurrence,
            dose=row.dose,
            unit=row.unit,
            route=row.route,
            status=row.status,
        )
        for row in rows
    ]


def comparison_document(found: Comparison) -> dict[str, Any]:
    """Every change with what did it, the new events, and what else differs."""
    return {
        "counts": found.counts,
        "changes": [_change(change) for change in found.changes],
        "events": list(found.events),
        "different_too": list(found.others),
    }


def _change(change: Change) -> dict[str, Any]:
    line = change.line
    return {
        "kind": change.kind,
        "phase": line.phase,
        "cycle": line.cycle,
        "day": line.day,
        "drug": line.drug,
        "group": line.group,
        "occurrence": line.occurrence,
        "before": None if change.before is None else _line(change.before),
        "after": None if change.after is None else _line(change.after),
        "events": list(change.events),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "date": line.date.isoformat(),
        "dose": plain(line.dose),
        "unit": line.unit,
        "route": line.route,
        "status": line.status,
    }


def intensity_document(found: Sequence[Intensity], totals: Sequence[Cumulative]) -> dict[str, Any]:
    """The relative dose intensity of each drug, and the cumulative doses."""
    return {
        "drugs": [
            {
                "drug": one.drug,
                "delivered": plain(one.delivered),
                "planned": plain(one.planned),
                "unit": one.unit,
                "elapsed_days": one.elapsed_days,
                "planned_days": one.planned_days,
                "rdi": plain(one.rdi),
            }
            for one in found
        ],
        "cumulative": [
            {
                "drug": one.drug,
                "prior": plain(one.prior),
                "delivered": plain(one.delivered),
                "total": plain(one.total),
                "limit": None if one.limit is None else plain(one.limit),
                "unit": one.unit,
            }
            for one in totals
        ],
        "findings": [finding_document(one.finding) for one in totals if one.finding is not None],
    }


def intensity_text(found: Sequence[Intensity], totals: Sequence[Cumulative]) -> str:
    """The same for people, with the working of each figure."""
    lines = ["Relative dose intensity"]
    for one in found:
        lines.append(f"  {one.drug:<20} {plain(one.rdi):>6} %")
        lines.append(f"    {one.working.formula}")
    lines.append("Cumulative dose")
    for total in (one for one in totals if one.total):
        unit = total.unit
        prior = f", {plain(total.prior)} {unit} of it before" if total.prior else ""
        limit = "no limit stated" if total.limit is None else f"limit {plain(total.limit)} {unit}"
        over = " !! over the limit" if total.finding and total.limit is not None else ""
        lines.append(f"  {total.drug:<20} {plain(total.total):>8} {unit}{prior}; {limit}{over}")
    return "\n".join(lines) + "\n"


def summary_document(found: Summary) -> dict[str, Any]:
    """One row a cycle, and how many courses left out how many doses of each drug."""
    return {
        "cycles": [_cycle(row) for row in found.cycles],
        "omissions": {
            drug: {str(count): courses for count, courses in each.items()}
            for drug, each in found.omissions.items()
        },
    }


def _cycle(row: CycleRow) -> dict[str, Any]:
    return {
        "cycle": row.cycle,
        "n": row.n,
        "fractions": dict(row.fractions),
        "same": row.same,
        "reduced": row.reduced,
        "escalated": row.escalated,
        "dose_delays": row.dose_delays,
        "percent": {
            name: None if count is None else plain(percent(count, row.n))
            for name, count in _counted(row).items()
        },
    }


def _counted(row: CycleRow) -> dict[str, int | None]:
    return {
        "same": row.same,
        "reduced": row.reduced,
        "escalated": row.escalated,
        "dose_delays": row.dose_delays,
    }


def summary_text(found: Summary) -> str:
    """The same for people, with percentages as tables of trials print them."""
    lines: list[str] = []
    for row in found.cycles:
        lines.append(f"Cycle {row.cycle} (N = {row.n})")
        for label, count in row.fractions.items():
            lines.append(f"  at {label} of the full dose: {_share(count, row.n)}")
        for name, counted in _counted(row).items():
            if counted is not None:
                lines.append(f"  {name.replace('_', ' ')}: {_share(counted, row.n)}")
    for drug, each in found.omissions.items():
        lines.append(f"{drug}, doses left out")
        courses = sum(each.values())
        lines += [f"  {count}: {_share(of, courses)}" for count, of in each.items()]
    return "\n".join(lines) + "\n"


def _share(count: int, of: int) -> str:
    return f"{count}/{of} ({percent(count, of)}%)"
