"""Every built-in regimen against a table of its days and doses, written by hand from its source."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from regimens import Course, Patient, catalogue
from regimens.amounts import WrittenDose
from regimens.expansion import expand
from regimens.regimen import Phase, Regimen
from regimens.schedule import Continuous

TABLES = Path(__file__).parent / "tables" / "formulary"
REGIMENS = tuple(catalogue.REGIMENS.values())
_BEYOND = 2  # cycles looked at after the last change of an open-ended phase


class Line(NamedTuple):
    """One line of a table: what one drug has in some cycles of a phase."""

    phase: str
    first: int
    last: int | None
    drug: str
    dose: str
    days: str
    choice: str

    def covers(self, cycle: int) -> bool:
        """Whether the line is of that cycle."""
        return self.first <= cycle and (self.last is None or cycle <= self.last)


def _lines(regimen: str) -> list[Line]:
    """The lines of a table; its first line says in a comment what was read."""
    table = TABLES / f"{regimen}.csv"
    name = f"tests/tables/formulary/{regimen}.csv"
    assert table.exists(), f"write {name} by hand, from the source (CONTRIBUTING.md, step 4)"
    text = table.read_text(encoding="utf-8").splitlines()
    assert text[0].startswith("# "), f"{name}: begin with a comment that names the text you read"
    rows = csv.DictReader(line for line in text if not line.startswith("#"))
    assert rows.fieldnames == ["phase", "cycles", "drug", "dose", "days", "choice"], name
    found = []
    for row in rows:
        first, _, last = row["cycles"].partition("-")
        open_ended = first.endswith("+")
        number = int(first.rstrip("+"))
        found.append(
            Line(
                row["phase"],
                number,
                None if open_ended else int(last or number),
                row["drug"],
                row["dose"],
                row["days"],
                row["choice"],
            )
        )
    return found


def _shown(dose: WrittenDose) -> str:
    return str(dose) if dose.times == 1 else f"{dose} ×{dose.times}"


def _given(phase: Phase, cycle: int, choices: tuple[tuple[str, str], ...]) -> list[tuple[str, ...]]:
    """What a cycle has: drug, dose and days of each component that is given in it."""
    days: dict[int, list[int]] = {}
    for slot in expand(phase, cycle, choices=choices):
        if slot.occurrence == 1:
            days.setdefault(slot.position, []).append(slot.day)
    found = [
        (
            phase.components[position].drug.name,
            _shown(phase.components[position].dose),
            " ".join(map(str, own)),
        )
        for position, own in days.items()
    ]
    daily = {
        slot.position
        for slot in expand(phase, cycle, choices=choices, continuous=True)
        if isinstance(slot.component.timing, Continuous)
    }
    for position in daily:
        component = phase.components[position]
        found.append((component.drug.name, _shown(component.dose), "daily"))
    return sorted(found)


def _cycles(phase: Phase, lines: list[Line]) -> range:
    last = max(line.first if line.last is None else line.last for line in lines)
    return range(1, (last + _BEYOND if phase.cycles is None else phase.cycles) + 1)


def _choices(lines: list[Line]) -> Iterator[tuple[tuple[str, str], ...]]:
    """The default, and each option that the table names."""
    yield ()
    for choice in dict.fromkeys(line.choice for line in lines if line.choice):
        name, _, option = choice.partition("=")
        yield ((name, option),)


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_days_and_doses_are_those_of_the_table(regimen: Regimen) -> None:
    """Every drug of every cycle, its dose as written and its days, and nothing besides."""
    lines = _lines(regimen.id)
    phases = list(dict.fromkeys(line.phase for line in lines))
    assert phases == [one.name for one in regimen.phases], "phases: the table, then the definition"
    for phase in regimen.phases:
        own = [line for line in lines if line.phase == phase.name and line.drug != "(cycle)"]
        for choice in _choices(own):
            named = "".join(f"{name}={option}" for name, option in choice)
            replaced = {line.drug for line in own if line.choice == named} if named else set()
            for cycle in _cycles(phase, own):
                expected = sorted(
                    (line.drug, line.dose, line.days)
                    for line in own
                    if line.covers(cycle)
                    and line.choice == (named if line.drug in replaced else "")
                )
                assert _given(phase, cycle, choice) == expected, (
                    f"{regimen.id}, {phase.name}, cycle {cycle}, {named or 'no choice'}: the "
                    "definition, then the table; where they differ, read the source again"
                )


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_cycles_are_those_of_the_table(regimen: Regimen) -> None:
    """How long the cycles of each phase are, and how many there are."""
    stated = {
        line.phase: (line.first, line.last, line.dose)
        for line in _lines(regimen.id)
        if line.drug == "(cycle)"
    }
    defined = {
        phase.name: (1, phase.cycles, f"{phase.cycle_length} days") for phase in regimen.phases
    }
    assert stated == defined, f"{regimen.id}: the (cycle) lines of the table, then the definition"


def _counts() -> list[dict[str, str]]:
    found = []
    for path in sorted((TABLES / "counts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


@pytest.mark.parametrize(
    "row", _counts(), ids=lambda row: f"{row['regimen']}-{row['drug']}-{row['until']}"
)
def test_number_of_doses_is_the_one_counted_by_hand(row: dict[str, str]) -> None:
    """Up to the end of a week of treatment, or in all; a source stands beside each count."""
    assert row["source"].strip()
    regimen = catalogue.get(row["regimen"])
    start = date(2026, 1, 5)
    unit, _, number = row["until"].partition(" ")
    until = None
    if unit == "week":
        until = start + timedelta(days=7 * int(number) - 1)
    patient = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
    course = Course(regimen, patient, start=start, until=until, allow_unverified="a test")
    assert unit in {"week", "end"}
    days = {one.date for one in course.plan() if one.drug == row["drug"]}
    assert len(days) == int(row["count"])


def test_every_table_has_its_regimen() -> None:
    """No table is left over, and none is missing."""
    left = {path.stem for path in TABLES.glob("*.csv")} - set(catalogue.ids())
    assert left == set(), "no regimen has the id of these tables"
    assert all(_lines(name) for name in catalogue.ids())
