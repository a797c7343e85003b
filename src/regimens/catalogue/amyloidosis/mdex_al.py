"""MDex, melphalan and dexamethasone, the control arm of the trial of BMDex in AL amyloidosis."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import MDEX_REGISTRY, MDEX_SUMMARY, NAC_MEL_DEX
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MDEX_AL = Regimen(
    id="mdex-al",
    title="MDex: melphalan and dexamethasone in AL amyloidosis (NCT01277016), 9 cycles",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=9,
            source=MDEX_SUMMARY.at("up to 9 cycles"),
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
                            cycles=Cycles(1, 9),
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
                            cycles=Cycles(1, 9),
                            source=MDEX_REGISTRY.at(
                                "intervention: daily for four consecutive days"
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
            name="length of a cycle",
            reading="28 days, as a national centre repeats the same two drugs at the same doses; "
            "the trial's own text was read only in part",
            alternatives="another length",
            source=NAC_MEL_DEX.at("the cycle is repeated every 28 days"),
        ),
        Interpretation(
            name="four days",
            reading="four consecutive days are days 1 to 4 of the cycle",
            alternatives="other days",
            source=MDEX_REGISTRY.at("intervention: daily for four consecutive days"),
        ),
        Interpretation(
            name="number of cycles",
            reading="all 9 of up to 9 cycles",
            alternatives="fewer, by response",
            source=MDEX_SUMMARY.at("up to 9 cycles"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "dose reductions for toxicity",
        "prophylaxis",
    ),
)
