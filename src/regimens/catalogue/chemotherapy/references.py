"""The texts that the definitions of combination chemotherapy take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

DCEP_THIRD_LINE = Reference(
    title="DCEP as third-line regimen in relapsed or refractory multiple myeloma, 12 patients, "
    "abstract on PubMed",
    identifier="PMID 17436400",
    checked_on=date(2026, 11, 21),
)
DCEP_MOBILISATION_ABSTRACT = Reference(
    title="DCEP with high-dose G-CSF for mobilization in 88 patients with multiple myeloma. "
    "Blood 2007;110:3284, abstract",
    identifier="ashpublications.com/blood/article-split/110/11/3284/75491",
    checked_on=date(2026, 11, 21),
)
BORTEZOMIB_DT_PACE = Reference(
    title="Bortezomib added to DT-PACE in newly diagnosed multiple myeloma, 12 patients, abstract",
    identifier="PMID 17229337",
    checked_on=date(2026, 11, 21),
)
DT_PACE_INDUCTION = Reference(
    title="DTPACE as induction in 236 previously treated patients with multiple myeloma, abstract "
    "as reproduced on discovery.researcher.life",
    identifier="discovery.researcher.life/topic/continuous-infusion-cisplatin/15338855",
    checked_on=date(2026, 11, 21),
)
D_PACE_SALVAGE = Reference(
    title="D(T)PACE as salvage therapy in 75 patients with aggressive multiple myeloma, abstract "
    "on PubMed",
    identifier="PMID 23594335",
    checked_on=date(2026, 11, 21),
)
NZ_BTD_PACE = Reference(
    title="PCN MM Relapsed - BTD-PACE, Systemic Anti-Cancer Therapy Regimen Library (New Zealand)",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/392821000210104",
    checked_on=date(2026, 11, 21),
)
VAD_HOVON_65 = Reference(
    title="First analysis of HOVON-65/GMMG-HD4: the VAD arm, abstract as reproduced on "
    "globalauthorid.com",
    identifier="globalauthorid.com/WebPortal/ArticleView?wd=9966B03A22294E48669D74C09B44E3BAE1BFC6BA"
    "F018B76411B88E5B3DF41CF5",
    checked_on=date(2026, 11, 21),
)
VAD_KOREA = Reference(
    title="A phase II trial of VAD for previously untreated multiple myeloma. "
    "Korean J Med 1999;56:75-84, abstract",
    identifier="koreamed.org/SearchBasic.php?RID=2306324",
    checked_on=date(2026, 11, 21),
)
VAD_CHAPTER = Reference(
    title="VAD and related regimens, a chapter on cell transplantation on clicktocurecancer.info",
    identifier="clicktocurecancer.info/cell-transplantation/vad-and-related-regimens.html",
    checked_on=date(2026, 11, 21),
)
VAD_PLD_FIRST_LINE = Reference(
    title="Pegylated liposomal doxorubicin, vincristine and reduced-dose dexamethasone in newly "
    "diagnosed multiple myeloma. Cancer 2002;95:2160-2168, abstract",
    identifier="doi:10.1002/cncr.10946",
    checked_on=date(2026, 11, 21),
)
VAD_PLD_RELAPSE = Reference(
    title="A phase II trial of Doxil, vincristine and reduced-dose dexamethasone in relapsed "
    "multiple myeloma. Blood 2004;104:2415, abstract",
    identifier="ashpublications.net/blood/article/104/11/2415/54910",
    checked_on=date(2026, 11, 21),
)
PAD_RELAPSE = Reference(
    title="Bortezomib, doxorubicin and low-dose dexamethasone (PAd) in 64 patients with relapsed "
    "or refractory myeloma, abstract on PubMed",
    identifier="PMID 18326520",
    checked_on=date(2026, 11, 21),
)
VINCRISTINE_LABEL = Reference(
    title="Vincristine sulfate injection, US prescribing information (Hospira), on DailyMed",
    identifier="fda.report/DailyMed/b22e4c8e-dbe1-4d4b-a026-e1812974071c",
    checked_on=date(2026, 11, 21),
)
PLD_DOSAGE = Reference(
    title="Doxorubicin liposomal dosage, an earlier revision, as reproduced on "
    "drugs.com/dosage/doxorubicin-liposomal.html",
    identifier="drugs.com/dosage/doxorubicin-liposomal.html",
    checked_on=date(2026, 11, 21),
)
MYELOMA_X_ABSTRACT = Reference(
    title="NCRI Myeloma X Relapse (Intensive). Lancet Oncol 2014;15:874-885, abstract on PubMed",
    identifier="doi:10.1016/S1470-2045(14)70245-1, NCT00747877",
    checked_on=date(2026, 11, 21),
)
MYELOMA_X_RECORD = Reference(
    title="Myeloma X Relapse (NCT00747877), ClinicalTrials.gov record, as reproduced on "
    "github.com/ejaybennett/healthdata",
    identifier="NCT00747877",
    checked_on=date(2026, 11, 21),
)
S0833_RECORD = Reference(
    title="SWOG S0833 (NCT01055301), ClinicalTrials.gov record, as reproduced on "
    "github.com/ejaybennett/healthdata",
    identifier="NCT01055301",
    checked_on=date(2026, 11, 21),
)
RUBICIN = Reference(
    title="Rubicin (doxorubicin) prescribing information (Philippines), MIMS, an earlier version",
    identifier="uat.mimsdev.com/philippines/drug/info/rubicin/dosage",
    checked_on=date(2026, 11, 21),
)
