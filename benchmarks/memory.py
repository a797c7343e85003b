"""The most memory that planning a file takes, as the file grows."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from many_patients import batches_of
from measuring import Row, Size

__all__ = ["rows"]

_AIM = ("at most", 1.3)
_BATCH = 10_000
# A process counts the memory of the one that starts it as its own, so a small one starts it.
_LAUNCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def rows(size: Size) -> Iterator[Row]:
    """The rows of this part of the table."""
    for ending in ("parquet", "csv"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            taken = []
            for count in size.files:
                source = folder / f"patients.{ending}"
                _write(source, count)
                taken.append(_most(source, folder / "administrations.parquet"))
        for count, (memory, seconds) in list(zip(size.files, taken, strict=True))[1:]:
            first = taken[0][0]
            yield Row(
                what=f"most memory, {count:,} patients from {ending} to Parquet",
                against=f"{size.files[0]:,} patients",
                ratios=(memory / first,),
                aim=_AIM,
                took=f"{memory:.0f} MiB against {first:.0f} MiB; {seconds:.0f} s",
            )


def _write(path: Path, count: int) -> None:
    """A file of patients, whose batches are the same but for the names."""
    (one,) = batches_of(1, min(count, _BATCH), "dara-dcep", disturbed=False)
    parquet = pq.ParquetWriter(path, one.schema) if path.suffix == ".parquet" else None
    writer = parquet or pc.CSVWriter(path, one.schema)
    with writer:
        for begin in range(0, count, len(one)):
            names = pa.array([f"p{begin + place}" for place in range(len(one))])
            writer.write_batch(one.set_column(0, "patient_id", names))


def _most(source: Path, target: Path) -> tuple[float, float]:
    """The most memory of the command that plans a file, in MiB, and its seconds."""
    command = [sys.executable, "-m", "regimens", "cohort", "dara-dcep", str(source)]
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCH, *command, "--output", str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) / 1024, time.perf_counter() - began  # KiB, on Linux
