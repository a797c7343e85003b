"""Melphalan 140 mg/m² before an autologous transplant."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.transplant.references import CALGB_100104, CALM_STUDY
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MEL140 = Regimen(
    id="mel140",
    title="MEL140: melphalan 140 mg/m² with autologous stem cells",
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
                        amount=amount("140 mg/m²"),
                        source=CALM_STUDY.at("abstract: melphalan 140 mg/m²"),
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
                        amount=amount("140 mg/m²"),
                        source=CALM_STUDY.at("abstract: melphalan 140 mg/m²"),
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
            name="for whom",
            reading="for patients perceived to be at risk of excess toxicity, as the "
            "abstract says; no limit of age or renal function was read",
            alternatives="by age or creatinine clearance",
            source=CALM_STUDY.at("abstract: patients perceived to be at risk of excess toxicity"),
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
    aliases=(
        "melphalan-140",
        "hdm-140",
    ),
)
