"""Bortezomib and dexamethasone with daily oral cyclophosphamide for relapsed myeloma."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_21,
    DAYS_1_TO_35,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import KROPFF_ABSTRACT, KROPFF_PAPER
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CYBORD_KROPFF = Regimen(
    id="cybord-kropff",
    title="Bortezomib, dexamethasone, continuous low-dose cyclophosphamide (Kropff)",
    revision="1",
    phases=(
        Phase(
            name="twice-weekly",
            cycle_length=21,
            cycles=8,
            source=KROPFF_PAPER.at("summary: eight 3-week cycles, days 1, 4, 8, and 11"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VCD",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=KROPFF_PAPER.at("summary: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=KROPFF_PAPER.at(
                                "summary: eight 3-week cycles, days 1, 4, 8, and 11"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VCD",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=KROPFF_PAPER.at("summary: dexamethasone 20 mg/day orally"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=KROPFF_PAPER.at(
                                "summary: on the day of bortezomib injection and the day thereafter"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="VCD",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=KROPFF_PAPER.at("summary: cyclophosphamide 50 mg/day once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_21,
                            cycles=Cycles(1, 8),
                            source=KROPFF_PAPER.at("summary: continuous oral treatment"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
        Phase(
            name="weekly",
            cycle_length=35,
            cycles=3,
            source=KROPFF_PAPER.at("summary: three 5-week cycles, days 1, 8, 15, and 22"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VCD",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=KROPFF_PAPER.at("summary: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 3),
                            source=KROPFF_PAPER.at(
                                "summary: three 5-week cycles, days 1, 8, 15, and 22"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VCD",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=KROPFF_PAPER.at("summary: dexamethasone 20 mg/day orally"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1, 3),
                            source=KROPFF_PAPER.at(
                                "summary: on the day of bortezomib injection and the day thereafter"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="VCD",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=KROPFF_PAPER.at("summary: cyclophosphamide 50 mg/day once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_35,
                            cycles=Cycles(1, 3),
                            source=KROPFF_PAPER.at("summary: continuous oral treatment"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="continuous cyclophosphamide",
            reading="cyclophosphamide 50 mg is given on every day of the eleven cycles",
            alternatives="it is left out on days without bortezomib",
            source=KROPFF_PAPER.at("summary: continuous oral treatment at a dose of 50 mg/d"),
        ),
        Interpretation(
            name="route",
            reading="bortezomib is intravenous",
            alternatives="subcutaneous, which was not given then",
            source=KROPFF_ABSTRACT.at("bortezomib 1.3 mg/m² IV"),
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
    aliases=("kropff",),
)
