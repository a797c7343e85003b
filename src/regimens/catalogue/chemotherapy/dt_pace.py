"""DT-PACE: thalidomide and dexamethasone with PACE."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.drugs import (
    DOXORUBICIN_LIFETIME_WITH_CYCLOPHOSPHAMIDE,
    DOXORUBICIN_LIMIT_WITH_CYCLOPHOSPHAMIDE,
    NO_RULE_FOR_OTHER_ANTHRACYCLINES,
)
from regimens.catalogue.chemotherapy.references import (
    BORTEZOMIB_DT_PACE,
    DT_PACE_INDUCTION,
    NZ_BTD_PACE,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

DT_PACE = Regimen(
    id="dt-pace",
    title="DT-PACE: dexamethasone, thalidomide 200 mg on days 1-8, with PACE",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=2,
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
                            cycles=Cycles(1, 2),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: days 1-4"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="thalidomide",
                    dose=WrittenDose(
                        amount=amount("200 mg"),
                        source=BORTEZOMIB_DT_PACE.at("abstract, patients and methods: thalidomide"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7, 8),
                            cycles=Cycles(1, 2),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: days 1-8"
                            ),
                        ),
                    ),
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
                            cycles=Cycles(1, 2),
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
                            cycles=Cycles(1, 2),
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
                            cycles=Cycles(1, 2),
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
                            cycles=Cycles(1, 2),
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
            name="two cycles",
            reading="two cycles, as the induction in 236 patients had",
            alternatives="one cycle, or more than two",
            source=DT_PACE_INDUCTION.at("abstract: two cycles of DTPACE"),
        ),
        Interpretation(
            name="thalidomide",
            reading="200 mg on days 1 to 8, as the study of bortezomib with DT-PACE prints it",
            alternatives="every day, as the induction in 236 patients had it in a dose that "
            "its abstract does not print",
            source=DT_PACE_INDUCTION.at("abstract: daily thalidomide"),
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
    aliases=("dtpace",),
)
