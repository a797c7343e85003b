"""Daratumumab with lenalidomide after consolidation, as in GRIFFIN."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.references import (
    GRIFFIN_FINAL,
    GRIFFIN_PRIMARY,
    GRIFFIN_REGISTRY,
    REVLIMID_MAINTENANCE,
)
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_DOSE_IN_MAINTENANCE,
    RENAL_READING_FROM_60,
    RENAL_TABLE_FROM_60,
)
from regimens.catalogue.references import DARZALEX_HCP
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

DARA_R_MAINTENANCE_GRIFFIN = Regimen(
    id="dara-r-maintenance-griffin",
    title="Dara-R maintenance: daratumumab IV every 4 or 8 weeks with "
    "lenalidomide, 26 cycles (GRIFFIN)",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=26,
            source=GRIFFIN_PRIMARY.at(
                "abstract: 26 cycles of maintenance; 28 days stand in the final analysis"
            ),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="R",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=GRIFFIN_FINAL.at("Methods: lenalidomide 10 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                            ),
                            cycles=Cycles(1, 26),
                            source=GRIFFIN_FINAL.at("Methods: lenalidomide on days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    tables=(RENAL_TABLE_FROM_60,),
                    alternative=Alternative(choice="lenalidomide-dose", option="10"),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="R",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=GRIFFIN_FINAL.at("Methods: lenalidomide 10 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                            ),
                            cycles=Cycles(1, 3),
                            source=GRIFFIN_FINAL.at("Methods: lenalidomide on days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    tables=(RENAL_TABLE_FROM_60,),
                    alternative=Alternative(choice="lenalidomide-dose", option="15-from-cycle-4"),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="R",
                    dose=WrittenDose(
                        amount=amount("15 mg"),
                        source=REVLIMID_MAINTENANCE.at(
                            "maintenance: increased to 15 mg once daily"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                            ),
                            cycles=Cycles(4, 26),
                            source=GRIFFIN_REGISTRY.at(
                                "another dose from cycle 10, the fourth of maintenance"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    alternative=Alternative(choice="lenalidomide-dose", option="15-from-cycle-4"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=GRIFFIN_FINAL.at(
                            "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 26),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="interval", option="every-4-weeks"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=GRIFFIN_FINAL.at(
                            "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(3, 3),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(5, 5),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7, 7),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(9, 9),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(11, 11),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(13, 13),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(15, 15),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(17, 17),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(19, 19),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(21, 21),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(23, 23),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(25, 25),
                            source=GRIFFIN_FINAL.at(
                                "Methods: 16 mg/kg intravenously every 4 or 8 weeks"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="interval", option="every-8-weeks"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="interval",
            reading="daratumumab is given every 4 weeks unless every 8 weeks is chosen",
            alternatives="every 8 weeks for everyone",
            source=GRIFFIN_FINAL.at("Methods: 16 mg/kg intravenously every 4 or 8 weeks"),
        ),
        Interpretation(
            name="every 8 weeks",
            reading="every 8 weeks is day 1 of cycles 1, 3, 5 and so on to 25",
            alternatives="day 1 of cycles 2, 4, 6 and so on",
            source=GRIFFIN_FINAL.at("Methods: 16 mg/kg intravenously every 4 or 8 weeks"),
        ),
        Interpretation(
            name="more lenalidomide",
            reading="lenalidomide stays at 10 mg, as the final analysis states, "
            "unless 15 mg from the fourth cycle of maintenance is chosen",
            alternatives="more lenalidomide for everyone from the trial's cycle 10, "
            "whose amount was not read in the registry record",
            source=GRIFFIN_REGISTRY.at("10 mg in cycles 7 through 9, another dose from cycle 10"),
        ),
        Interpretation(
            name="two years",
            reading="2 years of maintenance are 26 cycles of 28 days",
            alternatives="24 months",
            source=GRIFFIN_PRIMARY.at("abstract: 26 cycles of maintenance"),
        ),
        RENAL_READING_FROM_60,
    ),
    no_rule_for=(
        NO_RENAL_DOSE_IN_MAINTENANCE,
        "when maintenance starts after consolidation",
        "blood counts before a cycle",
        "lower dose levels of lenalidomide",
        "restarting after a long interruption",
        "thromboprophylaxis",
        "premedication and post-infusion medication (see the label)",
    ),
    aliases=("d-r-griffin",),
)
