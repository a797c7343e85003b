"""ClaPd: clarithromycin, pomalidomide and dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.catalogue.pomalidomide.references import (
    CLAPD_PAPER,
    POMALIDOMIDE_UK,
    POMALYST_HCP,
    POMALYST_US,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

CLAPD = Regimen(
    id="clapd",
    title="ClaPd: clarithromycin, pomalidomide and dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=CLAPD_PAPER.at("abstract: 28-day cycle"),
            components=(
                Component(
                    drug=Drug(name="clarithromycin"),
                    group="ClaPd",
                    dose=WrittenDose(
                        amount=amount("500 mg"),
                        times=2,
                        source=CLAPD_PAPER.at("abstract: clarithromycin 500 mg twice daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=CLAPD_PAPER.at("abstract: twice daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="ClaPd",
                    dose=WrittenDose(
                        amount=amount("4 mg"), source=CLAPD_PAPER.at("abstract: pomalidomide 4 mg")
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=CLAPD_PAPER.at("abstract: days 1 to 21"),
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
                    drug=Drug(name="dexamethasone"),
                    group="ClaPd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=CLAPD_PAPER.at("abstract: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=CLAPD_PAPER.at("abstract: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="clarithromycin",
            reading="clarithromycin is given on every day of the cycle",
            alternatives="on the days of pomalidomide only; the abstract states no days",
            source=CLAPD_PAPER.at("abstract: twice daily"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "renal function, on which the dose of pomalidomide may depend (see the label)",
        "blood counts before a cycle: ANC 0.5 (US) or 1 (EU), "
        "platelets 50 × 10⁹/L (see the labels)",
        "age",
        "dose steps of dexamethasone and clarithromycin",
        "interactions of clarithromycin",
        "thromboprophylaxis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("cla-pd",),
)
