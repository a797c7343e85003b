"""Teclistamab with step-up doses on days 1, 4 and 7, as the US label prints it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import TECVAYLI_HCP, TECVAYLI_LABEL, TECVAYLI_RESTART
from regimens.components import Alternative, Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule, RestartRow, RestartTable
from regimens.schedule import Cycles, Following, Schedule

TECLISTAMAB = Regimen(
    id="teclistamab",
    title="Teclistamab (US label: step-up doses on days 1, 4 and 7)",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=10,
            cycles=1,
            source=TECVAYLI_LABEL.at(
                "2.1 recommended dosage, Table 1: step-up dosing schedule, days 1, 4 and 7"
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
                        what="TEC",
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
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: each dose counted in days after "
                            "the one before"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-1"),
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
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: each dose counted in days after "
                            "the one before"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: between 2 to 4 days after the "
                            "dose before"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-1"),
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
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: each dose counted in days after "
                            "the one before"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: between 2 to 4 days after the "
                            "dose before"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-1"),
                ),
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("0.3 mg/kg"),
                        source=TECVAYLI_RESTART.at("table: repeat step-up dose 2 (0.3 mg/kg)"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_RESTART.at("table: restart at step-up dose 2"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: each dose counted in days after "
                            "the one before"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-2"),
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
                            days=(4,),
                            cycles=Cycles(1, 1),
                            source=TECVAYLI_LABEL.at(
                                "2.1 recommended dosage, Table 1: 3 days after step-up dose 2"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: each dose counted in days after "
                            "the one before"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: between 2 to 4 days after the "
                            "dose before"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-2"),
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
                            days=(4, 11, 18, 25),
                            cycles=Cycles(1),
                            source=TECVAYLI_LABEL.at(
                                "2.1 recommended dosage, Table 1: one week after first treatment "
                                "dose and weekly thereafter"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: each dose counted in days after "
                            "the one before"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-1"),
                ),
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
                            source=TECVAYLI_LABEL.at(
                                "2.1 recommended dosage, Table 1: one week after first treatment "
                                "dose and weekly thereafter"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage, Table 1: each dose counted in days after "
                            "the one before"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-2"),
                ),
            ),
        ),
    ),
    restarts=(
        RestartTable(
            drug="teclistamab",
            choice="start",
            rows=(
                RestartRow(phase="step-up", dose="0.06 mg/kg", at_least=0, at_most=7, option=None),
                RestartRow(phase="step-up", dose="0.06 mg/kg", at_least=8, option="step-up-dose-1"),
                RestartRow(phase="step-up", dose="0.3 mg/kg", at_least=0, at_most=7, option=None),
                RestartRow(
                    phase="step-up",
                    dose="0.3 mg/kg",
                    at_least=8,
                    at_most=28,
                    option="step-up-dose-2",
                ),
                RestartRow(phase="step-up", dose="0.3 mg/kg", at_least=29, option="step-up-dose-1"),
                RestartRow(phase="step-up", dose="1.5 mg/kg", at_least=0, at_most=28, option=None),
                RestartRow(
                    phase="step-up",
                    dose="1.5 mg/kg",
                    at_least=29,
                    at_most=56,
                    option="step-up-dose-2",
                ),
                RestartRow(phase="step-up", dose="1.5 mg/kg", at_least=57, option="step-up-dose-1"),
                RestartRow(
                    phase="treatment", dose="1.5 mg/kg", at_least=0, at_most=28, option=None
                ),
                RestartRow(
                    phase="treatment",
                    dose="1.5 mg/kg",
                    at_least=29,
                    at_most=56,
                    option="step-up-dose-2",
                ),
                RestartRow(
                    phase="treatment", dose="1.5 mg/kg", at_least=57, option="step-up-dose-1"
                ),
            ),
            source=TECVAYLI_RESTART.at(
                "table: recommendations for restarting therapy after dose delay"
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="four weeks",
            reading="the weekly doses are counted in blocks of four weeks that begin on "
            "day 11, so that the first of them is on day 14, or on day 11 after "
            "a start with step-up dose 2",
            alternatives="weeks without cycles; the dates are the same",
            source=TECVAYLI_LABEL.at(
                "2.1 recommended dosage, Table 1: one week after first treatment "
                "dose and weekly thereafter"
            ),
        ),
        Interpretation(
            name="start with step-up dose 2",
            reading="0.3 mg/kg on day 1, 1.5 mg/kg three days later, as from day 4 to "
            "day 7, and weekly from then on",
            alternatives="1.5 mg/kg 2 to 4 days later, or up to 7",
            source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: days 4 and 7"),
        ),
        Interpretation(
            name="first treatment dose",
            reading="a gap after the first 1.5 mg/kg is held against the rows of the weekly doses",
            alternatives="the label's rows begin with the second",
            source=TECVAYLI_RESTART.at("table: any weekly treatment dose"),
        ),
        Interpretation(
            name="every two weeks",
            reading="doses every two weeks, after a complete response kept for six "
            "months, are another course (teclistamab-q2w), because the table of "
            "restarts has other days for them",
            alternatives="an interval that a course changes to",
            source=TECVAYLI_RESTART.at("table: any biweekly (every 2 weeks) treatment dose"),
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
            reading="dexamethasone 16 mg with each dose of the step-up phase",
            alternatives="also an antihistamine and an antipyretic, whose amounts were not read",
            source=TECVAYLI_HCP.at("pretreatment medications"),
        ),
        Interpretation(
            name="days of the step-up",
            reading="days 1, 4 and 7 as Table 1 prints them; each may be 2 to 4, and up "
            "to 7, days after the one before",
            alternatives="days 1, 3 and 5, as the European label prints them (teclistamab-d1-3-5)",
            source=TECVAYLI_LABEL.at("2.1 recommended dosage, Table 1: notes"),
        ),
        Interpretation(
            name="late dose",
            reading="the doses after a late one keep their interval to it, because each "
            "is counted from the one before",
            alternatives="the later doses keep their dates",
            source=TECVAYLI_LABEL.at(
                "2.1 recommended dosage, Table 1: each dose counted in days after the one before"
            ),
        ),
    ),
    no_rule_for=(
        "the benefit and risk of restarting, which the label asks to weigh after a delay of more "
        "than 28 days for an adverse reaction",
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
