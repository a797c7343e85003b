"""BVd: belantamab mafodotin with bortezomib and dexamethasone (DREAMM-7)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.belantamab.references import (
    DREAMM_7,
    DREAMM_7_GSKPRO,
    DREAMM_7_NEWS,
    HEMATOLOGIST_DREAMM,
)
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.references import VELCADE_LABEL, VELCADE_SINGAPORE
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Schedule

BELAVD = Regimen(
    id="belavd",
    title="BVd: belantamab mafodotin, bortezomib and dexamethasone (DREAMM-7)",
    revision="1",
    phases=(
        Phase(
            name="combination",
            cycle_length=21,
            cycles=8,
            source=DREAMM_7_NEWS.at("21-day cycles, up to eight cycles"),
            components=(
                Component(
                    drug=Drug(name="belantamab mafodotin"),
                    group="BELA",
                    dose=WrittenDose(
                        amount=amount("2.5 mg/kg"),
                        source=DREAMM_7.at("abstract: belantamab mafodotin 2.5 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 8),
                            source=DREAMM_7.at("abstract: day 1 of each 21-day cycle"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="2.5",
                            dose=WrittenDose(
                                amount=amount("2.5 mg/kg"),
                                source=DREAMM_7.at("abstract: belantamab mafodotin 2.5 mg/kg"),
                            ),
                            source=DREAMM_7.at("abstract: belantamab mafodotin 2.5 mg/kg"),
                        ),
                        Level(
                            name="1.9",
                            dose=WrittenDose(
                                amount=amount("1.9 mg/kg"),
                                source=HEMATOLOGIST_DREAMM.at(
                                    "DREAMM-7: option to reduce to 1.9 mg/kg"
                                ),
                            ),
                            source=HEMATOLOGIST_DREAMM.at(
                                "DREAMM-7: option to reduce to 1.9 mg/kg"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=DREAMM_7.at("abstract: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=DREAMM_7.at("abstract: days 1, 4, 8, and 11 of 21-day cycles"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.3",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=DREAMM_7.at("abstract: bortezomib 1.3 mg/m²"),
                            ),
                            source=DREAMM_7.at("abstract: bortezomib 1.3 mg/m²"),
                        ),
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
                    drug=Drug(name="dexamethasone"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=DREAMM_7_NEWS.at("dexamethasone 20 mg orally or intravenously"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=DREAMM_7_NEWS.at(
                                "on the day of and after bortezomib, up to eight cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
            ),
        ),
        Phase(
            name="continuation",
            cycle_length=21,
            cycles=None,
            source=DREAMM_7_GSKPRO.at("study design: until progression"),
            components=(
                Component(
                    drug=Drug(name="belantamab mafodotin"),
                    group="BELA",
                    dose=WrittenDose(
                        amount=amount("2.5 mg/kg"),
                        source=DREAMM_7.at("abstract: belantamab mafodotin 2.5 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=DREAMM_7.at("abstract: day 1 of each 21-day cycle"),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="2.5",
                            dose=WrittenDose(
                                amount=amount("2.5 mg/kg"),
                                source=DREAMM_7.at("abstract: belantamab mafodotin 2.5 mg/kg"),
                            ),
                            source=DREAMM_7.at("abstract: belantamab mafodotin 2.5 mg/kg"),
                        ),
                        Level(
                            name="1.9",
                            dose=WrittenDose(
                                amount=amount("1.9 mg/kg"),
                                source=HEMATOLOGIST_DREAMM.at(
                                    "DREAMM-7: option to reduce to 1.9 mg/kg"
                                ),
                            ),
                            source=HEMATOLOGIST_DREAMM.at(
                                "DREAMM-7: option to reduce to 1.9 mg/kg"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="dexamethasone days",
            reading="the day of bortezomib and the day after are days 1, 2, 4, 5, 8, 9, 11 and 12",
            alternatives="the days after bortezomib wherever a late dose moves to",
            source=DREAMM_7_NEWS.at("on the day of and after bortezomib"),
        ),
        Interpretation(
            name="eight cycles",
            reading="bortezomib and dexamethasone have eight cycles, and "
            "belantamab mafodotin goes on alone every 21 days",
            alternatives="fewer cycles, as the text says up to eight",
            source=DREAMM_7_NEWS.at("for up to eight cycles"),
        ),
        Interpretation(
            name="longer intervals",
            reading="doses are every 21 days until a delay is recorded",
            alternatives="every 6 weeks at a lower level after eye findings, as the label provides",
            source=HEMATOLOGIST_DREAMM.at("DREAMM-7: day one of every cycle"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "eye findings, which most often decide the next dose (see the label)",
        "intervals longer than 21 days as a level",
        "age",
        "blood counts (see the label)",
        "antiviral prophylaxis",
    ),
    aliases=("bvd", "bela-vd", "belamaf-vd"),
)
