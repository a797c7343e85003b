"""What the tables of days and doses leave out: levels, intervals and rules, against tables.

Each row of `tables/formulary/limits` is one number or rule of a regimen, written by hand from its
source. `of` is a drug or group; a drug can have its full dose, its phase, the cycle and the day it
begins with and its option behind it, as in ``carfilzomib 56 mg/m²``, ``bortezomib in induction``,
``ixazomib from cycle 5``, where other components of the drug have another value or none. A bare
drug stands for every component of it that has the thing at all.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from regimens import catalogue
from regimens.amounts import WrittenDose
from regimens.components import Component, Role
from regimens.decimals import plain
from regimens.regimen import Phase, Regimen
from regimens.rules import MissedDose, RestartRow

TABLES = Path(__file__).parent / "tables" / "formulary" / "limits"
FOLDERS = tuple(
    sorted(path.parent for path in Path(catalogue.__file__).parent.glob("*/__init__.py"))
)
REGIMENS = tuple(catalogue.REGIMENS.values())
_MISSED = {
    MissedDose.MAINTAIN_INTERVAL: "keep the interval",
    MissedDose.KEEP_DATES: "keep the dates",
}


class Row(NamedTuple):
    """One row of a table."""

    of: str
    what: str
    value: str


class Item(NamedTuple):
    """One number or rule of a definition, and every name a row may call its owner by."""

    names: frozenset[str]
    what: str
    value: str


def _table(folder: str) -> list[dict[str, str]]:
    with (TABLES / f"{folder}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == ["regimen", "of", "what", "value", "source"]
        return list(reader)


def _folder(regimen: Regimen) -> str:
    file = f"{regimen.id.replace('-', '_')}.py"
    (folder,) = (folder for folder in FOLDERS if (folder / file).exists())
    return folder.name


def _rows(regimen: Regimen) -> list[Row]:
    return [
        Row(row["of"], row["what"], row["value"])
        for row in _table(_folder(regimen))
        if row["regimen"] == regimen.id
    ]


def _shown(dose: WrittenDose) -> str:
    return str(dose) if dose.times == 1 else f"{dose} ×{dose.times}"


def _names(phase: Phase, component: Component) -> frozenset[str]:
    """The drug, with and without its full dose, phase, first cycle, first day and option."""
    parts = [("", f" {component.dose}"), ("", f" in {phase.name}")]
    if isinstance(component.timing, tuple):
        first = min(component.timing, key=lambda schedule: schedule.cycles.first)
        parts.append(("", f" from cycle {first.cycles.first}"))
        parts.append(("", f" on day {first.days[0]}"))
    if component.alternative is not None:
        parts.append(("", f" ({component.alternative.option})"))
    return frozenset(component.drug.name + "".join(chosen) for chosen in product(*parts))


def _of_component(component: Component) -> Iterator[tuple[str, str]]:
    for level in component.levels:
        days = "" if level.days is None else f" on days {' '.join(map(str, level.days))}"
        yield f"level {level.name}", _shown(level.dose) + days
    for other in component.products:
        yield f"product {other.name}", f"{_shown(other.dose)} {other.route.name}"
    if component.minimum_interval is not None:
        yield "minimum interval", f"{component.minimum_interval.hours} h"
    if component.missed_dose is not None:
        yield "missed dose", _MISSED[component.missed_dose.rule]
    if component.role is not Role.TREATMENT:
        yield "role", component.role.value


def _restart(row: RestartRow) -> str:
    days = f"{row.at_least} days or more"
    if row.at_most is not None:
        days = f"{row.at_least}–{row.at_most} days"
    return f"{row.phase} {row.dose} {days}: {row.option or 'go on'}"


def _of_phases(regimen: Regimen) -> Iterator[tuple[str, str, str]]:
    for phase in regimen.phases:
        if phase.gate is not None:
            yield phase.name, "gate", phase.gate.at_least.value
        if phase.transplant is not None:
            least = f"{phase.transplant.at_least} to " if phase.transplant.at_least else ""
            yield phase.name, "window", f"{least}{phase.transplant.within} days"
    for table in regimen.restarts:
        for row in table.rows:
            yield table.drug, "restart", _restart(row)


def _of_rules(regimen: Regimen) -> Iterator[tuple[str, str, str]]:
    for rule in regimen.reductions:
        yield rule.of, "lowest fraction", plain(rule.lowest)
        yield from ((rule.of, "later fraction", plain(later)) for later in rule.later)
    if regimen.delay_rule is not None:
        yield "cycles", "dose delay", f"more than {regimen.delay_rule.more_than} days"
    for spacing in regimen.spacing:
        yield f"{spacing.drug} from {spacing.of}", "after", f"{spacing.after} days"
        yield f"{spacing.drug} from {spacing.of}", "before", f"{spacing.before} days"
    for limit in regimen.cumulative_limits:
        unit = "mg/m²" if limit.per_surface else "mg"
        yield limit.drug, "cumulative limit", f"{plain(limit.at_most)} {unit}"
    for criterion in regimen.entry:
        yield "patient", "entry", str(criterion)


def _items(regimen: Regimen) -> list[Item]:
    """Every number and rule of a definition that no table of days and doses holds."""
    items = [
        Item(_names(phase, component), what, value)
        for phase, component in regimen.components()
        for what, value in _of_component(component)
    ]
    rules = (*_of_phases(regimen), *_of_rules(regimen))
    items += [Item(frozenset({of}), what, value) for of, what, value in rules]
    return items


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_levels_intervals_and_rules_are_those_of_the_table(regimen: Regimen) -> None:
    """Each of a definition has its row, and each row is in the definition."""
    rows, items = _rows(regimen), _items(regimen)
    assert len(set(rows)) == len(rows)
    without_row = [
        item
        for item in items
        if not any(
            row.of in item.names and (row.what, row.value) == (item.what, item.value)
            for row in rows
        )
    ]
    not_there = [
        row
        for row in rows
        if not any(
            row.of in item.names and (row.what, row.value) == (item.what, item.value)
            for item in items
        )
    ]
    table = f"tests/tables/formulary/limits/{_folder(regimen)}.csv"
    missing = [f"{min(item.names)}, {item.what}: {item.value}" for item in without_row]
    asked = "\n".join((f"{table}: write a row for each of these, from the source", *missing))
    assert missing == [], asked
    assert not_there == [], f"{table}: rows of {regimen.id} that the definition does not have"


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_a_row_says_what_all_that_it_names_have(regimen: Regimen) -> None:
    """No component hides behind a row of another component of its drug."""
    items = _items(regimen)
    for row in _rows(regimen):
        if row.what in {"restart", "entry", "later fraction"}:
            continue
        values = {item.value for item in items if row.of in item.names and item.what == row.what}
        assert values <= {row.value}, row


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_row_names_a_regimen_of_its_folder_and_a_source(folder: Path) -> None:
    """A table has the regimens of one folder, and says where each row was read."""
    ids = {path.stem.replace("_", "-") for path in folder.glob("*.py")} & set(catalogue.ids())
    for row in _table(folder.name):
        assert row["regimen"] in ids
        assert row["source"].strip()


def test_every_folder_has_its_table() -> None:
    """No table is left over, and none is missing."""
    tables = sorted(path.stem for path in TABLES.glob("*.csv"))
    assert tables == [one.name for one in FOLDERS], "a new folder needs a table, if only its head"
