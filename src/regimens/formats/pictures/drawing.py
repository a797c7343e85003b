"""What pictures are drawn with: an SVG tree, texts that fit, and signs that always show."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from attrs import define, field

__all__ = [
    "INK",
    "LEFT",
    "PAPER",
    "PICTURE_WIDTH",
    "RIGHT",
    "Sheet",
    "closed",
    "cut",
    "element",
    "group",
    "line",
    "lines",
    "picture",
    "picture_text",
    "rect",
    "text",
    "visible",
    "width_of",
]

PICTURE_WIDTH = 680  # px of 1/96 inch: 180 mm, what an A4 page is printed on
LEFT, RIGHT = 12, PICTURE_WIDTH - 12
INK, PAPER = "#1a1a1a", "#ffffff"
_FONT = "Helvetica, Arial, 'DejaVu Sans', sans-serif"
_JOINERS = "\u200c\u200d"  # they shape letters and emoji, and hide nothing
# Widths in em, at least those of DejaVu Sans Bold, the widest face that is likely to stand in.
_NARROW = frozenset("iIjlftr.,:;'|!()[]/ -·")
_BROAD = frozenset("mwMWOQGCDHNU@%—…→+−×")


def visible(words: str) -> str:
    r"""A text in which nothing is hidden, moves the line or cannot stand in XML.

    >>> visible("a\x00b\nc\u202ed\ud800")
    'a⟨U+0000⟩b⟨U+000A⟩c⟨U+202E⟩d⟨U+D800⟩'
    """
    return "".join(map(_shown, words))


def _shown(sign: str) -> str:
    code = ord(sign)
    hidden = unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and sign not in _JOINERS
    if hidden or code & 0xFFFE == 0xFFFE:
        return f"⟨U+{code:04X}⟩"
    return sign


def width_of(words: str, size: float) -> float:
    """How wide a text can come out, in px, estimated generously for a font size in px.

    >>> width_of("ill", 10) < width_of("www", 10) < width_of("漢漢漢", 10)
    True
    """
    return size * sum(map(_em, words))


def _em(sign: str) -> float:
    if sign in _NARROW:
        return 0.42
    if sign in _BROAD:
        return 1.12
    if sign.isascii():
        return 0.72 if sign.isupper() else 0.65
    if unicodedata.category(sign) in {"Mn", "Me"} or sign in _JOINERS:
        return 0.0
    if unicodedata.name(sign, "").startswith(("LATIN", "GREEK", "CYRILLIC", "SUPERSCRIPT")):
        return 0.85
    return 1.3  # other alphabets and emoji


def lines(words: str, width: float, size: float, *, most: int) -> list[str]:
    """A text on lines that fit a width in px; what takes more than `most` of them ends in "…".

    >>> lines("melphalan flufenamide", 70, 10, most=2)
    ['melphalan', 'flufenamide']
    >>> lines("melphalan flufenamide", 70, 10, most=1)
    ['melphalan…']
    """
    found = [""]
    for word in visible(words).split(" "):
        joined = f"{found[-1]} {word}" if found[-1] else word
        if width_of(joined, size) <= width:
            found[-1] = joined
            continue
        if found[-1]:
            found.append("")
        for sign in word:
            if found[-1] and width_of(found[-1] + sign, size) > width:
                found.append("")
            found[-1] += sign
        if len(found) > most:
            break
    if len(found) > most:
        last = found[most - 1]
        while last and width_of(f"{last}…", size) > width:
            last = last[:-1]
        found = [*found[: most - 1], f"{last}…"]
    return found


def cut(words: str, width: float, size: float) -> str:
    """A text on one line of a width in px, with "…" for what does not fit.

    >>> cut("pegylated liposomal doxorubicin", 100, 10)
    'pegylated…'
    """
    return lines(words, width, size, most=1)[0]


def picture(title: str, words: str, height: float) -> ET.Element:
    """An empty picture on light paper, with its title and what it shows in words.

    Args:
        title: For a screen reader, and above the picture on hovering.
        words: The same as the picture, for who does not see it.
        height: In px.
    """
    root = ET.Element("svg")
    root.attrib |= {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": str(PICTURE_WIDTH),
        "height": _px(height),
        "viewBox": f"0 0 {PICTURE_WIDTH} {_px(height)}",
        "role": "img",
        "font-family": _FONT,
        "font-size": "11",
        "fill": INK,
    }
    ET.SubElement(root, "title").text = visible(title)
    ET.SubElement(root, "desc").text = visible(words)
    rect(root, 0, 0, PICTURE_WIDTH, height, fill=PAPER)
    return root


def picture_text(root: ET.Element) -> str:
    """The picture as SVG, an element on a line, the same text for the same tree."""
    ET.indent(root, space="")
    return ET.tostring(root, encoding="unicode") + "\n"


def element(parent: ET.Element, tag: str, **attributes: str | float) -> ET.Element:
    """An element below another; numbers in px, underscores in names become hyphens."""
    values = {
        name.rstrip("_").replace("_", "-"): visible(value) if isinstance(value, str) else _px(value)
        for name, value in attributes.items()
    }
    return ET.SubElement(parent, tag, values)


def group(parent: ET.Element, title: str = "", **attributes: str | float) -> ET.Element:
    """A group, with a title that shows on hovering."""
    own = element(parent, "g", **attributes)
    if title:
        ET.SubElement(own, "title").text = visible(title)
    return own


def rect(
    parent: ET.Element, x: float, y: float, width: float, height: float, **attributes: str | float
) -> ET.Element:
    """A rectangle from its upper left corner, in px."""
    return element(parent, "rect", x=x, y=y, width=width, height=height, **attributes)


def line(
    parent: ET.Element, points: Sequence[tuple[float, float]], **attributes: str | float
) -> ET.Element:
    """A line through points in px, not filled."""
    own: dict[str, str | float] = {"fill": "none", "stroke": INK, **attributes}
    return element(parent, "path", d=_path(points), **own)


def closed(
    parent: ET.Element, points: Sequence[tuple[float, float]], **attributes: str | float
) -> ET.Element:
    """A shape with corners in px."""
    return element(parent, "path", d=f"{_path(points)}Z", **attributes)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_px(x)} {_px(y)}" for x, y in points)


def text(
    parent: ET.Element, x: float, y: float, words: str, size: float = 11, **attributes: str | float
) -> ET.Element:
    """A text on one line from its baseline, in px."""
    own = element(parent, "text", x=x, y=y, **attributes)
    if size != 11:
        own.set("font-size", _px(size))
    own.text = visible(words)
    return own


@define
class Sheet:
    """What is drawn on from the top down.

    Args:
        root: What is drawn below.
        y: How far down it is, in px.
        used: The kinds of marks that are drawn, for the legend.
    """

    root: ET.Element
    y: float = 10
    used: set[str] = field(factory=set)

    def write(
        self,
        words: str,
        size: float,
        *,
        x: float = LEFT,
        most: int = 4,
        **attributes: str | float,
    ) -> None:
        """Writes lines of text from here down; what does not fit stands in the group's title."""
        width = RIGHT - x
        shown = lines(words, width, size, most=most)
        whole = len(shown) < most or not shown[-1].endswith("…")
        own = group(self.root, "" if whole else words, **attributes)
        for one in shown:
            self.y += size + 3
            text(own, x, self.y, one, size)


def _px(value: float) -> str:
    """A length, to a tenth of a px."""
    return f"{value:.1f}".removesuffix(".0")
