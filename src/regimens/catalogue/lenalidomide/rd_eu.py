"""Rd by the EU text: its renal doses of lenalidomide, and its age for less dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import DIALYSIS_5, EVERY_OTHER_DAY_EU, RENAL_TABLE_EU
from regimens.catalogue.lenalidomide.rd import RD
from regimens.catalogue.lenalidomide.references import (
    LENALIDOMIDE_DOSAGE,
    LENALIDOMIDE_INDONESIA,
    LENALIDOMIDE_RENAL_STUDY,
    REVLIMID_EU,
    REVLIMID_EU_EARLIER,
    REVLIMID_EU_FIRST,
    REVLIMID_EU_RENAL,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

RD_EU = Regimen(
    id="rd-eu",
    title="Rd: lenalidomide with low-dose dexamethasone (40 mg weekly), by the EU text",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=REVLIMID_EU.at(
                "posology: repeated 28-day cycles, until progression or intolerance"
            ),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"), source=REVLIMID_EU.at("posology: 25 mg once daily")
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=REVLIMID_EU.at("posology: days 1 to 21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        *RD.phases[0].components[0].levels[:6],
                        EVERY_OTHER_DAY_EU,
                        DIALYSIS_5,
                        Level(
                            name="dialysis-15",
                            dose=WrittenDose(
                                amount=amount("15 mg"),
                                source=REVLIMID_EU_FIRST.at(
                                    "impaired renal function, table: 15 mg, 3 times a week"
                                ),
                            ),
                            days=(1, 3, 5, 8, 10, 12, 15, 17, 19),
                            note="on dialysis, after each one; the first text of the label, which "
                            "later ones replace with 5 mg a day",
                            source=REVLIMID_EU_FIRST.at(
                                "impaired renal function, table: after each dialysis"
                            ),
                        ),
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
                            for_age_from=75,
                            source=REVLIMID_EU_EARLIER.at(
                                "posology: 75 years and older, 20 mg on days 1, 8, 15, 22"
                            ),
                        ),
                        *RD.phases[0].components[1].levels[1:],
                    ),
                ),
            ),
        ),
    ),
    entry=RD.entry,
    interpretations=(
        Interpretation(
            name="age",
            reading="20 mg of dexamethasone is for patients of 75 years and older, from the 75th "
            "birthday on",
            alternatives="over 75 years, as the US text prints it: the definition rd",
            source=REVLIMID_EU_EARLIER.at(
                "posology: 75 years and older, 20 mg on days 1, 8, 15, 22"
            ),
        ),
        Interpretation(
            name="creatinine clearance",
            reading="the first dose of lenalidomide is chosen by the rows of the EU text: 25 mg "
            "from 50 mL/min on, 10 mg from 30 to less than 50, 15 mg every other day under 30 "
            "without dialysis",
            alternatives="the rows of the US text, with 10 mg under 60 mL/min and nothing studied "
            "under 11: the definition rd",
            source=LENALIDOMIDE_DOSAGE.at(
                "renal dose adjustments: 30 to less than 60 and 11 to less than 30 mL/min; less "
                "than 11 not studied"
            ),
        ),
        Interpretation(
            name="bound of 30 mL/min",
            reading="30 mL/min itself has 10 mg, as the study of renal impairment divides it; the "
            "copy of the EU text has lost the sign beside 30, and its next row is less than 30",
            alternatives="30 mL/min in no row",
            source=LENALIDOMIDE_RENAL_STUDY.at(
                "abstract: moderate impairment from 30 to less than 50 mL/min, severe less than 30"
            ),
        ),
        Interpretation(
            name="every other day",
            reading="every other day is from day 1 on: days 1, 3, 5 and so on to 21",
            alternatives="every other day through all 28 days of the cycle",
            source=REVLIMID_EU_RENAL.at("4.2, severe renal impairment: 15 mg every other day"),
        ),
        Interpretation(
            name="dialysis",
            reading="5 mg a day (dialysis-5) and 15 mg three times a week after dialysis "
            "(dialysis-15) both exist by name, and neither is taken without being recorded; "
            "dialysis three times a week is on days 1, 3 and 5 of each week",
            alternatives="other days of dialysis: postpone the doses to them",
            source=REVLIMID_EU_FIRST.at("impaired renal function, table: after each dialysis"),
        ),
        Interpretation(
            name="dose steps",
            reading="the steps are 25, 20, 15, 10, 5 and 2.5 mg, as for newly diagnosed myeloma",
            alternatives="25, 15, 10 and 5 mg, as an older EU text prints for relapsed myeloma",
            source=REVLIMID_EU_EARLIER.at("posology, dose reduction steps"),
        ),
    ),
    no_rule_for=(
        "dialysis, which no clearance shows: record a dose change to a level for it from cycle 1",
        "raising the dose of a patient with renal impairment who tolerates it (see the label)",
        "a creatinine clearance that changes during treatment",
        "interruption for blood counts during treatment (see the label)",
        "liver function",
        "thromboprophylaxis",
    ),
    aliases=("len-dex-eu",),
)
