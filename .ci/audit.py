"""Asks pip-audit about everything in the locks, for every system, and does not take silence for no.

    python .ci/audit.py

Exit 0: each pin was looked up and nothing is known against it. Exit 1: something is. Exit 3: the
database could not be asked about all of them, so nothing is said. pip-audit itself exits with 0
where the database knows a package not at all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from locked import every_pin

__all__ = ["verdict"]

VULNERABLE = 1
NOT_AUDITED = 3


def verdict(wanted: Sequence[str], answer: Sequence[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """The exit code and its lines for what pip-audit answered about ``name==version`` texts."""
    found, looked_up = [], set()
    for one in answer:
        if "skip_reason" in one:
            continue
        name = f"{one['name']}=={one['version']}"
        looked_up.add(name)
        found += [f"VULNERABLE: {name}: {item['id']}" for item in one["vulns"]]
    missing = [name for name in wanted if name not in looked_up]
    if found:
        return VULNERABLE, found
    if missing:
        return NOT_AUDITED, [
            f"NOT AUDITED: {len(missing)} of {len(wanted)} pins are not in the database that "
            f"pip-audit asked (first {missing[0]}); nothing is known of them, for or against"
        ]
    return 0, [f"{len(wanted)} pins audited, nothing known against any"]


def _asked(wanted: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """What pip-audit answers; of a name at two versions it is asked twice."""
    rounds: list[list[str]] = []
    for text in wanted:
        name = text.partition("==")[0]
        free = (names for names in rounds if all(not n.startswith(f"{name}==") for n in names))
        group = next(free, None)
        if group is None:
            rounds.append(group := [])
        group.append(text)
    for group in rounds:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pins.txt"
            path.write_text("\n".join(group) + "\n", encoding="utf-8")
            command = [
                *(sys.executable, "-m", "pip_audit", "--progress-spinner", "off"),
                *("--no-deps", "--disable-pip", "--format", "json", "--requirement", str(path)),
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        try:
            answer = json.loads(done.stdout)
        except json.JSONDecodeError:
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            print(f"pip-audit did not answer: {last}", file=sys.stderr)  # noqa: T201
            continue
        yield from answer["dependencies"]


if __name__ == "__main__":
    every = [f"{one.name}=={one.version}" for one in every_pin()]
    code, lines = verdict(every, list(_asked(every)))
    print(*lines, sep="\n", file=sys.stderr if code else sys.stdout)
    sys.exit(code)
