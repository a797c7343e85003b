"""High-dose dexamethasone alone as in the control arm of MM-010."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.lenalidomide.references import MM_010
from regimens.components import Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

HIGH_DOSE_DEXAMETHASONE_MM010 = Regimen(
    id="high-dose-dexamethasone-mm010",
    title="High-dose dexamethasone alone (MM-010 control): high dose for 4 cycles, then days 1-4",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=MM_010.at("abstract: every 28 days"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="dexamethasone",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=MM_010.at("abstract: dexamethasone 40 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4, 9, 10, 11, 12, 17, 18, 19, 20),
                            cycles=Cycles(1, 4),
                            source=MM_010.at("abstract: days 1-4, 9-12, and 17-20"),
                        ),
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(5),
                            source=MM_010.at("abstract: from cycle 5 on days 1-4 only"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="from cycle 5",
            reading="days 1 to 4 only begin with cycle 5, so the high dose has four cycles",
            alternatives="five cycles of the high dose",
            source=MM_010.at("abstract: beginning at cycle 5"),
        ),
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="a fixed number of cycles; the abstract states none",
            source=MM_010.at("abstract: every 28 days"),
        ),
    ),
    no_rule_for=("age", "dose steps", "infection prophylaxis", "end of treatment"),
    aliases=("hd-dex-mm010",),
)
