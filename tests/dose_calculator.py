"""A calculator of any dose as written: body surface, caps, tables and roundings, on fractions.

It is written from what the words mean. Of the library it takes the definitions and the events as
they are typed; nothing that plans or calculates is called. Powers are taken by logarithms of 50
digits, where the library takes them in 40 by the power itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from math import floor, isqrt
from typing import NamedTuple

from regimens.amounts import Basis, Per, Unit, WrittenDose
from regimens.components import Component, LevelTable, TableValue
from regimens.events import Event, Lab
from regimens.patient import Patient

__all__ = ["Choosing", "Refused", "known", "lowest", "resolved", "rows_for", "surface"]

_FIFTY = Context(prec=50)
# Coefficient, power of the height in cm, power of the weight in kg, as the papers' reprints have
# them; of the formula of Schlich the women's first.
_POWERS = {
    "du-bois": [("0.007184", "0.725", "0.425")],
    "haycock": [("0.024265", "0.3964", "0.5378")],
    "gehan-george": [("0.0235", "0.42246", "0.51456")],
    "fujimoto": [("0.008883", "0.663", "0.444")],
    "takahira": [("0.007241", "0.725", "0.425")],
    "shuter-aslani": [("0.00949", "0.655", "0.441")],
    "schlich": [("0.000975482", "1.08", "0.46"), ("0.000579479", "1.24", "0.38")],
}


class Refused(Exception):  # noqa: N818 - no mistake, but an answer
    """No dose may be made of it."""


class Choosing(NamedTuple):
    """What a hospital chooses, as numbers."""

    formula: str = "mosteller"
    surface_step: Fraction | None = Fraction(1, 100)
    surface_cap: Fraction | None = None
    step: Fraction = Fraction(1, 100)
    reweigh: Fraction = Fraction(10, 100)
    validity: int = 14


def _half_up(value: Fraction, step: Fraction) -> Fraction:
    return floor(value / step + Fraction(1, 2)) * step


def _exact(height: Fraction, weight: Fraction, formula: str, sex: str) -> Fraction:
    """The body surface in m² to 50 digits, a square root by whole numbers to 60 decimals."""
    high, heavy = _decimal(height), _decimal(weight)
    if formula == "mosteller":
        square = height * weight / 3600
        return Fraction(isqrt(square.numerator * 10**120 // square.denominator), 10**60)
    if formula == "boyd":
        grams = _FIFTY.multiply(heavy, Decimal(1000))
        tens = _FIFTY.divide(_FIFTY.ln(grams), _FIFTY.ln(Decimal(10)))
        power = _FIFTY.subtract(Decimal("0.7285"), _FIFTY.multiply(Decimal("0.0188"), tens))
        return Fraction("0.0003207") * _product((high, Decimal("0.3")), (grams, power))
    own = _POWERS[formula]
    factor, of_height, of_weight = own[-1 if sex == "male" else 0]
    return Fraction(factor) * _product((high, Decimal(of_height)), (heavy, Decimal(of_weight)))


def _decimal(value: Fraction) -> Decimal:
    return _FIFTY.divide(Decimal(value.numerator), Decimal(value.denominator))


def _product(*powers: tuple[Decimal, Decimal]) -> Fraction:
    total = Decimal(0)
    for base, exponent in powers:
        total = _FIFTY.add(total, _FIFTY.multiply(exponent, _FIFTY.ln(base)))
    return Fraction(_FIFTY.exp(total))


def surface(
    height: Fraction,
    weight: Fraction,
    choosing: Choosing,
    *,
    sex: str = "female",
    cap: Fraction | None = None,
) -> Fraction:
    """The body surface in m² that doses are made from: capped, rounded once, not over the cap."""
    used = _exact(height, weight, choosing.formula, sex)
    caps = [one for one in (cap, choosing.surface_cap) if one is not None]
    used = min([used, *caps])
    if choosing.surface_step is not None:
        used = min([_half_up(used, choosing.surface_step), *caps])
    if not used:
        raise Refused
    return used


def resolved(
    written: WrittenDose,
    fraction: Fraction,
    body: tuple[Fraction, Fraction],
    choosing: Choosing,
    *,
    sex: str = "female",
) -> list[tuple[Fraction, Fraction]]:
    """The calculated and the rounded milligrams of each administration of a day.

    Raises:
        Refused: where nothing would be left of one.
    """
    if written.amount.unit is Unit.CELLS:  # a product holds what it holds
        choosing = choosing._replace(step=Fraction(1, 100))
    height, weight = body
    capped = None if written.surface_cap is None else Fraction(written.surface_cap)
    measures = {Basis.FLAT: Fraction(1), Basis.WEIGHT: weight}
    bases = {written.amount.basis, *([written.cap.basis] if written.cap else [])}
    if Basis.SURFACE in bases:
        measures[Basis.SURFACE] = surface(height, weight, choosing, sex=sex, cap=capped)
    full = Fraction(written.amount.value) * measures[written.amount.basis]
    divided = written.times if written.per is Per.DAY else 1
    most = each = None
    if written.cap is not None:
        most = Fraction(written.cap.value) * measures[written.cap.basis]
        if written.cap.per is not written.per and written.times > 1:
            if written.cap.per is Per.DAY:
                most = floor(most / written.times * 10**6) * Fraction(1, 10**6)
            else:
                each = most
                most *= written.times
        full = min(full, most)
    exact = full * fraction
    rounded = _half_up(exact, choosing.step)
    if most is not None and rounded > most:
        rounded = floor(most / choosing.step) * choosing.step
    parts = _divided(rounded, divided, choosing.step)
    while each is not None and max(parts) > each:
        rounded -= choosing.step
        parts = _divided(rounded, divided, choosing.step)
    if not all(parts):
        raise Refused
    share = exact / divided
    if divided > 1 or (choosing.surface_step is None and Basis.SURFACE in bases):
        share = _half_up(share, Fraction(1, 10**6))
    return [(share, part) for part in (parts if divided > 1 else parts * written.times)]


def _divided(day: Fraction, times: int, step: Fraction) -> list[Fraction]:
    """Whole steps each, the larger parts first."""
    steps = int(day / step)
    return [(steps // times + (part < steps % times)) * step for part in range(times)]


# --- tables of levels ----------------------------------------------------------------------------


def known(
    by: TableValue, patient: Patient, day: date, events: Sequence[Event], validity: int
) -> Fraction | None:
    """The value that a table is read by on a day; of several of the latest day the last."""
    if by is TableValue.WEIGHT:
        return None if patient.weight_kg is None else Fraction(patient.weight_kg)
    if by is TableValue.AGE:
        return None if patient.born is None else Fraction(_age(patient.born, day))
    labs = [
        event
        for event in events
        if isinstance(event, Lab) and 0 <= day.toordinal() - event.on.toordinal() <= validity
    ]
    labs.sort(key=lambda lab: lab.on)
    if by is TableValue.BILIRUBIN:
        found = [lab.bilirubin_times_normal for lab in labs if lab.bilirubin_times_normal]
        return Fraction(found[-1]) if found else None
    measured = [lab.creatinine_clearance for lab in labs if lab.creatinine_clearance]
    if measured:
        return Fraction(measured[-1].value)
    estimated = [value for value in (_estimated(lab, patient) for lab in labs) if value is not None]
    return estimated[-1] if estimated else None


def _age(born: date, day: date) -> int:
    """Completed years; who was born on 29 February completes one on the 28th of other years."""
    had = (day.month, day.day) >= (born.month, born.day)
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    if (born.month, born.day) == (2, 29) and not leap:
        had = (day.month, day.day) >= (2, 28)
    return day.year - born.year - (not had)


def _estimated(lab: Lab, patient: Patient) -> Fraction | None:
    """By Cockcroft and Gault, for adults and a creatinine that can be."""
    if lab.creatinine is None or not (patient.born and patient.weight_kg and patient.sex):
        return None
    creatinine = Fraction(lab.creatinine.value)
    if lab.creatinine.kind.value == "µmol/L":
        creatinine /= Fraction("88.4")
    age = _age(patient.born, lab.on)
    if not (18 <= age <= 120 and Fraction(1, 10) <= creatinine <= 25):
        return None
    share = Fraction("0.85") if patient.sex.value == "female" else 1
    return (140 - age) * Fraction(patient.weight_kg) * share / (72 * creatinine)


def rows_for(table: LevelTable, value: Fraction) -> Iterator[str | None]:
    """The level of each row that a value lies in, None for the full dose.

    Raises:
        Refused: for a row of which nothing is given.
    """
    for band in table.bands:
        above = band.low is None or value > band.low or (band.low_included and value == band.low)
        below = (
            band.high is None or value < band.high or (band.high_included and value == band.high)
        )
        if above and below:
            if band.not_given:
                raise Refused
            yield band.level


def lowest(component: Component, levels: Sequence[str]) -> str:
    """Of several levels the one with the lowest dose of a day.

    Raises:
        Refused: where their days or times differ, so that neither is simply the lower.
    """
    named = [one for one in component.levels if one.name in levels]
    if len({(one.days, one.dose.times) for one in named}) > 1:
        raise Refused
    return min(named, key=lambda one: one.dose.of_a_day).name
