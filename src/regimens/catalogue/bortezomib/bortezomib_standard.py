"""Bortezomib alone on the label's standard schedule, also beyond eight cycles."""

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

BORTEZOMIB_STANDARD = Regimen(
    id="bortezomib-standard",
    title="Bortezomib alone: 21-day cycles throughout",
    revision="1",
    phases=(
        Phase(
            name="standard",
            cycle_length=21,
            cycles=None,
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
                            cycles=Cycles(1),
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
    ),
    interpretations=(
        Interpretation(
            name="extended therapy",
            reading="the standard schedule also holds after 8 cycles, for as long as it is "
            "asked for",
            alternatives="the weekly maintenance schedule, which bortezomib gives",
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
)
