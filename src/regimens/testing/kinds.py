"""The kinds of events that the strategies draw, the plainest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum

from regimens.testing.arguments import members

__all__ = ["OF_CYCLES", "OF_DOSES", "OF_PATIENTS", "EventKind", "in_order"]


class EventKind(Enum):
    """A kind of event; a drawn history shrinks to the first kinds.

    >>> EventKind.GIVEN.value
    'a dose was given'
    """

    RESPONSE = "a response was assessed"
    LAB = "laboratory values of one day"
    MEASUREMENT = "a weight or height was measured"
    TRANSPLANT = "stem cells were infused"
    CYCLE_START = "a cycle started on a date"
    DELAY = "a cycle and all after it are moved"
    GROUP_DELAY = "the days of one group are moved"
    FRACTION = "a fraction of the full dose from a day on"
    LEVEL = "a named level from a day on"
    GIVEN = "a dose was given"
    OMISSION = "a planned dose is not given"
    POSTPONEMENT = "a planned dose is given later"
    SWITCH = "a drug is given as another product"
    DISCONTINUATION = "a drug, a group or the course stops"
    CORRECTION = "an earlier event was a mistake"


OF_PATIENTS: Sequence[EventKind] = (
    EventKind.RESPONSE,
    EventKind.LAB,
    EventKind.MEASUREMENT,
    EventKind.TRANSPLANT,
)
OF_CYCLES: Sequence[EventKind] = (EventKind.CYCLE_START, EventKind.DELAY, EventKind.GROUP_DELAY)
OF_DOSES: Sequence[EventKind] = (
    EventKind.FRACTION,
    EventKind.LEVEL,
    EventKind.GIVEN,
    EventKind.OMISSION,
    EventKind.POSTPONEMENT,
    EventKind.SWITCH,
    EventKind.DISCONTINUATION,
)


def in_order(kinds: Collection[EventKind], *, or_none: bool = False) -> tuple[EventKind, ...]:
    """Some kinds, the plainest first.

    Args:
        kinds: What was given for them.
        or_none: Whether there may be none of them.

    Raises:
        UnknownNameError: for what is no kind: passed over, nothing would be drawn, untold.
        RegimensError: for none of them, from which no event can be drawn.

    >>> [kind.name for kind in in_order({EventKind.GIVEN, EventKind.LAB})]
    ['LAB', 'GIVEN']
    """
    known = members("kinds", kinds, EventKind, or_none=or_none)
    return tuple(kind for kind in EventKind if kind in known)
