"""Daratumumab with carfilzomib once a week and dexamethasone, as in EQUULEUS."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.daratumumab.daratumumab_iv import DARATUMUMAB_IV
from regimens.catalogue.daratumumab.references import (
    EQUULEUS_DKD,
    EQUULEUS_FINAL,
    KYPROLIS_DOSING,
    KYPROLIS_MONOGRAPH,
    KYPROLIS_SMPC,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

D_KD_WEEKLY = Regimen(
    id="d-kd-weekly",
    title="D-Kd weekly: daratumumab IV with once-weekly carfilzomib 20/70 "
    "mg/m² and dexamethasone (EQUULEUS)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=EQUULEUS_FINAL.at("28-day cycles until disease progression"),
            components=(
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=EQUULEUS_DKD.at("abstract: 20 mg/m² initial dose"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=KYPROLIS_MONOGRAPH.at(
                                "once weekly: 20 mg/m² on day 1 of cycle 1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("70 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=EQUULEUS_DKD.at("abstract: escalated to 70 mg/m² thereafter"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15),
                            cycles=Cycles(1, 1),
                            source=KYPROLIS_MONOGRAPH.at(
                                "once weekly: 70 mg/m² from day 8 of cycle 1"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(2),
                            source=EQUULEUS_DKD.at(
                                "abstract: days 1, 8, and 15 of each 28-day cycle"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=EQUULEUS_DKD.at("abstract: dexamethasone 40 mg a week"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=EQUULEUS_DKD.at("abstract: 40 mg/wk"),
                        ),
                    ),
                ),
                *DARATUMUMAB_IV.phases[0].components[1:],
                *DARATUMUMAB_IV.phases[0].components[:1],
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weekly dexamethasone",
            reading="40 mg a week are given on days 1, 8, 15 and 22",
            alternatives="20 mg on two consecutive days of the week; the abstract states no days",
            source=EQUULEUS_DKD.at("abstract: 40 mg/wk"),
        ),
        Interpretation(
            name="first dose",
            reading="the first dose of daratumumab is split over days 1 and 2, as "
            "for 75 of the 85 patients",
            alternatives="one infusion on day 1, as for 10 of them",
            source=EQUULEUS_DKD.at("abstract: 10 patients single, 75 patients split first dose"),
        ),
        Interpretation(
            name="approved schedule",
            reading="later daratumumab is given on the label's 4-week schedule",
            alternatives="the schedule with bortezomib",
            source=EQUULEUS_DKD.at("abstract: subsequent dosing per the approved schedule"),
        ),
        Interpretation(
            name="largest surface",
            reading="carfilzomib is dosed on at most 2.2 m²",
            alternatives="no limit; the trial's abstract states none",
            source=KYPROLIS_DOSING.at("a body surface over 2.2 m² is dosed as 2.2 m²"),
        ),
        Interpretation(
            name="weight of carfilzomib",
            reading="a new weight is used by the policy's own rule",
            alternatives="the label keeps the dose for changes of weight up to 20 %",
            source=KYPROLIS_SMPC.at("Posology: weight changes of 20 % or less"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "dexamethasone in older patients",
        "dexamethasone on day 2 of a split first dose",
        "dose levels of carfilzomib",
        "hydration and infusion times",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("dkd-weekly",),
)
