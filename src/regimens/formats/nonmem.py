"""A calendar as event data for NONMEM and mrgsolve: numbers only, one record a dose or a fold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from attrs import frozen

from regimens.administrations import Administration
from regimens.amounts import Unit
from regimens.calendars import Calendar
from regimens.decimals import EXACT, number, plain, shown
from regimens.drugs import Route
from regimens.errors import DocumentError, UnknownNameError
from regimens.formats.besides import check_none_besides
from regimens.formats.cells import csv_text
from regimens.regimen import Regimen
from regimens.statuses import Status

__all__ = ["NONMEM_COLUMNS", "calendar_nonmem", "nonmem_compartments"]

# The columns of the event records, in their order.
NONMEM_COLUMNS = ("ID", "TIME", "EVID", "CMT", "AMT", "RATE", "II", "ADDL")

_GIVEN = (Status.PLANNED, Status.GIVEN)
_DAY = Decimal(24)
_ZERO = Decimal(0)
_SIX = Decimal("0.000001")
_Value = TypeVar("_Value")


@frozen(kw_only=True)
class _Settings:
    """What a calendar does not know and the caller says.

    Args:
        first: The day that TIME is counted from.
        compartments: By drug, or by drug and route.
        infusion_hours: How long an infusion takes, alike.
        hours: The hours of a day's doses, alike.
    """

    first: date
    compartments: Mapping[str, int]
    infusion_hours: Mapping[str, Decimal]
    hours: Mapping[str, tuple[Decimal, ...]]


@frozen(kw_only=True)
class _Dose:
    """One dose to be given.

    Args:
        place: Its row in the calendar.
        time: Hours from the day of the course's first dose.
        values: Its compartment, its amount in mg and its rate in mg/h.
        moved: By how many days it is not where the undisturbed plan has it.
    """

    place: int
    time: Decimal
    values: tuple[int, Decimal, Decimal]
    moved: int


def nonmem_compartments(calendar: Calendar) -> dict[str, int]:
    """The compartment numbers that are used where the caller gives none.

    One for each drug in the order of the regimen, from 1; where the regimen knows more than one
    route of a drug, one for each route. They depend on the regimen alone, never on the patient
    or on what has happened.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> for name, number in nonmem_compartments(course.plan()).items():
    ...     print(number, name)
    1 dexamethasone PO
    2 dexamethasone IV
    3 cyclophosphamide
    4 etoposide
    5 cisplatin
    """
    names = [
        _named(drug, route) if len(routes) > 1 else drug
        for drug, routes in _routes(calendar.regimen).items()
        for route in routes
    ]
    return {name: place for place, name in enumerate(names, start=1)}


def calendar_nonmem(
    calendar: Calendar,
    *,
    patient_number: int = 1,
    compartments: Mapping[str, int] | None = None,
    infusion_hours: Mapping[str, str | Decimal] | None = None,
    hours: Mapping[str, Sequence[str | Decimal]] | None = None,
    folded: bool = True,
) -> str:
    """Event records as CSV: ID, TIME (h), EVID, CMT, AMT (mg), RATE (mg/h), II (h), ADDL.

    Doses that are planned or given are written, given ones with the amount that was given;
    conditional, withheld, omitted and discontinued doses never are. A calendar knows days: TIME
    is 24 h for each day from the course's first dose, and doses of one day have one TIME, unless
    `hours` says more. RATE is AMT ÷ hours of infusion to 6 decimals, half up; 0 is a bolus or a
    dose by mouth.

    In the four maps a drug is named by itself, or with its route, as in ``"dexamethasone IV"``.

    Args:
        calendar: What is written.
        patient_number: The ID.
        compartments: The drugs to write and the compartment of each; doses of others are left
            out. Without it all are written, numbered by :func:`nonmem_compartments`.
        infusion_hours: How long a drug's infusion takes, in hours.
        hours: The hours of the day at which a drug is given, from 0 to below 24, one for each of
            the day's doses, counted from the same moment every day. A day with one dose has it at
            the first of them. A drug given more than once a day needs them.
        folded: Whether equal doses at equal intervals are one record with II and ADDL. A delay,
            another amount or a dose that is not given ends a fold; unfolded, both are 0.

    Raises:
        DocumentError: for a dose in cells, of 0 mg, or not confirmed; for one that was given and
            stands in no row; for a drug that is given more than once a day without its hours; for
            a setting that is none.
        UnknownNameError: for a drug or route in a map that the regimen has not.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("daratumumab-iv"), Patient(weight="70 kg"),
    ...                 start=date(2026, 1, 5), cycles=8)
    >>> print(calendar_nonmem(course.plan(), compartments={"daratumumab": 2},
    ...                       infusion_hours={"daratumumab": "4"}), end="")
    ID,TIME,EVID,CMT,AMT,RATE,II,ADDL
    1,0,1,2,1120,280,168,8
    1,1680,1,2,1120,280,336,7
    1,4704,1,2,1120,280,0,0
    """
    if type(patient_number) is not int or patient_number < 1:
        raise DocumentError(
            f"{shown(patient_number)} is no patient's number", where="ID", mend="use 1 or more"
        )
    _check_names(calendar.regimen, compartments or {}, infusion_hours or {}, hours or {})
    _check_confirmed(calendar)
    written = [
        drug
        for drug, routes in _routes(calendar.regimen).items()
        if compartments is None or any(_named(drug, one) in compartments for one in (None, *routes))
    ]
    check_none_besides(calendar, written)
    settings = _Settings(
        first=min((row.date for row in calendar if row.status in _GIVEN), default=calendar.start),
        compartments=_compartments(calendar, compartments),
        infusion_hours={
            drug: _hours(value, drug) for drug, value in (infusion_hours or {}).items()
        },
        hours={drug: _of_a_day(values, drug) for drug, values in (hours or {}).items()},
    )
    runs = [
        run
        for sequence in _sequences(calendar, settings).values()
        for run in _runs(sequence, folded=folded)
    ]
    runs.sort(key=lambda run: (run[0].time, run[0].place))
    records = ([str(patient_number), *_record(run)] for run in runs)
    return csv_text(NONMEM_COLUMNS, records, line_end="\n")


def _named(drug: str, route: Route | None) -> str:
    return drug if route is None else f"{drug} {route.value}"


def _routes(regimen: Regimen) -> dict[str, tuple[Route | None, ...]]:
    """The routes a regimen knows of each drug, both in its order."""
    found: dict[str, dict[Route | None, None]] = {}
    for _, component in regimen.components():
        own = found.setdefault(component.drug.name, {})
        own.update(dict.fromkeys(component.routes or (None,)))
        own.update(dict.fromkeys(product.route for product in component.products))
    return {drug: tuple(routes) for drug, routes in found.items()}


def _check_names(regimen: Regimen, *maps: Mapping[str, object]) -> None:
    """Refuse what names no drug or route of the regimen."""
    routes = _routes(regimen)
    known = {
        *routes,
        *(_named(drug, route) for drug, own in routes.items() for route in own),
    }
    for name in (name for one in maps for name in one):
        if name not in known:
            raise UnknownNameError(
                f"{regimen.id} has no {shown(name)}",
                where="nonmem",
                mend=f"use {', '.join(sorted(known))}",
            )


def _check_confirmed(calendar: Calendar) -> None:
    """Refuse what is neither given nor missed; TIME could not even begin with it."""
    for row in calendar:
        if row.status is Status.UNCONFIRMED:
            raise DocumentError(
                "nobody has recorded whether this dose was given",
                where=f"{row.drug} on {row.date}",
                mend="record it as given or omitted, or plan without as_of",
            )


def _compartments(calendar: Calendar, given: Mapping[str, int] | None) -> Mapping[str, int]:
    if given is None:
        return nonmem_compartments(calendar)
    for drug, compartment in given.items():
        if type(compartment) is not int or compartment < 1:
            raise DocumentError(
                f"{shown(compartment)} is no compartment", where=drug, mend="use 1 or more"
            )
    by_drug: dict[str, set[Route | None]] = {}
    for row in calendar:
        if row.status in _GIVEN and row.drug in given and _named(row.drug, row.route) not in given:
            by_drug.setdefault(row.drug, set()).add(row.route)
    for drug, routes in by_drug.items():
        if len(routes) > 1:
            names = sorted(_named(drug, route) for route in routes)
            raise DocumentError(
                f"{' and '.join(names)} in one compartment",
                where=drug,
                mend="name the drug with its route, and a compartment for each",
            )
    return given


def _hours(value: str | Decimal, drug: str) -> Decimal:
    hours = value if isinstance(value, Decimal) else number(value, where=drug)
    if not hours.is_finite() or hours <= 0:
        raise DocumentError(
            f"an infusion of {hours} h", where=drug, mend="leave out what is not infused"
        )
    return hours


def _of_a_day(values: Sequence[str | Decimal], drug: str) -> tuple[Decimal, ...]:
    hours = tuple(
        value if isinstance(value, Decimal) else number(value, where=drug) for value in values
    )
    rising = all(one < other for one, other in pairwise(hours))
    if not hours or not rising or not all(h.is_finite() and 0 <= h < _DAY for h in hours):
        raise DocumentError(
            f"hours {', '.join(map(str, hours)) or 'without any'}",
            where=drug,
            mend="give rising hours of a day, from 0 to below 24",
        )
    return hours


def _setting(row: Administration, settings: Mapping[str, _Value]) -> _Value | None:
    """What is set for a drug by its route, or for the drug."""
    by_route = settings.get(_named(row.drug, row.route))
    return settings.get(row.drug) if by_route is None else by_route


_Sequences = dict[tuple[str, int, int], list[_Dose | None]]


def _sequences(calendar: Calendar, settings: _Settings) -> _Sequences:
    """The doses of each drug, compartment and time of the day; None where one is not given."""
    found: _Sequences = {}
    for place, row in enumerate(calendar):
        compartment = _setting(row, settings.compartments)
        if compartment is None:
            continue
        sequence = found.setdefault((row.drug, compartment, row.occurrence), [])
        given = row.status in _GIVEN
        sequence.append(_dose(row, place, compartment, settings) if given else None)
    return found


def _dose(row: Administration, place: int, compartment: int, settings: _Settings) -> _Dose:
    where = f"{row.drug} on {row.date}"
    if row.resolved.written.amount.unit is not Unit.MG:
        raise DocumentError(
            f"a dose in {row.unit}, and AMT is in mg",
            where=where,
            mend="name the other drugs in compartments",
        )
    if row.dose == 0:
        raise DocumentError("a dose of 0 mg", where=where, mend="record it as omitted")
    infusion = _setting(row, settings.infusion_hours)
    rate = _ZERO
    if infusion is not None:
        rate = EXACT.quantize(EXACT.divide(row.dose, infusion), _SIX)
        if rate == 0:
            raise DocumentError(
                f"an infusion of {plain(row.dose)} mg over {plain(infusion)} h is no rate",
                where=where,
                mend="mend infusion_hours",
            )
    days = Decimal((row.date - settings.first).days)
    written = (row.date - row.time.start).days - (row.day - row.time.phase.first_day)
    return _Dose(
        place=place,
        time=EXACT.add(EXACT.multiply(days, _DAY), _hour(row, settings)),
        values=(compartment, row.dose, rate),
        moved=written + (row.time.slip or 0),
    )


def _hour(row: Administration, settings: _Settings) -> Decimal:
    """The hour of the day of a dose: known for one a day, and otherwise only from the caller."""
    hours = _setting(row, settings.hours)
    if row.of == 1:
        return _ZERO if hours is None else hours[0]
    if hours is None or len(hours) != row.of:
        said = "no hours" if hours is None else f"{len(hours)} hours"
        raise DocumentError(
            f"{row.of} doses a day and {said}: a calendar knows no time of day",
            where=f"{row.drug} on {row.date}",
            mend=f'give its {row.of} hours of the day, as in hours={{"{row.drug}": ("0", "12")}}',
        )
    return hours[row.occurrence - 1]


def _runs(sequence: Sequence[_Dose | None], *, folded: bool) -> Iterator[list[_Dose]]:
    """Equal doses at equal intervals together; without folding each dose by itself."""
    run: list[_Dose] = []
    for dose in sequence:
        if folded and dose is not None and run and _goes_on(run, dose):
            run.append(dose)
            continue
        if run:
            yield run
        run = [] if dose is None else [dose]
    if run:
        yield run


def _goes_on(run: Sequence[_Dose], dose: _Dose) -> bool:
    last = run[-1]
    step = EXACT.subtract(dose.time, last.time)
    return (
        (dose.values, dose.moved) == (last.values, last.moved)
        and step > 0
        and (len(run) == 1 or step == EXACT.subtract(last.time, run[-2].time))
    )


def _record(run: Sequence[_Dose]) -> list[str]:
    """TIME, EVID, CMT, AMT, RATE, II and ADDL."""
    first = run[0]
    compartment, amount, rate = first.values
    interval = EXACT.subtract(run[1].time, first.time) if len(run) > 1 else _ZERO
    return [
        plain(first.time),
        "1",
        str(compartment),
        plain(amount),
        plain(rate),
        plain(interval),
        str(len(run) - 1),
    ]
