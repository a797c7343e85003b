"""KRd as in ASPIRE and the US label: carfilzomib up to cycle 18, then lenalidomide and steroid."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.references import (
    ASPIRE_ABSTRACT,
    CARFILZOMIB_DOSAGE,
    CARFILZOMIB_MANAGEMENT,
    DRUG_GUIDE_CARFILZOMIB,
    KYPROLIS_HCP,
)
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_LEVELS_US,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

KRD = Regimen(
    id="krd",
    title="KRd: carfilzomib 20/27 mg/m² with lenalidomide and dexamethasone (ASPIRE, US label)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ASPIRE_ABSTRACT.at("Methods: 28-day cycles, until progression"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=ASPIRE_ABSTRACT.at("Methods: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=ASPIRE_ABSTRACT.at("Methods: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ASPIRE_ABSTRACT.at("Methods: 20 mg/m² on days 1 and 2 of cycle 1"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=ASPIRE_ABSTRACT.at("Methods: days 1 and 2 of cycle 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="KRd",
                    dose=WrittenDose(
                        amount=amount("27 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ASPIRE_ABSTRACT.at("Methods: 27 mg/m² thereafter"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=CARFILZOMIB_DOSAGE.at(
                                "with lenalidomide and dexamethasone: cycle 1, days 8, 9, 15, 16"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2, 12),
                            source=ASPIRE_ABSTRACT.at(
                                "Methods: days 1, 2, 8, 9, 15, and 16 during cycles 1-12"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 15, 16),
                            cycles=Cycles(13, 18),
                            source=ASPIRE_ABSTRACT.at(
                                "Methods: omitted on days 8 and 9 during cycles 13-18, not given "
                                "beyond 18 cycles"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="27",
                            dose=WrittenDose(
                                amount=amount("27 mg/m²"),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, from 27 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, 27, 20, 15 mg/m²"),
                        ),
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg/m²"),
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
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=ASPIRE_ABSTRACT.at("Methods: lenalidomide 25 mg"),
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
                            cycles=Cycles(1),
                            source=ASPIRE_ABSTRACT.at("Methods: days 1-21"),
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
            name="after cycle 18",
            reading="carfilzomib stops after cycle 18; lenalidomide and dexamethasone go on until "
            "progression",
            alternatives="carfilzomib goes on by individual assessment, as in the regimen krd-eu",
            source=DRUG_GUIDE_CARFILZOMIB.at(
                "with lenalidomide and dexamethasone: cycles 19 and subsequent cycles"
            ),
        ),
        Interpretation(
            name="escalation",
            reading="27 mg/m² from day 8 of cycle 1, for a patient who tolerated 20 mg/m²",
            alternatives="20 mg/m² for longer; record level 20 from cycle 1, day 8",
            source=CARFILZOMIB_DOSAGE.at("with lenalidomide and dexamethasone: if tolerated"),
        ),
        Interpretation(
            name="body surface",
            reading="carfilzomib is dosed on at most 2.2 m²; the weight is taken again by the "
            "policy's rule",
            alternatives="the label keeps the body surface of the start for changes of weight of "
            "20 % and less: set the policy's reweigh limit for that",
            source=KYPROLIS_HCP.at("dosing reference guide: BSA greater than 2.2 m²"),
        ),
        Interpretation(
            name="reduced levels",
            reading="a level replaces 27 mg/m² and keeps the days",
            alternatives="the steps also lower the 20 mg/m² of cycle 1, days 1 and 2",
            on_reduction_of="KRd",
            source=CARFILZOMIB_MANAGEMENT.at("Table 2: KRd, 27, 20, 15 mg/m²"),
        ),
        *RENAL_READINGS_US,
    ),
    no_rule_for=(
        "blood counts before a cycle or a dose",
        *NO_RENAL_RULE_FOR,
        "carfilzomib on dialysis",
        "a carfilzomib dose that is late or missed",
        "dexamethasone at an older age",
        "hydration, thromboprophylaxis and antiviral prophylaxis",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("krd-20-27",),
)
