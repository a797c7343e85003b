"""Columns of texts and numbers as they come, each by the distinct texts of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from regimens.cohort.columns import arrow
from regimens.decimals import number, plain
from regimens.errors import DocumentError, RegimensError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
    from numpy.typing import NDArray

__all__ = [
    "ABSENT",
    "Coded",
    "coded_column",
    "is_text",
    "measure_column",
    "number_column",
    "plain_column",
    "text_column",
    "wrong_type",
]

ABSENT = -1  # the code of what is not there
_WIDE = 128  # bits
_MOST_PLACES = 76  # of a decimal; a damaged type may claim millions


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
        return None if code == ABSENT else self.texts[code]

    def numbers(self) -> list[Decimal | None]:
        """Each distinct text as a number, None where it is none."""
        return [_number(text) for text in self.texts]


def plain_column(column: pa.Array) -> pa.Array:
    """The same column without a dictionary."""
    pa = arrow()
    if not pa.types.is_dictionary(column.type):
        return column
    values = column.dictionary
    if pa.types.is_string_view(values.type):  # which Arrow takes no rows from
        column = pa.DictionaryArray.from_arrays(column.indices, values.cast(pa.large_string()))
    return column.dictionary_decode()


def wrong_type(column: pa.Array, name: str, mend: str) -> DocumentError:
    """What is said of a column whose type is none of those it may have."""
    return DocumentError(f"is of type {column.type}", where=name, mend=mend)


def text_column(column: pa.Array, name: str) -> pa.Array:
    """A column of text in Arrow's usual type for it.

    Raises:
        DocumentError: for a column of another type.
    """
    pa = arrow()
    types = pa.types
    if types.is_string(column.type):
        return column
    if types.is_large_string(column.type) or types.is_string_view(column.type):
        return column.cast(pa.string())
    if types.is_null(column.type):
        return pa.nulls(len(column), pa.string())
    raise wrong_type(column, name, "write it as text")


def is_text(column: pa.Array) -> bool:
    """Whether a column is of text, or of nothing at all."""
    types = arrow().types
    kind = column.type
    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_string_view(kind)
        or types.is_null(kind)
    )


def coded_column(column: pa.Array, written: Callable[[Any], str]) -> Coded:
    """A column by the distinct texts of it."""
    import numpy as np  # noqa: PLC0415 - an extra

    encoded = column.dictionary_encode()
    codes = encoded.indices.fill_null(ABSENT).to_numpy(zero_copy_only=False)
    texts = tuple(written(value) for value in encoded.dictionary.to_pylist())
    return Coded(codes=codes.astype(np.int32, copy=False), texts=texts)


def number_column(
    column: pa.Array, name: str, *, whole: bool
) -> tuple[pa.Array, Callable[[Any], str]]:
    """A column of numbers, and how one of its values is written.

    Raises:
        DocumentError: for a column of another type.
    """
    pa = arrow()
    types, kind = pa.types, column.type
    if is_text(column):
        return text_column(column, name), str.strip
    if types.is_integer(kind):
        return column, str
    if not whole and types.is_decimal(kind) and abs(kind.scale) <= _MOST_PLACES:
        if kind.bit_width < _WIDE:  # Arrow finds no distinct ones among these
            column = column.cast(pa.decimal128(kind.precision, kind.scale))
        return column, plain
    if not whole and types.is_float64(kind):
        return column, _shortest
    mend = "write whole numbers" if whole else "write decimals, doubles or text as in 70.5"
    raise wrong_type(column, name, mend)


def _shortest(value: float) -> str:
    """The shortest decimal that is the same double, as every program prints it."""
    text = repr(value)
    return plain(Decimal(text)) if "e" in text else text.removesuffix(".0")


def measure_column(column: pa.Array, name: str) -> Coded:
    """A column of heights or weights.

    Raises:
        DocumentError: for a column of another type.
    """
    values, written = number_column(column, name, whole=False)
    coded = coded_column(values, written)
    if "" not in coded.texts:
        return coded
    import numpy as np  # noqa: PLC0415 - an extra

    # An empty cell is no measure.
    empty = np.array([not text for text in coded.texts] + [True])
    return attrs.evolve(coded, codes=np.where(empty[coded.codes], ABSENT, coded.codes))


def _number(text: str) -> Decimal | None:
    try:
        return number(text)
    except RegimensError:
        return None  # the row is refused by itself, with the reason
