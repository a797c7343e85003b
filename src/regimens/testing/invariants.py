"""The invariants by name, each with its sentence, why it matters and its source."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum

from attrs import field, frozen

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.testing import (
    body_invariants,
    change_invariants,
    closed_invariants,
    course_invariants,
    date_invariants,
    dose_invariants,
    record_invariants,
    told_invariants,
    whole_invariants,
)
from regimens.testing.arguments import members

__all__ = ["INVARIANTS", "Held", "Invariant", "Invariants", "invariants_of"]


class Held(Enum):
    """What an invariant is held against, which are the arguments of its function.

    >>> {one.held for one in INVARIANTS} == set(Held)
    True
    >>> Held.CHANGE.value
    'the calendars before and after something is recorded'
    """

    CALENDAR = "a calendar"
    CHANGE = "the calendars before and after something is recorded"
    COURSE = "a course"


@frozen(kw_only=True)
class Invariant:
    """Something that always holds, and why.

    Args:
        name: Of the function.
        sentence: What holds, in one sentence.
        why: What harm it does where it does not hold.
        source: Where it stands that it holds.
        held: What the function takes.
        function: Raises an :class:`AssertionError` that says what, and where.

    Raises:
        UnknownNameError: for a `held` that is none: the invariant would be held against nothing.

    >>> one = next(one for one in INVARIANTS if one.name == "assert_caps_kept")
    >>> one.held.value
    'a calendar'
    >>> print(one.source)
    docs/explanation/how-doses-are-made.md, Caps
    """

    name: str
    sentence: str
    why: str
    source: str
    held: Held = field()
    function: Callable[..., None]

    @held.validator
    def _is_held(self, _: object, value: Held) -> None:
        members("held", [value], Held)


_PART = re.compile(r"^(Why|Source): (.*(?:\n(?!Source: ).*)*)", re.MULTILINE)
# What a caller may give besides: a plain function of a calendar, or one with its record.
Invariants = Iterable[Invariant | Callable[[Calendar], None]]


def _told(function: Callable[..., None], held: Held) -> Invariant:
    """The record of a function, which its docstring is the text of."""
    sentence, *rest = (inspect.getdoc(function) or "").split("\n\n")
    parts = {name: " ".join(text.split()) for name, text in _PART.findall("\n".join(rest[:1]))}
    return Invariant(
        name=getattr(function, "__name__", type(function).__name__),
        sentence=sentence.strip(),
        why=parts.get("Why", "").removesuffix("."),
        source=parts.get("Source", "").removesuffix("."),
        held=held,
        function=function,
    )


_CALENDAR: tuple[Callable[[Calendar], None], ...] = (
    date_invariants.assert_rows_in_order,
    date_invariants.assert_no_dose_twice,
    whole_invariants.assert_every_dose_stands,
    whole_invariants.assert_amounts_as_written,
    whole_invariants.assert_history_followed,
    date_invariants.assert_dates_follow_cycles,
    date_invariants.assert_cycles_follow_each_other,
    date_invariants.assert_intervals_kept,
    date_invariants.assert_growth_factors_kept_apart,
    date_invariants.assert_nothing_after_stop,
    closed_invariants.assert_closed_days_kept,
    date_invariants.assert_statuses_fit_as_of,
    body_invariants.assert_measurements_followed,
    body_invariants.assert_products_followed,
    body_invariants.assert_tables_followed,
    body_invariants.assert_steps_kept,
    body_invariants.assert_phases_wait,
    dose_invariants.assert_doses_follow_working,
    dose_invariants.assert_one_rounding,
    dose_invariants.assert_days_add_up,
    dose_invariants.assert_caps_kept,
    dose_invariants.assert_totals_are_sums,
    told_invariants.assert_every_dose_explained,
    told_invariants.assert_given_doses_told,
    told_invariants.assert_overrides_told,
    told_invariants.assert_reductions_told,
    told_invariants.assert_unread_numbers_marked,
    told_invariants.assert_documents_carry_the_numbers,
)
_CHANGE: tuple[Callable[[Calendar, Calendar], None], ...] = (
    change_invariants.assert_past_immutable,
    change_invariants.assert_changes_explained,
    record_invariants.assert_omissions_followed,
    record_invariants.assert_postponements_followed,
    record_invariants.assert_dose_changes_followed,
    record_invariants.assert_stops_followed,
)
_COURSE: tuple[Callable[[Course], None], ...] = (
    course_invariants.assert_delay_moves_later_cycles,
    course_invariants.assert_fraction_never_raises,
    course_invariants.assert_units_agree,
    course_invariants.assert_horizon_only_cuts,
    course_invariants.assert_as_of_changes_no_dose,
    course_invariants.assert_recorded_at_once,
    course_invariants.assert_corrections_followed,
    course_invariants.assert_document_round_trip,
    course_invariants.assert_same_bytes,
)
# Every invariant: of a calendar, of a change, of a course.
INVARIANTS: tuple[Invariant, ...] = (
    *(_told(function, Held.CALENDAR) for function in _CALENDAR),
    *(_told(function, Held.CHANGE) for function in _CHANGE),
    *(_told(function, Held.COURSE) for function in _COURSE),
)


def invariants_of(held: Held, more: Invariants = ()) -> Iterator[Invariant]:
    """The invariants of one kind, those of the library and then those given besides.

    A plain function is held against calendars.

    Args:
        held: The kind.
        more: A caller's own.

    >>> def assert_no_sunday(calendar):
    ...     "No dose is on a Sunday."
    >>> *_, own = invariants_of(Held.CALENDAR, [assert_no_sunday])
    >>> own.name, own.sentence
    ('assert_no_sunday', 'No dose is on a Sunday.')
    """
    own = (one if isinstance(one, Invariant) else _told(one, Held.CALENDAR) for one in more)
    return (one for one in (*INVARIANTS, *own) if one.held is held)
