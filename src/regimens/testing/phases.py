"""Strategies for phases: components that belong together, each legal beside the others."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen
from hypothesis import strategies as st

from regimens.amounts import Basis, Unit
from regimens.components import Alternative, Component, Role
from regimens.phases import Phase
from regimens.rules import ResponseCategory, ResponseGate, TransplantWindow
from regimens.schedule import Anchor, Continuous, Cycles, Following, Schedule, Timing
from regimens.testing.amounts import amounts, doses
from regimens.testing.components import AGES, RARELY, components
from regimens.testing.days import cycle_lengths, schedules
from regimens.testing.invented import INVENTED

__all__ = ["ANTIBODY", "CHEMOTHERAPY", "GROWTH_FACTOR", "phases"]

CHEMOTHERAPY, ANTIBODY = "chemotherapy", "antibody"
GROWTH_FACTOR = "growth-factor"
_STEROID = "dexamethasone"
_DRUGS = ("drug-a", "drug-b", "drug-c")
_CHOICE, _OPTIONS = "backbone", ("first", "second", "third")
_CYCLES = st.integers(1, 6)
_FIRST_DAYS = st.sampled_from((1, 1, 1, 1, 1, 0, -1, -5))
_COUNTS = st.sampled_from((1, 1, 2, 3))
_BESIDE = st.sampled_from(("none", "none", "besides", "options", "cycles", "steroid"))
_MASS = doses()
_ANY = doses(
    of=st.one_of(amounts(), amounts(bases=(Basis.FLAT, Basis.WEIGHT), units=(Unit.CELLS,)))
)
_AREAS = doses(of=amounts(bases=tuple(Basis)))


@frozen(kw_only=True)
class _Room:
    """The days and cycles that the components of a phase have, and their doses."""

    first: int
    last: int
    cycles: int | None
    areas: bool
    refusing: bool

    def components(
        self,
        drug: str,
        group: str,
        *,
        role: Role = Role.TREATMENT,
        timing: st.SearchStrategy[Timing] | None = None,
    ) -> st.SearchStrategy[Component]:
        """A component in it."""
        return components(
            drug=drug,
            group=group,
            first=self.first,
            last=self.last,
            cycles=self.cycles,
            role=role,
            timing=timing,
            dose=_AREAS if self.areas else _ANY,
            refusing=self.refusing,
        )


@st.composite
def phases(
    draw: st.DrawFn,
    *,
    name: str = "induction",
    is_first: bool = True,
    open_ended: bool = True,
    areas: bool = False,
    refusing: bool = False,
) -> Phase:
    """Phases of one to eight components; the simplest is one cycle of 28 days with 1 mg on day 1.

    Drawn are components of several groups, doses given besides others, choices of two or three
    options, drugs whose doses change with the cycle, premedication that meets a backbone's steroid,
    what follows each or the last day of others, what is given every day, first days before day 1,
    step-up doses; in later phases also response gates, transplants and waiting for a start.

    Args:
        draw: Given by Hypothesis.
        name: How events name it.
        is_first: Whether no phase comes before it; what comes later may ask for a response, follow
            a transplant or wait until its start is recorded.
        open_ended: Whether it may go on until it is stopped.
        areas: Whether doses may be by an area under the curve, which need a recorded clearance.
        refusing: Whether tables of levels may refuse a patient.

    >>> from hypothesis import given
    >>> @given(phases(open_ended=False))
    ... def ends(phase: Phase) -> None:
    ...     assert phase.cycles is not None
    >>> ends()
    """
    length, first = draw(cycle_lengths()), draw(_FIRST_DAYS)
    cycles = draw(_CYCLES)
    until_stopped = draw(st.booleans()) and open_ended
    room = _Room(
        first=first,
        last=first + length - 1,
        cycles=None if until_stopped else cycles,
        areas=areas,
        refusing=refusing,
    )
    own = draw(_scheduled(room))
    gate, transplant, waits = (None, None, False) if is_first else draw(_BEFORE)
    return Phase(
        name=name,
        cycle_length=length,
        cycles=room.cycles,
        first_day=first,
        waits=waits,
        step_up=draw(RARELY),
        components=(*own, *draw(_followers(room, own)), *draw(_continuous(room))),
        gate=gate,
        transplant=transplant,
        source=INVENTED,
    )


@st.composite
def _scheduled(draw: st.DrawFn, room: _Room) -> tuple[Component, ...]:
    """The components that have days of their own."""
    found: list[Component] = []
    for drug in _DRUGS[: draw(_COUNTS)]:
        group = draw(st.sampled_from((CHEMOTHERAPY, ANTIBODY))) if found else CHEMOTHERAPY
        found.append(draw(room.components(drug, group)))
    match draw(_BESIDE):
        case "besides":
            other = draw(room.components(_DRUGS[0], found[0].group))
            found.append(evolve(other, besides=True))
        case "options":
            found[:1] = draw(_options(room, found[0]))
        case "cycles" if room.cycles is None or room.cycles > 1:
            found[:1] = draw(_in_turn(room, found[0]))
        case "steroid":
            found.append(draw(room.components(_STEROID, CHEMOTHERAPY)))
        case _:
            pass
    return tuple(found)


@st.composite
def _options(draw: st.DrawFn, room: _Room, default: Component) -> tuple[Component, ...]:
    """A component and one or two others of which a course has one, of its drug or another."""
    found = [default]
    for _ in range(draw(st.integers(1, 2))):
        drug = draw(st.sampled_from((_DRUGS[0], f"drug-{len(found)}")))
        found.append(draw(room.components(drug, default.group)))
    # A choice may not have the name of a drug whose route is chosen under it: this one has none.
    return tuple(
        evolve(one, alternative=Alternative(choice=_CHOICE, option=option, **draw(AGES)))
        for one, option in zip(found, _OPTIONS, strict=False)
    )


@st.composite
def _in_turn(draw: st.DrawFn, room: _Room, early: Component) -> tuple[Component, ...]:
    """A component of the first cycles, and one of the same drug in those after them."""
    last = draw(st.integers(1, (room.cycles or 7) - 1))
    kept = [one for one in _of(early) if one.cycles.first <= last]
    timing = tuple(evolve(one, cycles=_until(one.cycles, last)) for one in kept)
    after = schedules(first=room.first, last=room.last, from_cycle=last + 1, cycles=room.cycles)
    late = draw(room.components(early.drug.name, early.group, timing=after))
    return evolve(early, timing=timing), late


def _of(component: Component) -> tuple[Schedule, ...]:
    return component.timing if isinstance(component.timing, tuple) else ()


def _until(cycles: Cycles, last: int) -> Cycles:
    return Cycles(cycles.first, last if cycles.last is None else min(last, cycles.last))


@st.composite
def _followers(draw: st.DrawFn, room: _Room, leaders: Sequence[Component]) -> tuple[Component, ...]:
    """What goes with the days of others: premedication, a growth factor, a drug that leads in."""
    found: list[Component] = []
    drugs = [one.drug.name for one in leaders if one.drug.name != _STEROID]
    if draw(RARELY):
        what = draw(st.sampled_from((drugs[0], CHEMOTHERAPY)))
        timing = Following(what=what, offsets=(0,), source=INVENTED)
        role = Role.PREMEDICATION
        found.append(
            draw(room.components(_STEROID, "premedication", role=role, timing=st.just(timing)))
        )
    first, last = _reach(room, leaders)
    if draw(RARELY) and last > 0:
        offsets = draw(_offsets(1, min(last, 3)))
        timing = Following(what=CHEMOTHERAPY, offsets=offsets, anchor=Anchor.LAST, source=INVENTED)
        found.append(
            draw(
                room.components(
                    GROWTH_FACTOR, "support", role=Role.SUPPORTIVE, timing=st.just(timing)
                )
            )
        )
    if draw(RARELY):
        timing = Following(
            what=draw(st.sampled_from((CHEMOTHERAPY, *drugs))),
            offsets=draw(_offsets(max(first, -3), min(last, 3))),
            anchor=draw(st.sampled_from(Anchor)),
            source=INVENTED,
        )
        found.append(draw(room.components("drug-l", "lead-in", timing=st.just(timing))))
    return tuple(found)


def _offsets(first: int, last: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Rising distances; the simplest is the one that is nearest to the same day."""
    return st.lists(st.integers(first, last), min_size=1, max_size=3, unique=True).map(
        lambda offsets: tuple(sorted(offsets))
    )


def _reach(room: _Room, leaders: Sequence[Component]) -> tuple[int, int]:
    """How far before and after every day of the leaders a follower may stand."""
    days = {day for leader in leaders for one in _of(leader) for day in one.days}
    days |= {day for leader in leaders for level in leader.levels for day in level.days or ()}
    return room.first - min(days), room.last - max(days)


@st.composite
def _continuous(draw: st.DrawFn, room: _Room) -> tuple[Component, ...]:
    """What is given every day, or nothing."""
    if not draw(RARELY):
        return ()
    every = st.just(Continuous(source=INVENTED))
    return (draw(room.components("drug-p", "prophylaxis", role=Role.SUPPORTIVE, timing=every)),)


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
    RARELY,
)
