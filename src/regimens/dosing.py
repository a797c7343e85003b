"""From the dose as written and the body to milligrams, with every step shown.

Order: body measure (capped, then rounded, as shown) × amount → cap in mg → the full dose ×
fraction → one rounding, last → a day's dose is divided, the larger part first. All of it is exact
decimal arithmetic, so that every number shown is the number used.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from attrs import evolve, frozen

from regimens.amounts import Amount, Basis, Cap, Per, Unit, WrittenDose
from regimens.body import Sex
from regimens.decimals import EXACT, plain, sum_of
from regimens.dispensing import MadeUp, Making, Pieces
from regimens.dosing_surface import SurfaceArea, surface_area
from regimens.errors import DoseError
from regimens.handover import notebook_html
from regimens.policy import Policy
from regimens.renal import calvert
from regimens.rounding import Form, Step
from regimens.units import Kind, Measure
from regimens.working import Working

__all__ = ["Body", "Dose", "resolve"]

_ONE = Decimal(1)
_SIX = Decimal("0.000001")
_HUNDREDTH = Decimal("0.01")
_CELLS = Making()  # a product holds the cells it holds: no policy rounds them


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
    """A dose in mg, or in millions of cells, with everything it was made from.

    Args:
        written: The dose as written.
        measure: What the amount was multiplied by, exactly as used; None for a flat dose.
        surface: The body surface area behind `measure` or the cap, if that is what it is.
        product: Amount × measure, in mg.
        full: The full dose in mg: `product`, or the cap where it is lower.
        fraction: Of the full dose; None under a named level.
        level: The named level, or None.
        reduced: Full dose × fraction, in mg, before rounding.
        making: How doses of this drug are made up.
        made: The dose, or the day's, after the one rounding, and what it is made of.
        calculated: This administration's share of `reduced`, in mg.
        value: This administration's dose, in mg.
        occurrence: Which administration of the day, from 1.
        reason: Why the fraction or level is not the full dose.
        capped_on: The weight in kg that a cap per kg was multiplied by, or None.
    """

    written: WrittenDose
    measure: Decimal | None
    surface: SurfaceArea | None
    product: Decimal
    full: Decimal
    fraction: Decimal | None
    level: str | None
    reduced: Decimal
    making: Making
    made: MadeUp
    calculated: Decimal
    value: Decimal
    occurrence: int
    reason: str
    capped_on: Decimal | None

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}"

    def _repr_html_(self) -> str:
        return notebook_html(self)

    @property
    def unit(self) -> str:
        """The unit of every amount here, as people read it."""
        return self.written.amount.unit.value

    @property
    def quantity(self) -> Measure:
        """The dose as a measure; :func:`regimens.units.quantity` makes it a pint quantity."""
        return Measure(self.value, Kind(self.unit))

    @property
    def rounded(self) -> Decimal:
        """The dose after the one rounding, in mg: of the day, where the day is divided."""
        return self.made.dose

    @property
    def volume(self) -> Decimal | None:
        """What is drawn up, in mL, exact; None where the concentration is not known."""
        if self.making.concentration is None:
            return None
        return EXACT.divide(self.value, self.making.concentration)

    @property
    def least(self) -> Decimal | None:
        """The lower end of a dose written as a range, before rounding; None for a single amount."""
        at_least = self.written.at_least
        if at_least is None:
            return None
        lower = _product(at_least, self.measure)
        if self.fraction is not None:
            lower = EXACT.multiply(lower, self.fraction)
        if self.written.per is Per.DAY:
            lower = EXACT.divide(lower, Decimal(self.written.times))
        return min(lower, self.calculated)

    @property
    def capped(self) -> bool:
        """Whether a cap, on the body surface or on the dose, was reached."""
        return self.full != self.product or (
            self.measure is not None and self.surface is not None and self.surface.cap is not None
        )

    def _cap_text(self) -> str:
        cap = self.written.cap
        assert cap is not None  # noqa: S101 - the caller has looked
        if cap.basis is Basis.FLAT:
            return f"at most {cap}"
        of = self.surface.used if self.surface is not None else self.capped_on
        unit = cap.basis.value
        return f"at most {cap}: {plain(cap.value)} × {plain(of or _ONE)} {unit}"

    @property
    def working(self) -> tuple[Working, ...]:
        """Every step from the body to the milligrams."""
        amount, unit = self.written.amount, self.unit
        steps = list(self.surface.working) if self.surface else []
        source = str(self.written.source)
        day = " a day" if self.written.per is Per.DAY and self.written.times > 1 else ""
        name = f"level {self.level}" if self.level else "full dose"
        formula = _product_text(amount.basis, str(amount), self.measure)
        steps.append(_step(f"{name}{day}", formula, self.product, unit, source))
        if self.full != self.product and self.written.cap is not None:
            cap = self.written.cap
            steps.append(_step("capped", self._cap_text(), self.full, unit, str(cap.source)))
        if self.fraction is not None and self.fraction != 1:
            formula = f"{plain(self.full)} {unit} × {plain(self.fraction)}"
            steps.append(
                _step("fraction", formula, self.reduced, unit, self.reason or "dose change")
            )
        formula = f"{plain(self.reduced)} {unit} {self.made.rounding}"
        if self.written.amount.unit is Unit.CELLS:
            formula = f"{plain(self.reduced)} {unit} to 0.01 {unit}, half up"
        steps.append(_step("rounded", formula, self.rounded, unit, self.made.source))
        if self.value != self.rounded:
            times = self.written.times
            formula = f"{plain(self.rounded)} {unit} in {times} parts, part {self.occurrence}"
            steps.append(_step("divided", formula, self.value, unit, "the larger part first"))
        return (*steps, *self._made_up())

    @property
    def pieces(self) -> tuple[Pieces, ...]:
        """What this administration is taken from, where the policy asks for it.

        The vials of a divided day are the whole day's, and stand with its first part.
        """
        if self.written.per is Per.ADMINISTRATION or not self.made.pieces:
            return self.made.pieces
        if self.making.form is Form.DISPENSABLE:
            return self.making.counted(self.value)
        return self.made.pieces if self.occurrence == 1 else ()

    def _made_up(self) -> Iterator[Working]:
        """What is opened or counted out for it, and what is drawn up."""
        if self.pieces:
            left = self.made.left_over
            taken = sum_of(one.amount for one in self.pieces)
            rest = f", of which {plain(left)} mg are left over" if left else ""
            sources = dict.fromkeys(str(one.presentation.source) for one in self.pieces)
            yield Working(
                name="made of",
                formula=" + ".join(map(str, self.pieces)),
                result=f"{plain(taken)} mg{rest}",
                source=", ".join(sources),
            )
        if self.volume is not None and self.making.concentration is not None:
            about = EXACT.quantize(self.volume, _HUNDREDTH)
            exact = "" if about == self.volume else ", half up"
            yield Working(
                name="volume",
                formula=f"{plain(self.value)} mg ÷ {plain(self.making.concentration)} mg/mL "
                "of the product named",
                result=f"{plain(about)} mL{exact}",
                source=self.making.concentration_source,
            )


def _step(name: str, formula: str, result: Decimal, unit: str, source: str) -> Working:
    return Working(name=name, formula=formula, result=f"{plain(result)} {unit}", source=source)


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
    making: Making | None = None,
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
        making: How doses of this drug are made up; by the policy's step where nothing is known of
            the drug.

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
    if written.amount.unit is Unit.CELLS:
        making = _CELLS
    elif making is None:
        making = Making.by(policy.rounding)
    measure, area = _measure(written, body, policy, surface, drug)
    product = _product(written.amount, measure)
    cap, kept, each, weight = None, None, None, None
    if written.cap is not None:
        of, area, weight = _cap_measure(written, written.cap, body, policy, area=area, drug=drug)
        value = EXACT.multiply(written.cap.value, of)
        cap, kept, each = _cap(written, written.cap, value, making.step)
    full = product if cap is None else min(product, cap)
    reduced = full
    if fraction is not None and fraction != _ONE:
        if not 0 < fraction < 1:
            raise DoseError(
                f"a fraction of {plain(fraction)}",
                where=drug,
                mend="state the fraction of the full dose that is given, above 0 and at most 1",
            )
        reduced = EXACT.multiply(full, fraction)
    share = reduced
    divided = written.times if written.per is Per.DAY else 1
    if divided > 1:
        share = _six_at_most(EXACT.divide(reduced, Decimal(divided)))
    try:
        made = making.of(reduced, kept, divided, each)
        whole = made if reduced == full else making.of(full, kept, divided, each)
    except DoseError as error:
        raise error.within(drug) from None
    if reduced < full:
        made = _with_lost_reduction(made, whole, f"{plain(full)} {written.amount.unit.value}")
    parts = made.parts if divided > 1 else made.parts * written.times
    if area is not None and area.rounding is None:
        share = _six_at_most(share)
    calculated = _tidy(share)
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
            making=making,
            made=made,
            calculated=calculated,
            value=_tidy(part),
            occurrence=index,
            reason=reason,
            capped_on=weight,
        )
        for index, part in enumerate(parts, start=1)
    )


def _with_lost_reduction(made: MadeUp, unreduced: MadeUp, full: str) -> MadeUp:
    """A reduced dose, with a caution where rounding makes it as large as the full one."""
    if made.dose < unreduced.dose:
        return made
    lost = f"the reduction is lost by rounding: the full dose of {full} gives the same"
    return evolve(made, caution="; ".join(filter(None, (made.caution, lost))))


def _product(amount: Amount, measure: Decimal | None) -> Decimal:
    if measure is None:
        return amount.value
    if amount.basis is Basis.AUC:
        return calvert(amount.value, measure)
    return EXACT.multiply(amount.value, measure)


def _cap_measure(
    written: WrittenDose,
    cap: Cap,
    body: Body,
    policy: Policy,
    *,
    area: SurfaceArea | None,
    drug: str,
) -> tuple[Decimal, SurfaceArea | None, Decimal | None]:
    """What a cap is multiplied by, the surface behind it, and the weight behind it."""
    if cap.basis is Basis.SURFACE:
        if area is None:
            height = _needed(body.height, "height", written, drug)
            weight = _needed(body.weight, "weight", written, drug)
            area = surface_area(height, weight, policy, sex=body.sex)
        return area.used, area, None
    if cap.basis is Basis.WEIGHT:
        weight = _needed(body.weight, "weight", written, drug)
        return weight, area, weight
    return _ONE, area, None


def _cap(
    written: WrittenDose, cap: Cap, value: Decimal, step: Step
) -> tuple[Decimal, Decimal, Decimal | None]:
    """The cap in mg as the dose is written, the most after rounding, and that of a day's part."""
    if cap.per is written.per or written.times == 1:
        return value, value, None
    times = Decimal(written.times)
    if cap.per is Per.DAY:
        # A third of a cap has no end: 6 decimals of it, so that the sum is not over the cap.
        share = EXACT.divide(value, times)
        share = min(share, EXACT.multiply(EXACT.divide_int(share, _SIX), _SIX))
        return share, share, None
    # A day is divided into whole steps, so its parts stay under the cap if it is made of them.
    part = EXACT.multiply(EXACT.divide_int(value, step.value), step.value)
    return EXACT.multiply(value, times), EXACT.multiply(part, times), value


def _six_at_most(value: Decimal) -> Decimal:
    """A quotient or root without end to 6 decimals; what has fewer stays exact."""
    return value if value == (short := EXACT.quantize(value, _SIX)) else short


def _tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros, as people read doses."""
    whole = EXACT.to_integral_value(value)
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
        case _:
            assert_never(written.amount.basis)


def _needed(value: Decimal | None, name: str, written: WrittenDose, drug: str) -> Decimal:
    if value is None:
        raise DoseError(
            f"{written.amount} needs the patient's {name.replace('_', ' ')}",
            where=drug,
            mend=f"record the {name}",
        )
    return value
