"""The texts that the definitions with bortezomib take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

BORTEZOMIB_LABEL = Reference(
    title="Bortezomib for injection US prescribing information, sections 2.6 and "
    "2.7, as reproduced on medlibrary.org",
    identifier="medlibrary.org/lib/rx/meds/bortezomib-12/page/3",
    checked_on=date(2026, 11, 21),
)
BORTEZOMIB_LIVER_LABEL = Reference(
    title="Bortezomib for injection US prescribing information, section 2.8, as reproduced on "
    "medlibrary.org",
    identifier="medlibrary.org/lib/rx/meds/bortezomib-14/page/3",
    checked_on=date(2026, 11, 21),
)
BORTEZOMIB_DOSAGE = Reference(
    title="Bortezomib dosage, as reproduced on drugs.com/dosage/bortezomib.html",
    identifier="drugs.com/dosage/bortezomib.html",
    checked_on=date(2026, 11, 21),
)
VELCADE_HONG_KONG = Reference(
    title="Velcade prescribing information (Hong Kong), MIMS summary",
    identifier="sit.mimsdev.com/hongkong/drug/info/velcade",
    checked_on=date(2026, 11, 21),
)
BORTOMA_THAILAND = Reference(
    title="Bortoma (bortezomib) prescribing information (Thailand), MIMS summary",
    identifier="uat.mimsdev.com/thailand/drug/info/bortoma",
    checked_on=date(2026, 11, 21),
)
BORTEZOMIB_COMPENDIUM = Reference(
    title="Bortezomib adult dosing, Skyscape drug compendium",
    identifier="download.skyscape.com, page tl261.htm",
    checked_on=date(2026, 11, 21),
)
NEUROPATHY_TABLE = Reference(
    title="Recommended dose modification for bortezomib-related neuropathy (NCI 2003), PMC1936263",
    identifier="PMC1936263",
    checked_on=date(2026, 11, 21),
)
SWOG_1211 = Reference(
    title="Usmani SZ et al. RVd with or without elotuzumab in high-risk myeloma "
    "(SWOG-1211). Lancet Haematol 2021",
    identifier="NCT01668719, PMC8601389",
    checked_on=date(2026, 11, 21),
)
SWOG_S0777 = Reference(
    title="Durie BGM et al. Longer term follow-up of SWOG S0777. Blood Cancer J 2020;10:53",
    identifier="doi:10.1038/s41408-020-0311-8",
    checked_on=date(2026, 11, 21),
)
S0777_REPORT = Reference(
    title="SWOG S0777, conference report from ASH 2015, valuebasedcancer.com",
    identifier="valuebasedcancer.com, ASH 2015 multiple myeloma, item 2036",
    checked_on=date(2026, 11, 21),
)
MAYO_TABLE = Reference(
    title="Major treatment regimens in multiple myeloma. Mayo Clin Proc 2016;91:101-119",
    identifier="doi:10.1016/j.mayocp.2015.11.007, PMC5223450",
    checked_on=date(2026, 11, 21),
)
PREFERRED_SCHEDULES = Reference(
    title="Chemotherapy of multiple myeloma, authors' preferred dosing schedules, oncohemakey.com",
    identifier="oncohemakey.com/chemotherapy-of-multiple-myeloma",
    checked_on=date(2026, 11, 21),
)
NCCP_RVD = Reference(
    title="NCCP regimen 00416, bortezomib, lenalidomide and dexamethasone (RVD) "
    "therapy, 21 day, as reproduced on docslib.org",
    identifier="docslib.org/doc/9547022",
    checked_on=date(2026, 11, 21),
)
RVD_RELAPSED = Reference(
    title="Lenalidomide, bortezomib and dexamethasone in relapsed myeloma, phase "
    "2. Blood 2014;123:1461",
    identifier="NCT00378209",
    checked_on=date(2026, 11, 21),
)
NZ_BMP = Reference(
    title="NZ SACT regimen library, PCN MM - BMP",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/60251000210107",
    checked_on=date(2026, 11, 21),
)
NZ_CYBORDEX_LOW = Reference(
    title="NZ SACT regimen library, PCN MM - CyBorDex Low",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/60301000210101",
    checked_on=date(2026, 11, 21),
)
GEM2005_ABSTRACT = Reference(
    title="VMP versus VTP in elderly untreated myeloma (PETHEMA/GEM). Blood 2008;112(11):651",
    identifier="ashpublications.net/blood/article/112/11/651/74723",
    checked_on=date(2026, 11, 21),
)
TMSG_MPT = Reference(
    title="Addition of thalidomide to oral melphalan/prednisone in patients with multiple myeloma "
    "not eligible for transplantation (Turkish Myeloma Study Group). Eur J Haematol 2011;86:16-22",
    identifier="doi:10.1111/j.1600-0609.2010.01524.x",
    checked_on=date(2026, 11, 21),
)
TMSG_REGISTRY = Reference(
    title="Trial record NCT00934154 (melphalan, prednisolone with or without thalidomide)",
    identifier="NCT00934154, crick.ai/trials/NCT00934154",
    checked_on=date(2026, 11, 21),
)
IFM_99_06_REPORT = Reference(
    title="IFM 99-06, conference report, oncolink.org, 5 June 2006",
    identifier="oncolink.org/conferences/article.cfm?id=5944",
    checked_on=date(2026, 11, 21),
)
GIMEMA_MPT_ABSTRACT = Reference(
    title="Oral melphalan, prednisone and thalidomide for newly diagnosed "
    "myeloma. Blood 2005;106(11):779",
    identifier="ashpublications.net/blood/article/106/11/779/119973",
    checked_on=date(2026, 11, 21),
)
CYBORD_ABSTRACT = Reference(
    title="Myeloma induction with cyclophosphamide, bortezomib and dexamethasone "
    "(Cybor-D). Blood 2007;110(11):3601",
    identifier="ashpublications.org/blood/article/110/11/3601/58165",
    checked_on=date(2026, 11, 21),
)
NCCN_REGIMENS = Reference(
    title="Multiple myeloma treatment regimens after the NCCN guidelines, cancertherapyadvisor.com",
    identifier="cancertherapyadvisor.com, hematologic cancers treatment regimens, multiple myeloma",
    checked_on=date(2026, 11, 21),
)
CYBORD_RELAPSED_STUDY = Reference(
    title="Cyclophosphamide and bortezomib with prednisone or dexamethasone in "
    "relapsed and refractory myeloma. Clin Lymphoma Myeloma Leuk, July 2016",
    identifier="insights.ovid.com/clml/201607000/01436845-201607000-00003",
    checked_on=date(2026, 11, 21),
)
KROPFF_PAPER = Reference(
    title="Kropff M et al. Bortezomib, dexamethasone and continuous low-dose oral "
    "cyclophosphamide. Br J Haematol 2007",
    identifier="doi:10.1111/j.1365-2141.2007.06656.x",
    checked_on=date(2026, 11, 21),
)
KROPFF_ABSTRACT = Reference(
    title="Bortezomib with dexamethasone and continuous low-dose oral "
    "cyclophosphamide. Blood 2005;106(11):2549",
    identifier="ashpublications.org/blood/article/106/11/2549/121124",
    checked_on=date(2026, 11, 21),
)
HOVON_65 = Reference(
    title="Sonneveld P et al. HOVON-65/GMMG-HD4. J Clin Oncol 2012;30:2946-2955",
    identifier="repub.eur.nl/pub/73197",
    checked_on=date(2026, 11, 21),
)
BORTEZOMIB_DEX_MAINTENANCE_TRIAL = Reference(
    title="Bortezomib and dexamethasone as maintenance after salvage therapy. Cancer 2011",
    identifier="doi:10.1002/cncr.25743",
    checked_on=date(2026, 11, 21),
)
PVD_WEEKLY_TRIAL = Reference(
    title="Pomalidomide, bortezomib and dexamethasone in lenalidomide-refractory "
    "myeloma. Blood 2017;130:1198",
    identifier="NCT01212952",
    checked_on=date(2026, 11, 21),
)
PETHEMA_VTD_ABSTRACT = Reference(
    title="PETHEMA/GEM phase 3 study of induction with TD, VTD or VBMCP/VBAD. "
    "Blood 2010;116(21):307",
    identifier="ashpublications.org/blood/article/116/21/307/112144",
    checked_on=date(2026, 11, 21),
)
GIMEMA_VTD_ABSTRACT = Reference(
    title="VTD compared with TD before and after double transplantation. Blood 2010;116(21):42",
    identifier="ashpublications.org/blood/article/116/21/42/68063",
    checked_on=date(2026, 11, 21),
)
GIMEMA_VTD_RECORD = Reference(
    title="VTD versus TD with double autotransplantation (NCT01134484), ClinicalTrials.gov "
    "record, as reproduced on github.com/ejaybennett/healthdata",
    identifier="NCT01134484",
    checked_on=date(2026, 11, 21),
)
VELCADE_LEAFLET = Reference(
    title="VELCADE package leaflet (EU/1/04/274), as reproduced on "
    "github.com/joofio/test-epi-composition",
    identifier="EU/1/04/274/002, input/fsh/examples/velcade.fsh",
    checked_on=date(2026, 11, 21),
)
LYRA_PAPER = Reference(
    title="Yimer H et al. LYRA. Br J Haematol 2019;185:492-502, full text",
    identifier="doi:10.1111/bjh.15806",
    checked_on=date(2026, 11, 21),
)
POMALIDOMIDE_EU = Reference(
    title="Pomalidomide, EU product information, as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/indications/I-979562",
    checked_on=date(2026, 11, 21),
)
POMALIDOMIDE_LEAFLET = Reference(
    title="Pomalidomide after the Italian package leaflet, my-personaltrainer.it",
    identifier="my-personaltrainer.it/benessere/pomalidomide.html",
    checked_on=date(2026, 11, 21),
)
POMALID_INDONESIA = Reference(
    title="Pomalid (pomalidomide) prescribing information (Indonesia), MIMS",
    identifier="uat.mims.com/indonesia/drug/info/pomalid/dosage",
    checked_on=date(2026, 11, 21),
)
OPTIMISMM_ABSTRACT = Reference(
    title="Richardson PG et al. OPTIMISMM. Lancet Oncol 2019;20:781-794, abstract",
    identifier="NCT01734928, doi:10.1016/S1470-2045(19)30152-4",
    checked_on=date(2026, 11, 21),
)
RVD_RELAPSED_PHASE_1 = Reference(
    title="Lenalidomide plus bortezomib for relapsed and relapsed/refractory myeloma, phase 1. "
    "J Clin Oncol 2009;27:5713-5719, abstract",
    identifier="NCT00153933, PMC2799050",
    checked_on=date(2026, 11, 21),
)
PVD_PHASE_1 = Reference(
    title="Pomalidomide, bortezomib and low-dose dexamethasone, phase 1. Leukemia "
    "2017;31:2695-2701, abstract on PubMed",
    identifier="doi:10.1038/leu.2017.173",
    checked_on=date(2026, 11, 21),
)
BENDAMUSTINE_VD_ABSTRACT = Reference(
    title="Bendamustine-bortezomib-dexamethasone in relapsed/refractory myeloma. Blood "
    "2014;123:985",
    identifier="EudraCT 2008-006421-13, ashpublications.org/blood/article/123/7/985",
    checked_on=date(2026, 11, 22),
)
BVD_ITALY_ABSTRACT = Reference(
    title="Bendamustine, bortezomib and dexamethasone (BVD) in relapsed-refractory myeloma, "
    "conclusive results of 22 Italian centres. Blood 2014;124(21):4734, abstract",
    identifier="ashpublications.org/blood/article/124/21/4734",
    checked_on=date(2026, 11, 22),
)
