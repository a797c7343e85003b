"""How long a start takes, against bare Python and against pint."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from measuring import Row, Size

__all__ = ["rows"]

_BODY = ("--start", "2026-01-05", "--height", "165 cm", "--weight", "70 kg")


def _taken(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def rows(size: Size) -> Iterator[Row]:
    """The rows of this part of the table: whole times of processes, interpreter included."""
    python, command = sys.executable, [sys.executable, "-m", "regimens"]
    sides = {
        "python": [python, "-c", "pass"],
        "pint": [python, "-c", "import pint"],
        "`import regimens`": [python, "-c", "import regimens"],
        "`regimens --version`": [*command, "--version"],
        "`regimens plan dcep`": [*command, "plan", "dcep", *_BODY],
    }
    for side in sides.values():
        _taken(side)
    rounds = [{name: _taken(side) for name, side in sides.items()} for _ in range(size.starts)]
    for name in list(sides)[2:]:
        for other in ("python", "pint"):
            times = [statistics.median(one[side] for one in rounds) * 1e3 for side in (name, other)]
            is_import = (name, other) == ("`import regimens`", "pint")
            yield Row(
                what=f"time of {name}",
                against="`import pint`" if other == "pint" else "Python importing nothing",
                ratios=tuple(one[name] / one[other] for one in rounds),
                aim=("at most", 1.3) if is_import else None,
                took=f"{times[0]:.0f} ms against {times[1]:.0f} ms",
            )
