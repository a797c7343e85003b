"""Pomalidomide and dexamethasone in AL amyloidosis, 21 of 28 days."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import POM_DEX_ABSTRACT, POM_DEX_PAPER
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

POMALIDOMIDE_DEX_AL = Regimen(
    id="pomalidomide-dex-al",
    title="Pom/dex: pomalidomide on days 1 to 21 and dexamethasone in AL amyloidosis (NCT01570387)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=POM_DEX_ABSTRACT.at(
                "methods: 28-day cycles until progression, toxicity or complete response"
            ),
            components=(
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="Pom-dex",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=POM_DEX_PAPER.at("key point: 4 mg/day"),
                    ),
                    timing=(
                        Schedule(
                            days=(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14,
                                15,
                                16,
                                17,
                                18,
                                19,
                                20,
                                21,
                            ),
                            cycles=Cycles(1),
                            source=POM_DEX_PAPER.at("key point: days 1 to 21 every 28 days"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=POMALIDOMIDE_CHILD_PUGH,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Pom-dex",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=POM_DEX_PAPER.at("abstract: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=POM_DEX_ABSTRACT.at("methods: 20 mg orally once a week"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weekly dexamethasone",
            reading="weekly is days 1, 8, 15 and 22 of the 28-day cycle",
            alternatives="other days of the week; the paper's abstract states none",
            source=POM_DEX_PAPER.at("abstract: weekly dexamethasone"),
        ),
        Interpretation(
            name="dose",
            reading="the maximum tolerated dose, 4 mg on days 1 to 21; 2 and 3 mg were given on "
            "days 1 to 28 in the escalation",
            alternatives="another dose of the escalation, or 4 mg continuously: the definition "
            "pomalidomide-dex-al-continuous",
            source=POM_DEX_PAPER.at("abstract: maximum tolerated dose"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "dose reductions for toxicity",
        "the dose of the aspirin that all patients had",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("pomalidomide-dex",),
)
