"""Selinexor with its partners."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "sd": ("xd", "sel-dex"),
    "svd": ("xvd", "sel-vd"),
}
