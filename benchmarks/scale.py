"""What a million rows and more cost: processor time, time of the clock, bytes, memory.

    python benchmarks/scale.py --rows 1000000 --by command

Patients of DARA-DCEP are drawn at random, 69 rows each: half of them late in some cycle, half with
DCEP reduced. With --events each patient has an event instead of delays, and so is planned alone.
Processor time is that of all processes together, and says what a quiet machine would take where
others use this one too. The figures in docs/evidence/scale.md are from here.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

_REGIMEN = "dara-dcep"
_OF_ONE = 69
_CYCLES = 8
_BATCH = 100_000
_EVENTS = '[{"type": "delay", "of": "DCEP", "cycle": 3, "days": 4}]'
_TICK = os.sysconf("SC_CLK_TCK")
# What each way runs, with the file of patients and where the rows go.
_PLANNED = """
import sys
import pyarrow.parquet as pq
from regimens import catalogue
from regimens.cohort import Cohort
from regimens.cohort.batches import Asked, Planner
planner = Planner(Cohort(regimen=catalogue.get("dara-dcep")), Asked())
found = 0
for batch in pq.ParquetFile(sys.argv[1]).iter_batches():
    for part in planner.plan(batch, first_row=1):
        found += part.planned.rows.num_rows
print(found)
"""
_SPARK = """
import sys
from pyspark.sql import SparkSession
from regimens import catalogue
from regimens.cohort import spark
session = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.memory", "3g")
    .config("spark.sql.files.maxPartitionBytes", 1 << 20)
    .getOrCreate()
)
session.sparkContext.setLogLevel("OFF")
patients = session.read.parquet(sys.argv[1])
"""
_WAYS = {
    "planned": _PLANNED,
    "spark-count": f"{_SPARK}print(spark.planned(patients, catalogue.get('dara-dcep')).count())",
    "spark": f"{_SPARK}spark.planned(patients, catalogue.get('dara-dcep')).write.parquet("
    "sys.argv[2])",
}


def _write_patients(path: Path, count: int, *, events: bool) -> None:
    draw = np.random.default_rng(20261122)
    writer = None
    for begin in range(0, count, _BATCH):
        size = min(_BATCH, count - begin)
        is_late, is_reduced = draw.random((2, size)) < 0.5
        delays = draw.choice([0, 0, 0, 3, 7, 14], (size, _CYCLES)) * is_late[:, None]
        fractions = np.ones((size, 3))
        fractions[:, 1] = np.where(is_reduced, draw.choice([1, 0.7, 0.5], size), 1)
        fractions[:, 2] = np.minimum(
            fractions[:, 1], np.where(is_reduced, draw.choice([1, 0.7, 0.5], size), 1)
        )
        days = (date(2026, 1, 1) - date(1970, 1, 1)).days + draw.integers(0, 365, size)
        table = pa.table(
            {
                "patient_id": [f"patient-{begin + place}" for place in range(size)],
                "start": pa.array(days.astype(np.int32)).cast(pa.date32()),
                "height_cm": draw.integers(1450, 2000, size) / 10,
                "weight_kg": draw.integers(400, 1300, size) / 10,
                "fractions": _lists(fractions),
                "events" if events else "delays": (
                    [_EVENTS] * size if events else _lists(delays.astype(np.int32))
                ),
            }
        )
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=10_000)
    assert writer is not None  # noqa: S101 - there is at least one patient
    writer.close()


def _lists(values: np.ndarray) -> pa.Array:
    offsets = np.arange(0, values.size + 1, values.shape[1], dtype=np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values.ravel()))


class _Watch:
    """Adds up the processor time and memory of a process and all that it begins."""

    def __init__(self, pid: int) -> None:
        self._root = pid
        self._ticks: dict[int, int] = {}
        self._java: set[int] = set()
        self._over = threading.Event()
        self.most = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end(self) -> tuple[float, float]:
        """The processor time in seconds, and that of Java."""
        self._over.set()
        self._thread.join()
        java = sum(self._ticks.get(pid, 0) for pid in self._java)
        return sum(self._ticks.values()) / _TICK, java / _TICK

    def _run(self) -> None:
        while not self._over.wait(0.2):
            self._look()

    def _look(self) -> None:
        parents, ticks, pages = {}, {}, {}
        for path in Path("/proc").glob("[0-9]*"):
            try:
                command, _, rest = (path / "stat").read_text().rpartition(")")
            except OSError:
                continue  # it has ended
            pid, fields = int(path.name), rest.split()
            if command.endswith("(java"):
                self._java.add(pid)
            parents[pid] = int(fields[1])
            ticks[pid] = int(fields[11]) + int(fields[12])
            pages[pid] = int(fields[21])
        own = {self._root}
        while more := {pid for pid, parent in parents.items() if parent in own} - own:
            own |= more
        self._ticks |= {pid: ticks[pid] for pid in own if pid in ticks}
        self.most = max(self.most, sum(pages.get(pid, 0) for pid in own))


def _run(way: str, source: Path, target: Path) -> None:
    if way == "command":
        command = [sys.executable, "-m", "regimens", "cohort", _REGIMEN, str(source)]
        command += ["--output", str(target)]
    else:
        command = [sys.executable, "-c", _WAYS[way], str(source), str(target)]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | {"PYSPARK_PYTHON": sys.executable})
    watch = _Watch(process.pid)
    code = process.wait()
    seconds = time.perf_counter() - began
    used, java = watch.end()
    if code:
        raise SystemExit(f"{way} ended with {code}")
    rows = pq.ParquetFile(source).metadata.num_rows * _OF_ONE
    files = [target] if target.is_file() else target.rglob("*.parquet")
    read, written = source.stat().st_size, sum(path.stat().st_size for path in files)
    memory = watch.most * os.sysconf("SC_PAGE_SIZE") / 2**20
    print(
        f"{way}: {rows:,} rows of {rows // _OF_ONE:,} patients; "
        f"{used:.1f} s of processors ({java:.1f} of them Java), {seconds:.1f} s of the clock; "
        f"{read / 1e6:.1f} MB read, {written / 1e6:.1f} MB written; "
        f"{memory:.0f} MiB at most in all processes"
    )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--by", choices=("command", *_WAYS), default="command")
    parser.add_argument("--events", action="store_true", help="one event a patient, no delays")
    parser.add_argument("--folder", help="where the files go; a temporary one unless told")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        source = Path(name, "patients.parquet")
        _write_patients(source, -(-options.rows // _OF_ONE), events=options.events)
        _run(options.by, source, Path(name, "administrations.parquet"))


if __name__ == "__main__":
    main()
