"""Events about the patient: measurements, responses, transplants."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from regimens.body import check_body
from regimens.calendars import Calendar
from regimens.decimals import EXACT, plain, round_half_up
from regimens.errors import BodyError
from regimens.events import Measurement, Response, Transplant
from regimens.history import effective
from regimens.rules import ResponseCategory
from regimens.testing.cycle_events import Carried, pick
from regimens.testing.dose_events import span
from regimens.units import Kind, Measure, measure

__all__ = ["measurement", "response", "transplant"]

_PERCENT = st.sampled_from((100, 89, 110, 91, 80, 120, 79, 122)) | st.integers(75, 130)
_CORRECTED = st.integers(-3, 3)
_POUND = Decimal("0.45359237")
_TENTH = Decimal("0.1")
_WHAT = st.integers(0, 3)  # a weight, a weight again, a height, both
_USED = st.none() | st.integers(0, 30)
_USUAL_WEIGHT, _USUAL_HEIGHT = Decimal(70), Decimal(165)


def response(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Response:
    """An assessment at any time, also before there is anything to assess."""
    on = calendar.start + timedelta(days=draw(st.integers(0, span(calendar))))
    return Response(on=on, response=pick(draw, tuple(ResponseCategory)), **carried)


def transplant(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Transplant:
    """An infusion of stem cells at any time."""
    on = calendar.start + timedelta(days=draw(st.integers(0, span(calendar))))
    return Transplant(on=on, **carried)


def measurement(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Measurement:
    """A weight, a height or both, near those known, used from the next cycle or from a day."""
    on = calendar.start + timedelta(days=draw(st.integers(-7, span(calendar))))
    heights, weights = _known(calendar)
    what = draw(_WHAT)
    weight = None if what == 2 else _weight(draw, heights, weights)
    if weight is not None:
        weights = [*weights, weight.value]
    height = _height(draw, heights, weights) if what >= 2 else None
    used = draw(_USED)
    return Measurement(
        on=on,
        weight=weight,
        height=height,
        from_=None if used is None else on + timedelta(days=used),
        **carried,
    )


def _weight(draw: st.DrawFn, heights: list[Decimal], weights: list[Decimal]) -> Measure:
    """Some percent of the last weight, in kilograms or pounds; the same where that cannot be."""
    share = EXACT.divide(Decimal(draw(_PERCENT)), Decimal(100))
    weight, unit = EXACT.multiply(weights[-1], share), "kg"
    if draw(st.booleans()):
        weight, unit = EXACT.divide(weight, _POUND), "lb"
    found = measure(f"{plain(round_half_up(weight, _TENTH))} {unit}", Kind.WEIGHT)
    return found if _can_be(heights, [found.value]) else Measure(weights[-1], Kind.WEIGHT)


def _height(draw: st.DrawFn, heights: list[Decimal], weights: list[Decimal]) -> Measure:
    """The last height, or a few centimetres more or less where that can be."""
    height, unit = EXACT.add(heights[-1], Decimal(draw(_CORRECTED))), "cm"
    if draw(st.booleans()):
        height, unit = EXACT.divide(height, Decimal(100)), "m"
    found = measure(f"{plain(height)} {unit}", Kind.HEIGHT)
    return found if _can_be([found.value], weights) else Measure(heights[-1], Kind.HEIGHT)


def _known(calendar: Calendar) -> tuple[list[Decimal], list[Decimal]]:
    """Every height and weight recorded, or usual ones where there is none."""
    measured = [event for _, event in effective(calendar.history) if isinstance(event, Measurement)]
    patient = calendar.patient
    heights = [patient.height, *(event.height for event in measured)]
    weights = [patient.weight, *(event.weight for event in measured)]
    return (
        [one.value for one in heights if one is not None] or [_USUAL_HEIGHT],
        [one.value for one in weights if one is not None] or [_USUAL_WEIGHT],
    )


def _can_be(heights: list[Decimal], weights: list[Decimal]) -> bool:
    """Whether each of these bodies can be, in whichever order they are used."""
    try:
        for height in heights:
            for weight in weights:
                check_body(height, weight)
    except BodyError:
        return False
    return True
