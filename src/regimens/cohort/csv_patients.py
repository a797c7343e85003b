"""A table of patients in CSV, read in pieces: every cell is text, as it stands there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from regimens.cohort.columns import arrow
from regimens.errors import DocumentError

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["CsvPatients"]

_LONGEST = 4_000_000  # bytes of one row; a course of ten years has a hundredth of this in events
_AT_ONCE = 32_000_000  # bytes of text in one batch
_BOM = b"\xef\xbb\xbf"


class CsvPatients:
    """The rows of a CSV file after RFC 4180, in UTF-8, with a heading.

    Args:
        file: Opened at its beginning.
        where: What messages call it.

    Raises:
        DocumentError: for a heading or row that cannot be read.
    """

    def __init__(self, file: IO[bytes], where: str) -> None:
        self.done = 0  # bytes
        self._file, self._where = file, where
        self._line = self._first = self._of_row = 0
        self._rows = csv.reader(self._lines(), strict=True)
        heading = self._next()
        if heading is None:
            raise DocumentError("is empty", where=where, mend="give a heading and patients")
        if len(heading) == 1 and any(sign in heading[0] for sign in ";\t|"):
            raise DocumentError(
                "has no commas in its heading", where=where, mend="part the cells by commas"
            )
        self._heading = heading
        pa = arrow()
        self.schema = pa.schema([(name, pa.string()) for name in heading])

    def batches(self, most: int) -> Iterator[pa.RecordBatch]:
        """The rows in batches; an empty cell is nothing.

        Args:
            most: Rows of one batch.

        Raises:
            DocumentError: for a row of another length than the heading, or one that is no CSV,
                with its line.
        """
        width = len(self._heading)
        rows: list[list[str]] = []
        begun = self.done
        while (row := self._next()) is not None:
            if len(row) != width:
                raise DocumentError(
                    f"has {len(row)} cells and not {width} as the heading",
                    where=f"{self._where} line {self._first}",
                    mend="mend the row; a cell with a comma stands in quotation marks",
                )
            rows.append(row)
            if len(rows) == most or self.done - begun > _AT_ONCE:
                yield self._batch(rows)
                rows, begun = [], self.done
        if rows:
            yield self._batch(rows)

    def _batch(self, rows: list[list[str]]) -> pa.RecordBatch:
        pa = arrow()
        columns = [
            pa.array([cell or None for cell in column], pa.string())
            for column in zip(*rows, strict=True)
        ]
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)

    def _next(self) -> list[str] | None:
        """The next row that is not empty."""
        while True:
            self._of_row, self._first = 0, self._line + 1
            try:
                row = next(self._rows, None)
            except csv.Error as error:
                what, mend = f"is not CSV ({error})", "mend it there"
                if str(error).startswith("new-line character"):
                    what = "has a carriage return in it and no line feed after it"
                    mend = (
                        "let lines end in LF or CR LF; in a cell it stands between quotation marks"
                    )
                raise DocumentError(
                    what, where=f"{self._where} line {self._first}", mend=mend
                ) from None
            if row is None or row:
                return row

    def _lines(self) -> Iterator[str]:
        """The lines as text, the length of each row watched: a quotation mark may never close."""
        while data := self._file.readline(_LONGEST + 1):
            self._line += 1
            self.done += len(data)
            self._of_row += len(data)
            where = f"{self._where} line {self._line}"
            if self._of_row > _LONGEST:
                raise DocumentError(
                    f"has a row of more than {_LONGEST // 1_000_000} MB",
                    where=where,
                    mend="close its quotation marks, or part it into lines that end in LF or CR LF",
                )
            if self._line == 1:
                data = data.removeprefix(_BOM)
            try:
                yield data.decode()
            except UnicodeDecodeError:
                raise DocumentError("is not UTF-8", where=where, mend="save it as UTF-8") from None
