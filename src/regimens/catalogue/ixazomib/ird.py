"""IRd: ixazomib, lenalidomide and dexamethasone (TOURMALINE-MM1), until progression."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.ixazomib.drugs import (
    IXAZOMIB_BY_CLEARANCE,
    NO_IXAZOMIB_RULE_FOR_DIALYSIS,
)
from regimens.catalogue.ixazomib.references import (
    FITNESS_PROTOCOL,
    NINLARO_MALAYSIA,
    NINLARO_REFERENCE,
)
from regimens.catalogue.lenalidomide.drugs import (
    DIALYSIS_5,
    EVERY_OTHER_DAY_EU,
    NO_RENAL_RULE_FOR,
    RENAL_READINGS_EU,
    RENAL_TABLE_EU,
)
from regimens.catalogue.lenalidomide.references import LENALIDOMIDE_INDONESIA, REVLIMID_EU_EARLIER
from regimens.components import Band, Component, Level, LevelTable, TableValue
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import (
    AlternatingReduction,
    Laboratory,
    LaboratoryAtLeast,
    MinimumInterval,
    MissedDose,
    MissedDoseRule,
)
from regimens.schedule import Cycles, Schedule

IRD = Regimen(
    id="ird",
    title="IRd: ixazomib, lenalidomide and dexamethasone (TOURMALINE-MM1)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=NINLARO_MALAYSIA.at("dosing: 28-day cycle, until progression"),
            components=(
                Component(
                    drug=Drug(name="ixazomib"),
                    group="IRd",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=NINLARO_MALAYSIA.at("dosing: ixazomib 4 mg once a week"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=NINLARO_MALAYSIA.at("dosing: days 1, 8 and 15"),
                        ),
                    ),
                    routes=(Route.PO,),
                    tables=(
                        LevelTable(
                            by=TableValue.BILIRUBIN,
                            bands=(
                                Band(high=Decimal("1.5")),
                                Band(low=Decimal("1.5"), low_included=False, level="3"),
                            ),
                            source=NINLARO_REFERENCE.at(
                                "hepatic impairment: total bilirubin above 1.5 times normal, 3 mg"
                            ),
                        ),
                        IXAZOMIB_BY_CLEARANCE,
                    ),
                    levels=(
                        Level(
                            name="4",
                            dose=WrittenDose(
                                amount=amount("4 mg"),
                                source=NINLARO_MALAYSIA.at("dosing: ixazomib 4 mg once a week"),
                            ),
                            source=NINLARO_MALAYSIA.at("dosing: ixazomib 4 mg once a week"),
                        ),
                        Level(
                            name="3",
                            dose=WrittenDose(
                                amount=amount("3 mg"),
                                source=NINLARO_REFERENCE.at("dose reductions: 3 mg, then 2.3 mg"),
                            ),
                            note="also the starting dose with moderate or severe liver "
                            "impairment, severe renal impairment or dialysis",
                            source=NINLARO_REFERENCE.at("dose reductions: 3 mg, then 2.3 mg"),
                        ),
                        Level(
                            name="2.3",
                            dose=WrittenDose(
                                amount=amount("2.3 mg"),
                                source=NINLARO_REFERENCE.at("dose reductions: 3 mg, then 2.3 mg"),
                            ),
                            note="the lowest step",
                            source=NINLARO_REFERENCE.at("dose reductions: 3 mg, then 2.3 mg"),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=NINLARO_MALAYSIA.at(
                            "missed dose: only if the next is at least 72 hours away, never doubled"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=NINLARO_MALAYSIA.at("missed dose: not within 72 hours of the next"),
                    ),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="IRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=NINLARO_MALAYSIA.at("dosing: lenalidomide 25 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=NINLARO_MALAYSIA.at("dosing: days 1 through 21"),
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
                    group="IRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=NINLARO_MALAYSIA.at("dosing: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=NINLARO_MALAYSIA.at("dosing: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=FITNESS_PROTOCOL.at(
                                    "Table 1: 20 mg in participants over 75 years"
                                ),
                            ),
                            note="the label as read states no age",
                            for_older_than=75,
                            source=FITNESS_PROTOCOL.at(
                                "Table 1: 20 mg in participants over 75 years"
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
            source=NINLARO_MALAYSIA.at("prior to a new cycle: at least 1,000/mm³"),
        ),
        LaboratoryAtLeast(
            value=Laboratory.PLATELETS,
            at_least=Decimal(75),
            source=NINLARO_MALAYSIA.at("prior to a new cycle: at least 75,000/mm³"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="age",
            reading="20 mg of dexamethasone is for patients older than 75 "
            "years, from the day after the 75th birthday",
            alternatives="no reduction by age, as the label as read states none",
            source=FITNESS_PROTOCOL.at("Table 1: standard dosing"),
        ),
        Interpretation(
            name="late dose",
            reading="a dose less than 72 hours before the next is left out; "
            "counted in days, 3 days are 72 hours",
            alternatives="72 hours by the clock",
            source=NINLARO_MALAYSIA.at("missed dose: at least 72 hours"),
        ),
        *RENAL_READINGS_EU,
    ),
    alternating=(
        AlternatingReduction(
            drugs=("lenalidomide", "ixazomib"),
            toxicity="thrombocytopenia or neutropenia",
            source=NINLARO_REFERENCE.at("dosage modifications: thrombocytopenia, neutropenia"),
        ),
    ),
    no_rule_for=(
        *NO_RENAL_RULE_FOR,
        NO_IXAZOMIB_RULE_FOR_DIALYSIS,
        "blood counts before a later cycle",
        "antiviral prophylaxis",
        "thromboprophylaxis",
    ),
    aliases=("i-rd", "ixa-rd", "ixard"),
)
