"""Calendar documents: the keys other programs rely on, plain decimals, the same bytes again."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Omission,
    Patient,
    Policy,
    Postponement,
    Response,
    Transplant,
    catalogue,
)
from regimens.events import Event
from regimens.findings import SEVERITIES
from regimens.formats.calendars import (
    COLUMNS,
    calendar_csv,
    calendar_document,
    calendar_json,
    finding_document,
)
from regimens.formats.courses import course_document, course_from
from regimens.formats.schemas import calendar_schema

START = date(2026, 1, 5)
BODY = Patient(height="165 cm", weight="70 kg")
PLAIN = re.compile(r"0|[1-9][0-9]*|(0|[1-9][0-9]*)\.[0-9]*[1-9]")
REASON = "as the team decided"


def _course(name: str, *events: Event, **given: Any) -> Course:
    regimen = catalogue.get(name)
    if regimen.phases[-1].cycles is None:
        given.setdefault("cycles", 14)
    patient = given.pop("patient", BODY)
    given.setdefault("allow_unverified", "a test" if regimen.unverified else None)
    return Course(regimen, patient, start=START, events=events, **given)


COURSES: dict[str, Course] = {
    **{name: _course(name) for name in catalogue.ids()},
    "reduced": _course("dcep", DoseChange(of="DCEP", to=Decimal("0.7"), cycle=1)),
    "late": _course("dara-dcep", CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12))),
    "apart": _course("dara-dcep", Delay(of="DCEP", phase="induction", cycle=2, days=4)),
    "levels": _course(
        "dara-vd",
        DoseChange(of="bortezomib", level="1.0", cycle=2),
        DoseChange(of="bortezomib", level="weekly", cycle=4),
    ),
    "unrounded": _course("dara-dcep", policy=Policy(bsa_rounding=None)),
    "as of": _course("dara-dcep", as_of=date(2026, 2, 1)),
    "withheld": _course("dara-dcep", Response(on=date(2026, 3, 20), response="SD")),
    "until": _course("dara-atra", until=date(2026, 3, 3), cycles=None),
    "continuous": _course("dara-dcep"),
    "transplanted": _course(
        "dara-dcep",
        Response(on=date(2026, 3, 20), response="CR"),
        Transplant(on=date(2026, 4, 10)),
    ),
    "what happened": _course(
        "dara-dcep",
        Given(of="cisplatin", on=START, dose="17.5 mg"),
        Omission(of="daratumumab", on=date(2026, 1, 12), reason=REASON),
        Postponement(of="daratumumab", on=date(2026, 1, 19), to=date(2026, 1, 20)),
        Discontinuation(of="etoposide", on=date(2026, 2, 3), reason=REASON),
        as_of=date(2026, 2, 1),
    ),
    "nobody": _course("daratumumab-iv", patient=Patient(weight="70 kg", name="Zoë Ångström")),
}


@cache
def _calendar(name: str) -> Calendar:
    return COURSES[name].plan(continuous=name == "continuous")


@pytest.fixture(params=COURSES)
def calendar(request: pytest.FixtureRequest) -> Calendar:
    """Each calendar in turn."""
    return _calendar(request.param)


# Keys


def test_the_document_has_the_promised_keys(calendar: Calendar) -> None:
    """The keys of the document are those promised, in that order, and no others."""
    document = calendar_document(calendar)
    assert list(document) == [
        *("regimen", "patient", "policy", "start", "as_of", "events", "cycles"),
        *("administrations", "findings"),
    ]
    assert list(document["regimen"]) == ["id", "title", "revision", "digest"]
    assert list(document["policy"]) == [
        *("bsa_formula", "bsa_rounding", "bsa_cap", "reweigh", "rounding", "lab_validity_days")
    ]


def test_each_administration_has_the_promised_keys(calendar: Calendar) -> None:
    """The keys of every row are those promised, in that order, and no others."""
    keys = [
        *("date", "phase", "cycle", "day", "drug", "group", "written", "fraction", "level"),
        *("calculated", "dose", "unit", "route", "occurrence", "of", "status"),
    ]
    assert list(COLUMNS) == keys
    rows = calendar_document(calendar)["administrations"]
    assert rows
    assert all(list(row) == keys for row in rows)


def test_each_cycle_has_the_promised_keys(calendar: Calendar) -> None:
    """A cycle has the promised keys, and the groups' own starts only where they differ."""
    keys = ["phase", "cycle", "planned", "start", "delay_days", "slip_days", "dose_delay"]
    for cycle in calendar_document(calendar)["cycles"]:
        apart = cycle.pop("group_starts", None)
        assert list(cycle) == keys
        assert apart is None or (apart and cycle["start"] not in apart.values())


def test_each_finding_has_the_promised_keys(calendar: Calendar) -> None:
    """The keys of every finding are those promised, and its severity is its code's."""
    keys = [
        *("code", "severity", "phase", "cycle", "day", "drug", "date", "message", "source"),
    ]
    findings = calendar_document(calendar)["findings"]
    assert findings
    for finding in findings:
        assert list(finding) == keys
        assert finding["severity"] == SEVERITIES[finding["code"]].value


def test_severities_are_the_promised_ones() -> None:
    """Every promised code has its promised severity."""
    promised = {
        "violation": """early-start interval-too-short fraction-not-allowed not-reducible
            lab-below-threshold transplant-window washout-too-short unplanned gcsf-too-close
            weight-change-unconfirmed""",
        "caution": """interval-too-long lab-missing response-insufficient rounding-over-tolerance
            unlikely-body no-rule-in-source unverified-source overridden""",
        "info": """dose-delay response-pending dose-reweighed cap-applied interpretation
            horizon-reached""",
    }
    for severity, codes in promised.items():
        for code in codes.split():
            assert SEVERITIES[code].value == severity, code


def test_every_calendar_fits_the_schema(calendar: Calendar) -> None:
    """The printed schema takes every calendar document."""
    Draft202012Validator(calendar_schema()).validate(calendar_document(calendar))


# Values


def test_numbers_are_plain_decimal_text(calendar: Calendar) -> None:
    """Doses and fractions are text without exponent, sign or trailing zeros."""
    for row in calendar_document(calendar)["administrations"]:
        for key in ("calculated", "dose", "fraction"):
            if not (key == "fraction" and row[key] is None):
                assert isinstance(row[key], str), key
                assert PLAIN.fullmatch(row[key]), row[key]
        assert row["unit"] in {"mg", "×10⁶ cells"}
        for key in ("cycle", "day", "occurrence", "of"):
            assert type(row[key]) is int


def test_no_float_stands_in_any_document(calendar: Calendar) -> None:
    """No binary float is ever written."""

    def refuse(text: str) -> float:
        raise AssertionError(f"{text} is a float")

    assert json.loads(calendar_json(calendar), parse_float=refuse)


def test_dates_are_iso_text(calendar: Calendar) -> None:
    """Every date is ISO 8601 text."""
    document = calendar_document(calendar)
    days = [row["date"] for row in document["administrations"]]
    days += [cycle["start"] for cycle in document["cycles"]]
    days += [finding["date"] for finding in document["findings"] if finding["date"]]
    for day in days:
        assert date.fromisoformat(day).isoformat() == day
    assert document["start"] == "2026-01-05"


def test_rows_stand_by_date_then_in_the_order_of_the_regimen(calendar: Calendar) -> None:
    """Rows are sorted by date, then by the regimen's own order, then by occurrence."""
    order = {
        (phase.name, component.drug.name, component.group): (index, position)
        for index, phase in enumerate(calendar.regimen.phases)
        for position, component in enumerate(phase.components)
        if not component.besides
    }
    keys = [
        (row["date"], order[row["phase"], row["drug"], row["group"]], row["occurrence"])
        for row, of in zip(
            calendar_document(calendar)["administrations"], calendar.administrations, strict=True
        )
        if not of.slot.component.besides
    ]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_the_document_says_what_the_calendar_says(calendar: Calendar) -> None:
    """Every row of the document is the row of the calendar at its place."""
    rows = calendar_document(calendar)["administrations"]
    assert len(rows) == len(calendar)
    for given_row, row in zip(rows, calendar, strict=True):
        assert given_row["date"] == str(row.date)
        assert (given_row["drug"], given_row["day"]) == (row.drug, row.day)
        assert Decimal(given_row["dose"]) == row.dose
        assert given_row["status"] == row.status.value


def test_each_place_of_a_day_has_all_its_occurrences(calendar: Calendar) -> None:
    """Where a day has several doses of a drug, their rows count up to how many there are."""

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[key] for key in ("phase", "cycle", "day", "drug", "group"))

    rows = sorted(calendar_document(calendar)["administrations"], key=place)
    for _, of_place in itertools.groupby(rows, key=place):
        found = [(row["occurrence"], row["of"]) for row in of_place]
        assert found == [(number, len(found)) for number in range(1, len(found) + 1)]


# Single promises


def test_the_promised_row_is_made() -> None:
    """A reduced dose on day 1 has the promised row, its exact dose that of a calculator."""
    row = calendar_document(_calendar("reduced"))["administrations"][1]
    assert row == {
        "date": "2026-01-05",
        "phase": "induction",
        "cycle": 1,
        "day": 1,
        "drug": "cyclophosphamide",
        "group": "DCEP",
        "written": "400 mg/m²",
        "fraction": "0.7",
        "level": None,
        "calculated": "501.2",
        "dose": "501.2",
        "unit": "mg",
        "route": None,
        "occurrence": 1,
        "of": 1,
        "status": "planned",
    }


def test_the_promised_cycle_and_finding_are_made() -> None:
    """A cycle that starts 10 days late has the promised cycle and finding."""
    document = calendar_document(_calendar("late"))
    assert document["cycles"][1] == {
        "phase": "induction",
        "cycle": 2,
        "planned": "2026-02-02",
        "start": "2026-02-12",
        "delay_days": 10,
        "slip_days": 10,
        "dose_delay": True,
    }
    (finding,) = [one for one in document["findings"] if one["code"] == "dose-delay"]
    assert {key: finding[key] for key in list(finding)[:7]} == {
        "code": "dose-delay",
        "severity": "info",
        "phase": "induction",
        "cycle": 2,
        "day": None,
        "drug": None,
        "date": "2026-02-12",
    }
    assert "10 days late" in finding["message"]
    assert finding["source"]


def test_a_group_that_starts_apart_has_its_start_on_the_cycle() -> None:
    """Where a group alone is delayed, its start stands beside the cycle's."""
    document = calendar_document(_calendar("apart"))
    second = document["cycles"][1]
    assert (second["start"], second["delay_days"]) == ("2026-02-02", 0)
    assert second["group_starts"]["DCEP"] == "2026-02-06"
    moved = [row for row in document["administrations"] if row["date"] == "2026-02-06"]
    assert [row["day"] for row in moved if row["group"] == "DCEP"] == [1, 1, 1, 1]


def test_the_first_cycle_is_neither_late_nor_moved() -> None:
    """The first cycle starts where the course does, without delay and slip."""
    first = calendar_document(_calendar("dcep"))["cycles"][0]
    assert (first["start"], first["dose_delay"]) == ("2026-01-05", False)
    assert first["delay_days"] in (0, None)
    assert first["slip_days"] == 0


def test_fraction_is_null_under_a_level() -> None:
    """A dose at a named level has that level and no fraction, any other a fraction and no level."""
    rows = calendar_document(_calendar("levels"))["administrations"]
    bortezomib = [row for row in rows if row["drug"] == "bortezomib"]
    assert {row["level"] for row in bortezomib} == {None, "1.0", "weekly"}
    for row in rows:
        assert (row["fraction"] is None) is (row["level"] is not None)


def test_exact_dose_has_at_most_six_decimals_where_the_surface_is_unrounded() -> None:
    """With an unrounded body surface the exact dose is cut to 6 decimals, half up."""
    rows = calendar_document(_calendar("unrounded"))["administrations"]
    # 400 mg/m² × √(165 × 70 ÷ 3600) m² = 716.472842… mg, by a calculator with 12 digits.
    assert rows[1]["calculated"] == "716.472842"
    assert rows[1]["dose"] == "716.47"
    assert all(len(row["calculated"].partition(".")[2]) <= 6 for row in rows)


def test_twice_daily_gives_two_rows_that_sum_to_the_day() -> None:
    """Tretinoin has two rows a day, the larger first, that sum to the day's dose."""
    rows = calendar_document(_calendar("dara-atra"))["administrations"]
    pairs = [row for row in rows if row["drug"] == "tretinoin"]
    assert pairs[0]["date"] == pairs[1]["date"] == "2026-01-05"
    assert [(row["occurrence"], row["of"]) for row in pairs[:2]] == [(1, 2), (2, 2)]
    # 45 mg/m² × 1.79 m² = 80.55 mg a day: 40.28 and 40.27.
    assert [row["dose"] for row in pairs[:2]] == ["40.28", "40.27"]


def test_route_is_null_where_the_source_states_none() -> None:
    """A route is what the source states, or null; nothing is assumed."""
    rows = calendar_document(_calendar("dara-dcep"))["administrations"]
    routes = {row["drug"]: row["route"] for row in rows}
    assert routes["dexamethasone"] == "PO"
    assert routes["cyclophosphamide"] is None
    choice = _course("dara-dcep", choices={"dexamethasone": "IV"})
    assert calendar_document(choice.plan())["administrations"][0]["route"] == "IV"


def test_antibiotic_is_not_expanded_unless_asked() -> None:
    """A drug without stated days has no rows, and one for each dose of a day when asked."""
    drugs = {row["drug"] for row in calendar_document(_calendar("dara-dcep"))["administrations"]}
    assert "ciprofloxacin" not in drugs
    rows = calendar_document(_calendar("continuous"))["administrations"]
    days = [row["date"] for row in rows if row["drug"] == "ciprofloxacin"]
    assert len(days) == 2 * 3 * 28
    assert len(set(days)) == 3 * 28


@pytest.mark.parametrize(
    ("name", "status", "first"),
    [
        ("dara-dcep", "planned", "2026-01-05"),
        ("dara-dcep", "conditional", "2026-03-30"),
        ("withheld", "withheld", "2026-03-30"),
        ("as of", "unconfirmed", "2026-01-05"),
        ("as of", "planned", "2026-02-02"),
        ("what happened", "given", "2026-01-05"),
        ("what happened", "omitted", "2026-01-12"),
        ("what happened", "discontinued", "2026-02-03"),
    ],
)
def test_status_says_what_became_of_a_dose(name: str, status: str, first: str) -> None:
    """Each of the seven states is said, from the first day it holds."""
    rows = calendar_document(_calendar(name))["administrations"]
    assert next(row["date"] for row in rows if row["status"] == status) == first


def test_what_history_removed_keeps_its_row_and_place() -> None:
    """Omitted and discontinued doses keep their rows; a postponed one moves and keeps its day."""
    plain = calendar_document(_calendar("dara-dcep"))["administrations"]
    found = calendar_document(_calendar("what happened"))["administrations"]
    places = [(row["phase"], row["cycle"], row["day"], row["drug"]) for row in plain]
    assert sorted((r["phase"], r["cycle"], r["day"], r["drug"]) for r in found) == sorted(places)
    (moved,) = [row for row in found if row["date"] == "2026-01-20"]
    assert (moved["drug"], moved["cycle"], moved["day"]) == ("daratumumab", 1, 15)


def test_given_dose_is_the_one_that_was_given() -> None:
    """A given dose shows the milligrams that were given, beside what was calculated."""
    rows = calendar_document(_calendar("what happened"))["administrations"]
    (given_row,) = [row for row in rows if row["status"] == "given"]
    assert (given_row["drug"], given_row["dose"]) == ("cisplatin", "17.5")


def test_events_counts_the_history() -> None:
    """The document says how many events it was computed from."""
    assert calendar_document(_calendar("dcep"))["events"] == 0
    assert calendar_document(_calendar("what happened"))["events"] == 4


def test_patient_is_as_recorded() -> None:
    """What is not recorded of a patient is left out, never guessed."""
    assert calendar_document(_calendar("nobody"))["patient"] == {
        "weight": "70 kg",
        "name": "Zoë Ångström",
    }
    assert "Zoë Ångström" in calendar_json(_calendar("nobody"))


def test_policy_is_shown_even_where_it_is_the_default() -> None:
    """The default policy is written out with every calendar."""
    assert calendar_document(_calendar("dcep"))["policy"] == {
        "bsa_formula": "mosteller",
        "bsa_rounding": "0.01 m²",
        "bsa_cap": None,
        "reweigh": "10 %",
        "rounding": "0.01 mg",
        "lab_validity_days": 14,
    }


def test_violations_stand_first() -> None:
    """Findings come violations first, then cautions, then the rest."""
    worst = _course("dara-dcep", DoseChange(of="DCEP", to=Decimal("0.5"), cycle=1)).plan()
    severities = [finding_document(one)["severity"] for one in worst.findings]
    assert severities[0] == "violation"
    rank = ["violation", "caution", "info"]
    assert severities == sorted(severities, key=rank.index)


# Text


def test_json_is_the_document(calendar: Calendar) -> None:
    """The JSON text holds the document's values and ends with one line end."""
    text = calendar_json(calendar)
    assert json.loads(text) == calendar_document(calendar)
    assert text.endswith("}\n")


def test_csv_read_back_equals_the_rows(calendar: Calendar) -> None:
    """Read by the csv module, the CSV gives the rows of the document, empty where null."""
    rows = list(csv.DictReader(io.StringIO(calendar_csv(calendar), newline="")))
    said = "a number of this definition was not read in a reference: check it before use"
    unread = {"unverified": said} if calendar.regimen.unverified else {}
    expected = [
        {key: "" if value is None else str(value) for key, value in row.items()} | unread
        for row in calendar_document(calendar)["administrations"]
    ]
    assert rows == expected


def test_csv_has_the_line_ends_of_the_standard() -> None:
    """Every line of the CSV ends as RFC 4180 wants it."""
    text = calendar_csv(_calendar("dcep"))
    assert text.count("\r\n") == text.count("\n") == 49
    assert text.endswith("\r\n")


def test_the_same_course_gives_the_same_bytes(calendar: Calendar) -> None:
    """A course planned again, or read back from its document, gives the same bytes."""
    course = Course(
        calendar.regimen,
        calendar.patient,
        start=calendar.start,
        policy=calendar.policy,
        as_of=calendar.as_of,
        until=date(2026, 12, 31),
        allow_unverified="a test" if calendar.regimen.unverified else None,
        events=calendar.history,
    )
    again = course_from(json.loads(json.dumps(course_document(course))))
    assert calendar_json(course.plan()) == calendar_json(course.plan())
    assert calendar_json(again.plan()) == calendar_json(course.plan())
    assert calendar_csv(again.plan()) == calendar_csv(course.plan())


@settings(deadline=None, max_examples=40)
@given(
    name=st.sampled_from(catalogue.ids()),
    height=st.integers(1400, 2100),
    weight=st.integers(400, 1500),
    start=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    rounded=st.booleans(),
    # A coarser step refuses vincristine, which is 0.4 mg a day in vad.
    step=st.sampled_from(["0.01 mg", "0.1 mg"]),
)
def test_any_calendar_fits_the_schema_and_is_plain(
    *, name: str, height: int, weight: int, start: date, rounded: bool, step: str
) -> None:
    """Whatever the body, the start and the policy, the document has its form."""
    patient = Patient(height=f"{height / 10} cm", weight=f"{weight / 10} kg")
    policy = Policy(bsa_rounding="0.01 m²" if rounded else None, rounding=step)
    regimen = catalogue.get(name)
    leave = "a test" if regimen.unverified else None
    plan = Course(
        regimen, patient, start=start, policy=policy, cycles=4, allow_unverified=leave
    ).plan()
    document = calendar_document(plan)
    Draft202012Validator(calendar_schema()).validate(document)
    for row in document["administrations"]:
        assert PLAIN.fullmatch(row["calculated"])
        assert PLAIN.fullmatch(row["dose"])
        assert len(row["calculated"].partition(".")[2]) <= 6
