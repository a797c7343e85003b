"""Events about single doses: which doses they mean, what they refuse, and what is said of them.

DaraVd from Monday 5 January 2026: bortezomib on 5, 8, 12 and 15 January, dexamethasone on these
days and the day after each, daratumumab on 5, 12 and 19 January, each with dexamethasone before it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from regimens import (
    Course,
    Discontinuation,
    Finding,
    Given,
    Omission,
    Patient,
    Postponement,
    RegimensError,
    Status,
    Switch,
    catalogue,
)
from regimens.calendars import Calendar
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import Event

_PATIENT = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")


def _plan(regimen: str, *events: Event, cycles: int | None = 1) -> Calendar:
    start = date(2026, 1, 5)
    course = Course(catalogue.get(regimen), _PATIENT, start=start, cycles=cycles, events=events)
    return course.plan()


def _january(day: int) -> date:
    return date(2026, 1, day)


def _of_events(calendar: Calendar) -> list[Finding]:
    """What is said of an event, intervals apart."""
    return [
        one for one in calendar.findings if one.events and not one.code.startswith("interval-too")
    ]


def _rows(calendar: Calendar, drug: str, *statuses: Status) -> list[int]:
    return [row.date.day for row in calendar if row.drug == drug and row.status in statuses]


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "event", "message"),
    [
        (
            HistoryError,
            Omission(of="bortezomib", on=_january(10)),
            "no dose of bortezomib is planned on 2026-01-10; the nearest is on 2026-01-08",
        ),
        (
            HistoryError,
            Postponement(of="bortezomib", on=_january(14), to=_january(16)),
            "no dose of bortezomib is planned on 2026-01-14; the nearest is on 2026-01-15",
        ),
        (
            HistoryError,
            Postponement(of="bortezomib", on=_january(12), to=_january(12)),
            "2026-01-12 is not after 2026-01-12; postpone to a later day; a dose given early is "
            "recorded as given",
        ),
        (
            UnknownNameError,
            Omission(of=["bortezomib", "cisplatin"], on=_january(12)),
            "there is no drug or group 'cisplatin' in dara-vd; use one of Vd, dexamethasone, "
            "premedication, bortezomib, DARA, daratumumab",
        ),
        (
            UnknownNameError,
            Discontinuation(of="cisplatin", on=_january(12)),
            "there is no drug or group 'cisplatin' in dara-vd; use one of Vd, dexamethasone, "
            "premedication, bortezomib, DARA, daratumumab",
        ),
        (
            UnknownNameError,
            Switch(of="cisplatin", to="cisplatin", on=_january(12)),
            "there is no drug or group 'cisplatin' in dara-vd; use one of Vd, dexamethasone, "
            "premedication, bortezomib, DARA, daratumumab",
        ),
        (
            UnknownNameError,
            Switch(of="daratumumab", to="isatuximab", on=_january(12)),
            "daratumumab has no product 'isatuximab'; use one of daratumumab-sc, or daratumumab to "
            "go back",
        ),
        (
            UnknownNameError,
            Switch(of="bortezomib", to="daratumumab-sc", on=_january(12)),
            "bortezomib has no product 'daratumumab-sc'; record a new course instead",
        ),
    ],
)
def test_event_that_fits_no_dose_is_refused(
    kind: type[RegimensError], event: Event, message: str
) -> None:
    """What there is, or what to record instead, stands in the mend."""
    with pytest.raises(kind) as caught:
        _plan("dara-vd", event)
    assert str(caught.value) == f"events[0]: {message}"


def test_doses_that_are_not_to_be_given_are_not_the_nearest() -> None:
    """Of bortezomib none is left from the 12th on; of all of it none at all."""
    stop = Discontinuation(of="bortezomib", on=_january(12))
    with pytest.raises(
        HistoryError, match="is planned on 2026-01-15; the nearest is on 2026-01-08"
    ):
        _plan("dara-vd", stop, Omission(of="bortezomib", on=_january(15)))
    stop = Discontinuation(of="bortezomib", on=_january(5))
    with pytest.raises(HistoryError, match="is planned on 2026-01-15; none is left to be given"):
        _plan("dara-vd", stop, Omission(of="bortezomib", on=_january(15)))


def test_of_two_doses_as_near_the_earlier_is_named() -> None:
    """Every two weeks from 2 March on: a week after each the next one is as near."""
    for weeks in range(0, 12, 2):
        due = date(2026, 3, 2) + timedelta(weeks=weeks)
        omitted = Omission(of="daratumumab", on=due + timedelta(weeks=1))
        with pytest.raises(HistoryError, match=f"the nearest is on {due}$"):
            _plan("dara-dcep", omitted, cycles=None)


# --- omitted -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "treatment", "said"),
    [("dexamethasone", [], True), ("premedication", [12], False), ("Vd", [12], False)],
)
def test_omitted_steroid_of_two_roles_is_said(of: str, treatment: list[int], *, said: bool) -> None:
    """By its own name it is omitted in both, by a group's in one: the day keeps a dose then."""
    calendar = _plan("dara-vd", Omission(of=of, on=_january(12), id="o"))
    finding = Finding(
        code="interpretation",
        message=(
            "dexamethasone of 2026-01-12 is also the premedication of its infusion, which is then "
            "without: omit its group alone if only the treatment was meant"
        ),
        phase="combination",
        cycle=1,
        day=8,
        drug="dexamethasone",
        date=_january(12),
        events=("events[0] (o)",),
    )
    assert _of_events(calendar) == [finding] * said
    planned = _rows(calendar, "dexamethasone", Status.PLANNED)
    assert [day for day in planned if day == 12] == treatment


# --- postponed -----------------------------------------------------------------------------------


def test_dose_put_off_to_the_next_one_is_omitted() -> None:
    """Bortezomib keeps its dates: it moves to the 11th, and is left out for the 12th."""
    before = Postponement(of="bortezomib", on=_january(8), to=_january(11))
    calendar = _plan("dara-vd", before)
    assert _rows(calendar, "bortezomib", Status.PLANNED) == [5, 11, 12, 15]
    assert [one for one in _of_events(calendar) if one.code == "interpretation"] == []
    calendar = _plan("dara-vd", Postponement(of="bortezomib", on=_january(8), to=_january(12)))
    assert _rows(calendar, "bortezomib", Status.PLANNED) == [5, 12, 15]
    assert _rows(calendar, "bortezomib", Status.OMITTED) == [8]
    assert _of_events(calendar) == [
        Finding(
            code="interpretation",
            message=(
                "bortezomib of 2026-01-08 postponed to 2026-01-12 would meet the next dose on "
                "2026-01-12, which keeps its date: it is omitted"
            ),
            phase="combination",
            cycle=1,
            day=4,
            drug="bortezomib",
            date=_january(8),
            events=("events[0]",),
        )
    ]


def test_dose_that_is_not_given_stands_in_no_ones_way() -> None:
    """With day 8 omitted, day 4 may be put off to the 12th, and to the 15th no more."""
    omitted = Omission(of="bortezomib", on=_january(12))
    late = Postponement(of="bortezomib", on=_january(8), to=_january(12))
    assert _rows(_plan("dara-vd", omitted, late), "bortezomib", Status.PLANNED) == [5, 12, 15]
    late = Postponement(of="bortezomib", on=_january(8), to=_january(15))
    assert _rows(_plan("dara-vd", omitted, late), "bortezomib", Status.PLANNED) == [5, 15]


def test_last_dose_may_be_put_off_as_far_as_anyone_likes() -> None:
    """Nothing comes after day 11 in the one cycle of it."""
    late = Postponement(of="cisplatin", on=date(2026, 3, 5), to=date(2026, 3, 20))
    calendar = _plan("dcep", late, cycles=None)
    assert [row.date for row in calendar if row.drug == "cisplatin"][-1] == date(2026, 3, 20)


def test_interval_that_is_kept_moves_the_doses_after_it() -> None:
    """Daratumumab of the 12th to the 20th, past the 19th: that one goes to the 27th."""
    late = Postponement(of="daratumumab", on=_january(12), to=_january(20))
    assert _rows(_plan("dara-vd", late), "daratumumab", Status.PLANNED) == [5, 20, 27]


@pytest.mark.parametrize(
    ("of", "before", "said"),
    [("dexamethasone", 12, True), (["dexamethasone", "premedication"], 14, False)],
)
def test_steroid_put_off_as_treatment_stays_as_premedication(
    of: Any, before: int, *, said: bool
) -> None:
    """12 January is day 8 of both: the backbone's dose would meet day 9, and is left out.

    The premedication stays with its infusion unless its group is named.
    """
    late = Postponement(of=of, on=_january(12), to=_january(14))
    calendar = _plan("dara-vd", late)
    stays = Finding(
        code="interpretation",
        message=(
            "dexamethasone of 2026-01-12 is also premedication, which stays with its infusion: "
            "name its group too if it is to move"
        ),
        phase="combination",
        cycle=1,
        day=8,
        drug="dexamethasone",
        date=_january(12),
        events=("events[0]",),
    )
    assert [one for one in _of_events(calendar) if "would meet" not in one.message] == (
        [stays] * said
    )
    alone = [
        row.date.day
        for row in calendar
        if row.group == "premedication" and row.date.day in {12, 13, 14}
    ]
    assert alone == [before]
    assert _rows(calendar, "dexamethasone", Status.OMITTED) == [12]


def test_other_drugs_move_although_a_premedication_stays() -> None:
    """Bortezomib of the 12th goes to the 14th, and the steroid before the infusion stays."""
    late = Postponement(of=["dexamethasone", "bortezomib"], on=_january(12), to=_january(14))
    calendar = _plan("dara-vd", late)
    assert _rows(calendar, "bortezomib", Status.PLANNED) == [5, 8, 14, 15]


# --- stopped -------------------------------------------------------------------------------------


def test_dose_given_before_its_stop_was_recorded_is_said() -> None:
    """Given on the 12th: a stop of the 12th forbids it, one of the 13th does not."""
    given = Given(of="bortezomib", on=_january(12), id="g")
    for day, said in ((12, True), (13, False)):
        stop = Discontinuation(of="bortezomib", on=_january(day), id="s")
        finding = Finding(
            code="unplanned",
            message=(
                f"bortezomib was given on 2026-01-12 although it is discontinued from "
                f"2026-01-{day} on; correct the wrong one"
            ),
            phase="combination",
            cycle=1,
            day=8,
            drug="bortezomib",
            date=_january(12),
            events=("events[0] (g)", "events[1] (s)"),
        )
        assert _of_events(_plan("dara-vd", given, stop)) == [finding] * said
    other = Discontinuation(of="daratumumab", on=_january(12))
    assert _of_events(_plan("dara-vd", given, other)) == []


def test_stop_is_told_of_the_record_of_the_dose_it_contradicts() -> None:
    """Of a dose put off and then given, the second event is the one to be corrected."""
    events: list[Event] = [
        Postponement(of="bortezomib", on=_january(8), to=_january(9)),
        Given(of="bortezomib", on=_january(9)),
        Discontinuation(of="bortezomib", on=_january(9)),
    ]
    (said,) = [one for one in _of_events(_plan("dara-vd", *events)) if one.code == "unplanned"]
    assert said.events == ("events[1]", "events[2]")


@pytest.mark.parametrize(
    ("of", "said", "left"),
    [
        ("dexamethasone", True, [5, 12, 19]),
        ("Vd", False, [5, 12, 19]),
        (["dexamethasone", "premedication"], False, []),
        ("bortezomib", False, [5, 6, 8, 9, 12, 13, 15, 16, 19]),
    ],
)
def test_stop_of_a_steroid_by_its_name_keeps_the_premedication(
    of: Any, said: bool, left: list[int]
) -> None:
    """It is stopped as treatment, which is said; naming the group stops that too."""
    calendar = _plan("dara-vd", Discontinuation(of=of, on=_january(5), id="s"))
    finding = Finding(
        code="interpretation",
        message=(
            "dexamethasone is stopped as treatment; as premedication it goes on: name the group "
            "'premedication' too if it is to stop"
        ),
        drug="dexamethasone",
        date=_january(5),
        events=("events[0] (s)",),
    )
    assert _of_events(calendar) == [finding] * said
    assert _rows(calendar, "dexamethasone", Status.PLANNED) == left


@pytest.mark.parametrize(
    ("decided", "left"), [(None, [12, 13]), (_january(13), [12]), (_january(9), [])]
)
def test_what_was_due_before_the_decision_stays(decided: date | None, left: list[int]) -> None:
    """No daratumumab on the 14th: tretinoin of the 12th and 13th stays as far as it was taken."""
    for event in (
        Discontinuation(of="daratumumab", on=_january(14), recorded=decided),
        Omission(of="daratumumab", on=_january(14), recorded=decided),
        Postponement(of="daratumumab", on=_january(14), to=date(2026, 1, 18), recorded=decided),
    ):
        days = set(_rows(_plan("dara-atra", event), "tretinoin", Status.PLANNED))
        assert sorted(day for day in days if 8 < day < 15) == left


# --- another product -----------------------------------------------------------------------------


def _split(*events: Event) -> Calendar:
    """DaraVd with the first infusion in halves, on 5 and 6 January."""
    course = Course(
        catalogue.get("dara-vd"),
        _PATIENT,
        start=_january(5),
        cycles=1,
        choices={"first-dose": "days-1-and-2"},
        events=events,
    )
    return course.plan()


_TO_SC = Switch(of="daratumumab", to="daratumumab-sc", on=_january(6), id="s")


def test_dose_that_has_no_such_product_stays_and_is_said() -> None:
    """The split first infusion cannot be given under the skin; from day 8 on it is."""
    calendar = _split(_TO_SC)
    assert _of_events(calendar) == [
        Finding(
            code="interpretation",
            message=(
                "daratumumab of 2026-01-06 stays 8 mg/kg: it cannot be given as daratumumab-sc"
            ),
            phase="combination",
            cycle=1,
            day=2,
            drug="daratumumab",
            date=_january(6),
            events=("events[0] (s)",),
        )
    ]
    doses = [f"{row.date.day}: {row.dose}" for row in calendar if row.drug == "daratumumab"]
    assert doses == ["5: 560", "6: 560", "12: 1800", "19: 1800"]


def test_switch_says_nothing_of_what_is_not_given_or_goes_back() -> None:
    """The second half is omitted; and every dose can be given as the drug itself."""
    assert _of_events(_split(Omission(of="daratumumab", on=_january(6)), _TO_SC)) == []
    back = Switch(of="daratumumab", to="daratumumab", on=_january(6))
    assert _of_events(_split(back)) == []
