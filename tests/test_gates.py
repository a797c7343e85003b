"""Whether maintenance is certain: the response after cycle 3, and the window after a transplant.

DARA-DCEP from 5 January 2026: the last dose of cycle 3 is daratumumab on day 15, 16 March 2026;
maintenance is planned from 30 March 2026.
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
    Finding,
    Patient,
    Response,
    Status,
    Transplant,
    catalogue,
)
from regimens.errors import DefinitionError
from regimens.events import Event
from regimens.gates import Gates, gates
from regimens.regimen import Regimen

START = date(2026, 1, 5)
LAST_DOSE = date(2026, 3, 16)
PATIENT = Patient(height="165 cm", weight="70 kg")
DARA_DCEP = catalogue.get("dara-dcep")
GATE = (
    "Phase II trial of daratumumab with DCEP in extramedullary multiple myeloma. J Hematol Oncol "
    "2022 (NCT04065308), Methods, Intervention: response after 3 cycles"
)


def _plan(*events: Event, regimen: Regimen = DARA_DCEP, cycles: int | None = None) -> Calendar:
    return Course(regimen, PATIENT, start=START, cycles=cycles, events=events).plan()


def _status(calendar: Calendar, phase: str = "maintenance") -> set[str]:
    return {row.status.value for row in calendar if row.phase == phase}


def _found(calendar: Calendar, code: str) -> list[Finding]:
    return [finding for finding in calendar.findings if finding.code == code]


def _response(on: date, category: str) -> Response:
    return Response(on=on, response=category)


# --- the response --------------------------------------------------------------------------------


def test_without_a_response_maintenance_is_conditional() -> None:
    """Its doses have dates and wait; induction is certain."""
    calendar = _plan()
    assert _status(calendar) == {"conditional"}
    assert _status(calendar, "induction") == {"planned"}
    (found,) = _found(calendar, "response-pending")
    assert (found.phase, found.date, found.cycle) == ("maintenance", date(2026, 3, 30), None)
    assert found.message == (
        "maintenance needs PR or better after the phase before; its doses are conditional until a "
        "response of 2026-03-16 or later is recorded"
    )
    assert found.source == GATE
    assert found.severity.value == "info"


@pytest.mark.parametrize(
    ("days", "status"), [(-30, "conditional"), (-1, "conditional"), (0, "planned"), (1, "planned")]
)
def test_response_counts_from_the_last_dose_of_cycle_3_on(days: int, status: str) -> None:
    """A response of the day before is no assessment of induction; one of that day is."""
    calendar = _plan(_response(LAST_DOSE + timedelta(days=days), "PR"))
    assert _status(calendar) == {status}
    pending = _found(calendar, "response-pending")
    assert len(pending) == (1 if status == "conditional" else 0)


@pytest.mark.parametrize(
    ("category", "status"),
    [
        ("sCR", "planned"),
        ("CR", "planned"),
        ("VGPR", "planned"),
        ("PR", "planned"),
        ("MR", "withheld"),
        ("SD", "withheld"),
        ("PD", "withheld"),
    ],
)
def test_partial_response_or_better_opens_the_gate(category: str, status: str) -> None:
    """A lesser response withholds the doses, which keep their rows."""
    calendar = _plan(_response(LAST_DOSE, category))
    assert _status(calendar) == {status}
    assert len(calendar) == 69


def test_lesser_response_says_what_it_withholds() -> None:
    """The category, its day, and what the phase needs."""
    (found,) = _found(_plan(_response(date(2026, 3, 20), "MR")), "response-insufficient")
    assert (found.phase, found.date) == ("maintenance", date(2026, 3, 20))
    assert found.message == (
        "MR on 2026-03-20; maintenance needs PR or better after the phase before: its doses are "
        "withheld"
    )
    assert (found.source, found.severity.value) == (GATE, "caution")


@pytest.mark.parametrize(
    ("categories", "status"),
    [
        (["SD", "PR"], "planned"),
        (["PR", "SD"], "withheld"),
        (["PD", "PR", "MR"], "withheld"),
        (["PR", "SD", "VGPR"], "planned"),
    ],
)
def test_of_several_responses_the_last_counts(categories: list[str], status: str) -> None:
    """Each a week after the one before."""
    events = [
        _response(LAST_DOSE + timedelta(days=7 * week), category)
        for week, category in enumerate(categories)
    ]
    assert _status(_plan(*events)) == {status}


def test_early_response_is_passed_over_for_a_later_one() -> None:
    """PD in February says nothing once PR is recorded in March, nor does it alone."""
    early = _response(date(2026, 2, 20), "PD")
    assert _status(_plan(early)) == {"conditional"}
    assert _status(_plan(_response(LAST_DOSE, "PR"), early)) == {"planned"}


def test_voided_response_does_not_open_the_gate() -> None:
    """A correction leaves the gate as if nothing had been recorded."""
    wrong = attrs.evolve(_response(LAST_DOSE, "PR"), id="r1")
    assert _status(_plan(wrong, Correction(voids="r1", reason="another patient"))) == {
        "conditional"
    }


def test_delayed_induction_delays_what_counts_as_assessment() -> None:
    """Cycle 3 a week later: its last dose is on 23 March."""
    late = Delay(phase="induction", cycle=3, days=7)
    assert _status(_plan(late, _response(date(2026, 3, 22), "PR"))) == {"conditional"}
    assert _status(_plan(late, _response(date(2026, 3, 23), "PR"))) == {"planned"}


def test_asking_for_daily_rows_does_not_close_the_gate() -> None:
    """The antibiotic's rows run to day 28 of cycle 3; they are no dose to be assessed after."""
    course = Course(DARA_DCEP, PATIENT, start=START, events=[_response(date(2026, 3, 20), "PR")])
    assert _status(course.plan(continuous=True)) == _status(course.plan()) == {"planned"}


@pytest.mark.parametrize("cycles", [2, 3])
def test_gate_of_a_phase_that_is_not_reached_is_not_spoken_of(cycles: int) -> None:
    """With three cycles shown, maintenance is beyond the plan."""
    calendar = _plan(cycles=cycles)
    assert _found(calendar, "response-pending") == []
    assert _status(calendar) == set()
    assert len(_found(_plan(cycles=4), "response-pending")) == 1


def test_response_says_nothing_where_there_is_no_gate() -> None:
    """DCEP alone has no maintenance."""
    calendar = _plan(_response(LAST_DOSE, "PD"), regimen=catalogue.get("dcep"))
    assert _status(calendar, "induction") == {"planned"}
    assert _found(calendar, "response-insufficient") == []


# --- the transplant ------------------------------------------------------------------------------

INFUSION = date(2026, 5, 1)
OPEN = _response(date(2026, 4, 10), "PR")


def _started(days: int) -> CycleStart:
    return CycleStart(phase="maintenance", cycle=1, on=INFUSION + timedelta(days=days))


def test_after_a_transplant_maintenance_waits_for_its_start() -> None:
    """It has no rows; the window is shown, up to 84 days after the infusion: 24 July."""
    calendar = _plan(OPEN, Transplant(on=INFUSION))
    assert _status(calendar) == set()
    (found,) = _found(calendar, "start-pending")
    assert (found.phase, found.date, found.severity.value) == ("maintenance", None, "info")
    assert found.message == (
        "maintenance has no date until its start is recorded; transplant on 2026-05-01, first "
        "dose by 2026-07-24"
    )
    assert _found(calendar, "transplant-window") == []


@pytest.mark.parametrize(
    ("days", "within"), [(-1, False), (0, True), (1, True), (83, True), (84, True), (85, False)]
)
def test_first_dose_is_given_within_84_days(days: int, *, within: bool) -> None:
    """The 84th day passes, the 85th does not; there is no earliest day but the infusion's."""
    calendar = _plan(OPEN, Transplant(on=INFUSION), _started(days))
    assert _status(calendar) == {"planned"}
    found = _found(calendar, "transplant-window")
    assert len(found) == (0 if within else 1)
    assert _found(calendar, "start-pending") == []


def test_start_outside_the_window_says_by_how_much() -> None:
    """The days, the infusion and the last day."""
    (found,) = _found(_plan(Transplant(on=INFUSION), _started(85)), "transplant-window")
    assert (found.phase, found.cycle, found.date) == ("maintenance", 1, date(2026, 7, 25))
    assert found.severity.value == "violation"
    assert found.message == (
        "maintenance starts 85 days after the transplant of 2026-05-01; the first dose has to be "
        "given from then to 2026-07-24"
    )
    assert found.source is not None
    assert found.source.endswith("within 12 weeks of ASCT")


def test_window_is_that_of_the_first_dose_where_its_group_is_late() -> None:
    """The cycle on day 84, daratumumab 3 days later: the first dose is on day 87."""
    late = Delay(of="DARA", phase="maintenance", cycle=1, days=3)
    calendar = _plan(OPEN, Transplant(on=INFUSION), _started(84), late)
    first = next(row for row in calendar if row.phase == "maintenance")
    assert (first.date - INFUSION).days == 87
    assert len(_found(calendar, "transplant-window")) == 1


def test_last_of_two_transplants_counts() -> None:
    """A second infusion on 1 August: a start on 20 August is 19 days after it."""
    calendar = _plan(
        OPEN,
        Transplant(on=INFUSION),
        Transplant(on=date(2026, 8, 1)),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 8, 20)),
    )
    assert _found(calendar, "transplant-window") == []


def test_transplant_does_not_open_the_gate() -> None:
    """Without a response the doses of a recorded maintenance are conditional all the same."""
    calendar = _plan(Transplant(on=INFUSION), _started(60))
    assert _status(calendar) == {"conditional"}
    assert len(_found(calendar, "response-pending")) == 1


def test_gap_within_maintenance_is_seen_after_a_transplant_too() -> None:
    """Cycle 2 ten days late: 24 days from day 15 of cycle 1 instead of 14."""
    late = Delay(phase="maintenance", cycle=2, days=10)
    calendar = _plan(OPEN, Transplant(on=INFUSION), _started(60), late)
    (found,) = _found(calendar, "interval-too-long")
    assert (found.phase, found.cycle, found.day) == ("maintenance", 2, 1)
    assert "is 24 days after" in found.message
    assert found.message.endswith("written are 14 days")


def test_transplant_says_nothing_where_no_phase_may_follow_it() -> None:
    """DCEP alone goes on as it was planned."""
    plain, after = (
        _plan(*events, regimen=catalogue.get("dcep")) for events in ((), (Transplant(on=INFUSION),))
    )
    assert [row.date for row in plain] == [row.date for row in after]
    assert _found(after, "start-pending") == []


def test_phase_not_reached_has_no_window() -> None:
    """With two cycles shown there is nothing to say of maintenance but that it waits."""
    calendar = _plan(Transplant(on=INFUSION), cycles=2)
    assert _found(calendar, "transplant-window") == []


# --- the functions themselves --------------------------------------------------------------------


def test_what_follows_an_uncertain_phase_is_uncertain() -> None:
    """A third phase without a gate of its own has the status of maintenance."""
    after = attrs.evolve(DARA_DCEP.phases[1], name="after", gate=None, transplant=None)
    regimen = attrs.evolve(DARA_DCEP, phases=(*DARA_DCEP.phases, after))
    assert _status(_plan(regimen=regimen), "after") == {"conditional"}
    assert _status(_plan(OPEN, regimen=regimen), "after") == {"planned"}
    withheld = _plan(_response(LAST_DOSE, "PD"), regimen=regimen)
    assert _status(withheld, "after") == {"withheld"}


def test_gate_of_a_first_phase_counts_any_response() -> None:
    """Where no dose came before, there is none to be assessed after."""
    phase = DARA_DCEP.phases[1]
    found = gates([("events[0]", _response(date(2020, 1, 1), "PR")), ("events[1]", _started(1))])
    assert found == Gates((("events[0]", _response(date(2020, 1, 1), "PR")),), ())
    assert found.status(phase, Status.PLANNED, None) == (Status.PLANNED, ("events[0]",))
    assert found.status(phase, Status.PLANNED, date(2020, 1, 2)) == (Status.CONDITIONAL, ())
    assert found.status(phase, Status.WITHHELD, None) == (Status.WITHHELD, ())
    assert found.unplaced(DARA_DCEP) == frozenset()


def test_first_phase_has_no_gate() -> None:
    """Where nothing was given before it, there is no phase whose response could be assessed."""
    alone = attrs.evolve(DARA_DCEP.phases[1], transplant=None)
    with pytest.raises(DefinitionError) as caught:
        attrs.evolve(DARA_DCEP, phases=(alone,), reductions=(), spacing=(), interpretations=())
    assert str(caught.value) == (
        "dara-dcep: 'maintenance' needs PR or better after the phase before, and there is none; "
        "leave the gate of the first phase out"
    )
    assert caught.value.at == "phases[0].gate"


_PENDING = Finding(
    code="response-pending",
    phase="maintenance",
    date=date(2026, 3, 30),
    message=(
        "maintenance needs PR or better after the phase before; its doses are conditional until a "
        "response of 2026-03-16 or later is recorded"
    ),
    source=GATE,
)


def test_gate_says_whole_findings_and_nothing_where_it_is_open() -> None:
    """Nor of a phase without a gate, whatever was assessed."""
    induction, maintenance = DARA_DCEP.phases
    after = attrs.evolve(maintenance, gate=None)
    start = date(2026, 3, 30)
    insufficient = Finding(
        code="response-insufficient",
        phase="maintenance",
        date=date(2026, 3, 20),
        message=(
            "SD on 2026-03-20; maintenance needs PR or better after the phase before: its doses "
            "are withheld"
        ),
        source=GATE,
        events=("events[4]",),
    )
    for recorded, said in [
        ([], [_PENDING]),
        ([("events[4]", _response(date(2026, 3, 20), "SD"))], [insufficient]),
        ([("events[4]", _response(date(2026, 3, 20), "PR"))], []),
    ]:
        known = gates(recorded)
        assert known.findings(maintenance, LAST_DOSE, start) == said
        assert known.findings(after, LAST_DOSE, start) == []
        assert known.findings(induction, None, START) == []


def test_phase_that_waits_says_so_until_it_has_a_start() -> None:
    """And once it may follow a transplant that is recorded, by which day it has to start."""
    maintenance = attrs.evolve(DARA_DCEP.phases[1], gate=None)
    waiting = attrs.evolve(maintenance, waits=True)
    none, one = gates([]), gates([("events[2]", Transplant(on=INFUSION))])
    pending = Finding(
        code="start-pending",
        phase="maintenance",
        message="maintenance has no date until its start is recorded",
        source=str(waiting.source),
    )
    assert none.findings(waiting, LAST_DOSE, None) == [pending]
    assert none.findings(waiting, LAST_DOSE, INFUSION) == []
    assert none.findings(maintenance, LAST_DOSE, None) == []
    assert waiting.transplant is not None
    window = attrs.evolve(
        pending,
        message=f"{pending.message}; transplant on 2026-05-01, first dose by 2026-07-24",
        source=str(waiting.transplant.source),
    )
    assert one.findings(waiting, LAST_DOSE, None) == [window]
    assert one.findings(maintenance, LAST_DOSE, None) == [window]
    assert one.findings(attrs.evolve(waiting, transplant=None), LAST_DOSE, None) == [pending]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "1 days before"),
        (0, "0 days after"),
        (1, "1 days after"),
        (2, None),
        (84, None),
        (85, "85 days after"),
    ],
)
def test_window_names_the_transplant_and_what_moved_the_start(days: int, said: str | None) -> None:
    """From 2 to 84 days after 1 May 2026: from 3 May to 24 July."""
    maintenance = attrs.evolve(DARA_DCEP.phases[1], gate=None)
    assert maintenance.transplant is not None
    window = attrs.evolve(maintenance.transplant, at_least=2)
    phase = attrs.evolve(maintenance, transplant=window)
    known = gates([("events[2]", Transplant(on=INFUSION))])
    start = INFUSION + timedelta(days=days)
    outside = Finding(
        code="transplant-window",
        phase="maintenance",
        cycle=1,
        date=start,
        message=(
            f"maintenance starts {said} the transplant of 2026-05-01; the first dose has to be "
            "given from 2026-05-03 to 2026-07-24"
        ),
        source=str(window.source),
        events=("events[2]", "events[3]"),
    )
    assert known.findings(phase, LAST_DOSE, start, ("events[3]",)) == ([outside] if said else [])
