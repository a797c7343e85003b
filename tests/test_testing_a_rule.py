"""The tutorial on testing a rule does what it says, and prints what it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from regimens.testing.suite import INVARIANTS_HELD, SUITE

PAGE = (Path(__file__).parent.parent / "docs" / "how-to" / "testing-a-rule.md").read_text(
    encoding="utf-8"
)
_BLOCK = re.compile(
    r"(?:^(?P<before>[^\n]*)\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
_FILE = re.compile(r"(?P<mended>In )?`(?P<name>[\w./-]+)`:")
_SECONDS = re.compile(r"in [0-9.]+s$", re.M)
_ANYTHING = "…"
# Whether the value matters is tried out by Hypothesis, and may be told or not.
_REMARK = "  # or any other generated value"


class _Command(NamedTuple):
    arguments: list[str]
    shown: str


def _lines(text: str) -> list[str]:
    return [line.rstrip().removesuffix(_REMARK) for line in _SECONDS.sub("", text).splitlines()]


def _command(text: str) -> _Command:
    first, _, shown = text.partition("\n")
    assert first.startswith("$ ")
    program, *rest = shlex.split(first.removeprefix("$ "))
    assert program == "pytest"
    plugins = ("-p", "regimens_pytest", "-p", "_hypothesis_pytestplugin")
    return _Command([sys.executable, "-m", "pytest", *plugins, *rest], shown.replace("\\\n", ""))


def _write(folder: Path, place: re.Match[str], text: str) -> None:
    """A file of the page, or the line of it that is mended: the one that is most like the new."""
    path = folder / place["name"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if place["mended"]:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (old,) = get_close_matches(text, lines, n=1)
        text = "".join(text if line == old else line for line in lines)
    path.write_text(text, encoding="utf-8")


def _run(folder: Path, command: _Command) -> list[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "CI": "1",  # Hypothesis draws the same in every run, and has no deadline
        "COLUMNS": "100",
        "PYTHONDONTWRITEBYTECODE": "1",  # a line that is mended within a second is seen
    }
    done = subprocess.run(
        command.arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return _lines(done.stdout)


def _found(shown: str, printed: list[str]) -> bool:
    """Whether what is shown was printed, in its order; where it says …, anything may stand."""
    pattern = "\n".join(
        ".*" if line == _ANYTHING else re.escape(line).replace(re.escape(_ANYTHING), ".*")
        for line in _lines(shown)
    )
    return re.fullmatch(pattern, "\n".join(printed).rstrip("\n"), re.S) is not None


def test_page_does_what_it_says(tmp_path: Path) -> None:
    """Each file is written, each line mended, each command run and its output compared."""
    kinds = []
    for block in _BLOCK.finditer(PAGE):
        kinds.append(block["kind"])
        if block["kind"] == "console":
            command = _command(block["text"])
            printed = _run(tmp_path, command)
            assert _found(command.shown, printed), "\n".join(printed)
            continue
        if block["text"].startswith(">>> "):
            continue  # run as it stands, like the blocks of every page
        place = _FILE.fullmatch(block["before"])
        assert place is not None, block["before"]
        _write(tmp_path, place, block["text"])
    assert kinds.count("console") == 6
    assert len(kinds) == PAGE.count("\n```\n")


def test_what_is_shown_has_to_be_printed() -> None:
    """The comparison finds a line that differs, is missing or stands elsewhere."""
    printed = ["a", "b", "c"]
    assert _found("a\n…\nc", printed)
    assert _found("…\nc in 2.0s", ["x", "c"])
    assert not _found("a\n…\nd", printed)
    assert not _found("a\nc", printed)
    assert not _found("…\nb", printed)


def test_page_lists_the_suite() -> None:
    """Every check with its sentence, in order."""
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \|$", PAGE, re.M)
    assert rows[2:] == [(check.name, check.sentence) for check in (*SUITE, INVARIANTS_HELD)]
    assert [name for name, _ in rows[:2]] == ["can-be-read", "its-own-revision"]
