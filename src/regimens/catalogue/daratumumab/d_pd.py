"""Daratumumab with pomalidomide and dexamethasone, as in APOLLO."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.references import APOLLO_REPORT, APOLLO_SUMMARY
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_CHILD_PUGH, POMALIDOMIDE_LIVER
from regimens.catalogue.references import FASPRO_LABEL_PAGE_2
from regimens.components import Component, Level, Product
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

D_PD = Regimen(
    id="d-pd",
    title="D-Pd: daratumumab SC with pomalidomide and dexamethasone (APOLLO)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=APOLLO_SUMMARY.at("28-day cycle, until progression"),
            components=(
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=APOLLO_SUMMARY.at("pomalidomide 4 mg once daily"),
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
                            source=APOLLO_SUMMARY.at("pomalidomide on days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=POMALIDOMIDE_CHILD_PUGH,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=APOLLO_SUMMARY.at("dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=APOLLO_SUMMARY.at("dexamethasone on days 1, 8, 15 and 22"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=APOLLO_SUMMARY.at("dexamethasone 20 mg"),
                            ),
                            note="for patients aged 75 years or older",
                            for_age_from=75,
                            source=APOLLO_SUMMARY.at("20 mg for those aged 75 years or older"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="daratumumab"),
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"), source=APOLLO_SUMMARY.at("daratumumab 1800 mg SC")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=APOLLO_SUMMARY.at("weekly during cycles 1 and 2"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=APOLLO_SUMMARY.at("every 2 weeks during cycles 3-6"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7),
                            source=APOLLO_SUMMARY.at("every 4 weeks thereafter"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("section 2.4: missed dose"),
                    ),
                    products=(
                        Product(
                            name="daratumumab-iv",
                            dose=WrittenDose(
                                amount=amount("16 mg/kg"),
                                source=APOLLO_SUMMARY.at("daratumumab 16 mg/kg intravenously"),
                            ),
                            route=Route.IV,
                            source=APOLLO_SUMMARY.at(
                                "daratumumab 1800 mg SC or 16 mg/kg intravenously"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="one steroid a day",
            reading="the dexamethasone of a day of daratumumab is also its premedication",
            alternatives="premedication in addition to the weekly dexamethasone",
            source=FASPRO_LABEL_PAGE_2.at(
                "section 2.5: background dexamethasone serves as premedication"
            ),
        ),
        Interpretation(
            name="whole weekly dose",
            reading="the 40 mg of a week are given on one day, also in weeks with daratumumab",
            alternatives="20 mg on the day of daratumumab and 20 mg the day after",
            source=APOLLO_SUMMARY.at("40 mg once daily on days 1, 8, 15, and 22"),
        ),
        Interpretation(
            name="days of daratumumab",
            reading="weekly is days 1, 8, 15 and 22, every 2 weeks days 1 and 15",
            alternatives="other days of the weeks; the summary states none",
            source=APOLLO_REPORT.at("once weekly, once every 2 weeks, once every 4 weeks"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "renal function, on which the dose of pomalidomide may depend (see the label)",
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "dose levels of pomalidomide for toxicity",
        "thromboprophylaxis",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("dpd",),
)
