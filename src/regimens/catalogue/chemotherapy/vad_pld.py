"""VAD with pegylated liposomal doxorubicin in place of doxorubicin."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.references import VAD_PLD_FIRST_LINE, VAD_PLD_RELAPSE
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VAD_PLD = Regimen(
    id="vad-pld",
    title="Pegylated liposomal doxorubicin, vincristine and reduced-dose dexamethasone",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=VAD_PLD_RELAPSE.at("abstract: cycles repeated every 28 days"),
            components=(
                Component(
                    drug=Drug(name="pegylated liposomal doxorubicin"),
                    group="DVd",
                    dose=WrittenDose(
                        amount=amount("40 mg/m²"),
                        source=VAD_PLD_RELAPSE.at(
                            "abstract: pegylated liposomal doxorubicin 40 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=VAD_PLD_RELAPSE.at(
                                "abstract: pegylated liposomal doxorubicin 40 mg/m², day 1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="vincristine"),
                    group="DVd",
                    dose=WrittenDose(
                        amount=amount("2 mg"),
                        source=VAD_PLD_RELAPSE.at("abstract: vincristine 2 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=VAD_PLD_RELAPSE.at("abstract: vincristine 2 mg, day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="DVd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=VAD_PLD_RELAPSE.at("abstract: dexamethasone 40 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=VAD_PLD_RELAPSE.at("abstract: days 1-4"),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="flat vincristine",
            reading="vincristine is 2 mg for everybody",
            alternatives="an amount by body surface with 2 mg as its limit",
            source=VAD_PLD_FIRST_LINE.at("abstract, methods: vincristine 2.0 mg, day 1"),
        ),
        Interpretation(
            name="number of cycles",
            reading="at least six cycles, and two after the best response; the cycles "
            "go on until they are stopped",
            alternatives="six cycles",
            source=VAD_PLD_RELAPSE.at(
                "abstract: a minimum of 6 cycles and 2 cycles after best response"
            ),
        ),
        Interpretation(
            name="which doxorubicin",
            reading="pegylated liposomal doxorubicin, which is another drug than "
            "doxorubicin with doses of its own",
            alternatives="doxorubicin at the same dose",
            source=VAD_PLD_FIRST_LINE.at(
                "abstract: substituting pegylated liposomal doxorubicin for doxorubicin"
            ),
        ),
    ),
    no_rule_for=(
        "renal function",
        "hepatic function",
        "the lifetime dose of doxorubicin",
        "blood counts before a cycle",
        "neuropathy by vincristine",
        "palmar-plantar erythrodysesthesia",
    ),
    aliases=(
        "pld-vincristine-dex",
        "dvd-pld",
    ),
)
