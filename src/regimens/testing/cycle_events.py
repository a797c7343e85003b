"""Events that move cycles or change doses from a day on, as they fit a calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from regimens.calendars import Calendar
from regimens.components import Role
from regimens.events import CycleStart, Delay, DoseChange
from regimens.gates import gates
from regimens.history import effective
from regimens.naming import phase_of
from regimens.phases import Phase
from regimens.recorded import Names
from regimens.regimen import Regimen
from regimens.schedule import Following
from regimens.statuses import Status
from regimens.timeline import CycleTime, Place

__all__ = [
    "Carried",
    "cycle_start",
    "delay",
    "delayed_alone",
    "fraction",
    "group_delay",
    "level",
    "levels_of",
    "pick",
    "reducible",
]

_T = TypeVar("_T")
Carried = Mapping[str, Any]
_FURTHEST = 20
_SHIFTS = st.sampled_from((0, 1, 7, 8, -1, -3)) | st.integers(-3, _FURTHEST)
_AFTER_A_WAIT = st.integers(0, 60)
_PERCENT = st.sampled_from((75, 50, 100)) | st.integers(50, 100)


def pick(draw: st.DrawFn, among: Sequence[_T]) -> _T:
    """One of them, by its number; the first when it shrinks."""
    return among[draw(st.integers(0, len(among) - 1))]


# --- cycles


def cycle_start(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> CycleStart | None:
    """A start of a cycle that has none recorded, or of a phase that waits for its start."""
    free: list[CycleTime | Phase] = [time for time in calendar.times if not time.recorded]
    free += _waiting(calendar)
    if not free:
        return None
    chosen = pick(draw, free)
    if isinstance(chosen, Phase):
        last = calendar.times[-1] if calendar.times else None
        length = 0 if last is None else last.phase.cycle_length
        reached = calendar.start if last is None else last.start + timedelta(days=length)
        on = reached + timedelta(days=draw(_AFTER_A_WAIT))
        return CycleStart(phase=chosen.name, cycle=1, on=on, **carried)
    return CycleStart(
        cycle=chosen.cycle,
        on=chosen.start + timedelta(days=draw(_SHIFTS)),
        phase=_phase_named(draw, calendar.regimen, chosen),
        **carried,
    )


def _waiting(calendar: Calendar) -> list[Phase]:
    """The first phase without a date, if its start is still to be recorded."""
    regimen, history = calendar.regimen, effective(calendar.history)
    unplaced = gates(history).unplaced(regimen)
    if not unplaced:
        return []
    shown = {time.index for time in calendar.times}
    started = {
        phase_of(regimen, event.cycle, phase=event.phase, where=where)
        for where, event in history
        if isinstance(event, CycleStart)
    }
    return [regimen.phases[index] for index in sorted(unplaced - shown - started)][:1]


def _phase_named(
    draw: st.DrawFn, regimen: Regimen, time: CycleTime, names: Sequence[str] = ()
) -> str | None:
    """The phase's name; it may be left out where no other phase can be meant."""
    others = [
        other
        for other in regimen.phases
        if (other.cycles is None or time.cycle <= other.cycles)
        and all(other.named(name) for name in names)
    ]
    return None if len(others) == 1 and draw(st.booleans()) else time.phase.name


def _not_begun(calendar: Calendar, names: Sequence[str] = ()) -> list[CycleTime]:
    """The cycles of which nothing is given, then or later, and not all is stopped."""
    given, going = (0, 0), (0, 0)
    for row in calendar:
        if names and row.drug not in names and row.group not in names:
            continue
        if row.status is Status.GIVEN:
            given = max(given, row.time.place)
        elif row.status is not Status.DISCONTINUED:
            going = max(going, row.time.place)
    return [time for time in calendar.times if given < time.place <= going]


def delay(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Delay | None:
    """A delay of a cycle that has not begun, which meets no later cycle that has."""
    room = _room(calendar)
    free = [time for time in _not_begun(calendar) if not time.recorded and room[time.place] > 0]
    if not free:
        return None
    time = pick(draw, free)
    days = draw(st.integers(1, room[time.place]))
    return Delay(
        cycle=time.cycle, days=days, phase=_phase_named(draw, calendar.regimen, time), **carried
    )


def _room(calendar: Calendar) -> Mapping[Place, int]:
    """By how many days each cycle may be late before it meets one known to have started."""
    room: dict[Place, int] = {}
    most, later = _FURTHEST, None
    for time in reversed(calendar.times):
        if later is not None and later.recorded:
            most = min(_FURTHEST, (later.start - time.start).days - 1)
        room[time.place] = most
        later = time
    return room


def group_delay(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Delay | None:
    """A delay of what may be delayed apart from its cycle."""
    of = draw(st.integers(0, 7))
    times = calendar.times
    names = list(dict.fromkeys(name for time in times for name in delayed_alone(time.phase)))
    if not names:
        return None
    name = names[of % len(names)]
    free = [time for time in _not_begun(calendar, [name]) if time.phase.named(name)]
    free = [time for time in free if name in delayed_alone(time.phase)]
    if not free:
        return None
    time = pick(draw, free)
    return Delay(
        cycle=time.cycle,
        days=draw(st.integers(1, _FURTHEST)),
        of=name,
        phase=_phase_named(draw, calendar.regimen, time, [name]),
        **carried,
    )


def delayed_alone(phase: Phase) -> tuple[str, ...]:
    """The groups, and drugs that are a whole group, that do not follow others of the phase.

    >>> from regimens import catalogue
    >>> delayed_alone(catalogue.get("dara-dcep").phases[0])
    ('DCEP', 'DARA', 'daratumumab', 'antibiotic')
    """
    names: dict[str, None] = {}
    for component in phase.components:
        own = [one for one in phase.components if one.group == component.group]
        if all(isinstance(one.timing, Following) for one in own):
            continue
        names.setdefault(component.group)
        drug = component.drug.name
        if all(one.drug.name == drug for one in own) and len(phase.named(drug)) == len(own):
            names.setdefault(drug)
    return tuple(names)


# --- doses


def fraction(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> DoseChange | None:
    """A fraction of a drug, a group or several drugs, allowed by the protocol or not."""
    found = _place(draw, calendar)
    if found is None:
        return None
    time, day = found
    names = pick(draw, reducible(time.phase))
    if not _goes_on(calendar, names, time, day):
        return None
    shares = [
        share
        for rule in calendar.regimen.reductions
        if rule.of in names
        for share in (rule.lowest, *rule.later)
    ]
    to = Decimal(draw(_PERCENT)) / 100
    by_rule = draw(st.booleans())
    if shares and by_rule:
        to = pick(draw, shares)
    return DoseChange(
        of=names[0] if len(names) == 1 and draw(st.booleans()) else names,
        to=to,
        cycle=time.cycle,
        day=day,
        phase=_phase_named(draw, calendar.regimen, time, names),
        **carried,
    )


def reducible(phase: Phase) -> tuple[tuple[str, ...], ...]:
    """What a fraction of a phase may name: a group, a drug that treats, or two such drugs.

    >>> from regimens import catalogue
    >>> reducible(catalogue.get("dara-atra").phases[0])
    (('ATRA',), ('tretinoin',), ('DARA',), ('daratumumab',), ('tretinoin', 'daratumumab'))
    """
    drugs = tuple(
        dict.fromkeys(
            one.drug.name for one in phase.components if one.role is not Role.PREMEDICATION
        )
    )
    names: dict[tuple[str, ...], None] = {}
    for component in phase.components:
        names.setdefault((component.group,))
        if component.drug.name in drugs:
            names.setdefault((component.drug.name,))
    return (*names, drugs[:2]) if len(drugs) > 1 else tuple(names)


def level(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> DoseChange | None:
    """A named level of a drug or group that has one."""
    found = _place(draw, calendar, only=levels_of)
    if found is None:
        return None
    time, day = found
    of, name = pick(draw, levels_of(time.phase))
    if not _goes_on(calendar, (of,), time, day):
        return None
    names: Names = (of,) if draw(st.booleans()) else of
    return DoseChange(
        of=names,
        level=name,
        cycle=time.cycle,
        day=day,
        phase=_phase_named(draw, calendar.regimen, time, [of]),
        **carried,
    )


def levels_of(phase: Phase) -> tuple[tuple[str, str], ...]:
    """What a change of a phase may name with which level.

    >>> from regimens import catalogue
    >>> levels_of(catalogue.get("dara-atra").phases[0])[0]
    ('ATRA', '45')
    """
    return tuple(
        dict.fromkeys(
            (of, level.name)
            for one in phase.components
            for level in one.levels
            for of in (one.group, one.drug.name)
            if of == one.group or one.role is not Role.PREMEDICATION
        )
    )


def _goes_on(calendar: Calendar, names: Sequence[str], time: CycleTime, day: int) -> bool:
    """Whether any dose of these names from a day on is not stopped."""
    return any(
        row.status is not Status.DISCONTINUED
        and (row.drug in names or row.group in names)
        and (*row.time.place, row.day) >= (*time.place, day)
        for row in calendar
    )


def _place(
    draw: st.DrawFn,
    calendar: Calendar,
    *,
    only: Callable[[Phase], Sequence[object]] | None = None,
) -> tuple[CycleTime, int] | None:
    """A cycle and a day of it, day 1 or one with a dose."""
    times = [time for time in calendar.times if only is None or only(time.phase)]
    if not times:
        return None
    time = pick(draw, times)
    days = sorted(
        {1} | {row.day for row in calendar if row.time.place == time.place and row.day > 1}
    )
    return time, pick(draw, days)
