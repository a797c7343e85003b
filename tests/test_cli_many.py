"""Many courses go to a folder: all of them or none, with a bar on a terminal only."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest

from regimens.cli import main, progress

COURSE: dict[str, Any] = {
    "regimen": "dcep",
    "start": "2026-01-05",
    "patient": {"height": "165 cm", "weight": "70 kg"},
}
LATE = {"type": "cycle_start", "cycle": 2, "on": "2026-01-20"}  # 13 days early: a violation


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _lines(*courses: dict[str, Any]) -> None:
    Path("courses.jsonl").write_text("".join(json.dumps(one) + "\n" for one in courses))


def _here() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*"))


def test_courses_of_lines_go_to_numbered_files(capsys: pytest.CaptureFixture[str]) -> None:
    """Each line has its calendar; what is violated is named, and the exit says so."""
    early = COURSE | {"events": [LATE]}
    _lines(*[COURSE] * 9, early)
    assert main(["plan", "courses.jsonl", "--format", "json", "--output", "out"]) == 1
    assert capsys.readouterr() == (
        "10 calendars written to out\nviolations in courses-10.json\n",
        "",
    )
    names = sorted(path.name for path in Path("out").iterdir())
    assert names == [f"courses-{number:02}.json" for number in range(1, 11)]
    assert main(["plan", "courses.jsonl", "--cycles", "1", "--output", "out"]) == 0
    table = Path("out", "courses-01.txt").read_text(encoding="utf-8")
    assert "cycle 1" in table
    assert "cycle 2" not in table


def test_documents_go_to_files_of_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    """The calendar of a document among many is the one it has by itself."""
    Path("anna.json").write_text(json.dumps(COURSE))
    Path("bert.json").write_text(json.dumps(COURSE | {"start": "2026-02-02"}))
    assert main(["plan", "anna.json", "bert.json", "--format", "csv", "--output", "a/b"]) == 0
    assert capsys.readouterr() == ("2 calendars written to a/b\n", "")
    assert main(["plan", "bert.json", "--format", "csv"]) == 0
    alone = capsys.readouterr().out
    assert (
        Path("a", "b", "bert.csv").read_bytes()
        == alone.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    )


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["anna.json", "bert.json"], ["'bert.json'", "go to files", "--output"]),
        (["courses.jsonl"], ["'courses.jsonl'", "--output"]),
        (["anna.json", "bert.json", "--output", ""], ["names no folder"]),
        (["anna.json", "bert.json", "--output", "anna.json"], ["anna.json", "cannot be written"]),
        (
            ["anna.json", "bert.json", "--format", "json", "--output", "."],
            ["anna.json: is what is read, and would be lost; name another"],
        ),
        (["anna.json", "wrong.json", "--output", "out"], ["wrong.json.start", "not a day"]),
        (["courses.jsonl", "--output", "new/out"], ["courses.jsonl line 2", "height"]),
        (["anna.json", "sub/anna.json", "--output", "out"], ["anna.txt", "rename"]),
        (["anna.json", "-", "--output", "out"], ["standard input holds one course"]),
        (["none.jsonl", "--output", "out"], ["none.jsonl", "no such file"]),
        (["empty.jsonl", "--output", "out"], ["empty.jsonl", "has no course"]),
        (["anna.json", "bert.json", "--start", "2026-01-05", "--output", "out"], ["--start"]),
        (["anna.json", "bert.json", "--output", "taken"], ["taken/bert.txt", "there is a folder"]),
    ],
)
def test_what_is_wrong_leaves_nothing_behind(
    arguments: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what is wrong; no file and no folder is made, also for those before it."""
    for name in ("anna.json", "bert.json", "sub/anna.json"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(json.dumps(COURSE))
    Path("wrong.json").write_text(json.dumps(COURSE | {"start": "2026-02-30"}))
    Path("empty.jsonl").write_text("\n")
    Path("taken/bert.txt").mkdir(parents=True)
    _lines(COURSE, COURSE | {"patient": {}})
    before = _here()
    assert main(["plan", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    for part in parts:
        assert part in err
    assert _here() == before


class _Terminal(io.StringIO):
    """What says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_missing_bar_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the work is done all the same, and one line says what to install."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert list(progress.counted([1, 2], "courses")) == [1, 2]
    said = 'regimens: for a progress bar: pip install "regimens[progress]"\n'
    assert terminal.getvalue() == said


@pytest.mark.parametrize("on_terminal", [True, False])
def test_long_work_shows_a_bar_on_a_terminal_only(*, on_terminal: bool) -> None:
    """A bar on a real terminal, gone when the work is done; not a byte in a pipe."""
    program = (
        "import time; from regimens.cli.progress import counted\n"
        "for _ in counted(range(8), 'courses'): time.sleep(0.2)"
    )
    ours, theirs = pty.openpty() if on_terminal else os.pipe()
    if on_terminal:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 80, 0, 0))
    subprocess.run([sys.executable, "-c", program], stderr=theirs, check=True)
    os.set_blocking(ours, False)
    try:
        seen = os.read(ours, 65536)
    except BlockingIOError:
        seen = b""
    os.close(theirs)
    os.close(ours)
    assert (b"/8 [" in seen) is on_terminal
    assert on_terminal or seen == b""
