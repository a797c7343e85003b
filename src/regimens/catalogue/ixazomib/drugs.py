"""What the definitions with ixazomib share: its first dose by bilirubin and clearance."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.ixazomib.references import NINLARO_REFERENCE, NINLARO_UK
from regimens.components import Band, Level, LevelTable, TableValue
from regimens.regimen import Interpretation

IXAZOMIB_STARTING_3 = Level(
    name="3",
    dose=WrittenDose(
        amount=amount("3 mg"),
        source=NINLARO_UK.at("recommended starting dose of 3 mg"),
    ),
    note="the starting dose with bilirubin over 1.5 times the upper limit of normal, a creatinine "
    "clearance under 30 mL/min, or dialysis",
    source=NINLARO_UK.at("recommended starting dose of 3 mg"),
)
IXAZOMIB_BY_BILIRUBIN = LevelTable(
    by=TableValue.BILIRUBIN,
    bands=(
        Band(high=Decimal("1.5")),
        Band(low=Decimal("1.5"), low_included=False, level="3"),
    ),
    source=NINLARO_UK.at(
        "no adjustment up to 1.5 times normal; 3 mg above it, in moderate or severe impairment"
    ),
)
IXAZOMIB_BY_CLEARANCE = LevelTable(
    by=TableValue.CREATININE_CLEARANCE,
    bands=(
        Band(low=Decimal(30)),
        Band(high=Decimal(30), high_included=False, level="3"),
    ),
    source=NINLARO_REFERENCE.at(
        "renal impairment: severe, a clearance under 30 mL/min, 3 mg; mild to moderate, none"
    ),
)
IXAZOMIB_CLEARANCE = Interpretation(
    name="clearance",
    reading="with a creatinine clearance under 30 mL/min ixazomib is given at 3 mg until a dose "
    "change is recorded, by the label, which is for ixazomib with lenalidomide and dexamethasone",
    alternatives="4 mg, as the text of this regimen prints no row for the kidney",
    source=NINLARO_REFERENCE.at("renal impairment: severe, 3 mg"),
)
NO_IXAZOMIB_RULE_FOR_DIALYSIS = (
    "dialysis, which no clearance shows and for which the label begins with 3 mg of ixazomib: "
    "record a dose change to level 3"
)
IXAZOMIB_BILIRUBIN = Interpretation(
    name="bilirubin",
    reading="with a total bilirubin over 1.5 times normal ixazomib is given at 3 mg until a dose "
    "change is recorded, by the label, which is for ixazomib with lenalidomide and dexamethasone",
    alternatives="4 mg, as the text of this regimen prints no row for the liver",
    source=NINLARO_UK.at("recommended starting dose of 3 mg"),
)
