"""PVd with bortezomib once a week, 28-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_21,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import PVD_WEEKLY_TRIAL
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

PVD_WEEKLY = Regimen(
    id="pvd-weekly",
    title="PVd weekly: pomalidomide, bortezomib once weekly, dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=PVD_WEEKLY_TRIAL.at("abstract: every 28 days"),
            components=(
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="PVd",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=PVD_WEEKLY_TRIAL.at("abstract: pomalidomide 4 mg by mouth"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_21,
                            cycles=Cycles(1),
                            source=PVD_WEEKLY_TRIAL.at("abstract: days 1 to 21"),
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
                        source=PVD_WEEKLY_TRIAL.at(
                            "abstract: bortezomib 1.3 mg/m² for dose level 2 and phase 2"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=PVD_WEEKLY_TRIAL.at(
                                "abstract: bortezomib, days 1, 8, 15, and 22"
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
                    drug=Drug(name="dexamethasone"),
                    group="PVd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PVD_WEEKLY_TRIAL.at("abstract: dexamethasone 40 mg by mouth"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=PVD_WEEKLY_TRIAL.at(
                                "abstract: dexamethasone, days 1, 8, 15, and 22"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="number of cycles",
            reading="cycles go on for as long as they are asked for",
            alternatives="a fixed number; the abstract states none",
            source=PVD_WEEKLY_TRIAL.at("abstract: every 28 days"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "renal function, on which the dose of pomalidomide may depend (see the label)",
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "pomalidomide by blood counts",
        "dexamethasone in elderly patients",
        "prophylaxis against thrombosis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("pom-vd-weekly",),
)
