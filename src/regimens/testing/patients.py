"""Strategies for patients: plausible bodies, written as users write them, and the edges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from types import EllipsisType, NoneType
from typing import Any

from hypothesis import strategies as st

from regimens.decimals import EXACT, plain, round_half_up
from regimens.errors import RegimensError
from regimens.patient import Patient, PriorDose
from regimens.testing.amounts import dose_texts
from regimens.testing.arguments import check_is, check_switches
from regimens.testing.drawing import Asked, among, asked, fixed
from regimens.units import Kind, measure

__all__ = ["HEIGHT_UNITS", "WEIGHT_UNITS", "bodies", "height_texts", "patients", "weight_texts"]

HEIGHT_UNITS = ("cm", "m", "in", "ft")
WEIGHT_UNITS = ("kg", "lb", "lbs")
_TENTH = Decimal("0.1")
# What a unit is in cm or kg, with how many decimals people write of it.
_SIZES = {
    "cm": (Decimal(1), Decimal("0.1")),
    "m": (Decimal(100), Decimal("0.01")),
    "in": (Decimal("2.54"), Decimal("0.5")),
    "ft": (Decimal("30.48"), Decimal("0.01")),
    "kg": (Decimal(1), Decimal("0.1")),
    "lb": (Decimal("0.45359237"), Decimal("0.5")),
    "lbs": (Decimal("0.45359237"), Decimal("0.5")),
}
_FORMS = ("{} {}", "{}{}", "{}\u00a0{}", "{}\u202f{}", "{}0 {}")
# Plausible, in tenths: cm, kg/m² as tenths of kg on 1 m; bodies of 16 to 40 kg/m² at any rounding.
_HEIGHTS = (1400, 2050)
_INDEX = (16, 40)
_USUAL_WEIGHTS = (400, 1300)
_PLAIN = (1700, 700)
# Bodies on and beside every limit of what can be and what is likely, as users could write them.
_EDGES: Sequence[tuple[str | None, str | None]] = (
    (None, None),
    (None, "70 kg"),
    ("170 cm", None),
    ("50 cm", "10 kg"),
    ("50 cm", "25 kg"),
    ("272 cm", "650 kg"),
    ("2.72 m", "59.1872 kg"),
    ("200 cm", "32 kg"),
    ("2 m", "400 kg"),
    ("160 cm", "20.48 kg"),
    ("160 cm", "256 kg"),
    ("160 cm", "33.28 kg"),
    ("160 cm", "33.279999999999999999999999 kg"),
    ("160 cm", "128 kg"),
    ("160 cm", "128.000000000000000000000001 kg"),
    ("112 cm", "10.0352 kg"),
    ("254 cm", "645.16 kg"),
    ("66.9291338582677165354331 in", "154.3235835294142 lb"),
    ("5.5 ft", "60 lb"),
    ("000170 cm", "000000000070 kg"),
    ("170.000000000000000000000001 cm", "70.005 kg"),
)
_NAMES = ("A", "Anna Müller", "O’Brien-Núñez", "李娜", "أمل", "=1+1", "a,b;c", '"', "A" * 200, "")
_DRUGS = ("drug-a", "Drug-A", "dexamethasone", "doxorubicin")
_SEXES = st.sampled_from((None, "female", "male"))
_STATUS = st.none() | st.integers(0, 5)
_PRIOR = st.just(()) | st.lists(
    st.builds(PriorDose, drug=st.sampled_from(_DRUGS), dose=dose_texts()), min_size=1, max_size=2
).map(tuple)
_BORN = st.none() | st.dates(date(1930, 1, 1), date(2005, 12, 31))
_BORN_EVER = _BORN | st.sampled_from((date(1, 1, 1), date(1900, 2, 28), date(2000, 2, 29)))
_ENDED = st.none() | st.dates(date(2000, 1, 1), date(2026, 12, 31))
_ENDED_EVER = _ENDED | st.sampled_from((date(1, 1, 1), date(9999, 12, 31)))
_ODD_NAMES = st.none() | st.sampled_from(_NAMES)
_USUAL = (st.none() | st.sampled_from(_NAMES[:5]), _BORN, _ENDED)


def bodies() -> st.SearchStrategy[tuple[Decimal, Decimal]]:
    """Plausible heights in cm with weights in kg, to a tenth; the simplest is 170 cm and 70 kg.

    >>> from hypothesis import given
    >>> @given(bodies())
    ... def is_no_giant(body: tuple[Decimal, Decimal]) -> None:
    ...     assert 140 <= body[0] <= 205
    >>> is_no_giant()
    """
    return _bodies()


@st.composite
def _bodies(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    height = draw(_offsets(_HEIGHTS, _PLAIN[0]))
    return _tenths(height), _tenths(draw(_offsets(_weights(height), _PLAIN[1])))


def _tenths(number: int) -> Decimal:
    return EXACT.multiply(Decimal(number), _TENTH)


@cache
def _offsets(limits: tuple[int, int], plain_value: int) -> st.SearchStrategy[int]:
    """Numbers within limits; the simplest is the plain one, or the limit that is nearest."""
    low, high = limits
    middle = min(max(plain_value, low), high)
    return st.integers(low - middle, high - middle).map(lambda offset: middle + offset)


def _weights(height: int) -> tuple[int, int]:
    """The plausible weights at a height, both in tenths."""
    low, high = _INDEX
    return -(-low * height * height // 100_000), high * height * height // 100_000


def _heights(weight: Decimal) -> tuple[int, int]:
    """The plausible heights of a weight in kg, in tenths of cm: all those there are, if none is."""
    low, high = _HEIGHTS
    tenths = round_half_up(EXACT.multiply(weight, Decimal(10)), Decimal(1))
    fitting = [
        height
        for height in range(low, high + 1, 10)
        if _weights(height)[0] <= tenths <= _weights(height)[1]
    ]
    return (fitting[0], fitting[-1]) if fitting else (low, high)


def height_texts(height: Decimal | None = None) -> st.SearchStrategy[str]:
    """Heights as users write them, in every unit that is read; the simplest is ``"170 cm"``.

    Args:
        height: In cm, written to what people write of the unit; drawn where it is left out.

    >>> from hypothesis import find
    >>> find(height_texts(), lambda text: text.endswith("in"))
    '67 in'
    """
    return _height_texts(_measures("height", height, _HEIGHTS, _PLAIN[0]))


@st.composite
def _height_texts(draw: st.DrawFn, heights: st.SearchStrategy[Decimal]) -> str:
    return _height_text(draw, draw(heights))


def _height_text(draw: st.DrawFn, height: Decimal) -> str:
    return _text(height, draw(among(*HEIGHT_UNITS)), draw(among(*_FORMS)))


def weight_texts(weight: Decimal | None = None) -> st.SearchStrategy[str]:
    """Body weights as users write them, in every unit that is read; the simplest is ``"70 kg"``.

    Args:
        weight: In kg, written to what people write of the unit; drawn where it is left out.

    >>> from hypothesis import find
    >>> find(weight_texts(), lambda text: text.endswith("lb"))
    '154.5 lb'
    """
    return _weight_texts(_measures("weight", weight, _USUAL_WEIGHTS, _PLAIN[1]))


@st.composite
def _weight_texts(draw: st.DrawFn, weights: st.SearchStrategy[Decimal]) -> str:
    return _weight_text(draw, draw(weights))


def _weight_text(draw: st.DrawFn, weight: Decimal) -> str:
    return _text(weight, draw(among(*WEIGHT_UNITS)), draw(among(*_FORMS)))


def _measures(
    where: str, value: Decimal | None, limits: tuple[int, int], plain_value: int
) -> st.SearchStrategy[Decimal]:
    """The value given, or those within limits where none is."""
    check_is(where, value, Decimal, NoneType)
    if value is None:
        return _offsets(limits, plain_value).map(_tenths)
    if not value.is_finite() or value <= 0:
        raise RegimensError(f"{value} is not above 0", where=where, mend="give a number that is")
    return st.just(value)


def _text(value: Decimal, unit: str, form: str) -> str:
    size, step = _SIZES[unit]
    number = plain(round_half_up(EXACT.divide(value, size), step))
    if form.startswith("{}0"):
        number = number if "." in number else f"{number}."
    return form.format(number, unit)


def patients(
    *,
    height: Asked[str | None] = ...,
    weight: Asked[str | None] = ...,
    sex: Asked[str | None] = ...,
    born: Asked[date | None] = ...,
    id: Asked[str | None] = ...,  # noqa: A002 - as the patient has it
    name: Asked[str | None] = ...,
    ecog: Asked[int | None] = ...,
    prior_therapy_ended: Asked[date | None] = ...,
    prior_doses: Asked[tuple[PriorDose, ...]] = ...,
    extremes: bool = False,
) -> st.SearchStrategy[Patient]:
    """Patients with plausible bodies; the simplest is 170 cm and 70 kg, of whom no more is known.

    Height and weight are always known and fit each other (140–205 cm, a body mass index of 16 to
    40); they are written in every unit and spelling that is read. Each argument is a value, which
    fixes it, or a strategy to draw it from; what is left out is drawn as fits the rest. A fixed
    weight gets a height that fits it, a fixed height a weight. Creatinine is no part of a patient:
    it is recorded with a laboratory event.

    Args:
        height: As text with its unit, or None where it is not known.
        weight: As text with its unit, or None where it is not known.
        sex: ``"female"``, ``"male"`` or None.
        born: From 1930 to 2005, or None.
        id: The caller's own identifier.
        name: For the calendars people hold.
        ecog: 0 to 5, or None.
        prior_therapy_ended: From 2000 to 2026, or None.
        prior_doses: Up to two.
        extremes: Whether bodies may lie on and beside the limits of what is taken (50–272 cm,
            10–650 kg, an index of 8 to 100), or not be known; dates of birth and of earlier
            treatment on the first and last day there is; names and numbers that programs stumble
            over.

    Raises:
        RegimensError: as :class:`regimens.Patient` for a value that it does not take.

    >>> from hypothesis import given
    >>> @given(patients(height="165 cm", sex="female"))
    ... def is_not_underweight(patient: Patient) -> None:
    ...     assert patient.weight_kg >= 43
    >>> is_not_underweight()
    """
    check_switches(extremes=extremes)
    words, births, ends = (_ODD_NAMES, _BORN_EVER, _ENDED_EVER) if extremes else _USUAL
    fields: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
        "sex": (sex, _SEXES),
        "born": (born, births),
        "id": (id, words),
        "name": (name, words),
        "ecog": (ecog, _STATUS),
        "prior_therapy_ended": (prior_therapy_ended, ends),
        "prior_doses": (prior_doses, _PRIOR),
    }
    given = {name: value for name, (value, _) in fields.items()}
    Patient(**fixed(height=height, weight=weight, **given))  # or refused
    others = st.fixed_dictionaries({name: asked(*field) for name, field in fields.items()})
    return _patients(height, weight, others, extremes=extremes)


@st.composite
def _patients(
    draw: st.DrawFn,
    height: Asked[str | None],
    weight: Asked[str | None],
    others: st.SearchStrategy[dict[str, Any]],
    *,
    extremes: bool,
) -> Patient:
    high, heavy = _body(draw, height, weight)
    if extremes and {type(height), type(weight)} == {EllipsisType}:
        high, heavy = draw(st.sampled_from(((high, heavy), *_EDGES)))
    return Patient(height=high, weight=heavy, **draw(others))


def _body(draw: st.DrawFn, height: Any, weight: Any) -> tuple[str | None, str | None]:
    """Height and weight as text: what is left out of them is drawn as fits the other."""
    high = draw(height) if isinstance(height, st.SearchStrategy) else height
    heavy = draw(weight) if isinstance(weight, st.SearchStrategy) else weight
    if isinstance(high, EllipsisType):
        limits = _HEIGHTS
        if isinstance(heavy, str):
            limits = _heights(measure(heavy, Kind.WEIGHT, where="weight").value)
        high = _height_text(draw, _tenths(draw(_offsets(limits, _PLAIN[0]))))
    if isinstance(heavy, EllipsisType):
        limits = _USUAL_WEIGHTS
        if isinstance(high, str):
            centimetres = measure(high, Kind.HEIGHT, where="height").value
            limits = _weights(int(EXACT.multiply(centimetres, Decimal(10))))
        heavy = _weight_text(draw, _tenths(draw(_offsets(limits, _PLAIN[1]))))
    return high, heavy
