"""Daratumumab with all-trans retinoic acid: part B of the trial."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import Per, WrittenDose, amount
from regimens.catalogue.drugs import DARATUMUMAB, TRETINOIN
from regimens.catalogue.references import (
    DARA_ATRA_ABSTRACT,
    DARA_ATRA_PAPER,
    DARZALEX_HCP,
    VESANOID_LABEL,
)
from regimens.components import Component, Level
from regimens.drugs import Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

DARA_ATRA = Regimen(
    id="dara-atra",
    title="Daratumumab with all-trans retinoic acid (tretinoin), part B of the trial",
    revision="1",
    phases=(
        Phase(
            name="part-b",
            cycle_length=28,
            cycles=None,
            source=DARA_ATRA_ABSTRACT.at("Methods: cycles 1-2, 3-6 and 7 onwards"),
            components=(
                Component(
                    drug=TRETINOIN,
                    group="ATRA",
                    dose=WrittenDose(
                        amount=amount("45 mg/m²"),
                        per=Per.DAY,
                        times=2,
                        source=DARA_ATRA_PAPER.at(
                            "Results, recommended phase 2 dose; Methods, Drug administration: "
                            "twice daily"
                        ),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(-2, -1, 0),
                        source=DARA_ATRA_PAPER.at(
                            "Methods, Drug administration: 3 days, daratumumab on the third"
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="45",
                            dose=WrittenDose(
                                amount=amount("45 mg/m²"),
                                per=Per.DAY,
                                times=2,
                                source=DARA_ATRA_PAPER.at("Methods, Study objectives"),
                            ),
                            note="dose level 3, the recommended dose",
                            source=DARA_ATRA_PAPER.at("Methods, Study objectives"),
                        ),
                        Level(
                            name="30",
                            dose=WrittenDose(
                                amount=amount("30 mg/m²"),
                                per=Per.DAY,
                                times=2,
                                source=DARA_ATRA_PAPER.at("Methods, Study objectives"),
                            ),
                            note="dose level 2",
                            source=DARA_ATRA_PAPER.at("Methods, Study objectives"),
                        ),
                        Level(
                            name="15",
                            dose=WrittenDose(
                                amount=amount("15 mg/m²"),
                                per=Per.DAY,
                                times=2,
                                source=DARA_ATRA_PAPER.at("Methods, Study objectives"),
                            ),
                            note="dose level 1",
                            source=DARA_ATRA_PAPER.at("Methods, Study objectives"),
                        ),
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=DARA_ATRA_PAPER.at("Methods, Drug administration"),
                    ),
                    timing=(
                        Schedule(
                            days=(3, 10, 17, 24),
                            cycles=Cycles(1, 2),
                            source=DARA_ATRA_PAPER.at(
                                "Methods, Drug administration: again 8 weekly infusions; "
                                "Figure 4 legend: C1D3 and C2D3"
                            ),
                        ),
                        Schedule(
                            days=(3, 17),
                            cycles=Cycles(3, 6),
                            source=DARA_ATRA_ABSTRACT.at("Methods: cycles 3-6 biweekly"),
                        ),
                        Schedule(
                            days=(3,),
                            cycles=Cycles(7),
                            source=DARA_ATRA_ABSTRACT.at("Methods: cycles 7 onwards monthly"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                ),
            ),
        ),
    ),
    entry=(
        LaboratoryAtLeast(
            value=Laboratory.CREATININE_CLEARANCE,
            at_least=Decimal(30),
            source=DARA_ATRA_PAPER.at("Methods, Study population: part B"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="per day",
            reading="45 mg/m² of ATRA is the dose of a day, given in two halves",
            alternatives="45 mg/m² at each of the two administrations, twice as much a day",
            source=VESANOID_LABEL.at("22.5 mg/m² twice daily, the use in leukaemia"),
        ),
        Interpretation(
            name="third day",
            reading="the infusion is on the third day of ATRA",
            alternatives="the infusion follows three days of ATRA, on the fourth day",
            source=DARA_ATRA_ABSTRACT.at("Methods: during 3 days prior to each infusion"),
        ),
        Interpretation(
            name="monthly",
            reading="monthly is every 28-day cycle",
            alternatives="calendar months",
            source=DARA_ATRA_PAPER.at("Methods, Drug administration: monthly thereafter"),
        ),
        Interpretation(
            name="no infusion, no ATRA",
            reading="ATRA is given only with its infusion",
            alternatives="ATRA is given on its days whether or not there is an infusion",
            source=DARA_ATRA_PAPER.at("Methods, Drug administration: per each infusion"),
        ),
    ),
    no_rule_for=(
        "blood counts before a dose",
        "renal function during treatment",
        "hepatic function",
        "ATRA toxicity",
        "premedication and post-infusion medication (see the label)",
    ),
)
