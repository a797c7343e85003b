"""What is said of a dose recorded as given: what it fulfils, and where it does not fit.

DCEP from Monday 5 January 2026 gives four drugs on 5 to 8 January, cisplatin 17.9 mg; daratumumab
is weekly, on the 5th, 12th, 19th and 26th.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from regimens import (
    Course,
    Discontinuation,
    Finding,
    Given,
    Omission,
    Patient,
    Policy,
    Postponement,
    Response,
    Status,
    catalogue,
)
from regimens.amounts import WrittenDose, amount
from regimens.calendars import Calendar
from regimens.components import Component
from regimens.drugs import Drug
from regimens.errors import HistoryError
from regimens.events import Event
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source

_PATIENT = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")


def _plan(regimen: str, *events: Event, cycles: int | None = 2) -> Calendar:
    start = date(2026, 1, 5)
    course = Course(catalogue.get(regimen), _PATIENT, start=start, cycles=cycles, events=events)
    return course.plan()


def _found(calendar: Calendar, code: str) -> list[Finding]:
    return [one for one in calendar.findings if one.code == code]


def _january(day: int) -> date:
    return date(2026, 1, day)


def _given(calendar: Calendar) -> list[tuple[str, int, date]]:
    return [(row.drug, row.day, row.date) for row in calendar if row.status is Status.GIVEN]


# --- another dose than planned -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ("18.795 mg", False),  # 17.9 + 5 % = 17.9 + 0.895
        ("18.796 mg", True),
        ("17.005 mg", False),
        ("17.004 mg", True),
    ],
)
def test_dose_more_than_5_percent_away_is_said(dose: str, *, said: bool) -> None:
    """Exactly 5 % passes, either way; the finding has the day it was given and its event."""
    given = Given(of="cisplatin", on=_january(6), planned=_january(5), dose=dose, id="g")
    deviation = Finding(
        code="given-deviates",
        message=(
            f"cisplatin {dose} given on 2026-01-06, planned were 17.9 mg: more than 5 % away; "
            "correct the record if it is a slip"
        ),
        phase="induction",
        cycle=1,
        day=1,
        drug="cisplatin",
        date=_january(6),
        events=("events[0] (g)",),
    )
    assert _found(_plan("dcep", given), "given-deviates") == [deviation] * said


@pytest.mark.parametrize(
    ("regimen", "given", "message"),
    [
        (
            "dcep",
            Given(of=["cisplatin", "etoposide"], on=_january(5), dose="40 mg"),
            "events[0]: one dose of 40 mg for cisplatin and etoposide; record each drug by itself",
        ),
        (
            "vd",
            Given(of="bortezomib", on=_january(5), dose="70 ×10^6 cells"),
            "events[0]: bortezomib is counted in mg, not in ×10⁶ cells; record the dose as a "
            "number of mg, or without a dose",
        ),
    ],
)
def test_dose_that_cannot_be_one_of_the_drug_is_refused(
    regimen: str, given: Event, message: str
) -> None:
    """One amount for two drugs, and an amount in another unit."""
    with pytest.raises(HistoryError) as caught:
        _plan(regimen, given)
    assert str(caught.value) == message


# --- what was not to be given --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "was"),
    [
        (Discontinuation(of="cisplatin", on=_january(9)), "discontinued"),
        (Discontinuation(on=_january(8)), "discontinued"),
        (Omission(of="cisplatin", on=_january(8)), "omitted"),
        (Discontinuation(of="cisplatin", on=_january(10)), None),
        (Discontinuation(of="etoposide", on=_january(8)), None),
    ],
)
def test_dose_given_from_the_day_of_a_stop_on_is_unplanned(event: Event, was: str | None) -> None:
    """Day 4, of the 8th, given on the 9th: a stop holds from its own day, and for its drug."""
    other = Discontinuation(of="dexamethasone", on=_january(20))
    given = Given(of="cisplatin", on=_january(9), planned=_january(8), dose="17.9 mg", id="late")
    calendar = _plan("dcep", event, other, given)
    assert _given(calendar) == [("cisplatin", 4, _january(9))]
    assert _found(calendar, "unplanned") == (
        []
        if was is None
        else [
            Finding(
                code="unplanned",
                message=f"cisplatin 17.9 mg given on 2026-01-09 although it was {was}",
                phase="induction",
                cycle=1,
                day=4,
                drug="cisplatin",
                date=_january(9),
                events=("events[2] (late)",),
            )
        ]
    )


def test_dose_of_a_phase_without_leave_is_unplanned() -> None:
    """Maintenance is withheld after a stable disease; its dose of 30 March was given."""
    calendar = _plan(
        "dara-dcep",
        Response(on=date(2026, 3, 20), response="SD"),
        Given(of="daratumumab", on=date(2026, 3, 30)),
        cycles=None,
    )
    assert [one.message for one in _found(calendar, "unplanned")] == [
        "daratumumab given on 2026-03-30 although it was withheld"
    ]


# --- what fulfils nothing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            Given(of="daratumumab", on=_january(8), dose="1120 mg"),
            "daratumumab 1120 mg given on 2026-01-08 fulfils no planned dose of 2026-01-08; name "
            "the planned date (planned), the nearest is 2026-01-05, or give an override with the "
            "reason",
        ),
        (
            Given(of="DARA", on=_january(8), planned=_january(9)),
            "DARA given on 2026-01-08 fulfils no planned dose of 2026-01-09; name the planned "
            "date (planned), the nearest is 2026-01-12, or give an override with the reason",
        ),
        (
            Given(of="daratumumab-sc", on=_january(5)),
            "daratumumab-sc given on 2026-01-05 fulfils no planned dose of 2026-01-05; record "
            "daratumumab, which it is a product of, and the switch to it",
        ),
        (
            Given(of="bortezomib", on=_january(5)),
            "bortezomib given on 2026-01-05 fulfils no planned dose of 2026-01-05; daratumumab-iv "
            "has no 'bortezomib', only DARA, daratumumab",
        ),
    ],
)
def test_given_dose_that_fulfils_nothing_is_said_with_the_nearest(given: Given, said: str) -> None:
    """What the record would have to name stands in the mend; nothing on the calendar is given."""
    calendar = _plan("daratumumab-iv", given)
    assert _given(calendar) == []
    assert _found(calendar, "unplanned") == [
        Finding(
            code="unplanned",
            message=said,
            drug=str(given.of),
            date=given.on,
            events=("events[0]",),
        )
    ]


def test_nearest_dose_is_one_that_waits() -> None:
    """With cisplatin stopped on day 1 none does, and none is named."""
    stop = Discontinuation(of="cisplatin", on=_january(5))
    calendar = _plan("dcep", stop, Given(of="cisplatin", on=_january(9)))
    assert [one.message for one in _found(calendar, "unplanned")] == [
        "cisplatin given on 2026-01-09 fulfils no planned dose of 2026-01-09; name the planned "
        "date (planned), or give an override with the reason"
    ]


def test_each_name_of_a_given_list_is_looked_for() -> None:
    """Of two drugs one is planned that day: the other alone fulfils nothing."""
    calendar = _plan("dara-dcep", Given(of=["cisplatin", "daratumumab"], on=_january(7)))
    assert _given(calendar) == [("cisplatin", 3, _january(7))]
    assert [one.drug for one in _found(calendar, "unplanned")] == ["daratumumab"]
    both = _plan("dara-dcep", Given(of=["DCEP", "cisplatin", "daratumumab"], on=_january(5)))
    assert [drug for drug, _, _ in _given(both)] == [
        "dexamethasone", "cyclophosphamide", "etoposide", "cisplatin", "daratumumab",
    ]  # fmt: skip
    assert _found(both, "unplanned") == []


# --- which dose it fulfils -----------------------------------------------------------------------


def test_same_dose_is_not_given_twice() -> None:
    """The second record of the 12th finds none; the 5th, as near as the 19th, is named."""
    once = Given(of="daratumumab", on=_january(12))
    calendar = _plan("daratumumab-iv", once, once)
    assert _given(calendar) == [("daratumumab", 8, _january(12))]
    (found,) = _found(calendar, "unplanned")
    assert "the nearest is 2026-01-05" in found.message


@pytest.mark.parametrize(
    ("of", "planned", "on", "given"),
    [
        # Day 8 has one dexamethasone, of the backbone and before daratumumab alike.
        ("dexamethasone", 12, 12, [("dexamethasone", 8, 12)]),
        ("premedication", 12, 12, [("dexamethasone", 8, 12)]),
        ("premedication", 12, 13, [("dexamethasone", 8, 13)]),
        ("Vd", 12, 12, [("dexamethasone", 8, 12), ("bortezomib", 8, 12)]),
        (["Vd", "dexamethasone"], 12, 12, [("dexamethasone", 8, 12), ("bortezomib", 8, 12)]),
    ],
)
def test_dose_in_two_roles_is_given_by_either_name(
    of: Any, planned: int, on: int, given: list[tuple[str, int, int]]
) -> None:
    """On another day the premedication goes without the treatment that it was one row with."""
    event = Given(of=of, on=_january(on), planned=_january(planned))
    calendar = _plan("dara-vd", event, cycles=1)
    assert [(drug, day, on.day) for drug, day, on in _given(calendar)] == given
    assert _found(calendar, "unplanned") == []
    backbone = [
        row.date.day
        for row in calendar
        if row.drug == "dexamethasone" and row.group == "Vd" and row.day in {8, 9}
    ]
    assert backbone == [12, 13]


def test_dose_given_late_keeps_what_changed_it_before() -> None:
    """The postponement, and then the event itself."""
    calendar = _plan(
        "daratumumab-iv",
        Postponement(of="daratumumab", on=_january(12), to=_january(14), id="p"),
        Given(of="daratumumab", on=_january(15), planned=_january(14), id="g"),
        cycles=1,
    )
    row = next(row for row in calendar if row.status is Status.GIVEN)
    assert row.changed_by == ("events[0] (p)", "events[1] (g)")


def test_dose_that_waits_is_given_before_one_that_does_not() -> None:
    """Of two dexamethasone on the 12th the backbone's is omitted: the premedication was given."""
    calendar = _plan(
        "dara-vd",
        Omission(of="Vd", on=_january(12)),
        Given(of="dexamethasone", on=_january(12)),
        cycles=1,
    )
    assert [row.group for row in calendar if row.status is Status.GIVEN] == ["premedication"]
    assert _found(calendar, "unplanned") == []


def test_group_that_was_left_out_and_given_all_the_same_is_each_of_its_doses() -> None:
    """Four drugs omitted, and given; one that is named beside them is not given twice."""
    calendar = _plan(
        "dcep",
        Omission(of="DCEP", on=_january(6)),
        Given(of=["DCEP", "cisplatin"], on=_january(6)),
    )
    drugs = ["dexamethasone", "cyclophosphamide", "etoposide", "cisplatin"]
    assert [drug for drug, _, _ in _given(calendar)] == drugs
    assert [one.message for one in _found(calendar, "unplanned")] == [
        f"{drug} given on 2026-01-06 although it was omitted" for drug in drugs
    ]


def test_backbone_given_late_takes_its_steroid_with_it() -> None:
    """Of the row of two roles it is the treatment that was given, by the name of its group."""
    given = Given(of="Vd", on=_january(13), planned=_january(12))
    calendar = _plan("dara-vd", given, cycles=1)
    rows = [row for row in calendar if row.status is Status.GIVEN]
    assert [(row.drug, row.group, row.date) for row in rows] == [
        ("dexamethasone", "Vd", _january(13)),
        ("bortezomib", "Vd", _january(13)),
    ]


def _said_of_a_range(dose: str) -> list[str]:
    """What is said of a given dose of a drug whose source writes 10 to 20 mg."""
    source = Source(title="A paper", identifier="none", locator="p. 1", checked_on=date(2026, 1, 5))
    written = WrittenDose(amount=amount("20 mg"), at_least=amount("10 mg"), source=source)
    component = Component(
        drug=Drug(name="prednisone"),
        group="P",
        dose=written,
        timing=(Schedule(days=(1,), cycles=Cycles(1), source=source),),
    )
    phase = Phase(name="only", cycle_length=21, cycles=1, components=(component,), source=source)
    regimen = Regimen(id="test", title="A test", revision="1", phases=(phase,))
    given = Given(of="prednisone", on=_january(5), dose=dose)
    course = Course(regimen, _PATIENT, start=_january(5), events=[given])
    return [one.message for one in _found(course.plan(), "given-deviates")]


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ("10 mg", False),
        ("20 mg", False),
        ("9.5 mg", False),  # 10 − 5 %
        ("9.497 mg", True),
        ("21 mg", False),  # 20 + 5 %
        ("21.001 mg", True),
    ],
)
def test_dose_of_a_written_range_is_held_against_its_ends(dose: str, *, said: bool) -> None:
    """10 to 20 mg: within it, and up to 5 % of an end beyond it, nothing is said."""
    message = (
        f"prednisone {dose} given on 2026-01-05, planned were 10 to 20 mg: more than 5 % away; "
        "correct the record if it is a slip"
    )
    assert _said_of_a_range(dose) == [message] * said


@pytest.mark.parametrize(
    ("rounding", "dose", "said"),
    [
        ("dispensable", "40 mg", False),
        ("dispensable", "30 mg", True),
        ("40 mg", "40 mg", True),
    ],
)
def test_dose_in_whole_pieces_is_the_one_planned(rounding: str, dose: str, *, said: bool) -> None:
    """45 mg/m² on 1.52 m² are 68.4 mg a day, 34.2 mg each time: 40 and 30 mg in capsules.

    Rounded otherwise, it is held against the calculated dose, as an order is.
    """
    patient = Patient(height="158 cm", weight="52.3 kg")
    course = Course(
        catalogue.get("dara-atra"),
        patient,
        start=_january(5),
        cycles=1,
        policy=Policy(rounding=rounding),
        events=[Given(of="tretinoin", on=_january(5), dose=dose)],
    )
    assert bool(_found(course.plan(), "given-deviates")) is said
