"""Orders held against a calendar: the pharmacist's second check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from attrs import field, frozen

from regimens.administrations import Administration, finding_at
from regimens.calendars import Calendar
from regimens.decimals import EXACT, fewest_digits, plain, shown, sum_of
from regimens.drugs import Route
from regimens.errors import DocumentError, QuantityError, RegimensError
from regimens.findings import Finding
from regimens.statuses import FIRM, NOT_TO_BE_GIVEN, Status
from regimens.units import Kind, Measure, measure

__all__ = ["CheckedOrder", "Order", "Verification", "verify"]

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")
_HALF = Decimal(50)
# An order this many days off a dose that nobody ordered is taken for that dose on a wrong date.
_NEAR = 7


def _is_named(_: object, attribute: Any, value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise QuantityError(
            f"{shown(value)} is no name", where=attribute.name, mend="write one as text"
        )


def _is_a_day(_: object, attribute: Any, value: Any) -> None:
    if type(value) is not date:
        raise QuantityError(
            f"{shown(value)} is not a date", where=attribute.name, mend="give a datetime.date"
        )


def _dose_of(given: object) -> Measure:
    return measure(given, Kind.DRUG_MASS, Kind.CELLS, where="dose")


def _route_of(given: object) -> Route | None:
    if given is None:
        return None
    try:
        return Route(given)
    except ValueError:
        raise QuantityError(
            f"{shown(given)} is not a route",
            where="route",
            mend=f"use one of {', '.join(route.value for route in Route)}, or leave it out",
        ) from None


@frozen(kw_only=True)
class Order:
    """One ordered dose.

    Args:
        id: The order's own name.
        drug: The drug's international non-proprietary name.
        date: The day it is to be given.
        dose: As in ``"18 mg"`` or ``"62 ×10⁶ cells"``; in Python a pint quantity too.
        route: As ordered, or None.

    Raises:
        QuantityError: for an order without a name, a drug, a day or a dose above 0 mg.
    """

    id: str = field(validator=_is_named)
    drug: str = field(validator=_is_named)
    date: date = field(validator=_is_a_day)
    dose: Measure = field(converter=_dose_of)
    route: Route | None = field(default=None, converter=_route_of)

    @dose.validator
    def _is_some(self, _: object, value: Measure) -> None:
        if value.value <= 0:
            raise QuantityError(
                f"an order of {value}", where="dose", mend="order a dose above 0 mg, or none"
            )


@frozen(kw_only=True)
class CheckedOrder:
    """An order and what it was held against.

    Args:
        order: As ordered.
        row: The dose it matches; None where there is none.
        deviation: From the calculated dose, in percent to one decimal, or None.
        findings: What is wrong with it; empty where nothing is.
    """

    order: Order
    row: Administration | None
    deviation: Decimal | None
    findings: tuple[Finding, ...]


@frozen(kw_only=True)
class Verification:
    """Every order checked, and the doses that nobody ordered."""

    orders: tuple[CheckedOrder, ...]
    findings: tuple[Finding, ...]

    @property
    def violated(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.findings) or any(checked.findings for checked in self.orders)


def verify(
    calendar: Calendar,
    orders: Sequence[Order],
    *,
    tolerance: Decimal = Decimal(5),
    until: date | None = None,
) -> Verification:
    """Hold orders against a calendar.

    Doses are held against the calculated dose, so that rounding and tolerance do not add up.

    Args:
        calendar: What should be given.
        orders: What is ordered.
        tolerance: How far a dose may be from the calculated one, in percent.
        until: The last day on which a dose without order is missing; the last ordered day
            unless told.

    Raises:
        DocumentError: for two orders of one id.
        RegimensError: for what is no calendar, such as a course, or no list of orders.
        QuantityError: for a tolerance of 50 % or more, which half the dose would pass.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> order = Order(id="o1", drug="cisplatin", date=date(2026, 1, 5), dose="71.6 mg")
    >>> checked = verify(course.plan(), [order]).orders[0]
    >>> [finding.code for finding in checked.findings]
    ['dose-deviation', 'looks-like-total']
    """
    if not isinstance(calendar, Calendar):
        raise RegimensError(
            f"{shown(calendar)} is no calendar", where="calendar", mend="give one: course.plan()"
        )
    if isinstance(orders, Order) or not all(isinstance(one, Order) for one in orders):
        raise RegimensError("is no list of orders", where="orders", mend="give it: [Order(…), …]")
    if not 0 <= tolerance < _HALF:
        raise QuantityError(
            f"a tolerance of {plain(tolerance)} %",
            where="tolerance",
            mend="use one below 50 %, so that half a dose never passes",
        )
    seen: set[str] = set()
    for order in orders:
        if order.id in seen:
            raise DocumentError(
                f"two orders have the id {shown(order.id)}",
                where="orders",
                mend="give each its own",
            )
        seen.add(order.id)
    # Exact dates first, so that a wrong date takes no other order's dose.
    matched = _on_their_days(orders, calendar)
    taken = list(matched.values())
    free = [row for row in calendar if not any(row is one for one in taken)]
    checked: list[CheckedOrder] = []
    for order in orders:
        row = matched.get(order.id)
        if row is not None:
            checked.append(_checked(order, row, calendar, tolerance))
            continue
        checked.append(_without_dose(order, free, taken, calendar, tolerance))
    last = until or max((order.date for order in orders), default=None)
    missing = [] if last is None else list(_missing(free, last))
    return Verification(orders=tuple(checked), findings=tuple(missing))


def _on_their_days(orders: Sequence[Order], calendar: Calendar) -> dict[str, Administration]:
    """The dose of its drug and day that each order means, by its id.

    Of several on a day, those to be given come first, then those of its route, then the nearest,
    and of two as near the one that still waits.
    """
    rows: dict[tuple[str, date], list[tuple[int, Administration]]] = {}
    for place, row in enumerate(calendar):
        rows.setdefault((row.drug, row.date), []).append((place, row))
    pairs = sorted(
        (
            row.status in NOT_TO_BE_GIVEN,
            None not in (order.route, row.route) and order.route is not row.route,
            EXACT.abs(EXACT.subtract(order.dose.value, row.dose)),
            row.status is Status.GIVEN,
            index,
            place,
        )
        for index, order in enumerate(orders)
        for place, row in rows.get((order.drug, order.date), ())
    )
    matched: dict[str, Administration] = {}
    taken: set[int] = set()
    for *_, index, place in pairs:
        if orders[index].id not in matched and place not in taken:
            matched[orders[index].id] = calendar.administrations[place]
            taken.add(place)
    return matched


def _without_dose(
    order: Order,
    free: list[Administration],
    taken: Sequence[Administration],
    calendar: Calendar,
    tolerance: Decimal,
) -> CheckedOrder:
    """An order on whose day no dose of its drug is left."""
    if any(row.drug == order.drug and row.date == order.date for row in taken):
        message = f"{order.drug} is already ordered for {order.date}: cancel one of them"
        return _unmatched(order, "duplicate-order", message)
    near = [
        row for row in free if row.drug == order.drug and abs((row.date - order.date).days) <= _NEAR
    ]
    if not near:
        drugs = dict.fromkeys(row.drug for row in calendar)
        message = f"no dose of {order.drug} is on the calendar for {order.date} or near it"
        if order.drug not in drugs:
            message = f"{order.drug} is not on the calendar at all; it has {', '.join(drugs)}"
        return _unmatched(order, "not-on-calendar", message)
    row = min(near, key=lambda one: (abs((one.date - order.date).days), one.date))
    free.remove(row)
    checked = _checked(order, row, calendar, tolerance)
    given = " and it was given then" if row.status is Status.GIVEN else ""
    message = f"{order.drug} is ordered for {order.date}; the calendar has it on {row.date}{given}"
    wrong = finding_at(row, "wrong-date", message)
    return CheckedOrder(
        order=order,
        row=row,
        deviation=checked.deviation,
        findings=(wrong, *checked.findings),
    )


def _unmatched(order: Order, code: str, message: str) -> CheckedOrder:
    finding = Finding(code=code, drug=order.drug, date=order.date, message=message)
    return CheckedOrder(order=order, row=None, deviation=None, findings=(finding,))


def _checked(
    order: Order, row: Administration, calendar: Calendar, tolerance: Decimal
) -> CheckedOrder:
    findings: list[Finding] = []
    if row.status in NOT_TO_BE_GIVEN:
        message = f"{row.drug} on {row.date} is {row.status.value}: do not give it"
        findings.append(finding_at(row, "not-to-be-given", message))
    elif row.status is Status.CONDITIONAL:
        message = f"{row.drug} on {row.date} waits for its condition: check the response first"
        findings.append(finding_at(row, "conditional-dose", message))
    if order.route is not None and row.route is not None and order.route is not row.route:
        message = f"{row.drug} is ordered {order.route.value}; the calendar has {row.route.value}"
        findings.append(finding_at(row, "wrong-route", message))
    if order.dose.kind is not row.resolved.quantity.kind:
        message = f"{order.dose} of {row.drug} is ordered; the calendar counts {row.unit}"
        findings.append(finding_at(row, "dose-deviation", message))
        return CheckedOrder(order=order, row=row, deviation=None, findings=tuple(findings))
    exact = _deviation(order.dose.value, row.calculated)
    least = row.resolved.least
    within = least is not None and least <= order.dose.value <= row.calculated
    # The policy's own dose is no deviation, however far whole pieces are from the calculated one.
    as_given = row.resolved.making.form is not None and order.dose.value == row.resolved.value
    if exact > tolerance and not within and not as_given:
        findings += _dose_findings(order, row, calendar, tolerance, exact)
    return CheckedOrder(order=order, row=row, deviation=_shown(exact), findings=tuple(findings))


def _deviation(dose: Decimal, calculated: Decimal) -> Decimal:
    difference = EXACT.abs(EXACT.subtract(dose, calculated))
    return EXACT.divide(EXACT.multiply(difference, _HUNDRED), calculated)


def _shown(percent: Decimal) -> Decimal:
    return percent.quantize(_TENTH, ROUND_HALF_UP, EXACT)


def _dose_findings(
    order: Order, row: Administration, calendar: Calendar, tolerance: Decimal, exact: Decimal
) -> Iterator[Finding]:
    away = fewest_digits(exact, lambda one: one > tolerance)
    yield finding_at(
        row,
        "dose-deviation",
        f"{order.dose} of {row.drug} is ordered, calculated are {plain(row.calculated)} "
        f"{row.unit}: {plain(away)} % away, more than {plain(tolerance)} %",
    )
    for total in _totals(row, calendar):
        if _deviation(order.dose.value, total) <= tolerance:
            message = f"{order.dose} of {row.drug} looks like the dose of several days on one"
            yield finding_at(row, "looks-like-total", message)
            break
    for code, factor, word in (
        ("looks-like-half", Decimal("0.5"), "half"),
        ("looks-like-double", Decimal(2), "twice"),
    ):
        if _deviation(order.dose.value, EXACT.multiply(row.calculated, factor)) <= tolerance:
            message = f"{order.dose} of {row.drug} looks like {word} the dose"
            yield finding_at(row, code, message)


def _totals(row: Administration, calendar: Calendar) -> Iterator[Decimal]:
    """What the day, the block of consecutive days and the cycle add up to."""
    cycle = [
        other
        for other in calendar
        if other.drug == row.drug and (other.phase, other.cycle) == (row.phase, row.cycle)
    ]
    days = {other.date for other in cycle}
    block = {row.date}
    for step in (timedelta(days=1), timedelta(days=-1)):
        day = row.date + step
        while day in days:
            block.add(day)
            day += step
    left = [other for other in cycle if other.status not in NOT_TO_BE_GIVEN]
    for rows, chosen in (
        (cycle, {row.date}),
        (cycle, block),
        (left, block),
        (cycle, days),
        (left, days),
    ):
        doses = [other.calculated for other in rows if other.date in chosen]
        if len(doses) > 1:
            yield sum_of(doses)


def _missing(free: Sequence[Administration], last: date) -> Iterator[Finding]:
    for row in free:
        if row.status in FIRM and row.date <= last:
            message = f"{row.drug} {plain(row.dose)} {row.unit} on {row.date} is not ordered"
            yield finding_at(row, "missing-order", message)
