"""Dose-attenuated maintenance with bortezomib, lenalidomide and dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_21,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import SWOG_1211
from regimens.catalogue.lenalidomide.drugs import (
    RENAL_LEVELS_US,
    RENAL_READING_FROM_60,
    RENAL_TABLE_FROM_60,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VRD_MAINTENANCE_SWOG_1211 = Regimen(
    id="vrd-maintenance-swog-1211",
    title="VRd maintenance at reduced doses (SWOG-1211)",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=None,
            source=SWOG_1211.at("abstract, maintenance: every 28 days until disease progression"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1 mg/m²"),
                        source=SWOG_1211.at(
                            "abstract, maintenance: bortezomib 1 mg/m² subcutaneously"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=SWOG_1211.at("abstract, maintenance: days 1, 8, and 15"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=BORTEZOMIB_LEVELS[1:],
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("15 mg"),
                        source=SWOG_1211.at("abstract, maintenance: lenalidomide 15 mg orally"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_21,
                            cycles=Cycles(1),
                            source=SWOG_1211.at("abstract, maintenance: days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US,
                    tables=(RENAL_TABLE_FROM_60,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("12 mg"),
                        source=SWOG_1211.at("abstract, maintenance: dexamethasone 12 mg orally"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=SWOG_1211.at(
                                "abstract, maintenance: days 1, 18, and 15, a misprint for "
                                "1, 8 and 15"
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
            name="days of dexamethasone",
            reading="dexamethasone is given on days 1, 8 and 15, with bortezomib; the "
            "abstract prints 1, 18, and 15",
            alternatives="days 1, 15 and 18",
            source=SWOG_1211.at("abstract, maintenance: days 1, 18, and 15"),
        ),
        WITHHELD,
        NEUROPATHY,
        RENAL_READING_FROM_60,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "lenalidomide by renal function under 60 mL/min and on dialysis: no row that was read is "
        "for a full dose of 15 mg; its levels are those of induction, for a dose that is to stay",
        "prophylaxis against thrombosis",
        "liver function: the label's 0.7 mg/m² of bortezomib in cycle 1, with bilirubin over 1.5 "
        "times normal, is printed for 1.3 mg/m²; record a dose change to level 0.7",
    ),
    aliases=("rvd-maintenance-swog-1211",),
)
