"""BPd: belantamab mafodotin with pomalidomide and dexamethasone (DREAMM-8)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.belantamab.references import DREAMM_8
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.catalogue.pomalidomide.references import POMALIDOMIDE_UK, POMALYST_HCP, POMALYST_US
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

BELAPD = Regimen(
    id="belapd",
    title="BPd: belantamab mafodotin, pomalidomide and dexamethasone (DREAMM-8)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=DREAMM_8.at("abstract: 28-day cycles"),
            components=(
                Component(
                    drug=Drug(name="belantamab mafodotin"),
                    group="BELA",
                    dose=WrittenDose(
                        amount=amount("2.5 mg/kg"),
                        source=DREAMM_8.at("abstract: 2.5 mg/kg in cycle 1"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=DREAMM_8.at("abstract: day 1 of cycle 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="belantamab mafodotin"),
                    group="BELA",
                    dose=WrittenDose(
                        amount=amount("1.9 mg/kg"),
                        source=DREAMM_8.at("abstract: 1.9 mg/kg from cycle 2"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(2),
                            source=DREAMM_8.at("abstract: day 1 of cycle 2 onward"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("4 mg"), source=DREAMM_8.at("abstract: pomalidomide 4 mg")
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=DREAMM_8.at("abstract: days 1 to 21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="4",
                            dose=WrittenDose(
                                amount=amount("4 mg"),
                                source=POMALYST_HCP.at("recommended dosage 4 mg"),
                            ),
                            source=POMALYST_HCP.at("recommended dosage 4 mg"),
                        ),
                        Level(
                            name="3",
                            dose=WrittenDose(
                                amount=amount("3 mg"),
                                source=POMALYST_US.at(
                                    "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                                ),
                            ),
                            source=POMALYST_US.at(
                                "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                            ),
                        ),
                        Level(
                            name="2",
                            dose=WrittenDose(
                                amount=amount("2 mg"),
                                source=POMALYST_US.at(
                                    "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                                ),
                            ),
                            source=POMALYST_US.at(
                                "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                            ),
                        ),
                        Level(
                            name="1",
                            dose=WrittenDose(
                                amount=amount("1 mg"),
                                source=POMALYST_US.at(
                                    "Table 1: resume at 3 mg, then 1 mg less than the previous dose"
                                ),
                            ),
                            note="the lowest step",
                            source=POMALYST_HCP.at("discontinue if 1 mg is not tolerated"),
                        ),
                        *POMALIDOMIDE_CHILD_PUGH,
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=POMALIDOMIDE_UK.at(
                            "missed dose: the normal dose on the next day, nothing made up"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=DREAMM_8.at("abstract: dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=DREAMM_8.at("abstract: days 1, 8, 15, and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="longer intervals",
            reading="belantamab mafodotin is given every 28 days until a delay is recorded",
            alternatives="every 8 weeks, at 1.9 or 1.4 mg/kg, after eye findings, "
            "as the EU text provides",
            source=DREAMM_8.at("abstract: day 1 of cycle 2 onward"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "renal function, on which the dose of pomalidomide may depend (see the label)",
        "eye findings, which most often decide the next dose (see the label)",
        "intervals longer than 28 days as a level",
        "age",
        "blood counts before a cycle: ANC 0.5 (US) or 1 (EU), "
        "platelets 50 × 10⁹/L (see the labels)",
        "thromboprophylaxis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("bpd", "bela-pd", "belamaf-pd"),
)
