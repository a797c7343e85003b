"""Ciltacabtagene autoleucel: lymphodepletion, and the cells on day 0."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import Cap, Unit, WrittenDose, amount
from regimens.catalogue.cell_therapy.references import CARVYKTI_DOSAGE, CARVYKTI_UK
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CILTA_CEL = Regimen(
    id="cilta-cel",
    title="Cilta-cel: lymphodepletion with cyclophosphamide and fludarabine, cells on day 0",
    revision="1",
    phases=(
        Phase(
            name="infusion",
            cycle_length=8,
            cycles=1,
            first_day=-7,
            source=CARVYKTI_DOSAGE.at(
                "pretreatment: daily for 3 days, infusion 2 to 4 days after completion"
            ),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: cyclophosphamide 300 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-5, -4, -3),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_DOSAGE.at(
                                "pretreatment: infusion 2 to 4 days after completion"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-5"),
                ),
                Component(
                    drug=Drug(name="fludarabine"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("30 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: fludarabine 30 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-5, -4, -3),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_DOSAGE.at(
                                "pretreatment: infusion 2 to 4 days after completion"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-5"),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: cyclophosphamide 300 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-6, -5, -4),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_DOSAGE.at(
                                "pretreatment: infusion 2 to 4 days after completion"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-6"),
                ),
                Component(
                    drug=Drug(name="fludarabine"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("30 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: fludarabine 30 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-6, -5, -4),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_DOSAGE.at(
                                "pretreatment: infusion 2 to 4 days after completion"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-6"),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: cyclophosphamide 300 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-4, -3, -2),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_DOSAGE.at(
                                "pretreatment: infusion 2 to 4 days after completion"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-4"),
                ),
                Component(
                    drug=Drug(name="fludarabine"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("30 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: fludarabine 30 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-4, -3, -2),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_DOSAGE.at(
                                "pretreatment: infusion 2 to 4 days after completion"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-4"),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: cyclophosphamide 300 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-7, -6, -5),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_UK.at(
                                "pre-treatment: infusion 5 to 7 days after the start"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-7"),
                ),
                Component(
                    drug=Drug(name="fludarabine"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("30 mg/m²"),
                        source=CARVYKTI_DOSAGE.at(
                            "pretreatment: fludarabine 30 mg/m² daily for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-7, -6, -5),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_UK.at(
                                "pre-treatment: infusion 5 to 7 days after the start"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-7"),
                ),
                Component(
                    drug=Drug(name="ciltacabtagene autoleucel"),
                    group="cells",
                    dose=WrittenDose(
                        amount=amount("1 ×10⁶ cells/kg"),
                        at_least=amount("0.5 ×10⁶ cells/kg"),
                        cap=Cap(
                            value=Decimal(100),
                            unit=Unit.CELLS,
                            source=CARVYKTI_DOSAGE.at("dose: maximum 1×10⁸ cells per infusion"),
                        ),
                        source=CARVYKTI_DOSAGE.at("dose: 0.5 to 1.0×10⁶ viable T cells per kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(0,),
                            cycles=Cycles(1, 1),
                            source=CARVYKTI_DOSAGE.at(
                                "pretreatment: infusion 2 to 4 days after completion"
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
            name="dose of cells",
            reading="the calendar has the most that may be given, 1.0 million per kg and not over "
            "100 million; the product's own number stands in its papers, and the infusion is "
            "recorded without a dose",
            alternatives="a target of 0.75 million per kg, as the UK text prints, or the lower end",
            source=CARVYKTI_UK.at("dose: target 0.75×10⁶ per kg"),
        ),
        Interpretation(
            name="days before the infusion",
            reading="from day -5, which is 5 days after the start and, with the last "
            "dose on day -3, 3 days after completion: within both labels; day "
            "-6 is too",
            alternatives="day -4, 2 days after completion (US label only), or day -7, 7 days "
            "after the start (UK text only), each a choice",
            source=CARVYKTI_UK.at("pre-treatment: infusion 5 to 7 days after the start"),
        ),
        Interpretation(
            name="start",
            reading="the course starts on day -7, on which there is no dose unless day "
            "-7 is chosen",
            alternatives="the course starts with the first dose",
            source=CARVYKTI_DOSAGE.at("pretreatment: infusion 2 to 4 days after completion"),
        ),
    ),
    no_rule_for=(
        "renal function, for which the label points to those of cyclophosphamide and fludarabine",
        "hepatic function",
        "bridging therapy",
        "delay by infection, inflammation or earlier toxicity",
        "cytokine release syndrome and neurologic toxicity",
        "premedication, most of which the label gives as ranges",
        "repeating it, to be considered if the cells are delayed by more than 14 days",
    ),
    aliases=("ciltacabtagene-autoleucel", "carvykti"),
)
