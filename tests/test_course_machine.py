"""Whole courses of the catalogue, driven by whatever can happen to them, and by a rule."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.internal.reflection import function_digest
from hypothesis.stateful import rule, run_state_machine_as_test
from kinds import KINDS

from regimens import Calendar, Course, DoseChange, Lab, Postponement, catalogue
from regimens.events import Event
from regimens.formats.courses import course_from
from regimens.testing import CourseMachine, course_machine

STEPS = 12
FEW = settings(
    max_examples=40,
    stateful_step_count=6,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    print_blob=False,
)

# The library's own courses: one regimen of each kind; a campaign drives all of the catalogue.
TestCourses = course_machine(st.sampled_from(KINDS).map(catalogue.get)).TestCase
TestCourses.settings = settings(max_examples=15, stateful_step_count=STEPS, deadline=None)


def _clearance(events: tuple[Event, ...]) -> object:
    values = [event.creatinine_clearance for event in events if isinstance(event, Lab)]
    return values[-1].value if values and values[-1] else None


def _reduce_below_50(course: Course) -> Iterator[Event]:
    """25 % less for the kidneys, at the wrong side of the boundary."""
    clearance = _clearance(course.events)
    if clearance is not None and clearance <= 50:  # type: ignore[operator]
        yield DoseChange(of="DCEP", to="0.75", cycle=1)


def _full_from_50_on(calendar: Calendar) -> None:
    """At 50 mL/min and more nothing is reduced for the kidneys."""
    reduced = any(
        isinstance(event, DoseChange) and str(event.to) == "0.75" for event in calendar.history
    )
    lowest = min(
        (event.creatinine_clearance.value for event in calendar.history
         if isinstance(event, Lab) and event.creatinine_clearance is not None),
        default=None,
    )  # fmt: skip
    assert not (reduced and lowest is not None and lowest >= 50), "reduced at the boundary"


def test_rule_that_is_wrong_at_its_boundary_is_found() -> None:
    """The failure says so, and its course can be read back and planned, the rule's event in it."""
    machine = course_machine(
        catalogue.get("dcep"), rules=[_reduce_below_50], invariants=[_full_from_50_on]
    )

    class WithSamples(machine):  # type: ignore[misc, valid-type]
        """A machine with a step of one's own."""

        @rule(clearance=st.sampled_from(["49.9", "50", "50.1"]))
        def sample(self, clearance: str) -> None:
            value = f"{clearance} mL/min"
            self.record(Lab(on=self.course.start, creatinine_clearance=value), fact=True)

    with pytest.raises(AssertionError, match="reduced at the boundary") as raised:
        run_state_machine_as_test(WithSamples, settings=settings(FEW, max_examples=100))
    document = "{" + str(raised.value).partition("\n{")[2]
    course = course_from(json.loads(document))
    assert _clearance(course.events) == 50
    assert [event.of for event in course.events if isinstance(event, DoseChange)]
    course.plan()


def test_rule_whose_event_is_refused_is_named() -> None:
    """A rule that postpones what is not there is told, and not taken for a refused plan."""

    def postpone(course: Course) -> list[Event]:
        return [Postponement(of="cisplatin", on=course.start.replace(year=2025), to=course.start)]

    with pytest.raises(AssertionError, match="what a rule records is refused: Postponement"):
        run_state_machine_as_test(
            course_machine(catalogue.get("dcep"), rules=[postpone]), settings=FEW
        )


def test_refused_fact_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact that the library refuses fails the machine; a plan may be refused."""
    monkeypatch.setattr(CourseMachine, "_recorded", lambda *_: False)
    with pytest.raises(AssertionError, match="a fact is refused: "):
        run_state_machine_as_test(course_machine(catalogue.get("dcep")), settings=FEW)


def test_machines_of_two_regimens_are_apart() -> None:
    """Each has the regimen, the rules and the invariants that it was made with."""
    one = course_machine(catalogue.get("dcep"), rules=[_reduce_below_50])
    other = course_machine(catalogue.get("dara-vd"), invariants=[_full_from_50_on])
    assert (one.own_rules, one.own_invariants) == ((_reduce_below_50,), ())
    assert (other.own_rules, other.own_invariants) == ((), (_full_from_50_on,))
    assert one.regimens is not other.regimens


def _a_third(course: Course) -> list[Event]:
    return [DoseChange(of="DCEP", to="0.3", cycle=1)] if course.events else []


def test_rule_that_records_what_is_not_allowed_fails_unless_told() -> None:
    """A fraction that the protocol forbids is the rule's fault, with the course to look at."""
    dcep, codes = catalogue.get("dcep"), ["fraction-not-allowed"]
    with pytest.raises(AssertionError, match="does not allow: fraction-not-allowed") as raised:
        run_state_machine_as_test(course_machine(dcep, rules=[_a_third]), settings=FEW)
    assert "regimens plan course.json" in str(raised.value)
    few = settings(FEW, max_examples=3)
    allowed = course_machine(dcep, rules=[_a_third], allow_findings=codes)
    run_state_machine_as_test(allowed, settings=few)


def test_error_of_a_rule_carries_the_course() -> None:
    """A machine adds its course to what a rule raises, to be planned again."""

    def wrong(course: Course) -> list[Event]:
        raise KeyError(course.events[0].reason or "no reason")

    with pytest.raises(KeyError) as raised:
        run_state_machine_as_test(
            course_machine(catalogue.get("dcep"), rules=[wrong]), settings=FEW
        )
    assert any("regimens plan course.json" in note for note in raised.value.__notes__)


def test_machines_of_two_regimens_keep_their_failures_apart() -> None:
    """Hypothesis' database tells them by the signature, which names regimen and rules."""
    one = course_machine(catalogue.get("dcep"), rules=[_a_third])
    other = course_machine(catalogue.get("dara-vd"), rules=[_a_third])
    assert function_digest(one) != function_digest(other)
    assert function_digest(one) != function_digest(course_machine(catalogue.get("dcep")))


def test_machine_made_of_another_looks_at_everything() -> None:
    """What failed in one hides nothing in a subclass, nor in a machine that is made anew."""

    def assert_nothing(_: Calendar) -> None:
        raise AssertionError("nothing holds")

    machine = course_machine(catalogue.get("dcep"), invariants=[assert_nothing])
    with pytest.raises(AssertionError, match="nothing holds"):
        run_state_machine_as_test(machine, settings=FEW)
    assert [one.__name__ for one in machine.failed] == ["assert_nothing"]
    ours: type[CourseMachine] = type("Ours", (machine,), {})
    assert ours.failed == []
    assert course_machine(catalogue.get("dcep")).failed == []
