"""What is said of doses on closed days, in full, and which days a block may go to.

Cycles count from Monday 5 January 2026; daratumumab is weekly, on the 5th, 12th, 19th and 26th.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs
import pytest

from regimens import (
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Finding,
    Given,
    Measurement,
    Omission,
    Patient,
    Postponement,
    catalogue,
)
from regimens.amounts import WrittenDose, amount
from regimens.calendars import Calendar
from regimens.clinic import ClinicDays
from regimens.closures import fit
from regimens.components import Component
from regimens.drafts import Draft
from regimens.drugs import Drug
from regimens.events import Event
from regimens.marks import Marks
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source
from regimens.timeline import Horizon, timeline

_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")


_SOURCE = Source(title="A paper", identifier="none", locator="p. 1", checked_on=date(2026, 1, 5))


def _two_drugs(day: int = 1) -> Regimen:
    """A group of melphalan on two days, the second 8, and thalidomide on days 6 and 10."""
    components = [
        Component(
            drug=Drug(name=drug),
            group="MT",
            dose=WrittenDose(amount=amount("10 mg"), source=_SOURCE),
            timing=(Schedule(days=days, cycles=Cycles(1), source=_SOURCE),),
        )
        for drug, days in (("melphalan", (day, 8)), ("thalidomide", (6, 10)))
    ]
    phase = Phase(
        name="only", cycle_length=21, cycles=1, components=tuple(components), source=_SOURCE
    )
    return Regimen(id="test", title="A test", revision="1", phases=(phase,))


def _plan(
    regimen: str | Regimen,
    closed: list[date],
    may_move: dict[str, int],
    *events: Event,
    cycles: int | None = None,
) -> Calendar:
    clinic = ClinicDays(closed_dates=closed, may_move=may_move)
    course = Course(
        catalogue.get(regimen) if isinstance(regimen, str) else regimen,
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


# --- where a block goes --------------------------------------------------------------------------


def _dates(calendar: Calendar, drug: str, cycle: int = 1) -> list[date]:
    return [row.date for row in calendar if row.drug == drug and row.cycle == cycle]


def test_blocks_of_all_groups_are_moved_in_the_order_of_their_days() -> None:
    """12 and 15 January closed: day 8 of both groups goes before day 11 of one of them."""
    may_move = {"bortezomib": 1, "daratumumab": 1}
    calendar = _plan("dara-vd", _january(12, 15), may_move, cycles=1)
    assert [one.message.partition(" of ")[0] for one in _said(calendar)] == [
        "dexamethasone, bortezomib",
        "daratumumab",
        "dexamethasone, bortezomib",
    ]
    assert [one.day for one in _said(calendar)] == [8, 8, 11]
    # A day later, day 8 would come 2 days before the 15th, where day 11 stands then.
    assert _dates(calendar, "bortezomib") == _january(5, 8, 11, 16)
    assert _dates(calendar, "daratumumab") == _january(5, 13, 19)


def test_dose_put_off_alone_moves_no_other_block() -> None:
    """Day 8 was shown on 11 January, and stays there; that it is near the 9th then is said."""
    late = Postponement(of="bortezomib", on=date(2026, 1, 8), to=date(2026, 1, 9))
    calendar = _plan("dara-vd", _january(12, 13), {"bortezomib": 1}, late, cycles=1)
    assert _dates(calendar, "bortezomib") == _january(5, 9, 11, 15)
    assert [one.day for one in calendar.findings if one.code == "interval-too-short"] == [8]


@pytest.mark.parametrize(("limit", "to"), [(1, 6), (2, 8)])
def test_late_group_opens_its_cycle_later_only(limit: int, to: int) -> None:
    """Daratumumab of 2 February four days late, on the closed 6th; the 7th is closed as well."""
    late = Delay(of="DARA", phase="induction", cycle=2, days=4)
    closed = [date(2026, 2, 6), date(2026, 2, 7)]
    calendar = _plan("dara-dcep", closed, {"DARA": limit}, late)
    assert _dates(calendar, "daratumumab", 2)[:2] == [date(2026, 2, to), date(2026, 2, 13)]


def test_block_is_of_written_days_whatever_was_given_in_between() -> None:
    """Day 4 was given on the 13th, after day 8: that is a block of its own, and goes to the 11th.

    A day later it would stand with the dose of the 13th.
    """
    late = Given(of="bortezomib", on=date(2026, 1, 13), planned=date(2026, 1, 8))
    calendar = _plan("bortezomib-retreatment", _january(12), {"bortezomib": 1}, late, cycles=1)
    assert [one.message for one in _said(calendar)] == [
        "bortezomib of retreatment cycle 1 day 8: 1 day earlier, from Sun 2026-01-11 on, because "
        "the clinic is closed"
    ]


@pytest.mark.parametrize(
    ("closed", "limit"),
    [
        pytest.param([10, 11, 12, 13, 14], 3, id="past the other drug, on the 15th or 9th"),
        pytest.param([11, 12, 13], 2, id="onto the other drug's day, the 14th or 10th"),
        pytest.param([12], 0, id="it may not move"),
    ],
)
def test_block_moves_past_nothing_of_its_group(closed: list[int], limit: int) -> None:
    """Melphalan of 12 January stands between thalidomide of the 10th and of the 14th."""
    calendar = _plan(_two_drugs(), _january(*closed), {"melphalan": limit})
    assert _dates(calendar, "melphalan") == _january(5, 12)
    assert _dates(calendar, "thalidomide") == _january(10, 14)


def test_block_moves_no_further_than_any_of_its_drugs_may() -> None:
    """8 January closed: dexamethasone may go a day on, and bortezomib of its block may not."""
    may_move = {"bortezomib": 0, "dexamethasone": 1}
    calendar = _plan("dara-vd", _january(8), may_move, cycles=1)
    assert _dates(calendar, "bortezomib") == _january(5, 8, 12, 15)


def test_block_of_day_2_does_not_open_the_cycle() -> None:
    """The 6th and 7th are closed; the 5th is day 1, which is not its day."""
    calendar = _plan(_two_drugs(day=2), _january(6, 7), {"melphalan": 1})
    assert _dates(calendar, "melphalan") == _january(6, 12)


def test_weekly_dose_is_not_moved_to_less_than_half_its_interval() -> None:
    """The 8th and the 16th are the nearest open days, 3 days from the doses around the 12th."""
    calendar = _plan("daratumumab-iv", _january(*range(9, 16)), {"daratumumab": 4}, cycles=1)
    assert _dates(calendar, "daratumumab") == _january(5, 12, 19, 26)


# --- what a search may know ----------------------------------------------------------------------


def test_each_cycle_is_searched_with_what_was_recorded_up_to_it() -> None:
    """Of later cycles nothing, whichever way an event names its phase; and one cycle beyond it."""
    regimen = catalogue.get("dara-dcep")
    history: list[tuple[str, Event]] = [
        ("start", CycleStart(phase="induction", cycle=2, on=date(2026, 2, 2))),
        ("group", Delay(of="DCEP", cycle=3, days=1)),  # maintenance has none
        ("last", Delay(cycle=4, days=1)),  # induction has three cycles
        ("first of two", DoseChange(of="DARA", to="0.7", cycle=3)),
        ("only one", DoseChange(of="DARA", to="0.7", cycle=5)),
        ("named", DoseChange(of="DARA", phase="maintenance", to="0.7", cycle=2)),
        ("weight", Measurement(on=date(2026, 6, 1), weight="71 kg")),
    ]
    asked: list[tuple[int | None, list[str]]] = []

    def draft(given: Sequence[tuple[str, Event]], marks: Marks, horizon: Horizon) -> Draft:
        asked.append((horizon.cycles, [where for where, _ in given]))
        times = timeline(regimen, date(2026, 1, 5), given, horizon)
        return Draft(times=times, rows=[], findings=[])

    clinic = ClinicDays(closed_weekdays=["sunday"], may_move={"DARA": 1})
    fit(clinic, regimen, history, marks=Marks(), horizon=Horizon(), draft=draft)
    induction = ["start", "group", "first of two", "weight"]
    known = [
        ["weight"],
        ["start", "weight"],
        induction,
        induction,
        ["start", "group", "first of two", "named", "weight"],
        ["start", "group", "first of two", "named", "weight"],
        ["start", "group", "last", "first of two", "named", "weight"],
        [where for where, _ in history],
    ]
    everything = (None, [where for where, _ in history])
    assert asked == [everything, *((cycle + 2, one) for cycle, one in enumerate(known))]


def test_event_of_a_drug_is_of_the_phase_that_gives_it() -> None:
    """Thalidomide comes with the second phase: its late first cycle is not known in the first."""
    melphalan, thalidomide = _two_drugs().phases[0].components
    first = attrs.evolve(_two_drugs().phases[0], components=(melphalan,))
    alone = attrs.evolve(thalidomide, group="T")
    second = attrs.evolve(first, name="second", components=(melphalan, alone))
    regimen = attrs.evolve(_two_drugs(), phases=(first, second))
    asked: list[int] = []

    def draft(given: Sequence[tuple[str, Event]], marks: Marks, horizon: Horizon) -> Draft:
        asked.append(len(given))
        times = timeline(regimen, date(2026, 1, 5), given, horizon)
        return Draft(times=times, rows=[], findings=[])

    late: list[tuple[str, Event]] = [("late", Delay(of="T", cycle=1, days=1))]
    clinic = ClinicDays(closed_weekdays=["sunday"], may_move={"MT": 1})
    fit(clinic, regimen, late, marks=Marks(), horizon=Horizon(), draft=draft)
    assert asked == [1, 0, 1]


@pytest.mark.parametrize(
    "event",
    [
        Given(of="lymphodepletion", on=date(2026, 1, 13)),
        Given(of="lymphodepletion", on=date(2026, 1, 14), planned=date(2026, 1, 13)),
        Postponement(of="fludarabine", on=date(2026, 1, 13), to=date(2026, 1, 17)),
    ],
    ids=["as shown", "a day late", "put off"],
)
def test_day_0_stays_where_it_was_shown_when_a_day_before_it_is_given(event: Event) -> None:
    """Day −5 put off to the closed 12th: the phase starts on the 13th, with cells on the 18th."""
    calendar = _plan(
        "ide-cel",
        _january(12),
        {"lymphodepletion": 1, "cells": 1},
        Delay(cycle=1, days=7),
        event,
        cycles=None,
    )
    assert calendar.cycles[0].start == _january(13)[0]
    assert _dates(calendar, "idecabtagene vicleucel") == _january(18)
    assert [row.date.day for row in calendar if row.day in {-4, -3}] == [14, 14, 15, 15]
