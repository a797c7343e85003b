"""Daratumumab with lenalidomide after transplant, as in AURIGA."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.references import AURIGA_REGISTRY, REVLIMID_MAINTENANCE
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_DOSE_IN_MAINTENANCE,
    RENAL_READING_FROM_60,
    RENAL_TABLE_FROM_60,
)
from regimens.catalogue.references import FASPRO_LABEL_PAGE_2
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

DARA_R_MAINTENANCE_AURIGA = Regimen(
    id="dara-r-maintenance-auriga",
    title="Dara-R maintenance: daratumumab SC with lenalidomide, 36 cycles (AURIGA)",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=36,
            source=AURIGA_REGISTRY.at("maximum of 36 cycles of 28 days"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="R",
                    dose=WrittenDose(
                        amount=amount("10 mg"), source=AURIGA_REGISTRY.at("lenalidomide 10 mg")
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
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                            ),
                            cycles=Cycles(1, 36),
                            source=AURIGA_REGISTRY.at("lenalidomide on days 1 to 28, continuously"),
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
                        amount=amount("10 mg"), source=AURIGA_REGISTRY.at("lenalidomide 10 mg")
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
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                            ),
                            cycles=Cycles(1, 3),
                            source=AURIGA_REGISTRY.at("lenalidomide on days 1 to 28, continuously"),
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
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                            ),
                            cycles=Cycles(4, 36),
                            source=REVLIMID_MAINTENANCE.at(
                                "maintenance: days 1-28; after 3 cycles 15 mg if tolerated"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    alternative=Alternative(choice="lenalidomide-dose", option="15-from-cycle-4"),
                ),
                Component(
                    drug=Drug(name="daratumumab"),
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"), source=AURIGA_REGISTRY.at("daratumumab 1800 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=AURIGA_REGISTRY.at("weekly during cycles 1 and 2"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=AURIGA_REGISTRY.at("every 2 weeks during cycles 3 through 6"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7, 36),
                            source=AURIGA_REGISTRY.at("every 4 weeks from cycle 7 onward"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("section 2.4: missed dose"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="more lenalidomide",
            reading="lenalidomide stays at 10 mg unless 15 mg from cycle 4 is chosen",
            alternatives="15 mg for everyone who tolerates it after 3 cycles",
            source=REVLIMID_MAINTENANCE.at("maintenance: after 3 cycles 15 mg if tolerated"),
        ),
        Interpretation(
            name="days of daratumumab",
            reading="weekly is days 1, 8, 15 and 22, every 2 weeks days 1 and 15, "
            "every 4 weeks day 1",
            alternatives="other days of the weeks; the record states none",
            source=AURIGA_REGISTRY.at("weekly, every 2 weeks, every 4 weeks"),
        ),
        RENAL_READING_FROM_60,
    ),
    no_rule_for=(
        NO_RENAL_DOSE_IN_MAINTENANCE,
        "how long after the transplant it starts",
        "blood counts before a cycle",
        "lower dose levels of lenalidomide",
        "restarting after a long interruption",
        "thromboprophylaxis",
        "premedication and post-infusion medication (see the label)",
    ),
    aliases=("d-r-auriga",),
)
