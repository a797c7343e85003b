"""The second check: right orders pass, and every way of spoiling one is caught."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regimens import (
    Course,
    Discontinuation,
    DoseChange,
    Finding,
    Given,
    Omission,
    Patient,
    RegimensError,
    Response,
    Severity,
    catalogue,
)
from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.drugs import Route
from regimens.errors import QuantityError
from regimens.events import Event
from regimens.findings import ORDER_CODES
from regimens.statuses import Status
from regimens.units import Kind, Measure
from regimens.verify import Order, Verification, verify

_DAY_1 = date(2026, 1, 5)
_PATIENT = Patient(sex="female", height="165 cm", weight="70 kg")
_OFF = (Status.OMITTED, Status.WITHHELD, Status.DISCONTINUED)


def _plan(regimen: str = "dara-dcep", *events: Event) -> Calendar:
    shown = None if catalogue.get(regimen).phases[-1].cycles else 4
    course = Course(catalogue.get(regimen), _PATIENT, start=_DAY_1, cycles=shown)
    return course.record(*events).plan()


def _order(drug: str, on: date, dose: str, route: str | None = None, name: str = "o1") -> Order:
    return Order(id=name, drug=drug, date=on, dose=dose, route=route)


def _codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def _one(order: Order, calendar: Calendar | None = None) -> list[str]:
    (checked,) = verify(calendar or _plan(), [order]).orders
    return _codes(checked.findings)


# 165 cm, 70 kg: 1.79 m². Cisplatin 10 mg/m² = 17.9 mg; cyclophosphamide 400 mg/m² = 716 mg.
# 5 % of 17.9 is 0.895: 17.005 to 18.795 pass, and so do both ends.
@pytest.mark.parametrize(
    ("dose", "codes"),
    [
        ("17.9 mg", []),
        ("18 mg", []),
        ("18.795 mg", []),
        ("17.005 mg", []),
        ("18.796 mg", ["dose-deviation"]),
        ("17.004 mg", ["dose-deviation"]),
        ("71.6 mg", ["dose-deviation", "looks-like-total"]),
        ("72 mg", ["dose-deviation", "looks-like-total"]),
        ("9 mg", ["dose-deviation", "looks-like-half"]),
        ("36 mg", ["dose-deviation", "looks-like-double"]),
        ("179 mg", ["dose-deviation"]),
        ("25 mg", ["dose-deviation"]),
    ],
)
def test_dose_is_held_against_the_calculated_one(dose: str, codes: list[str]) -> None:
    """Cisplatin on day 1 of cycle 1."""
    assert _one(_order("cisplatin", _DAY_1, dose)) == codes


@pytest.mark.parametrize(
    ("dose", "percent"), [("18 mg", "0.6"), ("17.9 mg", "0"), ("17 mg", "5"), ("36 mg", "101.1")]
)
def test_deviation_is_in_percent_of_the_calculated_dose(dose: str, percent: str) -> None:
    """0.1 ÷ 17.9 = 0.559 %; 0.9 ÷ 17.9 = 5.03 %; 18.1 ÷ 17.9 = 101.12 %."""
    (checked,) = verify(_plan(), [_order("cisplatin", _DAY_1, dose)]).orders
    assert checked.deviation == Decimal(percent)


@pytest.mark.parametrize(
    ("dose", "away"), [("751.81 mg", "5.001"), ("752 mg", "5.03"), ("753 mg", "5.2")]
)
def test_deviation_is_told_with_the_digit_that_decides(dose: str, away: str) -> None:
    """Of 716 mg: 35.81 are 5.0014 %, 36 are 5.028 %, 37 are 5.168 %; none may read as 5 %."""
    (checked,) = verify(_plan(), [_order("cyclophosphamide", _DAY_1, dose)]).orders
    (finding,) = checked.findings
    assert finding.message == (
        f"{dose} of cyclophosphamide is ordered, calculated are 716 mg: {away} % away, more than "
        "5 %"
    )


def test_rounding_and_tolerance_do_not_add_up() -> None:
    """In steps of 5 mg cisplatin 17.9 mg is 20 mg, 11.7 % above what was calculated."""
    course = Course(catalogue.get("dcep"), _PATIENT, start=_DAY_1)
    coarse = attrs.evolve(course, policy=attrs.evolve(course.policy, rounding="5 mg")).plan()
    assert coarse[3].dose == 20
    assert _one(_order("cisplatin", _DAY_1, "20 mg"), coarse) == ["dose-deviation"]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (_order("cisplatin", date(2026, 1, 9), "18 mg"), "wrong-date"),
        (_order("daratumumab", date(2026, 1, 13), "1120 mg"), "wrong-date"),
        (_order("cisplatin", date(2026, 1, 20), "18 mg"), "not-on-calendar"),
        (_order("carboplatin", _DAY_1, "18 mg"), "not-on-calendar"),
        (_order("daratumumab", date(2026, 3, 30), "1120 mg"), "conditional-dose"),
        (_order("daratumumab", date(2026, 3, 31), "1120 mg"), "wrong-date"),
    ],
)
def test_wrong_day_drug_or_route_is_a_violation(order: Order, code: str) -> None:
    """DCEP of cycle 1 is on 5 to 8 January; maintenance begins on 30 March."""
    assert code in _one(order)


def test_wrong_route_is_a_violation_where_the_calendar_has_one() -> None:
    """The label gives daratumumab into a vein; the DARA-DCEP paper states no route."""
    order = _order("daratumumab", _DAY_1, "1120 mg", "SC")
    assert _one(order, _plan("daratumumab-iv")) == ["wrong-route"]
    assert _one(order, _plan("dara-dcep")) == []
    assert _one(_order("daratumumab", _DAY_1, "1120 mg"), _plan("daratumumab-iv")) == []


def test_dose_that_is_not_to_be_given_is_said() -> None:
    """Omitted, stopped and withheld."""
    omitted = _plan("dara-dcep", Omission(of="daratumumab", on=date(2026, 1, 12)))
    assert _one(_order("daratumumab", date(2026, 1, 12), "1120 mg"), omitted) == ["not-to-be-given"]
    stopped = _plan("dara-dcep", Discontinuation(of="cisplatin", on=date(2026, 1, 6)))
    assert _one(_order("cisplatin", date(2026, 1, 6), "17.9 mg"), stopped) == ["not-to-be-given"]
    withheld = _plan("dara-dcep", Response(on=date(2026, 4, 1), response="SD"))
    assert _one(_order("daratumumab", date(2026, 3, 30), "1120 mg"), withheld) == [
        "not-to-be-given"
    ]


def test_order_next_to_a_dose_that_is_done_or_off_is_told_so() -> None:
    """The nearest dose is meant, whatever has become of it."""
    given = _plan(
        "daratumumab-iv", Given(of="daratumumab", on=date(2026, 1, 13), planned=date(2026, 1, 12))
    )
    (checked,) = verify(given, [_order("daratumumab", date(2026, 1, 12), "1120 mg")]).orders
    assert _codes(checked.findings) == ["wrong-date"]
    assert "the calendar has it on 2026-01-13" in checked.findings[0].message
    omitted = _plan("daratumumab-iv", Omission(of="daratumumab", on=date(2026, 1, 12)))
    codes = _one(_order("daratumumab", date(2026, 1, 13), "1120 mg"), omitted)
    assert codes == ["wrong-date", "not-to-be-given"]


def test_second_order_of_a_dose_is_a_duplicate() -> None:
    """Each dose has one order."""
    orders = [_order("daratumumab", _DAY_1, "1120 mg", name=name) for name in ("a", "b")]
    first, second = verify(_plan(), orders).orders
    assert _codes(first.findings) == []
    assert _codes(second.findings) == ["duplicate-order"]


def test_both_halves_of_a_day_have_an_order_each() -> None:
    """Tretinoin twice a day: two orders pass, a third is one too many."""
    halves = [row for row in _plan("dara-atra") if row.drug == "tretinoin" and row.date == _DAY_1]
    orders = [
        _order("tretinoin", _DAY_1, f"{row.dose} mg", name=str(n))
        for n, row in enumerate([*halves, halves[0]])
    ]
    found = [_codes(one.findings) for one in verify(_plan("dara-atra"), orders).orders]
    assert found == [[], [], ["duplicate-order"]]


@pytest.mark.parametrize(
    ("orders", "codes"),
    [
        ([("28 mg", "PO"), ("8 mg", "IV")], [[], []]),
        ([("8 mg", "IV"), ("28 mg", "PO")], [[], []]),
        ([("8 mg", None), ("28 mg", None)], [[], []]),
        # 8 for 28 is 20 of 28 = 71.4 % away, 28 for 8 is 250 %; each is the other's.
        ([("8 mg", "PO"), ("28 mg", "IV")], [["dose-deviation"], ["dose-deviation"]]),
        ([("28 mg", "PO"), ("28 mg", "PO")], [[], ["wrong-route", "dose-deviation"]]),
    ],
)
def test_two_doses_of_a_drug_on_a_day_are_told_apart(
    orders: Sequence[tuple[str, str | None]], codes: Sequence[Sequence[str]]
) -> None:
    """ELOTUZUMAB-Rd has dexamethasone 28 mg by mouth and 8 mg intravenously on one day."""
    given = [
        _order("dexamethasone", _DAY_1, dose, route, name=str(n))
        for n, (dose, route) in enumerate(orders)
    ]
    found = verify(_plan("elord"), given).orders
    assert [_codes(one.findings) for one in found] == codes


def test_order_is_of_the_dose_that_still_waits() -> None:
    """180 cm and 80 kg are 2 m²: 45 mg twice a day, one of them given; the order is the other."""
    patient = Patient(height="180 cm", weight="80 kg")
    course = Course(catalogue.get("dara-atra"), patient, start=_DAY_1, cycles=1)
    calendar = course.record(Given(of="tretinoin", on=_DAY_1, dose="45 mg")).plan()
    found = verify(calendar, [_order("tretinoin", _DAY_1, "45 mg")])
    assert [one.row and one.row.status for one in found.orders] == [Status.PLANNED]
    assert not found.violated


def test_whole_day_ordered_at_once_looks_like_a_total() -> None:
    """45 mg/m² a day is 80.55 mg on 1.79 m²; each of two doses is half of it."""
    codes = _one(_order("tretinoin", _DAY_1, "80.55 mg"), _plan("dara-atra"))
    assert codes == ["dose-deviation", "looks-like-total", "looks-like-double"]


def test_missing_are_the_doses_up_to_the_last_ordered_day() -> None:
    """Only etoposide is ordered on day 2: 5 doses of day 1 and 3 of day 2 are missing."""
    order = _order("etoposide", date(2026, 1, 6), "71.6 mg")
    missing = verify(_plan(), [order]).findings
    assert set(_codes(missing)) == {"missing-order"}
    assert [finding.date for finding in missing] == [date(2026, 1, 5)] * 5 + [date(2026, 1, 6)] * 3
    later = verify(_plan(), [order], until=date(2026, 1, 12)).findings
    assert len(later) == 8 + 4 + 4 + 1 + 1  # days 3 and 4, G-CSF of day 6, daratumumab of day 8


def test_conditional_omitted_and_given_doses_are_not_missing() -> None:
    """Nobody has to order what is not certain, not to be given, or done."""
    calendar = _plan(
        "dara-dcep",
        Omission(of="daratumumab", on=date(2026, 1, 12)),
        Given(of="daratumumab", on=_DAY_1),
    )
    missing = verify(calendar, [], until=date(2026, 12, 31)).findings
    days = [finding.date for finding in missing if finding.drug == "daratumumab"]
    assert len(days) == 10 - 2


def test_nothing_ordered_misses_nothing() -> None:
    """There is no last ordered day."""
    assert verify(_plan(), []) == Verification(orders=(), findings=())
    assert not verify(_plan(), []).violated


@pytest.mark.parametrize("code", ORDER_CODES)
def test_codes_about_orders_are_violations(code: str) -> None:
    """All of them."""
    assert Finding(code=code, message="").severity is Severity.VIOLATION


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"dose": "18"}, "dose"),
        ({"dose": "0 mg"}, "above 0 mg"),
        ({"route": "by mouth"}, "route"),
        ({"drug": " "}, "drug"),
        ({"id": ""}, "id"),
        ({"date": "2026-01-05"}, "date"),
    ],
)
def test_order_that_cannot_be_read_is_refused(spoilt: dict[str, str], said: str) -> None:
    """What, where and the mend."""
    values = {"id": "o1", "drug": "cisplatin", "date": _DAY_1, "dose": "18 mg"}
    with pytest.raises(RegimensError, match=said):
        Order(**(values | spoilt))  # type: ignore[arg-type]


def test_two_orders_of_one_id_and_a_wide_tolerance_are_refused() -> None:
    """A tolerance of half the dose would let half the dose pass."""
    order = _order("cisplatin", _DAY_1, "18 mg")
    with pytest.raises(RegimensError, match="two orders have the id 'o1'"):
        verify(_plan(), [order, order])
    for tolerance in ("50", "-1"):
        with pytest.raises(RegimensError, match="below 50 %"):
            verify(_plan(), [order], tolerance=Decimal(tolerance))
    assert _one(_order("cisplatin", _DAY_1, "20 mg")) == ["dose-deviation"]
    assert (
        not verify(_plan(), [_order("daratumumab", _DAY_1, "1000 mg")], tolerance=Decimal(11))
        .orders[0]
        .findings
    )


# --- spoiling right orders -----------------------------------------------------------------------

_CALENDARS = [
    _plan("dcep"),
    _plan("dara-dcep", DoseChange(of="DCEP", to="0.7", cycle=2, phase="induction")),
    _plan("daratumumab-iv"),
    _plan("dara-atra"),
    _plan("dara-vd", DoseChange(of="bortezomib", level="1.0", cycle=2)),
]


def _right(calendar: Calendar) -> list[tuple[Order, Administration]]:
    """An order for every dose that is to be given, to a tenth of a milligram."""
    tenth = Decimal("0.1")
    found = []
    for number, row in enumerate(calendar):
        if row.status is Status.PLANNED:
            dose = row.dose.quantize(tenth, ROUND_HALF_UP)
            measure = Measure(dose, Kind.DRUG_MASS)
            order = Order(
                id=f"o{number}", drug=row.drug, date=row.date, dose=measure, route=row.route
            )
            found.append((order, row))
    return found


_RIGHT = [_right(calendar) for calendar in _CALENDARS]
_WHICH = st.integers(0, len(_CALENDARS) - 1)


def _spoil(which: int, place: int, **spoilt: Any) -> tuple[list[str], Verification, Order]:
    """Verify with the order at a place changed: its own codes, and everything."""
    orders = [order for order, _ in _RIGHT[which]]
    place %= len(orders)
    changed = attrs.evolve(orders[place], **spoilt)
    orders[place] = changed
    found = verify(_CALENDARS[which], orders)
    return _codes(found.orders[place].findings), found, changed


def _row(which: int, place: int) -> Administration:
    return _RIGHT[which][place % len(_RIGHT[which])][1]


def _times(row: Administration, factor: Decimal) -> Measure:
    return Measure(row.calculated * factor, Kind.DRUG_MASS)


@pytest.mark.parametrize("which", range(len(_CALENDARS)))
def test_right_orders_pass(which: int) -> None:
    """All of them, of all five regimens, in any order."""
    orders = [order for order, _ in _RIGHT[which]]
    assert not verify(_CALENDARS[which], orders).violated
    assert not verify(_CALENDARS[which], orders[::-1]).violated


@given(_WHICH, st.integers(0, 500), st.decimals("0.01", "9", places=3))
def test_no_dose_beyond_the_tolerance_passes(which: int, place: int, factor: Decimal) -> None:
    """Anything more than 5 % away, and nothing nearer."""
    row = _row(which, place)
    codes, _, _ = _spoil(which, place, dose=_times(row, factor))
    assert ("dose-deviation" in codes) is (abs(factor - 1) > Decimal("0.05"))


@given(_WHICH, st.integers(0, 500), st.decimals("0.96", "1.04", places=3))
def test_no_half_and_no_double_passes(which: int, place: int, near: Decimal) -> None:
    """Also not where it is rounded a little."""
    row = _row(which, place)
    half, _, _ = _spoil(which, place, dose=_times(row, near / 2))
    double, _, _ = _spoil(which, place, dose=_times(row, near * 2))
    assert {"dose-deviation", "looks-like-half"} <= set(half)
    assert {"dose-deviation", "looks-like-double"} <= set(double)


@given(_WHICH, st.integers(0, 500))
def test_no_total_on_one_day_passes(which: int, place: int) -> None:
    """What all days in a row add up to, where there is more than one."""
    row = _row(which, place)
    block = [
        other
        for other in _CALENDARS[which]
        if (other.drug, other.phase, other.cycle) == (row.drug, row.phase, row.cycle)
        and other.date == row.date
    ]
    day = row.date
    for step in (1, -1):
        day = row.date
        while True:
            day += timedelta(days=step)
            more = [
                other
                for other in _CALENDARS[which]
                if (other.drug, other.phase, other.cycle, other.date)
                == (row.drug, row.phase, row.cycle, day)
            ]
            if not more:
                break
            block += more
    assume(len(block) > 1)
    total = sum((other.calculated for other in block), Decimal(0))
    codes, _, _ = _spoil(which, place, dose=Measure(total, Kind.DRUG_MASS))
    assert {"dose-deviation", "looks-like-total"} <= set(codes)


@given(_WHICH, st.integers(0, 500), st.sampled_from([-3, -2, -1, 1, 2, 3, 9, 40, 400]))
def test_no_wrong_day_passes(which: int, place: int, days: int) -> None:
    """Some order is on a wrong date, one too many, or for nothing; or a dose has none."""
    row = _row(which, place)
    _, found, _ = _spoil(which, place, date=row.date + timedelta(days=days))
    codes = {code for one in found.orders for code in _codes(one.findings)}
    assert codes & {"wrong-date", "duplicate-order", "not-on-calendar", "conditional-dose"}


@given(_WHICH, st.integers(0, 500), st.sampled_from(list(Route)))
def test_no_wrong_route_passes(which: int, place: int, route: Route) -> None:
    """Where the calendar has one."""
    row = _row(which, place)
    assume(row.route is not None)
    codes, _, _ = _spoil(which, place, route=route)
    assert ("wrong-route" in codes) is (route is not row.route)


@given(_WHICH, st.integers(0, 500), st.sampled_from(["vincristine", "carboplatin", "Cisplatin"]))
def test_no_other_drug_passes(which: int, place: int, drug: str) -> None:
    """And the one that was meant is missing."""
    codes, found, _ = _spoil(which, place, drug=drug)
    last = max(one.order.date for one in found.orders)
    assert codes == ["not-on-calendar"]
    missing = [(one.drug, one.date) for one in found.findings if one.code == "missing-order"]
    assert missing == [(row.drug, row.date) for row in [_row(which, place)] if row.date <= last]


@given(_WHICH, st.integers(0, 500))
def test_no_duplicate_passes(which: int, place: int) -> None:
    """An order more than there are doses that day."""
    orders = [order for order, _ in _RIGHT[which]]
    again = attrs.evolve(orders[place % len(orders)], id="again")
    found = verify(_CALENDARS[which], [*orders, again])
    assert _codes(found.orders[-1].findings) == ["duplicate-order"]


@given(_WHICH, st.integers(0, 500))
def test_no_missing_order_passes(which: int, place: int) -> None:
    """Unless it was the last day's only one."""
    orders = [order for order, _ in _RIGHT[which]]
    gone = orders.pop(place % len(orders))
    found = verify(_CALENDARS[which], orders, until=gone.date)
    assert [(one.code, one.drug, one.date) for one in found.findings if one.date == gone.date] == [
        ("missing-order", gone.drug, gone.date)
    ]


_CONDITIONAL = [row for row in _plan("dara-dcep") if row.status is Status.CONDITIONAL]


@given(st.sampled_from(_CONDITIONAL), st.integers(-3, 3))
def test_no_conditional_dose_passes(row: Administration, days: int) -> None:
    """Ordered exactly, or near its day."""
    on = row.date + timedelta(days=days)
    assert "conditional-dose" in _one(_order(row.drug, on, f"{row.dose} mg"))


@given(_WHICH, st.integers(0, 500))
def test_no_dose_that_was_omitted_passes(which: int, place: int) -> None:
    """The order stays although the dose is not to be given."""
    row = _row(which, place)
    # A steroid that is omitted as treatment is still to be given before its infusion.
    assume(row.of == 1 and row.roles == (Role.TREATMENT,))
    calendar = _CALENDARS[which]
    after = calendar.again([*calendar.history, Omission(of=row.drug, on=row.date)])
    found = verify(after, [order for order, _ in _RIGHT[which]])
    spoilt = {
        (one.order.drug, one.order.date)
        for one in found.orders
        if "not-to-be-given" in _codes(one.findings)
    }
    assert (row.drug, row.date) in spoilt


# --- against rows by themselves ------------------------------------------------------------------

_PLAIN = _plan("dcep")
_STEROIDS = [row for row in _PLAIN if row.drug == "dexamethasone"]  # 40 mg on days 1 to 4


def _calendar(*rows: Administration) -> Calendar:
    return attrs.evolve(_PLAIN, administrations=rows)


def _on(row: Administration, day: int, **other: Any) -> Administration:
    return attrs.evolve(row, date=date(2026, 1, day), **other)


def _steroid(day: int, dose: str = "40 mg", route: str | None = None, name: str = "o1") -> Order:
    return _order("dexamethasone", date(2026, 1, day), dose, route, name)


@pytest.mark.parametrize(("day", "near"), [(4, False), (5, True), (19, True), (20, False)])
def test_order_within_7_days_of_a_dose_is_of_a_wrong_date(day: int, near: bool) -> None:
    """The dose of 12 January; farther away there is none on the calendar."""
    row = _on(_STEROIDS[0], 12)
    (checked,) = verify(_calendar(row), [_steroid(day)]).orders
    on = date(2026, 1, day)
    message = f"no dose of dexamethasone is on the calendar for {on} or near it"
    finding = Finding(code="not-on-calendar", drug="dexamethasone", date=on, message=message)
    if near:
        message = f"dexamethasone is ordered for {on}; the calendar has it on 2026-01-12"
        finding = attrs.evolve(
            finding,
            code="wrong-date",
            message=message,
            date=row.date,
            phase="induction",
            cycle=1,
            day=1,
        )
    assert checked.findings == (finding,)
    assert checked.row == (row if near else None)
    given = attrs.evolve(row, status=Status.GIVEN)
    (checked,) = verify(_calendar(given), [_steroid(day)]).orders
    assert checked.findings[0].message == message + (" and it was given then" if near else "")


def test_drug_that_is_on_no_day_is_told_with_those_that_are() -> None:
    """And one that is ordered a second time with its day."""
    (checked,) = verify(_PLAIN, [_order("carboplatin", _DAY_1, "18 mg")]).orders
    message = (
        "carboplatin is not on the calendar at all; it has dexamethasone, cyclophosphamide, "
        "etoposide, cisplatin"
    )
    assert [one.message for one in checked.findings] == [message]
    twice = [_steroid(5), _steroid(5, name="o2")]
    _, second = verify(_PLAIN, twice).orders
    assert second.findings == (
        Finding(
            code="duplicate-order",
            drug="dexamethasone",
            date=_DAY_1,
            message="dexamethasone is already ordered for 2026-01-05: cancel one of them",
        ),
    )


def test_each_order_of_a_wrong_date_is_of_another_dose() -> None:
    """5 and 12 January are ordered for the 6th and 7th; the next order is one too many."""
    first, second = _on(_STEROIDS[0], 5), _on(_STEROIDS[1], 12)
    orders = [_steroid(day, name=str(day)) for day in (6, 7, 8)]
    checked = verify(_calendar(first, second), orders).orders
    assert [one.row for one in checked] == [first, second, None]
    assert [_codes(one.findings) for one in checked] == [
        ["wrong-date"],
        ["wrong-date"],
        ["not-on-calendar"],
    ]
    # A dose that has its order makes no order of another day a second one.
    checked = verify(_calendar(first, second), [_steroid(5), _steroid(11, name="o2")]).orders
    assert [_codes(one.findings) for one in checked] == [[], ["wrong-date"]]


def test_order_is_of_a_dose_to_be_given_then_of_its_route_then_of_the_nearest() -> None:
    """Two doses of a day, 40 mg by mouth and 20 mg of no route that is stated."""
    whole = attrs.evolve(_STEROIDS[0], route=Route.PO)
    half = attrs.evolve(whole, given=Decimal(20), route=None)
    for first, second in ((whole, half), (half, whole)):
        calendar = _calendar(first, second)
        (near,) = verify(calendar, [_steroid(5, "39 mg")]).orders
        (far,) = verify(calendar, [_steroid(5, "21 mg")]).orders
        (other,) = verify(calendar, [_steroid(5, "39 mg", "IV")]).orders
        assert (near.row, far.row, other.row) == (whole, half, half)
    for status in _OFF:
        off = attrs.evolve(whole, status=status)
        (one,) = verify(_calendar(off, half), [_steroid(5)]).orders
        assert one.row == half


@pytest.mark.parametrize(
    ("dose", "like"),
    [
        ("151 mg", []),
        ("152 mg", ["looks-like-total"]),  # 160 of four days, 5 % less and more
        ("168 mg", ["looks-like-total"]),
        ("169 mg", []),
        ("18.9 mg", []),
        ("19 mg", ["looks-like-half"]),  # 20
        ("21 mg", ["looks-like-half"]),
        ("21.1 mg", []),
        ("75.9 mg", []),
        ("76 mg", ["looks-like-double"]),  # 80
        ("84 mg", ["looks-like-double"]),
        ("84.1 mg", []),
        ("480 mg", []),  # three cycles
    ],
)
def test_likeness_is_held_within_the_tolerance_of_what_it_is_like(
    dose: str, like: list[str]
) -> None:
    """40 mg a day; the percent are of the half, the double or the total."""
    assert _one(_steroid(5, dose), _PLAIN) == ["dose-deviation", *like]


def test_total_of_what_is_left_counts_and_of_one_dose_there_is_none() -> None:
    """120 mg, with one of four days left out; nothing is left of a single one."""
    first, second, third, fourth = _STEROIDS[:4]
    out = attrs.evolve(second, status=Status.OMITTED)
    codes = _one(_steroid(5, "120 mg"), _calendar(first, out, third, fourth))
    assert codes == ["dose-deviation", "looks-like-total"]
    gone = attrs.evolve(first, status=Status.OMITTED)
    assert _one(_steroid(5, "80 mg"), _calendar(gone)) == [
        "not-to-be-given",
        "dose-deviation",
        "looks-like-double",
    ]
    cisplatin = next(row for row in _PLAIN if row.drug == "cisplatin")
    other = attrs.evolve(fourth, resolved=cisplatin.resolved)  # 17.9 mg
    codes = _one(_steroid(5, "17.9 mg"), _calendar(gone, other))
    assert codes == ["not-to-be-given", "dose-deviation"]


@pytest.mark.parametrize(("dose", "percent"), [("40.02 mg", "0.1"), ("40.019 mg", "0")])
def test_deviation_is_rounded_half_up(dose: str, percent: str) -> None:
    """0.02 of 40 are 0.05 %, which is 0.1 to one decimal."""
    (checked,) = verify(_PLAIN, [_steroid(5, dose)]).orders
    assert checked.deviation == Decimal(percent)


@pytest.mark.parametrize("tolerance", ["0", "0.5", "49.9"])
def test_tolerance_may_be_none_and_up_to_half(tolerance: str) -> None:
    """The dose itself passes at any."""
    assert not verify(_PLAIN, [_steroid(5)], tolerance=Decimal(tolerance)).orders[0].findings


@pytest.mark.parametrize("tolerance", ["-0.1", "50", "60"])
def test_tolerance_that_half_a_dose_would_pass_is_refused(tolerance: str) -> None:
    """Nor is there less than none."""
    with pytest.raises(QuantityError) as caught:
        verify(_PLAIN, [], tolerance=Decimal(tolerance))
    assert str(caught.value) == (
        f"tolerance: a tolerance of {tolerance} %; use one below 50 %, so that half a dose never "
        "passes"
    )


def test_anything_wrong_is_a_violation() -> None:
    """An order, or a dose without one."""
    row = _STEROIDS[0]
    for orders, wrong in [
        ([_steroid(5)], False),
        ([_steroid(5, "50 mg")], True),
        ([_steroid(5), _steroid(6, name="o2")], True),
    ]:
        assert verify(_calendar(row), orders).violated is wrong
    assert verify(_calendar(row), [], until=_DAY_1).violated is True


def test_name_of_an_order_is_a_text_and_its_route_may_be_one() -> None:
    """What is none is refused, whatever it is."""
    for part in ("id", "drug"):
        for value in (None, 7, "", " "):
            facts: dict[str, Any] = {"id": "o1", "drug": "cisplatin", part: value}
            with pytest.raises(QuantityError, match=f"^{part}: .* is no name; write one as text"):
                Order(date=_DAY_1, dose="18 mg", **facts)
    routes = [_steroid(5, route=route).route for route in (None, "PO")]
    assert routes == [None, Route.PO]
    given = Order(id="o1", drug="a", date=_DAY_1, dose="1 mg", route=Route.PO)
    assert given.route is Route.PO


def test_only_the_dose_that_the_policy_makes_up_needs_no_tolerance() -> None:
    """15 mg/m² of 1.79 m² are 26.85 mg a day; of 10 mg capsules 20 mg are given, and then 10."""
    course = Course(catalogue.get("dara-atra"), _PATIENT, start=_DAY_1, cycles=1)
    change = DoseChange(of="tretinoin", level="15", cycle=1)
    policy = attrs.evolve(course.policy, rounding="dispensable")
    calendar = attrs.evolve(course, policy=policy).record(change).plan()
    for doses, wrong in [(("20 mg", "10 mg"), [False, False]), (("40 mg", "11 mg"), [True, True])]:
        orders = [_order("tretinoin", _DAY_1, dose, name=dose) for dose in doses]
        checked = verify(calendar, orders).orders
        assert [bool(one.findings) for one in checked] == wrong


def test_orders_are_held_against_a_calendar_and_come_in_a_list() -> None:
    """A course in place of its calendar, or one order by itself, is told what to give instead."""
    order = _order("cisplatin", _DAY_1, "17.9 mg")
    course: Any = Course(catalogue.get("dcep"), _PATIENT, start=_DAY_1)
    with pytest.raises(
        RegimensError, match=r"^calendar: .* is no calendar; give one: course\.plan\(\)$"
    ):
        verify(course, [order])
    alone: Any = order
    for orders in (alone, [alone, "o2"]):
        with pytest.raises(RegimensError, match=r"^orders: is no list of orders; give it: \["):
            verify(_plan(), orders)
