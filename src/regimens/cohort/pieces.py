"""Rows of a cohort in arrays, each text by its place in a dictionary, until they are Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from regimens.calendars import Calendar
from regimens.cohort.columns import EPOCH, NUMBERS, row_schema, scaled
from regimens.decimals import shown
from regimens.errors import DocumentError
from regimens.formats.arrow import DIGITS, SCALE
from regimens.formats.calendars import UNREAD, UNREAD_TEXT
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
    from numpy.typing import NDArray

__all__ = [
    "TEXTS",
    "Names",
    "Pieces",
    "alone",
    "as_batch",
    "check_digits",
    "fraction_words",
    "inserted",
    "none",
    "words",
]

# One array a column; a number is its lower and upper 64 bits, and -1 stands for no text.
Pieces = dict[str, "NDArray[Any]"]

TEXTS = ("phase", "drug", "unit", "route", "status")
_TYPES = {
    "row": "i4",
    "date": "i4",
    "phase": "i1",
    "cycle": "i4",
    "day": "i4",
    "drug": "i1",
    "occurrence": "i4",
    "fraction": "u8",
    "has_fraction": "?",
    "calculated": "u8",
    "dose": "u8",
    "unit": "i1",
    "route": "i1",
    "status": "i1",
}
_LOWER = 2**64 - 1
_MOST = 127  # names that a column of one byte tells apart


def words(value: int) -> tuple[int, int]:
    """A number that is not negative as its lower and upper 64 bits.

    >>> words(2**64 + 5)
    (5, 1)
    """
    return value & _LOWER, value >> 64


def fraction_words(fraction: Decimal | None, where: str = "fractions") -> tuple[int, int]:
    """A fraction as its lower and upper 64 bits; none is 0.

    Raises:
        DocumentError: for one with more digits than the columns have.
    """
    return (0, 0) if fraction is None else words(scaled(fraction, name="fraction", where=where))


@frozen(kw_only=True)
class Names:
    """The texts that the rows of a batch have, each with its place."""

    _places: dict[str, dict[str, int]] = field(factory=lambda: {name: {} for name in TEXTS})

    def place(self, column: str, text: str | None) -> int:
        """The place of a text, a new one for a new text; -1 for none.

        Raises:
            DocumentError: for more texts than the column can tell apart.
        """
        if text is None:
            return -1
        places = self._places[column]
        found = places.setdefault(text, len(places))
        if found > _MOST:
            raise DocumentError(
                f"more than {_MOST + 1} different texts",
                where=column,
                mend="part the definition into several regimens",
            )
        return found

    def texts(self, column: str) -> list[str]:
        """The texts of a column, in order."""
        return list(self._places[column])


def none() -> Pieces:
    """No rows."""
    import numpy as np  # noqa: PLC0415 - an extra

    return {name: np.zeros((0, 2) if name in NUMBERS else 0, kind) for name, kind in _TYPES.items()}


def alone(calendar: Calendar, row: int, names: Names) -> Pieces:
    """The rows of one calendar.

    Args:
        calendar: As planned by itself.
        row: The place of its patient in the batch.
        names: To which its texts are added.

    Raises:
        DocumentError: for a number with more digits than the columns have.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    values: dict[str, list[object]] = {name: [] for name in _TYPES}
    for given in calendar:
        where = f"{given.drug} on {given.date}"
        fraction = given.fraction
        one: dict[str, object] = {
            "row": row,
            "date": given.date.toordinal() - EPOCH,
            "phase": names.place("phase", given.phase),
            "cycle": given.cycle,
            "day": given.day,
            "drug": names.place("drug", given.drug),
            "occurrence": given.occurrence,
            "fraction": fraction_words(fraction, where),
            "has_fraction": fraction is not None,
            "calculated": words(scaled(given.calculated, name="calculated", where=where)),
            "dose": words(scaled(given.dose, name="dose", where=where)),
            "unit": names.place("unit", given.unit),
            "route": names.place("route", None if given.route is None else given.route.value),
            "status": names.place("status", given.status.value),
        }
        for name, value in one.items():
            values[name].append(value)
    if not values["row"]:
        return none()
    return {name: np.array(values[name], kind) for name, kind in _TYPES.items()}


def check_digits(calendar: Calendar) -> None:
    """Refuse a calendar with a number that columns do not hold, as its rows would be.

    Raises:
        DocumentError: naming the first of them.
    """
    for given in calendar:
        where = f"{given.drug} on {given.date}"
        fraction_words(given.fraction, where)
        scaled(given.calculated, name="calculated", where=where)
        scaled(given.dose, name="dose", where=where)


def inserted(together: Pieces, pieces: Sequence[Pieces]) -> Pieces:
    """The rows of all patients, in the order of the patients.

    Args:
        together: Of patients in order.
        pieces: Each of a patient who is not among those, in order.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    if not pieces:
        return together
    others = {name: np.concatenate([one[name] for one in pieces]) for name in _TYPES}
    if not len(together["row"]):
        return others
    places = np.searchsorted(together["row"], others["row"])
    return {name: np.insert(together[name], places, others[name], axis=0) for name in _TYPES}


def as_batch(pieces: Pieces, ids: pa.Array, names: Names, regimen: Regimen) -> pa.RecordBatch:
    """The rows as Arrow, with the schema of :func:`regimens.cohort.columns.row_schema`.

    Args:
        pieces: The rows.
        ids: The identifier of each patient of the batch.
        names: Every text in the rows.
        regimen: What was planned.

    Raises:
        DocumentError: for a name that is not Unicode.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    schema = row_schema(regimen)
    count = len(pieces["row"])
    coded = ids.dictionary_encode()
    arrays = []
    for column in schema:
        name, kind = column.name, column.type
        if name == "patient_id":
            codes = coded.indices.fill_null(0).to_numpy(zero_copy_only=False)
            places = pa.array(codes[pieces["row"]])
            array = pa.DictionaryArray.from_arrays(places, coded.dictionary, safe=False)
        elif name == UNREAD:
            array = _texts(_zeros(count), [UNREAD_TEXT])
        elif name in NUMBERS:
            array = _numbers(pieces, name)
        elif name in TEXTS:
            array = _texts(pieces[name], names.texts(name))
        else:
            array = pa.array(pieces[name]).view(kind)
        arrays.append(array)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _zeros(count: int) -> NDArray[np.int8]:
    import numpy as np  # noqa: PLC0415 - an extra

    return np.zeros(count, np.int8)


def _texts(places: NDArray[np.int8], texts: Sequence[str]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    absent = places < 0
    try:
        names = pa.array(texts, pa.string())
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"{shown(error.object)} has half a character",
            where="arrow",
            mend="write the name anew in the definition",
        ) from None
    indices = pa.array(places, mask=absent) if absent.any() else pa.array(places)
    return pa.DictionaryArray.from_arrays(indices, names, safe=False)


def _numbers(pieces: Pieces, name: str) -> pa.Array:
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow as pa  # noqa: PLC0415 - an extra

    values = np.ascontiguousarray(pieces[name])
    valid = None
    if name == "fraction" and not pieces["has_fraction"].all():
        valid = pa.py_buffer(np.packbits(pieces["has_fraction"], bitorder="little"))
    return pa.Array.from_buffers(
        pa.decimal128(DIGITS, SCALE), len(values), [valid, pa.py_buffer(values)]
    )
