"""Texts of people and protocols as FHIR may carry them: harmless, whole, and never empty."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

__all__ = ["code_text", "narrative", "version_text", "visible"]

_LONGEST = 50_000  # signs; FHIR's own limit is 1 MB. The attached document holds the whole text.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_SIGNS = frozenset("\ufffe\uffff")  # no XML has them


def visible(text: str) -> str:
    r"""A text with its hidden signs spelt out, on one line, without space at its ends.

    Control characters are no FHIR, and marks that turn the direction of writing could make a
    dose read otherwise.

    >>> visible(" 10\u202e mg\x00\n ")
    '10⟨U+202E⟩ mg⟨U+0000⟩'
    """
    spelt = text.strip() if text.isascii() and text.isprintable() else _all_spelt(text)
    short = spelt if len(spelt) <= _LONGEST else f"{spelt[:_LONGEST]}…"
    return short or "⟨no text⟩"


def _all_spelt(text: str) -> str:
    return "".join(map(_spelt, text.strip())).strip()


def _spelt(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign in "\t\r\n" or kind == "Zs":
        return " "
    return f"⟨U+{ord(sign):04X}⟩" if kind in _HIDDEN or sign in _NO_SIGNS else sign


def code_text(text: str) -> str:
    """A text as a FHIR code: single spaces between its words.

    >>> code_text(" dose  delay ")
    'dose delay'
    """
    return " ".join(visible(text).split())


def version_text(revision: str) -> str:
    """A revision as FHIR can refer to it, after a URL and a bar: neither space nor bar is in it.

    >>> version_text("2"), version_text("2 | draft")
    ('2', '2___draft')
    """
    return "".join("_" if sign.isspace() or sign == "|" else sign for sign in visible(revision))


def narrative(lines: Iterable[str]) -> dict[str, str]:
    """What people read of a resource, a paragraph for each line, as XHTML.

    >>> narrative(["5 < 6 mg"])["div"]
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>5 &lt; 6 mg</p></div>'
    """
    inside = "".join(f"<p>{html.escape(visible(line))}</p>" for line in lines)
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>',
    }
