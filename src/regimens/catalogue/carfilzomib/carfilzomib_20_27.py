"""Carfilzomib alone at 20/27 mg/m², by the label of today and by the first one."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.references import (
    CARFILZOMIB_DOSAGE,
    CCO_CARFILZOMIB,
    KYPROLIS_FIRST_LABEL,
    KYPROLIS_MMRF,
)
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CARFILZOMIB_20_27 = Regimen(
    id="carfilzomib-20-27",
    title="Carfilzomib 20/27 mg/m² twice weekly, alone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=CARFILZOMIB_DOSAGE.at("monotherapy: 28-day period, until progression"),
            components=(
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="carfilzomib",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=CARFILZOMIB_DOSAGE.at("monotherapy: 20 mg/m²; BSA over 2.2 m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=CARFILZOMIB_DOSAGE.at("monotherapy: cycle 1, days 1 and 2"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="escalation", option="cycle-1-day-8"),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="carfilzomib",
                    dose=WrittenDose(
                        amount=amount("27 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=CARFILZOMIB_DOSAGE.at("monotherapy: 27 mg/m²; BSA over 2.2 m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=CARFILZOMIB_DOSAGE.at(
                                "monotherapy: cycle 1, days 8, 9, 15, and 16"
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
                            source=CARFILZOMIB_DOSAGE.at(
                                "monotherapy: from cycle 13, omit the day 8 and 9 doses"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="escalation", option="cycle-1-day-8"),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="carfilzomib",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=KYPROLIS_FIRST_LABEL.at(
                            "Dosing guidelines: 20 mg/m² in cycle 1; body surface over 2.2 m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=CCO_CARFILZOMIB.at("B - Drug regimen: cycle 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="escalation", option="cycle-2"),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="carfilzomib",
                    dose=WrittenDose(
                        amount=amount("27 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=KYPROLIS_FIRST_LABEL.at(
                            "Dosing guidelines: 27 mg/m² from cycle 2; body surface over 2.2 m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2),
                            source=KYPROLIS_FIRST_LABEL.at(
                                "Dosing guidelines: days 1, 2, 8, 9, 15, and 16, cycle 2 and "
                                "subsequent cycles"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="escalation", option="cycle-2"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="escalation",
            reading="27 mg/m² from day 8 of cycle 1 and no days 8 and 9 from cycle 13, as the "
            "present label has it",
            alternatives="27 mg/m² from cycle 2 on the same six days throughout, as the first "
            "label had it: the option cycle-2 of the choice escalation",
            source=KYPROLIS_FIRST_LABEL.at("Dosing guidelines: beginning in cycle 2"),
        ),
        Interpretation(
            name="body surface",
            reading="carfilzomib is dosed on at most 2.2 m²; the weight is taken again by the "
            "policy's rule",
            alternatives="the label keeps the body surface of the start for changes of weight of "
            "20 % and less: set the policy's reweigh limit for that",
            source=CARFILZOMIB_DOSAGE.at("monotherapy: comments, BSA greater than 2.2 m²"),
        ),
    ),
    no_rule_for=(
        "dexamethasone before the doses of cycle 1, which the label asks for (its amount was not "
        "read)",
        "blood counts before a cycle or a dose",
        "dose levels of carfilzomib alone",
        "renal function and dialysis",
        "a dose that is late or missed",
        "hydration and antiviral prophylaxis",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("carfilzomib-27", "k27"),
)
