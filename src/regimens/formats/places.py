"""Paths inside a protocol, by the names that people know: ``phases[treatment].components[0]``."""

from __future__ import annotations

import json
import re
from typing import Any

from regimens.decimals import shown
from regimens.errors import DocumentError

__all__ = ["Step", "find", "name_of", "parsed", "step_text"]

# A key, an index, or the name of an entry of a list.
Step = str | int | tuple[str]
# A name in quotes is one of JSON, which no control character may stand in as it is.
_PART = re.compile(
    r'\.?([a-z_]+)|\[([0-9]{1,4})\]|\[("(?:[^"\\\x00-\x1f]|\\["\\])*")\]|\[([^\[\]"]+)\]'
)
_BARE = re.compile(r'[^\[\]"]*[^\[\]"0-9][^\[\]"]*')


def parsed(text: str, *, where: str) -> tuple[Step, ...]:
    """The steps of a path; a name that is a number stands in quotes.

    Raises:
        DocumentError: for a text that is no path.

    >>> parsed('phases[treatment].components[1].levels["10"].dose', where="at")
    ('phases', ('treatment',), 'components', 1, 'levels', ('10',), 'dose')
    """
    steps: list[Step] = []
    end = 0
    while end < len(text):
        part = _PART.match(text, end)
        dotted = part is not None and text[end] == "."
        if part is None or (part[1] is not None and dotted is (end == 0)):
            break
        if part[1] is not None:
            steps.append(part[1])
        elif part[2] is not None:
            steps.append(int(part[2]))
        else:
            steps.append((json.loads(part[3]) if part[3] else part[4],))
        end = part.end()
    if end < len(text) or not steps:
        raise DocumentError(
            f"{shown(text)} is not a path",
            where=where,
            mend="write it as in phases[treatment].components[bortezomib].dose.amount",
        )
    return tuple(steps)


def step_text(step: Step) -> str:
    """A step as a path writes it.

    >>> step_text(("bortezomib",)), step_text(("10",)), step_text(0), step_text("dose")
    ('[bortezomib]', '["10"]', '[0]', '.dose')
    """
    if isinstance(step, int):
        return f"[{step}]"
    if isinstance(step, tuple):
        name = step[0]
        return f"[{name}]" if _BARE.fullmatch(name) else f"[{json.dumps(name, ensure_ascii=False)}]"
    return f".{step}"


def name_of(entry: Any) -> str | None:
    """What an entry of a list is called: its name, or its drug's.

    >>> name_of({"drug": {"name": "cisplatin"}}), name_of({"days": [1]})
    ('cisplatin', None)
    """
    if not isinstance(entry, dict):
        return None
    name, drug = entry.get("name"), entry.get("drug")
    if name is None and isinstance(drug, dict):
        name = drug.get("name")
    return name if isinstance(name, str) else None


def find(value: Any, step: Step, *, where: str) -> str | int:
    """The key or index that a step leads to, if it is there.

    Raises:
        DocumentError: saying what there is, or which entries a name could mean.
    """
    if isinstance(step, str):
        if not isinstance(value, dict) or step not in value:
            known = ", ".join(value) if isinstance(value, dict) else ""
            raise DocumentError(
                f"there is no {step}",
                where=where,
                mend=f"use one of {known}" if known else "name an entry of the list",
            )
        return step
    if not isinstance(value, list):
        raise DocumentError(
            f"no list to look for {step_text(step)} in", where=where, mend="name a key"
        )
    if isinstance(step, int):
        if step >= len(value):
            raise DocumentError(
                f"there is no entry {step_text(step)}",
                where=where,
                mend=f"use [0] to [{len(value) - 1}]" if value else "add one",
            )
        return step
    return _named(value, step[0], where)


def _named(entries: list[Any], name: str, where: str) -> int:
    own = [index for index, entry in enumerate(entries) if name_of(entry) == name]
    if len(own) == 1:
        return own[0]
    if own:
        raise DocumentError(
            f"{shown(name)} names several entries",
            where=where,
            mend=f"use one of {', '.join(f'[{index}]' for index in own)}",
        )
    names = list(dict.fromkeys(one for one in map(name_of, entries) if one is not None))
    raise DocumentError(
        f"there is no {shown(name)}",
        where=where,
        mend=f"use one of {', '.join(names)}" if names else "name it by its place, as in [0]",
    )
