"""Weekly oral cyclophosphamide after reinduction, the other arm of Myeloma X."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.references import MYELOMA_X_ABSTRACT, MYELOMA_X_RECORD
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

CYCLOPHOSPHAMIDE_WEEKLY = Regimen(
    id="cyclophosphamide-weekly",
    title="Weekly oral cyclophosphamide for 12 weeks (Myeloma X Relapse)",
    revision="1",
    phases=(
        Phase(
            name="consolidation",
            cycle_length=7,
            cycles=12,
            source=MYELOMA_X_RECORD.at("outline, arm II: once a week, a total of 12 courses"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="cyclophosphamide",
                    dose=WrittenDose(
                        amount=amount("400 mg/m²"),
                        source=MYELOMA_X_ABSTRACT.at("Methods: cyclophosphamide 400 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 12),
                            source=MYELOMA_X_ABSTRACT.at("Methods: per week for 12 weeks"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="one dose a week",
            reading="400 mg/m² per week is one dose a week, which begins a course of 7 days",
            alternatives="the week's amount divided over several days",
            source=MYELOMA_X_RECORD.at("outline, arm II: once a week"),
        ),
        Interpretation(
            name="postponed weeks",
            reading="12 courses are planned in 12 weeks; a week that is postponed moves those "
            "after it",
            alternatives="12 weeks by the calendar; the registration allows 12 to 20 weeks for 12 "
            "courses",
            source=MYELOMA_X_RECORD.at("outline, arm II: 12-20 weeks for a total of 12 courses"),
        ),
        Interpretation(
            name="route",
            reading="by mouth, as the abstract states",
            alternatives="intravenous, which the registration allows as well",
            source=MYELOMA_X_ABSTRACT.at("Methods: oral cyclophosphamide"),
        ),
    ),
    no_rule_for=(
        "blood counts before a dose",
        "renal function",
        "the reinduction (PAD) before it",
        "mesna and hydration",
    ),
    aliases=("weekly-cyclophosphamide", "myeloma-x-cyclophosphamide"),
)
