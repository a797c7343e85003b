"""The days of the week in English, whatever language the computer is set to."""

from __future__ import annotations

from datetime import date

__all__ = ["weekday", "with_weekday"]

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(day: date) -> str:
    """The day of the week, in full.

    ``f"{day:%A}"`` would ask the locale of the process, so that one course gave other texts on
    another computer.

    >>> weekday(date(2026, 1, 5))
    'Monday'
    """
    return _NAMES[day.weekday()]


def with_weekday(day: date) -> str:
    """A date after the first three letters of its day of the week.

    >>> with_weekday(date(2026, 1, 5))
    'Mon 2026-01-05'
    """
    return f"{weekday(day)[:3]} {day}"
