"""Strategies of definitions: legal, plannable, whole, and small when they shrink."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import Phase as Stage
from hypothesis import find, given, seed, settings
from hypothesis import strategies as st

from regimens import Course, Patient, Policy, amounts, components, drugs, rules, schedule, sources
from regimens import phases as phases_module
from regimens import regimen as regimen_module
from regimens.amounts import Amount, Basis, WrittenDose
from regimens.components import Component
from regimens.errors import DoseError, UnverifiedError
from regimens.events import Lab
from regimens.findings import Severity
from regimens.formats.regimens import regimen_document, regimen_from
from regimens.phases import Phase
from regimens.regimen import Regimen
from regimens.schedule import Cycles, Schedule
from regimens.testing import (
    INVENTED,
    days,
    entry_criteria,
    patients,
    phases,
    policies,
    regimens,
    schedules,
)
from regimens.testing import components as drawn_components

_ONCE = settings(database=None, report_multiple_bugs=False)
START = date(2027, 1, 5)
_MODULES = (amounts, components, drugs, phases_module, regimen_module, rules, schedule, sources)
# What a definition is made of: every class of these modules but the maker of sources.
CLASSES: set[type[Any]] = {
    cls
    for module in _MODULES
    for cls in vars(module).values()
    if isinstance(cls, type) and attrs.has(cls) and cls is not sources.Reference
}
CATEGORIES = {
    cls
    for module in _MODULES
    for name in module.__all__
    if isinstance(cls := getattr(module, name), type) and issubclass(cls, Enum)
}
_EVERYTHING = regimens(areas=True, refusing=True, unread=True)
SIMPLEST = Component(
    drug=drugs.Drug(name="drug-a"),
    group="chemotherapy",
    dose=WrittenDose(amount=Amount(Decimal(1), Basis.FLAT), source=INVENTED),
    timing=(Schedule(days=(1,), cycles=Cycles(1), source=INVENTED),),
)


def _planned(regimen: Regimen, patient: Patient, policy: Policy, **facts: Any) -> Any:
    return Course(regimen, patient, start=START, cycles=3, policy=policy, **facts).plan()


@given(regimens(), patients(), policies(plannable=True))
def test_every_regimen_is_planned(regimen: Regimen, patient: Patient, policy: Policy) -> None:
    """The first cycle starts on the first day, and no dose is nothing."""
    calendar = _planned(regimen, patient, policy)
    assert calendar.cycles[0].start == START
    assert all(row.dose > 0 for row in calendar)


@given(regimens(), patients(), policies(plannable=True))
def test_nothing_undisturbed_breaks_its_own_rules(
    regimen: Regimen, patient: Patient, policy: Policy
) -> None:
    """Only entry criteria and restarts, which depend on the patient and on gaps, are not kept."""
    calendar = _planned(regimen, patient, policy)
    found = {one.code for one in calendar.findings if one.severity is Severity.VIOLATION}
    assert found <= {"entry-not-met", "washout-too-short", "restart-needed"}


@given(regimens(areas=True, unread=True), patients(), policies(plannable=True))
def test_what_is_asked_for_is_planned_with_what_it_needs(
    regimen: Regimen, patient: Patient, policy: Policy
) -> None:
    """A clearance for a dose by an area under the curve, and leave for a number nobody has read."""
    lab = Lab(on=START, creatinine_clearance="60 mL/min")
    assert _planned(regimen, patient, policy, events=[lab], allow_unverified="a test").cycles


@pytest.mark.parametrize(
    ("strategy", "refusal"),
    [
        (regimens(areas=True), DoseError),
        (regimens(unread=True), UnverifiedError),
        (regimens(refusing=True), DoseError),
    ],
)
def test_what_is_not_asked_for_is_what_would_be_refused(
    strategy: st.SearchStrategy[Regimen], refusal: type[Exception]
) -> None:
    """Each of the three that are left out by default is refused somewhere when it is drawn."""
    patient = Patient(height="170 cm", weight="70 kg", born=date(1960, 1, 1))

    def is_refused(regimen: Regimen) -> bool:
        try:
            _planned(regimen, patient, Policy())
        except refusal:
            return True
        return False

    steps = settings(max_examples=3000, database=None, phases=[Stage.generate], derandomize=True)
    assert is_refused(find(strategy, is_refused, settings=steps))


@given(regimens(areas=True, refusing=True, unread=True))
def test_every_regimen_is_a_document(regimen: Regimen) -> None:
    """What is drawn can be written down, and is the same when it is read."""
    assert regimen_from(regimen_document(regimen)) == regimen


def _parts(value: Any) -> Iterator[Any]:
    """A definition and everything inside it."""
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(value.__class__):
            yield from _parts(getattr(value, field.name))


def test_every_field_of_every_class_is_drawn() -> None:
    """Each with something else than its default, and every value of every closed set."""
    seen: dict[tuple[type, str], set[object]] = defaultdict(set)

    @settings(max_examples=500, database=None, phases=[Stage.generate])
    @given(_EVERYTHING)
    def look(regimen: Regimen) -> None:
        for part in _parts(regimen):
            for field in attrs.fields(part.__class__):
                value = getattr(part, field.name)
                if value != field.default:
                    seen[type(part), field.name].add(value)

    def missing() -> set[object]:
        fields = {(cls, field.name) for cls in CLASSES for field in cls.__attrs_attrs__}
        members = {member for kind in CATEGORIES for member in kind}
        # A default is a value of its set too.
        members -= {field.default for cls in CLASSES for field in attrs.fields(cls)}
        return {*(fields - set(seen)), *members.difference(*seen.values())}

    assert len(CLASSES) > 30
    # Hypothesis also draws constants of the modules that are loaded, so that one draw of 500 has
    # not the same values in every run of tests; the rarest of them can be missing in it.
    for number in range(5):
        seed(number)(look)()
        if not missing():
            return
    assert missing() == set()


@pytest.mark.parametrize(
    ("strategy", "simplest"),
    [
        (days(), (1,)),
        (days(-5, 8), (1,)),
        (days(-5, 0), (0,)),
        (days(4, 8), (4,)),
        (schedules(), SIMPLEST.timing),
        (schedules(first=-3, last=10, cycles=6), SIMPLEST.timing),
        (drawn_components(), SIMPLEST),
        (
            phases(),
            Phase(
                name="induction",
                cycle_length=28,
                cycles=1,
                components=(SIMPLEST,),
                source=INVENTED,
            ),
        ),
    ],
)
def test_the_simplest_is_plain(strategy: st.SearchStrategy[Any], simplest: object) -> None:
    """What a failure that needs nothing in particular is shrunk to."""
    assert find(strategy, lambda _: True, settings=_ONCE) == simplest


def test_a_regimen_shrinks_to_one_dose() -> None:
    """One phase, one component, 1 mg on day 1, and not one rule."""
    found = find(regimens(), lambda _: True, settings=_ONCE)
    phase = find(phases(), lambda _: True, settings=_ONCE)
    title = "An invented regimen, for tests and not for patients"
    assert found == Regimen(id="test-regimen", title=title, revision="1", phases=(phase,))


def _is_first(phase: Phase) -> bool:
    return phase.name == "induction"


def _has_interval(phase: Phase, component: Component) -> bool:
    return _is_first(phase) and component.minimum_interval is not None


def _follows(component: Component) -> bool:
    return isinstance(component.timing, schedule.Following)


@pytest.mark.parametrize(
    ("needs", "left"),
    [
        # What only a later phase or component has keeps those before it.
        (lambda phase, one: one is phase.components[0] and _has_interval(phase, one), (1, 1)),
        (lambda phase, one: _is_first(phase) and _follows(one), (1, 2)),
        (lambda phase, _: phase.gate is not None, (2, 2)),
    ],
    ids=["interval", "follower", "gate"],
)
def test_a_failure_keeps_only_what_it_needs(
    needs: Callable[[Phase, Component], bool], left: tuple[int, int]
) -> None:
    """A failure of one construct is shrunk to it: nothing else is left, in full doses of 1 mg."""

    def fails(regimen: Regimen) -> bool:
        return any(needs(phase, one) for phase, one in regimen.components())

    # From another case a failure can shrink to another least one: the same cases are drawn.
    steps = settings(_ONCE, max_examples=3000)
    found = find(regimens(), fails, settings=steps, random=Random(0))  # noqa: S311
    phases_left, components_left = left
    assert len(found.phases) == phases_left
    # Shrinking may stop one component short of the least, as it never makes a part larger.
    assert len(list(found.components())) - components_left in {0, 1}
    assert {str(one.dose) for _, one in found.components()} == {"1 mg"}
    assert not any(one.levels or one.products for _, one in found.components())
    assert (found.reductions, found.restarts, found.entry, found.aliases) == ((), (), (), ())


@given(phases(open_ended=False, name="late", is_first=False), phases())
def test_a_phase_is_as_it_was_asked_for(late: Phase, first: Phase) -> None:
    """Its name and its end; what comes first neither waits nor asks for a response."""
    assert late.name == "late"
    assert late.cycles is not None
    assert (first.gate, first.transplant, first.waits) == (None, None, False)


@given(drawn_components(drug="drug-q", group="group-q", first=-2, last=5, cycles=3))
def test_a_component_is_as_it_was_asked_for(component: Component) -> None:
    """Its drug and group, and days and cycles within bounds."""
    assert (component.drug.name, component.group) == ("drug-q", "group-q")
    assert isinstance(component.timing, tuple)
    lists = [one.days for one in component.timing]
    lists += [level.days for level in component.levels if level.days is not None]
    assert all(-2 <= day <= 5 for own in lists for day in own)
    assert all((one.cycles.last or one.cycles.first) <= 3 for one in component.timing)


@given(regimens(id="ours", open_ended=False))
def test_a_regimen_is_as_it_was_asked_for(regimen: Regimen) -> None:
    """Its id and its end."""
    assert regimen.id == "ours"
    assert regimen.phases[-1].cycles is not None


@given(regimens())
def test_every_number_says_that_it_is_invented(regimen: Regimen) -> None:
    """No reader can take one of them for a clinical statement."""
    cited = set(regimen_module.sources(regimen))
    assert {source.title for source in cited} == {"Invented for a test, not for patients"}
    assert regimen.unverified == ()


def test_entry_criteria_are_of_every_kind() -> None:
    """Laboratory values, age, performance status and washout."""
    kinds: set[type] = set()

    @settings(max_examples=100, database=None, phases=[Stage.generate], derandomize=True)
    @given(entry_criteria())
    def look(criterion: object) -> None:
        kinds.add(type(criterion))

    look()
    assert kinds == {rules.LaboratoryAtLeast, rules.AgeOver, rules.EcogAtMost, rules.Washout}


def test_drawing_has_no_health_check_and_little_time() -> None:
    """With Hypothesis's own settings; a regimen in well under 50 ms of the processor's time."""
    count = 0

    @settings(
        settings.get_profile("default"),
        max_examples=100,
        suppress_health_check=(),
        deadline=None,
        database=None,
        phases=[Stage.generate],
    )
    @given(regimens())
    def draw(_: Regimen) -> None:
        nonlocal count
        count += 1

    draw()
    count, began = 0, time.process_time()
    draw()
    assert (time.process_time() - began) / count < 0.05
