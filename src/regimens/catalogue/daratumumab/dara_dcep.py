"""DARA-DCEP: DCEP induction with daratumumab, then daratumumab maintenance."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.dcep import DCEP
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import (
    DARA_DCEP_PAPER,
    DARZALEX_DOSAGE,
    DARZALEX_HCP,
    PEGFILGRASTIM_LABEL,
)
from regimens.components import Alternative, Component, Role
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import (
    AgeOver,
    EcogAtMost,
    Laboratory,
    LaboratoryAtLeast,
    MissedDose,
    MissedDoseRule,
    ResponseCategory,
    ResponseGate,
    Spacing,
    TransplantWindow,
    Washout,
)
from regimens.schedule import Anchor, Continuous, Cycles, Following, Schedule

DARA_DCEP = Regimen(
    id="dara-dcep",
    title="DARA-DCEP: daratumumab with dexamethasone, cyclophosphamide, etoposide, cisplatin",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=3,
            source=DARA_DCEP_PAPER.at("Methods, Intervention: 28-day cycles, 3 cycles"),
            components=(
                *DCEP.phases[0].components,
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: daratumumab"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=DARA_DCEP_PAPER.at(
                                "Methods, Intervention: daratumumab weekly, weeks 1-8"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 3),
                            source=DARA_DCEP_PAPER.at(
                                "Methods, Intervention: daratumumab biweekly, weeks 9-12"
                            ),
                        ),
                    ),
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
                        amount=amount("16 mg/kg"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: daratumumab"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=DARA_DCEP_PAPER.at(
                                "Methods, Intervention: daratumumab weekly, weeks 1-8"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(2, 2),
                            source=DARA_DCEP_PAPER.at(
                                "Methods, Intervention: daratumumab weekly, weeks 1-8"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 3),
                            source=DARA_DCEP_PAPER.at(
                                "Methods, Intervention: daratumumab biweekly, weeks 9-12"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
                Component(
                    drug=Drug(name="pegteograstim"),
                    group="G-CSF",
                    dose=WrittenDose(
                        amount=amount("6 mg"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: pegteograstim"),
                    ),
                    timing=Following(
                        what="DCEP",
                        offsets=(2,),
                        anchor=Anchor.LAST,
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: day 6"),
                    ),
                    role=Role.SUPPORTIVE,
                ),
                Component(
                    drug=Drug(name="ciprofloxacin"),
                    group="antibiotic",
                    dose=WrittenDose(
                        amount=amount("500 mg"),
                        times=2,
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: ciprofloxacin"),
                    ),
                    timing=Continuous(
                        source=DARA_DCEP_PAPER.at(
                            "Methods, Intervention: prophylactic antibiotics, no days stated"
                        )
                    ),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(choice="antibiotic", option="ciprofloxacin"),
                ),
                Component(
                    drug=Drug(name="trimethoprim"),
                    group="antibiotic",
                    dose=WrittenDose(
                        amount=amount("80 mg"),
                        times=2,
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: trimethoprim 80 mg"),
                    ),
                    timing=Continuous(
                        source=DARA_DCEP_PAPER.at(
                            "Methods, Intervention: prophylactic antibiotics, no days stated"
                        )
                    ),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(
                        choice="antibiotic", option="trimethoprim-sulfamethoxazole"
                    ),
                ),
                Component(
                    drug=Drug(name="sulfamethoxazole"),
                    group="antibiotic",
                    dose=WrittenDose(
                        amount=amount("400 mg"),
                        times=2,
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: sulfamethoxazole 400 mg"),
                    ),
                    timing=Continuous(
                        source=DARA_DCEP_PAPER.at(
                            "Methods, Intervention: prophylactic antibiotics, no days stated"
                        )
                    ),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(
                        choice="antibiotic", option="trimethoprim-sulfamethoxazole"
                    ),
                ),
            ),
        ),
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=5,
            gate=ResponseGate(
                at_least=ResponseCategory.PR,
                source=DARA_DCEP_PAPER.at("Methods, Intervention: response after 3 cycles"),
            ),
            transplant=TransplantWindow(
                within=84,
                source=DARA_DCEP_PAPER.at("Methods, Intervention: within 12 weeks of ASCT"),
            ),
            source=DARA_DCEP_PAPER.at("Methods, Intervention: 5 cycles of maintenance"),
            components=(
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: maintenance phase"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1, 3),
                            source=DARA_DCEP_PAPER.at(
                                "Methods, Intervention: biweekly for 6 doses"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(4, 5),
                            source=DARA_DCEP_PAPER.at("Methods, Intervention: monthly for 2 doses"),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
            ),
        ),
    ),
    reductions=DCEP.reductions,
    delay_rule=DCEP.delay_rule,
    spacing=(
        Spacing(
            drug="pegteograstim",
            of="DCEP",
            after=2,
            before=14,
            after_source=DARA_DCEP_PAPER.at("Methods, Intervention: day 6 after days 1-4"),
            before_source=PEGFILGRASTIM_LABEL.at(
                "usual adult dose for febrile neutropenia: 14 days before chemotherapy"
            ),
        ),
    ),
    entry=(
        AgeOver(years=19, source=DARA_DCEP_PAPER.at("Methods, Study population: age")),
        EcogAtMost(status=2, source=DARA_DCEP_PAPER.at("Methods, Study population: ECOG")),
        LaboratoryAtLeast(
            value=Laboratory.ANC,
            at_least=Decimal("1.5"),
            source=DARA_DCEP_PAPER.at("Methods, Study population: ANC"),
        ),
        LaboratoryAtLeast(
            value=Laboratory.PLATELETS,
            at_least=Decimal(50),
            source=DARA_DCEP_PAPER.at("Methods, Study population: platelets"),
        ),
        LaboratoryAtLeast(
            value=Laboratory.HAEMOGLOBIN,
            at_least=Decimal("7.5"),
            source=DARA_DCEP_PAPER.at("Methods, Study population: hemoglobin"),
        ),
        LaboratoryAtLeast(
            value=Laboratory.CREATININE_CLEARANCE,
            at_least=Decimal(25),
            source=DARA_DCEP_PAPER.at("Methods, Study population: creatinine clearance"),
        ),
        Washout(days=14, source=DARA_DCEP_PAPER.at("Methods, Study population: washout")),
    ),
    interpretations=(
        *DCEP.interpretations[:2],
        Interpretation(
            name="weeks 9 to 12",
            reading="daratumumab every 2 weeks in weeks 9 to 12 is given in weeks 9 and 11",
            alternatives="weeks 10 and 12",
            source=DARA_DCEP_PAPER.at("Methods, Intervention: biweekly from week 9-12"),
        ),
        Interpretation(
            name="monthly",
            reading="monthly maintenance is every 4 weeks: cycles of 28 days, day 1",
            alternatives="calendar months",
            source=DARA_DCEP_PAPER.at("Methods, Intervention: monthly for 2 doses, 5 cycles"),
        ),
        Interpretation(
            name="start of maintenance",
            reading="without a transplant, maintenance starts the day after cycle 3 ends",
            alternatives="any later date; the paper states none",
            source=DARA_DCEP_PAPER.at("Methods, Intervention: after 3 cycles of induction"),
        ),
        Interpretation(
            name="day of the growth factor",
            reading="pegteograstim is given on day 6",
            alternatives="day 5, 24 hours after a short infusion on day 4",
            source=DARA_DCEP_PAPER.at("Methods, Intervention: 24 h after completion (day 6)"),
        ),
        Interpretation(
            name="pegfilgrastim's distance",
            reading="pegteograstim keeps pegfilgrastim's 14 days from the next chemotherapy",
            alternatives="the paper states no distance",
            source=PEGFILGRASTIM_LABEL.at(
                "usual adult dose for febrile neutropenia: 14 days before chemotherapy"
            ),
        ),
        Interpretation(
            name="delayed cycles",
            reading="a delayed cycle takes daratumumab with it; a delay of DCEP alone leaves "
            "daratumumab on its weeks",
            alternatives="daratumumab always stays on its weeks, or always moves",
            source=DARA_DCEP_PAPER.at("Methods, Intervention: weeks and cycles"),
        ),
    ),
    no_rule_for=(
        "blood counts before later cycles",
        "renal function during treatment",
        "hepatic function",
        "stopping after delays",
        "premedication",
        "antiviral prophylaxis",
    ),
)
