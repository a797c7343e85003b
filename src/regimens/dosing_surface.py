"""The body surface area that doses are made from: capped, rounded once, and used as shown."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from regimens.body import Sex
from regimens.decimals import EXACT, plain, round_half_up
from regimens.errors import DoseError
from regimens.policy import Policy
from regimens.surface import FORMULAS, BsaFormula, body_surface
from regimens.working import Working

__all__ = ["SurfaceArea", "surface_area"]

_SIX = Decimal("0.000001")


@frozen(kw_only=True)
class SurfaceArea:
    """A body surface area in m²: as the formula gives it, and as it is used.

    Args:
        exact: From the formula, to 40 digits or more.
        used: Capped and rounded by the policy; the number every dose is made from.
        height: In cm.
        weight: In kg.
        formula: The formula.
        rounding: The step in m², or None.
        cap: The cap in m² that was reached, or None.
    """

    exact: Decimal
    used: Decimal
    height: Decimal
    weight: Decimal
    formula: BsaFormula
    rounding: Decimal | None
    cap: Decimal | None = None

    @property
    def shown(self) -> str:
        """The formula's value to 6 decimals, or to as many as decide its rounding."""
        places = _SIX
        shown = EXACT.quantize(self.exact, places)
        if self.rounding is not None:
            decided = round_half_up(self.exact, self.rounding)
            while round_half_up(shown, self.rounding) != decided:
                places = EXACT.scaleb(places, -1)
                shown = EXACT.quantize(self.exact, places)
        return f"{shown:f}"

    @property
    def working(self) -> tuple[Working, ...]:
        """The steps from height and weight to the area that is used."""
        fact = FORMULAS[self.formula]
        values = f"{plain(self.height)} cm, {plain(self.weight)} kg"
        steps = [
            Working(
                name="body surface area",
                formula=f"{fact.text} with {values}",
                result=f"{self.shown} m²" if self.rounding else f"{plain(self.exact)} m²",
                source=str(fact.source),
            )
        ]
        if self.cap is not None:
            steps.append(
                Working(
                    name="capped",
                    formula=f"at most {plain(self.cap)} m²",
                    result=f"{plain(min(self.exact, self.cap))} m²",
                    source="stated cap",
                )
            )
        if self.rounding is not None:
            formula = f"to {plain(self.rounding)} m², half up"
            if self.cap is not None and round_half_up(self.cap, self.rounding) > self.cap:
                formula += f", and at most {plain(self.cap)} m²"
            steps.append(
                Working(
                    name="used as",
                    formula=formula,
                    result=f"{plain(self.used)} m²",
                    source="policy",
                )
            )
        return tuple(steps)


def surface_area(
    height: Decimal,
    weight: Decimal,
    policy: Policy,
    *,
    sex: Sex | None = None,
    cap: Decimal | None = None,
) -> SurfaceArea:
    """The body surface area doses are made from.

    Args:
        height: In cm.
        weight: In kg.
        policy: Its formula, rounding and cap.
        sex: Needed by the formula of Schlich only.
        cap: A cap in m² that the dose as written states; the lower one holds.

    Raises:
        BodyError: for a body outside the formula's range, or a missing sex.
        DoseError: where the rounding leaves no area.

    >>> area = surface_area(Decimal(165), Decimal(70), Policy())
    >>> area.shown, area.used
    ('1.791182', Decimal('1.79'))
    """
    exact = body_surface(height, weight, policy.bsa_formula, sex)
    own = None if policy.bsa_cap is None else policy.bsa_cap.value
    caps = [value for value in (cap, own) if value is not None]
    reached = min(caps) if caps and exact > min(caps) else None
    used = exact if reached is None else reached
    rounding = None if policy.bsa_rounding is None else policy.bsa_rounding.value
    if rounding is not None:
        used = round_half_up(used, rounding)
        if reached is not None:
            used = min(used, reached)
    if used <= 0:
        raise DoseError(
            f"a body surface area of {plain(exact)} m² rounds to 0 m²",
            where="bsa_rounding",
            mend="use a finer step, as in 0.01 m²",
        )
    return SurfaceArea(
        exact=exact,
        used=used,
        height=height,
        weight=weight,
        formula=policy.bsa_formula,
        rounding=rounding,
        cap=reached,
    )
