"""VCd for AL amyloidosis, the other arm of ANDROMEDA."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.d_vcd_al import D_VCD_AL
from regimens.catalogue.amyloidosis.references import ANDROMEDA_STAGES, ANDROMEDA_TABLE
from regimens.catalogue.bortezomib.drugs import BORTEZOMIB_BILIRUBIN
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VCD_AL = Regimen(
    id="vcd-al",
    title="VCd: bortezomib, cyclophosphamide, dexamethasone weekly in AL amyloidosis (ANDROMEDA, "
    "control arm)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=6,
            source=ANDROMEDA_STAGES.at("both arms: six 28-day cycles"),
            components=(
                *D_VCD_AL.phases[0].components[:2],
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=ANDROMEDA_TABLE.at("table: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 6),
                            source=ANDROMEDA_TABLE.at(
                                "table: dexamethasone weekly, days 1, 8, 15, 22 of 28"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=ANDROMEDA_TABLE.at(
                                    "footnote: 20 mg/week over 70 years and others"
                                ),
                            ),
                            note="also for a body mass index under 18.5, hypervolaemia, poorly "
                            "controlled diabetes or steroid intolerance",
                            for_older_than=70,
                            source=ANDROMEDA_TABLE.at(
                                "footnote: 20 mg/week over 70 years and others"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weekly dexamethasone",
            reading="without daratumumab the 40 mg a week are one dose on days 1, 8, 15 and 22",
            alternatives="20 mg on two days of the week",
            source=ANDROMEDA_STAGES.at("dexamethasone 20-40 mg weekly in both arms"),
        ),
        Interpretation(
            name="days",
            reading="the table that states days 1, 8, 15 and 22 is of the arm with daratumumab; "
            "the other arm had the same VCd",
            alternatives="other days of the week",
            source=ANDROMEDA_STAGES.at("all patients: VCd for six 28-day cycles"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "antiviral prophylaxis",
    ),
    aliases=("cybord-al",),
)
