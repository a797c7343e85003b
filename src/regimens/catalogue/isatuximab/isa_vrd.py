"""Isa-VRd as in IMROZ: four 42-day cycles with bortezomib, then 28-day cycles with Rd."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
)
from regimens.catalogue.isatuximab.references import (
    IMROZ_PAPER,
    SARCLISA_DOSING,
    SARCLISA_EU_VRD,
    SARCLISA_LABEL,
)
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_14_DAYS,
    RENAL_LATER_PHASES,
    RENAL_LEVELS_US,
    RENAL_LEVELS_US_14_TWICE,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.references import VELCADE_LABEL
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

ISA_VRD = Regimen(
    id="isa-vrd",
    title="Isa-VRd: isatuximab with bortezomib, lenalidomide and dexamethasone (IMROZ)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=42,
            cycles=4,
            source=SARCLISA_DOSING.at("with VRd: induction phase, cycles 1-4 of 42 days"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=IMROZ_PAPER.unread("Methods and supplement: dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12, 15, 22, 23, 25, 26, 29, 30, 32, 33),
                            cycles=Cycles(1, 4),
                            source=IMROZ_PAPER.unread("Methods and supplement: dexamethasone"),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
                Component(
                    drug=Drug(name="isatuximab"),
                    group="ISA",
                    dose=WrittenDose(
                        amount=amount("10 mg/kg"),
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: actual body weight"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22, 29),
                            cycles=Cycles(1, 1),
                            source=SARCLISA_EU_VRD.at("dosing schedule: cycle 1 (42-day cycle)"),
                        ),
                        Schedule(
                            days=(1, 15, 29),
                            cycles=Cycles(2, 4),
                            source=SARCLISA_EU_VRD.at(
                                "dosing schedule: cycles 2 to 4 (42-day cycles)"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: missed doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=IMROZ_PAPER.unread("Methods and supplement: bortezomib"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11, 22, 25, 29, 32),
                            cycles=Cycles(1, 4),
                            source=IMROZ_PAPER.unread("Methods and supplement: bortezomib"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=BORTEZOMIB_LEVELS[1:],
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=IMROZ_PAPER.unread("Methods and supplement: lenalidomide"),
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
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                                29,
                                30,
                                31,
                                32,
                                33,
                                34,
                                35,
                            ),
                            cycles=Cycles(1, 4),
                            source=IMROZ_PAPER.unread("Methods and supplement: lenalidomide"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US_14_TWICE,
                    tables=(RENAL_TABLE_US,),
                ),
            ),
        ),
        Phase(
            name="continuous",
            cycle_length=28,
            cycles=None,
            source=SARCLISA_DOSING.at("with VRd: continuous phase, cycles of 28 days"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=IMROZ_PAPER.unread("Methods and supplement: continuous phase"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=IMROZ_PAPER.unread("Methods and supplement: continuous phase"),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
                Component(
                    drug=Drug(name="isatuximab"),
                    group="ISA",
                    dose=WrittenDose(
                        amount=amount("10 mg/kg"),
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: actual body weight"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1, 13),
                            source=SARCLISA_EU_VRD.at(
                                "dosing schedule: cycles 5 to 17 (28-day cycles)"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(14),
                            source=SARCLISA_EU_VRD.at(
                                "dosing schedule: cycles 18 and beyond (28-day cycles)"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: missed doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=IMROZ_PAPER.unread("Methods and supplement: continuous phase"),
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
                            cycles=Cycles(1),
                            source=IMROZ_PAPER.unread("Methods and supplement: continuous phase"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US,
                ),
            ),
        ),
    ),
    interpretations=(
        BORTEZOMIB_BILIRUBIN,
        Interpretation(
            name="cycle numbers",
            reading="cycles 5 to 17 of the label are cycles 1 to 13 of the continuous phase here, "
            "and its cycle 18 is cycle 14",
            alternatives="one count over both phases",
            source=SARCLISA_EU_VRD.at("dosing schedule: cycles 5 to 17, cycles 18 and beyond"),
        ),
        Interpretation(
            name="one steroid a day",
            reading="every infusion as written has dexamethasone on its day, which is "
            "premedication and backbone in one",
            alternatives="premedication of its own",
            source=SARCLISA_LABEL.at("2.2 Recommended premedications: part of the backbone"),
        ),
        *RENAL_READINGS_US,
        RENAL_14_DAYS,
        RENAL_LATER_PHASES,
    ),
    no_rule_for=(
        "dexamethasone from 75 years on (fewer days, not read)",
        "dexamethasone for an infusion moved to a day without it",
        "blood counts before a cycle, and further dose levels of the partners",
        *NO_RENAL_RULE_FOR,
        "premedication besides dexamethasone (see the label)",
        "a transplant: the induction before one is three 42-day cycles",
    ),
    aliases=("i-vrd", "isavrd"),
)
