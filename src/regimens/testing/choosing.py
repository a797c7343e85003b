"""What the steps of a state machine draw, each printed as a number where it fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from regimens.clinic import ClinicDays

__all__ = ["chosen", "clinics", "days_before"]

_T = TypeVar("_T")


def clinics(names: Sequence[str]) -> st.SearchStrategy[ClinicDays]:
    """Closed at the weekend and perhaps on some days more, but open on the day of the start."""
    spring = st.dates(date(2026, 1, 6), date(2026, 4, 30))
    return st.builds(
        ClinicDays,
        closed_weekdays=st.just(("saturday", "sunday")),
        closed_dates=st.lists(spring, max_size=4, unique=True),
        may_move=st.dictionaries(st.sampled_from(names), st.integers(0, 4), min_size=1),
    )


def chosen(data: st.DataObject, among: Sequence[_T]) -> _T:
    """One of them by its number, which is all that a failure prints."""
    return among[data.draw(st.integers(0, len(among) - 1))]


def days_before(on: date, days: int | None) -> date | None:
    """So many days before a day, where some are asked for."""
    return None if days is None else on - timedelta(days=days)
