"""The picture of a regimen: drug by day for each run of cycles with the same days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from xml.etree import ElementTree as ET

from attrs import define

from regimens.components import Component, Role
from regimens.decimals import plain
from regimens.formats.cycle_runs import cycle_runs, same_looks
from regimens.formats.phrases import CHECK, UNVERIFIED, amount_text, phase_notes, phase_title
from regimens.formats.pictures.drawing import (
    LEFT,
    RIGHT,
    Sheet,
    element,
    group,
    line,
    lines,
    picture,
    text,
    visible,
)
from regimens.formats.pictures.regimen_marks import Ink, draw_bar, draw_legend, draw_mark
from regimens.formats.pictures.regimen_rows import (
    Instead,
    Row,
    default_rows,
    instead_rows,
    other_options,
)
from regimens.regimen import Phase, Regimen
from regimens.schedule import Following, day_text, days_text

__all__ = ["regimen_picture"]

_DAYS = 236  # where days begin
_MOST_DAYS = 35  # a longer cycle goes on in a further row of days
_NAME = _DAYS - LEFT - 8  # the width of a row's name
_AT_FULL_DOSE = (
    "Doses as written, at full dose. Dose levels, rules and sources stand on the protocol card."
)


def regimen_picture(regimen: Regimen) -> ET.Element:
    """The picture as an SVG tree.

    >>> from regimens import catalogue
    >>> regimen_picture(catalogue.get("dcep")).tag
    'svg'
    """
    title = f"{regimen.title} ({regimen.id}, revision {regimen.revision})"
    # Drawn twice: the first time tells how high it is.
    sheet = Sheet(picture(title, "", 0))
    _draw(sheet, regimen)
    root = picture(title, _in_words(regimen), sheet.y)
    _draw(Sheet(root), regimen)
    return root


def _draw(sheet: Sheet, regimen: Regimen) -> None:
    sheet.write(regimen.title, 14, font_weight="bold")
    sheet.write(f"{regimen.id}, revision {regimen.revision}", 10)
    if regimen.unverified:
        sheet.y += 2
        sheet.write(f"! {UNVERIFIED}", 10.5, font_weight="bold")
    for phase in regimen.phases:
        _draw_phase(sheet, phase)
    _draw_legend(sheet)
    sheet.y += 10


def _draw_phase(sheet: Sheet, phase: Phase) -> None:
    sheet.y += 10
    line(sheet.root, [(LEFT, sheet.y), (RIGHT, sheet.y)], stroke_width=1.5)
    sheet.y += 2
    own = group(sheet.root, data_phase=phase.name)
    inner = Sheet(own, sheet.y, sheet.used)
    inner.write(phase_title(phase), 12, font_weight="bold")
    top = inner.y + 4
    for note in _notes(phase):
        inner.write(note, 10)
    for cycles, option, look in _blocks(phase):
        _draw_block(inner, phase, cycles, option, look)
    if phase.gate is not None or phase.waits:
        line(own, [(5, top), (5, inner.y)], stroke_width=2, stroke_dasharray="4 3")
    sheet.y = inner.y


def _notes(phase: Phase) -> Iterator[str]:
    yield from phase_notes(phase)
    if phase.gate is not None:
        yield f"conditional: {phase.gate}"
    if phase.transplant is not None:
        yield str(phase.transplant)


_Option = tuple[str, str] | None  # a choice and what is picked; None for the defaults


def _blocks(phase: Phase) -> Iterator[tuple[str, _Option, Instead]]:
    """Each run of cycles by default, then what each other option changes in which cycles."""
    for run in cycle_runs(phase, lambda cycle: default_rows(phase, cycle)):
        yield str(run), None, Instead(rows=run.look, without=())
    for choice, option in other_options(phase):

        def changed(cycle: int, choice: str = choice, option: str = option) -> Instead:
            return instead_rows(phase, cycle, choice, option)

        for cycles, look in same_looks(cycle_runs(phase, changed)):
            if look.rows or look.without:
                yield cycles, (choice, option), look


def _block_title(cycles: str, option: _Option, look: Instead) -> str:
    if option is None:
        return cycles
    title = f"instead in {cycles}, where {option[0]} is {option[1]} (not the default)"
    return f"{title}: without {', '.join(look.without)}" if look.without else title


def _draw_block(sheet: Sheet, phase: Phase, cycles: str, option: _Option, look: Instead) -> None:
    sheet.y += 4
    outer = sheet.root
    sheet.root = group(outer, data_cycles=cycles)
    if option is None:
        sheet.write(cycles, 11, font_weight="bold")
    else:
        sheet.root.set("data-instead", visible(": ".join(option)))
        sheet.root.set("data-without", visible(", ".join(look.without)))
        sheet.write(_block_title(cycles, option, look), 10, font_style="italic")
    _draw_rows(sheet, phase, look.rows, option)
    sheet.root = outer


def _lanes(phase: Phase) -> list[range]:
    """The days of a cycle in rows of whole weeks that fit the width."""
    most = _MOST_DAYS if phase.last_day < 100 else 21  # three figures need more room
    count = ceil(phase.cycle_length / most)
    length = ceil(phase.cycle_length / count / 7) * 7
    return [
        range(first, min(first + length, phase.last_day + 1))
        for first in range(phase.first_day, phase.last_day + 1, length)
    ]


def _draw_rows(sheet: Sheet, phase: Phase, rows: Sequence[Row], option: _Option) -> None:
    lanes = _lanes(phase)
    width = min(20.0, (RIGHT - _DAYS) / max(map(len, lanes)))
    for days in lanes if rows else ():
        own = [row for row in rows if not row.days or set(row.days) & set(days)]
        if not own:
            sheet.write(f"{days_text(tuple(days))}: no dose", 9.5, x=_DAYS)
            continue
        top = sheet.y + 2
        sheet.y += 13
        lane = _Lane(days, width)
        ruler = group(sheet.root, text_anchor="middle", font_size="9")
        for day in days:
            text(ruler, lane.middle(day), sheet.y, day_text(day))
        for row in own:
            _draw_row(sheet, phase, row, lane, option)
        places = [_DAYS + index * width for index in (*range(0, len(days), 7), len(days))]
        weeks = " ".join(f"M{x:.1f} {top:.1f}V{sheet.y:.1f}" for x in places)
        element(sheet.root, "path", d=weeks, stroke="#b5b5b5", stroke_width=0.7)
        sheet.y += 3


@define
class _Lane:
    """The days that stand side by side, and the width of each in px."""

    days: range
    width: float

    def middle(self, day: int) -> float:
        return _DAYS + (self.days.index(day) + 0.5) * self.width


def _draw_row(sheet: Sheet, phase: Phase, row: Row, lane: _Lane, option: _Option) -> None:
    component = phase.components[row.position]
    details = _details(phase, row, option)
    names = lines(component.drug.name, _NAME, 11, most=3)
    small = lines(details, _NAME, 9, most=5)
    whole = not any(one.endswith("…") for one in (*names, *small))
    own = group(
        sheet.root,
        "" if whole else f"{component.drug.name}: {details}",
        data_drug=component.drug.name,
        data_dose=str(component.dose),
        data_role=component.role.value,
    )
    line(own, [(LEFT, sheet.y + 1), (RIGHT, sheet.y + 1)], stroke="#d9d9d9", stroke_width=0.7)
    heading = group(own, font_weight="bold")
    for index, name in enumerate(names):
        text(heading, LEFT, sheet.y + 13 + 13 * index, name)
    below = group(own, font_size="9")
    for index, words in enumerate(small):
        text(below, LEFT, sheet.y + 13 * len(names) + 10 + 11 * index, words)
    height = max(20, 13 * len(names) + 11 * len(small) + 5)
    _draw_marks(sheet, own, component, row, lane, hollow=option is not None, height=height)
    sheet.y += height


def _draw_marks(
    sheet: Sheet,
    own: ET.Element,
    component: Component,
    row: Row,
    lane: _Lane,
    *,
    hollow: bool,
    height: float,
) -> None:
    ink = Ink(component.role, hollow)
    marks, y = ink.marks(own), sheet.y + height / 2
    if not row.days:
        sheet.used |= {"every day"}
        first, last = lane.days[0], lane.days[-1]
        bar = draw_bar(marks, lane.middle(first), lane.middle(last), y)
        bar.set("data-every-day", f"{first} {last}")
    for day in (day for day in row.days if day in lane.days):
        joined, times = day in row.joined, component.dose.times
        half = min(lane.width - 3, 13) / 2
        mark = draw_mark(marks, ink, lane.middle(day), y, half, joined=joined, times=times)
        mark.set("data-day", str(day))
        sheet.used |= {"instead"} if hollow else {component.role.value}
        sheet.used |= ({"joined"} if joined else set()) | ({"times"} if times > 1 else set())


def _row_text(phase: Phase, row: Row, option: _Option) -> str:
    """A row in words, for who does not see it."""
    days = days_text(row.days) if row.days else "every day"
    if row.joined:
        days += f", of these {days_text(row.joined)} also as premedication, one dose"
    return f"{phase.components[row.position].drug.name} {_details(phase, row, option)}: {days}"


def _details(phase: Phase, row: Row, option: _Option) -> str:
    """The dose as written, the route, what it is for, what leads it, and whose default it is."""
    component = phase.components[row.position]
    dose, own = component.dose, component.alternative
    parts = [amount_text(dose)]
    parts.append(" or ".join(route.value for route in component.routes) or "route not stated")
    if dose.surface_cap is not None:
        parts.append(f"on a body surface of at most {plain(dose.surface_cap)} m²")
    if dose.cap is not None:
        parts.append(f"at most {dose.cap}")
    if component.role is not Role.TREATMENT:
        parts.append(component.role.value)
    if isinstance(component.timing, Following):
        parts.append(f"follows: {component.timing}")
    if not row.days:
        parts.append("every day")
    if component.split:
        parts.append("its days are parts of one dose")
    if component.besides:
        parts.append("besides the other dose of its days")
    if row.joined:
        parts += _joined_text(phase, component)
    if own is not None and option is None:
        parts.append(f"{own.choice}: {own.option} (default)")
    return ", ".join(parts)


def _joined_text(phase: Phase, component: Component) -> Iterator[str]:
    """Which dose a day has whose premedication is written otherwise than its treatment."""
    doses = dict.fromkeys(
        amount_text(one.dose)
        for one in phase.named(component.drug.name)
        if one.role is Role.PREMEDICATION and not one.besides
    )
    if list(doses) != [amount_text(component.dose)]:
        yield f"with the premedication ({', '.join(doses)}) one dose, the larger"


def _draw_legend(sheet: Sheet) -> None:
    sheet.y += 8
    line(sheet.root, [(LEFT, sheet.y), (RIGHT, sheet.y)], stroke_width=1.5)
    own = group(sheet.root, data_legend="marks")
    role = next((role for role in Role if role.value in sheet.used), Role.SUPPORTIVE)
    sheet.y = draw_legend(own, sheet.used, x=LEFT, y=sheet.y + 15, right=RIGHT, ink=Ink(role))
    sheet.y += 2
    sheet.write(_AT_FULL_DOSE, 9)
    sheet.write(CHECK, 9)


def _in_words(regimen: Regimen) -> str:
    """What the picture shows, for who does not see it."""
    parts = [f"{UNVERIFIED}."] if regimen.unverified else []
    for phase in regimen.phases:
        parts.append(f"{'; '.join([phase_title(phase), *_notes(phase)])}.")
        for cycles, option, look in _blocks(phase):
            rows = [_row_text(phase, row, option) for row in look.rows]
            parts.append(f"{_block_title(cycles, option, look)}: {' | '.join(rows)}.")
    return " ".join(parts)
