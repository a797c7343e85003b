"""The marks of a regimen's picture: told apart by shape, and only then by colour."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from attrs import frozen

from regimens.components import Role
from regimens.formats.pictures.drawing import PAPER, closed, element, group, rect, text, width_of

__all__ = ["LEGEND", "Ink", "draw_bar", "draw_legend", "draw_mark"]

_COLOURS = {Role.TREATMENT: "#1f4e79", Role.PREMEDICATION: "#8a4b08", Role.SUPPORTIVE: "#3f6b21"}
LEGEND = {
    "treatment": "treatment",
    "premedication": "premedication",
    "supportive": "supportive",
    "joined": "treatment that is also the premedication of the day: one dose",
    "times": "so many times a day",
    "every day": "every day",
    "instead": "hollow: by another option, in place of all rows of the same drug",
}


@frozen
class Ink:
    """How the marks of a row are drawn.

    Args:
        role: What the drug is given for; it makes the shape.
        hollow: Whether it is given only by another option of a choice.
    """

    role: Role
    hollow: bool = False

    @property
    def colour(self) -> str:
        """The outline."""
        return _COLOURS[self.role]

    @property
    def fill(self) -> str:
        """The inside."""
        return PAPER if self.hollow else self.colour

    @property
    def inside(self) -> str:
        """What shows on the inside."""
        return self.colour if self.hollow else PAPER

    def marks(self, parent: ET.Element) -> ET.Element:
        """A group in which marks have this ink."""
        return group(parent, fill=self.fill, stroke=self.colour, stroke_width=1.5)


def draw_mark(
    marks: ET.Element, ink: Ink, x: float, y: float, half: float, *, joined: bool, times: int
) -> ET.Element:
    """A mark around a middle, and what it says on its inside.

    Args:
        marks: The group of the ink.
        ink: The ink.
        x: The middle, in px.
        y: The middle, in px.
        half: Half its width, in px.
        joined: Whether the dose is the day's premedication too.
        times: How many doses the day has.
    """
    mark = _shape(marks, ink.role, x, y, half)
    if joined:
        mark.set("data-joined", "premedication")
        diamond = _shape(marks, Role.PREMEDICATION, x, y, 3.2)
        diamond.attrib |= {"fill": ink.inside, "stroke": "none"}
    if times > 1:
        mark.set("data-times", str(times))
        text(
            marks, x, y + 3.3, str(times), 9, text_anchor="middle", font_weight="bold",
            fill=ink.inside, stroke="none",
        )  # fmt: skip
    return mark


def _shape(parent: ET.Element, role: Role, x: float, y: float, half: float) -> ET.Element:
    """A square for treatment, a diamond for premedication, a circle for supportive drugs."""
    match role:
        case Role.TREATMENT:
            return rect(parent, x - half, y - half, 2 * half, 2 * half)
        case Role.SUPPORTIVE:
            return element(parent, "circle", cx=x, cy=y, r=half)
        case Role.PREMEDICATION:
            return closed(parent, [(x, y - half), (x + half, y), (x, y + half), (x - half, y)])


def draw_bar(marks: ET.Element, first: float, last: float, y: float) -> ET.Element:
    """A bar from the middle of a first day to that of a last one, in px."""
    return rect(marks, first - 4, y - 3, last - first + 8, 6)


def draw_legend(
    own: ET.Element, used: Iterable[str], *, x: float, y: float, right: float, ink: Ink
) -> float:
    """What the marks mean that were used, from a place on in px; returns the last baseline.

    Args:
        own: The group it is drawn in.
        used: Names of :data:`LEGEND`.
        x: Where its lines begin.
        y: The first baseline.
        right: Where its lines end.
        ink: The ink of marks that have no role of their own.
    """
    at = x
    drawn = set(used)
    for name, words in LEGEND.items():
        if name not in drawn:
            continue
        width = 18 + width_of(words, 9.5)
        if at > x and at + width > right:
            at, y = x, y + 16
        _draw_sign(own, name, at + 6, y - 3, ink)
        text(own, at + 16, y, words, 9.5)
        at += width + 8
    return y


def _draw_sign(own: ET.Element, name: str, x: float, y: float, ink: Ink) -> None:
    roles = {role.value: role for role in Role}
    used = Ink(roles.get(name, ink.role), hollow=name == "instead")
    marks = used.marks(own)
    if name == "every day":
        draw_bar(marks, x - 2, x + 2, y)
        return
    draw_mark(marks, used, x, y, 5, joined=name == "joined", times=2 if name == "times" else 1)
