"""BMDex, bortezomib with melphalan and dexamethasone, in AL amyloidosis."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import BMDEX_RECORD, MDEX_REGISTRY, MDEX_SUMMARY
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
)
from regimens.catalogue.references import VELCADE_LABEL
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Schedule

BMDEX = Regimen(
    id="bmdex",
    title="BMDex: bortezomib, melphalan, dexamethasone in AL amyloidosis (NCT01277016), 8 cycles",
    revision="1",
    phases=(
        Phase(
            name="twice-weekly",
            cycle_length=28,
            cycles=2,
            source=BMDEX_RECORD.at("detailed description: cycles 1 and 2, a 28 day cycle"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="MDex",
                    dose=WrittenDose(
                        amount=amount("0.22 mg/kg"),
                        source=MDEX_REGISTRY.at("intervention: oral melphalan 0.22 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 2),
                            source=MDEX_REGISTRY.at(
                                "intervention: daily for four consecutive days"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="MDex",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=MDEX_REGISTRY.at("intervention: oral dexamethasone 40 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 2),
                            source=MDEX_REGISTRY.at(
                                "intervention: daily for four consecutive days"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BMDEX_RECORD.at("detailed description: bortezomib 1.3 mg/m2 i.v."),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 2),
                            source=BMDEX_RECORD.at(
                                "detailed description: cycles 1 and 2, days 1, 4, 8 and 11"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS[1:],
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
            ),
        ),
        Phase(
            name="weekly",
            cycle_length=35,
            cycles=6,
            source=BMDEX_RECORD.at("detailed description: cycles 3 - 8, a 35 day cycle"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="MDex",
                    dose=WrittenDose(
                        amount=amount("0.22 mg/kg"),
                        source=MDEX_REGISTRY.at("intervention: oral melphalan 0.22 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 6),
                            source=MDEX_REGISTRY.at(
                                "intervention: daily for four consecutive days"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="MDex",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=MDEX_REGISTRY.at("intervention: oral dexamethasone 40 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 6),
                            source=MDEX_REGISTRY.at(
                                "intervention: daily for four consecutive days"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BMDEX_RECORD.at("detailed description: bortezomib 1.3 mg/m2 i.v."),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 6),
                            source=BMDEX_RECORD.at(
                                "detailed description: cycles 3 - 8, days 1, 8, 15 and 22"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS[1:],
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cycle numbers",
            reading="cycles 3 to 8 of the trial are cycles 1 to 6 of the phase weekly, whose "
            "cycles are longer",
            alternatives="one run of numbers over cycles of two lengths",
            source=BMDEX_RECORD.at("detailed description: cycles 3 - 8, a 35 day cycle"),
        ),
        Interpretation(
            name="number of cycles",
            reading="8 cycles; the record ends BMDex after cycle 8, or earlier by response",
            alternatives="up to 9 cycles, as the research summary gives for both arms; an end "
            "after cycle 6 with a complete response, or after cycle 3 without a partial one",
            source=MDEX_SUMMARY.at("either arm up to 9 cycles"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "dose reductions for toxicity",
        "antiviral prophylaxis",
    ),
)
