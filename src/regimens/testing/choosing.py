"""What the steps of a state machine draw, each printed as a number where it fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from regimens.amounts import Basis
from regimens.clinic import ClinicDays
from regimens.course import Course
from regimens.events import Lab
from regimens.regimen import Regimen
from regimens.testing.patients import patients

__all__ = ["START", "begun", "chosen", "days_before"]

_T = TypeVar("_T")
START = date(2026, 1, 5)  # a Monday
_CYCLES_OF_A_CLINIC = 2
_REASON = "drawn for a test"


def begun(data: st.DataObject, regimen: Regimen, cycles: int, option: int) -> Course:
    """A course of somebody before anything has happened, with closed days or without.

    Args:
        data: Given by Hypothesis.
        regimen: As written.
        cycles: How many are shown where it has no end.
        option: Which option of each choice is picked, by its number.
    """
    clinic = data.draw(st.none() | st.none() | _clinics(regimen.names()))
    if clinic is not None:  # which takes a plan for each of its blocks of days
        cycles = min(cycles, _CYCLES_OF_A_CLINIC)
    by_clearance = any(
        component.dose.amount.basis is Basis.AUC for _, component in regimen.components()
    )
    return Course(
        regimen,
        data.draw(patients()),
        start=START,
        cycles=cycles if clinic or regimen.phases[-1].cycles is None else None,
        choices={name: options[option] for name, options in regimen.choices().items()},
        clinic=clinic,
        allow_unverified=_REASON if regimen.unverified else None,
        events=[Lab(on=START, creatinine_clearance="90 mL/min")] if by_clearance else [],
    )


def _clinics(names: Sequence[str]) -> st.SearchStrategy[ClinicDays]:
    """Closed at the weekend and perhaps on some days more, but open on the day of the start."""
    spring = st.dates(date(2026, 1, 6), date(2026, 4, 30))
    return st.builds(
        ClinicDays,
        closed_weekdays=st.just(("saturday", "sunday")),
        closed_dates=st.lists(spring, max_size=4, unique=True),
        may_move=st.dictionaries(st.sampled_from(names), st.integers(0, 4), min_size=1),
    )


def chosen(data: st.DataObject, among: Sequence[_T]) -> _T:
    """One of them by its number, which is all that a failure prints."""
    return among[data.draw(st.integers(0, len(among) - 1))]


def days_before(on: date, days: int | None) -> date | None:
    """So many days before a day, where some are asked for."""
    return None if days is None else on - timedelta(days=days)
