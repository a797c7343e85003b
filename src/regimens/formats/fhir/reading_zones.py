"""Times in UTC, as many systems send all of theirs, on the clock of the hospital."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from regimens.decimals import shown
from regimens.errors import DocumentError

__all__ = ["local_times"]

_UTC = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|-00:00)"
)
_NO_PLACE = {"Factory", "localtime"}  # of the machine, not of a place


def local_times(values: Any, zone: str) -> Any:
    """A document's values with every time in UTC as the clocks of a place show it.

    Times that are written with an offset stay as they are.

    Args:
        values: JSON values.
        zone: The place's time zone by its IANA name, as in ``"Europe/Rome"``.

    Raises:
        DocumentError: for what is no time zone.

    >>> local_times({"effectiveDateTime": "2026-01-06T02:00:00Z"}, "America/Chicago")
    {'effectiveDateTime': '2026-01-05T20:00:00-06:00'}
    """
    if zone not in available_timezones() - _NO_PLACE:
        raise DocumentError(
            f"{shown(zone)} is no time zone", where="zone", mend='name one, as in "Europe/Rome"'
        )
    return _local(values, ZoneInfo(zone))


def _local(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, dict):
        return {key: _local(held, zone) for key, held in value.items()}
    if isinstance(value, list):
        return [_local(held, zone) for held in value]
    if not isinstance(value, str) or not _UTC.fullmatch(value):
        return value
    try:
        return datetime.fromisoformat(value).astimezone(UTC).astimezone(zone).isoformat()
    except (ValueError, OverflowError):
        return value  # refused by its path where it is read
