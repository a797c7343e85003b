"""One call that holds a course, or all courses of a regimen, against every invariant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import attrs
from hypothesis import Verbosity, given, reject, settings
from hypothesis import strategies as st

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import HistoryError, RegimensError
from regimens.events import Event
from regimens.formats.courses import course_json
from regimens.regimen import Regimen
from regimens.testing.courses import courses as courses_of
from regimens.testing.invariants import Held, Invariants, invariants_of

__all__ = ["Rule", "assert_course_holds", "assert_regimen_holds", "recorded_by", "replayable"]

# A rule of one's own: what it records about a course, given all that happened so far.
Rule = Callable[[Course], Iterable[Event]]
_MOST = 1000  # events of a rule and a course: more of them never end


@attrs.frozen
class _Drawn:
    """A course that is printed by its document alone."""

    course: Course

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """In short: Hypothesis warns of what is as long as a large regimen."""
        printer.text(f"a course of {self.course.regimen.id}")


@contextmanager
def replayable(course: Course) -> Iterator[None]:
    """Adds the course's document to whatever does not hold of it.

    Args:
        course: What is looked at.

    Raises:
        AssertionError: the one that was raised, with the document to save and plan again.
    """
    try:
        yield
    except AssertionError as error:
        raise AssertionError(
            f"{str(error) or repr(error)}\n\n"
            "Save this as course.json, and look at it with: regimens plan course.json\n"
            f"{course_json(course)}"
        ) from error


def _recorded(rule: Rule, course: Course) -> list[Event]:
    """What a rule gives, which has to be events, and to end."""
    given_: object = rule(course)
    found = list(islice(given_, _MOST + 1)) if isinstance(given_, Iterable) else [given_]
    wrong = [one for one in found if not isinstance(one, Event)]
    if wrong or len(found) > _MOST or isinstance(given_, Event):
        what = f"more than {_MOST} events" if not wrong else f"{shown(wrong[0])}, which is no event"
        if isinstance(given_, Event):
            what = "an event by itself"
        raise HistoryError(
            f"gives {what}",
            where=f"the rule {shown(getattr(rule, '__name__', type(rule).__name__))}",
            mend="return a list of events, empty where nothing follows",
        )
    return [one for one in found if isinstance(one, Event)]


def recorded_by(rules: Iterable[Rule], course: Course) -> Iterator[Event]:
    """What rules record about a course that its history has not already.

    Args:
        rules: Each sees what the ones before it recorded.
        course: The course.

    Raises:
        HistoryError: for a rule that gives anything but events, or never ends; or as
            :meth:`Course.record` for what it gives.

    >>> from datetime import date
    >>> from regimens import DoseChange, Patient, catalogue
    >>> def frail(course):
    ...     return [DoseChange(of="DCEP", to="0.7", cycle=1)]
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> len(list(recorded_by([frail, frail], course)))
    1
    """
    for rule in rules:
        for event in _recorded(rule, course):
            known = [attrs.evolve(one, id=None) for one in course.events]
            if attrs.evolve(event, id=None) not in known:
                course = course.record(event)
                yield event


def _planned(course: Course, events: Sequence[Event]) -> Calendar | None:
    """The calendar of the first events of a course; None where a later correction mends them."""
    try:
        return attrs.evolve(course, events=events).plan()
    except RegimensError:
        return None


def assert_course_holds(
    course: Course, *, rules: Sequence[Rule] = (), invariants: Invariants = ()
) -> None:
    """Every invariant holds of a course, with what rules of one's own record about it.

    The calendar before anything was recorded, and the one before the last event, are held against
    the one after.

    Args:
        course: Any course that can be planned.
        rules: A hospital's own: each gets the course and gives the events that follow from it.
        invariants: One's own besides :data:`regimens.testing.INVARIANTS`: functions of a calendar.

    Raises:
        AssertionError: with what does not hold, where, and the course's document.
        RegimensError: for a course that cannot be planned, or not with what a rule records.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_course_holds(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5)))
    """
    own = tuple(invariants)
    course = course.record(*recorded_by(rules, course))
    calendar = course.plan()
    with replayable(course):
        for one in invariants_of(Held.CALENDAR, own):
            one.function(calendar)
        for count in sorted({0, max(0, len(course.events) - 1)}):
            before = _planned(course, course.events[:count])
            if before is not None and course.events:
                for one in invariants_of(Held.CHANGE, own):
                    one.function(before, calendar)
        for one in invariants_of(Held.COURSE, own):
            one.function(course)


def assert_regimen_holds(
    regimen: Regimen | st.SearchStrategy[Regimen],
    *,
    examples: int = 100,
    rules: Sequence[Rule] = (),
    invariants: Invariants = (),
    courses: st.SearchStrategy[Course] | None = None,
) -> None:
    """Every invariant holds of every course of a regimen that is drawn.

    Patients, policies and legal histories are drawn. What does not hold is made as small as it
    can be, and is printed with the course's document, to be saved and planned again.

    Args:
        regimen: A regimen of one's own, or a strategy of them.
        examples: How many courses are drawn; Hypothesis' other settings are the loaded profile's.
        rules: A hospital's own: each gets the course and gives the events that follow from it.
        invariants: One's own besides :data:`regimens.testing.INVARIANTS`: functions of a calendar.
        courses: Draws the courses, where others are wanted than
            :func:`regimens.testing.courses` of the regimen.

    Raises:
        AssertionError: with what does not hold, where, and the course's document.
        RegimensError: for what a rule records that the course refuses.

    >>> from regimens import catalogue
    >>> assert_regimen_holds(catalogue.get("dcep"), examples=5)
    """
    own = tuple(invariants)

    def holds(one: _Drawn) -> None:
        try:
            one.course.plan()
        except RegimensError:
            reject()
        assert_course_holds(one.course, rules=rules, invariants=own)

    drawn = courses_of(regimen) if courses is None else courses
    quiet = settings(
        max_examples=examples,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
    )
    quiet(given(drawn.map(_Drawn))(holds))()
