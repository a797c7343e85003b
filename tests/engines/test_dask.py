"""Cohorts on Dask: as each patient alone, in other processes too."""

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from answers import wrong
from cohorts import cohorts, patients, table

from regimens import Regimen, catalogue
from regimens.cohort import Cohort, dask
from regimens.cohort.columns import row_schema
from regimens.errors import DocumentError, HorizonError

dataframes = pytest.importorskip("dask.dataframe", reason="Dask is tried by .ci/engines")
pd = pytest.importorskip("pandas")

DCEP = catalogue.get("dcep")


def _rows(count: int, regimen: Regimen = DCEP) -> list[dict[str, Any]]:
    return patients(random.Random(1), regimen, count)  # noqa: S311 - the same each time


def _frame(rows: list[dict[str, Any]], partitions: int) -> Any:
    whole = pa.Table.from_batches([table(rows)]).to_pandas(types_mapper=pd.ArrowDtype)
    return dataframes.from_pandas(whole, npartitions=partitions)


def _answered(frame: Any, cohort: Cohort, scheduler: str = "sync") -> pa.Table:
    found = dask.planned(frame, cohort).compute(scheduler=scheduler)
    return pa.Table.from_pandas(found, preserve_index=False)


@pytest.mark.parametrize("regimen_id", ["dcep", "dara-dcep", "dara-atra", "d-vd", "kd-20-70"])
def test_dask_plans_as_each_patient_alone(regimen_id: str) -> None:
    """Rows, numbers and reasons are those of the single plan."""
    regimen = catalogue.get(regimen_id)
    cohort = cohorts(random.Random(2), regimen)  # noqa: S311
    rows = _rows(60, regimen)
    assert wrong(cohort, rows, _answered(_frame(rows, 4), cohort)) == []


def test_other_processes_plan_the_same() -> None:
    """A cohort, and what is wrong with its patients, goes from process to process."""
    rows = _rows(40)
    cohort = Cohort(regimen=DCEP)
    frame = _frame(rows, 3)
    assert wrong(cohort, rows, _answered(frame, cohort, "processes")) == []
    with pytest.raises(DocumentError, match=r"^patient .*; or take both rows"):
        dask.plan(frame, cohort).compute(scheduler="processes")


def test_rows_have_the_columns_of_the_contract() -> None:
    """What is said of the columns before anything is planned is what they are."""
    row = _rows(1)[0] | {"events": None, "fractions": None, "delays": None}
    planned = dask.plan(_frame([row], 1), DCEP)
    schema = row_schema(DCEP, decoded=True)
    assert list(planned.columns) == schema.names
    found = planned.compute()
    for kinds in (planned.dtypes, found.dtypes):
        assert [kind.pyarrow_dtype for kind in kinds] == schema.types


def test_partitions_may_be_empty_and_are_not_numbered_on() -> None:
    """One partition has everybody; the index of patients says nothing of rows."""
    rows = _rows(30)
    frame = _frame(rows, 1)
    frame = dataframes.concat([frame[frame.patient_id == "nobody"], frame])
    assert not dask.plan(frame, DCEP).known_divisions
    assert wrong(Cohort(regimen=DCEP), rows, _answered(frame, Cohort(regimen=DCEP))) == []


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"weight_kg": None}, "columns: there is no weight_kg"),
        ({"sex": ["f"]}, "columns: 'sex' is not a column of patients"),
        ({"start": pd.to_datetime(["2026-01-05"])}, "start: is of type datetime64"),
        ({"patient_id": [7]}, "patient_id: is of type int64; write it as text"),
    ],
)
def test_wrong_columns_are_refused_before_any_worker_begins(
    columns: dict[str, Any], message: str
) -> None:
    """The message is that of a batch, and comes from the call itself."""
    right = {"patient_id": ["p"], "start": ["2026-01-05"], "height_cm": [1.0], "weight_kg": [1.0]}
    given = {name: values for name, values in (right | columns).items() if values is not None}
    frame = dataframes.from_pandas(pd.DataFrame(given), npartitions=1)
    for call in (dask.plan, dask.planned):
        with pytest.raises(DocumentError) as caught:
            call(frame, DCEP)
        assert str(caught.value).startswith(message)


def test_what_no_patient_could_be_planned_with_is_refused_at_once() -> None:
    """An open-ended regimen needs an end; a table has to be one of Dask."""
    with pytest.raises(HorizonError):
        dask.plan(_frame(_rows(1), 1), catalogue.get("daratumumab-iv"))
    with pytest.raises(DocumentError, match="dataframe: is a DataFrame; give a DataFrame of Dask"):
        dask.plan(_frame(_rows(1), 1).compute(), DCEP)
