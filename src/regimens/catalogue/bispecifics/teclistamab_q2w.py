"""Teclistamab every two weeks, for those who had it weekly."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import TECVAYLI_HCP, TECVAYLI_LABEL, TECVAYLI_RESTART
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule, RestartRow, RestartTable
from regimens.schedule import Cycles, Schedule

TECLISTAMAB_Q2W = Regimen(
    id="teclistamab-q2w",
    title="Teclistamab every two weeks, after a complete response on weekly doses (US label)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=TECVAYLI_LABEL.at("2.1 recommended dosage: 1.5 mg/kg every two weeks"),
            components=(
                Component(
                    drug=Drug(name="teclistamab"),
                    group="TEC",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/kg"),
                        source=TECVAYLI_LABEL.at(
                            "2.1 recommended dosage: 1.5 mg/kg every two weeks"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1),
                            source=TECVAYLI_LABEL.at("2.1 recommended dosage: every two weeks"),
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
                ),
            ),
        ),
    ),
    restarts=(
        RestartTable(
            drug="teclistamab",
            choice="start",
            regimen="teclistamab",
            rows=(
                RestartRow(
                    phase="treatment", dose="1.5 mg/kg", at_least=0, at_most=63, option=None
                ),
                RestartRow(
                    phase="treatment",
                    dose="1.5 mg/kg",
                    at_least=64,
                    at_most=112,
                    option="step-up-dose-2",
                ),
                RestartRow(
                    phase="treatment", dose="1.5 mg/kg", at_least=113, option="step-up-dose-1"
                ),
            ),
            source=TECVAYLI_RESTART.at(
                "table: any biweekly (every 2 weeks) treatment dose: 63 days or less, 64 to 112, "
                "more than 112"
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="no step-up",
            reading="this course follows weekly doses (teclistamab) and has no step-up doses",
            alternatives="a first treatment",
            source=TECVAYLI_LABEL.at(
                "2.1 recommended dosage: complete response or better for a minimum of 6 months"
            ),
        ),
        Interpretation(
            name="restart",
            reading="the steps are a course of their own (teclistamab), begun by its choice",
            alternatives="steps within this course",
            source=TECVAYLI_RESTART.at(
                "table: restart step-up dosing schedule at step-up dose 2, 1"
            ),
        ),
        Interpretation(
            name="every two weeks",
            reading="two weeks, counted in blocks of four weeks",
            alternatives="twice a week",
            source=TECVAYLI_LABEL.at("2.1 recommended dosage: every two weeks"),
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
        "a gap between the last weekly dose and the first of this course",
        "the interval after a restart: the table names the step to begin with, not whether the "
        "doses after it come weekly or every two weeks",
        "the benefit and risk of restarting, which the label asks to weigh after a delay of more "
        "than 28 days for an adverse reaction",
        "when a step-up dose is given on another day than its own",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
    ),
    aliases=("teclistamab-every-2-weeks",),
)
