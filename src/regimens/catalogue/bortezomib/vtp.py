"""VTP of the Spanish trial: VMP with continuous thalidomide in place of melphalan."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_35,
    DAYS_1_TO_42,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import GEM2005_ABSTRACT
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VTP = Regimen(
    id="vtp",
    title="VTP: bortezomib, thalidomide, prednisone (GEM2005)",
    revision="1",
    phases=(
        Phase(
            name="twice-weekly",
            cycle_length=42,
            cycles=1,
            source=GEM2005_ABSTRACT.at("one 6-week cycle"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VTP",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=GEM2005_ABSTRACT.at("bortezomib 1.3 mg/m² intravenous"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11, 22, 25, 29, 32),
                            cycles=Cycles(1, 1),
                            source=GEM2005_ABSTRACT.at(
                                "twice weekly, days 1, 4, 8, 11, 22, 25, 29 and 32"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTP",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=GEM2005_ABSTRACT.at("thalidomide 100 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_42,
                            cycles=Cycles(1, 1),
                            source=GEM2005_ABSTRACT.at("continuous"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VTP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=GEM2005_ABSTRACT.at("prednisone 60 mg/m² once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 1),
                            source=GEM2005_ABSTRACT.at("days 1-4 of each cycle"),
                        ),
                    ),
                ),
            ),
        ),
        Phase(
            name="weekly",
            cycle_length=35,
            cycles=5,
            source=GEM2005_ABSTRACT.at("five 5-week cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VTP",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=GEM2005_ABSTRACT.at("bortezomib 1.3 mg/m² intravenous"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 5),
                            source=GEM2005_ABSTRACT.at("once weekly, days 1, 8, 15 and 22"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=BORTEZOMIB_LEVELS,
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="thalidomide"),
                    group="VTP",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=GEM2005_ABSTRACT.at("thalidomide 100 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_35,
                            cycles=Cycles(1, 5),
                            source=GEM2005_ABSTRACT.at("continuous"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VTP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"),
                        source=GEM2005_ABSTRACT.at("prednisone 60 mg/m² once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 5),
                            source=GEM2005_ABSTRACT.at("days 1-4 of each cycle"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="continuous thalidomide",
            reading="thalidomide is given on every day of each cycle",
            alternatives="thalidomide goes on after the sixth cycle",
            source=GEM2005_ABSTRACT.at("continuous thalidomide at dose of 100 mg daily"),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "neuropathy under thalidomide",
        "prophylaxis against thrombosis",
    ),
)
