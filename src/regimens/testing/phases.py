"""Strategies for phases: components that belong together, each legal beside the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from attrs import evolve
from hypothesis import strategies as st

from regimens.components import Alternative, Component, Role
from regimens.phases import Phase
from regimens.rules import MinimumInterval, ResponseCategory, ResponseGate, TransplantWindow
from regimens.schedule import Anchor, Continuous, Cycles, Following, Schedule
from regimens.testing.amounts import AREAS, CELLS, MASSES
from regimens.testing.arguments import check_switches
from regimens.testing.components import AGES, Room, draw_component
from regimens.testing.days import cycle_lengths, draw_schedules
from regimens.testing.drawing import ONE_IN_FOUR, among, perhaps, up_to, whole
from regimens.testing.invented import INVENTED, PLAINEST

__all__ = [
    "ANTIBODY",
    "CHEMOTHERAPY",
    "GROWTH_FACTOR",
    "draw_phase",
    "phases",
    "with_kept_intervals",
]

CHEMOTHERAPY, ANTIBODY = "chemotherapy", "antibody"
GROWTH_FACTOR = "growth-factor"
_STEROID = "dexamethasone"
_DRUGS = ("drug-a", "drug-b", "drug-c")
_IN_CELLS = "drug-c"  # a drug is counted in one unit, wherever it is given
_CHOICE, _OPTIONS = "backbone", ("first", "second", "third")
_CYCLES = st.integers(1, 6)
_FIRST_DAYS = st.sampled_from((1, 1, 1, 1, 1, 0, -1, -5))
_BESIDE = st.sampled_from(("none", "none", "besides", "options", "cycles", "steroid"))


def phases(
    *,
    name: str = "induction",
    is_first: bool = True,
    open_ended: bool = True,
    areas: bool = False,
    refusing: bool = False,
) -> st.SearchStrategy[Phase]:
    """Phases of one to eight components; the simplest is one cycle of 28 days with 1 mg on day 1.

    Drawn are components of several groups, doses given besides others, choices of two or three
    options, drugs whose doses change with the cycle, premedication that meets a backbone's steroid,
    what follows each or the last day of others, what is given every day, first days before day 1,
    step-up doses; in later phases also response gates, transplants and waiting for a start.

    Args:
        name: How events name it.
        is_first: Whether no phase comes before it; what comes later may ask for a response, follow
            a transplant or wait until its start is recorded.
        open_ended: Whether it may go on until it is stopped.
        areas: Whether doses may be by an area under the curve, which need a recorded clearance.
        refusing: Whether tables of levels may refuse a patient.

    Raises:
        DefinitionError: for a name that names nothing.

    >>> from hypothesis import given
    >>> @given(phases(open_ended=False))
    ... def ends(phase: Phase) -> None:
    ...     assert phase.cycles is not None
    >>> ends()
    """
    check_switches(is_first=is_first, open_ended=open_ended, areas=areas, refusing=refusing)
    evolve(PLAINEST.phases[0], name=name)  # or refused
    return _phases(name, is_first=is_first, open_ended=open_ended, areas=areas, refusing=refusing)


@st.composite
def _phases(
    draw: st.DrawFn, name: str, *, is_first: bool, open_ended: bool, areas: bool, refusing: bool
) -> Phase:
    drawn = draw_phase(draw, name=name, is_first=is_first, areas=areas, refusing=refusing)
    (phase,) = with_kept_intervals([drawn])
    return evolve(phase, cycles=None) if open_ended and draw(st.booleans()) else phase


def draw_phase(draw: st.DrawFn, name: str, *, is_first: bool, areas: bool, refusing: bool) -> Phase:
    """A phase with an end, as :func:`phases` draws it; it may as well have none."""
    length, first = draw(cycle_lengths()), draw(_FIRST_DAYS)
    room = Room(
        first=first,
        last=first + length - 1,
        cycles=draw(_CYCLES),
        kinds=(*MASSES, *(AREAS if areas else ())),
        refusing=refusing,
    )
    own = _scheduled(draw, room)
    gate, transplant, waits = (None, None, False) if is_first else draw(_BEFORE)
    return Phase(
        name=name,
        cycle_length=length,
        cycles=room.cycles,
        first_day=first,
        waits=waits,
        step_up=draw(ONE_IN_FOUR),
        components=(*own, *_followers(draw, room, own)),
        gate=gate,
        transplant=transplant,
        source=INVENTED,
    )


def with_kept_intervals(drawn: Sequence[Phase]) -> list[Phase]:
    """The phases, in which a drug that several components give has to wait a day and no longer.

    One of them alone keeps its shortest interval; how near another one comes it does not know.
    """
    names = Counter(one.drug.name for phase in drawn for one in phase.components)
    day = MinimumInterval(days=1, hours=24, source=INVENTED)
    return [
        evolve(
            phase,
            components=tuple(
                evolve(one, minimum_interval=day)
                if one.minimum_interval is not None and names[one.drug.name] > 1
                else one
                for one in phase.components
            ),
        )
        for phase in drawn
    ]


def _scheduled(draw: st.DrawFn, room: Room) -> tuple[Component, ...]:
    """The components that have days of their own."""
    found = [draw_component(draw, room, _DRUGS[0], CHEMOTHERAPY)]
    for drug in _DRUGS[1:]:
        own = evolve(room, kinds=CELLS) if drug == _IN_CELLS else room
        other = draw(perhaps(partial(_of_any_group, room=own, drug=drug)))
        if other is None:
            break
        found.append(other)
    match draw(_BESIDE):
        case "besides":
            other = draw_component(draw, room, _DRUGS[0], CHEMOTHERAPY)
            found.append(evolve(other, besides=True))
        case "options":
            found[:1] = _options(draw, room, found[0])
        case "cycles" if room.cycles is None or room.cycles > 1:
            found[:1] = _in_turn(draw, room, found[0])
        case "steroid":
            found.append(draw_component(draw, room, _STEROID, CHEMOTHERAPY))
        case _:
            pass
    return tuple(found)


def _of_any_group(draw: st.DrawFn, *, room: Room, drug: str) -> Component:
    return draw_component(draw, room, drug, draw(among(CHEMOTHERAPY, ANTIBODY)))


def _options(draw: st.DrawFn, room: Room, default: Component) -> Iterator[Component]:
    """A component and one or two others of which a course has one, of its drug or another."""
    found = [default]
    for _ in up_to(draw, 2, least=1):
        drug = draw(among(_DRUGS[0], f"drug-{len(found)}"))
        found.append(draw_component(draw, room, drug, CHEMOTHERAPY))
    for one, option in zip(found, _OPTIONS, strict=False):
        alternative = Alternative(choice=_CHOICE, option=option, **draw(AGES))
        yield evolve(one, alternative=alternative)


def _in_turn(draw: st.DrawFn, room: Room, early: Component) -> tuple[Component, ...]:
    """A component of the first cycles, and one of the same drug in those after them."""
    last = draw(whole(1, (room.cycles or 7) - 1))
    kept = [one for one in _of(early) if one.cycles.first <= last]
    timing = tuple(evolve(one, cycles=_until(one.cycles, last)) for one in kept)
    after = draw_schedules(draw, room.first, room.last, last + 1, room.cycles)
    late = draw_component(draw, room, early.drug.name, early.group, timing=after)
    return evolve(early, timing=timing), late


def _of(component: Component) -> tuple[Schedule, ...]:
    return component.timing if isinstance(component.timing, tuple) else ()


def _until(cycles: Cycles, last: int) -> Cycles:
    return Cycles(cycles.first, last if cycles.last is None else min(last, cycles.last))


def _followers(draw: st.DrawFn, room: Room, leaders: Sequence[Component]) -> Iterator[Component]:
    """What goes with the days of others: premedication, a growth factor, a drug that leads in."""
    drugs = tuple(one.drug.name for one in leaders if one.drug.name != _STEROID)
    first, last = _reach(room, leaders)
    kinds: list[Callable[[st.DrawFn], Component | None]] = [
        partial(_premedication, room=room, drug=drugs[0], leaders=leaders),
        partial(_lead_in, room=room, drugs=drugs, reach=(max(first, -3), min(last, 3))),
        partial(_continuous, room=room),
        # Asked for without room for it too: a phase of fewer draws would count as plainer.
        partial(_growth_factor, room=room, last=min(last, 3)) if last > 0 else _nothing,
    ]
    for kind in kinds:
        found = draw(perhaps(kind, rarely=True))
        if found is not None:
            yield found


def _nothing(_: st.DrawFn) -> None:
    """What is drawn where there is no room."""


def _premedication(
    draw: st.DrawFn, *, room: Room, drug: str, leaders: Sequence[Component]
) -> Component:
    """The steroid of other doses; one of several doses a day is given besides the backbone's."""
    what, role = draw(among(CHEMOTHERAPY, drug)), Role.PREMEDICATION
    timing = Following(what=what, offsets=(0,), source=INVENTED)
    found = draw_component(draw, room, _STEROID, "premedication", role=role, timing=timing)
    steroids = [one for one in leaders if one.drug.name == _STEROID]
    often = {one.dose.times for one in (found, *steroids)}
    often |= {level.dose.times for one in (found, *steroids) for level in one.levels}
    return evolve(found, besides=True) if steroids and often != {1} else found


def _growth_factor(draw: st.DrawFn, *, room: Room, last: int) -> Component:
    offsets, role = _offsets(draw, 1, last), Role.SUPPORTIVE
    timing = Following(what=CHEMOTHERAPY, offsets=offsets, anchor=Anchor.LAST, source=INVENTED)
    return draw_component(draw, room, GROWTH_FACTOR, "support", role=role, timing=timing)


def _lead_in(
    draw: st.DrawFn, *, room: Room, drugs: Sequence[str], reach: tuple[int, int]
) -> Component:
    timing = Following(
        what=draw(among(CHEMOTHERAPY, *drugs)),
        offsets=_offsets(draw, *reach),
        anchor=draw(among(*Anchor)),
        source=INVENTED,
    )
    return draw_component(draw, room, "drug-l", "lead-in", timing=timing)


def _continuous(draw: st.DrawFn, *, room: Room) -> Component:
    every, role = Continuous(source=INVENTED), Role.SUPPORTIVE
    return draw_component(draw, room, "drug-p", "prophylaxis", role=role, timing=every)


def _offsets(draw: st.DrawFn, first: int, last: int) -> tuple[int, ...]:
    """Rising distances; the simplest is the one that is nearest to the same day."""
    return tuple(sorted({draw(whole(first, last)) for _ in up_to(draw, 3, least=1)}))


def _reach(room: Room, leaders: Sequence[Component]) -> tuple[int, int]:
    """How far before and after every day of the leaders a follower may stand."""
    days = {day for leader in leaders for one in _of(leader) for day in one.days}
    days |= {day for leader in leaders for level in leader.levels for day in level.days or ()}
    return room.first - min(days), room.last - max(days)


_BEFORE = st.tuples(
    st.none()
    | st.sampled_from(ResponseCategory).map(
        lambda response: ResponseGate(at_least=response, source=INVENTED)
    ),
    st.none()
    | st.integers(0, 100).flatmap(
        lambda least: st.integers(least, 200).map(
            lambda most: TransplantWindow(at_least=least, within=most, source=INVENTED)
        )
    ),
    ONE_IN_FOUR,
)
