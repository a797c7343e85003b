"""Rituximab alone in macroglobulinaemia, once a week for four weeks."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.waldenstrom.references import E3A98, RITUXIMAB_DOSE, WMUK_REGIMENS
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

RITUXIMAB_WM = Regimen(
    id="rituximab-wm",
    title="Rituximab monotherapy in macroglobulinaemia, four weekly doses",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=1,
            source=E3A98.at("abstract: 4 weekly doses"),
            components=(
                Component(
                    drug=Drug(name="rituximab"),
                    group="rituximab",
                    dose=WrittenDose(
                        amount=amount("375 mg/m²"),
                        source=RITUXIMAB_DOSE.at("abstract: 375 mg/m2 per week"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=E3A98.at("abstract: 4 weekly doses"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="dose",
            reading="375 mg/m², the weekly dose of rituximab in another trial of "
            "macroglobulinaemia, where it was given with fludarabine",
            alternatives="another dose; the abstract of the four weekly doses states none",
            source=RITUXIMAB_DOSE.at("abstract: 375 mg/m2 per week"),
        ),
        Interpretation(
            name="weekly",
            reading="once a week is days 1, 8, 15 and 22",
            alternatives="other days of the week",
            source=WMUK_REGIMENS.at("single-agent rituximab: every week, usually four doses"),
        ),
        Interpretation(
            name="second course",
            reading="four doses; a second course is a new course of this definition",
            alternatives="four more doses after three months, as WMUK says may be done",
            source=WMUK_REGIMENS.at("single-agent rituximab: may be repeated after three months"),
        ),
    ),
    no_rule_for=(
        "IgM before the first dose (rituximab can raise it)",
        "premedication",
        "maintenance",
    ),
)
