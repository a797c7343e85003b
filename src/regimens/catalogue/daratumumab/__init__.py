"""Daratumumab, alone and with its partners."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "d-kd": ("dkd", "kdd"),
    "d-kd-weekly": ("dkd-weekly",),
    "d-pd": ("dpd",),
    "d-rd": ("drd",),
    "d-rvd-griffin": ("d-rvd",),
    "d-vcd-lyra": ("d-vcd-mm",),
    "d-vmp": ("dvmp",),
    "d-vrd-cepheus": ("dvrd-cepheus",),
    "d-vrd-perseus": ("dvrd-perseus",),
    "d-vtd": ("dvtd",),
    "dara-atra": (),
    "dara-dcep": (),
    "dara-r-maintenance-auriga": ("d-r-auriga",),
    "dara-r-maintenance-griffin": ("d-r-griffin",),
    "dara-vd": ("d-vd", "dvd", "daravd"),
    "daratumumab-iv": ("dara-iv", "daratumumab", "dara"),
    "daratumumab-maintenance-q8w": ("dara-q8w",),
    "daratumumab-sc": ("dara-sc",),
    "daratumumab-smouldering": ("daratumumab-smoldering", "dara-smm"),
}
