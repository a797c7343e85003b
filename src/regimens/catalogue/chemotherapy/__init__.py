"""Chemotherapy: DCEP, PACE, VAD, pegylated liposomal doxorubicin, weekly cyclophosphamide."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "cyclophosphamide-weekly": ("weekly-cyclophosphamide", "myeloma-x-cyclophosphamide"),
    "dcep": (),
    "dcep-cisplatin-15": ("dcep-15",),
    "dcep-mobilisation": ("dcep-mobilization", "dcep-g-csf"),
    "dt-pace": ("dtpace",),
    "pace": ("d-pace",),
    "pld-vd": ("pld-pad",),
    "vad": ("vad-12-days",),
    "vad-dex-4-days": ("vad-reduced-dexamethasone",),
    "vad-pld": ("pld-vincristine-dex", "dvd-pld"),
    "vd-pace": ("vdpace",),
    "vtd-pace": ("vdt-pace", "v-dt-pace", "btd-pace"),
}
