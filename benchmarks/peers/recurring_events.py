"""The days of recurring events by icalendar and recurring-ical-events."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import icalendar
import recurring_ical_events  # type: ignore[import-not-found,import-untyped,unused-ignore]
from answering import answer


def main() -> None:
    """Read the calendar once, and expand it again and again."""
    calendar = icalendar.Calendar.from_ical(Path(sys.argv[1]).read_bytes())

    def expanded() -> list[icalendar.Event]:
        found: list[icalendar.Event] = recurring_ical_events.of(calendar).between(
            date(2026, 1, 1), date(2027, 1, 1)
        )
        return found

    answer([[str(one["SUMMARY"]), str(one.start)] for one in expanded()], expanded)


if __name__ == "__main__":
    main()
