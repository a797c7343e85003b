"""Strategies for components: a drug, its dose, its days, its levels and the rules of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType, NoneType

from attrs import evolve, frozen
from hypothesis import strategies as st

from regimens.amounts import Basis, Per, Unit, WrittenDose
from regimens.components import Band, Component, Level, LevelTable, Product, Role, TableValue
from regimens.decimals import EXACT
from regimens.drugs import Drug, Presentation, Route
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Timing
from regimens.testing.amounts import AREAS, CELLS, MASSES, decimals, draw_amount, draw_dose
from regimens.testing.arguments import check_is, check_switches, check_whole
from regimens.testing.days import draw_days, draw_schedules
from regimens.testing.drawing import ONE_IN_FOUR, among, some_of, up_to, whole
from regimens.testing.invented import INVENTED, PLAINEST

__all__ = ["AGES", "Room", "components", "draw_component", "drugs"]

_ONE = Decimal(1)
_LEVEL_NAMES = ("reduced", "weekly", "hepatic")
_ROUTES = ((), (Route.IV,), (Route.SC,), (Route.PO,), (Route.SC, Route.IV), tuple(Route))
_AGES: Sequence[Mapping[str, int]] = (
    *({}, {}, {}),
    *({"for_older_than": 70}, {"for_older_than": 75}, {"for_age_from": 65}, {"for_age_from": 80}),
)
AGES = st.sampled_from(_AGES)
_LIMITS: Mapping[TableValue, st.SearchStrategy[list[int]]] = MappingProxyType(
    {
        TableValue.CREATININE_CLEARANCE: some_of(whole(10, 120), 1, 3).map(sorted),
        TableValue.BILIRUBIN: some_of(whole(1, 10), 1, 3).map(sorted),
        TableValue.AGE: some_of(whole(18, 90), 1, 3).map(sorted),
        TableValue.WEIGHT: some_of(whole(30, 150), 1, 3).map(sorted),
    }
)
_MISSED = st.sampled_from(
    (None, *(MissedDoseRule(rule=one, source=INVENTED) for one in MissedDose))
)
_PRESENTATIONS = st.lists(
    st.builds(
        Presentation,
        form=st.sampled_from(("vial", "syringe", "capsule", "tablet")),
        strength=decimals(500, 500_000),
        concentration=st.none() | decimals(500, 50_000),
        route=st.sampled_from((None, *Route)),
        source=st.just(INVENTED),
    ),
    max_size=2,
).map(tuple)


@frozen(kw_only=True)
class Room:
    """The days and cycles that the components of a phase have, and which doses they may have.

    Args:
        first: The first day of a cycle.
        last: The last day of a cycle.
        cycles: How many cycles there are; None for no end.
        kinds: The kinds of amounts.
        refusing: Whether tables of levels may refuse a patient.
    """

    first: int = 1
    last: int = 28
    cycles: int | None = None
    kinds: Sequence[tuple[Basis, Unit]] = (*MASSES, *CELLS)
    refusing: bool = False


def drugs(name: str = "drug-a") -> st.SearchStrategy[Drug]:
    """Drugs of a name, with up to two invented presentations; the simplest has none.

    Args:
        name: In lower case. Names that are no drug's keep what is drawn apart from what is sold.

    Raises:
        DefinitionError: for what is no name of a drug.

    >>> invented = drugs("drug-b")
    """
    Drug(name=name)  # or refused
    return st.builds(Drug, name=st.just(name), presentations=_PRESENTATIONS)


def components(
    *,
    drug: str = "drug-a",
    group: str = "chemotherapy",
    first: int = 1,
    last: int = 28,
    cycles: int | None = None,
    timing: st.SearchStrategy[Timing] | None = None,
    dose: st.SearchStrategy[WrittenDose] | None = None,
    areas: bool = False,
    refusing: bool = False,
) -> st.SearchStrategy[Component]:
    """Components with all that one can have by itself; the simplest gives 1 mg on day 1.

    Drawn are presentations, routes, levels with amounts, days and ages of their own, tables that
    choose among them, missed-dose rules, minimal intervals that its own days keep, split doses, and
    products to switch to.

    Args:
        drug: Its drug's name.
        group: Its group.
        first: The first day of a cycle.
        last: The last day of a cycle.
        cycles: How many cycles its phase has; None for no end.
        timing: When it is given; :func:`schedules` where it is left out.
        dose: Its full dose; :func:`doses` of milligrams and cells where it is left out.
        areas: Whether a dose may be by an area under the curve, which needs a recorded clearance.
        refusing: Whether its tables may have gaps and overlaps between their rows, and rows at
            which nothing is given: a patient there is refused.

    Raises:
        DefinitionError: for a drug or group without a name.

    >>> from hypothesis import given
    >>> @given(components(drug="drug-b", last=21))
    ... def is_of_that_drug(component: Component) -> None:
    ...     assert component.drug.name == "drug-b"
    >>> is_of_that_drug()
    """
    check_switches(areas=areas, refusing=refusing)
    check_whole("first", first)
    check_whole("last", last, first)
    if cycles is not None:
        check_whole("cycles", cycles, 1)
    check_is("timing", timing, st.SearchStrategy, NoneType)
    check_is("dose", dose, st.SearchStrategy, NoneType)
    evolve(PLAINEST.phases[0].components[0], drug=Drug(name=drug), group=group)  # or refused
    kinds = (*MASSES, *CELLS, *(AREAS if areas else ()))
    room = Room(first=first, last=last, cycles=cycles, kinds=kinds, refusing=refusing)
    return _components(room, drug, group, timing=timing, dose=dose)


@st.composite
def _components(
    draw: st.DrawFn,
    room: Room,
    drug: str,
    group: str,
    *,
    timing: st.SearchStrategy[Timing] | None,
    dose: st.SearchStrategy[WrittenDose] | None,
) -> Component:
    own = None if timing is None else draw(timing)
    return draw_component(draw, room, drug, group, timing=own, dose=dose)


def draw_component(
    draw: st.DrawFn,
    room: Room,
    drug: str,
    group: str,
    *,
    role: Role = Role.TREATMENT,
    timing: Timing | None = None,
    dose: st.SearchStrategy[WrittenDose] | None = None,
) -> Component:
    """A component with room in its phase, as :func:`components` draws it."""
    own = timing
    if own is None:
        own = draw_schedules(draw, room.first, room.last, 1, room.cycles)
    full = draw_dose(draw, draw_amount(draw, room.kinds)) if dose is None else draw(dose)
    levels: tuple[Level, ...] = ()
    tables: tuple[LevelTable, ...] = ()
    if draw(ONE_IN_FOUR):
        values = draw(_VALUES)
        levels = _levels(draw, full, room, own, alike=len(values) > 1)
        tables = tuple(_table(draw, levels, by, refusing=room.refusing) for by in values)
    gap = _kept_by(own, levels, room)
    has_rules = draw(st.booleans())
    often = {full.times, *(level.dose.times for level in levels)}
    return Component(
        drug=Drug(name=drug, presentations=draw(_PRESENTATIONS) if draw(ONE_IN_FOUR) else ()),
        group=group,
        dose=full,
        timing=own,
        routes=draw(among(*_ROUTES)),
        role=role,
        levels=levels,
        tables=tables,
        missed_dose=draw(_MISSED) if has_rules else None,
        minimum_interval=_interval(draw, gap) if has_rules and gap else None,
        split=has_rules and draw(ONE_IN_FOUR) and isinstance(own, tuple),
        products=(
            _products(draw, drug, room, full.amount.unit, often)
            if has_rules and draw(ONE_IN_FOUR)
            else ()
        ),
    )


_VALUES = some_of(st.sampled_from(TableValue), 0, 2)


def _levels(
    draw: st.DrawFn, full: WrittenDose, room: Room, timing: Timing, *, alike: bool
) -> tuple[Level, ...]:
    """Up to three levels of a full dose, which differ in nothing but their amount if alike."""
    found = []
    for index in up_to(draw, len(_LEVEL_NAMES)):
        own_days = None
        if draw(st.booleans()) and isinstance(timing, tuple) and not alike:
            own_days = draw_days(draw, room.first, room.last)
        found.append(
            Level(
                name=_LEVEL_NAMES[index],
                dose=_lower(draw, full, alike=alike),
                days=own_days,
                note=draw(among("", "for a test")),
                source=INVENTED,
                **draw(AGES),
            )
        )
    return tuple(found)


def _lower(draw: st.DrawFn, full: WrittenDose, *, alike: bool) -> WrittenDose:
    """A dose on the basis of the full one, of a quarter of it or more, and as strictly capped."""
    share = EXACT.scaleb(Decimal(draw(whole(25, 100))), -2)
    cap, surface_cap = full.cap, full.surface_cap
    if draw(ONE_IN_FOUR):
        if cap is not None:
            value = max(EXACT.multiply(cap.value, share), _ONE)
            cap = evolve(cap, value=min(value, cap.value))
        if surface_cap is not None:
            surface_cap = min(surface_cap, draw(decimals(1500, 2500)))
    # A day's cap is as strict only for as many administrations.
    same = alike or (cap is not None and cap.per is Per.DAY)
    return WrittenDose(
        amount=evolve(full.amount, value=EXACT.multiply(full.amount.value, share)),
        per=full.per,
        times=full.times if same else draw(whole(1, full.times)),
        cap=cap,
        surface_cap=surface_cap,
        source=INVENTED,
    )


def _table(
    draw: st.DrawFn, levels: Sequence[Level], by: TableValue, *, refusing: bool
) -> LevelTable:
    """Rows that together hold every number, each once, unless they may refuse a patient."""
    named = among(None, *(level.name for level in levels))
    bands = []
    for below, above in pairwise((None, *draw(_LIMITS[by]), None)):
        nothing = refusing and draw(ONE_IN_FOUR)
        level = draw(named)
        bands.append(
            Band(
                low=None if below is None else Decimal(below),
                low_included=not (refusing and draw(ONE_IN_FOUR)),
                high=None if above is None else Decimal(above),
                high_included=refusing and draw(st.booleans()),
                level=None if nothing else level,
                not_given=nothing,
            )
        )
    return LevelTable(by=by, bands=tuple(bands), source=INVENTED)


def _kept_by(timing: Timing, levels: Sequence[Level], room: Room) -> int:
    """The fewest days between any two of its own, from one cycle to the next too; 0 for none."""
    if not isinstance(timing, tuple):
        return 0
    lists = [one.days for one in timing]
    lists += [level.days for level in levels if level.days is not None]
    gaps = [after - before for own in lists for before, after in pairwise(own)]
    length = room.last + 1 - room.first
    return min([*gaps, length + min(own[0] for own in lists) - max(own[-1] for own in lists)])


def _interval(draw: st.DrawFn, gap: int) -> MinimumInterval | None:
    if not draw(ONE_IN_FOUR):
        return None
    kept = draw(whole(1, gap))
    return MinimumInterval(days=kept, hours=kept * 24, source=INVENTED)


def _products(
    draw: st.DrawFn, drug: str, room: Room, unit: Unit, often: set[int]
) -> tuple[Product, ...]:
    """One or two products, counted as the drug is, and given as often a day at any level."""
    if len(often) > 1:
        return ()
    kinds = [kind for kind in room.kinds if kind[1] is unit]
    return tuple(
        Product(
            name=f"{drug}-{suffix}",
            dose=draw_dose(draw, draw_amount(draw, kinds), *often),
            route=draw(among(*Route)),
            source=INVENTED,
        )
        for suffix in draw(among(("sc",), ("sc", "biosimilar")))
    )
