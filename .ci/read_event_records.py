"""Hold folded event records, expanded by pharmpy, against the same doses written unfolded."""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from pharmpy.modeling import expand_additional_doses, read_model

from regimens import Course, CycleStart, DoseChange, Omission, Patient, catalogue
from regimens.formats.nonmem import calendar_nonmem

_START = date(2026, 1, 5)
_DISTURBED = (
    DoseChange(of="DCEP", to="0.7", cycle=2),
    CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)),
    Omission(of="daratumumab", on=date(2026, 2, 19)),
)
_INFUSED = {"infusion_hours": {"daratumumab": "3"}}
# The regimen, the drug, its history, its cycles and what is set besides.
_CASES: tuple[tuple[str, str, tuple[Any, ...], int | None, dict[str, Any]], ...] = (
    ("dara-dcep", "daratumumab", _DISTURBED, None, _INFUSED),
    ("dara-dcep", "cisplatin", _DISTURBED, None, {}),
    ("dara-atra", "tretinoin", (), 6, {"hours": {"tretinoin": ("8", "20.5")}}),
    ("daratumumab-iv", "daratumumab", (), 12, _INFUSED),
)
_MODEL = """$PROBLEM doses
$INPUT ID TIME EVID CMT=DROP AMT RATE II ADDL DV
$DATA {file} IGNORE=@
$SUBROUTINE ADVAN1 TRANS2
$PK
CL=THETA(1)*EXP(ETA(1))
V=THETA(2)
$ERROR
Y=F+EPS(1)
$THETA (0,1) (0,10)
$OMEGA 0.1
$SIGMA 0.1
$ESTIMATION METHOD=1
"""
_COLUMNS = ["ID", "TIME", "AMT", "RATE"]


def _sorted(table: Any) -> Any:
    return table[_COLUMNS].astype(float).sort_values(_COLUMNS).reset_index(drop=True)


def _expanded(text: str, folder: Path) -> Any:
    """The doses as pharmpy reads them; a patient without an observation is none to it."""
    heading, *records = text.splitlines()
    lines = [f"{heading},DV", *(f"{record},0" for record in records), "1,999999,0,1,0,0,0,0,5"]
    (folder / "doses.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "doses.mod").write_text(_MODEL.format(file="doses.csv"), encoding="utf-8")
    table = expand_additional_doses(read_model(folder / "doses.mod")).dataset
    return table[table["AMT"] > 0]


def main() -> int:
    """Say of each case whether the doses are the same."""
    wrong = 0
    for regimen, drug, events, cycles, more in _CASES:
        course = Course(
            catalogue.get(regimen),
            Patient(height="165 cm", weight="70 kg"),
            start=_START,
            cycles=cycles,
            events=events,
        )
        calendar = course.plan()
        folded = calendar_nonmem(calendar, compartments={drug: 1}, **more)
        single = calendar_nonmem(calendar, compartments={drug: 1}, folded=False, **more)
        with tempfile.TemporaryDirectory() as folder:
            found = _sorted(_expanded(folded, Path(folder)))
        expected = _sorted(pd.read_csv(io.StringIO(single)))
        same = found.equals(expected) and len(folded) < len(single)
        wrong += not same
        records = len(folded.splitlines()) - 1
        said = "the same" if same else "NOT the same"
        sys.stdout.write(f"{regimen} {drug}: {records} records, {len(expected)} doses, {said}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
