r"""A page followed to the letter: its files written, its commands run, what they print compared.

A console block has commands after ``$``, and below each what it prints; ``…`` stands for anything,
and a line that ends in ``\`` goes on in the next. A block below a line "`name`:" is that file. A
diff below "In `name`:" changes it. A bash block only installs, which is not done here. A block that
begins with ``>>>`` is run where every page's is.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(
    r"(?:^(?P<before>[^\n]*)\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
_FILE = re.compile(r"(?P<changed>In )?`(?P<name>[\w./-]+)`:")
_INSTALLS = re.compile(r"pip (install|wheel) |python3? -m venv |\. \.venv/bin/activate|#")
_SECONDS = re.compile(r"in [0-9.]+s$", re.M)
_ANYTHING = "…"
# Whether the value matters is tried out by Hypothesis, and may be told or not.
_REMARK = "  # or any other generated value"
_PYTEST = "-m pytest -p regimens_pytest -p _hypothesis_pytestplugin"


class Command(NamedTuple):
    """What is typed, and what the page says that it prints."""

    typed: str
    shown: str


def page(path: str) -> str:
    """The text of a page, by its path in the repository."""
    return (ROOT / path).read_text(encoding="utf-8")


def _lines(text: str) -> list[str]:
    return [line.rstrip().removesuffix(_REMARK) for line in _SECONDS.sub("", text).splitlines()]


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block, in order."""
    first, *rest = re.split(r"^\$ ", block, flags=re.M)
    assert first == "", f"a console block begins with a command: {first}"
    for part in rest:
        typed, _, shown = re.sub(r"\\\n *", "\\\\\n", part).replace("\\\n", "").partition("\n")
        yield Command(typed, shown)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _change(path: Path, diff: str) -> None:
    """Exchange the lines of a file that a diff takes out for those that it puts in."""
    lines = diff.splitlines(keepends=True)
    assert all(line[0] in " +-" for line in lines), f"is no diff: {diff}"
    old, new = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"is not there once: {old}"
    _write(path, text.replace(old, new))


def _run(folder: Path, typed: str, before: int) -> tuple[int, str]:
    """The exit code and what a terminal would show; ``$?`` begins as the last exit code."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "CI": "1",  # Hypothesis draws the same in every run, and has no deadline
        "COLUMNS": "100",
        "PYTHONDONTWRITEBYTECODE": "1",  # a line that is mended within a second is seen
    }
    python = shlex.quote(sys.executable)
    script = (
        f'python() {{ {python} "$@"; }}\n'
        f'regimens() {{ {python} -m regimens "$@"; }}\n'
        f'pytest() {{ {python} {_PYTEST} "$@"; }}\n'
        f"(exit {before})\n{typed}\n"
    )
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def found(shown: str, printed: str) -> bool:
    """Whether what is shown was printed, in its order; where it says …, anything may stand."""
    pattern = "\n".join(
        r"(?s:.*)" if line == _ANYTHING else re.escape(line).replace(_ANYTHING, r"[^\n]*")
        for line in _lines(shown)
    )
    return re.fullmatch(pattern, "\n".join(_lines(printed)).rstrip("\n")) is not None


def follow(text: str, folder: Path) -> None:
    """Do what a page says in a folder.

    Raises:
        AssertionError: something else is printed, or a block is of no kind that is known.
    """
    code, blocks = 0, list(_BLOCK.finditer(text))
    assert len(blocks) == len(re.findall(r"^```\w", text, re.M))
    for block in blocks:
        if block["kind"] == "console":
            for typed, shown in commands(block["text"]):
                code, printed = _run(folder, typed, code)
                assert found(shown, printed), f"$ {typed}\n{printed}"
        elif block["kind"] == "bash":
            for line in block["text"].splitlines():
                assert _INSTALLS.match(line), f"is not run: {line}"
        elif not block["text"].startswith(">>> "):
            place = _FILE.fullmatch(block["before"] or "")
            assert place is not None, block["before"]
            assert bool(place["changed"]) is (block["kind"] == "diff"), block["before"]
            put = _change if place["changed"] else _write
            put(folder / place["name"], block["text"])
