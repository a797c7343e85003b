"""Belantamab mafodotin alone, every 3 weeks."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.belantamab.references import (
    BELANTAMAB_DOSAGE,
    BLENREP_EU_2022,
    BLENREP_US_2020,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BELANTAMAB = Regimen(
    id="belantamab",
    title="Belantamab mafodotin alone, every 3 weeks",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=None,
            source=BLENREP_EU_2022.at("posology: once every 3 weeks until progression"),
            components=(
                Component(
                    drug=Drug(name="belantamab mafodotin"),
                    group="BELA",
                    dose=WrittenDose(
                        amount=amount("2.5 mg/kg"), source=BLENREP_EU_2022.at("posology: 2.5 mg/kg")
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=BLENREP_EU_2022.at("posology: once every 3 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="2.5",
                            dose=WrittenDose(
                                amount=amount("2.5 mg/kg"),
                                source=BLENREP_EU_2022.at("posology: 2.5 mg/kg"),
                            ),
                            source=BLENREP_EU_2022.at("posology: 2.5 mg/kg"),
                        ),
                        Level(
                            name="1.9",
                            dose=WrittenDose(
                                amount=amount("1.9 mg/kg"),
                                source=BLENREP_US_2020.at(
                                    "dose reduction: 1.9 mg/kg once every 3 weeks"
                                ),
                            ),
                            note="the lowest step",
                            source=BLENREP_US_2020.at(
                                "dose reduction: 1.9 mg/kg once every 3 weeks"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="every 3 weeks",
            reading="a dose every 3 weeks is day 1 of cycles of 21 days",
            alternatives="no cycles, counted from the last dose given",
            source=BLENREP_EU_2022.at("posology: once every 3 weeks"),
        ),
        Interpretation(
            name="weight",
            reading="the dose is by actual body weight",
            alternatives="another weight; the EU text as read names none",
            source=BELANTAMAB_DOSAGE.at("usual adult dose: actual body weight"),
        ),
    ),
    no_rule_for=(
        "eye findings, which most often decide the next dose (see the label)",
        "a late or missed dose",
        "blood counts (see the label)",
    ),
    aliases=("belantamab-mafodotin", "belamaf"),
)
