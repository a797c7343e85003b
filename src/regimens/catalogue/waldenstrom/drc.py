"""DRC: dexamethasone, rituximab and cyclophosphamide, six courses of 21 days."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.waldenstrom.references import DRC_ABSTRACT, DRC_PAPER, WMUK_REGIMENS
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

DRC = Regimen(
    id="drc",
    title="DRC: dexamethasone, rituximab, cyclophosphamide in macroglobulinaemia (Dimopoulos 2007)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=6,
            source=DRC_ABSTRACT.at("methods: repeated every 21 days for 6 courses"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="DRC",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=DRC_PAPER.at("abstract: dexamethasone 20 mg intravenously"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 6),
                            source=DRC_PAPER.at("abstract: dexamethasone on day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="rituximab"),
                    group="DRC",
                    dose=WrittenDose(
                        amount=amount("375 mg/m²"),
                        source=DRC_PAPER.at("abstract: rituximab 375 mg/m2 intravenously"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 6),
                            source=DRC_PAPER.at("abstract: rituximab on day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="DRC",
                    dose=WrittenDose(
                        amount=amount("100 mg/m²"),
                        times=2,
                        source=DRC_PAPER.at("abstract: cyclophosphamide 100 mg/m2 orally bid"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 5),
                            cycles=Cycles(1, 6),
                            source=DRC_PAPER.at(
                                "abstract: cyclophosphamide, days 1 to 5, total dose 1,000 mg/m2"
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
            name="number of courses",
            reading="six courses of 21 days, 18 weeks, as the group's earlier abstract, WMUK and "
            "a hospital protocol's source state",
            alternatives="every 21 days for 6 months, as the abstract of 2007 prints, which is 8 "
            "or 9 courses",
            source=DRC_PAPER.at("abstract: repeated every 21 days for 6 months"),
        ),
        Interpretation(
            name="twice daily",
            reading="100 mg/m² is one of two doses a day, so that a course has 1,000 mg/m²",
            alternatives="100 mg/m² a day in two doses",
            source=DRC_PAPER.at("abstract: total dose 1,000 mg/m2"),
        ),
        Interpretation(
            name="order",
            reading="dexamethasone before rituximab on day 1",
            alternatives="any order",
            source=DRC_PAPER.at("abstract: dexamethasone followed by rituximab"),
        ),
        Interpretation(
            name="IgM flare",
            reading="rituximab from the first course",
            alternatives="rituximab from a later course on where IgM is high",
            source=WMUK_REGIMENS.at("bendamustine-rituximab: rituximab may be delayed"),
        ),
    ),
    no_rule_for=(
        "blood counts before a course",
        "renal function",
        "dose reductions for toxicity",
        "premedication of rituximab beyond dexamethasone",
    ),
    aliases=("dexamethasone-rituximab-cyclophosphamide",),
)
