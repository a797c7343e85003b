"""A running course under another revision of its regimen: what was given stays as it was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count

from attrs import evolve, fields, frozen, has

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.components import Component
from regimens.decimals import plain
from regimens.errors import HistoryError, UnverifiedError
from regimens.events import Event, Given
from regimens.history import place
from regimens.regimen import Regimen, sources
from regimens.sources import Source
from regimens.statuses import Status

__all__ = ["check_kept", "check_leave", "check_revision", "with_amounts", "with_choices"]


def check_revision(before: Regimen, after: Regimen) -> None:
    """Refuse what is no other revision of the same regimen.

    Raises:
        HistoryError: for another regimen, or other content under the same revision.
    """
    if after.id != before.id:
        raise HistoryError(
            f"a course of {before.id} cannot go on under {after.id}",
            where="regimen",
            mend="stop it, and start a course of the other",
        )
    if after.revision == before.revision and after.digest != before.digest:
        raise HistoryError(
            f"this {after.id} is revision {after.revision} like the one the course was planned "
            "with, and has other content",
            where="regimen.revision",
            mend="give the changed one another revision",
        )


def check_leave(before: Regimen, after: Regimen) -> None:
    """Refuse numbers that nobody has read and the earlier revision did not have.

    The reason why the earlier ones were planned says nothing about them.

    Raises:
        UnverifiedError: naming the first.
    """
    known = set(_unread(before, ""))
    new = [one for one in _unread(after, "") if one not in known]
    if new:
        drug, source, _ = new[0]
        about = f" of {drug}" if drug else ""
        raise UnverifiedError(
            f"a number{about} that nobody has read is new in revision {after.revision}: {source}",
            where="allow_unverified",
            mend="read it in a reference, or give a reason for the new revision "
            "(--allow-unverified)",
        )


def _unread(value: object, drug: str) -> Iterator[tuple[str, Source, str]]:
    """What stands under a source that nobody has read: its drug, the source, and what it says."""
    if isinstance(value, tuple):
        for item in value:
            yield from _unread(item, drug)
        return
    if isinstance(value, Source) or not has(cls := type(value)):
        return
    if isinstance(value, Component):
        drug = value.drug.name
    held = {one.name: getattr(value, one.name) for one in fields(cls)}
    for item in held.values():
        if isinstance(item, Source) and not item.verified:
            said = {name: one for name, one in held.items() if next(sources(one), None) is None}
            yield drug, item, f"{cls.__name__} {said}"
        yield from _unread(item, drug)


def with_amounts(calendar: Calendar) -> tuple[Event, ...]:
    """The history with the amount at every dose that was given as planned then.

    A dose recorded as given without an amount has the planned one; under another definition that
    would be another. One record of several drugs becomes one for each; the first keeps its id.
    """
    given: dict[str, list[Administration]] = {}
    for row in calendar:
        if row.status is Status.GIVEN and row.given is None and row.changed_by:
            given.setdefault(row.changed_by[-1], []).append(row)
    taken = {event.id for event in calendar.history if event.id is not None}
    return tuple(
        one
        for index, event in enumerate(calendar.history)
        for one in _with_amounts(event, given.get(place(index, event), []), taken)
    )


def _with_amounts(event: Event, rows: Sequence[Administration], taken: set[str]) -> Iterator[Event]:
    if not isinstance(event, Given) or not rows:
        yield event
        return
    for number, row in enumerate(rows, start=1):
        name = event.id
        if name is not None and number > 1:
            name = next(one for n in count(number) if (one := f"{event.id}-{n}") not in taken)
            taken.add(name)
        dose = f"{plain(row.dose)} {row.unit}"
        yield evolve(event, id=name, of=row.drug, dose=dose)


def with_choices(calendar: Calendar, regimen: Regimen) -> Mapping[str, str]:
    """The choices, with what was given by default picked where it is the default no more."""
    picked = dict(calendar.choices)
    known = calendar.regimen.choices()
    given = [row.slot.component for row in calendar if row.status is Status.GIVEN]
    for choice, options in regimen.choices().items():
        if choice in picked:
            continue
        used = {known[choice][0]} if choice in known and _is_used(choice, calendar) else set()
        if choice not in known:  # it had one route, and has several
            used = {
                route.value
                for component in given
                if component.drug.name == choice
                for route in component.routes
            }
        if len(used) == 1 and (option := used.pop()) in options[1:]:
            picked[choice] = option
    return picked


def _is_used(choice: str, calendar: Calendar) -> bool:
    """Whether something was given that a choice decides on."""
    return any(
        component.drug.name == choice
        or (component.alternative is not None and component.alternative.choice == choice)
        for row in calendar
        if row.status is Status.GIVEN
        for component in (row.slot.component,)
    )


@frozen(order=True)
class _Dose:
    """A given dose, with its place in the regimen.

    Args:
        date: When.
        drug: Its drug.
        phase: Its phase.
        cycle: Its cycle.
        day: Its day as written.
        occurrence: Which of the day's doses.
        dose: How much.
        unit: Of what.
        route: As in ``"IV"``; empty where none is stated.
    """

    date: date
    drug: str
    phase: str
    cycle: int
    day: int
    occurrence: int
    dose: Decimal
    unit: str
    route: str

    @property
    def place(self) -> str:
        """Where it stands, and how much it is."""
        route = f" {self.route}" if self.route else ""
        number = f" dose {self.occurrence}" if self.occurrence > 1 else ""
        where = f"{self.phase} cycle {self.cycle} day {self.day}{number}"
        return f"{where}, {plain(self.dose)} {self.unit}{route}"


def check_kept(before: Calendar, after: Calendar) -> None:
    """Refuse a calendar in which a given dose is not what it was, where it was.

    A drug that the later regimen has no more stands as unplanned there, which its findings say.

    Raises:
        HistoryError: naming the first such dose.
    """
    old, new = _given(before), _given(after)
    drugs = {component.drug.name for _, component in after.regimen.components()}
    lost = sorted(one for one in (old - new) if one.drug in drugs)
    more = sorted(new - old)
    if lost:
        first = lost[0]
        now = next((one for one in more if (one.drug, one.date) == (first.drug, first.date)), None)
        stands = "have no place" if now is None else f"stand as {now.place}"
        raise HistoryError(
            f"{first.drug} given on {first.date} as {first.place}, would {stands}",
            where="events",
            mend="record the cycle starts, or stop it and start a course of the new revision",
        )
    if more:
        raise HistoryError(
            f"{more[0].drug} given on {more[0].date} would stand as {plain(more[0].dose)} "
            f"{more[0].unit}, which nobody has recorded",
            where="events",
            mend="record its amount and the planned date it fulfils",
        )


def _given(calendar: Calendar) -> Counter[_Dose]:
    return Counter(
        _Dose(
            row.date,
            row.drug,
            row.phase,
            row.cycle,
            row.day,
            row.occurrence,
            row.dose,
            row.unit,
            "" if row.route is None else row.route.value,
        )
        for row in calendar
        if row.status is Status.GIVEN
    )
