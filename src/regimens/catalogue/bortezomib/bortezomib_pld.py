"""Bortezomib with pegylated liposomal doxorubicin, up to eight 21-day cycles."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_LEVELS,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import VELCADE_HONG_KONG
from regimens.catalogue.chemotherapy.drugs import PLD_HEPATIC_LEVELS, PLD_LIVER
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BORTEZOMIB_PLD = Regimen(
    id="bortezomib-pld",
    title="Bortezomib and pegylated liposomal doxorubicin",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=8,
            source=VELCADE_HONG_KONG.at(
                "combination with pegylated liposomal doxorubicin: 21-day cycle, up to 8 cycles"
            ),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="V-PLD",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"), source=VELCADE_HONG_KONG.at("Velcade 1.3 mg/m²")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=VELCADE_HONG_KONG.at(
                                "combination with pegylated liposomal doxorubicin: days 1, "
                                "4, 8 and 11"
                            ),
                        ),
                    ),
                    routes=(
                        Route.SC,
                        Route.IV,
                    ),
                    levels=BORTEZOMIB_LEVELS,
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="pegylated liposomal doxorubicin"),
                    group="V-PLD",
                    dose=WrittenDose(
                        amount=amount("30 mg/m²"),
                        source=VELCADE_HONG_KONG.at(
                            "combination with pegylated liposomal doxorubicin: 30 mg/m² "
                            "as 1 hr IV infusion"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(4,),
                            cycles=Cycles(1, 8),
                            source=VELCADE_HONG_KONG.at(
                                "combination with pegylated liposomal doxorubicin: day 4, "
                                "after the Velcade injection"
                            ),
                        ),
                    ),
                    levels=PLD_HEPATIC_LEVELS,
                    routes=(Route.IV,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="eight cycles",
            reading="8 cycles are planned",
            alternatives="more than 8: at least 2 after a complete response, or as long as the "
            "paraprotein goes on falling",
            source=VELCADE_HONG_KONG.at(
                "combination with pegylated liposomal doxorubicin: treatment for more than 8 cycles"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        BORTEZOMIB_BILIRUBIN,
        PLD_LIVER,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "the most anthracycline over a lifetime",
        "liver function: the rows of liposomal doxorubicin are in mg/dL; record a dose change to "
        "its level from cycle 1",
    ),
    aliases=(
        "bortezomib-doxil",
        "v-pld",
    ),
)
