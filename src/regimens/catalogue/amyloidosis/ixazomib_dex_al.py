"""Ixazomib and dexamethasone in AL amyloidosis as in TOURMALINE-AL1."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import TOURMALINE_AL1
from regimens.catalogue.ixazomib.drugs import (
    IXAZOMIB_BILIRUBIN,
    IXAZOMIB_BY_BILIRUBIN,
    IXAZOMIB_BY_CLEARANCE,
    IXAZOMIB_CLEARANCE,
    IXAZOMIB_STARTING_3,
    NO_IXAZOMIB_RULE_FOR_DIALYSIS,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

IXAZOMIB_DEX_AL = Regimen(
    id="ixazomib-dex-al",
    title="Ixazomib and dexamethasone in AL amyloidosis (TOURMALINE-AL1)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=TOURMALINE_AL1.at("abstract: 28-day cycles until progression or toxicity"),
            components=(
                Component(
                    drug=Drug(name="ixazomib"),
                    group="Ixa-dex",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=TOURMALINE_AL1.at("abstract: ixazomib 4 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=TOURMALINE_AL1.at("abstract: ixazomib, days 1, 8, 15"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(IXAZOMIB_STARTING_3,),
                    tables=(IXAZOMIB_BY_BILIRUBIN, IXAZOMIB_BY_CLEARANCE),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Ixa-dex",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=TOURMALINE_AL1.at("abstract: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=TOURMALINE_AL1.at("abstract: dexamethasone, days 1, 8, 15, 22"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="end of treatment",
            reading="open-ended: until progression or toxicity",
            alternatives="a fixed number of cycles",
            source=TOURMALINE_AL1.at("abstract: until progression or toxicity"),
        ),
        IXAZOMIB_BILIRUBIN,
        IXAZOMIB_CLEARANCE,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        NO_IXAZOMIB_RULE_FOR_DIALYSIS,
        "dose reductions for toxicity",
        "missed doses (see the label of ixazomib)",
    ),
    aliases=("tourmaline-al1",),
)
