"""How long a draw takes, as ratios to a floor in the same run: ``python benchmarks/draws.py``.

The floor is a plain ``st.builds`` of a patient whose fields are sampled from a few values each:
what Hypothesis itself needs for the smallest of these objects. Importing Hypothesis is held against
importing it without plugins.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from regimens import Course, Patient, catalogue
from regimens.testing import (
    courses,
    doses,
    events,
    histories,
    laboratory_courses,
    nearly_legal_regimens,
    orders,
    patients,
    phases,
    policies,
    regimens,
    spoiled_orders,
)

_DRAWS = 200
_CALENDAR = Course(
    catalogue.get("dara-dcep"), Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5)
).plan()
_FLOOR = "st.builds(Patient, …)"
_STRATEGIES: Mapping[str, st.SearchStrategy[Any]] = {
    _FLOOR: st.builds(
        Patient,
        sex=st.sampled_from((None, "female", "male")),
        height=st.sampled_from(("160 cm", "170 cm", "180 cm")),
        weight=st.sampled_from(("60 kg", "70 kg", "80 kg")),
        ecog=st.none() | st.integers(0, 5),
    ),
    "doses()": doses(),
    "patients()": patients(),
    "policies()": policies(),
    "phases()": phases(),
    "regimens()": regimens(),
    "nearly_legal_regimens()": nearly_legal_regimens(),
    "events(calendar)": events(_CALENDAR),
    "histories(calendar)": histories(_CALENDAR),
    "courses(most_events=0)": courses(most_events=0),
    "courses()": courses(),
    "courses(regimens())": courses(regimens()),
    "laboratory_courses()": laboratory_courses(),
    "orders(calendar)": orders(_CALENDAR),
    "spoiled_orders(calendar)": spoiled_orders(_CALENDAR),
}


def milliseconds(strategy: st.SearchStrategy[Any]) -> float:
    """The processor's time for one draw, after a first round that fills the caches."""
    count = 0

    @settings(
        max_examples=_DRAWS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    @given(strategy)
    def draw(_: object) -> None:
        nonlocal count
        count += 1

    draw()
    count, began = 0, time.process_time()
    draw()
    return (time.process_time() - began) / count * 1000


def import_milliseconds(**environment: str) -> float:
    """The median time that an interpreter of its own needs to import Hypothesis."""
    program = (
        "import time; began = time.perf_counter(); import hypothesis; "
        "print(time.perf_counter() - began)"
    )
    times = []
    for _ in range(7):
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | environment,
        )
        times.append(float(done.stdout) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print one line a strategy, and one for the import."""
    floor = 0.0
    for name, strategy in _STRATEGIES.items():
        taken = milliseconds(strategy)
        floor = floor or taken
        print(f"{name:26} {taken:8.2f} ms a draw {taken / floor:8.1f} × the floor")
    without, whole = import_milliseconds(HYPOTHESIS_NO_PLUGINS="1"), import_milliseconds()
    print(f"import hypothesis {whole:.0f} ms, {whole / without:.2f} × without plugins")


if __name__ == "__main__":
    main()
