"""The texts that the definitions of cell therapy take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

CARVYKTI_DOSAGE = Reference(
    title="CARVYKTI US prescribing information, as reproduced on drugs.com (updated Jul 5, 2024)",
    identifier="drugs.com/dosage/carvykti.html",
    checked_on=date(2026, 11, 21),
)
CARVYKTI_UK = Reference(
    title="CARVYKTI prescribing information (UK), janssen-pi.co.uk",
    identifier="janssen-pi.co.uk/en/product-information/40",
    checked_on=date(2026, 11, 21),
)
CARVYKTI_SMPC = Reference(
    title="CARVYKTI summary of product characteristics (EMA, 2022), as reproduced on "
    "rxreasoner.com",
    identifier="rxreasoner.com/monographs/carvykti/usage",
    checked_on=date(2026, 11, 21),
)
ABECMA_DOSAGE = Reference(
    title="ABECMA US prescribing information, as reproduced on drugs.com (updated Apr 4, 2024)",
    identifier="drugs.com/dosage/abecma.html",
    checked_on=date(2026, 11, 21),
)
ABECMA_DOSAGE_2023 = Reference(
    title="Idecabtagene Vicleucel Dosage, drugs.com (updated Jun 5, 2023)",
    identifier="drugs.com/dosage/idecabtagene-vicleucel.html",
    checked_on=date(2026, 11, 21),
)
ABECMA_NURSES = Reference(
    title="ABECMA information for nurses (US), abecmahcp.com",
    identifier="abecmahcp.com/abecma-support/nurse-frequently-asked-questions",
    checked_on=date(2026, 11, 21),
)
