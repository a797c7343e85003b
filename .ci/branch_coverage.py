"""Fail unless every branch of the modules that make doses and dates has been taken.

python .ci/branch_coverage.py --tests      the tests that take them, which are quick
python .ci/branch_coverage.py REPORT       a report of coverage.py in JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

WHOLE = (
    "ages",
    "amounts",
    "bands",
    "dosing_weight",
    "body",
    "dosing_surface",
    "calendars",
    "dose_changes",
    "checks",
    "choices",
    "clinic",
    "closures",
    "comparison",
    "ctcae",
    "ctcae_criteria",
    "course_doses",
    "decimals",
    "dispensing",
    "doses_given",
    "single_doses",
    "moves",
    "naming",
    "restarts",
    "revisions",
    "known_values",
    "level_tables",
    "dosing",
    "entry",
    "expansion",
    "gates",
    "history",
    "intensity",
    "intervals",
    "marked_rows",
    "marks",
    "nhs_bands",
    "planning",
    "replay",
    "renal",
    "rounding",
    "rows",
    "schedule",
    "summaries",
    "whole_pieces",
    "surface",
    "timeline",
    "units",
    "verify",
)

# Besides the tests named after these modules.
TESTS = (
    "alternating",
    "arrow",
    "cap_between_steps",
    "cells",
    "chosen_levels",
    "days_before_zero",
    "event_tables",
    "found_by_breaking",
    "notebook",
    "premedication_twice",
    "regimen",
    "split_first_dose",
    "tables",
)


def tests() -> list[str]:
    """The files of tests that take every branch."""
    paths = [Path("tests") / f"test_{name}.py" for name in sorted({*WHOLE, *TESTS})]
    return [str(path) for path in paths if path.exists()]


def main(report: str) -> int:
    """Print what is missing; 1 if anything is."""
    files = json.loads(Path(report).read_text(encoding="utf-8"))["files"]
    missing = False
    for module in WHOLE:
        found = files[f"src/regimens/{module}.py"]
        if found["missing_lines"] or found["missing_branches"]:
            missing = True
            gaps = f"lines {found['missing_lines']} branches {found['missing_branches']}"
            sys.stdout.write(f"{module}: {gaps}\n")
    outcome = "incomplete" if missing else "100 %"
    sys.stdout.write(f"branch coverage of the dose and date modules: {outcome}\n")
    return int(missing)


if __name__ == "__main__":
    if sys.argv[1] == "--tests":
        sys.stdout.write("\n".join(tests()) + "\n")
    else:
        sys.exit(main(sys.argv[1]))
