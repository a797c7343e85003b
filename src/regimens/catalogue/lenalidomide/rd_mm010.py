"""Lenalidomide with high-dose dexamethasone for four cycles, then on days 1 to 4 (MM-010)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import (
    DIALYSIS_5,
    EVERY_OTHER_DAY_EU,
    NO_RENAL_RULE_FOR,
    RENAL_READINGS_EU,
    RENAL_TABLE_EU,
)
from regimens.catalogue.lenalidomide.references import (
    LENALIDOMIDE_INDONESIA,
    MM_010,
    REVLIMID_EU_EARLIER,
    REVLIMID_US_EARLIER,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

RD_MM010 = Regimen(
    id="rd-mm010",
    title="Lenalidomide with pulsed dexamethasone (MM-010): high dose for 4 cycles, then days 1-4",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=MM_010.at("abstract: every 28 days"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="RD",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=MM_010.at("abstract: lenalidomide 25 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=MM_010.at("abstract: days 1-21 every 28 days"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="25",
                            dose=WrittenDose(
                                amount=amount("25 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="15",
                            dose=WrittenDose(
                                amount=amount("15 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="5",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="2.5",
                            dose=WrittenDose(
                                amount=amount("2.5 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        EVERY_OTHER_DAY_EU,
                        DIALYSIS_5,
                    ),
                    tables=(RENAL_TABLE_EU,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=LENALIDOMIDE_INDONESIA.at(
                            "missed dose: after more than 12 hours it is not taken, "
                            "the next one is at its time"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RD",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=MM_010.at("abstract: dexamethasone 40 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12, 17, 18, 19, 20),
                            cycles=Cycles(1, 4),
                            source=REVLIMID_US_EARLIER.at(
                                "days 1-4, 9-12, and 17-20 for the first 4 cycles"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(5),
                            source=MM_010.at("abstract: from cycle 5 on days 1-4 only"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="a fixed number of cycles; the abstract states none",
            source=REVLIMID_US_EARLIER.at(
                "treatment continued on clinical and laboratory findings"
            ),
        ),
        *RENAL_READINGS_EU,
    ),
    no_rule_for=(
        "age",
        "dose steps of dexamethasone",
        *NO_RENAL_RULE_FOR,
        "interruption for blood counts during treatment (see the label)",
        "thromboprophylaxis",
    ),
    aliases=("rd-mm009", "rd-pulsed-dex"),
)
