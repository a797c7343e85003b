"""Orders for a calendar: right ones, and some with one fault that the second check has to name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from attrs import frozen
from hypothesis import reject
from hypothesis import strategies as st

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import EXACT
from regimens.statuses import Status
from regimens.testing.arguments import calendar_of, members
from regimens.testing.cycle_events import pick
from regimens.testing.dose_events import MASSES, spelt_dose
from regimens.testing.order_faults import FAULTS, Ordered, OrderFault, SpoiledOrders
from regimens.verify import Order

__all__ = ["orders", "spoiled_orders"]

_EXPECTED = (Status.PLANNED, Status.UNCONFIRMED)
_OFF = (Status.OMITTED, Status.WITHHELD, Status.DISCONTINUED)
_TOLERANCE = Decimal(5)
_MOST = 60  # administrations that orders reach
# The status of the dose that a fault needs.
_NEEDS = {OrderFault.NOT_TO_BE_GIVEN: _OFF, OrderFault.CONDITIONAL: (Status.CONDITIONAL,)}


@frozen(kw_only=True)
class _Manner:
    """How orders are written: with how many thousandths of the calculated dose, and in what."""

    share: int | None
    unit: str
    routed: bool


_MANNERS = st.lists(
    st.builds(
        _Manner,
        share=st.none() | st.integers(950, 1050),
        unit=st.sampled_from(tuple(MASSES)),
        routed=st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


def orders(of: Course | Calendar) -> st.SearchStrategy[tuple[Order, ...]]:
    """All that is to be ordered from the first dose to some day, as somebody would order it.

    The doses are those of the calendar or within 5 % of the calculated ones, in any unit; the
    orders stand in any order of days. A calendar without a dose to be given has no orders.

    Args:
        of: The course, or its calendar as planned.

    Raises:
        RegimensError: for a course that cannot be planned.

    >>> from datetime import date
    >>> from hypothesis import find
    >>> from regimens import Patient, catalogue
    >>> from regimens.verify import verify
    >>> course = Course(catalogue.get("dara-atra"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), cycles=1)
    >>> ordered = find(orders(course), lambda found: True)
    >>> [(order.drug, str(order.dose)) for order in ordered]
    [('tretinoin', '40.28 mg'), ('tretinoin', '40.27 mg')]
    >>> verify(course.plan(), ordered).violated
    False
    """
    calendar = calendar_of(of)

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Order, ...]:
        return tuple(one.order for one in _right(draw, calendar))

    return drawn()


def spoiled_orders(
    of: Course | Calendar, *, faults: Collection[OrderFault] = tuple(OrderFault)
) -> st.SearchStrategy[SpoiledOrders]:
    """Right orders with one fault, which says what it is.

    Args:
        of: The course, or its calendar as planned.
        faults: The faults drawn. An example is given up where none of them is possible, as a
            wrong dose in a calendar without doses.

    Raises:
        UnknownNameError: for what is no fault of an order.
        RegimensError: for no fault, and for a course that cannot be planned.

    >>> from datetime import date
    >>> from hypothesis import find
    >>> from regimens import Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> spoiled = find(spoiled_orders(course, faults=[OrderFault.TENFOLD]), lambda found: True)
    >>> spoiled.fault.value, spoiled.code, str(spoiled.orders[0].dose)
    ('the dose is ten times what it should be', 'dose-deviation', '400 mg')
    """
    known = members("faults", faults, OrderFault)
    calendar, possible = calendar_of(of), [fault for fault in OrderFault if fault in known]

    @st.composite
    def drawn(draw: st.DrawFn) -> SpoiledOrders:
        first = draw(st.integers(0, len(possible) - 1))
        for fault in (*possible[first:], *possible[:first]):
            right = _right(draw, calendar, fault)
            found = FAULTS[fault](draw, right, calendar) if right else None
            if found is not None:
                return found
        return reject()

    return drawn()


def _right(draw: st.DrawFn, calendar: Calendar, fault: OrderFault | None = None) -> list[Ordered]:
    """Every dose to be given up to a day, with its order, one day of a drug after another."""
    manners = draw(_MANNERS)
    last = _last(draw, calendar, fault)
    days: dict[tuple[str, date], list[Administration]] = {}
    for row in calendar:
        if last is not None and row.date <= last and row.status not in _OFF:
            days.setdefault((row.drug, row.date), []).append(row)
    days = {day: rows for day, rows in days.items() if any(map(_is_expected, rows))}
    mixed = [on for (_, on), rows in days.items() if any(map(_is_conditional, rows))]
    found: list[Ordered] = []
    for (_, on), rows in days.items():
        if on < min(mixed, default=date.max):
            # The second check takes the doses of one drug and day in this order.
            for row in sorted(rows, key=lambda row: row.occurrence):
                manner = manners[len(found) % len(manners)]
                order = _ordered(row, f"o{len(found) + 1}", manner)
                found.append(Ordered(row=row, order=order))
    return _turned(draw, found)


def _is_expected(row: Administration) -> bool:
    return row.status in _EXPECTED


def _is_conditional(row: Administration) -> bool:
    return row.status is Status.CONDITIONAL


def _last(draw: st.DrawFn, calendar: Calendar, fault: OrderFault | None) -> date | None:
    """The last day ordered: that of a dose to be given, or of one of the status that is needed."""
    needed = _NEEDS.get(fault, _EXPECTED) if fault is not None else _EXPECTED
    rows = [row for row in calendar if row.status in needed][:_MOST]
    return pick(draw, rows).date if rows else None


def _turned(draw: st.DrawFn, found: list[Ordered]) -> list[Ordered]:
    """The same from another day on, or the last days first."""
    if len(found) < 2:
        return found
    turn = draw(st.integers(0, len(found) - 1))
    while turn and found[turn].is_of_the_day_of(found[turn - 1]):
        turn -= 1
    return [*found[turn:], *found[:turn]]


def _ordered(row: Administration, name: str, manner: _Manner) -> Order:
    """A right order: the dose as it is rounded, or one near the calculated one."""
    dose = row.dose
    if manner.share is not None:
        dose = EXACT.multiply(row.calculated, EXACT.scaleb(Decimal(manner.share), -3))
    elif row.resolved.making.form is None and _is_far(dose, row.calculated):
        dose = row.calculated  # a coarse rounding step, of which the second check knows nothing
    return Order(
        id=name,
        drug=row.drug,
        date=row.date,
        dose=spelt_dose(dose, row.resolved.quantity.kind, manner.unit),
        route=row.route if manner.routed else None,
    )


def _is_far(dose: Decimal, calculated: Decimal) -> bool:
    difference = EXACT.abs(EXACT.subtract(dose, calculated))
    return EXACT.multiply(difference, Decimal(100)) > EXACT.multiply(calculated, _TOLERANCE)
