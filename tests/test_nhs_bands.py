"""Which tables of dose bands there are, from where to where, and where they were read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from regimens.nhs_bands import band_table
from regimens.sources import Source

D = Decimal
_READ = date(2026, 11, 21)
_TRANSCRIBED = "github.com/Lumina-Bridging-Inc/dose-banding-algorithm"
_CISPLATIN = Source(
    title="NHS England National Dose Banding Table, single container, 1 mg/mL, first 49 rows, as "
    "reproduced on docslib.org",
    identifier="docslib.org/download/100960/national-dose-banding-table-single-container",
    locator="rows of 0.22 to 16 mg",
    checked_on=_READ,
)
_PACLITAXEL = Source(
    title="NHS England National Dose Banding Table, single container, 6 mg/mL, version 2, as "
    "transcribed in Lumina-Bridging-Inc/dose-banding-algorithm",
    identifier=_TRANSCRIBED,
    locator="rows of 28.8 to 768 mg",
    checked_on=_READ,
)
_ETOPOSIDE = Source(
    title="NHS England National Dose Banding Table, 20 mg/mL, version 7 (August 2022), as "
    "transcribed in Lumina-Bridging-Inc/dose-banding-algorithm",
    identifier=_TRANSCRIBED,
    locator="rows of 5.2 to 6000 mg; taken for the drug by its concentration, our own reading",
    checked_on=_READ,
)


# √(0.2 × 0.22) is 0.2098 mL, √(15 × 16) 15.4919, √(16 × 18) 16.9706; √(4.4 × 4.8) is 4.59565,
# √(113 × 128) 120.2664, √(128 × 145) 136.2351; √(0.24 × 0.26) is 0.2498, √(267 × 300) 283.0194,
# √(300 × 338) 318.4336.
@pytest.mark.parametrize(
    ("drugs", "per_ml", "first", "last", "end", "count", "source"),
    [
        (("cisplatin", "vincristine"), 1, "0.21 0.22", "15.49 16", "16.97", 49, _CISPLATIN),
        (("paclitaxel",), 6, "27.58 28.8", "721.6 768", "817.41", 33, _PACLITAXEL),
        (("cyclophosphamide", "etoposide"), 20, "5 5.2", "5660.38 6000", "6368.68", 73, _ETOPOSIDE),
    ],
)
def test_table_is_read_from_its_first_to_its_last_row(
    drugs: tuple[str, ...],
    per_ml: int,
    *,
    first: str,
    last: str,
    end: str,
    count: int,
    source: Source,
) -> None:
    """Bounds to 0.001 mL are multiplied by the concentration and rounded to 0.01 mg."""
    for drug in drugs:
        table = band_table(drug)
        assert table is not None
        assert table.title == f"NHS England dose bands, {per_ml} mg/mL"
        assert (table.drugs, table.source) == (drugs, source)
        assert (len(table.rows), table.end) == (count, D(end))
        assert [table.rows[0], table.rows[-1]] == [
            tuple(map(D, row.split())) for row in (first, last)
        ]


def test_drug_without_a_table_has_none() -> None:
    """No table was read for daratumumab."""
    assert band_table("daratumumab") is None
