"""Intravenous busulfan by body surface on four days, a day of rest, then melphalan on two."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.transplant.references import BUMEL_HOUSTON
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BUMEL_FOUR_DAYS = Regimen(
    id="bumel-four-days",
    title="BuMel: busulfan 130 mg/m² on four days and melphalan 70 mg/m² on two",
    revision="1",
    phases=(
        Phase(
            name="conditioning",
            cycle_length=8,
            cycles=1,
            first_day=-7,
            source=BUMEL_HOUSTON.at(
                "abstract, patients and methods: four daily doses, a rest day, two "
                "daily doses, cells the following day"
            ),
            components=(
                Component(
                    drug=Drug(name="busulfan"),
                    group="BuMel",
                    dose=WrittenDose(
                        amount=amount("130 mg/m²"),
                        source=BUMEL_HOUSTON.at(
                            "abstract, patients and methods: busulfan 130 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-7, -6, -5, -4),
                            cycles=Cycles(1, 1),
                            source=BUMEL_HOUSTON.at(
                                "abstract, patients and methods: daily for 4 days"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="BuMel",
                    dose=WrittenDose(
                        amount=amount("70 mg/m²"),
                        source=BUMEL_HOUSTON.at(
                            "abstract, patients and methods: melphalan 70 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(-2, -1),
                            cycles=Cycles(1, 1),
                            source=BUMEL_HOUSTON.at(
                                "abstract, patients and methods: two daily doses after a rest day"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days",
            reading="with the cells on day 0, melphalan is on days -2 and -1, the rest "
            "on day -3, busulfan on days -7 to -4; the abstract counts no days",
            alternatives="another rest",
            source=BUMEL_HOUSTON.at(
                "abstract, patients and methods: stem cells are infused the following day"
            ),
        ),
        Interpretation(
            name="fixed dose",
            reading="busulfan by body surface, as 7 of 25 patients had",
            alternatives="doses to an average daily area of 5,000 µmol·min by a test dose of "
            "32 mg/m² 48 hours before, as 18 had",
            source=BUMEL_HOUSTON.at(
                "abstract, patients and methods: either as a fixed dose, or to "
                "target an average daily AUC"
            ),
        ),
        Interpretation(
            name="day 0",
            reading="day 0 is the infusion of the stem cells; the course starts on the "
            "first day of the phase, on which there may be no dose",
            alternatives="days counted from the first dose",
            source=BUMEL_HOUSTON.at(
                "abstract, patients and methods: stem cells are infused the following day"
            ),
        ),
    ),
    no_rule_for=(
        "renal function",
        "hepatic function and veno-occlusive disease",
        "age and frailty",
        "the number of stem cells infused",
        "growth factor after the infusion",
        "prophylaxis of seizures",
        "busulfan by its measured exposure",
    ),
    aliases=("bumel-mdacc",),
)
