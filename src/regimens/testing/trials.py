"""The courses that a definition is tried with: bodies from the smallest to the largest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from attrs import frozen

from regimens.amounts import Basis
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.events import CycleStart, Event, Lab
from regimens.patient import Patient
from regimens.regimen import Phase, Regimen

__all__ = ["BODIES", "ORDINARY", "START", "Body", "cycles_shown", "ordinary_calendar", "trial"]

START = date(2026, 1, 5)
_FEWEST = 3  # cycles shown of a phase that has no end


@frozen
class Body:
    """A height and a weight.

    Args:
        height: In cm.
        weight: In kg.
    """

    height: int
    weight: int

    def __str__(self) -> str:
        return f"{self.height} cm, {self.weight} kg"


# None is so unlikely (body mass index outside 13–50) that a calendar would warn of it.
BODIES = (Body(120, 20), Body(145, 40), Body(165, 70), Body(185, 110), Body(210, 220))
ORDINARY = BODIES[2]


def cycles_shown(phase: Phase) -> int:
    """How many cycles of a phase are planned: all, or one more than its schedules tell apart.

    >>> from regimens import catalogue
    >>> [cycles_shown(phase) for phase in catalogue.get("dara-vd").phases]
    [8, 3]
    """
    if phase.cycles is not None:
        return phase.cycles
    firsts = [
        schedule.cycles.first
        for component in phase.components
        if isinstance(component.timing, tuple)
        for schedule in component.timing
    ]
    return max([_FEWEST, *(first + 1 for first in firsts)])


def trial(
    regimen: Regimen,
    body: Body = ORDINARY,
    *,
    choices: Mapping[str, str] | None = None,
    events: tuple[Event, ...] = (),
    allow_unverified: str | None = "a trial of the definition",
) -> Course:
    """A course of a woman of 64 years with all its cycles, each begun on the planned day.

    Where a dose is made from the kidneys' function, a creatinine clearance of 90 mL/min is
    recorded; nothing else is.

    Args:
        regimen: What is tried.
        body: Her body.
        choices: Picked alternatives; what is not picked has its default.
        events: What happens besides.
        allow_unverified: Why unread numbers may be planned.

    >>> from regimens import catalogue
    >>> len(trial(catalogue.get("dcep")).plan())
    48
    """
    standing: list[Event] = []
    areas = (one.dose.amount.basis is Basis.AUC for _, one in regimen.components())
    if any(areas):
        standing.append(Lab(on=START, creatinine_clearance="90 mL/min"))
    planned = START
    for phase in regimen.phases:
        if phase.waits:
            standing.append(CycleStart(phase=phase.name, cycle=1, on=planned))
        planned += timedelta(days=phase.cycle_length * cycles_shown(phase))
    return Course(
        regimen,
        Patient(
            sex="female",
            born=date(1961, 5, 4),
            height=f"{body.height} cm",
            weight=f"{body.weight} kg",
            ecog=1,
        ),
        start=START,
        choices=choices,
        cycles=sum(map(cycles_shown, regimen.phases)),
        allow_unverified=allow_unverified,
        events=(*standing, *events),
    )


@lru_cache(maxsize=8)
def ordinary_calendar(regimen: Regimen) -> Calendar:
    """The undisturbed plan of an ordinary body, with a row for each day of what is given daily.

    >>> from regimens import catalogue
    >>> ordinary_calendar(catalogue.get("dcep")).violated
    False
    """
    return trial(regimen).plan(continuous=True)
