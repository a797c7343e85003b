"""VAD with dexamethasone on twelve days, as the VAD arm of HOVON-65/GMMG-HD4."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.drugs import (
    DOXORUBICIN_LIFETIME,
    DOXORUBICIN_LIMIT,
    NO_RULE_FOR_OTHER_ANTHRACYCLINES,
)
from regimens.catalogue.chemotherapy.references import VAD_CHAPTER, VAD_HOVON_65, VINCRISTINE_LABEL
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VAD = Regimen(
    id="vad",
    title="VAD: vincristine, doxorubicin and dexamethasone (HOVON-65/GMMG-HD4)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=3,
            source=VAD_CHAPTER.at("VAD: repeating 28- to 35-day cycles"),
            components=(
                Component(
                    drug=Drug(name="vincristine"),
                    group="VAD",
                    dose=WrittenDose(
                        amount=amount("0.4 mg"),
                        source=VAD_HOVON_65.at("abstract, VAD: vincristine"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=VAD_HOVON_65.at("abstract, VAD: days 1-4"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="doxorubicin"),
                    group="VAD",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=VAD_HOVON_65.at("abstract, VAD: doxorubicin"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 3),
                            source=VAD_HOVON_65.at("abstract, VAD: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VAD",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=VAD_HOVON_65.at("abstract, VAD: dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12, 17, 18, 19, 20),
                            cycles=Cycles(1, 3),
                            source=VAD_HOVON_65.at("abstract, VAD: days of dexamethasone"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    cumulative_limits=(DOXORUBICIN_LIMIT,),
    interpretations=(
        Interpretation(
            name="route of vincristine",
            reading="vincristine is given intravenously, as its label says of every use",
            alternatives="none: by any other route it is fatal",
            source=VINCRISTINE_LABEL.at("warnings: for intravenous use only"),
        ),
        Interpretation(
            name="per day",
            reading="vincristine 0.4 mg and doxorubicin 9 mg/m² are for each of the days 1 to 4",
            alternatives="the amounts are totals over the four days",
            source=VAD_CHAPTER.at("VAD: 0.4 mg/day and 9 mg/m²/day"),
        ),
        Interpretation(
            name="length of a cycle",
            reading="28 days, the shorter of the 28 to 35 days that a chapter prints; "
            "the abstract of the trial prints none",
            alternatives="35 days",
            source=VAD_CHAPTER.at("VAD: repeating 28- to 35-day cycles"),
        ),
        Interpretation(
            name="three cycles",
            reading="three cycles, as the induction of the trial had",
            alternatives="as many as bring a response",
            source=VAD_HOVON_65.at("abstract: 3 cycles of VAD"),
        ),
        DOXORUBICIN_LIFETIME,
    ),
    no_rule_for=(
        "renal function",
        "hepatic function",
        NO_RULE_FOR_OTHER_ANTHRACYCLINES,
        "blood counts before a cycle",
        "neuropathy by vincristine",
    ),
    aliases=("vad-12-days",),
)
