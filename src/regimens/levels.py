"""Dose levels as written: named amounts, and the tables that name one for a measured value."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import assert_never

from attrs import field, frozen

from regimens.amounts import WrittenDose
from regimens.decimals import plain
from regimens.errors import DefinitionError
from regimens.schedule import check_days, days_text
from regimens.sources import Source
from regimens.validation import is_age, is_one_age, is_spelt, is_tuple

__all__ = ["Band", "Level", "LevelTable", "TableValue"]


@frozen(kw_only=True)
class Level:
    """A named dose level: its own amount, and its own days where it has them.

    Args:
        name: How an order names it.
        dose: The amount at this level.
        days: The days of the cycle at this level; None keeps the component's own.
        note: For whom or when the source uses it.
        for_older_than: The source uses it for patients over so many years.
        for_age_from: The source uses it for patients of so many years or more.
        source: Where amount and days are stated.

    Raises:
        DefinitionError: for days that do not rise, or ages that are not one from 0 to 120 years.
    """

    name: str = field(validator=is_spelt)
    dose: WrittenDose
    days: tuple[int, ...] | None = field(default=None)
    note: str = ""
    for_older_than: int | None = field(default=None, validator=is_age)
    for_age_from: int | None = field(default=None, validator=[is_age, is_one_age])
    source: Source

    @days.validator
    def _rise(self, _: object, days: tuple[int, ...] | None) -> None:
        if days is not None:
            check_days(days, where=f"level {self.name!r}")

    def __str__(self) -> str:
        times = f" {self.dose.times} times a day" if self.dose.times > 1 else ""
        days = ", its days as written" if self.days is None else f" on {days_text(self.days)}"
        return f"level {self.name!r} ({self.dose}{times}{days})"


class TableValue(Enum):
    """What a table of dose levels is read by."""

    CREATININE_CLEARANCE = "creatinine clearance"
    BILIRUBIN = "total bilirubin"
    AGE = "age"
    WEIGHT = "weight"

    @property
    def unit(self) -> str:
        """The unit of its numbers."""
        match self:
            case TableValue.CREATININE_CLEARANCE:
                return "mL/min"
            case TableValue.BILIRUBIN:
                return "times the upper limit of normal"
            case TableValue.AGE:
                return "years"
            case TableValue.WEIGHT:
                return "kg"
            case _:
                assert_never(self)


@frozen(kw_only=True)
class Band:
    """One row of a table: the numbers it is for, as printed, and the level it names.

    Args:
        low: The lower bound; None for none.
        low_included: Whether the bound itself belongs to it.
        high: The upper bound; None for none.
        high_included: Whether the bound itself belongs to it.
        level: The named level, or None for the full dose.
        not_given: Whether the table says that nothing is to be given.

    Raises:
        DefinitionError: for a row without numbers, or one with a level that is not given.

    >>> from decimal import Decimal
    >>> band = Band(low=Decimal(30), high=Decimal(60), high_included=False, level="10")
    >>> str(band), Decimal(30) in band, Decimal(60) in band
    ('30 or more and less than 60', True, False)
    """

    low: Decimal | None = None
    low_included: bool = True
    high: Decimal | None = None
    high_included: bool = True
    level: str | None = None
    not_given: bool = False

    def __attrs_post_init__(self) -> None:
        empty = self.low is None and self.high is None
        if empty or (self.low is not None and self.high is not None and self.low > self.high):
            raise DefinitionError(
                f"a row from {self.low} to {self.high}",
                where="table",
                mend="state the bounds of each row, the lower one first",
            )
        if self.not_given and self.level is not None:
            raise DefinitionError(
                f"a row with the level {self.level!r}, of which nothing is given",
                where="table",
                mend="state either level or not_given",
                at="not_given",
            )

    def __contains__(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = (
            self.high is None or value < self.high or (self.high_included and value == self.high)
        )
        return above and below

    def __str__(self) -> str:
        parts = []
        if self.low is not None:
            low = plain(self.low)
            parts.append(f"{low} or more" if self.low_included else f"more than {low}")
        if self.high is not None:
            high = plain(self.high)
            parts.append(f"at most {high}" if self.high_included else f"less than {high}")
        return " and ".join(parts)


@frozen(kw_only=True)
class LevelTable:
    """Which dose level a measured value asks for at the start, row by row as printed.

    Args:
        by: The value.
        bands: The rows. Gaps and overlaps between them stay as they are printed: a value in one
            of them is refused.
        source: Where the table stands.

    Raises:
        DefinitionError: for no row.
    """

    by: TableValue
    bands: tuple[Band, ...] = field(validator=is_tuple)
    source: Source

    @bands.validator
    def _has_rows(self, _: object, bands: tuple[Band, ...]) -> None:
        if not bands:
            raise DefinitionError("no row", where="table", mend="state at least one", at="bands")

    def rows_of(self, value: Decimal) -> list[Band]:
        """The rows that a value lies in: one, or none in a gap, or several in an overlap."""
        return [band for band in self.bands if value in band]

    def __str__(self) -> str:
        rows = "; ".join(
            f"{band}: {'not given' if band.not_given else band.level or 'full dose'}"
            for band in self.bands
        )
        return f"level by {self.by.value} in {self.by.unit}: {rows}"
