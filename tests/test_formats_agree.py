"""Every format has the numbers of the JSON calendar, as programs that are not ours read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
import strategies
from calendars_read import READERS, Row, nonmem, sdtm
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from regimens import (
    Calendar,
    Course,
    Discontinuation,
    Given,
    Omission,
    Policy,
    Postponement,
    RegimensError,
    catalogue,
)
from regimens.errors import DocumentError
from regimens.events import Event
from regimens.formats.besides import given_besides
from regimens.formats.calendars import calendar_document

# Twice a day; cells, and days before day 0; a split dose; a level; a table of doses.
IDS = ("dara-atra", "cilta-cel", "daratumumab-iv", "dara-dcep", "dara-vd")
PDF_EVERY = 3  # a PDF takes a second, so that not every course is printed


@st.composite
def _events(draw: st.DrawFn, calendar: Calendar) -> Event:
    """Something that happens to one of the doses, or to a drug from one of its doses on."""
    row = draw(st.sampled_from([one for one in calendar if one.dose > 1] or list(calendar)))
    name, on = row.drug, row.date
    kind = draw(st.sampled_from(["given", "amount", "omitted", "postponed", "late", "stopped"]))
    match kind:
        case "amount":
            return Given(of=name, on=on, dose=f"{row.dose * Decimal('1.01'):f} {row.unit}")
        case "omitted":
            return Omission(of=name, on=on, reason="a test")
        case "postponed":
            return Postponement(of=name, on=on, to=on + timedelta(days=draw(st.integers(1, 9))))
        case "late":
            return Given(of=name, on=on + timedelta(days=1), planned=on)
        case "stopped":
            return Discontinuation(of=name, on=on)
    return Given(of=name, on=on)


@st.composite
def _courses(draw: st.DrawFn) -> Course:
    """A course with a legal history, doses that were given or not, as they are made up or not."""
    regimen = catalogue.get(draw(st.sampled_from(IDS)))
    start = draw(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
    cycles = draw(st.integers(1, 4))
    rounding = draw(st.sampled_from(["0.01 mg", "vials + dispensable"]))
    course = Course(
        regimen,
        draw(strategies.PATIENTS),
        start=start,
        policy=Policy(rounding=rounding),
        cycles=cycles,
        allow_unverified="a test",
        events=draw(strategies.histories(regimen, start, cycles)),
    )
    calendar = course.plan()
    for _ in range(draw(st.integers(2, 8))):
        try:
            later = course.record(draw(_events(calendar)))
            course, calendar = later, later.plan()
        except RegimensError:
            continue  # not everything can happen to every dose
    as_of = start + timedelta(days=draw(st.integers(5, 100)))
    seen = attrs.evolve(course, as_of=draw(st.sampled_from([None, as_of])))
    try:
        seen.plan()
    except RegimensError:
        return course  # recorded after that day
    return seen


def _expected(calendar: Calendar) -> list[Row]:
    """The rows of the JSON calendar as text."""
    rows = calendar_document(calendar)["administrations"]
    return [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ]


def _as_shown(name: str, expected: list[Row]) -> list[Row]:
    """The patient's page does not say how a dose that is struck out would have been given."""
    if name != "html for the patient":
        return expected
    off = {"omitted", "discontinued", "withheld"}
    return [row | {"route": ""} if row["status"] in off else row for row in expected]


def _counted(rows: Iterable[Row], names: Iterable[str]) -> Counter[tuple[str, ...]]:
    names = sorted(names)
    return Counter(tuple(row[name] for name in names) for row in rows)


def _agree(name: str, found: list[Row], expected: list[Row]) -> None:
    """Every column that the format has is the calendar's, dose by dose."""
    columns = set(found[0]) if found else {"date"}
    assert {"date", "drug", "dose", "unit", "status"} <= columns or not expected, name
    has, wanted = _counted(found, columns), _counted(expected, columns)
    if has != wanted:
        raise AssertionError(f"{name}: {sorted(columns)} {has - wanted} and not {wanted - has}")


def _refused(calendar: Calendar, drugs: Collection[str], write: Callable[[], object]) -> bool:
    """A dose given besides the plan has no row: what holds all that was given says so."""
    if not any(one.drug in drugs for one in given_besides(calendar)):
        return False
    with pytest.raises(DocumentError, match="the calendar has no place for it"):
        write()
    return True


def _nonmem_agrees(calendar: Calendar, expected: list[Row]) -> None:
    """Doses in mg that were or are to be given count; for a simulation nothing may be unsure.

    What waits for a response or is withheld, omitted or stopped is no event; a calendar with an
    unconfirmed dose is refused; cells are no amount of a drug.
    """
    if any(row["status"] == "unconfirmed" for row in expected):
        return
    counted = [row for row in expected if row["status"] in {"planned", "given"}]
    drugs = sorted({row["drug"] for row in counted if row["unit"] == "mg"})
    doses = Counter(
        (row["date"], row["drug"], row["dose"]) for row in counted if row["drug"] in drugs
    )
    if _refused(calendar, drugs, lambda: list(nonmem(calendar, drugs, folded=True))):
        return
    for folded in (True, False):
        assert Counter(nonmem(calendar, drugs, folded=folded)) == doses, f"nonmem, {folded=}"


def _sdtm_agrees(calendar: Calendar, expected: list[Row]) -> None:
    """EX has the treatment's doses that were given, EC besides them those that were omitted.

    Premedication and support belong into another domain, cells have no unit of the codelist, and
    an omitted dose has no amount.
    """
    cells = {row["drug"] for row in expected if row["unit"] != "mg"}
    treatment = [
        row
        for row, one in zip(expected, calendar, strict=True)
        if one.slot.component.role.value == "treatment" and row["drug"] not in cells
    ]
    drugs = {row["drug"] for row in treatment}
    if _refused(calendar, drugs, lambda: sdtm(calendar, "EX", leave_out=cells)):
        return
    given_rows = [row for row in treatment if row["status"] == "given"]
    _agree("sdtm-ex", sdtm(calendar, "EX", leave_out=cells), given_rows)
    missed = [row | {"dose": ""} for row in treatment if row["status"] == "omitted"]
    _agree("sdtm-ec", sdtm(calendar, "EC", leave_out=cells), [*given_rows, *missed])


# A failure names the format and the doses; to look for a smaller course would take minutes.
@settings(max_examples=30, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(_courses(), st.integers(1, PDF_EVERY))
def test_every_format_has_the_numbers_of_the_json_calendar(course: Course, turn: int) -> None:
    """Over random courses: date, drug, dose, unit and status of each dose, and where it stands."""
    calendar = course.plan()
    expected = _expected(calendar)
    for name, read in READERS.items():
        if turn == PDF_EVERY or not name.startswith("pdf"):
            _agree(name, read(calendar), _as_shown(name, expected))
    _nonmem_agrees(calendar, expected)
    _sdtm_agrees(calendar, expected)
