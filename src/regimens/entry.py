"""Whether a patient meets what a protocol asks on day 1; the unknown is said, never passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from attrs import evolve
from dateutil.relativedelta import relativedelta

from regimens.decimals import fewest_digits, plain
from regimens.events import Lab
from regimens.findings import Finding
from regimens.history import History
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.renal import can_be_estimated, creatinine_clearance
from regimens.rules import AgeOver, EcogAtMost, Laboratory, LaboratoryAtLeast, Washout
from regimens.sources import Source
from regimens.units import creatinine_mg_per_dl, haemoglobin_g_per_dl

__all__ = ["age_in_years", "entry_findings", "is_older_than", "laboratory_value"]


def age_in_years(born: date, on: date) -> int:
    """Completed years; a birthday on 29 February is kept on 28 February in other years.

    >>> age_in_years(date(1961, 5, 4), date(2026, 5, 3))
    64
    """
    return relativedelta(on, born).years


def is_older_than(born: date, years: int, on: date) -> bool:
    """Whether somebody is strictly older than so many years: the birthday itself does not pass.

    >>> is_older_than(date(2006, 3, 1), 19, date(2025, 3, 1))
    False
    >>> is_older_than(date(2006, 3, 1), 19, date(2025, 3, 2))
    True
    """
    age = relativedelta(on, born)
    return (age.years, age.months, age.days) > (years, 0, 0)


def entry_findings(
    regimen: Regimen,
    patient: Patient,
    start: date,
    labs: History,
    policy: Policy,
) -> Iterator[Finding]:
    """The entry criteria that are not met, and those nothing is known for.

    Args:
        regimen: Its criteria.
        patient: As recorded.
        start: Day 1 of cycle 1.
        labs: The history; its laboratory values of day 1 or before count.
        policy: How old a laboratory value may be.
    """
    missing: list[LaboratoryAtLeast] = []
    unknown: list[tuple[str, Source]] = []
    for criterion in regimen.entry:
        if isinstance(criterion, LaboratoryAtLeast):
            found = laboratory_value(criterion.value, patient, start, labs, policy)
            if found is None:
                missing.append(criterion)
            elif found[0] < criterion.at_least:
                value, on, where = found
                message = f"{_value_text(criterion, value, on)}; entry needs {criterion}"
                low = _finding("lab-below-threshold", message, start, criterion.source)
                yield evolve(low, events=(where,))
        else:
            outcome = _held_against(criterion, patient, start)
            if isinstance(outcome, str):
                unknown.append((outcome, criterion.source))
            elif outcome is not None:
                yield outcome
    if missing:
        message = (
            f"no value of the last {policy.lab_validity_days} days before {start} for "
            f"{_listed(tuple(missing))}: record a lab event"
        )
        yield _finding("lab-missing", message, start, missing[0].source)
    if unknown:
        names = ", ".join(name for name, _ in unknown)
        message = f"entry cannot be checked without {names}: record them"
        yield _finding("entry-unknown", message, start, unknown[0][1])


@lru_cache(maxsize=256)
def _listed(criteria: tuple[LaboratoryAtLeast, ...]) -> str:
    return ", ".join(map(str, criteria))


def _held_against(
    criterion: AgeOver | EcogAtMost | Washout, patient: Patient, start: date
) -> Finding | str | None:
    """A finding where the criterion is not met, or what is not known."""
    match criterion:
        case AgeOver():
            if patient.born is None:
                return "date of birth"
            if is_older_than(patient.born, criterion.years, start):
                return None
            message = f"born {patient.born}; entry needs {criterion} on {start}"
            return _finding("entry-not-met", message, start, criterion.source)
        case EcogAtMost():
            if patient.ecog is None:
                return "ECOG performance status"
            if patient.ecog <= criterion.status:
                return None
            message = f"ECOG {patient.ecog}; entry needs {criterion}"
            return _finding("entry-not-met", message, start, criterion.source)
        case Washout():
            ended = patient.prior_therapy_ended
            if ended is None:
                return "end of prior therapy"
            days = (start - ended).days
            if days >= criterion.days:
                return None
            since = f"{days} days since" if days >= 0 else f"{-days} days before"
            message = (
                f"{since} prior therapy ended on {ended}; entry needs {criterion}: start "
                f"on {ended + timedelta(days=criterion.days)} or later"
            )
            return _finding("washout-too-short", message, start, criterion.source)
        case _:
            assert_never(criterion)


def _finding(code: str, message: str, start: date, source: Source) -> Finding:
    return Finding(code=code, message=message, date=start, source=str(source))


def _value_text(criterion: LaboratoryAtLeast, value: Decimal, on: date) -> str:
    """The value with enough digits to tell it from the limit."""
    shown = fewest_digits(value, lambda one: one != criterion.at_least)
    return f"{criterion.value.title} {plain(shown)} {criterion.value.kind.value} on {on}"


def laboratory_value(
    value: Laboratory,
    patient: Patient,
    start: date,
    labs: History,
    policy: Policy,
) -> tuple[Decimal, date, str] | None:
    """The latest value of day 1 or before that is not too old, with its date and place.

    A clearance is estimated only where none was measured.
    """
    recent = [
        (where, event)
        for where, event in labs
        if isinstance(event, Lab) and 0 <= (start - event.on).days <= policy.lab_validity_days
    ]
    found: tuple[Decimal, date, str] | None = None
    for where, event in recent:
        number = _value(value, event)
        if number is not None and (found is None or event.on >= found[1]):
            found = (number, event.on, where)
    if found is not None or value is not Laboratory.CREATININE_CLEARANCE:
        return found
    for where, event in recent:
        number = _estimated_clearance(event, patient)
        if number is not None and (found is None or event.on >= found[1]):
            found = (number, event.on, where)
    return found


def _value(value: Laboratory, lab: Lab) -> Decimal | None:
    match value:
        case Laboratory.ANC:
            return None if lab.anc is None else lab.anc.value
        case Laboratory.PLATELETS:
            return None if lab.platelets is None else lab.platelets.value
        case Laboratory.HAEMOGLOBIN:
            return None if lab.haemoglobin is None else haemoglobin_g_per_dl(lab.haemoglobin)
        case Laboratory.CREATININE_CLEARANCE:
            return None if lab.creatinine_clearance is None else lab.creatinine_clearance.value
        case _:
            assert_never(value)


def _estimated_clearance(lab: Lab, patient: Patient) -> Decimal | None:
    if (
        lab.creatinine is None
        or patient.born is None
        or patient.weight_kg is None
        or patient.sex is None
    ):
        return None
    age, creatinine = age_in_years(patient.born, lab.on), creatinine_mg_per_dl(lab.creatinine)
    if not can_be_estimated(age, creatinine):
        return None
    return creatinine_clearance(age, patient.weight_kg, creatinine, patient.sex)
