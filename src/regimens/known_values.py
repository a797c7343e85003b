"""What is known of a patient on a day: the age, and the laboratory values that are not too old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import assert_never

from attrs import frozen
from dateutil.relativedelta import relativedelta

from regimens.conditions import Laboratory
from regimens.events import Lab
from regimens.history import History
from regimens.levels import TableValue
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.renal import can_be_estimated, creatinine_clearance
from regimens.units import creatinine_mg_per_dl, haemoglobin_g_per_dl

__all__ = [
    "MEASURED",
    "PATIENT",
    "Known",
    "age_in_years",
    "is_older_than",
    "known_value",
    "laboratory_value",
    "later_values",
    "newer",
    "not_known",
]

MEASURED = (TableValue.CREATININE_CLEARANCE, TableValue.BILIRUBIN)
PATIENT = "the patient's record"


@frozen
class Known:
    """A value, the day it is of, and its place in the record."""

    value: Decimal
    on: date
    where: str

    @property
    def events(self) -> tuple[str, ...]:
        """The event it stands in, if it is one."""
        return () if self.where == PATIENT else (self.where,)


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


def known_value(
    by: TableValue, patient: Patient, day: date, history: History, policy: Policy
) -> Known | None:
    """The value known on a day; of several of one day the last recorded."""
    match by:
        case TableValue.CREATININE_CLEARANCE:
            found = laboratory_value(Laboratory.CREATININE_CLEARANCE, patient, day, history, policy)
            return None if found is None else Known(*found)
        case TableValue.BILIRUBIN:
            recent = [
                Known(event.bilirubin_times_normal, event.on, where)
                for where, event in history
                if isinstance(event, Lab)
                and event.bilirubin_times_normal is not None
                and 0 <= (day - event.on).days <= policy.lab_validity_days
            ]
            # The last one of the latest day: max keeps the first of equals.
            return max(reversed(recent), key=lambda one: one.on, default=None)
        case TableValue.WEIGHT:
            weight = patient.weight_kg
            return None if weight is None else Known(weight, day, PATIENT)
        case _:
            if patient.born is None:
                return None
            return Known(Decimal(age_in_years(patient.born, day)), day, PATIENT)


def later_values(
    by: TableValue, patient: Patient, day: date, history: History, policy: Policy
) -> Iterator[tuple[int, Known]]:
    """The values of later days, each with its event's place in the history, from 0."""
    if by not in MEASURED:
        return
    for index, (where, event) in enumerate(history):
        if isinstance(event, Lab) and event.on > day:
            found = known_value(by, patient, event.on, [(where, event)], policy)
            if found is not None:
                yield index, found


def newer(
    used: Known, patient: Patient, day: date, history: History, policy: Policy
) -> Known | None:
    """A clearance estimated from a creatinine that is newer than the measured one that is used."""
    later = [
        (where, event) for where, event in history if isinstance(event, Lab) and event.on > used.on
    ]
    return known_value(TableValue.CREATININE_CLEARANCE, patient, day, later, policy)


def not_known(by: TableValue, day: date, history: History, policy: Policy) -> str:
    """Why no value is known, for messages."""
    creatinine = any(
        isinstance(event, Lab)
        and event.creatinine is not None
        and 0 <= (day - event.on).days <= policy.lab_validity_days
        for _, event in history
    )
    if by is TableValue.CREATININE_CLEARANCE and creatinine:
        return (
            "which cannot be estimated from the creatinine recorded: that needs sex, date of birth "
            "and weight, and a creatinine that can be (check its unit)"
        )
    return "of which no value of day 1 or shortly before is recorded"
