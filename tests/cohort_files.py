"""Tables of patients in files of every form, and tables of administrations read back from them."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from attrs import frozen
from cohorts import table

from regimens.formats.cells import text_of

__all__ = ["FORMS", "NUMBER", "Found", "found_in", "put", "rejects_in", "rows_in"]

FORMS = ("csv", "parquet", "arrow", "feather", "stream")
NUMBER = pa.decimal128(38, 18)
_REJECTS = pa.schema([("row", pa.int64()), ("patient_id", pa.string()), ("message", pa.string())])
_ROWS = pa.schema(
    [
        ("patient_id", pa.string()),
        ("date", pa.date32()),
        ("phase", pa.string()),
        ("cycle", pa.int32()),
        ("day", pa.int32()),
        ("drug", pa.string()),
        ("occurrence", pa.int32()),
        ("fraction", NUMBER),
        ("calculated", NUMBER),
        ("dose", NUMBER),
        ("unit", pa.string()),
        ("route", pa.string()),
        ("status", pa.string()),
    ]
)


@frozen(kw_only=True)
class Found:
    """What was found in files, in the shape that `cohorts.differences` takes."""

    rows: pa.Table
    rejects: pa.Table


def put(rows: Sequence[dict[str, Any]], form: str, place: Path) -> str:
    """Write patients in a form; the name of the file."""
    ending = "ipc" if form == "stream" else form
    path = place / f"patients.{ending}"
    batch = table(rows)
    match form:
        case "csv":
            with path.open("w", newline="", encoding="utf-8") as file:
                out = csv.DictWriter(file, batch.schema.names)
                out.writeheader()
                out.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        case "parquet":
            pq.write_table(pa.Table.from_batches([batch]), path)
        case "stream":
            with pa.ipc.new_stream(str(path), batch.schema) as writer:
                writer.write_batch(batch)
        case _:
            with pa.ipc.new_file(str(path), batch.schema) as writer:
                writer.write_batch(batch)
    return str(path)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join("" if one is None else str(one) for one in value)
    return str(value)


def _columns(path: Path, schema: pa.Schema) -> pa.Table:
    """A table as it was written, a CSV read by the types it should have."""
    match path.suffix:
        case ".csv":
            with path.open(newline="", encoding="utf-8") as file:
                rows = list(csv.DictReader(file))
                assert not rows or list(rows[0]) == schema.names
            values = [
                {name: _value(row[name], schema.field(name).type) for name in schema.names}
                for row in rows
            ]
            return pa.Table.from_pylist(values, schema=schema)
        case ".jsonl":
            lines = path.read_text(encoding="utf-8").splitlines()
            return pa.Table.from_pylist([json.loads(line) for line in lines], schema=schema)
        case ".parquet":
            found = pq.read_table(path)
        case _:
            found = pa.ipc.open_file(path.read_bytes()).read_all()
    assert found.schema.names == schema.names
    assert found.schema.types == schema.types
    return found


def _value(cell: str, kind: pa.DataType) -> Any:
    if not cell:
        return None
    if pa.types.is_string(kind):
        return text_of(cell)
    if pa.types.is_integer(kind):
        return int(cell)
    return Decimal(cell) if pa.types.is_decimal(kind) else date.fromisoformat(cell)


def rows_in(path: Path | str) -> pa.Table:
    """The administrations of a file, its types looked at."""
    return _columns(Path(path), _ROWS)


def rejects_in(path: Path | str) -> pa.Table:
    """The rejects of a file, its types looked at."""
    return _columns(Path(path), _REJECTS)


def found_in(rows: Path | str, rejects: Path | str) -> Found:
    """The administrations and rejects of a run."""
    return Found(rows=rows_in(rows), rejects=rejects_in(rejects))
