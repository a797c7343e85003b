"""Thalidomide 50 mg daily, as the maintenance of HOVON-50."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.references import HOVON_50
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

THALIDOMIDE = Regimen(
    id="thalidomide",
    title="Thalidomide 50 mg daily (maintenance of HOVON-50)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=HOVON_50.at(
                "abstract: thalidomide days 1 to 28 in induction; maintenance daily"
            ),
            components=(
                Component(
                    drug=Drug(name="thalidomide"),
                    group="thalidomide",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=HOVON_50.at("abstract: maintenance with thalidomide 50 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=HOVON_50.at(
                                "abstract: maintenance with thalidomide 50 mg daily"
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
            name="cycle",
            reading="daily treatment is counted in cycles of 28 days without a break",
            alternatives="no cycles; the abstract states none for maintenance",
            source=HOVON_50.at("abstract: maintenance with thalidomide 50 mg daily"),
        ),
        Interpretation(
            name="use",
            reading="the dose is that of maintenance after high-dose melphalan",
            alternatives="a low dose at relapse",
            source=HOVON_50.at("abstract: high-dose melphalan followed by maintenance"),
        ),
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="a fixed duration; the abstract states none",
            source=HOVON_50.at("abstract: maintenance with thalidomide 50 mg daily"),
        ),
    ),
    no_rule_for=("dose steps", "neuropathy", "duration", "thromboprophylaxis"),
    aliases=("thalidomide-maintenance", "thal"),
)
