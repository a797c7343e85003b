"""Strategies for components: a drug, its dose, its days, its levels and the rules of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from attrs import evolve
from hypothesis import strategies as st

from regimens.amounts import Amount, Per, WrittenDose
from regimens.components import Band, Component, Level, LevelTable, Product, Role, TableValue
from regimens.decimals import EXACT
from regimens.drugs import Drug, Presentation, Route
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Timing
from regimens.testing.amounts import decimals, doses
from regimens.testing.days import days, schedules
from regimens.testing.invented import INVENTED

__all__ = ["AGES", "RARELY", "components", "drugs", "levels", "tables"]

RARELY = st.sampled_from((False, False, False, True))
_HUNDRED, _ONE = Decimal(100), Decimal(1)
_PERCENT = st.integers(25, 100)
_FORMS = ("vial", "syringe", "capsule", "tablet")
_LEVEL_NAMES = ("reduced", "weekly", "hepatic")
_ROUTES = ((), (Route.IV,), (Route.SC,), (Route.PO,), (Route.SC, Route.IV), tuple(Route))
_AGES: Sequence[Mapping[str, int]] = (
    *({}, {}, {}),
    *({"for_older_than": 70}, {"for_older_than": 75}, {"for_age_from": 65}, {"for_age_from": 80}),
)
_LIMITS: Mapping[TableValue, tuple[int, int]] = MappingProxyType(
    {
        TableValue.CREATININE_CLEARANCE: (10, 120),
        TableValue.BILIRUBIN: (1, 10),
        TableValue.AGE: (18, 90),
        TableValue.WEIGHT: (30, 150),
    }
)
_MEASURED = (TableValue.CREATININE_CLEARANCE, TableValue.BILIRUBIN)

AGES = st.sampled_from(_AGES)


@st.composite
def _presentations(draw: st.DrawFn) -> Presentation:
    return Presentation(
        form=draw(st.sampled_from(_FORMS)),
        strength=draw(decimals(500, 500_000)),
        concentration=draw(st.none() | decimals(500, 50_000)),
        route=draw(st.sampled_from((None, *Route))),
        source=INVENTED,
    )


_PRESENTATIONS = st.lists(_presentations(), max_size=2).map(tuple)


@st.composite
def drugs(draw: st.DrawFn, name: str = "drug-a") -> Drug:
    """Drugs of a name, with up to two invented presentations; the simplest has none.

    Args:
        draw: Given by Hypothesis.
        name: In lower case. Names that are no drug's keep what is drawn apart from what is sold.
    """
    return Drug(name=name, presentations=draw(_PRESENTATIONS) if draw(RARELY) else ())


@st.composite
def levels(
    draw: st.DrawFn,
    full: WrittenDose,
    *,
    first: int = 1,
    last: int = 28,
    own_days: bool = True,
    alike: bool = False,
) -> tuple[Level, ...]:
    """Up to three dose levels of a full dose, none of them above it or without its caps.

    Args:
        draw: Given by Hypothesis.
        full: The full dose.
        first: The first day of a cycle.
        last: The last day of a cycle.
        own_days: Whether they may have days of their own, as those of a schedule may.
        alike: Whether they differ in nothing but their amount, so that one is the lowest.
    """
    found = []
    for name in _LEVEL_NAMES[: draw(st.integers(0, 3))]:
        has_days = draw(st.booleans()) and own_days and not alike
        found.append(
            Level(
                name=name,
                dose=draw(_lower(full, alike=alike)),
                days=draw(days(first, last)) if has_days else None,
                note=draw(st.sampled_from(("", "for a test"))),
                source=INVENTED,
                **draw(AGES),
            )
        )
    return tuple(found)


@st.composite
def _lower(draw: st.DrawFn, full: WrittenDose, *, alike: bool) -> WrittenDose:
    """A dose on the basis of the full one, of a quarter of it or more, and as strictly capped."""
    share = EXACT.divide(Decimal(draw(_PERCENT)), _HUNDRED)
    value = EXACT.multiply(full.amount.value, share)
    times = full.times if alike else draw(st.integers(1, full.times))
    cap, surface_cap = full.cap, full.surface_cap
    if draw(RARELY):
        # Below it in one administration as in the whole day.
        cap = (
            None if cap is None else evolve(cap, value=max(EXACT.multiply(cap.value, share), _ONE))
        )
        surface_cap = None if surface_cap is None else min(surface_cap, draw(decimals(1500, 2500)))
    if cap is not None and full.cap is not None and cap.value > full.cap.value:
        cap = full.cap
    if cap is not None and cap.per is Per.DAY:
        times = full.times
    return WrittenDose(
        amount=Amount(value, full.amount.basis, full.amount.unit),
        per=full.per,
        times=times,
        cap=cap,
        surface_cap=surface_cap,
        source=INVENTED,
    )


@st.composite
def tables(
    draw: st.DrawFn, names: Sequence[str], by: TableValue, *, refusing: bool = False
) -> LevelTable:
    """Tables of dose levels by a value: rows that together hold every number, each once.

    Args:
        draw: Given by Hypothesis.
        names: The levels that its rows may name.
        by: The value.
        refusing: Whether there may be gaps and overlaps between the rows, and rows at which nothing
            is given: a patient there is refused.
    """
    low, high = _LIMITS[by]
    limits = draw(st.lists(st.integers(low, high), min_size=1, max_size=3, unique=True).map(sorted))
    bands = []
    for below, above in pairwise((None, *limits, None)):
        included = draw(st.booleans()) if refusing else True
        nothing = refusing and draw(RARELY)
        level = draw(st.sampled_from((None, *names)))
        bands.append(
            Band(
                low=None if below is None else Decimal(below),
                low_included=included,
                high=None if above is None else Decimal(above),
                high_included=refusing and draw(st.booleans()),
                level=None if nothing else level,
                not_given=nothing,
            )
        )
    return LevelTable(by=by, bands=tuple(bands), source=INVENTED)


@st.composite
def components(
    draw: st.DrawFn,
    *,
    drug: str = "drug-a",
    group: str = "chemotherapy",
    first: int = 1,
    last: int = 28,
    cycles: int | None = None,
    role: Role = Role.TREATMENT,
    timing: st.SearchStrategy[Timing] | None = None,
    dose: st.SearchStrategy[WrittenDose] | None = None,
    refusing: bool = False,
) -> Component:
    """Components with all that one can have by itself; the simplest gives 1 mg on day 1.

    Drawn are routes, levels with amounts, days and ages of their own, tables that choose among
    them, missed-dose rules, minimal intervals that its own days keep, split doses, and products to
    switch to.

    Args:
        draw: Given by Hypothesis.
        drug: Its drug's name.
        group: Its group.
        first: The first day of a cycle.
        last: The last day of a cycle.
        cycles: How many cycles its phase has; None for no end.
        role: What it is given for.
        timing: When it is given; :func:`schedules` where it is left out.
        dose: Its full dose; :func:`doses` where it is left out.
        refusing: As for :func:`tables`.

    >>> from hypothesis import given
    >>> @given(components(drug="drug-b", last=21))
    ... def is_of_that_drug(component: Component) -> None:
    ...     assert component.drug.name == "drug-b"
    >>> is_of_that_drug()
    """
    own = draw(schedules(first=first, last=last, cycles=cycles) if timing is None else timing)
    full = draw(doses() if dose is None else dose)
    scheduled = isinstance(own, tuple)
    values: list[TableValue] = []
    named: tuple[Level, ...] = ()
    if draw(RARELY):
        most = 0 if role is Role.PREMEDICATION else 2
        values = draw(st.lists(st.sampled_from(TableValue), max_size=most, unique=True))
        alike = len(values) > 1
        named = draw(levels(full, first=first, last=last, own_days=scheduled, alike=alike))
    names = [level.name for level in named]
    missed, gap, split, products = draw(_RULES)
    return Component(
        drug=draw(drugs(drug)),
        group=group,
        dose=full,
        timing=own,
        routes=draw(st.sampled_from(_ROUTES)),
        role=role,
        levels=named,
        tables=tuple(draw(tables(names, by, refusing=refusing)) for by in values),
        missed_dose=missed,
        minimum_interval=draw(_interval(own, named, last + 1 - first)) if gap else None,
        split=split and scheduled,
        products=draw(_products(drug)) if products else (),
    )


_RULES = st.one_of(
    st.just((None, False, False, False)),
    st.tuples(
        st.sampled_from((None, *(MissedDoseRule(rule=one, source=INVENTED) for one in MissedDose))),
        *(st.booleans(), RARELY, st.booleans()),
    ),
)


@st.composite
def _interval(
    draw: st.DrawFn, timing: Timing, named: Sequence[Level], length: int
) -> MinimumInterval | None:
    """A shortest time that its own days keep, from one cycle to the next too."""
    lists = [one.days for one in timing] if isinstance(timing, tuple) else []
    lists += [level.days for level in named if level.days is not None]
    if not lists:
        return None
    gaps = [after - before for own in lists for before, after in pairwise(own)]
    around = length + min(own[0] for own in lists) - max(own[-1] for own in lists)
    kept = draw(st.integers(1, min([*gaps, around])))
    return MinimumInterval(days=kept, hours=kept * 24, source=INVENTED)


@st.composite
def _products(draw: st.DrawFn, drug: str) -> tuple[Product, ...]:
    return tuple(
        Product(
            name=f"{drug}-{suffix}",
            dose=draw(doses()),
            route=draw(st.sampled_from(Route)),
            source=INVENTED,
        )
        for suffix in draw(st.sampled_from((("sc",), ("sc", "biosimilar"))))
    )
