"""What each kind of event does to a calendar, against tables worked out by hand."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from regimens import Calendar, Severity
from regimens.administrations import Administration
from regimens.decimals import plain
from regimens.formats.courses import course_from

TABLES = Path(__file__).parent / "tables" / "events"
IDENTITY = ("phase", "cycle", "day", "drug")

Cells = tuple[str, ...]


@frozen
class Table:
    """One hand-made table.

    Args:
        facts: What its head says, each line read as JSON except the sentences.
        columns: The names that stand twice in the table, as `date` in `date_before`.
        rows: The rows, by column.
    """

    facts: dict[str, Any]
    columns: Cells
    rows: tuple[dict[str, str], ...]

    def side(self, side: str) -> list[Cells]:
        """The rows that the calendar has before or after, sorted."""
        return sorted(
            (
                *(row[f"{column}_{side}"] for column in self.columns),
                *(row[name] for name in IDENTITY),
            )
            for row in self.rows
            if row[f"date_{side}"]
        )

    def course(self, side: str) -> Calendar:
        """The calendar of the course before or after the event, read from its document."""
        document = dict(self.facts["course"])
        events = list(self.facts.get("before", []))
        if side == "after":
            document |= self.facts.get("change", {})
            if "event" in self.facts:
                events.append(self.facts["event"])
        return course_from({**document, "events": events}).plan()


def _read(path: Path) -> Table:
    head: list[str] = []
    body: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        (head if line.startswith("# ") else body).append(line)
    facts: dict[str, Any] = {}
    for line in head:
        key, _, value = line.removeprefix("# ").partition(": ")
        facts[key] = value if key in ("what", "rule", "source") else json.loads(value)
    reader = csv.DictReader(body)
    columns = tuple(
        name.removesuffix("_before") for name in reader.fieldnames or () if name.endswith("_before")
    )
    return Table(facts, columns, tuple(reader))


_ALL = {path.stem: _read(path) for path in sorted(TABLES.glob("*.csv"))}

_CASES = list(_ALL)

_SIDES = [(name, side) for name in _CASES for side in ("before", "after")]


def _cell(row: Administration, column: str) -> str:
    match column:
        case "date":
            return row.date.isoformat()
        case "dose":
            return plain(row.dose)
        case "status":
            return row.status.value
        case "route":
            return "" if row.route is None else row.route.value
        case _:
            return str(getattr(row, column) or "")


def _rows(calendar: Calendar, columns: Cells) -> list[Cells]:
    return sorted(tuple(_cell(row, column) for column in (*columns, *IDENTITY)) for row in calendar)


@pytest.mark.parametrize(("name", "side"), _SIDES)
def test_calendar_equals_the_table_worked_out_by_hand(name: str, side: str) -> None:
    """Every row of the calendar is a row of the table, and nothing else has changed."""
    table = _ALL[name]
    calendar = table.course(side)
    assert _rows(calendar, table.columns) == table.side(side)
    dates = [row.date for row in calendar]
    assert dates == sorted(dates)


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("name", _CASES)
def test_findings_are_those_expected_by_hand(name: str, side: str) -> None:
    """The violations are exactly those of the table; of the others, those that it names."""
    facts = _ALL[name].facts
    findings = _ALL[name].course(side).findings
    violations = sorted(f.code for f in findings if f.severity is Severity.VIOLATION)
    assert violations == facts.get(f"violations_{side}", [])
    codes = {finding.code for finding in findings}
    assert set(facts.get(f"findings_{side}", [])) <= codes
    assert not set(facts.get(f"absent_{side}", [])) & codes


def test_every_type_of_event_has_a_table() -> None:
    """The course document's types of event, each at least once as the event of a table."""
    types = {table.facts["event"]["type"] for table in _ALL.values() if "event" in table.facts}
    assert types == {
        "correction",
        "cycle_start",
        "delay",
        "discontinuation",
        "dose_change",
        "given",
        "lab",
        "measurement",
        "omission",
        "postponement",
        "response",
        "switch",
        "transplant",
    }


@pytest.mark.parametrize("name", _CASES)
def test_table_says_what_it_expects_and_why(name: str) -> None:
    """Every table has its sentence, its rule, its source, and one event or change."""
    facts = _ALL[name].facts
    assert all(facts[key] for key in ("what", "rule", "source"))
    assert ("event" in facts) is not ("change" in facts)
    assert "violations_after" in facts
