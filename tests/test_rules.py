"""What a protocol allows and asks, with its boundaries where the source has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimens.errors import DefinitionError
from regimens.rules import (
    AgeOver,
    DelayRule,
    EcogAtMost,
    Laboratory,
    LaboratoryAtLeast,
    MinimumInterval,
    MissedDose,
    MissedDoseRule,
    ReductionRule,
    ResponseCategory,
    ResponseGate,
    RestartRow,
    RestartTable,
    Spacing,
    TransplantWindow,
    Washout,
)
from regimens.sources import Source
from regimens.units import Kind

_SOURCE = Source(
    title="A paper", identifier="doi:1", locator="Table 1", checked_on=date(2026, 1, 5)
)
_DCEP = ReductionRule(of="DCEP", lowest=Decimal("0.70"), later=(Decimal("0.50"),), source=_SOURCE)


def _spacing(*, after: int = 2, before: int = 14) -> Spacing:
    return Spacing(
        drug="pegteograstim",
        of="DCEP",
        after=after,
        before=before,
        after_source=_SOURCE,
        before_source=_SOURCE,
    )


def _anc(at_least: str) -> LaboratoryAtLeast:
    return LaboratoryAtLeast(value=Laboratory.ANC, at_least=Decimal(at_least), source=_SOURCE)


FRACTIONS = st.decimals(min_value=0, max_value=2, places=3)


@pytest.mark.parametrize(
    ("fraction", "first", "later"),
    [
        ("1", True, True),
        ("1.00", True, True),
        ("0.7", True, True),
        ("0.70", True, True),
        ("0.85", True, True),
        ("0.5", False, True),
        ("0.50", False, True),
        ("0.699", False, False),
        ("0.6", False, False),
        ("0.51", False, False),
        ("0.49", False, False),
        ("0", False, False),
        ("1.001", False, False),
        ("1.5", False, False),
    ],
)
def test_dcep_fractions(fraction: str, *, first: bool, later: bool) -> None:
    """From 0.70 to 1 in every cycle, from cycle 2 also 0.50, and nothing else."""
    assert _DCEP.allows(Decimal(fraction), first_cycle=True) is first
    assert _DCEP.allows(Decimal(fraction), first_cycle=False) is later


@given(FRACTIONS)
def test_later_cycles_allow_only_the_single_fractions_besides(fraction: Decimal) -> None:
    """What the first cycle allows every cycle does; only 0.50 is added after it."""
    first = _DCEP.allows(fraction, first_cycle=True)
    assert first is (Decimal("0.7") <= fraction <= 1)
    assert _DCEP.allows(fraction, first_cycle=False) is (first or fraction == Decimal("0.5"))


@pytest.mark.parametrize("fraction", ["0", "-0.5", "1.01", "70", "NaN", "sNaN", "Infinity"])
def test_reduction_to_no_fraction_of_the_dose_is_refused(fraction: str) -> None:
    """A level above the full dose, of nothing or in percent is refused, wherever it stands."""
    message = (
        f"reduction of DCEP: a dose level of {fraction} of the full dose; "
        "state the fraction given, above 0 and at most 1"
    )
    with pytest.raises(DefinitionError) as caught:
        ReductionRule(of="DCEP", lowest=Decimal(fraction), source=_SOURCE)
    assert str(caught.value) == message
    with pytest.raises(DefinitionError) as caught:
        ReductionRule(
            of="DCEP",
            lowest=Decimal(1),
            later=(Decimal("0.5"), Decimal(fraction)),
            source=_SOURCE,
        )
    assert str(caught.value) == message


@pytest.mark.parametrize(("days", "hours"), [(3, 71), (3, 73), (2, 72), (0, 0), (-3, -72), (3, 3)])
def test_interval_that_disagrees_with_itself_is_refused(days: int, hours: int) -> None:
    """The interval in days and the printed one in hours are the same time, and not none."""
    with pytest.raises(DefinitionError) as caught:
        MinimumInterval(days=days, hours=hours, source=_SOURCE)
    assert str(caught.value) == (
        f"minimum interval: {days} days are not {hours} hours; state both for the same time"
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: DelayRule(more_than=-1, source=_SOURCE),
        lambda: _spacing(after=-1),
        lambda: _spacing(before=-1),
        lambda: Washout(days=-1, source=_SOURCE),
        lambda: AgeOver(years=-1, source=_SOURCE),
        lambda: EcogAtMost(status=-1, source=_SOURCE),
        lambda: EcogAtMost(status=6, source=_SOURCE),
        lambda: TransplantWindow(within=-1, source=_SOURCE),
        lambda: _anc("-1"),
        lambda: _anc("NaN"),
        lambda: _anc("Infinity"),
    ],
    ids=[
        "delay", "after", "before", "washout", "age", "status below", "status above", "window",
        "negative count", "NaN count", "endless count",
    ],
)  # fmt: skip
def test_limit_that_cannot_be_is_refused(make: Callable[[], object]) -> None:
    """A limit below nothing, beyond its scale or of no number would pass or refuse everybody."""
    with pytest.raises(DefinitionError):
        make()


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (_DCEP, "DCEP: any fraction from 0.7 to 1, from cycle 2 also 0.5"),
        (
            ReductionRule(of="Vd", lowest=Decimal("0.80"), source=_SOURCE),
            "Vd: any fraction from 0.8 to 1",
        ),
        (
            DelayRule(more_than=7, source=_SOURCE),
            "a cycle after the first that starts more than 7 days late",
        ),
        (
            MinimumInterval(days=3, hours=72, source=_SOURCE),
            "at least 72 hours (3 days) between doses",
        ),
        (
            MissedDoseRule(rule=MissedDose.MAINTAIN_INTERVAL, source=_SOURCE),
            "give as soon as possible; later doses keep their interval",
        ),
        (
            MissedDoseRule(rule=MissedDose.KEEP_DATES, source=_SOURCE),
            "not made up; later doses keep their dates",
        ),
        (
            _spacing(),
            "pegteograstim: at least 2 days after the last DCEP day and 14 days before the next",
        ),
        (
            _anc("1.50"),
            "ANC ≥ 1.5 10^9/L",
        ),
        (
            LaboratoryAtLeast(value=Laboratory.PLATELETS, at_least=Decimal(50), source=_SOURCE),
            "platelets ≥ 50 10^9/L",
        ),
        (
            LaboratoryAtLeast(
                value=Laboratory.HAEMOGLOBIN, at_least=Decimal("7.5"), source=_SOURCE
            ),
            "haemoglobin ≥ 7.5 g/dL",
        ),
        (
            LaboratoryAtLeast(
                value=Laboratory.CREATININE_CLEARANCE, at_least=Decimal(25), source=_SOURCE
            ),
            "creatinine clearance ≥ 25 mL/min",
        ),
        (AgeOver(years=19, source=_SOURCE), "older than 19 years"),
        (EcogAtMost(status=2, source=_SOURCE), "ECOG performance status 0–2"),
        (Washout(days=14, source=_SOURCE), "at least 14 days since prior therapy"),
        (
            ResponseGate(at_least=ResponseCategory.PR, source=_SOURCE),
            "needs PR or better after the phase before",
        ),
        (
            TransplantWindow(within=84, source=_SOURCE),
            "after a transplant: first dose at most 84 days after the infusion",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_rule_prints_its_boundary(rule: object, text: str) -> None:
    """A reader sees each limit with its unit, and on which side it lies."""
    assert str(rule) == text


def test_laboratory_values_have_the_kind_their_units_have() -> None:
    """A count is read per volume, haemoglobin by mass and a clearance per minute."""
    assert {value: value.kind for value in Laboratory} == {
        Laboratory.ANC: Kind.CELL_COUNT,
        Laboratory.PLATELETS: Kind.CELL_COUNT,
        Laboratory.HAEMOGLOBIN: Kind.HAEMOGLOBIN,
        Laboratory.CREATININE_CLEARANCE: Kind.CLEARANCE,
    }


def test_responses_are_ordered_from_progression_to_stringent_complete() -> None:
    """Each category reaches itself and every worse one, and no better one."""
    worst_first = ("PD", "SD", "MR", "PR", "VGPR", "CR", "sCR")
    order = [ResponseCategory(name) for name in worst_first]
    assert set(order) == set(ResponseCategory)
    assert all(response.reaches(response) for response in order)
    for worse, better in combinations(order, 2):
        assert better.reaches(worse)
        assert not worse.reaches(better)


def _row(least: int, most: int | None, dose: str = "1.5 mg/kg", phase: str = "p") -> RestartRow:
    return RestartRow(phase=phase, dose=dose, at_least=least, at_most=most, option=None)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (_row(0, 27), _row(28, None), False),
        (_row(0, 28), _row(28, None), True),
        (_row(29, None), _row(0, 28), False),
        (_row(28, None), _row(0, 28), True),
        (_row(0, None), _row(99, None), True),
        (_row(0, None), _row(0, None, "0.3 mg/kg"), False),
        (_row(0, None), _row(0, None, phase="q"), False),
    ],
)
def test_restart_rows_have_no_day_in_common(
    one: RestartRow, other: RestartRow, *, both: bool
) -> None:
    """Of two rows for one number of days, which one is read would be a matter of their order."""

    def table() -> RestartTable:
        return RestartTable(drug="teclistamab", choice="start", rows=(one, other), source=_SOURCE)

    assert one.overlaps(other) is both
    if both:
        with pytest.raises(DefinitionError) as caught:
            table()
        assert str(caught.value) == (
            f"restart of teclistamab: {other}, which overlaps {one}; "
            "give each number of days one row"
        )
        assert caught.value.at == "rows[1]"
    else:
        assert table().rows == (one, other)
