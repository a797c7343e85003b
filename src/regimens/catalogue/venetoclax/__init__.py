"""Venetoclax with its partners."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "ven-vd": ("venvd", "venetoclax-vd"),
    "vendex": ("ven-dex", "venetoclax-dexamethasone"),
}
