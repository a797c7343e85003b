"""Which events a dose owes its date, its amount and its status to, as it tells itself."""

from __future__ import annotations

from datetime import date

import pytest

from regimens import (
    Course,
    CycleStart,
    Discontinuation,
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Patient,
    Postponement,
    Response,
    Switch,
    catalogue,
)
from regimens.administrations import Administration
from regimens.events import Delay, Event

_CHANGED = "  events that changed it: "
_MOVED = "  events that moved its cycle, or a group in it: "


def _row(regimen: str, place: tuple[str, int, int], *events: Event) -> Administration:
    course = Course(
        catalogue.get(regimen),
        Patient(sex="female", height="165 cm", weight="70 kg"),
        start=date(2026, 1, 5),
        cycles=None if regimen == "dara-dcep" else 3,
    )
    rows = course.record(*events).plan()
    return next(row for row in rows if (row.drug, row.cycle, row.day) == place)


def _told(row: Administration) -> list[str]:
    """What the explanation says of events, without the rest."""
    return [line for line in row.explain().splitlines() if line.startswith((_CHANGED, _MOVED))]


_LATE = Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 14))
_STOP = Discontinuation(of="daratumumab", on=date(2026, 1, 19))
_LEFT_OUT = Omission(of="daratumumab", on=date(2026, 1, 12))
_AS_INJECTION = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 10))
_LIGHTER = Measurement(on=date(2026, 1, 10), weight="60 kg", from_=date(2026, 1, 11))
_GIVEN = Given(of="daratumumab", on=date(2026, 1, 12), dose="1100 mg")


@pytest.mark.parametrize(
    ("event", "day", "told"),
    [
        pytest.param(_LATE, 8, True, id="postponed"),
        pytest.param(_LATE, 15, True, id="a later dose that keeps its interval"),
        pytest.param(_LATE, 1, False, id="not the dose before"),
        pytest.param(_STOP, 15, True, id="stopped"),
        pytest.param(_STOP, 8, False, id="not what was before the stop"),
        pytest.param(_LEFT_OUT, 8, True, id="omitted"),
        pytest.param(_LEFT_OUT, 15, False, id="nothing else moves"),
        pytest.param(_AS_INJECTION, 8, True, id="switched"),
        pytest.param(_LIGHTER, 8, True, id="reweighed"),
        pytest.param(_LIGHTER, 1, False, id="not before the weight counts"),
        pytest.param(_GIVEN, 8, True, id="given"),
    ],
)
def test_dose_names_the_event_that_changed_it(event: Event, day: int, told: bool) -> None:
    """Daratumumab of cycle 1, weekly from 5 January 2026."""
    row = _row("daratumumab-iv", ("daratumumab", 1, day), event)
    assert _told(row) == ([f"{_CHANGED}events[0]"] if told else [])


def test_weight_is_not_told_of_a_flat_dose() -> None:
    """Dexamethasone 40 mg does not come from a weight; cisplatin by surface does."""
    lighter = Measurement(on=date(2026, 1, 10), weight="60 kg")
    assert _told(_row("dcep", ("dexamethasone", 2, 1), lighter)) == []
    assert _told(_row("dcep", ("cisplatin", 2, 1), lighter)) == [f"{_CHANGED}events[0]"]


def test_clearance_is_not_told_of_a_dose_that_needs_none() -> None:
    """No drug here is dosed by it."""
    clearance = Lab(on=date(2026, 1, 5), creatinine_clearance="61 mL/min")
    assert _told(_row("dcep", ("cisplatin", 2, 1), clearance)) == []


def test_all_events_are_told_in_their_order() -> None:
    """Reduced, then moved with its cycle, then given."""
    row = _row(
        "dcep",
        ("cisplatin", 2, 1),
        DoseChange(id="less", of="DCEP", to="0.7", cycle=1),
        CycleStart(id="late", cycle=2, on=date(2026, 2, 4)),
        Given(id="done", of="cisplatin", on=date(2026, 2, 4)),
    )
    assert _told(row) == [
        f"{_MOVED}events[1] (late)",
        f"{_CHANGED}events[0] (less), events[2] (done)",
    ]


def test_response_is_told_of_the_doses_it_frees() -> None:
    """Maintenance is planned because of a partial response of 1 April 2026."""
    row = _row(
        "dara-dcep",
        ("daratumumab", 4, 1),
        Delay(of="DCEP", cycle=3, days=1),
        Response(on=date(2026, 4, 1), response="PR"),
    )
    assert row.status.value == "planned"
    assert f"{_CHANGED}events[1]" in _told(row)
