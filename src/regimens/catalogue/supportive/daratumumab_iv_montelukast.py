"""Daratumumab alone, intravenously, with the label's medication and montelukast once."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.references import DARZALEX_LABEL
from regimens.catalogue.supportive.daratumumab_iv_premedication import DARATUMUMAB_IV_PREMEDICATION
from regimens.catalogue.supportive.references import MONTELUKAST_REPORT
from regimens.components import Component, Role
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

DARATUMUMAB_IV_MONTELUKAST = Regimen(
    id="daratumumab-iv-montelukast",
    title="Daratumumab IV monotherapy with pre- and post-infusion medication and montelukast "
    "before the first infusion",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=DARZALEX_LABEL.at("monotherapy schedule: 4-week cycle, until progression"),
            components=(
                *DARATUMUMAB_IV_PREMEDICATION.phases[0].components,
                Component(
                    drug=Drug(name="montelukast"),
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=MONTELUKAST_REPORT.at("montelukast 10 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=MONTELUKAST_REPORT.at(
                                "more than 30 minutes before the first infusion"
                            ),
                        ),
                    ),
                    role=Role.PREMEDICATION,
                ),
            ),
        ),
    ),
    interpretations=(
        *DARATUMUMAB_IV_PREMEDICATION.interpretations,
        Interpretation(
            name="montelukast",
            reading="before the first infusion only",
            alternatives="before the later infusions too",
            source=MONTELUKAST_REPORT.at("50 patients before the first infusion"),
        ),
    ),
    no_rule_for=(
        "inhaled medication for chronic obstructive pulmonary disease (see the label)",
        "blood counts before a dose",
        "antiviral prophylaxis (see zoster-prophylaxis)",
    ),
)
