"""Times of day for the days of a calendar, which has dates only: stated by whoever exports it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from attrs import field, frozen

from regimens.decimals import shown
from regimens.errors import DocumentError

__all__ = ["Alarm", "ClockTimes"]

_NO_PLACE = {"Factory", "localtime"}  # of the machine, not of a place
_LONGEST = timedelta(days=1)
_MANY_DAYS = 28


def _is_zone(_: object, __: object, value: Any) -> None:
    if not isinstance(value, str) or value not in available_timezones() - _NO_PLACE:
        raise DocumentError(
            f"{shown(value)} is no time zone", where="zone", mend='name one, as in "Europe/Rome"'
        )


def _is_time(_: object, attribute: Any, value: Any) -> None:
    if value is not None:
        _check_time(value, attribute.name)


def _check_time(value: object, where: str) -> None:
    if type(value) is not time or value.tzinfo is not None or value.second or value.microsecond:
        raise DocumentError(
            f"{shown(str(value))} is no time of day in hours and minutes",
            where=where,
            mend="give a datetime.time without seconds and without a zone of its own",
        )


def _frozen_times(given: Mapping[date, time]) -> Mapping[date, time]:
    return MappingProxyType(dict(given))


@frozen(kw_only=True)
class ClockTimes:
    """When treatment begins on each day, by the clocks of one place, and how long it lasts.

    Args:
        zone: The place's time zone by its IANA name, as in ``"Europe/Rome"``.
        lasting: How long an entry lasts, over 0 and at most 24 hours.
        at: The time of day of every day that has none of its own; None for no time.
        on: The time of day of single days, by date.

    Raises:
        DocumentError: for what is no zone, no time of day, no date or no such length.

    >>> times = ClockTimes(zone="Europe/Rome", lasting=timedelta(hours=3), at=time(9))
    >>> print(times.begins(date(2026, 7, 1)))
    2026-07-01 07:00:00+00:00
    """

    zone: str = field(validator=_is_zone)
    lasting: timedelta = field()
    at: time | None = field(default=None, validator=_is_time)
    on: Mapping[date, time] = field(factory=dict, converter=_frozen_times, hash=False)

    @lasting.validator
    def _is_part_of_a_day(self, _: object, value: Any) -> None:
        if not isinstance(value, timedelta) or not timedelta(0) < value <= _LONGEST:
            raise DocumentError(
                f"an entry cannot last {value}",
                where="lasting",
                mend="give a datetime.timedelta of at most 24 hours",
            )

    @on.validator
    def _are_days(self, _: object, value: Mapping[date, time]) -> None:
        for day, begins in value.items():
            if type(day) is not date:
                raise DocumentError(
                    f"{shown(str(day))} is not a date", where="on", mend="give a datetime.date"
                )
            _check_time(begins, f"on {day}")

    def begins(self, day: date) -> datetime | None:
        """When an entry of a day begins, in UTC; None where it has no time.

        Raises:
            DocumentError: for a time that the clocks of that day skip or show twice.
        """
        chosen = self.on.get(day, self.at)
        return None if chosen is None else _moment(day, chosen, self.zone)


@frozen(kw_only=True)
class Alarm:
    """When a phone is to ring: so many days before, at a time of day, by the clocks of one place.

    Args:
        zone: The place's time zone by its IANA name.
        days_before: How many days before, 0 to 28.
        at: The time of day.

    Raises:
        DocumentError: for what is no zone, no such number or no time of day.

    >>> alarm = Alarm(zone="Europe/Rome", days_before=1, at=time(18))
    >>> print(alarm.rings(date(2026, 7, 1), None))
    2026-06-30 16:00:00+00:00
    """

    zone: str = field(validator=_is_zone)
    days_before: int = field()
    at: time = field(validator=_is_time)

    @days_before.validator
    def _is_a_count(self, _: object, value: object) -> None:
        if type(value) is not int or not 0 <= value <= _MANY_DAYS:
            raise DocumentError(
                f"{shown(value)} is no number of days before",
                where="days_before",
                mend=f"give a whole number from 0 to {_MANY_DAYS}",
            )

    def rings(self, day: date, begins: datetime | None) -> datetime:
        """When it rings for an entry of a day, in UTC.

        Args:
            day: The entry's day.
            begins: When it begins, in UTC; None for the whole day, which begins with the day.

        Raises:
            DocumentError: for a time after the beginning, or that the clocks skip or show twice.
        """
        rings = _moment(day - timedelta(days=self.days_before), self.at, self.zone)
        start = _moment(day, time(0), self.zone, whole=True) if begins is None else begins
        if rings > start:
            raise DocumentError(
                f"it would ring after the entry of {day} has begun",
                where="alarm",
                mend="let it ring earlier, or the day before",
            )
        return rings


def _moment(day: date, at: time, zone: str, *, whole: bool = False) -> datetime:
    """A time of a day in UTC; of a whole day, its first moment also where midnight is skipped."""
    there = ZoneInfo(zone)
    local = datetime.combine(day, at, tzinfo=there)
    earlier, later = local.utcoffset(), local.replace(fold=1).utcoffset()
    if earlier != later and not whole:
        raise DocumentError(
            f"the clocks of {zone} do not show {at:%H:%M} once on {day}",
            where="time of day",
            mend="choose another time",
        )
    return local.astimezone(UTC)
