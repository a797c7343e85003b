"""The source of numbers that nobody has stated: it says so itself, wherever it is printed."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from regimens.sources import Source

__all__ = ["INVENTED", "UNREAD"]

INVENTED = Source(
    title="Invented for a test, not for patients",
    identifier="none",
    locator="drawn by regimens.testing",
    checked_on=date(2026, 11, 21),
)
UNREAD = evolve(INVENTED, verified=False)
