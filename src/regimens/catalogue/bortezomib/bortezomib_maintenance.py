"""Bortezomib every two weeks for two years, after high-dose melphalan."""

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
from regimens.catalogue.bortezomib.references import HOVON_65
from regimens.components import Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BORTEZOMIB_MAINTENANCE = Regimen(
    id="bortezomib-maintenance",
    title="Bortezomib maintenance every 2 weeks for 2 years (HOVON-65)",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=26,
            source=HOVON_65.at("abstract: once every 2 weeks for 2 years"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="V",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=HOVON_65.at("abstract: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1, 26),
                            source=HOVON_65.at("abstract: once every 2 weeks"),
                        ),
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cycles",
            reading="every 2 weeks is days 1 and 15 of cycles of 28 days",
            alternatives="cycles of 14 days, on the same dates; the abstract states no cycle",
            source=HOVON_65.at("abstract: once every 2 weeks"),
        ),
        Interpretation(
            name="two years",
            reading="2 years are 104 weeks, 52 doses",
            alternatives="calendar years, with a 53rd dose on day 729",
            source=HOVON_65.at("abstract: once every 2 weeks for 2 years"),
        ),
        Interpretation(
            name="start after the transplant",
            reading="the course starts on the date of the first maintenance dose",
            alternatives="a stated time after high-dose melphalan; the abstract states none",
            source=HOVON_65.at(
                "abstract: high-dose melphalan and autologous stem-cell "
                "transplantation, then maintenance"
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
    ),
    aliases=("bortezomib-maintenance-hovon-65",),
)
