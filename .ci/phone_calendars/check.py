"""Reads calendars for phones back with ical.js, node-ical, khal and calcurse.

It fails where one reads anything but what was meant. A file is also broken on purpose, and each
program has to show that. Run it by `run`, which sees that they are there.
"""
# ruff: noqa: S101, T201

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import attrs
import icalendar
import readers

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    Measurement,
    Omission,
    Patient,
    Postponement,
    catalogue,
)
from regimens.formats.languages import language_named
from regimens.formats.phone.clock_times import Alarm, ClockTimes
from regimens.formats.phone.days import calendar_days
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.phone.texts import Texts

ISSUED = datetime(2025, 12, 29, 10, tzinfo=UTC)
START = date(2026, 1, 5)
PATIENT = Patient(
    id="p1",
    name="Maria Rossi",
    sex="female",
    born=date(1961, 5, 4),
    height="165 cm",
    weight="70 kg",
)
HOSTILE = (
    "in\nduction; a,b \\n \\N <script>alert(1)</script> =cmd() \x00\x1b[31m \u202e mg 9.71 "
    'END:VEVENT "q" é 😀 \u2028 شهر ' + "x" * 10_000
)
Options = dict[str, Any]
Events = list[dict[str, Any]]


def courses() -> Iterator[tuple[str, Calendar, str, Options]]:
    """Each with a name, the zone of the machine that reads it, and how it is written."""
    dara_dcep = Course(catalogue.get("dara-dcep"), PATIENT, start=START)
    yield "dara-dcep, 8 cycles", dara_dcep.plan(), "Europe/Rome", {}
    changed = dara_dcep.record(*_history()).plan()
    yield "dara-dcep, changed", changed, "Pacific/Auckland", {"details": True, "language": "it"}
    dara = Course(catalogue.get("daratumumab-iv"), PATIENT, start=START, until=date(2027, 3, 5))
    yield "daratumumab, 14 months", dara.plan(), "America/New_York", {}
    for zone in ("Europe/Rome", "Pacific/Auckland"):
        alarm = Alarm(zone=zone, days_before=1, at=time(18))
        yield f"whole days with alarms, {zone}", dara.plan(), zone, {"alarm": alarm}
        times = ClockTimes(
            zone=zone, lasting=timedelta(hours=3), at=time(9), on={date(2026, 1, 12): time(14, 30)}
        )
        timed = {"times": times, "alarm": alarm}
        yield f"timed over changes of the clocks, {zone}", dara.plan(), zone, timed
    regimen = catalogue.get("dcep")
    # A phase's name has no line breaks, but nothing else is refused.
    phase = attrs.evolve(regimen.phases[0], name=" ".join(HOSTILE.split()))
    odd = attrs.evolve(regimen, title=HOSTILE, phases=(phase,))
    yield (
        "hostile names",
        Course(odd, PATIENT, start=START).plan(),
        "Europe/Rome",
        {"details": True},
    )
    early = dara_dcep.record(CycleStart(phase="induction", cycle=2, on=date(2026, 1, 20))).plan()
    assert early.violated
    yield "not cleared", early, "Europe/Rome", {}


def _history() -> tuple[Any, ...]:
    return (
        Omission(of="daratumumab", on=date(2026, 1, 12)),
        Delay(of="DCEP", cycle=2, days=4),
        Postponement(of="daratumumab", on=date(2026, 2, 9), to=date(2026, 2, 11)),
        Measurement(on=date(2026, 2, 20), weight="62 kg"),
        Discontinuation(of="cisplatin", on=date(2026, 3, 3)),
        CycleStart(phase="maintenance", cycle=1, on=date(2026, 4, 10)),
    )


def expected(calendar: Calendar, issued: datetime = ISSUED, **options: Any) -> Events:
    """The entries that every program should find, before anything is written."""
    texts = Texts(
        calendar=calendar,
        issued=issued,
        details=options.get("details", False),
        words=language_named(options.get("language", "en")),
    )
    times: ClockTimes | None = options.get("times")
    alarm: Alarm | None = options.get("alarm")
    minutes = (issued - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(minutes=1)
    found = []
    for day in calendar_days(calendar, replaces=options.get("replaces", ())):
        begins = None if times is None else times.begins(day.on)
        status = texts.status(day).value
        rings = []
        if alarm and status != "CANCELLED":
            rings = [alarm.rings(day.on, begins).isoformat()]
        found.append(
            {
                "calendar": texts.name(),
                "uid": str(day.uid),
                "start": str(day.on) if begins is None else begins.isoformat(),
                "end": str(day.on + timedelta(days=1))
                if times is None or begins is None
                else (begins + times.lasting).isoformat(),
                "summary": texts.heading(day),
                "description": texts.text(day),
                "status": status,
                "sequence": minutes + calendar.events,
                "rings": rings,
            }
        )
    return found


def differences(wanted: Events, read: Events) -> list[str]:
    """What a program read otherwise, of what it reads at all."""
    if not read:
        return ["nothing was read"]
    keys = [key for key in wanted[0] if key in read[0]]
    one, other = (
        sorted(repr([event[key] for key in keys]) for event in events) for events in (wanted, read)
    )
    return [
        *(f"not read: {text}" for text in one if text not in other),
        *(f"read otherwise: {text}" for text in other if text not in one),
        *([] if len(one) == len(other) else [f"{len(one)} entries, {len(other)} read"]),
    ]


def read_by_all(file: Path, zone: str) -> dict[str, Events]:
    """What each of the four programs reads in a file, on a machine in a zone."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = readers.khal_home(home / "khal", zone)
        return {
            "ical.js": readers.with_node("ical.js", file, zone=zone),
            "node-ical": readers.with_node("node-ical", file, zone=zone),
            "khal": readers.with_khal(file, settings, zone=zone),
            "calcurse": readers.with_calcurse(file, home, zone=zone),
        }


def _cut(events: Events) -> Events:
    """As much of the texts as calcurse keeps, which reads them into 8 KB."""
    return [one | {"description": one["description"][:8000]} for one in events]


def check_read_back(folder: Path) -> Iterator[str]:
    """Every program reads every file as it was meant."""
    for name, calendar, zone, options in courses():
        file = folder / "calendar.ics"
        text = calendar_ics(calendar, issued=ISSUED, **options)
        file.write_bytes(text.encode())
        for program, read in read_by_all(file, zone).items():
            kept = _cut if program == "calcurse" else list
            found = differences(kept(expected(calendar, **options)), kept(read))
            print(f"{program}: {name}, {len(read)} entries: {'ok' if not found else 'WRONG'}")
            yield from (f"{program}, {name}: {one[:1500]}" for one in found[:3])


def _moved(text: str) -> str:
    return text.replace("DTSTART;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260111")


def _renamed(text: str) -> str:
    return text.replace("SUMMARY:Part 1\\, cycle 1\\, day 8", "SUMMARY:Part 1\\, cycle 1\\, day 9")


def _redosed(text: str) -> str:
    return text.replace("pegteograstim 6 mg", "pegteograstim 60 mg", 1)


def _shortened(text: str) -> str:
    first, second = text.index("BEGIN:VEVENT"), text.index("END:VEVENT") + len("END:VEVENT\r\n")
    return text[:first] + text[second:]


def check_breaking(folder: Path) -> Iterator[str]:
    """Every program shows it where a file is not what was meant."""
    _, calendar, zone, options = next(courses())
    whole = calendar_ics(calendar, issued=ISSUED, **options)
    breaks: list[Callable[[str], str]] = [_moved, _renamed, _redosed, _shortened]
    for broken in breaks:
        text = broken(whole)
        assert text != whole, broken
        file = folder / "broken.ics"
        file.write_bytes(text.encode())
        for program, read in read_by_all(file, zone).items():
            seen = bool(differences(expected(calendar, **options), read))
            print(f"{program}: {broken.__name__[1:]} on purpose: {'seen' if seen else 'NOT SEEN'}")
            if not seen:
                yield f"{program} did not show a file that was {broken.__name__[1:]} on purpose"


def check_updates(folder: Path) -> Iterator[str]:
    """After each import over the last khal holds what the last file says, and nothing twice."""
    zone = "Europe/Rome"
    settings = readers.khal_home(folder / "updated", zone)
    course = Course(catalogue.get("dara-dcep"), PATIENT, start=START, until=date(2026, 6, 22))
    course = attrs.evolve(course, id="updated")
    plans = [course.plan()]
    for event in _history():
        course = course.record(event)
        plans.append(course.plan())
    # The start is moved without an event, and an event is taken out.
    later = attrs.evolve(course, start=date(2026, 1, 6), events=course.events[1:-4])
    read: Events = []
    for number, calendar in enumerate([*plans, later.plan()]):
        issued = ISSUED + timedelta(days=number)
        options: Options = {"replaces": plans[-1:] if calendar.start != START else ()}
        file = folder / "update.ics"
        file.write_bytes(calendar_ics(calendar, issued=issued, **options).encode())
        wanted = expected(calendar, issued, **options)
        read = readers.with_khal(file, settings, zone=zone)
        off = [one for one in read if one["status"] == "CANCELLED"]
        found = differences(wanted, read)
        print(
            f"khal: imported {number + 1} times, {len(read)} entries, {len(off)} cancelled: "
            f"{'ok' if not found else 'WRONG'}"
        )
        yield from (f"khal, import {number + 1}: {one[:1500]}" for one in found[:3])
        if not all(one["summary"].startswith("Cancelled") for one in off):
            yield f"khal, import {number + 1}: a cancelled entry does not say so"
        if number > 0 and not off:
            yield f"khal, import {number + 1}: nothing is cancelled"
    first = {one["uid"] for one in expected(plans[0])}
    if not first <= {one["uid"] for one in read}:
        yield "khal: an entry of the first file is gone"
    planned = {str(one.uid) for one in calendar_days(later.plan())}
    if not first - planned:
        yield "no entry vanished: the course does not try what it should"


def main() -> int:
    """Run everything; 1 where anything is wrong."""
    print(f"icalendar {icalendar.__version__}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = [
            *check_read_back(folder),
            *check_breaking(folder),
            *check_updates(folder),
        ]
    for one in wrong:
        print(one, file=sys.stderr)
    print("phone calendars: all read as meant" if not wrong else f"{len(wrong)} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
