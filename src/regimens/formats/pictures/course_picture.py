"""The picture of a course: planned against given along its dates, a row a drug."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from xml.etree import ElementTree as ET

from attrs import frozen

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.decimals import plain
from regimens.errors import RegimensError
from regimens.findings import Severity
from regimens.formats.identity import dose_names
from regimens.formats.phrases import CHECK, UNVERIFIED
from regimens.formats.pictures.course_lanes import Lane, cycle_notes, draw_lane
from regimens.formats.pictures.course_marks import LEGEND, draw_sign, labels
from regimens.formats.pictures.drawing import (
    LEFT,
    RIGHT,
    Sheet,
    group,
    line,
    picture,
    text,
    width_of,
)
from regimens.formats.shown_until import cycles_to_their_ends, first_day_not_shown
from regimens.formats.table import patient_text
from regimens.weekdays import weekday

__all__ = ["course_picture"]

_SHORT = 84  # up to so many days a row of dates has four weeks, and beyond it eight


def course_picture(calendar: Calendar) -> ET.Element:
    """The picture as an SVG tree.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> course_picture(plan).tag
    'svg'
    """
    title = f"{calendar.regimen.title} from {calendar.start}"
    before, why_not = _plan_before(calendar)
    drawn = _Drawn(calendar=calendar, before=before, why_not=why_not)
    # Drawn twice: the first time tells how high it is.
    sheet = Sheet(picture(title, "", 0))
    _draw(sheet, drawn)
    root = picture(title, _in_words(drawn), sheet.y)
    _draw(Sheet(root), drawn)
    return root


@frozen(kw_only=True)
class _Drawn:
    """A calendar, the plan before anything was recorded, and why there is none."""

    calendar: Calendar
    before: Calendar | None
    why_not: str


def _plan_before(calendar: Calendar) -> tuple[Calendar | None, str]:
    if not calendar.history:
        return None, "nothing is recorded: this is the plan"
    try:
        return calendar.again(()), ""
    except RegimensError as error:
        return None, f"the plan before anything was recorded cannot be shown: {error}"


def _draw(sheet: Sheet, drawn: _Drawn) -> None:
    for words, size, weight in _head(drawn):
        sheet.write(words, size, font_weight=weight)
    sheet.y += 4
    for lane in _lanes(drawn):
        draw_lane(sheet, lane)
    _draw_legend(sheet)
    sheet.y += 10


def _head(drawn: _Drawn) -> Iterator[tuple[str, float, str]]:
    calendar = drawn.calendar
    regimen = calendar.regimen
    yield regimen.title, 14, "bold"
    yield (
        f"{regimen.id}, revision {regimen.revision}; {patient_text(calendar.patient)}",
        10,
        "normal",
    )
    count = len(calendar.history)
    events = f"{count} event{'s' if count > 1 else ''} recorded" if count else drawn.why_not
    start = f"start {weekday(calendar.start)} {calendar.start}; {events}"
    yield start if calendar.as_of is None else f"{start}; as of {calendar.as_of}", 10, "normal"
    if count and drawn.why_not:
        yield drawn.why_not, 10, "normal"
    yield from ((words, 10, "normal") for words in _horizon(calendar))
    if regimen.unverified:
        yield f"! {UNVERIFIED}", 10.5, "bold"
    wrong = [one.code for one in calendar.findings if one.severity is Severity.VIOLATION]
    if wrong:
        codes = ", ".join(
            f"{code} ({wrong.count(code)} times)" if wrong.count(code) > 1 else code
            for code in dict.fromkeys(wrong)
        )
        yield f"!! violations: {codes}", 11, "bold"


def _horizon(calendar: Calendar) -> list[str]:
    """That the plan ends before the regimen does, if so."""
    return [one.message for one in calendar.findings if one.code == "horizon-reached"]


def _lanes(drawn: _Drawn) -> Iterator[Lane]:
    """Rows of dates from a Monday on, of four or of eight weeks."""
    calendar, before = drawn.calendar, drawn.before
    days = [row.date for row in (*calendar, *(before or ()))]
    if not days:
        return
    first, end = min(days), max(days) + timedelta(days=1)
    first -= timedelta(days=first.weekday())
    length = 28 if (end - first).days <= _SHORT else 56
    names = dict(zip((row.key for row in calendar), dose_names(calendar), strict=True))
    for start in range(0, (end - first).days, length):
        yield Lane(
            first=first + timedelta(days=start),
            days=length,
            cycles=cycles_to_their_ends(calendar),
            now=_by_drug(calendar, calendar),
            before=None if before is None else _by_drug(calendar, before),
            names=names,
            as_of=calendar.as_of,
            shown_until=first_day_not_shown(calendar, max(days)),
        )


def _by_drug(calendar: Calendar, rows: Iterable[Administration]) -> dict[str, list[Administration]]:
    """Doses by drug, in the order of the regimen."""
    found: dict[str, list[Administration]] = {
        component.drug.name: [] for _, component in calendar.regimen.components()
    }
    for row in rows:
        found[row.drug].append(row)
    return found


def _draw_legend(sheet: Sheet) -> None:
    line(sheet.root, [(LEFT, sheet.y), (RIGHT, sheet.y)], stroke_width=1.5)
    own = group(sheet.root, data_legend="marks")
    x, sheet.y = float(LEFT), sheet.y + 16
    for name, words in LEGEND.items():
        if name not in sheet.used:
            continue
        width = 18 + width_of(words, 9.5)
        if x > LEFT and x + width > RIGHT:
            x, sheet.y = float(LEFT), sheet.y + 18
        draw_sign(own, name, x, sheet.y - 10)
        text(own, x + 15, sheet.y, words, 9.5)
        x += width + 8
    sheet.y += 2
    sheet.write(f"Weeks begin on Monday. {CHECK}", 9)


def _in_words(drawn: _Drawn) -> str:
    """What the picture shows, for who does not see it."""
    parts = [f"{words}." for words, _, _ in _head(drawn)]
    for cycle in drawn.calendar.cycles:
        rows = [
            row for row in drawn.calendar if (row.phase, row.cycle) == (cycle.phase, cycle.cycle)
        ]
        notes = "".join(f", {note}" for note in cycle_notes(cycle))
        parts.append(f"{cycle.phase} cycle {cycle.cycle}, starts {cycle.start}{notes}:")
        parts += [f"{words}: {', '.join(dates)};" for words, dates in _doses(rows).items()]
    return " ".join(parts)


def _doses(rows: Sequence[Administration]) -> dict[str, list[str]]:
    """The dates of each dose of a cycle, by the dose in words."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        notes = "".join(f", {label}" for label in labels(row))
        words = f"{row.drug} {plain(row.dose)} {row.unit}{notes}, {row.status.value}"
        found[words].append(row.date.isoformat())
    return found
