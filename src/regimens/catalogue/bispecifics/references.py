"""The texts that the definitions of bispecific antibodies take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

TECVAYLI_LABEL = Reference(
    title="TECVAYLI US prescribing information, as reproduced on prescriberpoint.com "
    "(December 12, 2025)",
    identifier="prescriberpoint.com/therapies/tecvayli-54e0f97",
    checked_on=date(2026, 11, 21),
)
TECVAYLI_HCP = Reference(
    title="TECVAYLI dosing pages for professionals (US)",
    identifier="tecvaylihcp.com/dosing-and-administration",
    checked_on=date(2026, 11, 21),
)
TECVAYLI_RESTART = Reference(
    title="Restarting TECVAYLI After Dosage Delay, the manufacturer's medical information "
    "(updated 03/20/2025)",
    identifier="jnjmedicalconnect.com/products/tecvayli/medical-content/"
    "restarting-tecvayli-after-dosage-delay",
    checked_on=date(2026, 11, 21),
)
TECVAYLI_HONG_KONG = Reference(
    title="TECVAYLI prescribing information (Hong Kong), MIMS summary",
    identifier="sit.mimsdev.com/hongkong/drug/info/tecvayli",
    checked_on=date(2026, 11, 21),
)
TECLISTAMAB_EU = Reference(
    title="Teclistamab, indication and dosage as authorised, rxreasoner.com",
    identifier="rxreasoner.com/indications/I-849499",
    checked_on=date(2026, 11, 21),
)
TALVEY_LABEL = Reference(
    title="TALVEY US prescribing information, as reproduced on themeditary.com",
    identifier="themeditary.com/dosage-information/talvey-injection-dosage-13892.html",
    checked_on=date(2026, 11, 21),
)
TALQUETAMAB_DOSAGE = Reference(
    title="Talquetamab Dosage, drugs.com (updated Mar 12, 2024)",
    identifier="drugs.com/dosage/talquetamab.html",
    checked_on=date(2026, 11, 21),
)
TALVEY_SMPC = Reference(
    title="TALVEY summary of product characteristics (EMA, 2023), as reproduced on rxreasoner.com",
    identifier="rxreasoner.com/monographs/talvey/usage",
    checked_on=date(2026, 11, 21),
)
TALQUETAMAB_EU = Reference(
    title="Talquetamab, indication and dosage as authorised, rxreasoner.com",
    identifier="rxreasoner.com/indications/I-463288",
    checked_on=date(2026, 11, 21),
)
ELREXFIO_LABEL = Reference(
    title="ELREXFIO US prescribing information, as reproduced on prescriberpoint.com",
    identifier="prescriberpoint.com/therapies/elrexfio-f6fea59",
    checked_on=date(2026, 11, 21),
)
ELREXFIO_CHANGES = Reference(
    title="ELREXFIO US prescribing information, as reproduced on api.fda.gov (record of June 2, "
    "2026), as far as its list of recent changes",
    identifier="api.fda.gov/drug/label.json?search=openfda.generic_name:Elranatamab-Bcmm",
    checked_on=date(2026, 11, 21),
)
ELRANATAMAB_DOSAGE = Reference(
    title="Elranatamab Dosage, drugs.com (updated Jan 8, 2024)",
    identifier="drugs.com/dosage/elranatamab.html",
    checked_on=date(2026, 11, 21),
)
ELRANATAMAB_GUIDE = Reference(
    title="Elranatamab, Davis's Drug Guide, 19th edition (2024)",
    identifier="download.skyscape.com: drugguidecan.ed19_2024/content/HTML/s/tu37.htm",
    checked_on=date(2026, 11, 21),
)
ELRANATAMAB_EU = Reference(
    title="Elranatamab, indication and dosage as authorised, rxreasoner.com",
    identifier="rxreasoner.com/indications/I-499499",
    checked_on=date(2026, 11, 21),
)
LYNOZYFIC_LABEL = Reference(
    title="LYNOZYFIC US prescribing information, as reproduced on drugs.com (updated Jul 2, 2025)",
    identifier="drugs.com/dosage/lynozyfic.html",
    checked_on=date(2026, 11, 21),
)
LINVOSELTAMAB_EU = Reference(
    title="Linvoseltamab, indication and dosage as authorised, rxreasoner.com",
    identifier="rxreasoner.com/indications/I-575726",
    checked_on=date(2026, 11, 21),
)
