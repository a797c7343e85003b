"""MPT as in the Mayo Clinic's table, twelve 42-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import DAYS_1_TO_28
from regimens.catalogue.bortezomib.references import IFM_99_06_REPORT, MAYO_TABLE
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MPT = Regimen(
    id="mpt",
    title="MPT: melphalan, prednisone, thalidomide in 42-day cycles (after IFM 99-06)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=42,
            cycles=12,
            source=IFM_99_06_REPORT.at("materials and methods: 12 courses at 6 week intervals"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("0.25 mg/kg"),
                        source=MAYO_TABLE.at(
                            "melphalan-prednisone-thalidomide: melphalan 0.25 mg/kg oral"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 12),
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone-thalidomide: melphalan, days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="0.20",
                            dose=WrittenDose(
                                amount=amount("0.20 mg/kg"),
                                source=MAYO_TABLE.at(
                                    "melphalan-prednisone-thalidomide: 0.20 mg/kg/day in "
                                    "patients over the age of 75"
                                ),
                            ),
                            note="for patients over 75 years",
                            for_older_than=75,
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone-thalidomide: 0.20 mg/kg/day in "
                                "patients over the age of 75"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("2 mg/kg"),
                        source=MAYO_TABLE.at(
                            "melphalan-prednisone-thalidomide: prednisone 2 mg/kg oral"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 12),
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone-thalidomide: prednisone, days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("200 mg"),
                        source=MAYO_TABLE.at(
                            "melphalan-prednisone-thalidomide: thalidomide 100-200 mg oral"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_28,
                            cycles=Cycles(1, 12),
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone-thalidomide: thalidomide, days 1-28"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="100",
                            dose=WrittenDose(
                                amount=amount("100 mg"),
                                source=MAYO_TABLE.at(
                                    "melphalan-prednisone-thalidomide: 100 mg dose in patients "
                                    "over 75"
                                ),
                            ),
                            note="for patients over 75 years, and the lower end of the "
                            "range printed",
                            for_older_than=75,
                            source=MAYO_TABLE.at(
                                "melphalan-prednisone-thalidomide: 100 mg dose in patients over 75"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days of thalidomide",
            reading="thalidomide is given on days 1 to 28 of 42, as the table prints",
            alternatives="every day",
            source=MAYO_TABLE.at(
                "melphalan-prednisone-thalidomide: days 1-28, repeated every 6 weeks"
            ),
        ),
        Interpretation(
            name="100 to 200 mg",
            reading="the full dose of thalidomide is 200 mg, and 100 mg is a level",
            alternatives="another amount: IFM 99-06 went up to the highest tolerated, at most "
            "400 mg a day",
            source=IFM_99_06_REPORT.at(
                "materials and methods: maximum tolerated dose, at most 400 mg/day"
            ),
        ),
        Interpretation(
            name="twelve cycles",
            reading="the twelve courses of melphalan and prednisone in IFM 99-06 hold for MPT",
            alternatives="another number; the report states it for the MP arm",
            source=IFM_99_06_REPORT.at("materials and methods: MP arm, 12 courses"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "melphalan by renal function",
        "neuropathy under thalidomide",
        "prophylaxis against thrombosis",
    ),
)
