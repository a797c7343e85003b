"""The months of a printed calendar: weeks from Monday on, days, and the doses on them."""

from __future__ import annotations

import calendar as months_of
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen

from regimens.administrations import Administration, DoseKey
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.formats.languages import Language, as_heading
from regimens.formats.printed.contents import Audience, Day, Entry, Month, Tick, Week
from regimens.formats.printed.events import beginnings, besides_doses
from regimens.formats.printed.words import (
    amount_text,
    mark_text,
    pieces_text,
    place_text,
    reasons,
    route_text,
    written_text,
)
from regimens.statuses import NOT_TO_BE_GIVEN, Status

__all__ = ["Printing", "months"]


@frozen(kw_only=True)
class Printing:
    """What is printed, for whom, in which language.

    Args:
        calendar: The calendar.
        audience: For whom.
        words: In which language.
    """

    calendar: Calendar
    audience: Audience
    words: Language

    @property
    def for_patient(self) -> bool:
        """Whether a patient is to read it."""
        return self.audience is Audience.PATIENT


def months(printing: Printing, workings: Mapping[DoseKey, int]) -> tuple[Month, ...]:
    """The months in which something happens, in order.

    Args:
        printing: What is printed, and how.
        workings: The number of each dose's working, by its key; empty in a patient's version.
    """
    doses: dict[date, list[Entry]] = defaultdict(list)
    for row in printing.calendar:
        doses[row.date].append(_entry(row, printing, workings.get(row.key, 0)))
    events = beginnings(printing.calendar, printing.words)
    besides = besides_doses(printing.calendar, printing.words, printing.audience)
    days = sorted({*doses, *events, *besides})
    texts = {
        day: _day(day, doses[day], events.get(day, ()), besides.get(day, ()), printing.words)
        for day in days
    }
    shown = sorted({(day.year, day.month) for day in days})
    found: list[Month] = []
    for index, (year, number) in enumerate(shown):
        gap = _gap(shown[index - 1], (year, number), printing.words) if index else ""
        weeks = months_of.Calendar(months_of.MONDAY).monthdatescalendar(year, number)
        found.append(
            Month(
                title=as_heading(printing.words.month(year, number)),
                gap=gap,
                weeks=tuple(_week(week, number, texts, printing.words) for week in weeks),
            )
        )
    return tuple(found)


def _week(
    week: Sequence[date],
    month: int,
    texts: Mapping[date, Day],
    words: Language,
) -> Week:
    own = [day for day in week if day.month == month]
    return Week(
        title=as_heading(words.day(own[0])),
        days=tuple(
            texts.get(day, _day(day, (), (), (), words)) if day.month == month else None
            for day in week
        ),
    )


def _day(
    day: date,
    entries: Sequence[Entry],
    events: Sequence[str],
    besides: Sequence[str],
    words: Language,
) -> Day:
    places = {entry.where for entry in entries}
    return Day(
        date=day,
        weekday=as_heading(words.weekday(day.weekday())),
        text=as_heading(words.day(day)),
        where=next(iter(places)) if len(places) == 1 else "",
        events=tuple(events),
        entries=tuple(entries),
        besides=tuple(besides),
    )


def _gap(before: tuple[int, int], after: tuple[int, int], words: Language) -> str:
    """What is said of the months between two that are shown."""
    first, last = before[0] * 12 + before[1], after[0] * 12 + after[1] - 2
    if first > last:
        return ""
    names = [words.month(place // 12, place % 12 + 1) for place in (first, last)]
    if first == last:
        return words.gettext("Nothing is planned in {month}.", month=names[0])
    return words.gettext(
        "Nothing is planned from {first} to {last}.", first=names[0], last=names[1]
    )


def _entry(row: Administration, printing: Printing, working: int) -> Entry:
    words, audience = printing.words, printing.audience
    pieces = [
        one for one in row.pieces if not printing.for_patient or one.presentation.is_swallowed
    ]
    return Entry(
        drug=words.term(row.drug),
        amount=_amount(row, printing),
        route=route_text(row.route, words, audience),
        where=place_text(row, printing.calendar, words),
        occurrence=words.gettext("{number} of {count}", number=row.occurrence, count=row.of)
        if row.of > 1
        else "",
        status=row.status,
        mark=mark_text(row.status, words),
        to_give=row.status not in NOT_TO_BE_GIVEN,
        tick=_tick(row.status),
        moved=_moved(row, words),
        notes=_notes(row, printing),
        made_of=tuple(pieces_text(one, words) for one in pieces),
        working=working,
        **({} if printing.for_patient else _checked(row, printing)),
    )


def _checked(row: Administration, printing: Printing) -> dict[str, str]:
    """What a pharmacist compares with the protocol."""
    words = printing.words
    reduced = ""
    if row.level is not None:
        reduced = words.gettext("level {level}", level=row.level)
    elif row.fraction is not None and row.fraction != 1:
        reduced = f"× {words.number(row.fraction)}"
    return {
        "written": written_text(row.written, words),
        "reduced": reduced,
        "calculated": amount_text(row.calculated, row.unit, words, printing.audience),
    }


def _amount(row: Administration, printing: Printing) -> str:
    text = amount_text(row.dose, row.unit, printing.words, printing.audience)
    if row.given is None and row.resolved.least is not None:
        return printing.words.gettext("up to {amount}", amount=text)
    return text


def _tick(status: Status) -> Tick:
    if status in NOT_TO_BE_GIVEN:
        return Tick.NONE
    return Tick.TICKED if status is Status.GIVEN else Tick.OPEN


def _moved(row: Administration, words: Language) -> str:
    planned = row.written_date
    if planned == row.date:
        return ""
    if row.status is Status.GIVEN:
        return words.gettext("Planned for {day}", day=words.day(planned))
    return words.gettext("Moved from {day}", day=words.day(planned))


def _notes(row: Administration, printing: Printing) -> tuple[str, ...]:
    words = printing.words
    notes: list[str] = []
    if row.premedication is not None:
        notes.append(words.gettext("also counts as premedication: one dose"))
        other = row.premedication.route
        if row.route is not None and other is not None and other is not row.route:
            routes = [route_text(route, words, printing.audience) for route in (row.route, other)]
            notes.append(
                words.gettext(
                    "ask how it is given: {one} or {other}", one=routes[0], other=routes[1]
                )
            )
    elif Role.PREMEDICATION in row.roles:
        notes.append(words.gettext("given beforehand (premedication)"))
    if not printing.for_patient:
        left = row.resolved.made.left_over
        if row.pieces and left:
            notes.append(words.gettext("{amount} mg left over", amount=words.number(left)))
        if row.given is not None and row.given != row.resolved.value:
            due = amount_text(row.resolved.value, row.unit, words, printing.audience)
            notes.append(words.gettext("planned: {amount}", amount=due))
        notes += reasons(row.changed_by, printing.calendar.history)
    return tuple(notes)
