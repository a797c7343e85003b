"""Bortezomib, alone and with its partners, and the regimens it was compared with."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "ben-vd-d1-4": (),
    "bortezomib": ("velcade",),
    "bortezomib-dex-maintenance": ("vd-maintenance",),
    "bortezomib-dex-weekly": (),
    "bortezomib-maintenance": ("bortezomib-maintenance-hovon-65",),
    "bortezomib-pld": ("bortezomib-doxil", "v-pld"),
    "bortezomib-retreatment": (),
    "bortezomib-standard": (),
    "cybord": (),
    "cybord-kropff": ("kropff",),
    "cybord-relapsed": (),
    "cybord-weekly": ("vcd-weekly",),
    "cybord-weekly-1-5": (),
    "mp": (),
    "mp-7-day": (),
    "mpt": (),
    "mpt-gimema": (),
    "mpt-tmsg": (),
    "pvd": ("pom-vd", "pvd-optimismm"),
    "pvd-weekly": ("pom-vd-weekly",),
    "rvd-rr": ("vrd-rr",),
    "vcd-21": (),
    "vd": ("bd",),
    "vmp": ("bmp", "mpv", "vmp-vista"),
    "vmp-gem2005": ("vmp-pethema",),
    "vmp-weekly": ("bmp-weekly",),
    "vrd": ("rvd", "vrd-s0777"),
    "vrd-maintenance-swog-1211": ("rvd-maintenance-swog-1211",),
    "vrd-swog-1211": ("rvd-swog-1211",),
    "vrd-weekly": ("rvd-weekly", "nccp-00416"),
    "vrd-weekly-mayo": ("rvd-weekly-mayo",),
    "vtd": ("btd", "vtd-pethema"),
    "vtd-gimema": ("btd-gimema",),
    "vtd-weekly": ("btd-weekly",),
    "vtp": (),
}
