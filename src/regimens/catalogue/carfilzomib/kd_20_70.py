"""Kd once weekly as in A.R.R.O.W.: carfilzomib 20/70 mg/m² with dexamethasone."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.kd_20_56 import KD_20_56
from regimens.catalogue.carfilzomib.references import (
    ARROW_ABSTRACT,
    ARROW_RECORD,
    KYPROLIS_MEDSCAPE,
)
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

KD_20_70 = Regimen(
    id="kd-20-70",
    title="Kd: carfilzomib 20/70 mg/m² once weekly with dexamethasone (A.R.R.O.W.)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=KYPROLIS_MEDSCAPE.at(
                "once weekly regimen: cycles of 28 days, until progression"
            ),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=KYPROLIS_MEDSCAPE.at("once weekly regimen: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=ARROW_RECORD.at("once-weekly arm: days 1, 8, 15 and 22"),
                        ),
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(2, 9),
                            source=KYPROLIS_MEDSCAPE.at(
                                "once weekly regimen: cycles 2-9, days 1, 8, 15, 22"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(10),
                            source=KYPROLIS_MEDSCAPE.at(
                                "once weekly regimen: cycle 10 and thereafter, days 1, 8, 15"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    alternative=Alternative(choice="day-22", option="cycles-1-to-9"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=ARROW_RECORD.at("once-weekly arm: 40 mg dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 8),
                            source=ARROW_RECORD.at(
                                "once-weekly arm: days 1, 8, 15 and 22 for the first 8 cycles"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(9),
                            source=ARROW_RECORD.at(
                                "once-weekly arm: days 1, 8, and 15 from cycle 9"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    alternative=Alternative(choice="day-22", option="cycles-1-to-8"),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ARROW_ABSTRACT.at("abstract: 20 mg/m² on day 1 of cycle 1"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=ARROW_ABSTRACT.at("abstract: 20 mg/m² on day 1 of cycle 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("70 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=ARROW_RECORD.at("once-weekly arm: 70 mg/m² thereafter"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15),
                            cycles=Cycles(1, 1),
                            source=ARROW_RECORD.at("once-weekly arm: days 1, 8, and 15"),
                        ),
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(2),
                            source=ARROW_ABSTRACT.at("abstract: days 1, 8, and 15 of all cycles"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="day 22",
            reading="dexamethasone on day 22 in cycles 1 to 9, as the label's regimen has it",
            alternatives="in cycles 1 to 8, as the trial's record has it: the option cycles-1-to-8 "
            "of the choice day-22",
            source=ARROW_RECORD.at("once-weekly arm: first 8 cycles"),
        ),
        KD_20_56.interpretations[1],
    ),
    no_rule_for=(
        "blood counts before a cycle or a dose",
        "dose levels under 70 mg/m² (not read in a reference)",
        "renal function and dialysis",
        "a carfilzomib dose that is late or missed",
        "dexamethasone at an older age",
        "hydration, thromboprophylaxis and antiviral prophylaxis",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("kd70", "kd-70", "kd70-weekly"),
)
