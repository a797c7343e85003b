"""What a worker of Spark or Dask does with its part of a table of patients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from regimens.cohort.batches import Asked, Planner
from regimens.cohort.columns import arrow, decoded, row_schema
from regimens.cohort.patients import patients_of
from regimens.cohort.planning import Planned
from regimens.cohort.settings import Cohort
from regimens.decimals import shown
from regimens.errors import DocumentError
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["MESSAGE", "answer_schema", "answers", "check_columns", "rows"]

MESSAGE = "message"
_ROWS = 64_000  # handed over at once


def check_columns(schema: pa.Schema) -> None:
    """Refuse columns that are not those of patients, before any worker has begun.

    Args:
        schema: Of the table of patients.

    Raises:
        DocumentError: as :func:`regimens.cohort.patients.patients_of`.

    >>> import pyarrow as pa
    >>> check_columns(pa.schema([("patient_id", pa.string()), ("name", pa.string())]))
    Traceback (most recent call last):
    regimens.errors.DocumentError: columns: 'name' is not a column of patients; use patient_id, \
start, height_cm, weight_kg, fractions, delays, events, and leave others out
    """
    pa = arrow()
    empty = [pa.nulls(0, column.type) for column in schema]
    patients_of(pa.RecordBatch.from_arrays(empty, schema=schema))


def answer_schema(regimen: Regimen) -> pa.Schema:
    """The schema of rows and rejects in one table.

    The columns of :func:`regimens.cohort.columns.row_schema` without dictionaries, and last
    ``message``: null in the row of an administration. Where a patient could not be planned, it
    says why, and all other columns but ``patient_id`` are null.

    Args:
        regimen: What is planned.
    """
    pa = arrow()
    columns = [column.with_nullable(True) for column in row_schema(regimen, decoded=True)]
    return pa.schema([*columns, pa.field(MESSAGE, pa.string())])


def rows(batches: Iterable[pa.RecordBatch], cohort: Cohort) -> Iterator[pa.RecordBatch]:
    """The administrations of a part of the patients, all of whom have to be planned.

    Args:
        batches: Patients.
        cohort: How they are planned.

    Raises:
        DocumentError: for a patient who cannot be planned.
    """
    for found in _each(batches, cohort):
        if found.rejects.num_rows:
            first = found.rejects.slice(0, 1).to_pylist()[0]
            raise DocumentError(
                first["message"],
                where=f"patient {shown(first['patient_id'])}",
                mend="or take both rows and rejects from planned()",
            )
        yield from _handed(decoded(found.rows, cohort.regimen))


def answers(batches: Iterable[pa.RecordBatch], cohort: Cohort) -> Iterator[pa.RecordBatch]:
    """The administrations of a part of the patients, and whoever could not be planned.

    Args:
        batches: Patients.
        cohort: How they are planned.

    Yields:
        Batches with the schema of :func:`answer_schema`.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    schema = answer_schema(cohort.regimen)
    for found in _each(batches, cohort):
        planned_rows = decoded(found.rows, cohort.regimen)
        none = pa.nulls(planned_rows.num_rows, pa.string())
        yield from _handed(pa.RecordBatch.from_arrays([*planned_rows.columns, none], schema=schema))
        if found.rejects.num_rows:
            said = {name: found.rejects.column(name) for name in ("patient_id", MESSAGE)}
            count = found.rejects.num_rows
            columns = [
                said[one.name] if one.name in said else pa.nulls(count, one.type) for one in schema
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _each(batches: Iterable[pa.RecordBatch], cohort: Cohort) -> Iterator[Planned]:
    """Some patients at a time, whatever the size of a batch."""
    planner = Planner(cohort, Asked())
    for batch in batches:
        for part in planner.plan(batch, first_row=1):
            yield part.planned


def _handed(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    for begin in range(0, batch.num_rows, _ROWS):
        yield batch.slice(begin, _ROWS)
