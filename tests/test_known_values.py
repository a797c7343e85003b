"""Which value a table of dose levels is read by: its age, and which of several counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from regimens import Patient, Policy
from regimens.components import TableValue
from regimens.events import Event, Lab
from regimens.known_values import PATIENT, Known, known_value, later_values, newer, not_known

DAY = date(2026, 2, 2)
PATIENT_OF_70 = Patient(height="165 cm", weight="70 kg", born=date(1956, 2, 3), sex="female")
_BILIRUBIN = TableValue.BILIRUBIN
_CLEARANCE = TableValue.CREATININE_CLEARANCE


def _bilirubins(*values: tuple[int, str]) -> list[tuple[str, Event]]:
    """Values so many days before day 1, in the order of recording."""
    return [
        (f"events[{index}]", Lab(on=DAY - timedelta(days=days), bilirubin_times_normal=value))
        for index, (days, value) in enumerate(values)
    ]


def _known(*values: tuple[int, str]) -> tuple[str, str] | None:
    found = known_value(_BILIRUBIN, PATIENT_OF_70, DAY, _bilirubins(*values), Policy())
    return None if found is None else (str(found.value), found.where)


@pytest.mark.parametrize(
    ("days", "known"), [(-1, False), (0, True), (1, True), (14, True), (15, False)]
)
def test_value_counts_from_its_day_for_14_days(days: int, *, known: bool) -> None:
    """That of day 1 and of the 14 days before it; one of tomorrow is not known today."""
    assert (_known((days, "2")) is not None) is known


def test_latest_day_counts_and_of_one_day_the_value_recorded_last() -> None:
    """However they were recorded."""
    assert _known((10, "1"), (3, "2")) == ("2", "events[1]")
    assert _known((3, "2"), (10, "1")) == ("2", "events[0]")
    assert _known((3, "1"), (3, "2"), (10, "4")) == ("2", "events[1]")


def test_value_of_a_day_is_told_from_the_patients() -> None:
    """A weight and an age stand in the patient's record, which is no event."""
    weight = known_value(TableValue.WEIGHT, PATIENT_OF_70, DAY, [], Policy())
    assert weight == Known(Decimal(70), DAY, PATIENT)
    assert weight.events == ()
    measured = known_value(_BILIRUBIN, PATIENT_OF_70, DAY, _bilirubins((0, "2")), Policy())
    assert measured is not None
    assert measured.events == ("events[0]",)


@pytest.mark.parametrize(("day", "age"), [(date(2026, 2, 2), 69), (date(2026, 2, 3), 70)])
def test_age_is_that_of_the_day(day: date, age: int) -> None:
    """Born on 3 February 1956, a patient is 70 on 3 February 2026."""
    found = known_value(TableValue.AGE, PATIENT_OF_70, day, [], Policy())
    assert found is not None
    assert found.value == age


def test_values_of_later_days_are_those_that_laboratories_measure() -> None:
    """Each with its place in the history; weight and age have none of a later day."""
    history = _bilirubins((0, "1"), (-1, "2"), (-9, "3"))
    found = list(later_values(_BILIRUBIN, PATIENT_OF_70, DAY, history, Policy()))
    assert [(index, str(one.value)) for index, one in found] == [(1, "2"), (2, "3")]
    for by in (TableValue.WEIGHT, TableValue.AGE):
        assert list(later_values(by, PATIENT_OF_70, DAY, history, Policy())) == []


def test_clearance_from_a_newer_creatinine_is_found() -> None:
    """(140 − 69) × 70 ÷ (72 × 1) × 0.85 = 58.67…; one of the same day is not newer."""
    used = Known(Decimal(80), DAY - timedelta(days=5), "events[0]")
    for days, is_newer in ((6, False), (5, False), (4, True)):
        lab = Lab(on=DAY - timedelta(days=days), creatinine="1 mg/dL")
        found = newer(used, PATIENT_OF_70, DAY, [("events[1]", lab)], Policy())
        assert (found is not None) is is_newer
        if found is not None:
            assert found.value.quantize(Decimal("0.01")) == Decimal("58.67")


@pytest.mark.parametrize(
    ("by", "days", "estimated"),
    [
        (_CLEARANCE, -1, False),
        (_CLEARANCE, 0, True),
        (_CLEARANCE, 14, True),
        (_CLEARANCE, 15, False),
        (_BILIRUBIN, 0, False),
    ],
)
def test_creatinine_that_gives_no_clearance_is_named(
    by: TableValue, days: int, *, estimated: bool
) -> None:
    """Where one was recorded in time, it is said what is missing beside it."""
    lab = Lab(on=DAY - timedelta(days=days), creatinine="1 mg/dL")
    why = not_known(by, DAY, [("events[0]", lab)], Policy())
    assert why.startswith("which cannot be estimated from the creatinine recorded") is estimated
    other = Lab(on=DAY, bilirubin_times_normal="1")
    assert not_known(_CLEARANCE, DAY, [("events[0]", other)], Policy()) == (
        "of which no value of day 1 or shortly before is recorded"
    )
