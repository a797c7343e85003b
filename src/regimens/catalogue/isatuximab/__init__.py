"""Isatuximab, alone and with its partners."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "isa-dex": ("isadex",),
    "isa-rd": ("isard",),
    "isa-vrd": ("i-vrd", "isavrd"),
    "isakd": ("isa-kd", "i-kd"),
    "isapd": ("isa-pd", "i-pd"),
    "isatuximab": ("isa",),
}
