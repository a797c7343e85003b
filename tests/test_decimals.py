"""Decimals are read strictly, kept whole, shown plainly and rounded half up."""

from __future__ import annotations

from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_FLOOR,
    Context,
    Decimal,
    DefaultContext,
    Inexact,
    InvalidOperation,
    localcontext,
)
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regimens.decimals import (
    EXACT,
    FORTY,
    _digits,
    fewest_digits,
    number,
    percent,
    plain,
    round_half_up,
    shown,
    sum_of,
)
from regimens.errors import QuantityError

DOSES = st.decimals(min_value=0, max_value=10**9, places=6)
STEPS = st.sampled_from([Decimal(text) for text in ("0.01", "0.05", "0.1", "1", "2.5", "5", "100")])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("501.200", "501.2"),
        ("716.00", "716"),
        ("100.00", "100"),
        ("1120.0", "1120"),
        (".70", "0.7"),
        ("1E+2", "100"),
        ("100", "100"),
        ("1E-7", "0.0000001"),
        ("0.000", "0"),
        ("0E+3", "0"),
        ("-0", "0"),
        ("-0.50", "-0.5"),
        ("123456789012.123456789012", "123456789012.123456789012"),
    ],
)
def test_plain_prints_as_people_read_doses(value: str, text: str) -> None:
    """There is a leading zero, and neither a trailing zero nor an exponent."""
    assert plain(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_plain_keeps_the_number(value: Decimal) -> None:
    """The text is the number, digit for digit, in the shortest plain spelling."""
    text = plain(value)
    assert Decimal(text) == value
    assert set(text) <= set("-0123456789.")
    assert not text.startswith((".", "-."))
    assert "." not in text or text[-1] not in "0."


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        ("1.885", "0.01", "1.89"),
        ("1.625", "0.01", "1.63"),  # to the even neighbour it would be 1.62
        ("2.675", "0.01", "2.68"),  # as a binary float it would be 2.67
        ("1.864999", "0.01", "1.86"),
        ("12.5", "5", "15"),
        ("12.4999", "5", "10"),
        ("0.005", "0.01", "0.01"),
        ("0.0049", "0.01", "0"),
        ("716", "0.01", "716"),
        ("2.405", "0.01", "2.41"),
    ],
)
def test_half_goes_up(value: str, step: str, rounded: str) -> None:
    """A half is rounded up on the decimal itself, whatever its neighbours' parity."""
    assert round_half_up(Decimal(value), Decimal(step)) == Decimal(rounded)


@given(DOSES, STEPS)
@example(Decimal("12.5"), Decimal(5))
@example(Decimal("1.875"), Decimal("0.05"))
def test_rounded_value_is_the_nearest_multiple(value: Decimal, step: Decimal) -> None:
    """The result is a whole number of steps, at most half a step away, and a half is not lost."""
    rounded = round_half_up(value, step)
    assert rounded % step == 0
    assert -step <= 2 * (value - rounded) < step


@given(st.integers(min_value=0, max_value=10**9), STEPS)
def test_exact_half_always_goes_up(steps: int, step: Decimal) -> None:
    """Between two multiples the upper one is taken, for even and odd ones alike."""
    assert round_half_up(step * steps + step / 2, step) == step * (steps + 1)


@given(DOSES, DOSES, STEPS)
def test_rounding_keeps_order(one: Decimal, other: Decimal, step: Decimal) -> None:
    """A larger dose is never rounded to less than a smaller one."""
    low, high = sorted((one, other))
    assert round_half_up(low, step) <= round_half_up(high, step)


def test_nothing_depends_on_the_ambient_context() -> None:
    """A program that works with three digits gets the same dose."""
    with localcontext(Context(prec=3)):
        assert str(round_half_up(Decimal("1234.567"), Decimal("0.01"))) == "1234.57"
        assert plain(Decimal("123456.78900")) == "123456.789"
        assert str(number("123456.789")) == "123456.789"


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.70", "0.70"), ("1", "1"), (" 12.5 ", "12.5"), ("007", "7"), ("0", "0")],
)
def test_number_reads_plain_numbers(text: str, value: str) -> None:
    """Digits with at most one point inside are a number, and keep their digits."""
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("given_", "text"),
    [
        ("1,5", "to: '1,5' has a comma; write a decimal point, as in 1.5"),
        ("1,120", "to: '1,120' has a comma; write a decimal point, and nothing between thousands"),
        ("1,5,0", "to: '1,5,0' has a comma; write a decimal point"),
        (0.7, 'to: 0.7 is a bare number; write it as text, as in "0.7"'),
        (1, 'to: 1 is a bare number; write it as text, as in "1"'),
        (Decimal("0.7"), "to: Decimal('0.7') is a bare number; write it as text, as in "
         "\"Decimal('0.7')\""),
        (True, 'to: true is not a number; write one as text, as in "0.7"'),
        (False, 'to: false is not a number; write one as text, as in "0.7"'),
        (None, 'to: nothing is not a number; write one as text, as in "0.7"'),
        (["0.7"], 'to: ["0.7"] is not a number; write one as text, as in "0.7"'),
    ],
)  # fmt: skip
def test_number_names_the_slip_and_its_mend(given_: Any, text: str) -> None:
    """A comma and a bare number are refused with what was meant."""
    with pytest.raises(QuantityError) as caught:
        number(given_, where="to")
    assert str(caught.value) == text


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-1", "+1", "1e3", "1E3", "NaN", "nan", "sNaN", "inf", "Infinity", ".5", "5.",
        "1.2.3", "1_000", "1 000", "0x10", "½", "٣", "１", "10³", "7²", "1/2", "9**9**9", "0.7x",
    ],
)  # fmt: skip
def test_number_refuses_everything_else(text: str) -> None:
    """A sign, an exponent or a foreign digit is no plain number."""
    with pytest.raises(QuantityError) as caught:
        number(text)
    assert str(caught.value) == (
        f"{text!r} is not a plain number; write digits and at most one decimal point, "
        "without sign or exponent, as in 0.7"
    )


@pytest.mark.parametrize(
    "text",
    ["1234567890123", "0.1234567890123", "0.333333333333333333333", "0000000000001", "1" * 70],
)
def test_number_says_of_too_many_digits_that_they_are_too_many(text: str) -> None:
    """Such a text is a plain number: to say it is none leads nowhere."""
    with pytest.raises(QuantityError) as caught:
        number(text, where="to")
    assert str(caught.value) == (
        f"to: {text!r} has more than 12 digits on a side of the decimal point; write 12 at most"
    )


def _read(text: str) -> Decimal | QuantityError:
    try:
        return number(text)
    except QuantityError as error:
        return error


@given(st.text() | st.text(alphabet="0123456789.,+-eE _²", max_size=30))
@example("9" * 100_000)
def test_any_text_is_a_number_or_a_quantity_error(text: str) -> None:
    """What is read is what stands there; everything else is refused on one short line."""
    read = _read(text)
    if isinstance(read, QuantityError):
        assert len(str(read).splitlines()) == 1
        assert len(str(read)) < 250
    else:
        stripped = text.strip()
        assert set(stripped) <= set("0123456789.")
        assert stripped.count(".") <= 1
        assert read == Decimal(stripped)


def test_shown_cuts_what_is_long() -> None:
    """A message quotes a value whole up to 80 characters, and 80 characters of a longer one."""
    assert shown("70 kg") == "'70 kg'"
    assert shown("x" * 78) == "'" + "x" * 78 + "'"
    assert shown("x" * 79) == "'" + "x" * 79 + "…"
    assert len(shown("x" * 10_000)) == 81


@pytest.mark.parametrize(("context", "digits"), [(EXACT, 60), (FORTY, 40)])
def test_contexts_take_nothing_from_the_defaults_of_the_process(
    context: Context, digits: int
) -> None:
    """Each limit and trap is stated, as `decimal.DefaultContext` is anybody's to set."""
    before = DefaultContext.copy()
    try:
        DefaultContext.Emax, DefaultContext.Emin = 1, -1
        DefaultContext.capitals, DefaultContext.clamp = 0, 1
        DefaultContext.rounding = ROUND_FLOOR
        DefaultContext.traps[Inexact] = True
        DefaultContext.traps[InvalidOperation] = False
        DefaultContext.flags[Inexact] = True
        made = _digits(digits)
    finally:
        for name in ("Emax", "Emin", "capitals", "clamp", "rounding", "traps", "flags"):
            setattr(DefaultContext, name, getattr(before, name))
    assert str(made) == (
        f"Context(prec={digits}, rounding=ROUND_HALF_UP, Emin={MIN_EMIN}, Emax={MAX_EMAX}, "
        "capitals=1, clamp=0, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])"
    )
    assert (context.prec, context.Emax, context.Emin) == (digits, MAX_EMAX, MIN_EMIN)


def test_sums_are_exact_in_any_context() -> None:
    """A sum of 60 digits is whole where the caller counts in one, and of nothing it is 0."""
    with localcontext(Context(prec=1)):
        assert sum_of([Decimal("8592.01"), Decimal("0.09"), Decimal("7")]) == Decimal("8599.1")
        assert sum_of([]) == 0


@pytest.mark.parametrize(
    ("value", "fewest"),
    [
        ("12.34", "12.3"),
        ("49.94", "49.9"),
        ("49.95", "49.95"),
        ("49.9712345", "49.97"),
        ("49.9999991", "49.999999"),
        ("49.99999949", "49.999999"),
        ("49.9999995", "49.9999995"),
        ("49.99999991", "49.9999999"),
        ("49.99999999999991234567", "49.9999999999999"),
        (f"49.{'9' * 41}", f"49.{'9' * 41}"),
    ],
)
def test_digits_are_as_few_as_tell_a_value_from_50(value: str, fewest: str) -> None:
    """One decimal to forty, and else all: 49.9999995 to six of them is 50."""
    found = fewest_digits(Decimal(value), lambda shown: shown < 50)
    assert plain(found) == fewest


def test_shown_quotes_lists_as_documents_write_them() -> None:
    """What came from a document is quoted as it stands there, whatever is in it."""
    assert shown(["a", 1, None, True]) == '["a", 1, null, true]'
    assert shown({"dose": Decimal("1.5")}) == '{"dose": "1.5"}'
    assert shown(("a",)) == "('a',)"


def test_shown_names_a_number_that_cannot_be_printed() -> None:
    """Up to 10,000 bits a number is printed, and its text cut; a longer one is only named."""
    assert shown(2**9999).startswith("9975315584403791924418710813")
    assert shown(2**10_000) == "a number of thousands of digits"


def test_products_are_exact_and_a_half_goes_up() -> None:
    """All 60 digits of a product of two numbers of 30 are kept; a longer one is cut half up."""
    assert EXACT.multiply(Decimal(10**30 - 1), Decimal(10**30 - 1)) == 10**60 - 2 * 10**30 + 1
    assert EXACT.quantize(Decimal("0.125"), Decimal("0.01")) == Decimal("0.13")
    assert EXACT.quantize(Decimal("0.105"), Decimal("0.01")) == Decimal("0.11")


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),  # 6.25
        (3, 16, "18.8"),  # 18.75
        (1, 1, "100.0"),
        (0, 7, "0.0"),
        (Decimal("1.7"), Decimal("1.6"), "106.3"),  # 106.25
    ],
)
def test_percent_is_printed_to_a_tenth(part: Any, whole: Any, share: str) -> None:
    """A share is rounded half up to one decimal."""
    assert str(percent(part, whole)) == share
