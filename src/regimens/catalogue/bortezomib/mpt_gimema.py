"""MPT of the Italian trial: six 4-week cycles, then thalidomide alone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import DAYS_1_TO_28
from regimens.catalogue.bortezomib.references import GIMEMA_MPT_ABSTRACT
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

MPT_GIMEMA = Regimen(
    id="mpt-gimema",
    title="MPT: six 28-day cycles, thalidomide until relapse (Italian trial)",
    revision="1",
    phases=(
        Phase(
            name="combination",
            cycle_length=28,
            cycles=6,
            source=GIMEMA_MPT_ABSTRACT.at("six four week cycles"),
            components=(
                Component(
                    drug=Drug(name="melphalan"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("4 mg/m²"),
                        source=GIMEMA_MPT_ABSTRACT.at("oral melphalan 4 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7),
                            cycles=Cycles(1, 6),
                            source=GIMEMA_MPT_ABSTRACT.at("melphalan for 7 days"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("40 mg/m²"),
                        source=GIMEMA_MPT_ABSTRACT.at("prednisone 40 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7),
                            cycles=Cycles(1, 6),
                            source=GIMEMA_MPT_ABSTRACT.at("prednisone 7 days"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=GIMEMA_MPT_ABSTRACT.at("thalidomide 100 mg per day"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_28,
                            cycles=Cycles(1, 6),
                            source=GIMEMA_MPT_ABSTRACT.at(
                                "continuously until any sign of relapse or progressive disease"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
        Phase(
            name="thalidomide",
            cycle_length=28,
            cycles=None,
            source=GIMEMA_MPT_ABSTRACT.at(
                "continuously until any sign of relapse or progressive disease"
            ),
            components=(
                Component(
                    drug=Drug(name="thalidomide"),
                    group="MPT",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=GIMEMA_MPT_ABSTRACT.at("thalidomide 100 mg per day"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_28,
                            cycles=Cycles(1),
                            source=GIMEMA_MPT_ABSTRACT.at(
                                "continuously until any sign of relapse or progressive disease"
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
            name="seven days",
            reading="melphalan and prednisone are given on days 1 to 7",
            alternatives="seven other days of the four weeks",
            source=GIMEMA_MPT_ABSTRACT.at("4 mg/m² for 7 days"),
        ),
        Interpretation(
            name="cycles of thalidomide",
            reading="after the sixth cycle thalidomide alone is shown in cycles of 28 days",
            alternatives="another division; thalidomide is continuous",
            source=GIMEMA_MPT_ABSTRACT.at("continuously until any sign of relapse"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "melphalan by renal function",
        "neuropathy under thalidomide",
        "prophylaxis against thrombosis",
    ),
)
