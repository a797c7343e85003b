"""Amounts of cells: per kg, as a range, with a cap; worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from regimens import Course, Given, Patient, Policy, RegimensError
from regimens.amounts import Amount, Basis, Cap, Unit, WrittenDose, amount
from regimens.components import Component
from regimens.drugs import Drug
from regimens.errors import DefinitionError, QuantityError
from regimens.formats.calendars import calendar_document
from regimens.formats.table import calendar_table
from regimens.intensity import intensity
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source
from regimens.units import quantity
from regimens.verify import Order, verify

_DAY_0 = date(2026, 1, 5)
_SOURCE = Source(
    title="A label made up for a test", identifier="none", locator="p. 1", checked_on=_DAY_0
)
_HUNDRED = Cap(value=Decimal(100), unit=Unit.CELLS, source=_SOURCE)


def _dose(most: str, least: str | None, cap: Cap | None = None) -> WrittenDose:
    return WrittenDose(
        amount=amount(most),
        at_least=None if least is None else amount(least),
        cap=cap,
        source=_SOURCE,
    )


def _course(dose: WrittenDose, weight: str = "70 kg") -> Course:
    component = Component(
        drug=Drug(name="car-t cells"),
        group="cells",
        dose=dose,
        timing=(Schedule(days=(0,), cycles=Cycles(1), source=_SOURCE),),
    )
    phase = Phase(
        name="infusion",
        first_day=0,
        cycle_length=28,
        cycles=1,
        components=(component,),
        source=_SOURCE,
    )
    regimen = Regimen(id="cells", title="Made up", revision="1", phases=(phase,))
    return Course(regimen, Patient(weight=weight), start=_DAY_0)


_RANGE = _dose("1 ×10⁶ cells/kg", "0.5 ×10⁶ cells/kg", _HUNDRED)


@pytest.mark.parametrize(
    ("weight", "cells"),
    [("70 kg", "70"), ("99.9 kg", "99.9"), ("100 kg", "100"), ("120 kg", "100")],
)
def test_cells_per_kg_are_capped(weight: str, cells: str) -> None:
    """The upper end of the range, at most 100 million."""
    (row,) = _course(_RANGE, weight).plan()
    assert (str(row.resolved), row.unit) == (f"{cells} ×10⁶ cells", "×10⁶ cells")


def test_range_is_written_with_both_ends() -> None:
    """On the calendar, in its document and in the working."""
    calendar = _course(_RANGE, "120 kg").plan()
    assert calendar[0].written == "0.5–1 ×10⁶ cells/kg"
    (row,) = calendar_document(calendar)["administrations"]
    assert (row["dose"], row["unit"]) == ("100", "×10⁶ cells")
    text = calendar[0].explain()
    assert "1 ×10⁶ cells/kg × 120 kg = 120 ×10⁶ cells" in text
    assert "capped: at most 100 ×10⁶ cells per administration = 100 ×10⁶ cells" in text
    assert " mg" not in text
    assert "100 ×10⁶ cells" in calendar_table(calendar)
    assert str(calendar).endswith("car-t cells 100 ×10⁶ cells")


def test_flat_range_of_cells() -> None:
    """300 to 510 million, whatever the weight."""
    (row,) = _course(_dose("510 ×10⁶ cells", "300 ×10⁶ cells")).plan()
    assert (row.written, str(row.dose)) == ("300–510 ×10⁶ cells", "510")


def test_cells_given_are_counted() -> None:
    """The infusion is recorded as any other dose."""
    course = _course(_RANGE).record(Given(of="car-t cells", on=_DAY_0))
    (found,) = intensity(course)
    assert (found.delivered, found.rdi) == (Decimal(70), Decimal("100.0"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.75 ×10⁶ cells/kg", Amount(Decimal("0.75"), Basis.WEIGHT, Unit.CELLS)),
        ("460 ×10⁶ cells", Amount(Decimal(460), Basis.FLAT, Unit.CELLS)),
    ],
)
def test_amount_of_cells_reads_back(text: str, expected: Amount) -> None:
    """As it is written, so it is read."""
    assert amount(text) == expected
    assert str(expected) == text


@pytest.mark.parametrize("text", ["1 ×10⁶ cells/m²", "1 million cells", "x ×10⁶ cells", "1 cells"])
def test_other_spellings_of_cells_are_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(QuantityError):
        amount(text)


@pytest.mark.parametrize(
    ("most", "least"),
    [
        ("1 ×10⁶ cells/kg", "2 ×10⁶ cells/kg"),
        ("1 ×10⁶ cells/kg", "1 ×10⁶ cells"),
        ("100 mg", "50 ×10⁶ cells"),
    ],
)
def test_range_that_cannot_be_is_refused(most: str, least: str) -> None:
    """The lower end is lower, and counts the same."""
    with pytest.raises(DefinitionError, match="state the lower end first, on the same basis"):
        _dose(most, least)


def test_cap_counts_what_the_amount_counts() -> None:
    """100 million cells are no cap on milligrams."""
    with pytest.raises(DefinitionError, match="state both in one unit"):
        _dose("100 mg", None, _HUNDRED)


def test_cells_are_not_recorded_in_milligrams() -> None:
    """A slip, refused with the mend."""
    course = _course(_RANGE).record(Given(of="car-t cells", on=_DAY_0, dose="62 mg"))
    with pytest.raises(RegimensError) as caught:
        course.plan()
    assert str(caught.value) == (
        "events[0]: car-t cells is counted in ×10⁶ cells, not in mg; record the dose as a number "
        "of ×10⁶ cells, or without a dose"
    )


@pytest.mark.parametrize(
    ("dose", "planned"),
    [
        ("35 ×10⁶ cells", True),
        ("62.5 x10^6 cells", True),
        ("70 × 10⁶ cells", True),
        ("73.5 ×10⁶ cells", True),
        ("73.6 ×10⁶ cells", False),
        ("33.25 ×10⁶ cells", True),
        ("33.2 ×10⁶ cells", False),
    ],
)
def test_number_of_a_product_is_recorded(dose: str, planned: bool) -> None:
    """0.5 to 1 million per kg of 70 kg are 35 to 70; 5 % above and below pass, as for others."""
    calendar = _course(_RANGE).record(Given(of="car-t cells", on=_DAY_0, dose=dose)).plan()
    assert f"{calendar[0].dose} " == dose[: dose.index(" ") + 1]
    deviations = [one for one in calendar.findings if one.code == "given-deviates"]
    assert bool(deviations) is not planned
    if deviations:
        assert "planned were 35 to 70 ×10⁶ cells" in deviations[0].message


@pytest.mark.parametrize(
    ("dose", "codes"),
    [
        ("35 ×10⁶ cells", []),
        ("52 ×10⁶ cells", []),
        ("80 ×10⁶ cells", ["dose-deviation"]),
        ("34 ×10⁶ cells", ["dose-deviation", "looks-like-half"]),
        ("70 mg", ["dose-deviation"]),
    ],
)
def test_order_of_cells_is_held_against_the_range(dose: str, codes: list[str]) -> None:
    """Anything within the range agrees; milligrams of cells never do."""
    order = Order(id="o1", drug="car-t cells", date=_DAY_0, dose=dose)
    (checked,) = verify(_course(_RANGE).plan(), [order]).orders
    assert [finding.code for finding in checked.findings] == codes


def test_dose_of_cells_is_a_number_of_cells() -> None:
    """As a measure, and as a pint quantity: never milligrams."""
    (row,) = _course(_RANGE).plan()
    assert str(row.resolved.quantity) == "70 ×10⁶ cells"
    assert str(quantity(row.resolved.quantity).units) == "million_cells"


def test_policy_rounds_no_cells() -> None:
    """A step of 5 mg is of milligrams."""
    course = attrs.evolve(_course(_RANGE, "87.3 kg"), policy=Policy(rounding="5 mg"))
    (row,) = course.plan()
    assert str(row.dose) == "87.3"
