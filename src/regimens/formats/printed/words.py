"""The words that the parts of a printed calendar share: amounts, places in a course, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from regimens.administrations import Administration, Cycle
from regimens.amounts import Unit
from regimens.calendars import Calendar
from regimens.dispensing import Pieces
from regimens.drugs import Route
from regimens.events import Event
from regimens.formats.languages import Language, as_heading
from regimens.formats.printed.contents import Audience
from regimens.history import recorded
from regimens.schedule import day_text
from regimens.statuses import Status

__all__ = [
    "amount_text",
    "delay_text",
    "mark_text",
    "phase_text",
    "pieces_text",
    "place_text",
    "places_text",
    "reasons",
    "route_text",
    "written_text",
]

_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


def amount_text(value: Decimal, unit: str, words: Language, audience: Audience) -> str:
    """A number with its unit, as people read it.

    >>> from regimens.formats.languages import language_named
    >>> amount_text(Decimal("71.60"), "mg", language_named("en"), Audience.PATIENT)
    '71.6 mg'
    """
    number = words.number(value)
    if unit != Unit.CELLS.value:
        return f"{number} {unit}"
    if audience is Audience.PATIENT:
        return words.gettext("{number}\N{NO-BREAK SPACE}million cells", number=number)
    return words.gettext("{number} ×10⁶ cells", number=number)


def written_text(written: str, words: Language) -> str:
    """A dose as the protocol writes it, with the language's decimal sign."""
    return _POINT.sub(words.pgettext("decimal sign", "."), written)


def route_text(route: Route | None, words: Language, audience: Audience) -> str:
    """How a dose is given; nothing is guessed where the source does not state it."""
    if route is None:
        return "" if audience is Audience.PATIENT else words.gettext("not stated")
    if audience is Audience.PHARMACY:
        return route.value
    match route:
        case Route.IV:
            return words.gettext("into a vein")
        case Route.SC:
            return words.gettext("under the skin")
        case Route.PO:
            return words.gettext("by mouth")


def pieces_text(one: Pieces, words: Language) -> str:
    """What a dose is taken from, as in ``2 tablets of 20 mg``."""
    strength = words.number(one.presentation.strength)
    match one.presentation.form:
        case "vial":
            return words.ngettext(
                "{count} vial of {strength} mg",
                "{count} vials of {strength} mg",
                one.count,
                strength=strength,
            )
        case "syringe":
            return words.ngettext(
                "{count} syringe of {strength} mg",
                "{count} syringes of {strength} mg",
                one.count,
                strength=strength,
            )
        case "capsule":
            return words.ngettext(
                "{count} capsule of {strength} mg",
                "{count} capsules of {strength} mg",
                one.count,
                strength=strength,
            )
        case _:
            return words.ngettext(
                "{count} tablet of {strength} mg",
                "{count} tablets of {strength} mg",
                one.count,
                strength=strength,
            )


def phase_text(phase: str, words: Language) -> str:
    """A phase's name, as a heading begins with it."""
    return as_heading(words.term(phase))


def place_text(row: Administration, calendar: Calendar, words: Language) -> str:
    """Phase, cycle and day of the cycle as written; no phase where there is one only."""
    day = day_text(row.day)
    if len(calendar.regimen.phases) == 1:
        return words.gettext("Cycle {cycle}, day {day}", cycle=row.cycle, day=day)
    return words.gettext(
        "{phase}, cycle {cycle}, day {day}",
        phase=phase_text(row.phase, words),
        cycle=row.cycle,
        day=day,
    )


def places_text(rows: Sequence[Administration], calendar: Calendar, words: Language) -> str:
    """Where several doses stand, cycles of the same days taken together."""
    days: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        own = days.setdefault((row.phase, row.cycle), [])
        if row.day not in own:
            own.append(row.day)
    parts: list[str] = []
    runs: list[tuple[str, list[int], list[int]]] = []
    for (phase, cycle), of_cycle in days.items():
        if runs and runs[-1][0] == phase and runs[-1][2] == of_cycle:
            runs[-1][1].append(cycle)
        else:
            runs.append((phase, [cycle], of_cycle))
    for phase, cycles, of_cycle in runs:
        cycle_text = words.ngettext(
            "cycle {numbers}", "cycles {numbers}", len(cycles), numbers=_runs(cycles)
        )
        text = words.ngettext(
            "{cycles}, day {numbers}",
            "{cycles}, days {numbers}",
            len(of_cycle),
            cycles=cycle_text,
            numbers=_runs(sorted(of_cycle)),
        )
        several = len(calendar.regimen.phases) > 1
        parts.append(f"{phase_text(phase, words)}, {text}" if several else text)
    return "; ".join(parts)


def _runs(numbers: Iterable[int]) -> str:
    """Whole numbers with runs of three or more drawn together: ``1–4, 8``."""
    parts: list[str] = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [day_text(number) for _, number in group]
        parts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else run
    return ", ".join(parts)


def mark_text(status: Status, words: Language) -> str:
    """What has become of a dose, in words; nothing for one that is simply planned."""
    match status:
        case Status.PLANNED:
            return ""
        case Status.CONDITIONAL:
            return words.gettext("Only if confirmed")
        case Status.WITHHELD:
            return words.gettext("On hold: not to be given")
        case Status.UNCONFIRMED:
            return words.gettext("Not recorded")
        case Status.GIVEN:
            return words.gettext("Given")
        case Status.OMITTED:
            return words.gettext("Left out: not to be given")
        case Status.DISCONTINUED:
            return words.gettext("Stopped: not to be given")


def delay_text(cycle: Cycle, words: Language) -> str:
    """By how much a cycle is late or early, with the day it was planned for; empty if neither."""
    if not cycle.delay_days or cycle.planned is None:
        return ""
    planned = words.day(cycle.planned)
    if cycle.delay_days > 0:
        return words.ngettext(
            "{count} day later than planned (planned for {day})",
            "{count} days later than planned (planned for {day})",
            cycle.delay_days,
            day=planned,
        )
    return words.ngettext(
        "{count} day earlier than planned (planned for {day})",
        "{count} days earlier than planned (planned for {day})",
        -cycle.delay_days,
        day=planned,
    )


def reasons(places: Iterable[str], history: Sequence[Event]) -> tuple[str, ...]:
    """What was written down as the reason of the events at these places, each once."""
    found: dict[str, None] = {}
    for place in sorted(dict.fromkeys(places), key=recorded):
        index = recorded(place)
        reason = history[index].reason if 0 <= index < len(history) else None
        if reason:
            found.setdefault(reason)
    return tuple(found)
