"""CyBorD with all three drugs once a week, 28-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import MAYO_TABLE, NZ_CYBORDEX_LOW
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CYBORD_WEEKLY = Regimen(
    id="cybord-weekly",
    title="CyBorD weekly: cyclophosphamide, bortezomib, dexamethasone once weekly",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=4,
            source=NZ_CYBORDEX_LOW.at("treatment overview: usually 4 cycles, 28 days"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=MAYO_TABLE.at(
                            "bortezomib-cyclophosphamide-dexamethasone: "
                            "cyclophosphamide 300 mg/m² orally"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 4),
                            source=MAYO_TABLE.at(
                                "bortezomib-cyclophosphamide-dexamethasone: "
                                "cyclophosphamide, days 1, 8, 15 and 22"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=MAYO_TABLE.at(
                            "bortezomib-cyclophosphamide-dexamethasone: bortezomib 1.3 "
                            "mg/m² intravenously"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 4),
                            source=MAYO_TABLE.at(
                                "bortezomib-cyclophosphamide-dexamethasone: bortezomib, "
                                "days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    routes=(
                        Route.IV,
                        Route.SC,
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=MAYO_TABLE.at(
                            "bortezomib-cyclophosphamide-dexamethasone: dexamethasone 40 mg orally"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 4),
                            source=MAYO_TABLE.at(
                                "bortezomib-cyclophosphamide-dexamethasone: dexamethasone, "
                                "days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=NZ_CYBORDEX_LOW.at(
                                    "cycle details: dexamethasone 20 mg, days 1, 8, 15, 22"
                                ),
                            ),
                            note="the low-dose regimen of the New Zealand library",
                            source=NZ_CYBORDEX_LOW.at(
                                "cycle details: dexamethasone 20 mg, days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="four cycles",
            reading="4 cycles are planned",
            alternatives="more, by transplant eligibility and response",
            source=NZ_CYBORDEX_LOW.at("treatment overview: usually 4 cycles, more may be required"),
        ),
        Interpretation(
            name="route",
            reading="bortezomib is intravenous, as the table prints, or subcutaneous, as "
            "the New Zealand library has it",
            alternatives="one route only",
            source=NZ_CYBORDEX_LOW.at("cycle details: bortezomib, subcutaneous injection"),
        ),
        Interpretation(
            name="1.3 mg/m²",
            reading="bortezomib is 1.3 mg/m² once weekly",
            alternatives="1.5 mg/m² once weekly, as other publications have under the same name",
            source=MAYO_TABLE.at("bortezomib-cyclophosphamide-dexamethasone: bortezomib 1.3 mg/m²"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "cyclophosphamide by renal function",
    ),
    aliases=("vcd-weekly",),
)
