"""What a printed calendar says: by hand on a disturbed course, and every dose of any course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Discontinuation,
    DoseChange,
    Given,
    Omission,
    Patient,
    Policy,
    Postponement,
    Response,
    Status,
    catalogue,
)
from regimens.clinic import ClinicDays
from regimens.decimals import plain
from regimens.findings import Severity
from regimens.formats.printed.contents import Audience, Day, Entry, Month, PrintedCalendar, Tick
from regimens.formats.printed.printing import printed_calendar
from regimens.formats.visible import visible, visible_text
from regimens.testing import courses

START = date(2026, 1, 5)
PATIENT = Patient(name="A. Example", id="42", height="165 cm", weight="70 kg")
PHARMACY = Audience.PHARMACY


def _dara(**values: object) -> Course:
    return Course(catalogue.get("dara-dcep"), PATIENT, start=START, **values)  # type: ignore[arg-type]


def _disturbed() -> Calendar:
    """Cycle 2 ten days late and at 0.7, cisplatin left out once, daratumumab two days late."""
    return (
        _dara(as_of=date(2026, 1, 8))
        .record(
            CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12), reason="neutropenia"),
            DoseChange(of="DCEP", to="0.7", phase="induction", cycle=2, reason="neutropenia"),
            Omission(of="cisplatin", on=date(2026, 2, 13), reason="creatinine <b>high</b>"),
            Given(of="DCEP", on=START),
            Postponement(of="daratumumab", on=date(2026, 2, 19), to=date(2026, 2, 21)),
            Discontinuation(of="pegteograstim", on=date(2026, 3, 1)),
        )
        .plan()
    )


def _days(printed: PrintedCalendar) -> dict[date, Day]:
    return {day.date: day for month in printed.months for day in month.days()}


def _entry(printed: PrintedCalendar, day: date, drug: str) -> Entry:
    (found,) = [entry for entry in _days(printed)[day].entries if entry.drug == drug]
    return found


def _texts(value: object) -> Iterator[str]:
    """Every text in a value of attrs classes and tuples."""
    if isinstance(value, str):
        yield value
        return
    if isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    kind: type[Any] = type(value)
    for field in attrs.fields(kind) if attrs.has(kind) else ():
        yield from _texts(getattr(value, field.name))


def test_a_planned_day_says_what_how_much_and_which_day_of_the_cycle() -> None:
    """1120 mg is 16 × 70 kg; a source that states no route leaves it out for a patient."""
    printed = printed_calendar(_dara().plan())
    day = _days(printed)[START]
    assert (day.text, day.weekday) == ("Monday 5 January 2026", "Monday")
    assert day.where == "Induction, cycle 1, day 1"
    assert day.events == ("Induction, cycle 1 begins",)
    assert [(one.drug, one.amount, one.route, one.tick, one.mark) for one in day.entries] == [
        ("dexamethasone", "40 mg", "by mouth", Tick.OPEN, ""),
        ("cyclophosphamide", "716 mg", "", Tick.OPEN, ""),
        ("etoposide", "71.6 mg", "", Tick.OPEN, ""),
        ("cisplatin", "17.9 mg", "", Tick.OPEN, ""),
        ("daratumumab", "1120 mg", "", Tick.OPEN, ""),
    ]


def test_a_late_cycle_says_so_where_it_begins() -> None:
    """Cycle 2 was planned for 2 February and starts on the 12th."""
    events = _days(printed_calendar(_disturbed()))[date(2026, 2, 12)].events
    assert events == (
        "Induction, cycle 2 begins: 10 days later than planned (planned for Monday 2 February "
        "2026)",
    )


def test_a_reduced_dose_has_its_own_amount_and_the_pharmacy_its_fraction() -> None:
    """400 mg/m² × 1.79 m² × 0.7 is 501.2 mg."""
    patient = _entry(printed_calendar(_disturbed()), date(2026, 2, 12), "cyclophosphamide")
    assert (patient.amount, patient.written, patient.reduced) == ("501.2 mg", "", "")
    own = printed_calendar(_disturbed(), audience=PHARMACY)
    pharmacy = _entry(own, date(2026, 2, 12), "cyclophosphamide")
    assert (pharmacy.written, pharmacy.reduced, pharmacy.calculated, pharmacy.amount) == (
        "400 mg/m²",
        "× 0.7",
        "501.2 mg",
        "501.2 mg",
    )
    assert own.pharmacy is not None
    worked = own.pharmacy.worked[pharmacy.working - 1]
    assert worked.places == "Induction, cycles 2, 3, days 1–4"
    assert [(step.formula, step.result) for step in worked.steps][-2:] == [
        ("716 mg × 0.7", "501.2 mg"),
        ("501.2 mg to 0.01 mg, half up", "501.2 mg"),
    ]


def test_an_omitted_dose_is_not_to_be_given() -> None:
    """It keeps its row, has no box, and says so; only the pharmacy reads why."""
    patient = _entry(printed_calendar(_disturbed()), date(2026, 2, 13), "cisplatin")
    assert not patient.to_give
    assert (patient.tick, patient.mark) == (Tick.NONE, "Left out: not to be given")
    assert patient.notes == ()
    own = printed_calendar(_disturbed(), audience=PHARMACY)
    assert "creatinine <b>high</b>" in _entry(own, date(2026, 2, 13), "cisplatin").notes


def test_a_postponed_dose_says_from_which_day() -> None:
    """Daratumumab of 19 February is on the 21st, and those after it move along."""
    printed = printed_calendar(_disturbed())
    left = _days(printed)[date(2026, 2, 19)]
    assert (left.entries, left.besides) == (
        (),
        ("Not on this day, but on Saturday 21 February 2026: daratumumab",),
    )
    moved = _entry(printed, date(2026, 2, 21), "daratumumab")
    assert moved.moved == "Moved from Thursday 19 February 2026"
    after = _entry(printed, date(2026, 2, 28), "daratumumab")
    assert after.moved == "Moved from Thursday 26 February 2026"


def test_given_unconfirmed_conditional_and_stopped_doses_are_marked_in_words() -> None:
    """As of 8 January day 1 is given, days 2 and 3 are open questions, day 4 is still planned."""
    printed = printed_calendar(_disturbed())
    marks = [
        (_entry(printed, date(2026, 1, day), "etoposide").mark, tick)
        for day, tick in ((5, Tick.TICKED), (6, Tick.OPEN), (7, Tick.OPEN), (8, Tick.OPEN))
    ]
    assert [mark for mark, _ in marks] == [
        "Given",
        "Not recorded",
        "Not recorded",
        "",
    ]
    assert [_entry(printed, date(2026, 1, day), "etoposide").tick for day in (5, 6, 7, 8)] == [
        tick for _, tick in marks
    ]
    conditional = _entry(printed, date(2026, 4, 11), "daratumumab")
    assert (conditional.mark, conditional.to_give) == ("Only if confirmed", True)
    stopped = _entry(printed, date(2026, 3, 17), "pegteograstim")
    assert (stopped.mark, stopped.tick) == ("Stopped: not to be given", Tick.NONE)
    assert [fact.label for fact in printed.marks] == [
        "Only if confirmed",
        "Not recorded",
        "Given",
        "Left out: not to be given",
        "Stopped: not to be given",
        "Moved from, Planned for",
    ]


def test_a_withheld_dose_is_on_hold() -> None:
    """After a stable disease maintenance is not to be given."""
    course = _dara().record(Response(on=date(2026, 3, 20), response="SD"))
    held = _entry(printed_calendar(course.plan()), date(2026, 3, 30), "daratumumab")
    assert (held.mark, held.tick, held.to_give) == (
        "On hold: not to be given",
        Tick.NONE,
        False,
    )


def test_a_dose_given_on_another_day_names_the_planned_one() -> None:
    """What was given stands on the day it was given on, with the amount that was given."""
    late = Given(of="daratumumab", on=date(2026, 1, 13), planned=date(2026, 1, 12), dose="1100 mg")
    calendar = _dara().record(late).plan()
    entry = _entry(printed_calendar(calendar), date(2026, 1, 13), "daratumumab")
    assert (entry.amount, entry.moved) == ("1100 mg", "Planned for Monday 12 January 2026")
    pharmacy = _entry(
        printed_calendar(calendar, audience=PHARMACY), date(2026, 1, 13), "daratumumab"
    )
    assert "planned: 1120 mg" in pharmacy.notes


def test_it_says_as_of_when_it_holds_and_how_much_it_includes() -> None:
    """The day, and the number of events."""
    assert printed_calendar(_disturbed()).holds == (
        "As of Thursday 8 January 2026. 6 entries of the treatment record are included."
    )
    assert printed_calendar(_dara().plan()).holds == (
        "Nothing was recorded so far. Past doses are shown as planned unless something else was "
        "recorded."
    )


@pytest.mark.parametrize("audience", Audience)
def test_a_violation_is_loud_and_a_patient_reads_no_code(audience: Audience) -> None:
    """The sentence stands on its own; codes are for the pharmacy."""
    early = _dara().record(CycleStart(phase="induction", cycle=2, on=date(2026, 1, 30))).plan()
    printed = printed_calendar(early, audience=audience)
    assert early.violated
    assert printed.stop
    codes = {finding.code for finding in early.findings}
    said = " ".join(_texts(printed))
    assert ("early-start" in said) is (audience is PHARMACY)
    if audience is Audience.PATIENT:
        assert printed.stop.startswith("Do not use this calendar yet.")
        assert not any(code in said for code in codes)
    assert printed_calendar(_dara().plan(), audience=audience).stop == ""


@pytest.mark.parametrize("audience", Audience)
def test_a_number_nobody_has_read_is_said_first(audience: Audience) -> None:
    """On every calendar of such a definition."""
    course = Course(
        catalogue.get("isatuximab"), PATIENT, start=START, cycles=1, allow_unverified="a test"
    )
    unread = len(catalogue.get("isatuximab").unverified)
    said = printed_calendar(course.plan(), audience=audience).first
    assert any(text.startswith(f"{unread} number") for text in said)


@pytest.mark.parametrize("audience", Audience)
def test_the_check_sentence_stands_on_every_calendar(audience: Audience) -> None:
    """Word for word."""
    assert printed_calendar(_dara().plan(), audience=audience).check == (
        "Check independently before use: this supports, and never replaces, that check."
    )


def test_a_medicine_of_every_day_is_in_the_notes() -> None:
    """The antibiotic of DARA-DCEP has no days of its own; the one that was picked is named."""
    said = " ".join(printed_calendar(_dara().plan()).notes)
    assert "ciprofloxacin 500 mg 2 times a day: every day during this part" in said
    assert "sulfamethoxazole" not in said
    picked = _dara(choices={"antibiotic": "trimethoprim-sulfamethoxazole"}).plan()
    said = " ".join(printed_calendar(picked).notes)
    assert "ciprofloxacin" not in said
    assert "sulfamethoxazole 400 mg" in said
    assert "trimethoprim 80 mg" in said
    daily = _dara().plan(continuous=True)
    assert "ciprofloxacin" not in " ".join(printed_calendar(daily).notes)
    assert _entry_count(printed_calendar(daily), "ciprofloxacin") == 2 * 84


def _entry_count(printed: PrintedCalendar, drug: str) -> int:
    return sum(entry.drug == drug for day in _days(printed).values() for entry in day.entries)


def test_a_medicine_of_every_day_that_was_stopped_is_asked_about() -> None:
    """Its days are not known, so that nobody is told to take what was stopped."""
    course = _dara().record(Discontinuation(on=date(2026, 2, 1)))
    said = " ".join(printed_calendar(course.plan()).notes)
    assert "A change was recorded for ciprofloxacin: ask" in said


def test_months_without_doses_are_left_out_and_said() -> None:
    """Every eight weeks from 5 January: 5 January, 2 March, 27 April."""
    course = Course(
        catalogue.get("daratumumab-maintenance-q8w"), PATIENT, start=START, cycles=3,
        allow_unverified="a test",
    )  # fmt: skip
    printed = printed_calendar(course.plan())
    assert [(month.title, month.gap) for month in printed.months] == [
        ("January 2026", ""),
        ("March 2026", "Nothing is planned in February 2026."),
        ("April 2026", ""),
    ]


def test_weeks_begin_on_monday_and_hold_only_their_month() -> None:
    """January 2026 begins on a Thursday and ends on a Saturday."""
    january: Month = printed_calendar(_dara().plan()).months[0]
    assert [None if day is None else day.date.day for day in january.weeks[0].days] == [
        None, None, None, 1, 2, 3, 4,
    ]  # fmt: skip
    assert january.weeks[-1].days[-1] is None
    assert all(len(week.days) == 7 for week in january.weeks)


def test_two_doses_a_day_are_told_apart() -> None:
    """Tretinoin is taken twice daily, the larger part first."""
    course = Course(catalogue.get("dara-atra"), PATIENT, start=START, cycles=1)
    entries = _days(printed_calendar(course.plan()))[START].entries
    assert [(one.drug, one.occurrence) for one in entries] == [
        ("tretinoin", "1 of 2"),
        ("tretinoin", "2 of 2"),
    ]


def test_what_a_dose_is_taken_from_is_told_as_far_as_each_reader_needs_it() -> None:
    """Tablets for both, vials for the pharmacy, with what is left over."""
    course = Course(
        catalogue.get("vd"), PATIENT, start=START, cycles=1,
        policy=Policy(rounding="dispensable + vials"),
    )  # fmt: skip
    patient = printed_calendar(course.plan())
    assert _entry(patient, START, "bortezomib").made_of == ()
    pharmacy = printed_calendar(course.plan(), audience=PHARMACY)
    bortezomib = _entry(pharmacy, START, "bortezomib")
    assert bortezomib.made_of == ("1 vial of 3.5 mg",)
    assert "1.17 mg left over" in bortezomib.notes
    tablets = [
        one.made_of
        for one in _days(patient)[START].entries
        if one.drug == "dexamethasone" and one.route == "by mouth"
    ]
    assert tablets == [("5 tablets of 4 mg",)]


def test_a_closed_clinic_is_said_in_plain_words() -> None:
    """A dose that could not be moved off a closed day."""
    clinic = ClinicDays(closed_dates=(date(2026, 1, 12),), may_move={"daratumumab": 0})
    course = Course(catalogue.get("daratumumab-iv"), PATIENT, start=START, cycles=1, clinic=clinic)
    said = printed_calendar(course.plan()).notes
    assert (
        "Monday 12 January 2026: the clinic is closed on this day. Ask when daratumumab is given."
    ) in said


def test_cells_are_counted_in_millions_and_a_range_is_its_upper_end() -> None:
    """What is planned of a range is the most that may be given."""
    course = Course(catalogue.get("ide-cel"), PATIENT, start=START, allow_unverified="a test")
    patient = _entry(printed_calendar(course.plan()), date(2026, 1, 10), "idecabtagene vicleucel")
    assert patient.amount == "up to 510\N{NO-BREAK SPACE}million cells"
    said = printed_calendar(course.plan()).notes
    assert printed_calendar(course.plan()).totals[-1].amount == patient.amount
    assert "Day 0 is Saturday 10 January 2026. Days with a minus sign come before it." in said
    own = printed_calendar(course.plan(), audience=PHARMACY)
    pharmacy = _entry(own, date(2026, 1, 10), "idecabtagene vicleucel")
    assert pharmacy.amount == "up to 510 ×10⁶ cells"
    assert pharmacy.written.startswith("300–510 ×10⁶ cells")


def test_totals_are_those_of_the_calendar() -> None:
    """Number and sum of the doses, those that wait for a condition apart."""
    calendar = _disturbed()
    sums = {one.drug: (one.amount, one.conditional) for one in printed_calendar(calendar).totals}
    assert {drug: amount for drug, (amount, _) in sums.items() if amount} == {
        drug: f"{plain(total)} mg" for drug, total in calendar.totals().items()
    }
    assert sums["daratumumab"] == ("11200 mg", "8 doses, 8960 mg")
    assert calendar.conditional_totals() == {"daratumumab": Decimal(8960)}


def test_the_pharmacy_has_findings_cycles_workings_policy_and_revision() -> None:
    """All that is needed to check the calendar, and none of it on the patient's."""
    calendar = _disturbed()
    own = printed_calendar(calendar, audience=PHARMACY).pharmacy
    assert own is not None
    assert [(one.code, one.message) for one in own.findings] == [
        (one.code, one.message) for one in calendar.findings
    ]
    assert {one.severity for one in own.findings} <= set(Severity)
    assert len(own.cycles) == len(calendar.cycles)
    assert own.cycles[1].delay.startswith("10 days later than planned")
    assert "neutropenia" in own.cycles[1].notes
    assert (own.policy, own.digest) == (str(calendar.policy), calendar.regimen.digest)
    assert (own.regimen_id, own.revision) == ("dara-dcep", calendar.regimen.revision)
    assert printed_calendar(calendar).pharmacy is None


def test_hostile_texts_are_shown_and_turn_nothing_round() -> None:
    """Line breaks become spaces; what does not show is shown by its number; nothing is lost."""
    title = "Title\n<script>\u202e\x00" + "x" * 10_000 + " 🧪"
    regimen = attrs.evolve(catalogue.get("dcep"), title=title)
    printed = printed_calendar(Course(regimen, PATIENT, start=START, cycles=1).plan())
    assert printed.regimen == "Title <script>⟨U+202E⟩⟨U+0000⟩" + "x" * 10_000 + " 🧪"
    assert all(text.isprintable() for text in _texts(printed))


def test_words_of_other_alphabets_and_emoji_stay_whole() -> None:
    """A joiner inside a word or an emoji is part of it; a lone surrogate is not."""
    assert visible_text("می\u200cخواهم 👩\u200d🔬") == "می\u200cخواهم 👩\u200d🔬"
    assert visible_text("a\ud800b") == "a⟨U+D800⟩b"
    assert visible((1, Tick.OPEN, "a\tb")) == (1, Tick.OPEN, "a b")


@given(courses())
def test_every_dose_is_printed_once_on_its_date(course: Course) -> None:
    """With its amount, and with a box only where it is to be given; for both readers."""
    calendar = course.plan()
    off = (Status.OMITTED, Status.DISCONTINUED, Status.WITHHELD)
    expected = Counter(
        (row.date, row.drug, row.occurrence, row.status, row.status not in off) for row in calendar
    )
    for audience in Audience:
        printed = printed_calendar(calendar, audience=audience)
        found = Counter(
            (
                day.date,
                entry.drug,
                int(entry.occurrence.split(" ")[0] or 1) if entry.occurrence else 1,
                entry.status,
                entry.to_give,
            )
            for month in printed.months
            for week in month.weeks
            for day in week.days
            if day is not None
            for entry in day.entries
        )
        assert found == expected
        by_day = _days(printed)
        for day, entries in by_day.items():
            rows = [row for row in calendar if row.date == day]
            for row, entry in zip(rows, entries.entries, strict=True):
                assert entry.amount.removeprefix("up to ").startswith(plain(row.dose))
                assert (entry.tick is Tick.NONE) is not entry.to_give
                assert bool(entry.mark) is (row.status is not Status.PLANNED)


@given(courses())
def test_every_working_of_the_pharmacy_is_the_doses_own(course: Course) -> None:
    """The number beside a dose leads to exactly its steps."""
    calendar = course.plan()
    printed = printed_calendar(calendar, audience=PHARMACY)
    assert printed.pharmacy is not None
    entries = [entry for day in sorted(_days(printed).items()) for entry in day[1].entries]
    for row, entry in zip(calendar, entries, strict=True):
        worked = printed.pharmacy.worked[entry.working - 1]
        assert worked.number == entry.working
        if row.given is None:
            own = [(step.name, step.formula, step.result, step.source) for step in row.working]
            found = [(step.name, step.formula, step.result, step.source) for step in worked.steps]
            assert found == own
