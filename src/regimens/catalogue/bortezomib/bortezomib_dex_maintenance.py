"""Bortezomib and dexamethasone every two weeks after a salvage therapy with bortezomib."""

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
from regimens.catalogue.bortezomib.references import BORTEZOMIB_DEX_MAINTENANCE_TRIAL
from regimens.components import Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BORTEZOMIB_DEX_MAINTENANCE = Regimen(
    id="bortezomib-dex-maintenance",
    title="Bortezomib and dexamethasone maintenance every 2 weeks",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=None,
            source=BORTEZOMIB_DEX_MAINTENANCE_TRIAL.at(
                "abstract, methods: every 28-day cycle until progression"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BORTEZOMIB_DEX_MAINTENANCE_TRIAL.at(
                            "abstract, methods: bortezomib 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_DEX_MAINTENANCE_TRIAL.at(
                                "abstract, methods: days 1 and 15"
                            ),
                        ),
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
                        source=BORTEZOMIB_DEX_MAINTENANCE_TRIAL.at(
                            "abstract, methods: dexamethasone 20 mg/day"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 15, 16),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_DEX_MAINTENANCE_TRIAL.at(
                                "abstract, methods: days 1-2 and 15-16"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="mg/mq",
            reading="1.3 mg/mq is 1.3 mg/m², metro quadrato",
            alternatives="another unit",
            source=BORTEZOMIB_DEX_MAINTENANCE_TRIAL.at("abstract, methods: 1.3 mg/mq"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
    ),
    aliases=("vd-maintenance",),
)
