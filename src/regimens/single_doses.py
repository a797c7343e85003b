"""Events about single doses, matched to the plan as it stood when they were recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeGuard, assert_never

from regimens.administrations import Administration, finding_at
from regimens.components import Role
from regimens.decimals import shown
from regimens.doses_given import Fulfilled, give
from regimens.drafts import RowsWith
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import (
    Discontinuation,
    Event,
    Given,
    Omission,
    Postponement,
    Switch,
)
from regimens.findings import Finding
from regimens.marks import Marks, Omitted, Postponed, Stopped, Switched, keeps_interval
from regimens.naming import check_names
from regimens.recorded import Names, each_name
from regimens.regimen import Regimen
from regimens.statuses import OFF, WAITING

__all__ = ["SingleDose", "apply", "is_single_dose"]

SingleDose = Omission | Postponement | Given | Discontinuation | Switch


def apply(
    event: SingleDose,
    marks: Marks,
    rows_with: RowsWith,
    regimen: Regimen,
    *,
    where: str,
    known: Sequence[Fulfilled] | None = None,
) -> tuple[Marks, list[Finding], list[Fulfilled]]:
    """The marks with one more event, what there is to say about it, and what it fulfilled.

    Args:
        event: The event.
        marks: What was done to single doses before it.
        rows_with: Makes the rows with some marks, as they stood when it was recorded.
        regimen: As written.
        where: The event's place, for messages.
        known: What a given dose fulfilled when it was recorded, where that is known already.

    Raises:
        HistoryError: for a plan about a dose that is not there.
        UnknownNameError: for a drug or group that is not there.
    """
    match event:
        case Omission():
            return *_omit(event, marks, rows_with(marks), regimen, where), []
        case Postponement():
            return *_postpone(event, marks, rows_with(marks), regimen, where), []
        case Given():
            return give(event, marks, rows_with, regimen, where=where, known=known)
        case Discontinuation():
            check_names(each_name(event.of), regimen, where)
            decided = event.recorded or event.on
            stop = Stopped(names=event.of, on=event.on, decided=decided, cause=where)
            said = [*_given_after(stop, marks), *_stops_as_treatment(event, regimen, where)]
            return marks.stop(stop), said, []
        case Switch():
            _check_product(event, regimen, where)
            mark = Switched(drug=event.of, product=event.to, on=event.on, cause=where)
            return marks.switch(mark), _not_switched(event, rows_with(marks), where), []
        case _:
            assert_never(event)


def _check_product(event: Switch, regimen: Regimen, where: str) -> None:
    check_names(each_name(event.of), regimen, where)
    products = {
        product.name: None
        for _, component in regimen.components()
        if component.drug.name == event.of
        for product in component.products
    }
    if event.to not in {*products, event.of}:
        raise UnknownNameError(
            f"{event.of} has no product {shown(event.to)}",
            where=where,
            mend=f"use one of {', '.join(products)}, or {event.of} to go back"
            if products
            else "record a new course instead",
        )


def _not_switched(event: Switch, rows: Sequence[Administration], where: str) -> list[Finding]:
    """Doses that have no such product, as the halves of a split first infusion."""
    return [
        finding_at(
            row,
            "interpretation",
            f"{row.drug} of {row.date} stays {row.written}: it cannot be given as {event.to}",
            events=(where,),
        )
        for row in rows
        if row.drug == event.of
        and row.date >= event.on
        and row.status in WAITING
        and event.to != event.of
        and row.slot.component.product(event.to) is None
    ]


def _planned(
    names: Names, on: date, rows: Sequence[Administration], regimen: Regimen, where: str
) -> list[Administration]:
    """The doses of each name on a day that are still to be given.

    A dose that doubles as premedication is both by its drug's name, and one of them by its group's.
    """
    check_names(each_name(names), regimen, where)
    doubled = [row.premedication for row in rows if row.premedication is not None]
    found: list[Administration] = []
    for name in each_name(names):
        own = [row for row in [*rows, *doubled] if name in (row.drug, row.group)]
        matched = [row for row in own if row.date == on and row.status in WAITING]
        if not matched:
            waiting = sorted({row.date for row in own if row.status in WAITING})
            near = min(waiting, key=lambda day: abs(day - on), default=None)
            raise HistoryError(
                f"no dose of {name} is planned on {on}",
                where=where,
                mend=f"the nearest is on {near}" if near else "none is left to be given",
            )
        found += [row for row in matched if row not in found]
    return found


def _omit(
    event: Omission,
    marks: Marks,
    rows: Sequence[Administration],
    regimen: Regimen,
    where: str,
) -> tuple[Marks, list[Finding]]:
    planned = _planned(event.of, event.on, rows, regimen, where)
    for row in planned:
        decided = event.recorded or event.on
        marks = marks.omit(row.key, Omitted(decided=decided, cause=where))
    return marks, [
        finding_at(
            row,
            "interpretation",
            f"{row.drug} of {row.date} is also the premedication of its infusion, which is then "
            "without: omit its group alone if only the treatment was meant",
            events=(where,),
        )
        for row in planned
        if row.premedication in planned
    ]


def _postpone(
    event: Postponement,
    marks: Marks,
    rows: Sequence[Administration],
    regimen: Regimen,
    where: str,
) -> tuple[Marks, list[Finding]]:
    if event.to <= event.on:
        raise HistoryError(
            f"{event.to} is not after {event.on}",
            where=where,
            mend="postpone to a later day; a dose given early is recorded as given",
        )
    findings: list[Finding] = []
    planned = _planned(event.of, event.on, rows, regimen, where)
    for row in planned:
        if row.group not in each_name(event.of):
            treated = next((other for other in planned if other.premedication == row), None)
            if treated is not None:
                findings.append(_stays_as_premedication(row, where))
                continue
        decided = event.recorded or event.on
        keeps = keeps_interval(row)
        after = [
            other.date
            for other in rows
            if other.drug == row.drug
            and other.slot.component.role is row.slot.component.role
            and other.status not in OFF
            and other.date > row.date
        ]
        if not keeps and after and event.to >= min(after):
            marks = marks.omit(row.key, Omitted(decided=decided, cause=where))
            findings.append(_became_omission(row, event.to, min(after), where))
            continue
        marks = marks.postpone(
            Postponed(
                key=row.key,
                days=(event.to - event.on).days,
                decided=decided,
                keeps_interval=keeps,
                cause=where,
                against=row.time.aligned_by,
            )
        )
    return marks, findings


def _became_omission(row: Administration, to: date, following: date, where: str) -> Finding:
    message = (
        f"{row.drug} of {row.date} postponed to {to} would meet the next dose on {following}, "
        "which keeps its date: it is omitted"
    )
    return finding_at(row, "interpretation", message, events=(where,))


def _stays_as_premedication(row: Administration, where: str) -> Finding:
    message = (
        f"{row.drug} of {row.date} is also premedication, which stays with its infusion: name its "
        "group too if it is to move"
    )
    return finding_at(row, "interpretation", message, events=(where,))


def _given_after(stop: Stopped, marks: Marks) -> list[Finding]:
    """Doses recorded as given on a day from which nothing was to be given."""
    return [
        finding_at(
            row,
            "unplanned",
            f"{row.drug} was given on {row.date} although it is discontinued from {stop.on} on; "
            "correct the wrong one",
            events=(*row.changed_by[-1:], stop.cause),
        )
        for row in marks.given.values()
        if stop.covers(row) and row.date >= stop.on
    ]


def _stops_as_treatment(event: Discontinuation, regimen: Regimen, where: str) -> list[Finding]:
    """A drug's name does not stop what is given of it as premedication."""
    names = each_name(event.of)
    going_on = {
        component.drug.name: component.group
        for _, component in regimen.components()
        if component.role is Role.PREMEDICATION
        and component.drug.name in names
        and component.group not in names
    }
    return [
        Finding(
            code="interpretation",
            drug=drug,
            date=event.on,
            message=(
                f"{drug} is stopped as treatment; as premedication it goes on: name the group "
                f"{group!r} too if it is to stop"
            ),
            events=(where,),
        )
        for drug, group in going_on.items()
    ]


def is_single_dose(event: Event) -> TypeGuard[SingleDose]:
    """Whether an event is about single doses rather than about cycles."""
    return isinstance(event, Omission | Postponement | Given | Discontinuation | Switch)
