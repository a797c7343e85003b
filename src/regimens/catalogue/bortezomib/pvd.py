"""PVd on the European label's 21-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_14,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import (
    OPTIMISMM_ABSTRACT,
    POMALID_INDONESIA,
    POMALIDOMIDE_EU,
    POMALIDOMIDE_LEAFLET,
    PVD_PHASE_1,
)
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

PVD = Regimen(
    id="pvd",
    title="PVd: pomalidomide, bortezomib, dexamethasone (EU label, OPTIMISMM)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=None,
            source=POMALIDOMIDE_EU.at(
                "pomalidomide with bortezomib and dexamethasone: repeated "
                "21-day cycles until disease progression"
            ),
            components=(
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="PVd",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=POMALIDOMIDE_EU.at("pomalidomide 4 mg orally once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_14,
                            cycles=Cycles(1),
                            source=POMALIDOMIDE_EU.at("days 1 to 14 of repeated 21-day cycles"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=POMALIDOMIDE_CHILD_PUGH,
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="PVd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=POMALIDOMIDE_EU.at(
                            "bortezomib 1.3 mg/m² intravenous or subcutaneous"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=OPTIMISMM_ABSTRACT.at(
                                "methods: days 1, 4, 8, and 11 for the first eight cycles"
                            ),
                        ),
                        Schedule(
                            days=(1, 8),
                            cycles=Cycles(9),
                            source=PVD_PHASE_1.at("abstract: days 1 and 8 for cycle 9 and above"),
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
                    drug=Drug(name="dexamethasone"),
                    group="PVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=POMALIDOMIDE_EU.at("dexamethasone 20 mg orally once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=POMALIDOMIDE_EU.unread(
                                "Table 1, day grid: dexamethasone in cycles 1 to 8"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9),
                            cycles=Cycles(9),
                            source=POMALIDOMIDE_EU.unread(
                                "Table 1, day grid: dexamethasone from cycle 9"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=POMALIDOMIDE_LEAFLET.at("10 mg a day over 75 years"),
                            ),
                            note="for patients over 75 years",
                            for_older_than=75,
                            source=POMALIDOMIDE_LEAFLET.at("10 mg a day over 75 years"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days of dexamethasone",
            reading="dexamethasone is given on the day of bortezomib and the day after",
            alternatives="other days; the copy read has the label's grid without its marks",
            source=POMALIDOMIDE_EU.at("Table 1, dexamethasone 20 mg"),
        ),
        Interpretation(
            name="bortezomib from cycle 9",
            reading="days 1 and 8, as phase 1 of these drugs in cycles of 21 days gave it",
            alternatives="other days; the abstract of the later trial has those of the first eight "
            "cycles, and the copy of the label has no marks",
            source=PVD_PHASE_1.at("abstract: days 1 and 8 for cycle 9 and above"),
        ),
        Interpretation(
            name="start of a cycle",
            reading="a cycle starts with neutrophils of at least 1 ×10⁹/L and platelets "
            "over 50 ×10⁹/L; the calendar does not check it",
            alternatives="an automatic check",
            source=POMALID_INDONESIA.at("to initiate a new cycle of pomalidomide"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "renal function, on which the dose of pomalidomide may depend (see the label)",
        "pomalidomide's reductions by blood counts",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "prophylaxis against thrombosis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=(
        "pom-vd",
        "pvd-optimismm",
    ),
)
