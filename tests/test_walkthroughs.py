"""The tutorial and the how-to pages do what they say, and print what they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from walkthroughs import ROOT, commands, follow, found, page

PAGES = [
    name
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "\n```console\n" in page(name := path.relative_to(ROOT).as_posix())
    and name != "docs/gallery.md"  # begins with the courses of its folder: test_gallery
]


@pytest.mark.parametrize("path", PAGES)
def test_page_does_what_it_says(path: str, tmp_path: Path) -> None:
    """Each file is written, each line mended, each command run and its output compared."""
    follow(page(path), tmp_path)


def test_what_is_shown_has_to_be_printed() -> None:
    """The comparison finds a line that differs, is missing or stands elsewhere."""
    printed = "a\nb\nc\n"
    assert found("a\n…\nc", printed)
    assert found("…\nc in 2.0s", "x\nc\n")
    assert found("regimens 0.…", "regimens 0.1.0\n")
    assert not found("a\n…\nd", printed)
    assert not found("a\nc", printed)
    assert not found("…\nb", printed)
    assert not found("a…\nc", printed)
    assert not found("", printed)


def test_diff_changes_its_lines(tmp_path: Path) -> None:
    """What it takes out is exchanged for what it puts in, and the rest stays."""
    diff = " x 1\n-y 1\n+y 2\n+y 3\n"
    follow(f"`a`:\n\n```text\nx 1\ny 1\nz 1\n```\n\nIn `a`:\n\n```diff\n{diff}```\n", tmp_path)
    assert (tmp_path / "a").read_text(encoding="utf-8") == "x 1\ny 2\ny 3\nz 1\n"


def test_console_is_read_as_it_is_typed() -> None:
    """A command, and a line of output, may go on in the next line; the $ tells them apart."""
    block = "$ one --a \\\n    --b\nfirst \\\nand on\n$ two\n$ echo $?\n1\n"
    assert [tuple(one) for one in commands(block)] == [
        ("one --a --b", "first and on\n"),
        ("two", ""),
        ("echo $?", "1\n"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```console\n$ echo a\nb\n```\n", "echo a"),
        ("```console\n$ false\n$ echo $?\n0\n```\n", "echo"),
        ("```bash\nregimens list\n```\n", "is not run: regimens list"),
        ("Look:\n\n```text\na\n```\n", "Look:"),
        ("```console\na\n```\n", "begins with a command"),
        ("`a`:\n\n```text\n1\n1\n```\n\nIn `a`:\n\n```diff\n-1\n+2\n```\n", "not there once"),
        ("`a`:\n\n```text\n1\n```\n\nIn `a`:\n\n```diff\n2\n```\n", "is no diff"),
        ("`a`:\n\n```text\n1\n```\n\nIn `a`:\n\n```text\n2\n```\n", "In `a`:"),
    ],
    ids=[
        "other output",
        "other exit code",
        "not run",
        "of no kind",
        "no command",
        "two lines alike",
        "no diff",
        "neither file nor diff",
    ],
)
def test_page_that_says_otherwise_fails(text: str, said: str, tmp_path: Path) -> None:
    """What is not printed, not run, or neither a file nor a command does not pass unnoticed."""
    with pytest.raises(AssertionError, match=said.replace("$", r"\$")):
        follow(text, tmp_path)
