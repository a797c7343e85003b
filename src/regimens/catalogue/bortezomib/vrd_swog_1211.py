"""VRd of SWOG-1211: eight cycles of induction, then dose-attenuated maintenance."""

from __future__ import annotations

from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    NEUROPATHY,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import SWOG_1211
from regimens.catalogue.bortezomib.vrd import VRD
from regimens.catalogue.bortezomib.vrd_maintenance_swog_1211 import VRD_MAINTENANCE_SWOG_1211
from regimens.catalogue.lenalidomide.drugs import (
    NO_RENAL_RULE_FOR,
    RENAL_14_DAYS,
    RENAL_LATER_PHASES,
    RENAL_READINGS_US,
)
from regimens.regimen import Interpretation, Regimen

VRD_SWOG_1211 = Regimen(
    id="vrd-swog-1211",
    title="VRd, then reduced VRd until progression (SWOG-1211)",
    revision="1",
    phases=(
        *VRD.phases[:1],
        *VRD_MAINTENANCE_SWOG_1211.phases,
    ),
    interpretations=(
        BORTEZOMIB_BILIRUBIN,
        *VRD_MAINTENANCE_SWOG_1211.interpretations[:1],
        Interpretation(
            name="start of maintenance",
            reading="maintenance starts the day after the eighth cycle ends",
            alternatives="any later date; the abstract states none",
            source=SWOG_1211.at("abstract: induction followed by maintenance"),
        ),
        WITHHELD,
        NEUROPATHY,
        *RENAL_READINGS_US,
        RENAL_14_DAYS,
        RENAL_LATER_PHASES,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        *NO_RENAL_RULE_FOR,
        "prophylaxis against thrombosis",
        "stem cell collection",
    ),
    aliases=("rvd-swog-1211",),
)
