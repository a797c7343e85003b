"""Tables written batch by batch as CSV, Parquet, Arrow IPC or JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Protocol

from regimens.cohort.columns import arrow
from regimens.cohort.forms import Form
from regimens.decimals import plain
from regimens.formats.cells import cell_of

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["TableWriter", "writer"]

_ROWS = 1 << 17  # written out at once
_TEXT = 64_000_000  # bytes of them, at most
_TO_QUOTE = re.compile(r'[",\r\n]')


class TableWriter(Protocol):
    """Writes the batches of a table into an open file, which stays open."""

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some rows."""

    def close(self) -> None:
        """Write what stands at the end."""

    def abandon(self) -> None:
        """Write nothing any more: the file is thrown away."""


def writer(form: Form, file: IO[bytes], schema: pa.Schema) -> TableWriter:
    r"""What writes a table in a form.

    In CSV texts that a spreadsheet could take for formulas are marked, as
    :func:`regimens.formats.cells.cell_of` says, and numbers are plain. In Parquet and Arrow text
    stands in every row, and the metadata of the schema are kept.

    Args:
        form: How the table is to stand in the file.
        file: Opened for writing; it stays open.
        schema: Of every batch; dictionaries only of text.

    >>> import io
    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pylist([{"drug": "=x", "dose": Decimal("17.90")}])
    >>> file = io.BytesIO()
    >>> rows = writer(Form.CSV, file, batch.schema)
    >>> rows.write(batch)
    >>> rows.close()
    >>> file.getvalue()
    b"drug,dose\r\n'=x,17.9\r\n"
    """
    match form:
        case Form.CSV:
            return _Csv(file, schema)
        case Form.PARQUET:
            return _Parquet(file, schema)
        case Form.ARROW:
            return _Ipc(file, schema)
        case Form.LINES:
            return _Lines(file)


class _Csv:
    """RFC 4180 in UTF-8, with a heading."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        self._file = file
        file.write((",".join(schema.names) + "\r\n").encode())

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some rows, each distinct value of a column put into words once."""
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.compute as pc  # type: ignore[import-untyped]  # noqa: PLC0415

        columns, longest = [], 0
        for place, column in enumerate(batch.columns, start=1):
            coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
            end = "\r\n" if place == batch.num_columns else ","
            cells = [_cell(value) + end for value in coded.dictionary.to_pylist()]
            absent = len(cells)
            longest += max(map(len, [*cells, end])) * 4
            texts = pa.array([*cells, end], pa.large_string())
            columns.append((coded.indices.cast(pa.int32()).fill_null(absent), texts))
        for start, count in _pieces(batch.num_rows, longest):
            cells = [texts.take(places.slice(start, count)) for places, texts in columns]
            lines = pc.binary_join_element_wise(*cells, pa.scalar("", pa.large_string()))
            self._file.write(_content(lines))

    def close(self) -> None:
        """Nothing stands at the end."""

    def abandon(self) -> None:
        """Nothing waits to be written."""


def _content(lines: pa.Array) -> memoryview:
    """The bytes of texts one after another."""
    offsets, text = lines.buffers()[1:]
    ends = memoryview(offsets).cast("q")
    first, last = ends[lines.offset], ends[lines.offset + len(lines)]
    return memoryview(text)[first:last]


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            text = cell_of(value)
            quoted = text.replace('"', '""')
            return f'"{quoted}"' if _TO_QUOTE.search(text) else text
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


class _Sink:
    """A file that Arrow writes into, and that takes nothing any more once it is abandoned.

    Arrow's writers write their footers when they are forgotten, also into a file that is closed.
    """

    closed = False

    def __init__(self, file: IO[bytes]) -> None:
        self.is_abandoned = False
        self._file = file

    def write(self, data: bytes) -> int:
        """Write some bytes; how many."""
        if self.is_abandoned:
            return len(data)
        return self._file.write(data)

    def tell(self) -> int:
        """How many bytes have been written."""
        return self._file.tell()

    def writable(self) -> bool:
        """That it can be written."""
        return True

    def flush(self) -> None:
        """Nothing: the file is flushed when it is whole."""

    def close(self) -> None:
        """Nothing: whoever opened the file closes it."""


class _Parquet:
    """Parquet without the types of Arrow, which other programs do not know."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

        self._sink = _Sink(file)
        self._writer = pq.ParquetWriter(self._sink, schema, store_schema=False)
        if schema.metadata is not None:
            self._writer.add_key_value_metadata(schema.metadata)

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some rows as a row group."""
        if batch.num_rows:
            self._writer.write_batch(batch, row_group_size=batch.num_rows)

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()

    def abandon(self) -> None:
        """Let nothing be written when the writer is forgotten."""
        self._sink.is_abandoned = True
        self._writer.close()


class _Ipc:
    """Arrow IPC with a footer, which Feather's second version is too."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        pa = arrow()
        self._schema = _decoded(schema)
        self._sink = _Sink(file)
        self._writer = pa.ipc.new_file(self._sink, self._schema)

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some rows."""
        import pyarrow as pa  # noqa: PLC0415 - an extra

        longest = sum(
            _longest(column.dictionary if pa.types.is_dictionary(column.type) else column)
            for column in batch.columns
        )
        for start, count in _pieces(batch.num_rows, longest):
            self._writer.write_batch(batch.slice(start, count).cast(self._schema))

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()

    def abandon(self) -> None:
        """Let nothing be written when the writer is forgotten."""
        self._sink.is_abandoned = True
        self._writer.close()


def _decoded(schema: pa.Schema) -> pa.Schema:
    """The schema with text instead of dictionaries."""
    pa = arrow()
    fields = [
        one.with_type(one.type.value_type) if pa.types.is_dictionary(one.type) else one
        for one in schema
    ]
    return pa.schema(fields, metadata=schema.metadata)


def _longest(column: pa.Array) -> int:
    """The bytes of a column's longest value."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415

    if pa.types.is_string(column.type):
        return pc.max(pc.binary_length(column)).as_py() or 0
    return int(column.type.bit_width) // 8


class _Lines:
    """One JSON object a line."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some rows."""
        for row in batch.to_pylist():
            self._file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())

    def close(self) -> None:
        """Nothing stands at the end."""

    def abandon(self) -> None:
        """Nothing waits to be written."""


def _pieces(rows: int, longest: int) -> Iterator[tuple[int, int]]:
    """Where each piece begins and how many rows it has, so that none takes much room."""
    step = max(1, min(_ROWS, _TEXT // max(longest, 1)))
    for start in range(0, rows, step):
        yield start, min(step, rows - start)
