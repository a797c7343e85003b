"""The one expansion of a regimen into rows of (phase, cycle, day, component)."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from regimens.choices import Choices, is_chosen
from regimens.components import Component
from regimens.levels import Level
from regimens.regimen import Phase
from regimens.schedule import Anchor, Continuous, Following

__all__ = ["LevelFrom", "Slot", "expand"]


@frozen
class LevelFrom:
    """A component of a phase is at `level` from a day of the cycle on; None is the full dose.

    Args:
        position: The component's place in its phase, from 0.
        day: The first day of the cycle at this level.
        level: The named level.
    """

    position: int
    day: int
    level: Level | None


@frozen
class Slot:
    """A place for one administration, before it has a date or a dose.

    Args:
        phase: The phase's name.
        cycle: The cycle of the phase.
        day: The day of the cycle as written; the first is day 1, or as the phase says.
        position: The component's place in its phase, from 0.
        component: What is given.
        level: The named level on this day, or None for the full dose.
        occurrence: Which of the day's administrations this is, from 1.
        of: How many administrations the day has.
        moves_with: The group whose delays move this day.
        leader_day: The day of the cycle this one follows, or None.
    """

    phase: str
    cycle: int
    day: int
    position: int
    component: Component
    level: Level | None
    occurrence: int
    of: int
    moves_with: str
    leader_day: int | None

    @property
    def drug(self) -> str:
        """The drug's name."""
        return self.component.drug.name

    @property
    def group(self) -> str:
        """The component's group."""
        return self.component.group


_Day = tuple[int, int | None, str]  # day, the day it follows, the group it moves with


@lru_cache(maxsize=4096)
def expand(
    phase: Phase,
    cycle: int,
    *,
    levels: tuple[LevelFrom, ...] = (),
    choices: Choices = (),
    continuous: bool = False,
) -> tuple[Slot, ...]:
    """The slots of one cycle, by day, then in the order of the phase.

    Args:
        phase: The phase.
        cycle: Its cycle, from 1.
        levels: The named levels in force, by component and rising day.
        choices: Picked alternatives, as (choice, option); what is not picked has its default.
        continuous: Whether drugs given every day get a row a day.
    """
    active = [
        (position, component)
        for position, component in enumerate(phase.components)
        if is_chosen(phase, component, choices)
    ]
    days: dict[int, list[_Day]] = {}
    for position, component in active:
        if isinstance(component.timing, tuple):
            days[position] = _own_days(component, cycle, _levels_of(position, levels))
    for position, component in active:
        if isinstance(component.timing, Following):
            days[position] = _followed_days(component.timing, phase, days)
        elif isinstance(component.timing, Continuous) and continuous:
            every = range(phase.first_day, phase.last_day + 1)
            days[position] = [(day, None, component.group) for day in every]

    slots: list[Slot] = []
    for position, component in active:
        for day, leader_day, moves_with in days.get(position, ()):
            level = _level_on(day, _levels_of(position, levels))
            times = (level.dose if level else component.dose).times
            slots.extend(
                Slot(
                    phase.name,
                    cycle,
                    day,
                    position,
                    component,
                    level,
                    occurrence,
                    times,
                    moves_with,
                    leader_day,
                )
                for occurrence in range(1, times + 1)
            )
    slots.sort(key=lambda slot: (slot.day, slot.position, slot.occurrence))
    return tuple(slots)


def _levels_of(position: int, levels: tuple[LevelFrom, ...]) -> tuple[LevelFrom, ...]:
    return tuple(change for change in levels if change.position == position)


def _level_on(day: int, changes: tuple[LevelFrom, ...]) -> Level | None:
    level = None
    for change in changes:
        if change.day <= day:
            level = change.level
    return level


def _own_days(component: Component, cycle: int, changes: tuple[LevelFrom, ...]) -> list[_Day]:
    assert isinstance(component.timing, tuple)  # noqa: S101 - the caller has looked
    for schedule in component.timing:
        if cycle in schedule.cycles:
            break
    else:
        return []
    candidates = set(schedule.days)
    for change in changes:
        if change.level is not None and change.level.days is not None:
            candidates.update(change.level.days)
    days: list[_Day] = []
    for day in candidates:
        level = _level_on(day, changes)
        written = schedule.days if level is None or level.days is None else level.days
        if day in written:
            days.append((day, None, component.group))
    return days


def _followed_days(timing: Following, phase: Phase, days: dict[int, list[_Day]]) -> list[_Day]:
    leading = sorted(
        (day, group)
        for position, component in enumerate(phase.components)
        if timing.what in (component.drug.name, component.group)
        for day, _, group in days.get(position, ())
    )
    if timing.anchor is Anchor.LAST:
        leading = leading[-1:]
    found = {
        leader + offset: (leader + offset, leader, group)
        for leader, group in leading
        for offset in timing.offsets
    }
    return list(found.values())
