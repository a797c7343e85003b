"""What is wrong with a cohort's files is one line, and leaves no file and no half of one."""

from __future__ import annotations

import csv
import errno
import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from cohort_files import rows_in

from regimens.cli import main
from regimens.cohort import reading
from regimens.cohort.csv_patients import CsvPatients
from regimens.errors import DocumentError
from regimens.formats.files import in_one_line

HEADING = "patient_id,start,height_cm,weight_kg\n"
ANNA = "anna,2026-01-05,165,70\n"
PATIENT: dict[str, Any] = {
    "patient_id": "anna",
    "start": date(2026, 1, 5),
    "height_cm": 165,
    "weight_kg": 70,
}


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _here() -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in Path().rglob("*")}


def _table(**columns: Sequence[Any]) -> pa.Table:
    rows = len(next(iter(columns.values()), [0]))
    return pa.table({**{name: [value] * rows for name, value in PATIENT.items()}, **columns})


def _text(content: str | bytes, name: str = "patients.csv") -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def _parquet(found: pa.Table, keep: int | None = None) -> str:
    pq.write_table(found, "patients.parquet")
    data = Path("patients.parquet").read_bytes()
    return _text(data[:keep], "patients.parquet")


def _arrow(found: pa.Table, keep: int | None = None, *, footed: bool = True) -> str:
    opened = pa.ipc.new_file if footed else pa.ipc.new_stream
    with opened("patients.arrow", found.schema) as writer:
        writer.write_table(found)
    return _text(Path("patients.arrow").read_bytes()[:keep], "patients.arrow")


def _no_text() -> pa.Table:
    """A table whose text is no UTF-8."""
    broken = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")]
    )
    return _table(patient_id=["x"]).set_column(0, "patient_id", broken)


def _folder() -> str:
    Path("patients.csv").mkdir()
    return "patients.csv"


def _pipe() -> str:
    os.mkfifo("patients.csv")
    return "patients.csv"


def _ring() -> str:
    Path("patients.csv").symlink_to("patients.csv")
    return "patients.csv"


REFUSED: dict[str, tuple[Callable[[], str], Sequence[str]]] = {
    "no such file": (lambda: "none.csv", ["none.csv: there is no such file"]),
    "a link to itself": (_ring, ["patients.csv: cannot be read (Too many levels of symbolic"]),
    "a directory": (_folder, ["patients.csv: is a directory"]),
    "no known ending": (lambda: _text("x", "patients.xlsx"), ["patients.xlsx", ".csv, .parquet"]),
    "no name": (lambda: "", ["''", ".csv"]),
    "a pipe": (_pipe, ["patients.csv: is a pipe or a device, and no file; write the table to a"]),
    "a name no file has": (lambda: "a\0.csv", ["its name has a character no name has"]),
    "an empty file": (lambda: _text(""), ["patients.csv: is empty"]),
    "only a mark of order": (lambda: _text(b"\xef\xbb\xbf"), ["patients.csv: is empty"]),
    "only a heading": (lambda: _text(HEADING), ["patients.csv: has no patients"]),
    "a missing column": (
        lambda: _text("patient_id,start,height_cm\n"),
        ["patients.csv: columns: there is no weight_kg"],
    ),
    "an unknown column": (
        lambda: _text(f"{HEADING.strip()},sex\n{ANNA.strip()},f\n"),
        ["'sex' is not a column of patients", "fractions, delays, events"],
    ),
    "a column twice": (lambda: _text(f"{HEADING.strip()},start\n"), ["start is there twice"]),
    "semicolons": (lambda: _text(HEADING.replace(",", ";")), ["part the cells by commas"]),
    "tabs": (lambda: _text(HEADING.replace(",", "\t")), ["part the cells by commas"]),
    "a short row": (
        lambda: _text(f"{HEADING}{ANNA}\n\nbert,2026-01-05,165\n"),
        ["patients.csv line 5: has 3 cells and not 4"],
    ),
    "a long row after one with a line break": (
        lambda: _text(f'{HEADING}"an\nna",2026-01-05,165,70\nbert,2026-01-05,165,70,1\n'),
        ["patients.csv line 4: has 5 cells and not 4"],
    ),
    "an open quotation mark": (
        lambda: _text(f'{HEADING}{ANNA}"bert,2026-01-05,165,70\n'),
        ["patients.csv line 3: is not CSV"],
    ),
    "a cell that goes on after its quotation mark": (
        lambda: _text(f'{HEADING}"anna"x,2026-01-05,165,70\n'),
        ["patients.csv line 2: is not CSV"],
    ),
    "line ends of long ago": (
        lambda: _text(f"{HEADING}{ANNA}".replace("\n", "\r")),
        [
            "patients.csv line 1: has a carriage return in it and no line feed after it; let lines "
            "end in LF or CR LF"
        ],
    ),
    "one such line end": (
        lambda: _text(f"{HEADING}{ANNA}bert,2026-01-05,165\r,70\n"),
        ["patients.csv line 3: has a carriage return in it and no line feed after it"],
    ),
    "another encoding": (
        lambda: _text(f"{HEADING}Jürgen,2026-01-05,165,70\n".encode("latin-1")),
        ["patients.csv line 2: is not UTF-8; save it as UTF-8"],
    ),
    "sixteen bits": (lambda: _text(HEADING.encode("utf-16")), ["line 1: is not UTF-8"]),
    "a row without end": (
        lambda: _text(f"{HEADING}{'a,' * 2_500_000}\n"),
        ["patients.csv line 2: has a row of more than 4 MB"],
    ),
    "a quotation mark that never closes": (
        lambda: _text(f'{HEADING}{ANNA}"' + "bert\n" * 900_000),
        ["is not CSV (field larger than field limit"],
    ),
    "a row of too many lines": (
        lambda: _text(HEADING + '"a\n",' * 900_000),
        ["has a row of more than 4 MB"],
    ),
    "no Parquet": (lambda: _text("x" * 50, "patients.parquet"), ["patients.parquet: cannot be"]),
    "half a Parquet file": (
        lambda: _parquet(_table(patient_id=["x"] * 9), 300),
        ["patients.parquet: cannot be read"],
    ),
    "Parquet without rows": (
        lambda: _parquet(_table(patient_id=["x"]).slice(0, 0)),
        ["patients.parquet: has no patients"],
    ),
    "Parquet with a number for a patient": (
        lambda: _parquet(_table(patient_id=[7])),
        ["patients.parquet: patient_id: is of type int64; write it as text"],
    ),
    "Parquet with a list for a weight": (
        lambda: _parquet(_table(weight_kg=[[1]])),
        ["patients.parquet: weight_kg: is of type list"],
    ),
    "Parquet whose text is none": (lambda: _parquet(_no_text()), ["cannot be read", "UTF8"]),
    "no Arrow": (lambda: _text("x" * 50, "patients.arrow"), ["patients.arrow: cannot be read"]),
    "an empty Arrow file": (lambda: _text("", "patients.arrow"), ["patients.arrow: cannot be"]),
    "Feather of the first version": (
        lambda: _text(b"FEA1" + bytes(60) + b"FEA1", "patients.feather"),
        ["patients.feather: is of Feather's first version; write it as version 2"],
    ),
    "half an Arrow file": (lambda: _arrow(_table(patient_id=["x"] * 99), 900), ["cannot be read"]),
    "half an Arrow stream": (
        lambda: _arrow(_table(patient_id=["x"] * 99), 900, footed=False),
        ["patients.arrow: cannot be read"],
    ),
    "Arrow whose text is none": (lambda: _arrow(_no_text()), ["cannot be read", "UTF8"]),
    "Arrow with a column of nothing known": (
        lambda: _arrow(_table(start=[True])),
        ["start: is of type bool; write dates, or text as in 2026-01-05"],
    ),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("output", ["o.csv", "o/"])
def test_a_file_that_cannot_be_read_is_one_line(
    what: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the file and the mend; nothing is written, and what was there stays."""
    made, parts = REFUSED[what]
    name = made()
    Path("o.csv").write_text("of an earlier run")
    before = _here()
    assert main(["cohort", "dcep", name, "--output", output]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    for part in parts:
        assert part in err
    assert _here() == before


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        (["--output", "o.txt"], ["o.txt", "let it end in .csv"]),
        (["--output", "o.jsonl"], ["o.jsonl", "let it end in .csv"]),
        (["--output", "o"], ["o:", "let it end in .csv"]),
        (["--output", "none/o.csv"], ["none/o.csv: cannot be written (No such file"]),
        (["--output", "/proc/o.csv"], ["/proc/o.csv: cannot be written"]),
        (["--output", "a\0.csv"], ["its name has a character no name has"]),
        (["--output", "patients.csv"], ["patients.csv: is the same file as 'patients.csv'"]),
        (["--output", "./link.csv"], ["./link.csv: is the same file as 'patients.csv'"]),
        (["--output", "hard.csv"], ["hard.csv: is the same file as 'patients.csv'"]),
        (["--output", "o.csv", "--rejects", "./o.csv"], ["is the same file as './o.csv'"]),
        (["--output", "o.csv", "--rejects", "patients.csv"], ["is the same file as"]),
        (["--output", "o.csv", "--rejects", "r.txt"], ["r.txt", ".jsonl"]),
        (["--output", "o.csv", "--rejects", "none/r.csv"], ["none/r.csv: cannot be written"]),
        (["--output", "o.csv", "--rejects", ""], ["''", ".jsonl"]),
        (["--output", ""], ["''", ".csv"]),
        (["--output", "pipe.csv"], ["pipe.csv: is no file"]),
        (["--output", "ring.csv"], ["ring.csv: cannot be written (Too many levels of symbolic"]),
        (["--output", "ring/"], ["ring/: cannot be written"]),
        (["--output", "o.csv", "--rejects", "ring.csv"], ["ring.csv: cannot be written (Too"]),
        (["--output", "o.csv", "--patients-per-file", "5"], ["--output", "folder", "/"]),
        (["--output", "o.csv", "--output-format", "csv"], ["--output", "folder", "/"]),
        (["--output", "o/", "--rejects", "r.csv"], ["--output", "_rejects in the folder"]),
        (["--output", "o/", "--patients-per-file", "0"], ["--patients-per-file: no patients"]),
        (["--output", "o/", "--patients-per-file", "x"], ["--patients-per-file", "whole number"]),
        (["--output", "hard.csv/"], ["hard.csv/: is no folder"]),
        (["--output", "."], [".: has files in it and no _run.json"]),
        (["--output", "o.csv", "--until", "2026-02-30"], ["--until", "not a day"]),
        (["--output", "o.csv", "--until", "2026-02-03", "--cycles", "1"], ["--until, --cycles"]),
        (["--output", "o.csv", "--round", "1 cm"], ["--round"]),
        (["--output", "o.csv", "--formula", "guess"], ["--formula"]),
        ([], ["--output"]),
    ],
)
def test_options_that_cannot_be_are_one_line(
    options: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written over, and nothing is begun."""
    _text(HEADING + ANNA)
    Path("link.csv").symlink_to("patients.csv")
    os.link("patients.csv", "hard.csv")
    os.mkfifo("pipe.csv")
    Path("ring.csv").symlink_to("ring.csv")
    Path("ring").symlink_to("ring")
    before = _here()
    assert main(["cohort", "dcep", "patients.csv", *options]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    for part in parts:
        assert part in err
    assert _here() == before


@pytest.mark.parametrize(
    ("regimen", "part"),
    [
        ("dcp", "did you mean dcep"),
        ("daratumumab-iv", "give --until or --cycles"),
        ("course.json", "course.json: is no protocol"),
        ("patients.csv", "patients.csv: is not JSON"),
    ],
)
def test_what_no_patient_can_be_planned_by_is_said_once(
    regimen: str, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not once a patient: the exit is 2, as for any bad input."""
    _text(HEADING + ANNA)
    _text('{"regimen": "dcep"}', "course.json")
    assert main(["cohort", regimen, "patients.csv", "--output", "o.csv"]) == 2
    err = capsys.readouterr().err
    assert part in err
    assert err.count("\n") == 1
    assert not Path("o.csv").exists()


def test_no_output_may_be_the_protocol(capsys: pytest.CaptureFixture[str]) -> None:
    """The document that all are planned by is not written over."""
    _text(HEADING + ANNA)
    main(["show", "dcep", "--format", "json", "--output", "own.csv"])
    before = _here()
    assert main(["cohort", "own.csv", "patients.csv", "--output", "own.csv"]) == 2
    assert "own.csv: is the same file as 'own.csv'" in capsys.readouterr().err
    assert _here() == before


def test_a_file_that_changes_while_it_is_read_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows of two versions do not stand in one table."""
    _text(HEADING + ANNA * 3)
    monkeypatch.setattr(reading, "_MOST", 1)
    own = CsvPatients._next

    def next_and_change(rows: CsvPatients) -> list[str] | None:
        with Path("patients.csv").open("a") as file:
            file.write(ANNA)
        return own(rows) if Path("patients.csv").stat().st_size < 500 else None

    monkeypatch.setattr(CsvPatients, "_next", next_and_change)
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 2
    assert "patients.csv: was changed while it was read" in capsys.readouterr().err
    assert set(_here()) == {"patients.csv"}


# Standard input


def _given(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize("output", ["o.csv", "o/"])
def test_a_table_on_standard_input_is_read_as_csv(
    output: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As any document on -: the files are those of the same table in a file."""
    content = f"{HEADING}{ANNA}bert,2026-01-05,165,1\n"
    _text(content)
    assert main(["cohort", "dcep", "patients.csv", "--output", output]) == 1
    told, files = capsys.readouterr(), _here()
    for _ in range(2):  # it goes on, too, where the same table comes again
        _given(monkeypatch, content.encode())
        assert main(["cohort", "dcep", "-", "--output", output]) == 1
        assert capsys.readouterr() == told
        assert _here() == files


@pytest.mark.parametrize("output", ["o.csv", "o/"])
@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "standard input: is empty"),
        (b"PAR1", "standard input: columns: 'PAR1' is not a column of patients"),
        (HEADING.encode(), "standard input: has no patients"),
        (f"{HEADING}bert\n".encode(), "standard input line 2: has 1 cells and not 4"),
    ],
)
def test_what_cannot_be_read_on_standard_input_is_one_line(
    output: str,
    content: bytes,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says that it was standard input."""
    _given(monkeypatch, content)
    assert main(["cohort", "dcep", "-", "--output", output]) == 2
    err = capsys.readouterr().err
    assert part in err
    assert err.count("\n") == 1
    assert _here() == {}


def test_standard_input_that_is_closed_or_has_no_room_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A whole table may be larger than what is free for temporary files."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["cohort", "dcep", "-", "--output", "o.csv"]) == 2
    assert capsys.readouterr().err == "regimens: standard input: is closed; give a table on it\n"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    _given(monkeypatch, f"{HEADING}{ANNA}".encode())
    monkeypatch.setattr(shutil, "copyfileobj", full)
    assert main(["cohort", "dcep", "-", "--output", "o.csv"]) == 2
    assert capsys.readouterr().err == (
        "regimens: standard input: cannot be kept in a temporary file (No space left on device); "
        "make room for it, or name a file\n"
    )
    assert _here() == {}


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        (errno.EFBIG, "make room for it"),
        (errno.ENOSPC, "make room for it"),
        (errno.EACCES, "name a place that can be"),
    ],
)
def test_what_cannot_be_written_is_told_with_its_mend(number: int, mend: str) -> None:
    """A disk without room needs room, whichever write meets it; anything else another place."""
    said = os.strerror(number)
    with pytest.raises(DocumentError) as refused, in_one_line("o.csv"):
        raise OSError(number, said)
    assert str(refused.value) == f"o.csv: cannot be written ({said}); {mend}"


# Runs that are broken off


def _many(count: int) -> None:
    with Path("patients.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(PATIENT)
        rows.writerows([f"p{place}", "2026-01-05", "165", "70"] for place in range(count))


def _command(*options: str) -> list[str]:
    return [sys.executable, "-m", "regimens", "cohort", "dcep", "patients.csv", *options]


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow"])
def test_a_full_disk_leaves_what_was_there(ending: str) -> None:
    """Files may not grow beyond 20 kB: one line says so, and no half file is left."""
    _many(3000)
    Path(f"o.{ending}").write_text("of an earlier run")
    before = _here()
    done = subprocess.run(
        _command("--output", f"o.{ending}", "--rejects", f"r.{ending}"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        # Python before 3.14 would keep half a module for whoever imports it next.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"regimens: o.{ending}: cannot be written (File too large); make room for it\n"
    )
    assert _here() == before


def test_a_stopped_run_leaves_what_was_there() -> None:
    """Ctrl-C in the midst of it: one line, exit 130, and the earlier files as they were."""
    _many(60_000)
    Path("o.csv").write_text("of an earlier run")
    before = _here()
    run = subprocess.Popen(
        _command("--output", "o.csv", "--rejects", "r.csv"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while run.poll() is None and not any(
        path.stat().st_size > 1_000_000 for path in Path().glob(".regimens-*")
    ):
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate()
    assert (run.returncode, out) == (130, "")
    assert err == "regimens: was stopped before it was done; give the command again\n"
    assert _here() == before


def test_a_link_stays_and_what_it_leads_to_is_replaced() -> None:
    """As for any other file that the command line writes."""
    _text(HEADING + ANNA)
    Path("folder").mkdir()
    Path("o.csv").symlink_to("folder/real.csv")
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 0
    assert Path("o.csv").is_symlink()
    assert rows_in("folder/real.csv").num_rows == 48
