"""Melflufen (melphalan flufenamide) with weekly dexamethasone."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.melflufen.references import PEPAXTO_MEDSCAPE, PEPAXTO_US
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast
from regimens.schedule import Cycles, Schedule

MELFLUFEN = Regimen(
    id="melflufen",
    title="Melflufen and dexamethasone (withdrawn in the US)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=PEPAXTO_US.at("recommended dosage: 28-day cycle, until progression"),
            components=(
                Component(
                    drug=Drug(name="melphalan flufenamide"),
                    group="melflufen",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=PEPAXTO_US.at("recommended dosage: 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=PEPAXTO_US.at("recommended dosage: day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="40",
                            dose=WrittenDose(
                                amount=amount("40 mg"),
                                source=PEPAXTO_US.at("recommended dosage: 40 mg"),
                            ),
                            source=PEPAXTO_US.at("recommended dosage: 40 mg"),
                        ),
                        Level(
                            name="30",
                            dose=WrittenDose(
                                amount=amount("30 mg"),
                                source=PEPAXTO_US.at("dose reductions: 30 mg, then 20 mg"),
                            ),
                            source=PEPAXTO_US.at("dose reductions: 30 mg, then 20 mg"),
                        ),
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=PEPAXTO_US.at("dose reductions: 30 mg, then 20 mg"),
                            ),
                            note="the lowest step",
                            source=PEPAXTO_US.at("dose reductions: 30 mg, then 20 mg"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="melflufen",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PEPAXTO_US.at("recommended dosage: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=PEPAXTO_US.at("recommended dosage: days 1, 8, 15 and 22"),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=PEPAXTO_US.at(
                                    "recommended dosage: 75 years or older, 20 mg"
                                ),
                            ),
                            note="the text says 75 years or older",
                            for_age_from=75,
                            source=PEPAXTO_US.at("recommended dosage: 75 years or older, 20 mg"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    entry=(
        LaboratoryAtLeast(
            value=Laboratory.ANC,
            at_least=Decimal(1),
            source=PEPAXTO_US.at("withhold under 1 × 10⁹/L"),
        ),
        LaboratoryAtLeast(
            value=Laboratory.PLATELETS,
            at_least=Decimal(50),
            source=PEPAXTO_US.at("withhold under 50 × 10⁹/L"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="age",
            reading="75 years or older is counted from the 75th birthday on",
            alternatives="from the day after it",
            source=PEPAXTO_US.at("recommended dosage: 75 years of age or older"),
        ),
        Interpretation(
            name="late cycle",
            reading="a cycle that waits for blood counts is recorded with its start",
            alternatives="the dose is left out",
            source=PEPAXTO_MEDSCAPE.at(
                "myelosuppression: withhold, then the same dose up to 2 "
                "weeks late, one level lower after more"
            ),
        ),
    ),
    no_rule_for=(
        "blood counts before a later cycle (see the label)",
        "renal function under 45 mL/min",
        "antiemetics",
        "availability: the product was withdrawn in the US",
        "liver function with a bilirubin over 1.5 times normal; up to it the label adjusts nothing",
    ),
    aliases=("melflufen-dex", "melphalan-flufenamide"),
)
