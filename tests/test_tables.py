"""Calendars and doses against tables worked out by hand from the sources."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from regimens import Course, CycleStart, Delay, DoseChange, Patient, catalogue
from regimens.administrations import Administration
from regimens.amounts import WrittenDose, amount
from regimens.calendars import Calendar
from regimens.decimals import plain
from regimens.dosing import Body, resolve
from regimens.events import Event
from regimens.policy import Policy
from regimens.sources import Source

TABLES = Path(__file__).parent / "tables"


def _course(
    regimen: str,
    start: date,
    height: str,
    weight: str,
    *events: Event,
    cycles: int | None = None,
) -> Course:
    patient = Patient(height=height, weight=weight)
    return Course(catalogue.get(regimen), patient, start=start, cycles=cycles, events=events)


COURSES = {
    "dara-dcep-plain": _course("dara-dcep", date(2026, 1, 5), "165 cm", "70 kg"),
    "dara-dcep-leap-delay-reduction": _course(
        "dara-dcep",
        date(2028, 1, 24),
        "172 cm",
        "81.5 kg",
        DoseChange(of="DCEP", to=Decimal("0.7"), cycle=1),
        CycleStart(phase="induction", cycle=2, on=date(2028, 3, 2)),
        DoseChange(of="DCEP", to=Decimal("0.5"), cycle=3),
    ),
    "dara-dcep-group-delay": _course(
        "dara-dcep",
        date(2026, 1, 5),
        "165 cm",
        "70 kg",
        Delay(of="DCEP", phase="induction", cycle=2, days=4),
    ),
    "dcep-year-end": _course(
        "dcep",
        date(2026, 12, 29),
        "158 cm",
        "52.3 kg",
        DoseChange(of="DCEP", to=Decimal("0.85"), cycle=1),
        DoseChange(of="DCEP", to=Decimal(1), cycle=2),
        Delay(cycle=2, days=7),
        Delay(cycle=3, days=8),
    ),
    "daratumumab-iv-27-doses": _course(
        "daratumumab-iv", date(2027, 9, 6), "170 cm", "68.4 kg", cycles=17
    ),
    "dara-atra-8-cycles": _course("dara-atra", date(2026, 2, 2), "180 cm", "91 kg", cycles=8),
    "dara-atra-levels": _course(
        "dara-atra",
        date(2026, 2, 2),
        "180 cm",
        "91 kg",
        DoseChange(of="tretinoin", level="15", cycle=1),
        DoseChange(of="tretinoin", level="30", cycle=2),
        cycles=2,
    ),
    "dara-vd-plain": _course("dara-vd", date(2027, 12, 1), "170 cm", "77 kg", cycles=11),
    "dara-vd-levels": _course(
        "dara-vd",
        date(2027, 12, 1),
        "170 cm",
        "77 kg",
        DoseChange(of="bortezomib", level="1.0", cycle=2),
        DoseChange(of="bortezomib", level="weekly", cycle=4),
        DoseChange(of="dexamethasone", level="weekly", cycle=3),
        cycles=9,
    ),
}


def _read(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _as_row(row: Administration) -> dict[str, str]:
    return {
        "date": row.date.isoformat(),
        "phase": row.phase,
        "cycle": str(row.cycle),
        "day": str(row.day),
        "drug": row.drug,
        "group": row.group,
        "written": row.written,
        "fraction": "" if row.fraction is None else plain(row.fraction),
        "level": row.level or "",
        "calculated": plain(row.calculated),
        "dose": plain(row.dose),
        "unit": row.unit,
        "occurrence": str(row.occurrence),
        "of": str(row.of),
        "status": row.status.value,
    }


@pytest.mark.parametrize("name", COURSES)
def test_calendar_equals_the_table_worked_out_by_hand(name: str) -> None:
    """Every row of the calendar, in order, is the row of the hand-made table."""
    assert [_as_row(row) for row in COURSES[name].plan()] == _read(name)


def _cycle_rows(name: str, calendar: Calendar) -> list[dict[str, str]]:
    return [
        {
            "case": name,
            "phase": cycle.phase,
            "cycle": str(cycle.cycle),
            "planned": str(cycle.planned),
            "start": str(cycle.start),
            "delay_days": str(cycle.delay_days),
            "slip_days": str(cycle.slip_days),
            "dose_delay": str(cycle.dose_delay).lower(),
        }
        for cycle in calendar.cycles
    ]


def test_cycles_equal_the_table_worked_out_by_hand() -> None:
    """Planned and actual starts, delays, slips and dose delays are those of the table."""
    expected = _read("cycles")
    found = [
        row
        for name in dict.fromkeys(row["case"] for row in expected)
        for row in _cycle_rows(name, COURSES[name].plan())
    ]
    assert found == expected


@pytest.mark.parametrize(
    "row", _read("worked-doses"), ids=lambda row: "-".join(list(row.values())[:4])
)
def test_dose_equals_the_one_worked_out_by_hand(row: dict[str, str]) -> None:
    """The body surface, the exact dose and the rounded dose are those of the table."""
    source = Source(
        title=row["locator"], identifier="table", locator="row", checked_on=date(2026, 11, 21)
    )
    written = WrittenDose(amount=amount(row["written"].removesuffix("/day")), source=source)
    body = Body(
        height=Decimal(row["height_cm"]) if row["height_cm"] else None,
        weight=Decimal(row["weight_kg"]) if row["weight_kg"] else None,
    )
    (dose,) = resolve(written, body, Policy(), fraction=Decimal(row["fraction"]))
    assert plain(dose.calculated) == row["calculated"]
    assert plain(dose.value) == row["dose"]
    if dose.surface is not None:
        assert plain(Decimal(dose.surface.shown)) == row["bsa_exact_6dp"]
        assert plain(dose.surface.used) == row["bsa_used"]


def test_the_18_daratumumab_dates_of_dara_dcep_are_the_first_of_monotherapy() -> None:
    """Without delay or transplant both schedules are weekly, every 2 weeks, every 4 weeks."""
    combined = [row.date for row in COURSES["dara-dcep-plain"].plan() if row.drug == "daratumumab"]
    alone = _course("daratumumab-iv", date(2026, 1, 5), "165 cm", "70 kg", cycles=12).plan()
    assert len(combined) == 18
    assert combined == [row.date for row in alone][:18]
