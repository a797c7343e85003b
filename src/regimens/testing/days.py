"""Strategies for days: of a cycle, over cycles, at a distance from others."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from regimens.schedule import Cycles, Schedule
from regimens.testing.arguments import check_whole
from regimens.testing.drawing import ONE_IN_FOUR, among, up_to, whole
from regimens.testing.invented import INVENTED

__all__ = ["cycle_lengths", "days", "draw_days", "draw_schedules", "schedules"]

_LENGTHS = st.sampled_from((28, 21, 14, 7, 35, 42)) | st.integers(1, 60)


def cycle_lengths() -> st.SearchStrategy[int]:
    """Lengths of cycles in days, mostly those in use, from 1 to 60; the simplest is 28.

    >>> lengths = cycle_lengths()
    """
    return _LENGTHS


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
    check_whole("first", first)
    check_whole("last", last, first)
    check_whole("most", most, 1)
    return _days(first, last, most)


def draw_days(draw: st.DrawFn, first: int, last: int, most: int = 6) -> tuple[int, ...]:
    """Rising days, as :func:`days` draws them."""
    simplest = min(max(1, first), last)
    offset = whole(first - simplest, last - simplest)
    # A day that is drawn twice is one: what can be drawn does not depend on what was.
    return tuple(sorted({simplest + draw(offset) for _ in up_to(draw, most, least=1)}))


_days = st.composite(draw_days)


def schedules(
    *,
    first: int = 1,
    last: int = 28,
    from_cycle: int = 1,
    cycles: int | None = None,
) -> st.SearchStrategy[tuple[Schedule, ...]]:
    """Days over one, two or three ranges of cycles; the simplest is day 1 from cycle 1 onwards.

    Args:
        first: The first day of a cycle.
        last: The last day of a cycle.
        from_cycle: The first cycle they hold for.
        cycles: How many cycles there are; None for no end.

    >>> ranges = schedules(last=21, cycles=8)
    """
    check_whole("first", first)
    check_whole("last", last, first)
    check_whole("from_cycle", from_cycle, 1)
    if cycles is not None:
        check_whole("cycles", cycles, from_cycle)
    return _schedules(first, last, from_cycle, cycles)


def draw_schedules(
    draw: st.DrawFn, first: int, last: int, from_cycle: int, cycles: int | None
) -> tuple[Schedule, ...]:
    """Days over ranges of cycles, as :func:`schedules` draws them."""
    starts = _starts(draw, from_cycle, cycles)
    ends: list[int | None] = [following - 1 for following in starts[1:]]
    end = whole(starts[-1], starts[-1] + 4 if cycles is None else cycles)
    ends.append(draw(end) if draw(ONE_IN_FOUR) else None)
    found = []
    for begin, until in zip(starts, ends, strict=True):
        # A range before another may end earlier: in the cycles between nothing is given.
        closed = draw(among(until, begin)) if until not in (None, begin) else until
        own = draw_days(draw, first, last)
        found.append(Schedule(days=own, cycles=Cycles(begin, closed), source=INVENTED))
    return tuple(found)


_schedules = st.composite(draw_schedules)


def _starts(draw: st.DrawFn, first: int, cycles: int | None) -> Sequence[int]:
    """The first cycles of one, two or three ranges."""
    last = first + 8 if cycles is None else cycles
    starts = [first]
    for _ in up_to(draw, 2):
        if starts[-1] < last:
            starts.append(starts[-1] + draw(whole(1, min(3, last - starts[-1]))))
    return starts
