"""Cohorts on Spark: the same plan, on as many machines as there are.

Needs the extra ``spark`` where the job is sent from, and the same version of this library, with
the extra ``cohort``, on every worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from regimens.cohort.answers import as_cohort
from regimens.cohort.columns import arrow, row_schema
from regimens.cohort.partitions import answer_schema, answers, check_columns, rows
from regimens.cohort.patients import COLUMNS
from regimens.cohort.settings import Cohort
from regimens.errors import DocumentError
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyspark.sql import DataFrame  # type: ignore[import-not-found]

__all__ = ["plan", "planned"]

_Work = Callable[[Iterable["pa.RecordBatch"], Cohort], Iterator["pa.RecordBatch"]]


def plan(dataframe: DataFrame, regimen: Regimen | Cohort) -> DataFrame:
    """The administrations of a table of patients, each as a single plan has them.

    Nothing is planned until an action asks for rows. It then fails if a patient cannot be planned,
    naming that one, as :func:`regimens.cohort.plan_batch` does: no patient is left out unnoticed.
    Where the others are to be planned all the same, use :func:`planned`.

    Args:
        dataframe: Patients, with the columns that :func:`regimens.cohort.patients.patients_of`
            reads, as Spark's string, date, decimal, double, whole numbers and arrays of these.
        regimen: As written, for the default policy; or a :class:`regimens.cohort.Cohort`, which
            also says the policy, the choices and the last day or number of cycles.

    Returns:
        The columns of :func:`regimens.cohort.columns.row_schema`; doses are decimal(38, 18). The
        rows of a patient stand together in the calendar's order within a partition; a table of
        Spark has no other order.

    Raises:
        DocumentError: at once, for columns that are not those of patients, and without the extra.
        RegimensError: at once, for a cohort that cannot be planned.

    >>> from pyspark.sql import SparkSession
    >>> from regimens import catalogue
    >>> session = SparkSession.builder.master("local[1]").getOrCreate()
    >>> patients = session.createDataFrame(
    ...     [("p1", "2026-01-05", "165", "70")],
    ...     "patient_id string, start string, height_cm string, weight_kg string")
    >>> found = plan(patients, catalogue.get("dcep")).collect()
    >>> len(found), found[1].drug, f"{found[1].dose.normalize():f}", found[1].unit
    (48, 'cyclophosphamide', '716', 'mg')
    """
    cohort = _checked(dataframe, regimen)
    return _mapped(dataframe, cohort, rows, row_schema(cohort.regimen, decoded=True))


def planned(dataframe: DataFrame, regimen: Regimen | Cohort) -> DataFrame:
    """The administrations of a table of patients, and whoever could not be planned, in one pass.

    A table of Spark has no numbers of rows, so a reject is known by its ``patient_id``.

    Args:
        dataframe: As in :func:`plan`.
        regimen: As in :func:`plan`.

    Returns:
        The columns of :func:`plan` and ``message``, which is null in the row of an administration.
        Each patient who could not be planned has one row with the message that a single plan
        gives, and nothing else but ``patient_id``. Part the two by ``message IS NULL``, after
        writing or persisting the table, as each action on it plans anew.

    Raises:
        DocumentError: as :func:`plan`.
        RegimensError: as :func:`plan`.

    >>> from pyspark.sql import SparkSession
    >>> from regimens import catalogue
    >>> session = SparkSession.builder.master("local[1]").getOrCreate()
    >>> patients = session.createDataFrame(
    ...     [("p1", "2026-01-05", "165", "70"), ("p2", "2026-01-05", "165", None)],
    ...     "patient_id string, start string, height_cm string, weight_kg string")
    >>> both = planned(patients, catalogue.get("dcep")).persist()
    >>> both.where("message IS NULL").count()
    48
    >>> both.where("message IS NOT NULL").collect()[0].patient_id
    'p2'
    """
    cohort = _checked(dataframe, regimen)
    return _mapped(dataframe, cohort, answers, answer_schema(cohort.regimen))


def _checked(dataframe: DataFrame, regimen: Regimen | Cohort) -> Cohort:
    try:
        from pyspark.sql import DataFrame  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise DocumentError(
            "Spark needs another library",
            where=error.name or "pyspark",
            mend='pip install "regimens[spark]"',
        ) from None
    if not isinstance(dataframe, DataFrame):
        raise DocumentError(
            f"is a {type(dataframe).__name__}", where="dataframe", mend="give a DataFrame of Spark"
        )
    pa = arrow()
    check_columns(pa.schema([(one.name, _arrow_type(one)) for one in dataframe.schema.fields]))
    return as_cohort(regimen)


def _mapped(dataframe: DataFrame, cohort: Cohort, work: _Work, schema: pa.Schema) -> DataFrame:
    def mapped(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # A worker has the cohort as a copy, and its own doses.
        return work(batches, cohort)

    return dataframe.mapInArrow(mapped, _in_spark(schema))


def _in_spark(schema: pa.Schema) -> str:
    """The columns as Spark writes them."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    names = {pa.string(): "string", pa.date32(): "date", pa.int32(): "int"}
    return ", ".join(
        f"`{one.name}` {names.get(one.type) or f'decimal({one.type.precision}, {one.type.scale})'}"
        for one in schema
    )


def _arrow_type(column: Any) -> pa.DataType:
    """The type of a column as the workers get it."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyspark.sql import types  # noqa: PLC0415

    simple = {
        types.StringType: pa.string(),
        types.NullType: pa.null(),
        types.DateType: pa.date32(),
        types.ByteType: pa.int8(),
        types.ShortType: pa.int16(),
        types.IntegerType: pa.int32(),
        types.LongType: pa.int64(),
        types.DoubleType: pa.float64(),
    }

    def in_arrow(kind: Any) -> pa.DataType:
        if isinstance(kind, types.ArrayType):
            return pa.list_(in_arrow(kind.elementType))
        if isinstance(kind, types.DecimalType):
            return pa.decimal128(kind.precision, kind.scale)
        if type(kind) in simple:
            return simple[type(kind)]
        if column.name not in COLUMNS:
            return pa.null()  # refused by its name
        raise DocumentError(
            f"is of type {kind.simpleString()}",
            where=column.name,
            mend="use Spark's string, date, decimal, double, int or an array of these",
        )

    return in_arrow(column.dataType)
