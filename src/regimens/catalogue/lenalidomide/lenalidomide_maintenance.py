"""Lenalidomide maintenance after autologous transplantation, every day."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_DOSE_IN_MAINTENANCE,
    RENAL_READING_FROM_60,
    RENAL_TABLE_FROM_60,
)
from regimens.catalogue.lenalidomide.references import (
    LENALIDOMIDE_INDONESIA,
    LENALIDOMIDE_NZ_CONTINUOUS,
    REVLIMID_EU_MAINTENANCE,
    REVLIMID_US_MAINTENANCE,
)
from regimens.components import Alternative, Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

LENALIDOMIDE_MAINTENANCE = Regimen(
    id="lenalidomide-maintenance",
    title="Lenalidomide maintenance, continuous: 10 mg, after 3 cycles 10 or 15 mg",
    revision="1",
    phases=(
        Phase(
            name="first-3-cycles",
            cycle_length=28,
            cycles=3,
            source=REVLIMID_EU_MAINTENANCE.at("recommended dose: 28-day cycles, 3 cycles"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="lenalidomide",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=REVLIMID_EU_MAINTENANCE.at("recommended dose: 10 mg once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1, 3),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "recommended dose: days 1 to 28 of 28-day cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, starting dose 10 mg"
                                ),
                            ),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, starting dose 10 mg"
                            ),
                        ),
                        Level(
                            name="5",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, starting dose 10 mg"
                                ),
                            ),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, starting dose 10 mg"
                            ),
                        ),
                        Level(
                            name="5-days-1-21",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, starting dose 10 mg"
                                ),
                            ),
                            days=tuple(range(1, 22)),
                            note="the lowest step",
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, starting dose 10 mg"
                            ),
                        ),
                    ),
                    tables=(RENAL_TABLE_FROM_60,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=LENALIDOMIDE_INDONESIA.at(
                            "missed dose: after more than 12 hours it is not taken, "
                            "the next one is at its time"
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="after-3-cycles",
            cycle_length=28,
            cycles=None,
            source=REVLIMID_EU_MAINTENANCE.at("recommended dose: until progression or intolerance"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="lenalidomide",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=REVLIMID_EU_MAINTENANCE.at("recommended dose: 10 mg once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "recommended dose: days 1 to 28 of 28-day cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, starting dose 10 mg"
                                ),
                            ),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, starting dose 10 mg"
                            ),
                        ),
                        Level(
                            name="5",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, starting dose 10 mg"
                                ),
                            ),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, starting dose 10 mg"
                            ),
                        ),
                        Level(
                            name="5-days-1-21",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, starting dose 10 mg"
                                ),
                            ),
                            days=tuple(range(1, 22)),
                            note="the lowest step",
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, starting dose 10 mg"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=LENALIDOMIDE_INDONESIA.at(
                            "missed dose: after more than 12 hours it is not taken, "
                            "the next one is at its time"
                        ),
                    ),
                    alternative=Alternative(choice="after-3-cycles", option="10-mg"),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="lenalidomide",
                    dose=WrittenDose(
                        amount=amount("15 mg"),
                        source=REVLIMID_EU_MAINTENANCE.at(
                            "recommended dose: after 3 cycles 15 mg if tolerated"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "recommended dose: days 1 to 28 of 28-day cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="15",
                            dose=WrittenDose(
                                amount=amount("15 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, dose increased to 15 mg"
                                ),
                            ),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, dose increased to 15 mg"
                            ),
                        ),
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, dose increased to 15 mg"
                                ),
                            ),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, dose increased to 15 mg"
                            ),
                        ),
                        Level(
                            name="5",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, dose increased to 15 mg"
                                ),
                            ),
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, dose increased to 15 mg"
                            ),
                        ),
                        Level(
                            name="5-days-1-21",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_MAINTENANCE.at(
                                    "dose reduction steps, dose increased to 15 mg"
                                ),
                            ),
                            days=tuple(range(1, 22)),
                            note="the lowest step",
                            source=REVLIMID_EU_MAINTENANCE.at(
                                "dose reduction steps, dose increased to 15 mg"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=LENALIDOMIDE_INDONESIA.at(
                            "missed dose: after more than 12 hours it is not taken, "
                            "the next one is at its time"
                        ),
                    ),
                    alternative=Alternative(choice="after-3-cycles", option="15-mg"),
                ),
            ),
        ),
    ),
    entry=(
        LaboratoryAtLeast(
            value=Laboratory.ANC,
            at_least=Decimal(1),
            source=REVLIMID_EU_MAINTENANCE.at("not to be started under 1.0 × 10⁹/L"),
        ),
        LaboratoryAtLeast(
            value=Laboratory.PLATELETS,
            at_least=Decimal(75),
            source=REVLIMID_EU_MAINTENANCE.at("not to be started under 75 × 10⁹/L"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="15 mg",
            reading="the dose stays at 10 mg unless 15 mg is chosen",
            alternatives="15 mg from cycle 4 for everybody who tolerates 10 mg",
            source=REVLIMID_US_MAINTENANCE.at(
                "maintenance following auto-HSCT: can be increased to 15 mg if tolerated"
            ),
        ),
        Interpretation(
            name="start",
            reading="the start is the date that is given",
            alternatives="day 90 to 100 after the transplant",
            source=LENALIDOMIDE_NZ_CONTINUOUS.at("treatment overview: start at day 90 to 100"),
        ),
        RENAL_READING_FROM_60,
    ),
    no_rule_for=(
        NO_RENAL_DOSE_IN_MAINTENANCE,
        "interruption for blood counts during treatment (see the label)",
        "end of treatment without progression",
        "thromboprophylaxis",
    ),
    aliases=("len-maintenance", "r-maintenance", "lenalidomide-maintenance-continuous"),
)
