"""The calendar for phones: entries that keep their names, texts fit for phones, times, alarms."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import KINDS

from regimens import (
    Calendar,
    Correction,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Omission,
    Patient,
    Policy,
    Postponement,
    Response,
    catalogue,
)
from regimens.components import Role
from regimens.drugs import Route
from regimens.errors import DocumentError, RegimensError, UnknownNameError
from regimens.formats.calendars import calendar_document
from regimens.formats.identity import course_uuid
from regimens.formats.phone.clock_times import Alarm, ClockTimes
from regimens.formats.phone.days import calendar_days
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.phone.texts import shown_plainly
from regimens.regimen import Regimen
from regimens.testing import courses, patients, starts

ISSUED = datetime(2026, 1, 2, 10, tzinfo=UTC)
# Minutes from 1970 to then: 20 455 days of 1440, and 10 hours.
MINUTES = 20_455 * 1440 + 600
START = date(2026, 1, 5)
PATIENT = Patient(id="p1", name="Maria Rossi", height="165 cm", weight="70 kg")
DARA = Course(catalogue.get("daratumumab-iv"), PATIENT, start=START, until=date(2026, 1, 26))
DARA_DCEP = Course(catalogue.get("dara-dcep"), PATIENT, start=START)
DCEP = Course(catalogue.get("dcep"), PATIENT, start=START, cycles=1)
_OF_EACH_KIND = st.sampled_from(KINDS).map(catalogue.get)


def _read(calendar: Calendar, **options: Any) -> list[Any]:
    """The entries as another library reads them."""
    options = {"issued": ISSUED, **options}
    file = icalendar.Calendar.from_ical(calendar_ics(calendar, **options))
    return list(file.walk("VEVENT"))


def _texts(events: Sequence[Any], name: str) -> list[str]:
    return [str(event[name]) for event in events]


def _on(events: Sequence[Any], day: date) -> Any:
    """The one entry of a day."""
    (found,) = [event for event in events if event.decoded("dtstart") == day]
    return found


def _lines(event: Any) -> list[str]:
    return str(event["description"]).split("\n")


# Names


def test_entry_is_named_by_its_course_and_day() -> None:
    """By the course's own UUID and the place in the regimen, whatever the date."""
    course = course_uuid(DARA.plan())
    names = _texts(_read(DARA.plan()), "uid")
    assert names == [str(uuid5(course, f'["day", "treatment", 1, {d}]')) for d in (1, 8, 15, 22)]
    # A name once given stays, or phones show two entries for one day.
    assert names[0] == "caaefc44-d8a3-5c87-bb6f-56c9e32ba976"


def _table(course: Course, days: Sequence[int] = ()) -> list[tuple[int, str, str, str]]:
    """Day, date, status and drugs or what became of them, of some days of a course."""
    events = _read(course.plan())
    found = []
    for one, event in zip(calendar_days(course.plan()), events, strict=True):
        assert str(one.uid) == str(event["uid"])
        if not days or one.day in days:
            drugs = ",".join(row.drug[:4] for row in one.due)
            date_text = event.decoded("dtstart").isoformat()
            found.append((one.day, date_text, str(event["status"]), drugs))
    return found


def test_days_move_stop_and_vanish_under_their_names() -> None:
    """By hand: a dose postponed by 2 days takes those after it along, the last past the end."""
    names = _texts(_read(DARA.plan()), "uid")
    late = DARA.record(Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 14)))
    without = late.record(Omission(of="daratumumab", on=date(2026, 1, 21)))
    assert _table(DARA) == [
        (1, "2026-01-05", "CONFIRMED", "dara"),
        (8, "2026-01-12", "CONFIRMED", "dara"),
        (15, "2026-01-19", "CONFIRMED", "dara"),
        (22, "2026-01-26", "CONFIRMED", "dara"),
    ]
    assert _table(late) == [
        (1, "2026-01-05", "CONFIRMED", "dara"),
        (8, "2026-01-14", "CONFIRMED", "dara"),
        (15, "2026-01-21", "CONFIRMED", "dara"),
        (22, "2026-01-26", "CANCELLED", ""),
    ]
    assert _table(without) == [
        (1, "2026-01-05", "CONFIRMED", "dara"),
        (8, "2026-01-14", "CONFIRMED", "dara"),
        (15, "2026-01-21", "CANCELLED", ""),
        (22, "2026-01-26", "CANCELLED", ""),
    ]
    for count, course in enumerate((DARA, late, without)):
        events = _read(course.plan())
        assert _texts(events, "uid") == names
        assert {event["sequence"] for event in events} == {MINUTES + count}
    last = _lines(_read(without.plan())[-1])
    assert last[1:3] == [
        "Cancelled: nothing of this entry is to be given.",
        "- daratumumab: no longer in the plan, which ends on Monday 26 January 2026. Ask whether "
        "it comes later.",
    ]


def test_moved_doses_have_an_entry_of_their_own_while_they_are_apart() -> None:
    """By hand: DCEP 4 days later than daratumumab, then not after all, then both 4 days later."""
    apart = Delay(id="e1", of="DCEP", phase="induction", cycle=2, days=4)
    together = Delay(phase="induction", cycle=2, days=4)
    course = attrs.evolve(DARA_DCEP, cycles=2)
    split = course.record(apart)
    joined = split.record(Correction(voids="e1"))
    moved = joined.record(together)
    four = "dexa,cycl,etop,cisp"

    def table(one: Course) -> list[tuple[int, str, str, str]]:
        return [row for row in _table(one, (1,)) if row[1] > "2026-02-01"]

    assert table(course) == [(1, "2026-02-02", "CONFIRMED", f"{four},dara")]
    assert table(split) == [
        (1, "2026-02-02", "CONFIRMED", "dara"),
        (1, "2026-02-06", "CONFIRMED", four),
    ]
    assert table(joined) == [
        (1, "2026-02-02", "CONFIRMED", f"{four},dara"),
        (1, "2026-02-06", "CANCELLED", ""),
    ]
    assert table(moved) == [
        (1, "2026-02-06", "CONFIRMED", f"{four},dara"),
        (1, "2026-02-06", "CANCELLED", ""),
    ]
    whole = _on(_read(course.plan()), date(2026, 2, 2))
    assert _on(_read(split.plan()), date(2026, 2, 2))["uid"] == whole["uid"]
    replaced = _on(_read(joined.plan()), date(2026, 2, 6))
    assert replaced["summary"] == "Cancelled, see the other entry: Part 1, cycle 2, day 1"
    assert "- cisplatin: see the entry of Monday 2 February 2026" in _lines(replaced)
    assert "Moved: earlier plans had it on Friday 6 February 2026." in _lines(
        _on(_read(joined.plan()), date(2026, 2, 2))
    )


def test_day_keeps_its_name_where_all_that_is_due_has_moved() -> None:
    """An omitted dose that stays behind does not take the day's name from those that are given."""
    course = attrs.evolve(DARA_DCEP, cycles=1).record(
        Omission(of="daratumumab", on=START), Delay(of="DCEP", phase="induction", cycle=1, days=2)
    )
    days = {one.on: one for one in calendar_days(course.plan()) if one.day == 1}
    own = uuid5(course_uuid(course.plan()), '["day", "induction", 1, 1]')
    assert days[date(2026, 1, 7)].uid == own
    assert [row.drug for row in days[START].doses] == ["daratumumab"]
    assert days[START].is_cancelled


def test_history_that_was_refused_for_a_while_has_made_no_file() -> None:
    """A mistake that a later correction mends could not be exported, and leaves no entry."""
    wrong = DoseChange(id="e1", of="daratumumab", level="none", cycle=1)
    course = DARA.record(wrong)
    with pytest.raises(RegimensError):
        course.plan()
    mended = course.record(Correction(voids="e1"))
    assert _texts(_read(mended.plan()), "uid") == _texts(_read(DARA.plan()), "uid")


def test_plans_that_no_history_leads_from_can_be_named() -> None:
    """With another horizon, start or history entries would be lost on phones that have them."""
    before = DARA.record(Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 13)))
    shorter = attrs.evolve(DARA, until=date(2026, 1, 12), start=date(2026, 1, 6))
    assert len(_read(shorter.plan())) == 1
    events = _read(shorter.plan(), replaces=[DARA.plan(), before.plan()])
    assert _texts(events, "uid") == _texts(_read(DARA.plan()), "uid")
    assert _texts(events, "status") == ["CONFIRMED", "CANCELLED", "CANCELLED", "CANCELLED"]
    assert [event.decoded("dtstart").day for event in events] == [6, 13, 20, 26]
    assert "Moved: earlier plans had it on Monday 5 January 2026." in _lines(events[0])
    other = attrs.evolve(DARA, id="another")
    with pytest.raises(DocumentError, match="of another course"):
        calendar_ics(shorter.plan(), issued=ISSUED, replaces=[other.plan()])


def test_what_became_of_a_dose_is_said_as_far_as_it_is_known() -> None:
    """Without a last day there is no later; a phase that another revision had has no number."""
    two = attrs.evolve(DARA_DCEP, cycles=2)
    gone = _read(attrs.evolve(two, cycles=1).plan(), replaces=[two.plan()])[-1]
    assert gone["summary"] == "Cancelled: Part 1, cycle 2, day 22"
    assert "- daratumumab: no longer in the plan" in _lines(gone)
    phases = two.regimen.phases
    renamed = attrs.evolve(two.regimen, phases=(attrs.evolve(phases[0], name="first"), phases[1]))
    other = attrs.evolve(two, regimen=renamed)
    events = _read(other.plan(), replaces=[two.plan()])
    assert _texts(events, "status").count("CANCELLED") == len(events) / 2
    assert "Cancelled: Part –, cycle 2, day 22" in _texts(events, "summary")


def test_later_file_is_the_newer_one_also_without_events() -> None:
    """A start moved without an event, or an event taken out, still raises the sequence."""
    with_event = DARA.record(Omission(of="daratumumab", on=date(2026, 1, 12))).plan()
    later = ISSUED + timedelta(minutes=2)
    first, second = _read(with_event)[0], _read(DARA.plan(), issued=later)[0]
    assert second["sequence"] > first["sequence"]
    assert second.decoded("dtstamp") == second.decoded("last-modified") == later
    # Programs keep it in 31 bits, and fail on more.
    far = _read(DARA.plan(), issued=datetime(5999, 12, 31, tzinfo=UTC))[0]
    assert far["sequence"] < 2**31


@settings(max_examples=40)
@given(courses(_OF_EACH_KIND))
def test_no_name_is_lost_or_given_twice(course: Course) -> None:
    """Over random histories: every entry of every earlier file is in the later one, once."""
    plan = course.plan()
    names = [one.uid for one in calendar_days(plan)]
    assert len(names) == len(set(names))
    for count in range(plan.events):
        try:
            earlier = plan.again(plan.history[:count])
        except RegimensError:
            continue
        alone = attrs.evolve(earlier, history=())
        assert {one.uid for one in calendar_days(alone)} <= set(names)


@settings(max_examples=25)
@given(st.lists(st.sampled_from([None, 0, 0, 0, 1, 2]), min_size=12, max_size=12))
def test_doses_recorded_as_given_leave_no_earlier_plan_out(late: list[int | None]) -> None:
    """Over doses given on their day, days later or not recorded: as if every plan was made."""
    course = attrs.evolve(DARA, until=date(2026, 3, 20))
    for number, days in enumerate(late):
        rows = course.plan()
        if days is not None and number < len(rows) and rows[number].date < date(2026, 3, 10):
            due = rows[number].date
            on = due + timedelta(days=days)
            course = course.record(Given(of="daratumumab", on=on, planned=due if days else None))
    plan = course.plan()
    every = [plan.again(plan.history[:count]) for count in range(plan.events)]
    alone = [attrs.evolve(one, history=()) for one in (*every, plan)]
    by_hand = calendar_days(alone[-1], replaces=alone[:-1])
    found = calendar_days(plan)
    assert [(one.uid, one.on, one.earlier) for one in found] == [
        (one.uid, one.on, one.earlier) for one in by_hand
    ]


_MARKS = {
    "planned": "",
    "given": "GIVEN: ",
    "conditional": "ONLY IF CONFIRMED: ",
    "unconfirmed": "NOT RECORDED: ",
    "omitted": "LEFT OUT: NOT TO BE GIVEN: ",
    "discontinued": "STOPPED: NOT TO BE GIVEN: ",
    "withheld": "ON HOLD: NOT TO BE GIVEN: ",
}
_ROUTES = {None: "", "IV": " into a vein", "SC": " under the skin", "PO": " by mouth"}


def _dose(line: str) -> str:
    """A dose's line without what it is taken from and what else it is for."""
    for rest in (", from ", ", given beforehand", ", also counts as premedication"):
        line = line.partition(rest)[0]
    return line


@settings(max_examples=40)
@given(courses(_OF_EACH_KIND), st.booleans())
def test_entries_carry_the_doses_of_the_calendar(course: Course, details: bool) -> None:
    """Over random histories: the doses by date are the rows of the JSON calendar, each once."""
    plan = course.plan()
    wanted: Counter[tuple[date, str]] = Counter()
    for row in calendar_document(plan)["administrations"]:
        assert row["unit"] == "mg"
        dose = f"{row['drug']} {row['dose']} mg{_ROUTES[row['route']]}"
        if row["of"] > 1:
            dose += f", {row['occurrence']} of {row['of']}"
        wanted[date.fromisoformat(row["date"]), f"- {_MARKS[row['status']]}{dose}"] += 1
    found: Counter[tuple[date, str]] = Counter()
    for event in _read(plan, details=details):
        on = event.decoded("dtstart")
        for line in _lines(event):
            is_dose = line.startswith("- ") and ": see the entry of" not in line
            if is_dose and ": no longer in the plan" not in line:
                found[on, _dose(line)] += 1
    assert found == wanted


@settings(max_examples=30)
@given(_OF_EACH_KIND, patients(born=None), starts(), starts())
def test_no_name_has_a_date_in_it(
    regimen: Regimen, patient: Patient, one: date, other: date
) -> None:
    """A course that starts on another day has the same names."""
    course = Course(
        regimen,
        patient,
        start=one,
        cycles=2,
        allow_unverified="a test",
    )
    moved = attrs.evolve(course, start=other)
    names, again = ({day.uid for day in calendar_days(one.plan())} for one in (course, moved))
    assert names == again


# The file


def test_file_says_what_it_is() -> None:
    """A publication, named and refreshed by the names that different programs read."""
    text = calendar_ics(DARA.plan(), issued=ISSUED)
    head = text.partition("BEGIN:VEVENT")[0].replace("\r\n ", "").split("\r\n")
    assert {
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "CALSCALE:GREGORIAN",
        "NAME:Treatment days",
        "X-WR-CALNAME:Treatment days",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "LAST-MODIFIED:20260102T100000Z",
    } <= set(head)
    (about,) = [line for line in head if line.startswith("X-WR-CALDESC:")]
    assert "As of 2026-01-02 10:00 UTC\\, with 0 recorded events." in about
    assert "DESCRIPTION:" + about.partition(":")[2] in head


def test_whole_day_ends_with_the_next() -> None:
    """An all-day entry is a date, ends before the next one, and leaves the day free."""
    text = calendar_ics(DARA.plan(), issued=ISSUED)
    assert "DTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260106\r\n" in text
    assert "TRANSP:TRANSPARENT\r\n" in text
    assert "VALARM" not in text
    assert "RRULE" not in text


def test_same_course_gives_the_same_bytes() -> None:
    """Planned and written twice, and with the moment in another zone."""
    text = calendar_ics(DARA_DCEP.plan(), issued=ISSUED)
    shifted = ISSUED.astimezone(ZoneInfo("Pacific/Auckland"))
    assert calendar_ics(DARA_DCEP.plan(), issued=shifted) == text
    assert calendar_ics(DARA_DCEP.plan(), issued=ISSUED.replace(microsecond=7)) == text


def test_file_without_entries_is_refused() -> None:
    """A plan that ends before its first dose makes no calendar."""
    plan = attrs.evolve(DARA.plan(), administrations=())
    with pytest.raises(DocumentError, match="the plan has no dose"):
        calendar_ics(plan, issued=ISSUED)


@pytest.mark.parametrize(
    "issued",
    [datetime(2026, 1, 2), datetime(1969, 1, 1, tzinfo=UTC), date(2026, 1, 2)],  # noqa: DTZ001
)
def test_moment_without_a_zone_is_refused(issued: Any) -> None:
    """What has no zone could be any of 27 hours, and none is before all programs."""
    with pytest.raises(DocumentError, match="no moment with a zone"):
        calendar_ics(DARA.plan(), issued=issued)


def test_entry_outside_time_is_refused() -> None:
    """The first morning there is in Auckland is no morning yet in UTC."""
    first = attrs.evolve(DARA, start=date(1, 1, 1), until=date(1, 1, 1))
    times = ClockTimes(zone="Pacific/Auckland", lasting=timedelta(hours=1), at=time(9))
    with pytest.raises(DocumentError, match="where there are no dates"):
        calendar_ics(first.plan(), issued=ISSUED, times=times)


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what to install."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(DocumentError, match=r'pip install "regimens\[ics\]"'):
        calendar_ics(DARA.plan(), issued=ISSUED)


def test_language_is_one_that_there_is() -> None:
    """In Italian with a decimal comma; a language without translations is refused."""
    plan = DCEP.record(Omission(of="cisplatin", on=date(2026, 1, 6))).plan()
    events = _read(plan, language="it")
    assert events[0]["summary"] == "Ciclo 1, giorno 1"
    assert "- etoposide 71,6 mg" in _lines(events[1])
    assert "- SALTATA" in "\n".join(_lines(events[1]))
    with pytest.raises(UnknownNameError, match="no language"):
        calendar_ics(plan, issued=ISSUED, language="xx")


# What is shown


@pytest.mark.parametrize("name", KINDS)
def test_locked_screen_tells_nothing(name: str) -> None:
    """No drug, group, phase, regimen, person or milligram in what a locked phone shows."""
    course = Course(
        catalogue.get(name),
        attrs.evolve(PATIENT, sex="female", born=date(1961, 5, 4)),
        start=START,
        cycles=6,
        allow_unverified="a test",
    )
    alarm = Alarm(zone="Europe/Rome", days_before=1, at=time(18))
    events = _read(course.plan(), alarm=alarm)
    shown = [*_texts(events, "summary")]
    shown += [str(alarm["description"]) for one in events for alarm in one.walk("VALARM")]
    text = calendar_ics(course.plan(), issued=ISSUED, alarm=alarm)
    shown += [line for line in text.split("\r\n") if line.startswith(("NAME", "X-WR-CALNAME"))]
    for secret in (
        *course.regimen.names(),
        *(phase.name for phase in course.regimen.phases),
        *course.regimen.title.split(),
        *("Maria", "Rossi", "p1", " mg", "oncology", "chemo", "cancer"),
    ):
        if secret not in {"for", "on", "or", "of", "and", "with", "a", "the"}:
            assert not any(f" {secret.lower()} " in f" {one.lower()} " for one in shown), secret
    assert "LOCATION" not in text
    assert not any("Maria" in one for one in _texts(events, "description"))


def test_days_are_told_apart_without_names() -> None:
    """No two entries of a plan have the same heading, in one phase or two."""
    one, headings = (_texts(_read(course.plan()), "summary") for course in (DCEP, DARA_DCEP))
    assert len(one) == len(set(one))
    assert len(headings) == len(set(headings))
    assert one[1] == "Cycle 1, day 2"
    assert headings[0] == "Part 1, cycle 1, day 1"
    assert headings[-1] == "To be confirmed: Part 2, cycle 5, day 1"


def test_details_are_shown_where_they_are_asked_for() -> None:
    """Drugs, milligrams and routes in the heading, the title as the name, the patient inside."""
    plan = DCEP.plan()
    event = _read(plan, details=True)[0]
    assert event["summary"] == (
        "Cycle 1, day 1: dexamethasone 40 mg by mouth, cyclophosphamide 716 mg, etoposide "
        "71.6 mg, cisplatin 17.9 mg"
    )
    assert "For Maria Rossi, p1" in _lines(event)
    text = calendar_ics(plan, issued=ISSUED, details=True)
    assert "\r\nNAME:DCEP" in text
    nobody = attrs.evolve(DCEP, patient=Patient(height="165 cm", weight="70 kg"))
    assert "\nFor " not in str(_read(nobody.plan(), details=True)[0]["description"])


def test_text_says_all_of_a_day() -> None:
    """By hand, in this order: the day, its doses, the phase, as of when, and the check."""
    assert _lines(_read(DCEP.plan())[1]) == [
        "Cycle 1, day 2",
        "- dexamethasone 40 mg by mouth",
        "- cyclophosphamide 716 mg",
        "- etoposide 71.6 mg",
        "- cisplatin 17.9 mg",
        "Part of the treatment: Induction",
        "The plan itself has 1 caution.",
        "As of 2026-01-02 10:00 UTC, with 0 recorded events. Replaces every earlier file of this "
        "course.",
        "Check independently before use: this supports, and never replaces, that check.",
    ]


def test_doses_off_are_said_before_their_milligrams() -> None:
    """An entry with one dose omitted stays; its line cannot be read as a dose to give."""
    events = _read(DCEP.record(Omission(of="cisplatin", on=date(2026, 1, 6))).plan())
    assert "- LEFT OUT: NOT TO BE GIVEN: cisplatin 17.9 mg" in _lines(events[1])
    assert events[1]["status"] == "CONFIRMED"
    stopped = _read(DCEP.record(Discontinuation(on=date(2026, 1, 7))).plan())
    assert _texts(stopped, "status") == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CANCELLED"]
    assert stopped[2]["summary"] == "Cancelled: Cycle 1, day 3"
    assert "- STOPPED: NOT TO BE GIVEN: cisplatin 17.9 mg" in _lines(stopped[2])


def test_given_and_unconfirmed_doses_are_told_apart() -> None:
    """What was given with its amount; what nobody recorded is tentative."""
    course = attrs.evolve(DCEP, as_of=date(2026, 1, 6))
    given_one = Given(of="cisplatin", on=START, dose="12.5 mg")
    events = _read(course.record(given_one).plan())
    assert "- GIVEN: cisplatin 12.5 mg" in _lines(events[0])
    assert events[0]["status"] == "CONFIRMED"
    first = _read(course.plan())[0]
    assert "- NOT RECORDED: cisplatin 17.9 mg" in _lines(first)
    assert first["status"] == "TENTATIVE"
    assert first["summary"] == "To be confirmed: Cycle 1, day 1"


def test_withheld_doses_are_cancelled_and_conditional_ones_tentative() -> None:
    """Before the response nothing of the second phase is sure; after a poor one it is off."""
    events = _read(DARA_DCEP.plan())
    assert events[-1]["status"] == "TENTATIVE"
    assert "- ONLY IF CONFIRMED: daratumumab 1120 mg" in _lines(events[-1])
    stable = Response(on=date(2026, 3, 25), response="SD")
    after = _read(DARA_DCEP.record(stable).plan())
    assert after[-1]["status"] == "CANCELLED"
    assert after[-1]["summary"] == "Cancelled: Part 2, cycle 5, day 1"
    assert "- ON HOLD: NOT TO BE GIVEN: daratumumab 1120 mg" in _lines(after[-1])


def test_violations_come_first_and_everywhere() -> None:
    """No entry of such a plan is confirmed; its own day and the calendar say what is violated."""
    early = CycleStart(phase="induction", cycle=2, on=date(2026, 1, 20))
    plan = DARA_DCEP.record(early).plan()
    events = _read(plan)
    assert {str(event["status"]) for event in events} == {"TENTATIVE"}
    for event in events:
        assert str(event["summary"]).startswith("Not cleared for use: ")
        assert _lines(event)[0].startswith("NOT CLEARED FOR USE. Not to be used before ")
    said = [any(one.startswith("!! early-start") for one in _lines(event)) for event in events]
    assert said == ["Part 1, cycle 2" in str(event["summary"]) for event in events]
    text = calendar_ics(plan, issued=ISSUED).replace("\r\n ", "")
    assert "X-WR-CALDESC:NOT CLEARED FOR USE." in text


def test_unread_numbers_are_said_on_every_entry() -> None:
    """Each entry says that a number is unread; why it was planned is for the team, unless asked."""
    course = Course(
        catalogue.get("isatuximab"), PATIENT, start=START, cycles=1, allow_unverified="no other"
    )
    for event in _read(course.plan()):
        (_,) = [line for line in _lines(event) if "not checked against" in line]
        assert "no other" not in "\n".join(_lines(event))
    for event in _read(course.plan(), details=True):
        lines = _lines(event)
        (place,) = [n for n, line in enumerate(lines) if "not checked against" in line]
        assert lines[place + 1].startswith("! a number said to stand in ")
        assert lines[place + 1].endswith("all the same: no other")


def test_a_course_that_says_as_of_when_it_holds_is_not_said_to_hold_later() -> None:
    """The day of the course, and beside it the moment of writing; without one, that moment."""
    plan = Course(catalogue.get("dcep"), PATIENT, start=START, as_of=date(2026, 1, 6)).plan()
    said = _lines(_read(plan)[0])
    (line,) = [one for one in said if "Replaces every earlier file" in one]
    assert line.startswith("As of Tuesday 6 January 2026, with 0 recorded events. Written on 20")
    plain = Course(catalogue.get("dcep"), PATIENT, start=START).plan()
    (line,) = [one for one in _lines(_read(plain)[0]) if "Replaces every earlier file" in one]
    assert "Written on" not in line


def test_what_a_dose_is_taken_from_is_said() -> None:
    """Whole vials with what is left over, so that what is taken is not read as what is given."""
    policy = Policy(rounding="vials")
    course = Course(catalogue.get("dara-vd"), PATIENT, start=START, cycles=1, policy=policy)
    assert _lines(_read(course.plan())[0])[1:4] == [
        "- dexamethasone 20 mg, also counts as premedication: one dose",
        "- bortezomib 2.33 mg under the skin, from 1 vial of 3.5 mg, 1.17 mg left over",
        "- daratumumab 1100 mg into a vein, from 2 vials of 400 mg + 3 vials of 100 mg",
    ]


def test_two_doses_of_a_day_and_premedication_are_marked() -> None:
    """Tretinoin twice daily; a steroid that is a premedication, or also one, by which route."""
    course = Course(catalogue.get("dara-atra"), PATIENT, start=START, cycles=1)
    lines = [line for event in _read(course.plan()) for line in _lines(event)]
    assert "- tretinoin 40.27 mg by mouth, 2 of 2" in lines
    vd = Course(catalogue.get("dara-vd"), PATIENT, start=START, cycles=1)
    lines = [line for event in _read(vd.plan()) for line in _lines(event)]
    assert "- dexamethasone 20 mg, also counts as premedication: one dose" in lines
    assert "- dexamethasone 20 mg, given beforehand (premedication)" in lines
    written = catalogue.get("isakd")
    by_mouth = tuple(
        attrs.evolve(one, routes=(Route.PO,))
        if (one.drug.name, one.role) == ("dexamethasone", Role.TREATMENT)
        else one
        for one in written.phases[0].components
    )
    phase = attrs.evolve(written.phases[0], components=by_mouth)
    regimen = attrs.evolve(written, phases=(phase,))
    other = Course(regimen, PATIENT, start=START, cycles=1)
    lines = [line for event in _read(other.plan()) for line in _lines(event)]
    assert any(line.endswith("ask how it is given: by mouth or into a vein") for line in lines)


# Hostile texts

HOSTILE = (
    "a;b,c:d \\n \\N <script>alert(1)</script> =cmd() \x00\x07\x1b[31m\x7f\x85 \u202e mg 9.71 "
    "\ud800 END:VEVENT é😀 {dose} %s " + "long " * 2000 + "end"
)


def test_hostile_names_come_out_whole_and_harmless() -> None:
    """Read back they are what was meant, on lines of 75 octets without a control character."""
    # A phase's name has no stray spaces, of which a next line is one; nothing else is refused.
    phase = attrs.evolve(DCEP.regimen.phases[0], name=" ".join(HOSTILE.split()))
    regimen = attrs.evolve(
        DCEP.regimen, title=f"x\r\nEND:VCALENDAR\u2028{HOSTILE}", phases=(phase,)
    )
    plan = attrs.evolve(DCEP, regimen=regimen).plan()
    written = calendar_ics(plan, issued=ISSUED, details=True).encode()
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not [sign for sign in written.replace(b"\r\n", b"") if sign < 32 or sign == 127]
    assert len(written.decode().splitlines()) == len(lines) - 1
    events: list[Any] = list(icalendar.Calendar.from_ical(written).walk("VEVENT"))
    assert len(events) == 4
    (line,) = [line for line in _lines(events[0]) if line.startswith("Part of the treatment: ")]
    for part in (
        "A;b,c:d ⟨U+005C⟩n ⟨U+005C⟩N <script>alert(1)</script> =cmd() ⟨U+0000⟩⟨U+0007⟩⟨U+001B⟩[31m",
        "⟨U+007F⟩ ⟨U+202E⟩ mg 9.71 ⟨U+D800⟩ END:VEVENT é😀 {dose} %s long long",
        "long end",
    ):
        assert part in line
    # Some libraries leave the escapes in a calendar's name, so that it is looked at as written.
    name = "NAME:x  END:VCALENDAR a\\;b\\,c:d ⟨U+005C⟩n"
    assert written.replace(b"\r\n ", b"").count(name.encode()) == 2
    # The doses stand before the name, where programs that cut long texts still have them.
    assert "- cisplatin 17.9 mg" in _lines(events[0])[:5]


def test_names_differ_for_hostile_phases() -> None:
    """Phase names that meet in a joined text still name different days."""
    one, other = (
        attrs.evolve(DCEP, regimen=attrs.evolve(DCEP.regimen, phases=(attrs.evolve(
            DCEP.regimen.phases[0], name=name),)))
        for name in ('x", 1, 1]', "x")
    )  # fmt: skip
    names = [{day.uid for day in calendar_days(course.plan())} for course in (one, other)]
    assert not names[0] & names[1]
    assert all(isinstance(uid, UUID) for uid in names[0])


@given(st.text())
def test_any_text_is_shown_on_one_line(text: str) -> None:
    """No sign of it ends a line, is lost unless it is shown by its number, or turns direction."""
    shown = shown_plainly(text)
    assert len(shown.splitlines()) <= 1
    assert shown.encode().decode() == shown
    assert "\\" not in shown
    kept = [sign for sign in text if sign.isprintable() and sign != "\\"]
    place = 0
    for sign in kept:
        place = shown.index(sign, place) + 1


def test_right_to_left_names_end_before_the_numbers() -> None:
    """A mark of the other direction follows, so that a dose after it stays in its place."""
    assert shown_plainly("شهر") == "شهر\u200e"
    assert shown_plainly("שלום 5") == "שלום 5\u200e"
    assert shown_plainly("Müller") == "Müller"


# Times of day


@pytest.mark.parametrize(
    ("zone", "day", "utc"),
    [
        # Clocks change on 29 March and 25 October 2026 in Rome, 5 April and 27 September in
        # Auckland: by hand, 9:00 less 1 or 2 hours, and less 13 or 12.
        ("Europe/Rome", date(2026, 3, 28), "20260328T080000Z"),
        ("Europe/Rome", date(2026, 3, 29), "20260329T070000Z"),
        ("Europe/Rome", date(2026, 10, 24), "20261024T070000Z"),
        ("Europe/Rome", date(2026, 10, 25), "20261025T080000Z"),
        ("Pacific/Auckland", date(2026, 4, 4), "20260403T200000Z"),
        ("Pacific/Auckland", date(2026, 4, 5), "20260404T210000Z"),
        ("Pacific/Auckland", date(2026, 9, 26), "20260925T210000Z"),
        ("Pacific/Auckland", date(2026, 9, 27), "20260926T200000Z"),
    ],
)
def test_time_of_day_is_by_the_clocks_of_that_day(zone: str, day: date, utc: str) -> None:
    """9 o'clock stays 9 o'clock when the clocks change."""
    course = attrs.evolve(DARA, start=day, until=day)
    times = ClockTimes(zone=zone, lasting=timedelta(hours=3), at=time(9))
    text = calendar_ics(course.plan(), issued=ISSUED, times=times)
    assert f"DTSTART:{utc}\r\n" in text
    assert "TRANSP:OPAQUE" in text


def test_single_days_have_times_of_their_own() -> None:
    """A day with a time has that one, the others the common one, or none and last all day."""
    own = {date(2026, 1, 12): time(14, 30)}
    times = ClockTimes(zone="Europe/Rome", lasting=timedelta(minutes=90), on=own)
    events = _read(DARA.plan(), times=times)
    assert [event.decoded("dtstart") for event in events[:2]] == [
        date(2026, 1, 5),
        datetime(2026, 1, 12, 13, 30, tzinfo=UTC),
    ]
    assert events[1].decoded("dtend") == datetime(2026, 1, 12, 15, tzinfo=UTC)
    both = _read(DARA.plan(), times=attrs.evolve(times, at=time(8)))
    assert both[0].decoded("dtstart") == datetime(2026, 1, 5, 7, tzinfo=UTC)
    assert both[1].decoded("dtstart") == datetime(2026, 1, 12, 13, 30, tzinfo=UTC)
    stopped = DARA.record(Omission(of="daratumumab", on=date(2026, 1, 12)))
    assert _read(stopped.plan(), times=times)[1]["transp"] == "TRANSPARENT"


def test_time_for_a_day_without_an_entry_is_refused() -> None:
    """A slip in the date would leave the day that was meant without its time."""
    own = {date(2026, 1, 13): time(9)}
    times = ClockTimes(zone="Europe/Rome", lasting=timedelta(hours=1), on=own)
    with pytest.raises(DocumentError, match="nothing is planned on 2026-01-13"):
        calendar_ics(DARA.plan(), issued=ISSUED, times=times)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_time_that_clocks_skip_or_repeat_is_refused(day: date) -> None:
    """Half past two is no time, or two, in the nights of Rome's changes."""
    times = ClockTimes(zone="Europe/Rome", lasting=timedelta(hours=1), at=time(2, 30))
    with pytest.raises(DocumentError, match=f"do not show 02:30 once on {day}"):
        times.begins(day)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"zone": "Rome"}, "'Rome' is no time zone"),
        ({"zone": "../../etc/passwd"}, "is no time zone"),
        ({"zone": "localtime"}, "is no time zone"),
        ({"zone": None}, "is no time zone"),
        ({"lasting": timedelta(0)}, "an entry cannot last 0:00:00"),
        ({"lasting": timedelta(days=2)}, "an entry cannot last 2 days"),
        ({"lasting": 3}, "an entry cannot last 3"),
        ({"at": time(9, tzinfo=UTC)}, "at: '09:00:00"),
        ({"at": time(9, 0, 1)}, "is no time of day in hours and minutes"),
        ({"at": "9:00"}, "is no time of day"),
        ({"on": {"2026-01-05": time(9)}}, "is not a date"),
        ({"on": {datetime(2026, 1, 5, tzinfo=UTC): time(9)}}, "is not a date"),
        ({"on": {START: "9:00"}}, "on 2026-01-05: '9:00' is no time of day"),
    ],
)
def test_times_that_are_none_are_refused(values: dict[str, Any], said: str) -> None:
    """Each names what is wrong with it."""
    with pytest.raises(DocumentError, match=said):
        ClockTimes(**{"zone": "Europe/Rome", "lasting": timedelta(hours=1), **values})


# Alarms


def test_alarm_is_a_moment_and_only_where_it_makes_sense() -> None:
    """By hand: 18:00 in Rome the day before; none on what is cancelled, none in the past."""
    course = DARA.record(Omission(of="daratumumab", on=date(2026, 1, 19)))
    alarm = Alarm(zone="Europe/Rome", days_before=1, at=time(18))
    issued = datetime(2026, 1, 5, 10, tzinfo=UTC)
    text = calendar_ics(course.plan(), issued=issued, alarm=alarm)
    found = [line for line in text.split("\r\n") if line.startswith("TRIGGER")]
    assert found == [
        "TRIGGER;VALUE=DATE-TIME:20260111T170000Z",
        "TRIGGER;VALUE=DATE-TIME:20260125T170000Z",
    ]
    assert text.count("ACTION:DISPLAY") == 2


def test_alarm_after_the_beginning_is_refused() -> None:
    """A whole day begins at midnight by the same clocks; a time of day when it says."""
    alarm = Alarm(zone="Europe/Rome", days_before=0, at=time(8))
    with pytest.raises(DocumentError, match="ring after the entry of 2026-01-05 has begun"):
        calendar_ics(DARA.plan(), issued=ISSUED, alarm=alarm)
    midnight = attrs.evolve(alarm, at=time(0))
    assert midnight.rings(START, None) == datetime(2026, 1, 4, 23, tzinfo=UTC)
    times = ClockTimes(zone="Europe/Rome", lasting=timedelta(hours=1), at=time(9))
    assert alarm.rings(START, times.begins(START)) == datetime(2026, 1, 5, 7, tzinfo=UTC)
    early = attrs.evolve(times, at=time(7, 59))
    with pytest.raises(DocumentError, match="let it ring earlier"):
        calendar_ics(DARA.plan(), issued=ISSUED, alarm=alarm, times=early)


@pytest.mark.parametrize("days", [-1, 29, 1.0, True, None])
def test_alarm_so_many_days_before_is_refused(days: Any) -> None:
    """A whole number of days from 0 to 28."""
    with pytest.raises(DocumentError, match="no number of days before"):
        Alarm(zone="Europe/Rome", days_before=days, at=time(18))


def test_midnight_that_is_skipped_begins_the_day_all_the_same() -> None:
    """Where clocks go from 0:00 to 1:00 the day begins with that moment, by hand 22:00 UTC."""
    alarm = Alarm(zone="Africa/Cairo", days_before=1, at=time(23, 30))
    day = date(2026, 4, 24)
    assert alarm.rings(day, None) == datetime(2026, 4, 23, 21, 30, tzinfo=UTC)
