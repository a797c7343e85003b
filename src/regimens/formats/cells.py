"""Cells of CSV files that no spreadsheet takes for a formula, and the texts they were made from."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["cell_of", "csv_text", "text_of"]

_MARK = "'"
# Also as East Asian spreadsheets write them, full-width and small.
_FORMULA = frozenset("=+-@＝＋－＠﹦﹢﹣﹫")
# Where some reader of the file may end a cell: by its own list separator, or at a line break.
_SEPARATORS = frozenset(",;|\t\r\n")
_QUOTES = frozenset("'\"")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def cell_of(text: str) -> str:
    """A text as a cell that a spreadsheet shows and does not work out.

    An apostrophe is put before each place where a formula could start: at the beginning of the
    text, and after each comma, semicolon, bar, tab or line break in it (where a reader with
    another separator starts a cell), if ``=``, ``+``, ``-`` or ``@`` come next, past spaces,
    quotation marks and signs that do not show; and at the beginning if the text begins with a
    control character. A text that is wholly a number stays a number.

    >>> cell_of("=cmd()"), cell_of("DCEP; =cmd()"), cell_of("DCEP"), cell_of("-3")
    ("'=cmd()", "DCEP;' =cmd()", 'DCEP', '-3')
    """
    if _NUMBER.fullmatch(text):
        return text
    return _between(text, _openings(text))


def text_of(cell: str) -> str:
    """The text that :func:`cell_of` made a cell from.

    >>> text_of("DCEP;' =cmd()"), text_of("'t Hooft"), text_of(cell_of("'=x"))
    ('DCEP; =cmd()', "'t Hooft", "'=x")
    """
    marked = [place for place in _openings(cell) if cell[place] == _MARK]
    kept: list[str] = []
    start = 0
    for place in marked:
        kept.append(cell[start:place])
        start = place + 1
    return "".join([*kept, cell[start:]])


def csv_text(
    heading: Sequence[str],
    rows: Iterable[Sequence[str | int | None]],
    *,
    line_end: str = "\r\n",
) -> str:
    r"""A heading and rows as CSV after RFC 4180, every text by :func:`cell_of`.

    Args:
        heading: The columns' names.
        rows: Their values; None is an empty cell.
        line_end: How a line ends.

    >>> csv_text(["drug", "day"], [["=x", -3]])
    "drug,day\r\n'=x,-3\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(heading)
    for row in rows:
        writer.writerow([cell_of(value) if isinstance(value, str) else value for value in row])
    return out.getvalue()


def _between(text: str, places: Sequence[int]) -> str:
    """A text with a mark before each of some places."""
    parts: list[str] = []
    start = 0
    for place in places:
        parts += (text[start:place], _MARK)
        start = place
    return "".join([*parts, text[start:]])


def _openings(text: str) -> list[int]:
    """The places where a formula could start, in order; a mark there changes none of them."""
    found: list[int] = []
    formula = False
    for place in range(len(text) - 1, -1, -1):
        sign = text[place]
        if sign in _FORMULA:
            formula = True
        elif sign not in _QUOTES and unicodedata.category(sign) not in _UNSEEN:
            formula = False
        if formula and (place == 0 or text[place - 1] in _SEPARATORS):
            found.append(place)
    first = text.lstrip(_MARK)[:1]
    if not formula and first and unicodedata.category(first) == "Cc":
        found.append(0)
    return found[::-1]
