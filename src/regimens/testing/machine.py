"""A state machine that records whatever can happen to a course, and looks at it after each step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import ClassVar

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import RegimensError
from regimens.events import (
    Correction,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Event,
    Given,
    Lab,
    Measurement,
    Omission,
    Postponement,
    Response,
    Switch,
    Transplant,
)
from regimens.formats.calendars import calendar_json
from regimens.history import place
from regimens.recorded import Override
from regimens.regimen import Regimen
from regimens.rules import ResponseCategory
from regimens.statuses import Status
from regimens.testing.arguments import check_is, check_switches, codes, functions
from regimens.testing.breaches import voided
from regimens.testing.choosing import START, begun, chosen, days_before
from regimens.testing.course_invariants import assert_as_of_changes_no_dose
from regimens.testing.cycle_events import delayed_alone, levels_of, reducible
from regimens.testing.holding import (
    Rule,
    assert_rules_allowed,
    recorded_by,
    replayable,
    told_apart,
)
from regimens.testing.invariants import Held, Invariant, Invariants, invariants_of
from regimens.timeline import CycleTime

__all__ = ["CourseMachine", "course_machine"]

# What takes as long as all others together is looked at once, at the end.
_AT_THE_END = frozenset({"assert_documents_carry_the_numbers", "assert_every_dose_explained"})
_WAITING = (Status.PLANNED, Status.UNCONFIRMED, Status.CONDITIONAL, Status.WITHHELD)
_BEFORE = st.none() | st.integers(0, 6)
_FRACTIONS = st.integers(50, 100).map(lambda percent: f"{percent / 100:.2f}")
# At round numbers, as limits are, and just below: a rule with the wrong sign fails at the number.
_CLEARANCES = st.sampled_from(["61", "60", "59.9", "50", "49.9", "30", "29.9", "25", "24.9"])


class CourseMachine(RuleBasedStateMachine):
    """A course of a regimen, and its calendar as of the last thing recorded.

    Made by :func:`course_machine`. Each step records something: on time, late or early; fitting
    the plan or not; and then what the rules of one's own record. A plan may be refused, which
    changes nothing; a fact never is. After each step the calendar is held against every invariant
    of a calendar and of a change, and at the end against those of a course.

    What has failed is kept by the class: from then on it looks at that invariant alone, also in a
    later run of the same process. A subclass begins anew.

    >>> from regimens import catalogue
    >>> class Ward(course_machine(catalogue.get("dcep"))):
    ...     @rule(days=st.integers(0, 100))
    ...     def steroids_stop(self, days):
    ...         on = self.course.start + timedelta(days=days)
    ...         self.record(Discontinuation(of="dexamethasone", on=on))
    >>> issubclass(Ward, CourseMachine)
    True
    """

    regimens: ClassVar[st.SearchStrategy[Regimen]]
    own_rules: ClassVar[tuple[Rule, ...]] = ()
    own_invariants: ClassVar[Invariants] = ()
    allowed: ClassVar[Collection[str]] = ()
    # What has failed: while that is made small nothing else is looked at, or it takes minutes.
    failed: ClassVar[list[Callable[..., None]]]

    course: Course
    calendar: Calendar

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.failed = []  # its own: what fails in one machine says nothing of another

    @initialize(cycles=st.integers(2, 9), option=st.integers(0, 1), data=st.data())
    def begin(self, data: st.DataObject, cycles: int, option: int) -> None:
        """Start on a Monday, with closed days or without."""
        self.course = begun(data, data.draw(self.regimens), cycles, option)
        self.calendar = self.course.plan()

    def record(self, event: Event, *, fact: bool = False) -> None:
        """Record something and what the rules say to it, and look at all that holds.

        Args:
            event: What happens; it gets an id of its own.
            fact: Whether it happened already, so that it cannot be refused.

        Raises:
            AssertionError: with what does not hold, and the course's document.
            RegimensError: for what is no event.
        """
        if not isinstance(event, Event):
            raise RegimensError(f"{shown(event)} is no event", where="event", mend="record one")
        check_switches(fact=fact)
        if not self._recorded(event):
            assert not fact, f"a fact is refused: {event}"  # noqa: S101 - what a machine is for
            return
        for own in recorded_by(self.own_rules, self.course):
            before = self.calendar
            if not self._recorded(own):
                with replayable(self.course):
                    raise AssertionError(f"what a rule records is refused: {own}")
            last = len(self.course.events) - 1
            with replayable(self.course):
                assert_rules_allowed(
                    before, self.calendar, [place(last, self.course.events[last])], self.allowed
                )

    def _recorded(self, event: Event) -> bool:
        """Whether it could be recorded; then all holds of the calendar with it."""
        event = attrs.evolve(event, id=f"e{len(self.course.events)}")
        before, later = self.calendar, self.course.record(event)
        try:
            after = later.plan()
        except RegimensError:
            if self.failed:
                return False
            with replayable(self.course):
                assert calendar_json(self.course.plan()) == calendar_json(before)  # noqa: S101
            return False
        self.course, self.calendar = later, after
        with replayable(later):
            self._look(after, at_the_end=False)
            self._hold(Held.CHANGE, before, after)
        return True

    def teardown(self) -> None:
        """At the end the course is held against what holds of a course."""
        if hasattr(self, "course"):
            with replayable(self.course):
                self._look(self.calendar, at_the_end=True)
                self._hold(Held.COURSE, self.course)

    def _look(self, calendar: Calendar, *, at_the_end: bool) -> None:
        self._hold(Held.CALENDAR, calendar, at_the_end=at_the_end)

    def _hold(self, kind: Held, *given: object, at_the_end: bool = False) -> None:
        for one in invariants_of(kind, self.own_invariants):
            passed_over = self.failed and one.function is not self.failed[0]
            if passed_over or (one.name in _AT_THE_END) != at_the_end:
                continue
            try:
                one.function(*given)
            except AssertionError:
                self.failed[:] = [one.function]
                raise

    # --- cycles

    def _time(self, data: st.DataObject) -> CycleTime:
        return chosen(data, self.calendar.times)

    def _started(self) -> set[tuple[str | None, int]]:
        gone = voided(self.course.events)
        return {
            (event.phase, event.cycle)
            for event in self.course.events
            if isinstance(event, CycleStart) and event.id not in gone
        }

    @rule(data=st.data(), late=st.sampled_from([0, 0, 1, 7, 8, 20, -1, -3]))
    def cycle_starts(self, data: st.DataObject, late: int) -> None:
        """On time, late or early, even before the cycle before it or after the next one."""
        known = self._started()
        free = [time for time in self.calendar.times if (time.phase.name, time.cycle) not in known]
        if not free:
            return
        time = chosen(data, free)
        on = time.start + timedelta(days=late)
        over = Override(code="early-start", reason="holidays") if late == -3 else None
        start = CycleStart(phase=time.phase.name, cycle=time.cycle, on=on, override=over)
        self.record(start, fact=True)

    @rule(data=st.data(), days=st.integers(1, 12), of_a_group=st.booleans())
    def delay(self, data: st.DataObject, days: int, of_a_group: bool) -> None:
        """Of a whole cycle, or of one group from it on."""
        time = self._time(data)
        groups = delayed_alone(time.phase)
        of = chosen(data, groups) if of_a_group and groups else None
        self.record(Delay(phase=time.phase.name, cycle=time.cycle, days=days, of=of))

    # --- doses

    @rule(data=st.data(), to=_FRACTIONS, passed_over=st.booleans())
    def fraction(self, data: st.DataObject, to: str, passed_over: bool) -> None:
        """Allowed or not, with the violation passed over or not."""
        time = self._time(data)
        over = Override(code="fraction-not-allowed", reason="frail") if passed_over else None
        change = DoseChange(
            of=chosen(data, reducible(time.phase)),
            to=to,
            phase=time.phase.name,
            cycle=time.cycle,
            day=min(chosen(data, [1, 1, 2, 3, 8, 15]), max(1, time.phase.last_day)),
            override=over,
        )
        self.record(change)

    @rule(data=st.data())
    def level(self, data: st.DataObject) -> None:
        """A named level, with days of its own or not."""
        time = self._time(data)
        levels = levels_of(time.phase)
        if levels:
            of, level = chosen(data, levels)
            day = data.draw(st.integers(1, max(1, time.phase.last_day)))
            phase, cycle = time.phase.name, time.cycle
            self.record(DoseChange(of=of, level=level, phase=phase, cycle=cycle, day=day))

    def _waiting(self, data: st.DataObject) -> tuple[str, date] | None:
        """A drug or group with a dose still to be given, and its date."""
        rows = [row for row in self.calendar if row.status in _WAITING]
        if not rows:
            return None
        row = chosen(data, rows)
        return chosen(data, [row.drug, row.group]), row.date

    @rule(data=st.data(), before=_BEFORE)
    def omission(self, data: st.DataObject, before: int | None) -> None:
        """Decided on its day or some days before."""
        if found := self._waiting(data):
            of, on = found
            self.record(Omission(of=of, on=on, recorded=days_before(on, before)))

    @rule(data=st.data(), days=st.integers(1, 10), before=_BEFORE)
    def postponement(self, data: st.DataObject, days: int, before: int | None) -> None:
        """By some days, decided on its day or before."""
        if found := self._waiting(data):
            of, on = found
            to = on + timedelta(days=days)
            self.record(Postponement(of=of, on=on, to=to, recorded=days_before(on, before)))

    @rule(
        data=st.data(),
        late=st.sampled_from([0, 0, 0, 1, 2, 5, 9, -1, -2]),
        percent=st.none() | st.sampled_from([100, 97, 50, 130]),
        passed_over=st.booleans(),
    )
    def given(self, data: st.DataObject, late: int, percent: int | None, passed_over: bool) -> None:
        """On its day, late or early, as planned or another amount; due to be given or not."""
        if not len(self.calendar):
            return
        row = chosen(data, self.calendar.administrations)
        amount = None if percent is None else f"{row.dose * percent / 100:f} {row.unit}"
        event = Given(
            of=row.drug,
            on=row.date + timedelta(days=late),
            planned=row.date if late else None,
            dose=amount,
            override=Override(code="unplanned", reason="asked for") if passed_over else None,
        )
        self.record(event, fact=True)

    @rule(data=st.data(), days=st.integers(-10, 250))
    def given_on_some_day(self, data: st.DataObject, days: int) -> None:
        """Whether or not anything was due then."""
        of = chosen(data, self.course.regimen.names())
        self.record(Given(of=of, on=START + timedelta(days=days)), fact=True)

    @rule(data=st.data(), back=st.booleans(), days=st.integers(-5, 120))
    def switch(self, data: st.DataObject, back: bool, days: int) -> None:
        """To another product of the drug, and back."""
        products = [
            (component.drug.name, product.name)
            for _, component in self.course.regimen.components()
            for product in component.products
        ]
        if products:
            of, to = chosen(data, products)
            self.record(Switch(of=of, to=of if back else to, on=START + timedelta(days=days)))

    @rule(data=st.data(), days=st.integers(0, 200), before=st.none() | st.integers(0, 10))
    def discontinuation(self, data: st.DataObject, days: int, before: int | None) -> None:
        """Of a drug, a group, several, or the course."""
        names = st.sampled_from(self.course.regimen.names())
        several = st.lists(names, min_size=1, max_size=2, unique=True).map(tuple)
        on = START + timedelta(days=days)
        of = data.draw(st.none() | names | several)
        self.record(Discontinuation(of=of, on=on, recorded=days_before(on, before)))

    # --- facts about the patient

    @rule(
        days=st.integers(-5, 200),
        percent=st.sampled_from([89, 110, 91, 80, 120, 79, 122]),
        used=st.none() | st.integers(0, 30),
        passed_over=st.booleans(),
    )
    def measurement(self, days: int, percent: int, used: int | None, passed_over: bool) -> None:
        """Of a weight, used from the next cycle or from a day."""
        on = START + timedelta(days=days)
        weight = self.course.patient.weight_kg
        over = Override(code="weight-change-unconfirmed", reason="weighed twice")
        if weight is not None:
            event = Measurement(
                on=on,
                weight=f"{weight * percent / 100:f} kg",
                from_=None if used is None else on + timedelta(days=used),
                override=over if passed_over else None,
            )
            self.record(event, fact=True)

    @rule(days=st.integers(-20, 200), clearance=_CLEARANCES)
    def lab(self, days: int, clearance: str) -> None:
        """Values that may choose a level at the start, where the regimen has a table of them."""
        on = START + timedelta(days=days)
        lab = Lab(on=on, anc="0.9 10^9/L", creatinine_clearance=f"{clearance} mL/min")
        self.record(lab, fact=not self.course.regimen.has_tables)

    @rule(days=st.integers(0, 200), response=st.sampled_from(ResponseCategory))
    def response(self, days: int, response: ResponseCategory) -> None:
        """At any time, also before there is anything to assess."""
        self.record(Response(on=START + timedelta(days=days), response=response), fact=True)

    @rule(days=st.integers(60, 200), start=st.none() | st.integers(-2, 100))
    def transplant(self, days: int, start: int | None) -> None:
        """And, it may be, the start of what follows it."""
        on = START + timedelta(days=days)
        self.record(Transplant(on=on), fact=True)
        phases = [phase.name for phase in self.course.regimen.phases if phase.transplant]
        if start is not None and phases and (phases[0], 1) not in self._started():
            first = on + timedelta(days=start)
            self.record(CycleStart(phase=phases[0], cycle=1, on=first), fact=True)

    # --- what was recorded

    @rule(data=st.data())
    def correction(self, data: st.DataObject) -> None:
        """Of an event, or of a correction; what was planned with it may then be impossible."""
        gone = voided(self.course.events)
        ids = [event.id for event in self.course.events if event.id and event.id not in gone]
        if ids:
            self.record(Correction(voids=chosen(data, ids)))

    @rule(days=st.none() | st.integers(0, 250))
    def looked_at_on(self, days: int | None) -> None:
        """A day up to which doses need confirming changes no dose and no date."""
        as_of = None if days is None else START + timedelta(days=days)
        before, self.course = self.calendar, attrs.evolve(self.course, as_of=as_of)
        self.calendar = self.course.plan()
        with replayable(self.course):
            assert_as_of_changes_no_dose(self.course)
            self._look(self.calendar, at_the_end=False)
            changes = self.calendar.compare(before).changes
            assert all(change.events for change in changes)  # noqa: S101 - what a machine is for


def course_machine(
    regimen: Regimen | st.SearchStrategy[Regimen],
    *,
    rules: Sequence[Rule] = (),
    invariants: Invariants = (),
    allow_findings: Collection[str] = (),
) -> type[CourseMachine]:
    """A state machine over the courses of a regimen, with rules and invariants of one's own.

    Once an invariant has failed, the machine looks at that one alone, so that the course is soon
    made small. It does so for as long as the process runs, so that a second run of the same machine
    can be green although another invariant fails: make another machine for another run.

    Its ``TestCase`` is what pytest and unittest run; its own ``@rule`` methods are added as to
    any machine of Hypothesis.

    Args:
        regimen: A regimen, or a strategy of them.
        rules: A hospital's own: each gets the course after each step and gives the events that
            follow from it. What the history has already is not recorded again.
        invariants: One's own besides :data:`regimens.testing.INVARIANTS`: functions of a calendar.
        allow_findings: The codes of violations that what the rules record may cause.

    Raises:
        RegimensError: for an argument that is not what it should be, such as an id instead of its
            regimen, or a rule that is not in a list.

    >>> from hypothesis import settings
    >>> from hypothesis.stateful import run_state_machine_as_test
    >>> from regimens import catalogue
    >>> def reduce_for_kidneys(course):
    ...     values = [event for event in course.events if isinstance(event, Lab)]
    ...     low = any(event.creatinine_clearance.value < 50 for event in values)
    ...     return [DoseChange(of="DCEP", to="0.75", cycle=1)] if low else []
    >>> machine = course_machine(catalogue.get("dcep"), rules=[reduce_for_kidneys])
    >>> run_state_machine_as_test(machine, settings=settings(
    ...     max_examples=3, stateful_step_count=5, deadline=None))
    """
    check_is("regimen", regimen, Regimen, st.SearchStrategy)
    own_rules = functions("rules", rules)
    own_invariants = functions("invariants", invariants, Invariant)
    body = {
        "regimens": st.just(regimen) if isinstance(regimen, Regimen) else regimen,
        "own_rules": own_rules,
        "own_invariants": own_invariants,
        "allowed": codes("allow_findings", allow_findings),
        "__signature__": told_apart(regimen, own_rules, own_invariants),
        "__doc__": CourseMachine.__doc__,
    }
    return type("CourseMachine", (CourseMachine,), body)
