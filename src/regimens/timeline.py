"""When each cycle starts: as planned, as delayed, as recorded, and per group where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import takewhile

from attrs import frozen

from regimens.errors import HistoryError, HorizonError
from regimens.events import CycleStart, Delay, Event
from regimens.history import History, dates
from regimens.naming import phase_of
from regimens.regimen import Phase, Regimen
from regimens.schedule import Following

__all__ = ["CLINIC", "CycleTime", "Horizon", "Place", "long_enough", "timeline"]

# The cause of moves that no event made.
CLINIC = "clinic days"
# What is planned ahead of the last date that events name, so that each of them meets its dose.
_AHEAD = timedelta(days=400)
Place = tuple[int, int]  # the phase's place in the regimen from 0, and the cycle from 1


@frozen(kw_only=True)
class Horizon:
    """Where a plan ends, if the regimen does not.

    Args:
        until: The last day shown.
        cycles: Whole cycles over all phases.
    """

    until: date | None = None
    cycles: int | None = None


@frozen(kw_only=True)
class CycleTime:
    """When one cycle starts.

    Args:
        index: The phase's place in the regimen, from 0.
        phase: The phase.
        cycle: The cycle of the phase, from 1.
        planned: The previous cycle's actual start plus its length; None where it has none.
        start: The actual start.
        original: The start in the undisturbed plan; None where it has none.
        offsets: Days by which a group's days lie later than the cycle's, by group.
        group_delays: Days by which a group starts later than planned for it, where that
            differs from the cycle's own delay.
        recorded: Whether the start was recorded rather than worked out.
        causes: The places in the history of the events that made it differ from the plan.
        realigned: The latest cycle up to this one whose start was recorded, or (0, 0).
        aligned_by: The place in the history of that start, or "".
    """

    index: int
    phase: Phase
    cycle: int
    planned: date | None
    start: date
    original: date | None
    offsets: Mapping[str, int]
    group_delays: Mapping[str, int]
    recorded: bool
    causes: tuple[str, ...]
    realigned: Place
    aligned_by: str

    @property
    def place(self) -> Place:
        """The phase's place and the cycle."""
        return (self.index, self.cycle)

    @property
    def is_first(self) -> bool:
        """Whether it is the first cycle of all."""
        return self.place == (0, 1)

    @property
    def delay(self) -> int | None:
        """Actual minus planned start, in days."""
        return None if self.planned is None else (self.start - self.planned).days

    @property
    def slip(self) -> int | None:
        """Start minus its start in the undisturbed plan, in days."""
        return None if self.original is None else (self.start - self.original).days


def long_enough(regimen: Regimen, start: date, events: Sequence[Event]) -> Horizon:
    """A horizon beyond everything that the events name."""
    if regimen.phases[-1].cycles is not None:
        return Horizon()
    last = max([start, *dates(events)])
    return Horizon(until=last + _AHEAD if last < date.max - _AHEAD else date.max)


@frozen(kw_only=True)
class _Planned:
    """A delay of a whole cycle, with the starts and delays recorded up to then."""

    where: str
    place: Place
    starts: Mapping[Place, date]
    delays: Mapping[Place, int]


@frozen(kw_only=True)
class _Moves:
    """The starts and delays of a history, by place; later records override as they are read."""

    starts: Mapping[Place, date]
    delays: Mapping[Place, int]
    group_delays: Mapping[Place, Mapping[str, int]]
    causes: Mapping[Place, tuple[str, ...]]
    planned: Sequence[_Planned] = ()  # every delay of a whole cycle

    def start(self, place: Place, planned: date | None) -> date | None:
        """When a cycle starts: as recorded, or as planned and delayed; None where neither is."""
        if place in self.starts:
            return self.starts[place]
        return None if planned is None else planned + timedelta(days=self.delays.get(place, 0))

    def is_past(self, place: Place, start: date, until: date) -> bool:
        """Whether a cycle and all after it start after the last day shown."""
        return start > until and not any(
            later > place and on <= until for later, on in self.starts.items()
        )


def _moves(regimen: Regimen, events: History) -> _Moves:
    starts: dict[Place, date] = {}
    delays: dict[Place, int] = {}
    group_delays: dict[Place, dict[str, int]] = {}
    causes: dict[Place, tuple[str, ...]] = {}
    planned: list[_Planned] = []
    for where, event in events:
        if isinstance(event, CycleStart):
            place = (phase_of(regimen, event.cycle, phase=event.phase, where=where), event.cycle)
            if place in starts:
                raise HistoryError(
                    f"cycle {event.cycle} is recorded as started twice, "
                    f"on {starts[place]} and on {event.on}",
                    where=where,
                    mend="void the wrong one with a correction",
                )
            starts[place] = event.on
            group_delays.pop(place, None)
            causes[place] = (where,)
        elif isinstance(event, Delay):
            names = () if event.of is None else (event.of,)
            index = phase_of(regimen, event.cycle, phase=event.phase, names=names, where=where)
            place = (index, event.cycle)
            causes[place] = (*causes.get(place, ()), where)
            if event.of is not None:
                group = _group(regimen.phases[index], event.of, where)
                by_group = group_delays.setdefault(place, {})
                by_group[group] = by_group.get(group, 0) + event.days
            elif place in starts:
                raise HistoryError(
                    f"cycle {event.cycle} is recorded as started on {starts[place]} "
                    "and cannot be delayed any more",
                    where=where,
                    mend="void its start with a correction, or delay a group or a later cycle",
                )
            else:
                delays[place] = delays.get(place, 0) + event.days
                planned.append(
                    _Planned(where=where, place=place, starts=dict(starts), delays=dict(delays))
                )
    return _Moves(
        starts=starts,
        delays=delays,
        group_delays=group_delays,
        causes=causes,
        planned=planned,
    )


def _group(phase: Phase, name: str, where: str) -> str:
    groups = {component.group for component in phase.named(name)}
    group = next(iter(groups))
    timings = [component.timing for component in phase.named(name)]
    followed = {timing.what for timing in timings if isinstance(timing, Following)}
    if all(isinstance(timing, Following) for timing in timings):
        raise HistoryError(
            f"{name} follows {' and '.join(sorted(followed))} and cannot be delayed alone",
            where=where,
            mend=f"delay {' or '.join(sorted(followed))}, or postpone single doses",
        )
    if len(groups) > 1 or any(
        name not in {component.drug.name, group} for component in phase.named(group)
    ):
        raise HistoryError(
            f"{name} is delayed with its group",
            where=where,
            mend=f"delay {' or '.join(sorted(groups))}, or postpone single doses",
        )
    return group


def timeline(
    regimen: Regimen,
    start: date,
    events: History,
    horizon: Horizon,
    *,
    unplaced: frozenset[int] = frozenset(),
) -> list[CycleTime]:
    """The cycles of a course up to its horizon.

    Args:
        regimen: The regimen.
        start: Day 1 of cycle 1.
        events: The history with each event's place for messages, in recorded order.
        horizon: Where to stop.
        unplaced: Places of phases that begin only when their start is recorded.

    Raises:
        HorizonError: for an open-ended regimen without horizon.
        OverflowError: for a date after the year 9999.
        HistoryError: for a plan that contradicts the regimen or another event.
    """
    last = regimen.phases[-1]
    if last.cycles is None and horizon.until is None and horizon.cycles is None:
        raise HorizonError(
            f"{regimen.id} goes on until it is stopped",
            where="horizon",
            mend="give a last day (until) or a number of cycles (cycles)",
        )
    return list(_walk(regimen, start, _moves(regimen, events), horizon, unplaced))


def _group_delays(
    phase: Phase, whole: int, before: Mapping[str, int], now: Mapping[str, int]
) -> dict[str, int]:
    return {
        group: whole + days - before.get(group, 0)
        for group, days in now.items()
        if days != before.get(group, 0) and phase.named(group)
    }


def _check_after(
    place: Place,
    phase: Phase,
    start: date,
    before: date | None,
    moves: _Moves,
    *,
    as_of: Callable[[_Planned], date | None],
) -> None:
    """Refuse a delay into a cycle that was known to have started; a start itself is a fact.

    It is refused for what was known when it was planned: a start recorded later, of whichever
    cycle, is a fact too.
    """
    if before is None or start > before:
        return
    for planned in moves.planned:
        recorded = any(planned.place <= started < place for started in moves.starts)
        if recorded or planned.where == CLINIC or not planned.place < place in planned.starts:
            continue
        met = as_of(planned)
        if met is not None and start <= met:
            raise HistoryError(
                f"cycle {place[1]} of {phase.name!r} started on {start}, which would not be after "
                f"the cycle before it ({met})",
                where=planned.where,
                mend="delay by fewer days, or correct that start",
            )


def _before(
    regimen: Regimen, start: date, planned: _Planned, unplaced: frozenset[int], *, place: Place
) -> date | None:
    """The start of the cycle before a place, as it stood when a delay was planned."""
    moves = _Moves(
        starts=planned.starts,
        delays=planned.delays,
        group_delays={},
        causes=dict.fromkeys(planned.starts, ("",)),
    )
    walk = _walk(regimen, start, moves, Horizon(), unplaced)
    before = [time.start for time in takewhile(lambda time: time.place < place, walk)]
    return before[-1] if before else None


def _walk(
    regimen: Regimen,
    start: date,
    moves: _Moves,
    horizon: Horizon,
    unplaced: frozenset[int],
) -> Iterator[CycleTime]:
    planned: date | None = start
    original: date | None = start
    before: date | None = None
    offsets: dict[str, int] = {}
    causes: tuple[str, ...] = ()
    realigned: Place = (0, 0)
    aligned_by = ""
    count = 0
    for index, phase in enumerate(regimen.phases):
        length = timedelta(days=phase.cycle_length)
        if index in unplaced:
            planned = original = None
        cycle = 0
        while phase.cycles is None or cycle < phase.cycles:
            cycle += 1
            count += 1
            if horizon.cycles is not None and count > horizon.cycles:
                return
            place = (index, cycle)
            actual = moves.start(place, planned)
            if actual is None:
                if any(later > place for later in moves.starts):
                    continue  # a later cycle, of this phase or another, has a start
                return
            recorded = place in moves.starts
            now = dict.fromkeys(offsets, 0) if recorded else dict(offsets)
            as_of = partial(_before, regimen, start, unplaced=unplaced, place=place)
            _check_after(place, phase, actual, before, moves, as_of=as_of)
            for group, days in moves.group_delays.get(place, {}).items():
                now[group] = now.get(group, 0) + days
            if horizon.until is not None and moves.is_past(place, actual, horizon.until):
                return
            whole = 0 if planned is None else (actual - planned).days
            if recorded:
                causes, realigned = (), place
                aligned_by = moves.causes[place][0]
            causes += moves.causes.get(place, ())
            yield CycleTime(
                index=index,
                phase=phase,
                cycle=cycle,
                planned=planned,
                start=actual,
                original=original,
                offsets={group: days for group, days in now.items() if days},
                group_delays=_group_delays(phase, whole, offsets, now),
                recorded=recorded,
                causes=causes,
                realigned=realigned,
                aligned_by=aligned_by,
            )
            offsets, before = now, actual
            planned = actual + length
            original = None if original is None else original + length
