"""The texts that the definitions for macroglobulinaemia take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

DRC_PAPER = Reference(
    title="Dimopoulos MA et al. Dexamethasone, rituximab and cyclophosphamide. J Clin Oncol "
    "2007;25:3344-3349",
    identifier="doi:10.1200/JCO.2007.10.9926",
    checked_on=date(2026, 11, 21),
)
DRC_ABSTRACT = Reference(
    title="Primary treatment of macroglobulinaemia with DRC, abstract. Blood 2004;104(11):752",
    identifier="ashpublications.org/blood/article/104/11/752",
    checked_on=date(2026, 11, 21),
)
DRC_PROTOCOL = Reference(
    title="DRC version 1.1 (6.02), hospital protocol, as reproduced on studylib.net",
    identifier="studylib.net/doc/7803940",
    checked_on=date(2026, 11, 21),
)
WMUK_REGIMENS = Reference(
    title="WMUK, common treatment regimes",
    identifier="wmuk.org.uk/common-treatment-regimes",
    checked_on=date(2026, 11, 21),
)
NZ_RITUXIMAB_BENDAMUSTINE = Reference(
    title="New Zealand Systemic Anti-Cancer Therapy Regimen Library, rituximab and bendamustine",
    identifier="srl.org.nz/regimens/lymphoma/303481000210105",
    checked_on=date(2026, 11, 21),
)
BR_ITALY = Reference(
    title="Bendamustine and rituximab in relapsed macroglobulinaemia, abstract. Blood "
    "2014;124(21):3072",
    identifier="ashpublications.org/blood/article/124/21/3072",
    checked_on=date(2026, 11, 21),
)
BENDAMUSTINE_THAILAND = Reference(
    title="Bendamustine Kabi prescribing information (Thailand), MIMS",
    identifier="uat.mimsdev.com/thailand/drug/info/bendamustine-kabi/dosage",
    checked_on=date(2026, 11, 21),
)
RITUXIMAB_DOSE = Reference(
    title="Fludarabine and rituximab in macroglobulinaemia. Blood 2009;113:3673 (NCT00020800)",
    identifier="ashpublications.org/blood/article/113/16/3673",
    checked_on=date(2026, 11, 21),
)
E3A98 = Reference(
    title="Four doses of rituximab in macroglobulinaemia, follow-up of ECOG E3A98 (NCT00005609), "
    "abstract on scilit.net",
    identifier="scilit.net/publications/962488a3a7fb44f768cf17fee5eb2735",
    checked_on=date(2026, 11, 21),
)
IMBRUVICA_LABEL = Reference(
    title="IMBRUVICA US prescribing information, as reproduced on drugs.com (updated 23 April "
    "2020)",
    identifier="drugs.com/dosage/imbruvica.html",
    checked_on=date(2026, 11, 21),
)
IMBRUVICA_EARLIER_LABEL = Reference(
    title="IMBRUVICA US prescribing information (earlier version), as reproduced on "
    "recallguide.org",
    identifier="recallguide.org/manufacturer/pharmacyclics-inc",
    checked_on=date(2026, 11, 21),
)
IBRUTINIB_EU = Reference(
    title="Ibrutinib in macroglobulinaemia, EU text as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/indications/I-642986",
    checked_on=date(2026, 11, 21),
)
BRUKINSA_ISRAEL = Reference(
    title="BRUKINSA prescribing information (Israel), as reproduced on drugquest.org",
    identifier="drugquest.org/medicament_info.php?d=29552",
    checked_on=date(2026, 11, 21),
)
