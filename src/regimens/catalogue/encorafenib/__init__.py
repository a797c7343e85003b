"""Encorafenib with binimetinib."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "encorafenib-binimetinib": ("enco-bini", "birma"),
}
