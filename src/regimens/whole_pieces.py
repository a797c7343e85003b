"""Which amounts whole vials, capsules or tablets make, and of which of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from math import gcd

from attrs import frozen

from regimens.decimals import EXACT, plain
from regimens.errors import DoseError

__all__ = ["WholePieces"]

_MOST = 20_000  # steps of the search; a day of any dose sold takes some hundreds
_MOST_SPLITS = 4_000_000


class WholePieces:
    """The amounts that whole pieces of some strengths make.

    Args:
        strengths: In mg, each above 0.

    Raises:
        DoseError: by its methods, for a dose of more pieces than anybody gives.

    >>> whole = WholePieces([Decimal(100), Decimal(400)])
    >>> whole.of(Decimal(1100))
    (Decimal('400'), Decimal('400'), Decimal('100'), Decimal('100'), Decimal('100'))
    """

    def __init__(self, strengths: Sequence[Decimal]) -> None:
        places = max(0, *(-int(one.normalize(EXACT).as_tuple().exponent) for one in strengths))
        whole = [int(EXACT.scaleb(one, places)) for one in strengths]
        common = gcd(*whole)
        self._unit = EXACT.scaleb(Decimal(common), -places)
        self._pieces = tuple(sorted({one // common for one in whole}, reverse=True))

    def below(self, dose: Decimal, parts: int = 1) -> Decimal | None:
        """The largest amount up to `dose` that can be made in `parts`; None where there is none."""
        first = self._steps(dose)
        return next(
            (self._mg(steps) for steps in range(first, 0, -1) if self._is_made(steps, parts)), None
        )

    def above(self, dose: Decimal, parts: int = 1) -> Decimal:
        """The smallest amount of `dose` or more that can be made in `parts`."""
        steps = max(self._steps(dose), 1)
        if self._mg(steps) < dose:
            steps += 1
        while not self._is_made(steps, parts):
            steps += 1
        return self._mg(steps)

    def before(self, amount: Decimal, parts: int = 1) -> Decimal | None:
        """The next smaller amount that can be made in `parts`; None where there is none."""
        return self.below(EXACT.subtract(amount, self._unit), parts)

    def split(self, amount: Decimal, parts: int) -> tuple[Decimal, ...]:
        """An amount in parts that whole pieces make, as even as can be, the larger first."""
        steps = self._steps(amount)
        return tuple(self._mg(part) for part in self._split(steps, parts, steps))

    def of(self, amount: Decimal, *, one_strength: bool = False) -> tuple[Decimal, ...]:
        """The strengths that make an amount, in as few pieces as can be; none where none do.

        Args:
            amount: In mg.
            one_strength: Whether pieces of one strength are taken instead, where that takes no
                more than twice as many.
        """
        steps = self._steps(amount)
        counts = _counts(self._pieces, steps)
        pieces = next((piece for piece in self._pieces if steps % piece == 0), 0)
        if one_strength and pieces and steps // pieces <= 2 * counts[steps].fewest:
            return (self._mg(pieces),) * (steps // pieces)
        # Of all shortest ways the one with the largest piece is followed, so the larger come first.
        found: list[int] = []
        while piece := counts[steps].last:
            found.append(piece)
            steps -= piece
        return tuple(map(self._mg, found))

    def _mg(self, steps: int) -> Decimal:
        return EXACT.multiply(Decimal(steps), self._unit)

    def _steps(self, dose: Decimal) -> int:
        steps = int(EXACT.divide_int(dose, self._unit))
        if steps > _MOST:
            raise DoseError(
                f"{plain(dose)} mg of strengths that have only {plain(self._unit)} mg in common "
                f"are more than the {_MOST} steps that are looked through",
                mend="state fewer strengths, or such that have a larger part in common",
            )
        return steps

    def _is_made(self, steps: int, parts: int) -> bool:
        """Whether there are as many pieces in it as it has parts."""
        return _counts(self._pieces, steps)[steps].most >= parts

    def _split(self, steps: int, parts: int, most: int) -> tuple[int, ...]:
        """The steps of each part, none above `most`; empty where it cannot be."""
        if parts == 1:
            return (steps,) if self._is_made(steps, 1) else ()
        if steps ** (parts - 1) > _MOST_SPLITS:
            raise DoseError(
                f"{plain(self._mg(steps))} mg in {parts} parts of {plain(self._unit)} mg and more "
                "can be divided in too many ways to look through",
                mend="state fewer strengths, or such that have a larger part in common",
            )
        for part in range(-(-steps // parts), min(most, steps - parts + 1) + 1):
            if self._is_made(part, 1) and (rest := self._split(steps - part, parts - 1, part)):
                return (part, *rest)
        return ()


@frozen
class _Count:
    """How few and how many pieces make a number of steps (0 for none), and the last of the few."""

    fewest: int
    last: int
    most: int


def _counts(pieces: tuple[int, ...], steps: int) -> Sequence[_Count]:
    room = 256
    while room <= steps:
        room *= 2
    return _table(pieces, room)


@lru_cache(maxsize=64)
def _table(pieces: tuple[int, ...], room: int) -> tuple[_Count, ...]:
    found: list[_Count] = [_Count(0, 0, 0)]
    for steps in range(1, room):
        fewest, last, most = 0, 0, 0
        for piece in pieces:
            if piece > steps:
                continue
            before = found[steps - piece]
            if not before.most and piece != steps:
                continue
            most = max(most, before.most + 1)
            if not fewest or before.fewest + 1 < fewest:
                fewest, last = before.fewest + 1, piece
        found.append(_Count(fewest, last, most))
    return tuple(found)
