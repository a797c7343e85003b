"""The table: 80 columns, findings first, policy last, every date with its right weekday."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    RegimensError,
    Response,
    catalogue,
)
from regimens.decimals import plain
from regimens.events import Event
from regimens.formats.table import WIDTH, calendar_table
from regimens.schedule import day_text

START = date(2026, 1, 5)
BODY = Patient(height="165 cm", weight="70 kg")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ROW = re.compile(
    r"(?P<when>(?P<weekday>[A-Z][a-z]{2}) (?P<date>[0-9-]{10})  day (?P<day>−?[0-9]+) *|  +)"
    r"(?P<drug>[A-Za-z][A-Za-z –-]*[A-Za-z]) +(?P<dose>[0-9.]+) (mg|×10⁶ cells)"
    r"( (?P<route>IV|SC|PO))?  +(?P<note>.+)"
)
TOTAL = re.compile(
    r"(?P<drug>[A-Za-z][A-Za-z –-]*[A-Za-z]) +(?P<dose>[0-9.]+) (mg|×10⁶ cells)"
    r"(  and (?P<conditional>[0-9.]+) mg conditional)?"
)


def _course(name: str, *events: Event, **given: Any) -> Course:
    patient = given.pop("patient", BODY)
    start = given.pop("start", START)
    given.setdefault("cycles", 14)
    given.setdefault("allow_unverified", "a test" if catalogue.get(name).unverified else None)
    return Course(catalogue.get(name), patient, start=start, events=events, **given)


COURSES: dict[str, Course] = {
    **{name: _course(name) for name in catalogue.ids()},
    "named": _course(
        "dara-dcep",
        patient=Patient(
            name="Maria Magdalena Elisabeth Musterfrau-Beispielhausen",
            id="2026-000123456-A",
            sex="female",
            born=date(1961, 5, 4),
            height="165.5 cm",
            weight="70.25 kg",
        ),
    ),
    "nobody": _course("daratumumab-iv", patient=Patient(weight="70 kg")),
    "reduced": _course(
        "dara-dcep",
        DoseChange(of="DCEP", to=Decimal("0.123456789012"), cycle=2, phase="induction"),
        Response(on=date(2026, 3, 20), response="PR"),
    ),
    "late": _course(
        "dara-dcep",
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)),
        Delay(of="DCEP", phase="induction", cycle=3, days=9),
        Delay(phase="maintenance", cycle=2, days=1),
    ),
    "early": _course("dcep", CycleStart(cycle=2, on=date(2026, 1, 30))),
    "levels": _course(
        "dara-vd",
        DoseChange(of="bortezomib", level="weekly-1.0", cycle=2),
        DoseChange(of="dexamethasone", level="weekly", cycle=3),
    ),
    "happened": _course(
        "dara-dcep",
        Given(of="cisplatin", on=START, dose="17.5 mg"),
        Omission(of="daratumumab", on=date(2026, 1, 12)),
        Discontinuation(of="etoposide", on=date(2026, 2, 3)),
        as_of=date(2026, 2, 1),
    ),
    "coarse": _course("dcep", policy=Policy(rounding="20 mg", bsa_rounding=None, bsa_cap="1.5 m²")),
}


@cache
def _calendar(name: str) -> Calendar:
    return COURSES[name].plan()


@pytest.fixture(params=COURSES)
def calendar(request: pytest.FixtureRequest) -> Calendar:
    """Each calendar in turn."""
    return _calendar(request.param)


def _body(table: str) -> list[str]:
    """The lines between the findings and the totals."""
    lines = table.splitlines()
    first = next(i for i, line in enumerate(lines) if re.match(r"\S.* cycle 1, starts ", line))
    return lines[first : lines.index("Totals")]


def _rows(table: str) -> list[dict[str, str]]:
    """The rows of the table as it prints them, each with its own date."""
    found: list[dict[str, str]] = []
    when = {"date": "", "day": ""}
    for line in _body(table):
        match = ROW.fullmatch(line)
        if match is None:
            continue
        if match["date"]:
            when = {"date": match["date"], "day": match["day"]}
        found.append({**match.groupdict(default=""), **when})
    return found


def test_no_line_is_wider_than_80_columns(calendar: Calendar) -> None:
    """Whatever it holds, the table fits a terminal and a page of 80 columns."""
    assert WIDTH == 80
    wide = [line for line in calendar_table(calendar).splitlines() if len(line) > 80]
    assert wide == []


def test_no_line_ends_in_blanks(calendar: Calendar) -> None:
    """No line has blanks at its end, and the table ends with one line end."""
    table = calendar_table(calendar)
    assert table == "\n".join(line.rstrip() for line in table.splitlines()) + "\n"


def test_every_date_has_its_weekday(calendar: Calendar) -> None:
    """Every weekday that is printed is that of its date, and every row has one."""
    table = calendar_table(calendar)
    found = re.findall(r"\b([A-Z][a-z]{2}) ([0-9]{4}-[0-9]{2}-[0-9]{2})", table)
    assert len(found) >= len({row.date for row in calendar})
    for weekday, day in found:
        assert weekday == WEEKDAYS[date.fromisoformat(day).weekday()], day
    start = f"start {LONG[calendar.start.weekday()]} {calendar.start}; "
    assert any(line.startswith(start) for line in table.splitlines())


def test_every_row_of_the_calendar_is_printed(calendar: Calendar) -> None:
    """Date, day, drug, dose and route of every administration stand in the table, in order."""
    expected = [
        (
            *(str(row.date), day_text(row.day), row.drug, plain(row.dose)),
            "" if row.route is None else row.route.value,
        )
        for cycle in calendar.cycles
        for row in calendar
        if (row.phase, row.cycle) == (cycle.phase, cycle.cycle)
    ]
    found = [
        (row["date"], row["day"], row["drug"], row["dose"], row["route"])
        for row in _rows(calendar_table(calendar))
    ]
    assert found == expected


def test_every_row_says_what_is_written_and_its_status(calendar: Calendar) -> None:
    """The dose as written starts the note of every row, a status other than planned ends it."""
    rows = _rows(calendar_table(calendar))
    printed = [
        row
        for cycle in calendar.cycles
        for row in calendar
        if (row.phase, row.cycle) == (cycle.phase, cycle.cycle)
    ]
    for row, shown in zip(printed, rows, strict=True):
        # Cells have long names and units, which leave less room for the first line of the note.
        whole = row.unit == "mg"
        assert shown["note"].startswith(row.written if whole else row.written.split(" ")[0])
    text = calendar_table(calendar)
    for status in ("conditional", "unconfirmed", "given", "omitted", "discontinued"):
        there = any(row.status.value == status for row in calendar)
        assert (status.upper() in text) is there


def test_cycles_stand_in_order_under_their_headings(calendar: Calendar) -> None:
    """Each cycle has one heading with its start, underlined, and they come in order."""
    lines = _body(calendar_table(calendar))
    headings = [
        re.match(r"(?P<phase>\S+) cycle (?P<cycle>\d+), starts \w{3} (?P<start>[0-9-]{10})", line)
        for line in lines
    ]
    found = [match.groups() for match in headings if match]
    expected = [(cycle.phase, str(cycle.cycle), str(cycle.start)) for cycle in calendar.cycles]
    assert found == expected
    assert sum(set(line) == {"-"} for line in lines) == len(expected)


def test_heading_says_how_late_a_cycle_is() -> None:
    """A cycle that starts late or early says so with its planned date, and a dose delay."""
    late = " ".join(calendar_table(_calendar("late")).split())
    assert (
        "induction cycle 2, starts Thu 2026-02-12, 10 days late (planned Mon 2026-02-02), "
        "dose delay" in late
    )
    assert "DCEP starts Sat 2026-03-21" in late
    assert "maintenance cycle 2, starts Fri 2026-05-08, 1 day late" in late
    early = " ".join(calendar_table(_calendar("early")).split())
    assert "cycle 2, starts Fri 2026-01-30, 3 days early (planned Mon 2026-02-02)" in early


def test_findings_stand_at_the_top_and_policy_at_the_bottom(calendar: Calendar) -> None:
    """Title, findings, cycles, totals and policy follow each other in that order."""
    table = calendar_table(calendar)
    flat = " ".join(table.split())
    assert flat.startswith(calendar.regimen.title)
    assert calendar.regimen.digest[:19] in table.split("\n\n", 1)[0]
    messages = [
        one.message.split(" (the words")[0]
        if one.code != "no-rule-in-source"
        else f"- {calendar.regimen.no_rule_for[-1]}"
        for one in calendar.findings
    ]
    places = [flat.index(" ".join(message.split())) for message in messages]
    assert places
    first = flat.index(" cycle 1, starts ")
    assert max(places) < first < flat.index("Totals ------") < flat.index("Policy: ")
    assert f"Policy: {calendar.policy}." in flat
    assert flat.endswith("never replaces, that check.")


def test_every_finding_is_printed_with_its_code(calendar: Calendar) -> None:
    """Each finding that is no reading stands there with severity, code and message."""
    flat = " ".join(calendar_table(calendar).split())
    for finding in calendar.findings:
        if finding.code == "no-rule-in-source":
            items = " ".join(f"- {item}" for item in calendar.regimen.no_rule_for)
            assert (
                "! caution no-rule-in-source: nothing here checks or adjusts for these, for which "
                f"the source gives no rule: decide by other references {' '.join(items.split())}"
            ) in flat
        elif finding.code != "interpretation":
            line = f"{finding.severity.value} {finding.code}: {finding.message}"
            assert " ".join(line.split()) in flat


def test_what_nothing_checks_stands_one_on_a_line() -> None:
    """As a list, so that the renal function is not lost in a paragraph."""
    lines = calendar_table(_calendar("dcep")).splitlines()
    first = next(place for place, line in enumerate(lines) if "no-rule-in-source" in line)
    assert lines[first : first + 6] == [
        "!  caution no-rule-in-source: nothing here checks or adjusts for these, for",
        "   which the source gives no rule: decide by other references",
        "   - blood counts before a cycle",
        "   - renal function",
        "   - hepatic function",
        "   - growth factor support of DCEP without daratumumab",
    ]


def test_violations_catch_the_eye() -> None:
    """A violation is the first finding, marked as nothing else is."""
    lines = calendar_table(_calendar("reduced")).splitlines()
    marks = [line[:2] for line in lines if re.match(r"(!!|! |- ) ?(violation|caution|info) ", line)]
    assert marks[0] == "!!"
    assert marks == sorted(marks, key=["!!", "! ", "- "].index)


def test_totals_are_the_sums_of_the_rows(calendar: Calendar) -> None:
    """Each drug's total is the sum of its printed rows, the conditional ones apart."""
    sums: dict[tuple[str, bool], Decimal] = {}
    for row in calendar:
        if row.status.value in {"omitted", "withheld", "discontinued"}:
            continue
        key = (row.drug, row.status.value == "conditional")
        sums[key] = sums.get(key, Decimal(0)) + row.dose
    lines = calendar_table(calendar).splitlines()
    begin = lines.index("Totals")
    found: dict[tuple[str, bool], Decimal] = {}
    for line in lines[begin + 2 : lines.index("", begin)]:
        match = TOTAL.fullmatch(line)
        assert match, line
        found[match["drug"], False] = Decimal(match["dose"])
        if match["conditional"]:
            found[match["drug"], True] = Decimal(match["conditional"])
    assert {key: dose for key, dose in found.items() if dose} == sums


def test_patient_is_named_in_full() -> None:
    """Whatever is recorded of the patient stands at the top, whole."""
    table = calendar_table(_calendar("named"))
    top = " ".join(table.split("\n\n")[0].split())
    for part in ("Maria Magdalena Elisabeth Musterfrau-Beispielhausen", "id 2026-000123456-A"):
        assert part in top
    for part in ("female", "born 1961-05-04", "165.5 cm", "70.25 kg"):
        assert part in top


@pytest.mark.parametrize("name", ["A\x1b[31mB", "A\nB", "A\u202eB", "A\x9bB"])
def test_name_cannot_command_the_terminal(name: str) -> None:
    """A name with an escape sequence is refused in Python as in a document, or printed harmless."""
    try:
        patient = Patient(name=name, weight="70 kg")
    except RegimensError:
        return
    lines = calendar_table(_course("daratumumab-iv", patient=patient).plan()).splitlines()
    assert all(line.isprintable() for line in lines)
    assert "A" in lines[2]
    assert "B" in lines[2]


def test_table_without_body_says_what_is_recorded() -> None:
    """What is not recorded is left out, not made up."""
    assert "start Monday 2026-01-05; 70 kg" in calendar_table(_calendar("nobody"))


def test_readings_are_listed_once_with_where_to_read_on() -> None:
    """Each interpretation is one item, and the way to its alternatives is named."""
    flat = " ".join(calendar_table(_calendar("dcep")).split())
    assert "Readings taken (regimens show dcep says what else they could mean):" in flat
    assert flat.count("- the amounts of DCEP are for each of the days 1 to 4") == 1


def test_note_says_fraction_and_level() -> None:
    """A reduced dose shows its fraction, a level its name, twice daily which of the two."""
    assert "400 mg/m² ×" in calendar_table(_calendar("reduced"))
    assert "level weekly-1.0" in calendar_table(_calendar("levels"))
    assert "1 of 2" in calendar_table(_calendar("dara-atra"))
    assert "2 of 2" in calendar_table(_calendar("dara-atra"))


def test_the_same_course_gives_the_same_table(calendar: Calendar) -> None:
    """The table has no clock and no chance in it."""
    assert calendar_table(calendar) == calendar_table(calendar)


@settings(deadline=None, max_examples=40)
@given(
    name=st.sampled_from(catalogue.ids()),
    start=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    weight=st.integers(400, 1500),
    patient_name=st.text(st.characters(categories=["L", "Zs"]), max_size=60),
    # A coarser step refuses vincristine, which is 0.4 mg a day in vad.
    step=st.sampled_from(["0.01 mg", "0.000001 mg", "0.1 mg"]),
)
def test_any_table_fits_and_has_right_weekdays(
    *, name: str, start: date, weight: int, patient_name: str, step: str
) -> None:
    """Whatever the start, the body and the name, width and weekdays hold."""
    patient = Patient(height="175 cm", weight=f"{weight / 10} kg", name=patient_name)
    policy = Policy(rounding=step, bsa_rounding=None)
    course = _course(name, patient=patient, start=start, policy=policy, cycles=4)
    table = calendar_table(course.plan())
    assert max(map(len, table.splitlines())) <= 80
    for weekday, day in re.findall(r"\b([A-Z][a-z]{2}) ([0-9]{4}-[0-9]{2}-[0-9]{2})", table):
        assert weekday == WEEKDAYS[date.fromisoformat(day).weekday()]


def test_what_was_planned_otherwise_is_said_beside_the_dose() -> None:
    """Daratumumab of the 12th given on the 14th moves the next one along; 12 mg were not 17.9."""
    course = Course(
        catalogue.get("dara-dcep"),
        BODY,
        start=START,
        as_of=date(2026, 1, 15),
    ).record(
        Given(of="cisplatin", on=date(2026, 1, 6), dose="12 mg"),
        Given(of="daratumumab", on=date(2026, 1, 14), planned=date(2026, 1, 12)),
    )
    text = " ".join(calendar_table(course.plan()).split())
    assert "cisplatin 12 mg 10 mg/m², planned 17.9 mg, GIVEN" in text
    given = "day 8 daratumumab 1120 mg 16 mg/kg, planned for Mon 2026-01-12, GIVEN Wed 2026-01-21"
    assert f"Wed 2026-01-14 {given} day 15 " in text
    assert "day 15 daratumumab 1120 mg 16 mg/kg, planned for Mon 2026-01-19 Wed" in text
    assert "Mon 2026-01-05 day 1 dexamethasone 40 mg PO 40 mg, UNCONFIRMED cyclo" in text
