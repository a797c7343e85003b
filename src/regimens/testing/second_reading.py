"""Dates and milligrams read off a definition a second time, by other means than a plan's.

Dates come from dateutil's recurrence rules, milligrams from fractions of whole numbers; nothing
that plans or calculates is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from dateutil.rrule import DAILY, rrule

from regimens.amounts import Basis, Per, WrittenDose
from regimens.components import Component
from regimens.phases import Phase
from regimens.regimen import Regimen
from regimens.schedule import Anchor, Following
from regimens.testing.trials import START, Body, cycles_shown

__all__ = ["Place", "cycle_starts", "exact_milligrams", "written_dates"]

Place = tuple[str, int, int, int, date]  # phase, cycle, the component's position from 0, day, date
Levels = Mapping[tuple[str, int, int], str]  # phase, cycle, position -> a level with its own days
_CLEARANCE = 90  # mL/min, as every trial has it


def cycle_starts(regimen: Regimen) -> dict[tuple[str, int], date]:
    """The first day of each cycle of the undisturbed course, by phase and cycle.

    >>> from regimens import catalogue
    >>> cycle_starts(catalogue.get("dcep"))["induction", 2]
    datetime.date(2026, 2, 2)
    """
    found: dict[tuple[str, int], date] = {}
    begin = START
    for phase in regimen.phases:
        *starts, begin = _days_from(begin, cycles_shown(phase) + 1, every=phase.cycle_length)
        found |= {(phase.name, number): start for number, start in enumerate(starts, start=1)}
    return found


def written_dates(regimen: Regimen, levels: Levels | None = None) -> Counter[Place]:
    """How often each component is due on each date of the undisturbed course, by default choices.

    Args:
        regimen: As written.
        levels: The levels that some components are at, by phase, cycle and position.

    >>> from regimens import catalogue
    >>> min(written_dates(catalogue.get("dcep")))
    ('induction', 1, 0, 1, datetime.date(2026, 1, 5))
    """
    found: Counter[Place] = Counter()
    phases = {phase.name: phase for phase in regimen.phases}
    for (name, cycle), start in cycle_starts(regimen).items():
        phase = phases[name]
        dated = dict(enumerate(_days_from(start, phase.cycle_length), start=phase.first_day))
        for position, day, times in _due(phase, cycle, levels or {}):
            if day in dated:
                found[name, cycle, position, day, dated[day]] += times
    return found


def _days_from(start: date, count: int, *, every: int = 1) -> list[date]:
    first = datetime.combine(start, time())
    return [one.date() for one in rrule(DAILY, dtstart=first, interval=every, count=count)]


def _due(phase: Phase, cycle: int, levels: Levels) -> Iterator[tuple[int, int, int]]:
    """Each component's position, a day of the cycle on which it is due, and how often that day."""
    own: dict[int, list[int]] = {}
    chosen = [one for one in enumerate(phase.components) if _is_default(phase, one[1])]
    for position, component in chosen:
        if isinstance(component.timing, tuple):
            own[position] = _scheduled(component, cycle, levels.get((phase.name, cycle, position)))
    for position, component in chosen:
        timing = component.timing
        if isinstance(timing, tuple):
            days = own[position]
        elif isinstance(timing, Following):
            leading = sorted(
                {
                    day
                    for place, led in own.items()
                    for day in led
                    if timing.what
                    in (phase.components[place].group, phase.components[place].drug.name)
                }
            )
            leading = leading[-1:] if timing.anchor is Anchor.LAST else leading
            days = sorted({day + offset for day in leading for offset in timing.offsets})
        else:
            days = list(range(phase.first_day, phase.first_day + phase.cycle_length))
        name = levels.get((phase.name, cycle, position))
        level = None if name is None else component.level(name)
        times = component.dose.times if level is None else level.dose.times
        yield from ((position, day, times) for day in days)


def _is_default(phase: Phase, component: Component) -> bool:
    """Whether it has no alternative, or is the first written one."""
    mine = component.alternative
    if mine is None:
        return True
    options = [one.alternative for one in phase.components if one.alternative is not None]
    return mine.option == next(one.option for one in options if one.choice == mine.choice)


def _scheduled(component: Component, cycle: int, name: str | None) -> list[int]:
    assert isinstance(component.timing, tuple)  # noqa: S101 - the caller has looked
    days = [day for one in component.timing if cycle in one.cycles for day in one.days]
    level = None if name is None else component.level(name)
    return list(level.days) if days and level is not None and level.days is not None else days


def exact_milligrams(written: WrittenDose, body: Body) -> Fraction:
    """One administration of a full dose, exactly, before any rounding.

    In mg, or in millions of cells. The body surface is Mosteller's, to 0.01 m² and capped as
    written; a target area under the curve becomes mg by Calvert's formula for 90 mL/min.

    >>> from regimens import catalogue
    >>> cisplatin = catalogue.get("dcep").phases[0].components[3]
    >>> exact_milligrams(cisplatin.dose, Body(165, 70))
    Fraction(179, 10)
    """
    surface = _surface(body, written.surface_cap)
    measures = {
        Basis.FLAT: Fraction(1),
        Basis.WEIGHT: Fraction(body.weight),
        Basis.SURFACE: surface,
        Basis.AUC: Fraction(_CLEARANCE + 25),
    }
    dose = Fraction(written.amount.value) * measures[written.amount.basis]
    cap = written.cap
    if cap is not None:
        most = Fraction(cap.value) * measures[cap.basis]
        if cap.per is not written.per:  # an administration's share of a day, or the other way round
            most *= Fraction(written.times) if cap.per is Per.ADMINISTRATION else 1
            most /= Fraction(written.times) if cap.per is Per.DAY else 1
        dose = min(dose, most)
    return dose / (written.times if written.per is Per.DAY else 1)


def _surface(body: Body, cap: Decimal | None) -> Fraction:
    """√(cm × kg ÷ 3600), at most a cap, to 0.01 m² with a half going up, and at most the cap.

    The root is the whole one of twice the hundredths, so that nothing but whole numbers is rounded.
    """
    square = Fraction(body.height * body.weight, 3600)
    most = square if cap is None else min(square, Fraction(cap) ** 2)
    doubled = most * 200**2
    area = Fraction((isqrt(doubled.numerator // doubled.denominator) + 1) // 2, 100)
    return area if cap is None else min(area, Fraction(cap))
