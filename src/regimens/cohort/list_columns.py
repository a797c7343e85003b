"""Columns of a list for each patient: of numbers, or as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from regimens.cohort.coded import (
    ABSENT,
    coded_column,
    is_text,
    number_column,
    plain_column,
    text_column,
    wrong_type,
)
from regimens.cohort.columns import arrow
from regimens.decimals import shown
from regimens.errors import DocumentError, RegimensError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
    from numpy.typing import NDArray

__all__ = ["Lists", "list_column"]

_LONGEST = 2_000  # entries in a list; a cycle of one week for 38 years


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
        while codes and codes[-1] == ABSENT:
            codes.pop()
        return tuple(None if code == ABSENT else self.texts[code] for code in codes)


def list_column(column: pa.Array | None, name: str, *, whole: bool) -> Lists | None:
    """A column of lists, None where there is none.

    Raises:
        DocumentError: for a column of another type.
    """
    if column is None:
        return None
    pa = arrow()
    types = pa.types
    if is_text(column):
        return _written_lists(text_column(column, name), name)
    if types.is_fixed_size_list(column.type):
        column = column.cast(pa.list_(column.type.value_type))
    if not (types.is_list(column.type) or types.is_large_list(column.type)):
        raise wrong_type(column, name, "write lists of numbers, or text as in [1, 0.7]")
    return _side_by_side(column, name, whole=whole)


def _side_by_side(column: pa.Array, name: str, *, whole: bool) -> Lists:
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # type: ignore[import-untyped]  # noqa: PLC0415

    lengths = pc.list_value_length(column).fill_null(0).to_numpy(zero_copy_only=False)
    long = np.flatnonzero(lengths > _LONGEST)
    wrong: dict[int, RegimensError] = {int(row): _too_long(name) for row in long}
    values, written = number_column(plain_column(column.flatten()), name, whole=whole)
    coded = coded_column(values, written)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    kept = np.where(lengths > _LONGEST, 0, lengths)
    width = int(kept.max(initial=0))
    codes = np.full((len(column), width), ABSENT, np.int32)
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

    coded = coded_column(column, str)
    read: list[Sequence[str | None] | RegimensError] = []
    for text in coded.texts:
        try:
            read.append(_list_of(text, name))
        except RegimensError as refusal:
            read.append(refusal)
    width = max((len(one) for one in read if not isinstance(one, RegimensError)), default=0)
    texts: dict[str, int] = {}
    table = np.full((len(read) + 1, width), ABSENT, np.int32)
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
