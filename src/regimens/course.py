"""A course: one regimen, one patient, one start, and the history of what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs
from attrs import field, frozen

from regimens.calendars import Calendar
from regimens.clinic import ClinicDays
from regimens.decimals import shown
from regimens.errors import BodyError, HistoryError, HorizonError
from regimens.events import Event
from regimens.handover import notebook_html
from regimens.patient import Patient
from regimens.planning import Frame
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.revisions import check_kept, check_leave, check_revision, with_amounts, with_choices
from regimens.timeline import Horizon, long_enough

__all__ = ["Course"]


def _frozen_choices(given: Mapping[str, str] | None) -> Mapping[str, str]:
    return MappingProxyType(dict(given or {}))


def _events(given: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(given)


def _names_a_course(_: object, __: object, value: Any) -> None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise HistoryError(
            f"{shown(value)} names no course", where="id", mend="give a text, or leave it out"
        )


_KINDS: Mapping[str, tuple[type, str]] = MappingProxyType(
    {
        "regimen": (Regimen, 'catalogue.get("dcep")'),
        "patient": (Patient, 'Patient(height="165 cm", weight="70 kg")'),
        "policy": (Policy, "Policy()"),
    }
)


@frozen
class Course:
    """A regimen for a patient from a date on, with its history; every change gives a new one.

    Args:
        regimen: As written.
        patient: As recorded.
        start: Day 1 of cycle 1.
        policy: How doses are worked out where the protocol leaves it open.
        choices: Picked alternatives, by choice; what is not picked has its default.
        until: The last day shown; needed, or `cycles`, where the regimen is open-ended.
        cycles: How many whole cycles to show, over all phases; with `until` too, what comes first.
        as_of: The day up to which past doses need confirming.
        allow_unverified: Why a definition with unread numbers may be planned.
        events: What happened, in the order it was recorded.
        clinic: The days the clinic is closed, and how far doses may move because of them.
        id: What tells this course from all others of whoever keeps it, or None.

    Raises:
        HistoryError: for a regimen's id instead of the regimen, a start or day that is not a date,
            an event that is none, or an id that is no text.
        HorizonError: for a number of cycles that is none.
        BodyError: for a patient born after the start.

    >>> from regimens import catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> len(course.plan())
    48
    """

    regimen: Regimen = field()
    patient: Patient = field()
    start: date = field(kw_only=True)
    policy: Policy = field(factory=Policy, kw_only=True)
    choices: Mapping[str, str] = field(
        factory=dict, converter=_frozen_choices, kw_only=True, hash=False
    )
    until: date | None = field(default=None, kw_only=True)
    cycles: int | None = field(default=None, kw_only=True)
    as_of: date | None = field(default=None, kw_only=True)
    allow_unverified: str | None = field(default=None, kw_only=True)
    events: tuple[Event, ...] = field(default=(), converter=_events, kw_only=True)
    clinic: ClinicDays | None = field(default=None, kw_only=True)
    id: str | None = field(default=None, kw_only=True, validator=_names_a_course)

    @regimen.validator
    @patient.validator
    @policy.validator
    def _is_of_its_kind(self, attribute: Any, value: object) -> None:
        kind, example = _KINDS[attribute.name]
        if not isinstance(value, kind):
            raise HistoryError(
                f"{shown(value)} is no {attribute.name}",
                where=attribute.name,
                mend=f"give one, such as {example}",
            )

    @start.validator
    @until.validator
    @as_of.validator
    def _is_a_date(self, attribute: Any, value: date | None) -> None:
        if type(value) is not date and not (value is None and attribute.name != "start"):
            raise HistoryError(
                f"{shown(value)} is not a date", where=attribute.name, mend="give a datetime.date"
            )

    def __attrs_post_init__(self) -> None:
        born = self.patient.born
        if born is not None and born > self.start:
            raise BodyError(
                f"born on {born}, after the start on {self.start}",
                where="patient.born",
                mend="check both dates",
            )

    @events.validator
    def _are_events(self, _: object, value: tuple[object, ...]) -> None:
        for index, one in enumerate(value):
            if not isinstance(one, Event):
                raise HistoryError(
                    f"{shown(one)} is no event",
                    where=f"events[{index}]",
                    mend="give events one by one, or a list of them as record(*events)",
                )

    @cycles.validator
    def _is_a_count(self, _: object, value: int | None) -> None:
        if value is not None and (type(value) is not int or value < 1):
            raise HorizonError(
                f"{value!r} cycles", where="cycles", mend="give a whole number of 1 or more"
            )

    def record(self, *events: Event) -> Course:
        """The course with these events after those it has; this one stays as it is.

        Raises:
            HistoryError: for what is no event, such as a list of them.

        >>> from regimens import CycleStart, catalogue
        >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
        ...                 start=date(2026, 1, 5))
        >>> late = course.record(CycleStart(cycle=2, on=date(2026, 2, 12)))
        >>> [finding.code for finding in late.plan().findings if finding.cycle == 2]
        ['dose-delay']
        """
        return attrs.evolve(self, events=(*self.events, *events))

    def under(self, regimen: Regimen, *, allow_unverified: str | None = None) -> Course:
        """The course under another revision of its regimen; what was given stays as it was given.

        A dose recorded as given without an amount gets the amount it had, and a route or option
        that was used by default is picked where it is the default no more. A dose not recorded as
        given has that of the new revision, also where its day is past.

        Args:
            regimen: The other revision.
            allow_unverified: Why numbers that nobody has read may be planned; the reason the
                course has holds for those it had.

        Raises:
            UnverifiedError: for a number that nobody has read and the course did not have.
            HistoryError: for another regimen, other content under the same revision, or a given
                dose that would be another or stand elsewhere.

        >>> from regimens import catalogue
        >>> dcep = catalogue.get("dcep")
        >>> course = Course(dcep, Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5))
        >>> course.under(attrs.evolve(dcep, revision="2")).regimen.revision
        '2'
        """
        check_revision(self.regimen, regimen)
        if allow_unverified is None:
            check_leave(self.regimen, regimen)
        before = self._whole(self.events)
        carried = attrs.evolve(
            self,
            regimen=regimen,
            events=with_amounts(before),
            choices=with_choices(before, regimen),
            allow_unverified=(
                self.allow_unverified if allow_unverified is None else allow_unverified
            ),
        )
        # The amounts are held against the old definition too: they may not have moved a match.
        check_kept(self._whole(carried.events), before)
        check_kept(before, carried._whole(carried.events))  # noqa: SLF001 - a course like this
        return carried

    def _whole(self, events: tuple[Event, ...]) -> Calendar:
        """The calendar up to all that events name, wherever this one's ends."""
        reach = long_enough(self.regimen, self.start, events)
        return attrs.evolve(self, events=events, until=reach.until, cycles=None).plan()

    def plan(self, *, continuous: bool = False) -> Calendar:
        """The calendar of this course.

        Args:
            continuous: Whether drugs given every day (a prophylaxis) get a row a day.

        Raises:
            HorizonError: for an open-ended regimen without `until` or `cycles`.
            HistoryError: for an event that contradicts the regimen or another event.
            DoseError: where a dose needs a measure that is not recorded.
            UnknownNameError: for a choice, drug, group or level that is not there.
            UnverifiedError: for an unverified definition without leave.
        """
        frame = Frame(
            regimen=self.regimen,
            patient=self.patient,
            start=self.start,
            policy=self.policy,
            choices=self.choices,
            horizon=Horizon(until=self.until, cycles=self.cycles),
            as_of=self.as_of,
            allow_unverified=self.allow_unverified,
            clinic=self.clinic,
            course_id=self.id,
            continuous=continuous,
        )
        return frame.calendar(self.events)

    def _repr_html_(self) -> str:
        return notebook_html(self)
