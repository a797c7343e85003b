"""Two calendars side by side: what moved, changed, came and went, and which event did it."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from regimens import (
    Correction,
    Course,
    CycleStart,
    DoseChange,
    Measurement,
    Omission,
    Patient,
    Policy,
    Postponement,
    RegimensError,
    Response,
    Transplant,
    catalogue,
)
from regimens.clinic import ClinicDays
from regimens.comparison import Comparison, compare, lines
from regimens.events import Delay, Event
from regimens.formats.answers import comparison_document

_DAY_1 = date(2026, 1, 5)
_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")


def _course(regimen: str = "dara-dcep", *events: Event) -> Course:
    shown = None if catalogue.get(regimen).phases[-1].cycles else 3
    return Course(catalogue.get(regimen), _PATIENT, start=_DAY_1, cycles=shown, events=events)


def _found(course: Course, *events: Event) -> Comparison:
    return course.record(*events).plan().compare(course.plan())


def _counts(found: Comparison) -> tuple[int, ...]:
    return tuple(found.counts.values())  # moved, changed, came, went


def _by(found: Comparison, drug: str, cycle: int, day: int, kind: str) -> tuple[str, ...]:
    (change,) = [
        change
        for change in found.of(kind)
        if (change.line.drug, change.line.cycle, change.line.day) == (drug, cycle, day)
        and change.line.phase != "maintenance"
    ]
    return change.events


def test_calendar_differs_in_nothing_from_itself() -> None:
    """Nor from one planned again."""
    course = _course("dara-dcep", Delay(of="DCEP", cycle=2, days=4))
    found = course.plan().compare(course.plan())
    assert str(found) == "0 moved, 0 changed, 0 came, 0 went"


def test_group_that_is_delayed_moves_alone() -> None:
    """DCEP of cycles 2 and 3 with its G-CSF: twice 4 days of 4 drugs and one injection."""
    found = _found(_course(), Delay(id="e1", of="DCEP", cycle=2, days=4))
    assert _counts(found) == (2 * (4 * 4 + 1), 0, 0, 0)
    assert {change.events for change in found.changes} == {("events[0] (e1)",)}
    assert {change.line.group for change in found.changes} == {"DCEP", "G-CSF"}


def test_each_change_names_its_own_event() -> None:
    """A later cycle 2, a lower dose from cycle 3 and an omission, recorded together."""
    found = _found(
        _course(),
        CycleStart(id="late", phase="induction", cycle=2, on=date(2026, 2, 5)),
        DoseChange(id="less", of="cisplatin", to="0.7", cycle=3, phase="induction"),
        Omission(id="none", of="daratumumab", on=date(2026, 1, 12)),
    )
    assert _by(found, "cisplatin", 2, 1, "moved") == ("events[0] (late)",)
    assert _by(found, "cisplatin", 3, 1, "moved") == ("events[0] (late)",)
    assert _by(found, "cisplatin", 3, 1, "changed") == ("events[1] (less)",)
    assert _by(found, "daratumumab", 1, 8, "changed") == ("events[2] (none)",)
    assert [event.split(":")[0] for event in found.events] == [
        "events[0] (late)",
        "events[1] (less)",
        "events[2] (none)",
    ]


def test_what_came_and_went_has_its_event() -> None:
    """Weekly bortezomib: days 1, 8, 15 for 1, 4, 8, 11 in each of three cycles."""
    weekly = DoseChange(id="w", of="bortezomib", level="weekly", cycle=1)
    found = _found(_course("dara-vd"), weekly)
    assert (found.counts["came"], found.counts["went"]) == (3, 6)
    assert {change.events for change in found.changes} == {("events[0] (w)",)}


def test_transplant_takes_the_dates_of_maintenance() -> None:
    """Eight doses have no date any more; what took it is named."""
    found = _found(_course(), Transplant(id="t", on=date(2026, 5, 1)))
    assert _counts(found) == (0, 0, 0, 8)
    assert {change.events for change in found.of("went")} == {("events[0] (t)",)}


def test_response_changes_what_waits_for_it() -> None:
    """Eight conditional doses become planned ones."""
    found = _found(_course(), Response(on=date(2026, 4, 1), response="VGPR"))
    assert _counts(found) == (0, 8, 0, 0)
    assert found.events == ("events[0]: Response VGPR, on 2026-04-01",)
    assert "1120 mg conditional → 1120 mg planned  [events[0]]" in str(found)


def test_mistake_and_its_correction_leave_no_change() -> None:
    """They are told, and nothing differs."""
    found = _found(
        _course(), Delay(id="e1", cycle=2, days=9, phase="induction"), Correction(voids="e1")
    )
    assert found.changes == ()
    assert len(found.events) == 2


def test_correction_is_what_moves_it_back() -> None:
    """The delay was in the earlier calendar already."""
    course = _course("dcep", Delay(id="e1", cycle=2, days=9))
    found = _found(course, Correction(id="c", voids="e1"))
    assert _counts(found) == (32, 0, 0, 0)
    assert {change.events for change in found.changes} == {("events[1] (c)",)}


def test_event_that_only_its_correction_makes_possible_is_named_with_it() -> None:
    """A cycle started twice cannot be planned until the first start is voided."""
    course = _course("dcep")
    found = _found(
        course,
        CycleStart(id="a", cycle=2, on=date(2026, 2, 3)),
        CycleStart(id="b", cycle=2, on=date(2026, 2, 5)),
        Correction(id="c", voids="a"),
    )
    first = _by(found, "cisplatin", 2, 1, "moved")
    assert first == ("events[0] (a)", "events[1] (b)", "events[2] (c)")


def test_other_patient_and_policy_are_told() -> None:
    """What differs beside the history did it."""
    before = _course("dcep")
    heavier = Course(
        before.regimen,
        Patient(sex="female", height="165 cm", weight="80 kg"),
        start=_DAY_1,
        policy=Policy(rounding="5 mg"),
    )
    found = heavier.plan().compare(before.plan())
    assert found.others == ("patient", "policy")
    assert {change.events for change in found.changes} == {("patient", "policy")}


def test_other_choice_is_told() -> None:
    """Bortezomib into a vein in 12 doses of three cycles."""
    before = _course("dara-vd")
    after = Course(before.regimen, _PATIENT, start=_DAY_1, cycles=3, choices={"bortezomib": "IV"})
    found = after.plan().compare(before.plan())
    assert _counts(found) == (0, 12, 0, 0)
    assert {change.events for change in found.changes} == {("choices",)}


def test_every_part_that_differs_is_told() -> None:
    """A choice is not hidden behind another patient."""
    before = _course("dara-vd")
    after = attrs.evolve(
        before,
        patient=attrs.evolve(_PATIENT, ecog=1),
        choices={"bortezomib": "IV"},
        clinic=ClinicDays(closed_dates=[date(2027, 1, 1)], may_move={"DARA": 1}),
    )
    assert after.plan().compare(before.plan()).others == ("patient", "choices", "clinic")
    fewer = attrs.evolve(before, cycles=2)
    assert fewer.plan().compare(before.plan()).others == ("horizon",)


def test_history_that_is_not_the_same_is_told() -> None:
    """The earlier calendar has an event that the later one has not."""
    before = _course("dcep", Delay(id="e1", cycle=2, days=3))
    found = _course("dcep").plan().compare(before.plan())
    assert found.others == ("events from events[0] (e1) on",)
    assert {change.events for change in found.changes} == {found.others}


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(Measurement(on=date(2026, 1, 10), weight="60 kg"), id="weight"),
        pytest.param(
            Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 15)),
            id="postponed",
        ),
    ],
)
def test_every_change_of_one_event_is_its_own(event: Event) -> None:
    """Nothing differs without a reason."""
    found = _found(_course(), event)
    assert found.changes
    assert {change.events for change in found.changes} == {("events[0]",)}


def test_lines_that_look_alike_are_told_apart() -> None:
    """A drug twice on one written day, as two options might stand."""
    (line, *_) = lines(_course("dcep").plan())
    assert compare([line], [line, line]).counts["came"] == 1
    assert compare([line, line], [line, line]).changes == ()


def test_change_and_event_are_said_in_words() -> None:
    """What came, by which event, of several drugs."""
    weekly = DoseChange(id="w", of=["bortezomib"], level="weekly", cycle=1)
    text = str(_found(_course("dara-vd"), weekly))
    assert "events[0] (w): DoseChange of bortezomib, cycle 1, level weekly" in text
    assert "came: combination cycle 1 day 15 bortezomib, Mon 2026-01-19 2.33 mg SC planned" in text


def test_nothing_is_said_of_causes_that_are_not_known() -> None:
    """Lines alone do not tell why they differ."""
    course = _course("dcep")
    found = compare(lines(course.plan()), lines(course.plan())[:-1])
    assert [change.kind for change in found.changes] == ["went"]
    assert found.changes[0].events == ()


def test_history_that_parts_ways_is_told_from_there_on() -> None:
    """The first event is the same, the second is another one."""
    first = Delay(id="e1", cycle=2, days=3)
    before = _course("dcep", first, Delay(id="e2", cycle=3, days=1))
    after = _course("dcep", first, Delay(id="e3", cycle=3, days=2))
    found = after.plan().compare(before.plan())
    assert found.others == ("events from events[1] (e2) on",)
    assert {change.line.cycle for change in found.changes} == {3}


def test_comparison_tells_cells_as_cells() -> None:
    """60 kg instead of 70: 60 ×10⁶ cells instead of 70 ×10⁶, which are no milligrams."""
    plans = [
        Course(
            catalogue.get("cilta-cel"),
            Patient(height="165 cm", weight=weight),
            start=date(2026, 1, 5),
            allow_unverified="for a test",
        ).plan()
        for weight in ("70 kg", "60 kg")
    ]
    changes = comparison_document(plans[1].compare(plans[0]))["changes"]
    (cells,) = (one for one in changes if one["drug"] == "ciltacabtagene autoleucel")
    told = [(cells[name]["dose"], cells[name]["unit"]) for name in ("before", "after")]
    assert told == [("70", "×10⁶ cells"), ("60", "×10⁶ cells")]


def test_calendar_is_compared_with_a_calendar() -> None:
    """A course in place of its calendar is told so."""
    course: Any = _course()
    with pytest.raises(
        RegimensError, match=r"^before: .* is no calendar; give one: course\.plan\(\)$"
    ):
        course.plan().compare(course)
