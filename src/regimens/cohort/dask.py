"""Cohorts on Dask: the same plan, partition by partition. Needs the extra ``dask``."""

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
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa  # type: ignore[import-untyped]
    from dask.dataframe import DataFrame  # type: ignore[import-not-found]

__all__ = ["plan", "planned"]

_Work = Callable[[Iterable["pa.RecordBatch"], Cohort], Iterator["pa.RecordBatch"]]


def plan(dataframe: DataFrame, regimen: Regimen | Cohort) -> DataFrame:
    """The administrations of a table of patients, each as a single plan has them.

    Nothing is planned until rows are asked for. It then fails if a patient cannot be planned,
    naming that one, as :func:`regimens.cohort.plan_batch` does: no patient is left out unnoticed.
    Where the others are to be planned all the same, use :func:`planned`. A partition is planned
    at once, and its rows are some hundred times as many: 10 000 patients are a good size.

    Args:
        dataframe: Patients, with the columns that :func:`regimens.cohort.patients.patients_of`
            reads, as Arrow types (``dtype_backend="pyarrow"``), strings or numpy's numbers.
        regimen: As written, for the default policy; or a :class:`regimens.cohort.Cohort`, which
            also says the policy, the choices and the last day or number of cycles.

    Returns:
        The columns of :func:`regimens.cohort.columns.row_schema` as Arrow types; doses are
        decimal128(38, 18). The rows of a patient stand in the calendar's order, and the patients
        as they came; the index counts the rows of each partition.

    Raises:
        DocumentError: at once, for columns that are not those of patients, and without the extra.
        RegimensError: at once, for a cohort that cannot be planned.

    >>> import dask.dataframe
    >>> import pandas as pd
    >>> from regimens import catalogue
    >>> patients = dask.dataframe.from_pandas(pd.DataFrame(
    ...     {"patient_id": ["p1"], "start": ["2026-01-05"], "height_cm": [165.0],
    ...      "weight_kg": [70.0]}))
    >>> found = plan(patients, catalogue.get("dcep")).compute()
    >>> len(found), found.drug[1], f"{found.dose[1].normalize():f}", found.unit[1]
    (48, 'cyclophosphamide', '716', 'mg')
    """
    cohort = _checked(dataframe, regimen)
    return _mapped(dataframe, cohort, rows, row_schema(cohort.regimen, decoded=True))


def planned(dataframe: DataFrame, regimen: Regimen | Cohort) -> DataFrame:
    """The administrations of a table of patients, and whoever could not be planned, in one pass.

    Args:
        dataframe: As in :func:`plan`.
        regimen: As in :func:`plan`.

    Returns:
        The columns of :func:`plan` and ``message``, which is null in the row of an administration.
        Each patient who could not be planned has one row with the message that a single plan
        gives, and nothing else but ``patient_id``. Part the two by ``message.isna()``, after
        writing or persisting the table, as each computation of it plans anew.

    Raises:
        DocumentError: as :func:`plan`.
        RegimensError: as :func:`plan`.

    >>> import dask.dataframe
    >>> import pandas as pd
    >>> from regimens import catalogue
    >>> patients = dask.dataframe.from_pandas(pd.DataFrame(
    ...     {"patient_id": ["p1", "p2"], "start": ["2026-01-05"] * 2,
    ...      "height_cm": [165.0, 165.0], "weight_kg": [70.0, None]}))
    >>> both = planned(patients, catalogue.get("dcep")).compute()
    >>> int(both.message.isna().sum()), list(both[both.message.notna()].patient_id)
    (48, ['p2'])
    """
    cohort = _checked(dataframe, regimen)
    return _mapped(dataframe, cohort, answers, answer_schema(cohort.regimen))


def _checked(dataframe: DataFrame, regimen: Regimen | Cohort) -> Cohort:
    try:
        from dask.dataframe import DataFrame  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise DocumentError(
            "Dask needs another library",
            where=error.name or "dask",
            mend='pip install "regimens[dask]"',
        ) from None
    if not isinstance(dataframe, DataFrame):
        raise DocumentError(
            f"is a {type(dataframe).__name__}", where="dataframe", mend="give a DataFrame of Dask"
        )
    check_columns(_schema(dataframe))
    return as_cohort(regimen)


def _mapped(dataframe: DataFrame, cohort: Cohort, work: _Work, schema: pa.Schema) -> DataFrame:
    # Rows are not numbered as patients were, so what is known of the index no longer holds.
    return dataframe.map_partitions(
        _plan_partition,
        cohort,
        work,
        _schema(dataframe),
        schema,
        meta=_in_pandas(schema.empty_table()),
        clear_divisions=True,
    )


def _plan_partition(
    patients: pd.DataFrame, cohort: Cohort, work: _Work, given: pa.Schema, found: pa.Schema
) -> pd.DataFrame:
    """The rows of one partition; `given` and `found` are the columns of patients and of rows."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    table = pa.Table.from_pandas(patients, schema=given, preserve_index=False)
    return _in_pandas(pa.Table.from_batches(work(table.to_batches(), cohort), schema=found))


def _in_pandas(table: pa.Table) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - an extra

    # Without the metadata, which pandas takes for its own.
    frame: pd.DataFrame = table.replace_schema_metadata().to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def _schema(dataframe: DataFrame) -> pa.Schema:
    pa = arrow()
    types = zip(dataframe.columns, dataframe.dtypes, strict=True)
    return pa.schema([(str(name), _arrow_type(str(name), kind)) for name, kind in types])


def _arrow_type(name: str, kind: Any) -> pa.DataType:
    """The type of a column, which pandas has in one of several ways."""
    import pandas as pd  # noqa: PLC0415 - an extra
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if isinstance(kind, pd.ArrowDtype):
        return kind.pyarrow_dtype
    if isinstance(kind, pd.StringDtype):
        return pa.large_string()
    if kind in ("float64", "Float64"):
        return pa.float64()
    if kind in ("int64", "Int64", "int32", "Int32"):
        return pa.int64()
    if name not in COLUMNS:
        return pa.null()  # refused by its name
    raise DocumentError(
        f"is of type {kind}",
        where=name,
        mend='read the table with dtype_backend="pyarrow", or write text',
    )
