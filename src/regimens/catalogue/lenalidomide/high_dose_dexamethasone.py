"""High-dose dexamethasone alone: 40 mg on days 1 to 4, 9 to 12 and 17 to 20."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.references import (
    HIGH_DOSE_DEXAMETHASONE_PAGE,
    MM_010,
    PDQ_DEXAMETHASONE,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

HIGH_DOSE_DEXAMETHASONE = Regimen(
    id="high-dose-dexamethasone",
    title="High-dose dexamethasone alone: days 1-4, 9-12 and 17-20 of 28",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=HIGH_DOSE_DEXAMETHASONE_PAGE.at("standard high-dose regimen: 28-day cycle"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="dexamethasone",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=HIGH_DOSE_DEXAMETHASONE_PAGE.at("standard high-dose regimen: 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12, 17, 18, 19, 20),
                            cycles=Cycles(1),
                            source=HIGH_DOSE_DEXAMETHASONE_PAGE.at(
                                "standard high-dose regimen: days 1-4, 9-12 and 17-20"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="every 8 days",
            reading="4 days of every 8, three times in a cycle of 28 days, and "
            "none on days 21 to 28",
            alternatives="4 days of every 8 without a break (see "
            "high-dose-dexamethasone-q8d), or days 1 to 4 only from "
            "cycle 5 (see high-dose-dexamethasone-mm010)",
            source=PDQ_DEXAMETHASONE.at(
                "corticosteroids: 40 mg a day for 4 days, repeated after 4 days off"
            ),
        ),
        Interpretation(
            name="from cycle 5",
            reading="every cycle has the same twelve days",
            alternatives="days 1 to 4 only from cycle 5, as the control arm of MM-010 had",
            source=MM_010.at("abstract: from cycle 5 on days 1-4 only"),
        ),
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="a fixed number of cycles; the page states none",
            source=HIGH_DOSE_DEXAMETHASONE_PAGE.at("standard high-dose regimen"),
        ),
    ),
    no_rule_for=(
        "age: MM-003 gave 20 mg over 75 years with pomalidomide",
        "dose steps",
        "infection prophylaxis",
        "end of treatment",
    ),
    aliases=("hd-dex", "hddex"),
)
