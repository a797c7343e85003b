"""Texts in which nothing is hidden: signs that do not show, or that turn others round, in words."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import Any, TypeVar

import attrs

__all__ = ["visible", "visible_text"]

_T = TypeVar("_T")
_BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
_JOINERS = "\u200c\u200d"  # parts of words in some alphabets, and of emoji


def visible_text(text: str) -> str:
    r"""A text on one line, with the number of each sign in it that does not show.

    >>> visible_text("a\u202eb\x00c\nd")
    'a⟨U+202E⟩b⟨U+0000⟩c d'
    """
    if text.isprintable():
        return text
    return "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign in _BREAKS:
        return " "
    if sign not in _JOINERS and unicodedata.category(sign) in {"Cc", "Cf", "Cn", "Co", "Cs"}:
        return f"⟨U+{ord(sign):04X}⟩"
    return sign


def visible(value: _T) -> _T:
    """A value of attrs classes and tuples with every text in it made visible."""
    return _visible(value)  # type: ignore[return-value]


def _visible(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Enum):
        return visible_text(value)
    if isinstance(value, tuple):
        return tuple(map(_visible, value))
    kind: type[Any] = type(value)
    if not attrs.has(kind):
        return value
    own = {name.name: _visible(getattr(value, name.name)) for name in attrs.fields(kind)}
    return attrs.evolve(value, **own)  # type: ignore[misc]
