"""One dose postponed, of any definition: what moves with it is worked out a second time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import definition_calculator as definition
import pytest
from definition_calculator import Dated, Written
from dose_calculator import Choosing
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regimens import Course, Postponement, Status, catalogue
from regimens.components import Component, Role
from regimens.regimen import Phase, Regimen
from regimens.rules import MissedDose
from regimens.schedule import Following
from regimens.testing import patients, starts

# Before any start there is.
_BORN = st.none() | st.dates(date(1920, 1, 1), date(1949, 12, 31))
_SHOWN = 5  # cycles; one more is worked out, as a dose may be moved to the next one


def _follows(component: Component, drug: str, phase: Phase) -> bool:
    """Whether a component follows this drug."""
    timing = component.timing
    leads = [one for one in phase.components if one.drug.name == drug]
    return isinstance(timing, Following) and any(
        timing.what in (one.drug.name, one.group) for one in leads
    )


def _is_simple(regimen: Regimen, drug: str) -> bool:
    """A drug with days of its own, given once a day, alone in what others follow."""
    if any(one.drug == drug for one in regimen.restarts):
        return False  # its gaps have rules of their own
    for phase, component in regimen.components():
        if component.drug.name == drug and (
            component.role is not Role.TREATMENT
            or not isinstance(component.timing, tuple)
            or any(level.dose.times > 1 for level in component.levels)
            or component.dose.times > 1
            or phase.step_up
        ):
            return False
        timing = component.timing
        if isinstance(timing, Following) and _follows(component, drug, phase):
            led = {
                one.drug.name
                for one in phase.components
                if timing.what in (one.drug.name, one.group)
            }
            if led != {drug}:
                return False
    return True


def _moved(regimen: Regimen, rows: Sequence[Written], which: Written, days: int) -> list[Written]:
    """The rows with one dose later, and all that goes with it."""
    drug, on = which.component.drug.name, which.date
    doses = sorted({row.date for row in rows if row.component.drug.name == drug})
    coming = [day for day in doses if day > on]
    rule = which.component.missed_dose  # without one, later doses keep their dates too
    keeps_interval = rule is not None and rule.rule is MissedDose.MAINTAIN_INTERVAL
    left_out = not keeps_interval and bool(coming) and on + timedelta(days=days) >= coming[0]
    found = []
    for row in rows:
        phase = regimen.phases[row.key[0][0]]
        leads = row.component.drug.name == drug
        follows = _follows(row.component, drug, phase)
        goes = False
        if leads or follows:
            leader = row.date if leads else _leader(row, doses, phase)
            goes = leader == on or (keeps_interval and leader is not None and leader > on)
            goes = goes and (leads or row.date >= on)
        if goes and left_out:
            continue
        found.append(row._replace(date=row.date + timedelta(days=days)) if goes else row)
    return found


def _leader(row: Written, doses: Sequence[date], phase: Phase) -> date | None:
    """The dose that a row keeps its distance from."""
    timing = row.component.timing
    assert isinstance(timing, Following)
    own_cycle = [
        day for day in doses for more in timing.offsets if row.date - day == timedelta(days=more)
    ]
    return own_cycle[-1] if own_cycle else None


_SIMPLE = {
    name: {
        component.drug.name
        for _, component in catalogue.get(name).components()
        if _is_simple(catalogue.get(name), component.drug.name)
    }
    for name in catalogue.ids()
}


@pytest.mark.parametrize(
    "regimen",
    [
        name
        for name, drugs in _SIMPLE.items()
        if drugs and any(one.cycles != 1 for one in catalogue.get(name).phases[:1])
    ],
)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_postponed_dose_takes_along_what_its_rule_says(regimen: str, data: st.DataObject) -> None:
    """Later doses keep their interval or their dates, and what follows goes with its leader."""
    written = catalogue.get(regimen)
    start, patient = data.draw(starts()), data.draw(patients(born=_BORN))
    rows = definition.due(written, start, patient, [], _SHOWN + 1, choices={}, choosing=Choosing())
    last = max((row.key[0][:2] for row in rows), default=(0, 0))
    shown = [row for row in rows if row.key[0][:2] < last]
    possible = [row for row in shown if row.component.drug.name in _SIMPLE[regimen]]
    assume(possible)
    which = data.draw(st.sampled_from(possible))
    days = data.draw(st.integers(1, 20))
    course = Course(
        written,
        patient,
        start=start,
        cycles=_SHOWN + 1,
        allow_unverified="a test",
        events=[
            Postponement(
                of=which.component.drug.name, on=which.date, to=which.date + timedelta(days=days)
            )
        ],
    )
    ours = [
        Dated(
            row.date,
            row.drug,
            row.phase,
            row.cycle,
            row.day,
            Fraction(row.calculated),
            Fraction(row.dose),
        )
        for row in course.plan()
        if row.status is not Status.OMITTED
    ]
    expected = definition.joined(_moved(written, rows, which, days))
    assert sorted(ours) == sorted(expected)
