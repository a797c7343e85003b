"""Strategies for days: of a cycle, over cycles, at a distance from others."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from regimens.schedule import Cycles, Schedule
from regimens.testing.invented import INVENTED

__all__ = ["cycle_lengths", "days", "schedules"]

_LENGTHS = (28, 21, 14, 7, 35, 42)


def cycle_lengths() -> st.SearchStrategy[int]:
    """Lengths of cycles in days, mostly those in use, from 1 to 60; the simplest is 28.

    >>> lengths = cycle_lengths()
    """
    return st.sampled_from(_LENGTHS) | st.integers(1, 60)


def days(first: int = 1, last: int = 28, *, most: int = 6) -> st.SearchStrategy[tuple[int, ...]]:
    """Rising days of a cycle, one or more; the simplest is day 1, or the first where that is later.

    Args:
        first: The first day there can be; below 1 where a protocol counts from a day 0.
        last: The last day there can be.
        most: How many at the most.

    >>> from hypothesis import given
    >>> @given(days(1, 21))
    ... def rise(drawn: tuple[int, ...]) -> None:
    ...     assert drawn == tuple(sorted(set(drawn)))
    >>> rise()
    """
    shortest = min(max(1, first), last)
    return st.lists(
        st.integers(first - shortest, last - shortest),
        min_size=1,
        max_size=min(most, last - first + 1),
        unique=True,
    ).map(lambda offsets: tuple(sorted(shortest + offset for offset in offsets)))


@st.composite
def schedules(
    draw: st.DrawFn,
    *,
    first: int = 1,
    last: int = 28,
    from_cycle: int = 1,
    cycles: int | None = None,
) -> tuple[Schedule, ...]:
    """Days over one, two or three ranges of cycles; the simplest is day 1 from cycle 1 onwards.

    Args:
        draw: Given by Hypothesis.
        first: The first day of a cycle.
        last: The last day of a cycle.
        from_cycle: The first cycle they hold for.
        cycles: How many cycles there are; None for no end.

    >>> ranges = schedules(last=21, cycles=8)
    """
    starts = draw(_starts(from_cycle, cycles))
    ends: list[int | None] = [following - 1 for following in starts[1:]]
    ends.append(draw(_last_cycle(starts[-1], cycles)))
    found = []
    for begin, end in zip(starts, ends, strict=True):
        # A range of several cycles may end earlier: in the cycles between nothing is given.
        closed = end if end is None or end == begin else draw(st.sampled_from((end, begin)))
        found.append(
            Schedule(days=draw(days(first, last)), cycles=Cycles(begin, closed), source=INVENTED)
        )
    return tuple(found)


@st.composite
def _starts(draw: st.DrawFn, first: int, cycles: int | None) -> Sequence[int]:
    """The first cycles of one, two or three ranges."""
    last = first + 8 if cycles is None else cycles
    count = draw(st.sampled_from((1, 1, 1, 2, 3)))
    starts = [first]
    while len(starts) < count and starts[-1] < last:
        starts.append(starts[-1] + draw(st.integers(1, min(3, last - starts[-1]))))
    return starts


def _last_cycle(start: int, cycles: int | None) -> st.SearchStrategy[int | None]:
    """The last cycle of a range: the end of the phase, in words or by its number, or before it."""
    last = start + 4 if cycles is None else cycles
    return st.none() | st.integers(start, last)
