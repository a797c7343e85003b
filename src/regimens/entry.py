"""Whether a patient meets what a protocol asks on day 1; the unknown is said, never passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from attrs import evolve

from regimens.conditions import AgeOver, EcogAtMost, LaboratoryAtLeast, Washout
from regimens.decimals import fewest_digits, plain
from regimens.findings import Finding
from regimens.history import History
from regimens.known_values import is_older_than, laboratory_value
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.sources import Source

__all__ = ["entry_findings"]


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
    shown = fewest_digits(
        value, lambda one: (one < criterion.at_least) == (value < criterion.at_least)
    )
    return f"{criterion.value.title} {plain(shown)} {criterion.value.kind.value} on {on}"
