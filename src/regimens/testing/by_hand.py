"""The milligrams that a printed working gives, worked out from its printed numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import floor

from regimens.administrations import Administration
from regimens.amounts import Basis, Per
from regimens.surface import BsaFormula
from regimens.working import Working

__all__ = ["half_up", "off_by_hand"]

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HALF = Fraction(1, 2)
_WORKING = Fraction(1, 10**58)  # of a number: what has no end is worked out to 60 digits


def half_up(value: Fraction, step: Fraction) -> Fraction:
    """A number to the nearest multiple of a step, a half going up.

    >>> print(half_up(Fraction("13.425"), Fraction("0.01")))
    1343/100
    """
    return floor(value / step + _HALF) * step


def off_by_hand(row: Administration) -> Iterator[str]:
    """Each step of a dose's working that does not give what it prints, in words.

    Every step is worked out again from the numbers that it prints, and has to begin with the
    result of the step before it. Of the body surface formulas only Mosteller's is worked out; of
    the roundings those to a step.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> list(off_by_hand(course.plan()[1]))
    []
    """
    area: Fraction | None = None
    cap: Fraction | None = None
    mass = reduced = Fraction(row.resolved.written.amount.value)
    for step in row.working:
        result = _result(step)
        if step.result.endswith("m²"):
            if step.name == "capped":
                (cap,) = _numbers(step.formula)
            right = _is_area(step, row, area, cap)
            area = result
        elif step.name == "volume":
            right = _is_volume(step, mass)
        elif step.name == "made of":
            right = True  # whether its pieces make the dose is another invariant
        else:
            right = _is_mass(step, row, mass, area)
            mass = result
            if step.name not in {"rounded", "divided"}:
                reduced = result
        if not right:
            yield f"{step.name}: {step.formula} is not {step.result}, from {_text(mass)}"
    if mass != Fraction(row.resolved.value):
        yield f"the last step gives {_text(mass)}, and the dose is {row.resolved.value}"
    yield from _off_calculated(row, reduced)


def _is(result: Fraction, exact: Fraction) -> bool:
    """Whether a result is the exact one; of an unrounded body surface it has 60 digits."""
    return abs(result - exact) <= exact * _WORKING


def _text(value: Fraction) -> str:
    return f"{float(value):g}"


def _numbers(text: str) -> list[Fraction]:
    """The numbers of a formula, without the one that is part of the unit of cells."""
    return [Fraction(number) for number in _NUMBER.findall(text.replace("×10⁶", ""))]


def _result(step: Working) -> Fraction:
    return Fraction(step.result.split(" ")[0])


def _is_area(
    step: Working, row: Administration, before: Fraction | None, cap: Fraction | None
) -> bool:
    """Whether a step to the body surface area gives what it prints."""
    result, inputs = _result(step), _numbers(step.formula)
    if before is None:
        surface = row.resolved.surface
        if surface is None or surface.formula is not BsaFormula.MOSTELLER:
            return surface is not None
        height, weight = inputs[-2:]
        digits = step.result.split(" ")[0].partition(".")[2]
        slack = Fraction(1, 2 * 10 ** len(digits)) + result * _WORKING
        return (result - slack) ** 2 <= height * weight / 3600 <= (result + slack) ** 2
    area = before if step.name == "capped" else half_up(before, inputs[0])
    return result == (area if cap is None else min(area, cap))


def _is_volume(step: Working, mass: Fraction) -> bool:
    begin, concentration = _numbers(step.formula)[:2]
    return begin == mass and _result(step) == half_up(mass / concentration, Fraction(1, 100))


def _is_mass(step: Working, row: Administration, mass: Fraction, area: Fraction | None) -> bool:
    """Whether a step to the milligrams begins with those before it and gives what it prints."""
    result, inputs = _result(step), _numbers(step.formula)
    written = row.resolved.written
    match step.name.split(" ")[0]:
        case "fraction":
            return inputs[0] == mass and _is(result, mass * inputs[1])
        case "rounded":
            return inputs[0] == mass and _is_rounded(result, row, inputs)
        case "divided":
            return inputs == [mass, written.times, row.occurrence] and _is_part(result, row, mass)
        case "capped":
            return result <= mass and _is_cap(result, row, inputs)
        case _ if step.formula == "as written":
            return written.amount.basis is Basis.FLAT and result == mass
        case _:
            amount, _, measure = step.formula.rpartition(" × ")
            multiplied = sum(_numbers(measure), Fraction(0))  # a clearance is printed with its + 25
            by_area = written.amount.basis is not Basis.SURFACE or multiplied == area
            return by_area and _numbers(amount)[0] == mass and _is(result, mass * multiplied)


def _is_part(result: Fraction, row: Administration, mass: Fraction) -> bool:
    """Within a step of an equal part; pieces cannot always be shared out so evenly."""
    making, times = row.resolved.making, row.resolved.written.times
    if making.form is not None:
        return times > 1 and result < mass
    return times > 1 and abs(result - mass / times) < Fraction(making.step.value)


def _is_rounded(result: Fraction, row: Administration, inputs: list[Fraction]) -> bool:
    """Half up to the printed step; down where up would go over the cap."""
    if row.resolved.making.form is not None or len(inputs) != 2:
        return True
    mass, step = inputs
    if result == half_up(mass, step):
        return True
    below = floor(mass / step) * step
    return row.resolved.written.cap is not None and result <= below and mass - result < 2 * step


def _is_cap(result: Fraction, row: Administration, inputs: list[Fraction]) -> bool:
    """The cap as printed; where it is for a day and the dose for a part of it, or the reverse."""
    written = row.resolved.written
    assert written.cap is not None  # noqa: S101 - it was reached
    cap = inputs[1] * inputs[2] if len(inputs) == 3 else inputs[0]
    if written.cap.per is written.per or written.times == 1:
        return _is(result, cap)
    return result <= cap * written.times


def _off_calculated(row: Administration, reduced: Fraction) -> Iterator[str]:
    """The dose before rounding: exact, or to 6 decimals where it has no end."""
    written, surface = row.resolved.written, row.resolved.surface
    share = reduced / (written.times if written.per is Per.DAY else 1)
    exact = share == reduced and (surface is None or surface.rounding is not None)
    if abs(share - Fraction(row.calculated)) > (0 if exact else Fraction(1, 2 * 10**6)):
        yield f"the dose before rounding is {_text(share)}, and {row.calculated} is shown"
