"""Three patients a definition, their doses and dates worked out by hand from its source."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from regimens import Course, Patient, catalogue
from regimens.decimals import plain
from regimens.regimen import Phase, Regimen
from regimens.schedule import Continuous

TABLES = Path(__file__).parent / "tables" / "patients"
COLUMNS = [
    *("height_cm", "weight_kg", "start", "phase", "cycle", "day", "drug", "date", "dose"),
    "working",
]
HAVE = tuple(sorted(path.stem for path in TABLES.glob("*.csv")))

# The definitions that were there before three patients were asked for; none is added.
EARLIER = frozenset((TABLES / "earlier.txt").read_text(encoding="utf-8").split())


class Row(NamedTuple):
    """What one drug is on one day of one patient; two doses a day stand with a plus between."""

    height: str
    weight: str
    start: str
    phase: str
    cycle: int
    day: int
    drug: str
    date: str
    dose: str


def _rows(regimen: str) -> list[Row]:
    """The rows of a table; its first line says in a comment what was read."""
    name = f"tests/tables/patients/{regimen}.csv"
    text = (TABLES / f"{regimen}.csv").read_text(encoding="utf-8").splitlines()
    assert text[0].startswith("# "), f"{name}: begin with a comment that names the text you read"
    reader = csv.DictReader(text[1:])
    assert reader.fieldnames == COLUMNS, f"{name}: the columns are {','.join(COLUMNS)}"
    found = []
    for row in reader:
        assert (row["working"] or "").strip(), f"{name}: show the arithmetic of {row}"
        height, weight, start, phase, cycle, day, *rest = list(row.values())[:-1]
        found.append(Row(height, weight, start, phase, int(cycle), int(day), *rest))
    return found


def _cycles(regimen: Regimen, row: Row) -> int:
    """How many cycles of all phases there are up to that row."""
    place = [phase.name for phase in regimen.phases].index(row.phase)
    return sum(phase.cycles or 0 for phase in regimen.phases[:place]) + row.cycle


def _planned(regimen: Regimen, row: Row) -> list[tuple[str, str]]:
    """The date and the doses of that drug on that day, as the library plans them."""
    course = Course(
        regimen,
        Patient(height=f"{row.height} cm", weight=f"{row.weight} kg"),
        start=date.fromisoformat(row.start),
        cycles=_cycles(regimen, row),
        allow_unverified="a test",
    )
    asked = (row.phase, row.cycle, row.day, row.drug)
    doses: dict[str, list[str]] = {}
    for one in course.plan():
        if (one.phase, one.cycle, one.day, one.drug) == asked:
            doses.setdefault(one.date.isoformat(), []).append(f"{plain(one.dose)} {one.unit}")
    return [(on, " + ".join(parts)) for on, parts in doses.items()]


@pytest.mark.parametrize(
    ("regimen", "row"),
    [
        pytest.param(regimen, row, id=f"{regimen}-{row.start}-C{row.cycle}D{row.day}-{row.drug}")
        for regimen in HAVE
        for row in _rows(regimen)
    ],
)
def test_dose_and_date_are_those_worked_out_by_hand(regimen: str, row: Row) -> None:
    """The date and the milligrams of each row, by the default policy."""
    found = _planned(catalogue.get(regimen), row)
    assert found == [(row.date, row.dose)], "the plan, then the table; go back to the source"


def _dated(regimen: Regimen) -> list[Phase]:
    """The phases whose dates follow from the first day alone."""
    waiting = [place for place, phase in enumerate(regimen.phases) if phase.waits]
    return list(regimen.phases[: waiting[0] if waiting else None])


def _drugs(phase: Phase) -> set[tuple[str, str]]:
    """The drugs of a phase that every course has, on days of their own."""
    return {
        (phase.name, component.drug.name)
        for component in phase.components
        if component.alternative is None and not isinstance(component.timing, Continuous)
    }


@pytest.mark.parametrize("name", HAVE)
def test_three_patients_have_each_drug_and_a_later_cycle(name: str) -> None:
    """Three bodies on three first days, each with every drug of every phase that has a date."""
    regimen, rows = catalogue.get(name), _rows(name)
    patients = {(row.height, row.weight, row.start) for row in rows}
    for column in zip(*patients, strict=True):
        assert len(set(column)) >= 3, f"{name}: three heights, weights and first days, not {column}"
    for patient in patients:
        own = [row for row in rows if (row.height, row.weight, row.start) == patient]
        for phase in _dated(regimen):
            missing = _drugs(phase) - {(row.phase, row.drug) for row in own}
            assert missing == set(), f"{name}: rows for these of the patient {patient}"
            last = max(row.cycle for row in own if row.phase == phase.name)
            told = f"{name}: a later cycle of {phase.name!r} for the patient {patient}"
            assert phase.cycles == 1 or last > 1, told


def test_every_definition_has_its_three_patients() -> None:
    """A new one is worked out by hand before it is planned from."""
    assert set(HAVE) - set(catalogue.ids()) == set(), "no regimen has the id of these tables"
    assert EARLIER - set(catalogue.ids()) == set()
    assert EARLIER.isdisjoint(HAVE), "take from EARLIER what has a table now"
    missing = set(catalogue.ids()) - EARLIER - set(HAVE)
    assert missing == set(), "write tests/tables/patients/ID.csv by hand (CONTRIBUTING.md, step 4)"
