"""Pamidronate 30 mg for myeloma bone disease, every 4 weeks for 24 cycles."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import (
    BISPHOSPHONATES_RENAL,
    PAMIDRONATE_NORDIC,
    PAMIDRONATE_NZ,
)
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast
from regimens.schedule import Cycles, Schedule

PAMIDRONATE_30 = Regimen(
    id="pamidronate-30",
    title="Pamidronate 30 mg IV every 4 weeks for myeloma bone disease, 24 cycles",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=24,
            source=PAMIDRONATE_NZ.at("cycle details: cycles 1 to 24, 28 days"),
            components=(
                Component(
                    drug=Drug(name="pamidronate"),
                    group="bone",
                    dose=WrittenDose(
                        amount=amount("30 mg"),
                        source=PAMIDRONATE_NZ.at("cycle details: pamidronate disodium 30 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 24),
                            source=PAMIDRONATE_NZ.at("cycle details: day 1"),
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
            reading="24 cycles of 28 days, as the library prints for 2 years",
            alternatives="at least 3 years, as in the trial of 30 mg",
            source=PAMIDRONATE_NORDIC.at("abstract: once a month for at least 3 years"),
        ),
        Interpretation(
            name="once a month",
            reading="once a month is every 28 days",
            alternatives="calendar months",
            source=PAMIDRONATE_NORDIC.at("abstract: once a month"),
        ),
        Interpretation(
            name="creatinine clearance",
            reading="below 30 mL/min the drug is not recommended: entered as a limit on day 1",
            alternatives="the 30 mg dose given all the same",
            source=BISPHOSPHONATES_RENAL.at("below 30 mL/min or haemodialysis: not recommended"),
        ),
    ),
    no_rule_for=(
        "renal function during treatment",
        "calcium and vitamin D beyond the least stated",
        "dental care",
    ),
)
