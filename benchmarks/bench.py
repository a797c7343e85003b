"""How fast planning is, as ratios to peers in the same run: ``python benchmarks/bench.py``.

Planning DARA-DCEP with doses is held against two others: python-dateutil's ``rrule`` making the
dates alone, and the plainest Python loop that makes the same rows. Importing the library is held
against importing pint alone.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from dateutil.rrule import DAILY, rrule, rruleset

from regimens import Course, Patient, catalogue

_START = date(2026, 1, 5)
_CENT = Decimal("0.01")
_INDUCTION = (
    ("dexamethasone", "DCEP", Decimal(40), "flat"),
    ("cyclophosphamide", "DCEP", Decimal(400), "m2"),
    ("etoposide", "DCEP", Decimal(40), "m2"),
    ("cisplatin", "DCEP", Decimal(10), "m2"),
)


def regimens_plan(course: Course) -> int:
    """Plan with everything: rows, doses, cycles, findings."""
    return len(course.plan())


def rrule_dates() -> int:
    """The dates of every drug by recurrence rules, without doses."""
    start = datetime(2026, 1, 5)  # noqa: DTZ001 - rrule knows no plain dates
    count = 0
    for _ in _INDUCTION:
        rules = rruleset()
        for cycle in range(3):
            rules.rrule(rrule(DAILY, dtstart=start + timedelta(days=28 * cycle), count=4))
        count += len(list(rules))
    antibody = rruleset()
    antibody.rrule(rrule(DAILY, interval=7, dtstart=start, count=8))
    antibody.rrule(rrule(DAILY, interval=14, dtstart=start + timedelta(days=56), count=8))
    antibody.rrule(rrule(DAILY, interval=28, dtstart=start + timedelta(days=168), count=2))
    count += len(list(antibody))
    return count + len(list(rrule(DAILY, interval=28, dtstart=start + timedelta(days=5), count=3)))


def plain_loop() -> int:
    """The same rows as dictionaries, with the same Decimal doses, and nothing else."""
    surface = (Decimal(165) * Decimal(70) / 3600).sqrt().quantize(_CENT, ROUND_HALF_UP)
    antibody = Decimal(16) * Decimal(70)
    rows = []

    def add(place: tuple[str, int, int, int], drug: tuple[str, str], mg: Decimal) -> None:
        phase, cycle, day, offset = place
        rows.append(
            {
                "date": _START + timedelta(days=offset + day - 1),
                "phase": phase,
                "cycle": cycle,
                "day": day,
                "drug": drug[0],
                "group": drug[1],
                "fraction": Decimal(1),
                "calculated": mg,
                "dose": mg.quantize(_CENT, ROUND_HALF_UP),
                "unit": "mg",
                "status": "planned",
            }
        )

    for cycle in (1, 2, 3):
        offset = 28 * (cycle - 1)
        for day in (1, 2, 3, 4):
            for drug, group, amount, basis in _INDUCTION:
                dose = amount if basis == "flat" else amount * surface
                add(("induction", cycle, day, offset), (drug, group), dose)
        for day in (1, 8, 15, 22) if cycle < 3 else (1, 15):
            add(("induction", cycle, day, offset), ("daratumumab", "DARA"), antibody)
        add(("induction", cycle, 6, offset), ("pegteograstim", "G-CSF"), Decimal(6))
    for cycle in (1, 2, 3, 4, 5):
        for day in (1, 15) if cycle < 4 else (1,):
            add(("maintenance", cycle, day, 56 + 28 * cycle), ("daratumumab", "DARA"), antibody)
    rows.sort(key=lambda row: str(row["date"]))
    return len(rows)


def per_call(run: Callable[[], int], *, seconds: float = 0.3) -> float:
    """The median time of one call in seconds, over batches."""
    run()
    times: list[float] = []
    stop = time.perf_counter() + seconds
    while time.perf_counter() < stop or len(times) < 5:
        begin = time.perf_counter()
        for _ in range(20):
            run()
        times.append((time.perf_counter() - begin) / 20)
    return statistics.median(times)


def import_time(module: str) -> float:
    """The median time of a fresh interpreter importing `module`, less one importing nothing."""

    def once(code: str) -> float:
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - begin

    pairs = [once(f"import {module}") - once("pass") for _ in range(9)]
    return statistics.median(pairs)


def main() -> None:
    """Print the ratios."""
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(catalogue.get("dara-dcep"), patient, start=_START)
    rows = {regimens_plan(course), rrule_dates(), plain_loop()}
    if rows != {69}:
        raise SystemExit(f"the peers do not make the same rows: {rows}")
    own, rule, loop = (
        per_call(lambda: regimens_plan(course)),
        per_call(rrule_dates),
        per_call(plain_loop),
    )
    print(f"planning DARA-DCEP, 69 rows with doses: {own * 1e6:.0f} µs")
    print(
        f"  rrule making its dates alone, {rule * 1e6:.0f} µs: {rule / own:.2f} × (aim: at least 3)"
    )
    print(f"  the plainest loop, {loop * 1e6:.0f} µs: {loop / own:.2f} × (aim: at least 0.5)")
    library, pint = import_time("regimens"), import_time("pint")
    print(
        f"importing regimens: {library * 1e3:.0f} ms, {library / pint:.2f} of importing pint "
        f"({pint * 1e3:.0f} ms; aim: at most 1.3)"
    )


if __name__ == "__main__":
    main()
