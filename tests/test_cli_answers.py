"""The commands that compare, verify, and say how much was given, as somebody types them."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regimens.cli import main

_COURSE: dict[str, Any] = {
    "regimen": "dara-dcep",
    "start": "2026-01-05",
    "patient": {"height": "165 cm", "weight": "70 kg"},
}
_LATE = {"id": "e1", "type": "delay", "of": "DCEP", "cycle": 3, "days": 4}
_GIVEN = [
    {"type": "given", "of": "cisplatin", "on": f"2026-01-0{day}", "planned": f"2026-01-0{day}"}
    for day in (5, 6, 7)
]
_ORDER = {"id": "o1", "drug": "cisplatin", "date": "2026-01-05", "dose": "18 mg", "route": "IV"}


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a course, one that is later, a cohort and some orders."""
    monkeypatch.chdir(tmp_path)
    later = {**_COURSE, "events": [_LATE, *_GIVEN]}
    for name, values in {
        "before.json": _COURSE,
        "after.json": later,
        "orders.json": [_ORDER],
        "twice.json": [_ORDER, _ORDER],
        "object.json": {"orders": [_ORDER]},
        "calendar.json": {"administrations": 3},
        "row.json": {"administrations": [{"date": "2026-01-05"}]},
    }.items():
        Path(name).write_text(json.dumps(values), encoding="utf-8")
    lines = "\n".join([json.dumps(_COURSE), "", json.dumps(later)])
    Path("courses.jsonl").write_text(lines + "\n", encoding="utf-8")
    Path("broken.jsonl").write_text(json.dumps(_COURSE) + "\n{\n", encoding="utf-8")
    Path("empty.jsonl").write_text("\n", encoding="utf-8")


def _done(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    found = main(arguments)
    out, err = capsys.readouterr()
    assert (found, err) == (code, "")
    return out


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    return json.loads(_done(capsys, *arguments, "--format", "json", code=code))


def test_compare_says_what_moved_and_which_event_did_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """DCEP of cycle 3 with its G-CSF, and three given doses."""
    text = _done(capsys, "compare", "before.json", "after.json")
    assert text.splitlines()[0] == "17 moved, 3 changed, 0 came, 0 went"
    assert "cisplatin, Mon 2026-03-02 → Fri 2026-03-06  [events[0] (e1)]" in text
    found = _json(capsys, "compare", "before.json", "after.json")
    assert found["counts"] == {"moved": 17, "changed": 3, "came": 0, "went": 0}
    assert found["different_too"] == []
    moved = next(one for one in found["changes"] if one["kind"] == "moved")
    assert moved == {
        "kind": "moved",
        "phase": "induction",
        "cycle": 3,
        "day": 1,
        "drug": "dexamethasone",
        "group": "DCEP",
        "occurrence": 1,
        "before": {
            "date": "2026-03-02",
            "dose": "40",
            "unit": "mg",
            "route": "PO",
            "status": "planned",
        },
        "after": {
            "date": "2026-03-06",
            "dose": "40",
            "unit": "mg",
            "route": "PO",
            "status": "planned",
        },
        "events": ["events[0] (e1)"],
    }


def test_calendars_are_compared_as_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """They name no events; a course may stand beside one."""
    for name in ("before", "after"):
        text = _done(capsys, "plan", f"{name}.json", "--format", "json")
        Path(f"{name}.calendar.json").write_text(text, encoding="utf-8")
    for pair in (
        ("before.calendar.json", "after.calendar.json"),
        ("before.calendar.json", "after.json"),
    ):
        found = _json(capsys, "compare", *pair)
        assert found["counts"] == {"moved": 17, "changed": 3, "came": 0, "went": 0}
        assert {tuple(one["events"]) for one in found["changes"]} == {()}
    same = _json(capsys, "compare", "after.calendar.json", "after.json")
    assert same["changes"] == []


def test_verify_prints_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """One order agrees; the other doses of the day have none, so the exit is 1."""
    found = _json(capsys, "verify", "before.json", "orders.json", code=1)
    assert found["orders"] == [
        {
            "id": "o1",
            "matches": {"phase": "induction", "cycle": 1, "day": 1},
            "expected": "17.9 mg",
            "deviation": "0.6 %",
            "findings": [],
        }
    ]
    assert [one["drug"] for one in found["findings"]] == [
        "dexamethasone",
        "cyclophosphamide",
        "etoposide",
        "daratumumab",
    ]
    assert {one["code"] for one in found["findings"]} == {"missing-order"}
    text = _done(capsys, "verify", "before.json", "orders.json", code=1)
    assert text.splitlines()[0] == "o1: cisplatin 18 mg IV on Mon 2026-01-05: agrees"
    assert text.splitlines()[-1] == "1 orders, 0 with findings; 4 doses not ordered"


def test_right_orders_exit_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Every dose of day 1, in any order, each with an id of its own."""
    doses = {
        "cisplatin": "17.9 mg",
        "etoposide": "71.6 mg",
        "cyclophosphamide": "716 mg",
        "dexamethasone": "40 mg",
        "daratumumab": "1120 mg",
    }
    orders = [
        {"id": drug, "drug": drug, "date": "2026-01-05", "dose": dose}
        for drug, dose in doses.items()
    ]
    Path("right.json").write_text(json.dumps(orders), encoding="utf-8")
    found = _json(capsys, "verify", "before.json", "right.json")
    assert found["findings"] == []
    later = ("--until", "2026-01-06")
    missing = _json(capsys, "verify", "before.json", "right.json", *later, code=1)["findings"]
    assert len(missing) == 4


def test_tolerance_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """18 mg is 0.6 % above 17.9 mg."""
    strict = ("--tolerance", "0.5 %")
    found = _json(capsys, "verify", "before.json", "orders.json", *strict, code=1)
    assert [one["code"] for one in found["orders"][0]["findings"]] == ["dose-deviation"]


def test_intensity_prints_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """Three of four cisplatin doses of cycle 1."""
    found = _json(capsys, "intensity", "after.json")
    assert found["drugs"] == [
        {
            "drug": "cisplatin",
            "delivered": "53.7",
            "planned": "71.6",
            "unit": "mg",
            "elapsed_days": 28,
            "planned_days": 28,
            "rdi": "75",
        }
    ]
    text = _done(capsys, "intensity", "after.json")
    assert "(53.7 mg ÷ 28 days) ÷ (71.6 mg ÷ 28 days)" in text
    planned = _json(capsys, "intensity", "before.json", "--as-planned")
    assert {one["rdi"] for one in planned["drugs"]} == {"100"}


def test_summarize_reads_one_course_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file or from standard input; empty lines are nothing."""
    options = ("--phase", "induction", "--group", "DCEP")
    found = _json(capsys, "summarize", "courses.jsonl", *options)
    assert [row["n"] for row in found["cycles"]] == [2, 2, 2]
    data = io.BytesIO(Path("courses.jsonl").read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    assert _json(capsys, "summarize", "-", *options) == found
    text = _done(capsys, "summarize", "courses.jsonl", *options)
    assert text.splitlines()[0] == "Cycle 1 (N = 2)"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("verify before.json object.json", "object.json: is not a list of orders"),
        ("verify before.json nope.json", "nope.json: there is no such file"),
        ("verify before.json orders.json --tolerance 5", "is not a percentage"),
        ("verify before.json orders.json --tolerance 60%", "below 50 %"),
        ("verify before.json orders.json --until 2026-02-30", "--until"),
        ("verify before.json twice.json", "twice.json: orders: two orders have the id 'o1'"),
        ("verify - -", "standard input twice"),
        ("compare - -", "standard input twice"),
        ("compare before.json orders.json", "is not an object"),
        ("compare before.json calendar.json", "calendar.json.administrations: is not a list"),
        ("compare before.json row.json", "row.json.administrations[0]"),
        ("compare before.json .", "is a directory"),
        ("intensity before.json", "count doses as planned"),
        ("intensity nope.json", "there is no such file"),
        ("summarize courses.jsonl --phase induction", "--group"),
        ("summarize courses.jsonl --phase x --group DCEP", "phases: induction, maintenance"),
        ("summarize broken.jsonl --phase induction --group DCEP", "broken.jsonl line 2"),
        ("summarize empty.jsonl --phase induction --group DCEP", "has no course"),
        ("summarize . --phase induction --group DCEP", "is a directory"),
        ("summarize nope.jsonl --phase induction --group DCEP", "there is no such file"),
    ],
)
def test_bad_input_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    """Exit 2: what, where and the mend, and nothing on standard output."""
    code = main(arguments.split())
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err
    assert ";" in err


@pytest.mark.parametrize(
    "arguments",
    ["verify before.json -", "intensity -", "summarize - --phase induction --group DCEP"],
)
def test_closed_standard_input_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    """There is nothing to read."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(arguments.split()) == 2
    assert "standard input: is closed" in capsys.readouterr().err


def test_orders_are_checked_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """A dose that nobody confirmed can still be ordered."""
    values = {**_COURSE, "as_of": date(2026, 1, 6).isoformat()}
    Path("today.json").write_text(json.dumps(values), encoding="utf-8")
    found = _json(capsys, "verify", "today.json", "orders.json", code=1)
    assert found["orders"][0]["findings"] == []


def test_left_out_doses_are_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    """One course of two left out one daratumumab."""
    omitted = {"type": "omission", "of": "daratumumab", "on": "2026-01-12"}
    lines = [json.dumps(_COURSE), json.dumps({**_COURSE, "events": [omitted]})]
    Path("omitted.jsonl").write_text("\n".join(lines), encoding="utf-8")
    text = _done(capsys, "summarize", "omitted.jsonl", "--phase", "induction", "--group", "DCEP")
    assert "daratumumab, doses left out\n  0: 1/2 (50.0%)\n  1: 1/2 (50.0%)\n" in text
