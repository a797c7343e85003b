"""VMP with bortezomib once a week: twelve 35-day cycles."""

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
from regimens.catalogue.bortezomib.references import NZ_BMP
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VMP_WEEKLY = Regimen(
    id="vmp-weekly",
    title="VMP weekly: bortezomib once weekly, melphalan, prednisone (NZ BMP)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=35,
            cycles=12,
            source=NZ_BMP.at("cycles 1 to 12 - 35 days"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=NZ_BMP.at("cycle details: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 12),
                            source=NZ_BMP.at("cycle details: bortezomib, days 1, 8, 15, 22"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=NZ_BMP.at("cycle details: melphalan 9 mg/m² once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 12),
                            source=NZ_BMP.at("cycle details: melphalan, days 1 to 4"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=NZ_BMP.at("cycle details: prednisone 60 mg/m² once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 12),
                            source=NZ_BMP.at("cycle details: prednisone, days 1 to 4"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="tablets",
            reading="melphalan is shown to the milligram of the policy; the library rounds "
            "each dose to the closest multiple of 2 mg tablets",
            alternatives="the rounding is part of the dose",
            source=NZ_BMP.at("full details: round dose to closest multiple of 2 mg tablets"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "melphalan by renal function",
    ),
    aliases=("bmp-weekly",),
)
