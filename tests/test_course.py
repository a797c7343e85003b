"""A course is a value: one regimen, one patient, one start and what happened."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from regimens import Course, CycleStart, Delay, Patient, Policy, RegimensError, catalogue
from regimens.errors import BodyError, HistoryError, HorizonError

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg")
DCEP = catalogue.get("dcep")


def _refused(kind: type[RegimensError], **given: Any) -> str:
    with pytest.raises(kind) as caught:
        Course(DCEP, PATIENT, **{"start": START, **given})
    return str(caught.value)


@pytest.mark.parametrize("name", ["start", "until", "as_of"])
@pytest.mark.parametrize("value", ["2026-01-05", datetime(2026, 1, 5, 8), 5])  # noqa: DTZ001
def test_days_are_plain_dates(name: str, value: object) -> None:
    """A text, a time of day and a number are refused."""
    message = f"{name}: {value!r} is not a date; give a datetime.date"
    assert _refused(HistoryError, **{name: value}) == message


def test_start_is_needed() -> None:
    """There is no implicit today."""
    message = _refused(HistoryError, start=None)
    assert message.startswith("start: ")
    assert message.endswith(" is not a date; give a datetime.date")


@pytest.mark.parametrize("value", [0, -1, 2.0, "3", True])
def test_number_of_cycles_is_a_whole_number_from_1(value: object) -> None:
    """Nothing, half a cycle or a text is no horizon."""
    message = f"cycles: {value!r} cycles; give a whole number of 1 or more"
    assert _refused(HorizonError, cycles=value) == message


def test_patient_is_born_before_the_course_starts() -> None:
    """A birth after day 1 is a slip in one of the two dates; one on the day itself can be."""
    later = Patient(height="165 cm", weight="70 kg", born=date(2026, 1, 6))
    with pytest.raises(BodyError) as caught:
        Course(DCEP, later, start=START)
    assert str(caught.value) == (
        "patient.born: born on 2026-01-06, after the start on 2026-01-05; check both dates"
    )
    assert Course(DCEP, later, start=date(2026, 1, 6)).patient.born == date(2026, 1, 6)


def test_defaults_are_stated() -> None:
    """The default policy, no choices, no horizon, no history."""
    course = Course(DCEP, PATIENT, start=START)
    assert course.policy == Policy()
    assert (dict(course.choices), course.events) == ({}, ())
    assert (course.until, course.cycles, course.as_of, course.allow_unverified) == (None,) * 4


def test_recording_gives_a_new_course() -> None:
    """The one before stays as it was; events stand in the order they were recorded."""
    course = Course(DCEP, PATIENT, start=START)
    late, later = Delay(cycle=2, days=3), CycleStart(cycle=3, on=date(2026, 3, 9))
    after = course.record(late, later)
    assert course.events == ()
    assert after.events == (late, later)
    assert course.record(late).record(later) == after
    assert course.record() == course


def test_course_cannot_be_edited() -> None:
    """Neither its fields nor its choices."""
    course = Course(DCEP, PATIENT, start=START, choices={"dexamethasone": "IV"})
    with pytest.raises(FrozenInstanceError):
        course.start = date(2026, 1, 6)  # type: ignore[misc]
    with pytest.raises(TypeError):
        course.choices["dexamethasone"] = "PO"  # type: ignore[index]


def test_choices_and_events_are_kept_as_they_were_given() -> None:
    """Changing the caller's own dictionary or list afterwards changes no course."""
    choices, events = {"dexamethasone": "IV"}, [Delay(cycle=2, days=3)]
    course = Course(DCEP, PATIENT, start=START, choices=choices, events=events)
    choices["dexamethasone"] = "PO"
    events.clear()
    assert (dict(course.choices), len(course.events)) == ({"dexamethasone": "IV"}, 1)


def test_equal_courses_are_equal_and_hash_alike() -> None:
    """So that a course can be a key; another start is another course."""
    one, same = (
        Course(DCEP, PATIENT, start=START, choices={"dexamethasone": "IV"}) for _ in range(2)
    )
    assert one == same
    assert hash(one) == hash(same)
    assert one != Course(DCEP, PATIENT, start=date(2026, 1, 6), choices={"dexamethasone": "IV"})
    assert one != Course(DCEP, PATIENT, start=START)


def test_planning_twice_gives_equal_calendars() -> None:
    """A calendar is computed, and computing it changes nothing."""
    course = Course(DCEP, PATIENT, start=START, events=[Delay(cycle=2, days=9)])
    assert course.plan() == course.plan()


def test_calendar_keeps_what_it_was_made_from() -> None:
    """Regimen, patient, policy, start, day and number of events."""
    policy = Policy(rounding="0.1 mg")
    course = Course(
        DCEP,
        PATIENT,
        start=START,
        policy=policy,
        as_of=date(2026, 1, 7),
        events=[Delay(cycle=2, days=9)],
    )
    calendar = course.plan()
    assert (calendar.regimen, calendar.patient, calendar.policy) == (DCEP, PATIENT, policy)
    assert (calendar.start, calendar.as_of, calendar.events) == (START, date(2026, 1, 7), 1)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("regimen", "dcep", "'dcep' is no regimen; give one, such as catalogue.get(\"dcep\")"),
        (
            "patient",
            "70 kg",
            '\'70 kg\' is no patient; give one, such as Patient(height="165 cm", weight="70 kg")',
        ),
        ("policy", None, "nothing is no policy; give one, such as Policy()"),
    ],
)
def test_part_of_another_kind_is_refused(name: str, value: Any, message: str) -> None:
    """An id where its regimen is meant would fail in the middle of a plan."""
    parts: dict[str, Any] = {
        "regimen": catalogue.get("dcep"),
        "patient": Patient(height="165 cm", weight="70 kg"),
        "start": date(2026, 1, 5),
    }
    with pytest.raises(HistoryError) as caught:
        Course(**{**parts, name: value})
    assert str(caught.value) == f"{name}: {message}"


@pytest.mark.parametrize("given", [[CycleStart(cycle=2, on=START)], {"type": "omission"}, None])
def test_what_is_recorded_is_an_event(given: Any) -> None:
    """A list of events is no event: taken for one it would only fail when the course is planned."""
    course = Course(DCEP, PATIENT, start=START, events=[Delay(cycle=2, days=3)])
    with pytest.raises(
        HistoryError, match=r"^events\[1\]: .* is no event; give events one by one, "
    ):
        course.record(given)
