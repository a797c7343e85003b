"""Elranatamab with intervals of one, two and four weeks, as the US label of 2025 prints it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import (
    ELRANATAMAB_DOSAGE,
    ELREXFIO_CHANGES,
    ELREXFIO_LABEL,
)
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import (
    MinimumInterval,
    MissedDose,
    MissedDoseRule,
    ResponseCategory,
    ResponseGate,
)
from regimens.schedule import Cycles, Following, Schedule

ELRANATAMAB = Regimen(
    id="elranatamab",
    title="Elranatamab weekly, every two and every four weeks (US label, 2025)",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=14,
            cycles=1,
            source=ELREXFIO_LABEL.at(
                "2.2 recommended dosage, Table 1: weekly one week after first "
                "treatment dose on day 8"
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
                        what="elranatamab",
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
                        what="elranatamab",
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
                        what="elranatamab",
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
                        source=ELREXFIO_LABEL.at(
                            "2.2 recommended dosage, Table 1: step-up dose 1, 12 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=ELREXFIO_LABEL.at("2.2 recommended dosage, Table 1: day 1"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=ELRANATAMAB_DOSAGE.at(
                            "weekly: one week after the first treatment dose and weekly thereafter"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("32 mg"),
                        source=ELREXFIO_LABEL.at(
                            "2.2 recommended dosage, Table 1: step-up dose 2, 32 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(4,),
                            cycles=Cycles(1, 1),
                            source=ELREXFIO_LABEL.at("2.2 recommended dosage, Table 1: day 4"),
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
                ),
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"),
                        source=ELREXFIO_LABEL.at(
                            "2.2 recommended dosage, Table 1: first treatment dose, 76 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(8,),
                            cycles=Cycles(1, 1),
                            source=ELREXFIO_LABEL.at("2.2 recommended dosage, Table 1: day 8"),
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
                ),
            ),
        ),
        Phase(
            name="treatment",
            cycle_length=7,
            cycles=22,
            source=ELREXFIO_LABEL.at(
                "2.2 recommended dosage, Table 1: weekly thereafter through week 24"
            ),
            components=(
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"),
                        source=ELREXFIO_LABEL.at(
                            "2.2 recommended dosage, Table 1: weekly dosing schedule, 76 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=ELREXFIO_LABEL.at("2.2 recommended dosage, Table 1: weekly"),
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
            cycles=12,
            source=ELREXFIO_LABEL.at(
                "2.2 recommended dosage, Table 1: every 2 weeks, week 25 through week 48"
            ),
            gate=ResponseGate(
                at_least=ResponseCategory.PR,
                source=ELREXFIO_LABEL.at("2.2: partial response or better"),
            ),
            components=(
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"),
                        source=ELREXFIO_LABEL.at(
                            "2.2 recommended dosage, Table 1: biweekly dosing schedule, 76 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=ELREXFIO_LABEL.at(
                                "2.2 recommended dosage, Table 1: every 2 weeks"
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
            name="every-4-weeks",
            cycle_length=28,
            cycles=None,
            source=ELREXFIO_LABEL.at(
                "2.2 recommended dosage, Table 1: every 4 weeks after 24 weeks of every 2 weeks"
            ),
            gate=ResponseGate(
                at_least=ResponseCategory.PR,
                source=ELREXFIO_LABEL.at("2.2: have maintained the response"),
            ),
            components=(
                Component(
                    drug=Drug(name="elranatamab"),
                    group="ELRA",
                    dose=WrittenDose(
                        amount=amount("76 mg"),
                        source=ELREXFIO_LABEL.at(
                            "2.2 recommended dosage, Table 1: every 4 week dosing schedule"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=ELREXFIO_LABEL.at(
                                "2.2 recommended dosage, Table 1: every 4 weeks"
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
    interpretations=(
        Interpretation(
            name="weeks",
            reading="week 1 begins on day 1; the weekly doses of weeks 3 to 24 are 22, "
            "after the first full dose on day 8",
            alternatives="24 weekly doses after the step-up",
            source=ELREXFIO_LABEL.at(
                "2.2 recommended dosage, Table 1: weekly thereafter through week 24"
            ),
        ),
        Interpretation(
            name="response",
            reading="partial response or better, recorded after the last dose of the "
            "phase before, opens the longer interval; that it was kept for at "
            "least 2 months is for the physician to see",
            alternatives="the longer interval for everybody from week 25",
            source=ELREXFIO_LABEL.at(
                "2.2: responders with PR or better kept for at least 2 months"
            ),
        ),
        Interpretation(
            name="without response",
            reading="the table stops at week 24 for patients without response",
            alternatives="weekly doses go on",
            source=ELREXFIO_LABEL.at(
                "2.2 recommended dosage, Table 1: responders only week 25 onward"
            ),
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
        Interpretation(
            name="table of restarts",
            reading="no table of restarts was read: a step more than 7 days after the one "
            "before, and any other dose more than a week later than written, is withheld with "
            "what follows",
            alternatives="section 2.4 of the label, which changed in July 2025; the table before "
            "that is in elranatamab-weekly-q2w. Where it was looked for, the text "
            "breaks off before it: api.fda.gov, prescriberpoint.com",
            source=ELREXFIO_CHANGES.at(
                "recent major changes: 2.4 restarting after dosage delay, 7/2025"
            ),
        ),
    ),
    no_rule_for=(
        "restarting after a delay: section 2.4 of the US label as changed in July 2025 was not "
        "read",
        "when a step-up dose is given on another day than its own",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
    ),
    aliases=(
        "elranatamab-us",
        "elrexfio",
    ),
)
