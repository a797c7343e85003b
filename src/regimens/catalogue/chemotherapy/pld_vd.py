"""Bortezomib and dexamethasone with pegylated liposomal doxorubicin (PAd)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
)
from regimens.catalogue.bortezomib.references import VELCADE_HONG_KONG
from regimens.catalogue.chemotherapy.drugs import PLD_HEPATIC_LEVELS, PLD_LIVER
from regimens.catalogue.chemotherapy.references import PAD_RELAPSE
from regimens.catalogue.references import VELCADE_LABEL
from regimens.components import Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Schedule

PLD_VD = Regimen(
    id="pld-vd",
    title="PLD-Vd: pegylated liposomal doxorubicin, bortezomib and dexamethasone (PAd)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=6,
            source=PAD_RELAPSE.at(
                "abstract, patients and methods: a median of four 28-day cycles (1-6)"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=PAD_RELAPSE.at("abstract, patients and methods: bortezomib"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 6),
                            source=PAD_RELAPSE.at(
                                "abstract, patients and methods: days 1, 4, 8, 11"
                            ),
                        ),
                    ),
                    levels=BORTEZOMIB_LEVELS[1:],
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="pegylated liposomal doxorubicin"),
                    group="PLD",
                    dose=WrittenDose(
                        amount=amount("30 mg/m²"),
                        source=PAD_RELAPSE.at(
                            "abstract, patients and methods: pegylated liposomal doxorubicin"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 6),
                            source=PAD_RELAPSE.at(
                                "abstract, patients and methods: pegylated liposomal doxorubicin, "
                                "day 1"
                            ),
                        ),
                    ),
                    levels=PLD_HEPATIC_LEVELS,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="dexamethasone",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PAD_RELAPSE.at("abstract, patients and methods: dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 6),
                            source=PAD_RELAPSE.at(
                                "abstract, patients and methods: dexamethasone, days 1-4"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="six cycles",
            reading="six cycles, the most that a patient of the study had",
            alternatives="four, the median",
            source=PAD_RELAPSE.at("abstract, patients and methods: a median of four cycles (1-6)"),
        ),
        Interpretation(
            name="which anthracycline",
            reading="pegylated liposomal doxorubicin 30 mg/m² on day 1, as 30 of the 64 "
            "patients had",
            alternatives="doxorubicin 20 mg/m² on days 1 and 4, as the other 34 had",
            source=PAD_RELAPSE.at(
                "abstract, patients and methods: 34 patients doxorubicin, 30 pegylated liposomal"
            ),
        ),
        Interpretation(
            name="day of the liposomal doxorubicin",
            reading="day 1, with dexamethasone in a 28-day cycle",
            alternatives="day 4 of a 21-day cycle, without dexamethasone, as labels print it "
            "(bortezomib-pld)",
            source=VELCADE_HONG_KONG.at("with pegylated liposomal doxorubicin: day 4"),
        ),
        BORTEZOMIB_BILIRUBIN,
        PLD_LIVER,
    ),
    no_rule_for=(
        "renal function",
        "the lifetime dose of doxorubicin",
        "blood counts before a cycle",
        "palmar-plantar erythrodysesthesia",
        "peripheral neuropathy",
        "liver function: the rows of liposomal doxorubicin are in mg/dL; record a dose change to "
        "its level from cycle 1",
    ),
    aliases=("pld-pad",),
)
