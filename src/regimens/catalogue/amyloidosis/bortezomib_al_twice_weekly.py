"""Bortezomib alone, twice a week, in AL amyloidosis."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import BORTEZOMIB_AL_PHASE_1, BORTEZOMIB_AL_PHASE_2
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.references import VELCADE_LABEL
from regimens.components import Component, Level
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Schedule

BORTEZOMIB_AL_TWICE_WEEKLY = Regimen(
    id="bortezomib-al-twice-weekly",
    title="Bortezomib twice weekly in AL amyloidosis, 21-day cycles (NCT00298766)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=None,
            source=BORTEZOMIB_AL_PHASE_1.at("abstract: twice weekly, 21-day cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="bortezomib",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BORTEZOMIB_AL_PHASE_2.at("abstract: 1.3 mg/m2 twice weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_AL_PHASE_1.at(
                                "abstract: twice weekly, days 1, 4, 8, 11"
                            ),
                        ),
                    ),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=BORTEZOMIB_AL_PHASE_1.at(
                                    "abstract: a dose-limiting event at twice weekly, 1.0 mg/m2"
                                ),
                            ),
                            note="a dose of the escalation",
                            source=BORTEZOMIB_AL_PHASE_1.at(
                                "abstract: a dose-limiting event at twice weekly, 1.0 mg/m2"
                            ),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=BORTEZOMIB_AL_PHASE_1.at(
                                    "abstract: twice weekly, 0.7-1.3 mg/m2"
                                ),
                            ),
                            note="the lowest dose of the escalation",
                            source=BORTEZOMIB_AL_PHASE_1.at(
                                "abstract: twice weekly, 0.7-1.3 mg/m2"
                            ),
                        ),
                        BORTEZOMIB_HEPATIC_STEP,
                    ),
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="dose",
            reading="the highest dose of phase 1, which phase 2 took on",
            alternatives="another dose of the escalation, 0.7 to 1.3 mg/m²",
            source=BORTEZOMIB_AL_PHASE_1.at("abstract: maximum doses used in phase 2"),
        ),
        Interpretation(
            name="number of cycles",
            reading="open-ended: the abstracts state no number of cycles",
            alternatives="a fixed number of cycles",
            source=BORTEZOMIB_AL_PHASE_1.at("abstract: dose escalation, no number of cycles"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "dose reductions for toxicity",
        "the route",
        "antiviral prophylaxis",
    ),
)
