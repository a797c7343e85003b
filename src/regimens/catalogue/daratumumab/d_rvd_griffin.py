"""Daratumumab with lenalidomide, bortezomib and dexamethasone, then Dara-R, as in GRIFFIN."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.daratumumab.dara_r_maintenance_griffin import DARA_R_MAINTENANCE_GRIFFIN
from regimens.catalogue.daratumumab.references import GRIFFIN_FINAL
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    NO_RENAL_RULE_IN_MAINTENANCE,
    RENAL_14_DAYS,
    RENAL_LATER_PHASES,
    RENAL_LEVELS_US_14,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.references import (
    DARZALEX_HCP,
    FASPRO_LABEL_PAGE_2,
    VELCADE_LABEL,
    VELCADE_SINGAPORE,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

D_RVD_GRIFFIN = Regimen(
    id="d-rvd-griffin",
    title="D-RVd: daratumumab IV with lenalidomide, bortezomib and "
    "dexamethasone, then Dara-R (GRIFFIN)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=21,
            cycles=4,
            source=GRIFFIN_FINAL.at("Methods: four induction cycles of 21 days"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=GRIFFIN_FINAL.at("Methods: lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
                            cycles=Cycles(1, 4),
                            source=GRIFFIN_FINAL.at("Methods: lenalidomide on days 1-14"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US_14,
                    tables=(RENAL_TABLE_US,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=GRIFFIN_FINAL.at("Methods: bortezomib 1.3 mg/m² subcutaneously"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 4),
                            source=GRIFFIN_FINAL.at("Methods: bortezomib on days 1, 4, 8, and 11"),
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
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=GRIFFIN_FINAL.at("Methods: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 4),
                            source=GRIFFIN_FINAL.at("Methods: dexamethasone weekly"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=GRIFFIN_FINAL.at("Methods: daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 4),
                            source=GRIFFIN_FINAL.at("Methods: weekly, cycles 1-4"),
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
            name="consolidation",
            cycle_length=21,
            cycles=2,
            waits=True,
            source=GRIFFIN_FINAL.at("Methods: two consolidation cycles of 21 days"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=GRIFFIN_FINAL.at("Methods: lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
                            cycles=Cycles(1, 2),
                            source=GRIFFIN_FINAL.at("Methods: lenalidomide on days 1-14"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US_14,
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=GRIFFIN_FINAL.at("Methods: bortezomib 1.3 mg/m² subcutaneously"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 2),
                            source=GRIFFIN_FINAL.at("Methods: bortezomib on days 1, 4, 8, and 11"),
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
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=GRIFFIN_FINAL.at("Methods: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 2),
                            source=GRIFFIN_FINAL.at("Methods: dexamethasone weekly"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=GRIFFIN_FINAL.at("Methods: daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 2),
                            source=GRIFFIN_FINAL.at("Methods: day 1, cycles 5-6"),
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
        *DARA_R_MAINTENANCE_GRIFFIN.phases,
    ),
    interpretations=(
        BORTEZOMIB_BILIRUBIN,
        Interpretation(
            name="start of consolidation",
            reading="consolidation begins when its start, after the transplant, is recorded",
            alternatives="a fixed interval after the transplant; none was read in a reference",
            source=GRIFFIN_FINAL.at(
                "Methods: four induction cycles, transplant, two consolidation cycles"
            ),
        ),
        Interpretation(
            name="weekly dexamethasone",
            reading="40 mg weekly is given on days 1, 8 and 15",
            alternatives="20 mg on days 1, 2, 8, 9, 15 and 16; the abstract states no days",
            source=GRIFFIN_FINAL.at("Methods: dexamethasone 40 mg weekly"),
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
            name="cycles of the trial",
            reading="cycles 5 and 6 of the trial are cycles 1 and 2 of "
            "consolidation, and cycles 7 to 32 are cycles 1 to 26 of "
            "maintenance",
            alternatives="one count over all phases",
            source=GRIFFIN_FINAL.at("Methods: cycles 1-4, cycles 5-6"),
        ),
        *DARA_R_MAINTENANCE_GRIFFIN.interpretations[:-1],
        *RENAL_READINGS_US,
        RENAL_14_DAYS,
        RENAL_LATER_PHASES,
    ),
    no_rule_for=(
        *NO_RENAL_RULE_FOR,
        NO_RENAL_RULE_IN_MAINTENANCE,
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "conditioning and transplant",
        "dose levels of lenalidomide",
        "steroid before daratumumab in maintenance",
        "thromboprophylaxis",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
    ),
    aliases=("d-rvd",),
)
