"""The benchmarks run, and what they hold the library against makes the same rows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

_BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
# Part, and rows of its table; the parts against programs of others install them, and stay out.
_PARTS = {"many": 12, "one": 2, "growth": 4, "memory": 2, "start": 6}


@pytest.mark.parametrize("part", list(_PARTS))
def test_every_part_runs_small(part: str) -> None:
    """Each comparison is a row with three figures."""
    run = [sys.executable, str(_BENCHMARKS / "bench.py"), "--quick", "--only", part]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.partition("\n## ")[2].splitlines()
    table = [line for line in lines if line.startswith("| ")][1:]  # without its heads
    assert len(table) == _PARTS[part]
    for row in table:
        cells = row.split(" | ")
        assert all(re.fullmatch(r"\d+(\.\d+)?", one) for one in cells[2:5]), row


def test_tables_are_written_between_their_marks() -> None:
    """What stands around the tables of the page stays as it is."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from bench import written; "
        "page = 'a\\n<!-- written by benchmarks/bench.py -->\\nold\\n<!-- end -->\\nb\\n'; "
        "sys.stdout.write(written(page, 'new\\n'))"
    )
    run = [sys.executable, "-c", program, str(_BENCHMARKS)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout == ("a\n<!-- written by benchmarks/bench.py -->\n\nnew\n\n<!-- end -->\nb\n")


def test_aims_are_judged_by_the_median() -> None:
    """A missed aim, and a program that is not there, are said plainly."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import others; from measuring import Row; "
        "others.shutil.which = lambda name: None\n"
        "try: others.by_node('rrule.mjs')\n"
        "except others.MissingError as error: why = str(error)\n"
        "for ratios, aim, took in (((1.0, 2.9, 9.0), ('at least', 3), 'a'), "
        "((0.1, 1.3, 9.0), ('at most', 1.3), 'b'), ((), ('at least', 3), why), "
        "((120.4,), None, 'c')): "
        "print(Row(what='x', against='y', ratios=ratios, aim=aim, took=took).line())"
    )
    run = [sys.executable, "-c", program, str(_BENCHMARKS)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "| x | y | 1.00 | 2.90 | 9.00 | at least 3 | **missed** | a |",
        "| x | y | 0.10 | 1.30 | 9.00 | at most 1.3 | met | b |",
        "| x | y |  |  |  | at least 3 | **not run** | node is not installed |",
        "| x | y | 120 | 120 | 120 |  |  | c |",
    ]
