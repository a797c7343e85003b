"""Ixazomib maintenance as in TOURMALINE-MM3 and -MM4."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.ixazomib.drugs import (
    IXAZOMIB_BILIRUBIN,
    IXAZOMIB_BY_BILIRUBIN,
    IXAZOMIB_BY_CLEARANCE,
    IXAZOMIB_CLEARANCE,
    NO_IXAZOMIB_RULE_FOR_DIALYSIS,
)
from regimens.catalogue.ixazomib.references import (
    NINLARO_MALAYSIA,
    TOURMALINE_MM3,
    TOURMALINE_SURVIVAL,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

IXAZOMIB_MAINTENANCE = Regimen(
    id="ixazomib-maintenance",
    title="Ixazomib maintenance (TOURMALINE-MM3, -MM4): 3 mg, from cycle 5 4 mg",
    revision="1",
    phases=(
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=26,
            source=TOURMALINE_SURVIVAL.at("abstract: at most 26 cycles"),
            components=(
                Component(
                    drug=Drug(name="ixazomib"),
                    group="ixazomib",
                    dose=WrittenDose(
                        amount=amount("3 mg"),
                        source=TOURMALINE_SURVIVAL.at("abstract: 3 mg in cycles 1-4"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 4),
                            source=TOURMALINE_MM3.at(
                                "abstract: days 1, 8, and 15 in 28-day cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=NINLARO_MALAYSIA.at(
                            "missed dose: only if the next is at least 72 hours away, never doubled"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=NINLARO_MALAYSIA.at("missed dose: not within 72 hours of the next"),
                    ),
                ),
                Component(
                    drug=Drug(name="ixazomib"),
                    group="ixazomib",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=TOURMALINE_SURVIVAL.at("abstract: 4 mg from cycle 5 if tolerated"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(5, 26),
                            source=TOURMALINE_MM3.at(
                                "abstract: days 1, 8, and 15 in 28-day cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="4",
                            dose=WrittenDose(
                                amount=amount("4 mg"),
                                source=TOURMALINE_SURVIVAL.at(
                                    "abstract: 4 mg from cycle 5 if tolerated"
                                ),
                            ),
                            source=TOURMALINE_SURVIVAL.at(
                                "abstract: 4 mg from cycle 5 if tolerated"
                            ),
                        ),
                        Level(
                            name="3",
                            dose=WrittenDose(
                                amount=amount("3 mg"),
                                source=TOURMALINE_MM3.at(
                                    "abstract: increased from cycle 5 if 3 mg was tolerated"
                                ),
                            ),
                            note="where 3 mg was not tolerated well enough in cycles 1 to 4",
                            source=TOURMALINE_MM3.at(
                                "abstract: increased from cycle 5 if 3 mg was tolerated"
                            ),
                        ),
                    ),
                    tables=(IXAZOMIB_BY_BILIRUBIN, IXAZOMIB_BY_CLEARANCE),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=NINLARO_MALAYSIA.at(
                            "missed dose: only if the next is at least 72 hours away, never doubled"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=NINLARO_MALAYSIA.at("missed dose: not within 72 hours of the next"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="if tolerated",
            reading="the dose is 4 mg from cycle 5 unless level 3 is recorded",
            alternatives="3 mg stays until an increase is ordered",
            source=TOURMALINE_MM3.at(
                "abstract: increased from cycle 5 if tolerated during cycles 1-4"
            ),
        ),
        Interpretation(
            name="duration",
            reading="26 cycles of 28 days",
            alternatives="2 years by the calendar",
            source=TOURMALINE_MM3.at("abstract: for 2 years"),
        ),
        Interpretation(
            name="late dose",
            reading="a dose less than 72 hours before the next is left out, by "
            "the label of the combination",
            alternatives="another rule in the trials; none was read",
            source=NINLARO_MALAYSIA.at("missed dose: at least 72 hours"),
        ),
        IXAZOMIB_BILIRUBIN,
        IXAZOMIB_CLEARANCE,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "doses under 3 mg",
        NO_IXAZOMIB_RULE_FOR_DIALYSIS,
        "antiviral prophylaxis",
    ),
    aliases=("ixa-maintenance", "i-maintenance"),
)
