"""The texts that the ixazomib definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

NINLARO_MALAYSIA = Reference(
    title="Ninlaro prescribing information (Malaysia), MIMS",
    identifier="prdmimsweb.azurewebsites.net/malaysia/drug/info/ninlaro/dosage",
    checked_on=date(2026, 11, 21),
)
NINLARO_HCP = Reference(
    title="NINLARO dosing pages for professionals (US)",
    identifier="ninlarohcp.com/dose-modifications",
    checked_on=date(2026, 11, 21),
)
NINLARO_REFERENCE = Reference(
    title="Ninlaro (ixazomib), drug reference on minclinic.eu",
    identifier="minclinic.eu/drugs/drugs_eng/Drugs_reference/ninlaro-ixazomib-1000064.htm",
    checked_on=date(2026, 11, 21),
)
NINLARO_UK = Reference(
    title="NINLARO dose modification pages for professionals (UK)",
    identifier="ninlaro.co.uk/hcp/prescribing-ninlaro/dose-modification",
    checked_on=date(2026, 11, 21),
)
FITNESS_PROTOCOL = Reference(
    title="FiTNEss (Myeloma XIV) protocol paper, PMC9163533",
    identifier="PMC9163533",
    checked_on=date(2026, 11, 21),
)
TOURMALINE_MM3 = Reference(
    title="Oral ixazomib maintenance following autologous stem cell "
    "transplantation (TOURMALINE-MM3), abstract as reproduced "
    "on rdm.ox.ac.uk",
    identifier="rdm.ox.ac.uk/publications/966830",
    checked_on=date(2026, 11, 21),
)
TOURMALINE_SURVIVAL = Reference(
    title="Dimopoulos MA et al. Final OS analyses from "
    "TOURMALINE-MM3 and -MM4. Blood Cancer J 2025 "
    "(NCT02181413, NCT02312258)",
    identifier="doi:10.1038/s41408-025-01411-9",
    checked_on=date(2026, 11, 21),
)
ICD_PAPER = Reference(
    title="Ixazomib, cyclophosphamide and dexamethasone in newly "
    "diagnosed multiple myeloma, PMC6066484",
    identifier="PMC6066484",
    checked_on=date(2026, 11, 21),
)
