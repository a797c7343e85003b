"""A calendar is a sequence of administrations, each of which explains itself.

DARA-DCEP from 5 January 2026, 165 cm and 70 kg: the table of that course was worked out by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from attrs.exceptions import FrozenInstanceError

from regimens import (
    Administration,
    Calendar,
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Patient,
    Response,
    Status,
    catalogue,
)
from regimens.components import Role
from regimens.events import Event

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg")
PAPER = (
    "Phase II trial of daratumumab with DCEP in extramedullary multiple myeloma. J Hematol Oncol "
    "2022 (NCT04065308), Methods, Intervention"
)
MOSTELLER = (
    "Mosteller RD. N Engl J Med 1987;317:1098, equation, as printed in globalrph.com/bsa2.htm and "
    "the R package admiral (compute_bsa)"
)


def _plan(regimen: str, *events: Event, cycles: int | None = None) -> Calendar:
    course = Course(catalogue.get(regimen), PATIENT, start=START, cycles=cycles, events=events)
    return course.plan()


def _row(
    calendar: Calendar, drug: str, cycle: int, day: int, occurrence: int = 1
) -> Administration:
    return next(
        row
        for row in calendar
        if (row.drug, row.cycle, row.day, row.occurrence) == (drug, cycle, day, occurrence)
    )


# --- a sequence ----------------------------------------------------------------------------------


def test_calendar_is_a_sequence_of_administrations() -> None:
    """Length, order, places from either end, slices and membership."""
    calendar = _plan("dara-dcep")
    assert isinstance(calendar, Sequence)
    assert len(calendar) == len(list(calendar)) == 69
    assert (calendar[0].drug, calendar[1].drug) == ("dexamethasone", "cyclophosphamide")
    assert calendar[-1].date == date(2026, 7, 20)
    assert calendar[:2] == (calendar[0], calendar[1])
    assert calendar[::-1][0] == calendar[-1]
    assert calendar[3] in calendar
    assert calendar.index(calendar[3]) == 3
    assert list(reversed(calendar)) == list(calendar)[::-1]
    with pytest.raises(IndexError):
        calendar[69]


def test_calendar_cannot_be_edited() -> None:
    """It is computed from its course, never changed by hand."""
    calendar = _plan("dcep")
    with pytest.raises(FrozenInstanceError):
        calendar.start = date(2026, 1, 6)  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        calendar[0].date = date(2026, 1, 6)  # type: ignore[misc]
    with pytest.raises(TypeError):
        calendar[0] = calendar[1]  # type: ignore[index]


def test_administration_says_everything_of_a_dose() -> None:
    """Its place, its dose as written and as given, its unit, route and status."""
    row = _row(_plan("dara-dcep", DoseChange(of="DCEP", to="0.7", cycle=2)), "dexamethasone", 2, 3)
    assert (row.date, row.phase, row.cycle, row.day) == (date(2026, 2, 4), "induction", 2, 3)
    assert (row.drug, row.group, row.roles) == ("dexamethasone", "DCEP", (Role.TREATMENT,))
    assert (row.written, row.fraction, row.level) == ("40 mg", Decimal("0.7"), None)
    assert (row.calculated, row.dose, row.unit) == (Decimal(28), Decimal(28), "mg")
    assert row.route is not None
    assert (row.route.value, row.status) == ("PO", Status.PLANNED)
    assert (row.occurrence, row.of) == (1, 1)


# --- sums ----------------------------------------------------------------------------------------


def test_totals_are_of_what_is_certain() -> None:
    """Twelve days of DCEP, ten infusions and three growth factors; maintenance waits."""
    calendar = _plan("dara-dcep")
    assert calendar.totals() == {
        "dexamethasone": Decimal(480),
        "cyclophosphamide": Decimal(8592),
        "etoposide": Decimal("859.2"),
        "cisplatin": Decimal("214.8"),
        "daratumumab": Decimal(11200),
        "pegteograstim": Decimal(18),
    }
    assert list(calendar.totals()) == [
        "dexamethasone", "cyclophosphamide", "etoposide", "cisplatin", "daratumumab",
        "pegteograstim",
    ]  # fmt: skip
    assert calendar.conditional_totals() == {"daratumumab": Decimal(8960)}


@pytest.mark.parametrize(("category", "total"), [("PR", 20160), ("SD", 11200)])
def test_totals_follow_the_response(category: str, total: int) -> None:
    """With PR eight more infusions are certain, with SD they are withheld and in no sum."""
    response = Response(on=date(2026, 3, 20), response=category)
    calendar = _plan("dara-dcep", response)
    assert calendar.totals()["daratumumab"] == total
    assert calendar.conditional_totals() == {}


def test_unconfirmed_doses_are_in_the_totals() -> None:
    """They were planned, and nobody has said otherwise."""
    course = Course(
        catalogue.get("daratumumab-iv"), PATIENT, start=START, cycles=1, as_of=date(2026, 1, 20)
    )
    assert course.plan().totals() == {"daratumumab": Decimal(4480)}


def test_calendar_sums_itself_up() -> None:
    """Title, number, start and totals."""
    assert str(_plan("dcep")) == (
        "DCEP: dexamethasone, cyclophosphamide, etoposide, cisplatin (DARA-DCEP trial): 48 "
        "administrations from 2026-01-05; dexamethasone 480 mg, cyclophosphamide 8592 mg, "
        "etoposide 859.2 mg, cisplatin 214.8 mg"
    )


def test_violated_is_about_violations_only() -> None:
    """Cautions and information do not make a calendar a violated one."""
    assert _plan("dara-dcep").findings
    assert not _plan("dara-dcep").violated
    early = CycleStart(phase="induction", cycle=2, on=date(2026, 2, 1))
    assert _plan("dara-dcep", early).violated


def test_cycle_says_which_of_its_groups_start_apart() -> None:
    """DCEP delayed by 4 days in cycle 2, with its own start beside the cycle's."""
    calendar = _plan("dara-dcep", Delay(of="DCEP", cycle=2, days=4))
    assert [dict(cycle.group_starts) for cycle in calendar.cycles[:3]] == [
        {},
        {"DCEP": date(2026, 2, 6)},
        {"DCEP": date(2026, 3, 6)},
    ]


def test_calendar_is_compared_with_an_earlier_one() -> None:
    """Cycle 3 a week later: its 16 doses have moved, and the event is named."""
    before, after = _plan("dcep"), _plan("dcep", Delay(cycle=3, days=7, id="e1"))
    found = after.compare(before)
    assert str(found).splitlines()[0] == "16 moved, 0 changed, 0 came, 0 went"
    assert {change.events for change in found.changes} == {("events[0] (e1)",)}
    assert {(change.line.cycle, change.kind) for change in found.changes} == {(3, "moved")}
    assert after.compare(after).changes == ()


# --- explanations --------------------------------------------------------------------------------


def test_explanation_of_a_reduced_dose() -> None:
    """Cyclophosphamide on day 3 of cycle 2 at 0.7, every step and every source."""
    change = DoseChange(of="DCEP", to="0.7", cycle=2, id="e1", reason="frail")
    row = _row(_plan("dara-dcep", change), "cyclophosphamide", 2, 3)
    assert row.explain().splitlines() == [
        "2026-02-04 Wednesday, induction cycle 2 day 3: cyclophosphamide 501.2 mg (planned)",
        f"  as written: 400 mg/m²  [{PAPER}: cyclophosphamide]",
        "  body surface area: √(height × weight ÷ 3600) with 165 cm, 70 kg = 1.791182 m²  "
        f"[{MOSTELLER}]",
        "  used as: to 0.01 m², half up = 1.79 m²  [policy]",
        f"  full dose: 400 mg/m² × 1.79 m² = 716 mg  [{PAPER}: cyclophosphamide]",
        "  fraction: 716 mg × 0.7 = 501.2 mg  [dose change e1 from cycle 2: frail]",
        "  rounded: 501.2 mg to 0.01 mg, half up = 501.2 mg  [policy]",
        "  date: cycle start 2026-02-02 + (3 − 1) days = 2026-02-04",
        "  events that changed it: events[0] (e1)",
    ]


def test_explanation_of_a_delayed_groups_date() -> None:
    """The cycle's start, the day, and the days of the group's delay; the follower's leader."""
    calendar = _plan("dara-dcep", Delay(of="DCEP", cycle=2, days=4))
    moved = "+ 4 days by which DCEP is delayed"
    by = "  events that moved its cycle, or a group in it: events[0]"
    cisplatin = _row(calendar, "cisplatin", 2, 4).explain().splitlines()
    assert cisplatin[-1] == by
    assert cisplatin[-2] == f"  date: cycle start 2026-02-02 + (4 − 1) days {moved} = 2026-02-09"
    growth = _row(calendar, "pegteograstim", 2, 6).explain().splitlines()
    assert growth[-2] == f"  date: cycle start 2026-02-02 + (6 − 1) days {moved} = 2026-02-11"
    daratumumab = _row(calendar, "daratumumab", 2, 8).explain().splitlines()
    assert daratumumab[-2] == "  date: cycle start 2026-02-02 + (8 − 1) days = 2026-02-09"


def test_explanation_of_one_dose_of_two() -> None:
    """Which of the day's doses it is, by which route, and how the day was divided."""
    calendar = _plan("dara-atra", cycles=1)
    first, second = (_row(calendar, "tretinoin", 1, 2, part).explain() for part in (1, 2))
    assert first.splitlines()[0] == (
        "2026-01-06 Tuesday, part-b cycle 1 day 2: tretinoin 40.28 mg PO (1 of 2) (planned)"
    )
    assert "  as written: 45 mg/m²/day  [" in first
    assert "  full dose a day: 45 mg/m² × 1.79 m² = 80.55 mg  [" in first
    assert "  divided: 80.55 mg in 2 parts, part 1 = 40.28 mg  [the larger part first]" in first
    assert "tretinoin 40.27 mg PO (2 of 2) (planned)" in second
    assert "  divided: 80.55 mg in 2 parts, part 2 = 40.27 mg  [the larger part first]" in second


def test_explanation_of_a_dose_by_weight() -> None:
    """Kilograms as recorded, no body surface."""
    lines = _row(_plan("dara-dcep"), "daratumumab", 1, 8).explain().splitlines()
    assert lines[0] == "2026-01-12 Monday, induction cycle 1 day 8: daratumumab 1120 mg (planned)"
    assert lines[2].startswith("  full dose: 16 mg/kg × 70 kg = 1120 mg  [")
    assert not [line for line in lines if "m²" in line]


def test_explanation_of_a_level() -> None:
    """The level by its name, with the source of its amount."""
    calendar = _plan("dara-vd", DoseChange(of="bortezomib", level="0.7", cycle=1), cycles=1)
    lines = _row(calendar, "bortezomib", 1, 4).explain().splitlines()
    assert lines[0] == (
        "2026-01-08 Thursday, combination cycle 1 day 4: bortezomib 1.25 mg SC (planned)"
    )
    assert lines[1].startswith("  as written: 0.7 mg/m²  [Velcade")
    assert lines[4].startswith("  level 0.7: 0.7 mg/m² × 1.79 m² = 1.253 mg  [Velcade")


def test_dose_that_doubles_as_premedication_says_so() -> None:
    """On day 1 both, on day 2 only treatment, on day 15 only premedication."""
    calendar = _plan("dara-vd", cycles=1)
    both = _row(calendar, "dexamethasone", 1, 1)
    assert both.roles == (Role.TREATMENT, Role.PREMEDICATION)
    assert "premedication: one dose, counted once" in both.explain()
    assert "premedication" not in _row(calendar, "dexamethasone", 1, 2).explain()
    assert _row(calendar, "dexamethasone", 1, 15).roles == (Role.PREMEDICATION,)


def test_conditional_dose_says_that_it_is() -> None:
    """In the first line, where everybody looks."""
    row = _row(_plan("dara-dcep"), "daratumumab", 5, 1)
    assert row.explain().splitlines()[0] == (
        "2026-07-20 Monday, maintenance cycle 5 day 1: daratumumab 1120 mg (conditional)"
    )


# --- steroid and infusion ------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["Vd", "DARA"])
@pytest.mark.parametrize("days", [1, 2, 3, 4, 7, 14])
def test_every_infusion_has_one_steroid_of_its_day(group: str, days: int) -> None:
    """Whichever group moves, on each daratumumab day there is one dexamethasone, of 20 mg."""
    late = Delay(of=group, phase="combination", cycle=2, days=days)
    calendar = _plan("dara-vd", late, cycles=9)
    for infusion in (row.date for row in calendar if row.drug == "daratumumab"):
        steroids = [row for row in calendar if row.drug == "dexamethasone" and row.date == infusion]
        assert [row.dose for row in steroids] == [Decimal(20)]
        assert Role.PREMEDICATION in steroids[0].roles


def test_steroids_as_written_are_counted_once() -> None:
    """160 mg a cycle, and 20 mg more on day 15 of cycles 1 to 3 and in continuation."""
    totals = _plan("dara-vd", cycles=9).totals()
    assert totals["dexamethasone"] == 8 * 160 + 3 * 20 + 20
