"""What happens on a day of a printed calendar besides its doses.

Cycles begin, doses and cycles were moved away from it, and doses were given besides the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import chain

import attrs

from regimens.administrations import Administration, Cycle, DoseKey
from regimens.calendars import Calendar
from regimens.errors import RegimensError
from regimens.events import CycleStart, Delay, Event, Given, Postponement
from regimens.formats.besides import given_besides
from regimens.formats.languages import Language
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.words import amount_text, delay_text, phase_text
from regimens.formats.shown_until import first_day_not_shown
from regimens.statuses import NOT_TO_BE_GIVEN, Status

__all__ = ["beginnings", "besides_doses"]


def beginnings(calendar: Calendar, words: Language) -> Mapping[date, Sequence[str]]:
    """What begins on each day, as far as anything of it is to be given.

    Args:
        calendar: The calendar.
        words: The language.
    """
    found: dict[date, list[str]] = defaultdict(list)
    for cycle, rows in _living(calendar):
        name = _name(cycle, calendar, words)
        statuses = {row.status for row in rows}
        found[cycle.start].append(_beginning(cycle, name, statuses, words))
        if cycle.day_zero is not None:
            found[cycle.day_zero].append(words.gettext("{cycle}: day 0", cycle=name))
    return found


def besides_doses(
    calendar: Calendar, words: Language, audience: Audience
) -> Mapping[date, Sequence[str]]:
    """What is not on each day any more, and what was given on it besides the plan.

    Args:
        calendar: The calendar.
        words: The language.
        audience: For whom.
    """
    drugs = {(row.drug, row.date) for row in calendar if row.status not in NOT_TO_BE_GIVEN}
    dates = {row.date for row in calendar}
    found: dict[date, list[str]] = defaultdict(list)
    for day, text in chain(
        _late(calendar, words),
        _moved(calendar, drugs, words),
        _beyond(calendar, drugs, words),
        _given(calendar, words, audience),
    ):
        found[day].append(text)
    end = _end(calendar)
    if end is not None and any((day.year, day.month) == (end.year, end.month) for day in dates):
        text = words.gettext("From this day on nothing is shown. The treatment goes on.")
        found[end].append(text)
    return found


def _end(calendar: Calendar) -> date | None:
    """The first day that is not shown."""
    last = max((row.date for row in calendar), default=calendar.start)
    return first_day_not_shown(calendar, last)


def _living(calendar: Calendar) -> Iterator[tuple[Cycle, Sequence[Administration]]]:
    """The cycles of which anything is to be given, with what is."""
    found: dict[tuple[str, int], list[Administration]] = defaultdict(list)
    for row in calendar:
        if row.status not in NOT_TO_BE_GIVEN:
            found[row.phase, row.cycle].append(row)
    for cycle in calendar.cycles:
        if rows := found.get((cycle.phase, cycle.cycle)):
            yield _as_seen(cycle, rows), rows


def _as_seen(cycle: Cycle, rows: Sequence[Administration]) -> Cycle:
    """Counted to a day 0, a cycle begins for a reader with the first dose, as does its plan."""
    if cycle.day_zero is None:
        return cycle
    first = min(row.written_date for row in rows)
    planned = cycle.planned and cycle.planned + (first - cycle.start)
    return attrs.evolve(cycle, start=first, planned=planned)


def _name(cycle: Cycle, calendar: Calendar, words: Language) -> str:
    if len(calendar.regimen.phases) > 1:
        phase = phase_text(cycle.phase, words)
        return words.gettext("{phase}, cycle {cycle}", phase=phase, cycle=cycle.cycle)
    return words.gettext("Cycle {cycle}", cycle=cycle.cycle)


def _beginning(cycle: Cycle, name: str, statuses: set[Status], words: Language) -> str:
    text = words.gettext("{cycle} begins", cycle=name)
    if statuses == {Status.CONDITIONAL}:
        text = words.gettext("{cycle} begins, if it is confirmed", cycle=name)
    delay = delay_text(cycle, words)
    return f"{text}: {delay}" if delay else text


def _late(calendar: Calendar, words: Language) -> Iterator[tuple[date, str]]:
    """The cycles that do not begin on the day they were planned for, and have no dose on it."""
    for cycle, rows in _living(calendar):
        planned = cycle.planned
        if cycle.delay_days and planned and planned not in {row.date for row in rows}:
            text = words.gettext(
                "{cycle} does not begin on this day, but on {day}",
                cycle=_name(cycle, calendar, words),
                day=words.day(cycle.start),
            )
            yield planned, text


def _moved(
    calendar: Calendar, drugs: Set[tuple[str, date]], words: Language
) -> Iterator[tuple[date, str]]:
    """The doses that were moved away from a day.

    A day that has another dose of the drug says nothing: it would read as if that were not due.
    """
    away: dict[tuple[date, date], dict[str, None]] = defaultdict(dict)
    for row in calendar:
        planned = row.written_date
        is_away = planned != row.date and row.status not in NOT_TO_BE_GIVEN
        if is_away and (row.drug, planned) not in drugs:
            away[planned, row.date].setdefault(words.term(row.drug))
    for (planned, now), names in away.items():
        text = words.gettext(
            "Not on this day, but on {day}: {drugs}", day=words.day(now), drugs=", ".join(names)
        )
        yield planned, text


def _beyond(
    calendar: Calendar, drugs: Set[tuple[str, date]], words: Language
) -> Iterator[tuple[date, str]]:
    """The doses that an earlier plan had and that may have moved past the last day shown."""
    until = calendar.horizon.until
    if until is None:
        return
    names: dict[date, dict[str, None]] = defaultdict(dict)
    for row in _gone(calendar):
        if (row.drug, row.date) not in drugs:
            names[row.date].setdefault(words.term(row.drug))
    for day, of_day in names.items():
        text = words.gettext(
            "Not on this day any more: {drugs}. Ask whether it comes after {day}, the last day "
            "shown.",
            drugs=", ".join(of_day),
            day=words.day(until),
        )
        yield day, text


def _gone(calendar: Calendar) -> Sequence[Administration]:
    """The doses that were to be given before something was moved, and have no row now.

    Planned again before each event that moves doses, and no other: each of them takes its time.
    """
    last: dict[DoseKey, Administration] = {}
    for index, event in enumerate(calendar.history):
        if not _moves(event):
            continue
        try:
            before = calendar.again(calendar.history[:index])
        except RegimensError:  # a mistake that a later event mends
            continue
        last |= {row.key: row for row in before if row.status not in NOT_TO_BE_GIVEN}
    now = {row.key for row in calendar}
    return [row for key, row in last.items() if key not in now]


def _moves(event: Event) -> bool:
    if isinstance(event, Given):
        return event.planned is not None
    return isinstance(event, CycleStart | Delay | Postponement)


def _given(calendar: Calendar, words: Language, audience: Audience) -> Iterator[tuple[date, str]]:
    for one in given_besides(calendar):
        dose = one.event.dose
        what = words.term(one.drug)
        if dose is not None:
            what = f"{what} {amount_text(dose.value, dose.kind.value, words, audience)}"
        yield one.event.on, words.gettext("Recorded as given besides the plan: {drug}", drug=what)
