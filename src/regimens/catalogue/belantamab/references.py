"""The texts that the belantamab mafodotin definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

DREAMM_7 = Reference(
    title="Patient-reported outcomes with belantamab mafodotin, "
    "bortezomib, and dexamethasone (DREAMM-7), 2025, abstract",
    identifier="doi:10.1016/S2352-3026(25)00163-2",
    checked_on=date(2026, 11, 21),
)
DREAMM_7_NEWS = Reference(
    title="Belantamab mafodotin, bortezomib, dexamethasone triplet "
    "in RRMM (DREAMM-7, second interim analysis), MIMS Malaysia",
    identifier="prdmspapp.mimsdev.com/malaysia/news-updates/topic/belantam"
    "ab-mafodotin--bortezomib--dexamethasone-triplet-scores-big"
    "-in-rrmm",
    checked_on=date(2026, 11, 21),
)
DREAMM_7_GSKPRO = Reference(
    title="BLENREP pages for professionals (UK), DREAMM-7",
    identifier="gskpro.com/en-gb/products/blenrep/dreamm-7",
    checked_on=date(2026, 11, 21),
)
HEMATOLOGIST_DREAMM = Reference(
    title="DREAMMing of a Better Tomorrow: belantamab-based triplets. The Hematologist 2024;21(6)",
    identifier="doi:10.1182/hem.V21.6.202467",
    checked_on=date(2026, 11, 21),
)
DREAMM_8 = Reference(
    title="Patient-reported outcomes with belantamab mafodotin, "
    "pomalidomide, and dexamethasone (DREAMM-8), 2025, abstract",
    identifier="doi:10.1016/S2352-3026(25)00256-X",
    checked_on=date(2026, 11, 21),
)
BLENREP_EU_2022 = Reference(
    title="BLENREP EU summary of product characteristics (single "
    "agent, revision 2022), as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/monographs/blenrep-sol/usage",
    checked_on=date(2026, 11, 21),
)
BLENREP_US_2020 = Reference(
    title="BLENREP dosing pages for professionals (US, single agent)",
    identifier="blenrephcp.com/dosage-and-administration",
    checked_on=date(2026, 11, 21),
)
BELANTAMAB_DOSAGE = Reference(
    title="Belantamab mafodotin dosage (single agent), themeditary.com",
    identifier="themeditary.com/dosage-information/belantamab-mafodotin-dosage-7690.html",
    checked_on=date(2026, 11, 21),
)
