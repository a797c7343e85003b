"""The five-drug programme for ultra-high-risk disease, with its transplant and what follows."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "optimum": ("d-cvrd", "dara-cvrd", "cvrdd", "muknine"),
}
