"""A cap on body surface area that lies between two steps of its rounding."""

from __future__ import annotations

from decimal import Decimal

from regimens.dosing_surface import surface_area
from regimens.policy import Policy


def test_step_says_that_the_cap_holds_after_rounding() -> None:
    """1.75 m² to 0.1 m² would be 1.8 m²; the cap keeps 1.75 m², and the working says so."""
    policy = Policy(bsa_cap="1.75 m²", bsa_rounding="0.1 m²")
    area = surface_area(Decimal(165), Decimal(70), policy)
    assert area.used == Decimal("1.75")
    assert area.working[-1].formula == "to 0.1 m², half up, and at most 1.75 m²"
