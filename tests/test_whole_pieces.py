"""Amounts that whole pieces make, held against every way of laying small pieces out."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations_with_replacement, product
from math import gcd

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regimens.errors import DoseError
from regimens.whole_pieces import WholePieces

D = Decimal
STRENGTHS = st.lists(st.integers(2, 9), min_size=1, max_size=3, unique=True)
_LARGEST = 40


def _ways(strengths: list[int]) -> dict[int, list[tuple[int, ...]]]:
    """Every way of making each amount of up to 40, its pieces the larger first."""
    found: dict[int, list[tuple[int, ...]]] = {}
    for counts in product(*(range(_LARGEST // one + 1) for one in strengths)):
        pieces = tuple(
            sorted((s for s, n in zip(strengths, counts, strict=True) for _ in range(n)))[::-1]
        )
        if 0 < sum(pieces) <= _LARGEST:
            found.setdefault(sum(pieces), []).append(pieces)
    return found


def _in_parts(strengths: list[int], parts: int) -> list[int]:
    """The amounts that can be laid out in so many pieces or more."""
    return sorted(
        amount
        for amount, ways in _ways(strengths).items()
        if any(len(way) >= parts for way in ways)
    )


@given(STRENGTHS, st.integers(0, _LARGEST), st.integers(1, 4))
def test_below_is_the_largest_amount_that_is_not_more(
    strengths: list[int], dose: int, parts: int
) -> None:
    """Of all amounts that can be made in so many parts; none where there is none."""
    whole = WholePieces(list(map(D, strengths)))
    made = [amount for amount in _in_parts(strengths, parts) if amount <= dose]
    assert whole.below(D(dose), parts) == (made[-1] if made else None)
    if parts == 1:
        assert whole.below(D(dose)) == (made[-1] if made else None)


@given(STRENGTHS, st.integers(0, _LARGEST), st.integers(1, 4))
def test_above_is_the_smallest_amount_that_is_not_less(
    strengths: list[int], dose: int, parts: int
) -> None:
    """The dose itself where it can be made, and never nothing."""
    made = [amount for amount in _in_parts(strengths, parts) if amount >= dose]
    assume(made)
    whole = WholePieces(list(map(D, strengths)))
    assert whole.above(D(dose), parts) == made[0]
    if parts == 1:
        assert whole.above(D(dose)) == made[0]


@given(STRENGTHS, st.integers(1, 4))
def test_before_is_the_next_smaller_amount(strengths: list[int], parts: int) -> None:
    """Each amount has the one before it, and the smallest has none."""
    whole = WholePieces(list(map(D, strengths)))
    made = _in_parts(strengths, parts)
    for smaller, amount in zip([None, *made], made, strict=False):
        assert whole.before(D(amount), parts) == smaller
        if parts == 1:
            assert whole.before(D(amount)) == smaller


@given(STRENGTHS)
def test_an_amount_is_made_of_as_few_pieces_as_can_be(strengths: list[int]) -> None:
    """No way of laying it out takes fewer, and the larger stand first."""
    whole = WholePieces(list(map(D, strengths)))
    for amount, ways in _ways(strengths).items():
        pieces = tuple(map(int, whole.of(D(amount))))
        assert pieces in ways
        assert len(pieces) == min(map(len, ways))


@given(STRENGTHS)
def test_pieces_of_one_strength_are_taken_where_they_are_not_many_more(
    strengths: list[int],
) -> None:
    """Those of the largest strength that makes the amount alone, up to twice as many."""
    whole = WholePieces(list(map(D, strengths)))
    for amount, ways in _ways(strengths).items():
        fewest = min(map(len, ways))
        alone = [way for way in ways if len(set(way)) == 1]
        pieces = tuple(map(int, whole.of(D(amount), one_strength=True)))
        if alone and min(map(len, alone)) <= 2 * fewest:
            assert pieces == min(alone, key=len)
        else:
            assert len(pieces) == fewest


@given(STRENGTHS, st.integers(1, 3))
def test_parts_are_as_even_as_pieces_allow(strengths: list[int], parts: int) -> None:
    """Of all parts that pieces make, the larger first: the smallest first one, and so on."""
    whole = WholePieces(list(map(D, strengths)))
    made = _in_parts(strengths, 1)
    best: dict[int, tuple[int, ...]] = {}
    for rising in combinations_with_replacement(made, parts):
        falling = rising[::-1]
        best[sum(falling)] = min(best.get(sum(falling), falling), falling)
    for amount in range(gcd(*strengths), _LARGEST + 1, gcd(*strengths)):
        assert whole.split(D(amount), parts) == best.get(amount, ())


@pytest.mark.parametrize(
    ("strengths", "amount", "plain", "of_one"),
    [
        ((5, 2), 12, (5, 5, 2), (2, 2, 2, 2, 2, 2)),  # 6 are twice 3
        ((7, 2), 16, (7, 7, 2), (7, 7, 2)),  # 8 are more than twice 3
        ((5, 4, 1), 8, (4, 4), (4, 4)),  # and not 5 + 1 + 1 + 1
        ((5, 4, 3), 8, (5, 3), (4, 4)),  # of two ways in as few, the one with the larger
        ((6, 4), 10, (6, 4), (6, 4)),  # no strength makes it alone
    ],
)
def test_pieces_by_hand(
    strengths: tuple[int, ...], amount: int, plain: tuple[int, ...], of_one: tuple[int, ...]
) -> None:
    """A greedy choice is not always the one with the fewest."""
    whole = WholePieces(list(map(D, strengths)))
    assert whole.of(D(amount)) == plain
    assert whole.of(D(amount), one_strength=True) == of_one


def test_nothing_makes_what_cannot_be_made() -> None:
    """3 of 4 and 10, and of 10 alone 4: no piece, and no search without an end."""
    assert WholePieces([D(4), D(10)]).of(D(3)) == WholePieces([D(10)]).of(D(4)) == ()
    assert (
        WholePieces([D(4), D(10)]).of(D(6))
        == WholePieces([D(4), D(10)]).of(D(6), one_strength=True)
        == ()
    )


def test_parts_by_hand() -> None:
    """15 of 6, 7 and 2 are 7, 4 and 4: after a first part of 6, no two of at most 6 make 9."""
    assert WholePieces([D(6), D(7), D(2)]).split(D(15), 3) == (D(7), D(4), D(4))


def test_strengths_may_have_decimals() -> None:
    """The common part of 0.5, 1 and 2.5 mg is half a milligram; strengths may stand twice."""
    whole = WholePieces([D("2.5"), D("0.5"), D("1.0"), D("1")])
    assert whole.of(D(4)) == (D("2.5"), D(1), D("0.5"))
    assert whole.below(D("0.4")) is None
    assert whole.above(D("0.1")) == D("0.5")


def test_search_ends_at_20_000_steps() -> None:
    """A dose of 20,000 pieces is still looked at, one more is refused."""
    whole = WholePieces([D(1)])
    assert whole.below(D(20_000)) == 20_000
    with pytest.raises(DoseError) as caught:
        whole.below(D(20_001))
    assert str(caught.value) == (
        "20001 mg of strengths that have only 1 mg in common are more than the 20000 steps that "
        "are looked through; state fewer strengths, or such that have a larger part in common"
    )


def test_division_ends_at_4_million_ways() -> None:
    """2000 pieces in 3 parts are divided, 2000² ways at most; one more is refused."""
    whole = WholePieces([D(1)])
    assert whole.split(D(2000), 3) == (D(667), D(667), D(666))
    with pytest.raises(DoseError) as caught:
        whole.split(D(2001), 3)
    assert str(caught.value) == (
        "2001 mg in 3 parts of 1 mg and more can be divided in too many ways to look through; "
        "state fewer strengths, or such that have a larger part in common"
    )
