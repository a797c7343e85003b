"""A folder of parts: whole ones stay, broken ones are written anew, another run is refused."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from cohort_files import Found, put, rejects_in, rows_in
from cohorts import differences, drawing, patients

from regimens import catalogue
from regimens.cli import main
from regimens.cohort import Cohort, parts, reading
from regimens.cohort.batches import Planner
from regimens.cohort.held import held

REGIMEN = catalogue.get("dara-dcep")
ROWS = patients(drawing("parts"), REGIMEN, 95)


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of patients in it."""
    monkeypatch.chdir(tmp_path)
    put(ROWS, "parquet", Path())
    return tmp_path


def _plan(*options: str, output: str = "o/") -> int:
    return main(["cohort", "dara-dcep", "patients.parquet", "--output", output, *options])


def _files(folder: str) -> dict[str, str]:
    """Every file of a folder by the digest of its content."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


def _values(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("form", ["parquet", "csv", "arrow"])
def test_parts_are_the_one_file_in_pieces(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Put together, parts of ten patients are the rows and rejects of the whole."""
    assert _plan("--patients-per-file", "10", "--output-format", form) == 1
    told = capsys.readouterr().err
    assert _plan("--rejects", "r.parquet", output="o.parquet") == 1
    *broken, counts = capsys.readouterr().err.splitlines()
    assert told == counts.replace("o.parquet", "o/") + " (in o/_violations)\n"
    assert all("violation" in line for line in broken)
    names = [f"part-{number:05}.{form}" for number in range(10)]
    assert sorted(path.name for path in Path("o").glob("part-*")) == names
    assert sorted(path.name for path in Path("o/_rejects").iterdir()) == names
    together = Found(
        rows=pa.concat_tables([rows_in(Path("o", name)) for name in names]),
        rejects=pa.concat_tables([rejects_in(Path("o/_rejects", name)) for name in names]),
    )
    assert differences(Cohort(regimen=REGIMEN), ROWS, together) == []


def test_a_run_says_what_it_is_and_that_it_is_done() -> None:
    """Regimen, policy, patients and library; and at the end how many there were."""
    assert _plan("--patients-per-file", "50", "--round", "5 mg", "--until", "2026-12-31") == 1
    run = _values("o/_run.json")
    assert run["regimen"] == {
        "id": "dara-dcep",
        "revision": REGIMEN.revision,
        "digest": REGIMEN.digest,
    }
    assert (run["policy"]["rounding"], run["until"], run["patients_per_file"]) == (
        "5 mg",
        "2026-12-31",
        50,
    )
    digest = hashlib.sha256(Path("patients.parquet").read_bytes()).hexdigest()
    assert run["patients"] == f"sha256:{digest}"
    done = _values("o/_SUCCESS")
    assert done["patients"] == 95
    counts = [_values(f"o/_parts/part-0000{number}.json") for number in (0, 1)]
    assert [one["patients"] for one in counts] == [50, 45]
    assert done == {name: counts[0][name] + counts[1][name] for name in done}


@pytest.mark.parametrize(
    "lost",
    [
        ["_SUCCESS"],
        ["part-00004.parquet"],
        ["_rejects/part-00009.parquet"],
        ["_parts/part-00000.json"],
        ["_SUCCESS", "_parts/part-00003.json"],
        ["_SUCCESS", "part-00000.parquet"],
        ["_SUCCESS", "_rejects/part-00009.parquet"],
        ["_SUCCESS", "_parts"],
        ["_SUCCESS", "_parts/part-00000.json", "part-00000.parquet", "part-00001.parquet"],
    ],
)
def test_what_is_missing_is_written_as_it_was(
    lost: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command goes on: each byte, each count and the exit are those of one run."""
    assert _plan("--patients-per-file", "10") == 1
    told, files = capsys.readouterr(), _files("o")
    kept = {path: path.stat().st_ino for path in Path("o").glob("part-*")}
    for name in lost:
        path = Path("o", name)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    assert _plan("--patients-per-file", "10") == 1
    assert capsys.readouterr() == told
    assert _files("o") == files
    if lost == ["_SUCCESS"]:
        assert {path: path.stat().st_ino for path in Path("o").glob("part-*")} == kept

    def planned(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Planner, "plan", planned)
    assert _plan("--patients-per-file", "10") == 1, "what is done is not planned again"
    assert capsys.readouterr() == told


def test_counts_that_cannot_be_read_make_their_part_anew() -> None:
    """A file that somebody has touched is not believed."""
    assert _plan("--patients-per-file", "10") == 1
    files = _files("o")
    Path("o/_SUCCESS").unlink()
    Path("o/_parts/part-00001.json").write_text("[]")
    Path("o/_parts/part-00002.json").write_text("{}")
    Path("o/_parts/part-00003.json").write_bytes(b"\xff")
    Path("o/_parts/part-00004.json").write_text("[" * 100_000)
    counts = _values("o/_parts/part-00005.json") | {"rows": float("inf")}
    Path("o/_parts/part-00005.json").write_text(json.dumps(counts))
    assert _plan("--patients-per-file", "10") == 1
    assert _files("o") == files


@pytest.mark.parametrize("name", ["part-00002.parquet", "_rejects/part-00002.parquet"])
@pytest.mark.parametrize("is_done", [True, False])
def test_a_part_that_was_cut_short_is_written_as_it_was(name: str, *, is_done: bool) -> None:
    """Also in a folder whose run came to its end; nobody has to delete anything first."""
    assert _plan("--patients-per-file", "10") == 1
    files = _files("o")
    if not is_done:
        Path("o/_SUCCESS").unlink()
    path = Path("o", name)
    path.write_bytes(path.read_bytes()[:-9])
    assert _plan("--patients-per-file", "10") == 1
    assert _files("o") == files


def test_a_folder_is_not_done_while_a_part_is_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever waits for _SUCCESS does not read nine parts for ten."""
    assert _plan("--patients-per-file", "10") == 1
    Path("o/part-00004.parquet").unlink()
    own = Planner.plan

    def planned(*values: Any) -> Any:
        assert not Path("o/_SUCCESS").exists()
        return own(*values)

    monkeypatch.setattr(Planner, "plan", planned)
    assert _plan("--patients-per-file", "10") == 1
    assert Path("o/_SUCCESS").exists()


def test_a_part_of_another_run_is_not_taken_for_its_own() -> None:
    """Of another table with as many patients, and files that are as long."""
    assert _plan("--patients-per-file", "10", "--output-format", "csv") == 1
    files = _files("o")
    place = put([*ROWS[:10], *ROWS[19:9:-1], *ROWS[20:]], "csv", Path())
    command = ["cohort", "dara-dcep", place, "--output", "p/", "--patients-per-file", "10"]
    assert main([*command, "--output-format", "csv"]) == 1
    for name in ("part-00001.csv", "_rejects/part-00001.csv", "_parts/part-00001.json"):
        assert Path("p", name).stat().st_size == Path("o", name).stat().st_size
        shutil.copy(Path("p", name), Path("o", name))
    assert _files("o") != files
    assert _plan("--patients-per-file", "10", "--output-format", "csv") == 1
    assert _files("o") == files


def test_counts_of_other_patients_than_were_read_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A run that cannot be whole does not say that it is."""
    assert _plan("--patients-per-file", "10") == 1
    counts = _values("o/_parts/part-00001.json")
    Path("o/_parts/part-00001.json").write_text(json.dumps({**counts, "patients": 9}))
    capsys.readouterr()
    assert _plan("--patients-per-file", "10") == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "o/: _parts counts 94 patients, and 95 were read; begin anew in another folder" in err
    assert not Path("o/_SUCCESS").exists()


def test_of_two_runs_at_once_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """While another process writes into the folder; its files are as if it had been alone."""
    put(patients(drawing("at once"), REGIMEN, 500), "csv", Path())
    options = ["cohort", "dara-dcep", "patients.csv", "--patients-per-file", "20", "--output"]
    run = subprocess.Popen(
        [sys.executable, "-m", "regimens", *options, "o/"], stderr=subprocess.PIPE, text=True
    )
    while run.poll() is None and not list(Path("o").glob("part-*")):
        time.sleep(0.002)
    assert main([*options, "o/"]) == 2
    err = capsys.readouterr().err
    _, told = run.communicate()
    assert err == (
        "regimens: o/: another run is writing into it; wait until that is done, or name another "
        "folder\n"
    )
    assert run.returncode == 1
    assert main([*options, "once/"]) == 1
    assert capsys.readouterr().err == told.replace("o/", "once/")
    assert _files("o") == _files("once")


def test_a_run_that_comes_in_between_is_not_written_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder was free when it was looked at first, and is another's when it is taken."""
    put(ROWS[:15], "csv", Path())
    other = ["cohort", "dara-dcep", "patients.csv", "--output", "o/"]

    @contextmanager
    def late(folder: str) -> Iterator[None]:
        monkeypatch.setattr(parts, "held", held)
        assert main(other) in {0, 1}
        with held(folder):
            yield

    monkeypatch.setattr(parts, "held", late)
    assert _plan() == 2
    assert "o/: has another run in it, which differs in patients; " in capsys.readouterr().err
    assert _values("o/_SUCCESS")["patients"] == 15
    files = _files("o")
    shutil.rmtree("o")
    monkeypatch.setattr(parts, "held", late)
    assert main(other) in {0, 1}, "the same run has done it"
    assert _files("o") == files


def test_a_folder_that_cannot_be_held_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a file system that holds no files, two runs could not be kept apart."""

    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", flock)
    assert _plan() == 2
    assert capsys.readouterr().err == (
        "regimens: o/: cannot be written (No locks available); name a place that can be\n"
    )
    assert {path.name for path in Path("o").iterdir()} == {"_lock"}


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--patients-per-file", "11"], "patients_per_file"),
        (["--patients-per-file", "10", "--round", "5 mg"], "policy"),
        (["--patients-per-file", "10", "--cycles", "2"], "cycles"),
        (["--patients-per-file", "10", "--output-format", "csv"], "format"),
        (["--until", "2026-12-31"], "until, patients_per_file"),
    ],
)
@pytest.mark.parametrize("is_done", [True, False])
def test_another_run_is_refused(
    options: list[str], names: str, capsys: pytest.CaptureFixture[str], *, is_done: bool
) -> None:
    """Its parts would stand beside those of the first; one line says what differs."""
    assert _plan("--patients-per-file", "10") == 1
    if not is_done:
        Path("o/_SUCCESS").unlink()
        Path("o/part-00004.parquet").unlink()
    files = _files("o")
    capsys.readouterr()
    assert _plan(*options) == 2
    err = capsys.readouterr().err
    assert f"o/: has another run in it, which differs in {names}; " in err
    assert err.count("\n") == 1
    assert _files("o") == files


def test_other_patients_and_another_regimen_are_another_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the content of their files."""
    assert _plan() == 1
    assert main(["cohort", "dcep", "patients.parquet", "--output", "o"]) == 2
    assert "which differs in regimen; " in capsys.readouterr().err
    put(ROWS[1:], "parquet", Path())
    assert _plan() == 2
    assert "which differs in patients; " in capsys.readouterr().err


def test_a_folder_of_something_else_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """Also one whose run nobody can read."""
    Path("o").mkdir()
    Path("o/notes.txt").write_text("mine")
    assert _plan() == 2
    assert "o/: has files in it and no _run.json" in capsys.readouterr().err
    Path("o/_run.json").write_text("{")
    assert _plan() == 2
    assert {path.name for path in Path("o").iterdir()} == {"notes.txt", "_run.json"}


def test_an_empty_folder_is_taken_and_a_deep_one_made() -> None:
    """A path that is a folder needs no slash."""
    Path("o").mkdir()
    assert _plan(output="o") == 1
    assert _plan(output="a/b/c/") == 1
    assert _files("o") == _files("a/b/c")


@pytest.mark.parametrize("form", ["parquet", "csv", "arrow"])
def test_a_killed_run_goes_on_to_the_same_files(form: str) -> None:
    """Killed without warning several times, it comes out as if it had never been."""
    put(patients(drawing("killed"), REGIMEN, 1200), "parquet", Path())
    command = [sys.executable, "-m", "regimens", "cohort", "dara-dcep", "patients.parquet"]
    command += ["--patients-per-file", "80", "--output-format", form, "--output"]
    for seen in (1, 4, 9):
        run = subprocess.Popen([*command, "broken/"], stderr=subprocess.PIPE)
        while run.poll() is None and len(list(Path("broken").glob("part-*"))) < seen:
            time.sleep(0.002)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert not Path("broken/_SUCCESS").exists()
    done = subprocess.run([*command, "broken/"], capture_output=True, text=True, check=False)
    once = subprocess.run([*command, "once/"], capture_output=True, text=True, check=False)
    assert done.returncode == once.returncode == 1
    assert done.stderr.replace("broken/", "once/") == once.stderr
    assert _files("broken") == _files("once")
    assert len(_files("once")) == 15 * 4 + 3


def test_a_file_that_breaks_off_is_not_called_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was planned before a row that cannot be read stays, and no half part beside it."""
    monkeypatch.setattr(reading, "_MOST", 7)
    lines = [f"p{number},2026-01-05,165,70\n" for number in range(25)]
    heading = "patient_id,start,height_cm,weight_kg\n"
    Path("patients.csv").write_text("".join([heading, *lines, "p25,2026-01-05\n"]))
    command = ["cohort", "dcep", "patients.csv", "--output", "o/", "--patients-per-file", "10"]
    assert main(command) == 2
    assert "patients.csv line 27: has 2 cells" in capsys.readouterr().err
    names = {"part-00000.parquet", "part-00001.parquet"}
    assert {path.name for path in Path("o").iterdir()} == {
        *names,
        *("_run.json", "_lock", "_parts", "_rejects", "_violations"),
    }
    assert {path.name for path in Path("o/_rejects").iterdir()} == names
    assert len(list(Path("o/_parts").iterdir())) == 2
    Path("patients.csv").write_text("".join([heading, *lines]))
    assert main(command) == 2, "the mended file is another run"
    assert "o/: has another run in it, which differs in patients" in capsys.readouterr().err


def test_a_reader_of_folders_takes_the_rows_alone() -> None:
    """What stands beside the parts, for the next run and for rejects, is passed over."""
    assert _plan("--patients-per-file", "10") == 1
    assert _plan(output="whole.parquet") == 1
    assert pq.read_table("o").equals(pq.read_table("whole.parquet"))
