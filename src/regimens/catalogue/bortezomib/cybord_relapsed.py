"""CyBorD for relapsed myeloma with bortezomib on three days of 28."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_LEVELS,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import CYBORD_RELAPSED_STUDY
from regimens.components import Component, Level
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CYBORD_RELAPSED = Regimen(
    id="cybord-relapsed",
    title="CyBorD in relapse: bortezomib up to 1.5 mg/m² on days 1, 8 and 15",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=CYBORD_RELAPSED_STUDY.at("patients and methods: 28-day cycle"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=CYBORD_RELAPSED_STUDY.at(
                            "patients and methods: cyclophosphamide 300 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=CYBORD_RELAPSED_STUDY.at(
                                "patients and methods: days 1, 8, 15, and 22"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="CyBorD",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/m²"),
                        source=CYBORD_RELAPSED_STUDY.at(
                            "patients and methods: bortezomib 1.0 to 1.5 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1),
                            source=CYBORD_RELAPSED_STUDY.at(
                                "patients and methods: days 1, 8, and 15"
                            ),
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
                        source=CYBORD_RELAPSED_STUDY.at(
                            "patients and methods: dexamethasone 20 to 40 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=CYBORD_RELAPSED_STUDY.at("patients and methods: weekly"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=CYBORD_RELAPSED_STUDY.at(
                                    "patients and methods: dexamethasone 20 to 40 mg"
                                ),
                            ),
                            note="the lower end of the range printed",
                            source=CYBORD_RELAPSED_STUDY.at(
                                "patients and methods: dexamethasone 20 to 40 mg"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="1.0 to 1.5 mg/m²",
            reading="the full dose of bortezomib is 1.5 mg/m²; 1.3 and 1.0 mg/m² are levels",
            alternatives="1.3 mg/m², or another amount of the range",
            source=CYBORD_RELAPSED_STUDY.at("patients and methods: 1.0 to 1.5 mg/m²"),
        ),
        Interpretation(
            name="weekly dexamethasone",
            reading="dexamethasone is given on days 1, 8, 15 and 22, 40 mg, with 20 mg as a level",
            alternatives="on the days of bortezomib only",
            source=CYBORD_RELAPSED_STUDY.at(
                "patients and methods: dexamethasone 20 to 40 mg weekly"
            ),
        ),
        Interpretation(
            name="number of cycles",
            reading="cycles go on for as long as they are asked for",
            alternatives="a fixed number; the abstract states none",
            source=CYBORD_RELAPSED_STUDY.at("patients and methods: at least one 28-day cycle"),
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
