"""The strategies of orders and laboratory values: right ones pass, and each fault is named."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from regimens import Calendar, Course, Discontinuation, Lab, Patient, Response, catalogue
from regimens.errors import DoseError
from regimens.testing import (
    OrderFault,
    SpoiledOrders,
    courses,
    laboratory_courses,
    orders,
    spoiled_orders,
    thresholds,
)
from regimens.verify import Verification, verify

_GENERATED = settings(phases=[Phase.generate], deadline=None)
_FOUND = settings(max_examples=50, phases=[Phase.generate, Phase.shrink], deadline=None)
_PATIENT = Patient(height="165 cm", weight="70 kg")


def _plan(regimen: str, *happened: Response | Discontinuation) -> Calendar:
    written = catalogue.get(regimen)
    cycles = 2 if written.phases[-1].cycles is None else None
    start = date(2026, 1, 5)
    return Course(written, _PATIENT, start=start, cycles=cycles, events=happened).plan()


# DARA-DCEP waits for a response before its second phase, and stops one drug here.
_STOPPED = _plan("dara-dcep", Discontinuation(of="etoposide", on=date(2026, 1, 7)))


# --- orders --------------------------------------------------------------------------------------


@settings(_GENERATED, max_examples=120)
@given(courses(most_events=4), st.data())
def test_right_orders_pass(course: Course, data: st.DataObject) -> None:
    """Of any course, whatever has happened: nothing is wrong, and every order has its dose."""
    calendar = course.plan()
    found = data.draw(orders(calendar))
    checked = verify(calendar, found)
    assert not checked.violated
    assert all(one.row is not None for one in checked.orders)


def _told(found: Verification) -> dict[str | None, set[str]]:
    """What is said, by order; what is missing is said of none."""
    told: dict[str | None, set[str]] = {
        one.order.id: {finding.code for finding in one.findings}
        for one in found.orders
        if one.findings
    }
    missing = {finding.code for finding in found.findings}
    return {**told, None: missing} if missing else told


def _check_named(calendar: Calendar, spoiled: SpoiledOrders) -> None:
    """Only the wrong order is spoken of, with the code of its fault, and what comes with it."""
    told = _told(verify(calendar, spoiled.orders))
    missing = told.pop(None, set())
    codes = told.pop(spoiled.id, set()) | missing
    assert told == {}, spoiled.fault
    assert spoiled.code in codes, spoiled.fault
    assert codes - {spoiled.code} <= spoiled.besides, spoiled.fault


@settings(_GENERATED, max_examples=150)
@given(courses(most_events=4), st.data())
def test_second_check_names_exactly_the_fault(course: Course, data: st.DataObject) -> None:
    """Of any course, with any fault that its doses allow."""
    calendar = course.plan()
    if any(row.status.value == "planned" for row in calendar):
        _check_named(calendar, data.draw(spoiled_orders(calendar)))


@pytest.mark.parametrize("fault", OrderFault)
def test_every_fault_is_drawn_and_named(fault: OrderFault) -> None:
    """On a calendar that has doses to be given, conditional ones and stopped ones."""
    seen: Counter[OrderFault] = Counter()

    @settings(_GENERATED, max_examples=15)
    @given(spoiled_orders(_STOPPED, faults=[fault]))
    def holds(spoiled: SpoiledOrders) -> None:
        seen[spoiled.fault] += 1
        _check_named(_STOPPED, spoiled)

    holds()
    assert set(seen) == {fault}


def test_calendar_without_doses_has_no_orders() -> None:
    """Nothing is ordered of a course that is stopped on its first day, and nothing is spoilt."""
    stopped = _plan("dcep", Discontinuation(on=date(2026, 1, 5)))
    assert find(orders(stopped), lambda found: True, settings=_FOUND) == ()
    with pytest.raises(Unsatisfiable):
        find(spoiled_orders(stopped), lambda found: True, settings=_FOUND)


def test_orders_reach_every_day_and_spell_doses_in_any_unit() -> None:
    """The last day can be ordered; the dose may be 4 % off, and a route may be left out."""
    calendar = _plan("dcep")
    last = max(row.date for row in calendar)
    whole = find(
        orders(calendar),
        lambda found: max(order.date for order in found) == last,
        settings=settings(_FOUND, max_examples=500),
    )
    assert len(whole) == len(calendar)
    cisplatin = next(row for row in calendar if row.drug == "cisplatin")
    near = find(
        orders(calendar),
        lambda found: any(
            order.drug == "cisplatin" and order.dose.value == cisplatin.calculated * 96 / 100
            for order in found
        ),
        settings=settings(_FOUND, max_examples=3000),
    )
    assert near


def test_plainest_orders_are_of_the_first_day_as_rounded() -> None:
    """DCEP at 165 cm and 70 kg (1.79 m²): 40 mg, 716 mg, 71.6 mg and 17.9 mg."""
    found = find(orders(_plan("dcep")), lambda drawn: True, settings=_FOUND)
    assert {(order.drug, str(order.dose)) for order in found} == {
        ("dexamethasone", "40 mg"),
        ("cyclophosphamide", "716 mg"),
        ("etoposide", "71.6 mg"),
        ("cisplatin", "17.9 mg"),
    }
    assert {order.date for order in found} == {date(2026, 1, 5)}


# --- laboratory values ---------------------------------------------------------------------------


def test_thresholds_are_those_of_tables_and_entry_criteria() -> None:
    """Ixazomib by clearance and bilirubin, DARA-ATRA by what it asks for at entry."""
    assert thresholds(catalogue.get("ixazomib-maintenance")) == {
        "creatinine_clearance": (Decimal(30),),
        "bilirubin_times_normal": (Decimal("1.5"),),
    }
    assert thresholds(catalogue.get("aspirin-thromboprophylaxis")) == {}


def test_values_lie_below_at_and_above_each_threshold() -> None:
    """A ten-thousandth beside each number by which a regimen decides."""
    regimen = catalogue.get("ixazomib-maintenance")
    (limit,) = thresholds(regimen)["creatinine_clearance"]
    seen: set[Decimal] = set()

    @settings(_GENERATED, max_examples=200)
    @given(laboratory_courses(regimen, at_boundaries=True))
    def drawn(labs: tuple[Lab, ...]) -> None:
        seen.update(
            lab.creatinine_clearance.value for lab in labs if lab.creatinine_clearance is not None
        )

    drawn()
    hair = Decimal("0.0001")
    assert {limit - hair, limit, limit + hair} <= seen


@settings(_GENERATED, max_examples=100)
@given(st.data(), st.sampled_from(["ixazomib-maintenance", "d-vrd-cepheus", "vmp", "rep"]))
def test_values_of_a_course_leave_every_dose_to_be_made(data: st.DataObject, regimen: str) -> None:
    """At the boundaries too: rows that give nothing and gaps between rows are left out."""
    course = Course(catalogue.get(regimen), _PATIENT, start=date(2026, 1, 5), cycles=2)
    labs = data.draw(laboratory_courses(course, at_boundaries=True))
    assert course.record(*labs).plan().history == labs


def test_refused_values_are_drawn_where_they_are_asked_for() -> None:
    """A clearance at which the table gives nothing makes the course a refused one."""
    name = next(
        name
        for name in catalogue.ids()
        for _, one in catalogue.get(name).components()
        for table in one.tables
        if any(band.not_given for band in table.bands)
    )
    course = Course(catalogue.get(name), _PATIENT, start=date(2026, 1, 5), cycles=2)

    def is_refused(labs: tuple[Lab, ...]) -> bool:
        try:
            course.record(*labs).plan()
        except DoseError:
            return True
        return False

    strategy = laboratory_courses(course, at_boundaries=True, refused=True)
    labs = find(strategy, is_refused, settings=settings(_FOUND, max_examples=1000))
    assert is_refused(labs)


def test_laboratory_values_begin_before_the_start_and_fall() -> None:
    """One sample of a week before the start, then weekly; counts do not rise in the nadir."""

    @settings(_GENERATED, max_examples=100)
    @given(laboratory_courses(_STOPPED))
    def holds(labs: tuple[Lab, ...]) -> None:
        assert 0 <= (_STOPPED.start - labs[0].on).days <= 7
        assert [lab.on for lab in labs] == sorted(lab.on for lab in labs)
        for lab in labs[1:3]:
            assert lab.anc is None or lab.anc.value <= Decimal("2.5")

    holds()


def test_laboratory_values_are_spelt_in_every_unit() -> None:
    """Creatinine in µmol/L and mg/dL, haemoglobin in g/dL and mmol/L."""
    kinds: set[str] = set()

    @settings(_GENERATED, max_examples=100)
    @given(laboratory_courses())
    def drawn(labs: tuple[Lab, ...]) -> None:
        for lab in labs:
            kinds.update(one.kind.value for one in (lab.creatinine, lab.haemoglobin) if one)

    drawn()
    assert kinds == {"µmol/L", "mg/dL", "g/dL", "mmol/L"}
