"""MPT of the Turkish Myeloma Study Group."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import DAYS_1_TO_42
from regimens.catalogue.bortezomib.references import TMSG_MPT, TMSG_REGISTRY
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MPT_TMSG = Regimen(
    id="mpt-tmsg",
    title="MPT: 100 mg thalidomide throughout, eight 42-day cycles",
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
                    group="MPT",
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
                    group="MPT",
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
                Component(
                    drug=Drug(name="thalidomide"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=TMSG_MPT.at("abstract: thalidomide 100 mg a day"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_42,
                            cycles=Cycles(1, 8),
                            source=TMSG_MPT.at("abstract: continuously"),
                        ),
                    ),
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
            name="continuous thalidomide",
            reading="thalidomide is given on every day of the eight cycles",
            alternatives="for 12 months, as the trial's record says",
            source=TMSG_REGISTRY.at("100 mg/day continuously for 12 months"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "melphalan by renal function",
        "neuropathy under thalidomide",
        "prophylaxis against thrombosis",
    ),
)
