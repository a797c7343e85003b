"""The dose as a protocol writes it: an amount, the basis it is multiplied by, and per what."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from attrs import evolve, field, frozen

from regimens.decimals import EXACT, for_a_comma, number, plain, shown
from regimens.errors import DefinitionError, QuantityError
from regimens.sources import Source
from regimens.units import converted, split_text
from regimens.validation import is_limit

__all__ = ["Amount", "Basis", "Cap", "Per", "Unit", "WrittenDose", "amount"]


class Basis(Enum):
    """What an amount is multiplied by. mg/kg is not dimensionless here: the basis is a type."""

    FLAT = "flat"
    SURFACE = "m²"
    WEIGHT = "kg"
    AUC = "AUC"


class Unit(Enum):
    """What is counted: milligrams of a drug, or the cells of a product in millions."""

    MG = "mg"
    CELLS = "×10⁶ cells"


class Per(Enum):
    """What an amount or a cap is for."""

    ADMINISTRATION = "administration"
    DAY = "day"


@frozen
class Amount:
    """A number of milligrams or cells for a basis, or a target area under the curve.

    Cells are counted for a dose or per kg: no text writes them per m² or by an area.

    Args:
        value: In mg, or in millions of cells; for :attr:`Basis.AUC` in mg·min/mL. Above 0.
        basis: What it is multiplied by.
        unit: What is counted.

    Raises:
        DefinitionError: for a value that is no decimal above 0, or cells per m² or by an area.

    >>> str(amount("400 mg/m²")), str(amount("16 mg/kg")), str(amount("AUC 5"))
    ('400 mg/m²', '16 mg/kg', 'AUC 5')
    >>> str(amount("0.75 ×10⁶ cells/kg"))
    '0.75 ×10⁶ cells/kg'
    """

    value: Decimal = field()
    basis: Basis
    unit: Unit = field(default=Unit.MG)

    @value.validator
    def _is_positive(self, _: object, value: Decimal) -> None:
        _check_positive(value, "an amount of", where="amount", mend="state an amount above 0")

    @unit.validator
    def _is_counted_so(self, _: object, unit: Unit) -> None:
        _check_counted(unit, self.basis, where="amount")

    def __str__(self) -> str:
        value = plain(self.value)
        if self.basis is Basis.AUC:
            return f"AUC {value}"
        per = "" if self.basis is Basis.FLAT else f"/{self.basis.value}"
        return f"{value} {self.unit.value}{per}"


def _check_positive(value: object, what: str, *, where: str, mend: str) -> None:
    """Refuse a float, which is rarely the number that was typed, and what is not above 0."""
    if not isinstance(value, Decimal):
        raise DefinitionError(
            f"{what} {shown(value)}, which is no decimal",
            where=where,
            mend='write a Decimal of text, as in Decimal("1.3")',
            at="value",
        )
    if not value.is_finite() or value <= 0:
        raise DefinitionError(f"{what} {value}", where=where, mend=mend, at="value")


def _check_counted(unit: Unit, basis: Basis, *, where: str) -> None:
    if unit is Unit.CELLS and basis in (Basis.SURFACE, Basis.AUC):
        by = "by an area under the curve" if basis is Basis.AUC else f"per {basis.value}"
        raise DefinitionError(
            f"cells {by}", where=where, mend="count cells for a dose, or per kg", at="unit"
        )


# Drug mass as written -> mg.
_MASSES = {
    "mg": Decimal(1),
    "g": Decimal(1000),
    "mcg": Decimal("0.001"),
    "µg": Decimal("0.001"),
}
_DAYS = frozenset({"d", "day"})
_BASES = {
    "": Basis.FLAT,
    "m2": Basis.SURFACE,
    "m^2": Basis.SURFACE,
    "m**2": Basis.SURFACE,
    "kg": Basis.WEIGHT,
}


def amount(text: object, *, where: str = "") -> Amount:
    """The amount that `text` writes.

    Args:
        text: As in ``"400 mg/m²"``, ``"16 mg/kg"``, ``"40 mg"`` or ``"AUC 5"``.
        where: The place, for messages.

    Raises:
        QuantityError: for anything else; nothing is guessed.

    >>> amount("1.3 mg/m2")
    Amount(value=Decimal('1.3'), basis=<Basis.SURFACE: 'm²'>, unit=<Unit.MG: 'mg'>)
    >>> amount("1.3 Mg/m2")
    Traceback (most recent call last):
    regimens.errors.QuantityError: '1.3 Mg/m2' is not a written dose; write it as in 400 mg/m², \
16 mg/kg, 40 mg or AUC 5
    """
    cells = re.fullmatch(r"\s*(\S+) ×10⁶ cells(/kg)?\s*", text) if isinstance(text, str) else None
    if cells:
        try:
            counted = number(cells[1])
        except QuantityError:
            return _refuse(text, where)
        basis_of_cells = Basis.WEIGHT if cells[2] else Basis.FLAT
        return evolve(_positive(counted, basis_of_cells, text, where), unit=Unit.CELLS)
    area = re.fullmatch(r"\s*AUC (\S+)\s*", text) if isinstance(text, str) else None
    if area:
        if "," in area[1]:
            raise QuantityError(
                f"{shown(text)} has a comma",
                where=where,
                mend=for_a_comma(area[1], f"AUC {area[1].replace(',', '.')}"),
            )
        try:
            value = number(area[1])
        except QuantityError:
            return _refuse(text, where)
        return _positive(value, Basis.AUC, text, where)
    value, unit = split_text(text, where=where, example="400 mg/m²")
    mass, _, basis = unit.partition("/")
    without, _, last = unit.rpartition("/")
    if last in _DAYS and mass in _MASSES and without.partition("/")[2].strip() in _BASES and value:
        daily = f"{plain(value)} {without.strip().replace('m2', 'm²')}"
        raise QuantityError(
            f"{shown(text)} is not a written dose",
            where=where,
            mend=f'write a dose of one day as {daily}; in a protocol, "per" and "times" say into '
            "how many it is split",
        )
    if mass not in _MASSES or basis not in _BASES or unit.endswith("/"):
        return _refuse(text, where)
    counted_mg = converted(value, _MASSES[mass], of=str(text), where=where)
    return _positive(counted_mg, _BASES[basis], text, where)


def _positive(value: Decimal, basis: Basis, text: object, where: str) -> Amount:
    if value == 0:
        raise QuantityError(
            f"{shown(text)} is no dose", where=where, mend="omit the dose instead of giving 0"
        )
    return Amount(value, basis)


def _refuse(text: object, where: str) -> Amount:
    raise QuantityError(
        f"{shown(text)} is not a written dose",
        where=where,
        mend="write it as in 400 mg/m², 16 mg/kg, 40 mg or AUC 5",
    )


@frozen(kw_only=True)
class Cap:
    """The most that may be given, whatever the body.

    Args:
        value: In the unit of the dose, flat or per m² or kg, above 0.
        per: For one administration or for one day.
        basis: Flat, or what the value is multiplied by; a cap has no target area.
        unit: What is counted.
        source: Where the cap is stated.

    Raises:
        DefinitionError: for a value that is no decimal above 0, an area under the curve, or cells
            per m².
    """

    value: Decimal = field()
    per: Per = Per.ADMINISTRATION
    basis: Basis = field(default=Basis.FLAT)
    unit: Unit = field(default=Unit.MG)
    source: Source

    @value.validator
    def _is_positive(self, _: object, value: Decimal) -> None:
        _check_positive(value, "a cap of", where="cap", mend="state one above 0")

    @basis.validator
    def _is_an_amount(self, _: object, basis: Basis) -> None:
        if basis is Basis.AUC:
            raise DefinitionError("a cap of an AUC", where="cap", mend="state it in mg", at="basis")

    @unit.validator
    def _is_counted_so(self, _: object, unit: Unit) -> None:
        _check_counted(unit, self.basis, where="cap")

    def __str__(self) -> str:
        return f"{Amount(self.value, self.basis, self.unit)} per {self.per.value}"


@frozen(kw_only=True)
class WrittenDose:
    """A dose as written, before any patient is known.

    Args:
        amount: How much.
        per: Whether the amount is for one administration or for the whole day.
        times: Administrations a day, at least 1.
        at_least: The lower end where the source gives a range; `amount` is then the upper end,
            which is what is planned.
        cap: The most that may be given, if that is stated.
        surface_cap: The largest body surface in m² to dose on, if one is stated.
        source: Where the amount is stated.

    Raises:
        DefinitionError: for less than one administration a day, or a surface_cap of a dose that
            is not per m².

    A day's amount is divided over its administrations; an administration's amount is not.
    """

    amount: Amount
    per: Per = Per.ADMINISTRATION
    times: int = field(default=1)
    at_least: Amount | None = field(default=None)
    cap: Cap | None = field(default=None)
    surface_cap: Decimal | None = field(default=None, validator=is_limit)
    source: Source

    @times.validator
    def _is_a_count(self, _: object, value: int) -> None:
        if type(value) is not int or value < 1:
            raise DefinitionError(
                f"{shown(value)} administrations a day",
                where=str(self.amount),
                mend="state 1 or more",
                at="times",
            )

    @at_least.validator
    def _is_a_range(self, _: object, value: Amount | None) -> None:
        if value is None:
            return
        same = (value.basis, value.unit) == (self.amount.basis, self.amount.unit)
        if not same or value.value > self.amount.value:
            raise DefinitionError(
                f"a range from {value} to {self.amount}",
                where=str(self.amount),
                mend="state the lower end first, on the same basis",
                at="at_least",
            )

    @surface_cap.validator
    def _is_of_a_surface(self, _: object, value: Decimal | None) -> None:
        if value is not None and self.amount.basis is not Basis.SURFACE:
            raise DefinitionError(
                f"a body surface of at most {plain(value)} m² for {self.amount}",
                where=str(self.amount),
                mend="leave surface_cap out, or state the dose per m²",
                at="surface_cap",
            )

    @cap.validator
    def _counts_the_same(self, _: object, cap: Cap | None) -> None:
        if cap is not None and cap.unit is not self.amount.unit:
            raise DefinitionError(
                f"a cap of {cap} on {self.amount}",
                where=str(self.amount),
                mend="state both in one unit",
                at="cap.unit",
            )

    @property
    def of_a_day(self) -> Decimal:
        """The amount of a whole day, on its basis."""
        if self.per is Per.DAY:
            return self.amount.value
        return EXACT.multiply(self.amount.value, Decimal(self.times))

    def __str__(self) -> str:
        if self.per is Per.DAY and self.times > 1:
            return f"{self.amount}/day"
        if self.at_least is not None:
            return f"{plain(self.at_least.value)}–{self.amount}"
        return str(self.amount)
