"""DCEP as the DARA-DCEP trial gave it."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.references import DARA_DCEP_PAPER
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import DelayRule, ReductionRule
from regimens.schedule import Cycles, Schedule

DCEP = Regimen(
    id="dcep",
    title="DCEP: dexamethasone, cyclophosphamide, etoposide, cisplatin (DARA-DCEP trial)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=3,
            source=DARA_DCEP_PAPER.at("Methods, Intervention: 28-day cycles, 3 cycles"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=DARA_DCEP_PAPER.at("Methods, Intervention: days 1-4"),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("400 mg/m²"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: cyclophosphamide"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=DARA_DCEP_PAPER.at("Methods, Intervention: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="etoposide"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("40 mg/m²"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: etoposide"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=DARA_DCEP_PAPER.at("Methods, Intervention: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="cisplatin"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("10 mg/m²"),
                        source=DARA_DCEP_PAPER.at("Methods, Intervention: cisplatin"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=DARA_DCEP_PAPER.at("Methods, Intervention: days 1-4"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    reductions=(
        ReductionRule(
            of="DCEP",
            lowest=Decimal("0.70"),
            later=(Decimal("0.50"),),
            source=DARA_DCEP_PAPER.at(
                "Methods, Intervention: reduction up to 30 %; Results and Table 2: 50 % of the "
                "full dose in cycle 2"
            ),
        ),
    ),
    delay_rule=DelayRule(
        more_than=7,
        source=DARA_DCEP_PAPER.at("Methods, Intervention: dose delay"),
    ),
    interpretations=(
        Interpretation(
            name="per day",
            reading="the amounts of DCEP are for each of the days 1 to 4",
            alternatives="the amounts are totals over the four days",
            source=DARA_DCEP_PAPER.at("Methods, Intervention: on days 1-4"),
        ),
        Interpretation(
            name="reduction of dexamethasone",
            reading="a reduction of DCEP reduces all four drugs, dexamethasone too",
            alternatives="only the three cytotoxic drugs are reduced; name them instead of DCEP",
            on_reduction_of="DCEP",
            source=DARA_DCEP_PAPER.at("Methods, Intervention: for DCEP, dose reduction"),
        ),
        Interpretation(
            name="other DCEP",
            reading="this is the trial's DCEP with cisplatin 10 mg/m² and without daratumumab, "
            "growth factor or antibiotic, which dara-dcep has",
            alternatives="other publications print cisplatin 15 mg/m², cyclophosphamide "
            "500 mg/m², or caps in mg, under the same name",
            source=DARA_DCEP_PAPER.at("Methods, Intervention"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "hepatic function",
        "growth factor support of DCEP without daratumumab",
    ),
)
