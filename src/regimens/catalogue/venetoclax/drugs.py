"""What the definitions with venetoclax share: its dose in severe liver disease."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.venetoclax.references import VENCLEXTA_HCP
from regimens.components import Level
from regimens.regimen import Interpretation

VENETOCLAX_CHILD_PUGH_C = Level(
    name="child-pugh-c",
    dose=WrittenDose(
        amount=amount("400 mg"),
        source=VENCLEXTA_HCP.at("severe hepatic impairment: the daily dose reduced by 50 %"),
    ),
    note="half of 800 mg, with severe hepatic impairment, Child-Pugh class C",
    source=VENCLEXTA_HCP.at("severe hepatic impairment, Child-Pugh C"),
)
VENETOCLAX_LIVER = Interpretation(
    name="liver disease",
    reading="half the daily dose in Child-Pugh class C, by the label, which is for other "
    "diseases and doses, exists by name and is taken only where a dose change records it",
    alternatives="no venetoclax in severe liver disease; the texts of the trials print no row",
    source=VENCLEXTA_HCP.at("severe hepatic impairment: the daily dose reduced by 50 %"),
)
