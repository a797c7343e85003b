"""Entry criteria at their boundaries: what passes, what does not, and what nobody knows.

DARA-DCEP from 5 January 2026: older than 19 years, ECOG 0–2, ANC ≥ 1.5 and platelets
≥ 50 ×10⁹/L, haemoglobin ≥ 7.5 g/dL, creatinine clearance ≥ 25 mL/min, 14 days of washout.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest

from regimens import Calendar, Course, Finding, Lab, Patient, Policy, catalogue
from regimens.body import Sex
from regimens.entry import entry_findings
from regimens.events import Event
from regimens.known_values import age_in_years, is_older_than, laboratory_value
from regimens.rules import Laboratory, Washout

START = date(2026, 1, 5)
ENTRY = (
    "entry-not-met",
    "entry-unknown",
    "lab-below-threshold",
    "lab-missing",
    "washout-too-short",
)
GOOD_LAB: dict[str, Any] = {
    "anc": "1.5 10^9/L",
    "platelets": "50 10^9/L",
    "haemoglobin": "7.5 g/dL",
    "creatinine_clearance": "25 mL/min",
}
GOOD: dict[str, Any] = {
    "height": "165 cm",
    "weight": "72 kg",
    "born": date(1961, 5, 4),
    "ecog": 0,
    "prior_therapy_ended": date(2025, 12, 15),
}


def _plan(
    *events: Event,
    regimen: str = "dara-dcep",
    start: date = START,
    policy: Policy | None = None,
    **patient: Any,
) -> Calendar:
    whole = Patient(**{**GOOD, **patient})
    horizon = 1 if regimen != "dara-dcep" else None
    return Course(
        catalogue.get(regimen),
        whole,
        start=start,
        policy=policy or Policy(),
        cycles=horizon,
        events=events,
    ).plan()


def _lab(on: date = START, **values: Any) -> Lab:
    given = {key: value for key, value in {**GOOD_LAB, **values}.items() if value is not None}
    return Lab(on=on, **given)


def _found(calendar: Calendar, *codes: str) -> list[Finding]:
    return [finding for finding in calendar.findings if finding.code in (codes or ENTRY)]


def test_patient_on_every_limit_meets_them_all() -> None:
    """ANC 1.5, platelets 50, haemoglobin 7.5, clearance 25, ECOG 2, 14 days: nothing to say."""
    calendar = _plan(_lab(), ecog=2, prior_therapy_ended=date(2025, 12, 22))
    assert _found(calendar) == []


# --- age -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "older"),
    [
        (date(2007, 1, 6), False),  # 18 years
        (date(2007, 1, 5), False),  # the 19th birthday
        (date(2007, 1, 4), True),  # 19 years and a day
        (date(1930, 1, 1), True),
    ],
)
def test_age_is_strictly_over_19_years(born: date, *, older: bool) -> None:
    """19 years exactly do not pass, 19 years and a day do."""
    found = _found(_plan(_lab(), born=born), "entry-not-met")
    assert [finding.message for finding in found] == (
        [] if older else [f"born {born}; entry needs older than 19 years on 2026-01-05"]
    )
    assert {finding.severity.value for finding in found} <= {"violation"}


@pytest.mark.parametrize(
    ("start", "older"),
    [(date(2027, 2, 27), False), (date(2027, 2, 28), False), (date(2027, 3, 1), True)],
)
def test_age_of_somebody_born_on_29_february(start: date, *, older: bool) -> None:
    """Born in 2008, the 19th birthday is kept on 28 February 2027."""
    calendar = _plan(_lab(on=start), start=start, born=date(2008, 2, 29))
    assert bool(_found(calendar, "entry-not-met")) is not older


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1961, 5, 4), date(2026, 5, 3), 64),
        (date(1961, 5, 4), date(2026, 5, 4), 65),
        (date(2008, 2, 29), date(2027, 2, 27), 18),
        (date(2008, 2, 29), date(2027, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age_in_completed_years(born: date, on: date, years: int) -> None:
    """The birthday itself completes the year."""
    assert age_in_years(born, on) == years
    assert not is_older_than(born, years + 1, on)
    assert is_older_than(born, years - 1, on)


def test_age_reached_after_the_last_year_is_asked_for_like_any_other() -> None:
    """Nobody born in 9990 is older than 19 years before the year 10009."""
    assert not is_older_than(date(9990, 3, 1), 19, date(9999, 12, 31))
    assert is_older_than(date(9990, 3, 1), 9, date(9999, 12, 31))


# --- performance and washout ---------------------------------------------------------------------


@pytest.mark.parametrize(("ecog", "met"), [(0, True), (1, True), (2, True), (3, False), (4, False)])
def test_ecog_is_at_most_2(ecog: int, *, met: bool) -> None:
    """2 passes, 3 does not."""
    found = _found(_plan(_lab(), ecog=ecog), "entry-not-met")
    assert [finding.message for finding in found] == (
        [] if met else [f"ECOG {ecog}; entry needs ECOG performance status 0–2"]
    )


@pytest.mark.parametrize(("days", "long_enough"), [(0, False), (13, False), (14, True), (15, True)])
def test_washout_is_at_least_14_days(days: int, *, long_enough: bool) -> None:
    """Day 1 at least 14 days after the last day of the treatment before."""
    ended = START - timedelta(days=days)
    found = _found(_plan(_lab(), prior_therapy_ended=ended))
    assert [finding.code for finding in found] == ([] if long_enough else ["washout-too-short"])


def test_short_washout_names_the_first_day_that_is_right() -> None:
    """13 days before 5 January is 23 December; 14 days after that is 6 January."""
    (found,) = _found(_plan(_lab(), prior_therapy_ended=date(2025, 12, 23)))
    assert (found.severity.value, found.date) == ("violation", START)
    assert found.message == (
        "13 days since prior therapy ended on 2025-12-23; entry needs at least 14 days since prior "
        "therapy: start on 2026-01-06 or later"
    )
    assert found.source is not None
    assert found.source.endswith("Methods, Study population: washout")


def test_what_is_not_known_of_the_patient_is_said_once() -> None:
    """Birth, performance status and end of prior therapy: a caution, not a pass."""
    (found,) = _found(_plan(_lab(), born=None, ecog=None, prior_therapy_ended=None))
    assert (found.code, found.severity.value) == ("entry-unknown", "caution")
    assert found.message == (
        "entry cannot be checked without date of birth, ECOG performance status, end of prior "
        "therapy: record them"
    )


# --- laboratory values ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "messages"),
    [
        ({"anc": "1.5 10^9/L"}, []),
        ({"anc": "1500 /µL"}, []),
        ({"anc": "1499 /µL"}, ["ANC 1.499 10^9/L on 2026-01-05; entry needs ANC ≥ 1.5 10^9/L"]),
        ({"anc": "1.4 10^9/L"}, ["ANC 1.4 10^9/L on 2026-01-05; entry needs ANC ≥ 1.5 10^9/L"]),
        ({"platelets": "50 K/µL"}, []),
        (
            {"platelets": "49.9 10^9/L"},
            ["platelets 49.9 10^9/L on 2026-01-05; entry needs platelets ≥ 50 10^9/L"],
        ),
        (
            {"platelets": "49.99 10^9/L"},
            ["platelets 49.99 10^9/L on 2026-01-05; entry needs platelets ≥ 50 10^9/L"],
        ),
        ({"haemoglobin": "75 g/L"}, []),
        (
            {"haemoglobin": "74.9 g/L"},
            ["haemoglobin 7.49 g/dL on 2026-01-05; entry needs haemoglobin ≥ 7.5 g/dL"],
        ),
        ({"haemoglobin": "4.6545 mmol/L"}, []),  # 7.5 × 0.6206
        (
            {"haemoglobin": "4.6544 mmol/L"},  # 7.49983…
            ["haemoglobin 7.4998 g/dL on 2026-01-05; entry needs haemoglobin ≥ 7.5 g/dL"],
        ),
        ({"creatinine_clearance": "25.0 mL/min"}, []),
        (
            {"creatinine_clearance": "24.9999 mL/min"},
            [
                "creatinine clearance 24.9999 mL/min on 2026-01-05; "
                "entry needs creatinine clearance ≥ 25 mL/min"
            ],
        ),
        (
            {"creatinine_clearance": "24.9 mL/min"},
            [
                "creatinine clearance 24.9 mL/min on 2026-01-05; "
                "entry needs creatinine clearance ≥ 25 mL/min"
            ],
        ),
        (
            {"creatinine_clearance": "24.94 mL/min"},
            [
                "creatinine clearance 24.9 mL/min on 2026-01-05; "
                "entry needs creatinine clearance ≥ 25 mL/min"
            ],
        ),
    ],
)
def test_limits_of_laboratory_values(values: dict[str, Any], messages: list[str]) -> None:
    """The limit itself passes; what is below it is shown with the digit that decides."""
    found = _found(_plan(_lab(**values)))
    assert [finding.message for finding in found] == messages
    assert {finding.code for finding in found} <= {"lab-below-threshold"}
    assert {finding.severity.value for finding in found} <= {"violation"}


def test_deciding_digit_is_shown_in_any_decimal_context() -> None:
    """Somebody else's precision of 3 digits neither hides it nor stops the plan."""
    with localcontext(prec=3):
        calendar = _plan(_lab(creatinine_clearance="24.9999 mL/min"))
    (found,) = _found(calendar)
    assert found.message.startswith("creatinine clearance 24.9999 mL/min on 2026-01-05")


@pytest.mark.parametrize(
    ("days", "counts"), [(-14, True), (-15, False), (-1, True), (0, True), (1, False), (30, False)]
)
def test_laboratory_values_of_the_last_14_days_count(days: int, *, counts: bool) -> None:
    """14 days before day 1 do, 15 do not, day 1 does, and what comes later does not."""
    found = _found(_plan(_lab(on=START + timedelta(days=days))))
    assert [finding.code for finding in found] == ([] if counts else ["lab-missing"])


def test_missing_values_are_said_together() -> None:
    """What is missing, from when, and what to record; nothing unknown passes."""
    (found,) = _found(_plan())
    assert (found.code, found.severity.value, found.date) == ("lab-missing", "caution", START)
    assert found.message == (
        "no value of the last 14 days before 2026-01-05 for ANC ≥ 1.5 10^9/L, "
        "platelets ≥ 50 10^9/L, haemoglobin ≥ 7.5 g/dL, creatinine clearance ≥ 25 mL/min: "
        "record a lab event"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("anc", "ANC ≥ 1.5 10^9/L"),
        ("platelets", "platelets ≥ 50 10^9/L"),
        ("haemoglobin", "haemoglobin ≥ 7.5 g/dL"),
        ("creatinine_clearance", "creatinine clearance ≥ 25 mL/min"),
    ],
)
def test_one_missing_value_is_said_alone(name: str, text: str) -> None:
    """The others are known and pass."""
    absent: dict[str, Any] = {name: None}
    (found,) = _found(_plan(_lab(**absent)))
    assert found.message.startswith(f"no value of the last 14 days before 2026-01-05 for {text}: ")


@pytest.mark.parametrize(("days", "codes"), [(7, []), (8, ["lab-missing"])])
def test_policy_says_how_old_a_value_may_be(days: int, codes: list[str]) -> None:
    """A hospital may ask for values of the last week."""
    policy = Policy(lab_validity_days=7)
    calendar = _plan(_lab(on=START - timedelta(days=days)), policy=policy)
    assert [finding.code for finding in _found(calendar)] == codes


def test_latest_value_counts_in_whatever_order_it_was_recorded() -> None:
    """1.2 on 2 January and 1.6 on 4 January: 1.6; the other way round: 1.2."""
    low, high = (Lab(on=date(2026, 1, 2), anc="1.2 10^9/L"), _lab(on=date(2026, 1, 4)))
    assert _found(_plan(low, high)) == _found(_plan(high, low)) == []
    late = Lab(on=date(2026, 1, 5), anc="1.2 10^9/L")
    for events in ((high, late), (late, high)):
        (found,) = _found(_plan(*events))
        assert found.message.startswith("ANC 1.2 10^9/L on 2026-01-05")


def test_of_two_values_of_a_day_the_one_recorded_last_counts() -> None:
    """A second sample of day 1 replaces the first."""
    (found,) = _found(_plan(_lab(), Lab(on=START, platelets="30 10^9/L")))
    assert found.message.startswith("platelets 30 10^9/L on 2026-01-05")
    assert _found(_plan(Lab(on=START, platelets="30 10^9/L"), _lab())) == []


def test_older_value_stands_in_where_the_newer_sample_lacks_it() -> None:
    """ANC of 2 January with platelets of 4 January."""
    first = _lab(on=date(2026, 1, 2))
    assert _found(_plan(first, Lab(on=date(2026, 1, 4), platelets="60 10^9/L"))) == []


# --- estimated clearance -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "creatinine", "message"),
    [
        # A man of 60 years and 72 kg: (140 − 60) × 72 ÷ (72 × creatinine) = 80 ÷ creatinine.
        ("male", "3.2 mg/dL", None),  # 25 exactly
        ("male", "282.88 µmol/L", None),  # 3.2 × 88.4
        ("male", "3.21 mg/dL", "creatinine clearance 24.9 mL/min"),  # 24.922
        ("male", "282.89 µmol/L", "creatinine clearance 24.999 mL/min"),  # 24.99911
        # A woman: 68 ÷ creatinine.
        ("female", "2.72 mg/dL", None),  # 25 exactly
        ("female", "2.73 mg/dL", "creatinine clearance 24.9 mL/min"),  # 24.908
    ],
)
def test_clearance_is_estimated_from_creatinine(
    sex: str, creatinine: str, message: str | None
) -> None:
    """By Cockcroft and Gault, held against the limit exactly, shown with the digit that decides."""
    lab = _lab(creatinine_clearance=None, creatinine=creatinine)
    found = _found(_plan(lab, sex=sex, born=date(1965, 7, 1)))
    if message is None:
        assert found == []
    else:
        assert [one.message for one in found] == [
            f"{message} on 2026-01-05; entry needs creatinine clearance ≥ 25 mL/min"
        ]


def test_age_for_the_estimate_is_that_of_the_sample() -> None:
    """60 years on 4 January, 61 on 5 January: 80 and 79 ÷ 3.2."""
    patient: dict[str, Any] = {"sex": "male", "born": date(1965, 1, 5)}
    values: dict[str, Any] = {"creatinine_clearance": None, "creatinine": "3.2 mg/dL"}
    assert _found(_plan(_lab(on=date(2026, 1, 4), **values), **patient)) == []
    (found,) = _found(_plan(_lab(on=date(2026, 1, 5), **values), **patient))
    assert found.message.startswith("creatinine clearance 24.7 mL/min")  # 24.6875


def test_measured_clearance_goes_before_an_estimate() -> None:
    """Where both are known nothing is estimated."""
    lab = _lab(creatinine_clearance="61 mL/min", creatinine="5 mg/dL")
    assert _found(_plan(lab, sex="male", born=date(1965, 7, 1))) == []


@pytest.mark.parametrize("unknown", [{"sex": None}, {"born": None}])
def test_estimate_without_what_it_needs_is_missing(unknown: dict[str, Any]) -> None:
    """Without sex or birth there is no clearance, and no pass."""
    lab = _lab(creatinine_clearance=None, creatinine="1 mg/dL")
    patient: dict[str, Any] = {"sex": "male", "born": date(1965, 7, 1), **unknown}
    assert "lab-missing" in {one.code for one in _found(_plan(lab, **patient))}


def test_estimate_without_a_weight_is_missing() -> None:
    """The criteria can be held against a patient who has not been weighed."""
    patient = Patient(
        sex=Sex.MALE, born=date(1965, 7, 1), ecog=1, prior_therapy_ended=date(2025, 1, 1)
    )
    lab = _lab(creatinine_clearance=None, creatinine="1 mg/dL")
    found = entry_findings(
        catalogue.get("dara-dcep"), patient, START, [("events[0]", lab)], Policy()
    )
    (missing,) = found
    assert missing.code == "lab-missing"
    assert missing.message.endswith("for creatinine clearance ≥ 25 mL/min: record a lab event")


def test_creatinine_of_somebody_too_young_for_the_equation_is_kept() -> None:
    """A measured value is a fact: the plan says what is not met, and what cannot be estimated."""
    lab = _lab(creatinine_clearance=None, creatinine="1 mg/dL")
    found = _found(_plan(lab, sex="male", born=date(2009, 1, 1)))
    assert {finding.code for finding in found} == {"entry-not-met", "lab-missing"}


# --- regimens ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clearance", "codes"), [("30 mL/min", []), ("29.999 mL/min", ["lab-below-threshold"])]
)
def test_dara_atra_needs_a_clearance_of_30(clearance: str, codes: list[str]) -> None:
    """Its only criterion; the others' are not asked for."""
    lab = Lab(on=START, creatinine_clearance=clearance)
    calendar = _plan(lab, regimen="dara-atra", born=None, ecog=None, prior_therapy_ended=None)
    assert [finding.code for finding in _found(calendar)] == codes


def _washed_out(days: int) -> Finding:
    since = f"{days} days since" if days >= 0 else f"{-days} days before"
    ended = START - timedelta(days=days)
    (washout,) = [one for one in catalogue.get("dara-dcep").entry if isinstance(one, Washout)]
    return Finding(
        code="washout-too-short",
        date=START,
        message=(
            f"{since} prior therapy ended on {ended}; entry needs at least 14 days since prior "
            f"therapy: start on {ended + timedelta(days=14)} or later"
        ),
        source=str(washout.source),
    )


@pytest.mark.parametrize("days", [-2, -1, 0, 1, 13])
def test_days_since_prior_therapy_are_counted_from_0(days: int) -> None:
    """It may have ended on day 1 itself, or after it."""
    calendar = _plan(_lab(), prior_therapy_ended=START - timedelta(days=days))
    assert _found(calendar) == [_washed_out(days)]


def test_creatinine_is_no_other_value_and_the_latest_counts() -> None:
    """76 × 72 ÷ (72 × 2) = 38 and 19: of the later day, and of one day the one recorded last."""
    low = Lab(on=START - timedelta(days=1), creatinine="4 mg/dL")
    high = Lab(on=START, creatinine="2 mg/dL")
    again = Lab(on=START, creatinine="4 mg/dL")
    patient = Patient(**{**GOOD, "sex": Sex.MALE})

    def found(
        value: Laboratory, *labs: Lab, of: Patient = patient
    ) -> tuple[Decimal, date, str] | None:
        history = [(f"events[{index}]", lab) for index, lab in enumerate(labs)]
        return laboratory_value(value, of, START, history, Policy())

    clearance = Laboratory.CREATININE_CLEARANCE
    for labs, value, place in [
        ((low, high), "38", 1),
        ((high, low), "38", 0),
        ((high, again), "19", 1),
        ((again, high), "38", 1),
        ((low, Lab(on=START, anc="1 10^9/L")), "19.0", 0),
    ]:
        known = found(clearance, *labs)
        assert known is not None
        assert known[1:] == (labs[place].on, f"events[{place}]")
        assert known[0].quantize(Decimal("0.1")) == Decimal(value)
    for other in Laboratory:
        if other is not clearance:
            assert found(other, high) is None
    for unknown in (
        attrs.evolve(patient, born=None),
        attrs.evolve(patient, sex=None),
        attrs.evolve(patient, weight=None),
    ):
        assert found(clearance, high, of=unknown) is None


@pytest.mark.parametrize("regimen", ["dcep", "daratumumab-iv", "cybord-relapsed"])
def test_regimen_without_criteria_asks_for_nothing(regimen: str) -> None:
    """No value, no finding."""
    bare: dict[str, Any] = {"born": None, "ecog": None, "prior_therapy_ended": None}
    assert _found(_plan(regimen=regimen, **bare)) == []
