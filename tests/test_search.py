"""The rules that count days, searched: each against a formula of its own, for every whole number.

In the ordinary run hypothesis draws the numbers. With ``HYPOTHESIS_PROFILE=search`` a solver looks
for numbers at which a rule and its formula part, however rare (``docs/evidence/search.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import isqrt
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regimens import CycleStart, Delay, Lab, Patient, Policy, Transplant, catalogue
from regimens.amounts import WrittenDose, amount
from regimens.checks import cycle_findings
from regimens.clinic import ClinicDays
from regimens.closures import _nearest_first
from regimens.components import Component, Level
from regimens.drugs import Drug
from regimens.errors import DefinitionError
from regimens.expansion import LevelFrom, expand
from regimens.formats.cycle_runs import cycle_runs
from regimens.gates import gates
from regimens.intervals import spacing_findings, written_days
from regimens.known_values import age_in_years, is_older_than, laboratory_value
from regimens.nhs_bands import band_table
from regimens.regimen import Phase
from regimens.restarts import _longest
from regimens.rules import Laboratory, MinimumInterval, RestartRow, RestartTable
from regimens.schedule import Anchor, Cycles, Following, Schedule, check_days
from regimens.sources import Source
from regimens.timeline import Horizon, timeline

SEARCHING = settings.default is not None and settings.default.backend == "crosshair"
SOURCE = Source(title="A paper", identifier="none", locator="p. 1", checked_on=date(2026, 1, 5))
START = date(2026, 1, 5)
_EXPAND: Any = expand.__wrapped__  # a cache would pin the numbers down
days = st.integers(1, 20_000)
counts = st.integers(1, 1_000_000)


def _component(drug: str, timing: Any, *levels: Level) -> Component:
    dose = WrittenDose(amount=amount("10 mg"), source=SOURCE)
    return Component(drug=Drug(name=drug), group=drug, dose=dose, timing=timing, levels=levels)


def _phase(length: int, *components: Component, cycles: int | None = None) -> Phase:
    return Phase(
        name="treatment", cycle_length=length, cycles=cycles, components=components, source=SOURCE
    )


def _on(*given_days: int, cycles: Cycles | None = None) -> tuple[Schedule, ...]:
    return (Schedule(days=given_days, cycles=cycles or Cycles(1), source=SOURCE),)


# --- cycles and days as written ------------------------------------------------------------------


@given(counts, st.none() | counts, counts)
def test_a_cycle_is_of_those_from_the_first_to_the_last(
    first: int, last: int | None, cycle: int
) -> None:
    """Both ends belong; cycles that run backwards are refused."""
    if last is not None and last < first:
        with pytest.raises(DefinitionError):
            Cycles(first, last)
        return
    assert (cycle in Cycles(first, last)) is (first <= cycle and (last is None or cycle <= last))


@given(counts, counts, counts, counts)
def test_cycles_overlap_where_one_is_of_both(a: int, more: int, b: int, others: int) -> None:
    """The later beginning is not after the earlier end, whichever is named first."""
    one, other = Cycles(a, a + more), Cycles(b, b + others)
    expected = max(a, b) <= min(a + more, b + others)
    assert one.overlaps(other) is expected
    assert other.overlaps(one) is expected


@given(days, days, days)
def test_days_have_to_rise(a: int, b: int, c: int) -> None:
    """Equal or falling neighbours are refused, all others pass."""
    try:
        check_days((a, b, c), where="a test")
        passed = True
    except DefinitionError:
        passed = False
    assert passed is (a < b < c)


@given(days, st.integers(1, 500), days)
def test_a_day_outside_its_cycle_is_refused(day: int, length: int, cycle: int) -> None:
    """Days 1 to the length are days of a cycle; a row stands on the day as written."""
    component = _component("cisplatin", _on(day))
    if day > length:
        with pytest.raises(DefinitionError):
            _phase(length, component)
        return
    assert [slot.day for slot in _EXPAND(_phase(length, component), cycle)] == [day]


@given(days, days, st.integers(1, 28))
def test_a_schedule_holds_for_its_cycles_alone(first: int, cycle: int, day: int) -> None:
    """Until the cycle before `first` one day, from it on another; no cycle has both or none."""
    assume(first > 1)
    early = Schedule(days=(day,), cycles=Cycles(1, first - 1), source=SOURCE)
    late = Schedule(days=(day + 1,), cycles=Cycles(first), source=SOURCE)
    slots = _EXPAND(_phase(29, _component("cisplatin", (early, late))), cycle)
    assert [slot.day for slot in slots] == [day if cycle < first else day + 1]


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.integers(1, 12_000))
def test_a_level_has_its_own_days_from_its_day_on(a: int, gap: int, since: int) -> None:
    """Before the change the days as written, from it on those of the level."""
    b, c = a + gap, a + 2 * gap
    dose = WrittenDose(amount=amount("5 mg"), source=SOURCE)
    level = Level(name="low", dose=dose, days=(a, c), source=SOURCE)
    phase = _phase(15_000, _component("cisplatin", _on(a, b), level))
    slots = _EXPAND(phase, 1, levels=(LevelFrom(0, since, level),))
    written = [(day, False) for day in (a, b) if day < since]
    changed = [(day, True) for day in (a, c) if day >= since]
    assert [(slot.day, slot.level is not None) for slot in slots] == written + changed


@given(
    st.integers(1, 5_000),
    st.integers(1, 5_000),
    st.integers(-3_000, 3_000),
    st.sampled_from(Anchor),
)
def test_followers_keep_their_distance(a: int, gap: int, offset: int, anchor: Anchor) -> None:
    """From each leading day, or from the last one alone."""
    following = Following(what="daratumumab", offsets=(offset,), anchor=anchor, source=SOURCE)
    leader = _component("daratumumab", _on(a, a + gap))
    leading = [a, a + gap] if anchor is Anchor.EACH else [a + gap]
    if not 1 <= leading[0] + offset <= leading[-1] + offset <= 12_000:
        with pytest.raises(DefinitionError, match="a follower may not"):
            _phase(12_000, _component("tretinoin", following), leader)
        return
    slots = _EXPAND(_phase(12_000, _component("tretinoin", following), leader), 1)
    found = [(slot.day, slot.leader_day) for slot in slots if slot.drug == "tretinoin"]
    assert found == [(day + offset, day) for day in leading]


@given(st.integers(1, 60), st.integers(1, 60))
def test_runs_of_cycles_are_whole(cycles: int, last: int) -> None:
    """Cycles that look alike up to `last` and otherwise after it are two runs, or one."""
    phase = _phase(28, _component("cisplatin", _on(1)), cycles=cycles)
    runs = [(run.first, run.last) for run in cycle_runs(phase, lambda cycle: cycle <= last)]
    assert runs == ([(1, cycles)] if last >= cycles else [(1, last), (last + 1, cycles)])


# --- dates ---------------------------------------------------------------------------------------


def _starts(*events: Delay | CycleStart) -> list[Any]:
    placed = [(f"events[{index}]", event) for index, event in enumerate(events)]
    return timeline(catalogue.get("daratumumab-iv"), START, placed, Horizon(cycles=4))


@given(days, days)
def test_delays_add_up(second: int, fourth: int) -> None:
    """A cycle starts 28 days after the one before, and its own delay later."""
    times = _starts(Delay(cycle=2, days=second), Delay(cycle=4, days=fourth))
    found = [(time.start - START).days for time in times]
    assert found == [0, 28 + second, 56 + second, 84 + second + fourth]
    assert [time.delay for time in times] == [0, second, 0, fourth]
    assert [time.slip for time in times] == [0, second, second, second + fourth]


@given(st.integers(1, 20_000), days)
def test_a_recorded_start_counts_for_itself_and_what_follows(start: int, delay: int) -> None:
    """It puts aside the delay of its cycle; later cycles are counted from it."""
    recorded = CycleStart(cycle=3, on=START + timedelta(days=start))
    times = _starts(Delay(cycle=3, days=delay), recorded)
    assert [(time.start - START).days for time in times] == [0, 28, start, start + 28]
    assert [time.delay for time in times] == [0, 0, start - 56, 0]


@given(days, st.integers(0, 20_000))
def test_a_group_is_late_until_a_start_brings_it_back(late: int, start: int) -> None:
    """A group's delay stays in the cycles after it, until one is recorded as started."""
    own = catalogue.get("dara-dcep")
    delay = Delay(phase="induction", cycle=1, of="DCEP", days=late)
    on = START + timedelta(days=57 + start)
    begun = CycleStart(phase="induction", cycle=3, on=on)
    times = timeline(own, START, [("a", delay), ("b", begun)], Horizon(cycles=4))
    assert [time.offsets.get("DCEP", 0) for time in times[:3]] == [late, late, 0]
    assert (times[3].start - START).days == 57 + start + 28


@given(days, st.sampled_from([2, 3]))
def test_more_than_seven_days_late_is_a_dose_delay(late: int, cycle: int) -> None:
    """Seven days are none, eight are one; the cycles after it are on their time."""
    own = catalogue.get("dara-dcep")
    delay = Delay(phase="induction", cycle=cycle, days=late)
    times = timeline(own, START, [("a", delay)], Horizon(cycles=4))
    found = [(one.code, one.cycle) for one in cycle_findings(own, times)]
    assert found == ([("dose-delay", cycle)] if late > 7 else [])


def _row(index: int, cycle: int, day: int, length: int, on: date) -> Any:
    """What the distances between doses are read from."""
    phase = SimpleNamespace(cycle_length=length, first_day=1, name="treatment")
    time = SimpleNamespace(place=(index, cycle), index=index, phase=phase, original=on, causes=())
    return SimpleNamespace(time=time, cycle=cycle, day=day, date=on, phase="treatment")


@given(st.integers(1, 5_000), counts, counts, st.integers(1, 5_000), st.integers(1, 5_000))
def test_days_as_written_are_those_of_cycles_laid_end_to_end(
    length: int, one: int, other: int, day: int, later: int
) -> None:
    """Of doses in the wrong order nothing is said."""
    assume(day <= length and later <= length)
    found = written_days(_row(0, one, day, length, START), _row(0, other, later, length, START))
    apart = (other * length + later) - (one * length + day)
    assert found == (apart if apart >= 0 else None)


def _supported(drug: str, group: str, on: int) -> Any:
    drug_of = SimpleNamespace(name=drug)
    component = SimpleNamespace(drug=drug_of, group=group)
    row = _row(0, 1, 1, 28, START + timedelta(days=on))
    row.slot, row.status, row.drug, row.causes = SimpleNamespace(component=component), "", drug, ()
    return row


@given(st.integers(0, 3_000), st.integers(0, 3_000), st.integers(0, 3_000))
def test_a_growth_factor_keeps_away_from_chemotherapy(before: int, on: int, after: int) -> None:
    """Less than 2 days after a day of it, or less than 14 before the next, is too close.

    On a day of chemotherapy that alone is said, whatever follows.
    """
    own = catalogue.get("dara-dcep")
    assume(before < after)
    rows = [
        _supported("cisplatin", "DCEP", before),
        _supported("cisplatin", "DCEP", after),
        _supported("pegteograstim", "G-CSF", on),
    ]
    last = max((day for day in (before, after) if day <= on), default=None)
    coming = min((day for day in (before, after) if day > on and last != on), default=None)
    expected = (last is not None and on - last < 2) + (coming is not None and coming - on < 14)
    assert len(list(spacing_findings(own, rows))) == expected


@given(st.integers(-5_000, 5_000))
def test_the_window_after_a_transplant_ends_with_day_84(start: int) -> None:
    """The day of the infusion and the 84th after it are inside, the day before and the 85th not."""
    phase = catalogue.get("dara-dcep").phases[1]
    known = gates([("a", Transplant(on=START))])
    found = known.findings(phase, None, START + timedelta(days=start))
    assert ("transplant-window" in [one.code for one in found]) is not (0 <= start <= 84)


@given(st.integers(-3_000, 3_000), st.integers(1, 400))
def test_a_laboratory_value_counts_for_its_days(before: int, validity: int) -> None:
    """Of the day itself and of as many days before as the policy says, never of later ones."""
    lab = Lab(on=START - timedelta(days=before), anc="1.5 10^9/L")
    policy = Policy(lab_validity_days=validity)
    found = laboratory_value(Laboratory.ANC, Patient(), START, [("a", lab)], policy)
    assert (found is not None) is (0 <= before <= validity)


# --- gaps ----------------------------------------------------------------------------------------


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 40_000))
def test_a_gap_has_the_row_that_is_printed_for_it(at_least: int, more: int, gap: int) -> None:
    """Rows include both of their days; days before the first row have none."""
    rows = (
        RestartRow(phase="a", dose="1 mg", at_least=at_least, at_most=at_least + more, option=None),
        RestartRow(phase="a", dose="1 mg", at_least=at_least + more + 1, option="again"),
        RestartRow(phase="b", dose="1 mg", at_least=0, option="other"),
    )
    row = RestartTable(drug="x", choice="c", rows=rows, source=SOURCE).row("a", "1 mg", gap)
    expected = None
    if gap >= at_least:
        expected = rows[0] if gap <= at_least + more else rows[1]
    assert row is expected


@given(st.integers(0, 9_000), st.integers(0, 9_000), st.integers(0, 9_000), st.integers(0, 9_000))
def test_rows_for_one_gap_are_refused_together(a: int, more: int, b: int, others: int) -> None:
    """Two rows of a table may not share a day."""
    rows = [
        RestartRow(phase="a", dose="1 mg", at_least=low, at_most=low + width, option=None)
        for low, width in ((a, more), (b, others))
    ]
    assert rows[0].overlaps(rows[1]) is (max(a, b) <= min(a + more, b + others))


@given(st.booleans(), days)
def test_without_a_table_a_dose_may_be_seven_days_late(step_up: bool, written: int) -> None:
    """A step may wait for 7 days in all, or as long as is written; another dose 7 days longer."""
    row: Any = SimpleNamespace(time=SimpleNamespace(phase=SimpleNamespace(step_up=step_up)))
    expected = max(7, written) if step_up and written < 7 else written + 7
    assert _longest(row, written) == expected


@given(counts, counts)
def test_days_and_hours_of_an_interval_agree(given_days: int, hours: int) -> None:
    """An interval is stated twice, and refused where a day has not 24 hours."""
    try:
        MinimumInterval(days=given_days, hours=hours, source=SOURCE)
        agreed = True
    except DefinitionError:
        agreed = False
    assert agreed is (hours == 24 * given_days)


# --- dose bands ----------------------------------------------------------------------------------

# The volumes of the national list in µL, as transcribed for the table of 1 mg/mL; the first and
# the last only end the bands beside them.
_MICROLITRES = (
    200, 220, 240, 260, 280, 300, 340, 380, 420, 460, 520, 580, 640, 720, 800, 900, 1000, 1100,
    1200, 1300, 1400, 1500, 1600, 1700, 1800, 2000, 2200, 2400, 2600, 2800, 3000, 3200, 3400, 3600,
    4000, 4400, 4800, 5400, 6000, 6600, 7400, 8200, 9000, 10000, 11000, 12000, 13000, 14000, 15000,
    16000, 18000,
)  # fmt: skip
# The geometric mean of neighbours to 1 µL, then as mg to 0.01 mg, both half up, in whole numbers.
_ENDS = [((isqrt(4 * low * high) + 1) // 2 + 5) // 10 for low, high in pairwise(_MICROLITRES)]


@given(st.integers(1, 5_000))
def test_a_dose_has_the_band_between_the_means(hundredths: int) -> None:
    """A dose on the mean of two bands has the upper one; outside the table there is none."""
    table = band_table("cisplatin")
    assert table is not None
    below = sum(end <= hundredths for end in _ENDS)
    expected = None if below in (0, len(_ENDS)) else Decimal(_MICROLITRES[below]) / 1000
    assert table.band(Decimal(hundredths) / 100) == expected


# --- ages ----------------------------------------------------------------------------------------

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
calendar_days = st.tuples(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 31))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _date(year: int, month: int, day: int) -> date:
    assume(day <= _MONTHS[month - 1] or (month == 2 and day == 29 and _is_leap(year)))
    return date(year, month, day)


def _birthday(month: int, day: int, year: int) -> tuple[int, int]:
    return (2, 28) if (month, day) == (2, 29) and not _is_leap(year) else (month, day)


@given(calendar_days, calendar_days, st.integers(1, 100))
def test_an_age_is_completed_on_the_birthday(
    birth: tuple[int, int, int], today: tuple[int, int, int], age: int
) -> None:
    """Born on 29 February, somebody has a birthday on the 28th where there is no 29th."""
    born, on = _date(*birth), _date(*today)
    assume(born <= on)
    year, month, day = birth
    completed = today[0] - year - (today[1:] < _birthday(month, day, today[0]))
    assert age_in_years(born, on) == completed
    reached = (year + age, *_birthday(month, day, year + age))
    assert is_older_than(born, age, on) is (today > reached)


# --- closed days ---------------------------------------------------------------------------------


@given(st.integers(0, 20_000), st.sets(st.integers(0, 6), max_size=6))
def test_the_nearest_open_days_are_found(day: int, closed: set[int]) -> None:
    """Counted from a Monday, by the remainder of seven; at most six days away."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    clinic = ClinicDays(closed_weekdays=[names[one] for one in closed])
    found = clinic.nearest_open(START + timedelta(days=day))
    before = next(step for step in range(1, 8) if (day - step) % 7 not in closed)
    after = next(step for step in range(1, 8) if (day + step) % 7 not in closed)
    assert [(one - START).days for one in found] == [day - before, day + after]
    assert clinic.is_closed(START + timedelta(days=day)) is (day % 7 in closed)


@given(st.integers(0, 14))
def test_a_block_goes_the_fewest_days_and_later_first(limit: int) -> None:
    """Every number of days up to the limit once, in each direction."""
    steps = list(_nearest_first(limit))
    every = [day for day in range(-limit, limit + 1) if day]
    assert steps == sorted(every, key=lambda day: (abs(day), -day))


# --- the search itself ---------------------------------------------------------------------------


def _days_apart(length: int, cycle: int, day: int, fault: Callable[[int, int, int], bool]) -> int:
    """The distance of a dose from day 1 of cycle 1, a day too long where there is a fault."""
    found = written_days(_row(0, 1, 1, length, START), _row(0, cycle, day, length, START))
    assert found is not None
    return found + fault(length, cycle, day)


_FAULTS: Sequence[tuple[str, Callable[[int, int, int], bool]]] = (
    ("day 8191", lambda _, __, day: day == 8191),
    ("cycle 8191 of 21 days", lambda length, cycle, _: (length, cycle) == (21, 8191)),
    ("the 99 991st day", lambda length, cycle, day: length * (cycle - 1) + day == 99_991),
    ("the square of the day", lambda length, _, day: day * day == 16 * length and day > 400),
)


def _property(fault: Callable[[int, int, int], bool]) -> Callable[[int, int, int], None]:
    def holds(length: int, cycle: int, day: int) -> None:
        assume(day <= length)
        assert _days_apart(length, cycle, day, fault) == (cycle - 1) * length + day - 1

    return holds


@pytest.mark.skipif(not SEARCHING, reason="the solver is asked with HYPOTHESIS_PROFILE=search")
@pytest.mark.parametrize("fault", [pytest.param(one, id=name) for name, one in _FAULTS])
def test_a_planted_fault_is_found_by_searching_alone(
    fault: Callable[[int, int, int], bool],
) -> None:
    """A fault at one number of many thousands: a thousand drawn cases miss it, the solver not."""
    numbers = (st.integers(1, 20_000),) * 3
    drawn = settings(backend="hypothesis", derandomize=True, database=None, max_examples=1000)
    given(*numbers)(drawn(_property(fault)))()
    with pytest.raises(AssertionError):
        given(*numbers)(_property(fault))()
