"""Rounding of doses: to a step, half up, never over a cap."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from regimens.decimals import EXACT, plain, round_half_up
from regimens.errors import DoseError, QuantityError
from regimens.units import Kind, measure

__all__ = ["Step", "divide", "step"]


@frozen
class Step:
    """The step a dose is rounded to, in mg.

    Raises:
        QuantityError: for a step that is not above 0.

    >>> print(Step(Decimal("5")))
    5 mg
    """

    value: Decimal = field()

    @value.validator
    def _is_positive(self, _: object, value: Decimal) -> None:
        if not value.is_finite() or value <= 0:
            raise QuantityError(
                f"a rounding step of {value} mg", where="rounding", mend="use one above 0 mg"
            )

    def __str__(self) -> str:
        return f"{plain(self.value)} mg"

    def round(self, dose: Decimal, cap: Decimal | None = None) -> Decimal:
        """`dose` in mg to the nearest step, a half going up, but never over `cap`.

        >>> Step(Decimal("10")).round(Decimal("75"), cap=Decimal("75"))
        Decimal('70')
        """
        rounded = round_half_up(dose, self.value)
        if cap is not None and rounded > cap:
            return EXACT.multiply(EXACT.divide_int(cap, self.value), self.value)
        return rounded


def step(text: object, *, where: str = "rounding") -> Step:
    """The step that `text` names, as in ``"0.01 mg"`` or ``"5 mg"``.

    Raises:
        QuantityError: for anything but an amount of drug above 0.

    >>> step("5 mg")
    Step(value=Decimal('5'))
    """
    return Step(measure(text, Kind.DRUG_MASS, where=where).value)


def divide(day: Decimal, times: int, by: Step) -> tuple[Decimal, ...]:
    """The parts of a day's dose in mg: whole steps each, summing to it, the larger first.

    What is left over when the day's dose is not a whole number of steps goes to the first part.

    Raises:
        DoseError: where a part would be nothing.

    >>> divide(Decimal("80.55"), 2, Step(Decimal("0.01")))
    (Decimal('40.28'), Decimal('40.27'))
    """
    steps, rest = EXACT.divmod(day, by.value)
    each, more = divmod(int(steps), times)
    parts = [EXACT.multiply(Decimal(each + (part < more)), by.value) for part in range(times)]
    parts[0] = EXACT.add(parts[0], rest)
    if parts[-1] == 0:
        raise DoseError(
            f"{plain(day)} mg cannot be divided into {times} doses of {by} or more",
            mend="use a finer rounding step",
        )
    return tuple(parts)
