"""What the definitions with lenalidomide share: its first dose by creatinine clearance."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.references import (
    LENALIDOMIDE_DOSAGE,
    LENALIDOMIDE_INDUCTION_RENAL,
    LENALIDOMIDE_RENAL_STUDY,
    REVLIMID_EU_RENAL,
    REVLIMID_US_EARLIER,
)
from regimens.components import Band, Level, LevelTable, TableValue
from regimens.regimen import Interpretation

RENAL_TABLE_US = LevelTable(
    by=TableValue.CREATININE_CLEARANCE,
    bands=(
        Band(
            low=Decimal(60),
        ),
        Band(
            low=Decimal(30),
            high=Decimal(60),
            high_included=False,
            level="10",
        ),
        Band(
            low=Decimal(11),
            high=Decimal(30),
            high_included=False,
            level="15-every-other-day",
        ),
    ),
    source=LENALIDOMIDE_DOSAGE.at(
        "renal dose adjustments: 30 to less than 60 and 11 to less than 30 "
        "mL/min; less than 11 not studied"
    ),
)
RENAL_TABLE_EU = LevelTable(
    by=TableValue.CREATININE_CLEARANCE,
    bands=(
        Band(
            low=Decimal(50),
        ),
        Band(
            low=Decimal(30),
            high=Decimal(50),
            high_included=False,
            level="10",
        ),
        Band(
            high=Decimal(30),
            high_included=False,
            level="15-every-other-day",
        ),
    ),
    source=REVLIMID_EU_RENAL.at(
        "4.2, table: moderate, from 30 to less than 50 mL/min; severe, less "
        "than 30 mL/min; no adjustment for mild impairment"
    ),
)
# For a full dose that no row read is for: from 60 mL/min on, and refused under it.
RENAL_TABLE_FROM_60 = LevelTable(
    by=TableValue.CREATININE_CLEARANCE,
    bands=(Band(low=Decimal(60)),),
    source=REVLIMID_US_EARLIER.at(
        "starting dose adjustment is recommended for a clearance of less than 60 mL/min"
    ),
)
TEN_US = Level(
    name="10",
    dose=WrittenDose(
        amount=amount("10 mg"),
        source=LENALIDOMIDE_DOSAGE.at(
            "renal dose adjustments, multiple myeloma: 10 mg every 24 hours"
        ),
    ),
    note="for a creatinine clearance of 30 to less than 60 mL/min",
    source=LENALIDOMIDE_DOSAGE.at("renal dose adjustments: 30 to less than 60 mL/min"),
)
TEN_EU = Level(
    name="10",
    dose=WrittenDose(
        amount=amount("10 mg"),
        source=REVLIMID_EU_RENAL.at("4.2, moderate renal impairment: 10 mg once daily"),
    ),
    note="for a creatinine clearance of 30 to less than 50 mL/min",
    source=REVLIMID_EU_RENAL.at("4.2, moderate renal impairment: from 30 to less than 50 mL/min"),
)
EVERY_OTHER_DAY_US = Level(
    name="15-every-other-day",
    dose=WrittenDose(
        amount=amount("15 mg"),
        source=LENALIDOMIDE_DOSAGE.at(
            "renal dose adjustments, multiple myeloma: 15 mg every 48 hours"
        ),
    ),
    days=tuple(range(1, 22, 2)),
    note="for a creatinine clearance of 11 to less than 30 mL/min without dialysis",
    source=LENALIDOMIDE_DOSAGE.at(
        "renal dose adjustments: 11 to less than 30 mL/min, every 48 hours"
    ),
)
EVERY_OTHER_DAY_US_14 = Level(
    name="15-every-other-day",
    dose=EVERY_OTHER_DAY_US.dose,
    days=tuple(range(1, 15, 2)),
    note=EVERY_OTHER_DAY_US.note,
    source=EVERY_OTHER_DAY_US.source,
)
EVERY_OTHER_DAY_US_14_TWICE = Level(
    name="15-every-other-day",
    dose=EVERY_OTHER_DAY_US.dose,
    days=(*range(1, 15, 2), *range(22, 36, 2)),
    note=EVERY_OTHER_DAY_US.note,
    source=EVERY_OTHER_DAY_US.source,
)
EVERY_OTHER_DAY_EU = Level(
    name="15-every-other-day",
    dose=WrittenDose(
        amount=amount("15 mg"),
        source=REVLIMID_EU_RENAL.at("4.2, severe renal impairment: 15 mg every other day"),
    ),
    days=tuple(range(1, 22, 2)),
    note="for a creatinine clearance of less than 30 mL/min without dialysis",
    source=REVLIMID_EU_RENAL.at("4.2: less than 30 mL/min, not requiring dialysis"),
)
EVERY_OTHER_DAY_EU_14 = Level(
    name="15-every-other-day",
    dose=EVERY_OTHER_DAY_EU.dose,
    days=tuple(range(1, 15, 2)),
    note=EVERY_OTHER_DAY_EU.note,
    source=EVERY_OTHER_DAY_EU.source,
)
DIALYSIS_5 = Level(
    name="dialysis-5",
    dose=WrittenDose(
        amount=amount("5 mg"),
        source=REVLIMID_EU_RENAL.at("4.2, end stage renal disease: 5 mg once daily"),
    ),
    note="on dialysis, taken after it on its days",
    source=REVLIMID_EU_RENAL.at("4.2: less than 30 mL/min, requiring dialysis"),
)
RENAL_LEVELS_US = (TEN_US, EVERY_OTHER_DAY_US, DIALYSIS_5)
RENAL_LEVELS_US_14 = (TEN_US, EVERY_OTHER_DAY_US_14, DIALYSIS_5)
RENAL_LEVELS_US_14_TWICE = (TEN_US, EVERY_OTHER_DAY_US_14_TWICE, DIALYSIS_5)
RENAL_LEVELS_EU = (TEN_EU, EVERY_OTHER_DAY_EU, DIALYSIS_5)
RENAL_LEVELS_EU_14 = (TEN_EU, EVERY_OTHER_DAY_EU_14, DIALYSIS_5)
RENAL_READINGS_US = (
    Interpretation(
        name="lenalidomide by clearance",
        reading="the first dose of lenalidomide is chosen by the rows of lenalidomide's US text: "
        "25 mg from 60 mL/min on, 10 mg from 30 to less than 60, 15 mg every other day from 11 to "
        "less than 30 without dialysis; under 11 mL/min, which was not studied, is refused",
        alternatives="the rows of the EU text, with 25 mg from 50 mL/min on and no lowest row, as "
        "in the definition rd-eu; a rule of this regimen's own, of which no text was read",
        source=LENALIDOMIDE_DOSAGE.at(
            "renal dose adjustments, multiple myeloma: initial starting doses"
        ),
    ),
    Interpretation(
        name="lenalidomide at 60 mL/min",
        reading="60 mL/min itself has the full dose, as an adjustment is for less than 60",
        alternatives="another row; the table read begins with less than 60",
        source=REVLIMID_US_EARLIER.at(
            "starting dose adjustment is recommended for a clearance of less than 60 mL/min"
        ),
    ),
    Interpretation(
        name="lenalidomide every other day",
        reading="every 48 hours is every other day of a run of days with lenalidomide, from its "
        "first day on",
        alternatives="every other day through all days of the cycle",
        source=LENALIDOMIDE_DOSAGE.at("renal dose adjustments: 15 mg every 48 hours"),
    ),
)
RENAL_READINGS_EU = (
    Interpretation(
        name="lenalidomide by clearance",
        reading="the first dose of lenalidomide is chosen by the rows of lenalidomide's EU text: "
        "25 mg from 50 mL/min on, 10 mg from 30 to less than 50, 15 mg every other day under 30 "
        "without dialysis",
        alternatives="the rows of the US text, with 10 mg under 60 mL/min and nothing studied "
        "under 11, as in the definition rd; 7.5 mg a day under 30, as a later text is said to "
        "print; a rule of this regimen's own, of which no text was read",
        source=LENALIDOMIDE_INDUCTION_RENAL.at(
            "introduction: prescribing information, 10 mg, 7.5 mg and on dialysis 5 mg a day"
        ),
    ),
    Interpretation(
        name="lenalidomide at 30 mL/min",
        reading="30 mL/min itself has 10 mg, as the study of renal impairment divides it; the "
        "copy of the EU text has lost the sign beside 30, and its next row is less than 30",
        alternatives="30 mL/min in no row",
        source=LENALIDOMIDE_RENAL_STUDY.at(
            "abstract: moderate impairment from 30 to less than 50 mL/min, severe less than 30"
        ),
    ),
    Interpretation(
        name="lenalidomide every other day",
        reading="every other day is counted within a run of days with lenalidomide, from its "
        "first day on",
        alternatives="every other day through all days of the cycle",
        source=REVLIMID_EU_RENAL.at("4.2, severe renal impairment: 15 mg every other day"),
    ),
)
RENAL_14_DAYS = Interpretation(
    name="lenalidomide on 14 days",
    reading="the doses by clearance, which are printed for days 1 to 21 of 28, hold for days 1 to "
    "14 of 21 days too",
    alternatives="other doses for that schedule; the paper names one list of doses for both",
    source=LENALIDOMIDE_INDUCTION_RENAL.at(
        "introduction: 25 mg on days 1-14 of 21 or days 1-21 of 28; doses in renal impairment"
    ),
)
RENAL_LATER_PHASES = Interpretation(
    name="lenalidomide after the first phase",
    reading="a dose that the clearance of day 1 has lowered stays in later phases that have a "
    "level of its name, until a dose change is recorded",
    alternatives="each phase begins with the row of its own first day",
    source=REVLIMID_US_EARLIER.at(
        "after the start, subsequent changes are based on individual tolerance"
    ),
)
RENAL_READING_FROM_60 = Interpretation(
    name="lenalidomide by clearance",
    reading="from 60 mL/min on the full dose of lenalidomide is planned; under 60 the label asks "
    "for another, but no row that was read is for this full dose, so the plan is refused until "
    "the dose that was decided on is recorded",
    alternatives="the full dose from 50 mL/min on, where the EU text divides; the rows for a full "
    "dose of 25 mg; the full dose at any clearance, as the text of this regimen prints no other",
    source=REVLIMID_US_EARLIER.at(
        "starting dose adjustment is recommended for a clearance of less than 60 mL/min"
    ),
)
NO_RENAL_RULE_FOR = (
    "dialysis, which no clearance shows: record a dose change of lenalidomide to a level for it "
    "from cycle 1",
    "a creatinine clearance that changes during treatment",
)
NO_RENAL_RULE_IN_MAINTENANCE = (
    "renal function in maintenance: lenalidomide's label has doses of its own for maintenance, "
    "which were not read; its full dose is planned whatever the clearance, and whatever the dose "
    "before maintenance was"
)
NO_RENAL_DOSE_IN_MAINTENANCE = (
    "renal function in maintenance: lenalidomide's label has doses of its own for maintenance, "
    "which were not read; under 60 mL/min and on dialysis record the dose that was decided on"
)
