"""PACE with dexamethasone: four drugs infused over four days."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.drugs import (
    DOXORUBICIN_LIFETIME_WITH_CYCLOPHOSPHAMIDE,
    DOXORUBICIN_LIMIT_WITH_CYCLOPHOSPHAMIDE,
    NO_RULE_FOR_OTHER_ANTHRACYCLINES,
)
from regimens.catalogue.chemotherapy.references import (
    BORTEZOMIB_DT_PACE,
    D_PACE_SALVAGE,
    DT_PACE_INDUCTION,
    NZ_BTD_PACE,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

PACE = Regimen(
    id="pace",
    title="D-PACE: dexamethasone with cisplatin, doxorubicin, cyclophosphamide and etoposide",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=NZ_BTD_PACE.at("cycles 1 to 3: cycle length 28"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="dexamethasone",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=BORTEZOMIB_DT_PACE.at(
                            "abstract, patients and methods: dexamethasone"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="cisplatin"),
                    group="PACE",
                    dose=WrittenDose(
                        amount=amount("10 mg/m²"),
                        source=BORTEZOMIB_DT_PACE.at("abstract, patients and methods: cisplatin"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="doxorubicin"),
                    group="PACE",
                    dose=WrittenDose(
                        amount=amount("10 mg/m²"),
                        source=BORTEZOMIB_DT_PACE.at("abstract, patients and methods: doxorubicin"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="PACE",
                    dose=WrittenDose(
                        amount=amount("400 mg/m²"),
                        source=BORTEZOMIB_DT_PACE.at(
                            "abstract, patients and methods: cyclophosphamide"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="etoposide"),
                    group="PACE",
                    dose=WrittenDose(
                        amount=amount("40 mg/m²"),
                        source=BORTEZOMIB_DT_PACE.at("abstract, patients and methods: etoposide"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
            ),
        ),
    ),
    cumulative_limits=(DOXORUBICIN_LIMIT_WITH_CYCLOPHOSPHAMIDE,),
    interpretations=(
        Interpretation(
            name="per day",
            reading="the amounts of PACE are for each of the days 1 to 4, as the "
            "abstract writes per day",
            alternatives="the amounts are totals over the four days",
            source=BORTEZOMIB_DT_PACE.at("abstract, patients and methods: per day, days 1-4"),
        ),
        Interpretation(
            name="length of a cycle",
            reading="28 days, which the New Zealand regimen library prints for these "
            "drugs; the abstract with the doses prints none",
            alternatives="cycles of other lengths, by recovery",
            source=NZ_BTD_PACE.at("cycles 1 to 3: cycle length 28"),
        ),
        Interpretation(
            name="without thalidomide",
            reading="D-PACE is DT-PACE without thalidomide, at the doses that a study "
            "of bortezomib with DT-PACE prints",
            alternatives="other doses under the same name",
            source=D_PACE_SALVAGE.at(
                "abstract: dexamethasone with or without thalidomide, with PACE"
            ),
        ),
        Interpretation(
            name="number of cycles",
            reading="the cycles go on until they are stopped; no number was read for D-PACE",
            alternatives="two cycles, as DT-PACE as induction had",
            source=DT_PACE_INDUCTION.at("abstract: two cycles of DTPACE"),
        ),
        DOXORUBICIN_LIFETIME_WITH_CYCLOPHOSPHAMIDE,
    ),
    no_rule_for=(
        "renal function, although cisplatin is given",
        "hepatic function",
        NO_RULE_FOR_OTHER_ANTHRACYCLINES,
        "blood counts before a cycle",
        "growth factor support",
        "thrombosis prophylaxis",
    ),
    aliases=("d-pace",),
)
