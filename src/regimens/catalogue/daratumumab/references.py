"""The texts of the daratumumab family, each named as it was really read."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

DARATUMUMAB_MONOGRAPH = Reference(
    title="Daratumumab monograph, drug guide (Canadian edition 19, 2024), download.skyscape.com",
    identifier="download.skyscape.com, drugguidecan.ed19_2024, tu35",
    checked_on=date(2026, 11, 21),
)
MAIA_RENAL = Reference(
    title="MAIA by lenalidomide starting dose in impaired renal function, abstract as reproduced "
    "on scilit.net",
    identifier="NCT02252172",
    checked_on=date(2026, 11, 21),
)
DRD_TABLE = Reference(
    title="Daratumumab, lenalidomide, and dexamethasone (DRd) for multiple myeloma, UpToDate "
    "regimen table as reproduced on medilib.ir",
    identifier="medilib.ir/uptodate/show/119710",
    checked_on=date(2026, 11, 21),
)
APOLLO_SUMMARY = Reference(
    title="Terpos E. APOLLO (Lancet Oncol 2021), summary of the International Myeloma Society",
    identifier="myelomasociety.org, page 3435",
    checked_on=date(2026, 11, 21),
)
APOLLO_REPORT = Reference(
    title="APOLLO primary analysis (ASH 2020), report of conference-correspondent.com",
    identifier="conference-correspondent.com/highlights/ash/ash-2020-mm/358",
    checked_on=date(2026, 11, 21),
)
ALCYONE_HCP = Reference(
    title="ALCYONE trial, DARZALEX pages for professionals (US)",
    identifier="darzalexhcp.com/iv/clinical-trials/alcyone-trial",
    checked_on=date(2026, 11, 21),
)
ALCYONE_REGISTRY = Reference(
    title="ALCYONE registry record (NCT02195479), as reproduced on motsa.com.br",
    identifier="NCT02195479",
    checked_on=date(2026, 11, 21),
)
CASSIOPEIA_DOSES = Reference(
    title="Dose modification in the CASSIOPEIA study, the manufacturer's medical information",
    identifier="jnjmedicalconnect.com/products/darzalex",
    checked_on=date(2026, 11, 21),
)
CASSIOPEIA_LONG_TERM = Reference(
    title="CASSIOPEIA, long-term follow-up. Lancet Oncol 2024;25:1003-1014, abstract on PubMed",
    identifier="doi:10.1016/S1470-2045(24)00282-1",
    checked_on=date(2026, 11, 21),
)
CANDOR_LATE_BREAKING = Reference(
    title="CANDOR. Blood 2019;134(Supplement 2):LBA-6",
    identifier="NCT03158688, LBA-6",
    checked_on=date(2026, 11, 21),
)
CANDOR_ABSTRACT = Reference(
    title="CANDOR (Lancet 2020), abstract as reproduced on lys05inhibitor.com/pr-171",
    identifier="NCT03158688",
    checked_on=date(2026, 11, 21),
)
CANDOR_REGISTRY = Reference(
    title="CANDOR, results on classic.clinicaltrials.gov",
    identifier="classic.clinicaltrials.gov/ct2/show/results/NCT03158688",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_DKD = Reference(
    title="KYPROLIS pages for professionals (US), DKd study design",
    identifier="kyprolis-hcp.com/dkd-study-design",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_EFFICACY = Reference(
    title="KYPROLIS pages for professionals (US), DKd efficacy",
    identifier="kyprolis-hcp.com/combinations/dkd-efficacy",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_DOSING = Reference(
    title="KYPROLIS pages for professionals (US), administration and dose modifications",
    identifier="kyprolis-hcp.com/dosing/administration-and-dose-modifications",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_MONOGRAPH = Reference(
    title="KYPROLIS monograph, endocrinologyadvisor.com",
    identifier="endocrinologyadvisor.com/drug/kyprolis",
    checked_on=date(2026, 11, 21),
)
KYPROLIS_SMPC = Reference(
    title="KYPROLIS EU summary of product characteristics (2020), as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/monographs/kyprolis/usage",
    checked_on=date(2026, 11, 21),
)
EQUULEUS_DKD = Reference(
    title="Chari A et al. Daratumumab plus carfilzomib and dexamethasone. Blood 2019;134:421-431",
    identifier="ashpublications.org/blood/article/134/5/421",
    checked_on=date(2026, 11, 21),
)
EQUULEUS_FINAL = Reference(
    title="Final analysis of PLEIADES and EQUULEUS, report on jnccn360.org, 10 April 2023",
    identifier="jnccn360.org/mm/news/final-analysis-of-pleiades-and-equuleus",
    checked_on=date(2026, 11, 21),
)
AQUILA_REPORT = Reference(
    title="Approval of subcutaneous daratumumab in high-risk smouldering myeloma (AQUILA), OncLive",
    identifier="NCT03301220",
    checked_on=date(2026, 11, 21),
)
AURIGA_REGISTRY = Reference(
    title="AURIGA registry record (NCT03901963), as reproduced on meddatax.com",
    identifier="NCT03901963",
    checked_on=date(2026, 11, 21),
)
REVLIMID_MAINTENANCE = Reference(
    title="REVLIMID US prescribing information, as reproduced on 120ty.net (article 50341, page 4)",
    identifier="120ty.net/bencandy.php?aid=50341&fid=134&page=4",
    checked_on=date(2026, 11, 21),
)
GRIFFIN_FINAL = Reference(
    title="GRIFFIN, predefined final analysis, MEDLINE abstract on searchworks.jioinstitute.edu.in",
    identifier="NCT02874742, final analysis",
    checked_on=date(2026, 11, 21),
)
GRIFFIN_PRIMARY = Reference(
    title="GRIFFIN. Blood 2020;136:936-945, abstract",
    identifier="ashpublications.org/blood/article/136/8/936",
    checked_on=date(2026, 11, 21),
)
GRIFFIN_REGISTRY = Reference(
    title="GRIFFIN registry record (NCT02874742), as reproduced on clincosm.com",
    identifier="NCT02874742",
    checked_on=date(2026, 11, 21),
)
PERSEUS_REVIEW = Reference(
    title="Four is better than three: will we finally agree? The Hematologist 2024;21(2)",
    identifier="doi:10.1182/hem.V21.2.202426",
    checked_on=date(2026, 11, 21),
)
PERSEUS_CYTOGENETICS = Reference(
    title="PERSEUS by cytogenetic risk, abstract of the IMS annual meeting 2024",
    identifier="imsannual2024.eventscribe.net, presentation 1496640",
    checked_on=date(2026, 11, 21),
)
PERSEUS_PAPER = Reference(
    title="Sonneveld P et al. PERSEUS. N Engl J Med 2024",
    identifier="doi:10.1056/NEJMoa2312054",
    checked_on=date(2026, 11, 21),
)
CEPHEUS_ABSTRACT = Reference(
    title="CEPHEUS, abstract OA-63 of the IMS annual meeting 2024",
    identifier="imsannual2024.eventscribe.net, presentation 1496690",
    checked_on=date(2026, 11, 21),
)
CEPHEUS_SUMMARY = Reference(
    title="CEPHEUS (Nat Med 2025;31:1195-1202), summary in Korean in a public file of sample "
    "papers for software",
    identifier="NCT03652064",
    checked_on=date(2026, 11, 21),
)
LYRA_SUMMARY = Reference(
    title="End-of-study analysis of LYRA (ASCO 2021), summary on jons-online.com",
    identifier="NCT02951819",
    checked_on=date(2026, 11, 21),
)
LENALIDOMIDE_SWISS = Reference(
    title="Lenalidomid Devatis, Swiss product information, as reproduced on ch.oddb.org",
    identifier="ch.oddb.org/de/gcc/fachinfo/reg/68518/chapter/usage",
    checked_on=date(2026, 11, 21),
)
