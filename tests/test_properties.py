"""What holds for every legal course, whatever its regimen, body, policy and history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

import attrs
import pytest
import second_calculator as second
import strategies as own
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regimens import (
    Administration,
    Correction,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Omission,
    Override,
    Patient,
    Policy,
    Postponement,
    PriorDose,
    Response,
    Switch,
    Transplant,
    catalogue,
)
from regimens.amounts import Basis
from regimens.events import Event
from regimens.formats.calendars import calendar_json
from regimens.formats.courses import course_from, course_json
from regimens.rules import ResponseCategory
from regimens.schedule import Following
from regimens.surface import BsaFormula
from regimens.testing import INVARIANTS, Held, assert_course_holds, bodies, starts

# What follows a group moves with it.
_Key = tuple[str, int, int, str, str, int]
_COUNT = 60  # examples of the properties that plan several courses each


def _leader(course: Course, row: Administration) -> str:
    """The group whose days a dose keeps: its own, or that of what it follows by its definition."""
    timing = row.slot.component.timing
    if not isinstance(timing, Following):
        return row.group
    return next(
        component.group
        for _, component in course.regimen.components()
        if timing.what in (component.group, component.drug.name)
    )


def _key(row: Administration) -> _Key:
    return (row.phase, row.cycle, row.day, row.drug, row.group, row.occurrence)


def _facts(rows: Iterable[Administration]) -> list[tuple[object, ...]]:
    return [
        (row.date, *_key(row), row.written, row.fraction, row.level, row.calculated, row.dose,
         row.of, row.route, row.status)
        for row in rows
    ]  # fmt: skip


def _place(course: Course, phase: str, cycle: int) -> tuple[int, int]:
    return [one.name for one in course.regimen.phases].index(phase), cycle


def _last_start(course: Course) -> tuple[int, int]:
    """The latest cycle with a recorded start, as (phase from 0, cycle)."""
    return max(
        (
            _place(course, event.phase or "", event.cycle)
            for event in course.events
            if isinstance(event, CycleStart)
        ),
        default=(0, 0),
    )


# --- what is held for users too -----------------------------------------------------------------


@settings(max_examples=_COUNT)
@given(own.courses(policy=own.policies()))
def test_every_invariant_holds_of_every_course(course: Course) -> None:
    """Of each kind of regimen, under any policy: order, dates, working, rounding, documents."""
    assert_course_holds(course)


@given(own.courses())
def test_every_invariant_of_a_calendar_holds_of_the_whole_catalogue(course: Course) -> None:
    """Of any regimen, whatever was recorded."""
    calendar = course.plan()
    for one in INVARIANTS:
        if one.held is Held.CALENDAR:
            one.function(calendar)


# --- order and dates -----------------------------------------------------------------------------


@given(own.courses(groups=False))
def test_no_drug_is_due_twice_in_one_cycle_and_day(course: Course) -> None:
    """Where only whole cycles move, no drug of a cycle has two rows of one occurrence on a date."""
    known = [
        (row.date, row.phase, row.cycle, row.drug, row.occurrence, row.slot.component.besides)
        for row in course.plan()
    ]
    assert len(set(known)) == len(known)


@settings(max_examples=_COUNT)
@given(own.separate_courses(transplants=False), st.data())
def test_delay_moves_only_its_cycle_and_later_ones(course: Course, data: st.DataObject) -> None:
    """With no later start recorded, all of them move by the same days; two delays add."""
    calendar = course.plan()
    last = _last_start(course)
    free = [cycle for cycle in calendar.cycles if _place(course, cycle.phase, cycle.cycle) > last]
    assume(free)
    cycle = data.draw(st.sampled_from(free))
    first, more = data.draw(st.integers(1, 30)), data.draw(st.integers(1, 30))

    def delayed(*days: int) -> dict[_Key, Administration]:
        delays = [Delay(phase=cycle.phase, cycle=cycle.cycle, days=one) for one in days]
        return {_key(row): row for row in course.record(*delays).plan()}

    once, twice, both = delayed(first), delayed(first, more), delayed(first + more)
    assert _facts(twice.values()) == _facts(both.values())
    place = _place(course, cycle.phase, cycle.cycle)
    assert len(once) == len(calendar)
    for row in calendar:
        after = once[_key(row)]
        moved = first if _place(course, row.phase, row.cycle) >= place else 0
        assert after.date == row.date + timedelta(days=moved)
        assert after.dose == row.dose


@settings(max_examples=_COUNT)
@given(own.courses(["dcep", "dara-dcep", "daratumumab-iv", "dara-atra"]), st.data())
def test_delay_of_a_group_moves_that_group_only(course: Course, data: st.DataObject) -> None:
    """The group and what follows it move, from that cycle on; the cycles and the others stay."""
    calendar = course.plan()
    last = _last_start(course)
    free = [cycle for cycle in calendar.cycles if _place(course, cycle.phase, cycle.cycle) > last]
    assume(free)
    cycle = data.draw(st.sampled_from(free))
    group = data.draw(st.sampled_from(own.LEADING[course.regimen.id, cycle.phase]))
    days = data.draw(st.integers(1, 20))
    later = course.record(Delay(of=group, phase=cycle.phase, cycle=cycle.cycle, days=days)).plan()
    assert [one.start for one in later.cycles] == [one.start for one in calendar.cycles]
    place = _place(course, cycle.phase, cycle.cycle)
    before = {_key(row): row for row in calendar}
    assert len(later) == len(calendar)
    for row in later:
        concerned = _leader(course, row) == group
        moved = days if concerned and _place(course, row.phase, row.cycle) >= place else 0
        assert row.date == before[_key(row)].date + timedelta(days=moved)


@settings(max_examples=_COUNT)
@given(own.courses(transplants=False), st.data())
def test_recorded_start_realigns_every_group(course: Course, data: st.DataObject) -> None:
    """In a cycle whose start is recorded, every row is as far from it as its day from the first."""
    calendar = course.plan()
    last = _last_start(course)
    free = [cycle for cycle in calendar.cycles if _place(course, cycle.phase, cycle.cycle) > last]
    assume(free)
    cycle = data.draw(st.sampled_from(free))
    assert cycle.planned is not None
    on = cycle.planned + timedelta(days=data.draw(st.integers(-3, 40)))
    later = course.record(CycleStart(phase=cycle.phase, cycle=cycle.cycle, on=on)).plan()
    (found,) = [one for one in later.cycles if (one.phase, one.cycle) == _named(cycle)]
    assert (found.start, dict(found.group_starts)) == (on, {})
    rows = [row for row in later if (row.phase, row.cycle) == _named(cycle)]
    assert [row.date for row in rows] == [
        on + timedelta(days=row.day - row.time.phase.first_day) for row in rows
    ]
    place = _place(course, cycle.phase, cycle.cycle)
    assert [one for one in calendar.cycles if _place(course, *_named(one)) < place] == [
        one for one in later.cycles if _place(course, *_named(one)) < place
    ]


def _named(cycle: object) -> tuple[str, int]:
    return getattr(cycle, "phase"), getattr(cycle, "cycle")  # noqa: B009


@settings(max_examples=_COUNT)
@given(
    st.sampled_from(["dcep", "dara-dcep"]),
    st.integers(1, 20),
    st.sampled_from(["whole", "group", "recorded"]),
    st.data(),
)
def test_dose_delay_is_more_than_7_days(
    regimen: str, days: int, how: str, data: st.DataObject
) -> None:
    """7 days late is no dose delay and 8 is, in every cycle but the first."""
    course = Course(
        catalogue.get(regimen), Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5)
    )
    cycle = data.draw(st.sampled_from(course.plan().cycles))
    event: Event
    if how == "whole":
        event = Delay(phase=cycle.phase, cycle=cycle.cycle, days=days)
    elif how == "group":
        group = data.draw(st.sampled_from(own.LEADING[regimen, cycle.phase]))
        event = Delay(of=group, phase=cycle.phase, cycle=cycle.cycle, days=days)
    else:
        on = cycle.start + timedelta(days=days)
        event = CycleStart(phase=cycle.phase, cycle=cycle.cycle, on=on)
    calendar = course.record(event).plan()
    first = (cycle.phase, cycle.cycle) == ("induction", 1)
    late = {(one.phase, one.cycle) for one in calendar.cycles if one.dose_delay}
    expected = {(cycle.phase, cycle.cycle)} if days > 7 and not first else set()
    assert late == expected
    told = {(one.phase, one.cycle) for one in calendar.findings if one.code == "dose-delay"}
    assert told == expected


@given(starts())
def test_daratumumab_dates_of_dara_dcep_begin_those_of_monotherapy(start: date) -> None:
    """From any start on, without delay or transplant, the 18 dates are monotherapy's first 18."""
    patient = Patient(height="165 cm", weight="70 kg")
    combined = Course(catalogue.get("dara-dcep"), patient, start=start).plan()
    alone = Course(catalogue.get("daratumumab-iv"), patient, start=start, cycles=8).plan()
    dates = [row.date for row in combined if row.drug == "daratumumab"]
    assert len(dates) == 18
    assert dates == [row.date for row in alone]


# --- the second calculator -----------------------------------------------------------------------


def _told(events: Iterable[Event]) -> list[second.Happened]:
    """The history in the second calculator's own words."""
    told: list[second.Happened] = []
    for event in events:
        match event:
            case CycleStart():
                told.append(second.Started(event.phase or "", event.cycle, event.on))
            case Delay():
                late = second.Late(event.phase or "", event.cycle, event.days, event.of or "")
                told.append(late)
            case DoseChange(to=Decimal() as to):
                names = (event.of,) if isinstance(event.of, str) else event.of
                place = (event.phase or "", event.cycle, event.day)
                told.append(second.Reduced(names, *place, Fraction(to)))
            case Transplant():
                told.append(second.Transplanted())
            case _:
                pass
    return told


def _both(course: Course) -> tuple[list[tuple[date, str, Fraction]], ...]:
    height, weight = course.patient.height_cm, course.patient.weight_kg
    assert height is not None
    assert weight is not None
    theirs = second.doses(
        course.regimen.id,
        course.start,
        (Fraction(height), Fraction(weight)),
        _told(course.events),
        course.cycles or 1,
    )
    return [(row.date, row.drug, Fraction(row.dose)) for row in course.plan()], theirs


@settings(max_examples=150, deadline=None)  # the second calculator is slow on purpose
@given(own.courses(["dcep", "dara-dcep", "daratumumab-iv", "dara-atra"], levels=False))
def test_second_calculator_agrees(course: Course) -> None:
    """Every date and dose, in order, is the one that another calculator finds."""
    ours, theirs = _both(course)
    assert ours == theirs


@settings(max_examples=_COUNT, deadline=None)  # the second calculator is slow on purpose
@given(own.courses(["dara-vd"], levels=False, groups=False))
def test_second_calculator_agrees_on_dara_vd(course: Course) -> None:
    """With cycle starts, delays and fractions, the steroid of infusion days counted once."""
    ours, theirs = _both(course)
    assert ours == theirs


@settings(max_examples=_COUNT, deadline=None)  # the second calculator is slow on purpose
@given(st.sampled_from(["Vd", "DARA"]), st.integers(1, 3), st.integers(1, 8), own.PATIENTS)
def test_second_calculator_agrees_on_a_delayed_group_of_dara_vd(
    group: str, days: int, cycle: int, patient: Patient
) -> None:
    """Where a group moves, every infusion keeps one dexamethasone of its day, and only one."""
    course = Course(
        catalogue.get("dara-vd"),
        patient,
        start=date(2026, 1, 5),
        cycles=9,
        events=[Delay(of=group, phase="combination", cycle=cycle, days=days)],
    )
    ours, theirs = _both(course)
    assert ours == theirs


# --- doses ---------------------------------------------------------------------------------------

_INCH, _FOOT, _POUND = Decimal("2.54"), Decimal("30.48"), Decimal("0.45359237")


@settings(max_examples=_COUNT, deadline=None)  # the first conversion imports pint
@given(st.integers(56, 79), st.integers(800, 2600), st.sampled_from(own.IDS))
def test_same_body_in_any_units_gives_the_same_calendar(
    inches: int, tenths: int, regimen: str
) -> None:
    """Centimetres, metres, inches or feet, kilograms or pounds: every row is the same."""
    pounds = Decimal(tenths) / 10
    height, weight = inches * _INCH, pounds * _POUND
    assume(15 <= weight * 10000 / (height * height) <= 45)
    heights = [f"{height} cm", f"{height / 100} m", f"{inches} in"]
    if inches % 3 == 0:
        heights.append(f"{Decimal(inches) / 12} ft")  # quarters of a foot are plain decimals
    calendars = []
    for high in heights:
        for heavy in (f"{weight:f} kg", f"{pounds} lb"):
            patient = Patient(height=high, weight=heavy)
            course = Course(
                catalogue.get(regimen),
                patient,
                start=date(2026, 1, 5),
                cycles=2,
                allow_unverified="a test",
            )
            calendars.append(calendar_json(course.plan()))
    assert len(set(calendars)) == 1


@settings(max_examples=_COUNT)
@given(
    bodies(),
    bodies(),
    st.sampled_from(own.IDS),
    st.sampled_from(BsaFormula),
    st.sampled_from(["0.01 m²", "0.05 m²", None]),
)
def test_dose_never_falls_as_the_body_grows(
    one: tuple[Decimal, Decimal],
    other: tuple[Decimal, Decimal],
    regimen: str,
    formula: BsaFormula,
    rounding: str | None,
) -> None:
    """A taller and heavier body never gets less of anything, by any formula, below caps."""
    small = (min(one[0], other[0]), min(one[1], other[1]))
    large = (max(one[0], other[0]), max(one[1], other[1]))
    for height, weight in (small, large):
        assume(10 <= weight * 10000 / (height * height) <= 80)
    doses = []
    for height, weight in (small, large):
        patient = Patient(sex="female", height=f"{height} cm", weight=f"{weight} kg")
        policy = Policy(bsa_formula=formula, bsa_rounding=rounding)
        course = Course(
            catalogue.get(regimen),
            patient,
            start=date(2026, 1, 5),
            cycles=1,
            policy=policy,
            allow_unverified="a test",
        )
        doses.append([row.dose for row in course.plan()])
    assert all(less <= more for less, more in zip(*doses, strict=True))


@settings(max_examples=_COUNT)
@given(own.courses(levels=False, policy=own.policies()), own.fractions, own.fractions, st.data())
def test_fraction_never_raises_a_dose(
    course: Course, one: Decimal, other: Decimal, data: st.DataObject
) -> None:
    """The full dose is never less than a fraction of it, nor is a larger fraction."""
    phase = course.regimen.phases[0]
    names = data.draw(st.sampled_from(own.REDUCED[course.regimen.id, phase.name]))

    def doses(fraction: Decimal) -> list[Decimal]:
        change = DoseChange(of=names, to=fraction, phase=phase.name, cycle=1)
        return [row.dose for row in course.record(change).plan()]

    full, more, less = doses(Decimal(1)), doses(max(one, other)), doses(min(one, other))
    assert all(a <= b <= c for a, b, c in zip(less, more, full, strict=True))


@settings(max_examples=_COUNT)
@given(own.courses(levels=False), st.data())
def test_later_fraction_replaces_and_never_multiplies(course: Course, data: st.DataObject) -> None:
    """From its cycle and day on, doses are as if it were the only change ever recorded."""
    calendar = course.plan()
    assume(calendar)
    row = data.draw(st.sampled_from(calendar))
    phase = next(one for one in course.regimen.phases if one.name == row.phase)
    change = data.draw(own.fraction_changes(course.regimen, phase, row.cycle))
    alone = [event for event in course.events if not isinstance(event, DoseChange)]
    after = course.record(change).plan()
    only = Course(
        course.regimen,
        course.patient,
        start=course.start,
        cycles=course.cycles,
        allow_unverified="a test",
        events=[*alone, change],
    ).plan()
    named = {change.of} if isinstance(change.of, str) else set(change.of)
    place = (*_place(course, change.phase or "", change.cycle), change.day)
    for one, two in zip(after, only, strict=True):
        here = (*_place(course, one.phase, one.cycle), one.day)
        if here >= place and named & {one.drug, one.group} and not _spared(one, named):
            assert (one.fraction, one.dose) == (two.fraction, two.dose)


def _spared(row: Administration, named: set[str]) -> bool:
    """A premedication is not meant by its drug's name."""
    return row.group == "premedication" and "premedication" not in named


@given(own.courses(policy=own.policies([None])))
def test_unrounded_body_surface_shows_6_decimals_at_most(course: Course) -> None:
    """Where the policy leaves the body surface unrounded, the exact dose has 6 decimals."""
    for row in course.plan():
        if row.resolved.written.amount.basis is not Basis.SURFACE:
            continue  # a product of a weight in pounds is exact, to as many as it has
        decimals = f"{row.calculated:f}".partition(".")[2]
        assert len(decimals) <= 6


# --- horizon -------------------------------------------------------------------------------------


@settings(max_examples=_COUNT)
@given(own.courses(policy=own.policies()), st.data())
def test_horizon_only_removes_rows(course: Course, data: st.DataObject) -> None:
    """A plan up to a day is the beginning of the longer plan, row for row."""
    full = course.plan()
    last = max([row.date for row in full], default=course.start)
    until = course.start + timedelta(
        days=data.draw(st.integers(0, max(0, (last - course.start).days)))
    )
    short = Course(
        course.regimen,
        course.patient,
        start=course.start,
        policy=course.policy,
        cycles=course.cycles,
        until=until,
        allow_unverified="a test",
        events=course.events,
    ).plan()
    assert _facts(short) == _facts(row for row in full if row.date <= until)
    assert short.administrations == full.administrations[: len(short)]
    assert short.cycles == full.cycles[: len(short.cycles)]


@settings(max_examples=_COUNT)
@given(own.separate_courses(), st.integers(1, 10))
def test_number_of_cycles_counts_whole_cycles(course: Course, cycles: int) -> None:
    """Fewer cycles are the beginning of more, and no cycle is cut."""
    assume(course.cycles is not None and cycles <= course.cycles)
    full = course.plan()
    short = attrs.evolve(course, cycles=cycles).plan()
    assert short.cycles == full.cycles[:cycles]
    kept = {_named(cycle) for cycle in short.cycles}
    assert _facts(short) == _facts(row for row in full if (row.phase, row.cycle) in kept)


# --- documents -----------------------------------------------------------------------------------

_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")),
    min_size=1,
    max_size=12,
)
_DAYS = st.dates(date(1900, 1, 1), date(9999, 12, 31))
_COUNTS = st.integers(1, 400)
_NAMES = st.one_of(_WORDS, st.lists(_WORDS, min_size=1, max_size=3).map(tuple))


def _amounts(*units: str, least: str = "0.01", most: str = "999") -> st.SearchStrategy[str]:
    numbers = st.decimals(Decimal(least), Decimal(most), places=2)
    return st.builds(lambda number, unit: f"{number} {unit}", numbers, st.sampled_from(units))


_RECORDED = {
    "id": st.none() | _WORDS,
    "recorded": st.none() | _DAYS,
    "by": st.none() | _WORDS,
    "reason": st.none() | _WORDS,
    "override": st.none()
    | st.builds(Override, code=_WORDS, reason=_WORDS.filter(lambda text: text.strip() != "")),
}


_EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(CycleStart, cycle=_COUNTS, on=_DAYS, phase=st.none() | _WORDS, **_RECORDED),
    st.builds(Delay, cycle=_COUNTS, days=_COUNTS, of=st.none() | _WORDS, **_RECORDED),
    st.builds(DoseChange, of=_NAMES, to=own.fractions, cycle=_COUNTS, day=_COUNTS, **_RECORDED),
    st.builds(DoseChange, of=_NAMES, level=_WORDS, cycle=_COUNTS, phase=_WORDS, **_RECORDED),
    st.builds(
        own.measured,
        on=_DAYS,
        weight=st.none() | _amounts("kg", "lb"),
        height=st.none() | _amounts("cm", "m", "in", "ft"),
        from_=st.none() | _DAYS,
        **_RECORDED,
    ),
    st.builds(
        own.tested,
        on=_DAYS,
        anc=st.none() | _amounts("10^9/L", "/µL", "K/µL"),
        platelets=st.none() | _amounts("10^9/L", "/mm3"),
        haemoglobin=st.none() | _amounts("g/dL", "g/L", "mmol/L"),
        creatinine=st.none()
        | _amounts("µmol/L", least="8.84", most="2210")
        | _amounts("mg/dL", least="0.1", most="25"),
        creatinine_clearance=st.none() | _amounts("mL/min", least="0", most="300"),
        **_RECORDED,
    ),
    st.builds(Omission, of=_NAMES, on=_DAYS, **_RECORDED),
    st.builds(Postponement, of=_NAMES, on=_DAYS, to=_DAYS, **_RECORDED),
    st.builds(
        Given,
        of=_NAMES,
        on=_DAYS,
        dose=st.none() | _amounts("mg", "g", "mcg"),
        planned=st.none() | _DAYS,
        **_RECORDED,
    ),
    st.builds(Switch, of=_WORDS, to=_WORDS, on=_DAYS, **_RECORDED),
    st.builds(Response, on=_DAYS, response=st.sampled_from(ResponseCategory), **_RECORDED),
    st.builds(Transplant, on=_DAYS, **_RECORDED),
    st.builds(Discontinuation, on=_DAYS, of=st.none() | _NAMES, **_RECORDED),
    st.builds(Correction, voids=_WORDS, **_RECORDED),
)


@settings(deadline=None)  # the first conversion imports pint
@given(
    own.courses(policy=own.policies()),
    st.lists(_EVENTS, max_size=4),
    st.dictionaries(_WORDS, _WORDS, max_size=2),
    st.tuples(st.none() | _DAYS, st.none() | _DAYS, st.none() | _WORDS),
)
def test_course_document_out_and_in_is_the_identity(
    course: Course,
    events: Sequence[Event],
    choices: dict[str, str],
    limits: tuple[date | None, date | None, str | None],
) -> None:
    """A course written as JSON and read back is the same course, whatever its events."""
    patient = Patient(
        id="p1",
        name="Ä. Ö'Ü",
        height="5.5 ft",
        weight="154.3 lb",
        born=date(1931, 5, 4),
        ecog=0,
        prior_therapy_ended=date(2025, 12, 15),
        prior_doses=(PriorDose(drug="cisplatin", dose="0.12 g"),),
    )
    for one in (course.patient, patient):
        whole = Course(
            course.regimen,
            one,
            start=course.start,
            policy=course.policy,
            choices=choices,
            cycles=course.cycles,
            until=limits[0],
            as_of=limits[1],
            allow_unverified=limits[2],
            events=[*course.events, *events],
        )
        text = course_json(whole)
        again = course_from(json.loads(text))
        assert again == whole
        assert course_json(again) == text


def test_body_converted_from_pounds_to_many_digits_is_read_back() -> None:
    """70 kg in pounds to 12 digits, as a converter prints it, survives its own document."""
    patient = Patient(height="165 cm", weight="154.323583529 lb")
    course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    assert course_from(json.loads(course_json(course))) == course


_COURSES = [
    Course(
        catalogue.get(regimen),
        Patient(height="172 cm", weight="81.5 kg"),
        start=date(2028, 1, 24),
        cycles=9,
        policy=Policy(bsa_rounding=rounding),
        events=[
            DoseChange(of=own.REDUCED[regimen, phase][0], to="0.7", phase=phase, cycle=1, id="e1"),
            Delay(of=own.LEADING[regimen, phase][0], phase=phase, cycle=1, days=3),
            CycleStart(phase=phase, cycle=2, on=date(2028, 3, 2)),
            Delay(phase=phase, cycle=3, days=8),
        ],
    )
    for regimen, phase in (
        ("dcep", "induction"),
        ("dara-dcep", "induction"),
        ("daratumumab-iv", "treatment"),
        ("dara-atra", "part-b"),
        ("dara-vd", "combination"),
    )
    for rounding in ("0.01 m²", None)
]
_ELSEWHERE = """
import json, sys
from regimens.formats.calendars import calendar_json
from regimens.formats.courses import course_from
for document in json.load(sys.stdin):
    sys.stdout.write(calendar_json(course_from(document).plan()))
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_fresh_process_gives_the_same_bytes(seed: str) -> None:
    """Neither the process nor the order of its hashes changes a byte of a calendar."""
    documents = [json.loads(course_json(course)) for course in _COURSES]
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        input=json.dumps(documents),
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert done.stdout == "".join(calendar_json(course.plan()) for course in _COURSES)


# --- the ambient decimal context -----------------------------------------------------------------


@pytest.mark.parametrize("course", _COURSES, ids=lambda course: course.regimen.id)
def test_text_does_not_depend_on_the_ambient_context(course: Course) -> None:
    """What is printed, the working and the document, is the same in 3 digits."""
    calendar = course.plan()
    expected = ([row.explain() for row in calendar], calendar_json(calendar))
    with localcontext(prec=3):
        found = ([row.explain() for row in calendar], calendar_json(calendar))
    assert found == expected


def test_sums_do_not_depend_on_the_ambient_context() -> None:
    """12 doses of 716 mg are 8592 mg, whatever precision somebody else has set."""
    patient = Patient(height="165 cm", weight="70 kg")
    calendar = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5)).plan()
    with localcontext(prec=3):
        totals, conditional = calendar.totals(), calendar.conditional_totals()
        text = str(calendar)
    assert totals["cyclophosphamide"] == 8592
    assert conditional == {"daratumumab": Decimal(8960)}
    assert "cyclophosphamide 8592 mg" in text
