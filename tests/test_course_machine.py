"""Whole courses, driven by whatever can happen to them, and what holds after every step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

import attrs
import strategies as own
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from regimens import (
    Administration,
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
    Override,
    Patient,
    Postponement,
    RegimensError,
    Response,
    Status,
    Switch,
    Transplant,
    catalogue,
)
from regimens.clinic import ClinicDays
from regimens.components import Role
from regimens.events import Event, Names
from regimens.formats.calendars import calendar_json
from regimens.formats.courses import course_from, course_json
from regimens.regimen import Phase
from regimens.rules import ResponseCategory
from regimens.schedule import Anchor, Following
from regimens.timeline import CycleTime

_WAITING = (Status.PLANNED, Status.UNCONFIRMED, Status.CONDITIONAL, Status.WITHHELD)
_OFF = (Status.OMITTED, Status.DISCONTINUED)
_NOT_GIVEN = (*_OFF, Status.WITHHELD)
_T = TypeVar("_T")
_Fact = tuple[object, ...]


# --- what holds ----------------------------------------------------------------------------------


def _fact(row: Administration) -> _Fact:
    """All of a row that a calendar shows, with its place."""
    return (
        row.key,
        row.date,
        row.written,
        row.fraction,
        row.level,
        row.calculated,
        row.dose,
        row.route,
        row.status,
        row.roles,
    )


def _voided(events: Sequence[Event]) -> set[str]:
    """The ids that corrections void; one that is itself voided voids nothing."""
    found: set[str] = set()
    for event in reversed(events):
        if isinstance(event, Correction) and event.id not in found:
            found.add(event.voids)
    return found


def _stand(calendar: Calendar, row: Administration, voided: set[str]) -> bool:
    """Whether the event that made a row given has not been taken back."""
    return any(
        isinstance(event, Given)
        and event.on == row.date
        and event.id not in voided
        and f"events[{index}] ({event.id})" in row.changed_by
        for index, event in enumerate(calendar.history)
    )


def _check_given_stays(before: Calendar, after: Calendar) -> None:
    """What has been given never changes, unless a correction takes that very record back."""
    voided = _voided(after.history)
    now = {row.key: row for row in after if row.status is Status.GIVEN}
    for row in before:
        if row.status is Status.GIVEN and _stand(before, row, voided):
            same = now.get(row.key)
            assert same is not None, row
            assert (same.date, same.dose, same.route) == (row.date, row.dose, row.route)


def _first_of(calendar: Calendar, phase: str | None, cycle: int, day: int = 1) -> date | None:
    """A day of a cycle, or the first of a later one, should that have begun before it."""
    places = [(time.phase.name, time.cycle) for time in calendar.times]
    if (phase, cycle) not in places:
        return None
    own, *later = calendar.times[places.index((phase or "", cycle)) :]
    return min([own.start + timedelta(days=day - 1), *(time.start for time in later)])


def _gated(calendar: Calendar) -> list[date]:
    """The dates of phases that a response or a transplant decides on."""
    return [row.date for row in calendar if row.time.phase.gate or row.time.phase.transplant]


def _date_of(event: Event, before: Calendar) -> date:
    """The first day that an event may change anything of; `on`, `cycle` and `day` say when."""
    match event:
        case CycleStart():
            # It realigns the whole cycle, whichever of its two first days comes first.
            return min(event.on, _first_of(before, event.phase, event.cycle) or event.on)
        case Delay():
            # It moves the cycle, or a group of it, "and all after it", and the cycle has a start.
            return _first_of(before, event.phase, event.cycle) or date.max
        case DoseChange():
            # "A change holds from its cycle and day"; a delayed group's day is later, never before.
            return _first_of(before, event.phase, event.cycle, event.day) or date.max
        case Omission() | Postponement() | Discontinuation():
            # Followers stop and move from "the date of the decision", the day it was written down.
            return min(event.on, event.recorded or event.on)
        case Given():
            # A dose given late leaves the day it was planned on.
            return min(event.on, event.planned or event.on)
        case Response() | Transplant():
            # They decide on a whole phase, whose first doses may lie before them.
            return min([event.on, *_gated(before)])
        case Measurement() | Lab() | Switch():
            return event.on
        case Correction():
            return date.min


def _check_days_before_stay(before: Calendar, after: Calendar, event: Event) -> None:
    first = _date_of(event, before)
    # An omitted dose shows the day it had, and its dose is that of its cycle, which may move later.
    left_out = Status.OMITTED if isinstance(event, DoseChange | Measurement) else None
    was = [_fact(row) for row in before if row.date < first and row.status is not left_out]
    now = [_fact(row) for row in after if row.date < first and row.status is not left_out]
    assert now == was, event


def _is_live(row: Administration) -> bool:
    return row.status not in _NOT_GIVEN


def _check_intervals(calendar: Calendar) -> None:
    """Doses too close together are told, or passed over by an override."""
    told = {
        (finding.phase, finding.cycle, finding.day, finding.drug, finding.date)
        for finding in calendar.findings
        if finding.code == "interval-too-short"
        or (finding.code == "overridden" and finding.message.startswith("interval-too-short"))
    }
    last: dict[str, Administration] = {}
    for row in filter(_is_live, calendar):
        minimum = row.slot.component.minimum_interval
        before = last.get(row.drug)
        if minimum is not None:
            if before is not None and (row.date - before.date).days < minimum.days:
                assert (row.phase, row.cycle, row.day, row.drug, row.date) in told, (before, row)
            last[row.drug] = row
    seen: set[object] = set()
    for row in filter(_is_live, calendar):
        besides = row.slot.component.besides
        of_day = (row.date, row.drug, row.slot.component.role, row.occurrence, besides)
        if of_day in seen:
            assert (row.phase, row.cycle, row.day, row.drug, row.date) in told, row
        seen.add(of_day)


def _check_order(calendar: Calendar) -> None:
    rows = list(calendar)
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    places = [(row.phase, row.cycle, row.day, row.drug, row.group, row.occurrence) for row in rows]
    assert len(set(places)) == len(places)


def _means(names: Names | None, row: Administration) -> bool:
    """Whether a stop of these names is of this dose: a drug's name is not its premedication."""
    if names is None:
        return True
    named = (names,) if isinstance(names, str) else names
    by_drug = row.drug in named and row.slot.component.role is not Role.PREMEDICATION
    return row.group in named or by_drug


def _check_stops(calendar: Calendar) -> None:
    """Nothing is to be given from the first day not given on, nor what follows it each day."""
    voided = _voided(calendar.history)
    ends = [
        event
        for event in calendar.history
        if isinstance(event, Discontinuation) and event.id not in voided
    ]
    leaders = [row for row in calendar if row.slot.leader_day is None]
    for row in calendar:
        if row.status not in _WAITING:
            continue
        assert not any(_means(end.of, row) and row.date >= end.on for end in ends), row
        timing = row.slot.component.timing
        if isinstance(timing, Following) and timing.anchor is Anchor.EACH and ends:
            led = [
                other
                for other in leaders
                if (other.time.place, other.day) == (row.time.place, row.slot.leader_day)
                and timing.what in (other.drug, other.group)
            ]
            stopped = all(other.status is Status.DISCONTINUED for other in led)
            assert not (led and stopped and row.date >= max(other.date for other in led)), row


def _check_comparison(before: Calendar, after: Calendar, what: str) -> None:
    """Each change has the event that made it, and a calendar does not differ from itself."""
    for change in after.compare(before).changes:
        assert change.events == (what,), change
    assert after.compare(after).changes == ()


# --- the machine ---------------------------------------------------------------------------------


class CourseMachine(RuleBasedStateMachine):
    """A course of one of the regimens, and its calendar as of the last event."""

    course: Course
    calendar: Calendar

    @initialize(
        regimen=st.sampled_from(own.KINDS),
        patient=own.patients(),
        cycles=st.integers(2, 9),
        option=st.integers(0, 1),
        data=st.data(),
        closed=st.booleans(),
    )
    def begin(  # noqa: PLR0917 - what is drawn
        self,
        regimen: str,
        patient: Patient,
        cycles: int,
        option: int,
        data: st.DataObject,
        closed: bool,
    ) -> None:
        """Start in January 2026; dates far away are tested elsewhere."""
        definition = catalogue.get(regimen)
        shown = cycles if definition.phases[-1].cycles is None else None
        self.course = Course(
            definition,
            patient,
            start=date(2026, 1, 5),
            cycles=shown,
            choices={name: known[option] for name, known in definition.choices().items()},
            clinic=data.draw(_clinics(definition.names())) if closed else None,
        )
        self.calendar = self.course.plan()

    def _record(self, event: Event, *, fact: bool = False) -> None:
        """Record it and look at all that holds; only a plan may be refused."""
        event = attrs.evolve(event, id=f"e{len(self.course.events)}")
        before, later = self.calendar, self.course.record(event)
        try:
            after = later.plan()
        except RegimensError:
            assert not fact, event
            assert calendar_json(self.course.plan()) == calendar_json(before)
            return
        self.course, self.calendar = later, after
        _check_given_stays(before, after)
        _check_days_before_stay(before, after, event)
        _check_intervals(after)
        _check_order(after)
        _check_stops(after)
        _check_comparison(before, after, f"events[{len(before.history)}] ({event.id})")

    def teardown(self) -> None:
        """Replayed in one go, or from its own document, the course has the same calendar."""
        if not hasattr(self, "course"):
            return
        text = calendar_json(self.calendar)
        again = Course(
            self.course.regimen,
            self.course.patient,
            start=self.course.start,
            cycles=self.course.cycles,
            choices=self.course.choices,
            clinic=self.course.clinic,
            as_of=self.course.as_of,
            events=list(self.course.events),
        )
        assert calendar_json(again.plan()) == text
        document = course_json(self.course)
        read = course_from(json.loads(document))
        assert (read, course_json(read)) == (self.course, document)
        assert calendar_json(read.plan()) == text

    # --- cycles

    def _times(self, data: st.DataObject) -> CycleTime:
        return _pick(data, self.calendar.times)

    def _started(self) -> dict[tuple[str | None, int], date]:
        voided = _voided(self.course.events)
        return {
            (event.phase, event.cycle): event.on
            for event in self.course.events
            if isinstance(event, CycleStart) and event.id not in voided
        }

    @rule(data=st.data(), late=st.sampled_from([0, 0, 1, 7, 8, 20, -1, -3]))
    def cycle_starts(self, data: st.DataObject, late: int) -> None:
        """On time, late or early, even before the cycle before it or after the next one."""
        known = self._started()
        free = [time for time in self.calendar.times if (time.phase.name, time.cycle) not in known]
        if not free:
            return
        time = _pick(data, free)
        on = time.start + timedelta(days=late)
        self._record(
            CycleStart(phase=time.phase.name, cycle=time.cycle, on=on, override=self._early(late)),
            fact=True,
        )

    @staticmethod
    def _early(late: int) -> Override | None:
        return Override(code="early-start", reason="holidays") if late == -3 else None

    @rule(data=st.data(), days=st.integers(1, 12), of_a_group=st.booleans())
    def delay(self, data: st.DataObject, days: int, of_a_group: bool) -> None:
        """Of a whole cycle, or of one group from it on."""
        time = self._times(data)
        groups = own.leading_groups(self.course.regimen.id, time.phase.name)
        of = data.draw(st.sampled_from(groups)) if of_a_group else None
        self._record(Delay(phase=time.phase.name, cycle=time.cycle, days=days, of=of))

    # --- doses

    @rule(data=st.data(), passed_over=st.booleans())
    def fraction(self, data: st.DataObject, passed_over: bool) -> None:
        """Allowed or not, with the violation passed over or not."""
        time = self._times(data)
        change = data.draw(own.fraction_changes(self.course.regimen, time.phase, time.cycle))
        over = Override(code="fraction-not-allowed", reason="frail") if passed_over else None
        self._record(attrs.evolve(change, override=over))

    @rule(data=st.data())
    def level(self, data: st.DataObject) -> None:
        """A named level, with days of its own or not."""
        time = self._times(data)
        names = _levels(time.phase)
        if not names:
            return
        of, level = data.draw(st.sampled_from(names))
        day = data.draw(st.integers(1, time.phase.cycle_length))
        self._record(
            DoseChange(of=of, level=level, phase=time.phase.name, cycle=time.cycle, day=day)
        )

    def _waiting(self, data: st.DataObject) -> tuple[str, date] | None:
        """A drug or group with a dose still to be given, and its date."""
        rows = [row for row in self.calendar if row.status in _WAITING]
        if not rows:
            return None
        row = _pick(data, rows)
        return data.draw(st.sampled_from([row.drug, row.group])), row.date

    @rule(data=st.data(), before=st.none() | st.integers(0, 6))
    def omission(self, data: st.DataObject, before: int | None) -> None:
        """Decided on its day or some days before."""
        if found := self._waiting(data):
            of, on = found
            self._record(Omission(of=of, on=on, recorded=_days_before(on, before)))

    @rule(data=st.data(), days=st.integers(1, 10), before=st.none() | st.integers(0, 6))
    def postponement(self, data: st.DataObject, days: int, before: int | None) -> None:
        """By some days, decided on its day or before."""
        if found := self._waiting(data):
            of, on = found
            to = on + timedelta(days=days)
            self._record(Postponement(of=of, on=on, to=to, recorded=_days_before(on, before)))

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
        row = _pick(data, self.calendar.administrations)
        dose = None if percent is None else f"{(row.dose * percent / 100):f} mg"
        self._record(
            Given(
                of=row.drug,
                on=row.date + timedelta(days=late),
                planned=row.date if late else None,
                dose=dose,
                override=Override(code="unplanned", reason="asked for") if passed_over else None,
            ),
            fact=True,
        )

    @rule(data=st.data(), days=st.integers(-10, 250))
    def given_on_some_day(self, data: st.DataObject, days: int) -> None:
        """Whether or not anything was due then."""
        of = data.draw(st.sampled_from(self.course.regimen.names()))
        self._record(Given(of=of, on=self.course.start + timedelta(days=days)), fact=True)

    @rule(data=st.data(), back=st.booleans(), days=st.integers(-5, 120))
    def switch(self, data: st.DataObject, back: bool, days: int) -> None:
        """To another product of the drug, and back."""
        products = [
            (component.drug.name, product.name)
            for _, component in self.course.regimen.components()
            for product in component.products
        ]
        if products:
            of, to = data.draw(st.sampled_from(products))
            on = self.course.start + timedelta(days=days)
            self._record(Switch(of=of, to=of if back else to, on=on))

    @rule(data=st.data(), days=st.integers(0, 200), before=st.none() | st.integers(0, 10))
    def discontinuation(self, data: st.DataObject, days: int, before: int | None) -> None:
        """Of a drug, a group, several, or the course."""
        names = st.sampled_from(self.course.regimen.names())
        several = st.lists(names, min_size=1, max_size=2, unique=True).map(tuple)
        on = self.course.start + timedelta(days=days)
        self._record(
            Discontinuation(
                of=data.draw(names | several | st.none()),
                on=on,
                recorded=_days_before(on, before),
            )
        )

    # --- facts about the patient

    @rule(
        days=st.integers(-5, 200),
        percent=st.sampled_from([89, 110, 91, 80, 120, 79, 122]),
        used=st.none() | st.integers(0, 30),
        passed_over=st.booleans(),
    )
    def measurement(self, days: int, percent: int, used: int | None, passed_over: bool) -> None:
        """Of a weight, used from the next cycle or from a day."""
        on = self.course.start + timedelta(days=days)
        weight = self.course.patient.weight_kg
        assert weight is not None
        code = "weight-change-unconfirmed"
        event = Measurement(
            on=on,
            weight=f"{weight * percent / 100:f} kg",
            from_=None if used is None else on + timedelta(days=used),
            override=Override(code=code, reason="weighed twice") if passed_over else None,
        )
        self._record(event, fact=True)

    @rule(days=st.integers(-20, 200), clearance=st.sampled_from(["24.9", "25", "61"]))
    def lab(self, days: int, clearance: str) -> None:
        """Laboratory values change no dose of these regimens."""
        on = self.course.start + timedelta(days=days)
        self._record(
            Lab(on=on, anc="0.9 10^9/L", creatinine_clearance=f"{clearance} mL/min"), fact=True
        )

    @rule(days=st.integers(0, 200), response=st.sampled_from(ResponseCategory))
    def response(self, days: int, response: ResponseCategory) -> None:
        """At any time, also before there is anything to assess."""
        self._record(
            Response(on=self.course.start + timedelta(days=days), response=response), fact=True
        )

    @rule(days=st.integers(60, 200), start=st.none() | st.integers(-2, 100))
    def transplant(self, days: int, start: int | None) -> None:
        """And, it may be, the start of what follows it."""
        on = self.course.start + timedelta(days=days)
        self._record(Transplant(on=on), fact=True)
        phases = [phase.name for phase in self.course.regimen.phases if phase.transplant]
        known = self._started()
        if start is not None and phases and (phases[0], 1) not in known:
            first = on + timedelta(days=start)
            self._record(CycleStart(phase=phases[0], cycle=1, on=first), fact=True)

    # --- what was recorded

    @rule(data=st.data())
    def correction(self, data: st.DataObject) -> None:
        """Of an event, or of a correction; what was planned with it may then be impossible."""
        voided = _voided(self.course.events)
        ids = [event.id for event in self.course.events if event.id and event.id not in voided]
        if ids:
            self._record(Correction(voids=data.draw(st.sampled_from(ids))))

    @rule(days=st.none() | st.integers(0, 250))
    def looked_at_on(self, days: int | None) -> None:
        """A day up to which doses need confirming changes no dose and no date."""
        as_of = None if days is None else self.course.start + timedelta(days=days)
        before = self.calendar
        self.course = attrs.evolve(self.course, as_of=as_of)
        self.calendar = self.course.plan()
        assert _confirmed(self.calendar) == _confirmed(before)
        for row in self.calendar:
            unconfirmed = row.status is Status.UNCONFIRMED
            due = row.status in (Status.PLANNED, Status.UNCONFIRMED)
            assert unconfirmed == (due and as_of is not None and row.date < as_of)
        assert all(change.events for change in self.calendar.compare(before).changes)


def _clinics(names: Sequence[str]) -> st.SearchStrategy[ClinicDays]:
    """Closed at the weekend and perhaps on some days more, but open on the day of the start."""
    spring = st.dates(date(2026, 1, 6), date(2026, 4, 30))
    return st.builds(
        ClinicDays,
        closed_weekdays=st.just(("saturday", "sunday")),
        closed_dates=st.lists(spring, max_size=4, unique=True),
        may_move=st.dictionaries(st.sampled_from(names), st.integers(0, 4), min_size=1),
    )


def _pick(data: st.DataObject, among: Sequence[_T]) -> _T:
    """One of them by its number, which is all that a failure prints."""
    return among[data.draw(st.integers(0, len(among) - 1))]


def _confirmed(rows: Iterable[Administration]) -> list[_Fact]:
    same = {Status.UNCONFIRMED: Status.PLANNED}
    return [(*_fact(row)[:-2], same.get(row.status, row.status)) for row in rows]


def _days_before(on: date, days: int | None) -> date | None:
    return None if days is None else on - timedelta(days=days)


def _levels(phase: Phase) -> list[tuple[str, str]]:
    return [
        (name, level.name)
        for component in phase.components
        for level in component.levels
        for name in (component.drug.name, component.group)
    ]


TestCourses = CourseMachine.TestCase
TestCourses.settings = settings(max_examples=30, stateful_step_count=12, deadline=None)
