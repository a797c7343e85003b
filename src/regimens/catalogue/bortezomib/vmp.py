"""VMP on the label's schedule: nine 42-day cycles with 52 doses of bortezomib."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import (
    BORTEZOMIB_COMPENDIUM,
    BORTEZOMIB_DOSAGE,
    BORTOMA_THAILAND,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import ReductionRule
from regimens.schedule import Cycles, Schedule

VMP = Regimen(
    id="vmp",
    title="VMP: bortezomib, melphalan, prednisone (label, VISTA)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=42,
            cycles=9,
            source=BORTEZOMIB_DOSAGE.at(
                "previously untreated myeloma: nine 6-week treatment cycles"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BORTEZOMIB_DOSAGE.at("previously untreated myeloma: 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11, 22, 25, 29, 32),
                            cycles=Cycles(1, 4),
                            source=BORTEZOMIB_DOSAGE.at(
                                "previously untreated myeloma: cycles 1 through 4, days 1, "
                                "4, 8, 11, 22, 25, 29 and 32"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 22, 29),
                            cycles=Cycles(5, 9),
                            source=BORTEZOMIB_DOSAGE.at(
                                "previously untreated myeloma: cycles 5 through 9, days 1, "
                                "8, 22 and 29"
                            ),
                        ),
                    ),
                    routes=(
                        Route.SC,
                        Route.IV,
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="melphalan"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=BORTOMA_THAILAND.at(
                            "with melphalan and prednisone: 9 mg/m² melphalan orally"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 9),
                            source=BORTOMA_THAILAND.at(
                                "with melphalan and prednisone: days 1, 2, 3 and 4 of each cycle"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=BORTOMA_THAILAND.at(
                            "with melphalan and prednisone: 60 mg/m² prednisone orally"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 9),
                            source=BORTOMA_THAILAND.at(
                                "with melphalan and prednisone: days 1, 2, 3 and 4 of each cycle"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    reductions=(
        ReductionRule(
            of="melphalan",
            lowest=Decimal(1),
            later=(Decimal("0.75"),),
            source=BORTEZOMIB_COMPENDIUM.at(
                "treatment naive adults: melphalan reduced by 25 % in the next cycle"
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="counts before a VMP cycle",
            reading="a cycle starts with platelets of at least 70 ×10⁹/L, ANC of at least "
            "1.0 ×10⁹/L and non-haematological toxicity at grade 1 or baseline; the "
            "calendar does not check it",
            alternatives="an automatic check",
            source=BORTEZOMIB_COMPENDIUM.at(
                "treatment naive adults: platelet count, ANC and toxicities before starting therapy"
            ),
        ),
        Interpretation(
            name="counts within a VMP cycle",
            reading="bortezomib is withheld on a day other than day 1 with platelets of 30 "
            "×10⁹/L or fewer, or ANC of 0.75 ×10⁹/L or fewer; the compendium prints "
            "the two numbers without a sign",
            alternatives="below these numbers only",
            source=BORTEZOMIB_COMPENDIUM.at(
                "treatment naive adults: platelet count 30, ANC 0.75 on day "
                "of dosing other than day 1"
            ),
        ),
        Interpretation(
            name="several doses withheld",
            reading="after several withheld doses bortezomib goes down one level, which the "
            "prescriber records",
            alternatives="a number of withheld doses that makes it necessary",
            source=BORTEZOMIB_COMPENDIUM.at(
                "treatment naive adults: if several doses are withheld"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "melphalan by renal function",
        "restarting after a long interruption",
        "antiviral prophylaxis",
    ),
    aliases=(
        "bmp",
        "mpv",
        "vmp-vista",
    ),
)
