"""What the definitions with pomalidomide share: its first doses in liver disease."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.pomalidomide.references import POMALIDOMIDE_DOSAGE
from regimens.components import Level
from regimens.regimen import Interpretation

POMALIDOMIDE_CHILD_PUGH = (
    Level(
        name="child-pugh-a",
        dose=WrittenDose(
            amount=amount("3 mg"),
            source=POMALIDOMIDE_DOSAGE.at("liver dose adjustments: Child-Pugh A, 3 mg"),
        ),
        note="the starting dose with mild hepatic impairment, Child-Pugh class A",
        source=POMALIDOMIDE_DOSAGE.at("liver dose adjustments: Child-Pugh A, 3 mg"),
    ),
    Level(
        name="child-pugh-b",
        dose=WrittenDose(
            amount=amount("3 mg"),
            source=POMALIDOMIDE_DOSAGE.at("liver dose adjustments: Child-Pugh B, 3 mg"),
        ),
        note="the starting dose with moderate hepatic impairment, Child-Pugh class B",
        source=POMALIDOMIDE_DOSAGE.at("liver dose adjustments: Child-Pugh B, 3 mg"),
    ),
    Level(
        name="child-pugh-c",
        dose=WrittenDose(
            amount=amount("2 mg"),
            source=POMALIDOMIDE_DOSAGE.at("liver dose adjustments: Child-Pugh C, 2 mg"),
        ),
        note="the starting dose with severe hepatic impairment, Child-Pugh class C",
        source=POMALIDOMIDE_DOSAGE.at("liver dose adjustments: Child-Pugh C, 2 mg"),
    ),
)
POMALIDOMIDE_LIVER = Interpretation(
    name="liver disease",
    reading="3 mg of pomalidomide in Child-Pugh class A or B and 2 mg in class C, as the US text "
    "prints its starting doses, exist by name and are taken only where a dose change records them",
    alternatives="other doses by the label of another country; none was read",
    source=POMALIDOMIDE_DOSAGE.at("liver dose adjustments"),
)
