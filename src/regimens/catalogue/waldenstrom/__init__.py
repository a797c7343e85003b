"""Regimens for Waldenström's macroglobulinaemia."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "br": ("bendamustine-rituximab",),
    "drc": ("dexamethasone-rituximab-cyclophosphamide",),
    "ibrutinib-wm": ("ibrutinib-waldenstrom",),
    "rituximab-wm": (),
    "zanubrutinib": ("zanubrutinib-wm",),
}
