"""The history as it holds: what is voided, and what is passed over with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from regimens import (
    Calendar,
    Correction,
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Finding,
    Lab,
    Override,
    Patient,
    Transplant,
    catalogue,
)
from regimens.errors import HistoryError
from regimens.events import Event
from regimens.findings import SEVERITIES, Severity
from regimens.history import effective, overrides, place

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg")


def _plan(regimen: str, *events: Event, cycles: int | None = None) -> Calendar:
    course = Course(catalogue.get(regimen), PATIENT, start=START, cycles=cycles, events=events)
    return course.plan()


def _refused(*events: Event) -> str:
    with pytest.raises(HistoryError) as caught:
        _plan("dara-dcep", *events)
    return str(caught.value)


def _found(calendar: Calendar, *codes: str) -> list[Finding]:
    return [finding for finding in calendar.findings if finding.code in codes]


def _late(days: int, id: str | None = None) -> Delay:  # noqa: A002
    return Delay(phase="induction", cycle=2, days=days, id=id)


# --- corrections ---------------------------------------------------------------------------------


def test_events_hold_in_the_order_they_are_recorded() -> None:
    """Each with its place, and with its id where it has one."""
    events = [_late(1), _late(2, "e2"), _late(3)]
    assert [(where, event) for where, event in effective(events)] == [
        ("events[0]", events[0]),
        ("events[1] (e2)", events[1]),
        ("events[2]", events[2]),
    ]


def test_voided_event_does_not_hold_and_the_others_keep_their_places() -> None:
    """The correction itself does nothing else."""
    events: list[Event] = [_late(1, "a"), _late(2), Correction(voids="a", reason="typing error")]
    assert effective(events) == [("events[1]", events[1])]


def test_both_stay_in_the_history() -> None:
    """The calendar counts every event that was recorded, voided or not."""
    calendar = _plan("dara-dcep", _late(10, "a"), Correction(voids="a"))
    assert calendar.events == 2
    assert [row.date for row in calendar] == [row.date for row in _plan("dara-dcep")]


def test_correction_can_be_corrected() -> None:
    """It is an event like others: once it is voided, what it voided holds again."""
    wrong: list[Event] = [_late(10, "a"), Correction(voids="a", id="b"), Correction(voids="b")]
    late = _plan("dara-dcep", _late(10))
    assert [row.date for row in _plan("dara-dcep", *wrong)] == [row.date for row in late]


def test_correction_of_what_is_not_there_is_refused() -> None:
    """Nor may it come before what it voids, nor void itself."""
    message = "there is no earlier event 'x' to void; name the id of an event recorded before"
    assert _refused(Correction(voids="x")) == f"events[0]: {message} the correction"
    assert _refused(Correction(voids="x"), _late(1, "x")).startswith(f"events[0]: {message}")
    assert _refused(Correction(voids="x", id="x")).startswith(f"events[0] (x): {message}")


def test_two_events_of_one_id_are_refused() -> None:
    """The second is named, also where the first was voided in between."""
    expected = "two events have the id 'a'; give each event an id of its own"
    assert _refused(_late(1, "a"), _late(2, "a")) == f"events[1] (a): {expected}"
    assert _refused(_late(1, "a"), Correction(voids="a"), _late(2, "a")) == (
        f"events[2] (a): {expected}"
    )


def test_place_is_where_a_reader_looks() -> None:
    """By number, and by id where there is one."""
    assert (place(3, _late(1)), place(3, _late(1, "e4"))) == ("events[3]", "events[3] (e4)")


# --- overrides -----------------------------------------------------------------------------------


def _override(code: str = "early-start", reason: str = "ward closed") -> Override:
    return Override(code=code, reason=reason)


def test_violation_is_passed_over_with_a_reason_and_stays() -> None:
    """It becomes a caution that says what it was, why it was passed over, and its place."""
    calendar = _plan(
        "dcep", CycleStart(cycle=2, on=date(2026, 2, 1), override=_override(reason="travel"))
    )
    (found,) = _found(calendar, "overridden", "early-start")
    assert (found.code, found.severity.value) == ("overridden", "caution")
    assert found.message == (
        "early-start passed over (travel): induction cycle 2 starts 1 days before its planned date "
        "2026-02-02"
    )
    assert (found.phase, found.cycle, found.date) == ("induction", 2, date(2026, 2, 1))
    assert found.source is not None
    assert not calendar.violated


def test_override_keeps_the_place_and_source_of_the_finding() -> None:
    """Only code, severity and the words in front change."""
    change = DoseChange(of="cisplatin", to="0.6", cycle=2, day=2)
    (before,) = _found(_plan("dcep", change), "fraction-not-allowed")
    passed = DoseChange(
        of="cisplatin", to="0.6", cycle=2, day=2, override=_override("fraction-not-allowed", "x")
    )
    (after,) = _found(_plan("dcep", passed), "overridden")
    for name in ("phase", "cycle", "day", "drug", "date", "source"):
        assert getattr(after, name) == getattr(before, name)
    assert after.message == f"fraction-not-allowed passed over (x): {before.message}"


def test_override_covers_its_own_cycle_only() -> None:
    """Cycle 2 passed over leaves the early start of cycle 3 a violation."""
    calendar = _plan(
        "dcep",
        CycleStart(cycle=2, on=date(2026, 2, 1), override=_override()),
        CycleStart(cycle=3, on=date(2026, 2, 20)),
    )
    assert [one.cycle for one in _found(calendar, "early-start")] == [3]
    assert [one.cycle for one in _found(calendar, "overridden")] == [2]
    assert calendar.violated


def test_override_covers_its_own_phase_only() -> None:
    """Cycle 2 of maintenance passed over leaves cycle 2 of induction a violation."""
    calendar = _plan(
        "dara-dcep",
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 1)),
        CycleStart(phase="maintenance", cycle=2, on=date(2026, 4, 20), override=_override()),
    )
    assert [one.phase for one in _found(calendar, "early-start")] == ["induction"]
    assert [one.phase for one in _found(calendar, "overridden")] == ["maintenance"]


def test_override_covers_its_own_code_only() -> None:
    """An early start passed over leaves the growth factor too close to it."""
    calendar = _plan(
        "dara-dcep",
        CycleStart(phase="induction", cycle=2, on=date(2026, 1, 23), override=_override()),
    )
    assert _found(calendar, "early-start") == []
    assert len(_found(calendar, "gcsf-too-close")) == 1


def test_override_of_one_change_does_not_cover_another() -> None:
    """The reason given for cisplatin is none for etoposide."""
    calendar = _plan(
        "dcep",
        DoseChange(
            of="cisplatin", to="0.6", cycle=2, override=_override("fraction-not-allowed", "kidney")
        ),
        DoseChange(of="etoposide", to="0.6", cycle=2),
    )
    assert [one.drug for one in _found(calendar, "fraction-not-allowed")] == ["etoposide"]
    assert [one.drug for one in _found(calendar, "overridden")] == ["cisplatin"]


def test_override_of_a_laboratory_value_covers_that_value() -> None:
    """A sample of 2 January, below the limit on day 1, is passed over by its own event."""
    lab = Lab(
        on=date(2026, 1, 2), anc="1.2 10^9/L", override=_override("lab-below-threshold", "marrow")
    )
    calendar = _plan("dara-dcep", lab)
    assert _found(calendar, "lab-below-threshold") == []
    (found,) = _found(calendar, "overridden")
    assert found.message.startswith("lab-below-threshold passed over (marrow): ANC 1.2 10^9/L on")


def test_override_of_a_laboratory_value_of_day_1() -> None:
    """On day 1 itself the sample and the finding have one date."""
    lab = Lab(on=START, platelets="30 10^9/L", override=_override("lab-below-threshold", "marrow"))
    assert len(_found(_plan("dara-dcep", lab), "overridden")) == 1


def test_override_of_another_day_covers_nothing() -> None:
    """A sample taken after day 1 says nothing of the one on it."""
    low = Lab(on=START, platelets="30 10^9/L")
    later = Lab(
        on=date(2026, 2, 2), platelets="60 10^9/L", override=_override("lab-below-threshold", "x")
    )
    assert len(_found(_plan("dara-dcep", low, later), "lab-below-threshold")) == 1


def test_override_of_the_transplant_window() -> None:
    """Recorded with the start of maintenance, it covers that start."""
    calendar = _plan(
        "dara-dcep",
        Transplant(on=date(2026, 5, 1)),
        CycleStart(
            phase="maintenance",
            cycle=1,
            on=date(2026, 7, 25),
            override=_override("transplant-window", "infection"),
        ),
    )
    assert _found(calendar, "transplant-window") == []
    assert len(_found(calendar, "overridden")) == 1


def test_voided_override_passes_nothing_over() -> None:
    """With its event it is gone."""
    calendar = _plan(
        "dcep",
        CycleStart(cycle=2, on=date(2026, 2, 1), id="a", override=_override()),
        Correction(voids="a"),
        CycleStart(cycle=2, on=date(2026, 2, 1)),
    )
    assert len(_found(calendar, "early-start")) == 1


@pytest.mark.parametrize("code", ["dose-delay", "lab-missing", "overridden", "no-such-code", ""])
def test_only_a_violation_can_be_passed_over(code: str) -> None:
    """A caution, an information, or a code that is not there, is refused with those there are."""
    message = _refused(CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12), id="a",
                                  override=_override(code)))  # fmt: skip
    violations = sorted(name for name, kind in SEVERITIES.items() if kind is Severity.VIOLATION)
    assert message == (
        f"events[0] (a).override: {code!r} is not a violation that can be passed over; "
        f"name one of {', '.join(violations)}"
    )


def test_override_without_anything_to_pass_over_does_nothing() -> None:
    """A start on time has no violation, and the override is no finding of its own."""
    calendar = _plan("dcep", CycleStart(cycle=2, on=date(2026, 2, 2), override=_override()))
    assert _found(calendar, "overridden", "early-start") == []


def test_cautions_and_informations_are_never_changed() -> None:
    """What is no violation stays as it is, whatever is passed over."""
    passed = overrides([("events[0]", Transplant(on=START, override=_override()))])
    caution = Finding(code="lab-missing", message="none", date=START)
    early = Finding(code="early-start", message="early", cycle=2)
    assert passed.applied(caution) is caution
    assert passed.applied(early).code == "overridden"
    assert overrides([("events[0]", _late(1))]).applied(early) is early
