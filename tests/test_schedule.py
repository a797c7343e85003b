"""Days of a cycle, ranges of cycles, and days that follow another component's."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimens.errors import DefinitionError
from regimens.schedule import (
    Anchor,
    Continuous,
    Cycles,
    Following,
    Schedule,
    check_days,
    days_text,
)
from regimens.sources import Source

_SOURCE = Source(
    title="A paper", identifier="doi:1", locator="Table 1", checked_on=date(2026, 1, 5)
)
_LONG = 40  # beyond every range drawn below


def _ranges() -> st.SearchStrategy[Cycles]:
    return st.builds(
        lambda first, more: Cycles(first, None if more is None else first + more),
        st.integers(min_value=1, max_value=15),
        st.none() | st.integers(min_value=0, max_value=15),
    )


def _members(cycles: Cycles) -> set[int]:
    last = _LONG if cycles.last is None else cycles.last
    return set(range(cycles.first, last + 1))


def test_range_includes_both_ends() -> None:
    """Cycles 3 to 6 are four cycles; without a last one they go on."""
    assert [cycle for cycle in range(1, 9) if cycle in Cycles(3, 6)] == [3, 4, 5, 6]
    assert [cycle for cycle in range(1, 9) if cycle in Cycles(7)] == [7, 8]


@given(_ranges(), st.integers(min_value=-2, max_value=_LONG))
def test_cycle_is_in_a_range_between_its_ends(cycles: Cycles, cycle: int) -> None:
    """A cycle belongs to a range exactly when it is one of those counted from first to last."""
    assert (cycle in cycles) is (cycle in _members(cycles))


@given(_ranges(), _ranges())
def test_ranges_overlap_when_a_cycle_belongs_to_both(one: Cycles, other: Cycles) -> None:
    """Overlap is a shared cycle, whichever range is asked."""
    shared = bool(_members(one) & _members(other))
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared


@pytest.mark.parametrize(
    ("cycles", "text"),
    [
        (Cycles(1, 2), "cycles 1–2"),
        (Cycles(3, 3), "cycle 3"),
        (Cycles(7), "cycle 7 onwards"),
    ],
)
def test_range_is_printed_as_protocols_do(cycles: Cycles, text: str) -> None:
    """One cycle, several, and from one on are told apart."""
    assert str(cycles) == text


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (0, None, "cycles: cycle 0; the first cycle of a phase is cycle 1"),
        (0, 3, "cycles: cycle 0; the first cycle of a phase is cycle 1"),
        (-1, 2, "cycles: cycle -1; the first cycle of a phase is cycle 1"),
        (3, 1, "cycles: cycles 3 to 1 run backwards; write cycles 1 to 3"),
    ],
)
def test_range_that_cannot_be_is_refused(first: int, last: int | None, message: str) -> None:
    """There is no cycle 0, and a range runs forwards."""
    with pytest.raises(DefinitionError) as caught:
        Cycles(first, last)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("cycles", "at"),
    [
        (("1", 2), "first"),
        ((1.0, 2), "first"),
        ((True,), "first"),
        ((None,), "first"),
        ((None, None), "first"),
        ((1, True), "last"),
        ((1, "3"), "last"),
    ],
)
def test_range_of_anything_but_whole_numbers_is_refused(cycles: tuple[Any, Any], at: str) -> None:
    """A text, a decimal and a truth value are not cycles; the error says which of the two is."""
    with pytest.raises(DefinitionError, match="is not a cycle; write whole numbers") as caught:
        Cycles(*cycles)
    assert caught.value.at == at


@pytest.mark.parametrize("days", [[1, 8], 1, "1", (1, 8.0), (1, "8"), (True,)])
def test_days_of_anything_but_whole_numbers_are_refused(days: Any) -> None:
    """A list, a text, a decimal and a truth value are not days."""
    with pytest.raises(DefinitionError, match="are not days; write whole numbers"):
        check_days(days, where="here")


def test_mend_of_a_backward_range_names_cycles_that_can_be() -> None:
    """The advice for cycles 1 to 0 does not lead to a cycle 0."""
    with pytest.raises(DefinitionError) as caught:
        Cycles(1, 0)
    assert "cycles 0" not in caught.value.mend


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ((), "schedule: no days; state at least one day"),
        ((1, 1), "schedule: days 1, 1 do not rise; write each day once, in order"),
        ((8, 1), "schedule: days 8, 1 do not rise; write each day once, in order"),
        ((1, 15, 8), "schedule: days 1, 15, 8 do not rise; write each day once, in order"),
        ((1, 0), "schedule: days 1, 0 do not rise; write each day once, in order"),
        ((-1, -3), "schedule: days -1, -3 do not rise; write each day once, in order"),
    ],
)
def test_days_that_cannot_be_are_refused(days: tuple[int, ...], message: str) -> None:
    """No day, a day twice and days out of order name their mend."""
    with pytest.raises(DefinitionError) as caught:
        Schedule(days=days, cycles=Cycles(1), source=_SOURCE)
    assert str(caught.value) == message


def _accepted(days: tuple[int, ...]) -> bool:
    try:
        check_days(days, where="here")
    except DefinitionError:
        return False
    return True


@given(st.lists(st.integers(min_value=-2, max_value=30), max_size=6).map(tuple))
def test_days_are_accepted_exactly_when_they_rise(days: tuple[int, ...]) -> None:
    """What passes is at least one day, each once and in order; the first is the phase's matter."""
    fine = bool(days) and list(days) == sorted(set(days))
    assert _accepted(days) is fine


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((1,), "day 1"),
        ((1, 2), "days 1, 2"),
        ((1, 2, 3), "days 1–3"),
        ((1, 2, 3, 4), "days 1–4"),
        ((1, 8, 15, 22), "days 1, 8, 15, 22"),
        ((1, 2, 4, 5, 8, 9, 11, 12), "days 1, 2, 4, 5, 8, 9, 11, 12"),
        ((1, 2, 3, 15, 16, 17), "days 1–3, 15–17"),
    ],
)
def test_days_are_printed_as_protocols_do(days: tuple[int, ...], text: str) -> None:
    """Three days in a row and more are a span; fewer are named."""
    assert days_text(days) == text


@given(st.sets(st.integers(min_value=1, max_value=42), min_size=1))
def test_printed_days_are_the_days(days: set[int]) -> None:
    """Whoever reads the text gets every day and no other."""
    text = days_text(tuple(sorted(days)))
    spans = [part.split("–") for part in text.split(" ", 1)[1].split(", ")]
    read = chain.from_iterable(range(int(span[0]), int(span[-1]) + 1) for span in spans)
    assert list(read) == sorted(days)
    assert text.startswith("day ") is (len(days) == 1)


def test_schedule_prints_days_and_cycles() -> None:
    """A schedule is read as a line of a protocol."""
    schedule = Schedule(days=(1, 15), cycles=Cycles(3, 6), source=_SOURCE)
    assert str(schedule) == "days 1, 15 (cycles 3–6)"


@pytest.mark.parametrize("offsets", [(), (0, 0), (2, 1), (-1, -2, 0)])
def test_offsets_that_do_not_rise_are_refused(offsets: tuple[int, ...]) -> None:
    """A follower keeps at least one distance, and each once, in order."""
    with pytest.raises(DefinitionError) as caught:
        Following(what="DCEP", offsets=offsets, source=_SOURCE)
    assert str(caught.value) == f"follows DCEP: offsets {offsets}; state rising offsets"


@pytest.mark.parametrize(
    ("following", "text"),
    [
        (
            Following(what="daratumumab", offsets=(-2, -1, 0), source=_SOURCE),
            "each day of daratumumab, −2, −1, 0 days",
        ),
        (
            Following(what="daratumumab", offsets=(0,), source=_SOURCE),
            "the same day as daratumumab",
        ),
        (
            Following(what="DCEP", offsets=(2,), anchor=Anchor.LAST, source=_SOURCE),
            "the last day of DCEP, +2 days",
        ),
    ],
)
def test_follower_prints_its_distance(following: Following, text: str) -> None:
    """A reader sees what leads, from which of its days, and how far before or after."""
    assert str(following) == text


def test_continuous_prints_itself() -> None:
    """A drug of every day says so where others print their days."""
    assert str(Continuous(source=_SOURCE)) == "continuous"


@pytest.mark.parametrize("offsets", [[1, 2], 1, "12", (1.5,), (1, 2.0), (True,), ("1", "2"), None])
def test_offsets_of_anything_but_whole_numbers_are_refused(offsets: Any) -> None:
    """A list, a decimal, a text and a truth value are no distance in days."""
    with pytest.raises(DefinitionError, match="; state rising offsets") as caught:
        Following(what="DCEP", offsets=offsets, source=_SOURCE)
    assert caught.value.where == "follows DCEP"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((0, 1, 2), "days 0–2"),
        ((1, 2, 3), "days 1–3"),
        ((-1, 0, 1), "days −1 to 1"),
        ((-3, -2, -1), "days −3 to −1"),
        ((-1, 0), "days −1, 0"),
    ],
)
def test_days_around_0_are_printed_apart(days: tuple[int, ...], text: str) -> None:
    """A dash beside a minus sign would not be read; from day 0 on it is."""
    assert days_text(days) == text
