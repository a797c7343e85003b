"""Carfilzomib alone at 20/56 mg/m², twice weekly."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.carfilzomib_20_27 import CARFILZOMIB_20_27
from regimens.catalogue.carfilzomib.references import (
    CARFILZOMIB_56_STUDY,
    KYPROLIS_HCP,
    KYPROLIS_MMRF,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CARFILZOMIB_20_56 = Regimen(
    id="carfilzomib-20-56",
    title="Carfilzomib 20/56 mg/m² twice weekly, alone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=KYPROLIS_MMRF.at("each 28-day treatment cycle; cycle 13 and beyond"),
            components=(
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="carfilzomib",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=KYPROLIS_MMRF.at("single-agent Kyprolis, 30 minutes: 20 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=KYPROLIS_MMRF.at(
                                "single-agent Kyprolis, 30 minutes: first cycle, days 1 and 2"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="carfilzomib",
                    dose=WrittenDose(
                        amount=amount("56 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=KYPROLIS_MMRF.at("single-agent Kyprolis, 30 minutes: 56 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=CARFILZOMIB_56_STUDY.at(
                                "abstract: 20 mg/m² on days 1 to 2 of cycle 1, 56 mg/m² thereafter"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2, 12),
                            source=KYPROLIS_MMRF.at(
                                "single-agent Kyprolis: 2 consecutive days each week for 3 weeks, "
                                "12 cycles"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 15, 16),
                            cycles=Cycles(13),
                            source=KYPROLIS_MMRF.at(
                                "single-agent Kyprolis: cycle 13 and beyond, 2 consecutive days in "
                                "the first and third weeks"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days of the week",
            reading="two consecutive days each week for three weeks are days 1, 2, 8, 9, 15 and 16",
            alternatives="other days of the week; the trials and the label have these",
            source=KYPROLIS_MMRF.at("each 28-day treatment cycle: then 12 days off"),
        ),
        Interpretation(
            name="body surface",
            reading="carfilzomib is dosed on at most 2.2 m²; the weight is taken again by the "
            "policy's rule",
            alternatives="the label keeps the body surface of the start for changes of weight of "
            "20 % and less: set the policy's reweigh limit for that",
            source=KYPROLIS_HCP.at("dosing reference guide: BSA greater than 2.2 m²"),
        ),
    ),
    no_rule_for=(*CARFILZOMIB_20_27.no_rule_for,),
    aliases=("carfilzomib-56", "k56"),
)
