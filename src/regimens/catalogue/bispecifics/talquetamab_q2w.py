"""Talquetamab every two weeks, with step-up doses on days 1, 4, 7 and 10 (US label)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import TALQUETAMAB_DOSAGE, TALVEY_LABEL
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

TALQUETAMAB_Q2W = Regimen(
    id="talquetamab-q2w",
    title="Talquetamab 0.8 mg/kg every two weeks (US label: step-up on days 1, 4, 7, 10)",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=23,
            cycles=1,
            source=TALVEY_LABEL.at("2.2, Table 2: two weeks after first treatment dose"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("16 mg"),
                        source=TALQUETAMAB_DOSAGE.at("pretreatment: dexamethasone 16 mg"),
                    ),
                    timing=Following(
                        what="talquetamab",
                        offsets=(0,),
                        source=TALQUETAMAB_DOSAGE.at(
                            "pretreatment: 1 to 3 hours before each step-up dose"
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="diphenhydramine"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=TALQUETAMAB_DOSAGE.at("pretreatment: diphenhydramine 50 mg"),
                    ),
                    timing=Following(
                        what="talquetamab",
                        offsets=(0,),
                        source=TALQUETAMAB_DOSAGE.at(
                            "pretreatment: 1 to 3 hours before each step-up dose"
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.01 mg/kg"),
                        source=TALVEY_LABEL.at("2.2, Table 2: step-up dose 1"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_LABEL.at("2.2, Table 2: day 1"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALQUETAMAB_DOSAGE.at(
                            "weekly and bi-weekly schedules: each dose counted in days after "
                            "the previous dose"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.06 mg/kg"),
                        source=TALVEY_LABEL.at("2.2, Table 2: step-up dose 2"),
                    ),
                    timing=(
                        Schedule(
                            days=(4,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_LABEL.at("2.2, Table 2: day 4"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALQUETAMAB_DOSAGE.at(
                            "weekly and bi-weekly schedules: each dose counted in days after "
                            "the previous dose"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TALQUETAMAB_DOSAGE.at(
                            "bi-weekly schedule: between 2 to 4 days after the previous dose"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.4 mg/kg"),
                        source=TALVEY_LABEL.at("2.2, Table 2: step-up dose 3"),
                    ),
                    timing=(
                        Schedule(
                            days=(7,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_LABEL.at("2.2, Table 2: day 7"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALQUETAMAB_DOSAGE.at(
                            "weekly and bi-weekly schedules: each dose counted in days after "
                            "the previous dose"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TALQUETAMAB_DOSAGE.at(
                            "bi-weekly schedule: between 2 to 4 days after the previous dose"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.8 mg/kg"),
                        source=TALVEY_LABEL.at("2.2, Table 2: first treatment dose"),
                    ),
                    timing=(
                        Schedule(
                            days=(10,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_LABEL.at("2.2, Table 2: day 10"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALQUETAMAB_DOSAGE.at(
                            "weekly and bi-weekly schedules: each dose counted in days after "
                            "the previous dose"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TALQUETAMAB_DOSAGE.at(
                            "bi-weekly schedule: between 2 to 7 days after step-up dose 3"
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=TALVEY_LABEL.at("2.2, Table 2: every two weeks thereafter"),
            components=(
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.8 mg/kg"),
                        source=TALQUETAMAB_DOSAGE.at("bi-weekly schedule: 0.8 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1),
                            source=TALQUETAMAB_DOSAGE.at(
                                "bi-weekly schedule: every 2 weeks thereafter"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALQUETAMAB_DOSAGE.at(
                            "weekly and bi-weekly schedules: each dose counted in days after "
                            "the previous dose"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=12,
                        hours=288,
                        source=TALQUETAMAB_DOSAGE.at(
                            "bi-weekly schedule: a minimum of 12 days between bi-weekly doses"
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="biweekly",
            reading="every two weeks, counted in blocks of four weeks, the first on day 24",
            alternatives="twice a week",
            source=TALVEY_LABEL.at("2.2, Table 2: biweekly (every 2 weeks)"),
        ),
        Interpretation(
            name="days of the step-up",
            reading="the days as the US label prints them; each step-up dose may be 2 "
            "to 4, and up to 7, days after the one before",
            alternatives="days 1, 3, 5 and 7, as the European label prints them "
            "(talquetamab-q2w-d1-3-5-7)",
            source=TALQUETAMAB_DOSAGE.at("weekly and bi-weekly schedules: notes"),
        ),
        Interpretation(
            name="weight ranges",
            reading="the dose is the amount per kg times the weight",
            alternatives="the doses that the label prints for ranges of weight, which differ "
            "from it by rounding",
            source=TALQUETAMAB_DOSAGE.at("comments: based on actual body weight"),
        ),
        Interpretation(
            name="late dose",
            reading="the doses after a late one keep their interval to it, because each "
            "is counted from the one before",
            alternatives="the later doses keep their dates",
            source=TALQUETAMAB_DOSAGE.at(
                "weekly and bi-weekly schedules: each dose counted in days after the previous dose"
            ),
        ),
        Interpretation(
            name="table of restarts",
            reading="no table of restarts was read: a step more than 7 days after the one "
            "before, and any other dose more than a week later than written, is withheld with "
            "what follows",
            alternatives="the US label's table after 0.01, 0.06, 0.4 and 0.8 mg/kg, of which "
            "only the headings and more than 7 days after 0.01 mg/kg were read. "
            "Where it was looked for, the text breaks off before it: drugs.com, "
            "themeditary.com, Medscape, api.fda.gov, the manufacturer's medical "
            "information",
            source=TALQUETAMAB_DOSAGE.at(
                "restarting after dosage delay: headings of the bi-weekly schedule"
            ),
        ),
    ),
    no_rule_for=(
        "restarting after a delay: the days of the US label's table for doses every two weeks "
        "were not read",
        "when a step-up dose is given on another day than its own",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
        "oral, skin and weight loss",
        "paracetamol before step-up doses, which the label gives as 650 to 1000 mg",
    ),
    aliases=(
        "talquetamab-q2w-us",
        "talquetamab-biweekly",
    ),
)
