"""One row of dates of a course's picture: months, weeks, cycles, and below them a row a drug."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

from attrs import frozen

from regimens.administrations import Administration, Cycle, DoseKey
from regimens.decimals import plain
from regimens.formats.pictures.course_marks import (
    MARK,
    days_moved,
    draw_moved,
    draw_plan,
    draw_status,
    labels,
    part_of_full,
)
from regimens.formats.pictures.drawing import (
    LEFT,
    PAPER,
    RIGHT,
    Sheet,
    cut,
    group,
    line,
    lines,
    rect,
    text,
    width_of,
)
from regimens.schedule import day_text
from regimens.statuses import Status

__all__ = ["Lane", "cycle_notes", "draw_lane", "mark_words"]

_DATES = 136  # where dates begin, in px
_NAME = _DATES - LEFT - 8
_SMALL = 8.5
_BANDS = ("#e6eef6", "#f6f1e6")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# Keeps lines off the figures they cross.
_HALO = {"stroke": PAPER, "stroke-width": "2.4", "paint-order": "stroke"}


@frozen(kw_only=True)
class Lane:
    """What stands side by side in one row of dates.

    Args:
        first: Its first day, a Monday.
        days: How many days it has.
        cycles: Every cycle with the day after its last, in order.
        now: The doses of the calendar by drug, of these days.
        before: Those of the plan before anything was recorded; None where it is not shown.
        names: The name of each dose, by its key.
        as_of: The day up to which doses need confirming, or None.
        shown_until: The day after the last that the plan shows, where it could go on; or None.
    """

    first: date
    days: int
    cycles: Sequence[tuple[Cycle, date]]
    now: Mapping[str, Sequence[Administration]]
    before: Mapping[str, Sequence[Administration]] | None
    names: Mapping[DoseKey, str]
    as_of: date | None
    shown_until: date | None

    @property
    def width(self) -> float:
        """How wide a day is, in px."""
        return (RIGHT - _DATES) / self.days

    @property
    def end(self) -> date:
        """The day after its last."""
        return self.first + timedelta(days=self.days)

    def x(self, day: date) -> float:
        """Where a day begins, in px; the edge for what lies beyond it."""
        return _DATES + min(max((day - self.first).days, 0), self.days) * self.width

    def has(self, day: date) -> bool:
        """Whether a day is one of its."""
        return self.first <= day < self.end


def draw_lane(sheet: Sheet, lane: Lane) -> None:
    """The lane from here down; of one without a dose only that it has none."""
    drawn = [*lane.now.values(), *(lane.before or {}).values()]
    if not any(lane.has(row.date) for rows in drawn for row in rows):
        last = min(lane.end, lane.shown_until or lane.end) - timedelta(days=1)
        sheet.write(f"{lane.first} to {last}: no dose", 10, x=_DATES)
        sheet.y += 10
        return
    outer = sheet.root
    sheet.root = group(outer, data_from=lane.first.isoformat())
    bands = group(sheet.root)
    top = sheet.y + 4
    _draw_dates(sheet, lane)
    _draw_cycles(sheet, lane)
    for drug in lane.now:
        _draw_drug(sheet, lane, drug)
    _draw_bands(bands, lane, top + 22, sheet.y)
    _draw_weeks(bands, lane, top, sheet.y)
    _draw_beyond(sheet, lane, top + 26, sheet.y)
    sheet.y += 10
    sheet.root = outer


def _draw_dates(sheet: Sheet, lane: Lane) -> None:
    every = [lane.first + timedelta(days=index) for index in range(lane.days)]
    months = [day for day in every if day == lane.first or day.day == 1]
    for day, after in pairwise([*months, lane.end]):
        words = f"{_MONTHS[day.month - 1]} {day.year}"
        if width_of(words, 10) <= lane.x(after) - lane.x(day):
            text(sheet.root, lane.x(day) + 1, sheet.y + 13, words, 10, font_weight="bold")
    ruler = group(sheet.root, font_size=_SMALL)
    for day in every[::7]:
        text(ruler, lane.x(day) + 1, sheet.y + 24, str(day.day))
    sheet.y += 28


def _draw_weeks(own: ET.Element, lane: Lane, top: float, bottom: float) -> None:
    for index in range(lane.days + 1):
        day = lane.first + timedelta(days=index)
        if day.day == 1 and day < lane.end:
            line(own, [(lane.x(day), top), (lane.x(day), bottom)], stroke="#555555")
        elif index % 7 == 0:
            line(own, [(lane.x(day), top + 12), (lane.x(day), bottom)], stroke="#c4c4c4")
    if lane.as_of is not None and lane.has(lane.as_of):
        x = lane.x(lane.as_of) + lane.width
        line(own, [(x, top), (x, bottom)], stroke_width=1.6, stroke_dasharray="5 3")
        # Below, as months and weeks are written above.
        text(own, x - 2, bottom + 8, "as of", _SMALL, text_anchor="end")


def _draw_bands(own: ET.Element, lane: Lane, top: float, bottom: float) -> None:
    for index, (cycle, end) in enumerate(lane.cycles):
        left, right = lane.x(cycle.start), lane.x(end)
        if right > left:
            rect(own, left, top, right - left, bottom - top, fill=_BANDS[index % 2])


def _draw_beyond(sheet: Sheet, lane: Lane, top: float, bottom: float) -> None:
    """Covers the days that the plan does not show, so that they do not read as days without."""
    if lane.shown_until is None or lane.shown_until >= lane.end:
        return
    x = lane.x(lane.shown_until)
    own = group(sheet.root, data_not_shown_from=lane.shown_until.isoformat())
    rect(own, x, top, RIGHT - x, bottom - top, fill="#d0d0d0")
    line(own, [(x, top), (x, bottom)], stroke_width=1.6)
    words = "not shown"
    if width_of(words, 10) <= RIGHT - x:
        middle = (x + RIGHT) / 2
        text(own, middle, (top + bottom) / 2 + 3, words, 10, text_anchor="middle")


def _draw_cycles(sheet: Sheet, lane: Lane) -> None:
    drawn = False
    for cycle, end in lane.cycles:
        left, right = lane.x(cycle.start), lane.x(end)
        if right <= left:
            continue
        drawn = True
        notes = ", ".join(cycle_notes(cycle))
        name = f"{cycle.phase} {cycle.cycle}"
        title = f"{name}, starts {cycle.start}{f', {notes}' if notes else ''}"
        own = group(sheet.root, title, data_cycle=cycle.cycle, data_phase=cycle.phase)
        own.set("data-start", cycle.start.isoformat())
        room = right - left - 4
        more = "" if lane.has(cycle.start) else "… "
        fits = (words for words in (name, str(cycle.cycle)) if width_of(more + words, 9) <= room)
        shown = next(fits, "")
        text(own, left + 2, sheet.y + 10, more + shown, 9, font_weight="bold").attrib |= _HALO
        if lane.has(cycle.start):
            text(own, left + 2, sheet.y + 20, cut(notes, room, _SMALL), _SMALL)
            _draw_delay(own, lane, cycle, sheet.y + 14)
    sheet.y += 24 if drawn else 2


def cycle_notes(cycle: Cycle) -> Iterator[str]:
    """How a cycle's start differs from what was planned for it, and its groups' from its own.

    >>> from regimens import Course, CycleStart, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> late = course.record(CycleStart(cycle=2, on=date(2026, 2, 12)))
    >>> list(cycle_notes(late.plan().cycles[1]))
    ['10 d late', 'dose delay']
    """
    if cycle.delay_days:
        yield f"{abs(cycle.delay_days)} d {'late' if cycle.delay_days > 0 else 'early'}"
    if cycle.dose_delay:
        yield "dose delay"
    for name, start in cycle.group_starts.items():
        days = (start - cycle.start).days
        yield f"{name} {'+' if days >= 0 else '−'}{abs(days)} d"


def _draw_delay(own: ET.Element, lane: Lane, cycle: Cycle, y: float) -> None:
    """A dashed line from where the cycle was planned, if it is late."""
    if cycle.planned is not None and cycle.planned < cycle.start:
        left, right = lane.x(cycle.planned), lane.x(cycle.start)
        if right > left:
            line(own, [(left, y), (right, y)], stroke_width=1.4, stroke_dasharray="3 2")
            line(own, [(left, y - 4), (left, y + 4)], stroke_width=1.4)


def _draw_drug(sheet: Sheet, lane: Lane, drug: str) -> None:
    now = [row for row in lane.now[drug] if lane.has(row.date)]
    before = None if lane.before is None else lane.before.get(drug, ())
    planned = [row for row in before or () if lane.has(row.date)]
    if not now and not planned:
        return
    own = group(sheet.root, data_drug=drug)
    line(own, [(LEFT, sheet.y), (RIGHT, sheet.y)], stroke="#9a9a9a", stroke_width=0.6)
    low = _draw_name(own, drug, [*now, *planned], sheet.y)
    y = sheet.y + 2
    if lane.before is not None:
        _draw_planned(sheet, own, lane, planned, y + 5)
        y += 9
    y += 7  # room for the triangles of moved doses
    days: dict[date, list[Administration]] = defaultdict(list)
    for row in now:
        days[row.date].append(row)
    for rows in days.values():
        for index, row in enumerate(rows):
            _draw_dose(sheet, own, lane, row, y + index * (MARK + 2))
    y += max(map(len, days.values()), default=0) * (MARK + 2)
    sheet.y = max(low, _draw_labels(own, lane, days, y)) + 4


def _draw_name(own: ET.Element, drug: str, rows: Sequence[Administration], y: float) -> float:
    written = ", ".join(dict.fromkeys(str(row.slot.component.dose) for row in rows))
    names, small = lines(drug, _NAME, 10, most=3), lines(written, _NAME, _SMALL, most=3)
    whole = not any(one.endswith("…") for one in (*names, *small))
    label = group(own, "" if whole else f"{drug}: {written}")
    for name in names:
        y += 12
        text(label, LEFT, y, name, 10, font_weight="bold")
    for words in small:
        y += 10.5
        text(label, LEFT, y, words, _SMALL)
    return y


def _draw_planned(
    sheet: Sheet, own: ET.Element, lane: Lane, rows: Sequence[Administration], y: float
) -> None:
    days: dict[date, list[Administration]] = defaultdict(list)
    for row in rows:
        days[row.date].append(row)
    for day, of_day in days.items():
        sure = all(row.status is not Status.CONDITIONAL for row in of_day)
        mark = draw_plan(own, lane.x(day) + lane.width / 2, y, lane.width - 2, sure=sure)
        mark.attrib |= {"data-plan": day.isoformat(), "data-count": str(len(of_day))}
        sheet.used |= {"plan"}


def _draw_dose(sheet: Sheet, own: ET.Element, lane: Lane, row: Administration, y: float) -> None:
    mark = group(
        own,
        mark_words(row),
        data_name=lane.names[row.key],
        data_date=row.date.isoformat(),
        data_status=row.status.value,
        data_dose=f"{plain(row.dose)} {row.unit}",
    )
    width = min(lane.width - 1.6, MARK)
    x = lane.x(row.date) + (lane.width - width) / 2
    draw_status(mark, row, x, y, width)
    sheet.used |= {row.status.value}
    if row.level is not None:
        sheet.used |= {"level"}
    elif part_of_full(row) < 1:
        sheet.used |= {"part"}
    if moved := days_moved(row):
        draw_moved(mark, x, y, width, later=moved > 0)
        sheet.used |= {"moved"}


def mark_words(row: Administration) -> str:
    """A dose in one line.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> mark_words(course.plan()[1])
    '2026-01-05, induction cycle 1 day 1: cyclophosphamide 716 mg (400 mg/m²), planned'
    """
    route = "" if row.route is None else f" {row.route.value}"
    often = f", {row.occurrence} of {row.of}" if row.of > 1 else ""
    notes = "".join(f", {label}" for label in labels(row))
    twice = "" if row.premedication is None else ", also as premedication"
    place = f"{row.date}, {row.phase} cycle {row.cycle} day {day_text(row.day)}"
    dose = f"{row.drug} {plain(row.dose)} {row.unit}{route} ({row.written}{notes})"
    return f"{place}: {dose}{often}{twice}, {row.status.value}"


def _draw_labels(
    own: ET.Element, lane: Lane, days: Mapping[date, Sequence[Administration]], y: float
) -> float:
    """The figures below the marks, once for days on end, on as many lines as keep them apart."""
    ends: list[float] = []  # how far each line is taken, in px
    written = group(own, font_size=_SMALL, text_anchor="middle")
    written.attrib |= _HALO
    for first, last, words in _runs(days):
        room = width_of(words, _SMALL)
        middle = (lane.x(first) + lane.x(last) + lane.width) / 2
        middle = min(max(middle, _DATES + room / 2), RIGHT - room / 2)
        free = [index for index, end in enumerate(ends) if end <= middle - room / 2]
        index = free[0] if free else len(ends)
        ends[index : index + 1] = [middle + room / 2 + 2]
        text(written, middle, y + 7 + 10 * index, words)
    return y + 10 * len(ends)


def _runs(
    days: Mapping[date, Sequence[Administration]],
) -> Iterator[tuple[date, date, str]]:
    """The first and last of days on end with the same figures, and these."""
    runs: list[tuple[date, date, str]] = []
    for day in sorted(days):
        for words in dict.fromkeys(one for row in days[day] for one in labels(row)):
            shown = cut(words, 130, _SMALL)
            same = next(
                (
                    index
                    for index, (_, last, own) in enumerate(runs)
                    if own == shown and last == day - timedelta(days=1)
                ),
                None,
            )
            if same is None:
                runs.append((day, day, shown))
            else:
                runs[same] = (runs[same][0], day, shown)
    yield from sorted(runs)
