"""Antiviral prophylaxis of zoster during treatment of myeloma, every day."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import DARZALEX_MEDICATIONS, ZOSTER_ABSTRACT
from regimens.components import Alternative, Component, Level, Role
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

ZOSTER_PROPHYLAXIS = Regimen(
    id="zoster-prophylaxis",
    title="Zoster prophylaxis: aciclovir, valaciclovir or famciclovir daily",
    revision="1",
    phases=(
        Phase(
            name="prophylaxis",
            cycle_length=28,
            cycles=None,
            source=ZOSTER_ABSTRACT.at("indefinite once disease-specific therapy is initiated"),
            components=(
                Component(
                    drug=Drug(name="aciclovir"),
                    group="antiviral",
                    dose=WrittenDose(
                        amount=amount("400 mg"),
                        source=ZOSTER_ABSTRACT.at(
                            "table: acyclovir 400 mg daily, the standard regimen"
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
                                22,
                                23,
                                24,
                                25,
                                26,
                                27,
                                28,
                            ),
                            cycles=Cycles(1),
                            source=ZOSTER_ABSTRACT.at("table: daily"),
                        ),
                    ),
                    role=Role.SUPPORTIVE,
                    levels=(
                        Level(
                            name="200",
                            dose=WrittenDose(
                                amount=amount("200 mg"),
                                source=ZOSTER_ABSTRACT.at("table: acyclovir 200 mg daily"),
                            ),
                            note="for a serum creatinine over 2 mg/dL",
                            source=ZOSTER_ABSTRACT.at(
                                "table: acyclovir 200 mg daily if serum creatinine > 2 mg/dL"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="antiviral", option="aciclovir"),
                ),
                Component(
                    drug=Drug(name="valaciclovir"),
                    group="antiviral",
                    dose=WrittenDose(
                        amount=amount("500 mg"),
                        source=ZOSTER_ABSTRACT.at("table: valaciclovir 250-500 mg daily"),
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
                            source=ZOSTER_ABSTRACT.at("table: daily"),
                        ),
                    ),
                    role=Role.SUPPORTIVE,
                    levels=(
                        Level(
                            name="250",
                            dose=WrittenDose(
                                amount=amount("250 mg"),
                                source=ZOSTER_ABSTRACT.at("table: valaciclovir 250-500 mg daily"),
                            ),
                            note="the lower dose stated",
                            source=ZOSTER_ABSTRACT.at("table: valaciclovir 250-500 mg daily"),
                        ),
                    ),
                    alternative=Alternative(choice="antiviral", option="valaciclovir"),
                ),
                Component(
                    drug=Drug(name="famciclovir"),
                    group="antiviral",
                    dose=WrittenDose(
                        amount=amount("500 mg"),
                        source=ZOSTER_ABSTRACT.at("table: famciclovir 500 mg daily"),
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
                            source=ZOSTER_ABSTRACT.at("table: daily"),
                        ),
                    ),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(choice="antiviral", option="famciclovir"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cycles",
            reading="every day is days 1 to 28 of 28-day cycles, so that changes can be recorded "
            "by cycle",
            alternatives="no cycles, as in the abstract",
            source=ZOSTER_ABSTRACT.at("table: daily"),
        ),
        Interpretation(
            name="drug",
            reading="aciclovir, the standard of the source, where nothing is chosen",
            alternatives="valaciclovir or famciclovir: the choice antiviral",
            source=ZOSTER_ABSTRACT.at("table: alternatives to acyclovir"),
        ),
        Interpretation(
            name="dose",
            reading="aciclovir once a day",
            alternatives="aciclovir 400 mg two or three times a day, as the source gives it for a "
            "few weeks after intensive chemotherapy",
            source=ZOSTER_ABSTRACT.at(
                "400 mg thrice a day after intensive combination chemotherapy"
            ),
        ),
        Interpretation(
            name="duration",
            reading="open-ended, as long as treatment goes on",
            alternatives="from within 1 week after the first daratumumab until 3 months after the "
            "last, as that drug's label states",
            source=DARZALEX_MEDICATIONS.at(
                "footnote: antiviral prophylaxis within 1 week, for 3 months after"
            ),
        ),
    ),
    no_rule_for=(
        "renal function beyond creatinine over 2 mg/dL",
        "the end of prophylaxis",
    ),
    aliases=(
        "aciclovir-prophylaxis",
        "valaciclovir-prophylaxis",
    ),
)
