"""How doses are rounded: to a step, or as they are given (tablets, vials, dose bands)."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import assert_never

from attrs import field, frozen

from regimens.decimals import EXACT, plain, round_half_up, shown
from regimens.errors import DoseError, QuantityError
from regimens.units import Kind, measure

__all__ = ["FINE", "AsGiven", "Form", "Rounding", "Step", "divide", "rounding", "step"]


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


# To 0.01 mg: the rounding of a policy that names none.
FINE = Step(Decimal("0.01"))


class Form(Enum):
    """What a dose is rounded to where it is given in pieces."""

    DISPENSABLE = "dispensable"
    VIALS = "vials"
    NHS_BANDS = "nhs-bands"
    NHS_BANDS_B = "nhs-bands-b"

    def __str__(self) -> str:
        match self:
            case Form.DISPENSABLE:
                return "whole tablets and capsules"
            case Form.VIALS:
                return "whole vials within 10 %"
            case Form.NHS_BANDS:
                return "NHS England dose bands, column A"
            case Form.NHS_BANDS_B:
                return "NHS England dose bands, column B"
            case _:
                assert_never(self)


@frozen
class AsGiven:
    """Doses as they are given: each drug in the first of these forms that it has.

    What has none of them is rounded to 0.01 mg.

    Raises:
        QuantityError: for no form, or one twice.

    >>> print(AsGiven((Form.VIALS, Form.DISPENSABLE)))
    vials + dispensable
    """

    forms: tuple[Form, ...] = field()

    @forms.validator
    def _are_apart(self, _: object, forms: tuple[Form, ...]) -> None:
        bands = [form for form in forms if form in (Form.NHS_BANDS, Form.NHS_BANDS_B)]
        if not forms or len(set(forms)) < len(forms) or len(bands) > 1:
            raise QuantityError(
                f"{' + '.join(form.value for form in forms) or 'no form'} is no rounding",
                where="rounding",
                mend="name each form once, and one column of the bands",
            )

    def __str__(self) -> str:
        return " + ".join(form.value for form in self.forms)

    @property
    def text(self) -> str:
        """The same for people."""
        forms = ", else ".join(map(str, self.forms))
        return f"{forms}, else {FINE}"


# What a policy's rounding is read as.
Rounding = Step | AsGiven


def rounding(text: object, *, where: str = "rounding") -> Rounding:
    """The rounding that `text` names: a step, or forms joined by " + ".

    Raises:
        QuantityError: for anything else.

    >>> rounding("5 mg")
    Step(value=Decimal('5'))
    >>> print(rounding("vials + dispensable"))
    vials + dispensable
    """
    if isinstance(text, str) and not text.strip()[:1].isdigit():
        names = {form.value: form for form in Form}
        forms = [part.strip() for part in text.split("+")]
        unknown = [form for form in forms if form not in names]
        if unknown:
            raise QuantityError(
                f"{shown(unknown[0])} is no rounding",
                where=where,
                mend=f'write a step as in "5 mg", or {", ".join(names)}',
            )
        try:
            return AsGiven(tuple(names[form] for form in forms))
        except QuantityError as error:
            raise QuantityError(error.what, where=where, mend=error.mend) from None
    return step(text, where=where)


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
