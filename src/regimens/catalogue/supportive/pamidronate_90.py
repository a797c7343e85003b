"""Pamidronate 90 mg for myeloma bone disease, every 4 weeks."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import (
    BISPHOSPHONATES_RENAL,
    PAMIDRONATE_NORDIC,
    PAMIDRONATE_NZ,
    PAMIDRONATE_ONTARIO,
)
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast
from regimens.schedule import Cycles, Schedule

PAMIDRONATE_90 = Regimen(
    id="pamidronate-90",
    title="Pamidronate 90 mg IV every 4 weeks for myeloma bone disease",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=PAMIDRONATE_ONTARIO.at("C: repeat every 28 days"),
            components=(
                Component(
                    drug=Drug(name="pamidronate"),
                    group="bone",
                    dose=WrittenDose(
                        amount=amount("90 mg"),
                        source=PAMIDRONATE_ONTARIO.at("B: pamidronate 90 mg IV"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,), cycles=Cycles(1), source=PAMIDRONATE_ONTARIO.at("B: day 1")
                        ),
                    ),
                    routes=(Route.IV,),
                    role=Role.SUPPORTIVE,
                ),
            ),
        ),
    ),
    entry=(
        LaboratoryAtLeast(
            value=Laboratory.CREATININE_CLEARANCE,
            at_least=Decimal(30),
            source=BISPHOSPHONATES_RENAL.at("below 30 mL/min or haemodialysis: not recommended"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="duration",
            reading="open-ended",
            alternatives="2 years, as another library gives 30 to 90 mg, and PDQ bisphosphonates",
            source=PAMIDRONATE_NZ.at("treatment overview: 30 to 90 mg every 28 days for 2 years"),
        ),
        Interpretation(
            name="dose",
            reading="90 mg",
            alternatives="30 mg, which had as many skeletal events in a trial: the definition "
            "pamidronate-30",
            source=PAMIDRONATE_NORDIC.at("abstract: 30 mg or 90 mg"),
        ),
        Interpretation(
            name="creatinine clearance",
            reading="below 30 mL/min the drug is not recommended: entered as a limit on day 1",
            alternatives="a reduced dose or a longer infusion, as some guidance has it",
            source=BISPHOSPHONATES_RENAL.at("below 30 mL/min or haemodialysis: not recommended"),
        ),
    ),
    no_rule_for=(
        "renal function during treatment",
        "the length of the infusion (see the label)",
        "calcium and vitamin D",
        "dental care",
    ),
    aliases=("pamidronate",),
)
