"""The NHS England dose bands, as far as their tables were read.

The national tables share one list of volumes: a band is a volume times the concentration of what
is drawn up. Between two bands lies the geometric mean of their volumes, to 0.001 mL. A table is for
a concentration, not for a drug. The drugs of 1 and 6 mg/mL are named with the tables read; those of
20 mg/mL are taken for it by the concentration of their vials, which is our own reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from attrs import frozen

from regimens.bands import BandTable
from regimens.decimals import EXACT, plain, round_half_up
from regimens.sources import Reference, Source

__all__ = ["band_table"]

_THOUSANDTH, _HUNDREDTH = Decimal("0.001"), Decimal("0.01")
_SINGLE_CONTAINER = Reference(
    title="NHS England National Dose Banding Table, single container, 1 mg/mL, first 49 rows, as "
    "reproduced on docslib.org",
    identifier="docslib.org/download/100960/national-dose-banding-table-single-container",
    checked_on=date(2026, 11, 21),
)
_PACLITAXEL = Reference(
    title="NHS England National Dose Banding Table, single container, 6 mg/mL, version 2, as "
    "transcribed in Lumina-Bridging-Inc/dose-banding-algorithm",
    identifier="github.com/Lumina-Bridging-Inc/dose-banding-algorithm",
    checked_on=date(2026, 11, 21),
)
_BY_CONCENTRATION = Reference(
    title="NHS England National Dose Banding Table, 20 mg/mL, version 7 (August 2022), as "
    "transcribed in Lumina-Bridging-Inc/dose-banding-algorithm",
    identifier="github.com/Lumina-Bridging-Inc/dose-banding-algorithm",
    checked_on=date(2026, 11, 21),
)
# In mL. The first and the last are no bands that were read; they end the bands next to them.
_VOLUMES = (
    "0.2 0.22 0.24 0.26 0.28 0.3 0.34 0.38 0.42 0.46 0.52 0.58 0.64 0.72 0.8 0.9 1 1.1 1.2 1.3 1.4 "
    "1.5 1.6 1.7 1.8 2 2.2 2.4 2.6 2.8 3 3.2 3.4 3.6 4 4.4 4.8 5.4 6 6.6 7.4 8.2 9 10 11 12 13 14 "
    "15 16 18 20 22 24 27 30 33 36 40 45 50 56 63 70 79 89 100 113 128 145 164 185 209 236 267 300 "
    "338"
)


@frozen(kw_only=True)
class _Table:
    """A table by its concentration in mg/mL and the volumes in mL of its first and last band."""

    per_ml: int
    first: str
    last: str
    drugs: tuple[str, ...]
    source: Source


_TABLES = (
    _Table(
        per_ml=1,
        first="0.22",
        last="16",
        drugs=("cisplatin", "vincristine"),
        source=_SINGLE_CONTAINER.at("rows of 0.22 to 16 mg"),
    ),
    _Table(
        per_ml=6,
        first="4.8",
        last="128",
        drugs=("paclitaxel",),
        source=_PACLITAXEL.at("rows of 28.8 to 768 mg"),
    ),
    _Table(
        per_ml=20,
        first="0.26",
        last="300",
        drugs=("cyclophosphamide", "etoposide"),
        source=_BY_CONCENTRATION.at(
            "rows of 5.2 to 6000 mg; taken for the drug by its concentration, our own reading"
        ),
    ),
)


@cache
def band_table(drug: str) -> BandTable | None:
    """The table of a drug, by its name; None where none was read.

    >>> band_table("cisplatin").title
    'NHS England dose bands, 1 mg/mL'
    >>> band_table("cyclophosphamide").band(Decimal(716))
    Decimal('720')
    >>> band_table("daratumumab") is None
    True
    """
    table = next((table for table in _TABLES if drug in table.drugs), None)
    return None if table is None else _made(table, _VOLUMES.split())


def _made(table: _Table, volumes: Sequence[str]) -> BandTable:
    first, last = volumes.index(table.first), volumes.index(table.last)
    per_ml = Decimal(table.per_ml)
    bounds = [
        _between(Decimal(low), Decimal(high), per_ml)
        for low, high in zip(volumes[first - 1 :], volumes[first : last + 2], strict=False)
    ]
    doses = [EXACT.multiply(Decimal(volume), per_ml) for volume in volumes[first : last + 1]]
    return BandTable(
        title=f"NHS England dose bands, {plain(per_ml)} mg/mL",
        drugs=table.drugs,
        rows=tuple(zip(bounds, doses, strict=False)),
        end=bounds[-1],
        source=table.source,
    )


def _between(low: Decimal, high: Decimal, per_ml: Decimal) -> Decimal:
    """The geometric mean of two volumes to 0.001 mL, as mg to 0.01 mg."""
    mean = round_half_up(EXACT.sqrt(EXACT.multiply(low, high)), _THOUSANDTH)
    return round_half_up(EXACT.multiply(mean, per_ml), _HUNDREDTH)
