"""Idecabtagene vicleucel: lymphodepletion, and the cells on day 0."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.cell_therapy.references import (
    ABECMA_DOSAGE,
    ABECMA_DOSAGE_2023,
    ABECMA_NURSES,
)
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

IDE_CEL = Regimen(
    id="ide-cel",
    title="Ide-cel: lymphodepletion with cyclophosphamide and fludarabine, cells on day 0",
    revision="1",
    phases=(
        Phase(
            name="infusion",
            cycle_length=6,
            cycles=1,
            first_day=-5,
            source=ABECMA_DOSAGE.at("pretreatment: for 3 days, infusion 2 days after completion"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="lymphodepletion",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=ABECMA_DOSAGE.at(
                            "pretreatment: cyclophosphamide 300 mg/m² for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-5, -4, -3),
                            cycles=Cycles(1, 1),
                            source=ABECMA_NURSES.at("lymphodepletion should begin 5 days before"),
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
                        source=ABECMA_DOSAGE.at("pretreatment: fludarabine 30 mg/m² for 3 days"),
                    ),
                    timing=(
                        Schedule(
                            days=(-5, -4, -3),
                            cycles=Cycles(1, 1),
                            source=ABECMA_NURSES.at("lymphodepletion should begin 5 days before"),
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
                        source=ABECMA_DOSAGE.at(
                            "pretreatment: cyclophosphamide 300 mg/m² for 3 days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-4, -3, -2),
                            cycles=Cycles(1, 1),
                            source=ABECMA_DOSAGE.at("pretreatment: 2 days after completion"),
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
                        source=ABECMA_DOSAGE.at("pretreatment: fludarabine 30 mg/m² for 3 days"),
                    ),
                    timing=(
                        Schedule(
                            days=(-4, -3, -2),
                            cycles=Cycles(1, 1),
                            source=ABECMA_DOSAGE.at("pretreatment: 2 days after completion"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="lymphodepletion-start", option="day-minus-4"),
                ),
                Component(
                    drug=Drug(name="idecabtagene vicleucel"),
                    group="cells",
                    dose=WrittenDose(
                        amount=amount("510 ×10⁶ cells"),
                        at_least=amount("300 ×10⁶ cells"),
                        source=ABECMA_DOSAGE.at("dose: 300 to 510×10⁶ CAR-positive T cells"),
                    ),
                    timing=(
                        Schedule(
                            days=(0,),
                            cycles=Cycles(1, 1),
                            source=ABECMA_DOSAGE.at("pretreatment: 2 days after completion"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="label", option="2024"),
                ),
                Component(
                    drug=Drug(name="idecabtagene vicleucel"),
                    group="cells",
                    dose=WrittenDose(
                        amount=amount("460 ×10⁶ cells"),
                        at_least=amount("300 ×10⁶ cells"),
                        source=ABECMA_DOSAGE_2023.at("dose: 300 to 460×10⁶ CAR-positive T cells"),
                    ),
                    timing=(
                        Schedule(
                            days=(0,),
                            cycles=Cycles(1, 1),
                            source=ABECMA_DOSAGE.at("pretreatment: 2 days after completion"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="label", option="2023"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="dose of cells",
            reading="the calendar has the most that may be given, 510 million by the label of "
            "2024; the product's own number stands in its papers, and the infusion is "
            "recorded without a dose",
            alternatives="460 million, by the label of 2023, a choice; or the lower end",
            source=ABECMA_DOSAGE_2023.at("recommended dose: 300 to 460 million"),
        ),
        Interpretation(
            name="two days after completion",
            reading="lymphodepletion begins 5 days before the cells, with two days "
            "between, as the manufacturer says to nurses",
            alternatives="days -4 to -2, so that the cells are 2 days after the last dose, a "
            "choice",
            source=ABECMA_NURSES.at(
                "lymphodepletion should begin 5 days before; 2 days after completion"
            ),
        ),
    ),
    no_rule_for=(
        "renal function, for which the label points to those of cyclophosphamide and fludarabine",
        "hepatic function",
        "bridging therapy",
        "delay by infection, inflammation or earlier toxicity",
        "cytokine release syndrome and neurologic toxicity",
        "premedication, most of which the label gives as ranges",
        "an infusion delayed by up to 7 days",
    ),
    aliases=("idecabtagene-vicleucel", "abecma"),
)
