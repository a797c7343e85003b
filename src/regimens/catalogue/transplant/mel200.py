"""Melphalan 200 mg/m² before an autologous transplant."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.transplant.references import (
    BUSULFAN_THIOTEPA,
    CALGB_100104,
    EVOMELA_LABEL,
    MEL200_MEL100,
)
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MEL200 = Regimen(
    id="mel200",
    title="MEL200: melphalan 200 mg/m² with autologous stem cells",
    revision="1",
    phases=(
        Phase(
            name="conditioning",
            cycle_length=4,
            cycles=1,
            first_day=-3,
            source=EVOMELA_LABEL.at("conditioning: days -3 and -2, transplantation on day 0"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="melphalan",
                    dose=WrittenDose(
                        amount=amount("200 mg/m²"),
                        source=MEL200_MEL100.at("abstract: 200 mg/m², MEL200"),
                    ),
                    timing=(
                        Schedule(
                            days=(-2,),
                            cycles=Cycles(1, 1),
                            source=CALGB_100104.at(
                                "outline, autologous transplantation: day -2 or -1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="melphalan-days", option="day-minus-2"),
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="melphalan",
                    dose=WrittenDose(
                        amount=amount("200 mg/m²"),
                        source=MEL200_MEL100.at("abstract: 200 mg/m², MEL200"),
                    ),
                    timing=(
                        Schedule(
                            days=(-1,),
                            cycles=Cycles(1, 1),
                            source=CALGB_100104.at(
                                "outline, autologous transplantation: day -2 or -1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="melphalan-days", option="day-minus-1"),
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="melphalan",
                    dose=WrittenDose(
                        amount=amount("100 mg/m²"),
                        source=EVOMELA_LABEL.at(
                            "conditioning: 100 mg/m² daily for 2 consecutive days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-3, -2),
                            cycles=Cycles(1, 1),
                            source=EVOMELA_LABEL.at("conditioning: days -3 and -2"),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="melphalan-days", option="days-minus-3-and-2"),
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="melphalan",
                    dose=WrittenDose(
                        amount=amount("100 mg/m²"),
                        source=BUSULFAN_THIOTEPA.at(
                            "abstract: melphalan 100 mg/m² once a day on two days"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-2, -1),
                            cycles=Cycles(1, 1),
                            source=CALGB_100104.at(
                                "outline, autologous transplantation: over 2 days, -2 and -1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    alternative=Alternative(choice="melphalan-days", option="days-minus-2-and-1"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="day of melphalan",
            reading="one dose on day -2, unless another day or two days are chosen; the "
            "trial leaves it open",
            alternatives="day -1, days -3 and -2, or days -2 and -1, each a choice; day -3 "
            "alone was also used",
            source=CALGB_100104.at(
                "outline, autologous transplantation: day -2 or -1, or over 2 days "
                "on -3 and -2 or -2 and -1"
            ),
        ),
        Interpretation(
            name="two days",
            reading="over two days melphalan is 100 mg/m² on each",
            alternatives="another division",
            source=EVOMELA_LABEL.at("conditioning: 100 mg/m² daily for 2 consecutive days"),
        ),
        Interpretation(
            name="which weight",
            reading="the body surface is taken from the actual weight",
            alternatives="over 130 % of the ideal weight an adjusted ideal weight, as the "
            "label of one product says",
            source=EVOMELA_LABEL.at("conditioning: over 130 % of ideal body weight"),
        ),
        Interpretation(
            name="day 0",
            reading="day 0 is the infusion of the stem cells; the course starts on the "
            "first day of the phase, on which there may be no dose",
            alternatives="days counted from the first dose",
            source=EVOMELA_LABEL.at("conditioning: transplantation on day 0"),
        ),
    ),
    no_rule_for=(
        "renal function",
        "hepatic function",
        "age and frailty",
        "the number of stem cells infused",
        "growth factor after the infusion",
        "cryotherapy and other support",
    ),
    aliases=(
        "melphalan-200",
        "hdm-200",
    ),
)
