"""Bortezomib alone on the label's schedule for relapsed myeloma, then its weekly maintenance."""

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

BORTEZOMIB = Regimen(
    id="bortezomib",
    title="Bortezomib alone: eight 21-day cycles, then weekly maintenance",
    revision="1",
    phases=(
        Phase(
            name="standard",
            cycle_length=21,
            cycles=8,
            source=BORTEZOMIB_LABEL.at(
                "section 2.6: twice weekly for two weeks, days 1, 4, 8, 11, rest on days 12 to 21"
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
                                "section 2.6: twice weekly for two weeks, days 1, 4, 8, 11, "
                                "rest on days 12 to 21"
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
        Phase(
            name="maintenance",
            cycle_length=35,
            cycles=None,
            source=BORTEZOMIB_LABEL.at(
                "section 2.6: extended therapy of more than eight cycles, rest on days 23 to 35"
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
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=BORTEZOMIB_LABEL.at(
                                "section 2.6: once weekly for four weeks, days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    routes=(
                        Route.SC,
                        Route.IV,
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="after eight cycles",
            reading="after 8 cycles bortezomib goes on weekly, four weeks of five, for as "
            "long as it is asked for",
            alternatives="the standard schedule goes on, which bortezomib-standard gives, or "
            "treatment ends after 8 cycles",
            source=BORTEZOMIB_LABEL.at(
                "section 2.6: extended therapy, standard schedule or maintenance schedule"
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
    ),
    aliases=("velcade",),
)
