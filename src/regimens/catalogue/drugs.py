"""The drugs of the catalogue whose presentations its definitions need."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.references import (
    DARAVD_STUDY,
    DARZALEX_FASPRO_LABEL,
    DARZALEX_VIALS,
    VESANOID_LABEL,
)
from regimens.components import Product
from regimens.drugs import Drug, Presentation, Route

DARATUMUMAB = Drug(
    name="daratumumab",
    presentations=(
        Presentation(
            form="vial",
            strength=Decimal(400),
            concentration=Decimal(20),
            source=DARZALEX_VIALS.at("available strengths: 400 mg/20 mL"),
        ),
        Presentation(
            form="vial",
            strength=Decimal(100),
            concentration=Decimal(20),
            source=DARZALEX_VIALS.at("available strengths: 100 mg/5 mL"),
        ),
    ),
)
DARATUMUMAB_SC = Product(
    name="daratumumab-sc",
    dose=WrittenDose(
        amount=amount("1800 mg"),
        source=DARZALEX_FASPRO_LABEL.at("recommended dosage for multiple myeloma: 1,800 mg"),
    ),
    route=Route.SC,
    source=DARAVD_STUDY.at("Results: started IV, then switched to SC"),
)
TRETINOIN = Drug(
    name="tretinoin",
    presentations=(
        Presentation(
            form="capsule",
            strength=Decimal(10),
            source=VESANOID_LABEL.at("dosage forms: 10 mg capsules"),
        ),
    ),
)
