"""The plan of one course against the plainest loop, and against programs of others."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import attrs
from dara_dcep import RULES, Line, lines
from dateutil.rrule import DAILY, rrule, rruleset
from measuring import Row, Side, Size, in_turns, timed
from others import MissingError, asked, by_node, by_python

from regimens import Calendar, Course, Patient, Response, catalogue
from regimens.formats.fhir import fhir_json, regimen_fhir
from regimens.formats.nonmem import calendar_nonmem

__all__ = ["rows"]

_START = date(2026, 1, 5)
_CENT = Decimal("0.01")
_AHEAD = ("at least", 3.0)
_WHAT = "`plan()`, dara-dcep"
_DRUGS = tuple(dict.fromkeys(rule[0] for rule in RULES))
_COMPARTMENTS = {drug: number for number, drug in enumerate(_DRUGS, start=1)}
_TURN = 0.02  # seconds of a peer's turn, about those of our own
_FEWEST = 10  # calls in one; what a call leaves to be done later is met by the next
_MODEL = """$PROBLEM doses
$INPUT ID TIME EVID CMT AMT RATE II ADDL DV
$DATA {file} IGNORE=@
$SUBROUTINE ADVAN1 TRANS2
$PK
CL=THETA(1)*EXP(ETA(1))
V=THETA(2)
$ERROR
Y=F+EPS(1)
$THETA (0,1) (0,10)
$OMEGA 0.1
$SIGMA 0.1
$ESTIMATION METHOD=1
"""


def _rrule_dates() -> list[tuple[str, datetime]]:
    """The days of every drug by recurrence rules."""
    found: list[tuple[str, datetime]] = []
    start = datetime(2026, 1, 5)  # noqa: DTZ001 - rrule knows no plain dates
    for drug in _DRUGS:
        rules = rruleset()
        for name, offset, interval, count in RULES:
            if name == drug:
                first = start + timedelta(days=offset)
                rules.rrule(rrule(DAILY, dtstart=first, interval=interval, count=count))
        found += [(drug, day) for day in rules]
    return found


def _plain_loop(table: Sequence[Line]) -> list[dict[str, object]]:
    """The same rows as dictionaries, with the same Decimal doses, and nothing else."""
    surface = (Decimal(165) * Decimal(70) / 3600).sqrt().quantize(_CENT, ROUND_HALF_UP)
    measures = {"m2": surface, "kg": Decimal(70), "": Decimal(1)}
    found: list[dict[str, object]] = []
    for line in table:
        mg = line.amount * measures[line.per]
        found.append(
            {
                "date": _START + timedelta(days=line.offset + line.day - 1),
                "phase": line.phase,
                "cycle": line.cycle,
                "day": line.day,
                "drug": line.drug,
                "fraction": Decimal(1),
                "calculated": mg,
                "dose": mg.quantize(_CENT, ROUND_HALF_UP),
                "unit": "mg",
                "status": line.status,
            }
        )
    found.sort(key=lambda row: str(row["date"]))
    return found


def _ics() -> str:
    """The recurrences as a calendar file."""
    said = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//benchmark//EN"]
    for number, (drug, offset, interval, count) in enumerate(RULES):
        first = _START + timedelta(days=offset)
        said += [
            "BEGIN:VEVENT",
            f"UID:{number}",
            "DTSTAMP:20260101T000000Z",
            f"SUMMARY:{drug}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"RRULE:FREQ=DAILY;INTERVAL={interval};COUNT={count}",
            "END:VEVENT",
        ]
    return "\r\n".join([*said, "END:VCALENDAR", ""])


def _resources(calendar: Calendar) -> str:
    """The PlanDefinition of the regimen, with an action for each dose, for encender.

    It knows neither timings nor contained definitions: each dose is an action of its own, and the
    definitions of the drugs stand beside the plan, under addresses.
    """
    plan: Any = json.loads(fhir_json(regimen_fhir(calendar.regimen)))
    address = "https://example.org/ActivityDefinition/"
    drugs = {one["id"]: one | {"url": address + one["id"]} for one in plan.pop("contained")}
    phases = [phase.name for phase in calendar.regimen.phases]
    plan["action"] = [
        {
            "id": f"dose-{number}",
            "title": row.drug,
            "definitionCanonical": f"{address}drug-{phases.index(row.phase) + 1}-"
            f"{row.slot.position + 1}",
        }
        for number, row in enumerate(calendar, start=1)
    ]
    patient = {"resourceType": "Patient", "id": "p1", "name": [{"text": "p1"}]}
    return json.dumps([plan, patient, *drugs.values()])


def _records(folder: Path) -> Path:
    """Folded event records of all 69 doses in a model; it needs an observation to be read.

    Doses behind a gate are not written, so its response is recorded.
    """
    responded = Response(on=_START + timedelta(days=83), response="PR")
    calendar = attrs.evolve(_course(), events=(responded,)).plan()
    heading, *records = calendar_nonmem(calendar, compartments=_COMPARTMENTS).splitlines()
    said = [f"{heading},DV", *(f"{record},0" for record in records), "1,999999,0,1,0,0,0,0,5"]
    (folder / "doses.csv").write_text("\n".join(said) + "\n", encoding="utf-8")
    (folder / "doses.mod").write_text(_MODEL.format(file="doses.csv"), encoding="utf-8")
    return folder / "doses.mod"


def _row(against: str, pairs: Sequence[tuple[float, float]], aim: tuple[str, float] | None) -> Row:
    own, other = (statistics.median(pair[side] for pair in pairs) * 1e6 for side in (0, 1))
    return Row(
        what=_WHAT,
        against=against,
        ratios=tuple(other / mine for mine, other in pairs),
        aim=aim,
        took=f"{own:.0f} µs against {other:.0f} µs",
    )


def _check(name: str, made: Sequence[object], wanted: Sequence[object]) -> None:
    """End the run where a program makes something else than the plan."""
    if Counter(map(str, made)) != Counter(map(str, wanted)):
        raise SystemExit(f"{name} does not make the same rows")


def rows(size: Size) -> Iterator[Row]:
    """The rows of this part of the table that need no program from elsewhere."""
    calendar, own = _plan(size)
    days = [(row.drug, row.date) for row in calendar]
    _check("rrule", [(drug, day.date()) for drug, day in _rrule_dates()], days)
    dated = [(row.drug, row.date, row.dose) for row in calendar]
    table = lines()
    loop = [(row["drug"], row["date"], row["dose"]) for row in _plain_loop(table)]
    _check(
        "the plain loop",
        [(*one[:2], f"{one[2]:.2f}") for one in loop],
        [(*one[:2], f"{one[2]:.2f}") for one in dated],
    )
    runs: list[tuple[str, Callable[[], object], tuple[str, float] | None]] = [
        ("the plainest loop, with doses", lambda: _plain_loop(table), ("at least", 0.5)),
        ("dateutil `rrule`, dates only", _rrule_dates, _AHEAD),
    ]
    for against, run, aim in runs:
        yield _row(against, in_turns(own, timed(run, 1, size.calls), size.rounds), aim)


def _course() -> Course:
    patient = Patient(height="165 cm", weight="70 kg")
    return Course(catalogue.get("dara-dcep"), patient, start=_START)


def _plan(size: Size) -> tuple[Calendar, Side]:
    course = _course()
    return course.plan(), timed(course.plan, 1, size.calls)


def peers(size: Size) -> Iterator[Row]:
    """The rows of this part of the table that need programs from elsewhere."""
    calendar, own = _plan(size)
    days = [[row.drug, str(row.date)] for row in calendar]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        events, rules, fhir = folder / "events.ics", folder / "rules.json", folder / "fhir.json"
        events.write_text(_ics(), encoding="utf-8", newline="")
        rules.write_text(json.dumps(RULES), encoding="utf-8")
        fhir.write_text(_resources(calendar), encoding="utf-8")
        model = _records(folder)
        orders = [[row.drug, None] for row in calendar]
        doses = [
            [str(_COMPARTMENTS[row.drug]), 24.0 * (row.date - calendar[0].date).days]
            for row in calendar
        ]
        runs: list[tuple[str, Callable[[], list[str]], list[list[Any]]]] = [
            (
                "recurring-ical-events with icalendar, dates only",
                lambda: by_python("recurring_events.py", str(events)),
                days,
            ),
            (
                "pharmpy `expand_additional_doses`, doses as given to it",
                lambda: by_python("event_records.py", str(model)),
                doses,
            ),
            ("rrule.js, dates only", lambda: by_node("rrule.mjs", str(rules)), days),
            (
                "encender `applyPlan`, one action a dose, no dates and no doses for a body",
                lambda: by_node("encender.mjs", str(fhir)),
                orders,
            ),
            (
                "the same, with the CQL worker it starts by itself",
                lambda: by_node("encender.mjs", str(fhir), "worker"),
                orders,
            ),
        ]
        for against, command, wanted in runs:
            try:
                with asked(command()) as (made, side_of):
                    _check(against, made, wanted)
                    once = side_of(size.calls)()  # warm, and long enough to be compiled
                    side = side_of(max(_FEWEST, int(_TURN / once)))
                    pairs = in_turns(own, side, size.rounds)
            except MissingError as missing:
                yield Row(what=_WHAT, against=against, ratios=(), aim=_AHEAD, took=str(missing))
                continue
            yield _row(against, pairs, _AHEAD)
