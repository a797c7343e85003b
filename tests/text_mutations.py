"""Texts for the readers of single values, and for the files that carry what people wrote."""

from __future__ import annotations

import csv
import io
import unicodedata
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import icalendar
from hostile_texts import TEXTS as HOSTILE
from mutations import TEXTS, check_line

from regimens import Course, DoseChange, Patient, RegimensError, catalogue
from regimens.amounts import amount
from regimens.cli.arguments import clock_of, count_of, day_of, length_of, moment_of
from regimens.clinic import ClinicDays
from regimens.decimals import number, plain
from regimens.formats.cells import cell_of, csv_text, text_of
from regimens.formats.fhir.reading_elements import moment
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.phone.texts import shown_plainly
from regimens.formats.places import parsed, step_text
from regimens.policy import Policy
from regimens.rounding import rounding
from regimens.units import Kind, measure, quantity
from regimens.validation import is_plain_text

__all__ = [
    "AMOUNTS",
    "DATES",
    "DAYS",
    "DECIMALS",
    "PATHS",
    "REASONS",
    "UNITS",
    "hold_amount",
    "hold_cell",
    "hold_date",
    "hold_days",
    "hold_decimal",
    "hold_path",
    "hold_reason",
    "hold_unit",
]

UNITS = (
    *("165 cm", "1.65 m", "65 in", "5.5 ft", "70 kg", "154 lb", "1.79 m²", "12.5 mg", "0.5 g"),
    *("100 µg", "100 mcg", "88 µmol/L", "1.1 mg/dL", "9.8 g/dL", "98 g/L", "6.1 mmol/L"),
    *("0.9 10^9/L", "900 /µL", "900 /mm3", "0.9 K/µL", "0.9 ×10⁹/L", "61 mL/min", "62 ×10⁶ cells"),
)
AMOUNTS = (
    *("400 mg/m²", "16 mg/kg", "40 mg", "AUC 5", "1.3 mg/m2", "0.75 ×10⁶ cells/kg", "1 g/m^2"),
    *("500 mcg", "0.01 mg", "5 mg", "vials", "vials + dispensable", "nhs-bands", "nhs-bands-b"),
)
DATES = (
    *("2026-01-05", "2024-02-29", "2026-02-29", "0001-01-01", "9999-12-31", "2026-1-5", "20260105"),
    *("2026-01-05T09:30:00+01:00", "2026-01-05T24:00:00+01:00", "2026-01-05T10:00:00Z", "2026"),
    *("2026-01-02T10:00+01:00", "0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59", "2026-W01-1"),
)
DECIMALS = ("0.7", "1", "0", "999999999999", "0.000000000001", "1,5", "70", "0.70", "10 %", "100 %")
DAYS = (
    "monday",
    "sunday",
    "6",
    "21",
    "400",
    "09:00",
    "23:59",
    "24:00",
    "3:00",
    "0:30",
    "14",
    "10 %",
)
PATHS = (
    'phases[treatment].components[1].levels["10"].dose',
    "phases[0].components[bortezomib].dose.amount",
    'phases["a \\" b"].name',
)
REASONS = (*HOSTILE, *TEXTS, "x" * 200, "💊" * 40, "a b" * 60, "é" * 75)


def _refused(error: RegimensError) -> str:
    check_line(error)
    assert error.mend, error
    return "refused"


def hold_unit(text: str) -> str:
    """A quantity's text: what is read is a finite measure of 0 or more, written back the same."""
    kinds = 0
    for kind in Kind:
        try:
            found = measure(text, kind, where="weight")
        except RegimensError as error:
            _refused(error)
            continue
        kinds += 1
        assert found.value.is_finite()
        assert found.value >= 0
        assert found.value == 0 or any(digit in text for digit in "123456789")
        assert quantity(found).magnitude == found.value
        digits = plain(found.value)
        if len(digits.partition(".")[0]) <= 12 and len(digits.partition(".")[2]) <= 24:
            assert kind is Kind.AUC or measure(str(found), kind) == found
    assert kinds <= 1, text  # no text is of two kinds
    return "read" if kinds else "refused"


def hold_amount(text: str) -> str:
    """A written dose, and a rounding: what is read is above 0 and written back the same."""
    read = "refused"
    try:
        found = amount(text, where="dose")
        assert found.value > 0
        digits = plain(found.value).partition(".")
        if len(digits[0]) <= 12 and len(digits[2]) <= 12:
            assert amount(str(found)) == found
        read = "read"
    except RegimensError as error:
        _refused(error)
    try:
        policy = Policy(rounding=text)
        assert rounding(str(policy.rounding)) == policy.rounding
        read = "read"
    except RegimensError as error:
        _refused(error)
    return read


def hold_date(text: str) -> str:
    """A date, a moment of FHIR and one of the command line: only days of the calendar."""
    found: list[object] = []
    readers: tuple[Callable[[str], object], ...] = (
        lambda given: day_of(given, "--start"),
        lambda given: moment(given, "bundle.entry[0].resource.birthDate"),
        moment_of,
    )
    for read in readers:
        try:
            found.append(read(text))
        except RegimensError as error:
            _refused(error)
    for one in found:
        if isinstance(one, date) and not isinstance(one, datetime):
            assert one.isoformat() == text
        elif isinstance(one, datetime):
            assert one == datetime.fromisoformat(text)
    return "read" if found else "refused"


def hold_decimal(text: str) -> str:
    """A number: digits and one point, the value they spell, and never anything else."""
    try:
        found = number(text, where="fraction")
    except RegimensError as error:
        return _refused(error)
    assert found == Decimal(text.strip())
    assert set(text.strip()) <= set("0123456789.")
    assert number(plain(found)) == found
    return "read"


def hold_days(text: str) -> str:
    """Days of the week, counts, times of day, lengths and percentages."""
    readers: tuple[Callable[[str], object], ...] = (
        lambda given: ClinicDays(closed_weekdays=(given,)),
        lambda given: count_of(given, "--alarm-days"),
        lambda given: clock_of(given, "--at"),
        length_of,
        lambda given: Policy(reweigh=given),
        lambda given: Policy(bsa_formula=given),
    )
    read = 0
    for one in readers:
        try:
            one(text)
            read += 1
        except RegimensError as error:
            _refused(error)
    return "read" if read else "refused"


def hold_path(text: str) -> str:
    """A path inside a protocol: its steps write it again."""
    try:
        steps = parsed(text, where="changes[0].at")
    except RegimensError as error:
        return _refused(error)
    again = "".join(map(step_text, steps)).removeprefix(".")
    assert parsed(again, where="at") == steps
    return "read"


def hold_cell(text: str) -> str:
    """A text in a CSV file: it comes back whole, and no reader takes a cell for a formula."""
    cell = cell_of(text)
    assert text_of(cell) == text
    assert text_of(text) is not None  # a cell that this library did not write
    written = csv_text(["a", "b"], [[text, "x"]])
    rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert rows == [["a", "b"], [cell, "x"]]
    for separator in ",;\t|":
        for line in io.StringIO(cell):
            for part in line.split(separator):
                bare = part.strip(" \t\r\n\"'")
                assert part[:1] == "'" or not bare or bare[0] not in "=+@" or part[:1] in "\"'", (
                    part
                )
    return "a number" if cell == text and text[:1] == "-" else "marked" if cell != text else "plain"


# What people wrote, in calendars for phones


_ISSUED = datetime(2026, 1, 2, 10, tzinfo=UTC)


def hold_reason(text: str) -> str:
    """A text in an entry comes back from the file as it was shown, and changes nothing else."""
    shown = shown_plainly(text)
    hidden = set(shown) - set("\u200c\u200d\u200e")
    assert not {unicodedata.category(sign)[0] for sign in hidden} & {"C"}
    assert len(shown.splitlines()) <= 1
    entry = icalendar.Event()
    entry.add("uid", icalendar.vText("1"))
    entry.add("dtstamp", _ISSUED)
    entry.add("description", icalendar.vText(f"Reason: {shown}\n- 17.9 mg"))
    entry.add("summary", icalendar.vText(shown))
    file = icalendar.Calendar()
    file.add_component(entry)
    data = file.to_ical()
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (read,) = icalendar.Calendar.from_ical(data).subcomponents
    assert len(read.subcomponents) == 0
    assert sorted(read) == ["DESCRIPTION", "DTSTAMP", "SUMMARY", "UID"]
    assert str(read["description"]) == f"Reason: {shown}\n- 17.9 mg"
    assert str(read["summary"]) == shown
    if zlib.crc32(text.encode(errors="surrogatepass")) % 50:
        return "shown"
    return _in_a_course(text)


def _in_a_course(text: str) -> str:
    """The same in a whole file, as the patient's name, an event's reason and its author."""
    if not is_plain_text(text):
        return "shown, and refused by a course"
    try:
        course = Course(
            catalogue.get("dcep"),
            Patient(id="p1", name=text, height="165 cm", weight="70 kg"),
            start=date(2026, 1, 5),
            cycles=1,
            id=text,
            events=(DoseChange(of="DCEP", to="0.1", cycle=1, reason=text, by=text),),
        )
        calendar = course.plan()
        written = calendar_ics(calendar, issued=_ISSUED, details=True)
    except RegimensError as error:
        _refused(error)
        return "shown, and refused by a course"
    file: Any = icalendar.Calendar.from_ical(written)
    entries = file.walk("VEVENT")
    assert len(entries) == len({row.date for row in calendar})
    assert not file.walk("VALARM")
    for entry in entries:
        assert entry["dtend"].dt - entry["dtstart"].dt == timedelta(days=1)
        assert not text.strip() or shown_plainly(text) in str(entry["description"])
    return "in a calendar"
