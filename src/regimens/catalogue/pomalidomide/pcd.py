"""PCd: pomalidomide, weekly oral cyclophosphamide and dexamethasone (PomCyDex)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.catalogue.pomalidomide.references import (
    POMALIDOMIDE_UK,
    POMALYST_HCP,
    POMALYST_US,
    POMCYDEX,
    POMCYDEX_RECORD,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

PCD = Regimen(
    id="pcd",
    title="PCd: pomalidomide, weekly oral cyclophosphamide and dexamethasone (PomCyDex)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=POMCYDEX.at("abstract: 28-day cycle"),
            components=(
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="PCd",
                    dose=WrittenDose(
                        amount=amount("4 mg"), source=POMCYDEX.at("abstract: pomalidomide 4 mg")
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=POMCYDEX.at("abstract: days 1 to 21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="4",
                            dose=WrittenDose(
                                amount=amount("4 mg"),
                                source=POMALYST_HCP.at("recommended dosage 4 mg"),
                            ),
                            source=POMALYST_HCP.at("recommended dosage 4 mg"),
                        ),
                        Level(
                            name="3",
                            dose=WrittenDose(
                                amount=amount("3 mg"),
                                source=POMALYST_US.at(
                                    "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                                ),
                            ),
                            source=POMALYST_US.at(
                                "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                            ),
                        ),
                        Level(
                            name="2",
                            dose=WrittenDose(
                                amount=amount("2 mg"),
                                source=POMALYST_US.at(
                                    "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                                ),
                            ),
                            source=POMALYST_US.at(
                                "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                            ),
                        ),
                        Level(
                            name="1",
                            dose=WrittenDose(
                                amount=amount("1 mg"),
                                source=POMALYST_US.at(
                                    "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                                ),
                            ),
                            note="the lowest step",
                            source=POMALYST_HCP.at("discontinue if 1 mg is not tolerated"),
                        ),
                        *POMALIDOMIDE_CHILD_PUGH,
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=POMALIDOMIDE_UK.at(
                            "missed dose: the normal dose on the next day, nothing made up"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="PCd",
                    dose=WrittenDose(
                        amount=amount("400 mg"),
                        source=POMCYDEX.at("abstract: cyclophosphamide 400 mg orally"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=POMCYDEX.at("abstract: days 1, 8, and 15"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="300",
                            dose=WrittenDose(
                                amount=amount("300 mg"),
                                source=POMCYDEX_RECORD.at("phase 1, dose level 1: 300 mg"),
                            ),
                            note="dose level 1 of the trial's first part",
                            source=POMCYDEX_RECORD.at("phase 1, dose level 1: 300 mg"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="PCd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=POMCYDEX_RECORD.at("interventions: dexamethasone 40 mg (20 mg)"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=POMCYDEX.at("abstract: weekly dexamethasone"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=POMCYDEX_RECORD.at(
                                    "interventions: dexamethasone 40 mg (20 mg)"
                                ),
                            ),
                            note="for whom, the record as read does not say",
                            source=POMCYDEX_RECORD.at("interventions: dexamethasone 40 mg (20 mg)"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weekly dexamethasone",
            reading="weekly dexamethasone is given on days 1, 8, 15 and 22",
            alternatives="days 1, 8 and 15 only; the abstract states no days",
            source=POMCYDEX.at("abstract: weekly dexamethasone"),
        ),
        Interpretation(
            name="dexamethasone with cyclophosphamide",
            reading="dexamethasone is 40 mg weekly, as in the arm without cyclophosphamide",
            alternatives="another dose; the abstract states none",
            source=POMCYDEX_RECORD.at("interventions: dexamethasone 40 mg (20 mg)"),
        ),
        Interpretation(
            name="cyclophosphamide",
            reading="400 mg on three days of the cycle, whatever the body surface",
            alternatives="50 mg twice daily on days 1 to 21, as another trial gave it",
            source=POMCYDEX.at("abstract: 400 mg orally on days 1, 8, and 15"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "blood counts before a cycle: ANC 0.5 (US) or 1 (EU), "
        "platelets 50 × 10⁹/L (see the labels)",
        "age",
        "renal function (see the label)",
        "thromboprophylaxis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("pomcydex", "pcyd"),
)
