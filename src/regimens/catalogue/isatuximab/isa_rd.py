"""Isa-Rd as in its phase 1b study: isatuximab with lenalidomide and dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.isatuximab.references import ISA_RD_STUDY, SARCLISA_LABEL
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_LEVELS_US,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

ISA_RD = Regimen(
    id="isa-rd",
    title="Isa-Rd: isatuximab 10 mg/kg with lenalidomide and dexamethasone, weekly for 4 weeks, "
    "then every 2 weeks (phase 1b)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ISA_RD_STUDY.at("abstract: 28-day treatment cycles"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=ISA_RD_STUDY.at("abstract: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=ISA_RD_STUDY.at("abstract: dexamethasone weekly"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="isatuximab"),
                    group="ISA",
                    dose=WrittenDose(
                        amount=amount("10 mg/kg"),
                        source=ISA_RD_STUDY.at("abstract: 10 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=ISA_RD_STUDY.at("abstract: weekly for 4 weeks"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(2),
                            source=ISA_RD_STUDY.at("abstract: every other week thereafter"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: missed doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=ISA_RD_STUDY.at("abstract: lenalidomide 25 mg"),
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
                            source=ISA_RD_STUDY.at("abstract: days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US,
                    tables=(RENAL_TABLE_US,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cohort",
            reading="isatuximab 10 mg/kg weekly for 4 weeks, then every 2 weeks, on days 1, 8, 15 "
            "and 22, then 1 and 15",
            alternatives="10 mg/kg every 2 weeks from the start, or 20 mg/kg, which the study gave "
            "too; the schedules of later trials of Isa-Rd were not read",
            source=ISA_RD_STUDY.at("abstract: 10 or 20 mg/kg weekly for 4 weeks and then Q2W"),
        ),
        Interpretation(
            name="weekly dexamethasone",
            reading="dexamethasone 40 mg on days 1, 8, 15 and 22; on infusion days it is the "
            "premedication too",
            alternatives="other days of the week; premedication besides",
            source=ISA_RD_STUDY.at("abstract: dexamethasone weekly"),
        ),
        *RENAL_READINGS_US,
    ),
    no_rule_for=(
        "dexamethasone for an infusion moved to a day without it",
        "dexamethasone at an older age",
        "blood counts before a cycle",
        "further dose levels of lenalidomide",
        *NO_RENAL_RULE_FOR,
        "premedication besides dexamethasone (see the label)",
    ),
    aliases=("isard",),
)
