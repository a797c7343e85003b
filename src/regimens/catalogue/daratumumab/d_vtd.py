"""Daratumumab with bortezomib, thalidomide and dexamethasone, as in CASSIOPEIA, part 1."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.daratumumab.references import CASSIOPEIA_DOSES, DARATUMUMAB_MONOGRAPH
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import (
    DARZALEX_DOSAGE,
    DARZALEX_HCP,
    FASPRO_LABEL_PAGE_2,
    VELCADE_LABEL,
    VELCADE_SINGAPORE,
)
from regimens.components import Alternative, Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

D_VTD = Regimen(
    id="d-vtd",
    title="D-VTd: daratumumab IV with bortezomib, thalidomide and "
    "dexamethasone (CASSIOPEIA, part 1)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=4,
            source=CASSIOPEIA_DOSES.at("up to 4 cycles of induction, 28 days each"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=CASSIOPEIA_DOSES.at("bortezomib 1.3 mg/m² SC"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 4),
                            source=CASSIOPEIA_DOSES.at("days 1 and 4, days 8 and 11 of each cycle"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                        ),
                        BORTEZOMIB_HEPATIC_STEP,
                    ),
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("100 mg"), source=CASSIOPEIA_DOSES.at("thalidomide 100 mg")
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
                            cycles=Cycles(1, 4),
                            source=CASSIOPEIA_DOSES.at("thalidomide daily in all cycles"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=CASSIOPEIA_DOSES.at("dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1, 2),
                            source=CASSIOPEIA_DOSES.at("40 mg in induction cycles 1 and 2"),
                        ),
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(3, 4),
                            source=CASSIOPEIA_DOSES.at("40 mg in induction cycles 3 and 4"),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("20 mg"), source=CASSIOPEIA_DOSES.at("dexamethasone 20 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(3, 4),
                            source=CASSIOPEIA_DOSES.at("20 mg in induction cycles 3 and 4"),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"), source=DARATUMUMAB_MONOGRAPH.at("16 mg/kg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=DARATUMUMAB_MONOGRAPH.at(
                                "with bortezomib, thalidomide, dexamethasone: weeks 1 to 8, "
                                "weekly, 8 doses"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 4),
                            source=DARATUMUMAB_MONOGRAPH.at(
                                "with bortezomib, thalidomide, dexamethasone: weeks 9 to 16, "
                                "every 2 weeks, 4 doses"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="first-dose", option="day-1"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("8 mg/kg"),
                        source=DARZALEX_DOSAGE.at("split first dose: 8 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=DARZALEX_DOSAGE.at("split first dose: days 1 and 2"),
                        ),
                    ),
                    split=True,
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"), source=DARATUMUMAB_MONOGRAPH.at("16 mg/kg")
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=DARATUMUMAB_MONOGRAPH.at(
                                "with bortezomib, thalidomide, dexamethasone: weeks 1 to 8, "
                                "weekly, 8 doses"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(2, 2),
                            source=DARATUMUMAB_MONOGRAPH.at(
                                "with bortezomib, thalidomide, dexamethasone: weeks 1 to 8, "
                                "weekly, 8 doses"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 4),
                            source=DARATUMUMAB_MONOGRAPH.at(
                                "with bortezomib, thalidomide, dexamethasone: weeks 9 to 16, "
                                "every 2 weeks, 4 doses"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
            ),
        ),
        Phase(
            name="consolidation",
            cycle_length=28,
            cycles=2,
            waits=True,
            source=CASSIOPEIA_DOSES.at("2 cycles of consolidation after the transplant"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=CASSIOPEIA_DOSES.at("bortezomib 1.3 mg/m² SC"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 2),
                            source=CASSIOPEIA_DOSES.at("days 1 and 4, days 8 and 11 of each cycle"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                        ),
                        BORTEZOMIB_HEPATIC_STEP,
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("100 mg"), source=CASSIOPEIA_DOSES.at("thalidomide 100 mg")
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
                            cycles=Cycles(1, 2),
                            source=CASSIOPEIA_DOSES.at("thalidomide daily in all cycles"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("20 mg"), source=CASSIOPEIA_DOSES.at("dexamethasone 20 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(1, 2),
                            source=CASSIOPEIA_DOSES.at("20 mg in both consolidation cycles"),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"), source=DARATUMUMAB_MONOGRAPH.at("16 mg/kg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1, 2),
                            source=DARATUMUMAB_MONOGRAPH.at(
                                "consolidation: weeks 1 to 8, every 2 weeks"
                            ),
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
    interpretations=(
        Interpretation(
            name="start of consolidation",
            reading="consolidation begins when its start, after the transplant, is recorded",
            alternatives="a fixed interval after the transplant; none was read in a reference",
            source=DARATUMUMAB_MONOGRAPH.at(
                "stop for high-dose chemotherapy and transplant; weeks counted again"
            ),
        ),
        Interpretation(
            name="one steroid a day",
            reading="the dexamethasone of a day of daratumumab is also its premedication",
            alternatives="premedication in addition to dexamethasone",
            source=FASPRO_LABEL_PAGE_2.at(
                "section 2.5: background dexamethasone serves as premedication"
            ),
        ),
        Interpretation(
            name="daily thalidomide",
            reading="thalidomide is given on all 28 days of a cycle",
            alternatives="days 1 to 21",
            source=CASSIOPEIA_DOSES.at("100 mg daily in all cycles"),
        ),
        Interpretation(
            name="days of daratumumab",
            reading="weekly is days 1, 8, 15 and 22 of a cycle, every 2 weeks days 1 and 15",
            alternatives="other days of the weeks",
            source=DARATUMUMAB_MONOGRAPH.at(
                "with bortezomib, thalidomide, dexamethasone: weeks 9 to 16, every 2 weeks, 4 doses"
            ),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "conditioning and transplant",
        "dose levels of thalidomide",
        "thromboprophylaxis",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
    ),
    aliases=("dvtd",),
)
