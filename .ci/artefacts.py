"""Checks that wheel and sdist hold what they should, and nothing else.

    python .ci/artefacts.py TRACKED dist/*

TRACKED has the names of the files under version control, one a line.
"""

from __future__ import annotations

import sys
import tarfile
import zipfile
from collections.abc import Collection, Iterable
from pathlib import Path

from locked import PROJECT

__all__ = ["faults_of_sdist", "faults_of_wheel"]

_TARGETS = PROJECT["tool"]["hatch"]["build"]["targets"]


def faults_of_wheel(names: Iterable[str], tracked: Iterable[str]) -> list[str]:
    """What a wheel lacks of the sources under version control, and what it holds besides."""
    wanted = {name.removeprefix("src/") for name in tracked if name.startswith("src/")}
    held = list(names)
    folder = next(name for name in held if name.endswith(".dist-info/METADATA")).split("/")[0]
    wanted |= {f"{folder}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    wanted |= {f"{folder}/licenses/LICENSE"}
    wanted |= {f"{folder}/sboms/{name}" for name in _TARGETS["wheel"]["sbom-files"]}
    return _faults(held, wanted)


def faults_of_sdist(names: Iterable[str], tracked: Iterable[str]) -> list[str]:
    """What an sdist lacks of what pyproject.toml includes, and what it holds besides."""
    included = tuple(_TARGETS["sdist"]["include"])
    wanted = {name for name in tracked if name.split("/")[0] in included}
    wanted |= {"PKG-INFO", "pyproject.toml", ".gitignore"}  # hatchling adds these
    return _faults([name.partition("/")[2] for name in names], wanted)


def _faults(held: Collection[str], wanted: Collection[str]) -> list[str]:
    missing = [f"missing: {name}" for name in sorted(set(wanted) - set(held))]
    return missing + [f"not to be there: {name}" for name in sorted(set(held) - set(wanted))]


def _contents(tracked: Path, artefacts: Iterable[Path]) -> list[str]:
    names = tracked.read_text("utf-8").splitlines()
    found = []
    for path in artefacts:
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                found += faults_of_wheel(wheel.namelist(), names)
        else:
            with tarfile.open(path) as sdist:
                files = [one.name for one in sdist.getmembers() if one.isfile()]
                found += faults_of_sdist(files, names)
    return found


if __name__ == "__main__":
    tracked_files, *built = map(Path, sys.argv[1:])
    faults = _contents(tracked_files, built)
    if faults:
        print(*faults, sep="\n", file=sys.stderr)  # noqa: T201
        sys.exit(1)
