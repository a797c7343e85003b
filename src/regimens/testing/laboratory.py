"""Laboratory values over time: realistic, or at the boundaries of a regimen's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import NoneType
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from regimens.calendars import Calendar
from regimens.components import LevelTable, TableValue
from regimens.course import Course
from regimens.decimals import EXACT, plain
from regimens.events import Lab
from regimens.known_values import known_value
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.rules import LaboratoryAtLeast
from regimens.testing.arguments import check_is, check_switches
from regimens.testing.cycle_events import Carried, pick
from regimens.testing.dose_events import span

__all__ = ["lab", "laboratory_courses", "thresholds"]

# In the unit of each value: the plainest, then the least and the most, in steps.
_USUAL: Mapping[str, tuple[Decimal, Decimal, Decimal, Decimal]] = {
    "anc": (Decimal("2.5"), Decimal("0.1"), Decimal(9), Decimal("0.1")),
    "platelets": (Decimal(200), Decimal(5), Decimal(450), Decimal(1)),
    "haemoglobin": (Decimal(11), Decimal(6), Decimal(17), Decimal("0.1")),
    "creatinine": (Decimal(80), Decimal(35), Decimal(600), Decimal(1)),
    "creatinine_clearance": (Decimal(90), Decimal(8), Decimal(140), Decimal(1)),
    "bilirubin_times_normal": (Decimal("0.5"), Decimal("0.2"), Decimal(5), Decimal("0.1")),
}
_NAMES = tuple(_USUAL)
# Each spelling with how many of it are about one of the unit that decimals are kept in.
_SPELLINGS: Mapping[str, tuple[tuple[str, Decimal], ...]] = {
    "anc": (
        ("10^9/L", Decimal(1)),
        ("/µL", Decimal(1000)),
        ("K/µL", Decimal(1)),
        ("× 10⁹/L", Decimal(1)),
    ),
    "platelets": (("10^9/L", Decimal(1)), ("/mm3", Decimal(1000)), ("10^3/µL", Decimal(1))),
    "haemoglobin": (("g/dL", Decimal(1)), ("g/L", Decimal(10)), ("mmol/L", Decimal("0.6206"))),
    "creatinine": (("µmol/L", Decimal(1)), ("mg/dL", Decimal("0.0125"))),
    "creatinine_clearance": (("mL/min", Decimal(1)),),
}
_AS_NUMBER = (("", Decimal(1)),)
_BY = {
    TableValue.CREATININE_CLEARANCE: "creatinine_clearance",
    TableValue.BILIRUBIN: "bilirubin_times_normal",
}
# The values that a table by one of them may be read from.
_READ = {
    "creatinine_clearance": ("creatinine_clearance", "creatinine"),
    "bilirubin_times_normal": ("bilirubin_times_normal",),
}
_FALLING = ("anc", "platelets", "haemoglobin")
_NADIR = (1, 2)  # weeks of four
_START = date(2026, 1, 5)
_POLICY = Policy()
_MOST_WEEKS = 8
_WEEK = st.sampled_from((7, 7, 5, 9, 14))
_HAIR = Decimal("0.0001")
_BESIDES = (-_HAIR, Decimal(0), _HAIR)


def thresholds(regimen: Regimen) -> Mapping[str, tuple[Decimal, ...]]:
    """The values that a regimen's tables and entry criteria decide by, by name, rising.

    In the units in which decimals are kept: 10^9/L, g/dL, mL/min, multiples of the upper limit.

    Args:
        regimen: As written.

    Raises:
        RegimensError: for what is no regimen, such as an id.

    >>> from regimens import catalogue
    >>> thresholds(catalogue.get("ird"))["creatinine_clearance"]
    (Decimal('30'), Decimal('50'))
    """
    check_is("regimen", regimen, Regimen)
    found: dict[str, set[Decimal]] = {}
    for criterion in regimen.entry:
        if isinstance(criterion, LaboratoryAtLeast):
            found.setdefault(criterion.value.value, set()).add(criterion.at_least)
    for name, table in _tables(regimen):
        for band in table.bands:
            ends = {end for end in (band.low, band.high) if end is not None}
            found.setdefault(name, set()).update(ends)
    return {name: tuple(sorted(found[name])) for name in _NAMES if found.get(name)}


def _tables(regimen: Regimen) -> Iterator[tuple[str, LevelTable]]:
    for _, component in regimen.components():
        for table in component.tables:
            if table.by in _BY:
                yield _BY[table.by], table


def lab(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Lab:
    """Values of one day, with which every dose of the calendar can still be made."""
    on = calendar.start + timedelta(days=draw(st.integers(-20, span(calendar))))
    limits = thresholds(calendar.regimen)
    values = {name: _value(draw, name, limits) for name in _some_names(draw)}
    drawn = Lab(on=on, **values, **carried)
    return _accepted(drawn, calendar.regimen, calendar.patient)


def laboratory_courses(
    of: Regimen | Course | Calendar | None = None,
    *,
    at_boundaries: bool = False,
    refused: bool = False,
) -> st.SearchStrategy[tuple[Lab, ...]]:
    """Laboratory values from the week before the start on, weekly, in any accepted units.

    They fall from where they begin and recover. With `at_boundaries` some are just below, at or
    just above a number that the regimen's tables or entry criteria decide by.

    Args:
        of: What they are for: its thresholds, and from when on; a course from 2026-01-05 on
            unless told.
        at_boundaries: Whether values lie at the regimen's thresholds, and a ten-thousandth beside.
        refused: Whether values may lie where the tables give nothing or have no row, so that a
            course with them is refused.

    Raises:
        RegimensError: for what is no regimen, course or calendar, such as an id.

    >>> from hypothesis import find
    >>> (plainest,) = find(laboratory_courses(), lambda labs: True)
    >>> print(plainest.on, plainest.anc)
    2026-01-05 2.5 10^9/L
    """
    check_is("of", of, Regimen, Course, Calendar, NoneType)
    check_switches(at_boundaries=at_boundaries, refused=refused)
    regimen = of if isinstance(of, Regimen) or of is None else of.regimen
    patient = Patient() if isinstance(of, Regimen) or of is None else of.patient
    start = _START if isinstance(of, Regimen) or of is None else of.start
    limits = thresholds(regimen) if regimen is not None and at_boundaries else {}

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Lab, ...]:
        names = _some_names(draw)
        on = start - timedelta(days=draw(st.integers(0, 7)))
        labs: list[Lab] = []
        for week in range(draw(st.integers(1, _MOST_WEEKS))):
            values = {name: _value(draw, name, limits, week=week) for name in names}
            found = Lab(on=on, **values)
            if regimen is not None and not refused:
                found = _accepted(found, regimen, patient)
            labs.append(found)
            on += timedelta(days=draw(_WEEK))
        return tuple(labs)

    return drawn()


def _some_names(draw: st.DrawFn) -> list[str]:
    """Some of the values a laboratory reports; the first alone when it shrinks."""
    chosen = draw(st.integers(1, 2 ** len(_NAMES) - 1))
    return [name for place, name in enumerate(_NAMES) if chosen >> place & 1]


def _value(
    draw: st.DrawFn, name: str, limits: Mapping[str, Sequence[Decimal]], *, week: int = 0
) -> Any:
    """One value as it is reported: a text with a unit, or a number of times."""
    usual, least, most, step = _USUAL[name]
    if limits.get(name) and draw(st.booleans()):
        value = max(EXACT.add(pick(draw, limits[name]), pick(draw, _BESIDES)), _HAIR)
    else:
        low, high = int((least - usual) / step), int((most - usual) / step)
        if name in _FALLING and week % 4 in _NADIR:
            high = 0  # between two doses counts are not above where they began
        value = EXACT.add(usual, EXACT.multiply(Decimal(draw(st.integers(low, high))), step))
    # Drawn where there is none to choose too: a value with fewer draws would count as plainer.
    unit, times = pick(draw, _SPELLINGS.get(name, _AS_NUMBER))
    return f"{plain(EXACT.multiply(value, times))} {unit}" if unit else value


def _accepted(drawn: Lab, regimen: Regimen, patient: Patient) -> Lab:
    """The values without those by which a table gives nothing, or has not one row."""
    left = drawn
    for name, table in _tables(regimen):
        known = known_value(table.by, patient, left.on, [("", left)], _POLICY)
        rows = [] if known is None else table.rows_of(known.value)
        if known is not None and (len(rows) != 1 or rows[0].not_given):
            left = _without(left, _READ[name])
    return left


def _without(values: Lab, names: Sequence[str]) -> Lab:
    """The values without some, and with a neutrophil count where none is left."""
    kept = {name: getattr(values, name) for name in _NAMES if name not in names}
    if all(value is None for value in kept.values()):
        kept["anc"] = "2.5 10^9/L"
    changes: dict[str, Any] = {**dict.fromkeys(names), **kept}
    return evolve(values, **changes)
