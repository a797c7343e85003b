"""Daratumumab alone, intravenously, in AL amyloidosis, up to 24 months."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import DARATUMUMAB_AL_PAPER
from regimens.catalogue.drugs import DARATUMUMAB
from regimens.catalogue.references import DARZALEX_HCP
from regimens.components import Component
from regimens.drugs import Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

DARATUMUMAB_AL = Regimen(
    id="daratumumab-al",
    title="Daratumumab IV monotherapy in AL amyloidosis: weekly, every 2 weeks, every 4 weeks, up "
    "to 24 months",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=26,
            source=DARATUMUMAB_AL_PAPER.at("abstract: for up to 24 months"),
            components=(
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=DARATUMUMAB_AL_PAPER.at("abstract: 16 mg/kg IV"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=DARATUMUMAB_AL_PAPER.at("abstract: weekly, weeks 1 to 8"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=DARATUMUMAB_AL_PAPER.at(
                                "abstract: every 2 weeks, weeks 9 to 24"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7, 26),
                            source=DARATUMUMAB_AL_PAPER.at("abstract: every 4 weeks thereafter"),
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
    interpretations=(
        Interpretation(
            name="24 months",
            reading="up to 24 months is 26 cycles of 28 days, 728 days",
            alternatives="24 cycles, or calendar months",
            source=DARATUMUMAB_AL_PAPER.at("abstract: for up to 24 months"),
        ),
        Interpretation(
            name="every 2 weeks",
            reading="every 2 weeks in weeks 9 to 24 is given in weeks 9, 11 and so on to 23",
            alternatives="weeks 10 to 24",
            source=DARATUMUMAB_AL_PAPER.at("abstract: every 2 weeks, weeks 9 to 24"),
        ),
    ),
    no_rule_for=(
        "blood counts before a dose",
        "premedication and post-infusion medication (see the label, which is for myeloma)",
        "restarting after a long interruption",
        "the first dose over two days",
    ),
)
