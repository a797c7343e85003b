"""Daratumumab with bortezomib, lenalidomide and dexamethasone, then D-Rd, as in CEPHEUS."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.daratumumab.references import (
    CEPHEUS_ABSTRACT,
    CEPHEUS_SUMMARY,
    LENALIDOMIDE_SWISS,
)
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_14_DAYS,
    RENAL_LATER_PHASES,
    RENAL_LEVELS_US,
    RENAL_LEVELS_US_14,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.references import FASPRO_LABEL_PAGE_2, VELCADE_LABEL, VELCADE_SINGAPORE
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

D_VRD_CEPHEUS = Regimen(
    id="d-vrd-cepheus",
    title="D-VRd: daratumumab SC with bortezomib, lenalidomide and "
    "dexamethasone, then D-Rd (CEPHEUS)",
    revision="1",
    phases=(
        Phase(
            name="combination",
            cycle_length=21,
            cycles=8,
            source=CEPHEUS_ABSTRACT.at("Methods: eight 21-day cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=LENALIDOMIDE_SWISS.at("initial treatment: bortezomib 1.3 mg/m² SC"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=LENALIDOMIDE_SWISS.at(
                                "initial treatment, a: bortezomib on days 1, 4, 8, 11"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                        ),
                        BORTEZOMIB_HEPATIC_STEP,
                    ),
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=LENALIDOMIDE_SWISS.at("initial treatment: lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
                            cycles=Cycles(1, 8),
                            source=LENALIDOMIDE_SWISS.at(
                                "initial treatment, a: days 1-14 of each 21-day cycle"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US_14,
                    tables=(RENAL_TABLE_US,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=LENALIDOMIDE_SWISS.at("initial treatment, a: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=LENALIDOMIDE_SWISS.at(
                                "initial treatment, a: days 1, 2, 4, 5, 8, 9, 11, 12"
                            ),
                        ),
                    ),
                    levels=(
                        Level(
                            name="reduced",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=CEPHEUS_SUMMARY.at("cycles 1 to 8: dexamethasone 20 mg"),
                            ),
                            days=(1, 4, 8, 11),
                            note="for patients over 75 years or of a body mass index under 18.5",
                            for_older_than=75,
                            source=CEPHEUS_SUMMARY.at(
                                "over 75 years or a body mass index under 18.5: days 1, 4, 8, 11"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=FASPRO_LABEL_PAGE_2.at(
                            "section 2.5: dexamethasone 20 mg before every dose"
                        ),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=FASPRO_LABEL_PAGE_2.at(
                            "section 2.5: before every dose, the background dose counting"
                        ),
                    ),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="daratumumab"),
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"),
                        source=CEPHEUS_ABSTRACT.at("Methods: daratumumab 1,800 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 2),
                            source=CEPHEUS_ABSTRACT.at("Methods: once weekly in cycles 1-2"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(3, 8),
                            source=CEPHEUS_ABSTRACT.at("Methods: every 3 weeks in cycles 3-8"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("section 2.4: missed dose"),
                    ),
                ),
            ),
        ),
        Phase(
            name="continuation",
            cycle_length=28,
            cycles=None,
            source=CEPHEUS_ABSTRACT.at("Methods: 28-day cycles until progression"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=LENALIDOMIDE_SWISS.at("continuation: lenalidomide 25 mg"),
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
                            source=LENALIDOMIDE_SWISS.at(
                                "continuation: days 1-21 of 28-day cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=RENAL_LEVELS_US,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=LENALIDOMIDE_SWISS.at("continuation: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=LENALIDOMIDE_SWISS.at("continuation: days 1, 8, 15, 22"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="reduced",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=CEPHEUS_SUMMARY.at("from cycle 9: dexamethasone 20 mg"),
                            ),
                            note="for patients over 75 years or of a body mass index under 18.5",
                            for_older_than=75,
                            source=CEPHEUS_SUMMARY.at(
                                "from cycle 9: 20 mg over 75 years or under 18.5"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="daratumumab"),
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"),
                        source=CEPHEUS_ABSTRACT.at("Methods: daratumumab 1,800 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=CEPHEUS_ABSTRACT.at("Methods: every 4 weeks in cycles 9+"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("section 2.4: missed dose"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        BORTEZOMIB_BILIRUBIN,
        Interpretation(
            name="one steroid a day",
            reading="on days of daratumumab the backbone's dexamethasone is the "
            "premedication, one dose; on day 15 of cycles 1 and 2, where "
            "there is none, 20 mg is given",
            alternatives="premedication in addition to the backbone's dexamethasone, or "
            "none on day 15",
            source=FASPRO_LABEL_PAGE_2.at(
                "section 2.5: background dexamethasone serves as premedication"
            ),
        ),
        Interpretation(
            name="days of daratumumab",
            reading="weekly is days 1, 8 and 15 of 21, every 3 and every 4 weeks day 1",
            alternatives="other days of the weeks; the abstract states none",
            source=CEPHEUS_ABSTRACT.at(
                "Methods: QW in cycles 1-2, Q3W in cycles 3-8, Q4W in cycles 9+"
            ),
        ),
        Interpretation(
            name="doses of the backbone",
            reading="bortezomib, lenalidomide and dexamethasone are those that a label of "
            "lenalidomide prints for these cycles; a summary of the trial's paper gives the same",
            alternatives="other amounts; the paper itself was not read",
            source=LENALIDOMIDE_SWISS.at("initial treatment, a, and continuation"),
        ),
        Interpretation(
            name="older patients",
            reading="the level reduced is that of the summary of the trial's paper, a public file "
            "whose author is not known",
            alternatives="the full days; a pharmacist should hold the level against the paper",
            source=CEPHEUS_SUMMARY.at("20 mg over 75 years or a body mass index under 18.5"),
        ),
        Interpretation(
            name="cycles of the trial",
            reading="cycle 9 of the trial is cycle 1 of the continuation",
            alternatives="one count over both phases",
            source=CEPHEUS_ABSTRACT.at("Methods: cycles 9+"),
        ),
        *RENAL_READINGS_US,
        RENAL_14_DAYS,
        RENAL_LATER_PHASES,
    ),
    no_rule_for=(
        *NO_RENAL_RULE_FOR,
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "dose levels of lenalidomide",
        "thromboprophylaxis",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
    ),
    aliases=("dvrd-cepheus",),
)
