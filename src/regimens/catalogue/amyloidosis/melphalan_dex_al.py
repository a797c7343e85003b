"""Melphalan and dexamethasone for AL amyloidosis as a UK centre gives them."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import NAC_MEL_DEX, PALLADINI_MDEX
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MELPHALAN_DEX_AL = Regimen(
    id="melphalan-dex-al",
    title="Mel-Dex: melphalan and dexamethasone in AL amyloidosis (National Amyloidosis Centre, "
    "UK)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=NAC_MEL_DEX.at("repeated every 28 days to maximal response, at least 3 cycles"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="Mel-Dex",
                    dose=WrittenDose(
                        amount=amount("0.22 mg/kg"),
                        source=NAC_MEL_DEX.at("days 1-4: oral melphalan 0.22 mg/kg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=NAC_MEL_DEX.at("days 1-4: oral melphalan"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Mel-Dex",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=NAC_MEL_DEX.at("days 1-4 and 15-18: dexamethasone 40 mg daily p.o."),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 15, 16, 17, 18),
                            cycles=Cycles(1),
                            source=NAC_MEL_DEX.at("days 1-4 and 15-18: dexamethasone"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=NAC_MEL_DEX.at(
                                    "attenuated regimen: dexamethasone 20 mg daily"
                                ),
                            ),
                            note="for patients who are not fit for the full dose or do not "
                            "tolerate it",
                            source=NAC_MEL_DEX.at("attenuated regimen: dexamethasone 20 mg daily"),
                        ),
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=NAC_MEL_DEX.at("attenuated regimen: 10 mg or less"),
                            ),
                            note="10 mg or less, for poor tolerance after diuretics",
                            source=NAC_MEL_DEX.at("attenuated regimen: 10 mg or less"),
                        ),
                        Level(
                            name="40-days-1-4",
                            dose=WrittenDose(
                                amount=amount("40 mg"),
                                source=PALLADINI_MDEX.at("abstract: 40 mg, days 1-4"),
                            ),
                            days=(1, 2, 3, 4),
                            note="the full-dose schedule of the Pavia study",
                            source=PALLADINI_MDEX.at("abstract: 40 mg, days 1-4"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days of dexamethasone",
            reading="days 1 to 4 and 15 to 18, as the centre states; the Pavia study gave 40 mg "
            "on days 1 to 4 only, kept as a level, and 20 mg in advanced cardiac disease",
            alternatives="days 1 to 4 only: the level 40-days-1-4, or the definition mdex-al",
            source=NAC_MEL_DEX.at("days 1-4 and 15-18: dexamethasone"),
        ),
        Interpretation(
            name="number of cycles",
            reading="open-ended: to maximal response, with at least 3 cycles",
            alternatives="a fixed number",
            source=NAC_MEL_DEX.at("to maximal response, at least 3 cycles"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "doses of co-trimoxazole, antifungal and antiviral prophylaxis, which all patients have",
    ),
    aliases=(
        "melphalan-dex",
        "mel-dex",
    ),
)
