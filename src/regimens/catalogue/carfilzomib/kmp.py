"""KMP as in CLARION: carfilzomib with melphalan and prednisone, nine 42-day cycles."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.references import CLARION_ABSTRACT, KYPROLIS_HCP
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

KMP = Regimen(
    id="kmp",
    title="KMP: carfilzomib with melphalan and prednisone (CLARION), no better than VMP there and "
    "with more renal and cardiac failure",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=42,
            cycles=9,
            source=CLARION_ABSTRACT.at("abstract: nine 42-day cycles"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="KMP",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=CLARION_ABSTRACT.at("abstract: melphalan 9 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 9),
                            source=CLARION_ABSTRACT.at("abstract: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="KMP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=CLARION_ABSTRACT.at("abstract: prednisone 60 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 9),
                            source=CLARION_ABSTRACT.at("abstract: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KMP",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=CLARION_ABSTRACT.at("abstract: 20 mg/m², cycle 1, days 1 and 2"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=CLARION_ABSTRACT.at("abstract: 20 mg/m², cycle 1, days 1 and 2"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KMP",
                    dose=WrittenDose(
                        amount=amount("36 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=CLARION_ABSTRACT.at("abstract: 36 mg/m² thereafter"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 22, 23, 29, 30),
                            cycles=Cycles(1, 1),
                            source=CLARION_ABSTRACT.at("abstract: days 8, 9, 22, 23, 29, 30"),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 22, 23, 29, 30),
                            cycles=Cycles(2, 9),
                            source=CLARION_ABSTRACT.at("abstract: days 1, 2, 8, 9, 22, 23, 29, 30"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="body surface",
            reading="carfilzomib is dosed on at most 2.2 m², as its label has it; melphalan and "
            "prednisone on the whole body surface",
            alternatives="no limit for carfilzomib either; the abstract states none",
            source=KYPROLIS_HCP.at("dosing reference guide: BSA greater than 2.2 m²"),
        ),
    ),
    no_rule_for=(
        "routes of melphalan and prednisone",
        "blood counts before a cycle or a dose",
        "dose levels and renal function",
        "a dose that is late or missed",
        "treatment after cycle 9",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
)
