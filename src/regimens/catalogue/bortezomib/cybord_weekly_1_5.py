"""CyBorD once a week with bortezomib 1.5 mg/m², as given with daratumumab in LYRA."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_LEVELS,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import LYRA_PAPER
from regimens.catalogue.references import LYRA_ABSTRACT
from regimens.components import Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CYBORD_WEEKLY_1_5 = Regimen(
    id="cybord-weekly-1-5",
    title="CyBorD weekly with bortezomib 1.5 mg/m²",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=8,
            source=LYRA_PAPER.unread("methods: length of a cycle"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=LYRA_ABSTRACT.at("abstract: cyclophosphamide 300 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 8),
                            source=LYRA_ABSTRACT.at("abstract: weekly"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/m²"),
                        source=LYRA_ABSTRACT.at("abstract: bortezomib 1.5 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 8),
                            source=LYRA_ABSTRACT.at("abstract: weekly"),
                        ),
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=LYRA_ABSTRACT.at("abstract: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 8),
                            source=LYRA_ABSTRACT.at("abstract: weekly"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="four to eight cycles",
            reading="8 cycles are planned",
            alternatives="4 to 7, by response and transplant",
            source=LYRA_ABSTRACT.at("abstract: 4-8 induction cycles"),
        ),
        Interpretation(
            name="weekly",
            reading="weekly is days 1, 8, 15 and 22 of cycles of 28 days",
            alternatives="other cycles; the abstract states no length",
            source=LYRA_ABSTRACT.at("abstract: 40 mg weekly"),
        ),
        Interpretation(
            name="without daratumumab",
            reading="this is the backbone alone; in the trial daratumumab was given with it",
            alternatives="the trial's four drugs",
            source=LYRA_ABSTRACT.at("abstract: intravenous daratumumab 16 mg/kg"),
        ),
        WITHHELD,
        NEUROPATHY,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "cyclophosphamide by renal function",
        "liver function: the label's 0.7 mg/m² of bortezomib in cycle 1, with bilirubin over 1.5 "
        "times normal, is printed for 1.3 mg/m²; record a dose change to level 0.7",
    ),
)
