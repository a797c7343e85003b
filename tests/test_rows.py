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
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Patient,
    Policy,
    Postponement,
    Response,
    Status,
    Switch,
    Transplant,
    catalogue,
)
from regimens.amounts import WrittenDose, amount
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.errors import HorizonError
from regimens.events import Event
from regimens.history import recorded
from regimens.regimen import Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Anchor, Cycles, Following, Schedule, Timing
from regimens.sources import Source

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
    assert Status.DISCONTINUED not in {row.status for row in rows}
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


@pytest.mark.parametrize(("cycles", "said"), [(2, 0), (3, 0), (4, 1), (8, 1)])
def test_gate_is_spoken_of_where_its_phase_is_shown(cycles: int, said: int) -> None:
    """Maintenance is the fourth cycle."""
    codes = [one.code for one in _plan(cycles=cycles).findings]
    assert codes.count("response-pending") == said


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


# --- what follows another dose -------------------------------------------------------------------

_SOURCE = Source(
    title="A protocol made up for a test", identifier="none", locator="p. 1", checked_on=_START
)


def _component(
    name: str,
    timing: Timing,
    role: Role = Role.SUPPORTIVE,
    *,
    group: str | None = None,
    missed_dose: MissedDoseRule | None = None,
) -> Component:
    return Component(
        drug=Drug(name=name),
        group=group or name,
        dose=WrittenDose(amount=amount("10 mg"), source=_SOURCE),
        timing=timing,
        role=role,
        missed_dose=missed_dose,
    )


def _after(days: int) -> Following:
    return Following(what="leader", offsets=(days,), source=_SOURCE)


# The leader on 6, 13 and 20 January; the others on its day, the day before and the day after.
_LED = Regimen(
    id="led",
    title="A protocol made up for a test",
    revision="1",
    phases=(
        Phase(
            name="only",
            cycle_length=28,
            cycles=1,
            components=(
                _component(
                    "leader",
                    (Schedule(days=(2, 9, 16), cycles=Cycles(1), source=_SOURCE),),
                    Role.TREATMENT,
                    missed_dose=MissedDoseRule(rule=MissedDose.MAINTAIN_INTERVAL, source=_SOURCE),
                ),
                _component("premedication", _after(0), Role.PREMEDICATION),
                _component("support", _after(0)),
                _component("before", _after(-1)),
                _component("after", _after(1)),
            ),
            source=_SOURCE,
        ),
    ),
)


def _jan(day: int) -> date:
    return date(2026, 1, day)


def _put_off(on: int, to: int) -> Postponement:
    return Postponement(of="leader", on=_jan(on), to=_jan(to))


def _given(on: int, planned: int) -> Given:
    return Given(of="leader", on=_jan(on), planned=_jan(planned))


_LABS = tuple(Lab(on=_START, anc="2 10^9/L") for _ in range(9))
_Led = dict[str, tuple[int, str, tuple[int, ...]]]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # Each: the day of January, the status, the events that changed it.
        (
            (_given(13, 13),),
            {
                "leader": (13, "given", (0,)),
                "premedication": (13, "planned", ()),
                "support": (13, "planned", ()),
                "before": (12, "planned", ()),
                "after": (14, "planned", ()),
            },
        ),
        (  # A day late: what is still to come goes along.
            (_given(14, 13),),
            {
                "leader": (14, "given", (0,)),
                "premedication": (14, "planned", (0,)),
                "support": (14, "planned", (0,)),
                "before": (12, "planned", ()),
                "after": (15, "planned", (0,)),
            },
        ),
        (  # A day early: what has to come before it is too late, what comes after stays.
            (_given(12, 13),),
            {
                "leader": (12, "given", (0,)),
                "premedication": (12, "planned", (0,)),
                "support": (12, "planned", (0,)),
                "before": (12, "omitted", (0,)),
                "after": (14, "planned", ()),
            },
        ),
        (
            (_put_off(13, 16),),
            {
                "leader": (16, "planned", (0,)),
                "premedication": (16, "planned", (0,)),
                "support": (16, "planned", (0,)),
                "before": (12, "planned", ()),
                "after": (17, "planned", (0,)),
            },
        ),
        (  # 3 days late with the dose of the 6th, and then given on the 15th instead of the 16th.
            (_put_off(6, 9), _given(15, 16)),
            {
                "leader": (15, "given", (0, 1)),
                "premedication": (15, "planned", (0, 1)),
                "support": (15, "planned", (0, 1)),
                "before": (15, "omitted", (0, 1)),
                "after": (16, "planned", (0, 1)),
            },
        ),
        (  # Put off, and given on its first day all the same, by the tenth and eleventh event.
            (*_LABS, _put_off(13, 16), _given(13, 16)),
            {
                "leader": (13, "given", (9, 10)),
                "premedication": (13, "planned", (9, 10)),
                "support": (13, "planned", (9, 10)),
                "before": (12, "planned", ()),
                "after": (14, "planned", (9, 10)),
            },
        ),
        (
            (Omission(of="leader", on=_jan(13)),),
            {
                "leader": (13, "omitted", (0,)),
                "premedication": (13, "omitted", (0,)),
                "support": (13, "omitted", (0,)),
                "before": (12, "planned", ()),
                "after": (14, "omitted", (0,)),
            },
        ),
        (  # What was left out by itself stays so.
            (Omission(of="support", on=_jan(13)), Omission(of="leader", on=_jan(13))),
            {
                "leader": (13, "omitted", (1,)),
                "premedication": (13, "omitted", (1,)),
                "support": (13, "omitted", (0,)),
                "before": (12, "planned", ()),
                "after": (14, "omitted", (1,)),
            },
        ),
        (
            (
                Omission(of="support", on=_jan(13)),
                Discontinuation(of="after", on=_jan(5)),
                Discontinuation(of="leader", on=_jan(13)),
            ),
            {
                "leader": (13, "discontinued", (2,)),
                "premedication": (13, "discontinued", (2,)),
                "support": (13, "omitted", (0,)),
                "before": (12, "planned", ()),
                "after": (14, "discontinued", (1,)),
            },
        ),
        (  # Decided on the 15th: what was due before is past, but for what goes with it.
            (Omission(of="leader", on=_jan(13), recorded=_jan(15)),),
            {
                "leader": (13, "omitted", (0,)),
                "premedication": (13, "omitted", (0,)),
                "support": (13, "omitted", (0,)),
                "before": (12, "planned", ()),
                "after": (14, "planned", ()),
            },
        ),
        (  # On the 14th: what is due that day is still to come.
            (Omission(of="leader", on=_jan(13), recorded=_jan(14)),),
            {
                "leader": (13, "omitted", (0,)),
                "premedication": (13, "omitted", (0,)),
                "support": (13, "omitted", (0,)),
                "before": (12, "planned", ()),
                "after": (14, "omitted", (0,)),
            },
        ),
        (  # The stop of everything on the 20th was decided first, and is not yet that of the 13th.
            (
                Discontinuation(on=_jan(20), recorded=_START),
                Discontinuation(of="leader", on=_jan(13)),
            ),
            {
                "leader": (13, "discontinued", (1,)),
                "premedication": (13, "discontinued", (1,)),
                "support": (13, "discontinued", (1,)),
                "before": (12, "planned", ()),
                "after": (14, "discontinued", (1,)),
            },
        ),
        (
            (Omission(of="support", on=_jan(13)), Discontinuation(on=_jan(13))),
            {
                "leader": (13, "discontinued", (1,)),
                "premedication": (13, "discontinued", (1,)),
                "support": (13, "omitted", (0,)),
                "before": (12, "planned", ()),
                "after": (14, "discontinued", (1,)),
            },
        ),
    ],
)
def test_followers_go_with_their_leader_from_the_decision_on(
    events: tuple[Event, ...], expected: _Led
) -> None:
    """The dose of 13 January and the four that go with it."""
    rows = [row for row in _plan(*events, regimen=_LED) if row.day in {8, 9, 10}]
    assert {
        row.drug: (
            row.date.day,
            row.status.value,
            tuple(map(recorded, row.changed_by)),
        )
        for row in rows
    } == expected
    assert {row.clinic_days for row in rows} == {0}


def test_dose_before_another_that_meets_it_is_left_out_on_its_day() -> None:
    """Put off by a day it is due on the 16th with the leader, which is given on the 15th."""
    own = Postponement(of="before", on=_jan(12), to=_jan(13))
    (row,) = [
        row
        for row in _plan(own, _put_off(6, 9), _given(15, 16), regimen=_LED)
        if (row.drug, row.day) == ("before", 8)
    ]
    assert (row.date, row.status) == (_jan(15), Status.OMITTED)


def test_follower_is_stopped_by_the_first_of_two_stops() -> None:
    """The leader stopped on the 13th; the stop of everything on the 20th is decided too late."""
    stops = (Discontinuation(of="leader", on=_jan(13)), Discontinuation(on=_jan(20)))
    rows = {(row.drug, row.day): row for row in _plan(*stops, regimen=_LED)}
    assert rows["before", 15].date == _jan(19)
    assert rows["before", 15].status is Status.DISCONTINUED
    assert rows["before", 8].status is Status.PLANNED


def _of_two_leaders(*others: Component) -> Regimen:
    """Of one group on day 9, beside others."""
    (phase,) = _LED.phases
    leader, *rest = phase.components
    first, second = (attrs.evolve(leader, drug=Drug(name=name)) for name in ("first", "second"))
    components = (first, second, *others, *rest)
    return attrs.evolve(_LED, phases=(attrs.evolve(phase, components=components),))


def test_follower_of_two_goes_with_the_later_of_them() -> None:
    """One given a day early moves nothing; the other, put off by 3 days, takes the rest along."""
    early = attrs.evolve(_given(12, 13), of="first")
    events = (early, Postponement(of="second", on=_jan(13), to=_jan(16)))
    rows = {(row.drug, row.day): row for row in _plan(*events, regimen=_of_two_leaders())}
    assert (rows["first", 9].date, rows["second", 9].date) == (_jan(12), _jan(16))
    assert (rows["after", 10].date, rows["after", 10].changed_by) == (_jan(17), ("events[1]",))


@pytest.mark.parametrize(("recorded_on", "status"), [(14, "omitted"), (15, "planned")])
def test_follower_of_two_goes_until_the_last_of_them_is_left_out(
    recorded_on: int, status: str
) -> None:
    """On the 14th it is due; on the 15th it has been given."""
    events = (
        Omission(of="first", on=_jan(13), recorded=_jan(12)),
        Omission(of="second", on=_jan(13), recorded=_jan(recorded_on)),
    )
    rows = {(row.drug, row.day): row for row in _plan(*events, regimen=_of_two_leaders())}
    assert rows["after", 10].status.value == status


def test_what_goes_with_the_last_dose_stays_when_the_first_is_given() -> None:
    """It is due on 20 January, not on the 6th."""
    last = Following(what="leader", offsets=(0,), anchor=Anchor.LAST, source=_SOURCE)
    regimen = _of_two_leaders(_component("follower", last))
    (row,) = [one for one in _plan(_given(6, 6), regimen=regimen) if one.drug == "follower"]
    assert (row.date, row.status, row.changed_by) == (_jan(20), Status.PLANNED, ())


def test_premedication_hides_no_treatment_that_others_follow() -> None:
    """A steroid of the backbone on 6 January, before the leader too; a drug follows its group."""
    treatment = _component(
        "steroid",
        (Schedule(days=(2,), cycles=Cycles(1), source=_SOURCE),),
        Role.TREATMENT,
        group="backbone",
    )
    before = _component("steroid", _after(0), Role.PREMEDICATION, group="premedication")
    follower = _component("follower", Following(what="backbone", offsets=(1,), source=_SOURCE))
    regimen = _of_two_leaders(treatment, before, follower)
    late = Postponement(of="steroid", on=_jan(6), to=_jan(8))
    rows = [row for row in _plan(late, regimen=regimen) if row.drug == "follower"]
    assert [(row.date, row.changed_by) for row in rows] == [(_jan(9), ("events[0]",))]


# --- the ends of a calendar ----------------------------------------------------------------------


def test_dose_given_in_a_cycle_that_is_not_shown_is_not_shown() -> None:
    """A dose of cycle 2 is no dose of the first, which is all that was asked for."""
    given = Given(of="cisplatin", on=date(2026, 2, 2))
    assert {row.status for row in _plan(given, cycles=1)} == {Status.PLANNED}
    assert len(_plan(given, cycles=1)) == len(_plan(cycles=1))


def test_doses_of_a_late_group_past_the_last_year_are_refused() -> None:
    """The cycle ends on 17 December 9999; day 15, 30 days late, would be on 3 January."""
    course = Course(
        catalogue.get("daratumumab-iv"),
        _PATIENT,
        start=date(9999, 11, 20),
        cycles=1,
        events=[Delay(of="DARA", cycle=1, days=30)],
    )
    with pytest.raises(HorizonError, match="runs past the year 9999"):
        course.plan()


# --- another product, another weight -------------------------------------------------------------


def _switch(day: int, to: str = "daratumumab-sc", of: str = "daratumumab") -> Switch:
    return Switch(of=of, to=to, on=_jan(day))


def test_switch_stands_at_the_doses_it_changes() -> None:
    """By weight 16 mg/kg of 70 kg into a vein, under the skin 1800 mg; back on a day, or later."""
    regimen = catalogue.get("daratumumab-iv")
    into = (1120, Route.IV)
    under = (1800, Route.SC)

    def found(*events: Event) -> list[tuple[int, Route | None, tuple[str, ...]]]:
        rows = list(_plan(*events, regimen=regimen, cycles=1))
        rows = [row for row in rows if row.drug == "daratumumab"]
        return [(int(row.dose), row.route, row.changed_by) for row in rows]

    assert found() == [(*into, ())] * 4
    assert found(_switch(12)) == [(*into, ()), *[(*under, ("events[0]",))] * 3]
    back = _switch(19, "daratumumab")
    assert found(_switch(12), back) == [
        (*into, ()),
        (*under, ("events[0]",)),
        *[(*into, ("events[1]",))] * 2,
    ]
    same_day = _switch(12, "daratumumab")
    assert found(_switch(12), same_day) == [(*into, ()), *[(*into, ("events[1]",))] * 3]
    assert found(same_day, _switch(12)) == [(*into, ()), *[(*under, ("events[1]",))] * 3]
    left_out = Omission(of="daratumumab", on=_jan(19))
    assert found(_switch(12), left_out)[2] == (*into, ("events[1]",))


def test_switch_of_one_drug_leaves_the_other_and_what_has_no_such_product() -> None:
    """Bortezomib with a product made up for it; the halves of a first dose stay infusions."""
    regimen = catalogue.get("dara-vd")
    combination, *rest = regimen.phases
    (product,) = {one for component in combination.components for one in component.products}
    other = attrs.evolve(
        product,
        name="bortezomib-other",
        dose=WrittenDose(amount=amount("1 mg/m²"), source=_SOURCE),
    )
    components = tuple(
        attrs.evolve(one, products=(other,)) if one.drug.name == "bortezomib" else one
        for one in combination.components
    )
    regimen = attrs.evolve(
        regimen, phases=(attrs.evolve(combination, components=components), *rest)
    )
    course = Course(
        regimen,
        _PATIENT,
        start=_START,
        cycles=1,
        choices={"first-dose": "days-1-and-2"},
        events=[_switch(5), _switch(8, "bortezomib-other", "bortezomib")],
    )
    rows = list(course.plan())
    assert [(row.day, row.changed_by) for row in rows if row.drug == "daratumumab"] == [
        (1, ()),
        (2, ()),
        (8, ("events[0]",)),
        (15, ("events[0]",)),
    ]
    assert [(row.day, row.changed_by) for row in rows if row.drug == "bortezomib"] == [
        (1, ()),
        (4, ("events[1]",)),
        (8, ("events[1]",)),
        (11, ("events[1]",)),
    ]


@pytest.mark.parametrize(
    ("weighed", "dose", "causes"),
    [
        (9, 1280, ("events[0]", "events[1]")),  # before both days: weighed once
        (13, 1280, ("events[1]", "events[0]")),  # between them: put off, then weighed
        (15, 1120, ("events[1]",)),
    ],
)
def test_dose_put_off_is_of_the_weight_of_its_new_day(
    weighed: int, dose: int, causes: tuple[str, ...]
) -> None:
    """16 mg/kg of 70 or 80 kg; from 12 January to the 14th."""
    events = (
        Measurement(on=_START, weight="80 kg", from_=_jan(weighed)),
        Postponement(of="daratumumab", on=_jan(12), to=_jan(14)),
    )
    (row,) = [
        row
        for row in _plan(*events, regimen=catalogue.get("daratumumab-iv"), cycles=1)
        if (row.drug, row.date) == ("daratumumab", _jan(14))
    ]
    assert row.dose == dose
    assert row.changed_by == causes


def test_parts_of_a_day_stay_in_their_order_when_it_moves() -> None:
    """15 mg/m² of 1.79 or 1.91 m² in capsules of 10 mg: 20 mg, then 10 mg."""
    regimen = catalogue.get("dara-atra")
    once = (Schedule(days=(1,), cycles=Cycles(1), source=_SOURCE),)
    phases = tuple(
        attrs.evolve(
            phase,
            components=tuple(
                attrs.evolve(one, timing=once) if one.drug.name == "tretinoin" else one
                for one in phase.components
            ),
        )
        for phase in regimen.phases
    )
    course = Course(
        attrs.evolve(regimen, phases=phases),
        _PATIENT,
        start=_START,
        cycles=1,
        policy=Policy(rounding="dispensable"),
        events=[
            DoseChange(of="tretinoin", level="15", cycle=1),
            Measurement(on=_START, weight="80 kg", from_=_jan(6)),
            Postponement(of="tretinoin", on=_jan(5), to=_jan(7)),
        ],
    )
    rows = [row for row in course.plan() if row.drug == "tretinoin"]
    assert [(row.date, row.occurrence, str(row.dose)) for row in rows] == [
        (_jan(7), 1, "20"),
        (_jan(7), 2, "10"),
    ]
    assert {row.changed_by for row in rows} == {("events[0]", "events[2]", "events[1]")}


# --- one steroid a day ---------------------------------------------------------------------------


def test_premedication_that_is_more_than_the_treatment_is_the_dose_of_the_day() -> None:
    """40 mg before daratumumab beside 20 mg; a quarter of it leaves the treatment's 20."""
    regimen = catalogue.get("dara-vd")
    combination, *rest = regimen.phases
    components = tuple(
        attrs.evolve(one, dose=attrs.evolve(one.dose, amount=amount("40 mg")))
        if one.role is Role.PREMEDICATION
        else one
        for one in combination.components
    )
    regimen = attrs.evolve(
        regimen, phases=(attrs.evolve(combination, components=components), *rest)
    )

    def first(*events: Event) -> tuple[str, tuple[str, ...], bool]:
        (row,) = [
            row
            for row in _plan(*events, regimen=regimen, cycles=1)
            if (row.drug, row.date) == ("dexamethasone", _START)
        ]
        return str(row.dose), row.changed_by, row.premedication is not None

    def change(to: str) -> DoseChange:
        return DoseChange(of="premedication", to=to, phase="combination", cycle=1)

    assert first() == ("40", (), True)
    assert first(change("0.75")) == ("30", ("events[0]",), True)
    assert first(change("0.25")) == ("20", (), True)
    given = Given(of="dexamethasone", on=_START, dose="25 mg")
    assert first(change("0.75"), given) == ("25", ("events[0]", "events[1]"), True)


def test_premedication_given_by_itself_leaves_the_next_to_be_joined() -> None:
    """On 19 January it stands alone; on the 26th it is one with the treatment."""
    given = Given(of="premedication", on=_jan(19))
    rows = _plan(given, regimen=catalogue.get("dara-vd"), cycles=2)
    found = [
        (row.date.day, row.status, len(row.roles))
        for row in rows
        if row.drug == "dexamethasone" and row.date in {_jan(19), _jan(26)}
    ]
    assert found == [(19, Status.GIVEN, 1), (26, Status.PLANNED, 2)]


@pytest.mark.parametrize("role", [Role.TREATMENT, Role.PREMEDICATION])
def test_steroid_given_besides_is_no_other_dose(role: Role) -> None:
    """Elotuzumab-Rd: 28 mg by mouth and 8 mg into a vein on 5 January, whatever the 8 are for."""
    regimen = catalogue.get("elord")
    (phase,) = regimen.phases
    components = tuple(
        attrs.evolve(one, role=role) if one.besides else one for one in phase.components
    )
    regimen = attrs.evolve(regimen, phases=(attrs.evolve(phase, components=components),))
    rows = [
        (str(row.dose), row.route, row.premedication)
        for row in _plan(regimen=regimen, cycles=1)
        if (row.drug, row.date) == ("dexamethasone", _START)
    ]
    assert rows == [("28", Route.PO, None), ("8", Route.IV, None)]


@pytest.mark.parametrize("cycles", [1, 2, 9])
def test_phase_that_has_begun_ends_the_one_before_wherever_a_calendar_ends(cycles: int) -> None:
    """Maintenance of D-VCd begins on 12 January; what was given or left out is so all the same."""
    events = (
        Given(of="bortezomib", on=_jan(12)),
        Omission(of="bortezomib", on=_jan(19)),
        CycleStart(phase="maintenance", cycle=1, on=_jan(12)),
    )
    calendar = _plan(*events, regimen=catalogue.get("d-vcd-lyra"), cycles=cycles)
    rows = [row for row in calendar if row.phase == "induction"]
    assert [(row.date.day, row.status, row.changed_by) for row in rows[5:14]] == [
        (12, Status.DISCONTINUED, ("events[2]",)),
        (12, Status.GIVEN, ("events[0]",)),
        (12, Status.DISCONTINUED, ("events[2]",)),
        (12, Status.DISCONTINUED, ("events[2]",)),
        (19, Status.DISCONTINUED, ("events[2]",)),
        (19, Status.OMITTED, ("events[1]",)),
        (19, Status.DISCONTINUED, ("events[2]",)),
        (19, Status.DISCONTINUED, ("events[2]",)),
        (26, Status.DISCONTINUED, ("events[2]",)),
    ]
    assert {row.status for row in rows[:5]} == {Status.PLANNED}
    assert {row.status for row in rows[14:]} == {Status.DISCONTINUED}
