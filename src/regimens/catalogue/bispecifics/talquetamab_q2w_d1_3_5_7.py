"""Talquetamab every two weeks, with step-up doses on days 1, 3, 5 and 7 (European label)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import TALQUETAMAB_EU, TALVEY_SMPC
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

TALQUETAMAB_Q2W_D1_3_5_7 = Regimen(
    id="talquetamab-q2w-d1-3-5-7",
    title="Talquetamab 0.8 mg/kg every two weeks (European label: step-up on days 1, 3, 5, 7)",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=20,
            cycles=1,
            source=TALVEY_SMPC.at("4.2, Table 1: biweekly schedule, once every 2 weeks thereafter"),
            components=(
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.01 mg/kg"),
                        source=TALVEY_SMPC.at("4.2, Table 1: biweekly schedule, 0.01 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_SMPC.at("4.2, Table 1: day 1"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALVEY_SMPC.at(
                            "4.2, Table 1: once a week, or once every 2 weeks, thereafter"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.06 mg/kg"),
                        source=TALVEY_SMPC.at("4.2, Table 1: biweekly schedule, 0.06 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(3,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_SMPC.at("4.2, Table 1: day 3"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALVEY_SMPC.at(
                            "4.2, Table 1: once a week, or once every 2 weeks, thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TALQUETAMAB_EU.at(
                            "regimen B: the dose before over the duration of 2 to 4 days"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.4 mg/kg"),
                        source=TALVEY_SMPC.at("4.2, Table 1: biweekly schedule, 0.4 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(5,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_SMPC.at("4.2, Table 1: day 5"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALVEY_SMPC.at(
                            "4.2, Table 1: once a week, or once every 2 weeks, thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TALQUETAMAB_EU.at(
                            "regimen B: the dose before over the duration of 2 to 4 days"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.8 mg/kg"),
                        source=TALVEY_SMPC.at("4.2, Table 1: biweekly schedule, 0.8 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(7,),
                            cycles=Cycles(1, 1),
                            source=TALVEY_SMPC.at("4.2, Table 1: day 7"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALVEY_SMPC.at(
                            "4.2, Table 1: once a week, or once every 2 weeks, thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TALQUETAMAB_EU.at(
                            "regimen B: the dose before over the duration of 2 to 4 days"
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=TALVEY_SMPC.at("4.2, Table 1: biweekly schedule, once every 2 weeks thereafter"),
            components=(
                Component(
                    drug=Drug(name="talquetamab"),
                    group="TAL",
                    dose=WrittenDose(
                        amount=amount("0.8 mg/kg"),
                        source=TALVEY_SMPC.at("4.2, Table 1: biweekly schedule, treatment phase"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1),
                            source=TALVEY_SMPC.at("4.2, Table 1: once every 2 weeks thereafter"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TALVEY_SMPC.at(
                            "4.2, Table 1: once a week, or once every 2 weeks, thereafter"
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="biweekly",
            reading="every two weeks, counted in blocks of four weeks, the first on day "
            "21, two weeks after day 7",
            alternatives="twice a week",
            source=TALVEY_SMPC.at("4.2, Table 1: biweekly (every 2 weeks)"),
        ),
        Interpretation(
            name="days of the step-up",
            reading="days 1, 3, 5 and 7 as the European label prints them",
            alternatives="days 1, 4, 7 and 10, as the US label prints them (talquetamab-q2w)",
            source=TALVEY_SMPC.at("4.2, Table 1: days 1, 3, 5, 7"),
        ),
        Interpretation(
            name="weight ranges",
            reading="the dose is the amount per kg times the weight",
            alternatives="the doses that the label prints for ranges of weight, which differ "
            "from it by rounding",
            source=TALVEY_SMPC.at("4.2, Table 1: based on actual body weight"),
        ),
        Interpretation(
            name="late dose",
            reading="the doses after a late one keep their interval to it, because each "
            "is counted from the one before",
            alternatives="the later doses keep their dates",
            source=TALVEY_SMPC.at("4.2, Table 1: once a week, or once every 2 weeks, thereafter"),
        ),
        Interpretation(
            name="table of restarts",
            reading="no table of restarts was read: a step more than 7 days after the one "
            "before, and any other dose more than a week later than written, is withheld with "
            "what follows",
            alternatives="the table of the European label for doses every two weeks. Where it "
            "was looked for, the text breaks off before it: rxreasoner.com, "
            "fass.se, drugquest.org (Israel), MIMS (Hong Kong), ch.oddb.org "
            "(Switzerland)",
            source=TALVEY_SMPC.at("4.2, read as far as Table 1"),
        ),
    ),
    no_rule_for=(
        "restarting after a delay: the European label's table for doses every two weeks was not "
        "read",
        "when a step-up dose is given on another day than its own",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
        "oral, skin and weight loss",
        "premedication, whose amounts were not read",
        "the shortest time between two doses of the treatment phase",
    ),
    aliases=("talquetamab-q2w-eu",),
)
