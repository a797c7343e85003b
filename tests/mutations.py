"""Documents and texts with something wrong in them, drawn from any source of random choices.

Every draw is made of a :class:`random.Random`: a seeded one, one that Hypothesis hands out and can
shrink, or one that a coverage-guided fuzzer seeds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from regimens import RegimensError

__all__ = [
    "JUNK",
    "TEXTS",
    "as_bytes",
    "check_line",
    "check_message",
    "copied",
    "in_parts",
    "mutated",
    "nodes",
    "other",
    "some",
    "some_text",
    "spoiled",
    "value",
]

JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 21, 400, 401, 10**6, 10**30, 10**400, 1.5),
    *(float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999")),
    *("", " ", "x", "1", "1.5", "-1", "1e9", "0 mg", "1 mg/m²", "AUC 5", "2 ×10⁶ cells/kg"),
    *("2026-01-05", "2026-13-05", "0001-01-01", "9999-12-31", "\x00", "\u202e", "a" * 2000),
    *([], {}, [[]], [{}], {"x": 1}, [1, 2], [2, 1], [0], [None], b"x", 1j, (1, 2), {1: 2}),
    *("__import__('os')", "file:///etc/passwd", "$(id)", "{0.__class__}", "%s%n", "../../x"),
    *(date(2026, 1, 5), datetime(2026, 1, 5, 12)),  # noqa: DTZ001 - TOML has such
    *({"$ref": "#"}, {"__class__": "Regimen"}),
)
# What may stand in place of a number or a text of a document's own text.
_TOKENS = (
    *("1e999999", "1e99999999999999999999", "-0", "-0.0", "1E-400", "0.1e-99999999999999999999"),
    *("1" * 30, "1" * 5000, "NaN", "-Infinity", "null", "true", "[]", "{}", "[[[[[[[[[[]]]]]]]]]]"),
    *('""', '"\\ud800"', '"\\u0000"', '"\u202e"', '"x" "y"', "'x'", "1_000", "0x1f", "1.", ".5"),
    *("2026-01-05", "2026-01-05T10:00:00Z", "07:00:00", '"""x"""', "'''x'''", "#", "=", "\\"),
    *('{"a": 1, "a": 2}', "[" * 50, "\ufeff", "inf", "-nan", "a.b.c", "1979-05-27 00:32:00+99:99"),
)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[-+0-9.eE]+|[A-Za-z_]+|\S')
TEXTS = (
    *("", " ", "0", "00", "1", "-1", "+1", "1.5", "1,5", ".5", "5.", "1e9", "1_0", "٣", "³", "½"),
    *("9" * 12, "9" * 13, "0." + "0" * 12, "0." + "0" * 24 + "1", "0" * 81, "1e999999", "1" * 5000),
    *("mg", "kg", "cm", "m²", "m2", "m^2", "µg", "μg", "mcg", "lb", "in", "ft", "g", "g/dL", "%"),
    *("AUC 5", "AUC ", "mg/m²", "mg/kg", "×10⁶ cells", "×10⁶ cells/kg", "10^9/L", "10*9/L", "/µL"),
    *("2026-01-05", "2026-02-29", "2024-02-29", "0000-01-01", "10000-01-01", "2026-1-5"),
    *("2026-01-05T09:30:00+01:00", "2026-01-05T24:00:00Z", "2026-W02-1", "20260105", "24:00"),
    *("vials", "dispensable", "nhs-bands", " + ", "monday", "sunday", "x", "None", "nan", "inf"),
    *("\x00", "\n", "\r\n", "\t", "\u00a0", "\u202f", "\u200b", "\u202e", "\u2028", "\ufeff"),
    *("\\", "\\n", ";", ":", ",", '"', "'", "=", "@", "=1+1", "é", "e\u0301", "\ud800", "👩‍⚕️"),
    *("phases[treatment]", ".components", "[0]", '["10"]', "[", "]", "BEGIN:VEVENT", "END:VALARM"),
)
_SIGNS = "0123456789 .-+eE/^*×µ²³mgcklLdAUC%:TZ,;'\"\\\n\r\t\x00\u00a0\u202e"


def some(entries: Sequence[Any], draw: Random) -> Any:
    """One of some values, that nobody else holds."""
    return copied(draw.choice(entries))


def copied(whole: Any) -> Any:
    """A document's values anew; what is neither object nor list is never changed."""
    if type(whole) is dict:
        return {key: copied(one) for key, one in whole.items()}
    return [copied(one) for one in whole] if type(whole) is list else whole


def value(draw: Random, junk: Sequence[Any], keys: Sequence[str], depth: int = 4) -> Any:
    """Any value whatever."""
    kind = draw.random()
    if depth == 0 or kind < 0.3:
        return some(junk, draw)
    if kind < 0.5:
        return [value(draw, junk, keys, depth - 1) for _ in range(draw.randrange(4))]
    return {draw.choice(keys): value(draw, junk, keys, depth - 1) for _ in range(draw.randrange(8))}


def nodes(whole: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """A value and all that it holds, each with its path."""
    yield path, whole
    if isinstance(whole, dict):
        for key, item in whole.items():
            yield from nodes(item, f"{path}.{key}" if path else str(key))
    elif isinstance(whole, list):
        for index, item in enumerate(whole):
            yield from nodes(item, f"{path}[{index}]")


def _add_holders(whole: Any, found: list[Any]) -> None:
    """The objects and lists that are not empty, added to a list: soon done, as it is done often."""
    if type(whole) is dict:
        inner: Any = whole.values()
    elif type(whole) is list:
        inner = whole
    else:
        return
    if whole:
        found.append(whole)
        for one in inner:
            if type(one) is dict or type(one) is list:
                _add_holders(one, found)


def mutated(document: Any, draw: Random, junk: Sequence[Any], keys: Sequence[str]) -> Any:
    """The document after some changes, of which a few may well agree with each other."""
    for _ in range(draw.choice((1, 1, 1, 1, 2, 2, 3, 5))):
        holders: list[Any] = []
        _add_holders(document, holders)
        if not holders:
            return document
        holder = draw.choice(holders)
        key = draw.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match draw.randrange(7):
            case 0:
                del holder[key]
            case 1:
                holder[key] = some(junk, draw)
            case 2:
                holder[key] = some(holders, draw)  # moved from elsewhere
            case 3 if isinstance(holder, list):
                holder.insert(key, copied(holder[key]))
            case 4 if isinstance(holder, dict):
                holder[draw.choice(keys)] = holder.pop(key)
            case 5:
                holder[key] = [holder[key]]
            case _:
                holder[key] = other(holder[key], draw, junk)
    return document


def other(one: Any, draw: Random, junk: Sequence[Any]) -> Any:
    """A value of the same kind, near this one."""
    match one:
        case bool():
            return not one
        case int() | Decimal() if _is_small(one):
            return draw.choice((one + 1, one - 1, -one, one * 10, one * 1000, 0, Decimal(one) / 10))
        case str() if one:
            return in_parts(one, draw, "0159 .-mgx²T:Z")
        case list():
            return draw.sample(one, len(one))
        case _:
            return some(junk, draw)


def _is_small(one: int | Decimal) -> bool:
    return Decimal(one).is_finite() and abs(Decimal(one)) < 10**9


def in_parts(text: str, draw: Random, signs: str = _SIGNS) -> str:
    """A text with one sign put in, or put in place of another."""
    place = draw.randrange(len(text) + 1)
    return text[:place] + draw.choice(signs) + text[place + draw.randrange(2) :]


def some_text(draw: Random, starts: Sequence[str] = ()) -> str:
    """A short text: one of the right ones, or pieces of them, with some signs changed."""
    if starts and draw.random() < 0.6:
        text = draw.choice(starts)
    else:
        text = "".join(draw.choice(TEXTS) for _ in range(draw.randrange(1, 4)))
    for _ in range(draw.choice((0, 1, 1, 2, 3))):
        text = in_parts(text, draw)
    return text


def spoiled(data: bytes, draw: Random) -> bytes:
    """A document's text with a byte, or a number or word of it, in place of another."""
    if draw.random() < 0.3:
        place = draw.randrange(len(data) + 1)
        return data[:place] + bytes([draw.randrange(256)]) + data[place + draw.randrange(3) :]
    text = data.decode(errors="replace")
    tokens = [found.span() for found in _TOKEN.finditer(text)] or [(0, 0)]
    for _ in range(draw.choice((1, 1, 2))):
        start, end = draw.choice(tokens)
        text = text[:start] + draw.choice(_TOKENS) + text[end:]
    return text.encode(errors="surrogatepass")


def check_message(error: RegimensError, where: str) -> None:
    """Hold that an error names its document and says what to do about it, in a line."""
    assert str(error).startswith(where), error
    assert error.mend, error
    check_line(error)


def check_line(error: RegimensError) -> None:
    """Hold that an error is a line that a person can read."""
    assert "\n" not in str(error)
    assert len(str(error)) < 3000


def as_bytes(document: Any) -> bytes:
    """A document's values as the text of one, as far as JSON has them."""
    return json.dumps(document, default=str, skipkeys=True).encode()
