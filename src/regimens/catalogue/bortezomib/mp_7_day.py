"""MP: flat doses of melphalan and prednisone on seven days, every 6 weeks."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.references import MAYO_TABLE
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MP_7_DAY = Regimen(
    id="mp-7-day",
    title="MP over seven days, every 6 weeks",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=42,
            cycles=None,
            source=MAYO_TABLE.at("melphalan-prednisone (7-day schedule): repeated every 6 weeks"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="MP",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=MAYO_TABLE.at(
                            "melphalan-prednisone (7-day schedule): melphalan 8-10 mg oral"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7),
                            cycles=Cycles(1),
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone (7-day schedule): melphalan, days 1-7"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="8 mg",
                            dose=WrittenDose(
                                amount=amount("8 mg"),
                                source=MAYO_TABLE.at(
                                    "melphalan-prednisone (7-day schedule): melphalan 8-10 mg oral"
                                ),
                            ),
                            note="the lower end of the range printed",
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone (7-day schedule): melphalan 8-10 mg oral"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="MP",
                    dose=WrittenDose(
                        amount=amount("60 mg"),
                        source=MAYO_TABLE.at(
                            "melphalan-prednisone (7-day schedule): prednisone 60 mg/day oral"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7),
                            cycles=Cycles(1),
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone (7-day schedule): prednisone, days 1-7"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="8 to 10 mg",
            reading="the full dose is 10 mg, and 8 mg is a level",
            alternatives="8 mg, or 9 mg",
            source=MAYO_TABLE.at("melphalan-prednisone (7-day schedule): melphalan 8-10 mg oral"),
        ),
        Interpretation(
            name="number of cycles",
            reading="cycles go on for as long as they are asked for",
            alternatives="a fixed number; the table states none",
            source=MAYO_TABLE.at("melphalan-prednisone (7-day schedule): repeated every 6 weeks"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "melphalan by renal function",
    ),
)
