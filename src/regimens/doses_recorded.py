"""Events about single doses, matched to the plan as it stood when they were recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeGuard, assert_never

from attrs import evolve, frozen

from regimens.administrations import Administration, Status, finding_at
from regimens.components import Role
from regimens.decimals import EXACT, shown
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import (
    Discontinuation,
    Event,
    Given,
    Names,
    Omission,
    Postponement,
    Switch,
)
from regimens.findings import Finding
from regimens.marks import Marks, Omitted, Postponed, Stopped, Switched
from regimens.regimen import Regimen
from regimens.rules import MissedDose

__all__ = ["Draft", "Fulfilled", "SingleDose", "apply", "is_single_dose"]

Draft = Callable[[Marks], Sequence[Administration]]
SingleDose = Omission | Postponement | Given | Discontinuation | Switch
_WAITING = (Status.PLANNED, Status.UNCONFIRMED, Status.CONDITIONAL, Status.WITHHELD)
_OFF = (Status.OMITTED, Status.DISCONTINUED)
_FIRM = (Status.PLANNED, Status.UNCONFIRMED)
_TOLERANCE = Decimal(5)  # percent of the calculated dose, as in the check of orders


def apply(
    event: SingleDose,
    marks: Marks,
    draft: Draft,
    regimen: Regimen,
    *,
    where: str,
    known: Sequence[Fulfilled] | None = None,
) -> tuple[Marks, list[Finding], list[Fulfilled]]:
    """The marks with one more event, what there is to say about it, and what it fulfilled.

    Args:
        event: The event.
        marks: What was done to single doses before it.
        draft: Makes the rows with some marks, as they stood when it was recorded.
        regimen: As written.
        where: The event's place, for messages.
        known: What a given dose fulfilled when it was recorded, where that is known already.

    Raises:
        HistoryError: for a plan about a dose that is not there.
        UnknownNameError: for a drug or group that is not there.
    """
    match event:
        case Omission():
            return *_omit(event, marks, draft(marks), regimen, where), []
        case Postponement():
            return *_postpone(event, marks, draft(marks), regimen, where), []
        case Given():
            return _give(event, marks, draft, regimen, where=where, known=known)
        case Discontinuation():
            if event.of is not None:
                _check_names(event.of, regimen, where)
            decided = event.recorded or event.on
            stop = Stopped(names=event.of, on=event.on, decided=decided, cause=where)
            return marks.stop(stop), _stops_as_treatment(event, regimen, where), []
        case Switch():
            _check_product(event, regimen, where)
            mark = Switched(drug=event.of, product=event.to, on=event.on, cause=where)
            return marks.switch(mark), _not_switched(event, draft(marks), where), []
        case _:
            assert_never(event)


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


def _check_names(given: Names, regimen: Regimen, where: str) -> None:
    for name in _names(given):
        if name not in regimen.names():
            raise UnknownNameError(
                f"there is no drug or group {shown(name)} in {regimen.id}",
                where=where,
                mend=f"use one of {', '.join(regimen.names())}",
            )


def _check_product(event: Switch, regimen: Regimen, where: str) -> None:
    _check_names(event.of, regimen, where)
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
        and row.status in _WAITING
        and event.to != event.of
        and row.slot.component.product(event.to) is None
    ]


def _planned(
    names: Names, on: date, rows: Sequence[Administration], regimen: Regimen, where: str
) -> list[Administration]:
    """The doses of each name on a day that are still to be given.

    A dose that doubles as premedication is both by its drug's name, and one of them by its group's.
    """
    _check_names(names, regimen, where)
    doubled = [row.premedication for row in rows if row.premedication is not None]
    found: list[Administration] = []
    for name in _names(names):
        own = [row for row in [*rows, *doubled] if name in (row.drug, row.group)]
        matched = [row for row in own if row.date == on and row.status in _WAITING]
        if not matched:
            waiting = sorted({row.date for row in own if row.status in _WAITING})
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
        if row.slot.component.role is Role.PREMEDICATION and row.group not in _names(event.of):
            treated = next((other for other in planned if other.premedication == row), None)
            if treated is not None:
                findings.append(_stays_as_premedication(row, where))
                continue
        decided = event.recorded or event.on
        rule = row.slot.component.missed_dose
        keeps_interval = rule is not None and rule.rule is MissedDose.MAINTAIN_INTERVAL
        after = [
            other.date
            for other in rows
            if other.drug == row.drug
            and other.slot.component.role is row.slot.component.role
            and other.status not in _OFF
            and other.date > row.date
        ]
        if not keeps_interval and after and event.to >= min(after):
            marks = marks.omit(row.key, Omitted(decided=decided, cause=where))
            findings.append(_became_omission(row, event.to, min(after), where))
            continue
        marks = marks.postpone(
            Postponed(
                key=row.key,
                drug=row.drug,
                days=(event.to - event.on).days,
                carried=(event.to - event.on).days + _first_clinic_days(row, marks),
                decided=decided,
                keeps_interval=keeps_interval,
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


def _stops_as_treatment(event: Discontinuation, regimen: Regimen, where: str) -> list[Finding]:
    """A drug's name does not stop what is given of it as premedication."""
    names = () if event.of is None else _names(event.of)
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


@frozen(kw_only=True)
class Fulfilled:
    """A planned dose, and the given dose that it became."""

    planned: Administration
    given: Administration


def _give(
    event: Given,
    marks: Marks,
    draft: Draft,
    regimen: Regimen,
    *,
    where: str,
    known: Sequence[Fulfilled] | None,
) -> tuple[Marks, list[Finding], list[Fulfilled]]:
    """A fact is always recorded; where it does not fit the plan, a violation stands beside it."""
    rows = draft(marks)
    dose = f" {event.dose}" if event.dose is not None else ""
    findings: list[Finding] = []
    if known is None:
        matched = _matched(event, rows)
        drugs = regimen.drugs(_names(event.of))
        if event.dose is not None and len(drugs) > 1:
            raise HistoryError(
                f"one dose of {event.dose} for {' and '.join(drugs)}",
                where=where,
                mend="record each drug by itself",
            )
        known = [
            Fulfilled(planned=row, given=_as_given(event, row, marks, draft, where))
            for row in matched
        ]
    findings += [
        _unplanned(name, event, regimen, where)
        for name in _names(event.of)
        if not any(name in (one.planned.drug, *_groups(one.planned)) for one in known)
    ]
    for one in known:
        row = one.planned
        stopped = any(stop.covers(row) and event.on >= stop.on for stop in marks.stopped)
        if row.status not in _FIRM or stopped:
            was = "discontinued" if stopped else row.status.value
            message = f"{row.drug}{dose} given on {event.on} although it was {was}"
            findings.append(finding_at(row, "unplanned", message, on=event.on, events=(where,)))
        if event.dose is not None and _deviates(event.dose.value, one.given):
            message = (
                f"{row.drug}{dose} given on {event.on}, planned were {one.given.resolved}: more "
                f"than {_TOLERANCE} % away; correct the record if it is a slip"
            )
            findings.append(
                finding_at(row, "given-deviates", message, on=event.on, events=(where,))
            )
        # What a correction has moved since is late against where it would be now.
        due = next((other for other in rows if other.key == row.key), row)
        marks = _late(event, due, marks, where).give(one.given)
    return marks, findings, list(known)


def _matched(event: Given, rows: Sequence[Administration]) -> list[Administration]:
    """The planned doses that a given one fulfils."""
    target = event.planned or event.on
    due = [row for row in rows if row.date == target and row.status is not Status.GIVEN]
    due.sort(key=lambda row: row.status not in _FIRM)
    found: list[Administration] = []
    for name in _names(event.of):
        of_drug = [row for row in due if row.drug == name][:1]
        own = of_drug or [row for row in due if name in _groups(row)]
        found += [row for row in own if row not in found]
    return found


def _groups(row: Administration) -> tuple[str, ...]:
    """The groups a dose is of; two where it doubles as premedication."""
    return (row.group,) if row.premedication is None else (row.group, row.premedication.group)


def _unplanned(name: str, event: Given, regimen: Regimen, where: str) -> Finding:
    dose = f" {event.dose}" if event.dose is not None else ""
    target = event.planned or event.on
    mend = "name the planned date, or record why it was given"
    owner = next(
        (
            component.drug.name
            for _, component in regimen.components()
            for product in component.products
            if product.name == name
        ),
        None,
    )
    if owner is not None:
        mend = f"record {owner}, which it is a product of, and the switch to it"
    elif name not in regimen.names():
        mend = f"{regimen.id} has no {shown(name)}, only {', '.join(regimen.names())}"
    message = f"{name}{dose} given on {event.on} fulfils no planned dose of {target}; {mend}"
    return Finding(code="unplanned", drug=name, date=event.on, message=message, events=(where,))


def _as_given(
    event: Given, row: Administration, marks: Marks, draft: Draft, where: str
) -> Administration:
    """A planned dose as it was given: the product and body of the day it was given on."""
    there = row
    if event.on != row.date:
        moved = marks.postpone(_shift(event, row, where, keeps_interval=False))
        there = next((other for other in draft(moved) if other.key == row.key), row)
    return evolve(
        there,
        date=event.on,
        status=Status.GIVEN,
        given=None if event.dose is None else event.dose.value,
        changed_by=tuple(dict.fromkeys((*there.changed_by, where))),
    )


def _late(event: Given, due: Administration, marks: Marks, where: str) -> Marks:
    """A dose given late is postponed in fact: later doses and followers come later too.

    One that was postponed and is given earlier than that takes so much of it back, but is never
    earlier than undisturbed: a dose given early moves nothing after it.
    """
    own = sum(
        mark.days
        for mark in marks.postponed
        if mark.key == due.key and not mark.is_replaced(due.time)
    )
    days = max((event.on - due.date).days, -own - due.clinic_days)
    if days == 0:
        return marks
    rule = due.slot.component.missed_dose
    keeps_interval = rule is not None and rule.rule is MissedDose.MAINTAIN_INTERVAL
    shift = _shift(event, due, where, keeps_interval=keeps_interval)
    carried = days + _first_clinic_days(due, marks)
    return marks.postpone(evolve(shift, days=days, carried=carried))


def _first_clinic_days(row: Administration, marks: Marks) -> int:
    """Days of a clinic move that the first event about a dose passes on to the doses after it."""
    if any(mark.key == row.key and not mark.is_replaced(row.time) for mark in marks.postponed):
        return 0
    return 0 if row.slot.leader_day is not None else row.clinic_days


def _shift(event: Given, row: Administration, where: str, *, keeps_interval: bool) -> Postponed:
    days = (event.on - row.date).days
    return Postponed(
        key=row.key,
        drug=row.drug,
        days=days,
        carried=days,
        decided=event.on,
        keeps_interval=keeps_interval,
        cause=where,
        against=row.time.aligned_by,
    )


def _deviates(dose: Decimal, row: Administration) -> bool:
    difference = abs(EXACT.subtract(dose, row.calculated))
    return EXACT.multiply(difference, Decimal(100)) > EXACT.multiply(row.calculated, _TOLERANCE)


def is_single_dose(event: Event) -> TypeGuard[SingleDose]:
    """Whether an event is about single doses rather than about cycles."""
    return isinstance(event, Omission | Postponement | Given | Discontinuation | Switch)
