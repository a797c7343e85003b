"""Daratumumab with lenalidomide and dexamethasone, as in MAIA and POLLUX."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.daratumumab_iv import DARATUMUMAB_IV
from regimens.catalogue.daratumumab.references import DRD_TABLE, MAIA_RENAL
from regimens.catalogue.lenalidomide.drugs import (
    DIALYSIS_5,
    EVERY_OTHER_DAY_US,
    NO_RENAL_RULE_FOR,
)
from regimens.catalogue.references import FASPRO_LABEL_PAGE_2
from regimens.components import Alternative, Band, Component, Level, LevelTable, TableValue
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

D_RD = Regimen(
    id="d-rd",
    title="D-Rd: daratumumab IV with lenalidomide and dexamethasone (MAIA, POLLUX)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=MAIA_RENAL.at("Methods: 28-day cycles until progression"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"), source=MAIA_RENAL.at("Methods: lenalidomide 25 mg")
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
                            source=MAIA_RENAL.at("Methods: lenalidomide on days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=MAIA_RENAL.at("Methods: 10 mg recommended"),
                            ),
                            note="recommended at a creatinine clearance of 30 to 50 mL/min",
                            source=MAIA_RENAL.at("Methods: 10 mg recommended"),
                        ),
                        EVERY_OTHER_DAY_US,
                        DIALYSIS_5,
                    ),
                    tables=(
                        LevelTable(
                            by=TableValue.CREATININE_CLEARANCE,
                            bands=(
                                Band(
                                    low=Decimal(50),
                                    low_included=False,
                                ),
                                Band(
                                    low=Decimal(30),
                                    high=Decimal(50),
                                    level="10",
                                ),
                            ),
                            source=MAIA_RENAL.at(
                                "Methods: 10 mg recommended if the creatinine clearance was 30-50 "
                                "mL/min"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("20 mg"), source=DRD_TABLE.at("dexamethasone 20 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1, 2),
                            source=DRD_TABLE.at("dexamethasone 20 mg, cycles 1 to 2"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20-weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=MAIA_RENAL.at("Methods: dexamethasone 20 mg"),
                            ),
                            days=(1, 8, 15, 22),
                            note="for patients over 75 years, or under the body mass index that "
                            "the trial states",
                            for_older_than=75,
                            source=MAIA_RENAL.at(
                                "Methods: 20 mg if aged over 75 years, days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone-days", option="split"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("20 mg"), source=DRD_TABLE.at("dexamethasone 20 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 15, 16),
                            cycles=Cycles(3, 6),
                            source=DRD_TABLE.at("dexamethasone 20 mg, cycles 3 to 6"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20-weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=MAIA_RENAL.at("Methods: dexamethasone 20 mg"),
                            ),
                            days=(1, 15),
                            source=MAIA_RENAL.at("Methods: 20 mg on days 1, 8, 15, 22"),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone-days", option="split"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("20 mg"), source=DRD_TABLE.at("dexamethasone 20 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(7),
                            source=DRD_TABLE.at("dexamethasone 20 mg, cycle 7 and beyond"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20-weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=MAIA_RENAL.at("Methods: dexamethasone 20 mg"),
                            ),
                            days=(1,),
                            source=MAIA_RENAL.at("Methods: 20 mg on days 1, 8, 15, 22"),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone-days", option="split"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=DRD_TABLE.at("dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(8, 22),
                            cycles=Cycles(3, 6),
                            source=DRD_TABLE.at("dexamethasone 40 mg, cycles 3 to 6"),
                        ),
                        Schedule(
                            days=(8, 15, 22),
                            cycles=Cycles(7),
                            source=DRD_TABLE.at("dexamethasone 40 mg, cycle 7 and beyond"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20-weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=MAIA_RENAL.at("Methods: dexamethasone 20 mg"),
                            ),
                            source=MAIA_RENAL.at("Methods: 20 mg on days 1, 8, 15, 22"),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone-days", option="split"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=MAIA_RENAL.at("Methods: dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=MAIA_RENAL.at("Methods: dexamethasone on days 1, 8, 15, 22"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20-weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=MAIA_RENAL.at("Methods: dexamethasone 20 mg"),
                            ),
                            note="for patients over 75 years, or under the body mass index that "
                            "the trial states",
                            for_older_than=75,
                            source=MAIA_RENAL.at(
                                "Methods: 20 mg if aged over 75 years, days 1, 8, 15, 22"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone-days", option="once-weekly"),
                ),
                *DARATUMUMAB_IV.phases[0].components,
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="split dexamethasone",
            reading="40 mg of dexamethasone a week are given as 20 mg on the day of "
            "daratumumab and 20 mg the day after, and as 40 mg in weeks "
            "without daratumumab",
            alternatives="40 mg on days 1, 8, 15 and 22, as the trial's abstract prints "
            "it: the choice once-weekly",
            source=MAIA_RENAL.at("Methods: dexamethasone 40 mg on days 1, 8, 15, 22"),
        ),
        Interpretation(
            name="one steroid a day",
            reading="the dexamethasone of a day of daratumumab is also its premedication",
            alternatives="premedication in addition to the weekly 40 mg",
            source=FASPRO_LABEL_PAGE_2.at(
                "section 2.5: background dexamethasone serves as premedication"
            ),
        ),
        Interpretation(
            name="older patients",
            reading="at level 20-weekly dexamethasone is 20 mg on days 1, 8, 15 and "
            "22, without a dose the day after",
            alternatives="10 mg on each of two days in weeks with daratumumab",
            source=MAIA_RENAL.at("Methods: 20 mg if aged over 75 years, days 1, 8, 15, 22"),
        ),
        Interpretation(
            name="every 4 weeks",
            reading="every 4 weeks is day 1 of each cycle from cycle 7",
            alternatives="calendar months, as papers print the same schedule",
            source=MAIA_RENAL.at("Methods: once every 4 weeks thereafter"),
        ),
        Interpretation(
            name="lenalidomide by clearance",
            reading="the first dose of lenalidomide is that of MAIA: 10 mg from 30 to 50 mL/min, "
            "both included, and 25 mg above 50; under 30 mL/min, of which the abstract says "
            "nothing, is refused, and the level 15-every-other-day of lenalidomide's US text can "
            "be recorded",
            alternatives="the rows of lenalidomide's US text, with 10 mg under 60 mL/min, as in "
            "the definition rd; those of its EU text, with 25 mg from 50 mL/min on, as in rd-eu",
            source=MAIA_RENAL.at(
                "Methods: 10 mg recommended if the creatinine clearance was 30-50 mL/min"
            ),
        ),
    ),
    no_rule_for=(
        *NO_RENAL_RULE_FOR,
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "further dose levels of lenalidomide",
        "thromboprophylaxis",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
    ),
    aliases=("drd",),
)
