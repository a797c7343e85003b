"""The texts that the elotuzumab definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

EMPLICITI_US = Reference(
    title="EMPLICITI US prescribing information, the revision with lenalidomide only, as "
    "reproduced on drugs.com/dosage/empliciti.html",
    identifier="drugs.com/dosage/empliciti.html",
    checked_on=date(2026, 11, 21),
)
EMPLICITI_PRESCRIBERPOINT = Reference(
    title="EMPLICITI US prescribing information, as reproduced on prescriberpoint.com",
    identifier="prescriberpoint.com/therapies/empliciti-80686b7",
    checked_on=date(2026, 11, 21),
)
EMPLICITI_EPD_HCP = Reference(
    title="EMPLICITI with pomalidomide and dexamethasone, dosing page for professionals (US)",
    identifier="emplicitihcp.com/EPd_dosing-and-administration",
    checked_on=date(2026, 11, 21),
)
EMPLICITI_MODIFICATIONS_HCP = Reference(
    title="EMPLICITI dosing modifications, page for professionals (US)",
    identifier="emplicitihcp.com/dosing-modifications",
    checked_on=date(2026, 11, 21),
)
ELOTUZUMAB_DOSAGE = Reference(
    title="Elotuzumab dosage, as reproduced on themeditary.com",
    identifier="themeditary.com/dosage-information/elotuzumab-dosage-9152.html",
    checked_on=date(2026, 11, 21),
)
ELOTUZUMAB_MONOGRAPH = Reference(
    title="Elotuzumab intravenous, drug monograph on oncologynewscentral.com (ELOQUENT-2)",
    identifier="oncologynewscentral.com/drugs/monograph/170558-316023/elotuzumab-intravenous",
    checked_on=date(2026, 11, 21),
)
ELOQUENT_3_RECORD = Reference(
    title="ELOQUENT-3, registry record NCT02654132, as reproduced by ANZCTR",
    identifier="NCT02654132",
    checked_on=date(2026, 11, 21),
)
ELO_PD_RESULTS = Reference(
    title="Dexamethasone, elotuzumab and pomalidomide in refractory myeloma (NCT03713294), results "
    "of the registry record as reproduced on meddatax.com",
    identifier="meddatax.com/clinical-trials/NCT03713294/results",
    checked_on=date(2026, 11, 21),
)
