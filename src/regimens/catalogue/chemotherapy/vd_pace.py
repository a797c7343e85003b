"""VD-PACE: bortezomib and dexamethasone with PACE."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import BORTEZOMIB_LEVELS
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
from regimens.catalogue.references import DARA_DCEP_PAPER, VELCADE_LABEL
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Schedule

VD_PACE = Regimen(
    id="vd-pace",
    title="VD-PACE: bortezomib and dexamethasone with PACE",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=3,
            source=NZ_BTD_PACE.at("cycles 1 to 3: cycle length 28"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("1 mg/m²"),
                        source=NZ_BTD_PACE.at("cycle 1: bortezomib 1 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 3),
                            source=NZ_BTD_PACE.at("cycle 1: bortezomib on days 1, 4, 8, 11"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=BORTEZOMIB_LEVELS[2:],
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="dexamethasone",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=NZ_BTD_PACE.at("cycle 1: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=NZ_BTD_PACE.at("cycle 1: dexamethasone, days 1 to 4"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="cisplatin"),
                    group="PACE",
                    dose=WrittenDose(
                        amount=amount("10 mg/m²"),
                        source=NZ_BTD_PACE.at("cycle 1: cisplatin 10 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=NZ_BTD_PACE.at("cycle 1: cisplatin, days 1 to 4"),
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
                            cycles=Cycles(1, 3),
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
                        source=NZ_BTD_PACE.at("cycle 1: cyclophosphamide 400 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=NZ_BTD_PACE.at("cycle 1: cyclophosphamide, days 1 to 4"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="etoposide"),
                    group="PACE",
                    dose=WrittenDose(
                        amount=amount("40 mg/m²"),
                        source=NZ_BTD_PACE.at("cycle 1: etoposide 40 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=NZ_BTD_PACE.at("cycle 1: etoposide, days 1 to 4"),
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
            name="without thalidomide",
            reading="the New Zealand regimen library prints these drugs with "
            "thalidomide, whose dose was not read; VD-PACE is that regimen "
            "without it, and an immunomodulatory drug with it is an order of "
            "its own",
            alternatives="bortezomib 1.3 mg/m², or other days, under the same name",
            source=DARA_DCEP_PAPER.at("Background: VD-PACE plus IMiD"),
        ),
        Interpretation(
            name="doxorubicin",
            reading="10 mg/m² on days 1 to 4, as the study of bortezomib with DT-PACE "
            "prints it and the registration of SWOG S0833 for these drugs; of the library's "
            "line the amount was read, not the days",
            alternatives="other days",
            source=S0833_RECORD.at("outline, induction: doxorubicin continuously on days 1-4"),
        ),
        Interpretation(
            name="cycles",
            reading="three cycles of 28 days, as the library lists them",
            alternatives="fewer, before a transplant",
            source=NZ_BTD_PACE.at("cycles 1 to 3: cycle length 28"),
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
        "times normal, is printed for 1.3 mg/m²; record a dose change to level 0.7",
    ),
    aliases=("vdpace",),
)
