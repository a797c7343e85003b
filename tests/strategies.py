"""Courses whose history the second calculators can reckon; all else is drawn by those shipped.

The calculators know starts, delays, fractions, levels and transplants, in any order of recording,
and neither closed days nor what is recorded of single doses. Something is recorded here of every
other cycle of up to ten: more, of these kinds, than `regimens.testing.courses` draws of all kinds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st
from kinds import KINDS

from regimens import (
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Lab,
    Measurement,
    Policy,
    Response,
    Transplant,
    catalogue,
)
from regimens.components import Role
from regimens.events import Event
from regimens.regimen import Phase, Regimen
from regimens.testing import patients, starts

__all__ = [
    "IDS",
    "LEADING",
    "PATIENTS",
    "REDUCED",
    "courses",
    "fraction_changes",
    "fractions",
    "histories",
    "measured",
    "policies",
    "separate_courses",
    "tested",
]

IDS = catalogue.ids()
_PHASES = tuple((name, phase) for name in IDS for phase in catalogue.get(name).phases)
# Where an infusion's premedication is a steroid that the regimen also gives for itself.
_SERVES_TWICE = frozenset(
    name
    for name, phase in _PHASES
    for one in phase.components
    if one.role is Role.PREMEDICATION
    and any(other.role is Role.TREATMENT for other in phase.named(one.drug.name))
)
# The groups with days of their own, by regimen and phase; what follows them moves with them.
LEADING: Mapping[tuple[str, str], tuple[str, ...]] = {
    (name, phase.name): tuple(
        dict.fromkeys(one.group for one in phase.components if isinstance(one.timing, tuple))
    )
    for name, phase in _PHASES
}
# What a fraction may be named for, reducible by the protocol or not (then with a violation).
REDUCED: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]] = {
    (name, phase.name): tuple(
        dict.fromkeys(
            (of,)
            for one in phase.components
            for of in (one.group, one.drug.name)
            if of == one.group or one.role is not Role.PREMEDICATION
        )
    )
    for name, phase in _PHASES
} | {
    ("dcep", "induction"): (("DCEP",), ("cisplatin",), ("etoposide", "dexamethasone")),
    ("dara-dcep", "induction"): (
        ("DCEP",),
        ("cyclophosphamide", "etoposide", "cisplatin"),
        ("daratumumab",),
        ("G-CSF",),
    ),
    ("dara-dcep", "maintenance"): (("DARA",),),
    ("daratumumab-iv", "treatment"): (("daratumumab",),),
    ("dara-atra", "part-b"): (("tretinoin",), ("ATRA", "DARA")),
    ("dara-vd", "combination"): (
        ("Vd",),
        ("bortezomib",),
        ("dexamethasone",),
        ("DARA",),
    ),
    ("dara-vd", "continuation"): (("daratumumab",),),
}
_LEVELS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    (name, phase.name): tuple(
        dict.fromkeys(
            (one.group if one.role is Role.PREMEDICATION else one.drug.name, level.name)
            for one in phase.components
            for level in one.levels
        )
    )
    for name, phase in _PHASES
    if any(one.levels for one in phase.components)
} | {
    ("dara-atra", "part-b"): (("tretinoin", "15"), ("ATRA", "30"), ("tretinoin", "45")),
    ("dara-vd", "combination"): (
        ("bortezomib", "1.0"),
        ("bortezomib", "0.7"),
        ("bortezomib", "weekly"),
        ("dexamethasone", "weekly"),
        ("Vd", "weekly"),
    ),
}

_LATE = timedelta(days=12_000)  # after any planned end of a phase
# Born before any course of theirs starts; calendars are compared without their names.
PATIENTS = patients(
    born=st.none() | st.dates(date(1920, 1, 1), date(1949, 12, 31)), id=None, name=None
)
fractions = st.integers(50, 100).map(lambda percent: Decimal(percent) / 100)


@st.composite
def policies(
    draw: st.DrawFn,
    steps: Sequence[str | None] = ("0.01 m²", "0.02 m²", "0.05 m²", "0.1 m²", None),
) -> Policy:
    """A policy with Mosteller's formula and steps that leave no dose at 0 mg."""
    return Policy(
        bsa_rounding=draw(st.sampled_from(steps)),
        bsa_cap=draw(st.sampled_from([None, None, "2 m²", "1.75 m²"])),
        rounding=draw(st.sampled_from(["0.01 mg", "0.05 mg", "0.1 mg", "0.5 mg"])),
    )


@st.composite
def fraction_changes(draw: st.DrawFn, regimen: Regimen, phase: Phase, cycle: int) -> DoseChange:
    """A fraction for something of a phase, from a day of a cycle on."""
    return DoseChange(
        of=draw(st.sampled_from(REDUCED[regimen.id, phase.name])),
        to=draw(fractions),
        phase=phase.name,
        cycle=cycle,
        day=min(draw(st.sampled_from([1, 1, 2, 3, 8, 15])), max(1, phase.last_day)),
    )


@st.composite
def _level_changes(draw: st.DrawFn, regimen: Regimen, phase: Phase, cycle: int) -> DoseChange:
    of, level = draw(st.sampled_from(_LEVELS[regimen.id, phase.name]))
    return DoseChange(
        of=of,
        level=level,
        phase=phase.name,
        cycle=cycle,
        day=min(draw(st.sampled_from([1, 1, 4, 8])), max(1, phase.last_day)),
    )


@st.composite
def _block(
    draw: st.DrawFn,
    regimen: Regimen,
    phase: Phase,
    cycle: int,
    planned: date | None,
    *,
    start: date,
    groups: bool,
    levels: bool,
) -> tuple[list[Event], date | None]:
    """What is recorded for one cycle, and when it starts."""
    place = {"phase": phase.name, "cycle": cycle}
    kinds = ["nothing", "nothing", "late", "twice", "started", "overridden"]
    if planned is None:
        kinds = ["nothing", "started"]
    kind = draw(st.sampled_from(kinds))
    events: list[Event] = []
    first = planned
    if kind in {"late", "twice", "overridden"} and planned is not None:
        for _ in range(2 if kind == "twice" else 1):
            days = draw(st.integers(1, 20))
            events.append(Delay(days=days, **place))  # type: ignore[arg-type]
            if kind != "overridden" and first is not None:
                first += timedelta(days=days)
    if groups and draw(st.booleans()):
        group = draw(st.sampled_from(LEADING[regimen.id, phase.name]))
        days = draw(st.integers(1, 12))
        events.append(Delay(of=group, days=days, **place))  # type: ignore[arg-type]
    if kind in {"started", "overridden"}:
        if planned is not None:
            first = planned + timedelta(days=draw(st.integers(-3, 20)))
        else:
            # After a transplant: 84 days and more after any planned end of the phase before.
            first = start + _LATE + timedelta(days=31 + draw(st.integers(0, 200)))
        where = draw(st.integers(0, len(events))) if kind == "started" else len(events)
        events.insert(where, CycleStart(on=first, **place))  # type: ignore[arg-type]
    if draw(st.integers(0, 3)) == 0:
        events.append(draw(fraction_changes(regimen, phase, cycle)))
    if levels and (regimen.id, phase.name) in _LEVELS and draw(st.booleans()):
        events.append(draw(_level_changes(regimen, phase, cycle)))
    return events, first


@st.composite
def histories(
    draw: st.DrawFn,
    regimen: Regimen,
    start: date,
    cycles: int,
    *,
    groups: bool = True,
    levels: bool = True,
    transplants: bool = True,
) -> tuple[Event, ...]:
    """A legal history of so many cycles, recorded in any order."""
    blocks: list[list[Event]] = []
    transplanted = (
        transplants
        and any(phase.transplant for phase in regimen.phases)
        and draw(st.integers(0, 3)) == 0
    )
    if transplanted:
        blocks.append([Transplant(on=start + _LATE)])
    if draw(st.integers(0, 2)) == 0:
        on = start + timedelta(days=draw(st.integers(0, 200)))
        blocks.append([Response(on=on, response=draw(st.sampled_from(["SD", "PR", "CR"])))])
    if draw(st.integers(0, 2)) == 0:
        on = start - timedelta(days=draw(st.integers(-1, 20)))
        # A table of levels is for its own tests: a value between its rows is refused.
        clearance = None if regimen.has_tables else "24.9999 mL/min"
        blocks.append([Lab(on=on, anc="1.4 10^9/L", creatinine_clearance=clearance)])
    planned: date | None = start
    left = cycles
    for phase in regimen.phases:
        if phase.waits or (phase.transplant and transplanted):
            planned = None
        for cycle in count(1):
            if left == 0 or (phase.cycles is not None and cycle > phase.cycles):
                break
            left -= 1
            block, first = draw(
                _block(regimen, phase, cycle, planned, start=start, groups=groups, levels=levels)
            )
            if first is None:
                left = 0
                break
            blocks.append(block)
            planned = first + timedelta(days=phase.cycle_length)
    order = draw(st.permutations(blocks))
    return tuple(event for block in order for event in block)


@st.composite
def courses(
    draw: st.DrawFn,
    ids: Sequence[str] = IDS,
    *,
    policy: st.SearchStrategy[Policy] | None = None,
    groups: bool = True,
    levels: bool = True,
    transplants: bool = True,
) -> Course:
    """A course with a legal history, of any of the regimens named.

    Coarse roundings would leave nothing of the smallest doses of the catalogue, so that a policy
    is drawn for one of each kind only.
    """
    if policy is not None and ids is IDS:
        ids = KINDS
    regimen = catalogue.get(draw(st.sampled_from(ids)))
    start = draw(starts())
    cycles = draw(st.integers(1, 10))
    events = draw(
        histories(regimen, start, cycles, groups=groups, levels=levels, transplants=transplants)
    )
    return Course(
        regimen,
        draw(PATIENTS),
        start=start,
        policy=Policy() if policy is None else draw(policy),
        cycles=cycles,
        allow_unverified="a test",
        events=events,
    )


def separate_courses(
    *, policy: st.SearchStrategy[Policy] | None = None, transplants: bool = True
) -> st.SearchStrategy[Course]:
    """Courses in which no dose of one cycle can be the premedication of another's.

    In DaraVd a group that is late enough meets the next cycle, where a dexamethasone of the one
    then serves an infusion of the other: whether it does depends on how far apart they start.
    """
    others = [name for name in IDS if name not in _SERVES_TWICE]
    return st.one_of(
        courses(others, policy=policy, transplants=transplants),
        courses(sorted(_SERVES_TWICE), policy=policy, transplants=transplants, groups=False),
    )


def measured(**values: Any) -> Measurement:
    """A measurement of something, used from its own day or a later one."""
    if values["weight"] is None and values["height"] is None:
        values["weight"] = "70 kg"
    if values["from_"] is not None:
        values["from_"] = max(values["from_"], values["on"])
    return Measurement(**values)


def tested(**values: Any) -> Lab:
    """Laboratory values with at least one of them."""
    tests = ("anc", "platelets", "haemoglobin", "creatinine", "creatinine_clearance")
    if all(values[name] is None for name in tests):
        values["anc"] = "1.5 10^9/L"
    return Lab(**values)
