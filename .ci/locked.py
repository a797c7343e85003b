"""Reads requirements-dev.txt, the lock: what is pinned, for where, and what asked for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["GROUPS", "LOCK", "PROJECT", "Pin", "asked_for", "pins"]

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements-dev.txt"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# What every change is checked with. Tools of long campaigns, which not every system has, are not.
GROUPS = ("dev", "supply")
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
            via=tuple(found[1] for line in rest if (found := _VIA.fullmatch(line))),
        )


def asked_for() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for: ``""`` for any installation, each extra, each locked group.

    An extra that names other extras of this project is what they ask for.
    """
    project = PROJECT["project"]
    groups = {name: PROJECT["dependency-groups"][name] for name in GROUPS}
    found = {"": project["dependencies"]} | project["optional-dependencies"] | groups
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
