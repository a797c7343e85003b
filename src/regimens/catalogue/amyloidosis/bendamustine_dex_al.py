"""Bendamustine and dexamethasone in AL amyloidosis."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import BEN_DEX_ABSTRACT, BEN_DEX_PAPER
from regimens.components import Band, Component, Level, LevelTable, TableValue
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BENDAMUSTINE_DEX_AL = Regimen(
    id="bendamustine-dex-al",
    title="Ben-dex: bendamustine and dexamethasone in AL amyloidosis (NCT01222260)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=BEN_DEX_PAPER.at(
                "abstract: 28-day cycles until progression or 6 cycles after complete response"
            ),
            components=(
                Component(
                    drug=Drug(name="bendamustine"),
                    group="Ben-dex",
                    dose=WrittenDose(
                        amount=amount("100 mg/m²"),
                        source=BEN_DEX_PAPER.at("abstract: bendamustine 100 mg/m2 IV"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1),
                            source=BEN_DEX_PAPER.at("abstract: bendamustine on days 1 and 2"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="90",
                            dose=WrittenDose(
                                amount=amount("90 mg/m²"),
                                source=BEN_DEX_ABSTRACT.at("methods: 90 mg/m2"),
                            ),
                            note="for a creatinine clearance of 59 to 30 mL/min",
                            source=BEN_DEX_ABSTRACT.at(
                                "methods: creatinine clearance 59-30 mL/min"
                            ),
                        ),
                        Level(
                            name="70",
                            dose=WrittenDose(
                                amount=amount("70 mg/m²"),
                                source=BEN_DEX_ABSTRACT.at("methods: 70 mg/m2"),
                            ),
                            note="for a creatinine clearance of 15 to 30 mL/min",
                            source=BEN_DEX_ABSTRACT.at(
                                "methods: creatinine clearance 15-30 mL/min"
                            ),
                        ),
                    ),
                    tables=(
                        LevelTable(
                            by=TableValue.CREATININE_CLEARANCE,
                            bands=(
                                Band(
                                    low=Decimal(60),
                                ),
                                Band(
                                    low=Decimal(30),
                                    high=Decimal(59),
                                    level="90",
                                ),
                                Band(
                                    low=Decimal(15),
                                    high=Decimal(30),
                                    level="70",
                                ),
                            ),
                            source=BEN_DEX_ABSTRACT.at(
                                "methods: 100, 90, 70 mg/m2 by creatinine clearance >= 60, 59-30, "
                                "15-30 mL/min"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Ben-dex",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=BEN_DEX_PAPER.at("abstract: dexamethasone 40 mg weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=BEN_DEX_PAPER.at(
                                "abstract: dexamethasone weekly, 28-day cycles"
                            ),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=BEN_DEX_ABSTRACT.at(
                                    "methods: dexamethasone 20-40 mg weekly"
                                ),
                            ),
                            note="the lower end of the dose stated",
                            source=BEN_DEX_ABSTRACT.at("methods: dexamethasone 20-40 mg weekly"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weekly dexamethasone",
            reading="weekly is days 1, 8, 15 and 22 of the 28-day cycle",
            alternatives="other days of the week; the abstracts state none",
            source=BEN_DEX_PAPER.at("abstract: dexamethasone weekly"),
        ),
        Interpretation(
            name="creatinine clearance",
            reading="the dose is chosen once, by the clearance before the first cycle, row by row "
            "as the abstract prints it: exactly 30 mL/min is in two rows, 59.5 in none "
            "and under 15 in none, and each is refused",
            alternatives="a clearance between two rows counted to one of them, or a dose chosen "
            "anew for each cycle; the paper's abstract gives 100 mg/m² only",
            source=BEN_DEX_ABSTRACT.at("methods: doses by creatinine clearance"),
        ),
        Interpretation(
            name="end of treatment",
            reading="open-ended: until progression, or up to 6 cycles after complete response",
            alternatives="a fixed number of cycles",
            source=BEN_DEX_PAPER.at(
                "abstract: until progression or 6 cycles after complete response"
            ),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "dose reductions for toxicity",
        "which patients have 20 mg of dexamethasone",
        "liver function: the label of bendamustine has rows in mg/dL, for other diseases (see br)",
    ),
    aliases=(
        "bendamustine-dex",
        "ben-dex",
    ),
)
