"""Ben-Vd: bendamustine on days 1 and 4 with bortezomib and dexamethasone, 28-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import BENDAMUSTINE_VD_ABSTRACT, BVD_ITALY_ABSTRACT
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BEN_VD_D1_4 = Regimen(
    id="ben-vd-d1-4",
    title="Ben-Vd: bendamustine on days 1 and 4 with bortezomib and dexamethasone, up to 8 cycles",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=8,
            source=BENDAMUSTINE_VD_ABSTRACT.at("abstract: once every 28 days, up to 8 cycles"),
            components=(
                Component(
                    drug=Drug(name="bendamustine"),
                    group="Ben-Vd",
                    dose=WrittenDose(
                        amount=amount("70 mg/m²"),
                        source=BENDAMUSTINE_VD_ABSTRACT.at("abstract: bendamustine 70 mg/m2"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4),
                            cycles=Cycles(1, 8),
                            source=BENDAMUSTINE_VD_ABSTRACT.at(
                                "abstract: bendamustine on days 1 and 4"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="Ben-Vd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BENDAMUSTINE_VD_ABSTRACT.at(
                            "abstract: bortezomib 1.3 mg/m2 intravenously"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=BENDAMUSTINE_VD_ABSTRACT.at(
                                "abstract: bortezomib on days 1, 4, 8 and 11"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Ben-Vd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=BENDAMUSTINE_VD_ABSTRACT.at("abstract: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=BENDAMUSTINE_VD_ABSTRACT.at(
                                "abstract: dexamethasone on days 1, 4, 8 and 11"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="number of cycles",
            reading="8 cycles are planned, the most that the abstract allows",
            alternatives="fewer; the abstract says up to 8 and not when to stop before",
            source=BENDAMUSTINE_VD_ABSTRACT.at("abstract: up to 8 cycles"),
        ),
        Interpretation(
            name="other BVD",
            reading="bendamustine is given on days 1 and 4, and dexamethasone on the days of "
            "bortezomib only",
            alternatives="bendamustine on days 1 and 8, dexamethasone also on the days after "
            "bortezomib, and cycles every 2 months after the sixth, as in the Italian trial of "
            "BVD; BVd with belantamab is another regimen, belavd",
            source=BVD_ITALY_ABSTRACT.at(
                "methods: bendamustine days 1, 8; dexamethasone days 1-2, 4-5, 8-9, 11-12; two "
                "additional cycles, then a consolidation with cycles repeated every 2 months"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "bendamustine by renal function",
        "bendamustine by liver function",
        "dexamethasone in elderly patients",
    ),
)
