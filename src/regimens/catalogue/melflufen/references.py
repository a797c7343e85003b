"""The texts that the melflufen definition takes its numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

PEPAXTO_US = Reference(
    title="PEPAXTO US prescribing information, as reproduced on themeditary.com",
    identifier="themeditary.com/dosage-information/pepaxto-dosage-3690.html",
    checked_on=date(2026, 11, 21),
)
PEPAXTO_MEDSCAPE = Reference(
    title="Pepaxto (melphalan flufenamide), Medscape drug reference",
    identifier="reference.medscape.com/drug/pepaxto-melphalan-flufenamide-4000150",
    checked_on=date(2026, 11, 21),
)
