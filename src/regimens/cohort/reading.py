"""Files of patients, read batch by batch, whatever their size."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from attrs import frozen

from regimens.cohort.columns import arrow
from regimens.cohort.csv_patients import CsvPatients
from regimens.cohort.forms import Form, form_of
from regimens.cohort.patients import patients_of
from regimens.errors import DocumentError, RegimensError

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["PatientFile", "opened"]

_MOST = 1 << 14  # patients of one batch
_TEXT = 64_000_000  # bytes of text in one batch, written out
_BUFFER = 1 << 20  # bytes of a Parquet column, or of a whole file, read at once
_FOOTED = b"ARROW1"
_INPUT = "standard input"
_ENDS = (b"\xff\xff\xff\xff\0\0\0\0", b"\0\0\0\0")  # of a stream; the second is of old


class _Batches(Protocol):
    """What reads one form."""

    schema: pa.Schema
    done: int

    def batches(self, most: int) -> Iterator[pa.RecordBatch]:
        """The rows, so many at once at most."""


@frozen(kw_only=True)
class PatientFile:
    """An open file of patients.

    Args:
        where: What messages call it.
        total: How long it is, in `unit`.
        unit: Patients where the file says how many, else bytes.

    Raises:
        DocumentError: where the file is changed while it is read.
    """

    where: str
    total: int
    unit: str
    _file: IO[bytes]
    _state: os.stat_result
    _rows: _Batches

    @property
    def done(self) -> int:
        """How far it has been read, in `unit`."""
        return self._rows.done

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The patients in batches of a bounded size, each row as it stands.

        Raises:
            DocumentError: for what is no such file after all, as where its end is missing; for a
                file without patients, and for one that was changed while it was read.
        """
        batches = self._rows.batches(_MOST)
        count = 0
        while True:
            with _refused(self.where):
                batch = next(batches, None)
                if batch is None:
                    break
                parts = list(_parts(batch))
            count += batch.num_rows
            yield from parts
        if not count:
            raise DocumentError("has no patients", where=self.where, mend="give one a row")
        self._check()

    def digest(self) -> str:
        """What tells the file's content from any other.

        Raises:
            DocumentError: for a file that was changed since it was opened.
        """
        with _refused(self.where):
            place, found = self._file.tell(), hashlib.sha256()
            self._file.seek(0)
            while data := self._file.read(_BUFFER):
                found.update(data)
            self._file.seek(place)
        self._check()
        return f"sha256:{found.hexdigest()}"

    def _check(self) -> None:
        state = os.fstat(self._file.fileno())
        if (state.st_size, state.st_mtime_ns) != (self._state.st_size, self._state.st_mtime_ns):
            raise DocumentError(
                "was changed while it was read", where=self.where, mend="begin again"
            )


@contextmanager
def opened(name: str, stream: IO[bytes] | None = None) -> Iterator[PatientFile]:
    r"""A file of patients whose columns have been looked at.

    Args:
        name: A file whose name ends in .csv, .parquet, .arrow, .ipc or .feather; ``-`` is standard
            input, which is CSV.
        stream: Standard input, if it is open.

    Raises:
        DocumentError: for a file that cannot be read, or whose columns are not those of patients.

    >>> path = getfixture("tmp_path") / "patients.csv"
    >>> _ = path.write_text("patient_id,start,height_cm,weight_kg\n007,2026-01-05,165,70\n")
    >>> with opened(str(path)) as patients:
    ...     print(*[batch.to_pylist()[0]["patient_id"] for batch in patients.batches()])
    007
    """
    arrow()
    if name == "-":
        form, file, name = Form.CSV, _kept(stream), _INPUT
    else:
        form = form_of(name)
        file = _file(name)
    with file:
        state = os.fstat(file.fileno())
        with _refused(name):
            rows: _Batches = _OPENED[form](file, name)
            none = _empty(rows.schema)
        try:
            patients_of(none)
        except RegimensError as error:
            raise error.within(name) from None
        count = getattr(rows, "count", None)
        yield PatientFile(
            where=name,
            total=state.st_size if count is None else count,
            unit="bytes" if count is None else "patients",
            file=file,
            state=state,
            rows=rows,
        )


def _file(name: str) -> IO[bytes]:
    """An open file; a pipe cannot be gone back in, and who opens one may wait for ever."""
    place = Path(name)
    try:
        if place.is_dir():
            raise DocumentError("is a directory", where=name, mend="name a file")
        if place.exists() and not place.is_file():
            raise DocumentError(
                "is a pipe or a device, and no file",
                where=name,
                mend="write the table to a file first, or give it as CSV on standard input, with -",
            )
        return place.open("rb")
    except FileNotFoundError:
        raise DocumentError("there is no such file", where=name, mend="check the name") from None
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = getattr(error, "strerror", None) or "its name has a character no name has"
        raise DocumentError(f"cannot be read ({reason})", where=name, mend="check it") from None


def _kept(stream: IO[bytes] | None) -> IO[bytes]:
    """All of standard input in a file without a name, which is gone when it is closed."""
    if stream is None:
        raise DocumentError("is closed", where=_INPUT, mend="give a table on it")
    with ExitStack() as stack:
        try:
            file = stack.enter_context(tempfile.TemporaryFile())
            shutil.copyfileobj(stream, file)
            file.seek(0)
        except OSError as error:
            raise DocumentError(
                f"cannot be kept in a temporary file ({error.strerror or error})",
                where=_INPUT,
                mend="make room for it, or name a file",
            ) from None
        stack.pop_all()  # whoever takes the file closes it
    return file


@contextmanager
def _refused(where: str) -> Iterator[None]:
    """What Arrow says of a file, in one line that names it."""
    pa = arrow()
    try:
        yield
    except RegimensError:
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, IndexError, TypeError) as error:
        said = (str(error) or type(error).__name__).splitlines()[0][:120]
        raise DocumentError(
            f"cannot be read ({said})", where=where, mend="write it anew, or name another"
        ) from None


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    pa = arrow()
    names = schema.names  # refused here where one is no text
    arrays = [pa.nulls(0, one.type) for one in schema]
    return pa.RecordBatch.from_arrays(arrays, names=names)


class _Parquet:
    """The rows of a Parquet file, of which only so much is read as a batch needs."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

        self.done = 0
        # Without read-ahead, and each column through a buffer: a row group may be the whole file.
        options: dict[str, Any] = {"pre_buffer": False, "buffer_size": _BUFFER}
        self.schema = pq.ParquetFile(file, **options).schema_arrow
        # Texts that stand once in the file and in many rows are not written out for all at once.
        types = arrow().types
        repeated = [
            one.name
            for one in self.schema
            if one.name != "patient_id" and types.is_string(one.type)
        ]
        self._file = pq.ParquetFile(file, read_dictionary=repeated, **options)
        self.count = self._file.metadata.num_rows

    def batches(self, most: int) -> Iterator[pa.RecordBatch]:
        """The rows; fewer at once where they are long."""
        groups = [self._file.metadata.row_group(i) for i in range(self._file.num_row_groups)]
        longest = max((one.total_byte_size // max(one.num_rows, 1) for one in groups), default=0)
        fitting = max(1, min(most, _TEXT // max(longest, 1)))
        for batch in self._file.iter_batches(batch_size=fitting, use_threads=False):
            batch.validate(full=True)
            self.done += batch.num_rows
            yield batch


class _Ipc:
    """The batches of an Arrow IPC file or stream, each read whole as it was written."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        pa = arrow()
        self.done = 0
        self._file, self._where = file, where
        start = file.read(len(_FOOTED))
        file.seek(0)
        if start[:4] == b"FEA1":
            raise DocumentError(
                "is of Feather's first version", where=where, mend="write it as version 2"
            )
        self._is_stream = start != _FOOTED
        if not self._is_stream:
            reader = pa.ipc.open_file(file)
            self._batches = (reader.get_batch(i) for i in range(reader.num_record_batches))
        else:
            reader = pa.ipc.open_stream(file)
            self._batches = iter(reader)
        self.schema = reader.schema

    def batches(self, most: int) -> Iterator[pa.RecordBatch]:
        """The rows, each batch in pieces."""
        end = self._file.tell()
        for batch in self._batches:
            batch.validate(full=True)
            self.done = end = self._file.tell()
            for start in range(0, batch.num_rows, most):
                yield batch.slice(start, most)
        if self._is_stream:
            self._check_end(end)

    def _check_end(self, place: int) -> None:
        """Arrow takes a stream that breaks off between two batches as whole, and none after it."""
        self._file.seek(place)
        rest = self._file.read(len(_ENDS[0]) + 1)
        if rest in _ENDS:
            return
        is_cut = not rest.startswith(_ENDS)
        raise DocumentError(
            "has no end mark after its last batch" if is_cut else "goes on after its end mark",
            where=self._where,
            mend="write it anew, whole" if is_cut else "write one stream into a file",
        )


_OPENED: dict[Form, Any] = {Form.CSV: CsvPatients, Form.PARQUET: _Parquet, Form.ARROW: _Ipc}


def _parts(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in parts whose texts, written out, are not too long for one column."""
    import numpy as np  # noqa: PLC0415 - an extra

    lengths = np.zeros(batch.num_rows, np.int64)
    for column in batch.columns:
        lengths += _lengths(column)
    if not len(lengths) or int(lengths.sum()) <= _TEXT:
        yield batch
        return
    start, held = 0, 0
    for row, length in enumerate(lengths.tolist()):
        if row > start and held + length > _TEXT:
            yield _own(batch.slice(start, row - start))
            start, held = row, 0
        held += length
    yield _own(batch.slice(start))


def _lengths(column: pa.Array) -> Any:
    """The bytes of each row's text."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # type: ignore[import-untyped]  # noqa: PLC0415

    if pa.types.is_dictionary(column.type):
        own = pc.cast(_lengths_of(column.dictionary), pa.int64())
        found = own.take(column.indices)
    else:
        found = pc.cast(_lengths_of(column), pa.int64())
    return found.fill_null(0).to_numpy(zero_copy_only=False)


def _lengths_of(column: pa.Array) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415

    types = pa.types
    if types.is_string(column.type) or types.is_large_string(column.type):
        return pc.binary_length(column)
    if types.is_string_view(column.type):
        return pc.binary_length(column.cast(pa.large_string()))
    return pa.array([0] * len(column), pa.int64())


def _own(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same rows, so that no offset into a long text counts what lies before them."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    rows = pa.array(range(batch.num_rows), pa.int64())
    columns = [
        column.take(rows) if pa.types.is_large_string(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)
