"""REP: lenalidomide with daily low-dose cyclophosphamide and prednisone, as in REPEAT."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_LEVELS_US,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.lenalidomide.references import REPEAT_ABSTRACT
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

REP = Regimen(
    id="rep",
    title="REP: lenalidomide, continuous low-dose cyclophosphamide, prednisone (REPEAT)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=REPEAT_ABSTRACT.at("abstract: days 1-21/28 days"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="REP",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=REPEAT_ABSTRACT.at("abstract: 25 mg lenalidomide, the MTD"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=REPEAT_ABSTRACT.at("abstract: days 1-21/28 days"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US,
                    tables=(RENAL_TABLE_US,),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="REP",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=REPEAT_ABSTRACT.at("abstract: cyclophosphamide 50 mg/d"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=REPEAT_ABSTRACT.at("abstract: continuous cyclophosphamide"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="REP",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=REPEAT_ABSTRACT.at("abstract: prednisone 20 mg/d"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=REPEAT_ABSTRACT.at("abstract: continuous prednisone"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="continuous",
            reading="cyclophosphamide and prednisone are given on all 28 days, without a break",
            alternatives="none",
            source=REPEAT_ABSTRACT.at("abstract: continuous cyclophosphamide and prednisone"),
        ),
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="a number of cycles; what was read of the abstract states none",
            source=REPEAT_ABSTRACT.at("abstract: days 1-21/28 days"),
        ),
        Interpretation(
            name="dose",
            reading="the doses are those defined as the maximum tolerated ones",
            alternatives="a lower level of the trial, from lenalidomide 10 mg on",
            source=REPEAT_ABSTRACT.at("abstract: the maximum tolerated dose"),
        ),
        *RENAL_READINGS_US,
    ),
    no_rule_for=(
        *NO_RENAL_RULE_FOR,
        "blood counts before a cycle",
        "dose levels of lenalidomide and of cyclophosphamide",
        "thromboprophylaxis",
    ),
    aliases=("lenalidomide-cyclophosphamide-prednisone", "repeat"),
)
