"""What other programs ask a value for; made at the rim, and loaded only when they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regimens.calendars import Calendar

__all__ = ["arrow_stream"]


def arrow_stream(calendar: Calendar, requested_schema: object = None) -> object:
    """A calendar as tables libraries take it: a capsule of the Arrow PyCapsule Interface.

    Args:
        calendar: What is handed over.
        requested_schema: A capsule with the types the taker would rather have, or None.

    Raises:
        DocumentError: without the extra ``regimens[arrow]``, or for a value Arrow cannot hold.
    """
    from regimens.formats import arrow  # noqa: PLC0415 - only when asked

    return arrow.arrow_stream(calendar, requested_schema)
