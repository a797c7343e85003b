"""The hazard log: every cause has a control, a module that carries it, and tests that are there."""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SAFETY = (DOCS / "evidence" / "safety.md").read_text(encoding="utf-8")
HAZARDS: list[dict[str, Any]] = tomllib.loads(
    (DOCS / "evidence" / "hazards.toml").read_text(encoding="utf-8")
)["hazards"]
CAUSES: dict[str, dict[str, Any]] = {
    cause["id"]: cause for hazard in HAZARDS for cause in hazard["causes"]
}
KINDS = {"design", "protective", "information"}
# What is filled in by whoever judges the risk; the log must leave it open.
THEIRS = [
    *("initial severity", "initial likelihood", "initial risk", "further control"),
    *("residual severity", "residual likelihood", "residual risk", "owner", "status"),
]


def _node_ids(source: str, path: str) -> Iterator[str]:
    """The tests of a module as pytest names them, without parameters.

    Found in the syntax tree, which is quick; what is skipped or expected to fail shows nothing.
    """
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            decorators = " ".join(map(ast.unparse, node.decorator_list))
            if not re.search(r"\bmark\.(skip|xfail)", decorators):
                yield f"{path}::{node.name}"
        elif isinstance(node, ast.Assign) and ast.unparse(node.value).endswith(".TestCase"):
            yield from (f"{path}::{ast.unparse(one)}::runTest" for one in node.targets)


THERE = frozenset(
    name
    for path in sorted((ROOT / "tests").glob("test_*.py"))
    for name in _node_ids(path.read_text(encoding="utf-8"), f"tests/{path.name}")
)


def _faults(cause: dict[str, Any], there: Collection[str]) -> list[str]:
    """What is wrong with the tests of a cause."""
    tests = cause["tests"]
    found = [f"gone: {name}" for name in tests if name not in there]
    if len(tests) != len(set(tests)):
        found.append("named twice")
    return found if tests else ["none"]


@pytest.mark.parametrize("name", CAUSES)
def test_every_cause_has_tests_that_are_there(name: str) -> None:
    """A test that was renamed or taken out leaves its control without verification."""
    assert _faults(CAUSES[name], THERE) == []


def test_a_gone_test_and_a_cause_without_any_are_found() -> None:
    """So that the test above can fail."""
    (first, *_) = CAUSES.values()
    gone = first["tests"][0]
    assert _faults(first, THERE - {gone}) == [f"gone: {gone}"]
    assert _faults(first | {"tests": []}, THERE) == ["none"]
    assert _faults(first | {"tests": [gone, gone]}, THERE) == ["named twice"]


def test_node_ids_are_those_of_tests_that_run() -> None:
    """A function and a state machine are tests; helpers and what is skipped or may fail are not."""
    source = (
        "import pytest\n"
        "def helper(): ...\n"
        "def test_a(): ...\n"
        "@pytest.mark.parametrize('x', [1])\ndef test_b(x): ...\n"
        "@pytest.mark.skip(reason='later')\ndef test_c(): ...\n"
        "@pytest.mark.skipif(True, reason='here')\ndef test_d(): ...\n"
        "@pytest.mark.xfail\ndef test_e(): ...\n"
        "TestMachine = Machine.TestCase\n"
    )
    found = list(_node_ids(source, "t.py"))
    assert found == ["t.py::test_a", "t.py::test_b", "t.py::TestMachine::runTest"]


def test_every_hazard_has_causes_and_an_id_of_its_own() -> None:
    """An id is that of its hazard with a number, given once."""
    ids = [hazard["id"] for hazard in HAZARDS]
    assert len(ids) == len(set(ids)) >= 27
    for hazard in HAZARDS:
        assert re.fullmatch(r"H\d\d", hazard["id"])
        assert hazard["causes"]
        for cause in hazard["causes"]:
            assert re.fullmatch(rf"{hazard['id']}\.\d+", cause["id"])
    assert len(CAUSES) == sum(len(hazard["causes"]) for hazard in HAZARDS)


def test_ten_hazards_come_first() -> None:
    """The page of safety begins with them, in their order."""
    ranks = sorted(hazard["rank"] for hazard in HAZARDS if "rank" in hazard)
    assert ranks == list(range(1, 11))
    first = [hazard["id"] for hazard in sorted(HAZARDS, key=lambda one: one.get("rank", 99))[:10]]
    link = r"^\| \[[^]]*\]\(hazard-log\.md#h\d\d-[a-z-]+\) \((H\d\d)\)"
    assert re.findall(link, SAFETY, re.M) == first
    assert SAFETY.index("## What to look at first") < SAFETY.index("## What it does not do")


@pytest.mark.parametrize("name", CAUSES)
def test_control_names_its_kind_and_modules_that_are_there(name: str) -> None:
    """Modules of the library, or files of this repository where the control is how it is built."""
    cause = CAUSES[name]
    assert cause["by"] in KINDS
    assert cause["items"]
    for item in cause["items"]:
        inside = ROOT / "src" / "regimens" / item.replace(".", "/")
        assert inside.is_dir() or inside.with_suffix(".py").is_file() or (ROOT / item).is_file()


def test_texts_of_the_log_stand_in_a_table() -> None:
    """Each part is stated, on one line, without the sign that parts cells."""
    for hazard in HAZARDS:
        parts = [hazard[key] for key in ("name", "situation", "harm", "residual")]
        parts += [cause[key] for cause in hazard["causes"] for key in ("cause", "control")]
        for part in parts:
            assert part.strip() == part != ""
            assert "|" not in part
            assert "\n" not in part


def test_log_for_a_spreadsheet_leaves_the_judgement_open() -> None:
    """A row a cause, with the columns for severity, likelihood and acceptance empty."""
    with (DOCS / "evidence" / "hazard-log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["cause"] for row in rows] == list(CAUSES)
    for row in rows:
        assert list(row)[-len(THEIRS) :] == THEIRS
        assert {row[column] for column in THEIRS} == {""}
        assert row["verification"].split() == CAUSES[row["cause"]]["tests"]


def test_every_dependency_is_told_as_software_of_unknown_provenance() -> None:
    """Each that pip installs, with the extra that brings it, has its row."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = [line for line in SAFETY.splitlines() if line.startswith("| [")]
    for text in project["dependencies"]:
        name = re.split(r"[<>=]", text)[0]
        assert any(row.startswith(f"| [{name}](") for row in rows), name
    for extra, wanted in project["optional-dependencies"].items():
        for text in wanted:
            name = re.split(r"[<>=\[]", text)[0]
            if name != project["name"]:
                told = [row for row in rows if row.startswith(f"| [{name}](")]
                assert any(f"`{extra}`" in row.split(" | ")[0] for row in told), name


def test_page_says_that_nobody_has_signed_as_long_as_nobody_has() -> None:
    """The first sign-off makes a sentence of the safety page wrong, which somebody has to mend."""
    signed = tomllib.loads((DOCS / "evidence" / "sign-offs.toml").read_text(encoding="utf-8"))
    nobody = "**Nobody has signed any\ncard of this version.**" in SAFETY
    assert nobody is not bool(signed.get("sign-offs"))
