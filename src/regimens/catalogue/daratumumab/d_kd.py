"""Daratumumab with carfilzomib twice a week and dexamethasone, as in CANDOR."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.references import (
    CANDOR_ABSTRACT,
    CANDOR_LATE_BREAKING,
    CANDOR_REGISTRY,
    KYPROLIS_DKD,
    KYPROLIS_DOSING,
    KYPROLIS_EFFICACY,
    KYPROLIS_SMPC,
)
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import DARZALEX_HCP
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

D_KD = Regimen(
    id="d-kd",
    title="D-Kd: daratumumab IV with twice-weekly carfilzomib 20/56 mg/m² "
    "and dexamethasone (CANDOR)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=KYPROLIS_EFFICACY.at("study design: 28-day cycles until progression"),
            components=(
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=CANDOR_LATE_BREAKING.at(
                            "Methods: 20 mg/m² on days 1 and 2 of cycle 1"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=CANDOR_LATE_BREAKING.at("Methods: days 1 and 2 during cycle 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("56 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=CANDOR_LATE_BREAKING.at("Methods: 56 mg/m² thereafter"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 9, 15, 16),
                            cycles=Cycles(1, 1),
                            source=CANDOR_REGISTRY.at(
                                "56 mg/m² in cycle 1 on days 8, 9, 15 and 16"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2),
                            source=CANDOR_LATE_BREAKING.at(
                                "Methods: days 1, 2, 8, 9, 15 and 16 of 28"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=CANDOR_LATE_BREAKING.at("Methods: 40 mg dexamethasone weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(1),
                            source=KYPROLIS_DKD.at(
                                "dexamethasone split across the days of carfilzomib"
                            ),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                    levels=(
                        Level(
                            name="20-weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=CANDOR_LATE_BREAKING.at(
                                    "Methods: 20 mg for patients over 75 years"
                                ),
                            ),
                            days=(1, 8, 15),
                            note="for patients over 75 years, from the second week",
                            for_older_than=75,
                            source=KYPROLIS_DKD.at(
                                "over 75 years: 20 mg weekly after the first week"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=CANDOR_LATE_BREAKING.at("Methods: 40 mg dexamethasone weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(22,),
                            cycles=Cycles(1),
                            source=CANDOR_LATE_BREAKING.at("Methods: dexamethasone weekly"),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                    levels=(
                        Level(
                            name="20-weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=CANDOR_LATE_BREAKING.at(
                                    "Methods: 20 mg for patients over 75 years"
                                ),
                            ),
                            source=KYPROLIS_DKD.at("over 75 years: 20 mg weekly"),
                        ),
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("8 mg/kg"),
                        source=CANDOR_LATE_BREAKING.at("Methods: daratumumab 8 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=CANDOR_LATE_BREAKING.at("Methods: days 1 and 2 of cycle 1"),
                        ),
                    ),
                    split=True,
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=CANDOR_LATE_BREAKING.at("Methods: daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=CANDOR_LATE_BREAKING.at(
                                "Methods: once weekly for the rest of the first 2 cycles"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(2, 2),
                            source=CANDOR_LATE_BREAKING.at(
                                "Methods: once weekly for the first 2 cycles"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=CANDOR_LATE_BREAKING.at("Methods: every 2 weeks, cycles 3 to 6"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7),
                            source=CANDOR_LATE_BREAKING.at("Methods: every 4 weeks thereafter"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="split dexamethasone",
            reading="40 mg a week are 20 mg on each of two consecutive days of "
            "carfilzomib, and 40 mg on day 22, where there is none",
            alternatives="other parts on the two days, or 40 mg on the first of them",
            source=KYPROLIS_DKD.at("dosing split across days of carfilzomib"),
        ),
        Interpretation(
            name="older patients",
            reading="at level 20-weekly dexamethasone is 20 mg on days 1, 8, 15 and "
            "22; it is recorded from day 8 of cycle 1",
            alternatives="10 mg on each of two days in weeks without daratumumab; from "
            "the first dose; from 75 years on",
            source=CANDOR_ABSTRACT.at(
                "20 mg for patients of 75 years or more, from the second week"
            ),
        ),
        Interpretation(
            name="one steroid a day",
            reading="the dexamethasone of a day of daratumumab is also its premedication",
            alternatives="premedication in addition to dexamethasone",
            source=KYPROLIS_DKD.at("dexamethasone as a daratumumab pre-infusion medication"),
        ),
        Interpretation(
            name="first dose",
            reading="the first dose is split over days 1 and 2, as the trial gave "
            "it; a switch to daratumumab SC begins with day 8",
            alternatives="one dose on day 1",
            source=CANDOR_LATE_BREAKING.at("Methods: 8 mg/kg on days 1 and 2 of cycle 1"),
        ),
        Interpretation(
            name="largest surface",
            reading="carfilzomib is dosed on at most 2.2 m²",
            alternatives="no limit; the trial's abstract states none",
            source=KYPROLIS_DOSING.at("a body surface over 2.2 m² is dosed as 2.2 m²"),
        ),
        Interpretation(
            name="weight of carfilzomib",
            reading="a new weight is used by the policy's own rule",
            alternatives="the label keeps the dose for changes of weight up to 20 %",
            source=KYPROLIS_SMPC.at("Posology: weight changes of 20 % or less"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "dose levels of carfilzomib",
        "hydration and infusion times",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=(
        "dkd",
        "kdd",
    ),
)
