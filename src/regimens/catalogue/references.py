"""The texts that the definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

DARA_DCEP_PAPER = Reference(
    title="Phase II trial of daratumumab with DCEP in extramedullary multiple myeloma. "
    "J Hematol Oncol 2022 (NCT04065308)",
    identifier="doi:10.1186/s13045-022-01374-5",
    checked_on=date(2026, 11, 21),
)
DARA_ATRA_PAPER = Reference(
    title="Frerichs KA et al. Daratumumab combined with all-trans retinoic acid. "
    "Blood Adv 2021;5:5128-5139 (NCT02751255)",
    identifier="doi:10.1182/bloodadvances.2021005220",
    checked_on=date(2026, 11, 21),
)
DARA_ATRA_ABSTRACT = Reference(
    title="Daratumumab combined with all-trans retinoic acid. Blood 2019;134(Suppl 1):1826",
    identifier="NCT02751255",
    checked_on=date(2026, 11, 21),
)
DARZALEX_LABEL = Reference(
    title="DARZALEX US prescribing information, as reproduced by the manufacturer's medical "
    "information (Alternative Dosing Intervals, updated 10/07/2024)",
    identifier="jnjmedicalconnect.com/products/darzalex",
    checked_on=date(2026, 11, 21),
)
DARZALEX_DOSAGE = Reference(
    title="DARZALEX US prescribing information, as reproduced by the manufacturer's medical "
    "information (Dosage and Administration, updated 09/23/2025)",
    identifier="jnjmedicalconnect.com/products/darzalex",
    checked_on=date(2026, 11, 21),
)
DARZALEX_HCP = Reference(
    title="DARZALEX dosing pages for professionals (US)",
    identifier="darzalexhcp.com/dosing",
    checked_on=date(2026, 11, 21),
)
CASTOR_AGE = Reference(
    title="Mateos MV et al. CASTOR and POLLUX by age. Haematologica 2020;105:468",
    identifier="doi:10.3324/haematol.2019.217448",
    checked_on=date(2026, 11, 21),
)
NICE_TA573 = Reference(
    title="NICE TA573, daratumumab with bortezomib and dexamethasone",
    identifier="nice.org.uk/guidance/ta573",
    checked_on=date(2026, 11, 21),
)
DARAVD_STUDY = Reference(
    title="Rizzello I et al. Second-line DaraVd in patients refractory to lenalidomide, 2025",
    identifier="accepted 20 October 2025",
    checked_on=date(2026, 11, 21),
)
VELCADE_LABEL = Reference(
    title="VELCADE US prescribing information, as reproduced on drugs.com/dosage/velcade.html",
    identifier="drugs.com/dosage/velcade.html",
    checked_on=date(2026, 11, 21),
)
VELCADE_SINGAPORE = Reference(
    title="Velcade prescribing information (Singapore), MIMS summary",
    identifier="mims.com/singapore/drug/info/velcade",
    checked_on=date(2026, 11, 21),
)
OPTIMUM_PROTOCOL = Reference(
    title="MUKnine OPTIMUM protocol. BMJ Open 2021;11:e046225",
    identifier="doi:10.1136/bmjopen-2020-046225",
    checked_on=date(2026, 11, 21),
)
PEGFILGRASTIM_LABEL = Reference(
    title="Pegfilgrastim dosage, drugs.com/dosage/pegfilgrastim.html",
    identifier="drugs.com/dosage/pegfilgrastim.html",
    checked_on=date(2026, 11, 21),
)
VESANOID_LABEL = Reference(
    title="VESANOID US prescribing information, as reproduced on prescriberpoint.com",
    identifier="prescriberpoint.com/therapies/vesanoid-7fed0b4",
    checked_on=date(2026, 11, 21),
)
DARZALEX_FASPRO_LABEL = Reference(
    title="DARZALEX FASPRO US prescribing information, as reproduced on drugs.com",
    identifier="drugs.com/dosage/darzalex-faspro.html",
    checked_on=date(2026, 11, 21),
)
FASPRO_LABEL_PAGE_2 = Reference(
    title="DARZALEX FASPRO US prescribing information, as reproduced on medlibrary.org",
    identifier="medlibrary.org/lib/rx/meds/darzalex-faspro/page/2",
    checked_on=date(2026, 11, 21),
)
LYRA_ABSTRACT = Reference(
    title="Yimer H et al. LYRA. Br J Haematol 2019;185:492-502, abstract",
    identifier="doi:10.1111/bjh.15806",
    checked_on=date(2026, 11, 21),
)
