"""Whether a protocol that extends another states its own numbers under its own sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from regimens.errors import DocumentError
from regimens.formats.places import name_of, step_text

__all__ = ["Origins", "check_sources", "left_out"]

# What a citation does not vouch for: what people remark.
_WORDS = frozenset({"note", "alternatives"})
# Where a name only calls something; elsewhere rules and events select by it.
_NAMED_FREELY = frozenset({"phases", "interpretations"})
# The rules that a protocol loses silently where it leaves one of the base out.
_RULES = {
    "minimum_interval": "minimum interval",
    "missed_dose": "rule for a late dose",
    "gate": "condition",
    "transplant": "transplant window",
    "reductions": "reduction",
    "alternating": "reduction in turns",
    "delay_rule": "rule for dose delays",
    "spacing": "spacing",
    "cumulative_limits": "cumulative limit",
    "restarts": "restarts",
    "entry": "entry criterion",
    "tables": "table",
    "levels": "level",
    "timing": "days",
    "components": "drug",
    "phases": "phase",
}


class Origins:
    """Which part of the base each part of a copy of it was made from, whatever is changed in it."""

    def __init__(self, before: Any, copied: Any) -> None:
        # The parts are held too, so that no other gets the identity of one that was removed.
        self._known: dict[int, tuple[Any, Any]] = {}
        self._add(before, copied)

    def _add(self, before: Any, copied: Any) -> None:
        if isinstance(before, dict):
            self._known[id(copied)] = (copied, before)
            for key, item in before.items():
                self._add(item, copied[key])
        elif isinstance(before, list):
            for item, own in zip(before, copied, strict=True):
                self._add(item, own)

    def of(self, part: Any) -> Any:
        """The part of the base that this one was; None for one that was put there."""
        return self._known.get(id(part), (None, None))[1]


@frozen(kw_only=True)
class _Part:
    """A part of the result, with what stands at its own place in the base.

    Args:
        now: What it is.
        was: What it was in the base, or None.
        path: The place.
        kind: The key it stands under, as ``dose``.
        drugs: The drug it is about, now and before.
        more: What else its citation vouches for, now and before.
    """

    now: Any
    was: Any
    path: str = ""
    kind: str = ""
    drugs: tuple[Any, Any] = (None, None)
    more: tuple[Any, Any] = (None, None)


@frozen
class _Check:
    """One protocol held against the base it extends.

    Args:
        base: The base's id.
        origins: What each part was made from.
        cited: The citations of the base.
        phases: The phases that rules of the base name.
    """

    base: str
    origins: Origins
    cited: frozenset[str]
    phases: frozenset[str]

    def run(self, part: _Part) -> None:
        now, was = part.now, part.was
        if isinstance(now, list):
            pairs = _paired(now, was if isinstance(was, list) else [], self.origins)
            self._in_order(part, pairs)
            for index, (entry, old) in enumerate(pairs):
                path = f"{part.path}{_step(entry, now, index)}"
                self.run(evolve(part, now=entry, was=old, path=path))
        if not isinstance(now, dict):
            return
        was = was if isinstance(was, dict) else {}
        self._stated(part)
        more: tuple[Any, Any] = (None, None)
        drugs = part.drugs
        if "dose" in now and "drug" in now:
            drugs = (now["drug"], was.get("drug"))
            more = (_facts(now, ""), _facts(was, ""))
        for key, item in now.items():
            self.run(
                _Part(
                    now=item,
                    was=was.get(key),
                    path=f"{part.path}.{key}" if part.path else key,
                    kind=key,
                    drugs=drugs,
                    more=more if key == "dose" else (None, None),
                )
            )

    def _stated(self, part: _Part) -> None:
        """Refuse what is stated here under a citation of the base, but not there."""
        now = part.now
        if not any(key.endswith("source") and _text(now[key]) in self.cited for key in now):
            return
        if isinstance(part.was, dict) and self._same(part):
            return
        raise DocumentError(
            f"states another value under the citation of {self.base}",
            where=part.path,
            mend="state the source of the change",
        )

    def _same(self, part: _Part) -> bool:
        now, was = part.now, part.was
        held = [{key for key, item in one.items() if _is_cited(item)} for one in (now, was)]
        names = [one.get("name") for one in (now, was)]
        renamed = (
            part.kind == "phases"
            and names[0] != names[1]
            and any(one in names for one in self.phases)
        )
        return (
            held[0] >= held[1]
            and not renamed
            and _facts(now, part.kind) == _facts(was, part.kind)
            and part.drugs[0] == part.drugs[1]
            and part.more[0] == part.more[1]
        )

    def _in_order(self, part: _Part, pairs: list[tuple[Any, Any]]) -> None:
        """Refuse the base's own entries in another order: the first of several is the default."""
        before = part.was if isinstance(part.was, list) else []
        places = {id(entry): index for index, entry in enumerate(before)}
        kept = [
            places[id(old)]
            for entry, old in pairs
            if old is not None and (self.origins.of(entry) is old or entry == old)
        ]
        if kept != sorted(kept):
            raise DocumentError(
                f"puts what {self.base} states in another order",
                where=part.path,
                mend="keep its order, and add what is yours at the end",
            )


def check_sources(
    before: dict[str, Any], after: dict[str, Any], origins: Origins, base: str
) -> None:
    """Refuse a value that stands under a citation of the base, but not at its place in the base.

    Raises:
        DocumentError: naming the place in the result.
    """
    named = {row["phase"] for table in before.get("restarts", ()) for row in table["rows"]}
    check = _Check(base, origins, frozenset(_citations(before)), frozenset(named))
    check.run(_Part(now=after, was=before))
    names = [phase["name"] for phase in before["phases"]]
    for phase in after["phases"] if isinstance(after.get("phases"), list) else ():
        old, name = origins.of(phase), name_of(phase)
        if old is not None and name != old["name"] and name in names:
            raise DocumentError(
                f"is not what {base} calls {name}",
                where=f"phases{step_text((str(name),))}.name",
                mend="give it a name of its own",
            )


def left_out(before: dict[str, Any], after: dict[str, Any], origins: Origins) -> Iterator[str]:
    """What the result does without, of what the base states, a line each."""
    yield from _left_out(before, after, "", origins)
    kept = after.get("no_rule_for") or ()
    for one in before.get("no_rule_for", ()):
        if one not in kept:
            yield f"without the base's “no rule for {one}”"


def _left_out(
    was: dict[str, Any], now: dict[str, Any], path: str, origins: Origins
) -> Iterator[str]:
    for key, item in was.items():
        below = f"{path}.{key}" if path else key
        if isinstance(item, dict):
            pairs = [(item, now.get(key) or None, below)]
        elif isinstance(item, list) and all(isinstance(entry, dict) for entry in item):
            own = now.get(key)
            taken = _paired(own if isinstance(own, list) else [], item, origins)
            pairs = [
                (
                    entry,
                    next((one for one, old in taken if old is entry), None),
                    f"{below}{_step(entry, item, index)}",
                )
                for index, entry in enumerate(item)
            ]
        else:
            continue
        for entry, one, place in pairs:
            if isinstance(one, dict):
                yield from _left_out(entry, one, place, origins)
            elif key in _RULES and one is None:
                yield f"without the base's {_RULES[key]}: {place}{_said(entry)}"


def _step(entry: Any, entries: list[Any], index: int) -> str:
    """The step to an entry of a list, by its name where that is its alone."""
    name = name_of(entry)
    return step_text((name,) if name and [*map(name_of, entries)].count(name) == 1 else index)


def _said(entry: dict[str, Any]) -> str:
    """What an entry states in plain values."""
    values = {key: item for key, item in entry.items() if isinstance(item, str | int)}
    text = ", ".join(f"{key.replace('_', ' ')} {item}" for key, item in values.items())
    return f" ({text})" if text else ""


def _paired(now: list[Any], was: list[Any], origins: Origins) -> list[tuple[Any, Any]]:
    """Each entry with the one that stood at its place in the base's list, or None."""
    found: list[Any] = [origins.of(entry) for entry in now]
    free = [entry for entry in was if not any(entry is one for one in found)]

    def take(index: int, old: list[Any]) -> None:
        if found[index] is None and len(old) == 1:
            found[index] = old[0]
            free[:] = [entry for entry in free if entry is not old[0]]

    for index, entry in enumerate(now):
        take(index, [old for old in free if old == entry][:1])
    for index, entry in enumerate(now):
        name = name_of(entry)
        take(index, [old for old in free if name is not None and name_of(old) == name])
    for index in range(len(now)):
        take(index, [old for old in free if index < len(was) and old is was[index]])
    return [*zip(now, found, strict=True)]


def _citations(value: Any) -> Iterator[str]:
    """Every citation of a document."""
    for item in value if isinstance(value, list) else ():
        yield from _citations(item)
    if isinstance(value, dict):
        for key, item in value.items():
            if key.endswith("source"):
                yield _text(item)
            else:
                yield from _citations(item)


def _text(source: Any) -> str:
    """A citation as it is told apart from others: by its text and the place in it alone."""
    if not isinstance(source, dict):
        return json.dumps(source)
    parts = [str(source.get(key, "")) for key in ("title", "identifier", "locator")]
    return json.dumps([" ".join(part.split()).casefold() for part in parts])


def _facts(value: dict[str, Any], kind: str) -> dict[str, Any]:
    """What is stated here and has no citation of its own."""
    words = {*_WORDS, "name"} if kind in _NAMED_FREELY else _WORDS
    return {
        key: item
        for key, item in value.items()
        if key not in words
        and not key.endswith("source")
        and not _is_cited(item)
        and item not in (None, [], {})  # as if it were not stated
    }


def _is_cited(value: Any) -> bool:
    """Whether a value holds a citation of its own."""
    if isinstance(value, list):
        return any(map(_is_cited, value))
    if not isinstance(value, dict):
        return False
    return any(key.endswith("source") or _is_cited(item) for key, item in value.items())
