"""Events about single doses, as they fit the doses of a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.decimals import EXACT, plain
from regimens.events import Discontinuation, Given, Omission, Postponement, Switch
from regimens.recorded import Names
from regimens.statuses import WAITING
from regimens.testing.cycle_events import Carried, pick
from regimens.units import Kind

__all__ = [
    "MASSES",
    "discontinuation",
    "given",
    "omission",
    "postponement",
    "span",
    "spelt_dose",
    "switch",
]

_LATE = st.sampled_from((0, 0, 0, 1, 2, 5, 9, -1, -2))
_PERCENT = st.sampled_from((None, 100, 97, 50, 130)) | st.integers(50, 150)
_NAMED = st.integers(0, 2)
# Each unit of an amount of drug, with how many of it are 1 mg.
MASSES: Mapping[str, Decimal] = {
    "mg": Decimal(1),
    "g": Decimal("0.001"),
    "mcg": Decimal(1000),
    "µg": Decimal(1000),
}
_UNITS = tuple(MASSES)
_UNPLANNED = st.integers(0, 3)
_STRANGER = "ondansetron"


def omission(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Omission | None:
    """A dose still to be given, or all of its day, is not given."""
    found = _waiting(draw, calendar)
    return None if found is None else Omission(of=found[0], on=found[1], **carried)


def postponement(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Postponement | None:
    """A dose still to be given, or all of its day, is given some days later."""
    found = _waiting(draw, calendar)
    if found is None:
        return None
    of, on = found
    to = on + timedelta(days=draw(st.integers(1, 10)))
    return Postponement(of=of, on=on, to=to, **carried)


def _waiting(draw: st.DrawFn, calendar: Calendar) -> tuple[Names, date] | None:
    """A drug, a group or the drugs of a day with a dose still to be given, and the day."""
    rows = [row for row in calendar if row.status in WAITING]
    if not rows:
        return None
    row = pick(draw, rows)
    return _names(draw, row, rows), row.date


def _names(draw: st.DrawFn, row: Administration, rows: Sequence[Administration]) -> Names:
    """What an event may call a dose: its drug, its group, or two drugs of its day."""
    match draw(_NAMED):
        case 0:
            return row.drug
        case 1:
            return row.group
        case _:
            drugs = dict.fromkeys(other.drug for other in rows if other.date == row.date)
            return (row.drug, *[drug for drug in drugs if drug != row.drug][:1])


def given(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Given | None:
    """A dose on its day, late, early, of another amount, or one that nobody planned."""
    if not len(calendar) or draw(_UNPLANNED) == 3:
        return _unplanned(draw, calendar, carried)
    row = pick(draw, calendar.administrations)
    late = draw(_LATE)
    percent = draw(_PERCENT)
    planned = row.date if late or draw(st.booleans()) else None
    if percent is None:
        of = _names(draw, row, calendar.administrations)
        return Given(of=of, on=row.date + timedelta(days=late), planned=planned, **carried)
    dose = EXACT.divide(EXACT.multiply(row.dose, Decimal(percent)), Decimal(100))
    return Given(
        of=row.drug,
        on=row.date + timedelta(days=late),
        planned=planned,
        dose=spelt_dose(dose, row.resolved.quantity.kind, pick(draw, _UNITS)),
        **carried,
    )


def _unplanned(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Given:
    names = (*calendar.regimen.names(), _STRANGER)
    on = calendar.start + timedelta(days=draw(st.integers(-10, span(calendar))))
    return Given(of=pick(draw, names), on=on, **carried)


def span(calendar: Calendar) -> int:
    """The days from the start to the last dose, and a week more."""
    last = calendar[-1].date if len(calendar) else calendar.start
    return max(0, (last - calendar.start).days) + 7


def spelt_dose(dose: Decimal, kind: Kind, unit: str) -> str:
    """A dose of a kind as text; an amount of drug in one of its units.

    >>> spelt_dose(Decimal(18), Kind.DRUG_MASS, "g"), spelt_dose(Decimal(62), Kind.CELLS, "g")
    ('0.018 g', '62 ×10⁶ cells')
    """
    if kind is not Kind.DRUG_MASS:
        return f"{plain(dose)} {kind.value}"
    return f"{plain(EXACT.multiply(dose, MASSES[unit]))} {unit}"


def switch(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Switch | None:
    """A drug is given as another product of it, or as itself again."""
    products = tuple(
        dict.fromkeys(
            (component.drug.name, name)
            for _, component in calendar.regimen.components()
            for product in component.products
            for name in (product.name, component.drug.name)
        )
    )
    if not products:
        return None
    of, to = pick(draw, products)
    on = calendar.start + timedelta(days=draw(st.integers(-5, span(calendar))))
    return Switch(of=of, to=to, on=on, **carried)


def discontinuation(draw: st.DrawFn, calendar: Calendar, carried: Carried) -> Discontinuation:
    """A drug, a group, two of them, or the course stops on some day."""
    names = calendar.regimen.names()
    of: Names | None = None
    if draw(st.booleans()):
        of = pick(draw, names)
        if draw(st.booleans()):
            of = tuple(dict.fromkeys((of, pick(draw, names))))
    on = calendar.start + timedelta(days=draw(st.integers(0, span(calendar))))
    return Discontinuation(of=of, on=on, **carried)
