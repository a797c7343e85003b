"""Course documents, files of them, orders and calendars, with something wrong in them."""

from __future__ import annotations

import io
import json
import zlib
from contextlib import suppress
from datetime import date
from functools import cache
from random import Random
from typing import Any

import protocol_mutations
from fhir_courses import _OTHERS, EVERY_EVENT
from mutations import JUNK as COMMON
from mutations import (
    as_bytes,
    check_line,
    check_message,
    copied,
    mutated,
    some,
    some_text,
    spoiled,
    value,
)

from regimens import Course, Patient, RegimensError, catalogue
from regimens.comparison import compare, lines
from regimens.formats.answers import comparison_document, lines_from
from regimens.formats.calendars import calendar_document
from regimens.formats.courses import course_document, course_from
from regimens.formats.orders import orders_from, verification_document, verification_text
from regimens.formats.reading import LARGEST, parse_json, parse_toml, read_lines
from regimens.formats.regimens import is_protocol, left_out, regimen_from
from regimens.verify import verify

__all__ = [
    "JUNK",
    "hold_calendar",
    "hold_course",
    "hold_lines",
    "hold_orders",
    "hold_toml",
    "made_calendar",
    "made_course",
    "made_lines",
    "made_orders",
    "made_toml",
    "wholes",
]

BODY = {"height": "165 cm", "weight": "70 kg"}
PLANNED = Course(
    catalogue.get("dara-dcep"),
    Patient(id="p1", height="165 cm", weight="70 kg"),
    start=date(2026, 1, 5),
    cycles=2,
    allow_unverified="a test of documents",
)
JUNK: tuple[Any, ...] = (
    *COMMON,
    *("dcep", "dara-dcep", "DCEP", "cisplatin", ["cisplatin", "DCEP"], "induction", "maintenance"),
    *("165 cm", "70 kg", "0.001 kg", "1e3 kg", "10 %", "0.01 m²", "0.7", "0", "1.0", "weekly"),
    *("vials + dispensable", "nhs-bands", "PR", "IV", "e1", "female", "sunday", "DE", "DE-BY"),
    *({"code": "fraction-not-allowed", "reason": "x"}, {"id": "dcep"}, {"id": "dcep", "digest": 1}),
    *({"type": "correction", "voids": "e1", "reason": "x"}, {"type": "delay", "cycle": 2}),
    {"id": "dcep", "revision": "1", "digest": "sha256:0"},
)
KEYS = (
    *("id", "regimen", "revision", "digest", "protocol", "start", "patient", "policy", "choices"),
    *("until", "cycles", "as_of", "allow_unverified", "clinic", "events", "type", "of", "to"),
    *("cycle", "day", "days", "phase", "on", "from", "from_", "reason", "dose", "level", "voids"),
    *("planned", "override", "recorded", "by", "weight", "height", "closed_weekdays", "may_move"),
    *("closed_dates", "holidays", "drug", "date", "route", "fraction", "drugs", "x", "_", "type_"),
)
_COUNTRIES = ("DE", "DE-BY", "IT", "US-CA", "__doc__", "HolidayBase", "holidays")
_PLACES = ("start", "until", "cycles", "as_of", "policy", "clinic", "choices", "allow_unverified")


@cache
def wholes() -> tuple[dict[str, Any], ...]:
    """Right courses: of every kind of event, and small ones of many regimens."""
    found = [EVERY_EVENT]
    found += [{"start": "2026-01-05", "patient": BODY, **one} for one in _OTHERS.values()]
    found += [
        {"regimen": name, "start": "2026-01-05", "cycles": 2, "patient": BODY, "events": []}
        for name in catalogue.ids()
    ]
    return tuple(found)


def _course(draw: Random) -> dict[str, Any]:
    """A course with a part of somebody's history, mostly of few cycles so that it is soon read."""
    course: dict[str, Any] = some(wholes()[: draw.choice((1, 8, 300))], draw)
    events = course.get("events", [])
    if draw.random() < 0.8:
        own = [one for one in events if draw.random() < 0.3]
        more = [some(EVERY_EVENT["events"], draw) for _ in range(draw.randrange(3))]
        course["events"] = own + more
        course["cycles"] = draw.randrange(1, 4)
    if draw.random() < 0.1:
        protocol = protocol_mutations.small(draw)
        course["regimen"] = {"id": protocol["id"], "digest": "x", "protocol": protocol}
        with suppress(RegimensError):  # a part of a protocol may be none
            course["regimen"]["digest"] = regimen_from(protocol).digest
    if draw.random() < 0.05:
        clinic = {"holidays": some_text(draw, _COUNTRIES), "may_move": {"DCEP": 2}}
        course["clinic"] = clinic | {"closed_weekdays": ["sunday"]}
    if draw.random() < 0.15:
        course[draw.choice(_PLACES)] = value(draw, JUNK, KEYS, 2)
    return course


def made_course(draw: Random) -> Any:
    """A course's values or, at times, its text."""
    kind = draw.random()
    if kind < 0.1:
        return value(draw, JUNK, KEYS)
    document = _course(draw) if kind < 0.15 else mutated(_course(draw), draw, JUNK, KEYS)
    return spoiled(as_bytes(document), draw) if kind > 0.95 else document


def hold_course(document: Any) -> str:
    """What becomes of a course; anything but the library's own error is let out."""
    try:
        if isinstance(document, bytes):
            document = parse_json(document, where="course")
        course = course_from(document)
    except RegimensError as error:
        check_message(error, "course")
        return "refused"
    values = course_document(course)
    assert course_from(values) == course
    assert course_from(parse_json(json.dumps(values).encode(), where="course")) == course
    try:
        calendar = course.plan()
    except RegimensError as error:
        check_line(error)
        return "planned with an error"
    if zlib.crc32(str(calendar.regimen.id).encode() + str(len(calendar)).encode()) % 8 == 0:
        written = json.dumps(calendar_document(calendar)).encode()
        if len(written) <= LARGEST:  # two thousand cycles are written, and too long to be read
            assert lines_from(parse_json(written, where="calendar")) == lines(calendar)
    return "planned"


# TOML


def _toml(held: Any, name: str = "") -> str:
    """Values as TOML, tables as inline tables."""
    match held:
        case dict() if not name:
            return "".join(f"{json.dumps(key)} = {_toml(one, 'x')}\n" for key, one in held.items())
        case dict():
            pairs = (f"{json.dumps(key)} = {_toml(one, 'x')}" for key, one in held.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(_toml(one, 'x') for one in held)}]"
    return json.dumps(held, default=str)


def _without_nulls(held: Any) -> Any:
    if isinstance(held, dict):
        endless = {"cycles": "until stopped"} if held.get("cycles", 0) is None else {}
        kept = {str(key): _without_nulls(one) for key, one in held.items() if one is not None}
        return kept | endless
    return [_without_nulls(one) for one in held] if isinstance(held, list) else held


def made_toml(draw: Random) -> bytes:
    """A course or protocol as TOML."""
    document = _course(draw) if draw.random() < 0.6 else protocol_mutations.small(draw)
    if draw.random() < 0.6:
        document = mutated(document, draw, JUNK, KEYS)
    text = _toml(_without_nulls(document)).encode(errors="surrogatepass")
    return text if draw.random() < 0.4 else spoiled(text, draw)


def hold_toml(document: bytes) -> str:
    """What becomes of a TOML document."""
    try:
        values = parse_toml(document, where="file")
        if is_protocol(values):
            regimen_from(values, where="file")
            left_out(values)
            return "a protocol"
        course = course_from(values, where="file")
    except RegimensError as error:
        check_message(error, "file")
        return "refused"
    assert course_from(course_document(course)) == course
    return "a course"


# A course a line


def made_lines(draw: Random) -> bytes:
    """A file of a few courses, one a line."""
    found = []
    for _ in range(draw.randrange(1, 4)):
        one = made_course(draw)
        line = one if isinstance(one, bytes) else as_bytes(one)
        found.append(draw.choice((line, line, b"", b" ", line.replace(b" ", b"\n", 1))))
    return draw.choice((b"\n", b"\n", b"\r\n", b"\r", b"\x00")).join(found)


def hold_lines(document: bytes) -> str:
    """What becomes of a file of courses."""
    read = 0
    try:
        for where, line in read_lines("-", io.BytesIO(document)):
            course = course_from(parse_json(line, where=where), where=where)
            assert course_from(course_document(course)) == course
            read += 1
    except RegimensError as error:
        check_message(error, "standard input line ")
        return "refused"
    return "read" if read else "empty"


# Orders


@cache
def _plan() -> Any:
    return PLANNED.plan()


@cache
def _right_orders() -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "id": f"o{number}",
            "drug": row.drug,
            "date": row.date.isoformat(),
            "dose": f"{row.calculated:f} {row.unit}",
            **({} if row.route is None else {"route": row.route.value}),
        }
        for number, row in enumerate(_plan())
    )


def made_orders(draw: Random) -> Any:
    """Orders for one calendar, some of them wrong."""
    kind = draw.random()
    if kind < 0.1:
        return value(draw, JUNK, KEYS)
    right = _right_orders()
    start = draw.randrange(len(right))
    orders = copied(list(right[start : start + draw.randrange(1, 8)]))
    document = mutated(orders, draw, JUNK, KEYS)
    return spoiled(as_bytes(document), draw) if kind > 0.9 else document


def hold_orders(document: Any) -> str:
    """What becomes of orders."""
    try:
        if isinstance(document, bytes):
            document = parse_json(document, where="orders")
        orders = orders_from(document)
    except RegimensError as error:
        check_message(error, "orders")
        return "refused"
    try:
        found = verify(_plan(), orders)
    except RegimensError as error:
        check_line(error)
        return "two of one id"
    assert len(found.orders) == len(orders)
    assert len(verification_document(found)["orders"]) == len(orders)
    assert verification_text(found).count("\n") >= len(orders)
    return "wrong" if found.violated else "right"


# Calendars


@cache
def _calendar() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(json.dumps(calendar_document(_plan())))
    return whole


def made_calendar(draw: Random) -> Any:
    """A calendar's document of a few rows."""
    kind = draw.random()
    if kind < 0.05:
        return {"administrations": value(draw, JUNK, KEYS)}
    rows = _calendar()["administrations"]
    start = draw.randrange(len(rows))
    few = copied(rows[start : start + draw.randrange(1, 8)])
    document = mutated({"administrations": few}, draw, JUNK, KEYS)
    return spoiled(as_bytes(document), draw) if kind > 0.9 else document


def hold_calendar(document: Any) -> str:
    """What becomes of a calendar that is read to be compared."""
    try:
        if isinstance(document, bytes):
            document = parse_json(document, where="calendar")
        if not isinstance(document, dict) or not isinstance(document.get("administrations"), list):
            return "no calendar"  # the command line asks for one before this is called
        read = lines_from(document)
    except RegimensError as error:
        check_message(error, "calendar")
        return "refused"
    try:
        found = compare(lines(_plan()), read)
    except RegimensError as error:
        check_line(error)
        return "not compared"
    assert comparison_document(found)
    assert str(found)
    return "compared"
