"""VRd with bortezomib once a week, up to eight 21-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_14,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import NCCP_RVD
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_14_DAYS,
    RENAL_LEVELS_EU_14,
    RENAL_READINGS_EU,
    RENAL_TABLE_EU,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VRD_WEEKLY = Regimen(
    id="vrd-weekly",
    title="VRd weekly: bortezomib once weekly, lenalidomide, dexamethasone (NCCP 00416)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=8,
            source=NCCP_RVD.at("treatment table: every 21 days for up to 8 cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=NCCP_RVD.at("treatment table: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 8),
                            source=NCCP_RVD.at("treatment table: bortezomib, days 1, 8 and 15"),
                        ),
                    ),
                    routes=(
                        Route.SC,
                        Route.IV,
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=NCCP_RVD.at("treatment table: lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_14,
                            cycles=Cycles(1, 8),
                            source=NCCP_RVD.at("treatment table: days 1-14 inclusive"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_EU_14,
                    tables=(RENAL_TABLE_EU,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=NCCP_RVD.at("treatment table: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 8),
                            source=NCCP_RVD.at("treatment table: dexamethasone, days 1, 8 and 15"),
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
            name="up to eight cycles",
            reading="8 cycles are planned",
            alternatives="fewer, at the prescriber's decision",
            source=NCCP_RVD.at(
                "treatment: for up to eight treatment cycles or until disease progression"
            ),
        ),
        Interpretation(
            name="route",
            reading="bortezomib is subcutaneous; intravenous only in individual cases where "
            "a consultant approves",
            alternatives="either route freely",
            source=NCCP_RVD.at("treatment table, note a"),
        ),
        WITHHELD,
        NEUROPATHY,
        *RENAL_READINGS_EU,
        RENAL_14_DAYS,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        *NO_RENAL_RULE_FOR,
        "prophylaxis against thrombosis",
    ),
    aliases=(
        "rvd-weekly",
        "nccp-00416",
    ),
)
