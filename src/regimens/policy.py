"""How doses are worked out where the protocol leaves it open; printed with every result."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import field, frozen

from regimens.decimals import number, plain, shown
from regimens.errors import QuantityError, UnknownNameError
from regimens.rounding import FINE, AsGiven, Rounding, Step
from regimens.rounding import rounding as rounding_of
from regimens.surface import BsaFormula
from regimens.units import Kind, Measure, measure

__all__ = ["Policy", "formula_named"]


def formula_named(given: Any, *, where: str = "bsa_formula") -> BsaFormula:
    """The body surface formula of that name.

    Raises:
        UnknownNameError: naming the formulas there are.

    >>> formula_named("du-bois").value
    'du-bois'
    """
    if isinstance(given, BsaFormula):
        return given
    try:
        return BsaFormula(given)
    except ValueError:
        raise UnknownNameError(
            f"{shown(given)} is not a body surface formula",
            where=where,
            mend=f"use one of {', '.join(formula.value for formula in BsaFormula)}",
        ) from None


def _bsa_rounding(given: object) -> Measure | None:
    return None if given is None else measure(given, Kind.SURFACE, where="bsa_rounding")


def _bsa_cap(given: object) -> Measure | None:
    return None if given is None else measure(given, Kind.SURFACE, where="bsa_cap")


def _percent(given: object) -> Decimal:
    if isinstance(given, Decimal):
        return given
    if isinstance(given, str) and given.rstrip().endswith("%"):
        return number(given.rstrip()[:-1], where="reweigh")
    raise QuantityError(
        f"{shown(given)} is not a percentage", where="reweigh", mend='write it as in "10 %"'
    )


def _rounding(given: object) -> Rounding:
    return given if isinstance(given, Step | AsGiven) else rounding_of(given)


@frozen(kw_only=True)
class Policy:
    """The choices a hospital makes, each with a default that is shown and never applied silently.

    Args:
        bsa_formula: The body surface formula.
        bsa_rounding: The step in m² to which body surface is rounded once, as in ``"0.01 m²"``,
            or None for none.
        bsa_cap: The largest body surface in m² to dose on, as in ``"2 m²"``, or None.
        reweigh: The change in weight, in percent of the dosing weight, from which on it replaces
            the dosing weight.
        rounding: How doses are rounded, once, last: a step in mg, or as they are given:
            ``dispensable``, ``vials``, ``nhs-bands``, ``nhs-bands-b``, or several of them joined
            by " + ".
        lab_validity_days: How old a laboratory value may be, in days.

    Raises:
        QuantityError: for a value that is none of its kind, or not above 0.
        UnknownNameError: for a formula that is not there.

    >>> print(Policy(rounding="5 mg"))
    mosteller; body surface area to 0.01 m², no cap but the protocol's own; actual body weight; \
reweigh at 10 %; doses to 5 mg; laboratory values valid 14 days
    """

    bsa_formula: BsaFormula = field(default=BsaFormula.MOSTELLER, converter=formula_named)
    bsa_rounding: Measure | None = field(
        default=Measure(Decimal("0.01"), Kind.SURFACE), converter=_bsa_rounding
    )
    bsa_cap: Measure | None = field(default=None, converter=_bsa_cap)
    reweigh: Decimal = field(default=Decimal(10), converter=_percent)
    rounding: Rounding = field(default=FINE, converter=_rounding)
    lab_validity_days: int = field(default=14)

    @bsa_rounding.validator
    @bsa_cap.validator
    def _is_positive(self, attribute: Any, value: Measure | None) -> None:
        if value is not None and value.value <= 0:
            raise QuantityError(
                f"{value} is not above 0", where=attribute.name, mend="use one above 0 m², or null"
            )

    @reweigh.validator
    def _is_a_share(self, _: object, value: Decimal) -> None:
        if not (value.is_finite() and 0 < value <= 100):
            raise QuantityError(
                f"{value} % is no change to act on", where="reweigh", mend="use above 0 to 100 %"
            )

    @lab_validity_days.validator
    def _is_a_time(self, _: object, value: int) -> None:
        if type(value) is not int or value < 1:
            raise QuantityError(
                f"{value!r} days",
                where="lab_validity_days",
                mend="use a whole number of 1 or more",
            )

    def __str__(self) -> str:
        rounded = f"to {self.bsa_rounding}" if self.bsa_rounding else "unrounded"
        rounding = self.rounding.text if isinstance(self.rounding, AsGiven) else self.rounding
        cap = f"capped at {self.bsa_cap}" if self.bsa_cap else "no cap but the protocol's own"
        return (
            f"{self.bsa_formula.value}; body surface area {rounded}, {cap}; actual body weight; "
            f"reweigh at {plain(self.reweigh)} %; doses to {rounding}; "
            f"laboratory values valid {self.lab_validity_days} days"
        )
