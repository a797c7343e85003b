"""Cohorts made by hand hold the tables of the papers they are taken from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from regimens import (
    Course,
    CycleStart,
    Discontinuation,
    DoseChange,
    Omission,
    Patient,
    Postponement,
    RegimensError,
    Response,
    catalogue,
)
from regimens.events import Correction, Delay, Event
from regimens.formats.answers import summary_document, summary_text
from regimens.summaries import Tally, part_of, summarize

_DAY_1 = date(2026, 1, 5)
_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")


def _course(regimen: str, *events: Event, as_of: date | None = None) -> Course:
    cycles = None if catalogue.get(regimen).phases[-1].cycles else 8
    return Course(
        catalogue.get(regimen), _PATIENT, start=_DAY_1, events=events, cycles=cycles, as_of=as_of
    )


def _change(to: str, cycle: int) -> DoseChange:
    return DoseChange(of="DCEP", to=to, cycle=cycle, phase="induction")


def _stops_before(cycle: int) -> Discontinuation:
    return Discontinuation(on=_DAY_1 + timedelta(days=28 * (cycle - 1)))


def _late(cycle: int, days: int) -> Delay:
    return Delay(cycle=cycle, days=days, phase="induction")


def _trial() -> list[Course]:
    """DARA-DCEP trial, Table 2: 32 started, 29 reached cycle 2, 25 reached cycle 3.

    9 began in full and 23 at 0.7. One of the former and 2 of the latter stopped before cycle 2;
    then 2 went to 0.5 and 2 to the full dose. 4 more stopped before cycle 3. 4 second and 3 third
    cycles began more than 7 days late. Who of which dose stopped is not printed; that is made up.
    """
    full: list[list[Event]] = [[] for _ in range(9)]
    reduced: list[list[Event]] = [[_change("0.7", 1)] for _ in range(23)]
    full[0].append(_stops_before(2))
    for events in reduced[:2]:
        events.append(_stops_before(2))
    for events in reduced[2:4]:
        events.append(_change("0.5", 2))
    for events in reduced[4:6]:
        events.append(_change("1", 2))
    for events in (*full[1:3], *reduced[6:8]):
        events.append(_stops_before(3))
    for events in reduced[8:12]:
        events.append(_late(2, 8))
    for events in (full[4], full[5], reduced[22]):
        events.append(_late(3, 14))
    full[6].append(_late(2, 7))  # seven days are no dose delay
    return [_course("dara-dcep", *events) for events in (*full, *reduced)]


def test_hand_made_cohort_holds_the_dose_table_of_the_paper() -> None:
    """J Hematol Oncol 2022, Table 2: counts and percentages, half up to one decimal."""
    found = summary_document(summarize(_trial(), phase="induction", group="DCEP"))
    assert found["cycles"] == [
        {
            "cycle": 1,
            "n": 32,
            "fractions": {"1": 9, "0.7": 23},
            "same": None,
            "reduced": None,
            "escalated": None,
            "dose_delays": 0,
            "percent": {"same": None, "reduced": None, "escalated": None, "dose_delays": "0"},
        },
        {
            "cycle": 2,
            "n": 29,
            "fractions": {"1": 10, "0.7": 17, "0.5": 2},
            "same": 25,
            "reduced": 2,
            "escalated": 2,
            "dose_delays": 4,
            "percent": {
                "same": "86.2",
                "reduced": "6.9",
                "escalated": "6.9",
                "dose_delays": "13.8",
            },
        },
        {
            "cycle": 3,
            "n": 25,
            "fractions": {"1": 8, "0.7": 15, "0.5": 2},
            "same": 25,
            "reduced": 0,
            "escalated": 0,
            "dose_delays": 3,
            "percent": {"same": "100", "reduced": "0", "escalated": "0", "dose_delays": "12"},
        },
    ]
    assert found["omissions"] == {}
    text = summary_text(summarize(_trial(), phase="induction", group="DCEP"))
    for printed in (
        "9/32 (28.1%)",
        "23/32 (71.9%)",
        "25/29 (86.2%)",
        "2/29 (6.9%)",
        "4/29 (13.8%)",
    ):
        assert printed in text


def test_hand_made_cohort_holds_the_skipped_doses_of_the_paper() -> None:
    """DaraVd study: of 85, 58 skipped no daratumumab, 17 one, 4 two, 6 three to five."""
    skipped = [0] * 58 + [1] * 17 + [2] * 4 + [3] * 3 + [4] * 2 + [5]
    infusions = [_DAY_1 + timedelta(days=7 * week) for week in range(9)]
    courses = [
        _course(
            "dara-vd", *(Omission(of="daratumumab", on=day) for day in infusions[2 : 2 + count])
        )
        for count in skipped
    ]
    found = summarize(courses, phase="combination", group="Vd")
    assert found.omissions == {"daratumumab": {0: 58, 1: 17, 2: 4, 3: 3, 4: 2, 5: 1}}
    assert sum(of for count, of in found.omissions["daratumumab"].items() if count >= 3) == 6


def _n(courses: Sequence[Course], phase: str = "induction") -> list[int]:
    return [row.n for row in summarize(courses, phase=phase, group="DARA").cycles]


def test_course_that_stops_reaches_no_later_cycle() -> None:
    """Stopped on the first day of cycle 2, or a day later; a stop that was a mistake is none."""
    assert _n([_course("dara-dcep", _stops_before(2))]) == [1]
    later = Discontinuation(id="x", on=date(2026, 2, 3))
    assert _n([_course("dara-dcep", later)]) == [1, 1]
    assert _n([_course("dara-dcep", later, Correction(voids="x"))]) == [1, 1, 1]


def test_cycles_that_are_not_certain_or_to_come_are_not_reached() -> None:
    """Maintenance waits for a response; after 4 March only three cycles have begun."""
    assert _n([_course("dara-dcep")], "maintenance") == []
    partial = Response(on=date(2026, 4, 1), response="PR")
    assert _n([_course("dara-dcep", partial)], "maintenance") == [1, 1, 1, 1, 1]
    assert _n([_course("dara-dcep", as_of=date(2026, 2, 3))]) == [1, 1]


def test_group_at_different_fractions_counts_as_its_most_reduced_drug() -> None:
    """Cisplatin alone at 0.5: the group has not had its full dose."""
    less = DoseChange(of="cisplatin", to="0.5", cycle=2, phase="induction")
    rows = summarize([_course("dara-dcep", less)], phase="induction", group="DCEP").cycles
    assert [dict(row.fractions) for row in rows] == [{"1": 1}, {"0.5": 1}, {"0.5": 1}]
    assert (rows[1].reduced, rows[2].same) == (1, 1)


def test_named_level_counts_by_its_name() -> None:
    """Bortezomib at 1.0 from cycle 2 is less than at 1.3."""
    less = DoseChange(of="bortezomib", level="1.0", cycle=2)
    rows = summarize([_course("dara-vd", less)], phase="combination", group="Vd").cycles
    assert [dict(row.fractions) for row in rows[:2]] == [{"1": 1}, {"1.0": 1}]
    assert rows[1].reduced == 1


def test_what_falls_away_with_an_omitted_dose_is_not_omitted_itself() -> None:
    """No infusion, no ATRA: one daratumumab is left out, and no tretinoin by name."""
    left_out = Omission(of="daratumumab", on=date(2026, 1, 14), recorded=date(2026, 1, 8))
    found = summarize([_course("dara-atra", left_out)], phase="part-b", group="DARA")
    assert found.omissions == {"daratumumab": {1: 1}}


def test_dose_postponed_to_the_next_one_is_left_out() -> None:
    """Bortezomib keeps its dates: the 8th moved to the 12th is not given."""
    late = CycleStart(phase="combination", cycle=1, on=_DAY_1)
    moved = Postponement(of="bortezomib", on=date(2026, 1, 8), to=date(2026, 1, 12))
    found = summarize([_course("dara-vd", late, moved)], phase="combination", group="Vd")
    assert found.omissions == {"bortezomib": {1: 1}}


def test_drug_is_no_group() -> None:
    """It would count nothing, without a word."""
    with pytest.raises(RegimensError, match="has no group 'cisplatin'"):
        summarize([_course("dara-dcep")], phase="induction", group="cisplatin")


def test_delay_of_another_group_is_none_of_this_one() -> None:
    """Daratumumab alone is 9 days late."""
    late = Delay(of="DARA", phase="induction", cycle=2, days=9)
    courses = [_course("dara-dcep", late)]
    for group, delays in (("DCEP", 0), ("DARA", 1)):
        rows = summarize(courses, phase="induction", group=group).cycles
        assert [row.dose_delays for row in rows] == [0, delays, 0]


def test_course_goes_on_without_a_group_that_is_stopped() -> None:
    """It reaches cycle 2 with nothing of DCEP."""
    stop = Discontinuation(of="DCEP", on=date(2026, 2, 2))
    rows = summarize([_course("dara-dcep", stop)], phase="induction", group="DCEP").cycles
    assert [(row.n, dict(row.fractions)) for row in rows] == [
        (1, {"1": 1}),
        (1, {"0": 1}),
        (1, {"0": 1}),
    ]


def test_day_of_two_doses_is_left_out_once() -> None:
    """Tretinoin of one day, morning and evening."""
    omitted = Omission(of="tretinoin", on=_DAY_1)
    found = summarize([_course("dara-atra", omitted)], phase="part-b", group="ATRA")
    assert found.omissions == {"tretinoin": {1: 1}}


def test_unknown_phase_or_group_is_refused() -> None:
    """What there is stands in the mend."""
    with pytest.raises(RegimensError, match="phases: induction, maintenance; groups: DCEP"):
        summarize([_course("dara-dcep")], phase="induction", group="VD")
    with pytest.raises(RegimensError, match="no group 'DCEP' in a phase 'consolidation'"):
        summarize([_course("dara-dcep")], phase="consolidation", group="DCEP")


def test_the_parts_of_a_cohort_are_added_up() -> None:
    """Two parts of the trial, in either order, and none: the summary is that of all courses."""
    courses = _trial()
    first, second = (
        Tally.of((part_of(one.plan(), phase="induction", group="DCEP"), 1) for one in part)
        for part in (courses[:13], courses[13:])
    )
    whole = summarize(courses, phase="induction", group="DCEP")
    assert (first + second).summary() == (second + first).summary() == whole
    assert (Tally() + first + Tally()).summary() == first.summary()
    assert whole.cycles[0].n == 32
