"""Daratumumab every 8 weeks after consolidation, as in CASSIOPEIA, part 2."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.references import CASSIOPEIA_LONG_TERM
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import DARZALEX_HCP
from regimens.components import Component
from regimens.drugs import Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

DARATUMUMAB_MAINTENANCE_Q8W = Regimen(
    id="daratumumab-maintenance-q8w",
    title="Daratumumab IV maintenance every 8 weeks, up to 2 years (CASSIOPEIA, part 2)",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=56,
            cycles=13,
            source=CASSIOPEIA_LONG_TERM.at("Methods: every 8 weeks, 2 years or less"),
            components=(
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=CASSIOPEIA_LONG_TERM.at("Methods: 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 13),
                            source=CASSIOPEIA_LONG_TERM.at("Methods: every 8 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="two years",
            reading="2 years are 104 weeks: 13 doses, the last in week 97",
            alternatives="12 doses, or every dose before the second anniversary",
            source=CASSIOPEIA_LONG_TERM.at("Methods: every 8 weeks, 2 years or less"),
        ),
        Interpretation(
            name="cycle",
            reading="a cycle is the 8 weeks from one dose to the next",
            alternatives="28-day cycles with a dose in every second one",
            source=CASSIOPEIA_LONG_TERM.at("Methods: every 8 weeks"),
        ),
        Interpretation(
            name="who has it",
            reading="it is for patients with a partial response or better after "
            "consolidation; the plan asks for no response",
            alternatives="a gate in the plan",
            source=CASSIOPEIA_LONG_TERM.at(
                "Methods: partial response or better after consolidation"
            ),
        ),
    ),
    no_rule_for=(
        "when maintenance starts after consolidation",
        "blood counts before a dose",
        "restarting after a long interruption",
        "premedication and post-infusion medication (see the label)",
    ),
    aliases=("dara-q8w",),
)
