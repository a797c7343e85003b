"""What holds for the doses of every calendar: working, rounding, caps and sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from regimens.administrations import Administration
from regimens.amounts import Basis, Per
from regimens.calendars import Calendar
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach
from regimens.testing.by_hand import off_by_hand
from regimens.testing.made_by_hand import off_making

__all__ = [
    "assert_caps_kept",
    "assert_days_add_up",
    "assert_doses_follow_working",
    "assert_one_rounding",
    "assert_totals_are_sums",
]

_COUNTED = (Status.PLANNED, Status.GIVEN, Status.UNCONFIRMED)


def assert_doses_follow_working(calendar: Calendar) -> None:
    """Every number shown is the number used: the printed working gives the printed dose.

    Why: a dose that nobody can work out again cannot be checked, and an unchecked dose is given.
    Source: docs/explanation/how-doses-are-made.md, Every number shown is the number used.

    Args:
        calendar: Any calendar. A dose recorded as given is what was recorded.

    Raises:
        AssertionError: naming the dose and the step that does not follow.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_doses_follow_working(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    for row in calendar:
        if row.given is None and row.dose != row.resolved.value:
            what = f"{row.dose} is shown, and {row.resolved.value} worked out"
            raise breach("assert_doses_follow_working", at(row), what)
    doses = {id(row.resolved): row for row in calendar}  # one for each setting on one body
    for row in doses.values():
        for wrong in off_by_hand(row):
            raise breach("assert_doses_follow_working", at(row), wrong)


def assert_one_rounding(calendar: Calendar) -> None:
    """A dose is rounded once, half up: to the policy's step, to the nearest pieces, or to its band.

    Why: a dose rounded twice, or to what cannot be measured out, is not the dose that was checked.
    Source: docs/explanation/how-doses-are-made.md, Rounding is half-up.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose, what it is and what it should be.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_one_rounding(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    doses = {id(row.resolved): row for row in calendar}  # one for each setting on one body
    for row in doses.values():
        for wrong in off_making(row):
            raise breach("assert_one_rounding", at(row), wrong)
        made, rounded = row.resolved.made, Fraction(row.resolved.made.dose)
        taken = sum((Fraction(one.amount) for one in made.pieces), Fraction(0))
        if made.pieces and taken - Fraction(made.left_over) != rounded:
            pieces = " + ".join(map(str, made.pieces))
            what = f"{pieces} without {made.left_over} left over are not {made.dose}"
            raise breach("assert_one_rounding", at(row), what)


def assert_days_add_up(calendar: Calendar) -> None:
    """The parts of a divided day make the day's dose, and no part is larger than one before it.

    Why: parts that do not add up are a day's dose too large or too small, each part looking right.
    Source: docs/explanation/how-doses-are-made.md, Each administration, or each day.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the first part of the day, the parts and their sum.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dara-atra"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), cycles=1)
    >>> assert_days_add_up(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    for rows in _days(calendar):
        first = rows[0]
        if [row.occurrence for row in rows] != list(range(1, first.of + 1)):
            raise breach("assert_days_add_up", at(first), f"{len(rows)} of {first.of} parts")
        written = first.resolved.written
        together = all(row.resolved.made == first.resolved.made for row in rows)
        if written.per is not Per.DAY or not together:
            continue  # each part is a dose, or one was given on another day, of another body
        parts = [row.resolved.value for row in rows]
        day = first.resolved.rounded
        if sum(map(Fraction, parts), Fraction(0)) != Fraction(day):
            what = f"{' + '.join(map(str, parts))} are not the day's {day}"
            raise breach("assert_days_add_up", at(first), what)
        if parts != sorted(parts, reverse=True):
            what = f"{' + '.join(map(str, parts))}: a smaller part stands before a larger one"
            raise breach("assert_days_add_up", at(first), what)


def _days(calendar: Calendar) -> Iterator[list[Administration]]:
    """The doses of one component and day as written, by their occurrence, whole days only."""
    days: dict[tuple[int, ...], list[Administration]] = {}
    for row in calendar:
        days.setdefault(row.key[:4], []).append(row)
    shown = calendar.horizon.until
    for rows in days.values():
        cut = shown is not None and len(rows) < rows[0].of  # a part was given after the last day
        if not cut:
            yield sorted(rows, key=lambda row: row.occurrence)


def assert_caps_kept(calendar: Calendar) -> None:
    """No dose, and no day, is above the cap that is written for it, nor above its own full dose.

    Why: a cap is written for the largest bodies; rounding up over it gives what nobody allowed.
    Source: docs/explanation/how-doses-are-made.md, Caps.

    Args:
        calendar: Any calendar. A dose recorded as given is a fact, and not held against a cap.

    Raises:
        AssertionError: naming the dose and the cap.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("kd-20-56"), Patient(height="190 cm", weight="110 kg"),
    ...                 start=date(2026, 1, 5), cycles=1)
    >>> assert_caps_kept(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    policy = calendar.policy.bsa_cap
    for row in calendar:
        dose, written = row.resolved, row.resolved.written
        full = [dose.product, dose.full, dose.reduced]
        if full != sorted(full, reverse=True) or not 0 < (dose.fraction or 1) <= 1:
            what = f"{dose.reduced} is made from a full dose of {dose.full} of {dose.product}"
            raise breach("assert_caps_kept", at(row), what)
        if written.amount.basis is Basis.SURFACE and dose.measure is not None:
            areas = [written.surface_cap, None if policy is None else policy.value]
            for area in areas:
                if area is not None and dose.measure > area:
                    what = f"made from {dose.measure} m², and at most {area} m² are used"
                    raise breach("assert_caps_kept", at(row), what)
        cap = _cap(row)
        if cap is None or written.cap is None:
            continue
        of_day = written.cap.per is Per.DAY and written.times > 1
        whole = written.per is Per.DAY
        day = Fraction(dose.rounded) if whole else Fraction(dose.value) * written.times
        highest = day if of_day else Fraction(dose.value)
        if highest > cap:
            what = f"{float(highest):g} {dose.unit}, and at most {float(cap):g} is allowed"
            raise breach("assert_caps_kept", at(row), f"{what}: {written.cap}")


def _cap(row: Administration) -> Fraction | None:
    """The cap of a dose in its own unit, or None."""
    dose, cap = row.resolved, row.resolved.written.cap
    if cap is None:
        return None
    of: Decimal | None = Decimal(1)
    if cap.basis is Basis.SURFACE:
        of = None if dose.surface is None else dose.surface.used
    elif cap.basis is Basis.WEIGHT:
        of = dose.capped_on
    return None if of is None else Fraction(cap.value) * Fraction(of)


def assert_totals_are_sums(calendar: Calendar) -> None:
    """The total of a drug is the sum of its doses on the calendar, conditional ones kept apart.

    Why: totals are what is ordered and stored; one that is off leaves a patient without a dose.
    Source: docs/explanation/how-dates-are-made.md, Phases that wait.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the drug, its total and the sum of its doses.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dara-dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_totals_are_sums(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    for totals, counted in (
        (calendar.totals(), _COUNTED),
        (calendar.conditional_totals(), (Status.CONDITIONAL,)),
    ):
        sums: dict[str, Fraction] = {}
        for row in calendar:
            if row.status in counted:
                sums[row.drug] = sums.get(row.drug, Fraction(0)) + Fraction(row.dose)
        for row in calendar:
            if (unit := calendar.regimen.unit(row.drug)) != row.unit:
                what = f"counted in {row.unit}, and its total in {unit}"
                raise breach("assert_totals_are_sums", at(row), what)
        for drug in [*totals, *sums]:
            total, summed = Fraction(totals.get(drug, Decimal(0))), sums.get(drug, Fraction(0))
            if total != summed:
                what = f"the total is {float(total):g}, and its doses make {float(summed):g}"
                raise breach("assert_totals_are_sums", drug, what)
