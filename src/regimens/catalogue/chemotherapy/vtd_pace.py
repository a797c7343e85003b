"""VTD-PACE: bortezomib with DT-PACE, as the study that escalated bortezomib gave it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.drugs import (
    DOXORUBICIN_LIFETIME_WITH_CYCLOPHOSPHAMIDE,
    DOXORUBICIN_LIMIT_WITH_CYCLOPHOSPHAMIDE,
    NO_RULE_FOR_OTHER_ANTHRACYCLINES,
)
from regimens.catalogue.chemotherapy.references import (
    BORTEZOMIB_DT_PACE,
    NZ_BTD_PACE,
    S0833_RECORD,
)
from regimens.catalogue.references import VELCADE_LABEL
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Schedule

VTD_PACE = Regimen(
    id="vtd-pace",
    title="VTD-PACE of a dose-finding study: bortezomib days 1, 4, 8, thalidomide days 1-8",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=2,
            source=NZ_BTD_PACE.at("cycles 1 to 3: cycle length 28"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("1 mg/m²"),
                        source=BORTEZOMIB_DT_PACE.at(
                            "abstract, patients and methods: bortezomib 0.7, 1 and 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8),
                            cycles=Cycles(1, 2),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: bortezomib on days 1, 4 and 8"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                    alternative=Alternative(choice="bortezomib-dose", option="1.0"),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("0.7 mg/m²"),
                        source=BORTEZOMIB_DT_PACE.at(
                            "abstract, patients and methods: bortezomib 0.7, 1 and 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8),
                            cycles=Cycles(1, 2),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: bortezomib on days 1, 4 and 8"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                    alternative=Alternative(choice="bortezomib-dose", option="0.7"),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BORTEZOMIB_DT_PACE.at(
                            "abstract, patients and methods: bortezomib 0.7, 1 and 1.3 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8),
                            cycles=Cycles(1, 2),
                            source=BORTEZOMIB_DT_PACE.at(
                                "abstract, patients and methods: bortezomib on days 1, 4 and 8"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                    alternative=Alternative(choice="bortezomib-dose", option="1.3"),
                ),
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
            name="dose of bortezomib",
            reading="the study gave 0.7, 1 and 1.3 mg/m² in turn; each is a choice, and "
            "1 mg/m² stands where none is made, as in the New Zealand regimen "
            "library",
            alternatives="0.7 or 1.3 mg/m² unless chosen",
            source=NZ_BTD_PACE.at("cycle 1: bortezomib 1 mg/m²"),
        ),
        Interpretation(
            name="days of bortezomib",
            reading="days 1, 4 and 8, as the abstract prints them",
            alternatives="days 1, 4, 8 and 11, as the New Zealand regimen library prints "
            "them for subcutaneous bortezomib and the registration of SWOG S0833 for these drugs",
            source=S0833_RECORD.at("outline, induction: bortezomib on days 1, 4, 8, and 11"),
        ),
        Interpretation(
            name="two cycles",
            reading="two cycles, after which the abstract gives the response",
            alternatives="up to three, as in the New Zealand regimen library",
            source=BORTEZOMIB_DT_PACE.at("abstract, results: after 2 cycles"),
        ),
        DOXORUBICIN_LIFETIME_WITH_CYCLOPHOSPHAMIDE,
    ),
    no_rule_for=(
        "renal function, although cisplatin is given",
        NO_RULE_FOR_OTHER_ANTHRACYCLINES,
        "blood counts before a cycle",
        "growth factor support",
        "thrombosis prophylaxis",
        "peripheral neuropathy",
        "liver function: the label's 0.7 mg/m² of bortezomib in cycle 1, with bilirubin over 1.5 "
        "times normal, is printed for 1.3 mg/m²; record a dose change, or choose its option 0.7",
    ),
    aliases=(
        "vdt-pace",
        "v-dt-pace",
        "btd-pace",
    ),
)
