"""Rd: lenalidomide with low-dose dexamethasone, until progression; renal doses of the US text."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import EVERY_OTHER_DAY_US, RENAL_TABLE_US
from regimens.catalogue.lenalidomide.references import (
    LENALIDOMIDE_DOSAGE,
    LENALIDOMIDE_INDONESIA,
    REVLIMID_EU,
    REVLIMID_EU_EARLIER,
    REVLIMID_EU_RENAL,
    REVLIMID_US,
    REVLIMID_US_EARLIER,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

RD = Regimen(
    id="rd",
    title="Rd: lenalidomide with low-dose dexamethasone (40 mg weekly), by the US text",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=REVLIMID_US.at(
                "combination therapy: repeated 28-day cycles, until progression or toxicity"
            ),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=REVLIMID_US.at("combination therapy: 25 mg once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=REVLIMID_US.at("combination therapy: days 1-21"),
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
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=REVLIMID_EU.at("posology: dexamethasone 40 mg once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=REVLIMID_EU.at("posology: days 1, 8, 15 and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology: 75 years and older, 20 mg on days 1, 8, 15, 22"
                                ),
                            ),
                            note="also the first dose reduction step",
                            for_older_than=75,
                            source=REVLIMID_US.at(
                                "combination therapy: over 75 years, dexamethasone may be reduced"
                            ),
                        ),
                        Level(
                            name="12",
                            dose=WrittenDose(
                                amount=amount("12 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 40, 20, 12, 8, 4 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 40, 20, 12, 8, 4 mg"
                            ),
                        ),
                        Level(
                            name="8",
                            dose=WrittenDose(
                                amount=amount("8 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 40, 20, 12, 8, 4 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 40, 20, 12, 8, 4 mg"
                            ),
                        ),
                        Level(
                            name="4",
                            dose=WrittenDose(
                                amount=amount("4 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 40, 20, 12, 8, 4 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 40, 20, 12, 8, 4 mg"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    entry=(
        LaboratoryAtLeast(
            value=Laboratory.ANC,
            at_least=Decimal(1),
            source=REVLIMID_EU.at("posology: not to be started under 1.0 × 10⁹/L"),
        ),
        LaboratoryAtLeast(
            value=Laboratory.PLATELETS,
            at_least=Decimal(50),
            source=REVLIMID_EU.at("posology: not to be started under 50 × 10⁹/L"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="age",
            reading="20 mg of dexamethasone is for patients older than 75 "
            "years, from the day after the 75th birthday",
            alternatives="75 years and older, as the earlier EU text prints it: the "
            "definition rd-eu; or from the 76th birthday",
            source=REVLIMID_US.at(
                "combination therapy: over 75 years, dexamethasone may be reduced"
            ),
        ),
        Interpretation(
            name="creatinine clearance",
            reading="the first dose of lenalidomide is chosen by the rows of the US text: 25 mg "
            "from 60 mL/min on, 10 mg from 30 to less than 60, 15 mg every other day from 11 to "
            "less than 30 without dialysis; under 11 mL/min, which was not studied, is refused",
            alternatives="the rows of the EU text, with 25 mg from 50 mL/min on and no lowest "
            "row: the definition rd-eu",
            source=REVLIMID_EU_RENAL.at("4.2: use in patients with impaired renal function"),
        ),
        Interpretation(
            name="full dose",
            reading="60 mL/min itself has the full dose, as an adjustment is for less than 60",
            alternatives="another row; the table read begins with less than 60",
            source=REVLIMID_US_EARLIER.at(
                "starting dose adjustment is recommended for a clearance of less than 60 mL/min"
            ),
        ),
        Interpretation(
            name="every other day",
            reading="every 48 hours is every other day from day 1 on: days 1, 3, 5 and so on to 21",
            alternatives="every other day through all 28 days of the cycle",
            source=LENALIDOMIDE_DOSAGE.at("renal dose adjustments: 15 mg every 48 hours"),
        ),
        Interpretation(
            name="dose steps",
            reading="the steps are 25, 20, 15, 10, 5 and 2.5 mg, as for newly diagnosed myeloma",
            alternatives="25, 15, 10 and 5 mg, as an older EU text prints for "
            "relapsed myeloma; in the US not under 2.5 mg, without "
            "named steps",
            source=REVLIMID_EU_EARLIER.at("posology, dose reduction steps"),
        ),
    ),
    no_rule_for=(
        "dialysis, which no clearance shows: a patient on it has another dose of lenalidomide (see "
        "the label), to be recorded as a dose change from cycle 1",
        "a creatinine clearance that changes during treatment",
        "interruption for blood counts during treatment (see the label)",
        "liver function",
        "thromboprophylaxis",
    ),
    aliases=("ld", "len-dex", "rd-low-dose-dex"),
)
