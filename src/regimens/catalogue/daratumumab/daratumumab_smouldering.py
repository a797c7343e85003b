"""Daratumumab alone in high-risk smouldering myeloma, as in AQUILA."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.references import AQUILA_REPORT
from regimens.catalogue.references import FASPRO_LABEL_PAGE_2
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

DARATUMUMAB_SMOULDERING = Regimen(
    id="daratumumab-smouldering",
    title="Daratumumab SC in high-risk smouldering myeloma, 39 cycles (AQUILA)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=39,
            source=AQUILA_REPORT.at("28-day cycles; 39 cycles or 36 months"),
            components=(
                Component(
                    drug=Drug(name="daratumumab"),
                    group="DARA",
                    dose=WrittenDose(amount=amount("1800 mg"), source=AQUILA_REPORT.at("1800 mg")),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=AQUILA_REPORT.at("once per week in cycles 1 and 2"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=AQUILA_REPORT.at("once every 2 weeks in cycles 3 to 6"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7, 39),
                            source=AQUILA_REPORT.at("once every 4 weeks in subsequent cycles"),
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
            name="39 cycles or 36 months",
            reading="39 cycles of 28 days, which end before 36 months are over",
            alternatives="36 calendar months, which would have room for a 40th dose",
            source=AQUILA_REPORT.at("treatment continued for 39 cycles or 36 months"),
        ),
        Interpretation(
            name="days of daratumumab",
            reading="weekly is days 1, 8, 15 and 22, every 2 weeks days 1 and 15, "
            "every 4 weeks day 1",
            alternatives="other days of the weeks; the report states none",
            source=AQUILA_REPORT.at("once per week, once every 2 weeks, once every 4 weeks"),
        ),
    ),
    no_rule_for=(
        "blood counts before a dose",
        "restarting after a long interruption",
        "premedication and post-infusion medication (see the label)",
    ),
    aliases=(
        "daratumumab-smoldering",
        "dara-smm",
    ),
)
