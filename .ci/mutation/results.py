"""What is known of the mutants: kept in a folder of the machine; and why survivors may survive."""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

import attrs

from mutation.mutants import Key, Mutant
from mutation.tests_by_line import CACHE, ROOT, digest

LISTED = ROOT / "docs" / "evidence" / "mutation-survivors.csv"


@attrs.frozen
class Outcome:
    """What became of a mutant.

    Args:
        how: "killed", "too long" or "survived".
        by: The test that noticed.
        seconds: For how long at most its tests were run.
        statement: The digest of what it was made in.
        files: The digest of that test; for a survivor, of every file with a test of it.
    """

    how: str
    by: str
    seconds: float
    statement: str
    files: dict[str, str]


class Results:
    """What is known of the mutants of a module, kept line by line in a file."""

    def __init__(self, module: str) -> None:
        self._path = CACHE / "results" / f"{module}.jsonl"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._known: dict[Key, Outcome] = {}
        for line in self._path.read_text().splitlines() if self._path.exists() else ():
            key, outcome = json.loads(line)
            self._known[tuple(key)] = Outcome(**outcome)

    def of(self, mutant: Mutant) -> Outcome | None:
        """What is known of the function as it is."""
        known = self._known.get(mutant.key)
        return known if known and known.statement == mutant.statement else None

    def keep(self, mutant: Mutant, outcome: Outcome) -> None:
        """Write it down."""
        self._known[mutant.key] = outcome
        with self._path.open("a") as file:
            file.write(json.dumps([mutant.key, attrs.asdict(outcome)]) + "\n")


@cache
def digest_of(file: str) -> str:
    """The digest of a file as it is, by its path."""
    return digest(ROOT / file) if (ROOT / file).is_file() else ""


def killer(test: str) -> dict[str, str]:
    """The digest of a test's function, or of its file where it is a document's."""
    file, _, name = test.partition("[")[0].partition("::")
    return {test: _functions(file).get(name) or digest_of(file)}


@cache
def _functions(file: str) -> dict[str, str]:
    if not (ROOT / file).is_file():
        return {}
    return {
        node.name: sha256(ast.dump(node).encode()).hexdigest()[:16]
        for node in ast.parse((ROOT / file).read_text()).body
        if isinstance(node, ast.FunctionDef)
    }


def digests(tests: Iterable[str]) -> dict[str, str]:
    """The digests of the files of tests."""
    files = sorted({test.partition("::")[0] for test in tests})
    return {file: digest_of(file) for file in files}


def listed() -> dict[Key, str]:
    """The survivors that are explained."""
    if not LISTED.exists():
        return {}
    with LISTED.open(newline="") as file:
        return {
            (row["module"], row["place"], row["line"], row["change"], int(row["number"])): row[
                "why"
            ]
            for row in csv.DictReader(file)
        }
