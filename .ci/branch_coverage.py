"""Fail unless every branch of the modules that make doses and dates has been taken."""

from __future__ import annotations

import json
import sys
from pathlib import Path

WHOLE = (
    "ages",
    "amounts",
    "bands",
    "bodies",
    "body",
    "bsa",
    "calendars",
    "changes",
    "checks",
    "clinic",
    "closures",
    "comparison",
    "ctcae",
    "day_doses",
    "decimals",
    "dispensing",
    "doses_given",
    "doses_recorded",
    "moves",
    "restarts",
    "revisions",
    "table_values",
    "tables",
    "dosing",
    "entry",
    "expansion",
    "gates",
    "history",
    "intensity",
    "marks",
    "nhs_bands",
    "planning",
    "replay",
    "renal",
    "rounding",
    "rows",
    "schedule",
    "summaries",
    "sums",
    "surface",
    "timeline",
    "units",
    "verify",
)


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
    sys.exit(main(sys.argv[1]))
