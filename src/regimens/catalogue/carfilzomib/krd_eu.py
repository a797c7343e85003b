"""KRd as the European label has it: carfilzomib goes on after cycle 18 where that is decided."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import Cap, WrittenDose, amount
from regimens.catalogue.carfilzomib.krd import KRD
from regimens.catalogue.carfilzomib.references import CARFILZOMIB_MANAGEMENT, KYPROLIS_EU
from regimens.catalogue.lenalidomide.drugs import (
    RENAL_LEVELS_EU,
    RENAL_READINGS_EU,
    RENAL_TABLE_EU,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

KRD_EU = Regimen(
    id="krd-eu",
    title="KRd: carfilzomib 20/27 mg/m² with lenalidomide and dexamethasone, carfilzomib until "
    "progression (European label)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=KYPROLIS_EU.at("detailed description: each 28-day period, until progression"),
            components=(
                KRD.phases[0].components[0],
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        cap=Cap(
                            value=Decimal(44),
                            source=KYPROLIS_EU.at("detailed description: maximum dose 44 mg"),
                        ),
                        surface_cap=Decimal("2.2"),
                        source=KYPROLIS_EU.at("detailed description: starting dose, BSA"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=KYPROLIS_EU.at("detailed description: cycle 1, days 1 and 2"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("27 mg/m²"),
                        cap=Cap(
                            value=Decimal(60),
                            source=KYPROLIS_EU.at("detailed description: maximum dose 60 mg"),
                        ),
                        surface_cap=Decimal("2.2"),
                        source=KYPROLIS_EU.at("detailed description: 27 mg/m² from day 8, BSA"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=KYPROLIS_EU.at("detailed description: from day 8 of cycle 1"),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2, 12),
                            source=KYPROLIS_EU.at(
                                "detailed description: days 1, 2, 8, 9, 15, and 16"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 15, 16),
                            cycles=Cycles(13),
                            source=KYPROLIS_EU.at(
                                "detailed description: from cycle 13, without days 8 and 9"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="27",
                            dose=WrittenDose(
                                amount=amount("27 mg/m²"),
                                cap=Cap(
                                    value=Decimal(60),
                                    source=KYPROLIS_EU.at(
                                        "detailed description: maximum dose 60 mg"
                                    ),
                                ),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, from 27 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, 27, 20, 15 mg/m²"),
                        ),
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg/m²"),
                                cap=Cap(
                                    value=Decimal(44),
                                    source=KYPROLIS_EU.at(
                                        "detailed description: maximum dose 44 mg"
                                    ),
                                ),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, to 20 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, 27, 20, 15 mg/m²"),
                        ),
                        Level(
                            name="15",
                            dose=WrittenDose(
                                amount=amount("15 mg/m²"),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, to 15 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, 27, 20, 15 mg/m²"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="KRd",
                    dose=KRD.phases[0].components[3].dose,
                    timing=KRD.phases[0].components[3].timing,
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_EU,
                    tables=(RENAL_TABLE_EU,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="after cycle 18",
            reading="carfilzomib goes on after cycle 18 until progression; the label wants that "
            "weighed for each patient",
            alternatives="carfilzomib stops after cycle 18, as in the regimen krd",
            source=KYPROLIS_EU.at("detailed description: longer than 18 cycles"),
        ),
        Interpretation(
            name="body surface",
            reading="carfilzomib is dosed on at most 2.2 m², and on no more than the label's 44 mg "
            "and 60 mg; the weight is taken again by the policy's rule",
            alternatives="the label keeps the body surface of the start for changes of weight of "
            "20 % and less: set the policy's reweigh limit for that",
            source=KYPROLIS_EU.at("detailed description: BSA greater than 2.2 m²; maximum doses"),
        ),
        KRD.interpretations[3],
        *RENAL_READINGS_EU,
    ),
    no_rule_for=(*KRD.no_rule_for,),
)
