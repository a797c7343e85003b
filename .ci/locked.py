"""Reads the locks, requirements-*.txt: what is pinned, for where, and what asked for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["ENGINES", "GROUPS", "LOCK", "LOCKS", "PROJECT", "Pin", "asked_for", "every_pin", "pins"]

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements-dev.txt"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# What every change is checked with. Tools of long campaigns, which not every system has, are not.
GROUPS = ("dev", "docs", "supply")
# The extras that are pinned apart, with the group of the same name that tests them.
ENGINES = ("dask", "spark")
LOCKS = (LOCK, ROOT / "requirements-engines.txt")
_VIA = re.compile(r" +# +(?:via +)?(?!via$)(\S.*)")


@attrs.frozen(kw_only=True)
class Pin:
    """One line of the lock: a name at a version, where its marker holds."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]


def pins(text: str) -> Iterator[Pin]:
    """Every pin of a lock, in its order."""
    for block in re.split(r"\n(?=[a-z0-9])", text):
        first, *rest = block.splitlines()
        if first.startswith("#"):
            continue
        wanted = Requirement(first.removesuffix("\\").strip())
        (exact,) = wanted.specifier
        yield Pin(
            name=canonicalize_name(wanted.name),
            version=exact.version,
            marker=str(wanted.marker or ""),
            hashes=tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block)),
            via=tuple(
                found[1]
                for line in rest
                # A lock that constrains another asks for nothing.
                if (found := _VIA.fullmatch(line)) and not found[1].startswith("-c ")
            ),
        )


def every_pin() -> list[Pin]:
    """The pins of all locks, each name at a version once, for wherever one of them holds."""
    found: dict[tuple[str, str], Pin] = {}
    for lock in LOCKS:
        for one in pins(lock.read_text("utf-8")):
            key = (one.name, one.version)
            before = found.setdefault(key, one)
            markers = dict.fromkeys((before.marker, one.marker))
            found[key] = attrs.evolve(
                before,
                marker="" if "" in markers else " or ".join(markers),
                via=tuple(sorted({*before.via, *one.via})),
            )
    return [found[key] for key in sorted(found)]


def asked_for(*, engines: bool = False) -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for: ``""`` for any installation, each extra, each locked group.

    An extra that names other extras of this project is what they ask for.

    Args:
        engines: Whether what the engines' lock pins, instead of what the other does.
    """
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    own = {name: texts for name, texts in extras.items() if (name in ENGINES) is engines}
    names = ("engines",) if engines else GROUPS
    groups = {name: PROJECT["dependency-groups"][name] for name in names}
    found = {"": project["dependencies"]} | own | groups
    read = {name: [Requirement(text) for text in texts] for name, texts in found.items()}
    return {
        name: [
            inner
            for one in wanted
            for inner in (
                [deep for extra in sorted(one.extras) for deep in read[extra]]
                if one.name == project["name"]
                else [one]
            )
        ]
        for name, wanted in read.items()
    }
