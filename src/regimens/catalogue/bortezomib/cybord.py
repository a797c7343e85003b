"""CyBorD as first published: bortezomib twice weekly, four 28-day cycles."""

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
from regimens.catalogue.bortezomib.references import CYBORD_ABSTRACT, NCCN_REGIMENS
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CYBORD = Regimen(
    id="cybord",
    title="CyBorD, the first form: bortezomib twice weekly, dexamethasone 480 mg a cycle",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=4,
            source=NCCN_REGIMENS.at(
                "bortezomib, cyclophosphamide, dexamethasone, 4 weeks: every 4 weeks for 3-4 cycles"
            ),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=CYBORD_ABSTRACT.at("methods: cyclophosphamide 300 mg/m² by mouth"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 4),
                            source=CYBORD_ABSTRACT.at("methods: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=CYBORD_ABSTRACT.at("methods: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 4),
                            source=CYBORD_ABSTRACT.at("methods: days 1, 4, 8, and 11"),
                        ),
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
                        source=CYBORD_ABSTRACT.at("methods: dexamethasone 40 mg by mouth"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12, 17, 18, 19, 20),
                            cycles=Cycles(1, 4),
                            source=CYBORD_ABSTRACT.at("methods: days 1-4, 9-12, 17-20"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="four cycles",
            reading="4 cycles of 28 days are planned",
            alternatives="3 cycles",
            source=NCCN_REGIMENS.at(
                "bortezomib, cyclophosphamide, dexamethasone, 4 weeks: every 4 weeks for 3-4 cycles"
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
        "cyclophosphamide by renal function",
    ),
)
