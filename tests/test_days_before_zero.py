"""A phase that counts from an infusion on day 0, worked out by hand: days −2 and 0, then day 5."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Finding,
    Patient,
    Postponement,
    Status,
    Transplant,
    catalogue,
)
from regimens.administrations import Administration
from regimens.amounts import WrittenDose, amount
from regimens.checks import zero_findings
from regimens.components import Component, Level
from regimens.drugs import Drug
from regimens.errors import HistoryError
from regimens.events import Event, Given
from regimens.formats.card import card
from regimens.formats.table import calendar_table
from regimens.intensity import intensity
from regimens.intervals import written_days
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source

_SOURCE = Source(
    title="A protocol made up for a test",
    identifier="none",
    locator="p. 1",
    checked_on=date(2026, 11, 21),
)
_PATIENT = Patient(height="165 cm", weight="70 kg")


def _component(drug: str, dose: str, *days: int) -> Component:
    return Component(
        drug=Drug(name=drug),
        group=drug,
        dose=WrittenDose(amount=amount(dose), source=_SOURCE),
        timing=(Schedule(days=days, cycles=Cycles(1), source=_SOURCE),),
        levels=(
            Level(
                name="half",
                dose=WrittenDose(amount=amount("100 mg/m²"), source=_SOURCE),
                source=_SOURCE,
            ),
        )
        if drug == "melphalan"
        else (),
    )


_TRANSPLANT = Regimen(
    id="transplant",
    title="A protocol made up for a test",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=21,
            cycles=1,
            components=(_component("dexamethasone", "40 mg", 1),),
            source=_SOURCE,
        ),
        Phase(
            name="transplant",
            first_day=-2,
            waits=True,
            cycle_length=30,
            cycles=1,
            components=(
                _component("melphalan", "200 mg/m²", -2),
                _component("bortezomib", "1.3 mg/m²", -1, 5),
            ),
            source=_SOURCE,
        ),
        Phase(
            name="consolidation",
            cycle_length=28,
            cycles=1,
            components=(_component("dexamethasone", "40 mg", 1),),
            source=_SOURCE,
        ),
    ),
)


def _plan(*events: Event) -> Calendar:
    return Course(_TRANSPLANT, _PATIENT, start=date(2026, 1, 5), events=events).plan()


def _start(on: date) -> CycleStart:
    return CycleStart(phase="transplant", cycle=1, on=on)


def test_phase_that_waits_has_no_date_before_its_start_is_recorded() -> None:
    """Nor has what comes after it; the calendar says what it waits for."""
    calendar = _plan()
    assert [row.phase for row in calendar] == ["induction"]
    (finding,) = [one for one in calendar.findings if one.code == "start-pending"]
    assert finding.message == "transplant has no date until its start is recorded"


def test_days_are_counted_from_day_0() -> None:
    """Day −2 is the start, 1 March; day 0 the 3rd, day 5 the 8th; 30 days on is the 31st."""
    calendar = _plan(_start(date(2026, 3, 1)))
    assert [(row.date, row.drug, row.day) for row in calendar][1:] == [
        (date(2026, 3, 1), "melphalan", -2),
        (date(2026, 3, 2), "bortezomib", -1),
        (date(2026, 3, 8), "bortezomib", 5),
        (date(2026, 3, 31), "dexamethasone", 1),
    ]


def test_date_of_a_day_before_zero_is_explained() -> None:
    """The arithmetic on paper is the one that was done."""
    rows = list(_plan(_start(date(2026, 3, 1))))
    assert "date: cycle start 2026-03-01 + (−2 + 2) days = 2026-03-01" in rows[1].explain()
    assert "date: cycle start 2026-03-01 + (5 + 2) days = 2026-03-08" in rows[3].explain()
    assert "date: cycle start 2026-03-31 + (1 − 1) days = 2026-03-31" in rows[4].explain()


def test_level_from_day_1_holds_for_the_whole_cycle() -> None:
    """Melphalan of day −2 is at the level too: 100 mg/m² of 1.79 m²."""
    change = DoseChange(of="melphalan", level="half", phase="transplant", cycle=1)
    calendar = _plan(change, _start(date(2026, 3, 1)))
    (melphalan,) = [row for row in calendar if row.drug == "melphalan"]
    assert melphalan.dose == Decimal(179)


def test_phase_that_ends_on_day_0_takes_a_change() -> None:
    """Its days −2 to 0 leave no day 1, which still means the whole cycle; day 2 is refused."""
    regimen = Regimen(
        id="conditioning",
        title="A protocol made up for a test",
        revision="1",
        phases=(
            Phase(
                name="conditioning",
                first_day=-2,
                cycle_length=3,
                cycles=1,
                components=(_component("melphalan", "200 mg/m²", -2),),
                source=_SOURCE,
            ),
        ),
    )
    course = Course(regimen, _PATIENT, start=date(2026, 1, 5))
    change = DoseChange(of="melphalan", level="half", cycle=1)
    (melphalan,) = course.record(change).plan()
    assert melphalan.dose == Decimal(179)
    late = DoseChange(of="melphalan", level="half", cycle=1, day=2)
    with pytest.raises(HistoryError, match="day 2 exceeds the 3-day cycle; use days 1 to 1"):
        course.record(late).plan()


def test_delay_moves_the_whole_phase() -> None:
    """A delay of the phase after it moves that from the day it was planned on."""
    calendar = _plan(_start(date(2026, 3, 1)), Delay(phase="consolidation", cycle=1, days=10))
    assert list(calendar)[-1].date == date(2026, 4, 10)


def test_time_of_an_intensity_counts_the_days_before_zero() -> None:
    """Both bortezomib doses given on their days: from day −1 to the end of the 30 days, 29 days."""
    course = Course(
        _TRANSPLANT,
        _PATIENT,
        start=date(2026, 1, 5),
        events=[
            _start(date(2026, 3, 1)),
            Given(of="bortezomib", on=date(2026, 3, 2)),
            Given(of="bortezomib", on=date(2026, 3, 8)),
        ],
    )
    assert [row.status for row in course.plan()][2:4] == [Status.GIVEN, Status.GIVEN]
    (bortezomib,) = intensity(course)
    assert (bortezomib.elapsed_days, bortezomib.rdi) == (29, Decimal("100.0"))


def test_card_shows_days_before_zero() -> None:
    """With a minus sign over each, and a word on what the days are counted from."""
    text = card(_TRANSPLANT)
    assert "days are counted from day 0; a cycle starts with day −2" in text
    assert "begins only when its start is recorded" in text
    lines = text.splitlines()
    top = lines.index("cycle 1", lines.index("## transplant: 30-day cycles, × 1"))
    assert lines[top + 1].split() == ["−−", "1", "2"]
    assert lines[top + 2].split() == ["day", "210123456789012345678901234567"]
    assert lines[top + 4].split() == ["bortezomib", "·x·····x" + "·" * 22]


# --- around day 0 --------------------------------------------------------------------------------


def _zero(regimen: str, *events: Event) -> list[str]:
    course = Course(catalogue.get(regimen), _PATIENT, start=date(2026, 1, 5), events=events)
    return [one.message for one in course.plan().findings if one.code == "day-zero"]


@pytest.mark.parametrize("to", [8, 10])
def test_melphalan_on_or_after_the_cells_is_a_violation(to: int) -> None:
    """The start, 5 January, is day −3: melphalan of day −2 is the 6th, day 0 the 8th."""
    assert _zero("mel200") == []
    late = Postponement(of="melphalan", on=date(2026, 1, 6), to=date(2026, 1, to))
    assert _zero("mel200", late) == [
        f"melphalan of day −2 on 2026-01-{to:02} is not before day 0, 2026-01-08"
    ]
    in_time = Postponement(of="melphalan", on=date(2026, 1, 6), to=date(2026, 1, 7))
    assert _zero("mel200", in_time) == []


def test_conditioning_out_of_its_order_is_a_violation() -> None:
    """Busulfan of day −3, the 7th, put off past melphalan of day −2 on the 8th."""
    start = catalogue.get("bumel").phases[0].first_day
    day = date(2026, 1, 5) + timedelta(days=-3 - start)
    late = Postponement(of="busulfan", on=day, to=day + timedelta(days=2))
    assert any("comes before what is written before it" in text for text in _zero("bumel", late))


def test_cells_that_are_moved_leave_what_was_given_for_them() -> None:
    """Cilta-cel starts with day −7; the cells of the 12th are put off to the 30th."""
    late = Postponement(of="cells", on=date(2026, 1, 12), to=date(2026, 1, 30))
    assert _zero("cilta-cel", late) == [
        "ciltacabtagene autoleucel of day 0 on 2026-01-30 was written for day 0, 2026-01-12; what "
        "is given for it is not moved"
    ]


@pytest.mark.parametrize(("on", "said"), [(8, False), (7, True), (9, True)])
def test_transplant_is_on_day_0(on: int, said: bool) -> None:
    """A recorded transplant of another day is a violation of one of the two records."""
    assert bool(_zero("mel200", Transplant(on=date(2026, 1, on)))) is said


def _around() -> list[Administration]:
    """Day 0 is 3 March: melphalan of day −2 on the 1st, bortezomib of −1 and 5 on the 2nd, 8th."""
    return [row for row in _plan(_start(date(2026, 3, 1))) if row.phase == "transplant"]


def _on(row: Administration, day: int, **other: Any) -> Administration:
    return attrs.evolve(row, date=date(2026, 3, day), **other)


def test_order_around_day_0_is_said_with_its_source_and_events() -> None:
    """Each dose once; a dose on the day of another, as one left out, is in no wrong order."""
    early, before, after = _around()
    slot = attrs.evolve(before.slot, day=0)
    cells = _on(before, 3, slot=slot)
    assert list(zero_findings([early, before, cells, after], [])) == []
    moved = ("events[1]",)
    wrong = Finding(
        code="day-zero",
        phase="transplant",
        cycle=1,
        day=-2,
        drug="melphalan",
        date=date(2026, 3, 3),
        message="melphalan of day −2 on 2026-03-03 is not before day 0, 2026-03-03",
        source=str(_SOURCE),
        events=("events[0]", "events[1]"),
    )
    late = _on(early, 3, changed_by=moved)
    last = attrs.evolve(
        wrong,
        day=-1,
        drug="bortezomib",
        date=date(2026, 3, 1),
        message="bortezomib of day −1 on 2026-03-01 comes before what is written before it",
    )
    assert list(zero_findings([cells, late], [])) == [wrong]
    swapped = [_on(before, 1, changed_by=moved), _on(early, 2)]
    assert list(zero_findings(swapped, [])) == [last]
    assert list(zero_findings([_on(before, 1), early], [])) == []
    beside = _on(early, 2, slot=attrs.evolve(early.slot, day=-1))
    assert list(zero_findings([_on(before, 1), beside], [])) == []
    for status in (Status.OMITTED, Status.WITHHELD, Status.DISCONTINUED):
        assert list(zero_findings([attrs.evolve(late, status=status)], [])) == []
    (found,) = zero_findings([_on(cells, 5), after], [])
    assert found.message.endswith(
        "on 2026-03-05 was written for day 0, 2026-03-03; what is given for it is not moved"
    )
    (found,) = zero_findings([_on(early, 4), cells, after], [])
    assert found.day == -2


def test_transplant_within_30_days_belongs_to_day_0() -> None:
    """Of 3 March: 30 days before is 1 February, 30 after is 2 April; each names its own event."""
    rows = _around()
    near = [date(2026, 2, 1), date(2026, 3, 2), date(2026, 4, 2)]
    far = [date(2026, 1, 31), date(2026, 3, 3), date(2026, 4, 3)]
    for on in far:
        assert list(zero_findings(rows, [("events[7]", Transplant(on=on))])) == []
    assert list(
        zero_findings(rows, [(f"events[{on.month}]", Transplant(on=on)) for on in near])
    ) == [
        Finding(
            code="day-zero",
            phase="transplant",
            cycle=1,
            day=-2,
            drug="melphalan",
            date=date(2026, 3, 1),
            message=(
                "melphalan of day −2 on 2026-03-01 belongs to day 0, 2026-03-03; the transplant is "
                f"on {on}"
            ),
            source=str(_SOURCE),
            events=(f"events[{on.month}]",),
        )
        for on in near
    ]


def test_phase_that_counts_from_day_1_has_no_day_0() -> None:
    """Nor is a transplant held against it."""
    rows = [row for row in _plan() if row.phase == "induction"]
    assert rows
    assert rows[0].time.phase.first_day == 1
    assert list(zero_findings(rows, [("events[0]", Transplant(on=date(2026, 1, 5)))])) == []


def test_days_between_phases_count_from_their_first_days() -> None:
    """21 days on from 5 January is day −2; day 5 is 7 days later, and 23 before the next phase."""
    phases = list(_TRANSPLANT.phases)
    phases[1] = attrs.evolve(phases[1], waits=False)
    course = Course(
        attrs.evolve(_TRANSPLANT, phases=tuple(phases)), _PATIENT, start=date(2026, 1, 5)
    )
    steroid, first, second, third, last = course.plan()
    assert [written_days(steroid, row) for row in (first, second, third)] == [21, 22, 28]
    assert (written_days(third, last), written_days(first, last)) == (23, 30)


def test_heading_names_day_0() -> None:
    """What has no row of its own has its date all the same."""
    course = Course(catalogue.get("mel200"), _PATIENT, start=date(2026, 1, 5))
    assert "day 0 is Thu 2026-01-08" in " ".join(calendar_table(course.plan()).split())


def test_start_of_a_phase_that_waits_ends_what_came_before() -> None:
    """Two bortezomib schedules never run beside each other."""
    start = CycleStart(phase="transplant", cycle=1, on=date(2026, 1, 20))
    calendar = _plan(start)
    induction = [row for row in calendar if row.phase == "induction"]
    assert [row.status for row in induction] == [Status.PLANNED]
    early = CycleStart(phase="transplant", cycle=1, on=date(2026, 1, 5))
    (first,) = [row for row in _plan(early) if row.phase == "induction"]
    assert (first.status, first.changed_by) == (Status.DISCONTINUED, ("events[0]",))


@pytest.mark.parametrize(("days", "said"), [(99, True), (100, False), (120, False), (121, True)])
def test_consolidation_begins_between_100_and_120_days_after_the_cells(
    days: int, said: bool
) -> None:
    """OPTIMUM: the transplant of 2 June 2026, and both bounds of its window."""
    infused = date(2026, 6, 2)
    course = Course(
        catalogue.get("optimum"),
        _PATIENT,
        start=date(2026, 1, 5),
        cycles=8,
        events=[
            CycleStart(phase="transplant", cycle=1, on=date(2026, 6, 1)),
            Transplant(on=infused),
            CycleStart(phase="consolidation-1", cycle=1, on=infused + timedelta(days=days)),
        ],
    )
    found = [one.message for one in course.plan().findings if one.code == "transplant-window"]
    assert bool(found) is said
    if said:
        assert "has to be given from 2026-09-10 to 2026-09-30" in found[0]
