"""VMP of the Spanish trial: bortezomib twice weekly for one cycle, then weekly."""

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
from regimens.catalogue.bortezomib.references import GEM2005_ABSTRACT
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VMP_GEM2005 = Regimen(
    id="vmp-gem2005",
    title="VMP: one 42-day cycle, then five 35-day cycles (GEM2005)",
    revision="1",
    phases=(
        Phase(
            name="twice-weekly",
            cycle_length=42,
            cycles=1,
            source=GEM2005_ABSTRACT.at("one 6-week cycle"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=GEM2005_ABSTRACT.at("bortezomib 1.3 mg/m² intravenous"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11, 22, 25, 29, 32),
                            cycles=Cycles(1, 1),
                            source=GEM2005_ABSTRACT.at(
                                "twice weekly, days 1, 4, 8, 11, 22, 25, 29 and 32"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=GEM2005_ABSTRACT.at("melphalan 9 mg/m² oral"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 1),
                            source=GEM2005_ABSTRACT.at("days 1-4 of each cycle"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=GEM2005_ABSTRACT.at("prednisone 60 mg/m² once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 1),
                            source=GEM2005_ABSTRACT.at("days 1-4 of each cycle"),
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="weekly",
            cycle_length=35,
            cycles=5,
            source=GEM2005_ABSTRACT.at("five 5-week cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=GEM2005_ABSTRACT.at("bortezomib 1.3 mg/m² intravenous"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 5),
                            source=GEM2005_ABSTRACT.at("once weekly, days 1, 8, 15 and 22"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=GEM2005_ABSTRACT.at("melphalan 9 mg/m² oral"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 5),
                            source=GEM2005_ABSTRACT.at("days 1-4 of each cycle"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=GEM2005_ABSTRACT.at("prednisone 60 mg/m² once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 5),
                            source=GEM2005_ABSTRACT.at("days 1-4 of each cycle"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="maintenance",
            reading="treatment ends after six cycles",
            alternatives="maintenance, which the trial went on to compare, is another regimen",
            source=GEM2005_ABSTRACT.at("maximum of 6 cycles (31 weeks)"),
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
    aliases=("vmp-pethema",),
)
