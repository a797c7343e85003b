"""How a program of others is timed: it is told how often to run, and says how long that took."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

__all__ = ["answer"]


def answer(made: object, run: Callable[[], object]) -> None:
    """Say what was made, then time `run` as often as each line of the input says."""
    print(json.dumps(made), flush=True)
    for line in sys.stdin:
        times = int(line)
        began = time.perf_counter()
        for _ in range(times):
            run()
        print((time.perf_counter() - began) / times, flush=True)
