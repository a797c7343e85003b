"""Vd: bortezomib twice weekly with dexamethasone, up to eight 21-day cycles."""

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
from regimens.catalogue.bortezomib.references import VELCADE_HONG_KONG
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VD = Regimen(
    id="vd",
    title="Vd: bortezomib and dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=8,
            source=VELCADE_HONG_KONG.at(
                "combination with dexamethasone: 21-day cycle, 4 cycles and "
                "at most 4 additional cycles"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"), source=VELCADE_HONG_KONG.at("Velcade 1.3 mg/m²")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=VELCADE_HONG_KONG.at(
                                "combination with dexamethasone: days 1, 4, 8 and 11"
                            ),
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
                    drug=Drug(name="dexamethasone"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=VELCADE_HONG_KONG.at(
                            "combination with dexamethasone: dexamethasone 20 mg orally"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=VELCADE_HONG_KONG.at(
                                "combination with dexamethasone: days 1, 2, 4, 5, 8, 9, 11 and 12"
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
            name="eight cycles",
            reading="8 cycles are planned; after 4, patients with response or stable "
            "disease continue",
            alternatives="4 cycles only, or other numbers",
            source=VELCADE_HONG_KONG.at(
                "combination with dexamethasone: response or stable disease "
                "after 4 cycles, max of 4 additional cycles"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "dexamethasone in elderly patients",
    ),
    aliases=("bd",),
)
