"""Plan random patients both ways, as a cohort and each by himself, and count what differs.

    .venv/bin/python .ci/compare_cohorts.py --count 1000000 --seed 1

The patients are drawn over the whole catalogue, every formula, every rounding, last days and
numbers of cycles, fractions, delays and events; docs/reference/cohorts.md has the latest figures.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import cohorts

from regimens import RegimensError, catalogue
from regimens.cohort import planned

_TOGETHER = 250  # patients under one policy and horizon


def compared(name: str, seed: str, count: int) -> tuple[Counter[str], list[str]]:
    """What was planned of one regimen under one policy, and what differs."""
    draw = cohorts.drawing(f"{seed} {name}")
    try:
        cohort = cohorts.cohorts(draw, catalogue.get(name))
    except RegimensError as error:
        return Counter({f"a cohort refused: {error.where}": 1}), []
    rows = cohorts.patients(draw, cohort.regimen, count)
    found = planned(cohorts.table(rows), cohort)
    return Counter(
        patients=len(rows), rows=found.rows.num_rows, rejects=found.rejects.num_rows
    ), cohorts.differences(cohort, rows, found)


def main() -> int:
    """Compare, print the counts, and fail where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="patients")
    parser.add_argument("--seed", default="1")
    arguments = parser.parse_args()
    names = catalogue.ids()
    parts = -(-arguments.count // _TOGETHER)
    jobs = [
        (names[part % len(names)], f"{arguments.seed} {part}", _TOGETHER) for part in range(parts)
    ]
    counts: Counter[str] = Counter()
    differences: list[str] = []
    with ProcessPoolExecutor() as pool:
        for counted, wrong in pool.map(compared, *zip(*jobs, strict=True), chunksize=4):
            counts += counted
            differences += wrong
    lines = [f"{name}: {number:,}" for name, number in sorted(counts.items())]
    lines += [f"differences: {len(differences):,}", *differences[:20]]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
