"""Daratumumab alone, subcutaneously, on the label's 4-week schedule."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.references import DARZALEX_FASPRO_LABEL, FASPRO_LABEL_PAGE_2
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

DARATUMUMAB_SC = Regimen(
    id="daratumumab-sc",
    title="Daratumumab SC monotherapy: 1800 mg weekly, every 2 weeks, every 4 weeks",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=DARZALEX_FASPRO_LABEL.at(
                "Table 1: monotherapy, 4-week cycle, until progression"
            ),
            components=(
                Component(
                    drug=Drug(name="daratumumab"),
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"),
                        source=DARZALEX_FASPRO_LABEL.at(
                            "recommended dosage for multiple myeloma: 1,800 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=DARZALEX_FASPRO_LABEL.at(
                                "Table 1: weeks 1 to 8, weekly, 8 doses"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=DARZALEX_FASPRO_LABEL.at(
                                "Table 1: weeks 9 to 24, every 2 weeks, 8 doses"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7),
                            source=DARZALEX_FASPRO_LABEL.at(
                                "Table 1: week 25 onwards, every 4 weeks"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("section 2.4: missed dose"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weeks and cycles",
            reading="weeks 1 to 8 are cycles 1 and 2 of 28 days, weeks 9 to 24 "
            "cycles 3 to 6, and week 25 begins cycle 7",
            alternatives="weeks counted from the first dose without cycles; the table states weeks",
            source=DARZALEX_FASPRO_LABEL.at("Table 1: weeks 1 to 8, 9 to 24, 25 onwards"),
        ),
    ),
    no_rule_for=(
        "blood counts before a dose",
        "restarting after a long interruption",
        "premedication and post-infusion medication (see the label)",
    ),
    aliases=("dara-sc",),
)
