"""Isa-Pd as in ICARIA-MM: isatuximab with pomalidomide and dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.isatuximab.references import (
    ICARIA_PAGE,
    SARCLISA_EU,
    SARCLISA_LABEL,
    SARCLISA_MPR,
)
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

ISAPD = Regimen(
    id="isapd",
    title="Isa-Pd: isatuximab with pomalidomide and dexamethasone (ICARIA-MM)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ICARIA_PAGE.at("trial design: 28-day cycles until progression"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=ICARIA_PAGE.at("trial design: dexamethasone 40 mg, oral or IV"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=ICARIA_PAGE.at("trial design: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=SARCLISA_EU.at("Premedication: 20 mg from 75 years on"),
                            ),
                            note="for patients of 75 years and older",
                            for_age_from=75,
                            source=ICARIA_PAGE.at("trial design: 20 mg from 75 years on"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="isatuximab"),
                    group="ISA",
                    dose=WrittenDose(
                        amount=amount("10 mg/kg"),
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: actual body weight"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=SARCLISA_MPR.at("adult: days 1, 8, 15, and 22 for cycle 1"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(2),
                            source=SARCLISA_MPR.at("adult: days 1 and 15 for cycle 2 and beyond"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: missed doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=ICARIA_PAGE.at("trial design: pomalidomide 4 mg"),
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
                            source=ICARIA_PAGE.at("trial design: days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=POMALIDOMIDE_CHILD_PUGH,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="one steroid a day",
            reading="every infusion as written has dexamethasone on its day, which is "
            "premedication and backbone in one, given once",
            alternatives="premedication of its own; an infusion that is moved to another day needs "
            "its dexamethasone there, which this calendar does not show",
            source=SARCLISA_EU.at("Premedication: total dose to be administered only once"),
        ),
        Interpretation(
            name="75 years",
            reading="20 mg is pointed out from the 75th birthday on",
            alternatives="from the day after it",
            source=ICARIA_PAGE.at("trial design: patients of 75 years and older"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "dexamethasone for an infusion moved to a day without it",
        "blood counts before a cycle, but for isatuximab at grade 4 neutropenia (delayed until "
        "1.0 × 10⁹/L)",
        "dose levels of pomalidomide for toxicity and renal function",
        "premedication besides dexamethasone: paracetamol and an antihistamine (see the label)",
        "a missed pomalidomide dose",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("isa-pd", "i-pd"),
)
