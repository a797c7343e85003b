"""Strategies for amounts: as a protocol writes them, as a dose to give, and as users type them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from types import MappingProxyType, NoneType

from hypothesis import strategies as st

from regimens.amounts import Amount, Basis, Cap, Per, Unit, WrittenDose
from regimens.decimals import EXACT, plain
from regimens.errors import RegimensError
from regimens.testing.arguments import check_is, check_switches, members
from regimens.testing.drawing import ONE_IN_FOUR, among, whole
from regimens.testing.invented import INVENTED

__all__ = [
    "AREAS",
    "CELLS",
    "MASSES",
    "amount_texts",
    "amounts",
    "caps",
    "decimals",
    "dose_texts",
    "doses",
    "draw_amount",
    "draw_dose",
]

_ONE = Decimal(1)
# The least and the most of what is drawn, in thousandths; the least still leaves 0.01 mg of a
# quarter of the dose for the smallest body that there can be.
_THOUSANDTHS: Mapping[tuple[Basis, Unit], tuple[int, int]] = MappingProxyType(
    {
        (Basis.FLAT, Unit.MG): (100, 2_000_000),
        (Basis.SURFACE, Unit.MG): (200, 3_000_000),
        (Basis.WEIGHT, Unit.MG): (5, 60_000),
        (Basis.AUC, Unit.MG): (500, 10_000),
        (Basis.FLAT, Unit.CELLS): (500, 1_000_000),
        (Basis.WEIGHT, Unit.CELLS): (500, 10_000),
    }
)
MASSES = ((Basis.FLAT, Unit.MG), (Basis.SURFACE, Unit.MG), (Basis.WEIGHT, Unit.MG))
AREAS = ((Basis.AUC, Unit.MG),)
CELLS = ((Basis.FLAT, Unit.CELLS), (Basis.WEIGHT, Unit.CELLS))
# What the smallest body multiplies an amount by: m², kg, and a clearance of 0 mL/min + 25.
_SMALLEST: Mapping[Basis, Decimal] = MappingProxyType(
    {
        Basis.FLAT: _ONE,
        Basis.SURFACE: Decimal("0.3"),
        Basis.WEIGHT: Decimal(10),
        Basis.AUC: Decimal(25),
    }
)
_TO_DIVIDE = Decimal("0.2")  # mg: a quarter of it, in four parts, leaves 0.01 mg of each
_TIMES = st.sampled_from((1, 1, 1, 2, 3, 4))
_MASSES: Mapping[str, int] = MappingProxyType({"mg": 0, "g": 3, "mcg": -3, "µg": -3, "\u03bcg": -3})
_BASES: Mapping[str, Basis] = MappingProxyType(
    {
        "": Basis.FLAT,
        "/m²": Basis.SURFACE,
        "/m2": Basis.SURFACE,
        "/m^2": Basis.SURFACE,
        "/m**2": Basis.SURFACE,
        "/kg": Basis.WEIGHT,
    }
)


@cache
def decimals(thousandths: int, most: int) -> st.SearchStrategy[Decimal]:
    """Decimals of at most three places: whole ones, and others; the simplest is 1 or the least.

    Args:
        thousandths: The least, in thousandths, above 0.
        most: The most, in thousandths.

    >>> halves = decimals(500, 2000)  # 0.5 to 2
    """
    return st.one_of(
        [
            whole(-(-thousandths // scale), most // scale).map(partial(_scaled, places))
            for places, scale in ((0, 1000), (1, 100), (3, 1))
            if -(-thousandths // scale) <= most // scale
        ]
    )


def _scaled(places: int, number: int) -> Decimal:
    """A number with so many decimals, whatever the caller's decimal context."""
    return EXACT.scaleb(Decimal(number), -places)


def draw_amount(
    draw: st.DrawFn, kinds: Sequence[tuple[Basis, Unit]], *, extremes: bool = False
) -> Amount:
    """An amount of one of some kinds, as :func:`amounts` draws it."""
    basis, unit = draw(among(*kinds))
    value = draw(decimals(*_THOUSANDTHS[basis, unit]))
    if extremes:
        largest = Decimal(10) if basis is Basis.AUC else Decimal(999_999_999_999)
        value = draw(among(value, Decimal("0.000000000001"), Decimal("9.999999999999"), largest))
    return Amount(value, basis, unit)


def amounts(
    *,
    bases: Sequence[Basis] = (Basis.FLAT, Basis.SURFACE, Basis.WEIGHT),
    units: Sequence[Unit] = (Unit.MG,),
    extremes: bool = False,
) -> st.SearchStrategy[Amount]:
    """Amounts as a protocol writes them; the simplest is 1 mg.

    Args:
        bases: What they are multiplied by. An area under the curve (``Basis.AUC``) has to be
            asked for, since a dose by it needs a recorded clearance.
        units: What is counted: milligrams, or cells, which are flat or per kg.
        extremes: Whether they may be far smaller and larger than anything given, to twelve digits
            on either side of the point; such a dose can be refused as one that rounds to nothing.

    Raises:
        UnknownNameError: for what is no basis or unit.
        RegimensError: where no amount of the units is on any of the bases.

    >>> from regimens.amounts import Basis
    >>> surface = amounts(bases=[Basis.SURFACE])  # such as 400 mg/m²
    """
    check_switches(extremes=extremes)
    own, counted = members("bases", bases, Basis), members("units", units, Unit)
    kinds = tuple(
        (basis, unit) for unit in counted for basis in own if (basis, unit) in _THOUSANDTHS
    )
    if not kinds:
        raise RegimensError("cells have no such basis", where="bases", mend="use FLAT or WEIGHT")
    return _amounts(kinds, extremes=extremes)


_amounts = st.composite(draw_amount)


def amount_texts(*, extremes: bool = False) -> st.SearchStrategy[str]:
    """Amounts as people type them, every spelling that is read; the simplest is ``"1 mg"``.

    Args:
        extremes: As for :func:`amounts`.

    >>> texts = amount_texts()  # such as "0.4 g/m²", "400mg/m2", "AUC 5"
    """
    check_switches(extremes=extremes)
    return _amount_texts(extremes=extremes)


@st.composite
def _amount_texts(draw: st.DrawFn, *, extremes: bool) -> str:
    per = draw(st.sampled_from((*_BASES, "area", "cells")))
    space = draw(st.sampled_from((" ", "", "\u00a0", "\u202f")))
    mass = draw(st.sampled_from(tuple(_MASSES)))
    if per == "area":
        return str(draw_amount(draw, AREAS, extremes=extremes))
    if per == "cells":
        return str(draw_amount(draw, CELLS, extremes=extremes))
    drawn = draw_amount(draw, [(_BASES[per], Unit.MG)], extremes=extremes)
    mass = mass if _fits(drawn.value, mass) else "mg"
    return f"{plain(_in(drawn.value, mass))}{space}{mass}{per}"


def _in(value: Decimal, mass: str) -> Decimal:
    """An amount in mg as a number of another unit of mass."""
    return EXACT.scaleb(value, -_MASSES[mass])


def _fits(value: Decimal, mass: str) -> bool:
    """Whether a number of a unit has at most the 12 digits before the point that are read."""
    return _in(value, mass) < 10**12


@st.composite
def dose_texts(draw: st.DrawFn) -> str:
    """Doses to give, as an order or a record writes them; the simplest is ``"1 mg"``.

    >>> texts = dose_texts()  # such as "17.9 mg" or "1.2 g"
    """
    value = draw(decimals(*_THOUSANDTHS[Basis.FLAT, Unit.MG]))
    mass = draw(st.sampled_from(tuple(_MASSES)))
    return f"{plain(_in(value, mass))} {mass}"


def caps(amount: Amount) -> st.SearchStrategy[Cap]:
    """The most that may be given, near an amount: per administration or day, flat, per m² or kg.

    Args:
        amount: What is capped; the cap counts the same.

    >>> from hypothesis import find
    >>> from regimens.amounts import amount
    >>> str(find(caps(amount("400 mg")), lambda cap: True))
    '200 mg per administration'
    """
    check_is("amount", amount, Amount)
    return _caps(amount)


def _cap(draw: st.DrawFn, amount: Amount) -> Cap:
    share = EXACT.scaleb(Decimal(draw(whole(50, 250))), -2)
    flat = (Basis.FLAT,)
    bases = flat if amount.unit is Unit.CELLS else (*flat, Basis.SURFACE, Basis.WEIGHT)
    return Cap(
        value=max(EXACT.multiply(amount.value, share), _ONE),
        per=draw(among(*Per)),
        basis=draw(among(*bases)),
        unit=amount.unit,
        source=INVENTED,
    )


_caps = st.composite(_cap)


def doses(
    *,
    of: st.SearchStrategy[Amount] | None = None,
    times: st.SearchStrategy[int] | None = None,
) -> st.SearchStrategy[WrittenDose]:
    """Doses as written: how much, how often a day, ranges and caps; the simplest is 1 mg once.

    None of them is refused for a body that there can be, at a quarter of it or more and a rounding
    of 0.01 mg or finer; a dose by an area under the curve needs a recorded clearance besides.

    Args:
        of: The amounts; :func:`amounts` where it is left out.
        times: The administrations a day; 1 to 4, mostly 1, where it is left out.

    >>> from hypothesis import given
    >>> from regimens.amounts import WrittenDose
    >>> @given(doses())
    ... def a_day_is_at_least_one_administration(dose: WrittenDose) -> None:
    ...     assert dose.of_a_day >= dose.amount.value or dose.per is Per.DAY
    >>> a_day_is_at_least_one_administration()
    """
    check_is("of", of, st.SearchStrategy, NoneType)
    check_is("times", times, st.SearchStrategy, NoneType)
    return _doses(_amounts(MASSES) if of is None else of, _TIMES if times is None else times)


@st.composite
def _doses(
    draw: st.DrawFn, of: st.SearchStrategy[Amount], times: st.SearchStrategy[int]
) -> WrittenDose:
    return draw_dose(draw, draw(of), draw(times))


def draw_dose(draw: st.DrawFn, amount: Amount, times: int | None = None) -> WrittenDose:
    """A dose of an amount, as :func:`doses` draws it."""
    often = draw(_TIMES) if times is None else times
    divisible = EXACT.multiply(amount.value, _SMALLEST[amount.basis]) >= _TO_DIVIDE
    # Drawn even where it cannot be used: a shorter way to a small amount would shrink to that.
    per = draw(among(*Per))
    at_least = cap = surface_cap = None
    if draw(ONE_IN_FOUR):
        share = EXACT.scaleb(Decimal(draw(whole(1, 100))), -2)
        at_least = Amount(EXACT.multiply(amount.value, share), amount.basis, amount.unit)
    if draw(ONE_IN_FOUR):
        cap = _cap(draw, amount)
    if draw(ONE_IN_FOUR) and amount.basis is Basis.SURFACE:
        surface_cap = draw(decimals(1500, 2500))
    return WrittenDose(
        amount=amount,
        per=per if divisible else Per.ADMINISTRATION,
        times=often,
        at_least=at_least,
        cap=cap,
        surface_cap=surface_cap,
        source=INVENTED,
    )
