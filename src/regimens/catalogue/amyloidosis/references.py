"""The texts that the definitions for amyloidosis take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

ANDROMEDA_TABLE = Reference(
    title="DARZALEX SC with VCd in AL amyloidosis (ANDROMEDA), dosing table of Janssen Medical "
    "Cloud, from the EU SmPC",
    identifier="janssenmedicalcloud.pt/pt-pt/product/darzalex/indications/AL-AMY",
    checked_on=date(2026, 11, 21),
)
ANDROMEDA_STAGES = Reference(
    title="ANDROMEDA by cardiac stage (Minnema MC et al.), summary in The Lynx Group Year in "
    "Review: Amyloidosis, 2020",
    identifier="tlgqr.com/special-issues/2020-year-in-review-amyloidosis (no. 52)",
    checked_on=date(2026, 11, 21),
)
ANDROMEDA_NEWS = Reference(
    title="ANDROMEDA at EHA 2020 (Kastritis E et al.), ASH Clinical News",
    identifier="ashclinicalnews.org/on-location/other-meetings (ANDROMEDA, EHA25)",
    checked_on=date(2026, 11, 21),
)
NICE_TA959 = Reference(
    title="NICE TA959, daratumumab in combination for AL amyloidosis",
    identifier="nice.org.uk/guidance/ta959",
    checked_on=date(2026, 11, 21),
)
DARATUMUMAB_AL_PAPER = Reference(
    title="Daratumumab monotherapy in AL amyloidosis, phase 2. Blood 2020;135:1541 (NCT02841033)",
    identifier="ashpublications.org/blood/article/135/18/1541",
    checked_on=date(2026, 11, 21),
)
BORTEZOMIB_AL_PHASE_1 = Reference(
    title="Weekly and twice-weekly bortezomib in AL amyloidosis, phase 1. Blood 2009;114:1489 "
    "(NCT00298766)",
    identifier="ashpublications.org/blood/article/114/8/1489",
    checked_on=date(2026, 11, 21),
)
BORTEZOMIB_AL_PHASE_2 = Reference(
    title="Once-weekly and twice-weekly bortezomib in AL amyloidosis, phase 2. Blood 2011;118:865 "
    "(NCT00298766)",
    identifier="ashpublications.org/blood/article/118/4/865",
    checked_on=date(2026, 11, 21),
)
MDEX_REGISTRY = Reference(
    title="MDex versus BMDex in AL amyloidosis (ALLG MM13, NCT01277016), Australian New Zealand "
    "Clinical Trials Registry",
    identifier="ACTRN12611000561987",
    checked_on=date(2026, 11, 21),
)
MDEX_SUMMARY = Reference(
    title="MDex versus BMDex in AL amyloidosis, research summary of the Health Research Authority "
    "(UK)",
    identifier="IRAS 80251",
    checked_on=date(2026, 11, 21),
)
BMDEX_RECORD = Reference(
    title="MDex versus BMDex in AL amyloidosis (NCT01277016), ClinicalTrials.gov record, as "
    "reproduced on github.com/ejaybennett/healthdata",
    identifier="NCT01277016",
    checked_on=date(2026, 11, 21),
)
NAC_MEL_DEX = Reference(
    title="National Amyloidosis Centre (UK), oral melphalan and dexamethasone regimen, October "
    "2011",
    identifier="scribd.com/document/291426197",
    checked_on=date(2026, 11, 21),
)
PALLADINI_MDEX = Reference(
    title="Palladini G et al. Oral melphalan and dexamethasone in AL amyloidosis. Haematologica "
    "2014;99:743-750",
    identifier="doi:10.3324/haematol.2013.095463",
    checked_on=date(2026, 11, 21),
)
BEN_DEX_PAPER = Reference(
    title="Bendamustine with dexamethasone in AL amyloidosis, phase II. J Clin Oncol "
    "2020;38:1455-1462",
    identifier="doi:10.1200/JCO.19.01721",
    checked_on=date(2026, 11, 21),
)
BEN_DEX_ABSTRACT = Reference(
    title="Bendamustine with dexamethasone in AL amyloidosis, conference abstract of the final "
    "results (31 patients, March 2017)",
    identifier="NCT01222260",
    checked_on=date(2026, 11, 21),
)
TOURMALINE_AL1 = Reference(
    title="TOURMALINE-AL1, ixazomib-dexamethasone in AL amyloidosis. Leukemia 2021 (NCT01659658)",
    identifier="nature.com/articles/s41375-021-01317-y",
    checked_on=date(2026, 11, 21),
)
POM_DEX_PAPER = Reference(
    title="Pomalidomide and dexamethasone in AL amyloidosis, phase 1/2. Blood 2016;128:1059 "
    "(NCT01570387)",
    identifier="ashpublications.org/blood/article/128/8/1059",
    checked_on=date(2026, 11, 21),
)
POM_DEX_ABSTRACT = Reference(
    title="Pomalidomide and dexamethasone in relapsed AL amyloidosis, phase I/II, abstract. Blood "
    "2014;124(21):3463 (NCT01570387)",
    identifier="ashpublications.org/blood/article/124/21/3463",
    checked_on=date(2026, 11, 21),
)
POM_DEX_CONTINUOUS = Reference(
    title="Pomalidomide and dexamethasone in AL amyloidosis, abstract. Blood 2013;122(21):288 "
    "(NCT01510613)",
    identifier="ashpublications.org/blood/article/122/21/288",
    checked_on=date(2026, 11, 21),
)
