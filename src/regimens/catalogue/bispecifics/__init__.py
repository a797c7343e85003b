"""Bispecific antibodies: step-up doses, then the full dose."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NAMES"]

# The id of each definition, and the other names of the field for it.
NAMES: Mapping[str, tuple[str, ...]] = {
    "elranatamab": ("elranatamab-us", "elrexfio"),
    "elranatamab-weekly-q2w": ("elranatamab-2023",),
    "linvoseltamab": ("lynozyfic", "linvoseltamab-us"),
    "talquetamab-q2w": ("talquetamab-q2w-us", "talquetamab-biweekly"),
    "talquetamab-q2w-d1-3-5-7": ("talquetamab-q2w-eu",),
    "talquetamab-weekly": ("talquetamab-weekly-us",),
    "talquetamab-weekly-d1-3-5": ("talquetamab-weekly-eu",),
    "teclistamab": ("teclistamab-us", "tecvayli"),
    "teclistamab-d1-3-5": ("teclistamab-eu",),
    "teclistamab-q2w": ("teclistamab-every-2-weeks",),
}
