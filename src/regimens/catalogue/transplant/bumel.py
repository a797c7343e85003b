"""Intravenous busulfan once a day on three days, then melphalan."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.transplant.references import BUMEL_IV, GEM2000_BUSULFAN
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BUMEL = Regimen(
    id="bumel",
    title="BuMel: busulfan 3.2 mg/kg on three days and melphalan 140 mg/m²",
    revision="1",
    phases=(
        Phase(
            name="conditioning",
            cycle_length=6,
            cycles=1,
            first_day=-5,
            source=BUMEL_IV.at("abstract: days -5 to -3 and day -2, before transplantation"),
            components=(
                Component(
                    drug=Drug(name="busulfan"),
                    group="BuMel",
                    dose=WrittenDose(
                        amount=amount("3.2 mg/kg"),
                        source=BUMEL_IV.at(
                            "abstract: intravenous busulfan 3.2 mg/kg in a single daily dose"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-5, -4, -3),
                            cycles=Cycles(1, 1),
                            source=BUMEL_IV.at("abstract: days -5 to -3"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="BuMel",
                    dose=WrittenDose(
                        amount=amount("140 mg/m²"),
                        source=BUMEL_IV.at("abstract: melphalan 140 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(-2,), cycles=Cycles(1, 1), source=BUMEL_IV.at("abstract: day -2")
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="per day",
            reading="3.2 mg/kg is the dose of each of three days, 9.6 mg/kg in all",
            alternatives="the total of the three days",
            source=BUMEL_IV.at("abstract: in a single daily dose"),
        ),
        Interpretation(
            name="other BuMel",
            reading="intravenous busulfan on three days, as this trial gave it",
            alternatives="oral busulfan 12 mg/kg in all with melphalan 140 mg/m², of which "
            "no days were read",
            source=GEM2000_BUSULFAN.at("abstract: oral busulfan 12 mg/kg plus melphalan 140 mg/m²"),
        ),
        Interpretation(
            name="which weight",
            reading="the actual weight",
            alternatives="an ideal or adjusted weight",
            source=BUMEL_IV.at("abstract: 3.2 mg/kg"),
        ),
        Interpretation(
            name="day 0",
            reading="day 0 is the infusion of the stem cells; the course starts on the "
            "first day of the phase, on which there may be no dose",
            alternatives="days counted from the first dose",
            source=BUMEL_IV.at("abstract: autologous transplantation"),
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
    aliases=(
        "bu-mel",
        "bumel-iv",
    ),
)
