"""VTd of the Italian trial: three 21-day cycles before two transplants."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_14,
    DAYS_1_TO_21,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import GIMEMA_VTD_ABSTRACT, GIMEMA_VTD_RECORD
from regimens.components import Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VTD_GIMEMA = Regimen(
    id="vtd-gimema",
    title="VTd induction in three 21-day cycles (GIMEMA)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=21,
            cycles=3,
            source=GIMEMA_VTD_ABSTRACT.at("three 21-d cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=GIMEMA_VTD_ABSTRACT.at("V, 1.3 mg/m² twice-weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 3),
                            source=GIMEMA_VTD_RECORD.at(
                                "detailed description: Velcade, days 1, 4, 8, 11"
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
                        amount=amount("100 mg"),
                        source=GIMEMA_VTD_RECORD.at("detailed description: thalidomide 100 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_14,
                            cycles=Cycles(1, 1),
                            source=GIMEMA_VTD_RECORD.at(
                                "detailed description: thalidomide 100 mg, days 1-14, cycle 1"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("200 mg"), source=GIMEMA_VTD_ABSTRACT.at("T, 200 mg/d")
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(15, 22)),
                            cycles=Cycles(1, 1),
                            source=GIMEMA_VTD_RECORD.at("detailed description: then 200 mg daily"),
                        ),
                        Schedule(
                            days=DAYS_1_TO_21,
                            cycles=Cycles(2, 3),
                            source=GIMEMA_VTD_RECORD.at("detailed description: then 200 mg daily"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VTd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=GIMEMA_VTD_RECORD.at("detailed description: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 3),
                            source=GIMEMA_VTD_RECORD.at(
                                "detailed description: dexamethasone, days 1, 2, 4, 5, 8, 9, 11, 12"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="first fortnight of thalidomide",
            reading="thalidomide is 100 mg on days 1 to 14 of cycle 1 and 200 mg from day 15 "
            "on, as the registration states",
            alternatives="200 mg from day 1, as the abstract's 200 mg a day through days 1 to 63 "
            "reads",
            source=GIMEMA_VTD_ABSTRACT.at("T, 200 mg/d through d 1 to 63"),
        ),
        Interpretation(
            name="320 mg of dexamethasone",
            reading="the abstract's 320 mg a cycle are the registration's 40 mg on eight days",
            alternatives="none",
            source=GIMEMA_VTD_ABSTRACT.at("D, 320 mg/cycle"),
        ),
        Interpretation(
            name="consolidation",
            reading="only the induction is planned; consolidation after two transplants, "
            "two 35-day cycles with bortezomib once weekly and thalidomide 100 mg, "
            "is not in this definition",
            alternatives="induction and consolidation as one course",
            source=GIMEMA_VTD_ABSTRACT.at("consolidation therapy comprised two 35-d cycles"),
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
    aliases=("btd-gimema",),
)
