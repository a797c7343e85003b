"""The bodies of a batch, and the surface each is dosed on: in floats, and exact where it counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from regimens.cohort.patients import Patients
from regimens.decimals import EXACT
from regimens.dosing_surface import surface_area
from regimens.errors import RegimensError
from regimens.policy import Policy
from regimens.surface import POWER_LAWS, BsaFormula

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Bodies", "bodies_of_batch", "surfaces"]

# A float of these formulas is off by some 10⁻¹⁵ of its value; a thousand times that is left.
_RELATIVE = 1e-12
_SMALLEST = 1e-9  # of a step


@frozen(kw_only=True)
class Bodies:
    """The heights and weights of a batch, exact and as floats.

    Args:
        heights: Each distinct height in cm, None where it is none.
        weights: Each distinct weight in kg, None where it is none.
        height_codes: For each patient the place of the height, -1 for none.
        weight_codes: For each patient the place of the weight, -1 for none.
        can_be: Whether the body is far from all limits, so that none can be passed.
        centimetres: Each patient's height as a float.
        kilograms: Each patient's weight as a float.
    """

    heights: tuple[Decimal | None, ...]
    weights: tuple[Decimal | None, ...]
    height_codes: NDArray[np.int32]
    weight_codes: NDArray[np.int32]
    can_be: NDArray[np.bool_]
    centimetres: NDArray[np.float64]
    kilograms: NDArray[np.float64]

    def exact(self, row: int) -> tuple[Decimal, Decimal]:
        """Height and weight of a patient whose body can be."""
        height = self.heights[self.height_codes[row]]
        weight = self.weights[self.weight_codes[row]]
        assert height is not None  # noqa: S101 - such a body cannot be
        assert weight is not None  # noqa: S101
        return height, weight


def bodies_of_batch(patients: Patients) -> Bodies:
    """The bodies of a batch; those near the limit of what can be count as none that can."""
    import numpy as np  # noqa: PLC0415 - an extra

    heights, weights = patients.heights.numbers(), patients.weights.numbers()

    def floats(numbers: list[Decimal | None]) -> NDArray[np.float64]:
        # The last one stands for what is missing: a code of -1.
        return np.array([np.nan if one is None else float(one) for one in numbers] + [np.nan])

    high = floats(heights)[patients.heights.codes]
    heavy = floats(weights)[patients.weights.codes]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # none of those can be
        index = heavy * 10_000 / (high * high)
    can_be = (
        (high >= 50) & (high <= 272) & (heavy >= 10) & (heavy <= 650)
        & (index > 8.000001) & (index < 99.999999)
    )  # fmt: skip
    return Bodies(
        heights=tuple(heights),
        weights=tuple(weights),
        height_codes=patients.heights.codes,
        weight_codes=patients.weights.codes,
        can_be=can_be,
        centimetres=high,
        kilograms=heavy,
    )


def surfaces(bodies: Bodies, rows: NDArray[np.intp], policy: Policy) -> NDArray[np.int64] | None:
    """For each patient which rounded surface the doses are made from, as a number of steps.

    Where the float lies near a half step, the exact arithmetic decides. Patients of one number have
    one surface; under a cap, those of several numbers may.

    Args:
        bodies: The bodies.
        rows: The patients, all of whom can be.
        policy: Its formula, rounding and cap; the surface is rounded.

    Returns:
        The numbers, or None where the formula needs what a table of patients does not hold.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    assert policy.bsa_rounding is not None  # noqa: S101 - else no two have one surface
    step = float(policy.bsa_rounding.value)
    area = _areas(bodies.centimetres[rows], bodies.kilograms[rows], policy.bsa_formula)
    if area is None:
        return None
    counted = area / step
    found = np.floor(counted + 0.5).astype(np.int64)
    margin = _SMALLEST + counted * _RELATIVE
    near = np.abs(counted + 0.5 - np.round(counted + 0.5)) <= margin
    numbers: dict[tuple[int, int], int] = {}
    for place in np.flatnonzero(near):
        row = rows[place]
        codes = (int(bodies.height_codes[row]), int(bodies.weight_codes[row]))
        if codes not in numbers:
            numbers[codes] = _exactly(*bodies.exact(row), policy)
        found[place] = numbers[codes]
    return found


def _exactly(height: Decimal, weight: Decimal, policy: Policy) -> int:
    """The number of steps in the surface that is used."""
    assert policy.bsa_rounding is not None  # noqa: S101 - the caller has looked
    step = policy.bsa_rounding.value
    try:
        area = surface_area(height, weight, policy)
    except RegimensError:
        return 0  # the dose on it is refused, with the reason
    return int(EXACT.divide_int(area.used, step))


def _areas(
    high: NDArray[np.float64], heavy: NDArray[np.float64], formula: BsaFormula
) -> NDArray[np.float64] | None:
    """The surface in m² in floats."""
    import numpy as np  # noqa: PLC0415 - an extra

    found: NDArray[np.float64]
    match formula:
        case BsaFormula.MOSTELLER:
            found = np.sqrt(high * heavy / 3600)
        case BsaFormula.BOYD:
            grams = heavy * 1000
            power = 0.7285 - 0.0188 * np.log10(grams)
            found = 0.0003207 * high**0.3 * grams**power
        case BsaFormula.SCHLICH:
            return None
        case _:
            law = POWER_LAWS[formula]
            found = float(law.factor) * high ** float(law.of_height) * heavy ** float(law.of_weight)
    return found
