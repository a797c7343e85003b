"""Denosumab for myeloma bone disease, every 4 weeks."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import XGEVA_MALAYSIA, XGEVA_PHILIPPINES
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

DENOSUMAB = Regimen(
    id="denosumab",
    title="Denosumab 120 mg SC every 4 weeks for myeloma bone disease",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=XGEVA_MALAYSIA.at("posology, multiple myeloma: once every 4 weeks"),
            components=(
                Component(
                    drug=Drug(name="denosumab"),
                    group="bone",
                    dose=WrittenDose(
                        amount=amount("120 mg"),
                        source=XGEVA_MALAYSIA.at("posology, multiple myeloma: 120 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=XGEVA_MALAYSIA.at(
                                "posology, multiple myeloma: single injection once every 4 weeks"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    role=Role.SUPPORTIVE,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="every 4 weeks",
            reading="every 4 weeks is day 1 of 28-day cycles, open-ended",
            alternatives="calendar months, or a fixed duration",
            source=XGEVA_MALAYSIA.at("posology, multiple myeloma: once every 4 weeks"),
        ),
        Interpretation(
            name="extra doses",
            reading="none: the additional 120 mg on days 8 and 15 of the first month are for "
            "giant cell tumour and hypercalcaemia",
            alternatives="additional doses in the first month",
            source=XGEVA_PHILIPPINES.at(
                "dosage: additional doses for giant cell tumour and hypercalcaemia"
            ),
        ),
        Interpretation(
            name="renal function",
            reading="no adjustment of the dose",
            alternatives="a reduced dose",
            source=XGEVA_MALAYSIA.at("renal impairment: no dose adjustment"),
        ),
    ),
    no_rule_for=(
        "a missed dose",
        "doses of calcium and vitamin D beyond at least 500 mg and 400 IU daily",
        "fractures after the last dose",
        "serum calcium before a dose (see the label)",
    ),
    aliases=("xgeva",),
)
