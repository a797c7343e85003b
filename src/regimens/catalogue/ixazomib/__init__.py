"""Ixazomib with its partners, and as maintenance."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "icd": ("ixa-cyd", "i-cyd"),
    "ird": ("i-rd", "ixa-rd", "ixard"),
    "ixazomib-maintenance": ("ixa-maintenance", "i-maintenance"),
}
