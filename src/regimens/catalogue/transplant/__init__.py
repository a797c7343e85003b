"""Conditioning before an autologous transplant; day 0 is the infusion of the stem cells."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "bu-tt": ("busulfan-thiotepa",),
    "bumel": ("bu-mel", "bumel-iv"),
    "bumel-four-days": ("bumel-mdacc",),
    "mel100": ("melphalan-100",),
    "mel140": ("melphalan-140", "hdm-140"),
    "mel200": ("melphalan-200", "hdm-200"),
}
