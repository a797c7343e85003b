"""The rows that a regimen gives every patient, in days from the start and before any dose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

import attrs
from attrs import frozen

from regimens.administrations import Administration
from regimens.amounts import Basis, WrittenDose
from regimens.cohort.lists import cycles, reduced
from regimens.cohort.settings import Cohort, reference_patient
from regimens.decimals import EXACT
from regimens.dose_changes import is_meant
from regimens.errors import HistoryError, RegimensError
from regimens.findings import Severity
from regimens.levels import TableValue
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.timeline import CycleTime

__all__ = ["REFERENCE", "Kind", "Layout", "layout_of"]

REFERENCE = date(2026, 1, 5)


class Kind(Enum):
    """What a dose is multiplied by, so that it is worked out once for each value of that."""

    FLAT = "flat"
    SURFACE = "surface"
    WEIGHT = "weight"
    BODY = "body"  # height and weight both count


@frozen(kw_only=True)
class Layout:
    """What the calendars of all patients have in common who have no events.

    Args:
        rows: A calendar of a patient who starts on :data:`REFERENCE`.
        times: Its cycles.
        days: From the start to each row.
        cycles: The place of each row's cycle in `times`.
        kinds: What the dose of each row is multiplied by.
        is_reduced: Whether fractions change the row's dose.
        can_change: Whether a fraction may begin to hold in the cycle.
        is_from_first: Whether the cycles are the regimen's first ones, without a gap.
        may_be_late: Whether delays move each cycle as a whole and change nothing else.
    """

    rows: tuple[Administration, ...]
    times: tuple[CycleTime, ...]
    days: tuple[int, ...]
    cycles: tuple[int, ...]
    kinds: tuple[Kind, ...]
    is_reduced: tuple[bool, ...]
    can_change: tuple[bool, ...]
    is_from_first: bool
    may_be_late: bool


def layout_of(cohort: Cohort, days: int | None = None) -> Layout | None:
    """The rows that every patient without events has, or None where each has rows of their own.

    Args:
        cohort: How all are planned.
        days: From the start to the last day shown, for the patient who starts first; None without
            a last day.
    """
    regimen = cohort.regimen
    if _is_by_body(regimen):
        return None
    until = None if days is None else REFERENCE + timedelta(days=days)
    course = cohort.course(reference_patient(), REFERENCE)
    try:
        calendar = attrs.evolve(course, until=until).plan()
    except RegimensError:
        return None  # each patient is planned alone, and refused with the reason
    if any(finding.severity is Severity.VIOLATION for finding in calendar.findings):
        return None  # it may speak of a dose or a date, so each patient has one of their own
    rows = tuple(calendar)
    kinds = tuple(_kind_of(row, cohort.policy) for row in rows)
    reduces = _reduced_rows(regimen, rows)
    for row, kind, is_reduced in zip(rows, kinds, reduces, strict=True):
        # Which of two doses stands for both may depend on the body, or on the fraction.
        if row.premedication is not None and (is_reduced or kind is not Kind.FLAT):
            return None
    times = tuple(calendar.times)
    places = {time.place: place for place, time in enumerate(times)}
    return Layout(
        rows=rows,
        times=times,
        days=tuple((row.date - REFERENCE).days for row in rows),
        cycles=tuple(places[row.time.place] for row in rows),
        kinds=kinds,
        is_reduced=reduces,
        can_change=_changeable(regimen, times, rows, reduces),
        is_from_first=_is_from_first(regimen, times),
        may_be_late=_is_apart(regimen, rows),
    )


def _is_by_body(regimen: Regimen) -> bool:
    """Whether the weight chooses a level, and so the rows."""
    return any(
        table.by is TableValue.WEIGHT
        for phase, component in regimen.components()
        for table in regimen.tables_read(phase, component)
    )


def _reduced_rows(regimen: Regimen, rows: Sequence[Administration]) -> tuple[bool, ...]:
    try:
        names = (reduced(regimen),)
    except HistoryError:
        return (False,) * len(rows)  # fractions are refused, row by row
    return tuple(is_meant(row.slot.component, names) for row in rows)


def _changeable(
    regimen: Regimen,
    times: Sequence[CycleTime],
    rows: Sequence[Administration],
    reduces: Sequence[bool],
) -> tuple[bool, ...]:
    levels = any(row.level is not None for row, own in zip(rows, reduces, strict=True) if own)
    try:
        names = (reduced(regimen),)
    except HistoryError:
        return (False,) * len(times)
    return tuple(
        not levels and any(is_meant(one, names) for one in time.phase.components) for time in times
    )


def _is_from_first(regimen: Regimen, times: Sequence[CycleTime]) -> bool:
    first = ((phase.name, cycle) for phase, cycle in cycles(regimen))
    return all(
        (time.phase.name, time.cycle) == place for time, place in zip(times, first, strict=False)
    )


def _is_apart(regimen: Regimen, rows: Sequence[Administration]) -> bool:
    """Whether the days of each cycle lie before those of the next, and no gap changes a dose."""
    if regimen.restarts or any(phase.step_up or phase.waits for phase in regimen.phases):
        return False
    return all(
        before.time.place == after.time.place
        or (before.time.place < after.time.place and before.date < after.date)
        for before, after in pairwise(rows)
    )


def _kind_of(row: Administration, policy: Policy) -> Kind:
    kinds = {_kind(row.slot.component.dose, policy)}
    if row.premedication is not None:
        kinds.add(_kind(row.premedication.slot.component.dose, policy))
    return kinds.pop() if len(kinds) == 1 else Kind.BODY


def _kind(written: WrittenDose, policy: Policy) -> Kind:
    own = _measured(written.amount.basis)
    caps = Kind.FLAT if written.cap is None else _measured(written.cap.basis)
    needed = {own, caps} - {Kind.FLAT}
    if len(needed) > 1:
        return Kind.BODY
    found = needed.pop() if needed else Kind.FLAT
    if found is Kind.SURFACE and not _is_by_steps(written, policy):
        return Kind.BODY
    return found


def _measured(basis: Basis) -> Kind:
    match basis:
        case Basis.FLAT:
            return Kind.FLAT
        case Basis.SURFACE:
            return Kind.SURFACE
        case Basis.WEIGHT:
            return Kind.WEIGHT
        case _:
            return Kind.BODY


def _is_by_steps(written: WrittenDose, policy: Policy) -> bool:
    """Whether all bodies of one rounded surface have one dose: a cap between steps parts them."""
    if policy.bsa_rounding is None:
        return False
    step = policy.bsa_rounding.value
    own = None if policy.bsa_cap is None else policy.bsa_cap.value
    caps = [cap for cap in (written.surface_cap, own) if cap is not None]
    return all(EXACT.remainder(cap, step) == 0 for cap in caps)
