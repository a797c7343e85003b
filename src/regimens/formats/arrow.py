"""A calendar as an Arrow table and as a Parquet file, its numbers exact."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.decimals import plain, shown
from regimens.errors import DocumentError
from regimens.formats.calendars import UNREAD, UNREAD_TEXT, columns_of

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["DIGITS", "SCALE", "arrow_stream", "calendar_arrow", "calendar_parquet"]

# The decimal type of Spark's own: 20 digits before the point and 18 after it.
DIGITS = 38
SCALE = 18  # of them after the point


def calendar_arrow(calendar: Calendar) -> pa.Table:
    """The administrations as an Arrow table, with the columns and the order of the CSV.

    ``date`` is a date32; ``cycle``, ``day``, ``occurrence`` and ``of`` are int32; ``fraction``,
    ``calculated`` and ``dose`` are decimal128(38, 18), the last two in the row's ``unit``; all
    others are text. ``fraction``, ``level`` and ``route`` can be null. The schema's metadata name
    the regimen's id, revision and digest.

    Raises:
        DocumentError: without the extra, for a number with more digits than the type has, or for
            a text that is not Unicode; nothing is rounded.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> table = calendar_arrow(plan)
    >>> table.num_rows, str(table.schema.field("dose").type)
    (48, 'decimal128(38, 18)')
    >>> table.schema.metadata[b"regimen_id"]
    b'dcep'
    """
    schema = _schema(calendar)
    columns: dict[str, Iterable[object]] = {
        "date": (row.date for row in calendar),
        "phase": (row.phase for row in calendar),
        "cycle": (row.cycle for row in calendar),
        "day": (row.day for row in calendar),
        "drug": (row.drug for row in calendar),
        "group": (row.group for row in calendar),
        "written": (row.written for row in calendar),
        "fraction": (_exact(row, "fraction", row.fraction) for row in calendar),
        "level": (row.level for row in calendar),
        "calculated": (_exact(row, "calculated", row.calculated) for row in calendar),
        "dose": (_exact(row, "dose", row.dose) for row in calendar),
        "unit": (row.unit for row in calendar),
        "route": (None if row.route is None else row.route.value for row in calendar),
        "occurrence": (row.occurrence for row in calendar),
        "of": (row.of for row in calendar),
        "status": (row.status.value for row in calendar),
        UNREAD: (UNREAD_TEXT for _ in calendar),
    }
    import pyarrow as pa  # noqa: PLC0415 - an extra

    try:
        arrays = [pa.array(columns[field.name], field.type) for field in schema]
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"{shown(error.object)} has half a character",
            where="arrow",
            mend="write the name anew in the definition",
        ) from None
    return pa.Table.from_arrays(arrays, schema=schema)


def calendar_parquet(calendar: Calendar) -> bytes:
    """The table of :func:`calendar_arrow` as a Parquet file.

    The same course gives the same bytes with the same version of pyarrow, whose name a Parquet
    file has to carry.

    Raises:
        DocumentError: as :func:`calendar_arrow`.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> calendar_parquet(plan)[:4]
    b'PAR1'
    """
    table = calendar_arrow(calendar)
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def arrow_stream(calendar: Calendar, requested_schema: object = None) -> object:
    """The capsule by which other libraries take a calendar, after the Arrow PyCapsule Interface.

    Args:
        calendar: What is handed over.
        requested_schema: A capsule with the types the taker would rather have, or None.

    Raises:
        DocumentError: as :func:`calendar_arrow`.
    """
    stream: object = calendar_arrow(calendar).__arrow_c_stream__(requested_schema)
    return stream


def _schema(calendar: Calendar) -> pa.Schema:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError:
        raise DocumentError(
            "Arrow and Parquet need another library",
            where="pyarrow",
            mend='pip install "regimens[arrow]"',
        ) from None
    number, count, text = pa.decimal128(DIGITS, SCALE), pa.int32(), pa.string()
    types = {
        "date": pa.date32(),
        **dict.fromkeys(("cycle", "day", "occurrence", "of"), count),
        **dict.fromkeys(("fraction", "calculated", "dose"), number),
    }
    nullable = ("fraction", "level", "route")
    regimen = calendar.regimen
    return pa.schema(
        [
            pa.field(name, types.get(name, text), nullable=name in nullable)
            for name in columns_of(calendar)
        ],
        metadata={
            "regimen_id": regimen.id,
            "regimen_revision": regimen.revision,
            "regimen_digest": regimen.digest,
        },
    )


def _exact(row: Administration, name: str, value: Decimal | None) -> Decimal | None:
    """A number that the type holds with all its digits."""
    if value is None:
        return None
    text = plain(value)
    whole, _, part = text.partition(".")
    if len(whole) > DIGITS - SCALE or len(part) > SCALE:
        raise DocumentError(
            f"{name} {shown(text)} has more digits than the {DIGITS - SCALE} before and {SCALE} "
            "after the point that an Arrow column has here",
            where=f"{row.drug} on {row.date}",
            mend="state weight, height and rounding with fewer decimals",
        )
    return Decimal(text)
