"""Oral clodronate for myeloma bone disease, every day."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import MYELOMA_IX
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CLODRONATE = Regimen(
    id="clodronate",
    title="Clodronate 1600 mg PO daily for myeloma bone disease (MRC Myeloma IX)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=MYELOMA_IX.at("abstract: at least until disease progression"),
            components=(
                Component(
                    drug=Drug(name="clodronate"),
                    group="bone",
                    dose=WrittenDose(
                        amount=amount("1600 mg"),
                        source=MYELOMA_IX.at("abstract: 1600 mg clodronic acid"),
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
                            source=MYELOMA_IX.at("abstract: oral, daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                    role=Role.SUPPORTIVE,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cycles",
            reading="every day is days 1 to 28 of 28-day cycles, so that changes can be recorded "
            "by cycle",
            alternatives="no cycles, as in the trial",
            source=MYELOMA_IX.at("abstract: daily"),
        ),
        Interpretation(
            name="doses a day",
            reading="one dose of 1600 mg a day",
            alternatives="the day's dose in two; the abstract states none",
            source=MYELOMA_IX.at("abstract: 1600 mg daily"),
        ),
        Interpretation(
            name="duration",
            reading="open-ended: at least until progression",
            alternatives="a fixed duration",
            source=MYELOMA_IX.at("abstract: at least until disease progression"),
        ),
    ),
    no_rule_for=(
        "renal function",
        "the time from meals (see the label)",
        "calcium and vitamin D",
        "dental care",
    ),
    aliases=("clodronic-acid",),
)
