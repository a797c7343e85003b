"""The values that tables of dose levels are read by: those of day 1, and others that speak too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import frozen

from regimens.components import TableValue
from regimens.entry import age_in_years, laboratory_value
from regimens.events import Lab
from regimens.history import History
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.rules import Laboratory

__all__ = ["MEASURED", "PATIENT", "Known", "known_value", "later_values", "newer", "not_known"]

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
