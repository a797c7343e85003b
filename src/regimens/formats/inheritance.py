"""Whether a protocol that extends another states its own numbers under its own sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from regimens.errors import DocumentError
from regimens.formats.places import name_of, step_text

__all__ = ["check_sources"]

# What a citation does not vouch for: what things are called, and what people remark.
_WORDS = frozenset({"name", "note", "group", "reading", "alternatives"})
# What of a component the citation of its dose vouches for too.
_OF_THE_DOSE = ("routes", "role", "besides", "alternative")


@frozen(kw_only=True)
class _Stated:
    """What a document states under one citation.

    Args:
        kind: The key it stands under, as ``dose``.
        source: The citation.
        facts: All it says that has no citation of its own.
        holds: The keys of what it holds that has one.
        path: The place.
    """

    kind: str
    source: str
    facts: str
    holds: frozenset[str]
    path: str


def check_sources(before: dict[str, Any], after: dict[str, Any], base: str) -> None:
    """Refuse a number that stands under a citation of the base, but not in the base.

    Raises:
        DocumentError: naming the place in the result.
    """
    told: dict[tuple[str, str], list[_Stated]] = {}
    for one in _stated(before):
        told.setdefault((one.kind, one.source), []).append(one)
    for one in _stated(after):
        known = told.get((one.kind, one.source), [])
        if known and not any(
            one.facts == other.facts and one.holds >= other.holds for other in known
        ):
            raise DocumentError(
                f"states another value under the citation of {base}",
                where=one.path,
                mend="state the source of the change",
            )


def _stated(
    value: Any, path: str = "", kind: str = "", drug: str | None = None, more: Any = None
) -> Iterator[_Stated]:
    """Everything that a document states under a citation."""
    if isinstance(value, list):
        for index, entry in enumerate(value):
            name = name_of(entry)
            step = (name,) if name and [*map(name_of, value)].count(name) == 1 else index
            yield from _stated(entry, f"{path}{step_text(step)}", kind, drug)
    if not isinstance(value, dict):
        return
    if "dose" in value and "drug" in value:
        drug = name_of(value)
        more = [value.get(key) for key in _OF_THE_DOSE]
    for key in value:
        if key.endswith("source"):
            yield _Stated(
                kind=f"{kind}.{key}",
                source=json.dumps(value[key], sort_keys=True),
                facts=json.dumps([_facts(value), drug, more], sort_keys=True),
                holds=frozenset(name for name, item in value.items() if _is_cited(item)),
                path=path,
            )
    for key, item in value.items():
        below = f"{path}.{key}" if path else key
        yield from _stated(item, below, key, drug, more if key == "dose" else None)


def _facts(value: dict[str, Any]) -> dict[str, Any]:
    return {
        key: item
        for key, item in value.items()
        if key not in _WORDS and not key.endswith("source") and not _is_cited(item)
    }


def _is_cited(value: Any) -> bool:
    """Whether a value holds a citation of its own."""
    if isinstance(value, list):
        return any(map(_is_cited, value))
    if not isinstance(value, dict):
        return False
    return any(key.endswith("source") or _is_cited(item) for key, item in value.items())
