"""Checks of the tables by which a value known at the start chooses a dose level."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from regimens.components import Band, Component, LevelTable, TableValue
from regimens.decimals import plain, shown
from regimens.errors import RegimensError
from regimens.events import Lab
from regimens.phases import Phase
from regimens.regimen import Regimen
from regimens.testing.checks import Breach, refused
from regimens.testing.trials import START, trial

__all__ = ["tables_are_followed", "tables_decide"]

_MEASURED = (TableValue.CREATININE_CLEARANCE, TableValue.BILIRUBIN)


def tables_decide(regimen: Regimen) -> Iterator[Breach]:
    """Each value between a table's outermost bounds is in one row, or a reading says otherwise.

    >>> from regimens import catalogue
    >>> list(tables_decide(catalogue.get("zoledronic-acid-q4w")))
    []
    """
    told = {reading.name.casefold() for reading in regimen.interpretations}
    for where, _, table in _placed_tables(regimen):
        name = table.by.value
        for value in _between(table):
            count = len(_rows_of(table, value))
            if count != 1 and name.casefold() not in told:
                rows = f"{count} rows" if count else "no row"
                yield Breach(
                    where=where,
                    what=f"{plain(value)} {table.by.unit} is in {rows}",
                    mend="say which row has its bound (low_included, high_included), or state a "
                    f"reading named {shown(name)} where the protocol leaves it open",
                )


def tables_are_followed(regimen: Regimen) -> Iterator[Breach]:
    """A value on a bound, beside it and between two bounds gets its row's level, or is refused.

    >>> from regimens import catalogue
    >>> list(tables_are_followed(catalogue.get("zoledronic-acid-q4w")))
    []
    """
    defaults = regimen.choices()
    tables = [
        (phase, component, table)
        for phase, component in regimen.components()
        if component.alternative is None
        or component.alternative.option == defaults[component.alternative.choice][0]
        for table in regimen.tables_read(phase, component)
    ]
    for by in _MEASURED:
        own = [one for one in tables if one[2].by is by]
        for value in sorted({point for _, _, table in own for point in _points(table)}):
            yield from _followed(regimen, own, by, value)


_Read = tuple[Phase, Component, LevelTable]


def _followed(
    regimen: Regimen, tables: list[_Read], by: TableValue, value: Decimal
) -> Iterator[Breach]:
    where = f"{by.value} of {plain(value)} {by.unit}"
    undecided = [one for one in tables if _level_at(one[2], value) is None]
    known = (
        Lab(on=START, creatinine_clearance=f"{plain(value)} mL/min")
        if by is TableValue.CREATININE_CLEARANCE
        else Lab(on=START, bilirubin_times_normal=value)
    )
    try:
        calendar = trial(regimen, events=(known,)).plan()
    except RegimensError as error:
        if not undecided:
            yield refused(error, where=where)
        return
    if undecided:
        drug = undecided[0][1].drug.name
        yield Breach(
            where=where,
            what=f"{drug} is planned, and the table gives no dose",
            mend="do not plan it",
        )
        return
    for phase, component, table in tables:
        row = _level_at(table, value)
        position = phase.components.index(component)
        given = {
            one.level
            for one in calendar
            if (one.phase, one.slot.position) == (phase.name, position)
        }
        # Of several tables the lower level is taken; which one that is, is not read off here.
        if row is not None and len(component.tables) == 1 and not given <= {row.level}:
            planned = ", ".join(sorted(level or "the full dose" for level in given))
            yield Breach(
                where=f"{where}, phase {shown(phase.name)}, {component.drug.name}",
                what=f"is at {planned}, and the table says {row.level or 'the full dose'}",
                mend="do not plan it",
            )


def _placed_tables(regimen: Regimen) -> Iterator[tuple[str, Component, LevelTable]]:
    for place, phase in enumerate(regimen.phases):
        for index, component in enumerate(phase.components):
            for number, table in enumerate(component.tables):
                yield f"phases[{place}].components[{index}].tables[{number}]", component, table


def _bounds(table: LevelTable) -> list[Decimal]:
    bounds = (bound for band in table.bands for bound in (band.low, band.high))
    return sorted({bound for bound in bounds if bound is not None})


def _between(table: LevelTable) -> list[Decimal]:
    """Each bound that has rows on both sides, and a value between each two."""
    bounds = _bounds(table)
    middles = [(low + high) / 2 for low, high in pairwise(bounds)]
    if all(band.low is not None for band in table.bands):
        bounds = bounds[1:]
    if all(band.high is not None for band in table.bands):
        bounds = bounds[:-1]
    return sorted([*bounds, *middles])


def _points(table: LevelTable) -> list[Decimal]:
    """Each bound, a value just below it and one just above, and one between each two."""
    step = Decimal("0.01")
    near = [bound + by for bound in _bounds(table) for by in (-step, 0, step)]
    return sorted({point for point in (*near, *_between(table)) if point > 0})


def _level_at(table: LevelTable, value: Decimal) -> Band | None:
    """The one row that gives a dose at a value, if there is one."""
    rows = _rows_of(table, value)
    return rows[0] if len(rows) == 1 and not rows[0].not_given else None


def _rows_of(table: LevelTable, value: Decimal) -> list[Band]:
    """The rows that a value lies in, read off their bounds again."""
    found = []
    for band in table.bands:
        above = band.low is None or band.low < value or (band.low_included and band.low == value)
        below = (
            band.high is None or value < band.high or (band.high_included and band.high == value)
        )
        if above and below:
            found.append(band)
    return found
