"""Names of courses and doses that exports are known by."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from regimens import Course, CycleStart, Patient, Postponement, catalogue
from regimens.errors import HistoryError
from regimens.formats.calendars import calendar_document
from regimens.formats.courses import course_document, course_from
from regimens.formats.identity import course_uuid, dose_names, dose_uuids

PATIENT = Patient(id="p1", height="165 cm", weight="70 kg")
COURSE = Course(catalogue.get("dara-atra"), PATIENT, start=date(2026, 1, 5), cycles=2)


def test_names_stay_when_doses_move() -> None:
    """A dose that is postponed past others keeps its name, and so does every other."""
    before = COURSE.plan()
    after = COURSE.record(
        CycleStart(cycle=2, on=date(2026, 2, 12)),
        Postponement(of="tretinoin", on=date(2026, 1, 6), to=date(2026, 1, 9)),
    ).plan()
    assert set(dose_names(before)) == set(dose_names(after))
    assert set(dose_uuids(before)) == set(dose_uuids(after))
    moved = dict(zip(dose_names(after), after, strict=True))
    assert any(
        row.date != moved[name].date for name, row in zip(dose_names(before), before, strict=True)
    )


def test_every_dose_has_a_name_of_its_own() -> None:
    """Two doses of a drug on a day are told apart, over the whole catalogue."""
    for name in catalogue.ids():
        regimen = catalogue.get(name)
        plan = Course(
            regimen,
            attrs.evolve(PATIENT, sex="female", born=date(1961, 5, 4)),
            start=date(2026, 1, 5),
            cycles=2,
            allow_unverified="names only",
        ).plan()
        assert len(set(dose_names(plan))) == len(plan), name


def test_courses_are_told_apart() -> None:
    """By the course's id, else by patient and regimen, else by all that is known of the patient."""
    other = attrs.evolve(COURSE, patient=attrs.evolve(PATIENT, id="p2"))
    unnamed = attrs.evolve(COURSE, patient=attrs.evolve(PATIENT, id=None))
    heavier = attrs.evolve(unnamed, patient=Patient(height="165 cm", weight="71 kg"))
    again = attrs.evolve(COURSE, id="c2")
    found = [course_uuid(one.plan()) for one in (COURSE, other, unnamed, heavier, again)]
    assert len(set(found)) == 5
    renamed = attrs.evolve(again, patient=attrs.evolve(PATIENT, id="p3"))
    assert course_uuid(renamed.plan()) == found[-1]


def test_course_id_goes_through_documents() -> None:
    """It stands first in both documents where there is one, and not at all where there is none."""
    named = attrs.evolve(COURSE, id="c1")
    assert course_from(course_document(named)) == named
    assert next(iter(course_document(named))) == "id"
    assert calendar_document(named.plan())["id"] == "c1"
    assert "id" not in course_document(COURSE)
    assert "id" not in calendar_document(COURSE.plan())


@pytest.mark.parametrize("wrong", ["", "  ", 3])
def test_course_id_that_names_nothing_is_refused(wrong: Any) -> None:
    """An empty id would make all such courses one."""
    with pytest.raises(HistoryError, match="names no course"):
        attrs.evolve(COURSE, id=wrong)


def test_names_hold_apart_what_runs_together() -> None:
    """A slash in a phase's name makes no two doses one, and half a character is no fault."""
    regimen = COURSE.regimen
    phases = tuple(attrs.evolve(phase, name=f"{phase.name}/1\ud800") for phase in regimen.phases)
    odd = attrs.evolve(COURSE, regimen=attrs.evolve(regimen, phases=phases), id="\ud800")
    plan = odd.plan()
    assert dose_names(plan)[0].startswith("part-b%2F1\ud800/1/1/")
    assert len(set(dose_uuids(plan))) == len(plan)
