"""By how much a dose is moved, and which of its moves the later doses share.

The rows are daratumumab's weekly doses: 5, 12, 19 and 26 January, each to keep its interval.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from regimens import Course, CycleStart, Patient, catalogue
from regimens.administrations import Administration
from regimens.events import Event
from regimens.marks import Marks, Postponed
from regimens.moves import Moves, Step
from regimens.timeline import CLINIC

_DECIDED = date(2026, 1, 2)


def _rows(*events: Event) -> list[Administration]:
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(
        catalogue.get("daratumumab-iv"),
        patient,
        start=date(2026, 1, 5),
        cycles=2,
        events=events,
    )
    return [row for row in course.plan() if row.drug == "daratumumab"]


def _mark(
    row: Administration, days: int, cause: str, *, keeps: bool = True, against: str = ""
) -> Postponed:
    return Postponed(
        key=row.key,
        days=days,
        decided=_DECIDED,
        keeps_interval=keeps,
        cause=cause,
        against=against,
    )


def _step(days: int, cause: str) -> Step:
    return Step(days=days, decided=_DECIDED, cause=cause)


def _given(row: Administration, late: int) -> Marks:
    given = attrs.evolve(row, date=row.date + timedelta(days=late), changed_by=("given",))
    return Marks(given={row.key: given})


def test_postponed_dose_moves_itself_and_those_after_it() -> None:
    """Three days, for it and for every later dose, but not for an earlier one."""
    first, second, third, *_ = _rows()
    moves = Moves(Marks(postponed=(_mark(second, 3, "a"),)))
    assert moves.of(first) == []
    assert moves.of(second) == [_step(3, "a")]
    assert moves.of(third) == [_step(3, "a")]


def test_postponement_that_keeps_no_interval_moves_itself_alone() -> None:
    """The next dose is on its own day."""
    first, second, *_ = _rows()
    moves = Moves(Marks(postponed=(_mark(first, 3, "a", keeps=False),)))
    assert moves.of(first) == [_step(3, "a")]
    assert moves.of(second) == []


def test_second_dose_of_the_day_is_not_moved_by_the_first() -> None:
    """What carries on carries on to later days."""
    first, second, *_ = _rows()
    evening = attrs.evolve(first, slot=attrs.evolve(first.slot, occurrence=2, of=2))
    moves = Moves(Marks(postponed=(_mark(first, 3, "a"),)))
    assert moves.of(first) == [_step(3, "a")]
    assert moves.of(evening) == []
    assert moves.of(second) == [_step(3, "a")]


def test_two_doses_of_a_day_as_late_as_each_other_move_the_later_ones_once() -> None:
    """Three days for both: those after them are three days later, by the first of the two."""
    first, second, *_ = _rows()
    evening = attrs.evolve(first, slot=attrs.evolve(first.slot, occurrence=2, of=2))
    moves = Moves(Marks(postponed=(_mark(first, 3, "a"), _mark(evening, 3, "b"))))
    assert moves.of(first) == [_step(3, "a")]
    assert moves.of(evening) == [_step(3, "b")]
    assert moves.of(second) == [_step(3, "a")]


@pytest.mark.parametrize("closed", [2, -1])
def test_postponement_counts_from_the_day_that_a_closed_clinic_made(closed: int) -> None:
    """Moved by the clinic and then by 3 and 1 days: the later doses keep all of it, once."""
    first, second, *_ = _rows()
    marks = (
        _mark(first, closed, CLINIC, keeps=False),
        _mark(first, 3, "a"),
        _mark(first, 1, "b"),
    )
    moves = Moves(Marks(postponed=marks))
    assert moves.of(first) == [_step(closed, CLINIC), _step(3, "a"), _step(1, "b")]
    assert moves.of(second) == [_step(3 + closed, "a"), _step(1, "b")]


def test_closed_clinic_alone_moves_no_later_dose() -> None:
    """The next dose is due on its own day, as open as it is."""
    first, second, *_ = _rows()
    moves = Moves(Marks(postponed=(_mark(first, 2, CLINIC, keeps=False),)))
    assert moves.of(first) == [_step(2, CLINIC)]
    assert moves.of(second) == []


@pytest.mark.parametrize(
    ("late", "carried"),
    [
        (-1, []),
        (0, []),
        (1, [_step(1, "a")]),
        (3, [_step(3, "a")]),
        (4, [_step(3, "a"), _step(1, "b")]),
        (5, [_step(3, "a"), _step(2, "b")]),
        (6, [_step(3, "a"), _step(2, "b"), Step(days=1, decided=date(2026, 1, 11), cause="given")]),
    ],
)
def test_given_dose_carries_on_by_how_late_it_was(late: int, carried: list[Step]) -> None:
    """Postponed by 3 and by 2 days: as much of both as was used, and what was later still."""
    first, second, *_ = _rows()
    marks = attrs.evolve(
        _given(first, late), postponed=(_mark(first, 3, "a"), _mark(first, 2, "b"))
    )
    moves = Moves(marks)
    moves.of(first)
    assert moves.of(second) == carried


@pytest.mark.parametrize(
    ("late", "carried"),
    [
        (1, []),
        (2, []),
        (3, [_step(1, "a"), Step(days=2, decided=date(2026, 1, 8), cause="given")]),
    ],
)
def test_days_of_a_closed_clinic_carry_on_only_where_the_dose_was_later(
    late: int, carried: list[Step]
) -> None:
    """Two days of the clinic are no lateness; given after them, the whole distance is kept."""
    first, second, *_ = _rows()
    marks = attrs.evolve(
        _given(first, late), postponed=(_mark(first, 2, CLINIC, keeps=False), _mark(first, 1, "a"))
    )
    moves = Moves(marks)
    moves.of(first)
    assert moves.of(second) == carried


def test_late_dose_after_a_moved_one_counts_from_where_that_put_it() -> None:
    """The second dose is due 3 days later; given 5 days late, it is 2 days later than that."""
    first, second, third, *_ = _rows()
    marks = attrs.evolve(_given(second, 5), postponed=(_mark(first, 3, "a"),))
    moves = Moves(marks)
    moves.of(first)
    assert moves.of(second) == [_step(3, "a")]
    late = Step(days=2, decided=date(2026, 1, 17), cause="given")
    assert moves.of(third) == [_step(3, "a"), late]


def test_start_recorded_since_takes_the_place_of_a_postponement() -> None:
    """Against the start of today it holds; against another one, or none, it does not."""
    rows = _rows(CycleStart(cycle=2, on=date(2026, 2, 4)))
    first, second = [row for row in rows if row.time.cycle == 2][:2]
    assert first.time.aligned_by == "events[0]"
    for against, held in (("events[0]", [_step(3, "a")]), ("", []), ("events[1]", [])):
        moves = Moves(Marks(postponed=(_mark(first, 3, "a", against=against),)))
        assert moves.of(first) == held
        assert moves.of(second) == held


def test_start_of_a_later_cycle_ends_what_carries_on() -> None:
    """Late in cycle 1, in its place from the recorded start of cycle 2 on."""
    rows = _rows(CycleStart(cycle=2, on=date(2026, 2, 4)))
    last = [row for row in rows if row.time.cycle == 1][-1]
    first = next(row for row in rows if row.time.cycle == 2)
    for marks in (Marks(postponed=(_mark(last, 3, "a"),)), _given(last, 3)):
        moves = Moves(marks)
        moves.of(last)
        assert moves.of(first) == []
