"""D-VCd for AL amyloidosis as in the US label: daratumumab for at most 2 years."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.amyloidosis.d_vcd_al import D_VCD_AL
from regimens.catalogue.amyloidosis.references import ANDROMEDA_TABLE
from regimens.catalogue.bortezomib.drugs import BORTEZOMIB_BILIRUBIN
from regimens.catalogue.drugs import DARATUMUMAB
from regimens.catalogue.references import FASPRO_LABEL_PAGE_2
from regimens.components import Component
from regimens.drugs import Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

D_VCD_AL_2Y = Regimen(
    id="d-vcd-al-2y",
    title="D-VCd: daratumumab SC with bortezomib, cyclophosphamide, dexamethasone in AL "
    "amyloidosis, at most 2 years (US label)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=26,
            source=FASPRO_LABEL_PAGE_2.at("Table 5: 4-week cycle, at most 2 years"),
            components=(
                *D_VCD_AL.phases[0].components[:5],
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"),
                        source=ANDROMEDA_TABLE.at("table: daratumumab 1800 mg SC"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=ANDROMEDA_TABLE.at("table: cycles 1-2 weekly, 8 doses"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=ANDROMEDA_TABLE.at("table: cycles 3-6 every 2 weeks, 8 doses"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7, 26),
                            source=FASPRO_LABEL_PAGE_2.at(
                                "Table 5: week 25 onwards, every 4 weeks, at most 2 years"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("2.4: missed dose"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        *D_VCD_AL.interpretations[:3],
        Interpretation(
            name="2 years",
            reading="a maximum of 2 years is 26 cycles of 28 days, 728 days",
            alternatives="24 cycles, as in the trial: the definition d-vcd-al",
            source=FASPRO_LABEL_PAGE_2.at("Table 5: at most 2 years"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "premedication and post-injection medication from cycle 7 on (see the label)",
        "restarting after a long interruption",
        "antiviral prophylaxis (see the label)",
    ),
)
