"""Teclistamab with step-up doses on days 1, 4 and 7, as the US label prints it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import TECVAYLI_HCP, TECVAYLI_LABEL
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Following, Schedule

TECLISTAMAB = Regimen(
    id="teclistamab",
    title="Teclistamab (US label: step-up doses on days 1, 4 and 7)",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            cycle_length=13,
            cycles=1,
            source=TECVAYLI_LABEL.at(
                "2.1 recommended dosage, Table 1: weekly dosing begins one week after day 7"
            ),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("16 mg"),
                        source=TECVAYLI_HCP.at("pretreatment: dexamethasone 16 mg"),
                    ),
                    timing=Following(
                        what="teclistamab",
                        offsets=(0,),
                        source=TECVAYLI_HCP.at(
                            "pretreatment: 1 to 3 hours before each step-up dose"
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("0.06 mg/kg"),
                        source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: step-up dose 1"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: day 1"),
                        ),
                    ),
                    routes=(Route.SC,),
                ),
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("0.3 mg/kg"),
                        source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: step-up dose 2"),
                    ),
                    timing=(
                        Schedule(
                            days=(4,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: day 4"),
                        ),
                    ),
                    routes=(Route.SC,),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: between 2 to 4 days after step-up "
                            "dose 1"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/kg"),
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: first treatment dose"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(7,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: day 7"),
                        ),
                    ),
                    routes=(Route.SC,),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: between 2 to 4 days after step-up "
                            "dose 2"
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=TECVAYLI_LABEL.at(
                "2.1 recommended dosage, Table 1: one week after first treatment "
                "dose and weekly thereafter"
            ),
            components=(
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/kg"),
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: weekly dosing schedule"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: weekly"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="every-2-weeks",
                            dose=WrittenDose(
                                amount=amount("1.5 mg/kg"),
                                source=TECVAYLI_LABEL.at(
                                    "2.1 recommended dosage: 1.5 mg/kg every two weeks"
                                ),
                            ),
                            days=(1, 15),
                            note="after a complete response or better, kept for at least 6 months",
                            source=TECVAYLI_LABEL.at(
                                "2.1 recommended dosage: 1.5 mg/kg every two weeks"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="four weeks",
            reading="the weekly doses are counted in blocks of four weeks, the first on day 14",
            alternatives="weeks without cycles; the dates are the same",
            source=TECVAYLI_LABEL.at(
                "2.1 recommended dosage, Table 1: one week after first treatment "
                "dose and weekly thereafter"
            ),
        ),
        Interpretation(
            name="weight ranges",
            reading="the dose is the amount per kg times the weight",
            alternatives="the doses that the label prints for ranges of weight, which differ "
            "from it by rounding",
            source=TECVAYLI_HCP.at(
                "dose based on actual body weight; Tables 7-9 for weight ranges"
            ),
        ),
        Interpretation(
            name="premedication",
            reading="dexamethasone 16 mg with the first three doses",
            alternatives="also an antihistamine and an antipyretic, whose amounts were not read",
            source=TECVAYLI_HCP.at("pretreatment medications"),
        ),
        Interpretation(
            name="days of the step-up",
            reading="days 1, 4 and 7 as Table 1 prints them; each may be 2 to 4, and up "
            "to 7, days after the one before",
            alternatives="days 1, 3 and 5, as labels outside the US print them "
            "(teclistamab-d1-3-5)",
            source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: notes"),
        ),
    ),
    no_rule_for=(
        "restarting after a delay, which the label rules by the days since the last dose",
        "when a step-up dose is given on another day than its own",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
    ),
    aliases=(
        "teclistamab-us",
        "tecvayli",
    ),
)
