"""How property tests draw: the same cases each run, unless a campaign or a search is asked for."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("campaign", max_examples=1000, deadline=None)
if os.environ.get("HYPOTHESIS_PROFILE") == "search":  # needs hypothesis-crosshair
    settings.register_profile(
        "search",
        backend="crosshair",
        max_examples=200,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
