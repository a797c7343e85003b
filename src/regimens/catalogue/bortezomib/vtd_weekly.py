"""VTd with bortezomib once a week, four 28-day cycles before a transplant."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_21,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import PREFERRED_SCHEDULES
from regimens.components import Alternative, Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VTD_WEEKLY = Regimen(
    id="vtd-weekly",
    title="VTd weekly: bortezomib once weekly, thalidomide, dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=4,
            source=PREFERRED_SCHEDULES.at(
                "bortezomib-thalidomide-dexamethasone: repeated every 4 "
                "weeks, 4 cycles as pre-transplant induction"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-thalidomide-dexamethasone: bortezomib 1.3 mg/m² intravenous"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 4),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-thalidomide-dexamethasone: days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("200 mg"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-thalidomide-dexamethasone: thalidomide 100-200 mg oral"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_21,
                            cycles=Cycles(1, 4),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-thalidomide-dexamethasone: days 1-21"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="100",
                            dose=WrittenDose(
                                amount=amount("100 mg"),
                                source=PREFERRED_SCHEDULES.at(
                                    "bortezomib-thalidomide-dexamethasone: thalidomide 100-200 "
                                    "mg oral"
                                ),
                            ),
                            note="the lower end of the range printed",
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-thalidomide-dexamethasone: thalidomide 100-200 mg oral"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-thalidomide-dexamethasone: dexamethasone 20 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1, 4),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-thalidomide-dexamethasone: day of and day after "
                                "bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(
                        choice="dexamethasone", option="20-mg-day-of-and-after"
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-thalidomide-dexamethasone: or dexamethasone 40 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 4),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-thalidomide-dexamethasone: or 40 mg on days 1, "
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
        Interpretation(
            name="dexamethasone",
            reading="dexamethasone is 20 mg on the day of bortezomib and the day after",
            alternatives="40 mg on days 1, 8, 15 and 22, which the choice 40-mg-weekly gives",
            source=PREFERRED_SCHEDULES.at(
                "bortezomib-thalidomide-dexamethasone: 20 mg on day of and "
                "day after bortezomib, or 40 mg"
            ),
        ),
        Interpretation(
            name="100 to 200 mg",
            reading="the full dose of thalidomide is 200 mg, and 100 mg is a level",
            alternatives="100 mg, rising if tolerated",
            source=PREFERRED_SCHEDULES.at(
                "bortezomib-thalidomide-dexamethasone: thalidomide 100-200 mg oral"
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
        "neuropathy under thalidomide",
        "prophylaxis against thrombosis",
    ),
    aliases=("btd-weekly",),
)
