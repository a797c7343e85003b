"""Encorafenib with binimetinib for myeloma with a BRAF V600 mutation, as in BIRMA."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.encorafenib.references import BIRMA_RECORD
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

ENCORAFENIB_BINIMETINIB = Regimen(
    id="encorafenib-binimetinib",
    title="Encorafenib and binimetinib, BRAF V600E or V600K (BIRMA)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=BIRMA_RECORD.at("detailed description: 1 cycle is defined as 28 days"),
            components=(
                Component(
                    drug=Drug(name="encorafenib"),
                    group="BRAF-MEK",
                    dose=WrittenDose(
                        amount=amount("450 mg"),
                        source=BIRMA_RECORD.at("detailed description: LGX818 450 mg p.o."),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=BIRMA_RECORD.at("detailed description: once daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="binimetinib"),
                    group="BRAF-MEK",
                    dose=WrittenDose(
                        amount=amount("45 mg"),
                        times=2,
                        source=BIRMA_RECORD.at(
                            "detailed description: MEK162 45 mg p.o. twice daily"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=BIRMA_RECORD.at("detailed description: twice daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days",
            reading="both are given every day of the 28, without a break",
            alternatives="none; the registration states no days off",
            source=BIRMA_RECORD.at("detailed description: once daily and twice daily"),
        ),
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="none",
            source=BIRMA_RECORD.at(
                "detailed description: until disease progression or toxicity requiring "
                "discontinuation"
            ),
        ),
    ),
    no_rule_for=(
        "dose levels and reductions (see the labels)",
        "examinations of eyes, heart and skin",
        "strong inhibitors of CYP3A4",
        "the BRAF mutation that the trial asks for",
    ),
    aliases=("enco-bini", "birma"),
)
