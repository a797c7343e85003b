"""Lenalidomide and thalidomide, and the dexamethasone they were compared with."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "high-dose-dexamethasone": ("hd-dex", "hddex"),
    "high-dose-dexamethasone-mm010": ("hd-dex-mm010",),
    "high-dose-dexamethasone-q8d": ("hd-dex-4-on-4-off",),
    "lenalidomide-maintenance": (
        "len-maintenance",
        "r-maintenance",
        "lenalidomide-maintenance-continuous",
    ),
    "lenalidomide-maintenance-d1-21": ("lenalidomide-maintenance-3-1", "len-maintenance-21"),
    "rd": ("ld", "len-dex", "rd-low-dose-dex"),
    "rd-clarithromycin": ("bird", "c-rd", "clard"),
    "rd-eu": ("len-dex-eu",),
    "rd-high-dose-dex": ("len-high-dose-dex", "e4a03-high-dose"),
    "rd-mm010": ("rd-mm009", "rd-pulsed-dex"),
    "rep": ("lenalidomide-cyclophosphamide-prednisone", "repeat"),
    "thalidomide": ("thalidomide-maintenance", "thal"),
}
