"""The page about the command line: every argument told, every example run, every claim held."""

from __future__ import annotations

import argparse
import ast
import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from made.command_line import commands, tables

import regimens
from regimens.cli import main

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```bash\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
LINES = [line for block in EXAMPLES for line in block.splitlines()]


def test_every_command_has_its_heading_and_its_tables() -> None:
    """In the order of the help, and no heading of a command that is not there."""
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert headings == ["What holds for every command", "Exit codes", *commands()]
    for head in tables():
        assert PAGE.count(f"\n{head}\n") == 1


@pytest.mark.parametrize("name", commands())
def test_every_argument_says_what_it_is_for(name: str) -> None:
    """In the help and on the page; nothing of the program is left to be guessed."""
    section = PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]
    for action in commands()[name]._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        assert action.help
        called = action.option_strings or [str(action.metavar or action.dest).upper()]
        assert f"\n| `{called[-1]}`" in section


def _run(line: str, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> int:
    """One line of an example, with what it reads from standard input."""
    arguments = shlex.split(line, comments=True)
    assert arguments.pop(0) == "regimens"
    if "<" in arguments:
        at = arguments.index("<")
        data = Path(arguments[at + 1]).read_bytes()
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        del arguments[at : at + 2]
    try:
        code = main(arguments)
    finally:
        capsys.readouterr()
    return code


def test_examples_do_what_the_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after another, each with the exit code that stands beside it."""
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    assert len(LINES) > 25
    for line in LINES:
        expected = re.search(r"# exit (\d)$", line)
        code = _run(line, capsys, monkeypatch)
        assert code == int(expected[1] if expected else 0), line
    written = {name.removesuffix("/") for line in LINES for name in _outputs(line)}
    assert {path for path in written if not (tmp_path / path).exists()} == set()
    assert len(list((tmp_path / "calendars").iterdir())) == 3


def _outputs(line: str) -> list[str]:
    return re.findall(r"--(?:output|rejects) (\S+)", line)


def test_message_of_a_height_without_unit_is_the_one_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line of exit code 2, word for word."""
    line = next(line for line in LINES if "--height 165 " in line)
    assert main(shlex.split(line, comments=True)[1:]) == 2
    assert f"```text\n{capsys.readouterr().err}```" in PAGE


def test_no_environment_variable_is_read() -> None:
    """The library asks the environment for nothing, as the page says."""
    asked = {"environ", "environb", "getenv", "getenvb"}
    found = [
        f"{path.name}: {node.attr if isinstance(node, ast.Attribute) else node.name}"
        for path in sorted(Path(regimens.__file__).parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in asked)
        or (isinstance(node, ast.alias) and node.name in asked)
    ]
    assert found == []
