"""The drugs of the catalogue whose presentations its definitions need."""

from __future__ import annotations

from decimal import Decimal

from regimens.catalogue.references import DARZALEX_VIALS, VESANOID_LABEL
from regimens.drugs import Drug, Presentation

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
