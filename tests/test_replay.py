"""A calendar that goes on from an earlier one is the calendar planned from the whole history."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given, settings

from regimens import (
    Correction,
    Course,
    Delay,
    Discontinuation,
    Given,
    Lab,
    Omission,
    Patient,
    catalogue,
)
from regimens.calendars import Calendar
from regimens.errors import RegimensError
from regimens.events import Event
from regimens.testing import courses

START = date(2026, 1, 5)
COURSE = Course(
    catalogue.get("dara-dcep"), Patient(height="165 cm", weight="70 kg"), start=START, cycles=2
)


def _at_once(*events: Event) -> object:
    return attrs.evolve(COURSE, events=events).plan()


@settings(max_examples=60, deadline=None)
@given(courses())
def test_one_event_after_another_makes_what_all_at_once_make(course: Course) -> None:
    """Whatever is recorded, and whether or not it can be planned in between."""
    calendar = attrs.evolve(course, events=()).plan(continuous=True)
    for count in range(1, len(course.events) + 1):
        try:
            calendar = calendar.again(course.events[:count])
        except RegimensError:
            continue
        assert calendar == attrs.evolve(course, events=course.events[:count]).plan(continuous=True)


def test_two_that_go_on_from_one_know_nothing_of_each_other() -> None:
    """A dose that the one records as given is still to be given in the other."""
    stop = Discontinuation(of="antibiotic", on=date(2026, 2, 20))
    given_ = Given(of="cisplatin", on=START)
    omitted = Omission(of="cisplatin", on=START)
    before = COURSE.plan().again([stop])
    assert before.again([stop, given_]) == _at_once(stop, given_)
    assert before.again([stop, omitted]) == _at_once(stop, omitted)


def test_another_history_goes_on_from_nothing() -> None:
    """An event in another's place, or none, leaves nothing of the one that was there."""
    omitted = Omission(of="cisplatin", on=START)
    other = Omission(of="etoposide", on=START)
    before = COURSE.plan().again([omitted])
    assert before.again([other]) == _at_once(other)
    assert before.again([other, omitted]) == _at_once(other, omitted)
    assert before.again([]) == _at_once()


def test_what_moved_a_cycle_moves_what_is_recorded_later() -> None:
    """An event about a cycle, which marks no dose, is gone on from with those that do."""
    delay, omitted = Delay(phase="induction", cycle=2, days=5), Omission(of="cisplatin", on=START)
    late = Omission(of="cisplatin", on=date(2026, 2, 7))
    before = COURSE.plan().again([delay, omitted])
    assert before.again([delay, omitted, late]) == _at_once(delay, omitted, late)


def test_fewer_events_leave_nothing_of_the_last() -> None:
    """A calendar is asked for its own earlier history too."""
    omitted, other = Omission(of="cisplatin", on=START), Omission(of="etoposide", on=START)
    assert COURSE.plan().again([omitted, other]).again([omitted]) == _at_once(omitted)


def test_a_dose_that_was_voided_is_due_again_when_the_history_goes_on() -> None:
    """A correction takes back what the calendar before it had kept as given."""
    given_ = Given(of="cisplatin", on=START, id="wrong")
    voided = Correction(voids="wrong")
    later = Omission(of="cisplatin", on=START)
    calendar = COURSE.plan().again([given_]).again([given_, voided])
    assert calendar == _at_once(given_, voided)
    assert calendar.again([given_, voided, later]) == _at_once(given_, voided, later)


def test_value_that_a_table_reads_is_read_for_doses_recorded_before_it() -> None:
    """Lenalidomide given at 8 mL/min, of which no row says a dose, has that of a later value.

    15 mg for 20 mL/min, and 25 mg for 80 mL/min.
    """
    low, poor, good = (
        Lab(on=START, creatinine_clearance=f"{value} mL/min") for value in (8, 20, 80)
    )
    given_ = Given(of="lenalidomide", on=START)
    course = Course(catalogue.get("rd"), COURSE.patient, start=START, cycles=1)
    calendar = attrs.evolve(course, events=(low, given_, poor)).plan()
    assert _lenalidomide(calendar) == [(5, "15"), (7, "15")]
    events = (low, given_, poor, good)
    calendar = calendar.again(events)
    assert _lenalidomide(calendar) == [(5, "25"), (6, "25")]
    assert calendar == attrs.evolve(course, events=events).plan()


def _lenalidomide(calendar: Calendar) -> list[tuple[int, str]]:
    """The day of January and the dose of the first two."""
    rows = [row for row in calendar if row.drug == "lenalidomide"]
    return [(row.date.day, str(row.dose)) for row in rows[:2]]
