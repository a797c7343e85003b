"""Melphalan 100 mg/m² before an autologous transplant."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.transplant.references import CALGB_100104, MEL200_MEL100
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MEL100 = Regimen(
    id="mel100",
    title="MEL100: melphalan 100 mg/m² with autologous stem cells",
    revision="1",
    phases=(
        Phase(
            name="conditioning",
            cycle_length=3,
            cycles=1,
            first_day=-2,
            source=CALGB_100104.at("outline, autologous transplantation: transplantation on day 0"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="melphalan",
                    dose=WrittenDose(
                        amount=amount("100 mg/m²"),
                        source=MEL200_MEL100.at("abstract: 100 mg/m², MEL100"),
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
                        amount=amount("100 mg/m²"),
                        source=MEL200_MEL100.at("abstract: 100 mg/m², MEL100"),
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
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="day of melphalan",
            reading="one dose on day -2, unless day -1 is chosen; these are the days "
            "that a trial prints for high-dose melphalan, and the abstract with "
            "the dose prints none",
            alternatives="another day before the infusion",
            source=CALGB_100104.at("outline, autologous transplantation: day -2 or -1"),
        ),
        Interpretation(
            name="one transplant",
            reading="one transplant; a course for each",
            alternatives="the two transplants of the trial",
            source=MEL200_MEL100.at("abstract: 2 autologous transplantations"),
        ),
        Interpretation(
            name="day 0",
            reading="day 0 is the infusion of the stem cells; the course starts on the "
            "first day of the phase, on which there may be no dose",
            alternatives="days counted from the first dose",
            source=CALGB_100104.at("outline, autologous transplantation: transplantation on day 0"),
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
    aliases=("melphalan-100",),
)
