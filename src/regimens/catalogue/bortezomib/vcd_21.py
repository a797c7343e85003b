"""VCd in 21-day cycles, with bortezomib twice a week."""

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
from regimens.catalogue.bortezomib.references import NCCN_REGIMENS
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VCD_21 = Regimen(
    id="vcd-21",
    title="VCd in 21-day cycles: bortezomib, cyclophosphamide 500 mg/m², dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=21,
            cycles=4,
            source=NCCN_REGIMENS.at(
                "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: every 3 weeks for 3-4 cycles"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=NCCN_REGIMENS.at(
                            "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: "
                            "bortezomib 1.3 mg/m² subcutaneous"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 4),
                            source=NCCN_REGIMENS.at(
                                "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: "
                                "bortezomib, days 1, 4, 8, 11"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("500 mg/m²"),
                        source=NCCN_REGIMENS.at(
                            "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: "
                            "cyclophosphamide 500 mg/m² orally once daily"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 4),
                            source=NCCN_REGIMENS.at(
                                "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: "
                                "cyclophosphamide, days 1, 8, 15"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=NCCN_REGIMENS.at(
                            "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: "
                            "dexamethasone 40 mg orally once daily"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 4),
                            source=NCCN_REGIMENS.at(
                                "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: "
                                "dexamethasone, days 1, 8, 15"
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
            name="four cycles",
            reading="4 cycles are planned",
            alternatives="3 cycles",
            source=NCCN_REGIMENS.at(
                "bortezomib, cyclophosphamide, dexamethasone, 3 weeks: every 3 weeks for 3-4 cycles"
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
