"""Zanubrutinib every day, in two doses or one."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.waldenstrom.references import BRUKINSA_ISRAEL
from regimens.components import Alternative, Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

ZANUBRUTINIB = Regimen(
    id="zanubrutinib",
    title="Zanubrutinib: 160 mg twice daily or 320 mg once daily until progression",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=BRUKINSA_ISRAEL.at("5.1: until progression or toxicity"),
            components=(
                Component(
                    drug=Drug(name="zanubrutinib"),
                    group="zanubrutinib",
                    dose=WrittenDose(
                        amount=amount("160 mg"),
                        times=2,
                        source=BRUKINSA_ISRAEL.at("5.1: 160 mg twice daily"),
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
                            source=BRUKINSA_ISRAEL.at("5.1: twice daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="80-twice-daily",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                times=2,
                                source=BRUKINSA_ISRAEL.at("5.2: 80 mg twice daily"),
                            ),
                            note="for severe hepatic impairment; also with a moderate CYP3A "
                            "inhibitor",
                            source=BRUKINSA_ISRAEL.at("5.2 and 5.3: 80 mg twice daily"),
                        ),
                        Level(
                            name="80-once-daily",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                source=BRUKINSA_ISRAEL.at("5.3: 80 mg once daily"),
                            ),
                            note="with a strong CYP3A inhibitor",
                            source=BRUKINSA_ISRAEL.at("5.3 table 1: 80 mg once daily"),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES, source=BRUKINSA_ISRAEL.at("5.1: missed dose")
                    ),
                    alternative=Alternative(choice="zanubrutinib-dosing", option="twice-daily"),
                ),
                Component(
                    drug=Drug(name="zanubrutinib"),
                    group="zanubrutinib",
                    dose=WrittenDose(
                        amount=amount("320 mg"),
                        source=BRUKINSA_ISRAEL.at("5.1: 320 mg once daily"),
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
                            source=BRUKINSA_ISRAEL.at("5.1: once daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="80-twice-daily",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                times=2,
                                source=BRUKINSA_ISRAEL.at("5.2: 80 mg twice daily"),
                            ),
                            note="for severe hepatic impairment; also with a moderate CYP3A "
                            "inhibitor",
                            source=BRUKINSA_ISRAEL.at("5.2 and 5.3: 80 mg twice daily"),
                        ),
                        Level(
                            name="80-once-daily",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                source=BRUKINSA_ISRAEL.at("5.3: 80 mg once daily"),
                            ),
                            note="with a strong CYP3A inhibitor",
                            source=BRUKINSA_ISRAEL.at("5.3 table 1: 80 mg once daily"),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES, source=BRUKINSA_ISRAEL.at("5.1: missed dose")
                    ),
                    alternative=Alternative(choice="zanubrutinib-dosing", option="once-daily"),
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
            source=BRUKINSA_ISRAEL.at("5.1: twice daily or once daily"),
        ),
        Interpretation(
            name="dosing",
            reading="the first dosage that the label names, 160 mg twice daily, where nothing is "
            "chosen",
            alternatives="320 mg once daily: the option once-daily",
            source=BRUKINSA_ISRAEL.at("5.1: 160 mg twice daily or 320 mg once daily"),
        ),
        Interpretation(
            name="missed dose",
            reading="a missed dose is taken on the same day, and later doses keep their dates",
            alternatives="another rule, by the hours that remain to the next dose",
            source=BRUKINSA_ISRAEL.at("5.1: missed dose"),
        ),
    ),
    no_rule_for=(
        "dose levels after toxicity (see the label; they were not read)",
        "CYP3A inducers (see the label)",
        "when to interrupt (see the label)",
        "liver function: no laboratory value shows severe impairment; record a dose change to "
        "80-twice-daily from cycle 1",
    ),
    aliases=("zanubrutinib-wm",),
)
