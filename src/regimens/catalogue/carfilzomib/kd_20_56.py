"""Kd twice weekly as in ENDEAVOR: carfilzomib 20/56 mg/m² with dexamethasone."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.references import (
    CARFILZOMIB_MANAGEMENT,
    ENDEAVOR_RECORD,
    KYPROLIS_HCP,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

KD_20_56 = Regimen(
    id="kd-20-56",
    title="Kd: carfilzomib 20/56 mg/m² twice weekly with dexamethasone (ENDEAVOR)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=KYPROLIS_HCP.at("Kd twice weekly dosing: 28-day cycle, until progression"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=ENDEAVOR_RECORD.at("arm carfilzomib plus dexamethasone: 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1),
                            source=ENDEAVOR_RECORD.at(
                                "arm carfilzomib plus dexamethasone: days 1, 2, 8, 9, 15, 16, 22, "
                                "and 23 of each cycle"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ENDEAVOR_RECORD.at("arm carfilzomib plus dexamethasone: 20 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=ENDEAVOR_RECORD.at(
                                "arm carfilzomib plus dexamethasone: days 1 and 2 of cycle 1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("56 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ENDEAVOR_RECORD.at("arm carfilzomib plus dexamethasone: 56 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=ENDEAVOR_RECORD.at(
                                "arm carfilzomib plus dexamethasone: days 8, 9, 15, and 16 of "
                                "cycle 1"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2),
                            source=KYPROLIS_HCP.at(
                                "Kd twice weekly dosing: 2 consecutive days each week for 3 weeks, "
                                "then 12 days of rest"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="56",
                            dose=WrittenDose(
                                amount=amount("56 mg/m²"),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, from 56 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, 56, 45, 36, 27 mg/m²"),
                        ),
                        Level(
                            name="45",
                            dose=WrittenDose(
                                amount=amount("45 mg/m²"),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, to 45 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, 56, 45, 36, 27 mg/m²"),
                        ),
                        Level(
                            name="36",
                            dose=WrittenDose(
                                amount=amount("36 mg/m²"),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, to 36 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, 56, 45, 36, 27 mg/m²"),
                        ),
                        Level(
                            name="27",
                            dose=WrittenDose(
                                amount=amount("27 mg/m²"),
                                surface_cap=Decimal("2.2"),
                                source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, to 27 mg/m²"),
                            ),
                            source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, 56, 45, 36, 27 mg/m²"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="escalation",
            reading="56 mg/m² from day 8 of cycle 1, for a patient who tolerated 20 mg/m²",
            alternatives="a lower target, as a named level from cycle 1, day 8",
            source=KYPROLIS_HCP.at("Kd twice weekly dosing: if tolerated on days 1 and 2"),
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
            reading="a level replaces 56 mg/m² and keeps the days",
            alternatives="the steps also lower the 20 mg/m² of cycle 1, days 1 and 2",
            on_reduction_of="Kd",
            source=CARFILZOMIB_MANAGEMENT.at("Table 2: Kd, 56, 45, 36, 27 mg/m²"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle or a dose",
        "renal function and dialysis",
        "a carfilzomib dose that is late or missed",
        "dexamethasone at an older age",
        "hydration, thromboprophylaxis and antiviral prophylaxis",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("kd56", "kd-56"),
)
