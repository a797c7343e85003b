"""The rows of a calendar: their order, and what has become of each.

DARA-DCEP from 5 January 2026 has three cycles of 28 days: DCEP on days 1 to 4, daratumumab weekly
and on day 15 of the third, 16 March; maintenance begins on 30 March.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from regimens import (
    Calendar,
    Correction,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    Given,
    Omission,
    Patient,
    Response,
    Status,
    Transplant,
    catalogue,
)
from regimens.events import Event
from regimens.regimen import Regimen

_START = date(2026, 1, 5)
_PATIENT = Patient(height="165 cm", weight="70 kg", born=date(1960, 1, 5), sex="female")
_DARA_DCEP = catalogue.get("dara-dcep")


def _plan(*events: Event, regimen: Regimen = _DARA_DCEP, cycles: int | None = None) -> Calendar:
    return Course(regimen, _PATIENT, start=_START, cycles=cycles, events=events).plan()


def _begins(on: date, phase: str = "induction", cycle: int = 2) -> CycleStart:
    return CycleStart(phase=phase, cycle=cycle, on=on)


@pytest.mark.parametrize(
    "events",
    [
        [],
        [_begins(date(2026, 1, 22))],  # between the last two doses of cycle 1
        [_begins(date(2026, 1, 26))],  # on the day of the last
        [_begins(date(2026, 1, 9))],
        [_begins(date(2026, 3, 10), "maintenance", 1)],
        [_begins(date(2026, 3, 16), "maintenance", 1)],
        [Delay(of="DCEP", phase="induction", cycle=1, days=16)],
    ],
)
def test_rows_stand_by_date_then_as_the_regimen_is_written(events: list[Event]) -> None:
    """Of one day the earlier phase first, then the component, the dose of the day, the cycle."""
    rows = list(_plan(*events))
    assert len(rows) == len(_plan())
    assert rows == sorted(
        rows,
        key=lambda row: (
            row.date,
            row.time.index,
            row.slot.position,
            row.occurrence,
            row.cycle,
        ),
    )


@pytest.mark.parametrize(("day", "open_"), [(16, False), (24, False), (25, True)])
def test_gate_waits_for_the_last_treatment_whichever_it_is(day: int, open_: bool) -> None:
    """DCEP of cycle 3 20 days late is on 22 to 25 March, after daratumumab of the 16th."""
    late = Delay(of="DCEP", phase="induction", cycle=3, days=20)
    calendar = _plan(late, Response(on=date(2026, 3, day), response="PR"))
    statuses = {row.status for row in calendar if row.phase == "maintenance"}
    assert statuses == {Status.PLANNED if open_ else Status.CONDITIONAL}


def test_gate_does_not_wait_for_a_dose_that_was_left_out() -> None:
    """Without daratumumab of 16 March the last is cisplatin of 5 March."""
    response = Response(on=date(2026, 3, 5), response="PR")
    left_out = Omission(of="daratumumab", on=date(2026, 3, 16))
    for events, status in [
        ((response,), Status.CONDITIONAL),
        ((left_out, response), Status.PLANNED),
    ]:
        rows = [row for row in _plan(*events) if row.phase == "maintenance"]
        assert {row.status for row in rows} == {status}


def test_response_that_decides_stands_at_every_dose_it_decides_of() -> None:
    """Also of the phase after, which has no gate of its own."""
    induction, maintenance = _DARA_DCEP.phases
    after = attrs.evolve(maintenance, name="after", gate=None, transplant=None)
    regimen = attrs.evolve(_DARA_DCEP, phases=(induction, maintenance, after))
    response = Response(on=date(2026, 3, 20), response="PR")
    by_phase = {row.phase: row.changed_by for row in _plan(response, regimen=regimen)}
    assert by_phase == {
        "induction": (),
        "maintenance": ("events[0]",),
        "after": ("events[0]",),
    }


def test_course_that_is_stopped_on_day_1_asks_for_no_response() -> None:
    """No dose is left, before the gate or behind it."""
    calendar = _plan(Discontinuation(on=_START))
    assert {row.status for row in calendar} == {Status.DISCONTINUED}
    assert "response-pending" not in [one.code for one in calendar.findings]


def _first_after_transplant() -> Regimen:
    """Maintenance by itself, to begin within 84 days of an infusion."""
    maintenance = attrs.evolve(_DARA_DCEP.phases[1], gate=None)
    return attrs.evolve(
        _DARA_DCEP, phases=(maintenance,), reductions=(), spacing=(), interpretations=()
    )


def test_first_phase_says_what_it_waits_for_like_any_other() -> None:
    """An empty calendar is not left without a word."""
    induction, maintenance = _DARA_DCEP.phases
    waiting = attrs.evolve(_DARA_DCEP, phases=(attrs.evolve(induction, waits=True), maintenance))
    transplant = Transplant(on=date(2025, 12, 1))
    for regimen, events, message in [
        (waiting, (), "induction has no date until its start is recorded"),
        (
            _first_after_transplant(),
            (transplant,),
            "maintenance has no date until its start is recorded; transplant on 2025-12-01, first "
            "dose by 2026-02-23",
        ),
    ]:
        calendar = _plan(*events, regimen=regimen)
        assert list(calendar) == []
        said = [one.message for one in calendar.findings if one.code == "start-pending"]
        assert said[:1] == [message]


def test_given_dose_stays_when_the_start_of_its_phase_was_a_mistake() -> None:
    """It is a fact, although no cycle is left that it belongs to."""
    waiting = attrs.evolve(_DARA_DCEP.phases[0], waits=True)
    regimen = attrs.evolve(_DARA_DCEP, phases=(waiting, _DARA_DCEP.phases[1]))
    on = date(2026, 1, 7)
    start = attrs.evolve(_begins(on, cycle=1), id="start")
    events = (start, Given(of="cisplatin", on=on), Correction(voids="start", reason="a slip"))
    (row,) = _plan(*events, regimen=regimen)
    assert (row.date, row.drug, row.status) == (on, "cisplatin", Status.GIVEN)


@pytest.mark.parametrize(("days", "within"), [(84, True), (85, False)])
def test_window_after_a_transplant_holds_for_a_first_phase_too(days: int, within: bool) -> None:
    """1 December 2025 and 84 days are 23 February 2026."""
    infused = date(2025, 12, 1)
    begun = _begins(infused + timedelta(days=days), "maintenance", 1)
    calendar = _plan(Transplant(on=infused), begun, regimen=_first_after_transplant())
    codes = [one.code for one in calendar.findings]
    assert ("transplant-window" not in codes) is within
