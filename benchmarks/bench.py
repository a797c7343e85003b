"""How fast planning is, as ratios to others in the same run: ``python benchmarks/bench.py``.

A whole run writes its table into docs/evidence/performance.md. ``--only`` runs parts and prints
them; ``--quick`` runs everything small, to see that it runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import growth
import many_patients
import memory
import numpy as np
import one_patient
import pyarrow as pa  # type: ignore[import-untyped]
import starting
from measuring import Row, Size, table

__all__ = ["main", "written"]

_PAGE = Path(__file__).parents[1] / "docs" / "evidence" / "performance.md"
_BEGIN, _END = "<!-- written by benchmarks/bench.py -->\n", "<!-- end -->\n"
_PARTS: dict[str, tuple[str, Callable[[Size], Iterator[Row]]]] = {
    "many": ("Many patients", many_patients.rows),
    "one": ("One patient", one_patient.rows),
    "peers": ("One patient, against programs of others", one_patient.peers),
    "growth": ("Growth", growth.rows),
    "memory": ("Memory", memory.rows),
    "start": ("Start", starting.rows),
}
_QUICK = Size(
    rounds=2, batches=1, patients=100, singles=3, calls=2, starts=2, files=(50, 100), units=(1, 2)
)


def written(page: str, tables: str) -> str:
    """A page with its tables renewed between their marks."""
    before, _, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not end:
        raise SystemExit(f"{_PAGE.name} has no place for the tables")
    return f"{before}{_BEGIN}\n{tables}\n{end}{after}"


def main(given: list[str] | None = None) -> None:
    """Run the parts and print, or write, their tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--only", nargs="+", choices=list(_PARTS), help="print these parts alone")
    parser.add_argument("--quick", action="store_true", help="run small, and print")
    asked = parser.parse_args(given)
    began = time.perf_counter()
    size = _QUICK if asked.quick else Size()
    found = []
    for name in asked.only or _PARTS:
        title, part = _PARTS[name]
        rows = []
        for row in part(size):
            print(row.line(), flush=True)
            rows.append(row)
        found.append(f"## {title}\n\n{table(rows)}\n")
    minutes = (time.perf_counter() - began) / 60
    tables = "\n".join([f"{_measured(minutes)}\n", *found])
    print(f"\n{tables}")
    if not (asked.only or asked.quick):
        _PAGE.write_text(written(_PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")


def _measured(minutes: float) -> str:
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} in {minutes:.0f} minutes, with CPython "
        f"{platform.python_version()},\nnumpy {np.__version__} and pyarrow {pa.__version__}, on "
        f"{os.cpu_count()} processors."
    )


if __name__ == "__main__":
    main()
