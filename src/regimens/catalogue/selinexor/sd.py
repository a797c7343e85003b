"""Sd: selinexor twice weekly with dexamethasone."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.selinexor.references import (
    STORM,
    XPOVIO_MALAYSIA,
    XPOVIO_MEDSCAPE,
    XPOVIO_US,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

SD = Regimen(
    id="sd",
    title="Sd: selinexor and dexamethasone, days 1 and 3 of each week",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=STORM.at("days 1 and 3 of every week for 4-week cycles"),
            components=(
                Component(
                    drug=Drug(name="selinexor"),
                    group="Sd",
                    dose=WrittenDose(
                        amount=amount("80 mg"),
                        source=XPOVIO_US.at("in combination with dexamethasone: 80 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 3, 8, 10, 15, 17, 22, 24),
                            cycles=Cycles(1),
                            source=XPOVIO_US.at(
                                "in combination with dexamethasone: days 1 and 3 of each week"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="80",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                source=XPOVIO_US.at("in combination with dexamethasone: 80 mg"),
                            ),
                            source=XPOVIO_US.at("in combination with dexamethasone: 80 mg"),
                        ),
                        Level(
                            name="80-weekly",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                source=XPOVIO_MEDSCAPE.at(
                                    "Sd, dose reductions: 100, 80, 60 mg once weekly"
                                ),
                            ),
                            days=(1, 8, 15, 22),
                            source=XPOVIO_MEDSCAPE.at(
                                "Sd, dose reductions: 100, 80, 60 mg once weekly"
                            ),
                        ),
                        Level(
                            name="60-weekly",
                            dose=WrittenDose(
                                amount=amount("60 mg"),
                                source=XPOVIO_MEDSCAPE.at(
                                    "Sd, dose reductions: 100, 80, 60 mg once weekly"
                                ),
                            ),
                            days=(1, 8, 15, 22),
                            note="the lowest step",
                            source=XPOVIO_MEDSCAPE.at(
                                "Sd, dose reductions: 100, 80, 60 mg once weekly"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=XPOVIO_MALAYSIA.at(
                            "delayed or missed doses: not repeated, next dose on its day"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Sd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=XPOVIO_US.at(
                            "in combination with dexamethasone: 20 mg with each dose"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 3, 8, 10, 15, 17, 22, 24),
                            cycles=Cycles(1),
                            source=XPOVIO_US.at(
                                "in combination with dexamethasone: days 1 and 3 of each week"
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
            name="cycle",
            reading="the weeks are counted in cycles of 28 days, as in the STORM trial",
            alternatives="no cycles, as the label counts weeks only",
            source=XPOVIO_US.at("in combination with dexamethasone: days 1 and 3 of each week"),
        ),
        Interpretation(
            name="weekly selinexor",
            reading="selinexor once a week is given on the first day of the "
            "week; dexamethasone keeps its two days",
            alternatives="dexamethasone too on the day of selinexor only",
            source=XPOVIO_MEDSCAPE.at("Sd, dose reductions: once weekly"),
        ),
    ),
    no_rule_for=(
        "the first dose reduction, 100 mg once weekly, which is "
        "more for one day than the full dose",
        "blood counts (see the label)",
        "age",
        "dose steps of dexamethasone",
        "antiemetics",
    ),
    aliases=("xd", "sel-dex"),
)
