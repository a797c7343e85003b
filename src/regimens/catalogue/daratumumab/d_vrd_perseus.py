"""Daratumumab with bortezomib, lenalidomide and dexamethasone, then Dara-R, as in PERSEUS."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.daratumumab.references import (
    LENALIDOMIDE_SWISS,
    PERSEUS_CYTOGENETICS,
    PERSEUS_PAPER,
    PERSEUS_REVIEW,
)
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    NO_RENAL_RULE_IN_MAINTENANCE,
    RENAL_LATER_PHASES,
    RENAL_LEVELS_US,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.lenalidomide.references import REVLIMID_EU_MAINTENANCE
from regimens.catalogue.references import (
    DARZALEX_FASPRO_LABEL,
    FASPRO_LABEL_PAGE_2,
    VELCADE_LABEL,
    VELCADE_SINGAPORE,
)
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

D_VRD_PERSEUS = Regimen(
    id="d-vrd-perseus",
    title="D-VRd: daratumumab SC with bortezomib, lenalidomide and "
    "dexamethasone, then Dara-R (PERSEUS)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=4,
            source=PERSEUS_REVIEW.at("four 28-day cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"), source=PERSEUS_REVIEW.at("bortezomib 1.3 mg/m²")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 4),
                            source=PERSEUS_REVIEW.at("bortezomib on days 1, 4, 8, and 11"),
                        ),
                    ),
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
                        source=LENALIDOMIDE_SWISS.at(
                            "initial treatment with bortezomib and dexamethasone: 25 mg"
                        ),
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
                            cycles=Cycles(1, 4),
                            source=LENALIDOMIDE_SWISS.at(
                                "initial treatment, b: days 1-21 of each 28-day cycle"
                            ),
                        ),
                    ),
                    levels=RENAL_LEVELS_US,
                    tables=(RENAL_TABLE_US,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=PERSEUS_REVIEW.at("dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12),
                            cycles=Cycles(1, 4),
                            source=PERSEUS_REVIEW.at("dexamethasone on days 1 to 4 and 9 to 12"),
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
                        source=DARZALEX_FASPRO_LABEL.at(
                            "recommended dosage for multiple myeloma: 1,800 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=PERSEUS_CYTOGENETICS.at("Methods: once weekly in cycles 1-2"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 4),
                            source=PERSEUS_CYTOGENETICS.at("Methods: every 2 weeks in cycles 3-6"),
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
            name="consolidation",
            cycle_length=28,
            cycles=2,
            waits=True,
            source=PERSEUS_REVIEW.at("two 28-day consolidation cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"), source=PERSEUS_REVIEW.at("bortezomib 1.3 mg/m²")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 2),
                            source=PERSEUS_REVIEW.at("bortezomib on days 1, 4, 8, and 11"),
                        ),
                    ),
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
                        source=LENALIDOMIDE_SWISS.at(
                            "initial treatment with bortezomib and dexamethasone: 25 mg"
                        ),
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
                            cycles=Cycles(1, 2),
                            source=LENALIDOMIDE_SWISS.at(
                                "initial treatment, b: days 1-21 of each 28-day cycle"
                            ),
                        ),
                    ),
                    levels=RENAL_LEVELS_US,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VRd",
                    dose=WrittenDose(
                        amount=amount("40 mg"), source=PERSEUS_REVIEW.at("dexamethasone 40 mg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12),
                            cycles=Cycles(1, 2),
                            source=PERSEUS_REVIEW.at("dexamethasone on days 1 to 4 and 9 to 12"),
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
                        source=DARZALEX_FASPRO_LABEL.at(
                            "recommended dosage for multiple myeloma: 1,800 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1, 2),
                            source=PERSEUS_CYTOGENETICS.at("Methods: every 2 weeks in cycles 3-6"),
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
            name="maintenance",
            cycle_length=28,
            cycles=None,
            source=PERSEUS_CYTOGENETICS.at("Methods: maintenance until progression"),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="R",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=PERSEUS_PAPER.unread("Methods, treatments: maintenance 10 mg"),
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
                            source=PERSEUS_PAPER.unread(
                                "Methods, treatments: maintenance, days 1 to 28"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="daratumumab"),
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"),
                        source=DARZALEX_FASPRO_LABEL.at(
                            "recommended dosage for multiple myeloma: 1,800 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=PERSEUS_CYTOGENETICS.at(
                                "Methods: every 4 weeks during maintenance"
                            ),
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
            name="start of consolidation",
            reading="consolidation begins when its start, after the transplant, is recorded",
            alternatives="a fixed interval after the transplant; none was read in a reference",
            source=PERSEUS_REVIEW.at("four cycles, transplant, two consolidation cycles"),
        ),
        Interpretation(
            name="lenalidomide of induction and consolidation",
            reading="lenalidomide is 25 mg on days 1 to 21, as a lenalidomide label prints it for "
            "cycles of 28 days with these doses and days of bortezomib and dexamethasone",
            alternatives="another amount; the texts of the trial that were read state none",
            source=LENALIDOMIDE_SWISS.at(
                "initial treatment, b: bortezomib days 1, 4, 8, 11, dexamethasone 40 mg days 1 "
                "to 4 and 9 to 12"
            ),
        ),
        Interpretation(
            name="lenalidomide of maintenance",
            reading="lenalidomide is 10 mg every day, which is also the label's first dose after a "
            "transplant; no text of the trial that was read states it",
            alternatives="15 mg after three cycles, as that label allows",
            source=REVLIMID_EU_MAINTENANCE.at("recommended dose: 10 mg once daily"),
        ),
        Interpretation(
            name="end of daratumumab",
            reading="daratumumab goes on until it is stopped by an order",
            alternatives="after 2 years it is stopped in complete response with 12 "
            "months of negative residual disease, and lenalidomide goes on",
            source=PERSEUS_REVIEW.at("after two years, discontinued daratumumab"),
        ),
        Interpretation(
            name="one steroid a day",
            reading="on days of daratumumab the backbone's dexamethasone is the "
            "premedication, one dose; on days 8, 15 and 22, where there is "
            "none, 20 mg is given",
            alternatives="premedication in addition to the backbone's dexamethasone, or "
            "none on those days",
            source=FASPRO_LABEL_PAGE_2.at(
                "section 2.5: background dexamethasone serves as premedication"
            ),
        ),
        Interpretation(
            name="cycles of the trial",
            reading="cycles 5 and 6 of the trial are cycles 1 and 2 of consolidation",
            alternatives="one count over all phases",
            source=PERSEUS_CYTOGENETICS.at("Methods: cycles 1-2, cycles 3-6, maintenance"),
        ),
        *RENAL_READINGS_US,
        RENAL_LATER_PHASES,
    ),
    no_rule_for=(
        *NO_RENAL_RULE_FOR,
        NO_RENAL_RULE_IN_MAINTENANCE,
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "conditioning and transplant",
        "dose levels of lenalidomide",
        "more lenalidomide in maintenance",
        "steroid before daratumumab in maintenance",
        "thromboprophylaxis",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
    ),
    aliases=("dvrd-perseus",),
)
