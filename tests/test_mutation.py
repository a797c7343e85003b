"""What the mutation tests change: every bound, sign, number, condition and check, named once."""

from __future__ import annotations

import ast
import csv
import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMES = ("module", "place", "line", "change")
sys.path.insert(0, str(ROOT / ".ci"))

mutants = importlib.import_module("mutation.mutants").mutants

_SOURCE = '''
from decimal import ROUND_HALF_UP, Decimal

__all__ = ["Dose", "rounded"]

LIMIT = Decimal("1.5")


@frozen(kw_only=True)
class Dose:
    """A dose."""

    value: Decimal = field(validator=positive)

    @value.validator
    def _check(self, _: object, value: Decimal) -> None:
        if value <= 0 and not LIMIT:
            raise DoseError("a dose of 0 mg")


def rounded(value: Decimal, cap: Decimal | None = None) -> Decimal:
    kept = [one for one in (value, cap) if one is not None]
    return KEYS["cap"].round(min(kept), ROUND_HALF_UP) if kept else -value
'''
_CHANGES = [
    ("", "Decimal('1.5') → Decimal('1.6')"),
    ("Dose", "field without validator=positive"),
    ("Dose", "without @value.validator"),
    ("Dose._check", "value <= 0 and (not LIMIT) → True"),
    ("Dose._check", "value <= 0 and (not LIMIT) → False"),
    ("Dose._check", "value <= 0 and (not LIMIT) → not LIMIT"),
    ("Dose._check", "value <= 0 and (not LIMIT) → value <= 0"),
    ("Dose._check", "value <= 0 → value < 0"),
    ("Dose._check", "0 → 1"),
    ("Dose._check", "not LIMIT → LIMIT"),
    ("Dose._check", "raise DoseError('a dose of 0 mg') → pass"),
    ("rounded", "for one in (value, cap) if one is not None → for one in (value, cap)"),
    (
        "rounded",
        "return KEYS['cap'].round(min(kept), ROUND_HALF_UP) if kept else -value → return",
    ),
    (
        "rounded",
        "KEYS['cap'].round(min(kept), ROUND_HALF_UP) if kept else -value "
        "→ KEYS['cap'].round(min(kept), ROUND_HALF_UP)",
    ),
    ("rounded", "KEYS['cap'].round(min(kept), ROUND_HALF_UP) if kept else -value → -value"),
    (
        "rounded",
        "KEYS['cap'].round(min(kept), ROUND_HALF_UP) → KEYS['cap'].round(ROUND_HALF_UP, min(kept))",
    ),
    ("rounded", "'cap' → 'cap~'"),
    ("rounded", "min(kept) → max(kept)"),
    ("rounded", "ROUND_HALF_UP → 'ROUND_HALF_DOWN'"),
    ("rounded", "-value → value"),
]


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module made up for the test."""
    path = tmp_path / "doses.py"
    path.write_text(_SOURCE)
    return path


def test_every_place_that_decides_is_changed(module: Path) -> None:
    """Validators, constants, bounds and conditions are; what is only read or annotated is not."""
    _, found = mutants(module)
    assert sorted((one.place, one.change) for one in found) == sorted(_CHANGES)


def test_one_change_is_made_at_a_time(module: Path) -> None:
    """Each makes a program that differs from the module as it was and from every other change's."""
    count = len(mutants(module)[1])
    made = set()
    for index in range(count):
        tree, found = mutants(module)
        before = ast.unparse(tree)
        found[index].put()
        compile(tree, str(module), "exec")
        assert ast.unparse(tree) != before
        made.add(ast.unparse(tree))
    assert len(made) == count


def test_a_change_is_known_by_its_text(module: Path) -> None:
    """What is known of a change, and why it may survive, does not hang on its line's number."""
    keys = [one.key for one in mutants(module)[1]]
    assert len(set(keys)) == len(keys)
    module.write_text("\n\n" + _SOURCE)
    assert [one.key for one in mutants(module)[1]] == keys


def test_every_change_that_may_survive_is_one_and_says_why() -> None:
    """What the code has no longer is taken from the list, and each row has its reason."""
    with (ROOT / "docs" / "evidence" / "mutation-survivors.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    core = ROOT / "src" / "regimens"
    for module in {row["module"] for row in rows}:
        keys = {one.key for one in mutants(core / f"{module}.py")[1]}
        for row in rows:
            if row["module"] == module:
                assert (*(row[name] for name in NAMES), int(row["number"])) in keys
                assert len(row["why"].split()) > 4
