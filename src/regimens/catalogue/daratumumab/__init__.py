"""Daratumumab, alone and with its partners."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "dara-atra": (),
    "dara-dcep": (),
    "dara-vd": ("d-vd", "dvd", "daravd"),
    "daratumumab-iv": ("dara-iv", "daratumumab", "dara"),
}
