"""The texts that the lenalidomide definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

REVLIMID_EU = Reference(
    title="Revlimid EU summary of product characteristics (revision "
    "2024), as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/monographs/revlimid/usage",
    checked_on=date(2026, 11, 21),
)
REVLIMID_EU_EARLIER = Reference(
    title="Revlimid 7.5 mg EU summary of product characteristics, an "
    "earlier revision, as reproduced on 120ty.net",
    identifier="120ty.net/bencandy.php?fid=131&id=34726",
    checked_on=date(2026, 11, 21),
)
REVLIMID_EU_MAINTENANCE = Reference(
    title="Lenalidomide, maintenance after autologous "
    "transplantation: authorised posology (EU), as reproduced "
    "on rxreasoner.com",
    identifier="rxreasoner.com/indications/I-679685",
    checked_on=date(2026, 11, 21),
)
REVLIMID_US = Reference(
    title="REVLIMID US prescribing information, as reproduced on drugs.com",
    identifier="drugs.com/dosage/revlimid.html",
    checked_on=date(2026, 11, 21),
)
REVLIMID_EU_RENAL = Reference(
    title="Revlimid EU summary of product characteristics, an early revision (5, 10, 15 and 25 mg "
    "capsules), as reproduced on 120ty.net",
    identifier="120ty.net/bencandy.php?aid=3636&fid=131&page=3",
    checked_on=date(2026, 11, 21),
)
REVLIMID_EU_FIRST = Reference(
    title="Revlimid EU summary of product characteristics, the oldest revision read (German), as "
    "reproduced on 120ty.net",
    identifier="120ty.net/bencandy.php?aid=3645&fid=443&page=2",
    checked_on=date(2026, 11, 21),
)
LENALIDOMIDE_RENAL_STUDY = Reference(
    title="Study of the pharmacokinetics of lenalidomide in renal impairment and hemodialysis, "
    "abstract on onlinelibrary.wiley.com",
    identifier="doi:10.1177/0091270007309563",
    checked_on=date(2026, 11, 21),
)
LENALIDOMIDE_INDUCTION_RENAL = Reference(
    title="Paper on lenalidomide in induction with renal impairment, introduction. Blood Cancer J "
    "2025, on preview-www.nature.com",
    identifier="doi:10.1038/s41408-025-01407-5",
    checked_on=date(2026, 11, 21),
)
LENALIDOMIDE_DOSAGE = Reference(
    title="Lenalidomide dosage (US), an earlier version of drugs.com/dosage/lenalidomide.html",
    identifier="drugs.com/dosage/lenalidomide.html",
    checked_on=date(2026, 11, 21),
)
REVLIMID_US_MAINTENANCE = Reference(
    title="REVLIMID US prescribing information, section on "
    "maintenance after auto-HSCT, as reproduced on 120ty.net",
    identifier="120ty.net/bencandy.php?aid=50341&fid=134&page=4",
    checked_on=date(2026, 11, 21),
)
REVLIMID_US_EARLIER = Reference(
    title="REVLIMID US prescribing information, an earlier revision, as reproduced on 120ty.net",
    identifier="120ty.net/bencandy.php?aid=3639&fid=134&page=2",
    checked_on=date(2026, 11, 21),
)
LENALIDOMIDE_INDONESIA = Reference(
    title="Vilena (lenalidomide) prescribing information (Indonesia), MIMS",
    identifier="sit.mimsdev.com/indonesia/drug/info/vilena/dosage",
    checked_on=date(2026, 11, 21),
)
E4A03 = Reference(
    title="Rajkumar SV et al. Lenalidomide plus high-dose versus "
    "low-dose dexamethasone (E4A03). Lancet Oncol 2010;11:29-37",
    identifier="doi:10.1016/S1470-2045(09)70284-0",
    checked_on=date(2026, 11, 21),
)
MM_010 = Reference(
    title="Study of lenalidomide plus dexamethasone versus "
    "dexamethasone alone in relapsed or refractory myeloma "
    "(Europe, Israel, Australia). Blood 2005;106(11):6",
    identifier="ashpublications.org/blood/article/106/11/6/119781",
    checked_on=date(2026, 11, 21),
)
LENALIDOMIDE_NZ = Reference(
    title="PCN MM - lenalidomide [3/1 dosing] post autologous stem "
    "cell transplant, New Zealand Systemic Anti-Cancer Therapy "
    "Regimen Library",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/60341000210103",
    checked_on=date(2026, 11, 21),
)
LENALIDOMIDE_NZ_CONTINUOUS = Reference(
    title="PCN MM - lenalidomide [continuous dosing] post autologous "
    "stem cell transplant, New Zealand Systemic Anti-Cancer "
    "Therapy Regimen Library",
    identifier="srl.org.nz/regimens/plasma-cell-neoplasm/60391000210107",
    checked_on=date(2026, 11, 21),
)
BIRD_PAPER = Reference(
    title="BiRD (Biaxin [clarithromycin]/Revlimid "
    "[lenalidomide]/dexamethasone). Blood 2008;111:1101 "
    "(NCT00151203)",
    identifier="NCT00151203",
    checked_on=date(2026, 11, 21),
)
CLARITHROMYCIN_TRIAL = Reference(
    title="Lenalidomide and dexamethasone with or without "
    "clarithromycin in newly diagnosed myeloma, trial summary "
    "on medivizor.com",
    identifier="medivizor.com/blog/trials/searching-for-patients-to-try-a-"
    "new-combination-of-treatments-for-multiple-myeloma",
    checked_on=date(2026, 11, 21),
)
HIGH_DOSE_DEXAMETHASONE_PAGE = Reference(
    title="High-dose dexamethasone dosing regimens, droracle.ai",
    identifier="droracle.ai/articles/533960/what-are-the-recommended-dosin"
    "g-regimens-for-high-dose-dexamethasone",
    checked_on=date(2026, 11, 21),
)
PDQ_DEXAMETHASONE = Reference(
    title="Plasma Cell Neoplasms (Including Multiple Myeloma) "
    "Treatment (PDQ), health professional information, an "
    "earlier version, as reproduced on webmd.com",
    identifier="webmd.com/cancer/tc/plasma-cell-neoplasms-including-multip"
    "le-myeloma-treatment-pdq-treatment---health-professional-i"
    "nformation-nci-treatment-for-multiple-myeloma?page=2",
    checked_on=date(2026, 11, 21),
)
HOVON_50 = Reference(
    title="A randomized phase 3 study on the effect of thalidomide "
    "(HOVON-50). Blood 2010;115:1113 (ISRCTN06413384)",
    identifier="ISRCTN06413384",
    checked_on=date(2026, 11, 21),
)
REPEAT_ABSTRACT = Reference(
    title="Phase 1/2 study of lenalidomide combined with low-dose cyclophosphamide and "
    "prednisone (REPEAT). Blood 2016;128:2297, abstract",
    identifier="NCT01352338, ashpublications.org/blood/article/128/19/2297/35505",
    checked_on=date(2026, 11, 21),
)
