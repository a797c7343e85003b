"""The drugs that definitions of several families share."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.references import (
    DARAVD_STUDY,
    DARZALEX_FASPRO_LABEL,
)
from regimens.components import Product
from regimens.drugs import Drug, Route

DARATUMUMAB = Drug(name="daratumumab")
DARATUMUMAB_SC = Product(
    name="daratumumab-sc",
    dose=WrittenDose(
        amount=amount("1800 mg"),
        source=DARZALEX_FASPRO_LABEL.at("recommended dosage for multiple myeloma: 1,800 mg"),
    ),
    route=Route.SC,
    source=DARAVD_STUDY.at("Results: started IV, then switched to SC"),
)
TRETINOIN = Drug(name="tretinoin")
