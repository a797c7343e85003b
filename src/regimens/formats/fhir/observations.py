"""The patient, and what was measured: sizes, laboratory values and the derived surface area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from attrs import frozen

from regimens.decimals import plain
from regimens.dosing_surface import SurfaceArea
from regimens.events import Lab, Measurement
from regimens.formats.fhir.codes import OBSERVATIONS, Measured
from regimens.formats.fhir.courses import Entry, Writing
from regimens.formats.fhir.elements import coded, day, identifier, link, named, quantity
from regimens.formats.fhir.texts import narrative, visible
from regimens.history import recorded
from regimens.units import Kind, Measure

__all__ = ["observation_entries", "patient_entry"]

Values = dict[str, Any]
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_LABS = ("anc", "platelets", "haemoglobin", "creatinine", "creatinine_clearance")


def patient_entry(writing: Writing) -> Entry:
    """The patient, with what is recorded and nothing else."""
    patient = writing.calendar.patient
    own = (
        []
        if patient.id is None
        else [{"system": writing.patient_id_system, "value": visible(patient.id)}]
    )
    resource = named(
        resourceType="Patient",
        identifier=[identifier(writing.patient), *own],
        name=[] if not patient.name else [{"text": visible(patient.name)}],
        gender=None if patient.sex is None else patient.sex.value,
        birthDate=None if patient.born is None else day(patient.born),
    )
    return Entry(writing.patient, resource)


@frozen(kw_only=True)
class _Value:
    """One measured value, and where it was recorded."""

    name: str
    kind: Kind | None
    value: Decimal
    on: date
    place: str


def observation_entries(writing: Writing) -> Iterator[Entry]:
    """An Observation for each value that holds, and for each body surface doses were made from."""
    values = list(_values(writing))
    for value in values:
        name = writing.named("observation", value.place, value.name)
        shown = OBSERVATIONS[value.name, value.kind]
        yield Entry(
            name,
            _observation(writing, shown, value.value, value.on)
            | {"identifier": [identifier(name)]},
        )
    yield from _surfaces(writing, values)


def _values(writing: Writing) -> Iterator[_Value]:
    patient, start = writing.calendar.patient, writing.calendar.start
    yield from _measures(start, "start", height=patient.height, weight=patient.weight)
    for where, event in writing.holding:
        place = str(recorded(where))
        if isinstance(event, Measurement):
            yield from _measures(event.on, place, height=event.height, weight=event.weight)
        elif isinstance(event, Lab):
            yield from _measures(event.on, place, **{one: getattr(event, one) for one in _LABS})
            times = event.bilirubin_times_normal
            if times is not None:
                name = "bilirubin_times_normal"
                yield _Value(name=name, kind=None, value=times, on=event.on, place=place)


def _measures(on: date, place: str, **given: Measure | None) -> Iterator[_Value]:
    for name, one in given.items():
        if one is not None:
            yield _Value(name=name, kind=one.kind, value=one.value, on=on, place=place)


def _observation(writing: Writing, shown: Measured, value: Decimal, on: date) -> Values:
    amount = quantity(value, shown.unit, shown.shown)
    kind = ("vital-signs", "Vital Signs") if shown.vital else ("laboratory", "Laboratory")
    if shown is OBSERVATIONS["bsa", Kind.SURFACE]:
        kind = ("exam", "Exam")
    return named(
        resourceType="Observation",
        text=narrative([f"{shown.text} {plain(value)} {shown.shown} on {on}"]),
        status="final",
        category=[coded(_CATEGORY, *kind)],
        code=coded(shown.system, shown.code, shown.text),
        subject=writing.subject,
        effectiveDateTime=day(on),
        valueQuantity=amount,
    )


def _surfaces(writing: Writing, values: list[_Value]) -> Iterator[Entry]:
    first: dict[SurfaceArea, date] = {}
    for row in writing.calendar:
        if row.resolved.surface is not None:
            known = first.setdefault(row.resolved.surface, row.date)
            first[row.resolved.surface] = min(known, row.date)
    shown = OBSERVATIONS["bsa", Kind.SURFACE]
    alike: dict[UUID, list[SurfaceArea]] = {}
    for area in first:
        # Not by their digits: a course read back from its document may have lost a last zero.
        numbers = (area.height, area.weight, area.used)
        name = writing.named("bsa", area.formula.value, *map(plain, numbers))
        alike.setdefault(name, []).append(area)
    for name, areas in alike.items():
        # With a cap and without one, the same area can come out: one value, worked out twice.
        area, on = areas[0], min(first[one] for one in areas)
        derived = [
            *_from(writing, values, "height", area.height, on),
            *_from(writing, values, "weight", area.weight, on),
        ]
        steps = [
            "; ".join(f"{one.name}: {one.formula} = {one.result}" for one in other.working)
            for other in areas
        ]
        yield Entry(
            name,
            _observation(writing, shown, area.used, on)
            | named(
                identifier=[identifier(name)],
                method={"text": visible(area.formula.value)},
                derivedFrom=derived,
                note=[{"text": visible(one)} for one in dict.fromkeys(steps)],
            ),
        )


def _from(
    writing: Writing, values: list[_Value], name: str, value: Decimal, on: date
) -> list[Values]:
    """The latest value of that size that was known on a day, or else the first one."""
    same = [one for one in values if one.name == name and one.value == value]
    known = [one for one in same if one.on <= on] or same[:1]
    return [
        {"reference": link(writing.named("observation", one.place, one.name))} for one in known[-1:]
    ]
