"""A fraction and a delay a cycle, as the events they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from regimens.decimals import number, shown
from regimens.errors import HistoryError
from regimens.events import Delay, DoseChange, Event
from regimens.phases import Phase
from regimens.recorded import each_name
from regimens.regimen import Regimen

__all__ = ["check_said_once", "cycles", "delay_events", "fraction_events", "reduced"]

_LONGEST_DELAY = 9  # digits


def reduced(regimen: Regimen) -> str:
    """The group or drug that the regimen reduces by a fraction.

    Raises:
        HistoryError: where it reduces none, or several.

    >>> from regimens import catalogue
    >>> reduced(catalogue.get("dara-dcep"))
    'DCEP'
    """
    names = [rule.of for rule in regimen.reductions]
    if len(names) == 1:
        return names[0]
    has = f"reduces each of {', '.join(names)}" if names else "reduces nothing"
    raise HistoryError(
        f"{regimen.id} {has} by a fraction",
        where="fractions",
        mend="leave them out, and record dose changes in events",
    )


def fraction_events(regimen: Regimen, fractions: Sequence[str | None]) -> list[Event]:
    """The dose changes that a fraction a cycle stands for; None is as in the cycle before.

    Args:
        regimen: As written.
        fractions: Of the full dose, one a cycle over all phases.

    Raises:
        HistoryError: for more fractions than cycles, or a regimen that reduces not just one name.
        QuantityError: for a fraction that is no number.

    >>> from regimens import catalogue
    >>> [(str(event.to), event.cycle)
    ...  for event in fraction_events(catalogue.get("dcep"), ("1", "0.7", "0.7"))]
    [('0.7', 2)]
    """
    found: list[Event] = []
    before = Decimal(1)
    for place, (text, where) in _placed(regimen, fractions, "fractions"):
        phase, cycle = place
        fraction = number(text, where=where)
        if fraction == before:
            continue
        try:
            change = DoseChange(of=reduced(regimen), to=fraction, cycle=cycle, phase=phase.name)
        except HistoryError as error:
            raise HistoryError(error.what, where=where, mend=error.mend) from None
        found.append(change)
        before = fraction
    return found


def delay_events(regimen: Regimen, delays: Sequence[str | None]) -> list[Event]:
    """The delays that a number of days a cycle stands for; None and 0 are no delay.

    Args:
        regimen: As written.
        delays: In days, one a cycle over all phases.

    Raises:
        HistoryError: for more delays than cycles, or one that is no whole number from 0.

    >>> from regimens import catalogue
    >>> [(event.days, event.cycle)
    ...  for event in delay_events(catalogue.get("dcep"), ("0", None, "3"))]
    [(3, 3)]
    """
    found: list[Event] = []
    for place, (text, where) in _placed(regimen, delays, "delays"):
        phase, cycle = place
        if not (text.isascii() and text.isdigit()):
            raise HistoryError(
                f"{shown(text)} is no delay",
                where=where,
                mend="give whole days from 0; record an earlier start in events",
            )
        if len(text) > _LONGEST_DELAY:
            raise HistoryError(
                f"{shown(text)} has more than {_LONGEST_DELAY} digits",
                where=where,
                mend="give the days by which this cycle is late, as in 7",
            )
        if int(text):
            found.append(Delay(cycle=cycle, days=int(text), phase=phase.name))
    return found


def check_said_once(regimen: Regimen, events: Sequence[Event]) -> None:
    """Refuse a dose change, in events, of what fractions speak of too: which holds is a guess.

    Raises:
        HistoryError: naming the event.
    """
    for index, event in enumerate(events):
        if not isinstance(event, DoseChange):
            continue
        drugs = set(regimen.drugs([reduced(regimen)]))
        if not drugs.isdisjoint(regimen.drugs(each_name(event.of))):
            raise HistoryError(
                f"a dose change of {', '.join(each_name(event.of))}, of which fractions speak too",
                where=f"events[{index}]",
                mend="record all changes in events, and leave fractions out",
            )


def _placed(
    regimen: Regimen, values: Sequence[str | None], column: str
) -> Iterator[tuple[tuple[Phase, int], tuple[str, str]]]:
    """Each value that is there, with its cycle and its place for messages."""
    places, count = cycles(regimen), 0
    for index, value in enumerate(values):
        where = f"{column}[{index}]"
        place = next(places, None)
        count += place is not None
        if value is None:
            continue
        if place is None:
            raise HistoryError(
                f"{regimen.id} has {count} cycles",
                where=where,
                mend=f"give {count} values at most, one a cycle",
            )
        yield place, (value, where)


def cycles(regimen: Regimen) -> Iterator[tuple[Phase, int]]:
    """Every cycle of every phase, in order; without end where the last phase has none."""
    for phase in regimen.phases:
        cycle = 0
        while phase.cycles is None or cycle < phase.cycles:
            cycle += 1
            yield phase, cycle
