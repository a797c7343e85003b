"""Cohorts on Spark: as each patient alone, whatever the partitions, and though workers die."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from answers import wrong
from cohorts import cohorts, course_by_itself, is_to_be_refused, patients, table

from regimens import Policy, Regimen, RegimensError, catalogue
from regimens.cohort import Cohort, spark
from regimens.cohort.columns import row_schema
from regimens.errors import DocumentError, HorizonError

pyspark = pytest.importorskip("pyspark", reason="Spark is tried by .ci/engines")

DCEP = catalogue.get("dcep")
_PATIENCE = 120  # seconds for what takes a few


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A cluster of two executors, each a process with Python workers of its own."""
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]  # noqa: PLC0415 - an extra

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executorEnv.SPARK_LOCAL_IP": "127.0.0.1",
        "spark.ui.enabled": "false",
        # Many small batches, and partitions that are left as a test made them.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "7",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("regimens")
    for name, value in settings.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("OFF")
    yield found
    found.stop()


def _rows(count: int, regimen: Regimen = DCEP, seed: int = 1) -> list[dict[str, Any]]:
    return patients(random.Random(seed), regimen, count)  # noqa: S311 - the same each time


def _frame(session: Any, rows: list[dict[str, Any]]) -> Any:
    return session.createDataFrame(pa.Table.from_batches([table(rows)]))


@pytest.mark.parametrize("regimen_id", ["dcep", "dara-dcep", "dara-atra", "d-vd", "kd-20-70"])
def test_spark_plans_as_each_patient_alone(session: Any, regimen_id: str) -> None:
    """Rows, numbers and reasons are those of the single plan, over several workers."""
    regimen = catalogue.get(regimen_id)
    cohort = cohorts(random.Random(2), regimen)  # noqa: S311
    rows = _rows(60, regimen)
    answered = spark.planned(_frame(session, rows).repartition(5), cohort).toArrow()
    assert wrong(cohort, rows, answered) == []
    assert any(one is not None for one in answered["message"].to_pylist())


def test_rows_have_the_columns_of_the_contract(session: Any) -> None:
    """Doses are decimals, days are dates, and text is text."""
    cohort = Cohort(regimen=DCEP, policy=Policy(rounding="5 mg"))
    good = [row for row in _rows(20) if _is_planned(cohort, row)]
    planned = spark.plan(_frame(session, good), cohort)
    assert dict(planned.dtypes) == {
        "patient_id": "string",
        "date": "date",
        "phase": "string",
        "cycle": "int",
        "day": "int",
        "drug": "string",
        "occurrence": "int",
        "fraction": "decimal(38,18)",
        "calculated": "decimal(38,18)",
        "dose": "decimal(38,18)",
        "unit": "string",
        "route": "string",
        "status": "string",
    }
    found = planned.toArrow()
    none = pa.nulls(len(found), pa.string())
    assert wrong(cohort, good, found.append_column("message", none)) == []


def _is_planned(cohort: Cohort, row: dict[str, Any]) -> bool:
    try:
        return not is_to_be_refused(cohort, row) and bool(
            list(course_by_itself(cohort, row).plan())
        )
    except RegimensError:
        return False


def test_a_definition_with_an_unread_number_says_so_in_each_row(session: Any) -> None:
    """The last column is that of a single calendar."""
    regimen = next(found for found in map(catalogue.get, catalogue.ids()) if found.unverified)
    cohort = Cohort(regimen=regimen, cycles=1, allow_unverified="to compare")
    planned = spark.plan(_frame(session, [_plain("p1")]), cohort)
    assert planned.columns == row_schema(regimen).names
    assert {row.unverified for row in planned.collect()} == {
        "a number of this definition was not read in a reference: check it before use"
    }


def _plain(patient_id: str | None) -> dict[str, Any]:
    return {
        "patient_id": patient_id,
        "start": date(2026, 1, 5),
        "height_cm": Decimal(165),
        "weight_kg": Decimal(70),
        "fractions": None,
        "delays": None,
        "events": None,
    }


def test_plan_refuses_where_a_patient_cannot_be_planned(session: Any) -> None:
    """Nobody is left out unnoticed: the job fails, and says who it was."""
    bad = _plain("p2") | {"weight_kg": None}
    frame = _frame(session, [_plain("p1"), bad, _plain("p3")])
    with pytest.raises(Exception, match="patient 'p2': ") as caught:
        spark.plan(frame, DCEP).count()
    assert "record the weight" in str(caught.value)
    assert "or take both rows and rejects from planned()" in str(caught.value)


def test_a_bad_row_stops_no_other(session: Any) -> None:
    """A patient without a name, one without a weight: each is one row with the reason."""
    rows = [_plain("p1"), _plain(None), _plain("p3") | {"weight_kg": None}, _plain("p4")]
    answered = spark.planned(_frame(session, rows), DCEP).toArrow()
    assert wrong(Cohort(regimen=DCEP), rows, answered) == []
    rejects = [one for one in answered.to_pylist() if one["message"] is not None]
    assert [one["patient_id"] for one in rejects] == [None, "p3"]
    for one in rejects:
        assert {name for name, value in one.items() if value is not None} <= {
            "patient_id",
            "message",
        }


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            "patient_id string, start date, height_cm double",
            "columns: there is no weight_kg; give patient_id, start, height_cm, weight_kg",
        ),
        (
            "patient_id string, start date, height_cm double, weight_kg double, sex boolean",
            "columns: 'sex' is not a column of patients; use patient_id, start, height_cm, "
            "weight_kg, fractions, delays, events, and leave others out",
        ),
        (
            "patient_id string, start timestamp, height_cm double, weight_kg double",
            "start: is of type timestamp; use Spark's string, date, decimal, double, int or an "
            "array of these",
        ),
        (
            "patient_id bigint, start date, height_cm double, weight_kg double",
            "patient_id: is of type int64; write it as text",
        ),
        (
            "patient_id string, start date, height_cm double, weight_kg double, "
            "delays array<double>",
            "delays: is of type double; write whole numbers",
        ),
    ],
)
def test_wrong_columns_are_refused_before_any_worker_begins(
    session: Any, columns: str, message: str
) -> None:
    """The message is that of a batch, and comes from the call itself."""
    frame = session.createDataFrame([], columns)
    for call in (spark.plan, spark.planned):
        with pytest.raises(DocumentError) as caught:
            call(frame, DCEP)
        assert str(caught.value) == message


def test_what_no_patient_could_be_planned_with_is_refused_at_once(session: Any) -> None:
    """An open-ended regimen needs an end; a table has to be one of Spark."""
    frame = _frame(session, [_plain("p1")])
    with pytest.raises(HorizonError):
        spark.plan(frame, catalogue.get("daratumumab-iv"))
    with pytest.raises(
        DocumentError, match="dataframe: is a RecordBatch; give a DataFrame of Spark"
    ):
        spark.plan(table([_plain("p1")]), DCEP)


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("string, string, string, string, string, string", ("165.5", "70.1", "1;0.7", "[0, 3]")),
        (
            "string, date, double, double, array<double>, array<int>",
            (165.5, 70.1, [1, 0.7], [0, 3]),
        ),
        (
            "string, date, decimal(9,3), decimal(4,1), array<decimal(3,2)>, array<bigint>",
            (Decimal("165.5"), Decimal("70.1"), [Decimal(1), Decimal("0.7")], [0, 3]),
        ),
        (
            "string, date, double, decimal(38,18), array<string>, array<string>",
            (165.5, Decimal("70.1"), ["1", "0.7"], ["0", "3"]),
        ),
    ],
)
def test_each_type_of_column_says_the_same(
    session: Any, columns: str, values: tuple[Any, ...]
) -> None:
    """However Spark has the numbers, the plan is that of their decimals."""
    names = ("patient_id", "start", "height_cm", "weight_kg", "fractions", "delays")
    kinds = [kind.strip() for kind in columns.split(", ")]
    schema = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
    start: Any = "2026-01-05" if kinds[1] == "string" else date(2026, 1, 5)
    if "double" in kinds[4]:
        values = (*values[:2], [float(one) for one in values[2]], values[3])
    frame = session.createDataFrame([("p1", start, *values)], schema)
    row = _plain("p1") | {
        "height_cm": Decimal("165.5"),
        "weight_kg": Decimal("70.1"),
        "fractions": [Decimal(1), Decimal("0.7")],
        "delays": [0, 3],
    }
    assert wrong(Cohort(regimen=DCEP), [row], spark.planned(frame, DCEP).toArrow()) == []


def test_one_partition_may_have_almost_everybody(session: Any) -> None:
    """Skew: most partitions are empty, one has all but one, and nothing is lost or twice."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    rows = _rows(150, seed=3)
    lone = functions.col("patient_id") == "p7"
    frame = _frame(session, rows).repartition(12, functions.coalesce(lone, functions.lit(False)))
    sizes = [
        one.n
        for one in frame.groupBy(functions.spark_partition_id())
        .agg(functions.count("*").alias("n"))
        .collect()
    ]
    assert sorted(sizes) == [1, 149]
    assert frame.rdd.getNumPartitions() == 12
    cohort = Cohort(regimen=DCEP)
    assert wrong(cohort, rows, spark.planned(frame, cohort).toArrow()) == []


def test_no_patients_are_no_rows(session: Any) -> None:
    """An empty table is planned into one, with its columns."""
    found = spark.plan(_frame(session, []), DCEP)
    assert found.columns == row_schema(DCEP).names
    assert found.collect() == []


def _own_processes() -> dict[int, tuple[int, str]]:
    """The processes that this one, or one of its own, has begun: parent and command of each."""
    every: dict[int, tuple[int, str]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            command = (path / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue  # it has ended
        every[int(path.name)] = (parent, command)
    own = {os.getpid()}
    while more := {pid for pid, (parent, _) in every.items() if parent in own} - own:
        own |= more
    return {pid: every[pid] for pid in own - {os.getpid()} if pid in every}


def _python_workers() -> list[int]:
    """Each forked by a daemon of the same command."""
    own = _own_processes()
    daemons = {pid for pid, (_, command) in own.items() if "pyspark.daemon" in command}
    return [pid for pid in daemons if own[pid][0] in daemons]


def _executors() -> list[int]:
    return [pid for pid, (_, text) in _own_processes().items() if "ExecutorBackend" in text]


@pytest.mark.parametrize("victims", [_python_workers, _executors])
def test_killed_workers_cost_nobody_a_row(
    session: Any, tmp_path: Path, victims: Callable[[], list[int]]
) -> None:
    """Every worker is killed in the midst of its patients; Spark has the parts planned anew."""
    rows = _rows(90, seed=4)
    cohort = Cohort(regimen=DCEP)
    folder = str(tmp_path)

    def held(batches: Iterator[Any]) -> Iterator[Any]:
        # The workers that plan wait here, with some of their rows handed over, for what comes.
        for number, batch in enumerate(batches):
            yield batch
            if number == 1:
                Path(folder, f"begun-{os.getpid()}").touch()
                while not Path(folder, "go").exists():
                    time.sleep(0.05)

    planned = spark.planned(_frame(session, rows).repartition(2), cohort)
    job = planned.mapInArrow(held, planned.schema)
    answers: list[pa.Table] = []
    running = threading.Thread(target=lambda: answers.append(job.toArrow()))
    running.start()
    deadline = time.monotonic() + _PATIENCE
    while len(list(tmp_path.glob("begun-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    killed = victims()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    (tmp_path / "go").touch()
    running.join(_PATIENCE)
    assert len(killed) >= 2
    assert len(answers) == 1
    assert wrong(cohort, rows, answers[0]) == []
    assert set(killed).isdisjoint(_own_processes())
