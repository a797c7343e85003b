"""What holds between a course and the same course written, looked at or measured otherwise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_UP, Decimal, localcontext

import attrs

from regimens.administrations import Administration
from regimens.amounts import Basis, Unit, amount
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import EXACT, plain
from regimens.errors import RegimensError
from regimens.events import Delay, DoseChange, Given, Lab, Measurement, Switch
from regimens.formats.calendars import calendar_json
from regimens.formats.courses import course_from, course_json
from regimens.patient import Patient
from regimens.schedule import Following
from regimens.statuses import Status
from regimens.testing.arguments import check_is, check_whole
from regimens.testing.breaches import at, breach, holding

__all__ = [
    "assert_as_of_changes_no_dose",
    "assert_corrections_followed",
    "assert_delay_moves_later_cycles",
    "assert_document_round_trip",
    "assert_fraction_never_raises",
    "assert_horizon_only_cuts",
    "assert_recorded_at_once",
    "assert_same_bytes",
    "assert_units_agree",
]

_INCH, _POUND = Decimal("2.54"), Decimal("0.45359237")
_MASSES = {"µg": Decimal(1000), "g": Decimal("0.001")}  # in a milligram


def assert_same_bytes(course: Course) -> None:
    """Planned again under another program's decimal settings, a course has the same bytes.

    Why: a calendar that depends on who computes it cannot be checked by anyone else.
    Source: docs/explanation/how-doses-are-made.md, Every number shown is the number used.

    Args:
        course: Any course that can be planned.

    Raises:
        AssertionError: naming the first line that differs.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_same_bytes(Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                          start=date(2026, 1, 5)))
    """
    check_is("course", course, Course)
    first = calendar_json(course.plan())
    with localcontext(prec=3, rounding=ROUND_UP):
        abroad = calendar_json(course.plan())
    if abroad != first:
        difference = _first_difference(first, abroad)
        raise breach("assert_same_bytes", "planned with 3 digits", difference)


def _first_difference(one: str, other: str) -> str:
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    differing = (f"{a.strip()} became {b.strip()}" for a, b in pairs if a != b)
    return next(differing, "one is longer than the other")


def assert_document_round_trip(course: Course) -> None:
    """Written as a document and read back, a course is the same course with the same calendar.

    Why: what a document loses, an event or a choice, is lost from the next calendar.
    Source: docs/evidence/hazard-log.md, A bad input document.

    Args:
        course: Any course that can be planned; a regimen of one's own stands in the document.

    Raises:
        AssertionError: naming what differs.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_document_round_trip(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5)))
    """
    check_is("course", course, Course)
    text = course_json(course)
    again = course_from(json.loads(text))
    for field in attrs.fields(Course):
        was, is_ = getattr(course, field.name), getattr(again, field.name)
        if was != is_:
            raise breach("assert_document_round_trip", field.name, "differs when it is read back")
    for what, one, other in (
        ("the document", text, course_json(again)),
        ("the calendar", calendar_json(course.plan()), calendar_json(again.plan())),
    ):
        if one != other:
            raise breach("assert_document_round_trip", what, _first_difference(one, other))


def assert_recorded_at_once(course: Course) -> None:
    """Events recorded one by one give the course and the calendar of all recorded at once.

    Why: two sites with one history must have one calendar, however each of them recorded it.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Args:
        course: Any course that can be planned.

    Raises:
        AssertionError: naming the first line that differs.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_recorded_at_once(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5), events=[Delay(cycle=2, days=3)]))
    """
    check_is("course", course, Course)
    step = empty = attrs.evolve(course, events=())
    for event in course.events:
        step = step.record(event)
    if empty.record(*course.events) != course:
        raise breach("assert_recorded_at_once", "recorded at once", "it is another course")
    calendar, other = course.plan(), step.plan()
    wanted, text = calendar_json(calendar), calendar_json(other)
    if step != course or text != wanted:
        difference = _first_difference(wanted, text)
        raise breach("assert_recorded_at_once", "recorded one by one", difference)
    for change in other.compare(calendar).changes:
        raise breach("assert_recorded_at_once", "compared with itself", str(change))


def assert_corrections_followed(course: Course) -> None:
    """What a correction takes back changes no dose and no date any more.

    Why: a mistake that was mended on paper and not on the calendar is given.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Args:
        course: Any course that can be planned. One with a dose recorded as given is not looked
            at: that dose stays as it was when it was recorded.

    Raises:
        AssertionError: naming the dose that differs from the course without what is taken back.

    >>> from datetime import date
    >>> from regimens import Correction, Patient, catalogue
    >>> assert_corrections_followed(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5),
    ...     events=[Delay(id="e1", cycle=2, days=3), Correction(voids="e1")]))
    """
    check_is("course", course, Course)
    kept = [event for _, event in holding(course.events)]
    given = any(isinstance(event, Given) for event in course.events)
    if given or len(kept) == len(course.events):
        return
    plain_ = attrs.evolve(course, events=kept).plan()
    _same_rows("assert_corrections_followed", plain_, course.plan(), "with what is taken back")


def assert_as_of_changes_no_dose(course: Course) -> None:
    """The day a course is looked at on changes no date and no dose, only what is unconfirmed.

    Why: the plan must not depend on the day on which somebody prints it.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Args:
        course: Any course that can be planned.

    Raises:
        AssertionError: naming the dose that differs and the day looked at.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_as_of_changes_no_dose(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5)))
    """
    check_is("course", course, Course)
    plain = attrs.evolve(course, as_of=None).plan()
    days = [row.date for row in plain]
    for as_of in filter(None, [course.as_of, *days[len(days) // 2 :][:1]]):
        try:
            seen = attrs.evolve(course, as_of=as_of).plan()
        except RegimensError:
            continue  # something was recorded after that day
        _same_rows("assert_as_of_changes_no_dose", plain, seen, f"looked at on {as_of}")


def _confirmed(row: Administration) -> tuple[object, ...]:
    """What a dose shows, whether it needs confirming or not."""
    status = Status.PLANNED if row.status is Status.UNCONFIRMED else row.status
    made = (row.written, row.fraction, row.level, row.calculated, row.dose, row.of)
    return (row.key, row.date, *made, row.route, status, row.roles)


def _same_rows(
    rule: str, one: Sequence[Administration], other: Sequence[Administration], when: str
) -> None:
    for a, b in zip(one, other, strict=False):
        if _confirmed(a) != _confirmed(b):
            raise breach(
                rule, at(a), f"{when} it is {b.dose} {b.unit} on {b.date}, {b.status.value}"
            )
    if len(one) != len(other):
        raise breach(rule, when, f"{len(other)} doses, and there were {len(one)}")


def assert_units_agree(course: Course) -> None:
    """The same body, and the same amounts, in whatever units have the same calendar.

    Why: pounds read as kilograms more than double a dose, micrograms as milligrams a thousandfold.
    Source: docs/evidence/hazard-log.md, Wrong unit.

    Args:
        course: Any course that can be planned. A body is first taken to the nearest inch and
            pound, which have exact centimetres and kilograms; amounts of the protocol, and those
            recorded as given, are read again as micrograms and as grams.

    Raises:
        AssertionError: naming the dose that differs and the units.

    >>> from datetime import date
    >>> from regimens import catalogue
    >>> assert_units_agree(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5)))
    """
    check_is("course", course, Course)
    _same_amounts(course)
    height, weight = course.patient.height_cm, course.patient.weight_kg
    if height is None or weight is None:
        return
    inches, pounds = round(height / _INCH), round(weight / _POUND)
    centimetres, kilograms = inches * _INCH, pounds * _POUND
    plain = _measured(course, f"{centimetres:f} cm", f"{kilograms:f} kg")
    # Metres where the inches are odd, so that each of the units is used.
    high = f"{centimetres.scaleb(-2):f} m" if inches % 2 else f"{inches} in"
    other = _measured(course, high, f"{pounds} lb")
    if (plain is None) != (other is None):
        raise breach("assert_units_agree", high, "one of two equal bodies is refused")
    if plain is not None and other is not None:
        _same_rows("assert_units_agree", plain, other, f"for {high} and {pounds} lb")


def _same_amounts(course: Course) -> None:
    """What is written or recorded in milligrams is the same in micrograms and in grams."""
    written = {component.dose.amount for _, component in course.regimen.components()}
    for one in (one for one in written if one.unit is Unit.MG and one.basis is not Basis.AUC):
        of = str(one).partition("mg")[2]
        for unit, size in _MASSES.items():
            text = f"{plain(EXACT.multiply(one.value, size))} {unit}{of}"
            if amount(text) != one:
                raise breach("assert_units_agree", str(one), f"{text} is read as {amount(text)}")
    for event in course.events:
        if isinstance(event, Given) and event.dose is not None and event.dose.kind.value == "mg":
            for unit, size in _MASSES.items():
                text = f"{plain(EXACT.multiply(event.dose.value, size))} {unit}"
                again = attrs.evolve(event, dose=text)
                if again != event:
                    what = f"{text} is recorded as {again.dose}"
                    raise breach("assert_units_agree", f"{event.dose} given on {event.on}", what)


def _measured(course: Course, height: str, weight: str) -> Calendar | None:
    """The calendar of a body; None where it is refused."""
    try:
        patient: Patient = attrs.evolve(course.patient, height=height, weight=weight)
        return attrs.evolve(course, patient=patient).plan()
    except RegimensError:
        return None


def assert_delay_moves_later_cycles(course: Course, *, days: int = 3) -> None:
    """A delay moves its cycle and all later ones by its days, and nothing else.

    Why: a cycle that does not move with the one before it comes too early.
    Source: docs/explanation/how-dates-are-made.md, Delay, slip and dose delay.

    Args:
        course: Any course that can be planned. The first cycle after the last recorded start is
            delayed. Doses that an event or a closed day has moved by themselves are left aside.
        days: How many days, at least 1.

    Raises:
        AssertionError: naming the dose, and the day it should have.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_delay_moves_later_cycles(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5)))
    """
    check_is("course", course, Course)
    check_whole("days", days, 1)
    before = attrs.evolve(course, clinic=None, until=None)
    if course.cycles is None and course.regimen.phases[-1].cycles is None:
        before = attrs.evolve(before, cycles=len(course.plan().cycles) or 1)
    try:
        plan = before.plan()
        last = max((time.place for time in plan.times if time.recorded), default=(0, 0))
        free = [time for time in plan.times if time.place > last]
        delay = Delay(phase=free[0].phase.name, cycle=free[0].cycle, days=days) if free else None
        after = None if delay is None else before.record(delay).plan()
    except RegimensError:
        return  # without its closed days it cannot be planned, or it cannot be late any more
    if after is None:
        return
    now = {row.key: row for row in after}
    dosed = any(isinstance(event, Lab | Measurement | Switch) for event in course.events)
    for row in plan:
        same = now.get(row.key)
        moved = days if row.time.place >= free[0].place else 0
        if row.changed_by or (same is None and len(row.roles) == 1 and _serves(row)):
            continue
        # What leads to a postponed dose stays before that event's day, and moves with it after.
        if same is not None and same.changed_by:
            continue
        if same is None:
            raise breach("assert_delay_moves_later_cycles", at(row), f"gone after {days} days")
        should = row.date + timedelta(days=moved)
        if same.date != should:
            what = f"{days} days later it is on {same.date}, and should be on {should}"
            raise breach("assert_delay_moves_later_cycles", at(row), what)
        # A stop can end on its own day what a dose serves besides, and with it the larger of two.
        if not dosed and same.roles == row.roles and same.dose != row.dose:
            what = f"{days} days later it is {same.dose} {row.unit}, and was {row.dose}"
            raise breach("assert_delay_moves_later_cycles", at(row), what)


def _serves(row: Administration) -> bool:
    """Whether a dose belongs to another of its day, with which it may become one row."""
    timing = row.slot.component.timing
    return isinstance(timing, Following) and timing.offsets == (0,)


def assert_fraction_never_raises(course: Course) -> None:
    """No dose of a course with reductions is larger than in the course without them.

    Why: a reduction that raises a dose harms exactly the patient who could not bear the full one.
    Source: docs/explanation/how-doses-are-made.md, Fraction and level.

    Args:
        course: Any course that can be planned. Amounts recorded as given are facts.

    Raises:
        AssertionError: naming the dose and the full one.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_fraction_never_raises(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5), events=[DoseChange(of="DCEP", to="0.7", cycle=2)]))
    """
    check_is("course", course, Course)
    fractions = [isinstance(one, DoseChange) and one.to is not None for one in course.events]
    if not any(fractions):
        return
    events = [
        attrs.evolve(event, to=Decimal(1)) if fraction and isinstance(event, DoseChange) else event
        for event, fraction in zip(course.events, fractions, strict=True)
    ]
    full = {row.key: row for row in attrs.evolve(course, events=events).plan()}
    for row in course.plan():
        whole = full.get(row.key)
        if whole is not None and row.given is None and row.dose > whole.dose:
            what = f"reduced it is {row.dose} {row.unit}, and in full {whole.dose}"
            raise breach("assert_fraction_never_raises", at(row), what)


def assert_horizon_only_cuts(course: Course) -> None:
    """A shorter plan is the beginning of the longer one, dose for dose.

    Why: how far somebody looks ahead must not change what is given today.
    Source: docs/explanation/how-dates-are-made.md, Where a plan ends.

    Args:
        course: Any course that can be planned; it is cut on the day of its middle dose.

    Raises:
        AssertionError: naming the dose that differs and the last day shown.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> assert_horizon_only_cuts(Course(
    ...     catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...     start=date(2026, 1, 5)))
    """
    check_is("course", course, Course)
    long = course.plan()
    days = [row.date for row in long if row.date >= long.start]
    until = days[len(days) // 2] if days else long.start
    short = attrs.evolve(course, until=until).plan()
    wanted = [row for row in long if row.date <= until]
    _same_rows("assert_horizon_only_cuts", wanted, short, f"shown until {until}")
