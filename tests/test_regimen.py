"""A regimen that contradicts itself cannot be built, and its digest follows its doses and days."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import attrs
import pytest

from regimens import Course, Patient, catalogue
from regimens.amounts import Cap, Per, WrittenDose, amount
from regimens.components import Alternative, Component, Level, Product, Role
from regimens.drugs import Drug, Presentation, Route
from regimens.errors import DefinitionError
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import (
    AgeOver,
    DelayRule,
    EcogAtMost,
    Laboratory,
    LaboratoryAtLeast,
    MinimumInterval,
    MissedDose,
    MissedDoseRule,
    ReductionRule,
    ResponseCategory,
    ResponseGate,
    Spacing,
    TransplantWindow,
    Washout,
)
from regimens.schedule import Anchor, Continuous, Cycles, Following, Schedule, Timing
from regimens.sources import Source

_SOURCE = Source(
    title="A paper", identifier="doi:1", locator="Table 1", checked_on=date(2026, 1, 5)
)
_OTHER = Source(
    title="A label", identifier="BLA 1", locator="2.2", checked_on=date(2025, 1, 5), verified=False
)


def _days(*days: int, cycles: Cycles | None = None) -> tuple[Schedule, ...]:
    return (Schedule(days=days, cycles=cycles or Cycles(1), source=_SOURCE),)


def _follow(what: str, *offsets: int, anchor: Anchor = Anchor.EACH) -> Following:
    return Following(what=what, offsets=offsets, anchor=anchor, source=_SOURCE)


def _dose(text: str, source: Source = _SOURCE) -> WrittenDose:
    return WrittenDose(amount=amount(text), source=source)


def _given(drug: str, timing: Timing, group: str = "G", **parts: Any) -> Component:
    facts: dict[str, Any] = {"drug": Drug(name=drug), "group": group, "dose": _dose("10 mg/m²")}
    return Component(**(facts | {"timing": timing} | parts))


def _phase(*components: Component, **parts: Any) -> Phase:
    facts: dict[str, Any] = {"name": "p", "cycle_length": 21, "cycles": 8, "source": _SOURCE}
    return Phase(**(facts | {"components": components} | parts))


def _regimen(*phases: Phase, **parts: Any) -> Regimen:
    facts: dict[str, Any] = {"id": "x", "title": "X", "revision": "1", "phases": phases}
    return Regimen(**(facts | parts))


def _refusal(make: Callable[[], object]) -> str:
    with pytest.raises(DefinitionError) as caught:
        make()
    return str(caught.value)


CISPLATIN = _given("cisplatin", _days(1, 2, 3, 4))


@pytest.mark.parametrize(
    ("days", "length", "message"),
    [
        (
            (1, 22),
            21,
            "phase 'p', cisplatin: day 22 exceeds the 21-day cycle; "
            "use days 1 to 21, or a longer cycle",
        ),
        (
            (29,),
            28,
            "phase 'p', cisplatin: day 29 exceeds the 28-day cycle; "
            "use days 1 to 28, or a longer cycle",
        ),
    ],
)
def test_day_beyond_the_cycle_is_refused(days: tuple[int, ...], length: int, message: str) -> None:
    """A day after the last day of the cycle belongs to no cycle of the phase."""
    component = _given("cisplatin", _days(*days))
    assert _refusal(lambda: _phase(component, cycle_length=length)) == message


@pytest.mark.parametrize(
    ("days", "first", "message"),
    [
        ((0, 7), 1, "day 0; the first day of a cycle is day 1; there is no day 0"),
        ((-3, 1), 1, "day -3; the first day of a cycle is day 1; there is no day 0"),
        ((-3, 0), -2, "day -3; the first day of a cycle is day -2"),
        ((0, 19), -2, "day 19 exceeds the 21-day cycle; use days -2 to 18, or a longer cycle"),
    ],
)
def test_day_before_the_cycle_is_refused(days: tuple[int, ...], first: int, message: str) -> None:
    """There is a day 0, and days before it, only where the phase begins with one."""
    component = _given("cisplatin", _days(*days))
    said = _refusal(lambda: _phase(component, first_day=first))
    assert said == f"phase 'p', cisplatin: {message}"


@pytest.mark.parametrize("first", [2, 8, "1", 1.0, True, None])
def test_first_day_is_day_1_or_before_a_day_0(first: Any) -> None:
    """A cycle does not begin with day 2."""
    said = _refusal(lambda: _phase(_given("cisplatin", _days(1)), first_day=first))
    assert said.endswith("begin with day 1, or at or before a day 0 where the protocol has one")


def test_last_day_of_the_cycle_is_a_day_of_it() -> None:
    """Day 21 of a 21-day cycle can be stated."""
    assert _phase(_given("cisplatin", _days(1, 21))).cycle_length == 21


def test_day_of_a_level_beyond_the_cycle_is_refused() -> None:
    """A level's own days are days of the same cycle."""
    level = Level(name="weekly", dose=_dose("10 mg/m²"), days=(1, 8, 15, 22), source=_SOURCE)
    component = _given("cisplatin", _days(1, 4), levels=(level,))
    assert _refusal(lambda: _phase(component)) == (
        "phase 'p', cisplatin: day 22 exceeds the 21-day cycle; use days 1 to 21, or a longer cycle"
    )


@pytest.mark.parametrize(
    ("cycles", "text"),
    [
        (Cycles(1, 9), "cycles 1–9 of a phase of 8"),
        (Cycles(9, 9), "cycle 9 of a phase of 8"),
        (Cycles(9), "cycle 9 onwards of a phase of 8"),
    ],
)
def test_range_beyond_the_cycles_of_the_phase_is_refused(cycles: Cycles, text: str) -> None:
    """A schedule for a cycle that the phase does not have would never be given."""
    component = _given("cisplatin", _days(1, cycles=cycles))
    assert _refusal(lambda: _phase(component)) == f"phase 'p', cisplatin: {text}; use cycles 1 to 8"


@pytest.mark.parametrize("cycles", [Cycles(1, 8), Cycles(8), Cycles(8, 8), Cycles(1)])
def test_range_up_to_the_last_cycle_is_accepted(cycles: Cycles) -> None:
    """A range may end with the phase, or leave its end to the phase."""
    phase = _phase(_given("cisplatin", _days(1, cycles=cycles)))
    assert phase.components[0].timing == _days(1, cycles=cycles)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"components": ()}, "phase 'p': no component; state what is given"),
        (
            {"cycles": 0},
            "phase 'p': 0 cycles; state how many, or none for an open-ended phase",
        ),
        (
            {"cycles": -1},
            "phase 'p': -1 cycles; state how many, or none for an open-ended phase",
        ),
        (
            {"cycle_length": 0},
            "phase 'p': a cycle of 0 days; state the cycle's length in days",
        ),
        (
            {"cycle_length": -21},
            "phase 'p': a cycle of -21 days; state the cycle's length in days",
        ),
    ],
)
def test_phase_of_nothing_is_refused(parts: dict[str, Any], message: str) -> None:
    """A phase has components, at least one cycle, and at least one day in it."""
    assert _refusal(lambda: _phase(CISPLATIN, **parts)) == message


@pytest.mark.parametrize(
    ("others", "what", "message"),
    [
        (
            (),
            "DARA",
            "phase 'p', tretinoin: follows 'DARA', which is not there; "
            "name a drug or group of the phase",
        ),
        (
            (),
            "cis",
            "phase 'p', tretinoin: follows 'cis', which is not there; "
            "name a drug or group of the phase",
        ),
        (
            (),
            "ATRA",
            "phase 'p', tretinoin: follows 'ATRA', which has no days of its own; "
            "follow a component that has a schedule",
        ),
        (
            (_given("ciprofloxacin", Continuous(source=_SOURCE), "antibiotic"),),
            "antibiotic",
            "phase 'p', tretinoin: follows 'antibiotic', which has no days of its own; "
            "follow a component that has a schedule",
        ),
        (
            (_given("pegfilgrastim", _follow("cisplatin", 2), "G-CSF"),),
            "G-CSF",
            "phase 'p', tretinoin: follows 'G-CSF', which has no days of its own; "
            "follow a component that has a schedule",
        ),
    ],
)
def test_follower_without_days_to_follow_is_refused(
    others: tuple[Component, ...], what: str, message: str
) -> None:
    """What leads is there and has a schedule: not the follower itself, nor another follower."""
    follower = _given("tretinoin", _follow(what, 1), "ATRA")
    assert _refusal(lambda: _phase(CISPLATIN, *others, follower)) == message


@pytest.mark.parametrize(("what", "offset", "day"), [("cisplatin", -1, 0), ("G", -2, -1)])
def test_follower_before_day_1_is_refused(what: str, offset: int, day: int) -> None:
    """Days that lead to day 1 would lie in the cycle before."""
    follower = _given("tretinoin", _follow(what, offset, 0), "ATRA")
    assert _refusal(lambda: _phase(CISPLATIN, follower)) == (
        f"phase 'p', tretinoin: day {day}; a follower may not begin before day 1"
    )


def test_follower_from_day_1_on_is_accepted() -> None:
    """Two days before day 3 is day 1, as the three days that end with an infusion need."""
    leader = _given("daratumumab", _days(3, 10, 17), "DARA")
    follower = _given("tretinoin", _follow("DARA", -2, -1, 0), "ATRA")
    assert _phase(leader, follower).named("ATRA") == (follower,)


def test_follower_of_the_last_day_is_held_to_the_last_day_alone() -> None:
    """Two days before the last of days 1 to 4 is day 2, which is a day of the cycle."""
    follower = _given("mesna", _follow("cisplatin", -2, anchor=Anchor.LAST), "M")
    assert _phase(CISPLATIN, follower).named("M") == (follower,)


def test_level_that_brings_a_follower_before_day_1_is_refused() -> None:
    """A follower of days 3 and 10 follows the level's day 1 too, and would begin on day -1."""
    level = Level(name="early", dose=_dose("10 mg/m²"), days=(1, 8), source=_SOURCE)
    leader = _given("daratumumab", _days(3, 10), "DARA", levels=(level,))
    follower = _given("tretinoin", _follow("DARA", -2, -1, 0), "ATRA")
    assert "day -1; a follower may not begin before day 1" in _refusal(
        lambda: _phase(leader, follower)
    )


def test_follower_of_a_last_day_that_comes_sooner_in_a_later_cycle_is_refused() -> None:
    """Day 15 of cycle 1 leads to day 5, but from cycle 2 on the last day is day 1."""
    each = _given("cisplatin", _days(1))
    first = _given("etoposide", _days(15, cycles=Cycles(1, 1)))
    follower = _given("mesna", _follow("G", -10, anchor=Anchor.LAST), "M")
    with pytest.raises(DefinitionError) as caught:
        _phase(each, first, follower)
    assert str(caught.value) == "phase 'p', mesna: day -9; a follower may not begin before day 1"
    assert caught.value.at == "components[2].timing.offsets"
    ends = attrs.evolve(first, timing=_days(15, cycles=Cycles(1, 8)))
    assert _phase(each, ends, follower).named("M") == (follower,)


_X = Alternative(choice="c", option="x")
_Y = Alternative(choice="c", option="y")


@pytest.mark.parametrize(
    ("leaders", "earliest"),
    [
        ((_given("a", _days(12), alternative=_X), _given("b", _days(9), alternative=_Y)), 9),
        ((_given("a", _days(12), alternative=_X), _given("a", _days(9), alternative=_Y)), 9),
        (
            (
                _given("a", _days(12), alternative=_X),
                _given("b", _days(14), alternative=_X),
                _given("d", _days(13), alternative=_Y),
            ),
            13,
        ),
        ((_given("a", _days(12), alternative=_X), _given("b", _days(1), "H", alternative=_Y)), 12),
        (
            (
                _given("a", _days(12), alternative=_X),
                _given("b", _days(1), "H", alternative=_Y),
                _given("d", _days(5)),
            ),
            5,
        ),
    ],
    ids=["options", "one drug", "two of an option", "no day of the other", "one besides"],
)
def test_follower_of_a_last_day_is_held_to_each_option(
    leaders: tuple[Component, ...], earliest: int
) -> None:
    """Where options end on days of their own, the last day is what is chosen, not the latest."""

    def phase(offset: int) -> Phase:
        follower = _given("mesna", _follow("G", offset, anchor=Anchor.LAST), "M")
        return _phase(*leaders, follower)

    assert phase(1 - earliest).named("M")
    assert _refusal(lambda: phase(-earliest)) == (
        "phase 'p', mesna: day 0; a follower may not begin before day 1"
    )


def test_follower_of_no_day_before_day_0_is_held_to_the_latest_of_an_option() -> None:
    """A day 0 is a day like any other: of days −2 and 0 of one option, 0 is the last."""
    leaders = (
        _given("a", _days(0), alternative=_X),
        _given("b", _days(-2), alternative=_X),
        _given("d", _days(1), alternative=_Y),
    )
    follower = _given("mesna", _follow("G", -3, anchor=Anchor.LAST), "M")
    assert _phase(*leaders, follower, first_day=-3).named("M") == (follower,)


@pytest.mark.parametrize(
    ("one", "other", "day"),
    [
        (
            _given("cisplatin", _days(1, 8)),
            _given("cisplatin", _days(8, 15)),
            "day 8 of cycle 1",
        ),
        (
            _given("cisplatin", _days(1)),
            _given("cisplatin", _days(1), "H"),
            "day 1 of cycle 1",
        ),
        (
            _given("cisplatin", _days(1, cycles=Cycles(1, 3))),
            _given("cisplatin", _days(1, cycles=Cycles(3, 8)), "H"),
            "day 1 of cycle 3",
        ),
        (
            _given("cisplatin", _days(1, 4)),
            _given("cisplatin", _follow("G", 3, anchor=Anchor.EACH), "H"),
            "day 4 of cycle 1",
        ),
        (
            _given("cisplatin", _days(1, 4)),
            _given("cisplatin", _follow("G", 0, anchor=Anchor.LAST), "H"),
            "day 4 of cycle 1",
        ),
    ],
    ids=["one day of two", "two groups", "one cycle of three", "a follower", "the last day"],
)
def test_drug_given_twice_on_a_day_is_refused(one: Component, other: Component, day: str) -> None:
    """Two components of one drug on one day would double its dose without a word."""
    assert _refusal(lambda: _phase(one, other)) == (
        f"phase 'p': cisplatin is given twice on {day}; "
        "give it once, with times for several doses a day"
    )


def test_drug_given_twice_once_a_schedule_has_ended_is_refused() -> None:
    """What follows the last day meets its own drug only where another drug has ended."""
    each = _given("cisplatin", _days(1))
    first = _given("etoposide", _days(15, cycles=Cycles(1, 1)))
    follower = _given("mesna", _follow("G", 1, anchor=Anchor.LAST), "M")
    own = _given("mesna", _days(2), "H")
    with pytest.raises(DefinitionError) as caught:
        _phase(each, first, follower, own)
    assert str(caught.value) == (
        "phase 'p': mesna is given twice on day 2 of cycle 2; "
        "give it once, with times for several doses a day"
    )
    assert caught.value.at == "components[3]"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            _given("dexamethasone", _days(1), "A", role=Role.PREMEDICATION),
            _given("dexamethasone", _days(1), "B", role=Role.PREMEDICATION),
        ),
        (
            _given("dexamethasone", _days(1), "A", role=Role.SUPPORTIVE),
            _given("dexamethasone", _days(1), "B", role=Role.PREMEDICATION),
        ),
        (
            _given("dexamethasone", _days(1), "A"),
            _given("dexamethasone", Continuous(source=_SOURCE), "B"),
        ),
        (
            _given(
                "dexamethasone",
                _days(1),
                "A",
                levels=(Level(name="w", dose=_dose("10 mg/m²"), days=(1, 8), source=_SOURCE),),
            ),
            _given("dexamethasone", _days(8), "B"),
        ),
    ],
    ids=["two premedications", "supportive and premedication", "every day", "a level's day"],
)
def test_drug_given_twice_in_other_ways_is_refused(one: Component, other: Component) -> None:
    """A dose is not doubled by its role, by a drug of every day, or once a level is in force."""
    message = _refusal(lambda: _phase(one, other))
    assert message.startswith("phase 'p'")
    assert "dexamethasone is given twice on day" in message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_given("cisplatin", _days(1)), _given("cisplatin", _days(8))),
        (
            _given("cisplatin", _days(1, cycles=Cycles(1, 3))),
            _given("cisplatin", _days(1, cycles=Cycles(4, 8)), "H"),
        ),
        (
            _given(
                "dexamethasone",
                _days(1, 8, cycles=Cycles(1, 2)),
                levels=(Level(name="w", dose=_dose("10 mg/m²"), days=(1,), source=_SOURCE),),
            ),
            _given("dexamethasone", _days(1, cycles=Cycles(3, 6)), "H"),
        ),
        (
            _given("dexamethasone", _days(1, 2)),
            _given("dexamethasone", _days(1, 15), "premedication", role=Role.PREMEDICATION),
        ),
        (
            _given("cisplatin", _days(1), alternative=Alternative(choice="c", option="a")),
            _given("cisplatin", _days(1), alternative=Alternative(choice="c", option="b")),
        ),
    ],
    ids=["other days", "other cycles", "a level's cycles", "premedication", "alternatives"],
)
def test_drug_of_two_components_on_days_of_their_own_is_accepted(
    one: Component, other: Component
) -> None:
    """Other days, other cycles, premedication and an alternative give no dose twice.

    A level has its days only in the cycles that its component is given in.
    """
    assert _phase(one, other).components == (one, other)


@pytest.mark.parametrize(
    "text",
    ["", "D-VRD", "d_vrd", "d vrd", "-vrd", "vrd-", "d--vrd", "d-vrd\n", "d/vrd", "δ-vrd", 3, None],
)
def test_bad_id_is_refused(text: Any) -> None:
    """An id is written in lower case with digits and single hyphens."""
    assert _refusal(lambda: _regimen(_phase(CISPLATIN), id=text)) == (
        f'regimen: {text!r} is not a regimen id; use lower case, digits and hyphens, as in "d-vrd"'
    )


@pytest.mark.parametrize("text", ["dcep", "d-vrd", "kd-20-70", "7-3"])
def test_id_of_the_field_is_accepted(text: str) -> None:
    """The field's own abbreviations can be ids."""
    assert _regimen(_phase(CISPLATIN), id=text).id == text


@pytest.mark.parametrize(
    ("phases", "message"),
    [
        ((), "x: no phase; state at least one"),
        (
            (_phase(CISPLATIN), _phase(CISPLATIN)),
            "x, phase 'p': two phases of one name; name them apart",
        ),
        (
            (_phase(CISPLATIN, cycles=None), _phase(CISPLATIN, name="q")),
            "x: phase 'q' cannot be reached; state how many cycles 'p' has",
        ),
        (
            (
                _phase(CISPLATIN),
                _phase(CISPLATIN, name="q", cycles=None),
                _phase(CISPLATIN, name="r"),
            ),
            "x: phase 'r' cannot be reached; state how many cycles 'q' has",
        ),
    ],
)
def test_phases_that_cannot_follow_each_other_are_refused(
    phases: tuple[Phase, ...], message: str
) -> None:
    """There is a phase, each has a name of its own, and only the last may be open-ended."""
    assert _refusal(lambda: _regimen(*phases)) == message


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (
            {"reductions": (ReductionRule(of="VD", lowest=Decimal("0.7"), source=_SOURCE),)},
            "reduction",
        ),
        (
            {
                "spacing": (
                    Spacing(
                        drug="VD",
                        of="G",
                        after=2,
                        before=14,
                        after_source=_SOURCE,
                        before_source=_SOURCE,
                    ),
                )
            },
            "spacing",
        ),
        (
            {
                "spacing": (
                    Spacing(
                        drug="cisplatin",
                        of="VD",
                        after=2,
                        before=14,
                        after_source=_SOURCE,
                        before_source=_SOURCE,
                    ),
                )
            },
            "spacing",
        ),
        (
            {
                "interpretations": (
                    Interpretation(
                        name="n",
                        reading="r",
                        alternatives="a",
                        on_reduction_of="VD",
                        source=_SOURCE,
                    ),
                )
            },
            "interpretation",
        ),
    ],
    ids=["reduction", "spacing of", "spacing from", "interpretation"],
)
def test_rule_about_a_group_that_is_not_there_is_refused(parts: dict[str, Any], place: str) -> None:
    """A rule names a drug or group of the regimen, and the refusal names those there are."""
    vd = _given("bortezomib", _days(1, 4), "Vd")
    assert _refusal(lambda: _regimen(_phase(CISPLATIN, vd), **parts)) == (
        f"x, {place}: there is no drug or group 'VD'; use one of G, cisplatin, Vd, bortezomib"
    )


@pytest.mark.parametrize("options", [("a",), ("a", "a")])
def test_choice_with_one_option_is_refused(options: tuple[str, ...]) -> None:
    """Where there is nothing to choose between there is no choice."""
    components = [
        _given(drug, _days(1), alternative=Alternative(choice="antibiotic", option=option))
        for drug, option in zip(("ciprofloxacin", "levofloxacin"), options, strict=False)
    ]
    assert _refusal(lambda: _regimen(_phase(*components))) == (
        "x: the choice 'antibiotic' has one option; state its alternatives, or make it no choice"
    )


def test_choice_that_begins_otherwise_in_another_phase_is_refused() -> None:
    """Unless told, "a" would be given in one phase and "b" in the next."""

    def options(*names: str, phase: str) -> Phase:
        components = [
            _given(f"drug-{name}", _days(1), alternative=Alternative(choice="way", option=name))
            for name in names
        ]
        return _phase(*components, name=phase)

    first = options("a", "b", phase="p")
    assert _regimen(first, options("a", phase="q")).choices() == {"way": ("a", "b")}
    for later in (("b", "a"), ("b",)):
        again = options(*later, phase="q")
        assert _refusal(partial(_regimen, first, again)) == (
            "x: the choice 'way' begins with 'b' in phase 'q', and with 'a' before it; "
            "begin with the same option in each phase: it is taken unless told"
        )


@pytest.mark.parametrize(("before", "treatment"), [(2, 1), (1, 2), (2, 2)])
def test_premedication_that_meets_its_drug_is_one_dose(before: int, treatment: int) -> None:
    """8 mg twice a day and 10 mg once have no one dose that is both; besides, both are given."""
    often = attrs.evolve(_dose("10 mg"), times=treatment)
    backbone = _given("dexamethasone", _days(1), dose=often)
    own = _given(
        "dexamethasone",
        _days(1),
        dose=attrs.evolve(_dose("8 mg"), times=before),
        group="premedication",
        role=Role.PREMEDICATION,
    )
    assert _refusal(lambda: _phase(backbone, own)) == (
        "phase 'p': dexamethasone is premedication and treatment on one day, and more than one "
        "dose of either; write each as one dose a day, or the premedication besides the treatment"
    )
    assert len(_phase(backbone, attrs.evolve(own, besides=True)).components) == 2
    once = [attrs.evolve(one, dose=_dose("8 mg")) for one in (backbone, own)]
    assert len(_phase(*once).components) == 2


def test_drug_counted_in_milligrams_and_in_cells_is_refused() -> None:
    """10 mg and 50 million cells have no total, and no given dose could be either."""
    phases = (
        _phase(_given("drug-a", _days(1), dose=_dose("10 mg"))),
        _phase(_given("drug-a", _days(1), dose=_dose("50 ×10⁶ cells")), name="q"),
    )
    assert _refusal(lambda: _regimen(*phases)) == (
        "x: drug-a is counted in mg and in ×10⁶ cells; name apart what is counted otherwise"
    )


def test_choice_with_the_name_of_a_drug_of_several_routes_is_refused() -> None:
    """The routes are chosen under the drug's name: the drug's option would never be found."""
    routes = (Route.IV, Route.SC)
    options = tuple(
        _given(
            "bortezomib",
            _days(day),
            routes=routes,
            alternative=Alternative(choice="bortezomib", option=option),
        )
        for day, option in ((1, "x"), (2, "y"))
    )
    with pytest.raises(DefinitionError) as caught:
        _regimen(_phase(CISPLATIN, *options))
    assert str(caught.value) == (
        "x: the choice 'bortezomib' has the name of a drug of several routes, which are chosen "
        "under it; name the choice otherwise"
    )
    assert caught.value.at == "phases[0].components[1].alternative.choice"
    one_route = (attrs.evolve(option, routes=(Route.IV,)) for option in options)
    assert _regimen(_phase(*one_route)).choices() == {"bortezomib": ("x", "y")}


def _option(drug: str, choice: str, option: str) -> Component:
    return _given(drug, _days(1), alternative=Alternative(choice=choice, option=option))


@pytest.mark.parametrize(
    ("components", "message", "at"),
    [
        (
            (_given("a", _days(1), "CHOP"), _given("b", _days(1), "Chop")),
            "x: the group 'Chop' is also written 'CHOP'; "
            "spell one name one way, or name them apart",
            "phases[0].components[1].group",
        ),
        (
            (_option("a", "c", "x"), _option("b", "c", "y"), _option("d", "C", "z")),
            "x: the choice 'C' is also written 'c'; spell one name one way, or name them apart",
            "phases[0].components[2].alternative.choice",
        ),
        (
            (_option("a", "c", "x"), _option("b", "c", "y"), _option("d", "c", "X")),
            "x, c: the option 'X' is also written 'x'; spell one name one way, or name them apart",
            "phases[0].components[2].alternative.option",
        ),
        (
            (_given("a", _days(1), "b"), _given("b", _days(1), "G")),
            "x: the group 'b' has the name of a drug of the group 'G'; name the group otherwise",
            "phases[0].components[0].group",
        ),
        (
            (_given("a", _days(1), "G"), _given("b", _days(1), "A")),
            "x: the group 'A' has the name of a drug of the group 'G'; name the group otherwise",
            "phases[0].components[1].group",
        ),
    ],
    ids=["group", "choice", "option", "drug", "drug in capitals"],
)
def test_names_that_can_be_taken_for_one_another_are_refused(
    components: tuple[Component, ...], message: str, at: str
) -> None:
    """A delay or a dose change of one of them would be recorded for the other."""
    with pytest.raises(DefinitionError) as caught:
        _regimen(_phase(*components))
    assert str(caught.value) == message
    assert caught.value.at == at


def test_group_may_have_the_name_of_its_only_drug() -> None:
    """Group and drug are then the same doses."""
    alone = (_given("a", _days(1), "a"), _given("b", _days(1), "G"))
    assert _regimen(_phase(*alone)).names() == ("a", "G", "b")


def test_phases_that_differ_in_case_alone_are_refused() -> None:
    """An event of the maintenance is not to reach another maintenance."""
    with pytest.raises(DefinitionError) as caught:
        _regimen(_phase(CISPLATIN, name="part"), _phase(CISPLATIN, name="Part"))
    assert str(caught.value) == (
        "x: the phase 'Part' is also written 'part'; spell one name one way, or name them apart"
    )
    assert caught.value.at == "phases[1].name"


@pytest.mark.parametrize(
    ("aliases", "message"),
    [
        (("",), "x: the alias '' is no id; use lower case, digits and hyphens"),
        (("Y",), "x: the alias 'Y' is no id; use lower case, digits and hyphens"),
        ((3,), "x: the alias 3 is no id; use lower case, digits and hyphens"),
        (("x",), "x: the alias 'x' is its own id; leave it out"),
        (("y", "z", "y"), "x: the alias 'y' stands twice; leave it out"),
    ],
)
def test_alias_that_is_no_other_name_is_refused(aliases: tuple[str, ...], message: str) -> None:
    """An alias is an id of its own, each once."""
    with pytest.raises(DefinitionError) as caught:
        _regimen(_phase(CISPLATIN), aliases=aliases)
    assert str(caught.value) == message
    assert caught.value.at == f"aliases[{len(aliases) - 1}]"


def test_choices_have_their_default_first() -> None:
    """Options come in the order written, two drugs of one option count once, and so do routes."""
    components = (
        _given("dexamethasone", _days(1), routes=(Route.PO, Route.IV)),
        _given("cisplatin", _days(1), routes=(Route.IV,)),
        _given("a", _days(1), alternative=Alternative(choice="antibiotic", option="first")),
        _given("b", _days(1), alternative=Alternative(choice="antibiotic", option="second")),
        _given("c", _days(1), alternative=Alternative(choice="antibiotic", option="second")),
    )
    regimen = _regimen(_phase(*components))
    assert regimen.choices() == {
        "dexamethasone": ("PO", "IV"),
        "antibiotic": ("first", "second"),
    }


def test_names_are_the_groups_and_drugs_each_once() -> None:
    """What events may name comes in the order of the regimen."""
    etoposide = _given("etoposide", _days(1))
    dara = _given("daratumumab", _days(1), "DARA")
    regimen = _regimen(_phase(CISPLATIN, etoposide), _phase(dara, CISPLATIN, name="q"))
    assert regimen.names() == ("G", "cisplatin", "etoposide", "DARA", "daratumumab")


def test_components_come_with_their_phase() -> None:
    """Every component of every phase is listed, in order."""
    dara = _given("daratumumab", _days(1), "DARA")
    first, second = _phase(CISPLATIN, dara), _phase(dara, name="q")
    assert list(_regimen(first, second).components()) == [
        (first, CISPLATIN),
        (first, dara),
        (second, dara),
    ]


def test_named_finds_a_drug_or_a_whole_group() -> None:
    """A group's name gives all its drugs, a drug's name that drug, another name nothing."""
    etoposide, dara = _given("etoposide", _days(1)), _given("daratumumab", _days(1), "DARA")
    phase = _phase(CISPLATIN, etoposide, dara)
    assert phase.named("G") == (CISPLATIN, etoposide)
    assert phase.named("daratumumab") == (dara,)
    assert phase.named("g") == ()


def _full(source: Source = _SOURCE) -> Regimen:
    """A regimen that has every kind of rule, all of them from one source."""

    def days(*given: int, cycles: Cycles) -> tuple[Schedule, ...]:
        return (Schedule(days=given, cycles=cycles, source=source),)

    vial = Presentation(form="vial", strength=Decimal(100), source=source)
    low = attrs.evolve(_dose("300 mg/m²", source), surface_cap=Decimal(2))
    level = Level(name="low", dose=low, days=(1, 8), source=source)
    chemo = Component(
        drug=Drug(name="cyclophosphamide", presentations=(vial,)),
        group="C",
        dose=WrittenDose(
            amount=amount("400 mg/m²"), cap=Cap(value=Decimal(800), source=source), source=source
        ),
        timing=days(1, 2, 3, 4, cycles=Cycles(1, 3)),
        routes=(Route.IV, Route.PO),
        levels=(level,),
        missed_dose=MissedDoseRule(rule=MissedDose.KEEP_DATES, source=source),
        minimum_interval=MinimumInterval(days=1, hours=24, source=source),
    )
    support = Component(
        drug=Drug(name="pegfilgrastim"),
        group="G-CSF",
        dose=_dose("6 mg", source),
        timing=Following(what="C", offsets=(2,), anchor=Anchor.LAST, source=source),
        role=Role.SUPPORTIVE,
    )
    antibiotics = tuple(
        Component(
            drug=Drug(name=name),
            group="antibiotic",
            dose=_dose("500 mg", source),
            timing=Continuous(source=source),
            alternative=Alternative(choice="antibiotic", option=name),
        )
        for name in ("ciprofloxacin", "levofloxacin")
    )
    antibody = Component(
        drug=Drug(name="daratumumab"),
        group="DARA",
        dose=_dose("16 mg/kg", source),
        timing=days(1, cycles=Cycles(1)),
        products=(
            Product(
                name="daratumumab-sc",
                dose=_dose("1800 mg", source),
                route=Route.SC,
                source=source,
            ),
        ),
    )
    return Regimen(
        id="full",
        title="Everything",
        revision="1",
        phases=(
            Phase(
                name="induction",
                cycle_length=21,
                cycles=3,
                components=(chemo, support, *antibiotics),
                source=source,
            ),
            Phase(
                name="maintenance",
                cycle_length=28,
                cycles=None,
                components=(antibody,),
                gate=ResponseGate(at_least=ResponseCategory.PR, source=source),
                transplant=TransplantWindow(within=84, source=source),
                source=source,
            ),
        ),
        reductions=(
            ReductionRule(of="C", lowest=Decimal("0.70"), later=(Decimal("0.50"),), source=source),
        ),
        delay_rule=DelayRule(more_than=7, source=source),
        spacing=(
            Spacing(
                drug="pegfilgrastim",
                of="C",
                after=2,
                before=14,
                after_source=source,
                before_source=source,
            ),
        ),
        entry=(
            LaboratoryAtLeast(value=Laboratory.ANC, at_least=Decimal("1.5"), source=source),
            AgeOver(years=19, source=source),
            EcogAtMost(status=2, source=source),
            Washout(days=14, source=source),
        ),
        interpretations=(
            Interpretation(
                name="per day", reading="for each day", alternatives="a total", source=source
            ),
        ),
        no_rule_for=("renal function",),
        aliases=("everything",),
    )


def _with(value: Any, path: str, new: object) -> Any:
    """The value with the part at `path`, as in ``phases.0.name``, made `new`."""
    head, _, rest = path.partition(".")
    if isinstance(value, tuple):
        index = int(head)
        part = _with(value[index], rest, new) if rest else new
        return (*value[:index], part, *value[index + 1 :])
    part = _with(getattr(value, head), rest, new) if rest else new
    return attrs.evolve(value, **{head: part})


_CHEMO = "phases.0.components.0"
_SUPPORT = "phases.0.components.1"
_CHANGES: list[tuple[str, object]] = [
    ("id", "fuller"),
    ("title", "Everything else"),
    ("revision", "2"),
    ("phases.0.name", "start"),
    ("phases.0.cycle_length", 28),
    ("phases.0.cycles", 4),
    ("phases.1.cycles", 5),
    ("phases.1.gate", None),
    ("phases.1.gate.at_least", ResponseCategory.VGPR),
    ("phases.1.transplant", None),
    ("phases.1.transplant.within", 90),
    (f"{_CHEMO}.drug.name", "ifosfamide"),
    (f"{_CHEMO}.drug.presentations.0.strength", Decimal(500)),
    ("phases.1.components.0.group", "antibody"),
    (f"{_CHEMO}.dose.amount", amount("401 mg/m²")),
    ("phases.1.components.0.dose.per", Per.DAY),
    (f"{_CHEMO}.dose.times", 2),
    (f"{_CHEMO}.dose.cap", None),
    (f"{_CHEMO}.dose.cap.value", Decimal(900)),
    (f"{_CHEMO}.dose.cap.per", Per.DAY),
    (f"{_CHEMO}.dose.surface_cap", Decimal(2)),
    (f"{_CHEMO}.timing.0.days", (1, 2, 3, 5)),
    (f"{_CHEMO}.timing.0.cycles", Cycles(1, 2)),
    (f"{_CHEMO}.routes", (Route.PO, Route.IV)),
    (f"{_CHEMO}.role", Role.SUPPORTIVE),
    (f"{_CHEMO}.levels", ()),
    (f"{_CHEMO}.levels.0.name", "lower"),
    (f"{_CHEMO}.levels.0.dose.amount", amount("200 mg/m²")),
    (f"{_CHEMO}.levels.0.days", (1, 15)),
    (f"{_CHEMO}.levels.0.days", None),
    (f"{_CHEMO}.levels.0.for_older_than", 75),
    (f"{_CHEMO}.missed_dose.rule", MissedDose.MAINTAIN_INTERVAL),
    (f"{_CHEMO}.missed_dose", None),
    (f"{_CHEMO}.minimum_interval", MinimumInterval(days=2, hours=48, source=_SOURCE)),
    (f"{_SUPPORT}.timing.offsets", (3,)),
    (f"{_SUPPORT}.timing.anchor", Anchor.EACH),
    (f"{_SUPPORT}.timing.what", "cyclophosphamide"),
    ("phases.0.components.2.alternative.option", "cipro"),
    ("phases.1.components.0.products", ()),
    ("phases.1.components.0.products.0.name", "daratumumab-subcutaneous"),
    ("phases.1.components.0.products.0.dose.amount", amount("1900 mg")),
    ("phases.1.components.0.products.0.route", Route.IV),
    ("reductions", ()),
    ("reductions.0.lowest", Decimal("0.75")),
    ("reductions.0.later", ()),
    ("reductions.0.of", "cyclophosphamide"),
    ("delay_rule", None),
    ("delay_rule.more_than", 8),
    ("spacing.0.after", 1),
    ("spacing.0.before", 13),
    ("entry.0.at_least", Decimal("1.0")),
    ("entry.0.value", Laboratory.PLATELETS),
    ("entry.1.years", 18),
    ("entry.2.status", 1),
    ("entry.3.days", 21),
    ("entry", ()),
    ("no_rule_for", ()),
]


@pytest.mark.parametrize(("path", "new"), _CHANGES, ids=[f"{p}={n}"[:60] for p, n in _CHANGES])
def test_digest_follows_every_dose_day_level_rule_and_name(path: str, new: object) -> None:
    """Nothing that a dose, a date or a finding is made from changes under one digest."""
    assert _with(_full(), path, new).digest != _full().digest


def test_no_two_changes_share_a_digest() -> None:
    """Each change gives a digest of its own, so that none can pass for another."""
    digests = {_with(_full(), path, new).digest for path, new in _CHANGES}
    assert len(digests) == len(_CHANGES)


def test_digest_follows_the_order_of_components() -> None:
    """The order of the rows is the order of the regimen."""
    components = _full().phases[0].components
    turned = _with(_full(), "phases.0.components", (*components[1:], components[0]))
    assert turned.digest != _full().digest


@pytest.mark.parametrize("part", ["title", "identifier", "locator", "checked_on"])
def test_digest_does_not_follow_a_source(part: str) -> None:
    """A mended citation, of any number of the regimen, is not a changed dose."""
    source: Source = _with(_SOURCE, part, getattr(_OTHER, part))
    assert _full(source) != _full()
    assert _full(source).digest == _full().digest


def test_digest_follows_what_nobody_has_read() -> None:
    """A number that is called read now, and was not, is another definition to sign."""
    unread: Source = _with(_SOURCE, "verified", False)
    assert _full(unread).digest != _full().digest


@pytest.mark.parametrize("part", ["name", "reading", "alternatives"])
def test_digest_does_not_follow_the_words_of_an_interpretation(part: str) -> None:
    """A reading that is put more clearly is the same reading."""
    changed = _with(_full(), f"interpretations.0.{part}", "put more clearly")
    assert changed != _full()
    assert changed.digest == _full().digest


@pytest.mark.parametrize(
    ("path", "same"),
    [
        (f"{_CHEMO}.dose.amount", amount("0.4000 g/m2")),
        (f"{_CHEMO}.dose.cap.value", Decimal("8E+2")),
        ("reductions.0.lowest", Decimal("0.7")),
        ("entry.0.at_least", Decimal("1.50")),
    ],
)
def test_digest_does_not_follow_how_a_number_is_spelt(path: str, same: object) -> None:
    """400 mg/m² and 0.4000 g/m2 are one dose, 0.70 and 0.7 one fraction."""
    assert _with(_full(), path, same).digest == _full().digest


def test_digest_is_a_sha256() -> None:
    """A digest names its method and has its 64 hexadecimal digits."""
    method, _, digits = _full().digest.partition(":")
    assert method == "sha256"
    assert len(digits) == 64
    assert set(digits) <= set("0123456789abcdef")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_digest_is_the_same_in_every_process(seed: str) -> None:
    """A fresh process with another hash seed gives every catalogue regimen the same digest."""
    program = (
        "import json; from regimens import catalogue; "
        "print(json.dumps({one: catalogue.get(one).digest for one in catalogue.ids()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    here = {one: catalogue.get(one).digest for one in catalogue.ids()}
    assert json.loads(done.stdout) == here
    assert len(set(here.values())) == len(here)


def test_regimen_pickled_here_is_the_same_in_another_process() -> None:
    """A worker process with another hash seed finds a pickled regimen where it keeps its own."""
    program = (
        "import pickle, sys; from regimens import catalogue; "
        "own = {catalogue.get(one): one for one in catalogue.ids()}; "
        "print(*[own[one] for one in pickle.loads(bytes.fromhex(sys.stdin.read()))])"
    )
    regimens = [catalogue.get(one) for one in catalogue.ids()]
    assert len({hash(regimen) for regimen in regimens}) == len(regimens)
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(regimens).hex(),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "1"},
    )
    assert done.stdout.split() == list(catalogue.ids())


def test_unverified_sources_are_found_wherever_they_stand() -> None:
    """One unread source of one number, at any depth, marks the regimen; none leaves it clean."""
    unread = attrs.evolve(_SOURCE, locator="Table 2", verified=False)
    assert _full().unverified == ()
    paths = (
        f"{_CHEMO}.drug.presentations.0.source",
        f"{_CHEMO}.dose.cap.source",
        f"{_CHEMO}.timing.0.source",
        f"{_CHEMO}.levels.0.dose.source",
        f"{_SUPPORT}.timing.source",
        "phases.1.transplant.source",
        "phases.1.components.0.products.0.source",
        "spacing.0.before_source",
        "entry.3.source",
        "interpretations.0.source",
    )
    for path in paths:
        assert _with(_full(), path, unread).unverified == (unread,)


def test_one_unread_place_is_listed_once() -> None:
    """A source that several numbers share is one source."""
    unread = attrs.evolve(_SOURCE, verified=False)
    assert _full(unread).unverified == (unread,)


def test_regimens_are_values() -> None:
    """Two regimens built from the same facts are equal, hash alike and cannot be changed."""
    assert _full() == _full()
    assert hash(_full()) == hash(_full())
    regimen: Any = _full()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        regimen.revision = "2"


def test_regimen_course_and_calendar_are_shown_in_short() -> None:
    """Who prints one in a program reads which it is, and not tens of thousands of letters."""
    regimen = catalogue.get("optimum")
    assert repr(regimen) == f"<Regimen optimum, revision 1, {regimen.digest}>"
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(regimen, patient, start=date(2026, 1, 5), allow_unverified="a test", cycles=2)
    assert len(repr(course)) < 2_000
    plan = Course(
        catalogue.get("dcep"),
        Patient(name="Anna Example", height="165 cm", weight="70 kg"),
        start=date(2026, 1, 5),
    ).plan()
    # 4 drugs on 4 days of 3 cycles; who it is for stands in no log by mistake.
    assert repr(plan) == "<Calendar of dcep from 2026-01-05: 48 doses, 3 findings>"
    assert repr(plan[1]) == (
        "<2026-01-05, induction cycle 1 day 1: cyclophosphamide 716 mg (planned)>"
    )
