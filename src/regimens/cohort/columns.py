"""The columns that many patients are planned into, as Arrow types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import TYPE_CHECKING

from regimens.decimals import EXACT, plain, shown
from regimens.errors import DocumentError
from regimens.formats.arrow import DIGITS, SCALE
from regimens.formats.calendars import UNREAD
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = [
    "EPOCH",
    "NUMBERS",
    "REJECTS",
    "ROWS",
    "arrow",
    "decoded",
    "reject_schema",
    "row_schema",
    "scaled",
]

ROWS = (
    "patient_id",
    "date",
    "phase",
    "cycle",
    "day",
    "drug",
    "occurrence",
    "fraction",
    "calculated",
    "dose",
    "unit",
    "route",
    "status",
)
REJECTS = ("row", "patient_id", "message")
NUMBERS = ("fraction", "calculated", "dose")
_COUNTS = ("cycle", "day", "occurrence")
_NULLABLE = ("fraction", "route")
_LARGEST = 10**DIGITS
EPOCH = date(1970, 1, 1).toordinal()  # the day that Arrow counts days from


def arrow() -> ModuleType:
    """The module pyarrow.

    Raises:
        DocumentError: where it, or numpy, is not installed.
    """
    try:
        import numpy as np  # noqa: F401, PLC0415 - an extra
        import pyarrow  # noqa: PLC0415
    except ImportError as error:
        raise DocumentError(
            "many patients at once need another library",
            where=error.name or "pyarrow",
            mend='pip install "regimens[cohort]"',
        ) from None
    module: ModuleType = pyarrow
    return module


def row_schema(regimen: Regimen, *, decoded: bool = False) -> pa.Schema:
    """The schema of planned rows.

    ``date`` is a date32; ``cycle``, ``day`` and ``occurrence`` are int32; ``fraction``,
    ``calculated`` and ``dose`` are decimal128(38, 18), as in a single calendar; all others are
    text, each once in a dictionary unless `decoded`. The metadata name the regimen's id, revision
    and digest. A definition with an unread number has a last column that says so.

    Args:
        regimen: What is planned.
        decoded: Whether text stands in every row, for programs that take no dictionaries.

    >>> from regimens import catalogue
    >>> row_schema(catalogue.get("dcep")).field("dose").type
    Decimal128Type(decimal128(38, 18))
    """
    pa = arrow()
    number, count = pa.decimal128(DIGITS, SCALE), pa.int32()

    def kind(name: str) -> object:
        if name == "date":
            return pa.date32()
        if name in NUMBERS:
            return number
        if name in _COUNTS:
            return count
        if decoded:
            return pa.string()
        return pa.dictionary(pa.int32() if name == "patient_id" else pa.int8(), pa.string())

    names = (*ROWS, UNREAD) if regimen.unverified else ROWS
    return pa.schema(
        [pa.field(name, kind(name), nullable=name in _NULLABLE) for name in names],
        metadata={
            "regimen_id": regimen.id,
            "regimen_revision": regimen.revision,
            "regimen_digest": regimen.digest,
        },
    )


def reject_schema() -> pa.Schema:
    """The schema of rejects: the row of the input from 1, its patient, and what is wrong."""
    pa = arrow()
    return pa.schema(
        [
            pa.field("row", pa.int64(), nullable=False),
            pa.field("patient_id", pa.string()),
            pa.field("message", pa.string(), nullable=False),
        ]
    )


def decoded(batch: pa.RecordBatch, regimen: Regimen) -> pa.RecordBatch:
    """The same rows with text in every row instead of dictionaries."""
    return batch.cast(row_schema(regimen, decoded=True))


def scaled(value: Decimal, *, name: str, where: str) -> int:
    """A number as the decimal type of the columns holds it, with all its digits.

    Raises:
        DocumentError: for a number with more digits than the type has; nothing is rounded.

    >>> scaled(Decimal("17.9"), name="dose", where="cisplatin") == 17_900_000_000_000_000_000
    True
    """
    whole = EXACT.scaleb(value, SCALE)
    found = int(whole)
    if found != whole or abs(found) >= _LARGEST:
        raise DocumentError(
            f"{name} {shown(plain(value))} has more digits than the {DIGITS - SCALE} before and "
            f"{SCALE} after the point that an Arrow column has here",
            where=where,
            mend="state weight, height and rounding with fewer decimals",
        )
    return found
