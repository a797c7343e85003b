"""BiRd: clarithromycin with lenalidomide and low-dose dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import (
    DIALYSIS_5,
    EVERY_OTHER_DAY_US,
    NO_RENAL_RULE_FOR,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.lenalidomide.references import (
    BIRD_PAPER,
    CLARITHROMYCIN_TRIAL,
    LENALIDOMIDE_INDONESIA,
    REVLIMID_EU_EARLIER,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

RD_CLARITHROMYCIN = Regimen(
    id="rd-clarithromycin",
    title="BiRd: clarithromycin, lenalidomide and dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=BIRD_PAPER.at("abstract: 28-day cycles"),
            components=(
                Component(
                    drug=Drug(name="clarithromycin"),
                    group="BiRd",
                    dose=WrittenDose(
                        amount=amount("500 mg"),
                        times=2,
                        source=BIRD_PAPER.at("abstract: clarithromycin 500 mg twice daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=CLARITHROMYCIN_TRIAL.at(
                                "how it will work: twice a day for 28 days"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="BiRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=BIRD_PAPER.at("abstract: lenalidomide 25 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=BIRD_PAPER.at("abstract: days 1 to 21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="25",
                            dose=WrittenDose(
                                amount=amount("25 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="15",
                            dose=WrittenDose(
                                amount=amount("15 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="10",
                            dose=WrittenDose(
                                amount=amount("10 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="5",
                            dose=WrittenDose(
                                amount=amount("5 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        Level(
                            name="2.5",
                            dose=WrittenDose(
                                amount=amount("2.5 mg"),
                                source=REVLIMID_EU_EARLIER.at(
                                    "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                                ),
                            ),
                            source=REVLIMID_EU_EARLIER.at(
                                "posology, dose reduction steps: 25, 20, 15, 10, 5, 2.5 mg"
                            ),
                        ),
                        EVERY_OTHER_DAY_US,
                        DIALYSIS_5,
                    ),
                    tables=(RENAL_TABLE_US,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=LENALIDOMIDE_INDONESIA.at(
                            "missed dose: after more than 12 hours it is not taken, "
                            "the next one is at its time"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="BiRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=BIRD_PAPER.at("abstract: dexamethasone 40 mg once weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=CLARITHROMYCIN_TRIAL.at(
                                "how it will work: days 1, 8, 15 and 22"
                            ),
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
            reading="weekly dexamethasone is given on days 1, 8, 15 and 22",
            alternatives="another day of the week; the abstract states none",
            source=BIRD_PAPER.at("abstract: once weekly"),
        ),
        Interpretation(
            name="first cycle",
            reading="the first cycle has the same days as all others",
            alternatives="a staggered start of the three drugs; only the abstract was read",
            source=BIRD_PAPER.at("abstract: 28-day cycles"),
        ),
        *RENAL_READINGS_US,
    ),
    no_rule_for=(
        "age",
        "dose steps of dexamethasone and clarithromycin",
        *NO_RENAL_RULE_FOR,
        "interruption for blood counts during treatment (see the label)",
        "interactions of clarithromycin",
        "thromboprophylaxis",
    ),
    aliases=("bird", "c-rd", "clard"),
)
