"""Kd once weekly at 56 mg/m², as New Zealand's regimen library has it."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import Cap, WrittenDose, amount
from regimens.catalogue.carfilzomib.references import KYPROLIS_HCP, NZ_KD_WEEKLY
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

KD_20_56_WEEKLY = Regimen(
    id="kd-20-56-weekly",
    title="Kd: carfilzomib 20/56 mg/m² once weekly with dexamethasone (New Zealand)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=NZ_KD_WEEKLY.at("Treatment overview: 28 days, cycle 10 and all further cycles"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=NZ_KD_WEEKLY.at("Cycle details: dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 9),
                            source=NZ_KD_WEEKLY.at("Cycle details: cycle 1, cycles 2 to 9"),
                        ),
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(10),
                            source=NZ_KD_WEEKLY.at("Cycle details: cycle 10 and further cycles"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        cap=Cap(
                            value=Decimal(44),
                            source=NZ_KD_WEEKLY.at("Cycle details: cycle 1, cap 44 mg"),
                        ),
                        surface_cap=Decimal("2.2"),
                        source=NZ_KD_WEEKLY.at("Cycle details: cycle 1, carfilzomib"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=NZ_KD_WEEKLY.at("Cycle details: cycle 1, day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("56 mg/m²"),
                        cap=Cap(
                            value=Decimal(123),
                            source=NZ_KD_WEEKLY.at("Cycle details: cap 123 mg"),
                        ),
                        surface_cap=Decimal("2.2"),
                        source=NZ_KD_WEEKLY.at("Cycle details: carfilzomib"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15),
                            cycles=Cycles(1, 1),
                            source=NZ_KD_WEEKLY.at("Cycle details: cycle 1, days 8, 15"),
                        ),
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(2),
                            source=NZ_KD_WEEKLY.at("Cycle details: cycles 2 to 9, cycle 10"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="from-cycle-2", option="56"),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("56 mg/m²"),
                        cap=Cap(
                            value=Decimal(123),
                            source=NZ_KD_WEEKLY.at("Cycle details: cap 123 mg"),
                        ),
                        surface_cap=Decimal("2.2"),
                        source=NZ_KD_WEEKLY.at("Cycle details: carfilzomib"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15),
                            cycles=Cycles(1, 1),
                            source=NZ_KD_WEEKLY.at("Cycle details: cycle 1, days 8, 15"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="from-cycle-2", option="70"),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("70 mg/m²"),
                        cap=Cap(
                            value=Decimal(154),
                            source=NZ_KD_WEEKLY.at("Treatment overview: cap 154 mg"),
                        ),
                        surface_cap=Decimal("2.2"),
                        source=NZ_KD_WEEKLY.at("Treatment overview: increasing to 70 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(2),
                            source=NZ_KD_WEEKLY.at(
                                "Treatment overview: cycle 2 and further cycles"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="from-cycle-2", option="70"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="70 mg/m²",
            reading="56 mg/m² throughout; the option 70 of the choice from-cycle-2 gives 70 mg/m² "
            "from cycle 2 on",
            alternatives="70 mg/m² from a later cycle, according to response and tolerance, which "
            "this definition cannot begin in the middle",
            source=NZ_KD_WEEKLY.at("Treatment overview: consider increasing, if tolerated"),
        ),
        Interpretation(
            name="body surface",
            reading="carfilzomib is dosed on at most 2.2 m², and on no more than 44, 123 and 154 "
            "mg; the weight is taken again by the policy's rule",
            alternatives="the milligrams alone, as the regimen library prints them; the label "
            "keeps the body surface of the start for changes of weight of 20 % and less",
            source=KYPROLIS_HCP.at("dosing reference guide: BSA greater than 2.2 m²"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle or a dose",
        "dose levels under 56 mg/m² once weekly",
        "renal function and dialysis",
        "a carfilzomib dose that is late or missed",
        "dexamethasone at an older age",
        "hydration, thromboprophylaxis and antiviral prophylaxis",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("kd56-weekly", "kd-q1w"),
)
