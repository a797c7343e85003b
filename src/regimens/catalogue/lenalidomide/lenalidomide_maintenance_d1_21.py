"""Lenalidomide maintenance after autologous transplantation, 3 weeks of 4."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_DOSE_IN_MAINTENANCE,
    RENAL_READING_FROM_60,
    RENAL_TABLE_FROM_60,
)
from regimens.catalogue.lenalidomide.references import (
    LENALIDOMIDE_INDONESIA,
    LENALIDOMIDE_NZ,
    REVLIMID_US_MAINTENANCE,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

LENALIDOMIDE_MAINTENANCE_D1_21 = Regimen(
    id="lenalidomide-maintenance-d1-21",
    title="Lenalidomide maintenance, 3 weeks of 4: 10 mg on days 1-21 of 28",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=None,
            source=LENALIDOMIDE_NZ.at(
                "treatment overview: cycle 1 and all further cycles, 28 days"
            ),
            components=(
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="lenalidomide",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=LENALIDOMIDE_NZ.at("cycle details: 10 mg once daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=LENALIDOMIDE_NZ.at("cycle details: days 1 to 21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    tables=(RENAL_TABLE_FROM_60,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=LENALIDOMIDE_INDONESIA.at(
                            "missed dose: after more than 12 hours it is not taken, "
                            "the next one is at its time"
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="start",
            reading="the start is the date that is given",
            alternatives="day 90 to 100 after the transplant",
            source=LENALIDOMIDE_NZ.at("treatment overview: start at day 90 to 100"),
        ),
        Interpretation(
            name="days",
            reading="lenalidomide has a week off in every cycle",
            alternatives="every day of the cycle, as in the label (see lenalidomide-maintenance)",
            source=REVLIMID_US_MAINTENANCE.at("maintenance following auto-HSCT: days 1-28"),
        ),
        RENAL_READING_FROM_60,
    ),
    no_rule_for=(
        "dose steps and an increase to 15 mg",
        NO_RENAL_DOSE_IN_MAINTENANCE,
        "interruption for blood counts during treatment (see the label)",
        "thromboprophylaxis",
    ),
    aliases=("lenalidomide-maintenance-3-1", "len-maintenance-21"),
)
