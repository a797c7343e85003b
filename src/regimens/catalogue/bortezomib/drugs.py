"""What the definitions with bortezomib share: its levels, its interval, and runs of days."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.references import (
    BORTEZOMIB_DOSAGE,
    BORTEZOMIB_LABEL,
    BORTEZOMIB_LIVER_LABEL,
    NEUROPATHY_TABLE,
)
from regimens.components import Band, Level, LevelTable, TableValue
from regimens.regimen import Interpretation
from regimens.rules import MinimumInterval

BORTEZOMIB_HEPATIC_STEP = Level(
    name="hepatic-0.5",
    dose=WrittenDose(
        amount=amount("0.5 mg/m²"),
        source=BORTEZOMIB_LIVER_LABEL.at("2.8, Table 6: further reduction to 0.5 mg/m²"),
    ),
    note="after cycle 1 where 0.7 mg/m² is not tolerated with bilirubin over 1.5 times the upper "
    "limit of normal",
    source=BORTEZOMIB_LIVER_LABEL.at("2.8, Table 6: in subsequent cycles by tolerability"),
)
BORTEZOMIB_BY_BILIRUBIN = LevelTable(
    by=TableValue.BILIRUBIN,
    bands=(
        Band(high=Decimal("1.5")),
        Band(low=Decimal("1.5"), low_included=False, level="0.7"),
    ),
    source=BORTEZOMIB_LIVER_LABEL.at(
        "2.8, Table 6: none up to 1.5 times normal; above it, moderate or severe, 0.7 mg/m² in the "
        "first cycle"
    ),
)
BORTEZOMIB_BILIRUBIN = Interpretation(
    name="bilirubin",
    reading="with a total bilirubin over 1.5 times normal bortezomib begins with 0.7 mg/m², by its "
    "label, and stays there in all later cycles and phases until a dose change is recorded: to "
    "1.0, or to hepatic-0.5",
    alternatives="1 mg/m², or the full dose, from cycle 2 on by itself; the label leaves it to "
    "tolerance",
    source=BORTEZOMIB_LIVER_LABEL.at("2.8, Table 6: in subsequent cycles by tolerability"),
)
BORTEZOMIB_LEVELS = (
    Level(
        name="1.3",
        dose=WrittenDose(
            amount=amount("1.3 mg/m²"),
            source=BORTEZOMIB_LABEL.at("section 2.6: 1.3 mg/m² per dose"),
        ),
        source=BORTEZOMIB_LABEL.at("section 2.6: 1.3 mg/m² per dose"),
    ),
    Level(
        name="1.0",
        dose=WrittenDose(
            amount=amount("1 mg/m²"),
            source=BORTEZOMIB_LABEL.at("section 2.6: 1.3 mg/m² reduced to 1 mg/m²"),
        ),
        note="after a grade 3 non-haematological or grade 4 haematological toxicity other than "
        "neuropathy; for neuropathy of grade 2, or of grade 1 with pain",
        source=NEUROPATHY_TABLE.at("Table 1: grade 2 or grade 1 with pain"),
    ),
    Level(
        name="0.7",
        dose=WrittenDose(
            amount=amount("0.7 mg/m²"),
            source=BORTEZOMIB_LABEL.at("section 2.6: 1 mg/m² reduced to 0.7 mg/m²"),
        ),
        note="the second reduction; after neuropathy of grade 3, or of grade 2 with pain; in "
        "cycle 1 with bilirubin over 1.5 times the upper limit of normal",
        source=BORTEZOMIB_DOSAGE.at("liver dose adjustments: 0.7 mg/m² in the first cycle"),
    ),
    BORTEZOMIB_HEPATIC_STEP,
)
SEVENTY_TWO_HOURS = MinimumInterval(
    days=3,
    hours=72,
    source=BORTEZOMIB_LABEL.at("section 2.6: at least 72 hours between consecutive doses"),
)
WITHHELD = Interpretation(
    name="withheld bortezomib",
    reading="a bortezomib dose withheld within a cycle is not made up, and the others keep their "
    "dates",
    alternatives="it is given later in the cycle; no rule was read in a reference",
    source=BORTEZOMIB_LABEL.at("section 2.6: withheld at the onset of toxicity"),
)
NEUROPATHY = Interpretation(
    name="after neuropathy",
    reading="bortezomib restarted at 0.7 mg/m² keeps the days of the regimen",
    alternatives="0.7 mg/m² once a week",
    source=NEUROPATHY_TABLE.at("Table 1: grade 3 or grade 2 with pain, restart at 0.7 mg/m²"),
)
DAYS_1_TO_14 = tuple(range(1, 15))
DAYS_1_TO_21 = tuple(range(1, 22))
DAYS_1_TO_28 = tuple(range(1, 29))
DAYS_15_TO_28 = tuple(range(15, 29))
DAYS_1_TO_35 = tuple(range(1, 36))
DAYS_1_TO_42 = tuple(range(1, 43))
