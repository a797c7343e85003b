"""Aspirin during treatment with an immunomodulatory drug, every day."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import ASH_THROMBOSIS, PDQ_MYELOMA
from regimens.components import Component, Role
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

ASPIRIN_THROMBOPROPHYLAXIS = Regimen(
    id="aspirin-thromboprophylaxis",
    title="Aspirin 81 mg daily as thromboprophylaxis with an immunomodulatory drug",
    revision="1",
    phases=(
        Phase(
            name="prophylaxis",
            cycle_length=28,
            cycles=None,
            source=PDQ_MYELOMA.at("induction therapy, fit patients: no end stated"),
            components=(
                Component(
                    drug=Drug(name="aspirin"),
                    group="aspirin",
                    dose=WrittenDose(
                        amount=amount("81 mg"),
                        source=PDQ_MYELOMA.at(
                            "induction therapy, fit patients: aspirin (81 mg daily)"
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
                            source=PDQ_MYELOMA.at(
                                "induction therapy, fit patients: aspirin (81 mg daily)"
                            ),
                        ),
                    ),
                    role=Role.SUPPORTIVE,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="cycles",
            reading="every day is days 1 to 28 of 28-day cycles, open-ended; it is stopped with "
            "the drug it goes with",
            alternatives="the days of the immunomodulatory drug only",
            source=PDQ_MYELOMA.at("induction therapy, fit patients: aspirin (81 mg daily)"),
        ),
        Interpretation(
            name="dose",
            reading="81 mg a day",
            alternatives="up to 325 mg a day",
            source=ASH_THROMBOSIS.at("abstract: daily aspirin (81-325 mg/day)"),
        ),
        Interpretation(
            name="patients",
            reading="patients without extra risk factors for thrombosis",
            alternatives="a stronger anticoagulant, for multiple risk factors",
            source=PDQ_MYELOMA.at(
                "induction therapy, fit patients: stronger anticoagulants for multiple risk factors"
            ),
        ),
    ),
    no_rule_for=(
        "anticoagulants in place of aspirin",
        "low platelets",
        "the end of prophylaxis",
    ),
)
