"""One call holds all courses of a regimen, and prints the smallest that does not hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

from regimens import Calendar, Course, Delay, DoseChange, Given, Lab, Override, Patient, catalogue
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import Event
from regimens.formats.courses import course_from
from regimens.testing import (
    Rule,
    assert_course_holds,
    assert_regimen_holds,
    courses,
    regimens,
)

DCEP = catalogue.get("dcep")
COURSE = Course(DCEP, Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5))


def _printed(error: BaseException) -> Course:
    """The course whose document a failure ends with."""
    text, _, document = str(error).partition("\n{")
    assert "regimens plan course.json" in text
    return course_from(json.loads("{" + document))


def test_regimen_of_the_catalogue_holds() -> None:
    """Courses with all that a course may have are drawn, and nothing fails."""
    assert_regimen_holds(catalogue.get("dara-dcep"), examples=10)


def test_invented_regimens_hold() -> None:
    """So do regimens that nobody wrote, whatever they are made of."""
    assert_regimen_holds(regimens(), examples=15)


def test_planning_that_loses_a_day_is_found_in_the_smallest_course(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a day of cycle 2 comes too early, the course that is printed has no event at all."""
    right = Course.plan

    def early(course: Course) -> Calendar:
        plan = right(course)
        rows = [
            attrs.evolve(row, date=date.fromordinal(row.date.toordinal() - 1))
            if row.cycle == 2 and row.day == 4
            else row
            for row in plan
        ]
        return attrs.evolve(plan, administrations=tuple(rows))

    monkeypatch.setattr(Course, "plan", early)
    with pytest.raises(AssertionError, match=r"^assert_rows_in_order: .* cycle 2 day 4 dexa") as e:
        assert_regimen_holds(DCEP, examples=20)
    monkeypatch.setattr(Course, "plan", right)
    smallest = _printed(e.value)
    assert (smallest.regimen, smallest.events, smallest.start) == (DCEP, (), date(2026, 1, 5))


def test_own_rule_and_invariant_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule records is in the calendar that one's own invariant sees, once."""
    del monkeypatch
    seen: list[int] = []

    def reduce(_: Course) -> list[Event]:
        return [DoseChange(of="DCEP", to="0.75", cycle=1)] * 2

    def look(calendar: Calendar) -> None:
        seen.append(len(calendar.history))
        assert {row.fraction for row in calendar} == {Decimal("0.75")}

    assert_course_holds(COURSE, rules=[reduce, reduce], invariants=[look])
    assert seen == [1]
    with pytest.raises(AssertionError, match="assert "):
        assert_course_holds(COURSE, invariants=[look])


def test_boundary_of_a_rule_is_found_in_the_courses_that_are_given() -> None:
    """With laboratory values around 50 mL/min, a rule with the wrong sign fails at 50 alone."""

    def with_value(tenths: int) -> Course:
        value = f"{tenths / 10:g} mL/min"
        return COURSE.record(Lab(on=date(2026, 1, 2), creatinine_clearance=value))

    def clearance(events: tuple[Event, ...]) -> Decimal:
        (lab,) = [event for event in events if isinstance(event, Lab)]
        assert lab.creatinine_clearance is not None
        return lab.creatinine_clearance.value

    def reduce(course: Course) -> list[Event]:
        low = clearance(course.events) <= 50
        return [DoseChange(of="DCEP", to="0.75", cycle=1)] if low else []

    def full_from_50_on(calendar: Calendar) -> None:
        reduced = any(row.fraction != 1 for row in calendar)
        assert reduced == (clearance(calendar.history) < 50)

    with pytest.raises(AssertionError) as e:
        assert_regimen_holds(
            DCEP,
            rules=[reduce],
            invariants=[full_from_50_on],
            courses=st.integers(490, 510).map(with_value),
        )
    assert clearance(_printed(e.value).events) == 50


def _three_quarters_of_what_is_in_force(course: Course) -> list[Event]:
    last = course.plan()[-1].fraction or Decimal(1)
    return [DoseChange(of="DCEP", to=str(last * Decimal("0.75")), cycle=1)]


def _three_quarters_unless_it_is_less(course: Course) -> list[Event]:
    full = course.plan()[-1].fraction == 1
    return [DoseChange(of="DCEP", to="0.75", cycle=1)] if full else []


def test_rule_that_reduces_again_with_every_run_is_found() -> None:
    """75 % of whatever is in force is right once; the next run would make 56.25 % of it."""
    with pytest.raises(AssertionError) as e:
        assert_course_holds(COURSE, rules=[_three_quarters_of_what_is_in_force])
    assert str(e.value).splitlines()[0] == (
        "the rule '_three_quarters_of_what_is_in_force' is run again on what it made of the "
        "course, and records something else: DoseChange(of='DCEP', to=Decimal('0.5625'), cycle=1, "
        "day=1); let it give the same events for the same facts"
    )
    (change,) = _printed(e.value).events
    assert isinstance(change, DoseChange)
    assert change.to == Decimal("0.75")
    with pytest.raises(AssertionError, match="is run again on what it made of the course"):
        assert_regimen_holds(DCEP, examples=2, rules=[_three_quarters_of_what_is_in_force])


def test_error_of_the_second_run_says_that_it_is_the_second() -> None:
    """A rule that cannot bear its own work raises, and its author learns when."""

    def once(course: Course) -> list[Event]:
        if course.events:
            raise ValueError("already")
        return [DoseChange(of="DCEP", to="0.75", cycle=1)]

    with pytest.raises(ValueError, match="already") as e:
        assert_course_holds(COURSE, rules=[once])
    assert "the rule 'once' was run again on what it made of the course." in e.value.__notes__


def test_rule_that_sees_its_own_work_may_be_run_again() -> None:
    """Nothing more follows once it has recorded what follows."""
    assert_course_holds(COURSE, rules=[_three_quarters_unless_it_is_less])


def test_rule_that_names_what_is_not_there_is_refused() -> None:
    """A rule's slip is the library's own error, not a failure of an invariant."""
    rule = [DoseChange(of="rituximab", to="0.75", cycle=1)]
    with pytest.raises(UnknownNameError, match="there is no drug or group 'rituximab'"):
        assert_course_holds(COURSE, rules=[lambda _: rule])


def test_change_is_held_against_the_calendar_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A last event that changes what was before it is found."""
    right = Course.plan

    def wrong(course: Course) -> Calendar:
        plan = right(course)
        if len(course.events) < 2:
            return plan
        first = attrs.evolve(plan[0], date=date(2026, 1, 4))
        return attrs.evolve(plan, administrations=(first, *plan.administrations[1:]))

    monkeypatch.setattr(Course, "plan", wrong)
    course = COURSE.record(Delay(cycle=2, days=1), Delay(cycle=3, days=1))
    dated = "^assert_dates_follow_cycles"
    with pytest.raises(AssertionError, match=dated):
        assert_course_holds(course)


def test_what_fails_of_a_large_regimen_is_told_where_warnings_are_errors() -> None:
    """A regimen whose repr is very long fails with its invariant, not with Hypothesis' warning."""

    def wrong(calendar: Calendar) -> None:
        raise AssertionError(f"{calendar.regimen.id} is wrong")

    largest = max(map(catalogue.get, catalogue.ids()), key=lambda one: len(repr(one)))
    drawn = courses(
        largest,
        patients=COURSE.patient,
        policies=COURSE.policy,
        start=COURSE.start,
        kinds=(),
        cycles=(1, 1),
        closed_days=False,
        choices=False,
    )
    with pytest.raises(AssertionError, match=f"{largest.id} is wrong"):
        assert_regimen_holds(largest, examples=1, courses=drawn, invariants=[wrong])


def test_courses_that_cannot_be_planned_are_passed_over() -> None:
    """They are drawn anew: a refusal is no failure."""
    refused = COURSE.record(Delay(cycle=9, days=1))
    assert_regimen_holds(DCEP, examples=5, courses=st.sampled_from([COURSE, refused]))
    assert_regimen_holds(DCEP, examples=3, courses=courses(DCEP, most_events=0))


def _endless(_: Course) -> Iterator[Event]:
    for number in count():
        yield DoseChange(of="DCEP", to="0.75", cycle=1, reason=str(number))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (lambda _: None, "gives nothing, which is no event"),
        (lambda _: ["0.75"], "gives '0.75', which is no event"),
        (lambda _: DoseChange(of="DCEP", to="0.75", cycle=1), "gives an event by itself"),
        (_endless, "the rule '_endless': gives more than 1000 events"),
    ],
)
def test_rule_that_gives_no_events_is_told_in_one_line(rule: Any, words: str) -> None:
    """What a rule has to give is said, with its name, instead of where it went wrong within."""
    with pytest.raises(HistoryError, match=f"{words}; return a list of events, empty where no"):
        assert_course_holds(COURSE, rules=[rule])


def _forbidden(_: Course) -> list[Event]:
    return [DoseChange(of="DCEP", to="0.3", cycle=1)]


def _with_a_reason(_: Course) -> list[Event]:
    over = Override(code="fraction-not-allowed", reason="as the ward has written down")
    return [DoseChange(of="DCEP", to="0.3", cycle=1, override=over)]


def test_rule_that_the_protocol_does_not_allow_fails() -> None:
    """A finding of severity violation is the rule's own, unless it is allowed or overridden."""
    words = (
        r"^a rule records what the protocol does not allow: fraction-not-allowed: 0.3 of .*pass "
    )
    with pytest.raises(AssertionError, match=words + r"allow_findings=\['fraction-not-allowed'\]"):
        assert_course_holds(COURSE, rules=[_forbidden])
    with pytest.raises(AssertionError, match=words):
        assert_regimen_holds(DCEP, examples=2, rules=[_forbidden])
    assert_course_holds(COURSE, rules=[_forbidden], allow_findings=["fraction-not-allowed"])
    assert_course_holds(COURSE, rules=[_with_a_reason])
    # What was recorded before the rule looked is not the rule's.
    assert_course_holds(COURSE.record(*_forbidden(COURSE)), rules=[lambda _: []])


def test_violation_that_was_there_before_is_not_the_rules() -> None:
    """Two doses on one day, of which the rule reduces both, are not the rule's fault."""
    met = COURSE.record(
        Given(of="cisplatin", on=date(2026, 2, 3), planned=date(2026, 2, 2), dose="17.9 mg")
    )
    assert "interval-too-short" in {one.code for one in met.plan().findings}
    assert_course_holds(met, rules=[lambda _: [DoseChange(of="DCEP", to="0.75", cycle=1)]])


def _divides_by_nothing(course: Course) -> list[Event]:
    return [DoseChange(of="DCEP", to=str(1 / (len(course.events) - 1)), cycle=1)]


def _unknown_drug(_: Course) -> list[Event]:
    return [DoseChange(of="rituximab", to="0.75", cycle=1)]


@pytest.mark.parametrize(
    ("rule", "kind"), [(_divides_by_nothing, ZeroDivisionError), (_unknown_drug, UnknownNameError)]
)
def test_error_of_a_rule_carries_the_course_it_was_raised_for(
    rule: Rule, kind: type[Exception]
) -> None:
    """Its note is the document to plan again; the error itself is as it was raised."""
    course = COURSE.record(Delay(cycle=2, days=3))
    with pytest.raises(kind) as e:
        assert_course_holds(course, rules=[rule])
    (note,) = e.value.__notes__
    assert note.startswith("Save this as course.json, and look at it with: regimens plan course.js")
    again = course_from(json.loads(note.partition("\n")[2]))
    assert again.events[: len(course.events)] == course.events


def test_failures_of_two_regimens_and_rules_are_kept_apart(tmp_path: Path) -> None:
    """What failed of one is not tried on another: each has a key of its own in the database."""
    settings.register_profile(
        "kept",
        database=DirectoryBasedExampleDatabase(tmp_path),
        phases=[Phase.reuse, Phase.generate],
    )
    before = settings.get_current_profile_name()
    settings.load_profile("kept")

    def wrong(_: Calendar) -> None:
        raise AssertionError("wrong")

    def keys() -> int:
        return sum(1 for one in tmp_path.iterdir() if one.is_dir())

    try:
        counts = []
        for name in ("dcep", "dcep", "vd"):
            with pytest.raises(AssertionError, match="wrong"):
                assert_regimen_holds(catalogue.get(name), examples=1, invariants=[wrong])
            counts.append(keys())
        with pytest.raises(AssertionError, match="wrong"):
            assert_regimen_holds(DCEP, examples=1, invariants=[wrong], rules=[lambda _: []])
        counts.append(keys())
    finally:
        settings.load_profile(before)
    assert counts[0] == counts[1] < counts[2] < counts[3]


def test_rule_that_records_nothing_is_warned_of() -> None:
    """A rule for what is not drawn would pass whatever it does: half of a dose, below 0 mL/min."""

    def below_0(course: Course) -> list[Event]:
        labs = [event.creatinine_clearance for event in course.events if isinstance(event, Lab)]
        low = any(one is not None and one.value < 0 for one in labs)
        return [DoseChange(of="DCEP", to="0.01", cycle=1)] if low else []

    said = (
        r"^the rule 'below_0' recorded nothing in any of the courses drawn, and nothing of it was "
        r"tested; give courses=… for which it does$"
    )
    with pytest.warns(UserWarning, match=said) as caught:
        assert_regimen_holds(DCEP, examples=3, rules=[_with_a_reason, below_0])
    assert [one.filename for one in caught] == [__file__]  # where the call is, and no other rule
