"""High-dose dexamethasone alone, 4 days on and 4 days off without a break."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.references import PDQ_DEXAMETHASONE
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

HIGH_DOSE_DEXAMETHASONE_Q8D = Regimen(
    id="high-dose-dexamethasone-q8d",
    title="High-dose dexamethasone alone: 40 mg for 4 days, repeated after 4 days off",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=8,
            cycles=None,
            source=PDQ_DEXAMETHASONE.at("corticosteroids: 4 days, repeated after 4 days off"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="dexamethasone",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=PDQ_DEXAMETHASONE.at(
                            "corticosteroids: traditional high dose, 40 mg a day"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=PDQ_DEXAMETHASONE.at(
                                "corticosteroids: for 4 days, repeated after 4 days off"
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
            name="4 days off",
            reading="a cycle has 8 days, and the next begins on day 9",
            alternatives="three courses of 4 days in 28 days (see high-dose-dexamethasone)",
            source=PDQ_DEXAMETHASONE.at("corticosteroids: repeated after 4 days off"),
        ),
        Interpretation(
            name="late course",
            reading="a course that starts late moves those after it, so that 4 days stay free",
            alternatives="the later courses keep their dates",
            source=PDQ_DEXAMETHASONE.at("corticosteroids: repeated after 4 days off"),
        ),
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="a fixed number of courses; the text states none",
            source=PDQ_DEXAMETHASONE.at("corticosteroids: traditional high dose"),
        ),
    ),
    no_rule_for=("age", "dose steps", "infection prophylaxis", "number of courses"),
    aliases=("hd-dex-4-on-4-off",),
)
