"""Tables of patients drawn at random, and each planned by itself, to compare cohorts with."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from regimens import Course, Patient, Policy, Regimen, RegimensError, catalogue
from regimens.calendars import Calendar
from regimens.cohort import Cohort, Planned
from regimens.events import (
    Delay,
    Discontinuation,
    DoseChange,
    Event,
    Given,
    Measurement,
    Omission,
)
from regimens.findings import Severity
from regimens.surface import BsaFormula

KINDS: dict[str, Any] = {
    "delay": Delay,
    "dose_change": DoseChange,
    "given": Given,
    "omission": Omission,
    "measurement": Measurement,
    "discontinuation": Discontinuation,
}
SCHEMA = pa.schema(
    [
        ("patient_id", pa.string()),
        ("start", pa.date32()),
        ("height_cm", pa.decimal128(9, 3)),
        ("weight_kg", pa.decimal128(9, 3)),
        ("fractions", pa.list_(pa.decimal128(5, 4))),
        ("delays", pa.list_(pa.int32())),
        ("events", pa.string()),
    ]
)
CHOICES: dict[str, tuple[Any, ...]] = {
    "bsa_formula": tuple(BsaFormula),
    "bsa_rounding": ("0.01 m²", "0.01 m²", "0.1 m²", None),
    "bsa_cap": (None, "2 m²", "2.005 m²"),
    "rounding": (
        "0.01 mg",
        "0.1 mg",
        "5 mg",
        "dispensable",
        "vials",
        "nhs-bands",
        "nhs-bands-b",
        "dispensable + nhs-bands",
    ),
}


def drawing(seed: object) -> random.Random:
    """What draws the same again from the same seed."""
    return random.Random(str(seed))  # noqa: S311 - for tests


def policies(draw: random.Random) -> Policy:
    """A policy, each of whose parts is one of many."""
    return Policy(**{name: draw.choice(values) for name, values in CHOICES.items()})


def cohorts(draw: random.Random, regimen: Regimen) -> Cohort:
    """A regimen under a policy, to a last day or a number of cycles."""
    until = date(2026, 1, 1) + timedelta(days=draw.randrange(700))
    cycles = draw.randrange(1, 14)
    horizon: dict[str, Any] = draw.choice(
        [{"until": until}, {"cycles": cycles}, {"until": until, "cycles": cycles}]
    )
    allow = "to compare" if regimen.unverified else None
    return Cohort(regimen=regimen, policy=policies(draw), allow_unverified=allow, **horizon)


def patients(draw: random.Random, regimen: Regimen, count: int) -> list[dict[str, Any]]:
    """Rows of a table, most of whom can be planned."""
    cycles = sum(phase.cycles or 12 for phase in regimen.phases)
    found = []
    for place in range(count):
        row: dict[str, Any] = {
            "patient_id": f"p{place}",
            "start": date(2026, 1, 1) + timedelta(days=draw.randrange(-200, 500)),
            "height_cm": Decimal(draw.randrange(1300, 2100)) / 10,
            "weight_kg": Decimal(draw.randrange(350, 1600)) / 10,
            "fractions": None,
            "delays": None,
            "events": None,
        }
        if draw.random() < (0.5 if regimen.reductions else 0.05):
            length = draw.randrange(min(cycles, 9) + 1)
            row["fractions"] = [
                draw.choice([None, "1", "1", "0.9", "0.7", "0.7", "0.5", "0.333"])
                for _ in range(length)
            ]
            row["fractions"] = [one and Decimal(one) for one in row["fractions"]]
        if draw.random() < 0.5:
            length = draw.randrange(min(cycles, 9) + 1)
            row["delays"] = [draw.choice([None, 0, 0, 0, 1, 7, 8, 21]) for _ in range(length)]
        if draw.random() < 0.2:
            row["events"] = json.dumps(_events(draw, regimen, row["start"]))
        if draw.random() < 0.05:
            name = draw.choice(["patient_id", "start", "height_cm", "weight_kg"])
            row[name] = draw.choice([None, Decimal(3)]) if name.endswith(("cm", "kg")) else None
        found.append(row)
    return found


def _events(draw: random.Random, regimen: Regimen, start: date) -> list[dict[str, Any]]:
    """What may happen to a patient, as a course document says it."""
    drugs = [component.drug.name for _, component in regimen.components()]
    day = (start + timedelta(days=draw.randrange(60))).isoformat()
    kinds: list[dict[str, Any]] = [
        {"type": "delay", "cycle": 2, "days": 5},
        {"type": "dose_change", "of": draw.choice(drugs), "to": "0.8", "cycle": 2},
        {"type": "omission", "of": draw.choice(drugs), "on": start.isoformat()},
        {"type": "measurement", "on": day, "weight": "64.5 kg"},
        {"type": "discontinuation", "on": day},
    ]
    return draw.sample(kinds, draw.randrange(3))


def with_doses_given(
    draw: random.Random, cohort: Cohort, rows: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The same rows, most of whose patients have been given some of what was planned."""
    found = []
    for row in rows:
        own = dict(row)
        try:
            plan = list(course_by_itself(cohort, row).plan())
        except (RegimensError, ValueError, TypeError):
            plan = []  # it cannot be planned: nothing is known to have been given
        if plan and draw.random() < 0.8:
            events = json.loads(row["events"] or "[]")
            places = draw.sample(range(len(plan)), min(len(plan), draw.randrange(8)))
            for one in (plan[place] for place in sorted(places)):
                given = {"type": "given", "of": one.drug, "on": one.date.isoformat()}
                if draw.random() < 0.5:
                    given["dose"] = f"{draw.randrange(1, 900)} {one.unit}"
                events.append(given)
            own["events"] = json.dumps(events)
        found.append(own)
    return found


def alone(
    cohort: Cohort, rows: Sequence[dict[str, Any]], told: Callable[[Course], list[Any]]
) -> tuple[list[tuple[Any, Any]], dict[int, str | None]]:
    """What is told of each patient by himself, and by row the message of each who is refused.

    Args:
        cohort: How all are planned.
        rows: The patients.
        told: Takes a course that can be planned.

    Returns:
        Pairs of a patient and one thing told; and the messages, None where any will do.
    """
    pairs: list[tuple[Any, Any]] = []
    refused: dict[int, str | None] = {}
    for number, row in enumerate(rows, start=1):
        if is_to_be_refused(cohort, row):
            refused[number] = None
            continue
        try:
            course = course_by_itself(cohort, row)
            course.plan()
            pairs += [(row["patient_id"], one) for one in told(course)]
        except RegimensError as error:
            refused[number] = str(error)
    return pairs, refused


def are_refused(found: Any, refused: dict[int, str | None]) -> bool:
    """Whether rejects are those expected, with their messages."""
    messages = {one["row"]: one["message"] for one in found.to_pylist()}
    return list(messages) == list(refused) and all(
        message in {None, messages[row]} for row, message in refused.items()
    )


def _event(said: dict[str, Any]) -> Event:
    """One of those, as Python has it."""
    values = dict(said)
    kind = KINDS[values.pop("type")]
    if "on" in values:
        values["on"] = date.fromisoformat(values["on"])
    if "to" in values:
        values["to"] = Decimal(values["to"])
    event: Event = kind(**values)
    return event


def course_by_itself(cohort: Cohort, row: dict[str, Any]) -> Course:
    """The course of one patient, made with no code of the cohort's.

    Raises:
        RegimensError: for a row that makes none.
    """
    regimen = cohort.regimen
    places = [
        (phase.name, cycle)
        for phase in regimen.phases
        for cycle in range(1, (phase.cycles or 30) + 1)
    ]
    events: list[Event] = []
    before = Decimal(1)
    for (phase, cycle), fraction in zip(places, row["fractions"] or (), strict=False):
        if fraction is not None and fraction != before:
            (rule,) = regimen.reductions
            events.append(DoseChange(of=rule.of, to=fraction, cycle=cycle, phase=phase))
            before = fraction
    for (phase, cycle), days in zip(places, row["delays"] or (), strict=False):
        if days:
            events.append(Delay(cycle=cycle, days=days, phase=phase))
    events += [_event(said) for said in json.loads(row["events"] or "[]")]
    patient = Patient(
        id=row["patient_id"],
        height=None if row["height_cm"] is None else f"{row['height_cm']} cm",
        weight=None if row["weight_kg"] is None else f"{row['weight_kg']} kg",
    )
    return Course(
        regimen,
        patient,
        start=row["start"],
        policy=cohort.policy,
        until=cohort.until,
        cycles=cohort.cycles,
        allow_unverified=cohort.allow_unverified,
        events=tuple(events),
    )


def _rows(row: dict[str, Any], plan: Calendar) -> Sequence[tuple[object, ...]]:
    """The rows of one patient, planned as any course is."""
    return [
        (
            row["patient_id"],
            one.date,
            one.phase,
            one.cycle,
            one.day,
            one.drug,
            one.occurrence,
            one.fraction,
            one.calculated,
            one.dose,
            one.unit,
            None if one.route is None else one.route.value,
            one.status.value,
        )
        for one in plan
    ]


def is_to_be_refused(cohort: Cohort, row: dict[str, Any]) -> bool:
    """Whether the row lacks something, or says something of what the regimen does not have."""
    regimen = cohort.regimen
    if None in (row["patient_id"], row["start"]):
        return True
    said = [one for one in row["fractions"] or () if one is not None]
    if said and "dose_change" in (row["events"] or ""):
        return _speak_of_one(regimen, json.loads(row["events"]))
    changes = any(one != before for before, one in zip([Decimal(1), *said], said, strict=False))
    return changes and len(regimen.reductions) != 1


def _speak_of_one(regimen: Regimen, events: list[dict[str, Any]]) -> bool:
    """Whether a dose change in events speaks of what fractions speak of, or of nobody knows."""
    if len(regimen.reductions) != 1:
        return True
    of = regimen.reductions[0].of
    return any(
        said["type"] == "dose_change" and said["of"] == component.drug.name
        for said in events
        for _, component in regimen.components()
        if of in {component.group, component.drug.name}
    )


def _order(rows: Sequence[dict[str, Any]], found: Sequence[str]) -> list[str]:
    """What is wrong with the order of the patients found."""
    order = list(dict.fromkeys(found))
    if order == [row["patient_id"] for row in rows if row["patient_id"] in set(order)]:
        return []
    return ["the patients are not in their order"]


def _broken(found: Any) -> dict[int, list[tuple[str, str]]] | None:
    """The violations of each row, as code and message; files have no table of them."""
    if not isinstance(found, Planned):
        return None
    said: dict[int, list[tuple[str, str]]] = {}
    for one in found.violations.to_pylist():
        said.setdefault(one["row"], []).append((one["code"], one["message"]))
    return said


def differences(cohort: Cohort, rows: Sequence[dict[str, Any]], found: Any) -> list[str]:
    """What differs between a cohort and each patient by himself."""
    names = found.rows.schema.names[:13]
    columns = [found.rows.column(name).to_pylist() for name in names]
    planned: dict[str, list[tuple[object, ...]]] = {}
    for values in zip(*columns, strict=True):
        planned.setdefault(values[0], []).append(values)
    rejects = {one["row"]: one["message"] for one in found.rejects.to_pylist()}
    violations = _broken(found)
    wrong = _order(rows, columns[0])
    for number, row in enumerate(rows, start=1):
        name = f"{cohort.regimen.id} row {number} {row}"
        if is_to_be_refused(cohort, row):
            if number not in rejects:
                wrong.append(f"{name}: planned, and was to be refused")
            continue
        try:
            plan = course_by_itself(cohort, row).plan()
        except RegimensError as error:
            if rejects.get(number) != str(error):
                wrong.append(f"{name}: {rejects.get(number)} and not {error}")
            continue
        severe = [one for one in plan.findings if one.severity is Severity.VIOLATION]
        broken = [(one.code, one.message) for one in severe]
        if number in rejects:
            wrong.append(f"{name}: refused with {rejects[number]}")
        elif planned.get(row["patient_id"], []) != _rows(row, plan):
            wrong.append(f"{name}: differs")
        elif violations is not None and violations.get(number, []) != broken:
            wrong.append(f"{name}: violations {violations.get(number)} and not {broken}")
    return wrong


def table(rows: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    """The rows as Arrow."""
    return pa.RecordBatch.from_pylist(list(rows), schema=SCHEMA)


def regimens() -> list[Regimen]:
    """The whole catalogue."""
    return [catalogue.get(name) for name in catalogue.ids()]
