"""Elranatamab with intervals of one and two weeks, as the first US label prints it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import (
    ELRANATAMAB_DOSAGE,
    ELRANATAMAB_EU,
    ELRANATAMAB_GUIDE,
    ELREXFIO_LABEL,
)
from regimens.components import Alternative, Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import (
    MinimumInterval,
    MissedDose,
    MissedDoseRule,
    ResponseCategory,
    ResponseGate,
    RestartRow,
    RestartTable,
)
from regimens.schedule import Cycles, Following, Schedule

ELRANATAMAB_WEEKLY_Q2W = Regimen(
    id="elranatamab-weekly-q2w",
    title="Elranatamab weekly, then every two weeks (US label, 2023)",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=14,
            cycles=1,
            source=ELRANATAMAB_DOSAGE.at(
                "weekly: one week after the first treatment dose on day 8"
            ),
            components=(
                Component(
                    drug=Drug(name="paracetamol"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("650 mg"),
                        source=ELRANATAMAB_DOSAGE.at("pretreatment: acetaminophen 650 mg"),
                    ),
                    timing=Following(
                        what="ELRA",
                        offsets=(0,),
                        source=ELRANATAMAB_DOSAGE.at(
                            "pretreatment: 1 hour before the first three doses"
                        ),
                    ),
                    routes=(Route.PO,),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=ELRANATAMAB_DOSAGE.at("pretreatment: dexamethasone 20 mg"),
                    ),
                    timing=Following(
                        what="ELRA",
                        offsets=(0,),
                        source=ELRANATAMAB_DOSAGE.at(
                            "pretreatment: 1 hour before the first three doses"
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="diphenhydramine"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=ELRANATAMAB_DOSAGE.at("pretreatment: diphenhydramine 25 mg"),
                    ),
                    timing=Following(
                        what="ELRA",
                        offsets=(0,),
                        source=ELRANATAMAB_DOSAGE.at(
                            "pretreatment: 1 hour before the first three doses"
                        ),
                    ),
                    routes=(Route.PO,),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("12 mg"),
                        source=ELRANATAMAB_DOSAGE.at("step-up: step-up dose 1, 12 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=ELRANATAMAB_DOSAGE.at("step-up: day 1"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-1"),
                ),
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("32 mg"),
                        source=ELRANATAMAB_DOSAGE.at("step-up: step-up dose 2, 32 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(4,),
                            cycles=Cycles(1, 1),
                            source=ELRANATAMAB_DOSAGE.at("step-up: day 4"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=2,
                        hours=48,
                        source=ELRANATAMAB_DOSAGE.at("step-up: a minimum of 2 days after dose 1"),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-1"),
                ),
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"),
                        source=ELRANATAMAB_DOSAGE.at("step-up: first treatment dose, 76 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(8,),
                            cycles=Cycles(1, 1),
                            source=ELRANATAMAB_DOSAGE.at("step-up: day 8"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=ELRANATAMAB_DOSAGE.at("step-up: a minimum of 3 days after dose 2"),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-1"),
                ),
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("32 mg"),
                        source=ELRANATAMAB_DOSAGE.at(
                            "restarting after dosage delay: last dose 32 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=ELRANATAMAB_DOSAGE.at(
                                "restarting after dosage delay: last dose 32 mg"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-2"),
                ),
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"),
                        source=ELRANATAMAB_DOSAGE.at(
                            "restarting after dosage delay: 76 mg 1 week later"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(8,),
                            cycles=Cycles(1, 1),
                            source=ELRANATAMAB_DOSAGE.at(
                                "restarting after dosage delay: 76 mg 1 week later"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=ELRANATAMAB_DOSAGE.at("step-up: a minimum of 3 days after dose 2"),
                    ),
                    alternative=Alternative(choice="start", option="step-up-dose-2"),
                ),
            ),
        ),
        Phase(
            name="treatment",
            cycle_length=7,
            cycles=22,
            source=ELRANATAMAB_DOSAGE.at("weekly: weekly thereafter through week 24"),
            components=(
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"), source=ELRANATAMAB_DOSAGE.at("weekly: 76 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=ELRANATAMAB_DOSAGE.at("weekly: weekly thereafter"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=6,
                        hours=144,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: a minimum of 6 days between treatments"
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="every-2-weeks",
            cycle_length=14,
            cycles=None,
            source=ELRANATAMAB_DOSAGE.at("biweekly: week 25 and every 2 weeks thereafter"),
            gate=ResponseGate(
                at_least=ResponseCategory.PR,
                source=ELRANATAMAB_DOSAGE.at("biweekly: partial response or better"),
            ),
            components=(
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"), source=ELRANATAMAB_DOSAGE.at("biweekly: 76 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=ELRANATAMAB_DOSAGE.at("biweekly: every 2 weeks thereafter"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=6,
                        hours=144,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: a minimum of 6 days between treatments"
                        ),
                    ),
                ),
            ),
        ),
    ),
    restarts=(
        RestartTable(
            drug="elranatamab",
            choice="start",
            rows=(
                RestartRow(phase="step-up", dose="12 mg", at_least=0, at_most=14, option=None),
                RestartRow(phase="step-up", dose="12 mg", at_least=15, option="step-up-dose-1"),
                RestartRow(phase="step-up", dose="32 mg", at_least=0, at_most=14, option=None),
                RestartRow(
                    phase="step-up", dose="32 mg", at_least=15, at_most=28, option="step-up-dose-2"
                ),
                RestartRow(phase="step-up", dose="32 mg", at_least=29, option="step-up-dose-1"),
                RestartRow(phase="step-up", dose="76 mg", at_least=0, at_most=42, option=None),
                RestartRow(
                    phase="step-up", dose="76 mg", at_least=43, at_most=84, option="step-up-dose-2"
                ),
                RestartRow(phase="step-up", dose="76 mg", at_least=85, option="step-up-dose-1"),
                RestartRow(phase="treatment", dose="76 mg", at_least=0, at_most=42, option=None),
                RestartRow(
                    phase="treatment",
                    dose="76 mg",
                    at_least=43,
                    at_most=84,
                    option="step-up-dose-2",
                ),
                RestartRow(phase="treatment", dose="76 mg", at_least=85, option="step-up-dose-1"),
                RestartRow(
                    phase="every-2-weeks", dose="76 mg", at_least=0, at_most=42, option=None
                ),
                RestartRow(
                    phase="every-2-weeks",
                    dose="76 mg",
                    at_least=43,
                    at_most=84,
                    option="step-up-dose-2",
                ),
                RestartRow(
                    phase="every-2-weeks", dose="76 mg", at_least=85, option="step-up-dose-1"
                ),
            ),
            source=ELRANATAMAB_DOSAGE.at("restarting schedule after dosage delay"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weeks",
            reading="week 1 begins on day 1; the weekly doses of weeks 3 to 24 are 22, "
            "after the first full dose on day 8",
            alternatives="24 weekly doses after the step-up",
            source=ELRANATAMAB_DOSAGE.at("weekly: weekly thereafter through week 24"),
        ),
        Interpretation(
            name="response",
            reading="partial response or better, recorded after the last weekly dose, "
            "opens the longer interval; that it was kept for at least 2 months "
            "is for the physician to see",
            alternatives="any response, as the European text writes",
            source=ELRANATAMAB_EU.at("recommended dosing schedule: have achieved a response"),
        ),
        Interpretation(
            name="European label",
            reading="its doses and weeks are the same: 12 mg on day 1, 32 mg on day 4, "
            "76 mg weekly from week 2 to 24, then every two weeks",
            alternatives="its premedication and its restarts may differ; they were not read",
            source=ELRANATAMAB_EU.at("recommended dosing schedule, Table 1"),
        ),
        Interpretation(
            name="end",
            reading="every two weeks until the treatment stops",
            alternatives="every four weeks from week 49, as the US label of 2025 prints it "
            "(elranatamab)",
            source=ELREXFIO_LABEL.at(
                "2.2 recommended dosage, Table 1: every 4 week dosing schedule"
            ),
        ),
        Interpretation(
            name="weeks after 76 mg",
            reading="after 76 mg, up to 6 weeks treatment goes on, up to 12 weeks it "
            "restarts with 32 mg, later with 12 mg; twelve weeks to the day "
            "belong to the 32 mg",
            alternatives="twelve weeks to the day belong to the 12 mg; the text read says "
            "less and more than 12 weeks",
            source=ELRANATAMAB_GUIDE.at("restarting therapy after a dosage delay on 76 mg"),
        ),
        Interpretation(
            name="weeks after a restart",
            reading="a course that starts again counts its weeks from its own day 1",
            alternatives="the weeks of the first course go on",
            source=ELRANATAMAB_DOSAGE.at("restarting schedule after dosage delay"),
        ),
        Interpretation(
            name="late dose",
            reading="the doses after a late one keep their interval to it, because each "
            "is counted from the one before",
            alternatives="the later doses keep their dates",
            source=ELRANATAMAB_DOSAGE.at(
                "weekly: one week after the first treatment dose and weekly thereafter"
            ),
        ),
    ),
    no_rule_for=(
        "when a step-up dose is given on another day than its own",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
    ),
    aliases=("elranatamab-2023",),
)
