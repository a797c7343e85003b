"""Teclistamab with step-up doses on days 1, 3 and 5, as the European label prints it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import TECLISTAMAB_EU, TECVAYLI_HONG_KONG
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

TECLISTAMAB_D1_3_5 = Regimen(
    id="teclistamab-d1-3-5",
    title="Teclistamab (European and Hong Kong labels: step-up doses on days 1, 3 and 5)",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=11,
            cycles=1,
            source=TECVAYLI_HONG_KONG.at(
                "weekly dosing schedule: 1 week after the 1st maintenance dose"
            ),
            components=(
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("0.06 mg/kg"),
                        source=TECVAYLI_HONG_KONG.at("step-up dosing schedule: step-up dose 1"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_HONG_KONG.at("step-up dosing schedule: day 1"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_HONG_KONG.at(
                            "weekly dosing schedule: 1 week after the 1st maintenance dose"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("0.3 mg/kg"),
                        source=TECVAYLI_HONG_KONG.at("step-up dosing schedule: step-up dose 2"),
                    ),
                    timing=(
                        Schedule(
                            days=(3,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_HONG_KONG.at("step-up dosing schedule: day 3"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_HONG_KONG.at(
                            "weekly dosing schedule: 1 week after the 1st maintenance dose"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TECLISTAMAB_EU.at("regimen: 0.06 mg/kg over the duration of 2 days"),
                    ),
                ),
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/kg"),
                        source=TECVAYLI_HONG_KONG.at(
                            "step-up dosing schedule: 1st maintenance dose"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(5,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_HONG_KONG.at("step-up dosing schedule: day 5"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_HONG_KONG.at(
                            "weekly dosing schedule: 1 week after the 1st maintenance dose"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TECLISTAMAB_EU.at(
                            "regimen: 0.3 mg/kg over the duration of 2 to 7 days"
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=TECVAYLI_HONG_KONG.at("weekly dosing schedule: weekly thereafter"),
            components=(
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/kg"),
                        source=TECVAYLI_HONG_KONG.at("weekly dosing schedule: 1.5 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=TECVAYLI_HONG_KONG.at("weekly dosing schedule: once weekly"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="every-2-weeks",
                            dose=WrittenDose(
                                amount=amount("1.5 mg/kg"),
                                source=TECVAYLI_HONG_KONG.at(
                                    "every-2-week dosing schedule: 1.5 mg/kg"
                                ),
                            ),
                            days=(1, 15),
                            note="after a complete response or better, for at least 6 months",
                            source=TECVAYLI_HONG_KONG.at(
                                "every-2-week dosing schedule: complete response for 6 months"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_HONG_KONG.at(
                            "weekly dosing schedule: 1 week after the 1st maintenance dose"
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="four weeks",
            reading="the weekly doses are counted in blocks of four weeks, the first on day 12",
            alternatives="weeks without cycles; the dates are the same",
            source=TECVAYLI_HONG_KONG.at("weekly dosing schedule: weekly thereafter"),
        ),
        Interpretation(
            name="days of the step-up",
            reading="days 1, 3 and 5 as printed; step-up dose 2 and the first "
            "maintenance dose may be later",
            alternatives="days 1, 4 and 7, as the US label prints them (teclistamab)",
            source=TECLISTAMAB_EU.at("regimen: 2 days, then 2 to 7 days"),
        ),
        Interpretation(
            name="weight ranges",
            reading="the dose is the amount per kg times the weight",
            alternatives="the doses that the label prints for ranges of weight, which differ "
            "from it by rounding",
            source=TECVAYLI_HONG_KONG.at("1.5 mg/kg"),
        ),
        Interpretation(
            name="late dose",
            reading="the doses after a late one keep their interval to it, because each "
            "is counted from the one before",
            alternatives="the later doses keep their dates",
            source=TECVAYLI_HONG_KONG.at(
                "weekly dosing schedule: 1 week after the 1st maintenance dose"
            ),
        ),
        Interpretation(
            name="table of restarts",
            reading="no table of restarts was read: a step more than 7 days after the one "
            "before, and any other dose more than a week later than written, is withheld with "
            "what follows",
            alternatives="the table of the European label; that of the US label (teclistamab) "
            "may differ from it. Where it was looked for, the text breaks off "
            "before it: rxreasoner.com, MIMS (Hong Kong), pointer.hu (Hungarian), "
            "ch.oddb.org (Switzerland)",
            source=TECLISTAMAB_EU.at("dosing schedule: re-initiation of therapy after dose delays"),
        ),
    ),
    no_rule_for=(
        "restarting after a delay: the European label's table, for weekly doses and for those "
        "every two weeks, was not read",
        "when a step-up dose is given on another day than its own",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
        "premedication, whose amounts were not read",
    ),
    aliases=("teclistamab-eu",),
)
