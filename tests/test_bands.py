"""Which band a dose falls into, at the bounds of its table, and how a table is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from regimens.bands import BandTable
from regimens.errors import DefinitionError
from regimens.sources import Source

D = Decimal
_SOURCE = Source(
    title="A table made up for a test",
    identifier="none",
    locator="rows 1 to 3",
    checked_on=date(2026, 11, 21),
)
_END = D("2.5")
_ROWS = ((D("1.90"), D(2)), (D("2.1"), D("2.2")), (D("2.3"), D("2.4")))


def _table(rows: tuple[tuple[Decimal, Decimal], ...] = _ROWS, end: Decimal = _END) -> BandTable:
    return BandTable(title="bands", drugs=("x",), rows=rows, end=end, source=_SOURCE)


@pytest.mark.parametrize(
    ("dose", "band"),
    [
        ("1.89", None),
        ("1.9", "2"),
        ("2.09", "2"),
        ("2.1", "2.2"),
        ("2.29", "2.2"),
        ("2.3", "2.4"),
        ("2.49", "2.4"),
        ("2.5", None),
    ],
)
def test_dose_on_a_bound_goes_up(dose: str, band: str | None) -> None:
    """A row is from its bound to under the next, the last one to under the end of the table."""
    assert _table().band(D(dose)) == (None if band is None else D(band))


@pytest.mark.parametrize(
    ("dose", "column_a", "column_b"),
    [
        ("2", "1.9 to under 2.1 mg", "1.9 to 2.09 mg"),
        ("2.2", "2.1 to under 2.3 mg", "2.1 to 2.29 mg"),
        ("2.4", "2.3 to under 2.5 mg", "2.3 to 2.49 mg"),
    ],
)
def test_row_is_printed_as_its_column_writes_it(dose: str, column_a: str, column_b: str) -> None:
    """Column A ends under the next bound, column B a hundredth below it."""
    assert _table().row_text(D(dose)) == column_a
    assert _table().row_text(D(dose), column_b=True) == column_b


def test_table_says_from_where_to_where_it_was_read() -> None:
    """The first bound, the end, and the source."""
    assert _table().range_text == f"1.9 to under 2.5 mg ({_SOURCE})"


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        (((D(0), D(1)),), D(2)),
        (((D("1.1"), D(1)),), D(2)),
        (((D(1), D(2)),), D(2)),
        (((D(1), D("2.1")),), D(2)),
        (((D(1), D(2)), (D(2), D(3))), D(4)),
        (((D(2), D(3)), (D(1), D("1.5"))), D(4)),
    ],
)
def test_dose_that_is_not_within_its_row_is_refused(
    rows: tuple[tuple[Decimal, Decimal], ...], end: Decimal
) -> None:
    """It may be the row's lower bound, which is above 0, and is under the next one."""
    with pytest.raises(DefinitionError, match="state the rows rising, each dose within its row"):
        _table(rows, end)


def test_dose_may_be_the_bound_of_its_row() -> None:
    """A band of just its bound and up."""
    assert _table(((D(1), D(1)),), D(2)).band(D("1.99")) == 1
