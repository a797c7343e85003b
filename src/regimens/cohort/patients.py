"""A table of patients as it comes, each column read once for all of its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from attrs import field, frozen

from regimens.cohort.columns import arrow
from regimens.cohort.settings import Record
from regimens.decimals import number, plain, shown
from regimens.errors import DocumentError, RegimensError
from regimens.formats.converter import structure

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
    from numpy.typing import NDArray

__all__ = ["COLUMNS", "REQUIRED", "Coded", "Lists", "Patients", "patients_of"]

REQUIRED = ("patient_id", "start", "height_cm", "weight_kg")
COLUMNS = (*REQUIRED, "fractions", "delays", "events")
_EPOCH = date(1970, 1, 1).toordinal()
_ABSENT = -1
_MOST_PLACES = 76  # of a decimal; a damaged type may claim millions
_LONGEST = 2_000  # entries in a list; a cycle of one week for 38 years


@frozen(kw_only=True)
class Coded:
    """A column of texts: for each row the place of its text, or -1 where there is none.

    Args:
        codes: One a row.
        texts: Each distinct text.
    """

    codes: NDArray[np.int32]
    texts: tuple[str, ...]

    def at(self, row: int) -> str | None:
        """The text of a row."""
        code = int(self.codes[row])
        return None if code == _ABSENT else self.texts[code]

    def numbers(self) -> list[Decimal | None]:
        """Each distinct text as a number, None where it is none."""
        return [_number(text) for text in self.texts]


@frozen(kw_only=True)
class Lists:
    """A column of lists of texts, side by side: the place of each text, or -1 for none.

    Args:
        codes: A row a patient and a column a cycle.
        texts: Each distinct text.
        wrong: What is wrong with the lists of single rows.
    """

    codes: NDArray[np.int32]
    texts: tuple[str, ...]
    wrong: dict[int, RegimensError] = field(factory=dict)

    def at(self, row: int) -> tuple[str | None, ...]:
        """The list of a row, without what is missing at its end."""
        if row in self.wrong:
            raise self.wrong[row]
        codes = self.codes[row].tolist()
        while codes and codes[-1] == _ABSENT:
            codes.pop()
        return tuple(None if code == _ABSENT else self.texts[code] for code in codes)


@frozen(kw_only=True)
class Patients:
    """A batch of patients, in columns.

    Args:
        ids: Text; null where there is none.
        starts: Days since 1970-01-01; where there is no start, 0.
        has_start: Whether there is one.
        said_starts: What a row has instead of a date, by row.
        heights: In cm.
        weights: In kg.
        fractions: Of the full dose, a cycle; None without the column.
        delays: In days, a cycle; None without the column.
        events: JSON text; None without the column.
    """

    ids: pa.Array
    starts: NDArray[np.int32]
    has_start: NDArray[np.bool_]
    said_starts: dict[int, str]
    heights: Coded
    weights: Coded
    fractions: Lists | None
    delays: Lists | None
    events: pa.Array | None

    def __len__(self) -> int:
        return len(self.ids)

    def record(self, row: int) -> Record:
        """One row as it was written.

        Raises:
            RegimensError: for a list that is none.
        """
        start: str | date | None = self.said_starts.get(row)
        if self.has_start[row]:
            start = date.fromordinal(int(self.starts[row]) + _EPOCH)
        return Record(
            patient_id=self.ids[row].as_py(),
            start=start,
            height=self.heights.at(row),
            weight=self.weights.at(row),
            fractions=() if self.fractions is None else self.fractions.at(row),
            delays=() if self.delays is None else self.delays.at(row),
            events=None if self.events is None else self.events[row].as_py(),
        )


def patients_of(batch: pa.RecordBatch) -> Patients:
    """The patients of a batch.

    ``patient_id`` is text; ``start`` a date, or text as in 2026-01-05; ``height_cm`` and
    ``weight_kg`` are decimals, whole numbers, text, or doubles, which stand for the shortest
    decimal that is the same double; ``fractions`` and ``delays`` are lists of such, or text as in
    ``[1, 0.7]`` or ``1;0.7``; ``events`` is text.

    Args:
        batch: With the columns of :data:`REQUIRED`, and none beside those of :data:`COLUMNS`.

    Raises:
        DocumentError: for a column that is missing, not known, there twice, or of another type.

    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pylist([{"patient_id": "p1", "start": date(2026, 1, 5),
    ...                                      "height_cm": Decimal(165), "weight_kg": 70.5}])
    >>> patients_of(batch).record(0).weight
    '70.5'
    """
    columns = _columns(batch)
    starts, has_start, said = _starts(columns["start"])
    events = columns.get("events")
    return Patients(
        ids=_texts(columns["patient_id"], "patient_id"),
        starts=starts,
        has_start=has_start,
        said_starts=said,
        heights=_numbers(columns["height_cm"], "height_cm"),
        weights=_numbers(columns["weight_kg"], "weight_kg"),
        fractions=_lists(columns.get("fractions"), "fractions", whole=False),
        delays=_lists(columns.get("delays"), "delays", whole=True),
        events=None if events is None else _texts(events, "events"),
    )


def _columns(batch: pa.RecordBatch) -> dict[str, pa.Array]:
    names = batch.schema.names
    for name in names:
        if name not in COLUMNS:
            raise DocumentError(
                f"{shown(name)} is not a column of patients",
                where="columns",
                mend=f"use {', '.join(COLUMNS)}, and leave others out",
            )
        if names.count(name) > 1:
            raise DocumentError(f"{name} is there twice", where="columns", mend="leave one out")
    for name in REQUIRED:
        if name not in names:
            raise DocumentError(
                f"there is no {name}", where="columns", mend=f"give {', '.join(REQUIRED)}"
            )
    return {name: _plain_column(batch.column(name)) for name in names}


def _plain_column(column: pa.Array) -> pa.Array:
    pa = arrow()
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _wrong_type(column: pa.Array, name: str, mend: str) -> DocumentError:
    return DocumentError(f"is of type {column.type}", where=name, mend=mend)


def _texts(column: pa.Array, name: str) -> pa.Array:
    pa = arrow()
    types = pa.types
    if types.is_string(column.type):
        return column
    if types.is_large_string(column.type) or types.is_string_view(column.type):
        return column.cast(pa.string())
    if types.is_null(column.type):
        return pa.nulls(len(column), pa.string())
    raise _wrong_type(column, name, "write it as text")


def _is_text(column: pa.Array) -> bool:
    types = arrow().types
    kind = column.type
    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_string_view(kind)
        or types.is_null(kind)
    )


def _starts(column: pa.Array) -> tuple[NDArray[np.int32], NDArray[np.bool_], dict[int, str]]:
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_date32(column.type):
        days = column.cast(pa.int32())
        valid = days.is_valid().to_numpy(zero_copy_only=False)
        # Days before the year 1 or after 9999 are no dates here; they stand as they are written.
        filled = days.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int32, copy=True)
        far = (filled < 1 - _EPOCH) | (filled > date.max.toordinal() - _EPOCH)
        said = {int(row): f"day {filled[row]} since 1970" for row in np.flatnonzero(far)}
        return filled, valid & ~far, said
    if not _is_text(column):
        raise _wrong_type(column, "start", "write dates, or text as in 2026-01-05")
    coded = _coded(_texts(column, "start"), str)
    known = [_day(text) for text in coded.texts]
    days_of = np.array([0 if day is None else day for day in known] + [0], np.int32)
    is_day = np.array([day is not None for day in known] + [False], np.bool_)
    wrong = np.flatnonzero((coded.codes != _ABSENT) & ~is_day[coded.codes])
    return (
        days_of[coded.codes],
        is_day[coded.codes],
        {int(row): coded.texts[coded.codes[row]] for row in wrong},
    )


def _day(text: str) -> int | None:
    try:
        found: date = structure(text, date, where="start")
    except RegimensError:
        return None  # the row is refused by itself, with the reason
    return found.toordinal() - _EPOCH


def _coded(column: pa.Array, written: Callable[[Any], str]) -> Coded:
    """A column by the distinct texts of it."""
    import numpy as np  # noqa: PLC0415 - an extra

    encoded = column.dictionary_encode()
    codes = encoded.indices.fill_null(_ABSENT).to_numpy(zero_copy_only=False)
    texts = tuple(written(value) for value in encoded.dictionary.to_pylist())
    return Coded(codes=codes.astype(np.int32, copy=False), texts=texts)


def _written(column: pa.Array, name: str, *, whole: bool) -> tuple[pa.Array, Callable[[Any], str]]:
    """A column of numbers, and how one of its values is written."""
    pa = arrow()
    types, kind = pa.types, column.type
    if _is_text(column):
        return _texts(column, name), str.strip
    if types.is_integer(kind):
        return column, str
    if not whole and types.is_decimal(kind) and abs(kind.scale) <= _MOST_PLACES:
        return column, plain
    if not whole and types.is_float64(kind):
        return column, _shortest
    mend = "write whole numbers" if whole else "write decimals, doubles or text as in 70.5"
    raise _wrong_type(column, name, mend)


def _shortest(value: float) -> str:
    """The shortest decimal that is the same double, as every program prints it."""
    text = repr(value)
    return plain(Decimal(text)) if "e" in text else text.removesuffix(".0")


def _numbers(column: pa.Array, name: str) -> Coded:
    values, written = _written(column, name, whole=False)
    coded = _coded(values, written)
    if "" not in coded.texts:
        return coded
    import numpy as np  # noqa: PLC0415 - an extra

    # An empty cell is no measure.
    empty = np.array([not text for text in coded.texts] + [True])
    return attrs.evolve(coded, codes=np.where(empty[coded.codes], _ABSENT, coded.codes))


def _number(text: str) -> Decimal | None:
    try:
        return number(text)
    except RegimensError:
        return None  # the row is refused by itself, with the reason


def _lists(column: pa.Array | None, name: str, *, whole: bool) -> Lists | None:
    if column is None:
        return None
    types = arrow().types
    if _is_text(column):
        return _written_lists(_texts(column, name), name)
    if not (types.is_list(column.type) or types.is_large_list(column.type)):
        raise _wrong_type(column, name, "write lists of numbers, or text as in [1, 0.7]")
    return _side_by_side(column, name, whole=whole)


def _side_by_side(column: pa.Array, name: str, *, whole: bool) -> Lists:
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # type: ignore[import-untyped]  # noqa: PLC0415

    lengths = pc.list_value_length(column).fill_null(0).to_numpy(zero_copy_only=False)
    long = np.flatnonzero(lengths > _LONGEST)
    wrong: dict[int, RegimensError] = {int(row): _too_long(name) for row in long}
    values, written = _written(_plain_column(column.flatten()), name, whole=whole)
    coded = _coded(values, written)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    kept = np.where(lengths > _LONGEST, 0, lengths)
    width = int(kept.max(initial=0))
    codes = np.full((len(column), width), _ABSENT, np.int32)
    if width:
        inside = np.arange(width) < kept[:, None]
        codes[inside] = coded.codes[(starts[:-1, None] + np.arange(width))[inside]]
    return Lists(codes=codes, texts=coded.texts, wrong=wrong)


def _too_long(name: str) -> DocumentError:
    return DocumentError(
        f"more than {_LONGEST} entries", where=name, mend="give at most one a cycle"
    )


def _written_lists(column: pa.Array, name: str) -> Lists:
    """Lists that stand as text, each distinct text read once."""
    import numpy as np  # noqa: PLC0415 - an extra

    coded = _coded(column, str)
    read: list[Sequence[str | None] | RegimensError] = []
    for text in coded.texts:
        try:
            read.append(_list_of(text, name))
        except RegimensError as refusal:
            read.append(refusal)
    width = max((len(one) for one in read if not isinstance(one, RegimensError)), default=0)
    texts: dict[str, int] = {}
    table = np.full((len(read) + 1, width), _ABSENT, np.int32)
    refused = np.zeros(len(read) + 1, np.bool_)
    for index, one in enumerate(read):
        if isinstance(one, RegimensError):
            refused[index] = True
            continue
        for place, value in enumerate(one):
            if value is not None:
                table[index, place] = texts.setdefault(value, len(texts))
    wrong: dict[int, RegimensError] = {}
    for row in np.flatnonzero(refused[coded.codes]):
        error = read[coded.codes[row]]
        assert isinstance(error, RegimensError)  # noqa: S101 - they are the refused ones
        wrong[int(row)] = error
    return Lists(codes=table[coded.codes], texts=tuple(texts), wrong=wrong)


def _list_of(text: str, name: str) -> list[str | None]:
    """The entries of a list that stands as text: JSON, or parted by semicolons."""
    stripped = text.strip()
    if not stripped:
        return []
    if not stripped.startswith("["):
        found: list[str | None] = [part.strip() or None for part in stripped.split(";")]
    else:
        try:
            values = json.loads(stripped, parse_float=_Digits, parse_int=_Digits)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, list):
            raise DocumentError(
                f"{shown(text)} is no list", where=name, mend="write one as in [1, 0.7] or 1;0.7"
            )
        for index, value in enumerate(values):
            if value is not None and not isinstance(value, str):
                raise DocumentError(
                    f"{shown(value)} is no number", where=f"{name}[{index}]", mend="write digits"
                )
        found = [None if value is None else str(value).strip() for value in values]
    if len(found) > _LONGEST:
        raise _too_long(name)
    return found


class _Digits(str):
    """A number of a JSON text, as it is written."""

    __slots__ = ()
