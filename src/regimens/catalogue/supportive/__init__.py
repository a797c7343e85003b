"""Bone-modifying drugs, prophylaxis, replacement, and medication around infusions."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "aspirin-thromboprophylaxis": (),
    "clodronate": ("clodronic-acid",),
    "daratumumab-iv-montelukast": (),
    "daratumumab-iv-premedication": (),
    "daratumumab-sc-premedication": (),
    "denosumab": ("xgeva",),
    "immunoglobulin-iv-200": (),
    "pamidronate-30": (),
    "pamidronate-90": ("pamidronate",),
    "zoledronic-acid-q12w": (),
    "zoledronic-acid-q4w": ("zoledronic-acid", "zoledronate"),
    "zoster-prophylaxis": ("aciclovir-prophylaxis", "valaciclovir-prophylaxis"),
}
