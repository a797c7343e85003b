"""Belantamab mafodotin, alone and with its partners."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "belantamab": ("belantamab-mafodotin", "belamaf"),
    "belapd": ("bpd", "bela-pd", "belamaf-pd"),
    "belavd": ("bvd", "bela-vd", "belamaf-vd"),
}
