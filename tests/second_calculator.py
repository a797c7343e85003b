"""A second calculator: dates and milligrams worked out again, slowly, sharing nothing.

It is written from what the words mean (a day of a cycle, a delay, a group's delay, a recorded
start, a fraction) and from the schedules as the sources print them, with the standard library
alone: nothing of the library is imported, so that the two can only agree by both being right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple

__all__ = ["Late", "Reduced", "Started", "Transplanted", "doses"]


class Started(NamedTuple):
    """A cycle is recorded as started on a date."""

    phase: str
    cycle: int
    on: date


class Late(NamedTuple):
    """A cycle, or only a group's days from it on, comes some days later."""

    phase: str
    cycle: int
    days: int
    group: str = ""


class Reduced(NamedTuple):
    """Drugs or groups are at a fraction of the full dose from a day of a cycle on."""

    names: tuple[str, ...]
    phase: str
    cycle: int
    day: int
    fraction: Fraction


class Transplanted(NamedTuple):
    """Stem cells were infused: what may follow has no date of its own any more."""


Happened = Started | Late | Reduced | Transplanted
_Days = tuple[tuple[int, int, tuple[int, ...]], ...]  # from cycle, to cycle, days of the cycle


class _Line(NamedTuple):
    drug: str
    group: str
    mg: str
    by: str
    days: _Days
    moves_with: str
    halves: bool = False
    before_infusion: bool = False


class _Phase(NamedTuple):
    name: str
    length: int
    cycles: int
    after_transplant: bool
    lines: tuple[_Line, ...]


_ON = 10**6  # an open end: cycles, or their number
_DCEP_DAYS: _Days = ((1, 3, (1, 2, 3, 4)),)
_DCEP = (
    _Line("dexamethasone", "DCEP", "40", "dose", _DCEP_DAYS, "DCEP"),
    _Line("cyclophosphamide", "DCEP", "400", "m²", _DCEP_DAYS, "DCEP"),
    _Line("etoposide", "DCEP", "40", "m²", _DCEP_DAYS, "DCEP"),
    _Line("cisplatin", "DCEP", "10", "m²", _DCEP_DAYS, "DCEP"),
)


def _daratumumab(*days: tuple[int, int, tuple[int, ...]]) -> _Line:
    return _Line("daratumumab", "DARA", "16", "kg", days, "DARA")


def _steroid(*days: tuple[int, int, tuple[int, ...]]) -> _Line:
    return _Line("dexamethasone", "premedication", "20", "dose", days, "DARA", before_infusion=True)


_VD_INFUSIONS = ((1, 3, (1, 8, 15)), (4, 8, (1,)))
_PHASES = {
    "dcep": (_Phase("induction", 28, 3, False, _DCEP),),
    "dara-dcep": (
        _Phase(
            "induction",
            28,
            3,
            False,
            (
                *_DCEP,
                _daratumumab((1, 2, (1, 8, 15, 22)), (3, 3, (1, 15))),
                _Line("pegteograstim", "G-CSF", "6", "dose", ((1, 3, (6,)),), "DCEP"),
            ),
        ),
        _Phase("maintenance", 28, 5, True, (_daratumumab((1, 3, (1, 15)), (4, 5, (1,))),)),
    ),
    "daratumumab-iv": (
        _Phase(
            "treatment",
            28,
            _ON,
            False,
            (_daratumumab((1, 2, (1, 8, 15, 22)), (3, 6, (1, 15)), (7, _ON, (1,))),),
        ),
    ),
    "dara-atra": (
        _Phase(
            "part-b",
            28,
            _ON,
            False,
            (
                _Line(
                    "tretinoin",
                    "ATRA",
                    "45",
                    "m²",
                    (
                        (1, 2, (1, 2, 3, 8, 9, 10, 15, 16, 17, 22, 23, 24)),
                        (3, 6, (1, 2, 3, 15, 16, 17)),
                        (7, _ON, (1, 2, 3)),
                    ),
                    "DARA",
                    halves=True,
                ),
                _daratumumab((1, 2, (3, 10, 17, 24)), (3, 6, (3, 17)), (7, _ON, (3,))),
            ),
        ),
    ),
    "dara-vd": (
        _Phase(
            "combination",
            21,
            8,
            False,
            (
                _Line(
                    "dexamethasone",
                    "Vd",
                    "20",
                    "dose",
                    ((1, 8, (1, 2, 4, 5, 8, 9, 11, 12)),),
                    "Vd",
                ),
                _steroid(*_VD_INFUSIONS),
                _Line("bortezomib", "Vd", "1.3", "m²", ((1, 8, (1, 4, 8, 11)),), "Vd"),
                _daratumumab(*_VD_INFUSIONS),
            ),
        ),
        _Phase(
            "continuation",
            28,
            _ON,
            False,
            (_steroid((1, _ON, (1,))), _daratumumab((1, _ON, (1,)))),
        ),
    ),
}


class _Row(NamedTuple):
    when: date
    phase: int
    line: int
    part: int
    drug: str
    mg: Fraction
    before_infusion: bool


def doses(
    regimen: str,
    start: date,
    body: tuple[Fraction, Fraction],
    history: Sequence[Happened],
    cycles: int,
) -> list[tuple[date, str, Fraction]]:
    """The (date, drug, mg) of every dose of so many cycles, in order.

    Args:
        regimen: Its id.
        start: Day 1 of cycle 1.
        body: Height in cm and weight in kg.
        history: In recorded order.
        cycles: How many cycles, over all phases.
    """
    height, weight = body
    measures = {"dose": Fraction(1), "kg": weight, "m²": _surface(height, weight)}
    rows: list[_Row] = []
    for place, cycle, first, moved in _cycles(regimen, start, history, cycles):
        for number, line in enumerate(_PHASES[regimen][place].lines):
            for day in _days(line, cycle):
                when = first + timedelta(days=day - 1) + timedelta(moved.get(line.moves_with, 0))
                share = _share(regimen, history, line, (place, cycle, day))
                hundredths = _half_up(Fraction(line.mg) * measures[line.by] * share * 100)
                parts = [hundredths]
                if line.halves:
                    parts = [hundredths - hundredths // 2, hundredths // 2]
                rows += [
                    _Row(
                        when, place, number, part, line.drug, Fraction(n, 100), line.before_infusion
                    )
                    for part, n in enumerate(parts)
                ]
    rows = _one_steroid_a_day(rows)
    rows.sort(key=lambda row: row[:4])
    return [(row.when, row.drug, row.mg) for row in rows]


def _cycles(
    regimen: str, start: date, history: Sequence[Happened], cycles: int
) -> Iterator[tuple[int, int, date, dict[str, int]]]:
    """Phase, cycle, start, and by how many days each group comes later than the cycle."""
    transplanted = any(isinstance(one, Transplanted) for one in history)
    planned: date | None = start
    moved: dict[str, int] = {}
    for place, phase in enumerate(_PHASES[regimen]):
        if phase.after_transplant and transplanted:
            planned = None
        for cycle in range(1, min(phase.cycles, cycles) + 1):
            first, moved = planned, dict(moved)
            for one in history:
                if isinstance(one, Started) and one[:2] == (phase.name, cycle):
                    first, moved = one.on, {}
                elif isinstance(one, Late) and one[:2] == (phase.name, cycle):
                    if one.group:
                        moved[one.group] = moved.get(one.group, 0) + one.days
                    elif first is not None:
                        first += timedelta(days=one.days)
            if first is None or cycles == 0:
                return
            cycles -= 1
            yield place, cycle, first, moved
            planned = first + timedelta(days=phase.length)


def _days(line: _Line, cycle: int) -> tuple[int, ...]:
    for first, last, days in line.days:
        if first <= cycle <= last:
            return days
    return ()


def _share(
    regimen: str, history: Sequence[Happened], line: _Line, when: tuple[int, int, int]
) -> Fraction:
    """The fraction in force: of the changes that hold by then, the one recorded last."""
    names = [phase.name for phase in _PHASES[regimen]]
    share = Fraction(1)
    for one in history:
        if isinstance(one, Reduced) and (names.index(one.phase), one.cycle, one.day) <= when:
            by_drug = line.drug in one.names and not line.before_infusion
            if by_drug or line.group in one.names:
                share = one.fraction
    return share


def _one_steroid_a_day(rows: list[_Row]) -> list[_Row]:
    """Where the backbone's dexamethasone falls on an infusion's day it is the premedication."""
    before = {row.when: row.mg for row in rows if row.before_infusion}
    backbone = {row.when for row in rows if row.drug == "dexamethasone" and not row.before_infusion}
    kept = []
    for row in rows:
        if row.before_infusion and row.when in backbone:
            continue
        if row.drug == "dexamethasone" and row.when in before:
            row = row._replace(mg=max(row.mg, before[row.when]))  # noqa: PLW2901
        kept.append(row)
    return kept


def _surface(height: Fraction, weight: Fraction) -> Fraction:
    """√(cm × kg ÷ 3600), to 0.01 m², a half going up: found by squaring, without a root."""
    square = height * weight / 3600 * 10000
    hundredths = 0
    while (hundredths + Fraction(1, 2)) ** 2 <= square:
        hundredths += 1
    return Fraction(hundredths, 100)


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
