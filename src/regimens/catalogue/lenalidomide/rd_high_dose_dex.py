"""Lenalidomide with high-dose dexamethasone as in ECOG-E4A03."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import (
    DIALYSIS_5,
    EVERY_OTHER_DAY_US,
    NO_RENAL_RULE_FOR,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.lenalidomide.references import (
    E4A03,
    LENALIDOMIDE_INDONESIA,
    REVLIMID_EU_EARLIER,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

RD_HIGH_DOSE_DEX = Regimen(
    id="rd-high-dose-dex",
    title="RD: lenalidomide with high-dose dexamethasone (ECOG-E4A03)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=E4A03.at("abstract, Methods: 28-day cycle, until progression"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="RD",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=E4A03.at("abstract, Methods: lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=E4A03.at("abstract, Methods: days 1-21"),
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
                        EVERY_OTHER_DAY_US,
                        DIALYSIS_5,
                    ),
                    tables=(RENAL_TABLE_US,),
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
                        source=E4A03.at("abstract, Methods: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12, 17, 18, 19, 20),
                            cycles=Cycles(1),
                            source=E4A03.at(
                                "abstract, Methods: days 1-4, 9-12 and 17-20 (high dose)"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="after four cycles",
            reading="the same schedule goes on after four cycles",
            alternatives="another treatment after four cycles, as patients could "
            "stop then for a transplant; the label of that time gave "
            "days 1 to 4 from cycle 5 (see rd-mm010)",
            source=E4A03.at("abstract, Methods: after four cycles"),
        ),
        *RENAL_READINGS_US,
    ),
    no_rule_for=(
        "age",
        "dose steps of dexamethasone",
        *NO_RENAL_RULE_FOR,
        "interruption for blood counts during treatment (see the label)",
        "thromboprophylaxis",
    ),
    aliases=("len-high-dose-dex", "e4a03-high-dose"),
)
