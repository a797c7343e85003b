"""The calendar as an Arrow table: exact, and taken by other libraries without an adaptor."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hostile_texts import TEXTS, with_texts
from hypothesis import given, settings

from regimens import Course, Patient, catalogue
from regimens.calendars import Calendar
from regimens.decimals import plain
from regimens.errors import DocumentError
from regimens.formats.arrow import calendar_arrow, calendar_parquet
from regimens.formats.calendars import COLUMNS, calendar_document
from regimens.testing import courses, policies

NUMBER = "decimal128(38, 18)"
TYPES = {
    "date": "date32[day]",
    "phase": "string",
    "cycle": "int32",
    "day": "int32",
    "drug": "string",
    "group": "string",
    "written": "string",
    "fraction": NUMBER,
    "level": "string",
    "calculated": NUMBER,
    "dose": NUMBER,
    "unit": "string",
    "route": "string",
    "occurrence": "int32",
    "of": "int32",
    "status": "string",
}


def _calendar(name: str = "dara-dcep", *, weight: str = "70 kg", cycles: int = 4) -> Calendar:
    patient = Patient(height="165 cm", weight=weight)
    return Course(catalogue.get(name), patient, start=date(2026, 1, 5), cycles=cycles).plan()


def _written(value: object) -> object:
    """A value as the JSON calendar writes it."""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _rows(rows: list[dict[str, Any]]) -> list[dict[str, object]]:
    return [{name: _written(value) for name, value in row.items()} for row in rows]


def _unread(calendar: Calendar) -> dict[str, str]:
    """What each row of a definition with an unread number says besides."""
    said = "a number of this definition was not read in a reference: check it before use"
    return {"unverified": said} if calendar.regimen.unverified else {}


def _expected(calendar: Calendar) -> list[dict[str, object]]:
    return [
        {name: row[name] for name in COLUMNS} | _unread(calendar)
        for row in calendar_document(calendar)["administrations"]
    ]


def _by_pyarrow(calendar: Calendar) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pa.table(calendar).to_pylist()
    return rows


def _by_reader(calendar: Calendar) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pa.RecordBatchReader.from_stream(calendar).read_all().to_pylist()
    return rows


def _by_polars(calendar: Calendar) -> list[dict[str, Any]]:
    return pl.from_dataframe(calendar).rows(named=True)


def _by_polars_table(calendar: Calendar) -> list[dict[str, Any]]:
    return pl.DataFrame(pa.table(calendar)).rows(named=True)


def _by_pandas(calendar: Calendar) -> list[dict[str, Any]]:
    table = pd.DataFrame.from_arrow(calendar)
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def _by_duckdb(calendar: Calendar) -> list[dict[str, Any]]:
    assert len(calendar)  # found by its name in the query
    found = duckdb.sql("select * from calendar")
    assert found is not None
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def _by_parquet_polars(calendar: Calendar) -> list[dict[str, Any]]:
    return pl.read_parquet(io.BytesIO(calendar_parquet(calendar))).rows(named=True)


def _by_parquet_pyarrow(calendar: Calendar) -> list[dict[str, Any]]:
    table = pq.read_table(io.BytesIO(calendar_parquet(calendar)))
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


READERS = {
    "pyarrow.table": _by_pyarrow,
    "pyarrow.RecordBatchReader.from_stream": _by_reader,
    "polars.from_dataframe": _by_polars,
    "polars.DataFrame of a table": _by_polars_table,
    "pandas.DataFrame.from_arrow": _by_pandas,
    "duckdb.sql": _by_duckdb,
    "polars.read_parquet": _by_parquet_polars,
    "pyarrow.parquet.read_table": _by_parquet_pyarrow,
}


def test_every_column_has_its_type() -> None:
    """Dates are dates, counts whole numbers, doses exact decimals."""
    schema = calendar_arrow(_calendar()).schema
    assert {field.name: str(field.type) for field in schema} == TYPES
    assert tuple(schema.names) == COLUMNS
    assert [field.name for field in schema if field.nullable] == ["fraction", "level", "route"]


def test_metadata_name_the_definition() -> None:
    """The regimen's id, revision and digest go with the table, and with the Parquet file."""
    calendar = _calendar()
    expected = {
        b"regimen_id": b"dara-dcep",
        b"regimen_revision": calendar.regimen.revision.encode(),
        b"regimen_digest": calendar.regimen.digest.encode(),
    }
    assert calendar_arrow(calendar).schema.metadata == expected
    read = pq.read_schema(io.BytesIO(calendar_parquet(calendar)))
    assert read.metadata == expected


def test_doses_by_hand() -> None:
    """400 mg/m² on 1.79 m² is 716 mg; 16 mg/kg on 70 kg is 1120 mg."""
    rows = calendar_arrow(_calendar()).to_pylist()
    first = {row["drug"]: row for row in rows if row["date"] == date(2026, 1, 5)}
    assert first["cyclophosphamide"]["dose"] == Decimal(716)
    assert first["cyclophosphamide"]["calculated"] == Decimal(716)
    assert first["cyclophosphamide"]["fraction"] == Decimal(1)
    assert first["daratumumab"]["dose"] == Decimal(1120)
    assert first["daratumumab"]["cycle"] == first["daratumumab"]["day"] == 1


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["dara-dcep", "dara-atra", "mel200", "cilta-cel"])
def test_other_libraries_take_a_calendar(reader: str, name: str) -> None:
    """Each of the documented calls gives the rows of the JSON calendar."""
    calendar = _calendar(name)
    assert _rows(READERS[reader](calendar)) == _expected(calendar)


@pytest.mark.parametrize("reader", READERS)
def test_hostile_texts_are_not_changed(reader: str) -> None:
    """No text is lost, cut or marked: a table's cell is no formula."""
    calendar = with_texts(_calendar(), TEXTS)
    rows = READERS[reader](calendar)
    assert [row["phase"] for row in rows] == list(TEXTS)
    assert [row["level"] for row in rows] == list(TEXTS)


@settings(max_examples=30)
@given(courses())
def test_every_course_gives_the_same_numbers(course: Course) -> None:
    """Of any course pandas, polars and DuckDB get the numbers of the JSON calendar."""
    calendar = course.plan()
    expected = _expected(calendar)
    for name in ("polars.from_dataframe", "pandas.DataFrame.from_arrow", "polars.read_parquet"):
        assert _rows(READERS[name](calendar)) == expected
    if expected:
        assert _rows(_by_duckdb(calendar)) == expected


@settings(max_examples=30)
@given(courses(policies=policies()))
def test_every_policy_gives_numbers_that_fit(course: Course) -> None:
    """Whatever the roundings, no calculated dose has more digits than the type."""
    calendar = course.plan()
    assert _rows(_by_pyarrow(calendar)) == _expected(calendar)


def test_polars_needs_a_call_that_knows_arrow() -> None:
    """A calendar is also a sequence, at which these two look first: they give Python objects."""
    assert pl.DataFrame(_calendar()).dtypes == [pl.Object]
    found = pl.from_arrow(_calendar())
    assert isinstance(found, pl.Series)
    assert found.dtype == pl.Object


def test_types_that_are_asked_for_are_given() -> None:
    """A taker's own schema is followed where the types can be had."""
    wanted = pa.schema(
        [
            pa.field(one.name, pa.large_string() if one.type == pa.string() else one.type)
            for one in calendar_arrow(_calendar()).schema
        ]
    )
    given_ = pa.RecordBatchReader.from_stream(_calendar(), schema=wanted)
    assert given_.schema.field("drug").type == pa.large_string()


def test_an_empty_calendar_has_its_columns() -> None:
    """No rows are still a table."""
    calendar = with_texts(_calendar(), ())
    assert pa.table(calendar).num_rows == 0
    assert pl.from_dataframe(calendar).columns == list(COLUMNS)


# Numbers and bytes


def test_a_weight_in_pounds_is_kept_to_its_last_digit() -> None:
    """154.35 lb are 70.0119823095 kg, × 16 mg/kg = 1120.191716952 mg."""
    rows = calendar_arrow(_calendar("daratumumab-iv", weight="154.35 lb")).to_pylist()
    assert rows[0]["calculated"] == Decimal("1120.191716952")
    assert rows[0]["dose"] == Decimal("1120.19")


def test_a_number_with_too_many_digits_is_refused() -> None:
    """Nothing is rounded to fit: 154.123456789012 lb × 0.45359237 × 16 has 20 decimals."""
    heavy = _calendar("daratumumab-iv", weight="154.123456789012 lb")
    with pytest.raises(DocumentError) as caught:
        calendar_arrow(heavy)
    assert str(caught.value) == (
        "daratumumab on 2026-01-05: calculated '1118.54758460032868861504' has more digits than "
        "the 20 before and 18 after the point that an Arrow column has here; state weight, height "
        "and rounding with fewer decimals"
    )


def test_half_a_character_is_refused() -> None:
    """A text that no file can hold is named, and nothing is written."""
    with pytest.raises(DocumentError, match="has half a character"):
        calendar_arrow(with_texts(_calendar(), ("a\ud800",)))


def test_the_same_course_gives_the_same_parquet_bytes() -> None:
    """Planned again, in another process with another hash seed, a course gives the same file."""
    program = (
        "import hashlib; from datetime import date;"
        "from regimens import Course, Patient, catalogue;"
        "from regimens.formats.arrow import calendar_parquet;"
        "course = Course(catalogue.get('dcep'), Patient(height='165 cm', weight='70 kg'),"
        " start=date(2026, 1, 5));"
        "print(hashlib.sha256(calendar_parquet(course.plan())).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(found) == 1


# Without the extra


def test_without_the_extra_one_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table, the file and the capsule say what to install."""
    calendar = _calendar()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for call in (calendar_arrow, calendar_parquet, Calendar.__arrow_c_stream__):
        with pytest.raises(DocumentError) as caught:
            call(calendar)
        assert str(caught.value) == (
            'pyarrow: Arrow and Parquet need another library; pip install "regimens[arrow]"'
        )


def test_planning_loads_no_library_of_tables() -> None:
    """Nothing of Arrow is imported until a calendar is handed over."""
    program = (
        "import sys; from datetime import date; from regimens import Course, Patient, catalogue;"
        "Course(catalogue.get('dcep'), Patient(height='165 cm', weight='70 kg'),"
        " start=date(2026, 1, 5)).plan();"
        "print([name for name in ('pyarrow', 'regimens.formats') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
