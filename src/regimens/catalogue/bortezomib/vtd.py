"""VTd of the Spanish trial: six 28-day cycles before a transplant."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_14,
    DAYS_1_TO_28,
    DAYS_15_TO_28,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import PETHEMA_VTD_ABSTRACT, VELCADE_LEAFLET
from regimens.components import Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VTD = Regimen(
    id="vtd",
    title="VTd: bortezomib twice weekly, thalidomide, dexamethasone (PETHEMA)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=6,
            source=PETHEMA_VTD_ABSTRACT.at("patients and method: 4-week intervals for 6 cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=PETHEMA_VTD_ABSTRACT.at("patients and method: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 6),
                            source=PETHEMA_VTD_ABSTRACT.at(
                                "patients and method: days 1, 4, 8, 11 of each cycle"
                            ),
                        ),
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=VELCADE_LEAFLET.at(
                            "section 3: thalidomide 50 mg up to day 14 of the first cycle"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_14,
                            cycles=Cycles(1, 1),
                            source=VELCADE_LEAFLET.at(
                                "section 3: 50 mg up to day 14 of the first cycle"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=VELCADE_LEAFLET.at("section 3: thalidomide 100 mg on days 15-28"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_15_TO_28,
                            cycles=Cycles(1, 1),
                            source=VELCADE_LEAFLET.at(
                                "section 3: if tolerated, 100 mg on days 15-28"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("200 mg"),
                        source=PETHEMA_VTD_ABSTRACT.at(
                            "patients and method: thalidomide 200 mg daily"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_28,
                            cycles=Cycles(2, 6),
                            source=PETHEMA_VTD_ABSTRACT.at(
                                "patients and method: thalidomide daily"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PETHEMA_VTD_ABSTRACT.at("patients and method: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12),
                            cycles=Cycles(1, 6),
                            source=PETHEMA_VTD_ABSTRACT.at(
                                "patients and method: days 1-4 and 9-12"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="escalating thalidomide",
            reading="in cycle 1 thalidomide is 50 mg on days 1 to 14 and 100 mg on days 15 "
            "to 28, then 200 mg; the abstract says escalating doses without stating "
            "them, and the European leaflet states these, each step if tolerated",
            alternatives="a step that is not taken: the leaflet says may be increased to 200 mg",
            source=PETHEMA_VTD_ABSTRACT.at(
                "patients and method: 200 mg daily, escalating doses in the first cycle"
            ),
        ),
        Interpretation(
            name="other VTd",
            reading="this is the form of six 28-day cycles",
            alternatives="three 21-day cycles, which vtd-gimema has, bortezomib once a week, "
            "which vtd-weekly has, or the European leaflet's, with dexamethasone on days 1 "
            "to 4 and 8 to 11",
            source=PETHEMA_VTD_ABSTRACT.at("patients and method: 4-week intervals for 6 cycles"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "neuropathy under thalidomide",
        "prophylaxis against thrombosis",
    ),
    aliases=(
        "btd",
        "vtd-pethema",
    ),
)
