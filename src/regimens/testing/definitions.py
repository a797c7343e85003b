"""Strategies for regimens: phases in order, and the rules that speak of what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from regimens.amounts import Unit
from regimens.components import Component
from regimens.decimals import EXACT
from regimens.phases import Phase
from regimens.regimen import Interpretation, Regimen
from regimens.rules import (
    AgeOver,
    AlternatingReduction,
    CumulativeLimit,
    DelayRule,
    EcogAtMost,
    EntryCriterion,
    Laboratory,
    LaboratoryAtLeast,
    ReductionRule,
    RestartRow,
    RestartTable,
    Spacing,
    Washout,
)
from regimens.schedule import Following
from regimens.testing.amounts import decimals
from regimens.testing.arguments import check_switches
from regimens.testing.drawing import ONE_IN_FOUR, among, perhaps, some_of, up_to, whole
from regimens.testing.invented import INVENTED, PLAINEST, UNREAD
from regimens.testing.phases import CHEMOTHERAPY, GROWTH_FACTOR, draw_phase, with_kept_intervals

__all__ = ["entry_criteria", "regimens"]

T = TypeVar("T")
_NAMES = ("induction", "consolidation", "maintenance")
_HUNDREDTHS = st.integers(25, 100).map(lambda percent: EXACT.scaleb(Decimal(percent), -2))


def regimens(
    *,
    id: str = "test-regimen",  # noqa: A002 - as the regimen has it
    open_ended: bool = True,
    areas: bool = False,
    refusing: bool = False,
    unread: bool = False,
) -> st.SearchStrategy[Regimen]:
    """Regimens, legal by construction; the simplest gives 1 mg once, on day 1 of one cycle.

    Every construct of a definition is drawn: what :func:`phases` and :func:`components` say, one to
    three phases, reductions by fractions and in turn, dose delays, distances of a growth factor,
    lifetime limits, tables of restarts, entry criteria of each kind, interpretations, what has no
    rule, and aliases. Names are no drug's but for dexamethasone, and every number has a source that
    says it is invented.

    A course of any of them can be planned with the cycles to plan stated, for a patient whose
    height and weight are known, under a policy of :func:`policies` that is plannable.

    Args:
        id: Its id.
        open_ended: Whether the last phase may go on until it is stopped.
        areas: Whether doses may be by an area under the curve: a course then needs a recorded
            clearance to be planned.
        refusing: Whether tables of levels may have gaps, overlaps and rows at which nothing is
            given: a course of a patient there is refused.
        unread: Whether a number may have a source that nobody has read: a course then has to say
            why it may be planned.

    Raises:
        DefinitionError: for what is no id.

    >>> from datetime import date
    >>> from hypothesis import given
    >>> from regimens import Course
    >>> from regimens.testing import patients
    >>> @given(regimens(), patients())
    ... def has_a_first_dose(regimen: Regimen, patient) -> None:
    ...     course = Course(regimen, patient, start=date(2026, 1, 5), cycles=1)
    ...     assert course.plan().cycles[0].start == date(2026, 1, 5)
    >>> has_a_first_dose()
    """
    check_switches(open_ended=open_ended, areas=areas, refusing=refusing, unread=unread)
    evolve(PLAINEST, id=id)  # or refused
    return _regimens(id, open_ended=open_ended, areas=areas, refusing=refusing, unread=unread)


@st.composite
def _regimens(
    draw: st.DrawFn,
    id: str,  # noqa: A002 - as the regimen has it
    *,
    open_ended: bool,
    areas: bool,
    refusing: bool,
    unread: bool,
) -> Regimen:
    make = partial(draw_phase, areas=areas, refusing=refusing)
    own = [make(draw, name=_NAMES[0], is_first=True)]
    for name in _NAMES[1:]:
        later = draw(perhaps(partial(make, name=name, is_first=False)))
        if later is None:
            break
        own.append(later)
    own = with_kept_intervals(own)
    if open_ended and draw(st.booleans()):
        own[-1] = evolve(own[-1], cycles=None)
    rules = _rules(draw, own) if draw(st.booleans()) else {}
    return Regimen(
        id=id,
        title=PLAINEST.title,
        revision=str(draw(whole(1, 3))),
        phases=tuple(own),
        entry=draw(_ENTRY),
        interpretations=_interpretations(draw, own, unread=unread) if draw(ONE_IN_FOUR) else (),
        no_rule_for=draw(among((), ("hepatic impairment",))),
        aliases=draw(among((), (f"{id}-alias",), (f"{id}-1", f"{id}-2"))),
        **rules,
    )


def _rules(draw: st.DrawFn, own: Sequence[Phase]) -> dict[str, Any]:
    """Rules of any kind about the drugs and groups of phases."""
    components = [component for phase in own for component in phase.components]
    drugs = tuple(dict.fromkeys(component.drug.name for component in components))
    groups = tuple(dict.fromkeys(component.group for component in components))
    counted = {one.drug.name for one in components if one.dose.amount.unit is Unit.CELLS}
    in_mg = [drug for drug in drugs if drug not in counted]
    found: dict[str, Any] = {
        "reductions": _some_of(draw, (*groups, *drugs), partial(_reduction, draw)),
        "delay_rule": draw(_DELAYS),
        "cumulative_limits": _some_of(draw, in_mg, partial(_limit, draw)),
        "restarts": _some_of(draw, drugs, partial(_restarts, draw, own)),
        "spacing": _spacing(draw, components),
    }
    if len(drugs) > 1 and draw(st.booleans()):
        turns = draw(some_of(among(*drugs), 2, 3))
        found["alternating"] = (
            AlternatingReduction(drugs=tuple(turns), toxicity="a toxicity", source=INVENTED),
        )
    return found


def _some_of(draw: st.DrawFn, names: Sequence[str], rule: Callable[[str], T]) -> tuple[T, ...]:
    """A rule each for none, one or two of the names."""
    return tuple(rule(name) for name in draw(some_of(among(*names), 0, 2))) if names else ()


def _reduction(draw: st.DrawFn, name: str) -> ReductionRule:
    lowest, later = draw(_HUNDREDTHS), draw(_LATER)
    return ReductionRule(of=name, lowest=lowest, later=later, source=INVENTED)


_LATER = some_of(_HUNDREDTHS, 0, 2).map(tuple)
_DELAYS = st.none() | st.integers(0, 28).map(
    lambda days: DelayRule(more_than=days, source=INVENTED)
)


def _limit(draw: st.DrawFn, drug: str) -> CumulativeLimit:
    most, per_surface = draw(decimals(1000, 1_000_000)), draw(st.booleans())
    return CumulativeLimit(drug=drug, at_most=most, per_surface=per_surface, source=INVENTED)


def _restarts(draw: st.DrawFn, own: Sequence[Phase], drug: str) -> RestartTable:
    """Rows for each dose of a drug, by days that rise without overlap."""
    pairs = {
        (phase.name, str(component.dose)): None
        for phase in own
        for component in phase.components
        if component.drug.name == drug
    }
    options, choice = _first_choice(own)
    other = draw(among(None, "another-regimen"))
    known: Sequence[str] = ("step 1", "step 2") if other else options
    rows = []
    for phase, dose in pairs:
        limits = sorted(draw(some_of(whole(1, 200), 0, 2)))
        for least, most in zip((0, *limits), (*limits, None), strict=True):
            rows.append(
                RestartRow(
                    phase=phase,
                    dose=dose,
                    at_least=least,
                    at_most=None if most is None else most - 1,
                    option=draw(among(None, *known)),
                )
            )
    return RestartTable(drug=drug, choice=choice, rows=tuple(rows), source=INVENTED, regimen=other)


def _first_choice(own: Sequence[Phase]) -> tuple[tuple[str, ...], str]:
    """The options of the choice that there is, and its name; a name where there is none."""
    found = [
        component.alternative
        for phase in own
        for component in phase.components
        if component.alternative is not None
    ]
    return tuple(dict.fromkeys(one.option for one in found)), found[0].choice if found else "start"


def _spacing(draw: st.DrawFn, components: Sequence[Component]) -> tuple[Spacing, ...]:
    """Distances of a growth factor that its own days keep."""
    offsets = [
        component.timing.offsets[0]
        for component in components
        if component.drug.name == GROWTH_FACTOR and isinstance(component.timing, Following)
    ]
    if not offsets:
        return ()
    return (
        Spacing(
            drug=GROWTH_FACTOR,
            of=CHEMOTHERAPY,
            after=draw(whole(0, min(offsets))),
            before=draw(whole(0, 1)),
            after_source=INVENTED,
            before_source=INVENTED,
        ),
    )


def entry_criteria() -> st.SearchStrategy[EntryCriterion]:
    """Entry criteria of each kind: laboratory values, age, performance status, washout.

    >>> from hypothesis import given
    >>> @given(entry_criteria())
    ... def says_what_it_needs(criterion: EntryCriterion) -> None:
    ...     assert str(criterion)
    >>> says_what_it_needs()
    """
    invented = st.just(INVENTED)
    return st.one_of(
        st.builds(EcogAtMost, status=st.integers(0, 5), source=invented),
        st.builds(AgeOver, years=st.integers(0, 100), source=invented),
        st.builds(Washout, days=st.integers(0, 90), source=invented),
        st.builds(
            LaboratoryAtLeast,
            value=st.sampled_from(Laboratory),
            at_least=decimals(100, 30_000),  # what a value of each can be
            source=invented,
        ),
    )


_ENTRY = st.just(()) | st.lists(entry_criteria(), min_size=1, max_size=3).map(tuple)


def _interpretations(
    draw: st.DrawFn, own: Sequence[Phase], *, unread: bool
) -> tuple[Interpretation, ...]:
    """Readings, of which one may matter only when a group is reduced."""
    groups = sorted({component.group for phase in own for component in phase.components})
    return tuple(
        Interpretation(
            name=f"words {index + 1}",
            reading="one reading",
            alternatives="another reading",
            on_reduction_of=draw(among("", *groups)),
            source=draw(among(INVENTED, UNREAD)) if unread else INVENTED,
        )
        for index in up_to(draw, 2, least=1)
    )
