"""VAD with dexamethasone on four days only."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.drugs import (
    DOXORUBICIN_LIFETIME,
    DOXORUBICIN_LIMIT,
    NO_RULE_FOR_OTHER_ANTHRACYCLINES,
)
from regimens.catalogue.chemotherapy.references import VAD_KOREA, VINCRISTINE_LABEL
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VAD_DEX_4_DAYS = Regimen(
    id="vad-dex-4-days",
    title="VAD with dexamethasone on days 1 to 4 only",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=VAD_KOREA.at("abstract, methods: every 4 weeks"),
            components=(
                Component(
                    drug=Drug(name="vincristine"),
                    group="VAD",
                    dose=WrittenDose(
                        amount=amount("0.4 mg"),
                        source=VAD_KOREA.at("abstract, methods: vincristine"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=VAD_KOREA.at("abstract, methods: days 1-4"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="doxorubicin"),
                    group="VAD",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"),
                        source=VAD_KOREA.at("abstract, methods: doxorubicin"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=VAD_KOREA.at("abstract, methods: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VAD",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=VAD_KOREA.at("abstract, methods: dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=VAD_KOREA.at("abstract, methods: days of dexamethasone"),
                        ),
                    ),
                    routes=(Route.PO,),
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
            name="four days of dexamethasone",
            reading="dexamethasone is given on days 1 to 4 only, as this trial printed it",
            alternatives="also on days 9 to 12 and 17 to 20 (vad)",
            source=VAD_KOREA.at("abstract, methods: dexamethasone days 1-4"),
        ),
        Interpretation(
            name="number of cycles",
            reading="the cycles go on until they are stopped; the abstract gives no number",
            alternatives="a fixed number of cycles",
            source=VAD_KOREA.at("abstract, methods: every 4 weeks"),
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
    aliases=("vad-reduced-dexamethasone",),
)
