"""Each dose of a calendar as a MedicationRequest, and what became of it as an administration."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import uuid5

from regimens.administrations import Administration
from regimens.amounts import Unit
from regimens.decimals import plain
from regimens.formats.besides import Besides, given_besides
from regimens.formats.fhir.activities import ordered
from regimens.formats.fhir.codes import BASIS_CODES, DOSE_RATE, REQUEST_STATUS, SNOMED, FhirVersion
from regimens.formats.fhir.courses import Entry, Writing
from regimens.formats.fhir.elements import (
    coded,
    day,
    extension,
    identifier,
    link,
    medication,
    named,
    parts,
    quantity,
    route_concept,
)
from regimens.formats.fhir.extensions import NORMALIZATION_BASIS
from regimens.formats.fhir.texts import narrative, visible
from regimens.history import recorded
from regimens.statuses import NOT_TO_BE_GIVEN, Status
from regimens.units import Kind

__all__ = ["administration_entries", "dose_line", "order_entries"]

Values = dict[str, Any]
_NOT_PLANNED = "given; it fulfils no dose of this calendar"


def order_entries(writing: Writing) -> Iterator[Entry]:
    """A MedicationRequest for every row of the calendar, in its order."""
    for row in writing.calendar:
        name = writing.doses[row.key]
        if name not in writing.besides:
            yield Entry(name, _order(writing, row))


def _order(writing: Writing, row: Administration) -> Values:
    r5 = writing.version is FhirVersion.R5
    line = dose_line(row)
    off = row.status in NOT_TO_BE_GIVEN
    reason = next(writing.reasons(row), None) if off else None
    on = day(row.date)
    cycle = writing.cycle(row.phase, row.cycle)
    return named(
        resourceType="MedicationRequest",
        text=narrative([line]),
        extension=[*_place(row), *_dose(row), *_basis(row), _status(row.status.value)],
        identifier=[identifier(writing.doses[row.key])],
        basedOn=[{"reference": link(cycle), "display": visible(f"{row.phase} cycle {row.cycle}")}],
        status=REQUEST_STATUS[row.status],
        statusReason={"text": visible(reason)} if reason else None,
        intent="plan",
        **medication(row.drug, writing.version),
        subject=writing.subject,
        authoredOn=None if writing.authored is None else day(writing.authored),
        effectiveDosePeriod={"start": on, "end": on} if r5 else None,
        note=[{"text": visible(one)} for one in _notes(row)],
        dosageInstruction=[_instruction(row, line)],
    )


def _status(value: str) -> Values:
    return extension("dose-status", valueCode=value)


def _place(row: Administration) -> Iterator[Values]:
    """Where the dose stands in the regimen."""
    yield extension("phase", valueString=visible(row.phase))
    yield extension("cycle-number", valuePositiveInt=row.cycle)
    yield extension("cycle-day", valueInteger=row.day)
    yield extension("drug-group", valueString=visible(row.group))
    for role in row.roles:
        yield extension("dose-role", valueCode=role.value)
    if row.of > 1:
        number, of = ("number", "positiveInt", row.occurrence), ("of", "positiveInt", row.of)
        yield parts("dose-occurrence", number, of)


def _dose(row: Administration) -> Iterator[Values]:
    """What its dose was made from."""
    reason = row.resolved.reason
    why = ("reason", "CodeableConcept", {"text": visible(reason)} if reason else None)
    if row.fraction is not None:
        yield parts("dose-fraction", ("fraction", "decimal", row.fraction), why)
    if row.level is not None:
        yield parts("dose-level", ("level", "string", visible(row.level)), why)
    exact = _amount(row, row.calculated)
    yield extension("dose-before-rounding", valueQuantity=exact)
    yield extension("dose-written", valueString=visible(row.written))


def _basis(row: Administration) -> list[Values]:
    """What the dose is normalized by, as mCODE records it."""
    basis = BASIS_CODES.get(row.resolved.written.amount.basis)
    if basis is None:
        return []
    return [{"url": NORMALIZATION_BASIS, "valueCodeableConcept": coded(SNOMED, *basis)}]


def _counted(value: Decimal, is_mass: bool) -> Values:
    return quantity(value, "mg" if is_mass else "10*6")


def _amount(row: Administration, value: Decimal) -> Values:
    return _counted(value, row.unit == Unit.MG.value)


def dose_line(row: Administration, *, given: bool = False) -> str:
    """A dose in words: milligrams, date, cycle and day stand in it for those who read only text.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> dose_line(plan[1])
    'cyclophosphamide 716 mg on 2026-01-05 (induction cycle 1 day 1; 400 mg/m²; planned)'
    """
    dose = row.dose if given else row.resolved.value
    head = f"{row.drug} {plain(dose)} {row.unit}"
    if row.route is not None:
        head += f" {row.route.value}"
    if row.of > 1:
        head += f" ({row.occurrence} of {row.of} that day)"
    made = row.written
    if row.level is not None:
        made += f" at level {row.level}"
    elif row.fraction is not None and row.fraction != 1:
        made += f" × {plain(row.fraction)}"
    inside = f"{row.phase} cycle {row.cycle} day {row.day}; {made}; {row.status.value}"
    off = f"{row.status.value}: " if row.status in NOT_TO_BE_GIVEN else ""
    return f"{off}{head} on {row.date} ({inside})"


def _notes(row: Administration) -> Iterator[str]:
    """What to know besides: what it is taken from, and that a small dose is no slip."""
    if row.pieces:
        left = row.resolved.made.left_over
        rest = f", {plain(left)} mg left over" if left else ""
        yield f"taken from {' + '.join(map(str, row.pieces))}{rest}"
    if row.resolved.capped:
        yield "a cap was reached"
    if row.premedication is not None:
        yield "also given as premedication: one dose, counted once"


def _instruction(row: Administration, line: str) -> Values:
    on = day(row.date)
    written = row.resolved.written
    return named(
        text=visible(line),
        timing={"event": [on], "repeat": {"boundsPeriod": {"start": on, "end": on}, "count": 1}},
        route=None if row.route is None else route_concept(row.route),
        doseAndRate=[
            {
                "type": coded(DOSE_RATE, "calculated", "Calculated"),
                "doseQuantity": _amount(row, row.resolved.value),
            },
            ordered(written),
        ],
    )


def administration_entries(writing: Writing) -> Iterator[Entry]:
    """A MedicationAdministration for every dose that was given, or was not although it was due.

    Also for one that was given although it fulfils none of the calendar; that has no request.
    """
    for row in writing.calendar:
        if row.status in (Status.GIVEN, Status.OMITTED):
            name = uuid5(writing.doses[row.key], "administration")
            if name in writing.besides:
                continue
            yield Entry(name, _administration(writing, row, identifier(name)))
    for one in given_besides(writing.calendar):
        name = writing.named("given", recorded(one.place), one.drug)
        if name not in writing.besides:
            yield Entry(name, _besides(writing, one, identifier(name)))


def _besides(writing: Writing, one: Besides, own: Values) -> Values:
    """A dose that was given and fulfils none of the calendar: a fact all the same."""
    r4 = writing.version is FhirVersion.R4
    dose = one.event.dose
    line = f"{one.drug} {dose or 'in an amount not recorded'} on {one.event.on} ({_NOT_PLANNED})"
    held = None if dose is None else _counted(dose.value, dose.kind is Kind.DRUG_MASS)
    dosage = None if held is None else named(text=visible(line), dose=held)
    return named(
        resourceType="MedicationAdministration",
        text=narrative([line]),
        identifier=[own],
        status="completed",
        **medication(one.drug, writing.version),
        subject=writing.subject,
        **{"effectiveDateTime" if r4 else "occurenceDateTime": day(one.event.on)},
        note=[{"text": _NOT_PLANNED}],
        dosage=dosage,
    )


def _administration(writing: Writing, row: Administration, own: Values) -> Values:
    r4 = writing.version is FhirVersion.R4
    is_given = row.status is Status.GIVEN
    line = dose_line(row, given=is_given)
    reasons = [] if is_given else [{"text": visible(one)} for one in [*writing.reasons(row)][:1]]
    cycle = [{"reference": link(writing.cycle(row.phase, row.cycle))}]
    route = None if row.route is None else route_concept(row.route)
    dosage = named(text=visible(line), route=route, dose=_amount(row, row.dose))
    return named(
        resourceType="MedicationAdministration",
        text=narrative([line]),
        extension=[*_place(row), *_dose(row)],
        identifier=[own],
        basedOn=None if r4 else cycle,
        supportingInformation=cycle if r4 else None,
        status="completed" if is_given else "not-done",
        statusReason=reasons,
        **medication(row.drug, writing.version),
        subject=writing.subject,
        **{"effectiveDateTime" if r4 else "occurenceDateTime": day(row.date)},
        request={"reference": link(writing.doses[row.key])},
        dosage=dosage if is_given else None,
    )
