"""Pd: pomalidomide with low-dose dexamethasone (MM-003), until progression."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.catalogue.pomalidomide.references import (
    NIMBUS,
    POMALIDOMIDE_UK,
    POMALYST_HCP,
    POMALYST_US,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

PD = Regimen(
    id="pd",
    title="Pd: pomalidomide with low-dose dexamethasone (MM-003)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=NIMBUS.at("arms: 28-day cycle, until progression"),
            components=(
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("4 mg"), source=NIMBUS.at("arms: pomalidomide 4 mg")
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=NIMBUS.at("arms: days 1 to 21"),
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
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=NIMBUS.at("arms: dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=NIMBUS.at("arms: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=NIMBUS.at("arms: 20 mg for participants over 75 years"),
                            ),
                            for_older_than=75,
                            source=NIMBUS.at("arms: 20 mg for participants over 75 years"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="age",
            reading="20 mg of dexamethasone is for patients older than 75 "
            "years, from the day after the 75th birthday",
            alternatives="75 years and older, as other trials of pomalidomide print it",
            source=NIMBUS.at("arms: over 75 years of age"),
        ),
        Interpretation(
            name="lower doses",
            reading="3 mg after the first interruption, then 1 mg less each time",
            alternatives="3 mg as a starting dose with dialysis, which is not derived here",
            source=POMALYST_US.at("Table 1: dose modification"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "blood counts before a cycle: ANC 0.5 (US) or 1 (EU), "
        "platelets 50 × 10⁹/L (see the labels)",
        "renal function (see the label)",
        "interactions (see the label)",
        "thromboprophylaxis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("pom-dex", "pom-lodex", "pomdex"),
)
