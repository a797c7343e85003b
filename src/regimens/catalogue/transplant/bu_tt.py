"""Thiotepa, then intravenous busulfan."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.transplant.references import BUSULFAN_THIOTEPA
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BU_TT = Regimen(
    id="bu-tt",
    title="BuTT: thiotepa 5 mg/kg on two days and busulfan 3.2 mg/kg on three",
    revision="1",
    phases=(
        Phase(
            name="conditioning",
            cycle_length=8,
            cycles=1,
            first_day=-7,
            source=BUSULFAN_THIOTEPA.at("abstract: days 7 to 6 and 5 to 3 before transplantation"),
            components=(
                Component(
                    drug=Drug(name="thiotepa"),
                    group="BuTT",
                    dose=WrittenDose(
                        amount=amount("5 mg/kg"),
                        source=BUSULFAN_THIOTEPA.at(
                            "abstract: intravenous thiotepa 5 mg/kg once a day"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-7, -6),
                            cycles=Cycles(1, 1),
                            source=BUSULFAN_THIOTEPA.at("abstract: from days 7 to 6"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="busulfan"),
                    group="BuTT",
                    dose=WrittenDose(
                        amount=amount("3.2 mg/kg"),
                        source=BUSULFAN_THIOTEPA.at(
                            "abstract: intravenous busulfan 3.2 mg/kg once a day"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-5, -4, -3),
                            cycles=Cycles(1, 1),
                            source=BUSULFAN_THIOTEPA.at("abstract: from days 5 to 3"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days before",
            reading="days 7 to 6 and 5 to 3 are days before the transplant: -7, -6 and -5 to -3",
            alternatives="days after it",
            source=BUSULFAN_THIOTEPA.at(
                "abstract: from days 7 to 6, followed by busulfan from days 5 to 3"
            ),
        ),
        Interpretation(
            name="which weight",
            reading="the actual weight",
            alternatives="an ideal or adjusted weight",
            source=BUSULFAN_THIOTEPA.at("abstract: mg/kg"),
        ),
        Interpretation(
            name="day 0",
            reading="day 0 is the infusion of the stem cells; the course starts on the "
            "first day of the phase, on which there may be no dose",
            alternatives="days counted from the first dose",
            source=BUSULFAN_THIOTEPA.at("abstract: autologous stem cell transplantation"),
        ),
    ),
    no_rule_for=(
        "renal function",
        "hepatic function and veno-occlusive disease",
        "age and frailty",
        "the number of stem cells infused",
        "growth factor after the infusion",
        "prophylaxis of seizures",
    ),
    aliases=("busulfan-thiotepa",),
)
