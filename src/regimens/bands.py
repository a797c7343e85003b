"""Dose bands: which dose is made ready for which calculated ones."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from regimens.decimals import plain
from regimens.errors import DefinitionError
from regimens.sources import Source

__all__ = ["BandTable"]

_HUNDREDTH = Decimal("0.01")


@frozen(kw_only=True)
class BandTable:
    """A table of dose bands as printed.

    Args:
        title: What it is, with its version.
        drugs: The drugs it was read to be for.
        rows: The lower bound of each band and its dose, in mg, rising. A band ends where the next
            one begins: column A of the table ends it just under that bound, column B 0.01 mg
            under it.
        end: The printed upper bound of the last row read, in mg.
        source: Where it stands.

    Raises:
        DefinitionError: for rows that do not rise, or a dose outside its row.

    >>> from datetime import date
    >>> source = Source(title="A table", identifier="none", locator="rows 1 and 2",
    ...                 checked_on=date(2026, 11, 21))
    >>> table = BandTable(title="bands", drugs=("cisplatin",), end=Decimal("2.3"), source=source,
    ...                   rows=((Decimal("1.9"), Decimal("2")), (Decimal("2.1"), Decimal("2.2"))))
    >>> table.band(Decimal("2.095"), up=True), table.band(Decimal("2.095"), up=False)
    (Decimal('2'), Decimal('2.2'))
    >>> table.band(Decimal("2.3"), up=True) is None
    True
    """

    title: str
    drugs: tuple[str, ...]
    rows: tuple[tuple[Decimal, Decimal], ...] = field()
    end: Decimal
    source: Source

    def __attrs_post_init__(self) -> None:
        bounds = [bound for bound, _ in self.rows] + [self.end]
        for (low, dose), high in zip(self.rows, bounds[1:], strict=True):
            if not 0 < low <= dose < high:
                raise DefinitionError(
                    f"the band of {dose} mg from {low} to {high} mg",
                    where=self.title,
                    mend="state the rows rising, each dose within its row",
                )

    def band(self, dose: Decimal, *, up: bool) -> Decimal | None:
        """The band of a dose in mg; None outside the table.

        Args:
            dose: As calculated.
            up: Whether column A is used, by which a dose on the step between two bands goes up;
                column B, by which it goes down, puts the step 0.01 mg lower.
        """
        row = self._row(dose, up=up)
        return None if row is None else row[1]

    def row_text(self, dose: Decimal, *, up: bool) -> str:
        """The band of that dose with its bounds, for the working."""
        index = next(index for index, (_, band) in enumerate(self.rows) if band == dose)
        low = self.rows[index][0]
        high = self.rows[index + 1][0] if index + 1 < len(self.rows) else self.end
        if up:
            return f"{plain(low)} to under {plain(high)} mg"
        first = low if index == 0 else low - _HUNDREDTH
        more = "" if index == 0 else "over "
        return f"{more}{plain(first)} to {plain(high - _HUNDREDTH)} mg"

    @property
    def range_text(self) -> str:
        """From where to where the table was read."""
        return f"{plain(self.rows[0][0])} to under {plain(self.end)} mg ({self.source})"

    def _row(self, dose: Decimal, *, up: bool) -> tuple[Decimal, Decimal] | None:
        if dose < self.rows[0][0]:
            return None
        bounds = [bound for bound, _ in self.rows[1:]] + [self.end]
        for row, bound in zip(self.rows, bounds, strict=True):
            if dose < bound if up else dose <= bound - _HUNDREDTH:
                return row
        return None
