"""One regimen of each kind of definition, for tests that drive whole courses; no strategies."""

from __future__ import annotations

import os

from regimens import catalogue

__all__ = ["KINDS"]

# A campaign drives the whole catalogue.
KINDS = (
    catalogue.ids()
    if os.environ.get("HYPOTHESIS_PROFILE") == "campaign"
    else (
        "dara-atra",
        "dara-dcep",
        "dara-vd",
        "daratumumab-iv",
        "dcep",
        "optimum",
        "zoledronic-acid-q4w",
    )
)
