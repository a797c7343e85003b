"""What is said of doses on closed days, in full, and which days a block may go to.

Cycles count from Monday 5 January 2026; daratumumab is weekly, on the 5th, 12th, 19th and 26th.
"""

from __future__ import annotations

from datetime import date

import pytest

from regimens import Course, Finding, Given, Omission, Patient, catalogue
from regimens.calendars import Calendar
from regimens.clinic import ClinicDays
from regimens.events import Event

_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")


def _plan(
    regimen: str,
    closed: list[date],
    may_move: dict[str, int],
    *events: Event,
    cycles: int | None = None,
) -> Calendar:
    clinic = ClinicDays(closed_dates=closed, may_move=may_move)
    course = Course(
        catalogue.get(regimen),
        _PATIENT,
        start=date(2026, 1, 5),
        cycles=cycles,
        events=events,
        clinic=clinic,
    )
    return course.plan()


def _january(*days: int) -> list[date]:
    return [date(2026, 1, day) for day in days]


def _said(calendar: Calendar) -> list[Finding]:
    return [one for one in calendar.findings if one.code in {"clinic-move", "closed-day"}]


# --- what is said --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "limit", "to", "by"),
    [
        ([12], 1, date(2026, 1, 13), "1 day later, from Tue 2026-01-13"),
        ([12, 13], 1, date(2026, 1, 11), "1 day earlier, from Sun 2026-01-11"),
        ([11, 12, 13], 2, date(2026, 1, 14), "2 days later, from Wed 2026-01-14"),
        ([11, 12, 13, 14], 2, date(2026, 1, 10), "2 days earlier, from Sat 2026-01-10"),
    ],
)
def test_move_of_one_dose_is_said(closed: list[int], limit: int, to: date, by: str) -> None:
    """By how many days, which way, to which day; it has the place of the dose and its new day."""
    calendar = _plan("daratumumab-iv", _january(*closed), {"daratumumab": limit}, cycles=1)
    assert _said(calendar) == [
        Finding(
            code="clinic-move",
            message=(
                f"daratumumab of treatment cycle 1 day 8: {by} on, because the clinic is closed"
            ),
            phase="treatment",
            cycle=1,
            day=8,
            date=to,
        )
    ]


def test_move_of_a_block_names_its_days_and_drugs() -> None:
    """Days 4 and 5 of DaraVd go together, with dexamethasone; the drugs stand once each."""
    calendar = _plan("dara-vd", _january(8), {"bortezomib": 1}, cycles=1)
    assert _said(calendar) == [
        Finding(
            code="clinic-move",
            message=(
                "dexamethasone, bortezomib of combination cycle 1 days 4 to 5: 1 day later, from "
                "Fri 2026-01-09 on, because the clinic is closed"
            ),
            phase="combination",
            cycle=1,
            day=4,
            date=date(2026, 1, 9),
        )
    ]


@pytest.mark.parametrize(
    ("closed", "start", "by"),
    [
        ([2], date(2026, 2, 3), "1 day later, on Tue 2026-02-03"),
        ([2, 3], date(2026, 2, 4), "2 days later, on Wed 2026-02-04"),
    ],
)
def test_later_start_of_a_cycle_is_said(closed: list[int], start: date, by: str) -> None:
    """By how many days and to which; it is about the cycle, and about no day or drug."""
    days = [date(2026, 2, day) for day in closed]
    calendar = _plan("daratumumab-iv", days, {"daratumumab": 2}, cycles=2)
    assert _said(calendar) == [
        Finding(
            code="clinic-move",
            message=(
                f"treatment cycle 2 starts {by}, because the clinic is closed; later cycles follow"
            ),
            phase="treatment",
            cycle=2,
            date=start,
        )
    ]


def test_dose_that_stays_on_a_closed_day_is_said_with_the_reason() -> None:
    """It may not move, found no day, or goes only with what it follows: each is said."""
    may_move = {"cisplatin": 0, "pegteograstim": 3}
    growth_factor = _plan("dara-dcep", _january(6, 10), may_move, cycles=1)
    weekly = _plan("daratumumab-iv", _january(11, 12, 13), {"daratumumab": 1}, cycles=1)
    end = "; postpone it, omit it, or find another place"
    assert _said(growth_factor) + _said(weekly) == [
        Finding(
            code="closed-day",
            message=f"{drug} on {weekday} {day}: the clinic is closed, and {why}{end}",
            phase=phase,
            cycle=1,
            day=number,
            drug=drug,
            date=day,
        )
        for drug, weekday, day, why, phase, number in [
            ("cisplatin", "Tue", date(2026, 1, 6), "it may not move", "induction", 2),
            ("pegteograstim", "Sat", date(2026, 1, 10), "it moves only with DCEP", "induction", 6),
            (
                "daratumumab",
                "Mon",
                date(2026, 1, 12),
                "no move of up to 1 days was possible",
                "treatment",
                8,
            ),
        ]
    ]


def test_only_doses_still_to_be_given_are_said_and_each_of_them() -> None:
    """Of the days 1 to 3 on closed days, one was given and one omitted; the third is said."""
    calendar = _plan(
        "dcep",
        _january(6, 7, 8),
        {"cisplatin": 0},
        Given(of="cisplatin", on=date(2026, 1, 6)),
        Omission(of="cisplatin", on=date(2026, 1, 7)),
    )
    assert [(one.drug, one.date) for one in _said(calendar)] == [("cisplatin", date(2026, 1, 8))]
