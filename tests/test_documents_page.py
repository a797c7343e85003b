"""The page about documents: its examples are read, and its tables of answers hold every key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from regimens import Course, Given, Patient, catalogue
from regimens.cli import main
from regimens.errors import RegimensError
from regimens.formats.calendars import calendar_json
from regimens.formats.courses import course_from, course_json
from regimens.formats.orders import orders_from
from regimens.formats.reading import read_path
from regimens.formats.regimens import regimen_from
from regimens.formats.schemas import course_schema, regimen_schema

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"
PAGE = (ROOT / "docs" / "reference" / "documents.md").read_text(encoding="utf-8")


def _section(title: str) -> str:
    found = re.search(rf"^###? {re.escape(title)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def _example(title: str) -> Any:
    found = re.search(r"^```json\n(.*?)^```", _section(title), re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return json.loads(found[1])


# What is shown is read


def test_course_that_is_shown_is_planned() -> None:
    """It fits the schema; the voided change is gone, and what was given stands as recorded."""
    values = _example("A course")
    Draft202012Validator(course_schema()).validate(values)
    course = course_from(values)
    calendar = course.plan()
    assert len(course.events) == 4
    first = {row.drug: row for row in calendar if row.date == date(2026, 1, 5)}
    cisplatin = first["cisplatin"]
    assert [str(cisplatin.dose), str(cisplatin.fraction)] == ["18", "1"]
    assert str(first["cyclophosphamide"].dose) == "715"  # 400 × 1.79 = 716, to 5 mg


def test_protocol_that_is_shown_is_planned_only_with_a_reason() -> None:
    """It fits the schema, and nobody has read its number: 4 cycles of 4 days are 16 doses."""
    values = _example("A protocol")
    Draft202012Validator(regimen_schema()).validate(values)
    regimen = regimen_from(values)
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(regimen, patient, start=date(2026, 1, 5))
    with pytest.raises(RegimensError, match="nobody has read"):
        course.plan()
    tried = Course(regimen, patient, start=date(2026, 1, 5), allow_unverified="to show it")
    assert [str(row.dose) for row in tried.plan()] == ["40"] * 16


def test_orders_that_are_shown_are_read() -> None:
    """Two orders, the second by a route."""
    cyclophosphamide, etoposide = orders_from(_example("Orders"))
    assert str(cyclophosphamide.dose) == "500 mg"
    assert etoposide.route is not None


# What is answered is told


def _told(title: str) -> dict[str, str]:
    """The keys of the first table of a section, each with its type."""
    lines = [line for line in _section(title).splitlines() if line.startswith("| `")]
    cells = [line.strip("| ").split(" | ") for line in lines]
    return {row[0].strip("`"): row[1] for row in cells}


def _keys(value: Any, told: dict[str, str], path: str = "") -> Iterator[str]:
    """The paths of an answer's keys; names of the answer's own are not told one by one."""
    kind = told.get(path.removesuffix("[]"), "")
    if kind == "any value" or "#findings" in kind or "(#compare" in kind:
        return
    if isinstance(value, list):
        for one in value:
            yield from _keys(one, told, f"{path}[]")
    elif isinstance(value, dict) and not kind.startswith("object: name to"):
        for name, one in value.items():
            key = f"{path}.{name}" if path else name
            yield key
            yield from _keys(one, told, key)


BODY = ("--height", "165 cm", "--weight", "70 kg")
HEAVY = ("--height", "165 cm", "--weight", "210 kg")
COURSE, ORDERS = str(EXAMPLES / "dara-dcep-course.json"), str(EXAMPLES / "orders.json")
CHOP, CHOP_2 = str(EXAMPLES / "chop21.json"), str(EXAMPLES / "chop21-2.json")
COHORT = (str(EXAMPLES / "patients.csv"), "--output", "rows.csv")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with what the repository's examples have not: a calendar, a running course."""
    monkeypatch.chdir(tmp_path)
    course = course_from(read_path(COURSE))
    Path("calendar.json").write_text(calendar_json(course.plan()), encoding="utf-8")
    values = json.loads(Path(COURSE).read_text(encoding="utf-8"))
    values["events"] = values["events"][:-4]
    Path("before.json").write_text(json.dumps(values), encoding="utf-8")
    patient = Patient(height="165 cm", weight="70 kg")
    chop = Course(regimen_from(read_path(CHOP)), patient, start=date(2026, 1, 5))
    chop = chop.record(Given(of="prednisone", on=date(2026, 1, 6)))
    Path("chop.json").write_text(course_json(chop), encoding="utf-8")


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize(
    ("title", "commands"),
    [
        ("list", [("list",)]),
        ("bsa", [("bsa", *BODY), ("bsa", *HEAVY)]),
        ("dose", [("dose", "400 mg/m²", *BODY), ("dose", "400 mg/m²", *HEAVY)]),
        ("check of a course", [("check", COURSE)]),
        ("check of a protocol", [("check", CHOP)]),
        ("compare of two calendars", [("compare", "before.json", "calendar.json")]),
        ("compare of two calendars", [("compare", "before.json", COURSE)]),
        ("compare of two protocols", [("compare", CHOP, CHOP_2)]),
        ("verify", [("verify", COURSE, ORDERS)]),
        ("intensity", [("intensity", COURSE)]),
        (
            "summarize",
            [
                (
                    *("summarize", str(EXAMPLES / "three-courses.jsonl")),
                    *("--phase", "induction", "--group", "DCEP"),
                )
            ],
        ),
        ("cohort", [("cohort", "dcep", *COHORT)]),
    ],
)
def test_table_has_every_key_of_an_answer(
    title: str, commands: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    """And no other key."""
    told = _told(title)
    found: set[str] = set()
    for command in commands:
        assert main([*command, "--format", "json"]) in {0, 1}
        found |= set(_keys(json.loads(capsys.readouterr().out), told))
    assert found == set(told)


@pytest.mark.usefixtures("workplace")
def test_revise_answers_what_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The same as two comparisons, with what was not recorded and the violations."""
    told = _told("revise")
    assert main(["revise", "chop.json", CHOP_2, "--output", "new.json", "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert set(values) == {key for key in told if "[]" not in key}
    assert set(_keys(values["definition"], _told("compare of two protocols"))) == set(
        _told("compare of two protocols")
    )
    assert set(values["calendar"]) == {"counts", "changes", "events", "different_too"}
    assert values["not_recorded"] == ["2026-01-05"]
    assert main(["compare", "chop.json", CHOP_2, "--format", "json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"definition", "calendar"}


def test_every_answer_has_a_built_in_regimen_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    """The list is whole."""
    assert main(["list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["regimens"]
    assert [one["id"] for one in listed] == list(catalogue.ids())
