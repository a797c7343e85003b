"""The size of a body: what can be, what is likely, and the weights worked out from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar, assert_never

from regimens.decimals import EXACT, FORTY, plain, round_half_up
from regimens.errors import BodyError
from regimens.sources import Source

__all__ = [
    "ADJUSTED_WEIGHT_SOURCE",
    "DEVINE_SOURCE",
    "Sex",
    "adjusted_weight",
    "body_mass_index",
    "by_sex",
    "check_body",
    "check_weight",
    "ideal_weight",
    "span",
    "unlikely_body",
    "within",
]

_T = TypeVar("_T")
_HEIGHTS = (Decimal(50), Decimal(272))  # cm
_WEIGHTS = (Decimal(10), Decimal(650))  # kg
_POSSIBLE = (Decimal(8), Decimal(100))  # kg/m²
_LIKELY = (Decimal(13), Decimal(50))  # kg/m²
_GUESSED = (Decimal(100), Decimal(230))  # cm: nothing else is offered as what was meant
_SHARES = (Decimal(0), Decimal(1))
_INCH = Decimal("2.54")  # cm
_POUND = Decimal("0.45359237")  # kg
_SIXTY_INCHES = Decimal("152.4")  # cm
_HEIGHT_UNITS = (("m", Decimal(100)), ("ft", Decimal("30.48")), ("in", _INCH))


class Sex(Enum):
    """The sex a formula distinguishes."""

    FEMALE = "female"
    MALE = "male"


def body_mass_index(height: Decimal, weight: Decimal) -> Decimal:
    """The body mass index in kg/m²: weight in kg ÷ (height in m)²; height given in cm.

    Source: the definition.

    Raises:
        BodyError: for a height or a weight that nobody has.

    >>> body_mass_index(Decimal(160), Decimal(64))
    Decimal('25')
    """
    _check_height(height)
    check_weight(weight)
    return _index(height, weight)


def check_body(height: Decimal | None, weight: Decimal | None) -> None:
    """Refuse a body that cannot be: 50–272 cm, 10–650 kg, body mass index 8–100.

    Args:
        height: In cm, or None where it is not known.
        weight: In kg, or None where it is not known.

    Raises:
        BodyError: naming the value, and what may have been meant.

    >>> check_body(Decimal("1.72"), None)
    Traceback (most recent call last):
    regimens.errors.BodyError: height: 1.72 cm is outside 50–272 cm; did you mean 1.72 m?
    """
    if height is not None:
        _check_height(height)
    if weight is not None:
        check_weight(weight)
    if height is None or weight is None:
        return
    index = _index(height, weight)
    if not within(index, _POSSIBLE):
        raise BodyError(
            f"{plain(height)} cm and {plain(weight)} kg give a body mass index of "
            f"{_apart(index, _POSSIBLE)}, outside {span(_POSSIBLE)}",
            where="height and weight",
            mend=_other_reading(height, weight),
        )


def unlikely_body(height: Decimal, weight: Decimal) -> str | None:
    """A sentence of caution where the body mass index is outside 13–50, else None; in cm and kg.

    Raises:
        BodyError: for a height or a weight that nobody has.

    >>> unlikely_body(Decimal(165), Decimal(154))
    'a body mass index of 56.6 (165 cm, 154 kg) is unlikely, being outside 13–50; did you mean \
165 cm and 154 lb?'
    """
    index = body_mass_index(height, weight)
    if within(index, _LIKELY):
        return None
    return (
        f"a body mass index of {_apart(index, _LIKELY)} ({plain(height)} cm, {plain(weight)} kg) "
        f"is unlikely, being outside {span(_LIKELY)}; {_other_reading(height, weight)}"
    )


def ideal_weight(height: Decimal, sex: Sex) -> Decimal:
    """The ideal body weight in kg: 50 (men) or 45.5 (women) + 2.3 for each inch over 60.

    Height in cm. Source: Devine 1974, see :data:`DEVINE_SOURCE`.

    Raises:
        BodyError: below 60 inches (152.4 cm), for which the equation states nothing, and for a
            height that nobody has.

    >>> ideal_weight(Decimal("177.8"), Sex.MALE)
    Decimal('73')
    """
    _check_height(height)
    if height < _SIXTY_INCHES:
        raise BodyError(
            f"{plain(height)} cm is under 152.4 cm (60 inches), below which the Devine equation "
            "states no weight",
            where="height",
            mend="use the actual weight",
        )
    start = by_sex(sex, Decimal("45.5"), Decimal(50))
    over = EXACT.multiply(EXACT.subtract(height, _SIXTY_INCHES), Decimal("2.3"))
    return FORTY.add(start, FORTY.divide(over, _INCH))


def adjusted_weight(
    actual: Decimal, ideal: Decimal, correction: Decimal = Decimal("0.4")
) -> Decimal:
    """The adjusted body weight in kg: ideal + correction × (actual − ideal); both in kg.

    Source: see :data:`ADJUSTED_WEIGHT_SOURCE`, which states the correction of 0.4.

    Raises:
        BodyError: where the actual weight is below the ideal one, a weight is one that nobody has,
            or the correction is outside 0–1.

    >>> adjusted_weight(Decimal(100), Decimal(70))
    Decimal('82.0')
    """
    check_weight(actual)
    check_weight(ideal, "ideal weight")
    if not within(correction, _SHARES):
        raise BodyError(
            f"{plain(correction)} is outside 0–1", where="correction", mend="use one as in 0.4"
        )
    if actual < ideal:
        raise BodyError(
            f"{plain(actual)} kg is below the ideal weight of {_apart(ideal, (actual,))} kg",
            where="weight",
            mend="use the actual weight",
        )
    return EXACT.add(ideal, EXACT.multiply(correction, EXACT.subtract(actual, ideal)))


def by_sex(sex: Sex, female: _T, male: _T) -> _T:
    """The one of two values that belongs to a sex."""
    match sex:
        case Sex.FEMALE:
            return female
        case Sex.MALE:
            return male
        case _:
            assert_never(sex)


def _index(height: Decimal, weight: Decimal) -> Decimal:
    return FORTY.divide(EXACT.multiply(weight, Decimal(10000)), EXACT.multiply(height, height))


def within(value: Decimal, limits: tuple[Decimal, Decimal]) -> bool:
    """Whether a number lies between two limits, both included."""
    return value.is_finite() and limits[0] <= value <= limits[1]


def span(limits: tuple[Decimal, Decimal]) -> str:
    """Two limits as a message prints them."""
    return f"{plain(limits[0])}–{plain(limits[1])}"


def _apart(value: Decimal, limits: tuple[Decimal, ...]) -> str:
    """A value that is none of the limits, with as many decimals as tell it from them."""
    step = Decimal("0.1")
    while (rounded := round_half_up(value, step)) in limits:
        step = EXACT.scaleb(step, -1)
    return plain(rounded)


def _check_height(height: Decimal) -> None:
    if within(height, _HEIGHTS):
        return
    given = plain(height)
    meant = [unit for unit, cm in _HEIGHT_UNITS if within(EXACT.multiply(height, cm), _HEIGHTS)]
    raise BodyError(
        f"{given} cm is outside {span(_HEIGHTS)} cm",
        where="height",
        mend=f"did you mean {given} {meant[0]}?" if meant else "write it in cm, as in 165 cm",
    )


def check_weight(weight: Decimal, where: str = "weight") -> None:
    """Refuse a weight in kg that nobody has.

    Raises:
        BodyError: outside 10–650 kg.
    """
    if not within(weight, _WEIGHTS):
        raise BodyError(
            f"{plain(weight)} kg is outside {span(_WEIGHTS)} kg",
            where=where,
            mend="check the decimal point and the unit, as in 70 kg",
        )


def _other_reading(height: Decimal, weight: Decimal) -> str:
    """What an unlikely pair may have meant: swapped, or in inches or pounds."""
    cm, kg = plain(height), plain(weight)
    inches, pounds = EXACT.multiply(height, _INCH), EXACT.multiply(weight, _POUND)
    readings = (
        (f"{kg} cm and {cm} kg", weight, height),
        (f"{cm} in and {kg} kg", inches, weight),
        (f"{cm} cm and {kg} lb", height, pounds),
        (f"{cm} in and {kg} lb", inches, pounds),
    )
    meant = [
        text
        for text, high, heavy in readings
        if within(high, _GUESSED) and within(_index(high, heavy), _LIKELY)
    ]
    if meant:
        return f"did you mean {', or '.join(meant)}?"
    return "check for swapped values or a slip of the unit"


# The ideal weight.
DEVINE_SOURCE = Source(
    title="Devine BJ. Drug Intell Clin Pharm 1974;8:650–655",
    identifier="doi:10.1177/106002807400801104",
    locator="equation, as printed on clincalc.com/Kinetics/IdealBW.aspx and in the R package "
    "physiology (ideal_weight_Devine)",
    checked_on=date(2026, 11, 21),
)
# The adjusted weight: ideal weight and 40 % of what lies above it.
ADJUSTED_WEIGHT_SOURCE = Source(
    title="NCCN Chemotherapy Order Templates, Appendix B: Carboplatin Dosing, 2018 and 2020",
    identifier="NCCN Templates Appendix B",
    locator="Additional Considerations; also on clincalc.com/Kinetics/IdealBW.aspx",
    checked_on=date(2026, 11, 21),
)
