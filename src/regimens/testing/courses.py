"""Whole legal courses: a regimen, a patient, choices, a horizon, closed days, and a history."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from types import NoneType
from typing import Any

from attrs import evolve
from hypothesis import reject
from hypothesis import strategies as st

from regimens import catalogue
from regimens.amounts import Basis
from regimens.calendars import Calendar
from regimens.clinic import ClinicDays, Weekday
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import DoseError, RegimensError
from regimens.events import Lab
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.rounding import FINE
from regimens.surface import BsaFormula
from regimens.testing.arguments import check_is, check_switches, check_whole
from regimens.testing.cycle_events import pick
from regimens.testing.histories import grown
from regimens.testing.kinds import EventKind, in_order
from regimens.testing.patients import patients as any_patients
from regimens.testing.policies import policies as any_policies

__all__ = ["courses", "starts"]

_PLAIN = date(2026, 1, 5)  # a Monday
_LAST_WASHOUT = date(9000, 1, 1)
_WEEKENDS = (Weekday.SATURDAY, Weekday.SUNDAY)
_IDS = (None, "course-1", "Station 4/Bett 2")
_ADULT = 18 * 366


def starts() -> st.SearchStrategy[date]:
    """Days on which a course starts, from 1950 to 2150; Monday 2026-01-05 when they shrink.

    >>> from hypothesis import find
    >>> find(starts(), lambda day: day.year > 2026)
    datetime.date(2027, 1, 1)
    """
    first, last = date(1950, 1, 1) - _PLAIN, date(2150, 12, 31) - _PLAIN
    return st.integers(first.days, last.days).map(_day)


def _day(days: int) -> date:
    return _PLAIN + timedelta(days=days)


_STARTS = starts()


def courses(
    regimen: Regimen | st.SearchStrategy[Regimen] | None = None,
    *,
    patients: Patient | st.SearchStrategy[Patient] | None = None,
    policies: Policy | st.SearchStrategy[Policy] | None = None,
    start: date | st.SearchStrategy[date] | None = None,
    kinds: Collection[EventKind] = tuple(EventKind),
    most_events: int = 6,
    cycles: tuple[int, int] = (1, 6),
    closed_days: bool = True,
    choices: bool = True,
) -> st.SearchStrategy[Course]:
    """Courses that can be planned, with all that a course may have.

    The plainest is the first regimen of the catalogue for one cycle, by the default policy,
    without events.

    Args:
        regimen: A regimen, or a strategy of regimens; any of the catalogue unless told.
        patients: A patient, or a strategy; one without a measure that the regimen needs is given
            up. One who is born after the start is taken as of an age that is not known.
        policies: A policy, or a strategy. Where it leaves nothing of a dose, the course has the
            default rounding; where its formula asks for a sex that is not known, the default one.
        start: The first day, or a strategy.
        kinds: The kinds of events drawn.
        most_events: The most events drawn; 0 for a course as written.
        cycles: The fewest and the most cycles shown of an open-ended regimen.
        closed_days: Whether some clinics have closed days.
        choices: Whether options and routes other than the default are picked.

    Raises:
        UnknownNameError: for what is no kind of event.
        RegimensError: for an id instead of its regimen, and any other argument that is not what
            it should be.

    >>> from hypothesis import find
    >>> plainest = find(courses(catalogue.get("dcep")), lambda course: True)
    >>> plainest.start, plainest.events, len(plainest.plan())
    (datetime.date(2026, 1, 5), (), 48)
    """
    check_is("regimen", regimen, Regimen, st.SearchStrategy, NoneType)
    check_is("patients", patients, Patient, st.SearchStrategy, NoneType)
    check_is("policies", policies, Policy, st.SearchStrategy, NoneType)
    check_is("start", start, date, st.SearchStrategy, NoneType)
    check_whole("most_events", most_events, 0)
    check_switches(closed_days=closed_days, choices=choices)
    pair: object = cycles
    if not isinstance(pair, tuple) or len(pair) != 2:
        raise RegimensError(
            f"{shown(pair)} is not two numbers", where="cycles", mend="give two, such as (1, 6)"
        )
    check_whole("cycles", cycles[0], 1)
    check_whole("cycles", cycles[1], cycles[0])
    return _courses(
        regimen,
        patients=patients,
        policies=policies,
        start=start,
        kinds=in_order(kinds, or_none=True),
        most_events=most_events,
        cycles=cycles,
        closed_days=closed_days,
        choices=choices,
    )


@st.composite
def _courses(
    draw: st.DrawFn,
    regimen: Regimen | st.SearchStrategy[Regimen] | None,
    *,
    patients: Patient | st.SearchStrategy[Patient] | None,
    policies: Policy | st.SearchStrategy[Policy] | None,
    start: date | st.SearchStrategy[date] | None,
    kinds: tuple[EventKind, ...],
    most_events: int,
    cycles: tuple[int, int],
    closed_days: bool,
    choices: bool,
) -> Course:
    if regimen is None:
        written = catalogue.get(pick(draw, catalogue.ids()))
    else:
        written = _drawn(draw, regimen)
    on: date = _drawn(draw, _STARTS if start is None else start)
    patient = _drawn(draw, _PATIENTS if patients is None else patients)
    if patient.born is not None and patient.born > on:
        patient = evolve(patient, born=None)
    ended = patient.prior_therapy_ended
    if ended is not None and ended > _LAST_WASHOUT:
        patient = evolve(patient, prior_therapy_ended=None)  # no day would be late enough to start
    policy = _drawn(draw, _POLICIES if policies is None else policies)
    if policy.bsa_formula is BsaFormula.SCHLICH and patient.sex is None:
        policy = evolve(policy, bsa_formula=BsaFormula.MOSTELLER)
    course = Course(
        written,
        patient,
        start=on,
        policy=policy,
        choices=_choices(draw, written) if choices else {},
        allow_unverified="drawn for a test" if written.unverified else None,
        **_horizon(draw, written, on, cycles),
    )
    if closed_days and draw(_SELDOM):
        # A plan clear of closed days is a plan for each of its blocks of days: a short one.
        few = min(_MOST_CYCLES, course.cycles or _MOST_CYCLES)
        course = evolve(course, clinic=_clinic(draw, written, on), cycles=few)
        most_events = min(most_events, _MOST_EVENTS)
    course, calendar = _plannable(draw, course)
    return evolve(course, events=grown(draw, calendar, kinds, most_events))


def _drawn(draw: st.DrawFn, asked: Any) -> Any:
    return draw(asked) if isinstance(asked, st.SearchStrategy) else asked


# Somebody of whom all is known takes a while to draw.
_PATIENTS = (
    any_patients(id=None, name=None, prior_therapy_ended=None, prior_doses=()) | any_patients()
)
_AS_GIVEN = st.sampled_from(("vials + dispensable", "nhs-bands + vials + dispensable"))
_POLICIES = (
    st.just(Policy())
    | any_policies(plannable=True)
    | _AS_GIVEN.map(lambda rounding: Policy(rounding=rounding))
)
_SELDOM = st.sampled_from((False,) * 7 + (True,))
_MOST_CYCLES, _MOST_EVENTS = 2, 2
_SHOWN = st.integers(0, 3)  # cycles, a last day, both, and the day of asking besides


def _choices(draw: st.DrawFn, regimen: Regimen) -> dict[str, str]:
    """The default of some choices, another option of others."""
    known = regimen.choices()
    if not known or not draw(st.booleans()):
        return {}
    return {name: pick(draw, options) for name, options in known.items()}


def _horizon(
    draw: st.DrawFn, regimen: Regimen, start: date, cycles: tuple[int, int]
) -> dict[str, Any]:
    """Where the plan ends, the day it is looked at, and what the course is called."""
    found: dict[str, Any] = {}
    is_open = regimen.phases[-1].cycles is None
    shown = draw(_SHOWN)
    if shown in {0, 2} and (is_open or draw(st.booleans())):
        found["cycles"] = draw(st.integers(*cycles))
    if shown in {1, 2} or (shown == 3 and is_open):
        found["until"] = start + timedelta(days=draw(st.integers(0, 28 * cycles[1])))
    if shown == 3:
        found["as_of"] = start + timedelta(days=draw(st.integers(-10, 200)))
        found["id"] = pick(draw, _IDS)
    return found


def _clinic(draw: st.DrawFn, regimen: Regimen, start: date) -> ClinicDays:
    """Closed at weekends or on some days, but open on the day of the start."""
    weekend = _WEEKENDS if start.weekday() < 5 else (Weekday.WEDNESDAY,)
    days = draw(st.lists(st.integers(1, 120) | st.sampled_from(_due(regimen)), max_size=4))
    names = regimen.names()
    several = draw(st.integers(1, 2))
    return ClinicDays(
        closed_weekdays=weekend if not days or draw(st.booleans()) else (),
        closed_dates=[start + timedelta(days=day) for day in days],
        may_move={pick(draw, names): draw(st.integers(0, 4)) for _ in range(several)},
    )


def _due(regimen: Regimen) -> list[int]:
    """Days from the start on which something is due in the first two cycles; a week where none."""
    phase = regimen.phases[0]
    timings = [one.timing for one in phase.components if isinstance(one.timing, tuple)]
    written = {day for timing in timings for schedule in timing for day in schedule.days}
    cycles = range(2)
    days = {
        day - phase.first_day + cycle * phase.cycle_length for day in written for cycle in cycles
    }
    return sorted(days - {0}) or [7]


def _plannable(draw: st.DrawFn, course: Course) -> tuple[Course, Calendar]:
    """The course as drawn, or with what it lacks: a clearance, a finer rounding."""
    if any(one.dose.amount.basis is Basis.AUC for _, one in course.regimen.components()):
        clearance = f"{80 + draw(st.integers(-60, 60))} mL/min"
        course = course.record(Lab(on=course.start, creatinine_clearance=clearance))
    try:
        return course, course.plan()
    except DoseError:
        course = evolve(course, policy=evolve(course.policy, rounding=FINE))
    try:
        return course, course.plan()
    except DoseError:
        return reject()
