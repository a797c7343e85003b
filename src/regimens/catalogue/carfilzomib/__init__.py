"""Carfilzomib, alone and with its partners."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "carfilzomib-20-27": ("carfilzomib-27", "k27"),
    "carfilzomib-20-56": ("carfilzomib-56", "k56"),
    "kd-20-56": ("kd56", "kd-56"),
    "kd-20-56-weekly": ("kd56-weekly", "kd-q1w"),
    "kd-20-70": ("kd70", "kd-70", "kd70-weekly"),
    "kmp": (),
    "krd": ("krd-20-27",),
    "krd-eu": (),
    "krd-maintenance": ("krd-atlas",),
}
