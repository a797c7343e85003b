"""The body that doses are made from: first measured, changed, and estimated for carboplatin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from regimens import Course, Lab, Measurement, Patient, RegimensError, catalogue
from regimens.amounts import WrittenDose, amount
from regimens.calendars import Calendar
from regimens.components import Component
from regimens.drugs import Drug
from regimens.events import Event
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source

_DAY_1 = date(2026, 1, 5)
_SOURCE = Source(
    title="A protocol made up for a test", identifier="none", locator="p. 1", checked_on=_DAY_1
)
_CARBOPLATIN = Regimen(
    id="carboplatin-test",
    title="A protocol made up for a test",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=2,
            source=_SOURCE,
            components=(
                Component(
                    drug=Drug(name="carboplatin"),
                    group="C",
                    dose=WrittenDose(amount=amount("AUC 5"), source=_SOURCE),
                    timing=(Schedule(days=(1,), cycles=Cycles(1, 2), source=_SOURCE),),
                ),
            ),
        ),
    ),
)


def _plan(regimen: Regimen, patient: Patient, *events: Event) -> Calendar:
    cycles = None if regimen.phases[-1].cycles else 2
    return Course(regimen, patient, start=_DAY_1, cycles=cycles, events=events).plan()


def _doses(calendar: Calendar) -> list[Decimal]:
    return [row.dose for row in calendar]


def test_first_weight_may_be_an_event() -> None:
    """Measured two days before the start: 16 mg/kg × 70 kg from the first dose on."""
    weighed = Measurement(on=date(2026, 1, 3), weight="70 kg")
    calendar = _plan(catalogue.get("daratumumab-iv"), Patient(), weighed)
    assert _doses(calendar) == [Decimal(1120)] * 8
    assert "events that changed it: events[0]" in calendar[0].explain()


def test_first_height_may_be_an_event() -> None:
    """Of 165 cm and 70 kg: 1.79 m², and cisplatin 17.9 mg."""
    measured = Measurement(on=date(2026, 1, 3), height="165 cm")
    calendar = _plan(catalogue.get("dcep"), Patient(weight="70 kg"), measured)
    assert {row.dose for row in calendar if row.drug == "cisplatin"} == {Decimal("17.9")}


def test_dose_before_the_first_weight_is_refused() -> None:
    """Measured after day 1, it cannot make the dose of day 1."""
    weighed = Measurement(on=date(2026, 1, 7), weight="70 kg")
    with pytest.raises(RegimensError, match="record the weight"):
        _plan(catalogue.get("daratumumab-iv"), Patient(), weighed)


def test_impossible_weight_is_refused_with_its_event() -> None:
    """700 kg is not a body."""
    weighed = Measurement(id="w", on=date(2026, 1, 7), weight="700 kg")
    with pytest.raises(RegimensError, match=r"events\[0\] \(w\)"):
        _plan(catalogue.get("daratumumab-iv"), Patient(weight="70 kg"), weighed)


def test_other_height_alone_is_recorded_and_not_used() -> None:
    """The first one stays, and the calendar says so."""
    measured = Measurement(on=date(2026, 1, 10), height="170 cm")
    patient = Patient(height="165 cm", weight="70 kg")
    calendar = _plan(catalogue.get("dcep"), patient, measured)
    assert {row.dose for row in calendar if row.drug == "cisplatin"} == {Decimal("17.9")}
    assert any("170 cm" in finding.message for finding in calendar.findings)


def test_carboplatin_is_made_from_the_clearance_of_its_day() -> None:
    """Calvert: 5 × (60 + 25) = 425 mg, and from 20 January 5 × (45 + 25) = 350 mg."""
    calendar = _plan(
        _CARBOPLATIN,
        Patient(),
        Lab(on=date(2026, 1, 4), creatinine_clearance="60 mL/min"),
        Lab(on=date(2026, 1, 20), creatinine_clearance="45 mL/min"),
    )
    assert _doses(calendar) == [425, 350]
    first, second = calendar
    assert "events that changed it: events[0]" in first.explain()
    assert "events that changed it: events[1]" in second.explain()


@pytest.mark.parametrize(("first", "last", "dose"), [(45, 60, 425), (60, 45, 350)])
def test_of_two_clearances_of_one_day_the_last_one_recorded_counts(
    first: int, last: int, dose: int
) -> None:
    """Whichever is the higher: 5 × (60 + 25) = 425 mg, 5 × (45 + 25) = 350 mg."""
    day = date(2026, 1, 4)
    labs = [Lab(on=day, creatinine_clearance=f"{value} mL/min") for value in (first, last)]
    assert _doses(_plan(_CARBOPLATIN, Patient(), *labs)) == [dose, dose]


def test_weight_after_the_last_cycle_waits_and_changes_nothing() -> None:
    """There is no cycle left that could use it."""
    late = Measurement(on=date(2026, 3, 20), weight="60 kg")
    calendar = _plan(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), late)
    assert {row.dose for row in calendar if row.drug == "cisplatin"} == {Decimal("17.9")}


def test_first_height_waits_for_no_cycle_but_drops_nothing() -> None:
    """A weight to come and a first height: both count, each from its day."""
    calendar = _plan(
        catalogue.get("dcep"),
        Patient(weight="70 kg"),
        Measurement(on=date(2026, 1, 2), height="165 cm"),
        Measurement(on=date(2026, 1, 10), weight="60 kg"),
    )
    cisplatin = [row.dose for row in calendar if row.drug == "cisplatin"]
    # √(165 × 60 ÷ 3600) = 1.658 m², used as 1.66 m²
    assert cisplatin == [Decimal("17.9")] * 4 + [Decimal("16.6")] * 8
