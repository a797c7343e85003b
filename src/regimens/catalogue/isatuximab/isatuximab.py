"""Isatuximab alone, as in the phase 2 study with and without dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.isatuximab.references import ISA_DEX_STUDY, SARCLISA_LABEL
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

ISATUXIMAB = Regimen(
    id="isatuximab",
    title="Isatuximab 20 mg/kg alone (phase 2)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ISA_DEX_STUDY.unread("Methods: length of a cycle"),
            components=(
                Component(
                    drug=Drug(name="isatuximab"),
                    group="ISA",
                    dose=WrittenDose(
                        amount=amount("20 mg/kg"),
                        source=ISA_DEX_STUDY.at("abstract: 20 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=ISA_DEX_STUDY.at("abstract: days 1, 8, 15, and 22 of cycle 1"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(2),
                            source=ISA_DEX_STUDY.at("abstract: days 1 and 15 of subsequent cycles"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: missed doses"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="not the label's dose",
            reading="20 mg/kg, which the study gave alone; the label gives 10 mg/kg, and only with "
            "partners",
            alternatives="10 mg/kg",
            source=ISA_DEX_STUDY.at("abstract: monotherapy 20 mg/kg"),
        ),
    ),
    no_rule_for=(
        "blood counts before a dose",
        "premedication (see the label)",
        "restarting after a long interruption",
    ),
    aliases=("isa",),
)
