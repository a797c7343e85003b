"""Dose bands: which dose is made ready for which calculated ones."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from regimens.decimals import EXACT, plain
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
            one begins: column A writes its end as "less than" that bound, column B as "at most"
            0.01 mg under it. They are written for two kinds of prescribing systems and mean the
            same bands: a dose on the bound itself goes up by both.
        end: The printed upper bound of the last row read, in mg.
        source: Where it stands.

    Raises:
        DefinitionError: for rows that do not rise, or a dose outside its row.

    >>> from datetime import date
    >>> source = Source(title="A table", identifier="none", locator="rows 1 and 2",
    ...                 checked_on=date(2026, 11, 21))
    >>> table = BandTable(title="bands", drugs=("cisplatin",), end=Decimal("2.3"), source=source,
    ...                   rows=((Decimal("1.9"), Decimal("2")), (Decimal("2.1"), Decimal("2.2"))))
    >>> table.band(Decimal("2.09")), table.band(Decimal("2.1"))
    (Decimal('2'), Decimal('2.2'))
    >>> table.band(Decimal("2.3")) is None
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

    def band(self, dose: Decimal) -> Decimal | None:
        """The band of a dose in mg; None outside the table."""
        bounds = [bound for bound, _ in self.rows[1:]] + [self.end]
        if dose < self.rows[0][0]:
            return None
        rows = zip(self.rows, bounds, strict=True)
        return next((band for (_, band), bound in rows if dose < bound), None)

    def row_text(self, dose: Decimal, *, column_b: bool = False) -> str:
        """The band of that dose with its bounds, as a column writes them, for the working."""
        index = next(index for index, (_, band) in enumerate(self.rows) if band == dose)
        high = self.rows[index + 1][0] if index + 1 < len(self.rows) else self.end
        end = (
            f"to {plain(EXACT.subtract(high, _HUNDREDTH))}"
            if column_b
            else f"to under {plain(high)}"
        )
        return f"{plain(self.rows[index][0])} {end} mg"

    @property
    def range_text(self) -> str:
        """From where to where the table was read."""
        return f"{plain(self.rows[0][0])} to under {plain(self.end)} mg ({self.source})"
