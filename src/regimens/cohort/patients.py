"""A table of patients as it comes, each column read once for all of its rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from regimens.cohort.coded import (
    ABSENT,
    Coded,
    coded_column,
    is_text,
    measure_column,
    plain_column,
    text_column,
    wrong_type,
)
from regimens.cohort.columns import EPOCH, arrow
from regimens.cohort.list_columns import Lists, list_column
from regimens.cohort.settings import Record
from regimens.decimals import shown
from regimens.errors import DocumentError, RegimensError
from regimens.formats.converter import structure

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
    from numpy.typing import NDArray

__all__ = ["COLUMNS", "REQUIRED", "Patients", "patients_of"]

REQUIRED = ("patient_id", "start", "height_cm", "weight_kg")
COLUMNS = (*REQUIRED, "fractions", "delays", "events")
_DAY = 86_400_000  # milliseconds


@frozen(kw_only=True)
class Patients:
    """A batch of patients, in columns.

    Args:
        ids: Text; null where there is none.
        starts: Days since 1970-01-01; where there is no start, 0.
        has_start: Whether there is one.
        wrong_starts: What is wrong with the starts of single rows.
        heights: In cm.
        weights: In kg.
        fractions: Of the full dose, a cycle; None without the column.
        delays: In days, a cycle; None without the column.
        events: JSON text; None without the column.
    """

    ids: pa.Array
    starts: NDArray[np.int32]
    has_start: NDArray[np.bool_]
    wrong_starts: dict[int, RegimensError]
    heights: Coded
    weights: Coded
    fractions: Lists | None
    delays: Lists | None
    events: pa.Array | None

    def __len__(self) -> int:
        return len(self.ids)

    def record(self, row: int) -> Record:
        """One row as it was written.

        Raises:
            RegimensError: for a start or a list that is none.
        """
        if row in self.wrong_starts:
            raise self.wrong_starts[row]
        start = None
        if self.has_start[row]:
            start = date.fromordinal(int(self.starts[row]) + EPOCH)
        return Record(
            patient_id=self.ids[row].as_py(),
            start=start,
            height=self.heights.at(row),
            weight=self.weights.at(row),
            fractions=() if self.fractions is None else self.fractions.at(row),
            delays=() if self.delays is None else self.delays.at(row),
            events=None if self.events is None else self.events[row].as_py(),
        )


def patients_of(batch: pa.RecordBatch) -> Patients:
    """The patients of a batch.

    ``patient_id`` is text; ``start`` a date, or text as in 2026-01-05; ``height_cm`` and
    ``weight_kg`` are decimals, whole numbers, text, or doubles, which stand for the shortest
    decimal that is the same double; ``fractions`` and ``delays`` are lists of such, or text as in
    ``[1, 0.7]`` or ``1;0.7``; ``events`` is text.

    Args:
        batch: With the columns of :data:`REQUIRED`, and none beside those of :data:`COLUMNS`.

    Raises:
        DocumentError: for a column that is missing, not known, there twice, or of another type,
            and for what is no batch.

    >>> from decimal import Decimal
    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pylist([{"patient_id": "p1", "start": date(2026, 1, 5),
    ...                                      "height_cm": Decimal(165), "weight_kg": 70.5}])
    >>> patients_of(batch).record(0).weight
    '70.5'
    """
    pa = arrow()
    if not isinstance(batch, pa.RecordBatch):
        raise DocumentError(
            f"a {type(batch).__name__} is no batch of patients",
            mend="give a pyarrow.RecordBatch; a table has some in "
            "table.combine_chunks().to_batches()",
        )
    try:
        return _read(batch)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        said = (str(error) or type(error).__name__).splitlines()[0][:120]
        raise DocumentError(
            f"cannot be read ({said})", where="columns", mend="write them in plain types, as text"
        ) from None


def _read(batch: pa.RecordBatch) -> Patients:
    columns = _columns(batch)
    starts, has_start, wrong = _starts(columns["start"])
    events = columns.get("events")
    return Patients(
        ids=text_column(columns["patient_id"], "patient_id"),
        starts=starts,
        has_start=has_start,
        wrong_starts=wrong,
        heights=measure_column(columns["height_cm"], "height_cm"),
        weights=measure_column(columns["weight_kg"], "weight_kg"),
        fractions=list_column(columns.get("fractions"), "fractions", whole=False),
        delays=list_column(columns.get("delays"), "delays", whole=True),
        events=None if events is None else text_column(events, "events"),
    )


def _columns(batch: pa.RecordBatch) -> dict[str, pa.Array]:
    names = batch.schema.names
    for name in names:
        if name not in COLUMNS:
            raise DocumentError(
                f"{shown(name)} is not a column of patients",
                where="columns",
                mend=f"use {', '.join(COLUMNS)}, and leave others out",
            )
        if names.count(name) > 1:
            raise DocumentError(f"{name} is there twice", where="columns", mend="leave one out")
    for name in REQUIRED:
        if name not in names:
            raise DocumentError(
                f"there is no {name}", where="columns", mend=f"give {', '.join(REQUIRED)}"
            )
    return {name: plain_column(batch.column(name)) for name in names}


def _starts(
    column: pa.Array,
) -> tuple[NDArray[np.int32], NDArray[np.bool_], dict[int, RegimensError]]:
    """Days since 1970, whether there is one, and what is wrong with single ones."""
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_date(column.type):
        return _days_of(column)
    if not is_text(column):
        raise wrong_type(column, "start", "write dates, or text as in 2026-01-05")
    coded = coded_column(text_column(column, "start"), str)
    known = [_day(text) for text in coded.texts]
    days_of = np.array([one if isinstance(one, int) else 0 for one in known] + [0], np.int32)
    is_day = np.array([isinstance(one, int) for one in known] + [False], np.bool_)
    wrong = np.flatnonzero((coded.codes != ABSENT) & ~is_day[coded.codes])
    refused: dict[int, RegimensError] = {}
    for row in wrong.tolist():
        error = known[coded.codes[row]]
        assert isinstance(error, RegimensError)  # noqa: S101 - they are the refused ones
        refused[row] = error
    return days_of[coded.codes], is_day[coded.codes], refused


def _days_of(
    column: pa.Array,
) -> tuple[NDArray[np.int32], NDArray[np.bool_], dict[int, RegimensError]]:
    """Of a column of dates; what lies outside the years 1 to 9999 is no date here."""
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow as pa  # noqa: PLC0415

    valid = column.is_valid().to_numpy(zero_copy_only=False)
    if pa.types.is_date64(column.type):
        counted = column.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
        days, rest = np.divmod(counted, _DAY)
    else:
        counted = column.cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False)
        days, rest = counted.astype(np.int64), np.zeros(len(counted), np.int64)
    is_early, is_late = days < 1 - EPOCH, days > date.max.toordinal() - EPOCH
    wrong: dict[int, RegimensError] = {}
    for row in np.flatnonzero(valid & (is_early | is_late | (rest != 0))).tolist():
        if is_early[row]:
            what = "lies before the year 1"
        elif is_late[row]:
            what = "lies beyond the year 9999"
        else:
            what = "has a time of day"
        wrong[row] = DocumentError(what, where="start", mend="give a day, as in 2026-01-05")
    fine = valid.copy()
    fine[list(wrong)] = False
    return np.where(fine, days, 0).astype(np.int32), fine, wrong


def _day(text: str) -> int | RegimensError:
    """A day since 1970, or why the rows that have the text are refused."""
    try:
        found: date = structure(text, date, where="start")
    except RegimensError as error:
        return error
    return found.toordinal() - EPOCH
