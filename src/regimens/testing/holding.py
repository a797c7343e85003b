"""One call that holds a course, or all courses of a regimen, against every invariant.

A `Rule` is what a caller's own rule is: it gets a course, and gives the events that follow from it.

>>> from regimens import Lab
>>> from regimens.events import DoseChange
>>> def after_any_laboratory_value(course: Course) -> list[Event]:
...     tested = any(isinstance(event, Lab) for event in course.events)
...     return [DoseChange(of="DCEP", to="0.75", cycle=1)] if tested else []
>>> rules: list[Rule] = [after_any_laboratory_value]
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from inspect import Parameter, Signature
from itertools import islice, pairwise
from types import NoneType
from typing import Any

import attrs
from hypothesis import Verbosity, given, reject, settings
from hypothesis import strategies as st

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import HistoryError, RegimensError
from regimens.events import Event
from regimens.findings import Finding, Severity
from regimens.formats.courses import course_json
from regimens.history import place
from regimens.regimen import Regimen
from regimens.testing.arguments import check_is, check_whole, codes, functions
from regimens.testing.courses import courses as courses_of
from regimens.testing.invariants import Held, Invariant, Invariants, invariants_of

__all__ = [
    "Rule",
    "assert_course_holds",
    "assert_regimen_holds",
    "assert_rules_allowed",
    "recorded_by",
    "replayable",
    "told_apart",
]

# A rule of one's own: what it records about a course, given all that happened so far.
Rule = Callable[[Course], Iterable[Event]]
_MOST = 1000  # events of a rule and a course: more of them never end
_HOW = "Save this as course.json, and look at it with: regimens plan course.json"


@attrs.frozen
class _Drawn:
    """A course that is printed by its document alone."""

    course: Course

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """In short: Hypothesis warns of what is as long as a large regimen."""
        printer.text(f"a course of {self.course.regimen.id}")


@contextmanager
def replayable(course: Course) -> Iterator[None]:
    """Adds the course's document to whatever does not hold of it, or goes wrong with it.

    Args:
        course: What is looked at.

    Raises:
        AssertionError: the one that was raised, with the document to save and plan again.
        Exception: any other one as it was raised, with the document as its note.
    """
    try:
        yield
    except AssertionError as error:
        if _HOW in str(error):
            raise
        said = str(error) or repr(error)
        raise AssertionError(f"{said}\n\n{_HOW}\n{course_json(course)}") from error
    except Exception as error:
        if not any(note.startswith(_HOW) for note in getattr(error, "__notes__", ())):
            error.add_note(f"{_HOW}\n{course_json(course)}")
        raise


def told_apart(
    regimen: object, rules: Iterable[Rule], invariants: Invariants, *more: object
) -> Signature:
    """A signature by which Hypothesis keeps what failed of one regimen and rule by itself.

    Args:
        regimen: Or a strategy, which is told by its kind alone.
        rules: A caller's own.
        invariants: A caller's own.
        more: What else tells it apart.

    >>> from regimens import catalogue
    >>> print(told_apart(catalogue.get("dcep"), [], []))
    (course: 'dcep 1')
    """
    of = type(regimen).__name__
    if isinstance(regimen, Regimen):
        of = f"{regimen.id} {regimen.revision}"
    named = [getattr(one, "__qualname__", type(one).__name__) for one in (*rules, *invariants)]
    words = " ".join([of, *named, *(type(one).__name__ for one in more)])
    return Signature([Parameter("course", Parameter.POSITIONAL_OR_KEYWORD, annotation=words)])


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
            where=_rule_named(rule),
            mend="return a list of events, empty where nothing follows",
        )
    return [one for one in found if isinstance(one, Event)]


def _rule_named(rule: Rule) -> str:
    return f"the rule {shown(getattr(rule, '__name__', type(rule).__name__))}"


def recorded_by(
    rules: Iterable[Rule], course: Course, fired: set[int] | None = None
) -> Iterator[Event]:
    """What rules record about a course that its history has not already.

    Args:
        rules: Each sees what the ones before it recorded.
        course: The course.
        fired: Gets the places in `rules` of those that gave something.

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
    for index, rule in enumerate(rules):
        with replayable(course):
            found = _recorded(rule, course)
        if found and fired is not None:
            fired.add(index)
        for event in found:
            known = [attrs.evolve(one, id=None) for one in course.events]
            if attrs.evolve(event, id=None) not in known:
                course = course.record(event)
                yield event


def _says_something(field: attrs.Attribute[object], value: object) -> bool:
    return value is not None and field.name != "id"


def _assert_settled(rules: Iterable[Rule], course: Course) -> None:
    """A rule that is run again on what it made of a course has nothing to add.

    Raises:
        AssertionError: with what it adds.
    """
    for rule in rules:
        course = course.record(*recorded_by([rule], course))
        with replayable(course):
            try:
                again = next(recorded_by([rule], course), None)
            except Exception as error:
                error.add_note(f"{_rule_named(rule)} was run again on what it made of the course.")
                raise
            if again is not None:
                fields = attrs.asdict(again, recurse=False, filter=_says_something)
                what = ", ".join(f"{name}={value!r}" for name, value in fields.items())
                raise AssertionError(
                    f"{_rule_named(rule)} is run again on what it made of the course, and records "
                    f"something else: {type(again).__name__}({what}); let it give the same events "
                    "for the same facts"
                )


def _steps(course: Course, calendar: Calendar) -> Iterator[tuple[Calendar, Calendar]]:
    """The calendars before and after each event, and those before the first and after the last."""
    known = [_planned(course, course.events[:count]) for count in range(len(course.events))]
    steps = [one for one in (*known, calendar) if one is not None]
    yield from pairwise(steps)
    if len(steps) > 2:
        yield steps[0], steps[-1]


def _planned(course: Course, events: Sequence[Event]) -> Calendar | None:
    """The calendar of the first events of a course; None where a later correction mends them."""
    try:
        return attrs.evolve(course, events=events).plan()
    except RegimensError:
        return None


def assert_rules_allowed(
    before: Calendar | None,
    calendar: Calendar,
    recorded: Sequence[str],
    allow_findings: Collection[str],
) -> None:
    """What rules record breaks no rule of the protocol, unless that is allowed by its code.

    Args:
        before: Without what they recorded, or None where that cannot be planned; a violation that
            was there already is not theirs.
        calendar: With what they recorded.
        recorded: The places in its history of their events.
        allow_findings: The codes of violations that they may cause.

    Raises:
        AssertionError: with the violation.
    """
    places = set() if before is None else {_place_of(one) for one in before.findings}
    for one in calendar.findings:
        mine = not set(recorded).isdisjoint(one.events) and _place_of(one) not in places
        if mine and one.severity is Severity.VIOLATION and one.code not in allow_findings:
            raise AssertionError(
                f"a rule records what the protocol does not allow: {one.code}: {one.message}; mend "
                f"the rule, let it record an override with the reason, or pass "
                f"allow_findings=[{one.code!r}]"
            )


def _place_of(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.phase, finding.cycle, finding.day, finding.drug, finding.date)


def assert_course_holds(
    course: Course,
    *,
    rules: Sequence[Rule] = (),
    invariants: Invariants = (),
    allow_findings: Collection[str] = (),
) -> None:
    """Every invariant holds of a course, with what rules of one's own record about it.

    The calendar before each event is held against the one after it, and the one before anything
    was recorded against the last. A rule is run again on what it made of the course, and may add
    nothing then.

    Args:
        course: Any course that can be planned.
        rules: A hospital's own: each gets the course and gives the events that follow from it.
        invariants: One's own besides :data:`regimens.testing.INVARIANTS`: functions of a calendar.
        allow_findings: The codes of violations that what the rules record may cause.

    Raises:
        AssertionError: with what does not hold, where, and the course's document; also for a
            violation that a rule causes and that is not allowed, and for a rule that records
            something else when it is run again.
        RegimensError: for a course that cannot be planned, or not with what a rule records; for
            an argument that is not what it should be, such as a rule that is not in a list.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_course_holds(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5)))
    """
    check_is("course", course, Course)
    own = functions("invariants", invariants, Invariant)
    _hold(course, functions("rules", rules), own, codes("allow_findings", allow_findings), [])


def _hold(
    course: Course,
    rules: Sequence[Rule],
    own: Invariants,
    allow_findings: Collection[str],
    failed: list[Callable[..., None]],
    *,
    fired: set[int] | None = None,
) -> None:
    """Holds a course against all invariants; once one has failed, against that one alone."""
    _assert_settled(rules, course)
    known = len(course.events)
    course = course.record(*recorded_by(rules, course, fired))
    with replayable(course):
        calendar = course.plan()
        recorded = [place(at, one) for at, one in enumerate(course.events) if at >= known]
        before = _planned(course, course.events[:known]) if recorded else None
        assert_rules_allowed(before, calendar, recorded, allow_findings)
        for kind in Held:
            wanted = [
                one
                for one in invariants_of(kind, own)
                if one.function in (failed or [one.function])
            ]
            arguments = _arguments(kind, course, calendar) if wanted else []
            for one in wanted:
                try:
                    for each in arguments:
                        one.function(*each)
                except AssertionError:
                    failed[:] = [one.function]
                    raise


def _arguments(kind: Held, course: Course, calendar: Calendar) -> Sequence[tuple[object, ...]]:
    """What an invariant of a kind is held against, one after the other."""
    match kind:
        case Held.CALENDAR:
            return [(calendar,)]
        case Held.CHANGE:
            return list(_steps(course, calendar))
        case Held.COURSE:
            return [(course,)]


def assert_regimen_holds(
    regimen: Regimen | st.SearchStrategy[Regimen],
    *,
    examples: int = 100,
    rules: Sequence[Rule] = (),
    invariants: Invariants = (),
    allow_findings: Collection[str] = (),
    courses: st.SearchStrategy[Course] | None = None,
) -> None:
    """Every invariant holds of every course of a regimen that is drawn.

    Patients, policies and legal histories are drawn. What does not hold is made as small as it
    can be, and is printed with the course's document, to be saved and planned again. A rule that
    recorded nothing in any of the courses is warned of: whatever it does, it would pass.

    Args:
        regimen: A regimen of one's own, or a strategy of them.
        examples: How many courses are drawn; Hypothesis' other settings are the loaded profile's.
        rules: A hospital's own: each gets the course and gives the events that follow from it.
        invariants: One's own besides :data:`regimens.testing.INVARIANTS`: functions of a calendar.
        allow_findings: The codes of violations that what the rules record may cause.
        courses: Draws the courses, where others are wanted than
            :func:`regimens.testing.courses` of the regimen.

    Raises:
        AssertionError: with what does not hold, where, and the course's document.
        RegimensError: for what a rule records that the course refuses, and for an argument that
            is not what it should be, such as an id instead of its regimen.

    >>> from regimens import catalogue
    >>> assert_regimen_holds(catalogue.get("dcep"), examples=5)
    """
    check_is("regimen", regimen, Regimen, st.SearchStrategy)
    check_whole("examples", examples, 1)
    check_is("courses", courses, st.SearchStrategy, NoneType)
    rules, own = functions("rules", rules), functions("invariants", invariants, Invariant)
    allowed = codes("allow_findings", allow_findings)
    failed: list[Callable[..., None]] = []  # while it is made small nothing else is looked at
    fired: set[int] = set()

    def holds(course: _Drawn) -> None:
        try:
            course.course.plan()
        except RegimensError:
            reject()
        _hold(course.course, rules, own, allowed, failed, fired=fired)

    # What Hypothesis keeps of a failure it keeps under this.
    apart = told_apart(regimen, rules, own, *(() if courses is None else (courses,)))
    holds.__signature__ = apart  # type: ignore[attr-defined]
    drawn = courses_of(regimen) if courses is None else courses
    quiet = settings(
        max_examples=examples,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
    )
    quiet(given(drawn.map(_Drawn))(holds))()
    for index, rule in enumerate(rules):
        if index not in fired:
            warnings.warn(
                f"{_rule_named(rule)} recorded nothing in any of the courses drawn, and nothing of "
                "it was tested; give courses=… for which it does",
                stacklevel=2,
            )
