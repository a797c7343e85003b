"""Which amounts whole vials, capsules or tablets make, and of which of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from math import gcd

from regimens.decimals import EXACT, plain
from regimens.errors import DoseError

__all__ = ["Sums"]

_MOST = 20_000  # steps of the search; a day of any dose sold takes some hundreds


class Sums:
    """The amounts that whole pieces of some strengths make.

    Args:
        strengths: In mg, each above 0.

    Raises:
        DoseError: by its methods, for a dose of more pieces than anybody gives.

    >>> sums = Sums([Decimal(100), Decimal(400)])
    >>> sums.of(Decimal(1100))
    (Decimal('400'), Decimal('400'), Decimal('100'), Decimal('100'), Decimal('100'))
    """

    def __init__(self, strengths: Sequence[Decimal]) -> None:
        places = max(0, *(-int(one.normalize().as_tuple().exponent) for one in strengths))
        whole = [int(one.scaleb(places)) for one in strengths]
        common = gcd(*whole)
        self._unit = Decimal(common).scaleb(-places)
        self._pieces = tuple(sorted({one // common for one in whole}, reverse=True))

    def below(self, dose: Decimal, parts: int = 1) -> Decimal | None:
        """The largest amount up to `dose` that can be made in `parts`; None where there is none."""
        for steps in range(self._steps(dose), 0, -1):
            if self._split(steps, parts, steps):
                return self._mg(steps)
        return None

    def above(self, dose: Decimal, parts: int = 1) -> Decimal:
        """The smallest amount of `dose` or more that can be made in `parts`."""
        steps = self._steps(dose)
        if self._mg(steps) < dose:
            steps += 1
        steps = max(steps, 1)
        while not self._split(steps, parts, steps):
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
        """The strengths that make an amount, in as few pieces as can be.

        Args:
            amount: In mg, one that can be made.
            one_strength: Whether pieces of one strength are taken instead, where that takes no
                more than twice as many.
        """
        steps = self._steps(amount)
        fewest = _fewest(self._pieces, steps)
        pieces = next((piece for piece in self._pieces if steps % piece == 0), 0)
        if one_strength and pieces and steps // pieces <= 2 * fewest[steps][0]:
            return (self._mg(pieces),) * (steps // pieces)
        found: list[int] = []
        while steps:
            found.append(fewest[steps][1])
            steps -= fewest[steps][1]
        return tuple(self._mg(piece) for piece in sorted(found, reverse=True))

    def _mg(self, steps: int) -> Decimal:
        return EXACT.multiply(Decimal(steps), self._unit)

    def _steps(self, dose: Decimal) -> int:
        steps = int(EXACT.divide_int(dose, self._unit))
        if steps > _MOST:
            raise DoseError(
                f"{plain(dose)} mg are more than {_MOST} pieces of {plain(self._unit)} mg",
                mend="check the dose and what the drug comes in",
            )
        return steps

    def _split(self, steps: int, parts: int, most: int) -> tuple[int, ...]:
        """The steps of each part, none above `most`; empty where it cannot be."""
        if parts == 1:
            return (steps,) if steps <= most and _is_made(self._pieces, steps) else ()
        for part in range(-(-steps // parts), min(most, steps - parts + 1) + 1):
            if _is_made(self._pieces, part) and (
                rest := self._split(steps - part, parts - 1, part)
            ):
                return (part, *rest)
        return ()


def _is_made(pieces: tuple[int, ...], steps: int) -> bool:
    return steps > 0 and _fewest(pieces, steps)[steps][0] > 0


def _fewest(pieces: tuple[int, ...], steps: int) -> Sequence[tuple[int, int]]:
    """For each number of steps, how few pieces make it (0 for none) and the last of them."""
    room = 256
    while room <= steps:
        room *= 2
    return _table(pieces, room)


@lru_cache(maxsize=256)
def _table(pieces: tuple[int, ...], room: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = [(0, 0)]
    for steps in range(1, room):
        best = (0, 0)
        for piece in pieces:
            if piece > steps:
                continue
            before = found[steps - piece][0]
            if (before or piece == steps) and (not best[0] or before + 1 < best[0]):
                best = (before + 1, piece)
        found.append(best)
    return tuple(found)
