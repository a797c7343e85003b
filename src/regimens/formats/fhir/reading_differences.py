"""Where a document is not what this library would have written."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal
from typing import Any

from attrs import frozen

from regimens.decimals import LONGEST
from regimens.formats.fhir.reading_elements import quoted

__all__ = ["Difference", "difference"]


@frozen
class Difference:
    """The first place where two values differ.

    Args:
        where: The path.
        says: What stands there, in words.
        expected: What was expected there.
    """

    where: str
    says: str
    expected: str


def difference(
    here: Any, expected: Any, where: str, *, besides: Set[str] = frozenset()
) -> Difference | None:
    """The first place where two JSON values differ, or None; numbers are compared by value.

    Args:
        here: What a document says.
        expected: What is expected.
        where: The path.
        besides: The keys of the outermost object that may differ.

    >>> difference({"a": [1, Decimal("2.0")]}, {"a": [1, 3]}, "x").where
    'x.a[1]'
    """
    if isinstance(here, dict) and isinstance(expected, dict):
        for key in dict.fromkeys((*expected, *here)):
            if key in besides:
                continue
            if not isinstance(key, str) or not key.isprintable() or len(key) > LONGEST:
                return Difference(where, f"has a key {quoted(key)}", "none")
            path = f"{where}.{key}"
            if key not in here or key not in expected:
                return _unlike(here.get(key), expected.get(key), path)
            found = difference(here[key], expected[key], path)
            if found is not None:
                return found
        return None
    if isinstance(here, list) and isinstance(expected, list) and len(here) == len(expected):
        for index, (one, other) in enumerate(zip(here, expected, strict=True)):
            found = difference(one, other, f"{where}[{index}]")
            if found is not None:
                return found
        return None
    return None if _same(here, expected) else _unlike(here, expected, where)


def _same(here: Any, expected: Any) -> bool:
    if _is_number(here) and _is_number(expected):
        return bool(here == expected)
    return type(here) is type(expected) and bool(here == expected)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _unlike(here: Any, expected: Any, where: str) -> Difference:
    says = "is missing" if here is None else f"says {quoted(here)}"
    return Difference(where, says, quoted(expected))
