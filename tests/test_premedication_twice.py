"""A steroid premedication of several doses, moved to a day on which the backbone has its own."""

from __future__ import annotations

from datetime import date

import pytest

from regimens import Course, Omission, Patient, Postponement, Regimen, Status
from regimens.amounts import WrittenDose, amount
from regimens.components import Component, Role
from regimens.drugs import Drug
from regimens.regimen import Phase
from regimens.schedule import Cycles, Following, Schedule, Timing
from regimens.sources import Source

SOURCE = Source(title="A paper", identifier="none", locator="p. 1", checked_on=date(2026, 1, 5))


def _on(day: int) -> Timing:
    return (Schedule(days=(day,), cycles=Cycles(1), source=SOURCE),)


def _component(drug: str, role: Role, dose: str, timing: Timing, times: int = 1) -> Component:
    return Component(
        drug=Drug(name=drug),
        group=role.name.lower(),
        role=role,
        dose=WrittenDose(amount=amount(dose), times=times, source=SOURCE),
        timing=timing,
    )


def _course(backbone: int, before: int) -> Course:
    components = (
        _component("daratumumab", Role.TREATMENT, "1800 mg", _on(1)),
        _component("dexamethasone", Role.TREATMENT, "3 mg", _on(8), backbone),
        _component(
            "dexamethasone",
            Role.PREMEDICATION,
            "40 mg",
            Following(what="daratumumab", offsets=(0,), source=SOURCE),
            before,
        ),
    )
    phase = Phase(name="only", cycle_length=21, cycles=1, components=components, source=SOURCE)
    regimen = Regimen(id="test", title="A test", revision="1", phases=(phase,))
    moved = Postponement(of="daratumumab", on=date(2026, 1, 5), to=date(2026, 1, 12))
    return Course(regimen, Patient(), start=date(2026, 1, 5), events=[moved])


def _doses(course: Course) -> list[str]:
    return [
        str(row.dose)
        for row in course.plan()
        if row.drug == "dexamethasone" and row.status is not Status.OMITTED
    ]


@pytest.mark.parametrize(
    ("backbone", "before", "due"),
    [
        (1, 1, ["40"]),
        (2, 1, ["40", "3"]),
        (1, 2, ["40", "40"]),
        (2, 2, ["40", "40"]),
        (3, 2, ["40", "40", "3"]),
    ],
)
def test_each_dose_is_one_with_its_own(backbone: int, before: int, due: list[str]) -> None:
    """3 mg of the backbone are within 40 mg of the premedication, dose by dose."""
    course = _course(backbone, before)
    assert _doses(course) == due
    without = course.record(Omission(of="premedication", on=date(2026, 1, 12)))
    assert _doses(without) == ["3"] * backbone
