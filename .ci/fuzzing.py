"""What becomes of the inputs of one campaign: counted, timed, and the room they take measured."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

__all__ = ["LIMIT", "Campaign", "TookTooLongError", "say"]

LIMIT = 10.0  # seconds of the processor that one input may take
_MOST_FAILURES = 20
_PAGE = os.sysconf("SC_PAGE_SIZE")


class TookTooLongError(Exception):
    """One input took more than its share of the processor."""


def say(line: str) -> None:
    """Write a line at once, so that a long run can be watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _room() -> int:
    """The memory that this process holds, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE // 2**20


def _stop(_: int, __: FrameType | None) -> None:
    raise TookTooLongError


class Campaign:
    """Reads inputs one after another until there were enough.

    Args:
        title: What a report begins with.
        hold: Reads one; what became of it, in a word or two.
        count: How many are enough.
    """

    def __init__(self, title: str, hold: Callable[[Any], str], count: int) -> None:
        self.read = self.failed = 0
        self.count = count
        self._title, self._hold = title, hold
        self._outcomes: Counter[str] = Counter()
        self._rooms: list[int] = []
        self._longest = 0.0
        self._begun = time.monotonic()
        self._every = max(1, min(50_000, count // 10))
        signal.signal(signal.SIGVTALRM, _stop)

    @property
    def is_over(self) -> bool:
        """Whether there were enough inputs, or enough failures."""
        return self.read >= self.count or self.failed > _MOST_FAILURES

    def take(self, value: Any) -> None:
        """Read one input; whatever else happens than has to is let out."""
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
        try:
            self._outcomes[self._hold(value)] += 1
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self._longest = max(self._longest, time.process_time() - begun)
            self.read += 1
            if self.read % self._every == 0:
                self._rooms.append(_room())
                self.report()

    def fail(self, shown: str) -> None:
        """Say what else happened, and on what input."""
        self.failed += 1
        say(f"{traceback.format_exc()}{shown[:3000]}")

    def report(self) -> None:
        """Say how far it is."""
        minutes = (time.monotonic() - self._begun) / 60
        say(f"{self._title}: {self.read} inputs, {minutes:.1f} minutes, {date.today()}")  # noqa: DTZ011
        for outcome, times in sorted(self._outcomes.items()):
            say(f"  {outcome:<32}{times:>9}")
        say(f"  {'anything else':<32}{self.failed:>9}")
        rooms = " ".join(map(str, self._rooms))
        say(f"  longest {self._longest:.2f} s; memory in MB: {rooms}")
