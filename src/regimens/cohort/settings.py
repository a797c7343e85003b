"""What is the same for every patient of a cohort, and the single course of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import attrs
from attrs import field, frozen

from regimens.cohort.lists import check_said_once, delay_events, fraction_events
from regimens.course import Course
from regimens.decimals import number
from regimens.errors import (
    BodyError,
    HorizonError,
    RegimensError,
    UnknownNameError,
    UnverifiedError,
)
from regimens.events import Event
from regimens.formats.converter import structure
from regimens.formats.reading import parse_json
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen

__all__ = ["Cohort", "Record", "course_of", "reference_patient"]

_DAY = date(2026, 1, 5)


def reference_patient() -> Patient:
    """Somebody whom any regimen can be planned for that needs no more than a body."""
    return Patient(height="165 cm", weight="70 kg")


def _frozen_choices(given: Mapping[str, str] | None) -> Mapping[str, str]:
    return MappingProxyType(dict(given or {}))


@frozen(kw_only=True)
class Cohort:
    """How the patients of a cohort are planned: what a course has besides its patient.

    Args:
        regimen: As written.
        policy: How doses are worked out where the protocol leaves it open.
        choices: Picked alternatives, by choice; what is not picked has its default.
        until: The last day shown; needed, or `cycles`, where the regimen is open-ended.
        cycles: How many whole cycles to show, over all phases; with `until` too, what comes first.
        allow_unverified: Why a definition with unread numbers may be planned.

    Raises:
        HorizonError: for an open-ended regimen without an end.
        UnknownNameError: for a choice that is not there.
        UnverifiedError: for an unverified definition without leave.

    >>> from regimens import catalogue
    >>> Cohort(regimen=catalogue.get("dcep"), policy=Policy(rounding="5 mg")).regimen.id
    'dcep'
    """

    regimen: Regimen
    policy: Policy = field(factory=Policy)
    choices: Mapping[str, str] = field(factory=dict, converter=_frozen_choices, hash=False)
    until: date | None = None
    cycles: int | None = None
    allow_unverified: str | None = None

    def __attrs_post_init__(self) -> None:
        # What no patient could be planned with is said once, and not of each.
        tried = self.course(reference_patient(), self.until or _DAY)
        try:
            tried.plan()
        except (HorizonError, UnknownNameError, UnverifiedError):
            raise
        except RegimensError:
            return  # it needs more than is known of the one who was tried

    def __getstate__(self) -> tuple[object, ...]:
        return (
            self.regimen,
            self.policy,
            dict(self.choices),
            self.until,
            self.cycles,
            self.allow_unverified,
        )

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for name, value in zip(attrs.fields_dict(Cohort), state, strict=True):
            kept = MappingProxyType(value) if isinstance(value, dict) else value
            object.__setattr__(self, name, kept)

    def course(self, patient: Patient, start: date, events: Sequence[Event] = ()) -> Course:
        """The course of one patient.

        Raises:
            RegimensError: as :class:`regimens.Course`.
        """
        return Course(
            self.regimen,
            patient,
            start=start,
            policy=self.policy,
            choices=self.choices,
            until=self.until,
            cycles=self.cycles,
            allow_unverified=self.allow_unverified,
            events=tuple(events),
        )


@frozen(kw_only=True)
class Record:
    """One row of a table of patients, its numbers as text.

    Args:
        patient_id: Whose row it is.
        start: Day 1 of cycle 1, as text.
        height: In cm, or None.
        weight: In kg, or None.
        fractions: Of the full dose of what the regimen reduces, one a cycle; None as before.
        delays: In days, one a cycle; None is no delay.
        events: The events of a course document as JSON text, or None.
    """

    patient_id: str | None
    start: str | date | None
    height: str | None = None
    weight: str | None = None
    fractions: Sequence[str | None] = ()
    delays: Sequence[str | None] = ()
    events: str | None = None


def course_of(cohort: Cohort, record: Record) -> Course:
    """The course that a row of a table of patients describes.

    Args:
        cohort: What all rows have in common.
        record: The row.

    Raises:
        BodyError: for a row that names no patient.
        HorizonError: for a row without a start.
        RegimensError: for any other that cannot be planned, with its column and the mend.

    >>> from regimens import catalogue
    >>> record = Record(patient_id="p1", start="2026-01-05", height="165", weight="70",
    ...                 fractions=("1", "0.7"), delays=("0", "3"))
    >>> [str(event.cycle) for event in course_of(Cohort(regimen=catalogue.get("dcep")), record)
    ...  .events]
    ['2', '2']
    """
    if record.patient_id is None or not record.patient_id.strip():
        raise BodyError("names no patient", where="patient_id", mend="give each row a text")
    start = record.start
    if start is None:
        raise HorizonError("nothing", where="start", mend="give the day of cycle 1 day 1")
    if not isinstance(start, date):
        start = structure(start, date, where="start")
    patient = Patient(
        id=record.patient_id,
        height=_measured(record.height, "cm", "height_cm", "centimetres", "165"),
        weight=_measured(record.weight, "kg", "weight_kg", "kilograms", "70.5"),
    )
    events = [
        *fraction_events(cohort.regimen, record.fractions),
        *delay_events(cohort.regimen, record.delays),
        *_recorded(cohort.regimen, record),
    ]
    return cohort.course(patient, start, events)


def _measured(text: str | None, unit: str, column: str, units: str, example: str) -> str | None:
    """A measure with its unit; who wrote one into the cell is told of the cell."""
    if text is None:
        return None
    mend = f"write {units} as a number alone, as in {example}"
    number(text, where=column, mend=mend)
    return f"{text} {unit}"


def _recorded(regimen: Regimen, record: Record) -> tuple[Event, ...]:
    """The events of the row; nothing may be said twice of what its fractions speak of."""
    if record.events is None or not record.events.strip():
        return ()
    values = parse_json(record.events.encode(), where="events")
    events: tuple[Event, ...] = structure(values, tuple[Event, ...], where="events")
    if any(fraction is not None for fraction in record.fractions):
        check_said_once(regimen, events)
    return events
