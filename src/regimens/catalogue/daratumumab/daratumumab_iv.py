"""Daratumumab alone, intravenously, on the label's 4-week schedule."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import (
    DARA_ATRA_PAPER,
    DARZALEX_DOSAGE,
    DARZALEX_HCP,
    DARZALEX_LABEL,
)
from regimens.components import Alternative, Component
from regimens.drugs import Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

DARATUMUMAB_IV = Regimen(
    id="daratumumab-iv",
    title="Daratumumab IV monotherapy: weekly, every 2 weeks, every 4 weeks",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=DARZALEX_LABEL.at("monotherapy schedule: 4-week cycle, until progression"),
            components=(
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=DARZALEX_LABEL.at("recommended dose, actual body weight"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=DARZALEX_LABEL.at("weeks 1 to 8, weekly, 8 doses"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=DARZALEX_LABEL.at(
                                "weeks 9 to 24, every 2 weeks, 8 doses, first at week 9"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7),
                            source=DARZALEX_LABEL.at("week 25 onwards, every 4 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="first-dose", option="day-1"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("8 mg/kg"),
                        source=DARZALEX_DOSAGE.at("split first dose: 8 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=DARZALEX_DOSAGE.at("split first dose: days 1 and 2"),
                        ),
                    ),
                    split=True,
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=DARZALEX_LABEL.at("recommended dose, actual body weight"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=DARZALEX_LABEL.at("weeks 1 to 8, weekly, 8 doses"),
                        ),
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(2, 2),
                            source=DARZALEX_LABEL.at("weeks 1 to 8, weekly, 8 doses"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=DARZALEX_LABEL.at(
                                "weeks 9 to 24, every 2 weeks, 8 doses, first at week 9"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7),
                            source=DARZALEX_LABEL.at("week 25 onwards, every 4 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="monthly",
            reading="monthly is every 4 weeks, 28 days, first in week 25",
            alternatives="calendar months, as papers print the same schedule",
            source=DARA_ATRA_PAPER.at("Methods, Drug administration: monthly infusions thereafter"),
        ),
    ),
    no_rule_for=(
        "blood counts before a dose",
        "restarting after a long interruption",
        "premedication and post-infusion medication (see the label)",
    ),
    aliases=("dara-iv", "daratumumab", "dara"),
)
