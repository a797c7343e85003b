"""The faults of spoiled orders: what each is, and how a right set of orders gets it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from attrs import evolve, frozen
from hypothesis import strategies as st

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.decimals import EXACT
from regimens.drugs import Route
from regimens.statuses import Status
from regimens.testing.cycle_events import pick
from regimens.units import Kind, Measure
from regimens.verify import Order

__all__ = ["FAULTS", "OrderFault", "Ordered", "SpoiledOrders"]


class OrderFault(Enum):
    """What is wrong with a set of orders.

    >>> OrderFault.MISSING.value
    'a dose is not ordered'
    """

    TENFOLD = "the dose is ten times what it should be"
    TENTH = "the dose is a tenth of what it should be"
    TOO_MUCH = "the dose is more than the tolerance above the calculated one"
    TOO_LITTLE = "the dose is more than the tolerance below the calculated one"
    HALF = "the dose is half of what it should be"
    DOUBLE = "the dose is twice what it should be"
    TOTAL = "the doses of a whole cycle are ordered for one day"
    WRONG_UNIT = "the number is right and its unit is not"
    WRONG_DRUG = "the drug is not on the calendar"
    WRONG_ROUTE = "the route is another than the calendar's"
    WRONG_DAY = "the day is another than the calendar's"
    DUPLICATED = "a dose is ordered twice"
    MISSING = "a dose is not ordered"
    EXTRA = "a dose is ordered that is not on the calendar"
    NOT_TO_BE_GIVEN = "a dose is ordered that is omitted, withheld or discontinued"
    CONDITIONAL = "a dose is ordered that waits for its condition"


@frozen(kw_only=True)
class SpoiledOrders:
    """Orders with one fault.

    Args:
        fault: What is wrong.
        orders: All of them, the others right.
        id: The order that is wrong; None where one is missing.
        code: The finding that names the fault.
        besides: Findings of that order, or of its dose, that may stand beside it.
    """

    fault: OrderFault
    orders: tuple[Order, ...]
    id: str | None
    code: str
    besides: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Ordered:
    """A dose and its right order."""

    row: Administration
    order: Order

    def is_of_the_day_of(self, other: Ordered) -> bool:
        """Whether both are of one drug on one day."""
        return (self.row.drug, self.row.date) == (other.row.drug, other.row.date)


_Right = Sequence[Ordered]
_Spoil = Callable[[st.DrawFn, _Right, Calendar], SpoiledOrders | None]
_STRANGERS = ("ondansetron", "vincristin", "methotrexate")
_LOOKS = frozenset({"looks-like-total", "looks-like-half", "looks-like-double"})
_OFF = (Status.OMITTED, Status.WITHHELD, Status.DISCONTINUED)
_EXPECTED = (Status.PLANNED, Status.UNCONFIRMED)
_NEAR = 7  # days within which an order is taken for a dose that nobody ordered
_THOUSAND = Decimal(1000)


def _alone(calendar: Calendar, rows: Collection[Administration]) -> list[Administration]:
    """Those that are the only dose of their drug on their day."""
    counts: dict[tuple[str, date], int] = {}
    for row in calendar:
        counts[row.drug, row.date] = counts.get((row.drug, row.date), 0) + 1
    return [row for row in rows if counts[row.drug, row.date] == 1]


def _one(
    draw: st.DrawFn,
    right: _Right,
    calendar: Calendar,
    fits: Callable[[Administration], bool] = lambda row: True,
) -> Ordered | None:
    """An order to spoil, the only one of its drug and day."""
    alone = _alone(calendar, [one.row for one in right])
    found = [one for one in right if one.row in alone and fits(one.row)]
    return pick(draw, found) if found else None


def _with(right: _Right, one: Ordered, order: Order) -> tuple[Order, ...]:
    return tuple(order if other is one else other.order for other in right)


def _dose(
    fault: OrderFault,
    doses: Callable[[st.DrawFn, Administration, Calendar], Decimal],
    *,
    code: str = "dose-deviation",
    fits: Callable[[Administration], bool] = lambda row: True,
) -> _Spoil:
    """A fault of the dose alone."""

    def spoil(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
        one = _one(draw, right, calendar, fits)
        if one is None:
            return None
        dose = doses(draw, one.row, calendar)
        if not _is_noticed(dose, one.row, code):
            return None
        order = evolve(one.order, dose=Measure(dose, one.order.dose.kind))
        return SpoiledOrders(
            fault=fault,
            orders=_with(right, one, order),
            id=order.id,
            code=code,
            besides=(_LOOKS | {"dose-deviation"}) - {code},
        )

    return spoil


def _is_noticed(dose: Decimal, row: Administration, code: str) -> bool:
    """Whether a dose is none that the protocol's range or the rounding to pieces allows."""
    least = row.resolved.least
    within = least is not None and least <= dose <= row.calculated
    as_given = row.resolved.making.form is not None and dose == row.resolved.value
    total = code != "looks-like-total" or dose > EXACT.multiply(row.calculated, Decimal("1.1"))
    return total and not within and not as_given


def _times(text: str) -> Callable[[st.DrawFn, Administration, Calendar], Decimal]:
    return lambda draw, row, calendar: EXACT.multiply(row.calculated, Decimal(text))


def _thousandths(low: int, high: int) -> Callable[[st.DrawFn, Administration, Calendar], Decimal]:
    def dose(draw: st.DrawFn, row: Administration, calendar: Calendar) -> Decimal:
        least = row.calculated if high > _THOUSAND else row.resolved.least or row.calculated
        # The nearest to the right dose is the plainest.
        share = draw(st.integers(0, high - low))
        share = low + share if low > _THOUSAND else high - share
        return EXACT.multiply(least, EXACT.divide(Decimal(share), _THOUSAND))

    return dose


def _total(draw: st.DrawFn, row: Administration, calendar: Calendar) -> Decimal:
    total = Decimal(0)
    for other in calendar:
        if (other.drug, other.phase, other.cycle) == (row.drug, row.phase, row.cycle):
            total = EXACT.add(total, other.calculated)
    return total


def _wrong_unit(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
    one = _one(draw, right, calendar)
    if one is None:
        return None
    dose = one.order.dose
    if dose.kind is Kind.DRUG_MASS:
        power = draw(st.sampled_from((3, -3)))  # g or mcg for mg
        wrong = Measure(EXACT.scaleb(dose.value, power), dose.kind)
    else:
        wrong = Measure(dose.value, Kind.DRUG_MASS)
    order = evolve(one.order, dose=wrong)
    return SpoiledOrders(
        fault=OrderFault.WRONG_UNIT,
        orders=_with(right, one, order),
        id=order.id,
        code="dose-deviation",
        besides=_LOOKS,
    )


def _wrong_drug(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
    one = _one(draw, right, calendar)
    strangers = _strangers(calendar)
    if one is None or not strangers:
        return None
    order = evolve(one.order, drug=pick(draw, strangers))
    return SpoiledOrders(
        fault=OrderFault.WRONG_DRUG,
        orders=_with(right, one, order),
        id=order.id,
        code="not-on-calendar",
        besides=frozenset({"missing-order"}),
    )


def _strangers(calendar: Calendar) -> list[str]:
    return [name for name in _STRANGERS if name not in calendar.regimen.names()]


def _wrong_route(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
    one = _one(draw, right, calendar, lambda row: row.route is not None)
    if one is None:
        return None
    route = pick(draw, [route for route in Route if route is not one.row.route])
    order = evolve(one.order, route=route)
    return SpoiledOrders(
        fault=OrderFault.WRONG_ROUTE,
        orders=_with(right, one, order),
        id=order.id,
        code="wrong-route",
    )


def _wrong_day(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
    one = _one(draw, right, calendar)
    if one is None:
        return None
    last = max(other.order.date for other in right)
    ordered = [other.row for other in right]
    free = [row for row in calendar if row.drug == one.row.drug and row not in ordered]
    taken = {row.date for row in calendar if row.drug == one.row.drug}
    days = [
        day
        for shift in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7)
        if (day := one.row.date + timedelta(days=shift)) <= last
        and day not in taken
        and all(abs(row.date - day) > abs(timedelta(days=shift)) for row in free)
    ]
    if not days:
        return None
    order = evolve(one.order, date=pick(draw, days))
    return SpoiledOrders(
        fault=OrderFault.WRONG_DAY,
        orders=_with(right, one, order),
        id=order.id,
        code="wrong-date",
    )


def _duplicated(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
    one = _one(draw, right, calendar)
    if one is None:
        return None
    order = evolve(one.order, id=f"{one.order.id}-again")
    return SpoiledOrders(
        fault=OrderFault.DUPLICATED,
        orders=(*(other.order for other in right), order),
        id=order.id,
        code="duplicate-order",
    )


def _missing(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
    dates = sorted(other.order.date for other in right)
    latest = dates[-2] if len(dates) > 1 else date.min  # the last day without any one order

    def fits(row: Administration) -> bool:
        return row.status in _EXPECTED and row.date <= latest

    one = _one(draw, right, calendar, fits)
    if one is None:
        return None
    left = tuple(other.order for other in right if other is not one)
    return SpoiledOrders(fault=OrderFault.MISSING, orders=left, id=None, code="missing-order")


def _extra(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
    like = pick(draw, right)
    last = max(other.order.date for other in right)
    ordered = [other.row for other in right]
    own = [row for row in calendar if row.drug == like.row.drug]
    free = [row.date for row in own if row not in ordered]
    days = [
        day
        for count in range(min((last - calendar.start).days + 1, 400))
        if (day := calendar.start + timedelta(days=count)) not in {row.date for row in own}
        and all(abs((day - other).days) > _NEAR for other in free)
    ]
    strangers = _strangers(calendar)
    if days:
        order = evolve(like.order, id="extra", date=pick(draw, days))
    elif strangers:
        order = evolve(like.order, id="extra", drug=pick(draw, strangers))
    else:
        return None
    return SpoiledOrders(
        fault=OrderFault.EXTRA,
        orders=(*(other.order for other in right), order),
        id=order.id,
        code="not-on-calendar",
    )


def _of_status(fault: OrderFault, statuses: Collection[Status], code: str) -> _Spoil:
    """A right order of a dose that is not to be given, or not yet."""

    def spoil(draw: st.DrawFn, right: _Right, calendar: Calendar) -> SpoiledOrders | None:
        ordered = [other.row for other in right]
        # An order of a later day would leave the doses before it without orders of their own.
        left = [row.date for row in calendar if row.status in _EXPECTED and row not in ordered]
        first = min(left, default=date.max)
        rows = [row for row in calendar if row.status in statuses and row.date < first]
        rows = _alone(calendar, rows)
        if not rows:
            return None
        row = pick(draw, rows)
        order = Order(
            id="not-now",
            drug=row.drug,
            date=row.date,
            dose=Measure(row.calculated, row.resolved.quantity.kind),
        )
        return SpoiledOrders(
            fault=fault, orders=(*(other.order for other in right), order), id=order.id, code=code
        )

    return spoil


FAULTS: Mapping[OrderFault, _Spoil] = {
    OrderFault.TENFOLD: _dose(OrderFault.TENFOLD, _times("10")),
    OrderFault.TENTH: _dose(OrderFault.TENTH, _times("0.1")),
    OrderFault.TOO_MUCH: _dose(OrderFault.TOO_MUCH, _thousandths(1051, 1450)),
    OrderFault.TOO_LITTLE: _dose(OrderFault.TOO_LITTLE, _thousandths(560, 949)),
    OrderFault.HALF: _dose(OrderFault.HALF, _times("0.5"), code="looks-like-half"),
    OrderFault.DOUBLE: _dose(OrderFault.DOUBLE, _times("2"), code="looks-like-double"),
    OrderFault.TOTAL: _dose(OrderFault.TOTAL, _total, code="looks-like-total"),
    OrderFault.WRONG_UNIT: _wrong_unit,
    OrderFault.WRONG_DRUG: _wrong_drug,
    OrderFault.WRONG_ROUTE: _wrong_route,
    OrderFault.WRONG_DAY: _wrong_day,
    OrderFault.DUPLICATED: _duplicated,
    OrderFault.MISSING: _missing,
    OrderFault.EXTRA: _extra,
    OrderFault.NOT_TO_BE_GIVEN: _of_status(OrderFault.NOT_TO_BE_GIVEN, _OFF, "not-to-be-given"),
    OrderFault.CONDITIONAL: _of_status(
        OrderFault.CONDITIONAL, (Status.CONDITIONAL,), "conditional-dose"
    ),
}
