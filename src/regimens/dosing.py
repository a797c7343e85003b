"""From the dose as written and the body to milligrams, with every step shown.

Order: body measure (capped, then rounded, as shown) × amount → cap in mg → the full dose ×
fraction → one rounding, last → a day's dose is divided, the larger part first. All of it is exact
decimal arithmetic, so that every number shown is the number used.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from attrs import field, frozen

from regimens.amounts import Basis, Per, WrittenDose
from regimens.body import Sex
from regimens.decimals import EXACT, plain, round_half_up
from regimens.errors import DoseError
from regimens.policy import Policy
from regimens.renal import calvert
from regimens.rounding import Step, divide
from regimens.surface import FORMULAS, BsaFormula, body_surface
from regimens.units import Kind, Measure

__all__ = ["Body", "Dose", "SurfaceArea", "Working", "resolve", "surface_area"]

_ONE = Decimal(1)
_SIX = Decimal("0.000001")
_LONG = 40  # more digits than any exact product has: a quotient without end


@frozen(kw_only=True)
class Working:
    """One step of a calculation, as a person would write it down.

    Args:
        name: What is worked out.
        formula: The arithmetic with its numbers.
        result: What comes out, with its unit.
        source: Where the rule or the number stands.
    """

    name: str
    formula: str
    result: str
    source: str

    def __str__(self) -> str:
        return f"{self.name}: {self.formula} = {self.result}  [{self.source}]"


@frozen(kw_only=True)
class SurfaceArea:
    """A body surface area in m²: as the formula gives it, and as it is used.

    Args:
        exact: From the formula, to 40 digits.
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
        """The formula's value to 6 decimals."""
        return f"{self.exact.quantize(_SIX, ROUND_HALF_UP):f}"

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
            steps.append(
                Working(
                    name="used as",
                    formula=f"to {plain(self.rounding)} m², half up",
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


@frozen(kw_only=True)
class Body:
    """What doses are multiplied by, as known on one day.

    Args:
        height: In cm, or None where not recorded.
        weight: The dosing weight in kg, or None where not recorded.
        sex: As recorded.
        clearance: Creatinine clearance in mL/min, or None.
    """

    height: Decimal | None = None
    weight: Decimal | None = None
    sex: Sex | None = None
    clearance: Decimal | None = None


@frozen(kw_only=True)
class Dose:
    """A dose in mg, with everything it was made from.

    Args:
        written: The dose as written.
        measure: What the amount was multiplied by, exactly as used; None for a flat dose.
        surface: The body surface area behind `measure`, if that is what it is.
        product: Amount × measure, in mg.
        full: The full dose in mg: `product`, or the cap where it is lower.
        fraction: Of the full dose; None under a named level.
        level: The named level, or None.
        reduced: Full dose × fraction, in mg, before rounding.
        rounded: After the one rounding, in mg.
        step: The rounding.
        calculated: This administration's share of `reduced`, in mg.
        value: This administration's dose, in mg.
        occurrence: Which administration of the day, from 1.
        reason: Why the fraction or level is not the full dose.
    """

    written: WrittenDose
    measure: Decimal | None
    surface: SurfaceArea | None
    product: Decimal
    full: Decimal
    fraction: Decimal | None
    level: str | None
    reduced: Decimal
    rounded: Decimal
    step: Step
    calculated: Decimal
    value: Decimal
    occurrence: int = 1
    reason: str = field(default="")

    def __str__(self) -> str:
        return f"{plain(self.value)} mg"

    @property
    def quantity(self) -> Measure:
        """The dose as a measure; :func:`regimens.units.quantity` makes it a pint quantity."""
        return Measure(self.value, Kind.DRUG_MASS)

    @property
    def capped(self) -> bool:
        """Whether a cap, on the body surface or on the dose, was reached."""
        return self.full != self.product or (
            self.surface is not None and self.surface.cap is not None
        )

    @property
    def working(self) -> tuple[Working, ...]:
        """Every step from the body to the milligrams."""
        amount = self.written.amount
        steps = list(self.surface.working) if self.surface else []
        source = str(self.written.source)
        day = " a day" if self.written.per is Per.DAY and self.written.times > 1 else ""
        name = f"level {self.level}" if self.level else "full dose"
        formula = _product_text(amount.basis, str(amount), self.measure)
        steps.append(_step(f"{name}{day}", formula, self.product, source))
        if self.full != self.product and self.written.cap is not None:
            cap = self.written.cap
            steps.append(_step("capped", f"at most {cap}", self.full, str(cap.source)))
        if self.fraction is not None and self.fraction != 1:
            formula = f"{plain(self.full)} mg × {plain(self.fraction)}"
            steps.append(_step("fraction", formula, self.reduced, self.reason or "dose change"))
        formula = f"{plain(self.reduced)} mg to {self.step}, half up"
        steps.append(_step("rounded", formula, self.rounded, "policy"))
        if self.value != self.rounded:
            times = self.written.times
            formula = f"{plain(self.rounded)} mg in {times} parts, part {self.occurrence}"
            steps.append(_step("divided", formula, self.value, "the larger part first"))
        return tuple(steps)


def _step(name: str, formula: str, result: Decimal, source: str) -> Working:
    return Working(name=name, formula=formula, result=f"{plain(result)} mg", source=source)


def _product_text(basis: Basis, amount: str, measure: Decimal | None) -> str:
    if measure is None:
        return "as written"
    match basis:
        case Basis.SURFACE:
            return f"{amount} × {plain(measure)} m²"
        case Basis.WEIGHT:
            return f"{amount} × {plain(measure)} kg"
        case _:
            return f"{amount} × ({plain(measure)} + 25) mL/min"


def resolve(
    written: WrittenDose,
    body: Body,
    policy: Policy,
    *,
    fraction: Decimal | None = Decimal(1),
    level: str | None = None,
    surface: SurfaceArea | None = None,
    reason: str = "",
    drug: str = "the drug",
) -> tuple[Dose, ...]:
    """The day's doses in mg, one for each administration.

    Args:
        written: The dose as written, at the level in force.
        body: What it is multiplied by.
        policy: Formula, roundings and caps.
        fraction: Of the full dose, above 0 and at most 1; None under a named level.
        level: The level's name, if one is in force.
        surface: The body surface area, where the caller has worked it out already.
        reason: Why the dose is not the full one, for the working.
        drug: For messages.

    Raises:
        DoseError: where a measure is missing, the fraction is none, or rounding leaves 0 mg.

    >>> from regimens.amounts import amount
    >>> from regimens.sources import Source
    >>> from datetime import date
    >>> source = Source(title="A protocol", identifier="none", locator="p. 1",
    ...                 checked_on=date(2026, 11, 21))
    >>> (dose,) = resolve(WrittenDose(amount=amount("400 mg/m²"), source=source),
    ...                   Body(height=Decimal(165), weight=Decimal(70)), Policy(),
    ...                   fraction=Decimal("0.7"))
    >>> dose.value
    Decimal('501.2')
    """
    measure, area = _measure(written, body, policy, surface, drug)
    amount = written.amount
    if measure is None:
        product = amount.value
    elif amount.basis is Basis.AUC:
        product = calvert(amount.value, measure)
    else:
        product = EXACT.multiply(amount.value, measure)
    cap = None if written.cap is None else written.cap.value
    if written.cap is not None and written.cap.per is Per.DAY and written.per is Per.ADMINISTRATION:
        cap = EXACT.divide(written.cap.value, Decimal(written.times))
    if written.cap is not None and written.cap.per is Per.ADMINISTRATION and written.per is Per.DAY:
        cap = EXACT.multiply(written.cap.value, Decimal(written.times))
    full = product if cap is None else min(product, cap)
    if fraction is not None and not 0 < fraction <= 1:
        raise DoseError(
            f"a fraction of {plain(fraction)}",
            where=drug,
            mend="state the fraction of the full dose that is given, above 0 and at most 1",
        )
    reduced = full if fraction is None else EXACT.multiply(full, fraction)
    rounded = policy.rounding.round(reduced, cap)
    if rounded <= 0:
        raise DoseError(
            f"{plain(reduced)} mg rounds to 0 mg in steps of {policy.rounding}",
            where=drug,
            mend="use a finer rounding step",
        )
    divided = written.per is Per.DAY
    parts = (
        divide(rounded, written.times, policy.rounding) if divided else (rounded,) * written.times
    )
    share = EXACT.divide(reduced, Decimal(written.times)) if divided else reduced
    unrounded = area is not None and area.rounding is None
    if unrounded or len(share.as_tuple().digits) > _LONG:
        share = share.quantize(_SIX, ROUND_HALF_UP)
    return tuple(
        Dose(
            written=written,
            measure=measure,
            surface=area,
            product=product,
            full=full,
            fraction=fraction,
            level=level,
            reduced=reduced,
            rounded=rounded,
            step=policy.rounding,
            calculated=_tidy(share),
            value=_tidy(part),
            occurrence=index,
            reason=reason,
        )
        for index, part in enumerate(parts, start=1)
    )


def _tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros, as people read doses."""
    whole = value.to_integral_value()
    return EXACT.quantize(value, _ONE) if whole == value else value.normalize(EXACT)


def _measure(
    written: WrittenDose, body: Body, policy: Policy, surface: SurfaceArea | None, drug: str
) -> tuple[Decimal | None, SurfaceArea | None]:
    match written.amount.basis:
        case Basis.FLAT:
            return None, None
        case Basis.WEIGHT:
            return _needed(body.weight, "weight", written, drug), None
        case Basis.AUC:
            return _needed(body.clearance, "creatinine_clearance", written, drug), None
        case Basis.SURFACE:
            if surface is None or written.surface_cap is not None:
                height = _needed(body.height, "height", written, drug)
                weight = _needed(body.weight, "weight", written, drug)
                surface = surface_area(
                    height, weight, policy, sex=body.sex, cap=written.surface_cap
                )
            return surface.used, surface


def _needed(value: Decimal | None, name: str, written: WrittenDose, drug: str) -> Decimal:
    if value is None:
        raise DoseError(
            f"{written.amount} needs the patient's {name.replace('_', ' ')}",
            where=drug,
            mend=f"record the {name}",
        )
    return value
