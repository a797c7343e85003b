"""Elotuzumab with lenalidomide or pomalidomide and dexamethasone."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "elopd": ("epd", "elo-pd", "elotuzumab-pd"),
    "elord": ("erd", "elo-rd", "elotuzumab-rd"),
}
