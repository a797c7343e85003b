"""KRd after a transplant as in ATLAS: up to 36 cycles of carfilzomib 20/36 mg/m²."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.references import ATLAS_ABSTRACT, KYPROLIS_HCP
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_LEVELS_US,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

KRD_MAINTENANCE = Regimen(
    id="krd-maintenance",
    title="KRd maintenance after autologous transplant: carfilzomib 20/36 mg/m² with lenalidomide "
    "and dexamethasone, up to 36 cycles (ATLAS)",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=36,
            source=ATLAS_ABSTRACT.at("abstract, Methods: 28-day cycles, up to 36"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=ATLAS_ABSTRACT.at("abstract, Methods: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 36),
                            source=ATLAS_ABSTRACT.at("abstract, Methods: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ATLAS_ABSTRACT.at("abstract, Methods: 20 mg/m² in cycle one"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=ATLAS_ABSTRACT.at(
                                "abstract, Methods: 20 mg/m² in cycle one on days 1 and 2"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("36 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ATLAS_ABSTRACT.at("abstract, Methods: then 36 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=ATLAS_ABSTRACT.at(
                                "abstract, Methods: days 8, 9, 15, and 16 in cycles one to four"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2, 4),
                            source=ATLAS_ABSTRACT.at(
                                "abstract, Methods: days 1, 2, 8, 9, 15, and 16 in cycles one to "
                                "four"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 15, 16),
                            cycles=Cycles(5, 36),
                            source=ATLAS_ABSTRACT.at(
                                "abstract, Methods: days 1, 2, 15, and 16 from cycle five up to 36"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=ATLAS_ABSTRACT.at("abstract, Methods: lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                            ),
                            cycles=Cycles(1, 36),
                            source=ATLAS_ABSTRACT.at("abstract, Methods: days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US,
                    tables=(RENAL_TABLE_US,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="up to 36 cycles",
            reading="all 36 cycles are planned",
            alternatives="a standard-risk patient without measurable disease after cycle 6 goes on "
            "with lenalidomide alone after cycle 8: discontinue the others then",
            source=ATLAS_ABSTRACT.at("abstract, Methods: up to 36 cycles, per protocol"),
        ),
        Interpretation(
            name="body surface",
            reading="carfilzomib is dosed on at most 2.2 m², as its label has it",
            alternatives="no limit; the abstract states none",
            source=KYPROLIS_HCP.at("dosing reference guide: BSA greater than 2.2 m²"),
        ),
        *RENAL_READINGS_US,
    ),
    no_rule_for=(
        "lenalidomide alone after cycle 36",
        "how soon after the transplant it begins",
        "blood counts before a cycle or a dose",
        "further dose levels",
        *NO_RENAL_RULE_FOR,
        "carfilzomib on dialysis",
        "a dose that is late or missed",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("krd-atlas",),
)
