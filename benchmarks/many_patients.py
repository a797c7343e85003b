"""A cohort against the plainest program that writes its columns, copying, and single plans."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from dara_dcep import lines
from measuring import Row, Size, in_turns, timed
from plainest import FRACTIONS, Plainest

from regimens import Course, catalogue
from regimens.cohort import Cohort, planned
from regimens.cohort.doses import Doses
from regimens.cohort.patients import patients_of
from regimens.cohort.settings import course_of

__all__ = ["batches_of", "rows"]

_MEASURE = pa.decimal128(5, 1)
_CYCLES = {"dcep": 3, "dara-dcep": 8}


def batches_of(count: int, size: int, regimen: str, *, disturbed: bool) -> list[pa.RecordBatch]:
    """Patients drawn at random, the same on every run.

    Half of the disturbed are late in some cycle, and half of them reduced.
    """
    draw = random.Random(20261122)  # noqa: S311 - nothing here is secret
    cycles = _CYCLES[regimen]
    found = []
    for number in range(count):
        columns: dict[str, Any] = {
            "patient_id": pa.array([f"patient-{number}-{one}" for one in range(size)]),
            "start": pa.array(
                [date(2026, 1, 1) + timedelta(days=draw.randrange(365)) for _ in range(size)]
            ),
            "height_cm": pa.array(
                [Decimal(draw.randrange(1450, 2000)) / 10 for _ in range(size)], _MEASURE
            ),
            "weight_kg": pa.array(
                [Decimal(draw.randrange(400, 1300)) / 10 for _ in range(size)], _MEASURE
            ),
        }
        if disturbed:
            numbers = [Decimal(text) for text in FRACTIONS]
            columns["fractions"] = pa.array(
                [_fractions(draw, numbers) for _ in range(size)], pa.list_(pa.decimal128(5, 4))
            )
            columns["delays"] = pa.array(
                [_delays(draw, cycles) for _ in range(size)], pa.list_(pa.int32())
            )
        found.append(pa.RecordBatch.from_pydict(columns))
    return found


def _fractions(draw: random.Random, numbers: list[Decimal]) -> list[Decimal]:
    """Of the three cycles of DCEP: full, then less or not."""
    if draw.random() < 0.5:
        return [numbers[0]] * 3
    second = draw.choice(numbers)
    return [numbers[0], second, draw.choice([one for one in numbers if one <= second])]


def _delays(draw: random.Random, cycles: int) -> list[int]:
    if draw.random() < 0.5:
        return [0] * cycles
    return [draw.choice([0, 0, 0, 3, 7, 14]) for _ in range(cycles)]


def _all_planned(batches: list[pa.RecordBatch], cohort: Cohort) -> Callable[[], object]:
    """Plans batch after batch with the doses of those before, as a long file is planned."""
    doses = Doses(cohort)

    def run() -> None:
        for batch in batches:
            planned(batch, cohort, doses=doses)

    return run


def _all_plain(batches: list[pa.RecordBatch], plain: Plainest) -> Callable[[], object]:
    def run() -> None:
        for batch in batches:
            plain(batch)

    return run


def _all_copied(batches: list[pa.RecordBatch]) -> Callable[[], object]:
    """Copies every byte of the rows, batch after batch, to memory that is there already."""
    arrays = [
        [
            np.frombuffer(buffer, np.uint8)
            for column in batch.columns
            for buffer in (column.indices if hasattr(column, "indices") else column).buffers()
            if buffer is not None
        ]
        for batch in batches
    ]

    targets = [np.empty_like(array) for array in arrays[0]]

    def run() -> None:
        for one in arrays:
            for target, array in zip(targets, one, strict=True):
                np.copyto(target[: len(array)], array)

    return run


def _check(batches: list[pa.RecordBatch], cohort: Cohort, plain: Plainest) -> None:
    """End the run where a program writes other rows than the library."""
    for batch in batches:
        found = planned(batch, cohort)
        if found.rejects.num_rows or not _text(found.rows).equals(_text(plain(batch))):
            raise SystemExit(f"the plainest program writes other rows of {cohort.regimen.id}")


def _text(rows: pa.RecordBatch) -> pa.Table:
    """The rows with their text in place, for dictionaries may be in another order."""
    return pa.table(
        {
            name: column.dictionary_decode() if hasattr(column, "indices") else column
            for name, column in zip(rows.schema.names, rows.columns, strict=True)
        }
    )


def _courses(batch: pa.RecordBatch, cohort: Cohort, count: int) -> list[Course]:
    patients = patients_of(batch)
    return [course_of(cohort, patients.record(row)) for row in range(min(count, len(patients)))]


def rows(size: Size) -> Iterator[Row]:
    """The rows of this part of the table."""
    for name in ("dcep", "dara-dcep"):
        for disturbed in (False, True):
            yield from _of(name, size, disturbed=disturbed)


def _of(name: str, size: Size, *, disturbed: bool) -> Iterator[Row]:
    cohort = Cohort(regimen=catalogue.get(name))
    batches = batches_of(size.batches, size.patients, name, disturbed=disturbed)
    written = [planned(batch, cohort).rows for batch in batches]
    plain = Plainest(lines(is_dcep_alone=name == "dcep"), written[0].schema)
    _check(batches, cohort, plain)
    count = sum(batch.num_rows for batch in written)
    own = timed(_all_planned(batches, cohort), count)
    what = f"`planned()`, {name}, {'delays and reductions' if disturbed else 'undisturbed'}"

    pairs = in_turns(own, timed(_all_plain(batches, plain), count), size.rounds)
    yield Row(
        what=what,
        against="the plainest numpy into Arrow",
        ratios=tuple(other / mine for mine, other in pairs),
        aim=("at least", 0.5),
        took=f"{_rate(pairs, 0)} against {_rate(pairs, 1)} M rows/s",
    )
    pairs = in_turns(own, timed(_all_copied(written), count), size.rounds)
    yield Row(
        what=what,
        against="copying the bytes of its rows",
        ratios=tuple(other / mine for mine, other in pairs),
        aim=None,
        took=f"{_rate(pairs, 0)} against {_rate(pairs, 1)} M rows/s",
    )
    courses = _courses(batches[0], cohort, size.singles)
    alone = sum(len(course.plan()) for course in courses)
    pairs = in_turns(own, timed(lambda: [one.plan() for one in courses], alone), size.rounds)
    yield Row(
        what=what,
        against="`plan()` of one course after another",
        ratios=tuple(other / mine for mine, other in pairs),
        aim=("at least", 50),
        took=f"{_rate(pairs, 0)} against {_rate(pairs, 1)} M rows/s",
    )


def _rate(pairs: list[tuple[float, float]], side: int) -> str:
    rate = 1e-6 / statistics.median(pair[side] for pair in pairs)
    return f"{rate:.1f}" if rate >= 10 else f"{rate:.2f}"
