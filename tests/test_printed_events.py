"""What a printed calendar says of a day besides its doses: nothing moved or added goes unsaid."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from hypothesis import given

from regimens import (
    Calendar,
    Correction,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    Given,
    Omission,
    Override,
    Patient,
    Postponement,
    catalogue,
)
from regimens.formats.besides import given_besides
from regimens.formats.languages import language_named
from regimens.formats.printed.contents import Audience, Day, Tick
from regimens.formats.printed.events import besides_doses
from regimens.formats.printed.html import calendar_html
from regimens.formats.printed.pdf import calendar_pdf
from regimens.formats.printed.printing import printed_calendar
from regimens.statuses import NOT_TO_BE_GIVEN
from regimens.testing import courses

PATIENT = Patient(name="A. Example", height="165 cm", weight="70 kg")
START = date(2026, 1, 5)


def _course(name: str, **values: object) -> Course:
    return Course(catalogue.get(name), PATIENT, start=START, **values)  # type: ignore[arg-type]


def _days(
    plan: Calendar, language: str = "en", audience: Audience = Audience.PATIENT
) -> dict[date, Day]:
    printed = printed_calendar(plan, audience=audience, language=language)
    return {day.date: day for month in printed.months for day in month.days()}


def test_a_dose_moved_over_the_year_s_end_is_said_on_its_old_day() -> None:
    """Day 8 of a course from 28 December is 4 January; moved back from there it is the 6th."""
    course = Course(
        catalogue.get("daratumumab-iv"), PATIENT, start=date(2026, 12, 24), until=date(2027, 1, 8)
    )
    plan = course.record(
        Postponement(of="daratumumab", on=date(2026, 12, 31), to=date(2027, 1, 2))
    ).plan()
    days = _days(plan)
    assert days[date(2026, 12, 31)].entries == ()
    assert days[date(2026, 12, 31)].besides == (
        "Not on this day, but on Saturday 2 January 2027: daratumumab",
    )
    assert days[date(2027, 1, 2)].entries[0].moved == "Moved from Thursday 31 December 2026"
    assert _days(plan, "it")[date(2026, 12, 31)].besides == (
        "Non in questo giorno, ma sabato 2 gennaio 2027: daratumumab",
    )


def test_a_delayed_group_is_said_on_each_day_it_has_left() -> None:
    """DCEP of cycle 2 goes from 2–5 to 6–9 February, its G-CSF from the 7th to the 11th."""
    plan = _course("dara-dcep").record(Delay(of="DCEP", phase="induction", cycle=2, days=4)).plan()
    days = _days(plan)
    drugs = "dexamethasone, cyclophosphamide, etoposide, cisplatin"
    assert days[date(2026, 2, 2)].events == ("Induction, cycle 2 begins",)
    assert days[date(2026, 2, 2)].besides == (
        f"Not on this day, but on Friday 6 February 2026: {drugs}",
    )
    assert [entry.drug for entry in days[date(2026, 2, 2)].entries] == ["daratumumab"]
    assert days[date(2026, 2, 5)].besides == (
        f"Not on this day, but on Monday 9 February 2026: {drugs}",
    )
    assert days[date(2026, 2, 7)].besides == (
        "Not on this day, but on Wednesday 11 February 2026: pegteograstim",
    )


def test_a_day_that_has_the_drug_all_the_same_does_not_say_it_has_not() -> None:
    """Daratumumab of the 12th is a week late: the 19th has that one, and none is due on the 12th.

    "Not on this day" on the 19th, of the dose that moved on from there, would keep it from being
    given.
    """
    plan = (
        _course("dara-dcep")
        .record(Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 19)))
        .plan()
    )
    days = _days(plan)
    assert days[date(2026, 1, 12)].besides == (
        "Not on this day, but on Monday 19 January 2026: daratumumab",
    )
    assert days[date(2026, 1, 19)].besides == ()
    assert [(one.drug, one.tick) for one in days[date(2026, 1, 19)].entries] == [
        ("daratumumab", Tick.OPEN)
    ]


def test_a_cycle_that_starts_late_says_so_on_the_day_it_was_planned_for() -> None:
    """Cycle 2 was planned for 2 February, and starts on the 12th."""
    plan = _course("dcep").record(CycleStart(cycle=2, on=date(2026, 2, 12))).plan()
    assert _days(plan)[date(2026, 2, 2)].besides == (
        "Cycle 2 does not begin on this day, but on Thursday 12 February 2026",
    )
    assert _days(plan, "it")[date(2026, 2, 2)].besides == (
        "Ciclo 2: non inizia in questo giorno, ma giovedì 12 febbraio 2026",
    )


def test_a_cycle_that_starts_early_does_not_deny_its_own_doses() -> None:
    """From 30 January on, cycle 2 has its fourth day on 2 February, when it was to begin."""
    plan = _course("dcep").record(CycleStart(cycle=2, on=date(2026, 1, 30))).plan()
    day = _days(plan)[date(2026, 2, 2)]
    assert (day.where, day.events, day.besides, len(day.entries)) == ("Cycle 2, day 4", (), (), 4)


def test_the_first_day_is_the_day_that_treatment_begins() -> None:
    """A course planned from 5 January that was started on the 8th has no treatment on the 5th."""
    plan = _course("dcep").record(CycleStart(cycle=1, on=date(2026, 1, 8))).plan()
    facts = {fact.label: fact.value for fact in printed_calendar(plan).patient}
    assert facts["First day"] == "Thursday 8 January 2026"


def test_a_dose_moved_past_the_last_day_shown_does_not_vanish() -> None:
    """Day 15 of cycle 2 is 16 February; moved to the 24th it is not on a calendar to the 20th."""
    course = _course("daratumumab-iv", until=date(2026, 2, 20))
    moved = Postponement(of="daratumumab", on=date(2026, 2, 16), to=date(2026, 2, 24))
    plan = course.record(moved).plan()
    assert _days(plan)[date(2026, 2, 16)].besides == (
        "Not on this day any more: daratumumab. Ask whether it comes after Friday 20 February "
        "2026, the last day shown.",
    )
    assert date(2026, 2, 16) in {row.date for row in course.plan()}
    taken_back = course.record(
        Postponement(id="e1", of="daratumumab", on=date(2026, 2, 16), to=date(2026, 2, 24)),
        Correction(voids="e1"),
    ).plan()
    assert _days(taken_back)[date(2026, 2, 16)].besides == ()


def test_a_dose_given_besides_the_plan_stands_on_its_day_and_is_in_no_total() -> None:
    """Passed over with a reason it is no violation any more, and must be seen all the same."""
    override = Override(code="unplanned", reason="given on the ward")
    plan = (
        _course("dara-dcep", as_of=date(2026, 1, 15))
        .record(
            Given(of="cisplatin", on=date(2026, 1, 11), dose="15.50 mg", override=override),
            Given(of=("daratumumab", "etoposide"), on=date(2026, 1, 12), override=override),
        )
        .plan()
    )
    assert not plan.violated
    assert [(one.drug, one.event.on) for one in given_besides(plan)] == [
        ("cisplatin", date(2026, 1, 11)),
        ("etoposide", date(2026, 1, 12)),
    ]
    for audience in Audience:
        days = _days(plan, audience=audience)
        assert days[date(2026, 1, 11)].besides == (
            "Recorded as given besides the plan: cisplatin 15.5 mg",
        )
        assert days[date(2026, 1, 12)].besides == ("Recorded as given besides the plan: etoposide",)
        printed = printed_calendar(plan, audience=audience)
        note = "A dose that was given besides the plan has no box, and is in no total."
        assert note in printed.notes
        totals = {total.drug: total.amount for total in printed.totals}
        assert totals["cisplatin"] == "214.8 mg"  # 12 doses of 17.9 mg
    assert (
        "Registrato come somministrato al di fuori del piano: cisplatino 15,5 mg"
        in calendar_html(plan, language="it")
    )


def test_what_fulfils_a_dose_or_was_taken_back_is_not_besides_the_plan() -> None:
    """Given on another day it names, in another amount, or voided."""
    plan = (
        _course("dara-dcep", as_of=date(2026, 1, 15))
        .record(
            Given(of="DCEP", on=START),
            Given(of="cisplatin", on=date(2026, 1, 6), dose="12 mg"),
            Given(of="daratumumab", on=date(2026, 1, 14), planned=date(2026, 1, 12)),
            Given(id="e1", of="cisplatin", on=date(2026, 1, 20)),
            Correction(voids="e1"),
        )
        .plan()
    )
    assert given_besides(plan) == []


def test_day_0_is_named_where_it_falls() -> None:
    """Melphalan on day −2 of a course from 1 March, its day −3, makes the 4th day 0."""
    course = Course(catalogue.get("mel200"), PATIENT, start=date(2026, 3, 1))
    days = _days(course.plan())
    assert [entry.where for entry in days[date(2026, 3, 2)].entries] == ["Cycle 1, day −2"]
    assert days[date(2026, 3, 4)].events == ("Cycle 1: day 0",)


def test_an_omitted_dose_is_not_said_to_be_on_another_day() -> None:
    """Cisplatin left out on its new day is not given on that one either."""
    plan = (
        _course("dcep")
        .record(
            Delay(cycle=2, of="DCEP", days=4),
            Omission(of="cisplatin", on=date(2026, 2, 6)),
        )
        .plan()
    )
    (text,) = [one for one in _days(plan)[date(2026, 2, 2)].besides if one.startswith("Not on")]
    assert "cisplatin" not in text
    assert "etoposide" in text


@given(courses())
def test_every_moved_dose_is_said_on_both_days(course: Course) -> None:
    """On the day it has left too, unless that day has the drug; and never where it has."""
    plan = course.plan()
    words = language_named("en")
    said = besides_doses(plan, words, Audience.PATIENT)
    living = [row for row in plan if row.status not in NOT_TO_BE_GIVEN]
    due = {(row.drug, row.date) for row in living}
    for row in living:
        planned = row.written_date
        if planned != row.date and (row.drug, planned) not in due:
            start = f"Not on this day, but on {words.day(row.date)}: "
            (text,) = [one for one in said[planned] if one.startswith(start)]
            assert row.drug in text.removeprefix(start).split(", ")
    for day, texts in said.items():
        for text in texts:
            if text.startswith("Not on this day, but"):
                names = text.partition(": ")[2].split(", ")
                assert not any((name, day) in due for name in names)


def test_a_stopped_drug_that_goes_on_as_premedication_is_not_said_to_be_stopped() -> None:
    """Dexamethasone of CASTOR stops on 12 January; before daratumumab it is still to be given."""
    plan = (
        _course("dara-vd", cycles=1)
        .record(Discontinuation(of="dexamethasone", on=date(2026, 1, 12)))
        .plan()
    )
    days = _days(plan)
    (premedication,) = [
        one for one in days[date(2026, 1, 19)].entries if one.drug == "dexamethasone"
    ]
    (stopped,) = [one for one in days[date(2026, 1, 13)].entries if one.drug == "dexamethasone"]
    assert (premedication.tick, stopped.tick) == (Tick.OPEN, Tick.NONE)
    meanings = {mark.label: mark.value for mark in printed_calendar(plan).marks}
    assert meanings["Stopped: not to be given"] == (
        "Doses of this medicine were stopped. Those crossed out are not to be taken or given any "
        "more."
    )


def test_an_italian_page_is_not_said_to_be_unfit_for_good() -> None:
    """Read as "not to be used again" was "da non usare ancora", and "sospesa" as "on hold"."""
    late = _course("dcep").record(
        CycleStart(cycle=2, on=date(2026, 1, 30)),
        Discontinuation(of="cisplatin", on=date(2026, 1, 8)),
    )
    page = calendar_html(late.plan(), language="it")
    assert "Per ora da non usare" in page
    assert "Per ora non usi questo calendario." in page
    assert "Interrotta: non va più fatta" in page
    assert "ancora" not in page
    assert "ospes" not in page


def test_days_after_the_last_one_shown_do_not_read_as_days_without_treatment() -> None:
    """Shown to 20 February, in a month with 28 days; 3 cycles from 5 January end with 29 March."""
    until = _course("daratumumab-iv", until=date(2026, 2, 20)).plan()
    assert _days(until)[date(2026, 2, 21)].besides == (
        "From this day on nothing is shown. The treatment goes on.",
    )
    note = "This calendar shows nothing after Friday 20 February 2026. The treatment goes on after "
    assert f"{note}that day." in printed_calendar(until).notes
    cycles = _course("daratumumab-iv", cycles=3).plan()
    note = "This calendar shows nothing after Sunday 29 March 2026. The treatment goes on after "
    assert f"{note}that day." in printed_calendar(cycles).notes
    assert _days(cycles)[date(2026, 3, 30)].besides == (
        "From this day on nothing is shown. The treatment goes on.",
    )
    whole = printed_calendar(_course("dcep").plan())
    assert not any("nothing after" in text for text in whole.notes)


def test_a_calendar_that_ends_with_a_month_has_no_sheet_for_the_next_one() -> None:
    """Shown to 31 January: the notes say it, and February has no page."""
    plan = _course("daratumumab-iv", until=date(2026, 1, 31)).plan()
    printed = printed_calendar(plan, language="it")
    assert [month.title for month in printed.months] == ["Gennaio 2026"]
    text = "Questo calendario non riporta nulla dopo sabato 31 gennaio 2026."
    assert any(note.startswith(text) for note in printed.notes)


@pytest.mark.parametrize("audience", Audience)
def test_what_is_not_on_a_day_stands_below_its_doses(audience: Audience) -> None:
    """Above them, "not on this day" would read as the head of daratumumab, which is."""
    plan = _course("dara-dcep").record(Delay(of="DCEP", phase="induction", cycle=2, days=4)).plan()
    page = calendar_html(plan, audience=Audience.PATIENT)
    day = page.partition('<time datetime="2026-02-02">')[2].partition("<time ")[0]
    assert 0 < day.index("1120 mg") < day.index("Not on this day, but on Friday 6 February 2026")
    reader = pypdf.PdfReader(io.BytesIO(calendar_pdf(plan, audience=audience)))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    (text,) = [one for one in pages if "Not on this day, but on Friday 6 February 2026" in one]
    if audience is Audience.PATIENT:
        assert text.index("1120 mg") < text.index("Not on this day, but on Friday 6 February")
    else:
        line = (
            "Monday 2 February 2026: Not on this day, but on Friday 6 February 2026: dexamethasone"
        )
        assert line in text


def test_a_hostile_name_of_what_was_given_comes_out_harmless() -> None:
    """It is nobody's drug, and so stands on the page as it was written down."""
    name = "<script>alert('x')</script> =cmd() \u202e17.9 mg"
    plan = _course("dcep").record(Given(of=name, on=date(2026, 1, 11))).plan()
    for language in ("en", "it"):
        page = calendar_html(plan, language=language)
        assert "<script" not in page
        assert "\u202e" not in page
        assert "&lt;script&gt;alert('x')&lt;/script&gt; =cmd() ⟨U+202E⟩17.9 mg" in page


def test_a_cycle_counted_to_day_0_begins_with_its_first_dose() -> None:
    """Cilta-cel from 5 January: day −7 is the 5th, the first dose is on day −5, the 7th."""
    patient = Patient(height="165 cm", weight="70 kg")
    plan = Course(catalogue.get("cilta-cel"), patient, start=date(2026, 1, 5)).plan()
    days = _days(plan)
    assert date(2026, 1, 5) not in days or not days[date(2026, 1, 5)].events
    assert days[date(2026, 1, 7)].events[0].endswith("begins")
    facts = {fact.label: fact.value for fact in printed_calendar(plan).patient}
    assert facts["First day"] == "Wednesday 7 January 2026"


def test_a_late_cycle_counted_to_day_0_is_late_by_its_first_dose() -> None:
    """Cilta-cel a week late: the first dose moves from the 7th to the 14th; both days say so."""
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(catalogue.get("cilta-cel"), patient, start=date(2026, 1, 5))
    days = _days(course.record(CycleStart(cycle=1, on=date(2026, 1, 12))).plan())
    assert days[date(2026, 1, 7)].besides[0] == (
        "Cycle 1 does not begin on this day, but on Wednesday 14 January 2026"
    )
    assert days[date(2026, 1, 14)].events == (
        "Cycle 1 begins: 7 days later than planned (planned for Wednesday 7 January 2026)",
    )
    assert date(2026, 1, 12) not in days or not days[date(2026, 1, 12)].events
