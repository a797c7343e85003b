"""Clinic days: the days a clinic is closed, and how far doses may move because of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from regimens.decimals import shown
from regimens.errors import HistoryError

__all__ = ["ClinicDays", "Weekday"]

_FURTHEST = 14  # days; a dose moved further is a delay, and is recorded as one


class Weekday(Enum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


_WEEK = tuple(Weekday)


def _weekdays(given: Any) -> frozenset[Weekday]:
    found = set()
    for one in given:
        try:
            found.add(Weekday(one))
        except ValueError:
            raise HistoryError(
                f"{shown(one)} is not a day of the week",
                where="closed_weekdays",
                mend=f"use {', '.join(day.value for day in _WEEK)}",
            ) from None
    return frozenset(found)


def _dates(given: Any) -> frozenset[date]:
    for one in given:
        if type(one) is not date:
            raise HistoryError(
                f"{shown(one)} is not a date", where="closed_dates", mend="give a datetime.date"
            )
    return frozenset(given)


def _limits(given: Mapping[str, int]) -> Mapping[str, int]:
    for name, days in given.items():
        if type(days) is not int or not 0 <= days <= _FURTHEST:
            raise HistoryError(
                f"{name} may move by {shown(days)} days",
                where="may_move",
                mend=f"give a whole number from 0 to {_FURTHEST}; record a delay where it is more",
            )
    return MappingProxyType(dict(given))


@frozen(kw_only=True)
class ClinicDays:
    """The days on which no dose can be given at the clinic, and how far each dose may move.

    Only the drugs and groups named in `may_move` need an open day. What is taken at home is not
    named, and moves only with what it follows.

    Args:
        closed_weekdays: Their names, as in ``"saturday"``.
        closed_dates: Single days, such as public holidays.
        may_move: How many days the doses of a drug or group may move, 0 to 14.

    Raises:
        HistoryError: for what is no weekday, date or number of days, or for a week without an
            open day.

    >>> clinic = ClinicDays(closed_weekdays=("saturday", "sunday"), may_move={"DCEP": 2})
    >>> clinic.is_closed(date(2026, 1, 3)), clinic.is_closed(date(2026, 1, 5))
    (True, False)
    """

    closed_weekdays: frozenset[Weekday] = field(factory=frozenset, converter=_weekdays)
    closed_dates: frozenset[date] = field(factory=frozenset, converter=_dates)
    may_move: Mapping[str, int] = field(factory=dict, converter=_limits, hash=False)

    @closed_weekdays.validator
    def _leave_a_day(self, _: object, value: frozenset[Weekday]) -> None:
        if len(value) == len(_WEEK):
            raise HistoryError(
                "every day of the week is closed",
                where="closed_weekdays",
                mend="leave one day open",
            )

    def is_closed(self, day: date) -> bool:
        """Whether no dose can be given on a day."""
        return day in self.closed_dates or _WEEK[day.weekday()] in self.closed_weekdays

    def are_open(self, days: Iterable[date]) -> bool:
        """Whether doses can be given on all of some days."""
        return not any(self.is_closed(day) for day in days)

    def nearest_open(self, day: date) -> list[date]:
        """The nearest open day before and after a closed one, as far as there is one.

        >>> clinic = ClinicDays(closed_weekdays=("saturday", "sunday"))
        >>> [str(day) for day in clinic.nearest_open(date(2026, 1, 3))]
        ['2026-01-02', '2026-01-05']
        """
        found = []
        for step in (-1, 1):
            for days in range(1, 366):
                other = day + timedelta(days=step * days)
                if not self.is_closed(other):
                    found.append(other)
                    break
        return found

    def limit(self, *names: str) -> int | None:
        """How far a dose of these names may move; None where it needs no open day."""
        limits = [self.may_move[name] for name in names if name in self.may_move]
        return min(limits, default=None)
