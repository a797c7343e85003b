"""Programs of others as processes that are told how often to run and say how long it took.

They are installed on the first run into ``.venv-benchmarks``, as ``requirements.txt`` and
``node/package-lock.json`` pin them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measuring import Side

__all__ = ["MissingError", "asked", "by_node", "by_python"]

_HERE = Path(__file__).parent
_PLACE = _HERE.parent / ".venv-benchmarks"


class MissingError(Exception):
    """A program of others cannot be run, and why."""


def by_python(program: str, *given: str) -> list[str]:
    """The command of a program in ``peers/``, in an environment of its own.

    Raises:
        MissingError: where what it needs cannot be installed.
    """
    python, wanted = _PLACE / "bin" / "python", _HERE / "requirements.txt"
    installed = _PLACE / "requirements.txt"
    if not (installed.exists() and installed.read_text() == wanted.read_text()):
        _run([sys.executable, "-m", "venv", str(_PLACE)])
        pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "install", "--requirement", str(wanted)])
        shutil.copy(wanted, installed)
    return [str(python), str(_HERE / "peers" / program), *given]


def by_node(program: str, *given: str) -> list[str]:
    """The command of a program in ``node/``, with its packages beside it.

    Raises:
        MissingError: where there is no Node.js, or its packages cannot be installed.
    """
    for name in ("node", "npm"):
        if shutil.which(name) is None:
            raise MissingError(f"{name} is not installed")
    place, lock = _PLACE / "node", "package-lock.json"
    place.mkdir(parents=True, exist_ok=True)
    wanted = (_HERE / "node" / lock).read_text()
    installed = place / "installed.json"
    if not (installed.exists() and installed.read_text() == wanted):
        for name in (lock, "package.json"):
            shutil.copy(_HERE / "node" / name, place)
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], place)
        installed.write_text(wanted)
    for one in (_HERE / "node").glob("*.mjs"):
        shutil.copy(one, place)
    return ["node", str(place / program), *given]


def _run(command: Sequence[str], place: Path | None = None) -> None:
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise MissingError(f"{' '.join(command[:4])} … failed: {said}")


@contextmanager
def asked(command: Sequence[str]) -> Iterator[tuple[list[Any], Callable[[int], Side]]]:
    """What a program makes, and a side of it for a number of runs in one turn.

    Raises:
        MissingError: where the program ends before it answers.
    """
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        source, target = process.stdout, process.stdin

        def line() -> str:
            found = source.readline()
            if not found:
                raise MissingError(f"{' '.join(command)} ended without an answer")
            return found

        def side_of(times: int) -> Side:
            def side() -> float:
                target.write(f"{times}\n")
                return float(line())

            return side

        try:
            yield json.loads(line()), side_of
        finally:
            target.close()
