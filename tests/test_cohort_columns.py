"""Each type a column of patients may have, whole or a slice, and what is said of any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import catalogue
from regimens.cli import main
from regimens.cohort import planned
from regimens.cohort.findings import findings
from regimens.cohort.intensities import intensities
from regimens.cohort.partitions import check_columns
from regimens.cohort.patients import patients_of
from regimens.cohort.summaries import counted
from regimens.errors import DocumentError

DCEP = catalogue.get("dcep")
DAY = date(2026, 1, 5)
_CODED = [pa.dictionary(pa.int32(), kind) for kind in (pa.string(), pa.string_view())]
_TEXTS = (pa.string(), pa.large_string(), pa.string_view(), *_CODED)
_SMALL = (pa.decimal32(9, 3), pa.decimal64(12, 3))
_DECIMALS = (*_SMALL, pa.decimal128(9, 3), pa.decimal256(50, 3))
_WHOLE = (pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint64())


def _lists(kinds: Sequence[Any]) -> list[Any]:
    made = (pa.list_, pa.large_list, lambda kind: pa.list_(kind, 3))
    return [make(kind) for kind in kinds for make in made]


# Patients' values as Python has them, written out for a column of text.
_NUMBERS = st.none() | st.sampled_from([Decimal(70), Decimal(101), Decimal(120)])
_FRACTIONS = st.none() | st.lists(
    st.none() | st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.75")]),
    min_size=3,
    max_size=3,
)
_DELAYS = st.none() | st.lists(st.none() | st.integers(0, 9), min_size=3, max_size=3)
_EVENTS = st.sampled_from(
    [None, "", "[]", '[{"type": "delay", "cycle": 2, "days": 5}]', "[{}]", "é" * 40]
)
COLUMNS: dict[str, tuple[Any, Sequence[Any]]] = {
    "patient_id": (st.none() | st.sampled_from(["anna", "é", "0017", "x" * 30, ""]), _TEXTS),
    "start": (
        st.none() | st.sampled_from([DAY, date(2027, 2, 1)]),
        (pa.date32(), pa.date64(), *_TEXTS),
    ),
    "height_cm": (_NUMBERS, (*_DECIMALS, *_WHOLE, pa.float64(), *_TEXTS)),
    "weight_kg": (_NUMBERS, (*_DECIMALS, *_WHOLE, pa.float64(), *_TEXTS)),
    "fractions": (
        _FRACTIONS,
        (*_TEXTS, *_lists((*_DECIMALS, pa.float64(), pa.string(), pa.string_view()))),
    ),
    "delays": (_DELAYS, (*_TEXTS, *_lists((*_WHOLE, pa.string(), pa.large_string())))),
    "events": (_EVENTS, _TEXTS),
}


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return ";".join("" if one is None else str(one) for one in value)
    return None if value is None else str(value)


def _column(values: Sequence[Any], kind: Any) -> pa.Array:
    """Values of Python in a type of Arrow."""
    if kind in _TEXTS:
        texts = [_text(value) for value in values]
        if kind not in _CODED:
            return pa.array(texts, kind)
        own = pa.array(texts, pa.string()).dictionary_encode()
        return pa.DictionaryArray.from_arrays(own.indices, own.dictionary.cast(kind.value_type))
    inner = getattr(kind, "value_type", kind)

    def made(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, list):
            return [made(one) for one in value]
        if inner in _TEXTS:
            return str(value)
        if pa.types.is_integer(inner):
            return int(value)
        return float(value) if pa.types.is_floating(inner) else value

    return pa.array([made(value) for value in values], kind)


@st.composite
def tables(draw: st.DrawFn) -> tuple[pa.RecordBatch, int, int, list[dict[str, Any]]]:
    """A batch, a slice of it, and the rows of the slice."""
    count = draw(st.integers(1, 9))
    rows = [{name: draw(values) for name, (values, _) in COLUMNS.items()} for _ in range(count)]
    arrays = {
        name: _column([row[name] for row in rows], draw(st.sampled_from(kinds)))
        for name, (_, kinds) in COLUMNS.items()
    }
    first = draw(st.integers(0, count - 1))
    length = draw(st.integers(1, count - first))
    return pa.RecordBatch.from_pydict(arrays), first, length, rows[first : first + length]


def _plainly(rows: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    """The same rows in a batch of their own, each column of one plain type."""
    kinds = {
        "patient_id": pa.string(),
        "start": pa.date32(),
        "height_cm": pa.decimal128(9, 3),
        "weight_kg": pa.decimal128(9, 3),
        "fractions": pa.list_(pa.decimal128(9, 3)),
        "delays": pa.list_(pa.int64()),
        "events": pa.string(),
    }
    return pa.RecordBatch.from_pylist(list(rows), schema=pa.schema(kinds.items()))


@settings(deadline=None)
@given(tables())
def test_a_slice_of_any_types_is_planned_as_its_rows_alone(
    drawn: tuple[pa.RecordBatch, int, int, list[dict[str, Any]]],
) -> None:
    """No row before or after it is read, whatever the type, and no null shifts a value."""
    batch, first, length, rows = drawn
    found, expected = planned(batch.slice(first, length), DCEP), planned(_plainly(rows), DCEP)
    assert found.rejects.equals(expected.rejects)
    assert found.rows.equals(expected.rows)


@pytest.mark.parametrize("make", [pa.ListArray, pa.LargeListArray])
def test_what_lies_under_a_list_that_is_null_is_not_read(make: Any) -> None:
    """Arrow may leave entries in the place of a list that is not there."""
    values = pa.array([Decimal(1), Decimal("0.5"), Decimal("0.6"), Decimal("0.7"), None])
    hidden = make.from_arrays([0, 1, 3, 5], values, mask=pa.array([False, True, False]))
    assert hidden.offsets.to_pylist()[1:3] == [1, 3], "two entries stand there"
    whole = {"patient_id": ["a", "b", "c"], "start": [DAY] * 3, "height_cm": [165] * 3}
    batch = pa.RecordBatch.from_pydict({**whole, "weight_kg": [70] * 3, "fractions": hidden})
    for part, expected in (
        (batch, [("1",), (), ("0.7",)]),
        (batch.slice(1), [(), ("0.7",)]),
        (batch.slice(2), [("0.7",)]),
    ):
        patients = patients_of(part)
        assert [patients.record(row).fractions for row in range(len(patients))] == expected


# What is refused


def _one(**columns: Any) -> pa.RecordBatch:
    whole = {"patient_id": ["anna"], "start": [DAY], "height_cm": [165], "weight_kg": [70]}
    return pa.RecordBatch.from_pydict({**whole, **columns})


def _message(**columns: Any) -> str:
    ((_, _, message),) = (
        tuple(one.values()) for one in planned(_one(**columns), DCEP).rejects.to_pylist()
    )
    return str(message)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"height_cm": ["1.65 m"]},
            "height_cm: '1.65 m' is not a plain number; write centimetres as a number alone, "
            "as in 165",
        ),
        (
            {"weight_kg": ["70 kg"]},
            "weight_kg: '70 kg' is not a plain number; write kilograms as a number alone, "
            "as in 70.5",
        ),
        (
            {"height_cm": ["165."]},
            "height_cm: '165.' is not a plain number; write centimetres as a number alone, "
            "as in 165",
        ),
        (
            {"weight_kg": ["1e2"]},
            "weight_kg: '1e2' is not a plain number; write kilograms as a number alone, as in 70.5",
        ),
        (
            {"weight_kg": [-70]},
            "weight_kg: '-70' is not a plain number; write kilograms as a number alone, as in 70.5",
        ),
        (
            {"weight_kg": ["70,5"]},
            "weight_kg: '70,5' has a comma; write a decimal point, as in 70.5",
        ),
        # What the plan of that patient alone says of the value.
        (
            {"height_cm": ["1.65"]},
            "height: 1.65 cm is outside 50–272 cm; did you mean 1.65 m?",
        ),
        (
            {"fractions": [["1", "0.333333333333333333333"]]},
            "fractions[1]: '0.333333333333333333333' has more than 12 digits on a side of the "
            "decimal point; write 12 at most",
        ),
        (
            {"delays": [[1_000_000_000]]},
            "delays[0]: '1000000000' has more than 9 digits; give the days by which this cycle "
            "is late, as in 7",
        ),
        (
            {"start": pa.array([2_932_897], pa.date32())},
            "start: lies beyond the year 9999; give a day, as in 2026-01-05",
        ),
        (
            {"start": pa.array([-719_163], pa.date32())},
            "start: lies before the year 1; give a day, as in 2026-01-05",
        ),
        (
            {"start": pa.array([2**62], pa.int64()).cast(pa.date64(), safe=False)},
            "start: lies beyond the year 9999; give a day, as in 2026-01-05",
        ),
        (
            {"start": pa.array([86_400_001], pa.int64()).cast(pa.date64(), safe=False)},
            "start: has a time of day; give a day, as in 2026-01-05",
        ),
    ],
)
def test_the_words_are_those_of_the_column(columns: dict[str, Any], message: str) -> None:
    """A unit in a cell, a slip of the hand, or too much of it: what to write into this column."""
    assert _message(**columns) == message


@pytest.mark.parametrize("days", [-719_162, 2_932_896])
def test_the_first_and_the_last_day_are_days(days: int) -> None:
    """1 January of the year 1 and 31 December 9999; a plan beyond the end is refused by itself."""
    patients = patients_of(_one(start=pa.array([days], pa.date32())))
    assert patients.record(0).start in {date.min, date.max}


@pytest.mark.parametrize("kind", _SMALL)
@pytest.mark.parametrize("name", ["patients.arrow", "patients.parquet"])
def test_small_decimals_are_read_from_files(
    kind: Any, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They ended in a traceback where the columns were looked at."""
    monkeypatch.chdir(tmp_path)
    batch = _one(
        weight_kg=pa.array([Decimal(70)], kind),
        fractions=pa.array([[Decimal(1), Decimal("0.5")]], pa.list_(kind)),
    )
    if name.endswith("parquet"):
        pq.write_table(pa.Table.from_batches([batch]), name)
    else:
        with pa.ipc.new_file(name, batch.schema) as out:
            out.write_batch(batch)
    assert main(["cohort", "dcep", name, "--output", "o.csv"]) == 0


def test_categories_of_another_writer_are_read_from_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their texts are of a type of which Arrow itself makes no column."""
    monkeypatch.chdir(tmp_path)
    texts = pa.DictionaryArray.from_arrays([0], pa.array(["70"], pa.string_view()))
    batch = _one(weight_kg=texts)
    check_columns(batch.schema)
    with pa.ipc.new_file("patients.arrow", batch.schema) as out:
        out.write_batch(batch)
    assert main(["cohort", "dcep", "patients.arrow", "--output", "o.csv"]) == 0


def _refused(ways: Callable[[], object]) -> str:
    with pytest.raises(DocumentError) as caught:
        ways()
    return str(caught.value)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([[1]], pa.list_view(pa.int64())),
        pa.array([b"70"], pa.binary_view()),
        pa.array([[b"1"]], pa.list_(pa.binary())),
        pa.array([{"a": 1}]),
        pa.array([[{"a": 1}]]),
        pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
        pa.array([1.5], pa.float16()),
        pa.array([0], pa.duration("s")),
        pa.RunEndEncodedArray.from_arrays([1], [70]),
        pa.DictionaryArray.from_arrays([0], pa.array([True])),
        pa.DictionaryArray.from_arrays([0], pa.array([[True]])),
        pa.array(["x"], pa.json_()),
        pa.Array.from_buffers(
            pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")]
        ),
    ],
    ids=lambda one: str(one.type),
)
@pytest.mark.parametrize("name", ["start", "height_cm", "fractions", "delays"])
def test_no_type_ends_in_an_error_of_arrow(name: str, column: pa.Array) -> None:
    """Whatever it can do with a type, what is no column of patients is refused in one line."""
    batch = _one(**{name: column})
    said = [_refused(lambda: planned(batch, DCEP))]
    if column.type != pa.string():  # whose type is right, and whose text is none
        said.append(_refused(lambda: check_columns(batch.schema)))
    for message in said:
        assert "\n" not in message
        assert "; " in message


@pytest.mark.parametrize("given", [pa.table(_one().to_pydict()), None, {}, [], "patients.csv"])
def test_what_is_no_batch_is_refused(given: Any) -> None:
    """It says what to give, and where a table has it."""
    mend = "give a pyarrow.RecordBatch; a table has some in table.combine_chunks().to_batches()"
    for ways in (
        lambda: planned(given, DCEP),
        lambda: intensities(given, DCEP),
        lambda: findings(given, DCEP),
        lambda: counted(given, DCEP, phase="induction", group="DCEP"),
    ):
        assert _refused(ways) == f"a {type(given).__name__} is no batch of patients; {mend}"
