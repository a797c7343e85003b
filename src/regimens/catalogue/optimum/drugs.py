"""What the drugs of OPTIMUM begin with by the bilirubin, and their steps after that."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.references import OPTIMUM_PROTOCOL
from regimens.components import Band, Level, LevelTable, TableValue

CYCLOPHOSPHAMIDE_BY_BILIRUBIN = LevelTable(
    by=TableValue.BILIRUBIN,
    bands=(
        Band(high=Decimal("2.5")),
        Band(low=Decimal("2.5"), low_included=False, level="350"),
    ),
    source=OPTIMUM_PROTOCOL.at(
        "Table 3: cyclophosphamide, hepatic impairment, 350 mg over 2.5 times normal"
    ),
)
BORTEZOMIB_BY_BILIRUBIN = LevelTable(
    by=TableValue.BILIRUBIN,
    bands=(
        Band(high=Decimal("1.5")),
        Band(low=Decimal("1.5"), low_included=False, high=Decimal(3), level="hepatic-0.7"),
    ),
    source=OPTIMUM_PROTOCOL.at(
        "Table 3: bortezomib, hepatic impairment, over 1.5 to 3 times normal, 0.7 mg/m² in cycle 1"
    ),
)
HEPATIC_LEVELS = (
    Level(
        name="hepatic-1.0",
        dose=WrittenDose(
            amount=amount("1 mg/m²"),
            source=OPTIMUM_PROTOCOL.at("Table 3: bortezomib, hepatic impairment"),
        ),
        note="moderate or severe hepatic impairment, after cycle 1",
        source=OPTIMUM_PROTOCOL.at("Table 3: bortezomib, hepatic impairment"),
    ),
    Level(
        name="hepatic-0.7",
        dose=WrittenDose(
            amount=amount("0.7 mg/m²"),
            source=OPTIMUM_PROTOCOL.at("Table 3: bortezomib, hepatic impairment"),
        ),
        note="moderate or severe hepatic impairment, cycle 1",
        source=OPTIMUM_PROTOCOL.at("Table 3: bortezomib, hepatic impairment"),
    ),
    Level(
        name="hepatic-0.5",
        dose=WrittenDose(
            amount=amount("0.5 mg/m²"),
            source=OPTIMUM_PROTOCOL.at("Table 3: bortezomib, hepatic impairment"),
        ),
        note="moderate or severe hepatic impairment, after cycle 1",
        source=OPTIMUM_PROTOCOL.at("Table 3: bortezomib, hepatic impairment"),
    ),
)
