"""The body that doses are made from: first measured, changed, and estimated for carboplatin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from regimens import (
    Course,
    Finding,
    Lab,
    Measurement,
    Override,
    Patient,
    Policy,
    RegimensError,
    catalogue,
)
from regimens.amounts import Basis, Cap, WrittenDose, amount
from regimens.body import Sex
from regimens.calendars import Calendar
from regimens.components import Component
from regimens.dosing import Body
from regimens.dosing_weight import Bodies, bodies, bodies_of
from regimens.drugs import Drug
from regimens.events import Event
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source
from regimens.timeline import CycleTime, Horizon, timeline

_DAY_1 = date(2026, 1, 5)
_SOURCE = Source(
    title="A protocol made up for a test", identifier="none", locator="p. 1", checked_on=_DAY_1
)
_CARBOPLATIN = Regimen(
    id="carboplatin-test",
    title="A protocol made up for a test",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=2,
            source=_SOURCE,
            components=(
                Component(
                    drug=Drug(name="carboplatin"),
                    group="C",
                    dose=WrittenDose(amount=amount("AUC 5"), source=_SOURCE),
                    timing=(Schedule(days=(1,), cycles=Cycles(1, 2), source=_SOURCE),),
                ),
            ),
        ),
    ),
)


def _plan(regimen: Regimen, patient: Patient, *events: Event) -> Calendar:
    cycles = None if regimen.phases[-1].cycles else 2
    return Course(regimen, patient, start=_DAY_1, cycles=cycles, events=events).plan()


def _doses(calendar: Calendar) -> list[Decimal]:
    return [row.dose for row in calendar]


def test_first_weight_may_be_an_event() -> None:
    """Measured two days before the start: 16 mg/kg × 70 kg from the first dose on."""
    weighed = Measurement(on=date(2026, 1, 3), weight="70 kg")
    calendar = _plan(catalogue.get("daratumumab-iv"), Patient(), weighed)
    assert _doses(calendar) == [Decimal(1120)] * 8
    assert "events that changed it: events[0]" in calendar[0].explain()


def test_first_height_may_be_an_event() -> None:
    """Of 165 cm and 70 kg: 1.79 m², and cisplatin 17.9 mg."""
    measured = Measurement(on=date(2026, 1, 3), height="165 cm")
    calendar = _plan(catalogue.get("dcep"), Patient(weight="70 kg"), measured)
    assert {row.dose for row in calendar if row.drug == "cisplatin"} == {Decimal("17.9")}


def test_dose_before_the_first_weight_is_refused() -> None:
    """Measured after day 1, it cannot make the dose of day 1."""
    weighed = Measurement(on=date(2026, 1, 7), weight="70 kg")
    with pytest.raises(RegimensError, match="record the weight"):
        _plan(catalogue.get("daratumumab-iv"), Patient(), weighed)


def test_impossible_weight_is_refused_with_its_event() -> None:
    """700 kg is not a body."""
    weighed = Measurement(id="w", on=date(2026, 1, 7), weight="700 kg")
    with pytest.raises(RegimensError, match=r"events\[0\] \(w\)"):
        _plan(catalogue.get("daratumumab-iv"), Patient(weight="70 kg"), weighed)


def test_other_height_alone_is_recorded_and_not_used() -> None:
    """The first one stays, and the calendar says so."""
    measured = Measurement(on=date(2026, 1, 10), height="170 cm")
    patient = Patient(height="165 cm", weight="70 kg")
    calendar = _plan(catalogue.get("dcep"), patient, measured)
    assert {row.dose for row in calendar if row.drug == "cisplatin"} == {Decimal("17.9")}
    assert any("170 cm" in finding.message for finding in calendar.findings)


def test_carboplatin_is_made_from_the_clearance_of_its_day() -> None:
    """Calvert: 5 × (60 + 25) = 425 mg, and from 20 January 5 × (45 + 25) = 350 mg."""
    calendar = _plan(
        _CARBOPLATIN,
        Patient(),
        Lab(on=date(2026, 1, 4), creatinine_clearance="60 mL/min"),
        Lab(on=date(2026, 1, 20), creatinine_clearance="45 mL/min"),
    )
    assert _doses(calendar) == [425, 350]
    first, second = calendar
    assert "events that changed it: events[0]" in first.explain()
    assert "events that changed it: events[1]" in second.explain()


@pytest.mark.parametrize(("first", "last", "dose"), [(45, 60, 425), (60, 45, 350)])
def test_of_two_clearances_of_one_day_the_last_one_recorded_counts(
    first: int, last: int, dose: int
) -> None:
    """Whichever is the higher: 5 × (60 + 25) = 425 mg, 5 × (45 + 25) = 350 mg."""
    day = date(2026, 1, 4)
    labs = [Lab(on=day, creatinine_clearance=f"{value} mL/min") for value in (first, last)]
    assert _doses(_plan(_CARBOPLATIN, Patient(), *labs)) == [dose, dose]


def test_weight_after_the_last_cycle_waits_and_changes_nothing() -> None:
    """There is no cycle left that could use it."""
    late = Measurement(on=date(2026, 3, 20), weight="60 kg")
    calendar = _plan(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), late)
    assert {row.dose for row in calendar if row.drug == "cisplatin"} == {Decimal("17.9")}


def test_first_height_waits_for_no_cycle_but_drops_nothing() -> None:
    """A weight to come and a first height: both count, each from its day."""
    calendar = _plan(
        catalogue.get("dcep"),
        Patient(weight="70 kg"),
        Measurement(on=date(2026, 1, 2), height="165 cm"),
        Measurement(on=date(2026, 1, 10), weight="60 kg"),
    )
    cisplatin = [row.dose for row in calendar if row.drug == "cisplatin"]
    # √(165 × 60 ÷ 3600) = 1.658 m², used as 1.66 m²
    assert cisplatin == [Decimal("17.9")] * 4 + [Decimal("16.6")] * 8


# --- which weight the doses of a day are made from ------------------------------------------------

_PATIENT = Patient(height="165 cm", weight="70 kg")
# 28-day cycles of daratumumab from 5 January: 2 February, 2 March, 30 March.
_TIMES = timeline(catalogue.get("daratumumab-iv"), _DAY_1, [], Horizon(cycles=4))
_STARTS = [time.start for time in _TIMES]


def _weighed(*events: Event, patient: Patient = _PATIENT) -> tuple[Bodies, list[Finding]]:
    history = [(f"events[{number}]", event) for number, event in enumerate(events)]
    return bodies(patient, history, Policy(), _STARTS)


def _body(found: Bodies, time: CycleTime, day: date) -> Body:
    return found.versions[found.on(time, day)].body


def _weights(found: Bodies, *days: date) -> list[str]:
    """The weight of each day, in the cycle that it is of."""
    return [
        str(_body(found, [time for time in _TIMES if time.start <= day][-1], day).weight)
        for day in days
    ]


def _reweighed(on: date, message: str, weighed: date | None = None) -> Finding:
    text = f"{message.replace('@', str(weighed or on))}"
    return Finding(code="dose-reweighed", date=on, message=text, source="policy: reweigh")


@pytest.mark.parametrize(
    ("weight", "percent", "used"),
    [
        ("63.1 kg", None, False),
        ("63 kg", "10", True),
        ("77 kg", "10", True),
        ("76.9 kg", None, False),
        ("60 kg", "14.3", True),  # 10 ÷ 70 = 14.29 %
        ("56 kg", "20", True),
        ("84 kg", "20", True),
    ],
)
def test_weight_replaces_the_dosing_weight_from_10_percent_on(
    weight: str, percent: str | None, *, used: bool
) -> None:
    """Up to 20 % without a question, from day 1 of the next cycle on."""
    found, said = _weighed(Measurement(on=date(2026, 1, 20), weight=weight))
    kilograms = weight.removesuffix(" kg")
    assert _weights(found, date(2026, 1, 26), date(2026, 2, 2), date(2026, 2, 23)) == [
        "70", *([kilograms] * 2 if used else ["70"] * 2),
    ]  # fmt: skip
    assert said == (
        [
            _reweighed(
                date(2026, 1, 20),
                f"{kilograms} kg on @ against a dosing weight of 70 kg, {percent} % different: "
                "doses are made from it from day 1 of the next cycle",
            )
        ]
        if used
        else []
    )


@pytest.mark.parametrize(
    ("weight", "percent", "then"),
    [
        ("55.97", "20.04", "used only where an override with a reason confirms it"),
        ("56", "20", "doses are made from it from day 1 of the next cycle"),
        ("56.01", "19.99", "doses are made from it from day 1 of the next cycle"),
        ("62.99", "10.01", "doses are made from it from day 1 of the next cycle"),
        ("63", "10", "doses are made from it from day 1 of the next cycle"),
    ],
)
def test_change_is_told_with_the_digit_that_decides(weight: str, percent: str, then: str) -> None:
    """Of 70 kg: 14.03 are 20.043 %, 13.99 are 19.986 %, 7.01 are 10.014 %; 14 and 7 are exact."""
    _, said = _weighed(Measurement(on=date(2026, 1, 20), weight=f"{weight} kg"))
    assert [one.message for one in said] == [
        f"{weight} kg on 2026-01-20 against a dosing weight of 70 kg, {percent} % different: {then}"
    ]


@pytest.mark.parametrize("weight", ["55.9", "84.1"])
@pytest.mark.parametrize("code", [None, "weight-change-unconfirmed", "early-start"])
def test_change_of_more_than_20_percent_needs_its_own_override(
    weight: str, code: str | None
) -> None:
    """14.1 kg are 20.14 % of 70 kg: said, and used where an override of that very code says so."""
    override = None if code is None else Override(code=code, reason="ascites drained")
    on = date(2026, 1, 20)
    found, said = _weighed(Measurement(on=on, weight=f"{weight} kg", override=override))
    text = f"{weight} kg on {on} against a dosing weight of 70 kg, 20.1 % different"
    unconfirmed = Finding(
        code="weight-change-unconfirmed",
        date=on,
        message=f"{text}: used only where an override with a reason confirms it",
        source="policy: reweigh",
        events=("events[0]",),
    )
    confirmed = code == "weight-change-unconfirmed"
    used = _reweighed(on, f"{text}: doses are made from it from day 1 of the next cycle")
    assert said == [unconfirmed, *[used] * confirmed]
    assert _weights(found, date(2026, 2, 2)) == [weight if confirmed else "70"]


def test_weight_of_a_first_day_waits_for_the_next_and_a_named_day_holds_itself() -> None:
    """Measured on 2 February it counts from 2 March; named from 9 February, from that day."""
    on = date(2026, 2, 2)
    days = [date(2026, 2, 2), date(2026, 2, 8), date(2026, 2, 9), date(2026, 3, 2)]
    found, _ = _weighed(Measurement(on=on, weight="60 kg"))
    assert _weights(found, *days) == ["70", "70", "70", "60"]
    named = Measurement(on=on, weight="60 kg", from_=date(2026, 2, 9))
    found, said = _weighed(named)
    assert _weights(found, *days) == ["70", "70", "60", "60"]
    assert said == [
        _reweighed(
            date(2026, 2, 9),
            "60 kg on @ against a dosing weight of 70 kg, 14.3 % different: doses are made from it "
            "from 2026-02-09",
            on,
        )
    ]


def test_weight_is_held_against_the_one_in_use_on_its_day() -> None:
    """63 kg are in use from 2 February on: 56.7 kg of that day are 10 % less, of the 1st 19 %."""
    first = Measurement(on=date(2026, 1, 20), weight="63 kg")
    for day, percent in ((date(2026, 2, 1), "70 kg, 19 %"), (date(2026, 2, 2), "63 kg, 10 %")):
        _, said = _weighed(first, Measurement(on=day, weight="56.7 kg"))
        assert f"against a dosing weight of {percent} different" in said[-1].message
    _, said = _weighed(
        Measurement(on=date(2026, 2, 2), weight="63 kg"),
        Measurement(on=date(2026, 2, 5), weight="56.7 kg"),
    )
    assert "against a dosing weight of 70 kg, 19 % different" in said[-1].message
    named = Measurement(on=date(2026, 1, 20), weight="63 kg", from_=date(2026, 1, 25))
    for day, percent in ((date(2026, 1, 24), "70 kg, 19 %"), (date(2026, 1, 25), "63 kg, 10 %")):
        _, said = _weighed(named, Measurement(on=day, weight="56.7 kg"))
        assert f"against a dosing weight of {percent} different" in said[-1].message


def test_weight_that_came_back_drops_the_one_that_waits() -> None:
    """60 kg of 20 January wait for 2 February; on the 25th it is 70 kg again, and stays so."""
    found, said = _weighed(
        Measurement(on=date(2026, 1, 20), weight="60 kg"),
        Measurement(on=date(2026, 1, 25), weight="70 kg"),
        Measurement(on=date(2026, 1, 28), weight="69 kg"),
    )
    assert _weights(found, date(2026, 1, 26), date(2026, 2, 2)) == ["70", "70"]
    assert said == [
        _reweighed(
            date(2026, 1, 20),
            "60 kg on @ against a dosing weight of 70 kg, 14.3 % different: not used, because the "
            "weight of 2026-01-25 takes its place before",
        ),
        _reweighed(
            date(2026, 1, 25),
            "70 kg on @ against a dosing weight of 70 kg, 0 % different: the weight of 60 kg "
            "waiting to be used is dropped",
        ),
    ]
    per_kg = WrittenDose(amount=amount("16 mg/kg"), source=_SOURCE)
    assert found.causes(found.on(_TIMES[1], _STARTS[1]), per_kg) == ("events[1]",)


def test_weights_that_never_count_are_said_once_each() -> None:
    """Of three for 2 February the last one counts from the 1st; two never do."""
    found, said = _weighed(
        Measurement(on=date(2026, 1, 19), weight="60 kg"),
        Measurement(on=date(2026, 1, 20), weight="61 kg", from_=date(2026, 2, 2)),
        Measurement(on=date(2026, 1, 21), weight="62 kg", from_=date(2026, 2, 1)),
        Measurement(on=date(2026, 1, 22), weight="63 kg", from_=date(2026, 2, 9)),
    )
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 9)]
    assert _weights(found, *days) == ["70", "62", "62", "63"]
    against = "against a dosing weight of 70 kg,"
    assert [one.message for one in said] == [
        f"60 kg on 2026-01-19 {against} 14.3 % different: not used, because the weight of "
        "2026-01-20 takes its place before",
        f"61 kg on 2026-01-20 {against} 12.9 % different: not used, because the weight of "
        "2026-01-21 takes its place before",
        f"62 kg on 2026-01-21 {against} 11.4 % different: doses are made from it from 2026-02-01",
        f"63 kg on 2026-01-22 {against} 10 % different: doses are made from it from 2026-02-09",
    ]


def test_weight_after_the_last_cycle_is_said_where_there_are_cycles() -> None:
    """No cycle begins after 30 March; where none is known at all, nothing is said of them."""
    late = Measurement(on=date(2026, 3, 30), weight="60 kg")
    text = "60 kg on @ against a dosing weight of 70 kg, 14.3 % different: "
    _, said = _weighed(late)
    unused = "not used, because no cycle begins after it; name the first day in from"
    assert said == [_reweighed(date(2026, 3, 30), text + unused)]
    _, said = bodies(_PATIENT, [("here", late)], Policy())
    used = "doses are made from it from day 1 of the next cycle"
    assert said == [_reweighed(date(2026, 3, 30), text + used)]


def test_weight_that_waits_is_used_although_a_later_one_never_is() -> None:
    """60 kg count from 30 March; 53 kg of that day have no cycle left, and change nothing."""
    found, said = _weighed(
        Measurement(on=date(2026, 3, 18), weight="69 kg"),
        Measurement(on=date(2026, 3, 20), weight="60 kg"),
        Measurement(on=date(2026, 3, 30), weight="53 kg"),
    )
    assert _weights(found, date(2026, 3, 29), date(2026, 3, 30)) == ["70", "60"]
    assert [one.message.partition(" different: ")[2] for one in said] == [
        "doses are made from it from day 1 of the next cycle",
        "not used, because no cycle begins after it; name the first day in from",
    ]


def test_first_height_is_no_weight_that_waits() -> None:
    """60 kg named from the day before it take nothing's place, and are used."""
    found, said = _weighed(
        Measurement(on=date(2026, 1, 10), height="165 cm", from_=date(2026, 1, 14)),
        Measurement(on=date(2026, 1, 12), weight="60 kg", from_=date(2026, 1, 13)),
        patient=Patient(weight="70 kg"),
    )
    assert _weights(found, date(2026, 1, 12), date(2026, 1, 13)) == ["70", "60"]
    assert [one.message.partition(" different: ")[2] for one in said] == [
        "doses are made from it from 2026-01-13"
    ]


def test_patient_of_whom_only_one_size_is_known() -> None:
    """A new weight waits for a cycle without a height, another height is said without a weight."""
    on = date(2026, 1, 20)
    weighed = Measurement(on=on, weight="60 kg")
    found, said = _weighed(weighed, patient=Patient(weight="70 kg"))
    assert _weights(found, on, date(2026, 2, 2)) == ["70", "60"]
    assert [one.code for one in said] == ["dose-reweighed"]
    _, said = _weighed(Measurement(on=on, height="170 cm"), patient=Patient(height="165 cm"))
    assert [one.code for one in said] == ["interpretation"]


def test_other_height_is_said_and_the_weight_beside_it_counts() -> None:
    """The same height says nothing; a first one, or weight, counts from the day named for it."""
    on = date(2026, 1, 20)
    _, said = _weighed(Measurement(on=on, height="165 cm"))
    assert said == []
    found, said = _weighed(Measurement(on=on, height="170 cm", weight="60 kg"))
    assert said[0] == Finding(
        code="interpretation",
        date=on,
        message=(
            "the height of 170 cm on 2026-01-20 is recorded and not used: the first recorded "
            "height stays; correct the patient's record if it was wrong"
        ),
    )
    assert [one.code for one in said] == ["interpretation", "dose-reweighed"]
    assert _body(found, _TIMES[1], _STARTS[1]).height == 165
    named = Measurement(on=on, height="165 cm", weight="70 kg", from_=date(2026, 1, 25))
    found, said = _weighed(named, patient=Patient(sex="female"))
    body = [_body(found, _TIMES[0], date(2026, 1, day)) for day in (24, 25)]
    assert [(one.height, one.weight, one.sex) for one in body] == [
        (None, None, Sex.FEMALE), (165, 70, Sex.FEMALE),
    ]  # fmt: skip
    assert said == []


def test_measured_body_that_cannot_be_is_refused() -> None:
    """30 kg are no body of 230 cm, whichever of the two was known before."""
    on = date(2026, 1, 20)
    for patient, measured in (
        (Patient(height="230 cm"), Measurement(on=on, weight="30 kg")),
        (Patient(), Measurement(on=on, height="230 cm", weight="30 kg")),
    ):
        with pytest.raises(RegimensError, match=r"^events\[0\]"):
            _weighed(measured, patient=patient)


# --- a clearance, which has days of its own -------------------------------------------------------


def test_weight_and_clearance_hold_independently() -> None:
    """Two clearances and two weights are six bodies; each has the number of its day."""
    found, _ = _weighed(
        Lab(on=date(2026, 2, 10), creatinine_clearance="45 mL/min"),
        Measurement(on=date(2026, 1, 20), weight="60 kg"),
        Lab(on=date(2026, 1, 12), creatinine_clearance="60 mL/min"),
        Lab(on=date(2026, 1, 13), anc="1.5 10^9/L"),
    )
    days = [date(2026, 1, 11), date(2026, 1, 12), date(2026, 2, 2), date(2026, 2, 10)]
    on = [found.on(_TIMES[day >= _STARTS[1]], day) for day in days]
    made = [found.versions[number].body for number in on]
    assert [
        f"{number}: {body.weight} kg, {body.clearance}"
        for number, body in zip(on, made, strict=True)
    ] == [
        "0: 70 kg, None", "1: 70 kg, 60", "4: 60 kg, 60", "5: 60 kg, 45",
    ]  # fmt: skip
    written = [
        WrittenDose(amount=amount(text), source=_SOURCE) for text in ("AUC 5", "16 mg/kg", "40 mg")
    ]
    assert [[found.causes(number, dose) for dose in written] for number in on] == [
        [(), (), ()],
        [("events[2]",), (), ()],
        [("events[2]",), ("events[1]",), ()],
        [("events[0]",), ("events[1]",), ()],
    ]


def test_flat_dose_under_a_cap_per_body_is_made_from_the_weight() -> None:
    """40 mg, at most 1 mg/kg, need it; 40 mg, at most 30 mg, do not."""
    found, _ = _weighed(Measurement(on=date(2026, 1, 20), weight="60 kg"))
    number = found.on(_TIMES[1], _STARTS[1])
    causes = [
        found.causes(number, WrittenDose(amount=amount("40 mg"), cap=cap, source=_SOURCE))
        for cap in (
            Cap(value=Decimal(1), basis=Basis.WEIGHT, source=_SOURCE),
            Cap(value=Decimal(30), source=_SOURCE),
        )
    ]
    assert causes == [("events[0]",), ()]


def test_nothing_is_measured_again() -> None:
    """One body, for the whole course."""
    body = Body(height=Decimal(165), weight=Decimal(70))
    (version,) = bodies_of(body).versions
    assert (version.body, version.cause) == (body, "")
