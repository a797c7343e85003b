"""The texts that the venetoclax definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

BELLINI = Reference(
    title="Venetoclax added to bortezomib plus dexamethasone in "
    "relapsed or refractory multiple myeloma (BELLINI). The "
    "ASCO Post, 25 January 2021",
    identifier="ascopost.com/issues/january-25-2021/venetoclax-added-to-bo"
    "rtezomib-plus-dexamethasone-in-relapsed-or-refractory-mult"
    "iple-myeloma",
    checked_on=date(2026, 11, 21),
)
CANOVA = Reference(
    title="Venetoclax-dexamethasone versus "
    "pomalidomide-dexamethasone (CANOVA), International "
    "Myeloma Society 2023, OA-52 (NCT03539744)",
    identifier="NCT03539744",
    checked_on=date(2026, 11, 21),
)
VENCLEXTA_HCP = Reference(
    title="VENCLEXTA dose modification pages for professionals (US), chronic lymphocytic leukaemia",
    identifier="venclextahcp.com/cll/dosing/dose-modifications.html",
    checked_on=date(2026, 11, 21),
)
