"""The hazard log and what the page of safety has of it, made from hazards.toml."""

from __future__ import annotations

import ast
import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from attrs import frozen

__all__ = ["Hazard", "first", "log", "parts", "spreadsheet"]

_DOCS = Path(__file__).parent.parent
_SOURCES = _DOCS.parent / "src" / "regimens"
_WIDTH = 96


@frozen(kw_only=True)
class _Cause:
    """One way to a hazard, what is done against it, by what, and which tests show that."""

    id: str
    cause: str
    control: str
    by: str
    items: list[str]
    tests: list[str]


@frozen(kw_only=True)
class Hazard:
    """What can go wrong: how somebody comes to it, what it does, and what remains."""

    id: str
    name: str
    situation: str
    harm: str
    residual: str
    causes: list[_Cause]
    rank: int = 0  # among those to look at first, from 1; 0 for the others


def log() -> list[Hazard]:
    """Every hazard, as it is written."""
    text = (_DOCS / "evidence" / "hazards.toml").read_text(encoding="utf-8")
    return [
        Hazard(**row | {"causes": [_Cause(**one) for one in row["causes"]]})
        for row in tomllib.loads(text)["hazards"]
    ]


def first(hazards: Sequence[Hazard]) -> Iterator[str]:
    """The rows of those to look at first."""
    for one in sorted(hazards, key=lambda one: one.rank):
        if one.rank:
            place = re.sub(r"[^\w ]", "", f"{one.id} {one.name}").lower().replace(" ", "-")
            link = f"[{one.name}](hazard-log.md#{place})"
            yield f"| {link} ({one.id}) | {one.situation} | {one.residual} |"


def parts(hazards: Sequence[Hazard]) -> Mapping[str, Sequence[str]]:
    """The made parts of the log's page: each hazard with its causes, and the software items."""
    return {
        "hazards": [line for one in hazards for line in _section(one)],
        "software items": [
            "| software item | what it is | controls |",
            "| --- | --- | --- |",
            *_item_rows(hazards),
        ],
    }


def _section(hazard: Hazard) -> Iterator[str]:
    """A hazard under a heading of its own: a table would have columns of single words."""
    yield f"### {hazard.id} {hazard.name}"
    yield ""
    yield from _item(f"- **Hazardous situation**: {hazard.situation}")
    yield from _item(f"- **Harm**: {hazard.harm}")
    yield from _item(f"- **Left to you**: {hazard.residual}")
    yield ""
    for one in hazard.causes:
        yield from _item(f"**{one.id} Cause**: {one.cause}")
        yield ""
        yield from _item(f"- **Risk control measure** ({one.by}): {one.control}")
        yield from _item(f"- **Software items**: {', '.join(f'`{item}`' for item in one.items)}")
        yield "- **Verification**:"
        yield from ("", "  ```text", *(f"  {test}" for test in one.tests), "  ```", "")


def _item(text: str) -> Sequence[str]:
    later = "  " if text.startswith("- ") else ""
    return wrap(
        text, _WIDTH, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def _item_rows(hazards: Sequence[Hazard]) -> Iterator[str]:
    """Each module that carries a control, what it is in its own words, and which it carries."""
    carried: dict[str, list[str]] = {}
    for hazard in hazards:
        for one in hazard.causes:
            for item in (name for name in one.items if "/" not in name and "-" not in name):
                carried.setdefault(item, []).append(one.id)
    for item in sorted(carried):
        path = _SOURCES / item.replace(".", "/")
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        said = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n")[0]
        yield f"| `{item}` | {said} | {', '.join(carried[item])} |"


def spreadsheet(hazards: Sequence[Hazard]) -> str:
    """The log as CSV: a row a cause, with empty columns for whoever judges the risk."""
    ours = ["hazard", "name", "hazardous situation", "harm", "cause", "description"]
    ours += "risk control measure", "kind", "software items", "verification", "left to the deployer"
    theirs = ["initial severity", "initial likelihood", "initial risk", "further control"]
    theirs += "residual severity", "residual likelihood", "residual risk", "owner", "status"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*ours, *theirs])
    for one in hazards:
        for cause in one.causes:
            facts = [one.id, one.name, one.situation, one.harm, cause.id, cause.cause]
            facts += [cause.control, cause.by, " ".join(cause.items), " ".join(cause.tests)]
            writer.writerow([*facts, one.residual, *("" for _ in theirs)])
    return text.getvalue()
