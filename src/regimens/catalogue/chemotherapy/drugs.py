"""What the definitions with doxorubicin share: its lifetime dose, and of PLD its hepatic doses."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.references import PLD_DOSAGE, RUBICIN
from regimens.components import Level
from regimens.regimen import Interpretation
from regimens.rules import CumulativeLimit

DOXORUBICIN_LIMIT = CumulativeLimit(
    drug="doxorubicin",
    at_most=Decimal(550),
    per_surface=True,
    source=RUBICIN.at("dosage: total cumulative dose not over 550 mg/m²"),
)
DOXORUBICIN_LIMIT_WITH_CYCLOPHOSPHAMIDE = CumulativeLimit(
    drug="doxorubicin",
    at_most=Decimal(400),
    per_surface=True,
    source=RUBICIN.at("dosage: not over 400 mg/m² with other drugs that harm the heart"),
)
DOXORUBICIN_LIFETIME = Interpretation(
    name="lifetime dose of doxorubicin",
    reading="at most 550 mg/m² over a lifetime, as by itself",
    alternatives="400 mg/m² after cyclophosphamide or irradiation of the heart, which are not "
    "looked for in the patient's record; more with dexrazoxane",
    source=RUBICIN.at("dosage: total cumulative dose"),
)
DOXORUBICIN_LIFETIME_WITH_CYCLOPHOSPHAMIDE = Interpretation(
    name="lifetime dose of doxorubicin",
    reading="at most 400 mg/m² over a lifetime, as cyclophosphamide is given with it",
    alternatives="550 mg/m², as without another drug that harms the heart; more with dexrazoxane",
    source=RUBICIN.at("dosage: total cumulative dose"),
)
NO_RULE_FOR_OTHER_ANTHRACYCLINES = (
    "other anthracyclines, which the label counts in the lifetime dose: prior doses count only "
    "under the name of doxorubicin"
)

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
