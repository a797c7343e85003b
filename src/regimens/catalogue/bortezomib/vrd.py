"""VRd: eight 21-day cycles of bortezomib, lenalidomide and dexamethasone, then Rd."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_14,
    DAYS_1_TO_21,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import MAYO_TABLE, S0777_REPORT, SWOG_1211, SWOG_S0777
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_14_DAYS,
    RENAL_LATER_PHASES,
    RENAL_LEVELS_US,
    RENAL_LEVELS_US_14,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VRD = Regimen(
    id="vrd",
    title="VRd, then Rd: bortezomib, lenalidomide, dexamethasone (SWOG S0777)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=21,
            cycles=8,
            source=SWOG_1211.at("abstract, induction: eight cycles, every 21 days"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=SWOG_1211.at(
                            "abstract, induction: bortezomib 1.3 mg/m² subcutaneously"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=SWOG_1211.at("abstract, induction: days 1, 4, 8 and 11"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=SWOG_1211.at("abstract, induction: lenalidomide 25 mg orally"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_14,
                            cycles=Cycles(1, 8),
                            source=SWOG_1211.at("abstract, induction: days 1-14"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US_14,
                    tables=(RENAL_TABLE_US,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=SWOG_1211.at("abstract, induction: dexamethasone 20 mg orally"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=SWOG_1211.at(
                                "abstract, induction: days 1, 2, 4, 5, 8, 9, 11 and 12"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
        Phase(
            name="continuation",
            cycle_length=28,
            cycles=None,
            source=SWOG_S0777.at("abstract: Rd maintenance for all patients"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"), source=MAYO_TABLE.at("Rd: lenalidomide 25 mg oral")
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_21,
                            cycles=Cycles(1),
                            source=MAYO_TABLE.at("Rd: days 1-21 every 28 days"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=MAYO_TABLE.at("Rd: dexamethasone 40 mg oral")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=MAYO_TABLE.at("Rd: days 1, 8, 15, 22 every 28 days"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        BORTEZOMIB_BILIRUBIN,
        Interpretation(
            name="days of induction",
            reading="the eight cycles have the doses and days that SWOG-1211 prints for the "
            "same three drugs; the S0777 abstract states the number of cycles and "
            "their length only",
            alternatives="other days in S0777",
            source=SWOG_S0777.at("abstract: eight 21-day cycles of VRd"),
        ),
        Interpretation(
            name="Rd after induction",
            reading="Rd goes on with the doses of Rd alone, lenalidomide 25 mg and "
            "dexamethasone 40 mg weekly",
            alternatives="reduced doses; the report states 25 mg and 40 mg for Rd without saying "
            "for how long",
            source=S0777_REPORT.at(
                "Rd: lenalidomide 25 mg/day and dexamethasone 40 mg/day; Rd "
                "maintenance until progression"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        *RENAL_READINGS_US,
        RENAL_14_DAYS,
        RENAL_LATER_PHASES,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        *NO_RENAL_RULE_FOR,
        "prophylaxis against thrombosis",
        "stem cell collection",
    ),
    aliases=(
        "rvd",
        "vrd-s0777",
    ),
)
