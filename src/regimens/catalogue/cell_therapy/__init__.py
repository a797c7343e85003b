"""Treatment around an infusion of engineered T cells; day 0 is the infusion."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "cilta-cel": ("ciltacabtagene-autoleucel", "carvykti"),
    "ide-cel": ("idecabtagene-vicleucel", "abecma"),
}
