"""The texts that the definitions with carfilzomib take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

ARROW_ABSTRACT = Reference(
    title="Once weekly versus twice weekly carfilzomib in relapsed and refractory multiple myeloma "
    "(A.R.R.O.W.). Lancet Oncol 2018;19:953-964",
    identifier="doi:10.1016/S1470-2045(18)30354-1",
    checked_on=date(2026, 11, 21),
)
ARROW_RECORD = Reference(
    title="Once-weekly versus twice-weekly carfilzomib with dexamethasone (ARROW), "
    "ClinicalTrials.gov record, as reproduced on clincosm.com",
    identifier="NCT02412878",
    checked_on=date(2026, 11, 21),
)
ASPIRE_ABSTRACT = Reference(
    title="Carfilzomib, lenalidomide, and dexamethasone vs lenalidomide and dexamethasone "
    "(ASPIRE). Blood 2014;124(21):79 (NCT01080391)",
    identifier="ashpublications.net/blood/article-split/124/21/79/101709",
    checked_on=date(2026, 11, 21),
)
ATLAS_ABSTRACT = Reference(
    title="Dytfeld D et al. Carfilzomib, lenalidomide, and dexamethasone or lenalidomide alone as "
    "maintenance therapy (ATLAS). Lancet Oncol 2023;24:139-150 (NCT02659293)",
    identifier="doi:10.1016/S1470-2045(22)00738-0",
    checked_on=date(2026, 11, 21),
)
CARFILZOMIB_56_STUDY = Reference(
    title="A phase 2 single-center study of carfilzomib 56 mg/m2. Blood 2014;124:899 (NCT01351623)",
    identifier="ashpublications.com/blood/article-split/124/6/899/33566",
    checked_on=date(2026, 11, 21),
)
CARFILZOMIB_DOSAGE = Reference(
    title="Carfilzomib dosage, drugs.com/dosage/carfilzomib.html",
    identifier="drugs.com/dosage/carfilzomib.html",
    checked_on=date(2026, 11, 21),
)
CARFILZOMIB_MANAGEMENT = Reference(
    title="Management of adverse events in patients receiving carfilzomib. Heliyon 2024;10:e36311",
    identifier="doi:10.1016/j.heliyon.2024.e36311",
    checked_on=date(2026, 11, 21),
)
CCO_CARFILZOMIB = Reference(
    title="Cancer Care Ontario, CARF regimen (carfilzomib)",
    identifier="cancercareontario.ca/en/drugformulary/regimens/monograph/47756",
    checked_on=date(2026, 11, 21),
)
CLARION_ABSTRACT = Reference(
    title="Carfilzomib or bortezomib with melphalan-prednisone (CLARION). "
    "Blood 2019;133:1953-1963 (NCT01818752)",
    identifier="doi:10.1182/blood-2018-09-874396",
    checked_on=date(2026, 11, 21),
)
DRUG_GUIDE_CARFILZOMIB = Reference(
    title="Carfilzomib, drug guide, 19th edition (2024), as reproduced on skyscape.com",
    identifier="download.skyscape.com, drugguide.ed19_2024, tl32",
    checked_on=date(2026, 11, 21),
)
ENDEAVOR_RECORD = Reference(
    title="Carfilzomib plus dexamethasone vs bortezomib plus dexamethasone (ENDEAVOR), "
    "ClinicalTrials.gov record, as reproduced on clincosm.com",
    identifier="NCT01568866",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_EU = Reference(
    title="Carfilzomib with lenalidomide and dexamethasone, authorised posology (European label), "
    "as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/indications/I-362579",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_FIRST_LABEL = Reference(
    title="KYPROLIS, brief summary of the first US prescribing information, as printed in "
    "ASH Clinical News, May 2015, page 4",
    identifier="view.joomag.com/ash-clinical-news-may-2015",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_HCP = Reference(
    title="KYPROLIS dosing pages for professionals (US)",
    identifier="kyprolis-hcp.com/dosing",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_MEDSCAPE = Reference(
    title="Kyprolis (carfilzomib), Medscape Reference",
    identifier="reference.medscape.com/drug/kyprolis-carfilzomib-999762",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_MMRF = Reference(
    title="Kyprolis dosing and administration, Multiple Myeloma Research Foundation",
    identifier="themmrf.org, Kyprolis dosing and administration",
    checked_on=date(2026, 11, 21),
)
NZ_KD_WEEKLY = Reference(
    title="New Zealand Systemic Anti-Cancer Therapy Regimen Library, PCN MM Relapsed - "
    "carfilzomib and dexamethasone [Q1W]",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/264061000210102",
    checked_on=date(2026, 11, 21),
)
