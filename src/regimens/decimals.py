"""Exact decimals: read strictly, kept whole, shown plainly, rounded half up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

from regimens.errors import QuantityError

__all__ = [
    "EXACT",
    "FORTY",
    "LONGEST",
    "fewest_digits",
    "for_a_comma",
    "number",
    "percent",
    "plain",
    "round_half_up",
    "shown",
    "sum_of",
]


def _digits(number: int) -> Context:
    # What is left out here would be taken from decimal.DefaultContext, which is anybody's to set.
    return Context(
        prec=number,
        rounding=ROUND_HALF_UP,
        Emin=MIN_EMIN,
        Emax=MAX_EMAX,
        capitals=1,
        clamp=0,
        flags=[],
        traps=[InvalidOperation, DivisionByZero, Overflow],
    )


# Every clinical product is exact: 60 digits are far more than the factors have together.
EXACT = _digits(60)
# Roots, powers and quotients without end.
FORTY = _digits(40)
# Signs of a text that are read as a quantity or shown in a message, at most.
LONGEST = 80
_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")
_STEPS = tuple(EXACT.scaleb(Decimal(1), -places) for places in range(1, 41))
_PRINTABLE = 10_000  # bits; Python refuses to print integers of many more
_THOUSANDS = re.compile(r",[0-9]{3}(?![0-9])")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_TOO_LONG = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PLAINLY = "write digits and at most one decimal point, without sign or exponent, as in 0.7"


def plain(value: Decimal) -> str:
    """A decimal as people read doses: no exponent, no trailing zeros, a leading zero.

    >>> plain(Decimal("501.200")), plain(Decimal("1E+2")), plain(Decimal(".70"))
    ('501.2', '100', '0.7')
    """
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def round_half_up(value: Decimal, step: Decimal) -> Decimal:
    """`value` to the nearest multiple of `step`, a half going up; both at least 0.

    >>> round_half_up(Decimal("1.885"), Decimal("0.01")), round_half_up(Decimal("12.5"), Decimal(5))
    (Decimal('1.89'), Decimal('15'))
    """
    whole, rest = EXACT.divmod(value, step)
    if EXACT.multiply(rest, Decimal(2)) >= step:
        whole = EXACT.add(whole, Decimal(1))
    return EXACT.multiply(whole, step)


def fewest_digits(value: Decimal, tells: Callable[[Decimal], bool]) -> Decimal:
    """A value of at least 0 to as few decimals as still tell what it has to, of 1 to 40.

    Where 40 do not, it stays as it is. What is more than 0 is never shown as 0.

    >>> fewest_digits(Decimal("49.974"), lambda shown: shown < 50)
    Decimal('49.97')
    >>> print(fewest_digits(Decimal(1) / Decimal("7E+15"), lambda shown: shown > 0))
    1E-16
    """
    fewer = (round_half_up(value, step) for step in _STEPS)
    return next((one for one in fewer if tells(one) and (one or not value)), value)


def sum_of(values: Iterable[Decimal]) -> Decimal:
    """The exact sum; 0 of nothing. The built-in sum works in the caller's decimal context.

    >>> sum_of([Decimal("0.1"), Decimal("0.2")])
    Decimal('0.3')
    """
    found = Decimal(0)
    for value in values:
        found = EXACT.add(found, value)
    return found


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """A share in percent, half up to one decimal, as tables print it.

    >>> percent(2, 32), percent(18, 32)
    (Decimal('6.3'), Decimal('56.3'))
    """
    share = EXACT.divide(EXACT.multiply(Decimal(part), _HUNDRED), Decimal(whole))
    return share.quantize(_TENTH, ROUND_HALF_UP, EXACT)


def for_a_comma(text: str, example: str) -> str:
    """How to mend a text with a comma.

    Args:
        text: As it was given.
        example: How it may be meant, or another one that is right; empty for none.

    >>> for_a_comma("70,5 kg", "70.5 kg")
    'write a decimal point, as in 70.5 kg'
    >>> for_a_comma("1,120 mg", "1.120 mg")
    'write a decimal point, and nothing between thousands'
    """
    if _THOUSANDS.search(text):  # 1,120 mg may be 1120 mg: with a point it would be a thousandth
        return "write a decimal point, and nothing between thousands"
    return f"write a decimal point, as in {example}" if example else "write a decimal point"


def number(text: object, *, where: str = "", mend: str = _PLAINLY) -> Decimal:
    """A plain decimal number: digits and at most one point, nothing else.

    Args:
        text: As written.
        where: What messages call it.
        mend: What they say of a text that is something else.

    Raises:
        QuantityError: for a sign, an exponent, a comma, NaN, or more than 12 digits on a side.

    >>> number("0.70")
    Decimal('0.70')
    >>> number("1,5")
    Traceback (most recent call last):
    regimens.errors.QuantityError: '1,5' has a comma; write a decimal point, as in 1.5
    """
    if not isinstance(text, str):
        if isinstance(text, bool) or not isinstance(text, int | float | Decimal):
            raise QuantityError(
                f"{shown(text)} is not a number", where=where, mend='write one as text, as in "0.7"'
            )
        raise QuantityError(
            f"{shown(text)} is a bare number",
            where=where,
            mend=f'write it as text, as in "{shown(text)}"',
        )
    stripped = text.strip()
    if _NUMBER.fullmatch(stripped):
        return Decimal(stripped)
    quoted = shown(text)
    if "," in stripped:
        fixed = stripped.replace(",", ".")
        example = fixed if _NUMBER.fullmatch(fixed) else ""
        raise QuantityError(f"{quoted} has a comma", where=where, mend=for_a_comma(text, example))
    if _TOO_LONG.fullmatch(stripped):
        raise QuantityError(
            f"{quoted} has more than 12 digits on a side of the decimal point",
            where=where,
            mend="write 12 at most",
        )
    raise QuantityError(f"{quoted} is not a plain number", where=where, mend=mend)


def shown(value: object) -> str:
    """A user's value as a message quotes it, cut where it is long."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > _PRINTABLE:
        return "a number of thousands of digits"
    is_container = isinstance(value, list | dict)
    text = json.dumps(value, default=str) if is_container else repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
