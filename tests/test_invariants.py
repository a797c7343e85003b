"""Each invariant holds of a calendar as it is, and fails on one that was tampered with."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal, getcontext
from pathlib import Path
from typing import Any

import attrs
import pytest

from regimens import (
    Administration,
    Calendar,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Override,
    Patient,
    Policy,
    Postponement,
    Status,
    catalogue,
)
from regimens import patient as patient_module
from regimens.amounts import amount
from regimens.errors import HistoryError
from regimens.events import Event
from regimens.findings import Finding
from regimens.formats.courses import course_from
from regimens.testing import INVARIANTS, Held, Invariant, assert_past_immutable
from regimens.testing import course_invariants as of_courses
from regimens.testing import told_invariants as of_texts
from regimens.units import measure

ROOT = Path(__file__).parent.parent
START = date(2026, 1, 5)
BY_NAME = {one.name: one for one in INVARIANTS}
UNREAD = next(name for name in catalogue.ids() if catalogue.get(name).unverified)


def _course(name: str = "dcep", *events: Event, cycles: int | None = None) -> Course:
    body = Patient(height="165 cm", weight="70 kg")
    return Course(
        catalogue.get(name),
        body,
        start=START,
        cycles=cycles,
        events=events,
        allow_unverified="a test",
    )


def _with_row(calendar: Calendar, index: int, **changes: Any) -> Calendar:
    """The calendar with one row changed."""
    rows = list(calendar.administrations)
    rows[index] = attrs.evolve(rows[index], **changes)
    return attrs.evolve(calendar, administrations=tuple(rows))


def _dosed(calendar: Calendar, index: int, **changes: Any) -> Calendar:
    """The calendar with something changed of how one of its doses is made."""
    dose = attrs.evolve(calendar[index].resolved, **changes)
    return _with_row(calendar, index, resolved=dose)


def _made(calendar: Calendar, index: int, **changes: Any) -> Calendar:
    made = attrs.evolve(calendar[index].resolved.made, **changes)
    return _dosed(calendar, index, made=made)


def _index(calendar: Calendar, **wanted: Any) -> int:
    return next(
        place
        for place, row in enumerate(calendar)
        if all(getattr(row, name) == value for name, value in wanted.items())
    )


# --- calendars that were tampered with -----------------------------------------------------------


def _backwards() -> Calendar:
    plan = _course().plan()
    return attrs.evolve(plan, administrations=plan.administrations[::-1])


def _first_twice() -> Calendar:
    plan = _course().plan()
    return attrs.evolve(plan, administrations=(plan[0], *plan.administrations))


def _meeting() -> Calendar:
    plan = _course().plan()
    return _with_row(plan, 4, date=plan[0].date)


def _a_day_late() -> Calendar:
    plan = _course().plan()
    return _with_row(plan, 3, date=plan[3].date + timedelta(days=1))


def _moved_by_closed_days_there_are_not() -> Calendar:
    plan = _course().plan()
    return _with_row(plan, 3, date=plan[3].date + timedelta(days=1), clinic_days=1)


def _cycle(place: int, **changes: Any) -> Calendar:
    plan = _course().plan()
    times = list(plan.times)
    times[place] = attrs.evolve(times[place], **changes)
    return attrs.evolve(plan, times=tuple(times))


def _delay_that_is_not_said() -> Calendar:
    plan = _course("dcep", CycleStart(cycle=2, on=date(2026, 2, 12))).plan()
    return attrs.evolve(plan, findings=())


def _bortezomib_too_soon() -> Calendar:
    plan = _course("vd", cycles=1).plan()
    day_4 = _index(plan, drug="bortezomib", day=4)
    return _with_row(plan, day_4, date=date(2026, 1, 7))


def _growth_factor_too_soon() -> Calendar:
    plan = _course("dara-dcep").plan()
    return _with_row(plan, _index(plan, drug="pegteograstim"), date=date(2026, 1, 9))


def _stopped_and_planned(name: str, of: str, drug: str) -> Calendar:
    stop = Discontinuation(of=of, on=date(2026, 1, 6))
    plan = _course(name, stop, cycles=1).plan()
    row = _index(plan, drug=drug, status=Status.DISCONTINUED)
    return _with_row(plan, row, status=Status.PLANNED)


def _follower_of_a_stopped_infusion() -> Calendar:
    stop = Discontinuation(of="daratumumab", on=date(2026, 1, 6))
    plan = _course("dara-atra", stop, cycles=1).plan()
    row = _index(plan, drug="tretinoin", date=date(2026, 1, 14))
    return _with_row(plan, row, status=Status.PLANNED)


def _not_seen_as_past() -> Calendar:
    return attrs.evolve(_course().plan(), as_of=date(2026, 2, 1))


def _uncertain_without_a_day() -> Calendar:
    return _with_row(_course().plan(), 0, status=Status.UNCONFIRMED)


def _dose_besides_its_working() -> Calendar:
    plan = _course().plan()
    return _dosed(plan, 1, value=plan[1].dose + 1)


def _product_off() -> Calendar:
    return _dosed(_course().plan(), 1, product=Decimal(717), full=Decimal(717))


def _area_off(used: str) -> Calendar:
    plan = _course().plan()
    area = plan[1].resolved.surface
    assert area is not None
    surface = attrs.evolve(area, used=Decimal(used))
    return _dosed(plan, 1, surface=surface)


def _root_off() -> Calendar:
    plan = _course().plan()
    area = plan[1].resolved.surface
    assert area is not None
    surface = attrs.evolve(area, exact=Decimal("1.7923"))
    return _dosed(plan, 1, surface=surface)


def _reduction_off() -> Calendar:
    plan = _course("dcep", DoseChange(of="DCEP", to="0.7", cycle=1)).plan()
    return _dosed(plan, 1, reduced=Decimal("501.3"))


def _calculated_off() -> Calendar:
    return _dosed(_course().plan(), 1, calculated=Decimal("716.01"))


def _larger_than_calculated() -> Calendar:
    plan = _course().plan()
    return _made(plan, 1, dose=Decimal("716.01"))


def _off_the_step() -> Calendar:
    plan = _course().plan()
    return _made(plan, 1, dose=Decimal("716.001"))


def _pieces_short() -> Calendar:
    plan = attrs.evolve(
        _course("daratumumab-iv", cycles=1),
        policy=attrs.evolve(_course().policy, rounding="vials"),
    ).plan()
    return _made(plan, 0, left_over=Decimal(100))


def _part_off(by: str) -> Calendar:
    plan = _course("dara-atra", cycles=1).plan()
    first, second = plan[0].resolved, plan[1].resolved
    smaller = _dosed(plan, 0, value=first.value - Decimal(by))
    return _dosed(smaller, 1, value=second.value + (Decimal(by) if by == "5" else 0))


def _part_gone() -> Calendar:
    plan = _course("dara-atra", cycles=1).plan()
    return attrs.evolve(plan, administrations=plan.administrations[1:])


def _over_its_cap() -> Calendar:
    capped = next(
        (name, index)
        for name in catalogue.ids()
        for index, row in enumerate(_course(name, cycles=1).plan())
        if row.resolved.written.cap is not None and row.unit == "mg"
    )
    plan = _course(capped[0], cycles=1).plan()
    return _dosed(plan, capped[1], value=Decimal(100000))


def _over_the_surface_cap() -> Calendar:
    plan = _course("kd-20-56", cycles=1).plan()
    row = _index(plan, drug="carfilzomib")
    return _dosed(plan, row, measure=Decimal("2.21"))


def _over_its_full_dose() -> Calendar:
    return _dosed(_course().plan(), 1, reduced=Decimal(717))


def _unsourced() -> Calendar:
    return _made(_course().plan(), 1, source=" ")


def _changed_by_nobody() -> Calendar:
    class Silent(Administration):
        @property
        def causes(self) -> tuple[str, ...]:
            return ("events[7]",)

    plan = _course().plan()
    values = {one.name: getattr(plan[0], one.name) for one in attrs.fields(Administration)}
    return attrs.evolve(plan, administrations=(Silent(**values), *plan.administrations[1:]))


def _given_and_planned() -> Calendar:
    plan = _course("dcep", Given(of="cisplatin", on=START, dose="70 mg")).plan()
    return _with_row(plan, _index(plan, drug="cisplatin"), status=Status.PLANNED)


def _given_by_nobody() -> Calendar:
    return _with_row(_course().plan(), 0, status=Status.GIVEN)


def _given_and_another_amount() -> Calendar:
    plan = _course("dcep", Given(of="cisplatin", on=START, dose="70 mg")).plan()
    return _with_row(plan, _index(plan, drug="cisplatin"), given=Decimal(7))


def _early(finding: Callable[[Calendar], Iterator[Finding]]) -> Calendar:
    over = Override(code="early-start", reason="holidays")
    plan = _course("dcep", CycleStart(cycle=2, on=date(2026, 2, 1), override=over)).plan()
    return attrs.evolve(plan, findings=tuple(finding(plan)))


def _another_reason(plan: Calendar) -> Iterator[Finding]:
    for one in plan.findings:
        yield attrs.evolve(one, message=one.message.replace("holidays", "no reason"))


def _a_violation_still(plan: Calendar) -> Iterator[Finding]:
    for one in plan.findings:
        yield attrs.evolve(one, code="early-start") if one.code == "overridden" else one


def _reduced_and_nothing_said(of: str) -> Calendar:
    plan = _course("dara-dcep", DoseChange(of=of, to="0.3", phase="induction", cycle=1)).plan()
    return attrs.evolve(plan, findings=())


def _unread_and_nothing_said() -> Calendar:
    return attrs.evolve(_course(UNREAD, cycles=1).plan(), findings=())


def _read_and_said_not_to_be() -> Calendar:
    said = [one for one in _course(UNREAD, cycles=1).plan().findings if "unverified" in one.code]
    return attrs.evolve(_course().plan(), findings=tuple(said))


def _without_a_day() -> Calendar:
    plan = _course().plan()
    rows = [row for row in plan if (row.cycle, row.day, row.drug) != (2, 4, "cisplatin")]
    return attrs.evolve(plan, administrations=tuple(rows))


def _on_a_day_of_its_own() -> Calendar:
    plan = _course().plan()
    index = _index(plan, drug="cisplatin", day=4)
    return _with_row(plan, index, slot=attrs.evolve(plan[index].slot, day=5))


def _from_another_amount() -> Calendar:
    """Every step of the doses is right; the protocol that the calendar names writes 400 mg/m²."""
    plan = _course().plan()
    (phase,) = plan.regimen.phases
    position = plan[_index(plan, drug="cyclophosphamide")].slot.position
    other = [
        attrs.evolve(one, dose=attrs.evolve(one.dose, amount=amount("440 mg/m²")))
        if place == position
        else one
        for place, one in enumerate(phase.components)
    ]
    regimen = attrs.evolve(plan.regimen, phases=(attrs.evolve(phase, components=tuple(other)),))
    return attrs.evolve(attrs.evolve(_course(), regimen=regimen).plan(), regimen=plan.regimen)


def _not_followed(event: Event) -> Calendar:
    """The calendar as if the one thing that it has recorded had never been."""
    return attrs.evolve(_course().plan(), history=(event,))


# (invariant, what is tampered with, the words that name where and what)
TAMPERED: tuple[tuple[str, Callable[[], Calendar], str], ...] = (
    (
        "assert_rows_in_order",
        _backwards,
        "2026-03-05 .*etoposide: stands after 2026-03-05 .*cisplatin",
    ),
    ("assert_no_dose_twice", _first_twice, "day 1 dexamethasone: the same dose stands twice"),
    ("assert_no_dose_twice", _meeting, "2026-01-05 .*a second dose that day, besides 2026-01-05"),
    ("assert_every_dose_stands", _without_a_day, "induction cycle 2 day 4 cisplatin: the prot"),
    ("assert_every_dose_stands", _on_a_day_of_its_own, "day 5 cisplatin: the protocol has no"),
    ("assert_amounts_as_written", _from_another_amount, "made from 440 mg/m², and 400 mg/m²"),
    (
        "assert_history_followed",
        lambda: _not_followed(CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12))),
        "cycle 2: starts on 2026-02-02, and 2026-02-12 was recorded",
    ),
    (
        "assert_history_followed",
        lambda: _not_followed(DoseChange(of="DCEP", to="0.7", phase="induction", cycle=2)),
        "2026-02-02 .*: is at 1 of its full dose, and 0.7 was recorded",
    ),
    ("assert_dates_follow_cycles", _a_day_late, "2026-01-06 .*cisplatin.* 0 days is 2026-01-05"),
    ("assert_dates_follow_cycles", _moved_by_closed_days_there_are_not, "2026-01-06 .*cisplatin"),
    (
        "assert_cycles_follow_each_other",
        lambda: _cycle(1, start=date(2026, 2, 3)),
        "cycle 3: the planned start is 2026-03-02, and should be 2026-03-03",
    ),
    (
        "assert_cycles_follow_each_other",
        lambda: _cycle(1, original=date(2026, 2, 1)),
        "cycle 2: the slip is 1, and should be 0",
    ),
    (
        "assert_cycles_follow_each_other",
        lambda: _cycle(1, original=None),
        "cycle 2: the slip is None, and should be 0",
    ),
    (
        "assert_cycles_follow_each_other",
        lambda: _cycle(2, group_delays={"DCEP": 9}),
        "cycle 3: dose delay is True, and should be False",
    ),
    ("assert_cycles_follow_each_other", _delay_that_is_not_said, "cycle 2: a dose delay and no"),
    ("assert_intervals_kept", _bortezomib_too_soon, "2026-01-07 .*bortezomib: 2 days after"),
    ("assert_growth_factors_kept_apart", _growth_factor_too_soon, "2026-01-09 .*: 1 days after"),
    (
        "assert_nothing_after_stop",
        lambda: _stopped_and_planned("dcep", "cisplatin", "cisplatin"),
        "2026-01-06 .*cisplatin: planned, stopped 2026-01-06",
    ),
    ("assert_nothing_after_stop", _follower_of_a_stopped_infusion, "all that it follows is stop"),
    ("assert_statuses_fit_as_of", _not_seen_as_past, "2026-01-05 .*planned, looked at on"),
    ("assert_statuses_fit_as_of", _uncertain_without_a_day, "unconfirmed, looked at on None"),
    (
        "assert_doses_follow_working",
        _dose_besides_its_working,
        "cyclophosphamide: divided: 716 mg in 1 parts",
    ),
    ("assert_doses_follow_working", _product_off, "cyclophosphamide: full dose: 400"),
    ("assert_doses_follow_working", lambda: _area_off("1.80"), "used as: to 0.01 m²"),
    ("assert_doses_follow_working", _root_off, "body surface area: "),
    ("assert_doses_follow_working", _reduction_off, "fraction: 716 mg × 0.7"),
    ("assert_doses_follow_working", _calculated_off, "before rounding is 716, and 716.01"),
    ("assert_doses_follow_working", _larger_than_calculated, "rounded: 716 mg to 0.01 mg"),
    ("assert_one_rounding", _larger_than_calculated, "716.01 is not 716 to 0.01 mg, half up"),
    ("assert_one_rounding", _off_the_step, "716.001 is not 716 to 0.01 mg"),
    ("assert_one_rounding", _pieces_short, "daratumumab: .* without 100 left over are not"),
    ("assert_days_add_up", lambda: _part_off("1"), "tretinoin .1 of 2.: .* are not the day's"),
    ("assert_days_add_up", lambda: _part_off("5"), "a smaller part stands before a larger one"),
    ("assert_days_add_up", _part_gone, "1 of 2 parts"),
    ("assert_caps_kept", _over_its_cap, ": 100000 mg, and at most"),
    ("assert_caps_kept", _over_the_surface_cap, "carfilzomib: made from 2.21 m², and at most 2.2"),
    ("assert_caps_kept", _over_its_full_dose, "717 is made from a full dose of 716"),
    ("assert_every_dose_explained", _unsourced, "does not print rounded: 716 mg"),
    ("assert_every_dose_explained", _changed_by_nobody, r"does not print events\[7\]"),
    ("assert_given_doses_told", _given_and_planned, r"events\[0\]: cisplatin given on 2026-01-05"),
    ("assert_given_doses_told", _given_by_nobody, "given, and no record says so"),
    ("assert_given_doses_told", _given_and_another_amount, "70 mg given, and the calendar has 7"),
    ("assert_overrides_told", lambda: _early(_another_reason), "nobody passed it over for that"),
    ("assert_overrides_told", lambda: _early(_a_violation_still), "early-start .*all the same"),
    (
        "assert_reductions_told",
        lambda: _reduced_and_nothing_said("DCEP"),
        "0.3 of its full dose, and no fraction-not-allowed says so",
    ),
    (
        "assert_reductions_told",
        lambda: _reduced_and_nothing_said("daratumumab"),
        "daratumumab: 0.3 of its full dose, and no not-reducible says so",
    ),
    ("assert_unread_numbers_marked", _unread_and_nothing_said, "no finding names it"),
    ("assert_unread_numbers_marked", _read_and_said_not_to_be, "it was read"),
)


@pytest.mark.parametrize(
    ("name", "tampered", "words"), TAMPERED, ids=[f"{one[0]}-{one[2][:20]}" for one in TAMPERED]
)
def test_tampered_calendar_is_seen(name: str, tampered: Callable[[], Calendar], words: str) -> None:
    """Each invariant fails on a calendar that breaks it, and names the row and what is wrong."""
    with pytest.raises(AssertionError, match=rf"^{name}: .*{words}"):
        BY_NAME[name].function(tampered())


def test_tampered_totals_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A total that leaves a dose out is named with the sum of the doses."""
    monkeypatch.setattr(Calendar, "totals", lambda _: {"cisplatin": Decimal("143.2")})
    with pytest.raises(AssertionError, match=r"cisplatin: the total is 143.2, .* make 214.8"):
        BY_NAME["assert_totals_are_sums"].function(_course().plan())


def test_tampered_table_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that does not mark an unread number is named by its row."""
    monkeypatch.setattr(of_texts, "UNREAD_TEXT", "another mark")
    with pytest.raises(AssertionError, match="is not marked in the table"):
        BY_NAME["assert_unread_numbers_marked"].function(_course(UNREAD, cycles=1).plan())


@pytest.mark.parametrize("form", ["JSON", "CSV"])
def test_tampered_document_is_seen(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that loses a decimal is named with both numbers; so is one without a row."""
    name = f"calendar_{form.lower()}"
    right = getattr(of_texts, name)
    check = BY_NAME["assert_documents_carry_the_numbers"].function
    monkeypatch.setattr(of_texts, name, lambda plan: right(plan).replace("17.9", "179"))
    with pytest.raises(AssertionError, match=rf"cisplatin: .* is Decimal\('179'\) in the {form}"):
        check(_course().plan())
    short = _course("dcep", cycles=1)
    monkeypatch.setattr(of_texts, name, lambda _: right(short.plan()))
    with pytest.raises(AssertionError, match=f"{form}: 16 rows for 48 doses"):
        check(_course().plan())


# --- between two calendars -----------------------------------------------------------------------


def test_changed_past_is_seen() -> None:
    """A given dose that changes, goes, or a day before the event that does, is named."""
    check = BY_NAME["assert_past_immutable"].function
    given = _course("dcep", Given(of="cisplatin", on=START, dose="70 mg"))
    later = given.record(CycleStart(cycle=2, on=date(2026, 2, 9)))
    before, after = given.plan(), later.plan()
    check(before, after)
    row = _index(after, drug="cisplatin")
    with pytest.raises(AssertionError, match=r"2026-01-05 .*cisplatin: given, and now 7 on"):
        check(before, _with_row(after, row, given=Decimal(7)))
    with pytest.raises(AssertionError, match="was given, and is not any more"):
        check(before, _with_row(after, row, status=Status.PLANNED))
    with pytest.raises(AssertionError, match="lies before 2026-02-02, and CycleStart changed it"):
        check(before, _with_row(after, 5, date=date(2026, 1, 7)))
    with pytest.raises(AssertionError, match="lies before 2026-02-02, and CycleStart changed it"):
        check(before, attrs.evolve(after, administrations=after.administrations[1:]))


def test_delay_that_names_no_phase_is_of_the_phase_that_has_its_cycle() -> None:
    """The first day it may change is found without the phase's name."""
    course = _course("dcep")
    assert_past_immutable(course.plan(), course.record(Delay(cycle=2, days=3)).plan())
    moved = attrs.evolve(course.record(Delay(cycle=2, days=3)).plan())
    tampered = _with_row(moved, 0, date=date(2026, 1, 4))
    with pytest.raises(AssertionError, match="lies before 2026-02-02, and Delay changed it"):
        assert_past_immutable(course.plan(), tampered)


@pytest.mark.parametrize("weight", range(40, 90))
def test_unrounded_body_surface_is_worked_out_to_its_last_digit(weight: int) -> None:
    """What has more than 60 digits, the root and its products, is right all the same."""
    course = attrs.evolve(
        _course("dcep", DoseChange(of="DCEP", to="0.7", cycle=1)),
        patient=Patient(height="170 cm", weight=f"{weight} kg"),
        policy=Policy(bsa_rounding=None),
    )
    BY_NAME["assert_doses_follow_working"].function(course.plan())


def test_delay_of_what_leads_to_a_postponed_dose_is_no_breach() -> None:
    """Tretinoin due before the infusion is put off has its day; 3 days later it moves along.

    The infusion of day 24, 25 February, is put off on that day to the 26th: the tretinoin of the
    23rd has been due by then. With all 3 days later, on 1 March instead of 28 February, it has not.
    """
    course = _course(
        "dara-atra",
        Postponement(of="daratumumab", on=date(2026, 2, 25), to=date(2026, 2, 26)),
        cycles=2,
    )
    late = course.record(Delay(phase="part-b", cycle=1, days=3))
    days = [
        [row.date for row in one.plan() if row.cycle == 2 and row.day == 22 and row.occurrence == 1]
        for one in (course, late)
    ]
    assert days == [[date(2026, 2, 23)], [date(2026, 2, 27)]]
    BY_NAME["assert_delay_moves_later_cycles"].function(course)


def test_two_courses_are_not_compared() -> None:
    """Calendars of two courses, or in the wrong order, are refused."""
    one, other = _course(), _course("dcep", Delay(cycle=2, days=3))
    with pytest.raises(HistoryError, match="differs in what was recorded before"):
        assert_past_immutable(other.plan(), one.plan())
    with pytest.raises(HistoryError, match="differs in regimen"):
        assert_past_immutable(one.plan(), _course("daratumumab-iv", cycles=3).plan())


def test_unexplained_change_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that no event made, and one that is not said, are named."""
    check = BY_NAME["assert_changes_explained"].function
    course = _course()
    later = course.record(CycleStart(cycle=2, on=date(2026, 2, 9)))
    before, after = course.plan(), later.plan()
    check(before, after)
    with pytest.raises(AssertionError, match=r"2026-01-06 .*moved by nothing"):
        check(before, _with_row(after, 0, date=date(2026, 1, 6)))
    right = Calendar.compare

    def silent(self: Calendar, other: Calendar) -> object:
        return attrs.evolve(right(self, other), changes=())

    monkeypatch.setattr(Calendar, "compare", silent)
    with pytest.raises(AssertionError, match="is gone, and no change says so"):
        check(before, after)


# --- courses that are planned wrongly ------------------------------------------------------------


def _planned_wrongly(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[[Course, Calendar], Calendar]
) -> None:
    right = Course.plan
    monkeypatch.setattr(Course, "plan", lambda course: wrong(course, right(course)))


def _last_moved(calendar: Calendar) -> Calendar:
    last = len(calendar) - 1
    return _with_row(calendar, last, date=calendar[last].date + timedelta(days=1))


def _last_larger(calendar: Calendar) -> Calendar:
    last = len(calendar) - 1
    return _dosed(calendar, last, value=calendar[last].dose * 2)


REDUCED = _course("dcep", DoseChange(of="DCEP", to="0.7", cycle=1))


@pytest.mark.parametrize(
    ("name", "course", "wrong", "words"),
    [
        (
            "assert_delay_moves_later_cycles",
            _course(),
            lambda course, plan: _last_moved(plan) if course.events else plan,
            "2026-03-05 .*cisplatin: 3 days later it is on 2026-03-09, and should be on 2026-03-08",
        ),
        (
            "assert_delay_moves_later_cycles",
            _course(),
            lambda course, plan: _last_larger(plan) if course.events else plan,
            "cisplatin: 3 days later it is 35.8 mg, and was 17.9",
        ),
        (
            "assert_delay_moves_later_cycles",
            _course(),
            lambda course, plan: (
                attrs.evolve(plan, administrations=plan.administrations[:-1])
                if course.events
                else plan
            ),
            "2026-03-05 .*cisplatin: gone after 3 days",
        ),
        (
            "assert_fraction_never_raises",
            REDUCED,
            lambda course, plan: plan if course.events[0].to == 1 else _last_larger(plan),
            "cisplatin: reduced it is 25.06 mg, and in full 17.9",
        ),
        (
            "assert_horizon_only_cuts",
            _course(),
            lambda course, plan: _last_larger(plan) if course.until else plan,
            "cisplatin: shown until 2026-02-04 it is 35.8 mg on 2026-02-04",
        ),
        (
            "assert_as_of_changes_no_dose",
            _course(),
            lambda course, plan: _last_larger(plan) if course.as_of else plan,
            "cisplatin: looked at on 2026-02-04 it is 35.8 mg on 2026-03-05, planned",
        ),
        (
            "assert_same_bytes",
            _course(),
            lambda _, plan: _last_larger(plan) if getcontext().prec == 3 else plan,
            'planned with 3 digits: "dose": "17.9", became "dose": "35.8"',
        ),
    ],
)
def test_course_that_is_planned_wrongly_is_seen(
    name: str,
    course: Course,
    wrong: Callable[[Course, Calendar], Calendar],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each invariant of a course fails where the plan of one of its forms is another."""
    BY_NAME[name].function(course)
    _planned_wrongly(monkeypatch, wrong)
    with pytest.raises(AssertionError, match=f"^{name}: .*{words}"):
        BY_NAME[name].function(course)


def test_pounds_taken_for_kilograms_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that is heavier in pounds than in kilograms has another calendar, or none."""
    check = BY_NAME["assert_units_agree"].function
    check(_course())

    def unread(given: object, *kinds: object, where: str) -> object:
        return measure(str(given).replace("lb", "kg"), *kinds, where=where)  # type: ignore[arg-type]

    monkeypatch.setattr(patient_module, "measure", unread)
    with pytest.raises(AssertionError, match=r"assert_units_agree: 2026-01-05 .* and 154 lb"):
        check(_course())

    def light(given: object, *kinds: object, where: str) -> object:
        return measure("1 kg" if "lb" in str(given) else given, *kinds, where=where)  # type: ignore[arg-type]

    monkeypatch.setattr(patient_module, "measure", light)
    with pytest.raises(AssertionError, match="one of two equal bodies is refused"):
        check(_course())


def test_lossy_document_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that loses an event, or is written otherwise the second time, is named."""
    check = BY_NAME["assert_document_round_trip"].function
    check(REDUCED)
    monkeypatch.setattr(
        of_courses, "course_from", lambda values: attrs.evolve(course_from(values), events=())
    )
    with pytest.raises(AssertionError, match="events: differs when it is read back"):
        check(REDUCED)
    monkeypatch.setattr(of_courses, "course_from", course_from)
    texts = iter(["{}", '{"a": 1}'])
    monkeypatch.setattr(of_courses, "course_from", lambda _: REDUCED)
    monkeypatch.setattr(of_courses, "course_json", lambda _: next(texts))
    with pytest.raises(AssertionError, match=r"the document: \{\} became"):
        check(REDUCED)


def test_events_that_are_recorded_otherwise_at_once_are_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Recording that reverses several events, or loses one, is seen."""
    check = BY_NAME["assert_recorded_at_once"].function
    course = _course("dcep", Delay(cycle=2, days=1), Delay(cycle=2, days=2))
    check(course)
    right = Course.record
    monkeypatch.setattr(Course, "record", lambda self, *events: right(self, *events[::-1]))
    with pytest.raises(AssertionError, match="recorded at once: it is another course"):
        check(course)
    monkeypatch.setattr(
        Course, "record", lambda self, *events: right(self, *events) if len(events) > 1 else self
    )
    with pytest.raises(AssertionError, match="recorded one by one: "):
        check(course)
    monkeypatch.setattr(Course, "record", right)
    change = course.plan().compare(_course().plan())
    monkeypatch.setattr(Calendar, "compare", lambda *_: change)
    with pytest.raises(AssertionError, match=r"compared with itself: moved: .* cycle 2 day 1"):
        check(course)


# --- the list ------------------------------------------------------------------------------------


def test_every_invariant_has_a_test_in_which_it_fails() -> None:
    """None is on the list that was never seen to fail."""
    here = Path(__file__)
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (here, here.with_name("test_recorded_invariants.py"))
    )
    without = [name for name in BY_NAME if f'"{name}"' not in text and f" {name}" not in text]
    assert without == []


@pytest.mark.parametrize("one", INVARIANTS, ids=lambda one: one.name)
def test_every_invariant_says_why_and_where_it_stands(one: Invariant) -> None:
    """Sentence and reason are there, and the source a heading, bold or hazard of a page."""
    assert one.sentence.endswith(".")
    assert one.why
    page, _, heading = one.source.partition(", ")
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.escape(heading)
    assert re.search(rf"^(#+ (H\d+ )?{named}$|\*\*{named}\.\*\*)", text, re.M)


@pytest.mark.parametrize("held", Held)
def test_invariants_hold_of_calendars_as_they_are(held: Held) -> None:
    """Of the library's own plan of a course with events nothing fails."""
    course = _course("dara-dcep", Delay(phase="induction", cycle=2, days=9))
    before, after = attrs.evolve(course, events=()).plan(), course.plan()
    arguments = {
        Held.CALENDAR: (after,),
        Held.CHANGE: (before, after),
        Held.COURSE: (course,),
    }
    for one in INVARIANTS:
        if one.held is held:
            one.function(*arguments[held])


def test_page_lists_every_invariant() -> None:
    """docs/reference/invariants.md has the functions' own texts, in their order, and no others."""
    page = (ROOT / "docs" / "reference" / "invariants.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (\w+)$", page, re.M) == list(BY_NAME)
    for one in INVARIANTS:
        section = page.partition(f"### {one.name}\n")[2].partition("\n#")[0]
        said = " ".join(section.split())
        assert one.sentence in said
        assert f"**Why.** {one.why[0].upper()}{one.why[1:]}." in said
        path, _, title = one.source.partition(", ")
        link = os.path.relpath(path, "docs/reference")
        assert f"[{title}]({link}#" in said
