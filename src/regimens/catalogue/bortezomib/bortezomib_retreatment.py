"""Retreatment with bortezomib of patients who relapse six months or more after it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import BORTEZOMIB_LABEL
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BORTEZOMIB_RETREATMENT = Regimen(
    id="bortezomib-retreatment",
    title="Bortezomib retreatment: at most eight 21-day cycles",
    revision="1",
    phases=(
        Phase(
            name="retreatment",
            cycle_length=21,
            cycles=8,
            source=BORTEZOMIB_LABEL.at(
                "section 2.6, retreated patients: every three weeks for a maximum of eight cycles"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="V",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BORTEZOMIB_LABEL.at("section 2.6: 1.3 mg/m² per dose"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=BORTEZOMIB_LABEL.at(
                                "section 2.6, retreated patients: twice weekly, days 1, 4, 8, 11"
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
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="last tolerated dose",
            reading="the full dose is 1.3 mg/m²; a patient whose last tolerated dose was "
            "lower starts at that level",
            alternatives="always 1.3 mg/m²",
            source=BORTEZOMIB_LABEL.at("section 2.6: started at the last tolerated dose"),
        ),
        Interpretation(
            name="six months",
            reading="whether six months or more have passed since bortezomib is for the "
            "prescriber to check",
            alternatives="an entry criterion",
            source=BORTEZOMIB_LABEL.at(
                "section 2.6: relapsed at least six months after prior therapy"
            ),
        ),
        Interpretation(
            name="holding bortezomib",
            reading="bortezomib is withheld at a grade 3 non-haematological or grade 4 "
            "haematological toxicity and restarted one level lower; this is left to "
            "the prescriber, who records it",
            alternatives="an automatic hold by laboratory values",
            source=BORTEZOMIB_LABEL.at(
                "section 2.6: withheld at the onset of grade 3 or 4 toxicities"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "the dose of dexamethasone where it is added to retreatment",
    ),
)
