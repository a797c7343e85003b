"""Immunoglobulin replacement, every 4 weeks."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import IMMUNOGLOBULIN_HANDBOOK
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

IMMUNOGLOBULIN_IV_200 = Regimen(
    id="immunoglobulin-iv-200",
    title="Immunoglobulin 200 mg/kg IV every 4 weeks for hypogammaglobulinaemia with recurrent "
    "infections",
    revision="1",
    phases=(
        Phase(
            name="replacement",
            cycle_length=28,
            cycles=None,
            source=IMMUNOGLOBULIN_HANDBOOK.at("every 4 weeks"),
            components=(
                Component(
                    drug=Drug(name="immunoglobulin"),
                    group="immunoglobulin",
                    dose=WrittenDose(
                        amount=amount("200 mg/kg"),
                        source=IMMUNOGLOBULIN_HANDBOOK.at("200mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=IMMUNOGLOBULIN_HANDBOOK.at("200mg/kg every 4 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    role=Role.SUPPORTIVE,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="every 4 weeks",
            reading="every 4 weeks is day 1 of 28-day cycles, open-ended",
            alternatives="calendar months",
            source=IMMUNOGLOBULIN_HANDBOOK.at("every 4 weeks"),
        ),
        Interpretation(
            name="patients",
            reading="patients with severe hypogammaglobulinaemia and recurrent infections; the "
            "handbook advises against routine prophylaxis",
            alternatives="every patient with hypogammaglobulinaemia",
            source=IMMUNOGLOBULIN_HANDBOOK.at("IVIg not to be used routinely as prophylaxis"),
        ),
        Interpretation(
            name="dose",
            reading="200 mg/kg, as the handbook states for severe hypogammaglobulinaemia with "
            "recurrent infections",
            alternatives="a larger dose, adjusted to the trough, as other guidance has it",
            source=IMMUNOGLOBULIN_HANDBOOK.at("IVIg replacement therapy: 200mg/kg"),
        ),
    ),
    no_rule_for=(
        "the trough that the dose is adjusted to",
        "ideal or actual body weight",
        "subcutaneous replacement",
        "renal function",
    ),
)
