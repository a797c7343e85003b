"""ICd: ixazomib, weekly oral cyclophosphamide and dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.ixazomib.drugs import (
    IXAZOMIB_BILIRUBIN,
    IXAZOMIB_BY_BILIRUBIN,
    IXAZOMIB_BY_CLEARANCE,
    IXAZOMIB_CLEARANCE,
    IXAZOMIB_STARTING_3,
    NO_IXAZOMIB_RULE_FOR_DIALYSIS,
)
from regimens.catalogue.ixazomib.references import ICD_PAPER, NINLARO_MALAYSIA
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

ICD = Regimen(
    id="icd",
    title="ICd: ixazomib, weekly cyclophosphamide and dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ICD_PAPER.at("abstract: cycles of 28 days"),
            components=(
                Component(
                    drug=Drug(name="ixazomib"),
                    group="ICd",
                    dose=WrittenDose(
                        amount=amount("4 mg"), source=ICD_PAPER.at("abstract: ixazomib 4 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=ICD_PAPER.at("abstract: days 1, 8, 15"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(IXAZOMIB_STARTING_3,),
                    tables=(IXAZOMIB_BY_BILIRUBIN, IXAZOMIB_BY_CLEARANCE),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=NINLARO_MALAYSIA.at(
                            "missed dose: only if the next is at least 72 hours away, never doubled"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=NINLARO_MALAYSIA.at("missed dose: not within 72 hours of the next"),
                    ),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="ICd",
                    dose=WrittenDose(
                        amount=amount("400 mg/m²"),
                        source=ICD_PAPER.at("abstract: maximum tolerated dose 400 mg/m² weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=ICD_PAPER.at("abstract: days 1, 8, 15, 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="400",
                            dose=WrittenDose(
                                amount=amount("400 mg/m²"),
                                source=ICD_PAPER.at(
                                    "abstract: maximum tolerated dose 400 mg/m² weekly"
                                ),
                            ),
                            source=ICD_PAPER.at(
                                "abstract: maximum tolerated dose 400 mg/m² weekly"
                            ),
                        ),
                        Level(
                            name="300",
                            dose=WrittenDose(
                                amount=amount("300 mg/m²"),
                                source=ICD_PAPER.at("abstract: 300 or 400 mg/m²"),
                            ),
                            note="the lower dose of the trial's first part",
                            source=ICD_PAPER.at("abstract: 300 or 400 mg/m²"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="ICd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=ICD_PAPER.at("abstract: dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=ICD_PAPER.at("abstract: days 1, 8, 15, 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cyclophosphamide",
            reading="400 mg/m² is the full dose, as found in the trial's first part",
            alternatives="300 mg/m² on days 1, 8 and 15 only, as another trial gave "
            "it (NCT02046070)",
            source=ICD_PAPER.at("abstract: maximum tolerated dose"),
        ),
        Interpretation(
            name="number of cycles",
            reading="treatment goes on until it is stopped",
            alternatives="a fixed number of cycles; the abstract states none",
            source=ICD_PAPER.at("abstract: cycles of 28 days"),
        ),
        IXAZOMIB_BILIRUBIN,
        IXAZOMIB_CLEARANCE,
    ),
    no_rule_for=(
        "age",
        "dose steps of ixazomib and dexamethasone",
        "blood counts before a cycle",
        NO_IXAZOMIB_RULE_FOR_DIALYSIS,
        "antiviral prophylaxis",
    ),
    aliases=("ixa-cyd", "i-cyd"),
)
