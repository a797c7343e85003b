"""What differs between two definitions, path by path."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from attrs import frozen

from regimens.formats.places import name_of, step_text
from regimens.formats.regimens import regimen_document
from regimens.regimen import Regimen

__all__ = ["Difference", "differences", "differences_document", "differences_text"]

_NOT_STATED = "not stated"
_LONGEST = 160
# What neither doses nor dates are made of; the first are lists whose order says nothing.
_REMARKS = ("no_rule_for", "aliases")
_WORDS = (*_REMARKS, "id", "title", "revision", "interpretations")


@frozen(kw_only=True)
class Difference:
    """One value that is not as it was.

    Args:
        path: Where it stands, by the names of phases, drugs and levels.
        before: What it was, as a document writes it; None where there was none.
        after: What it is; None where there is none.
    """

    path: str
    before: Any
    after: Any

    @property
    def of_content(self) -> bool:
        """Whether doses, days or rules differ, and not only words and sources.

        >>> Difference(path="phases[a].source.locator", before="p. 1", after="p. 2").of_content
        False
        """
        return not self.path.startswith(_WORDS) and "source" not in self.path

    def __str__(self) -> str:
        return f"{self.path}: {_text(self.before)} → {_text(self.after)}"


def differences(before: Regimen, after: Regimen) -> tuple[Difference, ...]:
    """Every value that differs, in the order of the documents; the digest is left out.

    >>> from regimens import catalogue
    >>> for one in differences(catalogue.get("dcep"), catalogue.get("dcep-cisplatin-15"))[:1]:
    ...     print(one)
    id: dcep → dcep-cisplatin-15
    """
    old, new = regimen_document(before), regimen_document(after)
    return tuple(_of(old | {"digest": None}, new | {"digest": None}, ""))


def _of(old: Any, new: Any, path: str) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            below = f"{path}.{key}" if path else key
            yield from _of(old.get(key), new.get(key), below)
    elif _is_listed(old) and _is_listed(new):
        yield from _of_lists(old or [], new or [], path)
    elif path in _REMARKS:
        yield from (
            Difference(path=path, before=one, after=None)
            for one in old or ()
            if one not in (new or ())
        )
        yield from (
            Difference(path=path, before=None, after=one)
            for one in new or ()
            if one not in (old or ())
        )
    else:
        yield Difference(path=path, before=old, after=new)


def _is_listed(value: Any) -> bool:
    """Whether a value is a list of entries that have parts, or is not there."""
    return value is None or (
        isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
    )


def _of_lists(old: list[Any], new: list[Any], path: str) -> Iterator[Difference]:
    names = [[name_of(entry) for entry in entries] for entries in (old, new)]
    if all(None not in own and len(set(own)) == len(own) for own in names):
        yield from _of_named(old, new, path)
        return
    texts = [[json.dumps(entry, sort_keys=True) for entry in entries] for entries in (old, new)]
    matched = SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes()
    for kind, first, end, begin, until in matched:
        if kind == "equal":
            continue
        pairs = min(end - first, until - begin)
        for offset in range(pairs):
            yield from _of(old[first + offset], new[begin + offset], f"{path}[{first + offset}]")
        for index in range(first + pairs, end):
            yield Difference(path=f"{path}[{index}]", before=old[index], after=None)
        for index in range(begin + pairs, until):
            yield Difference(path=f"{path}[{index}]", before=None, after=new[index])


def _of_named(old: list[Any], new: list[Any], path: str) -> Iterator[Difference]:
    """Entries held against those of the same name, wherever they stand."""
    before = {str(name_of(entry)): entry for entry in old}
    after = {str(name_of(entry)): entry for entry in new}
    gone, come = list(before.keys() - after.keys()), list(after.keys() - before.keys())
    if len(gone) == len(come) == 1:  # it was given another name
        after = {gone[0] if name == come[0] else name: one for name, one in after.items()}
    for name in [*before, *(name for name in after if name not in before)]:
        yield from _of(before.get(name), after.get(name), f"{path}{step_text((name,))}")
    pairs = ((before, after), (after, before))
    orders = [[name for name in one if name in other] for one, other in pairs]
    if orders[0] != orders[1]:
        yield Difference(path=f"{path}, in order", before=orders[0], after=orders[1])


def _text(value: Any) -> str:
    """A value as people read it on one line."""
    if value is None:
        return _NOT_STATED
    if isinstance(value, str):
        text = value
    elif isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        text = ", ".join(map(str, value)) or _NOT_STATED
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    else:
        text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def differences_text(before: Regimen, after: Regimen) -> str:
    """Both names, whether doses or dates can differ, and every difference on its line."""
    found = differences(before, after)
    return "\n".join([_head(before, after, found), *map(str, found)]) + "\n"


def _head(before: Regimen, after: Regimen, found: Sequence[Difference]) -> str:
    names = [f"{one.id} revision {one.revision} ({one.digest[:19]}…)" for one in (before, after)]
    content = sum(one.of_content for one in found)
    return (
        f"{names[0]} → {names[1]}: {len(found)} difference{'' if len(found) == 1 else 's'}, "
        f"{content} of them in doses, days or rules"
    )


def differences_document(before: Regimen, after: Regimen) -> dict[str, Any]:
    """The same as values."""
    return {
        **{
            name: {"id": one.id, "revision": one.revision, "digest": one.digest}
            for name, one in (("before", before), ("after", after))
        },
        "differences": [
            {"path": one.path, "before": one.before, "after": one.after}
            for one in differences(before, after)
        ],
    }
