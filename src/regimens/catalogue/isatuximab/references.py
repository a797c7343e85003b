"""The texts that the definitions with isatuximab take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

ICARIA_PAGE = Reference(
    title="POMALYST with dexamethasone and isatuximab (ICARIA-MM), pages for professionals (US)",
    identifier="pomalysthcp.com/triplets/pdi-trial",
    checked_on=date(2026, 11, 21),
)
IMROZ_PAPER = Reference(
    title="Facon T et al. Isatuximab, bortezomib, lenalidomide, and dexamethasone for multiple "
    "myeloma (IMROZ). N Engl J Med 2024;391:1597-1609 (NCT03319667)",
    identifier="doi:10.1056/NEJMoa2400712",
    checked_on=date(2026, 11, 21),
)
ISA_DEX_STUDY = Reference(
    title="Dimopoulos M et al. Isatuximab as monotherapy and combined with dexamethasone. "
    "Blood 2021;137:1154-1165 (NCT01084252)",
    identifier="doi:10.1182/blood.2020008209",
    checked_on=date(2026, 11, 21),
)
ISA_RD_STUDY = Reference(
    title="A phase 1b study of isatuximab plus lenalidomide and dexamethasone. Blood 2017;129:3294",
    identifier="ashpublications.net/blood/article/129/25/3294/107599",
    checked_on=date(2026, 11, 21),
)
SARCLISA_DOSING = Reference(
    title="SARCLISA dosing pages for professionals (US)",
    identifier="pro.campus.sanofi/us/products/sarclisa/dosing",
    checked_on=date(2026, 11, 21),
)
SARCLISA_EU = Reference(
    title="Isatuximab with pomalidomide or carfilzomib and dexamethasone, authorised posology "
    "(European label), as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/indications/I-648872",
    checked_on=date(2026, 11, 21),
)
SARCLISA_EU_VRD = Reference(
    title="Isatuximab with bortezomib, lenalidomide and dexamethasone, authorised posology "
    "(IMROZ), as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/indications/I-295579",
    checked_on=date(2026, 11, 21),
)
SARCLISA_LABEL = Reference(
    title="SARCLISA US prescribing information, as reproduced on prescriberpoint.com",
    identifier="prescriberpoint.com/therapies/sarclisa-a047346",
    checked_on=date(2026, 11, 21),
)
SARCLISA_LEAFLET = Reference(
    title="Sarclisa (isatuximab-irfc), International Myeloma Foundation tip card",
    identifier="issuu.com/international-myeloma-foundation/docs/tc-sarclisa-en",
    checked_on=date(2026, 11, 21),
)
SARCLISA_MPR = Reference(
    title="Sarclisa, MPR monograph",
    identifier="empr.com/drug/sarclisa",
    checked_on=date(2026, 11, 21),
)
