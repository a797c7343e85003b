"""The strategies of events, histories and courses: legal, of every kind, plain when they shrink."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable

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
    Response,
    catalogue,
)
from regimens import events as regimens_events
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import Event
from regimens.testing import (
    EventKind,
    courses,
    events,
    histories,
    patients,
    policies,
    regimens,
    starts,
)
from regimens.testing.events import recorded_next

_GENERATED = settings(max_examples=1, phases=[Phase.generate], deadline=None)
# Without the phase that explains, which traces every line.
_FOUND = settings(max_examples=20, phases=[Phase.generate, Phase.shrink], deadline=None)
_PATIENT = Patient(height="165 cm", weight="70 kg")
_KINDS_OF_EVENTS = tuple(regimens_events.Event.__args__)


def _course(regimen: str = "dcep", *happened: Event) -> Course:
    written = catalogue.get(regimen)
    cycles = 4 if written.phases[-1].cycles is None else None
    return Course(written, _PATIENT, start=date(2026, 1, 5), cycles=cycles, events=happened)


# --- legal ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("regimen", catalogue.ids())
def test_courses_of_every_regimen_of_the_catalogue_can_be_planned(regimen: str) -> None:
    """Whatever happened, the calendar is there, and it is of that regimen."""

    @settings(_GENERATED, max_examples=4)
    @given(courses(catalogue.get(regimen)))
    def holds(course: Course) -> None:
        calendar = course.plan()
        assert calendar.regimen.id == regimen
        assert calendar.history == course.events

    holds()


@settings(phases=[Phase.generate], max_examples=60)
@given(courses(regimens(), patients=patients(), policies=policies()))
def test_courses_of_invented_regimens_can_be_planned(course: Course) -> None:
    """By any policy: where it would leave nothing of a dose, its rounding is the default one."""
    assert course.plan().regimen is course.regimen


@settings(phases=[Phase.generate], max_examples=60)
@given(courses(regimens(areas=True), most_events=2))
def test_courses_of_doses_by_an_area_have_a_clearance(course: Course) -> None:
    """Such a dose is made of a recorded creatinine clearance, which the history begins with."""
    assert course.plan().regimen is course.regimen


@settings(phases=[Phase.generate], max_examples=100)
@given(courses(most_events=3), st.data())
def test_single_event_fits_the_course_as_it_stands(course: Course, data: st.DataObject) -> None:
    """It can be recorded on top of any legal history, by the course as by its calendar."""
    calendar = course.plan()
    event = data.draw(events(course) | events(calendar))
    assert course.record(event).plan().history == (*course.events, event)


@settings(phases=[Phase.generate], max_examples=100)
@given(courses(), st.data())
def test_history_goes_on_from_the_one_there_is(course: Course, data: st.DataObject) -> None:
    """What has been recorded stays first, and no id is given twice."""
    more = data.draw(histories(course, most=3))
    later = course.record(*more).plan()
    assert later.history[: len(course.events)] == course.events
    ids = [event.id for event in later.history if event.id is not None]
    assert len(set(ids)) == len(ids)


def test_few_of_the_events_drawn_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are made to fit; what is refused all the same is drawn anew, which costs time."""
    counted: Counter[str] = Counter()
    module = sys.modules["regimens.testing.events"]
    original = module._of_kind

    def of_kind(draw: st.DrawFn, kind: EventKind, calendar: Calendar) -> Event | None:
        found: Event | None = original(draw, kind, calendar)
        counted["tried"] += found is not None
        return found

    @st.composite
    def next_one(draw: st.DrawFn, calendar: Calendar, kinds: tuple[EventKind, ...]) -> Any:
        found = draw(recorded_next(calendar, kinds))
        counted["kept"] += found is not None
        return found

    monkeypatch.setattr(module, "_of_kind", of_kind)
    monkeypatch.setattr(sys.modules["regimens.testing.histories"], "recorded_next", next_one)

    @settings(_GENERATED, max_examples=300)
    @given(courses(closed_days=False))
    def drawn(course: Course) -> None:
        counted["courses"] += 1

    drawn()
    assert counted["kept"] > 150
    assert counted["tried"] - counted["kept"] <= counted["tried"] / 20


def test_fact_that_is_refused_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that refused what has happened would have a defect, which is not drawn around."""

    def refused(events: Sequence[Event]) -> Calendar:
        raise HistoryError(f"{len(events)} events", where="events[0]", mend="none")

    broken = attrs.evolve(_course().plan(), again=refused)
    with pytest.raises(HistoryError, match="1 events"):
        find(events(broken, kinds=[EventKind.RESPONSE]), lambda event: True, settings=_FOUND)
    with pytest.raises(Unsatisfiable):
        find(events(broken, kinds=[EventKind.OMISSION]), lambda event: True, settings=_FOUND)


# --- every kind and field ------------------------------------------------------------------------


def _fields() -> set[tuple[str, str]]:
    return {
        (kind.__name__, field.name) for kind in _KINDS_OF_EVENTS for field in attrs.fields(kind)
    }


def test_every_kind_of_event_is_drawn_with_every_field() -> None:
    """And with more than one value of each, the field being left out as one where it can be."""
    seen: dict[tuple[str, str], set[object]] = {place: set() for place in _fields()}

    twice = [Response(id=name, on=date(2026, 1, 5), response="PR") for name in ("a", "b")]
    own = {EventKind.SWITCH: _course(_with_products()), EventKind.CYCLE_START: _course()}

    def drawn_of(kind: EventKind) -> None:
        @settings(_GENERATED, max_examples=60)
        @given(events(own.get(kind) or _course("dara-vd", *twice), kinds=[kind]))
        def drawn(event: Event) -> None:
            for field in attrs.fields(type(event)):
                seen[type(event).__name__, field.name].add(getattr(event, field.name))

        drawn()

    for kind in EventKind:
        drawn_of(kind)
    alike = {place for place, values in seen.items() if len(values) < 2}
    assert alike <= {("Switch", "of")}  # one drug of these has another product
    assert all(seen.values())


def test_what_a_course_may_have_is_drawn() -> None:
    """Every field of a course has more than one value, and so have the options and clinics."""
    seen: dict[str, set[str]] = {field.name: set() for field in attrs.fields(Course)}

    @settings(_GENERATED, max_examples=300)
    @given(courses(most_events=1))
    def drawn(course: Course) -> None:
        for name, values in seen.items():
            values.add(repr(getattr(course, name)))

    drawn()
    same = {name for name, values in seen.items() if len(values) < 2}
    assert same <= {"allow_unverified"}  # seven regimens alone need it
    assert len(seen["regimen"]) > 30


def _is_out_of_order(history: Sequence[Event]) -> bool:
    match history:
        case [Omission(on=later), Response(on=earlier)]:
            return later > earlier
        case _:
            return False


def test_events_are_recorded_in_any_order() -> None:
    """An event of a later day stands before one of an earlier day, and a plan before a fact."""
    history = find(
        histories(_course(), kinds=[EventKind.RESPONSE, EventKind.OMISSION]),
        _is_out_of_order,
        settings=settings(_FOUND, max_examples=300),
    )
    assert len(history) == 2


def test_corrected_correction_is_drawn() -> None:
    """A correction may be voided by another, so that the first event holds again."""
    history = find(
        histories(_course()),
        lambda found: any(
            isinstance(one, Correction) and one.voids in {e.id for e in _corrections(found)}
            for one in found
        ),
        settings=settings(_FOUND, max_examples=3000),
    )
    assert len(_corrections(history)) == len(history) - 1 == 2


def _corrections(history: Sequence[Event]) -> list[Event]:
    return [event for event in history if isinstance(event, Correction)]


# --- what is asked for ---------------------------------------------------------------------------


@settings(phases=[Phase.generate], max_examples=50)
@given(st.data(), st.sampled_from(tuple(EventKind)))
def test_only_the_kinds_asked_for_are_drawn(data: st.DataObject, kind: EventKind) -> None:
    """One kind alone, on top of an event that can be corrected."""
    first = CycleStart(cycle=1, on=date(2026, 1, 6), phase="part-b", id="first")
    course = _course("dara-atra", first) if kind is not EventKind.SWITCH else _course("d-rd")
    if kind is EventKind.SWITCH:
        course = _course(_with_products())
    event = data.draw(events(course, kinds=[kind]))
    assert _kind(event) is kind


def _with_products() -> str:
    return next(
        name
        for name in catalogue.ids()
        if any(one.products for _, one in catalogue.get(name).components())
    )


def _kind(event: Event) -> EventKind:
    """The kind an event is of, by its class and what it names."""
    if isinstance(event, Delay):
        return EventKind.DELAY if event.of is None else EventKind.GROUP_DELAY
    if isinstance(event, DoseChange):
        return EventKind.FRACTION if event.level is None else EventKind.LEVEL
    name = "".join(f"_{sign}" if sign.isupper() else sign for sign in type(event).__name__)
    return EventKind[name.removeprefix("_").upper()]


@pytest.mark.parametrize("draws", [events, histories, courses])
def test_what_is_no_kind_is_refused(draws: Callable[..., object]) -> None:
    """Passed over, a test of delays would draw none, and be green."""
    given = () if draws is courses else (_course(),)
    with pytest.raises(UnknownNameError) as raised:
        draws(*given, kinds=["delay"])
    assert str(raised.value) == (
        "kinds: 'delay' is none of EventKind; use them, such as EventKind.RESPONSE"
    )


def test_kind_that_never_fits_gives_up() -> None:
    """DCEP has no drug with another product, and nothing is recorded to be corrected."""
    kinds = [EventKind.SWITCH, EventKind.CORRECTION]
    with pytest.raises(Unsatisfiable):
        find(events(_course(), kinds=kinds), lambda event: True, settings=_FOUND)
    assert find(histories(_course(), kinds=kinds), lambda history: True, settings=_FOUND) == ()
    with pytest.raises(NoSuchExample):
        find(histories(_course(), kinds=kinds), bool, settings=_FOUND)


@settings(phases=[Phase.generate], max_examples=50)
@given(
    courses(
        catalogue.get("dara-vd"),
        patients=_PATIENT,
        policies=Policy(rounding="0.1 mg"),
        start=date(2026, 2, 2),
        most_events=0,
        cycles=(2, 3),
        closed_days=False,
        choices=False,
    )
)
def test_what_is_fixed_is_kept(course: Course) -> None:
    """A regimen, patient, policy and start given as such, and no more than was asked for."""
    assert (course.regimen.id, course.patient) == ("dara-vd", _PATIENT)
    assert (course.start, course.policy) == (date(2026, 2, 2), Policy(rounding="0.1 mg"))
    assert (course.events, course.clinic, dict(course.choices)) == ((), None, {})
    assert course.cycles in {None, 2, 3}
    assert course.until is None or course.until <= date(2026, 2, 2) + timedelta(days=84)


def test_coarse_policy_leaves_something_of_each_dose() -> None:
    """In steps of 1 g nothing were left of 1.3 mg/m²; the rounding is the default one."""
    course = find(
        courses(catalogue.get("vd"), policies=Policy(rounding="1 g", bsa_cap="2 m²")),
        lambda found: True,
        settings=_FOUND,
    )
    assert course.policy == Policy(bsa_cap="2 m²")


def test_patient_born_after_the_start_is_of_no_known_age() -> None:
    """No course starts before a birth; the body is kept."""
    patient = Patient(height="165 cm", weight="70 kg", born=date(2020, 1, 1))
    course = find(
        courses(catalogue.get("dcep"), patients=patient, start=date(2019, 1, 1)),
        lambda found: True,
        settings=_FOUND,
    )
    assert course.patient == attrs.evolve(patient, born=None)


def test_patient_without_the_body_that_is_needed_gives_up() -> None:
    """Doses per m² cannot be made of somebody whose weight is not known."""
    with pytest.raises(Unsatisfiable):
        find(
            courses(catalogue.get("dcep"), patients=Patient()), lambda found: True, settings=_FOUND
        )


# --- shrinking -----------------------------------------------------------------------------------


def test_plainest_course_is_of_the_first_regimen_without_events() -> None:
    """One cycle from Monday 2026-01-05, by the default policy, of an average body."""
    course = find(courses(), lambda found: True, settings=_FOUND)
    assert course.regimen.id == catalogue.ids()[0]
    assert (course.start, course.cycles, course.until) == (date(2026, 1, 5), 1, None)
    assert (course.events, course.policy, course.clinic) == ((), Policy(), None)
    assert (dict(course.choices), course.as_of, course.id) == ({}, None, None)
    assert course.patient == Patient(height="170 cm", weight="70 kg")


@pytest.mark.parametrize(
    ("kind", "plainest"),
    [
        (EventKind.RESPONSE, Response(on=date(2026, 1, 5), response="PD")),
        (EventKind.LAB, Lab(on=date(2026, 1, 5), anc="2.5 10^9/L")),
        (EventKind.MEASUREMENT, Measurement(on=date(2026, 1, 5), weight="70 kg")),
        (EventKind.CYCLE_START, CycleStart(cycle=1, on=date(2026, 1, 5), phase="induction")),
        (EventKind.DELAY, Delay(cycle=1, days=1, phase="induction")),
        (EventKind.GROUP_DELAY, Delay(of="DCEP", cycle=1, days=1, phase="induction")),
        (
            EventKind.FRACTION,
            DoseChange(of=("DCEP",), to=Decimal("0.75"), cycle=1, phase="induction"),
        ),
        (EventKind.GIVEN, Given(of="dexamethasone", on=date(2026, 1, 5))),
        (EventKind.OMISSION, Omission(of="dexamethasone", on=date(2026, 1, 5))),
        (EventKind.DISCONTINUATION, Discontinuation(on=date(2026, 1, 5))),
    ],
    ids=lambda value: value.name if isinstance(value, EventKind) else "",
)
def test_plainest_event_is_of_the_first_day_and_carries_nothing(
    kind: EventKind, plainest: Event
) -> None:
    """What fails for every event of a kind is shown with the first dose and nothing besides."""
    found = find(histories(_course(), kinds=[kind]), bool, settings=_FOUND)
    assert found == (plainest,)


def test_failing_course_shrinks_to_what_makes_it_fail() -> None:
    """Of a whole history the one omission is left."""
    course = find(
        courses(catalogue.get("dcep")),
        lambda found: any(isinstance(event, Omission) for event in found.events),
        settings=settings(_FOUND, max_examples=300),
    )
    assert course.events == (Omission(of="dexamethasone", on=date(2026, 1, 5)),)


def test_starts_reach_from_1950_to_2150() -> None:
    """The first and the last day there are."""
    assert find(starts(), lambda day: day <= date(1950, 1, 1)) == date(1950, 1, 1)
    assert find(starts(), lambda day: day >= date(2150, 12, 31)) == date(2150, 12, 31)


@settings(max_examples=20, deadline=None)
@given(
    courses(
        catalogue.get("dara-dcep"),
        patients=patients(extremes=True, prior_therapy_ended=date(9999, 12, 31)),
        most_events=0,
    )
)
def test_course_of_a_patient_treated_up_to_the_last_day_there_is_can_be_planned(
    course: Course,
) -> None:
    """Two weeks after it are no date: such an end of earlier treatment is left out."""
    assert course.patient.prior_therapy_ended is None
    course.plan()
