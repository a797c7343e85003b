"""Ibrutinib in macroglobulinaemia, every day."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.waldenstrom.references import (
    IBRUTINIB_EU,
    IMBRUVICA_EARLIER_LABEL,
    IMBRUVICA_LABEL,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

IBRUTINIB_WM = Regimen(
    id="ibrutinib-wm",
    title="Ibrutinib in macroglobulinaemia, once daily until progression",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=IMBRUVICA_LABEL.at("recommended dosage: until progression or toxicity"),
            components=(
                Component(
                    drug=Drug(name="ibrutinib"),
                    group="ibrutinib",
                    dose=WrittenDose(
                        amount=amount("420 mg"),
                        source=IMBRUVICA_LABEL.at("recommended dosage, WM: 420 mg"),
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
                            source=IMBRUVICA_LABEL.at("recommended dosage, WM: once daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="280",
                            dose=WrittenDose(
                                amount=amount("280 mg"),
                                source=IMBRUVICA_EARLIER_LABEL.at(
                                    "2.3 table, WM: second occurrence, 280 mg daily"
                                ),
                            ),
                            note="the first step down for toxicity; also with a moderate CYP3A4 "
                            "inhibitor",
                            source=IBRUTINIB_EU.at(
                                "dose adjustments: 280 mg with a moderate CYP3A4 inhibitor"
                            ),
                        ),
                        Level(
                            name="140",
                            dose=WrittenDose(
                                amount=amount("140 mg"),
                                source=IMBRUVICA_EARLIER_LABEL.at(
                                    "2.3 table, WM: third occurrence, 140 mg daily"
                                ),
                            ),
                            note="the second step down for toxicity; also with a strong CYP3A4 "
                            "inhibitor, or withheld for up to 7 days",
                            source=IBRUTINIB_EU.at(
                                "dose adjustments: 140 mg with a strong CYP3A4 inhibitor"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=IMBRUVICA_LABEL.at("administration: missed dose"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cycles",
            reading="every day is days 1 to 28 of 28-day cycles, so that changes can be recorded "
            "by cycle",
            alternatives="no cycles, as in the label",
            source=IMBRUVICA_LABEL.at("recommended dosage, WM: once daily"),
        ),
        Interpretation(
            name="missed dose",
            reading="a missed dose is taken on the same day or left out, and later doses keep "
            "their dates",
            alternatives="doses made up on later days",
            source=IMBRUVICA_LABEL.at("administration: missed dose"),
        ),
        Interpretation(
            name="with rituximab",
            reading="ibrutinib alone; with rituximab on the same day ibrutinib comes first",
            alternatives="the combination, whose rituximab is not in this definition",
            source=IMBRUVICA_LABEL.at("recommended dosage: before rituximab on the same day"),
        ),
    ),
    no_rule_for=(
        "liver function (see the label; its row was not read)",
        "when to interrupt (see the label)",
        "cardiac events (see the label)",
    ),
    aliases=("ibrutinib-waldenstrom",),
)
