"""The texts that the definitions of supportive treatment take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

XGEVA_MALAYSIA = Reference(
    title="Xgeva prescribing information (Malaysia), MIMS dosage page",
    identifier="prdmimsweb.azurewebsites.net/malaysia/drug/info/xgeva/dosage",
    checked_on=date(2026, 11, 21),
)
XGEVA_PHILIPPINES = Reference(
    title="Xgeva prescribing information (Philippines), MIMS summary",
    identifier="prdmimsweb.azurewebsites.net/philippines/drug/info/xgeva",
    checked_on=date(2026, 11, 21),
)
PAMIDRONATE_ONTARIO = Reference(
    title="Cancer Care Ontario Drug Formulary, PMDR pamidronate in multiple myeloma",
    identifier="cancercareontario.ca/drugformulary/regimens/monograph/45426",
    checked_on=date(2026, 11, 21),
)
PAMIDRONATE_NZ = Reference(
    title="New Zealand Systemic Anti-Cancer Therapy Regimen Library, PCN MM pamidronate 30 mg Q4W",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/60381000210105",
    checked_on=date(2026, 11, 21),
)
PAMIDRONATE_NORDIC = Reference(
    title="Pamidronate 30 mg versus 90 mg (Nordic Myeloma Study Group). Lancet Oncol "
    "2010;11:973-982 (NCT00376883)",
    identifier="doi:10.1016/S1470-2045(10)70198-4",
    checked_on=date(2026, 11, 21),
)
BISPHOSPHONATES_RENAL = Reference(
    title="Bisphosphonates in renal impairment, PMC3459591, Table 4 (Swiss summary of product "
    "characteristics)",
    identifier="pmc.ncbi.nlm.nih.gov/articles/PMC3459591/table/t4-cmar-4-287",
    checked_on=date(2026, 11, 21),
)
ZOMETA_EU = Reference(
    title="Zometa summary of product characteristics (EU), as reproduced on 120ty.net",
    identifier="120ty.net/bencandy.php?aid=2329",
    checked_on=date(2026, 11, 21),
)
ZOLEDRONIC_NZ = Reference(
    title="New Zealand Systemic Anti-Cancer Therapy Regimen Library, PCN MM zoledronic acid Q4W",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/496681000210105",
    checked_on=date(2026, 11, 21),
)
ZOLEDRONIC_NZ_Q12W = Reference(
    title="New Zealand Systemic Anti-Cancer Therapy Regimen Library, zoledronic acid Q12W (breast "
    "cancer)",
    identifier="srl.org.nz/regimens/breast/58841000210101",
    checked_on=date(2026, 11, 21),
)
CALGB_70604 = Reference(
    title="Himelstein AL et al. Zoledronic acid every 4 or every 12 weeks. JAMA 2017;317:48-58",
    identifier="doi:10.1001/jama.2016.19425",
    checked_on=date(2026, 11, 21),
)
MYELOMA_IX = Reference(
    title="Zoledronic acid compared with clodronic acid (MRC Myeloma IX), abstract, PMID 21131037",
    identifier="doi:10.1016/S0140-6736(10)62051-X",
    checked_on=date(2026, 11, 21),
)
PDQ_MYELOMA = Reference(
    title="PDQ Plasma Cell Neoplasms (Including Multiple Myeloma) Treatment, health professional "
    "version",
    identifier="cancer.gov/types/myeloma/hp/myeloma-treatment-pdq",
    checked_on=date(2026, 11, 21),
)
ASH_THROMBOSIS = Reference(
    title="Thrombotic complications of myeloma therapy, abstract. Hematology (ASH Education "
    "Program) 2006:348",
    identifier="ashpublications.org/hematology/article/2006/1/348",
    checked_on=date(2026, 11, 21),
)
ZOSTER_ABSTRACT = Reference(
    title="Acyclovir to prevent herpes zoster in myeloma, abstract. Blood 2007;110(11):4807",
    identifier="ashpublications.org/blood/article/110/11/4807",
    checked_on=date(2026, 11, 21),
)
DARZALEX_MEDICATIONS = Reference(
    title="DARZALEX and DARZALEX FASPRO, pre- and postinfusion medications, manufacturer's "
    "medical information (US)",
    identifier="jnjmedicalconnect.com (Pre- and Postinfusion Medications)",
    checked_on=date(2026, 11, 21),
)
DARZALEX_PAGE_2 = Reference(
    title="DARZALEX US prescribing information, as reproduced on medlibrary.org",
    identifier="medlibrary.org/lib/rx/meds/darzalex/page/2",
    checked_on=date(2026, 11, 21),
)
MONTELUKAST_REPORT = Reference(
    title="Montelukast before daratumumab (early access protocol, Chari A et al.), The Oncology "
    "Pharmacist, February 2017",
    identifier="theoncologypharmacist.com/issues/2017/february-2017-vol-10-no-1",
    checked_on=date(2026, 11, 21),
)
IMMUNOGLOBULIN_HANDBOOK = Reference(
    title="Acquired hypogammaglobulinaemia, haematology handbook pages on alpfmedical.info",
    identifier="alpfmedical.info/high-dose/acquired-hypogammaglobulinaemia.html",
    checked_on=date(2026, 11, 21),
)
