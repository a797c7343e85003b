"""Vd with bortezomib once a week, 28-day cycles."""

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
from regimens.catalogue.bortezomib.references import PREFERRED_SCHEDULES
from regimens.components import Alternative, Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BORTEZOMIB_DEX_WEEKLY = Regimen(
    id="bortezomib-dex-weekly",
    title="Vd weekly: bortezomib once weekly with dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=PREFERRED_SCHEDULES.at("bortezomib-dex: repeated every 4 weeks"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=PREFERRED_SCHEDULES.at(
                            "bortezomib-dex: bortezomib 1.3 mg/m² intravenous"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=PREFERRED_SCHEDULES.at("bortezomib-dex: days 1, 8, 15, 22"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=PREFERRED_SCHEDULES.at("bortezomib-dex: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-dex: day of and day after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(
                        choice="dexamethasone", option="20-mg-day-of-and-after"
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PREFERRED_SCHEDULES.at("bortezomib-dex: or dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=PREFERRED_SCHEDULES.at(
                                "bortezomib-dex: or 40 mg on days 1, 8, 15, 22"
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
                "bortezomib-dex: 20 mg on day of and day after bortezomib, or 40 mg"
            ),
        ),
        Interpretation(
            name="number of cycles",
            reading="cycles go on for as long as they are asked for",
            alternatives="a fixed number; the table states none",
            source=PREFERRED_SCHEDULES.at("bortezomib-dex: repeated every 4 weeks"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "dexamethasone in elderly patients",
    ),
)
