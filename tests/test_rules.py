"""What a protocol allows and asks, with its boundaries where the source has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimens.errors import DefinitionError
from regimens.rules import (
    AgeOver,
    AlternatingReduction,
    CumulativeLimit,
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


@pytest.mark.parametrize(
    ("lowest", "later", "at"),
    [
        ("0", "0.5", "lowest"),
        ("1.1", "0.5", "lowest"),
        ("0.7", "0", "later"),
        ("0.7", "1.1", "later"),
    ],
)
def test_fraction_that_is_none_is_named_by_its_place(lowest: str, later: str, at: str) -> None:
    """The error of a document points at the number itself."""
    with pytest.raises(DefinitionError, match="state the fraction given") as caught:
        ReductionRule(of="DCEP", lowest=Decimal(lowest), later=(Decimal(later),), source=_SOURCE)
    assert caught.value.at == at


@pytest.mark.parametrize(
    ("drugs", "said"),
    [
        ((), "no drug cannot alternate"),
        (("a",), "a cannot alternate"),
        (("a", "a"), "a, a cannot alternate"),
        (("a", "b", "a"), "a, b, a cannot alternate"),
    ],
)
def test_drugs_that_cannot_take_turns_are_refused(drugs: tuple[str, ...], said: str) -> None:
    """Two or more, each once."""
    with pytest.raises(DefinitionError) as caught:
        AlternatingReduction(drugs=drugs, toxicity="neuropathy", source=_SOURCE)
    assert str(caught.value) == (
        f"alternating reduction: {said}; name two drugs or more, each once"
    )
    assert caught.value.at == "drugs"


@pytest.mark.parametrize("drugs", [("a", "b"), ("c", "b", "a")])
def test_two_drugs_or_more_take_turns_as_they_are_named(drugs: tuple[str, ...]) -> None:
    """The first one first."""
    rule = AlternatingReduction(drugs=drugs, toxicity="neuropathy", source=_SOURCE)
    assert str(rule) == f"for neuropathy, reduced in turn: {', then '.join(drugs)}"


@pytest.mark.parametrize("drugs", [["a", "b"], "ab"])
def test_drugs_that_take_turns_are_a_tuple(drugs: Any) -> None:
    """A list could change later, and a text is not its letters."""
    with pytest.raises(DefinitionError, match="is not a tuple"):
        AlternatingReduction(drugs=drugs, toxicity="neuropathy", source=_SOURCE)


def test_lifetime_limit_is_in_mg_unless_it_says_per_surface() -> None:
    """550 mg of a drug are not 550 mg/m² of it."""
    plain = CumulativeLimit(drug="a", at_most=Decimal("550.0"), source=_SOURCE)
    assert (plain.per_surface, str(plain)) == (False, "a: at most 550 mg over a lifetime")
    by_surface = CumulativeLimit(drug="a", at_most=Decimal(550), per_surface=True, source=_SOURCE)
    assert str(by_surface) == "a: at most 550 mg/m² over a lifetime"


@pytest.mark.parametrize("at_most", [Decimal(0), Decimal(-1), Decimal("NaN"), 550, "550"])
def test_lifetime_limit_that_is_none_is_refused(at_most: Any) -> None:
    """A limit is a decimal above 0."""
    with pytest.raises(DefinitionError, match="is not a decimal above 0"):
        CumulativeLimit(drug="a", at_most=at_most, source=_SOURCE)


@pytest.mark.parametrize("days", [-1, 1.5, True, "1", None])
def test_days_of_a_rule_are_whole_numbers(days: Any) -> None:
    """Of a delay, and since a last dose; 0 is one."""
    with pytest.raises(DefinitionError, match="is not a whole number of 0 or more"):
        DelayRule(more_than=days, source=_SOURCE)
    with pytest.raises(DefinitionError, match="is not a whole number of 0 or more"):
        RestartRow(phase="only", dose="1 mg", at_least=days, option=None)
    assert str(DelayRule(more_than=0, source=_SOURCE)).endswith("more than 0 days late")
    assert "0 days or more" in str(RestartRow(phase="only", dose="1 mg", at_least=0, option=None))


def test_days_of_an_interval_are_a_whole_number() -> None:
    """True is not one day, although it is 24 hours times itself."""
    days: Any
    for days in (True, 1.0, "1"):
        with pytest.raises(DefinitionError, match="state both for the same time"):
            MinimumInterval(days=days, hours=24, source=_SOURCE)


def _restart(*rows: tuple[int, int | None]) -> RestartTable:
    made = tuple(
        RestartRow(phase="only", dose="1 mg", at_least=first, at_most=last, option=f"from {first}")
        for first, last in rows
    )
    return RestartTable(drug="a", choice="start", rows=made, source=_SOURCE)


@pytest.mark.parametrize(
    ("days", "option"),
    [(0, None), (1, "from 1"), (7, "from 1"), (8, "from 8"), (28, "from 8"), (29, None),
     (30, "from 30"), (999, "from 30")],
)  # fmt: skip
def test_restart_is_found_by_both_bounds_of_its_days(days: int, option: str | None) -> None:
    """Each row includes its first and its last day; days that no row has have none."""
    table = _restart((1, 7), (8, 28), (30, None))
    row = table.row("only", "1 mg", days)
    assert (None if row is None else row.option) == option
    assert table.row("other", "1 mg", days) is None
    assert table.row("only", "2 mg", days) is None


@pytest.mark.parametrize("rows", [((1, 7), (7, 9)), ((7, 9), (1, 7)), ((1, None), (5, 9))])
def test_restart_rows_of_one_day_are_refused(rows: tuple[tuple[int, int | None], ...]) -> None:
    """The second of them is named by its place."""
    with pytest.raises(DefinitionError, match="give each number of days one row") as caught:
        _restart(*rows)
    assert caught.value.at == "rows[1]"


def test_restart_row_may_be_of_one_day_but_not_run_backwards() -> None:
    """Seven to seven days is a row; seven to six is none, and no row is no table."""
    assert len(_restart((7, 7)).rows) == 1
    with pytest.raises(DefinitionError, match="restart: 7 to 6 days; state the fewest days first"):
        _restart((7, 6))
    with pytest.raises(DefinitionError, match="restart of a: no row; state at least one"):
        _restart()


def test_limits_of_nothing_are_limits() -> None:
    """No day after, before or since, year 0 and status 0 and 5 are on their scales."""
    assert (_spacing(after=0).after, _spacing(before=0).before) == (0, 0)
    assert Washout(days=0, source=_SOURCE).days == 0
    assert AgeOver(years=0, source=_SOURCE).years == 0
    assert TransplantWindow(within=0, source=_SOURCE).within == 0
    for status in range(6):
        assert EcogAtMost(status=status, source=_SOURCE).status == status
    not_whole: Any = True
    with pytest.raises(DefinitionError):
        EcogAtMost(status=not_whole, source=_SOURCE)


@pytest.mark.parametrize(("within", "at_least"), [(1.5, 0), (True, 0), (120, 1.5), (120, -1)])
def test_window_after_a_transplant_is_of_whole_days(within: Any, at_least: Any) -> None:
    """Neither bound is a fraction of a day."""
    with pytest.raises(DefinitionError, match="is not a whole number of 0 or more"):
        TransplantWindow(within=within, at_least=at_least, source=_SOURCE)


def test_window_after_a_transplant_may_be_one_day_but_not_run_backwards() -> None:
    """100 to 100 days is a window; 100 to 99 is none. What has a lower bound prints both."""
    window = TransplantWindow(within=100, at_least=100, source=_SOURCE)
    assert "100 to 100 days" in str(window)
    assert "at most 100 days" in str(TransplantWindow(within=100, source=_SOURCE))
    with pytest.raises(DefinitionError, match="100 to 99 days after a transplant"):
        TransplantWindow(within=99, at_least=100, source=_SOURCE)


def test_restart_by_another_definition_says_so() -> None:
    """The rows, and whose course a restart is where it is not this one's."""
    rows = _restart((1, 7))
    assert str(rows) == "after 1 mg (only), 1 to 7 days: restart with from 1"
    other = attrs.evolve(rows, regimen="other")
    assert str(other) == f"{rows}; a restart is a course of other"
    not_a_tuple: Any = list(rows.rows)
    with pytest.raises(DefinitionError, match="is not a tuple"):
        attrs.evolve(rows, rows=not_a_tuple)
