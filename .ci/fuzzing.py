"""The loop of the commands that read many wrong documents, and count what becomes of them."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random
from typing import TypeVar

_Document = TypeVar("_Document")


def say(line: str) -> None:
    """Write a line at once, so that a long run can be watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fuzz(
    documents: Callable[[Random], Iterable[_Document]],
    hold: Callable[[_Document, Random], str],
    values: Callable[[_Document], object],
) -> int:
    """Read wrong documents, as the command line says how many; the exit code.

    Args:
        documents: Draws one after another.
        hold: Reads one; what became of it, in a word or two.
        values: What one holds, to be printed where reading it raises anything else.
    """
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    draw = Random(seed)  # noqa: S311 - the same documents each time
    outcomes: Counter[str] = Counter()
    longest, begun, failed = 0.0, time.monotonic(), 0
    for number, document in enumerate(documents(draw), start=1):
        before = time.monotonic()
        try:
            outcomes[hold(document, draw)] += 1
        except Exception:  # that there is none is what is looked for
            failed += 1
            say(f"{traceback.format_exc()}{json.dumps(values(document), default=str)[:3000]}")
        longest = max(longest, time.monotonic() - before)
        if number % 50_000 == 0 or number == count:
            minutes = (time.monotonic() - begun) / 60
            say(f"{number} documents, seed {seed}, {minutes:.1f} minutes")
            for outcome, times in sorted(outcomes.items()):
                say(f"  {outcome:<24}{times:>9}")
            say(f"  {'anything else':<24}{failed:>9}")
            say(f"  longest {longest:.2f} s")
        if number == count or failed > 20:
            return int(failed > 0)
    return 0
