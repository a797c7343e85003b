"""What whole pieces and printed bands make of a dose, worked out by trying all there are."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm

from regimens.administrations import Administration
from regimens.amounts import Per
from regimens.presentations import sold_as
from regimens.rounding import Form
from regimens.testing.by_hand import half_up

__all__ = ["off_making"]

_TENTH = Fraction(1, 10)
_BANDS = (Form.NHS_BANDS, Form.NHS_BANDS_B)


def off_making(row: Administration) -> Iterator[str]:
    """What is wrong with the one rounding of a dose, in words: its step, pieces or band.

    >>> from datetime import date
    >>> from regimens import Course, Patient, Policy, catalogue
    >>> course = Course(catalogue.get("daratumumab-iv"), Patient(weight="70 kg"), cycles=1,
    ...                 start=date(2026, 1, 5), policy=Policy(rounding="vials"))
    >>> list(off_making(course.plan()[0]))
    []
    """
    made, making = row.resolved.made, row.resolved.making
    rounded, reduced = Fraction(made.dose), Fraction(row.resolved.reduced)
    capped = row.resolved.written.cap is not None
    told = f"{float(rounded):g} is not {float(reduced):g}"
    if making.form is None or made.source == "policy":
        step = Fraction(making.step.value)
        nearest = half_up(reduced, step)
        if rounded % step or (rounded != nearest and not (capped and rounded < nearest)):
            yield f"{told} to {making.step}, half up"
    elif making.form in _BANDS:
        if rounded != _band(row, reduced):
            yield f"{told} by its band"
    else:
        yield from _off_pieces(row, rounded, reduced)
    if strange := _strange(row):
        yield f"made of {strange}, in which {row.drug} does not come"


def _strange(row: Administration) -> str:
    """What a dose is taken from that its drug does not come in."""
    known = row.slot.component.drug.presentations or sold_as(row.drug)
    found = {one for one in row.resolved.making.pieces if one not in known}
    return ", ".join(sorted(map(str, found)))


def _band(row: Administration, reduced: Fraction) -> Fraction | None:
    """The dose of the last row of the drug's bands that begins at most with a dose."""
    bands = row.resolved.making.bands
    begun = [] if bands is None else [dose for low, dose in bands.rows if low <= reduced]
    return Fraction(begun[-1]) if begun else None


def _off_pieces(row: Administration, rounded: Fraction, reduced: Fraction) -> Iterator[str]:
    """Whole pieces: the nearest amount that they make, or with a cap any that they make."""
    made = row.resolved
    strengths = [Fraction(one.strength) for one in made.making.pieces]
    shared = made.written.per is Per.DAY and made.making.form is Form.DISPENSABLE
    parts = made.written.times if shared else 1
    amounts = _amounts(strengths, max(rounded, reduced), parts)
    if rounded not in amounts:
        yield f"whole pieces do not make {float(rounded):g}"
    if made.written.cap is not None:
        return
    nearest = min(amounts, key=lambda amount: (abs(amount - reduced), -amount))
    if rounded != nearest:
        yield f"{float(rounded):g} is made of {float(reduced):g}, and {float(nearest):g} is nearer"
    if made.making.form is Form.VIALS and abs(rounded - reduced) > reduced * _TENTH:
        yield f"{float(rounded):g} is more than 10 % from {float(reduced):g}"


def _amounts(strengths: list[Fraction], dose: Fraction, parts: int) -> list[Fraction]:
    """Every amount that so many whole pieces or more make, up to the first of a dose or more."""
    scale = lcm(*(one.denominator for one in strengths))
    whole = {int(one * scale) for one in strengths}
    unit = gcd(*whole)
    steps = sorted(one // unit for one in whole)
    most = int(dose * scale / unit) + steps[-1] * parts + 1
    pieces = {0: 0}  # the most pieces that make a number of units
    for count in range(1, most + 1):
        before = [pieces[count - step] for step in steps if count - step in pieces]
        if before:
            pieces[count] = max(before) + 1
    return [Fraction(count * unit, scale) for count, many in pieces.items() if many >= parts]
