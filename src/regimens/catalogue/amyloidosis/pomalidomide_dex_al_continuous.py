"""Pomalidomide given continuously with dexamethasone in AL amyloidosis."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.references import POM_DEX_CONTINUOUS
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.components import Component, Level
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

POMALIDOMIDE_DEX_AL_CONTINUOUS = Regimen(
    id="pomalidomide-dex-al-continuous",
    title="PDex: continuous pomalidomide and dexamethasone in AL amyloidosis (NCT01510613)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=POM_DEX_CONTINUOUS.at("continuously in 28-day cycles"),
            components=(
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="PDex",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=POM_DEX_CONTINUOUS.at("4 mg/day after the first 3 patients"),
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
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                            ),
                            cycles=Cycles(1),
                            source=POM_DEX_CONTINUOUS.at(
                                "pomalidomide continuously in 28-day cycles"
                            ),
                        ),
                    ),
                    levels=(
                        Level(
                            name="2",
                            dose=WrittenDose(
                                amount=amount("2 mg"),
                                source=POM_DEX_CONTINUOUS.at("first 3 patients: 2 mg/day"),
                            ),
                            note="the first step of the dose escalation",
                            source=POM_DEX_CONTINUOUS.at("first 3 patients: 2 mg/day"),
                        ),
                        *POMALIDOMIDE_CHILD_PUGH,
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="PDex",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=POM_DEX_CONTINUOUS.at("dexamethasone 40 mg weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=POM_DEX_CONTINUOUS.at("dexamethasone weekly"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=POM_DEX_CONTINUOUS.at("20 mg in 13 subjects"),
                            ),
                            note="for fluid retention over 3 % of body weight or repetitive "
                            "ventricular arrhythmias",
                            source=POM_DEX_CONTINUOUS.at(
                                "20 mg with fluid retention or arrhythmias"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="continuously",
            reading="continuously is every day of the 28-day cycle",
            alternatives="with days off",
            source=POM_DEX_CONTINUOUS.at("pomalidomide continuously in 28-day cycles"),
        ),
        Interpretation(
            name="weekly dexamethasone",
            reading="weekly is days 1, 8, 15 and 22 of the 28-day cycle",
            alternatives="other days of the week; the abstract states none",
            source=POM_DEX_CONTINUOUS.at("dexamethasone weekly"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "dose reductions for toxicity",
        "the end of treatment",
        "the dose of the aspirin that all patients had",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
)
