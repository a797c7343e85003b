"""OPTIMUM (MUKnine b): five-drug induction, transplant, consolidation and maintenance."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    NO_RENAL_RULE_IN_MAINTENANCE,
    RENAL_14_DAYS,
    RENAL_LATER_PHASES,
    RENAL_LEVELS_EU,
    RENAL_LEVELS_EU_14,
    RENAL_READINGS_EU,
    RENAL_TABLE_EU,
)
from regimens.catalogue.optimum.drugs import (
    BORTEZOMIB_BY_BILIRUBIN,
    CYCLOPHOSPHAMIDE_BY_BILIRUBIN,
    HEPATIC_LEVELS,
)
from regimens.catalogue.references import DARZALEX_HCP, OPTIMUM_PROTOCOL, VELCADE_LABEL
from regimens.components import Alternative, Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import (
    MinimumInterval,
    MissedDose,
    MissedDoseRule,
    ReductionRule,
    TransplantWindow,
)
from regimens.schedule import Cycles, Schedule

OPTIMUM = Regimen(
    id="optimum",
    title="D-CVRd, transplant, D-VRd consolidation and D-R maintenance (OPTIMUM, MUKnine b)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=21,
            cycles=6,
            source=OPTIMUM_PROTOCOL.at("Table 1: induction, a maximum of 6 cycles of 21 days"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="CVRd",
                    dose=WrittenDose(
                        amount=amount("500 mg"),
                        source=OPTIMUM_PROTOCOL.at("Table 1: induction, cyclophosphamide 500 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8),
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at("Table 1: induction, days 1 and 8"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="350",
                            dose=WrittenDose(
                                amount=amount("350 mg"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: cyclophosphamide, hepatic impairment"
                                ),
                            ),
                            note="with a serum bilirubin over 2.5 times the upper limit of normal",
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 3: cyclophosphamide, hepatic impairment"
                            ),
                        ),
                    ),
                    tables=(CYCLOPHOSPHAMIDE_BY_BILIRUBIN,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="CVRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at("Table 1: induction, bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at("Table 1: induction, days 1, 4, 8, 11"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="weekly",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: induction, first dose reduction"
                                ),
                            ),
                            days=(1, 8, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: induction, first dose reduction"),
                        ),
                        Level(
                            name="weekly-1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: twice weekly schedules, level -2"
                                ),
                            ),
                            days=(1, 8, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: twice weekly schedules, level -2"),
                        ),
                        Level(
                            name="days-1-and-15",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: twice weekly schedules, level -3"
                                ),
                            ),
                            days=(1, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: twice weekly schedules, level -3"),
                        ),
                        *HEPATIC_LEVELS,
                    ),
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="CVRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=OPTIMUM_PROTOCOL.at("Table 1: induction, lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at("Table 1: induction, days 1-14"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_EU_14,
                    tables=(RENAL_TABLE_EU,),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=OPTIMUM_PROTOCOL.at("Table 1: induction, daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 2),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: induction, days 1, 8, 15 of cycles 1 and 2"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(3, 6),
                            source=OPTIMUM_PROTOCOL.at("Table 1: induction, day 1 from cycle 3"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="CVRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=OPTIMUM_PROTOCOL.at("Table 1: induction, dexamethasone 20-40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at("Table 1: induction, days 1, 4, 8, 11"),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 1: induction, dexamethasone 20-40 mg"
                                ),
                            ),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: induction, dexamethasone 20-40 mg"
                            ),
                        ),
                        Level(
                            name="weekly",
                            dose=WrittenDose(
                                amount=amount("40 mg"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: induction, first reduction, dexamethasone 20-40 mg"
                                ),
                            ),
                            days=(1, 8, 15),
                            note="when bortezomib is given weekly",
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 3: induction, first reduction, dexamethasone 20-40 mg"
                            ),
                        ),
                        Level(
                            name="weekly-20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: induction, first reduction, dexamethasone 20-40 mg"
                                ),
                            ),
                            days=(1, 8, 15),
                            note="when bortezomib is given weekly",
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 3: induction, first reduction, dexamethasone 20-40 mg"
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="transplant",
            cycle_length=121,
            cycles=1,
            first_day=-1,
            waits=True,
            source=OPTIMUM_PROTOCOL.at(
                "Table 1: day -1 to the last day before day 120, when consolidation 1 begins"
            ),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="V-HDMEL",
                    dose=WrittenDose(
                        amount=amount("200 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: bortezomib HD-MEL and ASCT, melphalan 200 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-1,),
                            cycles=Cycles(1, 1),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: bortezomib HD-MEL and ASCT, day -1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="V-HDMEL",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: bortezomib HD-MEL and ASCT, bortezomib 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-1, 5, 14),
                            cycles=Cycles(1, 1),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: bortezomib HD-MEL and ASCT, days -1, 5, 14"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: once weekly schedules, level -1"
                                ),
                            ),
                            days=(-1, 5, 14),
                            source=OPTIMUM_PROTOCOL.at("Table 3: once weekly schedules, level -1"),
                        ),
                        *HEPATIC_LEVELS,
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="V-HDMEL",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: bortezomib HD-MEL and ASCT, bortezomib 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98),
                            cycles=Cycles(1, 1),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: bortezomib HD-MEL and ASCT, weekly to consolidation 1"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: once weekly schedules, level -1"
                                ),
                            ),
                            days=(21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98),
                            source=OPTIMUM_PROTOCOL.at("Table 3: once weekly schedules, level -1"),
                        ),
                        *HEPATIC_LEVELS,
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                    alternative=Alternative(choice="weekly-bortezomib", option="to-day-98"),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="V-HDMEL",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: bortezomib HD-MEL and ASCT, bortezomib 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98, 105),
                            cycles=Cycles(1, 1),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: bortezomib HD-MEL and ASCT, weekly to consolidation 1"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: once weekly schedules, level -1"
                                ),
                            ),
                            days=(21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98, 105),
                            source=OPTIMUM_PROTOCOL.at("Table 3: once weekly schedules, level -1"),
                        ),
                        *HEPATIC_LEVELS,
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                    alternative=Alternative(choice="weekly-bortezomib", option="to-day-105"),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="V-HDMEL",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: bortezomib HD-MEL and ASCT, bortezomib 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98, 105, 112),
                            cycles=Cycles(1, 1),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: bortezomib HD-MEL and ASCT, weekly to consolidation 1"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 3: once weekly schedules, level -1"
                                ),
                            ),
                            days=(21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98, 105, 112),
                            source=OPTIMUM_PROTOCOL.at("Table 3: once weekly schedules, level -1"),
                        ),
                        *HEPATIC_LEVELS,
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                    alternative=Alternative(choice="weekly-bortezomib", option="to-day-112"),
                ),
            ),
        ),
        Phase(
            name="consolidation-1",
            cycle_length=28,
            cycles=6,
            waits=True,
            transplant=TransplantWindow(
                within=120,
                at_least=100,
                source=OPTIMUM_PROTOCOL.at(
                    "Table 1: consolidation treatment 1, 100 to 120 days after transplant"
                ),
            ),
            source=OPTIMUM_PROTOCOL.at("Table 1: consolidation treatment 1, 6 cycles of 28 days"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: consolidation treatment 1, bortezomib 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: consolidation treatment 1, days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 1, level -1"),
                            ),
                            days=(1, 8, 15, 22),
                            source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 1, level -1"),
                        ),
                        Level(
                            name="days-1-and-15",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 1, level -2"),
                            ),
                            days=(1, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 1, level -2"),
                        ),
                        Level(
                            name="days-1-and-15-0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 1, level -3"),
                            ),
                            days=(1, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 1, level -3"),
                        ),
                        *HEPATIC_LEVELS,
                    ),
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
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: consolidation treatment 1, lenalidomide 25 mg"
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
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: consolidation treatment 1, days 1-21"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_EU,
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: consolidation treatment 1, daratumumab 16 mg/kg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at("Table 1: consolidation treatment 1, day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: consolidation treatment 1, dexamethasone 20-40 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 6),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: consolidation treatment 1, days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=OPTIMUM_PROTOCOL.at(
                                    "Table 1: consolidation treatment 1, dexamethasone 20-40 mg"
                                ),
                            ),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: consolidation treatment 1, dexamethasone 20-40 mg"
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="consolidation-2",
            cycle_length=28,
            cycles=12,
            source=OPTIMUM_PROTOCOL.at("Table 1: consolidation treatment 2, 12 cycles of 28 days"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: consolidation treatment 2, bortezomib 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 12),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: consolidation treatment 2, days 1, 8, 15"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 2, level -1"),
                            ),
                            days=(1, 8, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 2, level -1"),
                        ),
                        Level(
                            name="days-1-and-15",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 2, level -2"),
                            ),
                            days=(1, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 2, level -2"),
                        ),
                        Level(
                            name="days-1-and-15-0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 2, level -3"),
                            ),
                            days=(1, 15),
                            source=OPTIMUM_PROTOCOL.at("Table 3: consolidation 2, level -3"),
                        ),
                        *HEPATIC_LEVELS,
                    ),
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
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: consolidation treatment 2, lenalidomide 25 mg"
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
                            cycles=Cycles(1, 12),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 1: consolidation treatment 2, days 1-21"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_EU,
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: consolidation treatment 2, daratumumab 16 mg/kg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 12),
                            source=OPTIMUM_PROTOCOL.at("Table 1: consolidation treatment 2, day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
            ),
        ),
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=None,
            source=OPTIMUM_PROTOCOL.at(
                "Table 1: maintenance treatment, until progression, cycles of 28 days"
            ),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="R",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: maintenance treatment, lenalidomide 10 mg"
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
                            cycles=Cycles(1),
                            source=OPTIMUM_PROTOCOL.at("Table 1: maintenance treatment, days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=OPTIMUM_PROTOCOL.at(
                            "Table 1: maintenance treatment, daratumumab 16 mg/kg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=OPTIMUM_PROTOCOL.at("Table 1: maintenance treatment, day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
            ),
        ),
    ),
    reductions=(
        ReductionRule(
            of="cyclophosphamide",
            lowest=Decimal("0.50"),
            source=OPTIMUM_PROTOCOL.at(
                "Table 3: cyclophosphamide, investigator's discretion; renal impairment"
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="bilirubin",
            reading="with a total bilirubin over 1.5 and up to 3 times normal bortezomib begins "
            "with 0.7 mg/m² and stays there, through transplant and consolidation, until a dose "
            "change is recorded: to hepatic-1.0 or hepatic-0.5; over 3 times normal lies in no "
            "row, and the plan is refused until a dose is recorded",
            alternatives="0.7 mg/m² over 3 times normal too: the table speaks of moderate or "
            "severe impairment and prints the numbers of moderate impairment alone",
            source=OPTIMUM_PROTOCOL.at("Table 3: bortezomib, hepatic impairment, > 1.5-3 times"),
        ),
        Interpretation(
            name="20 to 40 mg",
            reading="the full dose of dexamethasone is 40 mg; 20 mg is its level 20",
            alternatives="20 mg as the full dose; the table states the range and not for whom "
            "which end is",
            source=OPTIMUM_PROTOCOL.at("Table 1: dexamethasone 20-40 mg"),
        ),
        Interpretation(
            name="number of induction cycles",
            reading="six induction cycles are planned",
            alternatives="fewer: induction goes on to maximum response, with six cycles at most",
            source=OPTIMUM_PROTOCOL.at(
                "Table 1: CVRDd to maximum response (or a maximum of 6 cycles of bortezomib)"
            ),
        ),
        Interpretation(
            name="stem cells",
            reading="day 0 is the return of the stem cells, which is recorded as a "
            "transplant and is no dose; the phase starts on day -1, the date that "
            "is recorded as its start",
            alternatives="none",
            source=OPTIMUM_PROTOCOL.at("Table 1: autologous stem cell return, day 0"),
        ),
        Interpretation(
            name="order on day -1",
            reading="melphalan and bortezomib of day -1 are of one date",
            alternatives="bortezomib on day 0, as it is given 8 to 18 hours after melphalan",
            source=OPTIMUM_PROTOCOL.at("Table 1: bortezomib, day -1 (8-18 hours post melphalan)"),
        ),
        Interpretation(
            name="weekly after the transplant",
            reading="bortezomib goes on every 7 days from day 14: days 21, 28 and so on to "
            "day 98, the last before consolidation 1 may begin on day 100; for a "
            "later beginning the choice weekly-bortezomib goes on to day 105 or 112",
            alternatives="a dose on day 119, which would be less than 72 hours before a "
            "beginning on day 120",
            source=OPTIMUM_PROTOCOL.at("Table 1: bortezomib weekly to consolidation 1"),
        ),
        Interpretation(
            name="reduction around the transplant",
            reading="bortezomib of the transplant has the first reduction of once weekly "
            "schedules, 1.0 mg/m² on its own days",
            alternatives="none; the table prints reductions after induction by schedule and "
            "names no days of the transplant",
            source=OPTIMUM_PROTOCOL.at("Table 3: once weekly schedules, level -1"),
        ),
        Interpretation(
            name="beginning of consolidation 1",
            reading="it begins when its start is recorded, 100 to 120 days after the "
            "transplant; what is left of the transplant's bortezomib ends then",
            alternatives="it begins as soon as the blood has recovered",
            source=OPTIMUM_PROTOCOL.at(
                "Table 1: consolidation treatment 1, between 100 and 120 days"
            ),
        ),
        Interpretation(
            name="one steroid a day",
            reading="dexamethasone before a daratumumab infusion is the backbone's dose of "
            "that day, and is not given again",
            alternatives="premedication in addition to it",
            source=OPTIMUM_PROTOCOL.at("Table 1: footnote on dexamethasone"),
        ),
        Interpretation(
            name="premedication",
            reading="where a daratumumab day has no dexamethasone (day 15 of induction "
            "cycles 1 and 2, consolidation 2, maintenance) no steroid is planned: "
            "the table leaves it to the product's label, without an amount",
            alternatives="methylprednisolone, at an amount that the table does not state",
            source=OPTIMUM_PROTOCOL.at("Table 1: footnote on day 15"),
        ),
        Interpretation(
            name="day 15 of consolidation 1",
            reading="dexamethasone is given on day 15",
            alternatives="only a premedication that day: the table marks it like day 15 of "
            "induction, but there is no daratumumab that day",
            source=OPTIMUM_PROTOCOL.at(
                "Table 1: consolidation treatment 1, dexamethasone days 1, 8, 15, 22"
            ),
        ),
        Interpretation(
            name="weekly bortezomib in induction",
            reading="the levels below the first are those of twice weekly schedules, which "
            "the table prints under reductions after induction",
            alternatives="no further reduction in induction; the table states only the first one"
            " for it",
            source=OPTIMUM_PROTOCOL.at(
                "Table 3: induction, first dose reduction; twice weekly schedules"
            ),
        ),
        *RENAL_READINGS_EU,
        RENAL_14_DAYS,
        RENAL_LATER_PHASES,
    ),
    no_rule_for=(
        *NO_RENAL_RULE_FOR,
        NO_RENAL_RULE_IN_MAINTENANCE,
        "performance status at entry, which Table 2 of the protocol is said to limit",
        "blood counts before a cycle",
        "levels of lenalidomide",
        "steroid before daratumumab where no dexamethasone is given",
        "stopping induction before cycle 6",
        "mobilisation of stem cells",
        "lower doses of melphalan",
        "antiviral prophylaxis",
    ),
    aliases=("d-cvrd", "dara-cvrd", "cvrdd", "muknine"),
)
