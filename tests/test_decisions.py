"""Doses at, just below and just above every bound that a text prints, written down by hand."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from regimens import Calendar, Course, CycleStart, Lab, Patient, Postponement, catalogue
from regimens.components import Alternative, Level, TableValue
from regimens.decimals import plain
from regimens.errors import DoseError
from regimens.regimen import Regimen

TABLES = Path(__file__).parent / "tables" / "decisions"
START = date(2026, 1, 5)
_NAMED = re.compile("(?:level|option) '([^']+)'")
DECIDED = tuple(sorted(path.stem for path in TABLES.glob("*.csv")))
BY_BILIRUBIN = tuple(sorted(path.stem for path in (TABLES / "bilirubin").glob("*.csv")))
RESTARTED = tuple(sorted(path.stem for path in (TABLES / "restarts").glob("*.csv")))


def _rows(path: Path, columns: list[str]) -> list[dict[str, str]]:
    """The rows of a table; its first line names the text."""
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# source: ")
    reader = csv.DictReader(rest)
    found = list(reader)
    assert reader.fieldnames == columns
    assert found
    return found


def _decisions(regimen: str) -> list[dict[str, str]]:
    columns = ["birth", "weight", "height", "creatinine_clearance", "drug", "expect"]
    return _rows(TABLES / f"{regimen}.csv", columns)


def _restarts(regimen: str) -> list[dict[str, str]]:
    return _rows(TABLES / "restarts" / f"{regimen}.csv", ["phase", "dose", "days", "expect"])


def _bilirubins(drug: str) -> list[dict[str, str]]:
    columns = ["regimen", "bilirubin", "first", "last"]
    return _rows(TABLES / "bilirubin" / f"{drug}.csv", columns)


def _plan(regimen: str, row: dict[str, str], cycles: int) -> Calendar:
    patient = Patient(
        born=date.fromisoformat(row["birth"]) if row["birth"] else None,
        weight=f"{row['weight']} kg",
        height=f"{row['height']} cm",
    )
    events = []
    if row["creatinine_clearance"]:
        events.append(Lab(on=START, creatinine_clearance=f"{row['creatinine_clearance']} mL/min"))
    course = Course(
        catalogue.get(regimen),
        patient,
        start=START,
        cycles=cycles,
        events=events,
        allow_unverified="a test",
    )
    return course.plan()


def _found(regimen: str, row: dict[str, str]) -> str:
    """What is planned: the dose of the drug's first day, or of the day the row names, as C1D8."""
    drug, _, place = row["drug"].partition(" C")
    number, _, named = place.partition("D")
    cycle = int(number or 1)
    try:
        calendar = _plan(regimen, row, cycle)
    except DoseError as error:
        return "refused" if "creatinine clearance" in str(error) else str(error)
    # What has a date is for a birthday during the course.
    levels = {
        _NAMED.findall(one.message)[0]
        for one in calendar.findings
        if (one.code, one.drug, one.date) == ("level-indicated", drug, None)
    }
    if levels:
        return f"level-indicated {', '.join(sorted(levels))}"
    own = [one for one in calendar if (one.drug, one.cycle) == (drug, cycle)]
    day = int(named) if named else own[0].day
    doses = [f"{plain(one.dose)} {one.unit}" for one in own if one.day == day]
    return " + ".join(doses) or "none"


@pytest.mark.parametrize(
    ("regimen", "row"),
    [
        pytest.param(
            regimen,
            row,
            id="-".join((regimen, *(part for part in list(row.values())[:5] if part))),
        )
        for regimen in DECIDED
        for row in _decisions(regimen)
    ],
)
def test_dose_at_a_bound_is_that_of_the_text(regimen: str, row: dict[str, str]) -> None:
    """At, just below and just above each bound, and on a birthday and the days around it."""
    assert _found(regimen, row) == row["expect"]


def _whole(regimen: Regimen, bilirubin: str) -> Calendar:
    """All cycles of a body of 1 m², three of an endless phase; phases that wait begin on time."""
    counts = [phase.cycles or 3 for phase in regimen.phases]
    starts, planned = [], START
    for phase, count in zip(regimen.phases, counts, strict=True):
        if phase.waits:
            starts.append(CycleStart(phase=phase.name, cycle=1, on=planned))
        planned += timedelta(days=phase.cycle_length * count)
    course = Course(
        regimen,
        Patient(weight="36 kg", height="100 cm"),
        start=START,
        cycles=sum(counts),
        events=[Lab(on=START, bilirubin_times_normal=bilirubin), *starts],
        allow_unverified="a test",
    )
    return course.plan()


def _ends(drug: str, row: dict[str, str]) -> tuple[str, str]:
    """The first and the last dose of a drug."""
    try:
        calendar = _whole(catalogue.get(row["regimen"]), row["bilirubin"])
    except DoseError as error:
        found = "refused" if "total bilirubin" in str(error) else str(error)
        return found, found
    doses = [f"{plain(one.dose)} {one.unit}" for one in calendar if one.drug == drug]
    return doses[0], doses[-1]


@pytest.mark.parametrize(
    ("drug", "row"),
    [
        pytest.param(drug, row, id="-".join((drug, row["regimen"], row["bilirubin"])))
        for drug in BY_BILIRUBIN
        for row in _bilirubins(drug)
    ],
)
def test_bilirubin_decides_from_the_first_dose_to_the_last(drug: str, row: dict[str, str]) -> None:
    """At and beside each bound; what it chose stays, in later phases too, until it is changed."""
    assert _ends(drug, row) == (row["first"], row["last"])


def test_every_bound_of_bilirubin_is_in_its_table() -> None:
    """Each regimen with such a table has a row at each bound, and one below and above it."""
    stated = {
        (regimen.id, component.drug.name, bound)
        for regimen in catalogue.REGIMENS.values()
        for _, component in regimen.components()
        for table in component.tables
        if table.by is TableValue.BILIRUBIN
        for band in table.bands
        for bound in (band.low, band.high)
        if bound is not None
    }
    given = {
        (row["regimen"], drug, Decimal(row["bilirubin"]))
        for drug in BY_BILIRUBIN
        for row in _bilirubins(drug)
    }
    beside = {
        (regimen, drug, bound + step)
        for regimen, drug, bound in stated
        for step in (Decimal("-0.01"), Decimal(0), Decimal("0.01"))
    }
    missing = sorted(
        f"tests/tables/decisions/bilirubin/{drug}.csv: write a row of {regimen} at {plain(at)}"
        for regimen, drug, at in beside - given
    )
    assert missing == [], "\n".join(("from the source", *missing))
    assert {one[:2] for one in given} == {one[:2] for one in stated}


def test_no_later_component_goes_back_above_what_bilirubin_chose() -> None:
    """Every other component of the drug knows the level, or has no more than it."""
    for regimen in catalogue.REGIMENS.values():
        components = [component for _, component in regimen.components()]
        for read in components:
            bands = [
                band
                for table in read.tables
                if table.by is TableValue.BILIRUBIN
                for band in table.bands
            ]
            for name in [band.level for band in bands if band.level is not None]:
                level = read.level(name)
                assert level is not None
                for other in components:
                    if other.drug.name == read.drug.name and other.level(name) is None:
                        assert other.dose.of_a_day <= level.dose.of_a_day, (regimen.id, name)


def _gap(regimen: Regimen, row: dict[str, str]) -> Calendar:
    """The first dose of a drug after such a last dose comes so many days after it."""
    (table,) = regimen.restarts
    cycles = sum(phase.cycles or 3 for phase in regimen.phases)
    body = Patient(weight="70 kg", height="165 cm")
    course = Course(regimen, body, start=START, cycles=cycles)
    doses = [one for one in course.plan() if one.drug == table.drug]
    before = next(
        place
        for place, one in enumerate(doses)
        if one.phase == row["phase"] and str(one.written) == row["dose"] and len(doses) > place + 1
    )
    last, late = doses[before], doses[before + 1]
    to = last.date + timedelta(days=int(row["days"]))
    return course.record(Postponement(of=table.drug, on=late.date, to=to)).plan()


@pytest.mark.parametrize(
    ("regimen", "row"),
    [
        pytest.param(regimen, row, id="-".join((regimen, *list(row.values())[:3])))
        for regimen in RESTARTED
        for row in _restarts(regimen)
    ],
)
def test_gap_at_a_bound_asks_for_what_the_text_says(regimen: str, row: dict[str, str]) -> None:
    """Treatment goes on, or is begun again with the dose that the label's table names."""
    calendar = _gap(catalogue.get(regimen), row)
    said = [
        one.message.rpartition(" ")[2] for one in calendar.findings if one.code == "restart-needed"
    ]
    assert said == ([] if row["expect"] == "go on" else [row["expect"]])


def _is_for_an_age(one: Level | Alternative | None) -> bool:
    return one is not None and (one.for_older_than is not None or one.for_age_from is not None)


def _has_a_bound(regimen: Regimen) -> bool:
    """Whether a level depends on a value or an age, or a dose has a maximum."""
    return any(
        any(table.by is not TableValue.BILIRUBIN for table in component.tables)
        or component.dose.cap is not None
        or component.dose.surface_cap is not None
        or any(_is_for_an_age(one) for one in (*component.levels, component.alternative))
        for _, component in regimen.components()
    )


def test_every_regimen_with_a_bound_has_its_table() -> None:
    """No definition comes in unnoticed, and no table is left over."""
    regimens = catalogue.REGIMENS.values()
    bounds = [one.id for one in regimens if _has_a_bound(one)]
    assert bounds == list(DECIDED), "write tests/tables/decisions/ID.csv for each with a bound"
    restarts = [one.id for one in regimens if one.restarts]
    assert restarts == list(RESTARTED), "write tests/tables/decisions/restarts/ID.csv for each"


def test_every_bound_is_in_its_table() -> None:
    """Each number of a table of levels and each drug with an age or a maximum has its rows."""
    for name in DECIDED:
        rows = _decisions(name)
        for _, component in catalogue.get(name).components():
            drug = component.drug.name
            own = [row for row in rows if row["drug"].partition(" C")[0] == drug]
            tables = component.tables
            for table in (one for one in tables if one.by is TableValue.CREATININE_CLEARANCE):
                given = {row["creatinine_clearance"] for row in own}
                bounds = {
                    plain(bound)
                    for band in table.bands
                    for bound in (band.low, band.high)
                    if bound is not None
                }
                assert bounds <= given, f"{name}, {drug}: a row at each bound of its table"
            for one in (*component.levels, component.alternative):
                if one is not None and _is_for_an_age(one):
                    named = one.name if isinstance(one, Level) else one.option
                    wanted = f"level-indicated {named}"
                    expected = [row["expect"] for row in own]
                    assert wanted in expected, f"{name}, {drug}: a row for each age"
            if component.dose.cap is not None or component.dose.surface_cap is not None:
                bodies = {row["weight"] for row in own}
                assert len(bodies) > 1, f"{name}, {drug}: bodies on both sides of the maximum"
