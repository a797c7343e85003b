"""Regimens for systemic light-chain (AL) amyloidosis."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "bendamustine-dex-al": ("bendamustine-dex", "ben-dex"),
    "bmdex": (),
    "bortezomib-al-twice-weekly": (),
    "bortezomib-al-weekly": (),
    "d-vcd-al": ("dara-vcd-al", "dara-cybord-al", "d-cybord-al", "andromeda"),
    "d-vcd-al-2y": (),
    "daratumumab-al": (),
    "ixazomib-dex-al": ("tourmaline-al1",),
    "mdex-al": (),
    "melphalan-dex-al": ("melphalan-dex", "mel-dex"),
    "pomalidomide-dex-al": ("pomalidomide-dex",),
    "pomalidomide-dex-al-continuous": (),
    "vcd-al": ("cybord-al",),
}
