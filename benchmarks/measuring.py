"""Two programs timed in turns, and what came of it as a row of the table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from attrs import frozen

__all__ = ["Row", "Side", "Size", "in_turns", "table", "timed"]

Side = Callable[[], float]  # runs once and says how many seconds a unit of its work took


@frozen(kw_only=True)
class Size:
    """How much is measured.

    Args:
        rounds: How often the two sides take turns.
        batches: Batches of patients in one turn.
        patients: Patients in one batch.
        singles: Patients planned one by one in one turn.
        calls: Plans of one patient in one turn.
        starts: Interpreters started for each side.
        files: Patients in each file that is streamed.
        units: How many of each thing the growth is looked at.
    """

    rounds: int = 9
    batches: int = 5
    patients: int = 15_000
    singles: int = 100
    calls: int = 50
    starts: int = 15
    files: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    units: tuple[int, ...] = (1, 10, 100)


@frozen(kw_only=True)
class Row:
    """One comparison.

    Args:
        what: What was measured.
        against: What it was held against.
        ratios: Its speed over the other's, or whatever `what` says, one a round.
        aim: The aim in words, such as "at least 3"; None where there is none.
        took: Absolute figures, which hold for this machine alone.
    """

    what: str
    against: str
    ratios: tuple[float, ...]
    aim: tuple[str, float] | None
    took: str

    def verdict(self) -> str:
        """Whether the median keeps the aim."""
        if self.aim is None:
            return ""
        if not self.ratios:
            return "**not run**"
        median, (bound, number) = statistics.median(self.ratios), self.aim
        met = median >= number if bound == "at least" else median <= number
        return "met" if met else "**missed**"

    def line(self) -> str:
        """The row in Markdown."""
        figures = [""] * 3
        if self.ratios:
            ends = (min(self.ratios), statistics.median(self.ratios), max(self.ratios))
            figures = [_short(one) for one in ends]
        aim = "" if self.aim is None else f"{self.aim[0]} {self.aim[1]:g}"
        cells = [self.what, self.against, *figures, aim, self.verdict(), self.took]
        return f"| {' | '.join(cells)} |"


def _short(ratio: float) -> str:
    if ratio >= 100:
        return f"{ratio:.0f}"
    return f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown, under their heads."""
    heads = ["What", "Against", "Lowest", "Median", "Highest", "Aim", "Result", "Took"]
    rule = ["---", "---", "--:", "--:", "--:", "---", "---", "---"]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{'|'.join(rule)}|", *(r.line() for r in rows)])


def timed(run: Callable[[], object], units: int = 1, times: int = 1) -> Side:
    """A side that runs `run` some times, each of so many units."""

    def side() -> float:
        began = time.perf_counter()
        for _ in range(times):
            run()
        return (time.perf_counter() - began) / (units * times)

    return side


def in_turns(own: Side, other: Side, rounds: int) -> list[tuple[float, float]]:
    """Seconds a unit of both sides, who take turns; each first runs once unmeasured."""
    own()
    other()
    return [(own(), other()) for _ in range(rounds)]
