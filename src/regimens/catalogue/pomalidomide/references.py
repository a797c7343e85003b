"""The texts that the pomalidomide definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

NIMBUS = Reference(
    title="MM-003 (NIMBUS), registry record NCT01311687, as reproduced on clincosm.com",
    identifier="NCT01311687",
    checked_on=date(2026, 11, 21),
)
IMNOVID_EU = Reference(
    title="Imnovid EU summary of product characteristics, an earlier "
    "revision, as reproduced on 120ty.net",
    identifier="120ty.net/bencandy.php?fid=443&id=33427",
    checked_on=date(2026, 11, 21),
)
POMALYST_US = Reference(
    title="POMALYST US prescribing information, as reproduced on drugs.com",
    identifier="drugs.com/dosage/pomalyst.html",
    checked_on=date(2026, 11, 21),
)
POMALIDOMIDE_DOSAGE = Reference(
    title="Pomalidomide dosage, as reproduced on drugs.com/dosage/pomalidomide.html (4 May 2018)",
    identifier="drugs.com/dosage/pomalidomide.html",
    checked_on=date(2026, 11, 21),
)
POMALYST_HCP = Reference(
    title="POMALYST dose modification pages for professionals (US)",
    identifier="pomalysthcp.com/pom-dex/dose-modifications",
    checked_on=date(2026, 11, 21),
)
POMALIDOMIDE_UK = Reference(
    title="Pomalidomide oral, Medscape UK drug monograph",
    identifier="medscape.co.uk/drug/pomalidomide-oral-70807-70807",
    checked_on=date(2026, 11, 21),
)
POMCYDEX = Reference(
    title="Randomized multicenter phase 2 study of pomalidomide, "
    "cyclophosphamide, and dexamethasone in relapsed "
    "refractory myeloma, 2016, abstract (NCT01432600)",
    identifier="NCT01432600",
    checked_on=date(2026, 11, 21),
)
POMCYDEX_RECORD = Reference(
    title="Pomalidomide and dexamethasone with or without "
    "cyclophosphamide, registry record NCT01432600, as "
    "reproduced on crick.ai",
    identifier="crick.ai/trials/NCT01432600",
    checked_on=date(2026, 11, 21),
)
CLAPD_PAPER = Reference(
    title="Phase 2 study of clarithromycin, pomalidomide, and "
    "dexamethasone. Blood Adv 2019;3:603 (NCT01159574)",
    identifier="NCT01159574",
    checked_on=date(2026, 11, 21),
)
