"""VRd with bortezomib once a week as authors of the Mayo Clinic prefer it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_14,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import PREFERRED_SCHEDULES
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_14_DAYS,
    RENAL_LEVELS_US_14,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VRD_WEEKLY_MAYO = Regimen(
    id="vrd-weekly-mayo",
    title="VRd weekly in 21-day cycles (authors' preferred schedule)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=None,
            source=PREFERRED_SCHEDULES.at(
                "bortezomib-lenalidomide-dexamethasone: repeated every 3 weeks"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-lenalidomide-dexamethasone: bortezomib 1.3 "
                            "mg/m² intravenous"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-lenalidomide-dexamethasone: days 1, 8, 15"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-lenalidomide-dexamethasone: lenalidomide 25 mg oral"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_14,
                            cycles=Cycles(1),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-lenalidomide-dexamethasone: days 1-14"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US_14,
                    tables=(RENAL_TABLE_US,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-lenalidomide-dexamethasone: dexamethasone 20 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(1),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-lenalidomide-dexamethasone: day of and day "
                                "after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(
                        choice="dexamethasone", option="20-mg-day-of-and-after"
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-lenalidomide-dexamethasone: or dexamethasone 40 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-lenalidomide-dexamethasone: or 40 mg on days 1, "
                                "8, 15, 22"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="40-mg-weekly"),
                ),
            ),
        ),
    ),
    interpretations=(
        BORTEZOMIB_BILIRUBIN,
        Interpretation(
            name="dexamethasone",
            reading="dexamethasone is 20 mg on the day of bortezomib and the day after",
            alternatives="40 mg weekly, which the choice 40-mg-weekly gives",
            source=PREFERRED_SCHEDULES.at(
                "bortezomib-lenalidomide-dexamethasone: 20 mg on day of and "
                "day after bortezomib, or 40 mg"
            ),
        ),
        Interpretation(
            name="day 22",
            reading="the 40 mg printed for days 1, 8, 15 and 22 are given on days 1, 8 and "
            "15: day 22 of a 21-day cycle is day 1 of the next",
            alternatives="a cycle of 28 days",
            source=PREFERRED_SCHEDULES.at(
                "bortezomib-lenalidomide-dexamethasone: days 1, 8, 15, 22, repeated every 3 weeks"
            ),
        ),
        Interpretation(
            name="number of cycles",
            reading="cycles go on for as long as they are asked for",
            alternatives="a fixed number; the table states none",
            source=PREFERRED_SCHEDULES.at(
                "bortezomib-lenalidomide-dexamethasone: repeated every 3 weeks"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        *RENAL_READINGS_US,
        RENAL_14_DAYS,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        *NO_RENAL_RULE_FOR,
        "prophylaxis against thrombosis",
    ),
    aliases=("rvd-weekly-mayo",),
)
