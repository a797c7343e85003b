"""The library is held to a calculator that reads days and milligrams off the definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import attrs
import definition_calculator as definition
import pytest
import strategies as own
from dose_calculator import Choosing, Refused
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import KINDS

from regimens import (
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Measurement,
    Omission,
    Override,
    Patient,
    Status,
    catalogue,
)
from regimens.components import Role
from regimens.errors import DoseError
from regimens.events import Correction, Discontinuation, Event, Lab
from regimens.policy import Policy
from regimens.regimen import Phase, Regimen
from regimens.rounding import Step
from regimens.surface import BsaFormula
from regimens.testing import regimens, starts

_CYCLES = 9


def _choosing(policy: Policy) -> Choosing:
    """The hospital's choices as numbers."""
    step, cap = policy.bsa_rounding, policy.bsa_cap
    assert isinstance(policy.rounding, Step)
    return Choosing(
        formula=policy.bsa_formula.value,
        surface_step=None if step is None else Fraction(step.value),
        surface_cap=None if cap is None else Fraction(cap.value),
        step=Fraction(policy.rounding.value),
        reweigh=Fraction(policy.reweigh) / 100,
        validity=policy.lab_validity_days,
    )


def _due(course: Course, events: Sequence[Event]) -> list[definition.Written]:
    return definition.due(
        course.regimen,
        course.start,
        course.patient,
        events,
        course.cycles or _CYCLES,
        choices=course.choices,
        choosing=_choosing(course.policy),
    )


@st.composite
def _choices(draw: st.DrawFn, regimen: Regimen) -> dict[str, str]:
    """An option of each choice that a course may make."""
    return {name: draw(st.sampled_from(known)) for name, known in regimen.choices().items()}


def _rows(course: Course, events: Sequence[Event]) -> list[definition.Written]:
    """What is due, rounded so finely that no dose is too small to be drawn."""
    return _due(attrs.evolve(course, policy=Policy()), events)


def _agree(course: Course) -> None:
    """Every date, place, exact and rounded dose is the same in both, or both refuse."""
    try:
        theirs = definition.joined(_due(course, course.events))
    except Refused:
        with pytest.raises(DoseError):
            course.plan()
        return
    ours = [
        definition.Dated(
            row.date,
            row.drug,
            row.phase,
            row.cycle,
            row.day,
            Fraction(row.calculated),
            Fraction(row.dose),
        )
        for row in course.plan()
        if row.status not in (Status.OMITTED, Status.DISCONTINUED)
    ]
    assert sorted(ours) == sorted(theirs)


@st.composite
def _policies(draw: st.DrawFn, patient: Patient) -> Policy:
    """Any formula that knows the patient, with steps of body surface and dose, fine or rough."""
    formulas = [one.value for one in BsaFormula if patient.sex or one is not BsaFormula.SCHLICH]
    return Policy(
        bsa_formula=draw(st.sampled_from(formulas)),
        bsa_rounding=draw(st.sampled_from(["0.01 m²", "0.02 m²", "0.05 m²", "0.1 m²", None])),
        bsa_cap=draw(st.sampled_from([None, None, "2 m²", "1.75 m²"])),
        reweigh=draw(st.sampled_from(["5 %", "10 %", "15 %"])),
        rounding=draw(st.sampled_from(["0.01 mg", "0.05 mg", "0.1 mg", "0.5 mg", "1 mg", "5 mg"])),
        lab_validity_days=draw(st.sampled_from([14, 14, 1, 30])),
    )


_STEPS_OF_TABLES = ["9.9", "10", "14.9", "15", "29", "29.9", "30", "30.1", "40", "49.9", "50", "60"]


@st.composite
def _labs(draw: st.DrawFn, start: date) -> Lab:
    """What tables of levels are read by, at their printed bounds and anywhere."""
    clearance = st.sampled_from(_STEPS_OF_TABLES) | st.integers(5, 130).map(str)
    bilirubin = st.sampled_from(["1", "1.5", "1.51", "3", "3.01"]) | st.integers(1, 6).map(str)
    creatinine = st.integers(40, 400).map("{} µmol/L".format) | st.sampled_from(["1.1 mg/dL"])
    return own.tested(
        on=start + timedelta(days=draw(st.integers(-20, 3))),
        anc=None,
        platelets=None,
        haemoglobin=None,
        creatinine=draw(st.none() | creatinine),
        creatinine_clearance=draw(st.none() | clearance.map("{} mL/min".format)),
        bilirubin_times_normal=draw(st.none() | bilirubin),
    )


@pytest.mark.parametrize("regimen", KINDS)
@settings(max_examples=25, deadline=None)  # the calculator is slow on purpose
@given(data=st.data())
def test_every_kind_of_definition_is_planned_as_it_is_written(
    regimen: str, data: st.DataObject
) -> None:
    """With starts, delays, fractions and levels recorded in any order of the cycles."""
    _as_written(regimen, data)


@pytest.mark.parametrize("regimen", own.IDS)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_every_definition_is_planned_as_it_is_written(regimen: str, data: st.DataObject) -> None:
    """The whole catalogue, each definition with a few such histories."""
    _as_written(regimen, data)


@pytest.mark.parametrize("days_after", [-9, 0, 1, 12])
def test_a_phase_that_has_begun_ends_the_one_before(days_after: int) -> None:
    """A consolidation that is begun before, with or after the first day of the transplant."""
    transplant = date(2026, 8, 3)
    course = Course(
        catalogue.get("optimum"),
        Patient(height="170 cm", weight="70 kg"),
        start=date(2026, 1, 5),
        cycles=8,
        allow_unverified="a test",
        events=[
            CycleStart(cycle=1, on=transplant, phase="transplant"),
            CycleStart(
                cycle=1, on=transplant + timedelta(days=days_after), phase="consolidation-1"
            ),
        ],
    )
    _agree(course)


def _as_written(regimen: str, data: st.DataObject) -> None:
    course = data.draw(own.courses([regimen], transplants=False))
    events = [event for event in course.events if not isinstance(event, Lab)]
    labs = data.draw(st.lists(_labs(course.start), max_size=2))
    _agree(
        attrs.evolve(
            course,
            choices=data.draw(_choices(course.regimen)),
            policy=data.draw(_policies(course.patient)),
            events=[*events, *labs],
        )
    )


@st.composite
def _moves(draw: st.DrawFn, phase: Phase, cycle: int, planned: date) -> Event:
    name = phase.name
    kind = draw(st.sampled_from(["delay", "group", "start"]))
    if kind == "start":
        on = planned + timedelta(days=draw(st.integers(-3, 20)))
        return CycleStart(phase=name, cycle=cycle, on=on)
    leading = {one.group for one in phase.components if isinstance(one.timing, tuple)}
    group = draw(st.sampled_from(sorted(leading)))
    days = draw(st.integers(1, 20))
    return Delay(phase=name, cycle=cycle, days=days, of=group if kind == "group" else None)


@st.composite
def _fractions(draw: st.DrawFn, phase: Phase, cycle: int) -> DoseChange:
    """A fraction of a group or a drug, allowed by the protocol or not, from a day of a cycle on."""
    names = [
        name
        for component in phase.components
        for name in (component.drug.name, component.group)
        if name == component.group or component.role is not Role.PREMEDICATION
    ]
    day = draw(st.integers(1, max(phase.last_day, 1)))
    of, to = draw(st.sampled_from(sorted(set(names)))), draw(own.fractions)
    return DoseChange(of=of, to=to, phase=phase.name, cycle=cycle, day=day)


@st.composite
def _stops(draw: st.DrawFn, rows: Sequence[definition.Written]) -> Discontinuation:
    """From the day of a dose on, of its drug, its group or all, decided then or before."""
    row = draw(st.sampled_from(rows))
    names = [None, row.component.group]
    if row.component.role is not Role.PREMEDICATION:
        names.append(row.component.drug.name)
    earlier = row.date - timedelta(days=draw(st.integers(0, 3)))
    return Discontinuation(
        of=draw(st.sampled_from(names)), on=row.date, recorded=draw(st.none() | st.just(earlier))
    )


def _never_was(events: Sequence[Event], which: int) -> list[Event]:
    """A history in which an event is recorded and voided again at once."""
    wrong = attrs.evolve(events[which], id="wrong")
    right = attrs.evolve(events[which], id="right")
    correction = Correction(voids="wrong", reason="another patient's")
    return [*events[:which], wrong, correction, right, *events[which + 1 :]]


@st.composite
def _levels(draw: st.DrawFn, phase: Phase, cycle: int) -> DoseChange:
    named = [
        (name, level.name)
        for component in phase.components
        for level in component.levels
        for name in (component.drug.name, component.group)
        if name == component.group or component.role is not Role.PREMEDICATION
    ]
    of, level = draw(st.sampled_from(named))
    day = draw(st.integers(1, max(phase.last_day, 1)))
    return DoseChange(of=of, level=level, phase=phase.name, cycle=cycle, day=day)


@st.composite
def _weighed(draw: st.DrawFn, course: Course) -> Measurement:
    """A weight of 80 to 120 % to a tenth of a percent, used from the next cycle or a named day."""
    weight = Fraction(course.patient.weight_kg or 0)
    per_mille = draw(st.sampled_from([800, 899, 900, 1100, 1200]) | st.integers(790, 1210))
    measured = Decimal((weight * per_mille).numerator) / (weight * per_mille).denominator / 1000
    on = course.start + timedelta(days=draw(st.integers(0, 200)))
    code = "weight-change-unconfirmed"
    return Measurement(
        on=on,
        weight=f"{measured:f} kg",
        from_=draw(st.none() | st.integers(0, 40).map(lambda days: on + timedelta(days=days))),
        override=draw(st.none() | st.just(Override(code=code, reason="weighed twice"))),
    )


@st.composite
def _omitted(draw: st.DrawFn, rows: Sequence[definition.Written]) -> Omission:
    drug = draw(st.sampled_from(sorted({row.component.drug.name for row in rows})))
    row = draw(st.sampled_from([row for row in rows if row.component.drug.name == drug]))
    on, component = row.date, row.component
    names = st.sampled_from([component.drug.name, component.group])
    earlier = st.integers(0, 3).map(lambda days: on - timedelta(days=days))
    return Omission(of=draw(names), on=on, recorded=draw(st.none() | earlier))


@st.composite
def _treated(draw: st.DrawFn, regimen: Regimen, tested: int = 0) -> Course:
    """A course of blood tests, moved cycles and omitted doses, with one weight, perhaps stopped."""
    patient = draw(own.PATIENTS)
    course = Course(
        regimen,
        patient,
        start=draw(starts()),
        policy=draw(_policies(patient)),
        cycles=_CYCLES,
        choices=draw(_choices(regimen)),
        allow_unverified="a test",
    )
    events: list[Event] = [*draw(st.lists(_labs(course.start), max_size=tested))]
    places = [
        (phase, cycle)
        for phase in regimen.phases
        for cycle in range(1, min(phase.cycles or _CYCLES, _CYCLES) + 1)
    ][:_CYCLES]
    weighed = draw(st.none() | st.integers(0, len(places) - 1))
    kinds = st.sampled_from(["move", "fraction", "level", "omit"])
    for number, (phase, cycle) in enumerate(places):
        for kind in draw(st.lists(kinds, max_size=2)):
            rows = _rows(course, events)
            own_days = [row for row in rows if row.phase == phase.name and row.key[0][1] == cycle]
            started = any(
                isinstance(event, CycleStart) and (event.phase, event.cycle) == (phase.name, cycle)
                for event in events
            )
            if kind == "omit" and own_days:
                events.append(draw(_omitted(rows)))
            elif kind == "fraction":
                events.append(draw(_fractions(phase, cycle)))
            elif kind == "level" and any(one.levels for one in phase.components):
                events.append(draw(_levels(phase, cycle)))
            elif kind == "move" and not started:
                first = min((row.date for row in own_days), default=None)
                if first is not None:
                    events.append(draw(_moves(phase, cycle, first)))
        if number == weighed:
            events.append(draw(_weighed(course)))
    return course.record(*draw(_ended(course, events)))


@st.composite
def _ended(draw: st.DrawFn, course: Course, events: list[Event]) -> list[Event]:
    """The same, perhaps stopped in the end, and perhaps with one event recorded by mistake."""
    rows = _rows(course, events)
    stopped, mistaken = draw(st.booleans()), draw(st.booleans())
    if rows and stopped:
        events = [*events, draw(_stops(rows))]
    if events and mistaken:
        events = _never_was(events, draw(st.integers(0, len(events) - 1)))
    return events


@pytest.mark.parametrize("regimen", KINDS)
@settings(max_examples=15, deadline=None)  # the calculator is slow on purpose
@given(data=st.data())
def test_omissions_and_a_weight_leave_what_the_definition_says(
    regimen: str, data: st.DataObject
) -> None:
    """A dose omitted takes along what follows it from the decision on, and moves nothing."""
    _agree(data.draw(_treated(catalogue.get(regimen))))


@settings(max_examples=100, deadline=None)  # the calculator is slow on purpose
@given(data=st.data())
def test_regimens_of_every_shape_are_planned_as_they_are_written(data: st.DataObject) -> None:
    """Invented ones: several phases, levels, tables, followers, choices, caps of each kind."""
    _agree(data.draw(_treated(data.draw(regimens()), tested=2)))


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_tables_refuse_what_they_have_no_row_for(data: st.DataObject) -> None:
    """Gaps, overlaps and rows at which nothing is given, read by what is known on day 1."""
    regimen = data.draw(regimens(refusing=True))
    patient = data.draw(own.PATIENTS)
    course = Course(
        regimen,
        patient,
        start=data.draw(starts()),
        policy=data.draw(_policies(patient)),
        cycles=2,
    )
    labs = data.draw(st.lists(_labs(course.start), max_size=3))
    _agree(attrs.evolve(course, events=labs))
