"""The marks of a course's picture: what has become of a dose, told by shape."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

from attrs import frozen

from regimens.administrations import Administration
from regimens.amounts import Per
from regimens.decimals import EXACT, plain
from regimens.formats.pictures.drawing import INK, PAPER, closed, element, line, rect, text
from regimens.statuses import Status

__all__ = [
    "LEGEND",
    "MARK",
    "days_moved",
    "draw_moved",
    "draw_plan",
    "draw_shape",
    "draw_sign",
    "draw_status",
    "labels",
    "part_of_full",
]

_HUNDRED = Decimal(100)
MARK = 12  # how high a mark is, in px
_LIGHT, _DARK = "#a9cbe8", "#123b63"
LEGEND = {
    "plan": "the plan before anything was recorded",
    "planned": "planned",
    "given": "given",
    "unconfirmed": "unconfirmed: its day is past",
    "conditional": "conditional",
    "withheld": "withheld",
    "omitted": "omitted",
    "discontinued": "discontinued",
    "part": "filled in part: less than the full dose",
    "level": "corner cut: a named dose level",
    "moved": "moved within its cycle",
}
_FILLS = {Status.PLANNED: _LIGHT, Status.GIVEN: _DARK, Status.UNCONFIRMED: _LIGHT}


def part_of_full(row: Administration) -> float:
    """How much of the full dose a dose is, from 0 to 1, for drawing only."""
    dose = row.resolved
    full = dose.full
    if row.level is not None:
        written = row.slot.component.dose.of_a_day
        return min(1.0, float(dose.written.of_a_day) / float(written))
    if row.given is None and dose.fraction is not None:
        return float(dose.fraction)
    share = dose.written.times if dose.written.per is Per.DAY else 1
    return min(1.0, float(row.dose) / float(full) * share)


def days_moved(row: Administration) -> int:
    """By how many days a dose stands off its place in its cycle and group."""
    time = row.time
    due = row.day - time.phase.first_day + time.offsets.get(row.slot.moves_with, 0)
    return (row.date - time.start).days - due


def labels(row: Administration) -> list[str]:
    """The figures that stand below a mark: part, level, product, amount given, days moved.

    >>> from datetime import date
    >>> from regimens import Course, DoseChange, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> labels(course.record(DoseChange(of="DCEP", to="0.7", cycle=1)).plan()[0])
    ['70 %']
    """
    found = []
    if row.level is not None:
        found.append(f"level {row.level}")
    elif row.fraction is not None and row.fraction != 1:
        found.append(f"{plain(EXACT.multiply(row.fraction, _HUNDRED))} %")
    if row.level is None and row.resolved.written != row.slot.component.dose:
        route = "" if row.route is None else f" {row.route.value}"
        found.append(f"{row.written}{route}")
    if row.given is not None and row.given != row.resolved.value:
        found.append(f"{plain(row.given)} {row.unit}")
    if moved := days_moved(row):
        found.append(f"{'+' if moved > 0 else '−'}{abs(moved)} d")
    return found


def draw_plan(parent: ET.Element, x: float, y: float, width: float, *, sure: bool) -> ET.Element:
    """The outline of a dose as it was planned at first, around a middle in px."""
    half = min(width, 7) / 2
    mark = rect(parent, x - half, y - 3, 2 * half, 6, fill=PAPER, stroke=INK, stroke_width=1)
    if not sure:
        mark.set("stroke-dasharray", "1.5 1.5")
    return mark


def draw_status(own: ET.Element, row: Administration, x: float, y: float, width: float) -> None:
    """What has become of a dose, from the upper left corner of its mark in px."""
    draw_shape(own, row.status, x, y, width, part=part_of_full(row), is_level=row.level is not None)


def draw_shape(
    own: ET.Element,
    status: Status,
    x: float,
    y: float,
    width: float,
    *,
    part: float = 1.0,
    is_level: bool = False,
) -> None:
    """A mark of one status; filled from below by the part of the full dose."""
    if status is Status.OMITTED:
        for points in (((x, y), (x + width, y + MARK)), ((x + width, y), (x, y + MARK))):
            line(own, points, stroke_width=2)
    elif status is Status.DISCONTINUED:
        _struck_circle(own, x + width / 2, y + MARK / 2, width / 2 - 0.5)
    else:
        corner = width * 0.45 if is_level else 0.0
        _body(own, _Box(x, y, width, corner), _FILLS.get(status, "#dddddd"), status, part)
        _inside(own, status, x, y, width)


@frozen
class _Box:
    """Where a mark stands, and how much of its upper right corner is cut off, in px."""

    x: float
    y: float
    width: float
    corner: float

    def filled(self, part: float) -> Sequence[tuple[float, float]]:
        """The corners of its lower part."""
        x, y, width, corner = self.x, self.y, self.width, self.corner
        top, bottom = y + MARK * (1 - part), y + MARK
        if not corner or top >= y + corner:
            return [(x, bottom), (x, top), (x + width, top), (x + width, bottom)]
        over = corner - (top - y)
        right = [(x + width - over, top), (x + width, y + corner), (x + width, bottom)]
        return [(x, bottom), (x, top), *right]


def _body(own: ET.Element, box: _Box, fill: str, status: Status, part: float) -> None:
    closed(own, box.filled(1.0), fill=PAPER)
    if status in _FILLS or part < 1:
        closed(own, box.filled(part), fill=fill)
    outline = closed(own, box.filled(1.0), fill="none", stroke=INK, stroke_width=1.1)
    if status is Status.CONDITIONAL:
        outline.set("stroke-dasharray", "2 1.6")


def _inside(own: ET.Element, status: Status, x: float, y: float, width: float) -> None:
    """What tells marks of one outline apart without their colour."""
    if status is Status.WITHHELD:
        for place in (0.33, 0.67):
            at = x + width * place
            line(own, [(at, y + 2.5), (at, y + MARK - 2.5)], stroke_width=1.6)
    elif status is Status.UNCONFIRMED:
        text(own, x + width / 2, y + 10, "?", 10, text_anchor="middle", font_weight="bold")
    elif status is Status.GIVEN:
        tick = [(0.18, 0.55), (0.42, 0.78), (0.84, 0.25)]
        points = [(x + width * right, y + MARK * down) for right, down in tick]
        line(own, points, stroke=INK, stroke_width=3.2)
        line(own, points, stroke=PAPER, stroke_width=1.8)


def _struck_circle(own: ET.Element, x: float, y: float, half: float) -> None:
    style = {"fill": PAPER, "stroke": INK}
    element(own, "circle", cx=x, cy=y, r=half, stroke_width=1.3, **style)
    arm = half * 0.7
    line(own, [(x - arm, y + arm), (x + arm, y - arm)], stroke_width=1.3)


def draw_moved(own: ET.Element, x: float, y: float, width: float, *, later: bool) -> None:
    """A triangle above a mark that points the way it was moved."""
    left, right = x + width / 2 - 3, x + width / 2 + 3
    tip, tail = (right, left) if later else (left, right)
    closed(own, [(tail, y - 6.5), (tip, y - 3.8), (tail, y - 1.1)], fill=INK)


def draw_sign(own: ET.Element, name: str, x: float, y: float) -> None:
    """One mark of the legend, from its upper left corner in px."""
    if name == "plan":
        draw_plan(own, x + 5, y + MARK / 2, 9, sure=True)
    elif name == "moved":
        draw_moved(own, x, y + MARK - 2, 10, later=True)
    elif name in ("part", "level"):
        draw_shape(
            own, Status.PLANNED, x, y, 10, part=0.7 if name == "part" else 1.0,
            is_level=name == "level",
        )  # fmt: skip
    else:
        draw_shape(own, Status(name), x, y, 10)
