"""MP: melphalan and prednisone on four days, eight 42-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.references import TMSG_MPT, TMSG_REGISTRY
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MP = Regimen(
    id="mp",
    title="MP: melphalan and prednisone in 42-day cycles",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=42,
            cycles=8,
            source=TMSG_MPT.at("abstract: 8 cycles, 4 days every 6 weeks"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="MP",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=TMSG_MPT.at("abstract: melphalan 9 mg/m² a day"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 8),
                            source=TMSG_REGISTRY.at("treatment: days 1-4 every six weeks"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="MP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=TMSG_MPT.at("abstract: prednisone 60 mg/m² a day"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 8),
                            source=TMSG_REGISTRY.at("treatment: days 1-4 every six weeks"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="prednisone",
            reading="the steroid is prednisone 60 mg/m²; the trial's record calls it prednisolone",
            alternatives="prednisolone in the same amount",
            source=TMSG_REGISTRY.at("treatment: prednisolone 60 mg/m² a day, days 1-4"),
        ),
        Interpretation(
            name="other MP",
            reading="this is the regimen in mg/m² of eight cycles",
            alternatives="melphalan 0.25 mg/kg with prednisone 2 mg/kg in cycles of 28 to 42 "
            "days, or seven days of flat doses, which mp-7-day has",
            source=TMSG_MPT.at("abstract: 8 cycles of M (9 mg/m²/d) and P (60 mg/m²/d)"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "melphalan by renal function",
    ),
)
