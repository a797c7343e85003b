"""Every reading that a definition takes, each once, with the regimens that take it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from regimens import catalogue
from regimens.formats.visible import visible_text
from regimens.regimen import Interpretation

__all__ = ["readings"]

_WIDTH = 96
_Taken = tuple[str, Interpretation]


def readings() -> dict[str, list[str]]:
    """The made part of the page: the readings by name, equal ones of many regimens once."""
    shared: dict[tuple[str, str], list[_Taken]] = {}
    for name, regimen in catalogue.REGIMENS.items():
        for one in regimen.interpretations:
            shared.setdefault((one.reading, one.alternatives), []).append((name, one))
    groups = sorted(shared.values(), key=lambda group: (_names(group).casefold(), group[0][0]))
    lines: list[str] = []
    initial = None
    for group in groups:
        first = _initial(_names(group))
        if first != initial:
            initial = first
            lines += ["", f"### {initial}", ""]
        lines += _item(group)
    count = sum(map(len, groups))
    return {
        "count": wrap(f"{len(groups)} readings, taken {count} times in all.", _WIDTH),
        "readings": lines,
    }


def _initial(name: str) -> str:
    return name[0].upper() if name[0].isalpha() else "Numbers"


def _names(group: list[_Taken]) -> str:
    """What the reading is called, by all that take it."""
    return ", ".join(dict.fromkeys(one.name for _, one in group))


def _item(group: list[_Taken]) -> Iterator[str]:
    one = group[0][1]
    yield from _wrapped(f"- **{_plain(_names(group))}**: {_plain(one.reading)}", "  ")
    yield from _wrapped(f"  - could also mean: {_plain(one.alternatives)}", "    ")
    for of in dict.fromkeys(one.on_reduction_of for _, one in group if one.on_reduction_of):
        yield from _wrapped(f"  - said only where {_plain(of)} is reduced", "    ")
    cited: dict[str, list[str]] = {}
    for name, taken in group:
        cited.setdefault(str(taken.source), []).append(f"[{name}](../protocols/{name}.md)")
    for source, regimens in cited.items():
        yield from _wrapped(f"  - {', '.join(regimens)}: {_plain(source)}", "    ")


def _plain(text: str) -> str:
    """A text of a definition on a page: nothing in it begins a link or a mark."""
    return visible_text(text).replace("*", r"\*").replace("_", r"\_").replace("<", "&lt;")


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(
        text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
