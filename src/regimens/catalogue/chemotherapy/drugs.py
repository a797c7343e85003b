"""What the definitions with pegylated liposomal doxorubicin share: its doses by the bilirubin."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.references import PLD_DOSAGE
from regimens.components import Level
from regimens.regimen import Interpretation

PLD_HEPATIC_LEVELS = (
    Level(
        name="bilirubin-1.2-to-3-mg-dl",
        dose=WrittenDose(
            amount=amount("15 mg/m²"),
            source=PLD_DOSAGE.at("liver dose adjustments: 50 % of the dose"),
        ),
        note="half of 30 mg/m², with a serum bilirubin of 1.2 to 3 mg/dL",
        source=PLD_DOSAGE.at("liver dose adjustments: bilirubin 1.2 to 3.0 mg/dL"),
    ),
    Level(
        name="bilirubin-over-3-mg-dl",
        dose=WrittenDose(
            amount=amount("7.5 mg/m²"),
            source=PLD_DOSAGE.at("liver dose adjustments: 25 % of the dose"),
        ),
        note="a quarter of 30 mg/m², with a serum bilirubin over 3 mg/dL",
        source=PLD_DOSAGE.at("liver dose adjustments: bilirubin greater than 3 mg/dL"),
    ),
)
PLD_LIVER = Interpretation(
    name="liposomal doxorubicin and the liver",
    reading="half and a quarter of the dose by a bilirubin in mg/dL, which no recorded multiple of "
    "normal shows, exist by name and are taken only where a dose change records them",
    alternatives="a table by multiples of the upper limit of normal; none is printed",
    source=PLD_DOSAGE.at("liver dose adjustments"),
)
