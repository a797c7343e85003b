"""Files of patients are read and written in pieces of a bounded size, each cell as it stands."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import termios
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from cohort_files import rows_in

from regimens import catalogue
from regimens.cli import main
from regimens.cohort import Cohort, batches, reading, writing
from regimens.cohort.batches import Asked, Planner
from regimens.cohort.forms import Form
from regimens.cohort.reading import opened
from regimens.cohort.writing import writer
from regimens.errors import DocumentError

HEADING = "patient_id,start,height_cm,weight_kg\n"
SIX = range(6)


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _read(name: str) -> list[pa.RecordBatch]:
    with opened(name) as found:
        return list(found.batches())


def _csv(*lines: str, heading: str = HEADING) -> list[dict[str, Any]]:
    Path("patients.csv").write_text(heading + "".join(lines), encoding="utf-8", newline="")
    return [row for batch in _read("patients.csv") for row in batch.to_pylist()]


def _table(count: int, **columns: Any) -> pa.Table:
    return pa.table(
        {
            "patient_id": [f"p{place}" for place in range(count)],
            "start": [date(2026, 1, 5)] * count,
            "height_cm": [165] * count,
            "weight_kg": [70] * count,
            **columns,
        }
    )


# CSV


def test_every_cell_is_text_as_it_stands() -> None:
    """No zero, space or digit is lost; an empty cell is nothing, and quoted or not is one."""
    assert _csv("007,2026-01-05,165.0, 70\n", '"0,1","2026-01-05",,""\n') == [
        {"patient_id": "007", "start": "2026-01-05", "height_cm": "165.0", "weight_kg": " 70"},
        {"patient_id": "0,1", "start": "2026-01-05", "height_cm": None, "weight_kg": None},
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_line_ends_and_empty_lines_are_no_patients(end: str) -> None:
    """As spreadsheets write them; a cell may hold a line break."""
    found = _csv(
        f'"an{end}na",2026-01-05,165,70{end}{end}',
        "bert,2026-01-05,165,70",
        heading=f"\ufeff{HEADING.strip()}{end}",
    )
    assert [row["patient_id"] for row in found] == [f"an{end}na", "bert"]


def test_columns_stand_in_any_order_and_lists_and_events_as_text() -> None:
    """A fraction and a delay a cycle, and events as a course document has them."""
    Path("patients.csv").write_text(
        "events,weight_kg,height_cm,start,patient_id,delays,fractions\n"
        '"[{""type"": ""delay"", ""cycle"": 3, ""days"": 2}]",70,165,2026-01-05,p1,0;7,1;0.7\n'
        ',70,165,2026-01-05,p2,"[0, 7]","[null, 0.7]"\n'
    )
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 0
    rows = rows_in("o.csv").to_pylist()
    days = {
        (row["patient_id"], row["cycle"]): (str(row["date"]), str(row["fraction"].normalize()))
        for row in rows
        if row["drug"] == "cisplatin" and row["day"] == 1
    }
    # 28-day cycles from 5 January: 2 February + 7; 28 days on 9 March; + 2.
    assert days == {
        ("p1", 1): ("2026-01-05", "1"),
        ("p1", 2): ("2026-02-09", "0.7"),
        ("p1", 3): ("2026-03-11", "0.7"),
        ("p2", 1): ("2026-01-05", "1"),
        ("p2", 2): ("2026-02-09", "0.7"),
        ("p2", 3): ("2026-03-09", "0.7"),
    }


def test_no_cell_that_is_written_is_a_formula() -> None:
    """Identifiers are anybody's text; they are quoted and marked as in a calendar's CSV."""
    identifiers = ["=cmd()", "-3", "+1;2", 'a"b', "a,b", "a\nb", "007", "1e5", "'=x", " @x"]
    rows = io.StringIO(newline="")
    out = csv.writer(rows)
    for one in identifiers:
        out.writerow([one, "2026-01-05", "165", "70"])
    Path("patients.csv").write_text(HEADING + rows.getvalue(), newline="")
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 1
    with Path("o.csv").open(newline="") as file:
        cells = list(dict.fromkeys(row[0] for row in csv.reader(file)))
    assert cells == [
        "patient_id",
        *("'=cmd()", "-3", "'+1;2", 'a"b', "a,b", "007", "1e5", "''=x", "' @x"),
    ]


# Sizes


def test_batches_have_a_bounded_number_of_patients(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a file was written in: one row group, one batch, or lines."""
    monkeypatch.setattr(reading, "_MOST", 40)
    table = _table(100)
    pq.write_table(table, "a.parquet")
    pq.write_table(table, "b.parquet", row_group_size=7)
    with pa.ipc.new_file("a.arrow", table.schema) as out:
        out.write_table(table)
    with pa.ipc.new_stream("b.arrow", table.schema) as out:
        out.write_table(table, max_chunksize=30)
    with Path("a.csv").open("w") as file:
        file.write(HEADING + "".join(f"p{place},2026-01-05,165,70\n" for place in range(100)))
    for name in ("a.parquet", "b.parquet", "a.arrow", "b.arrow", "a.csv"):
        found = _read(name)
        assert max(batch.num_rows for batch in found) <= 40
        ids = [value for batch in found for value in batch.column("patient_id").to_pylist()]
        assert ids == table.column("patient_id").to_pylist()


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
@pytest.mark.parametrize("name", ["patients.parquet", "patients.arrow"])
def test_long_texts_make_small_batches(
    name: str, kind: pa.DataType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one text that stands once in the file and in many rows."""
    monkeypatch.setattr(reading, "_TEXT", 1000)
    for texts in (["x" * 400] * 6, [None, "y" * 5000, "", "z" * 400, "z" * 400, "z" * 900]):
        table = _table(6, events=pa.array(texts, kind))
        if name.endswith("parquet"):
            pq.write_table(table, name)
        else:
            with pa.ipc.new_file(name, table.schema) as out:
                out.write_table(table)
        found = _read(name)
        rows = [row for batch in found for row in batch.to_pylist()]
        assert [(row["patient_id"], row["events"]) for row in rows] == [
            (f"p{place}", text) for place, text in enumerate(texts)
        ]
        assert 3 <= len(found) <= 6
        assert all(
            batch.num_rows == 1 or sum(map(len, filter(None, batch["events"].to_pylist()))) <= 1000
            for batch in found
        )


def test_a_part_of_a_batch_counts_no_text_before_it() -> None:
    """The offsets of a part begin at 0, as where those of the whole would be too large."""
    table = _table(6, events=pa.array(["x" * 30_000_000] * 6, pa.large_string()))
    with pa.ipc.new_file("patients.arrow", table.schema) as out:
        out.write_table(table)
    found = _read("patients.arrow")
    assert [batch.num_rows for batch in found] == [2, 2, 2]
    offsets = [memoryview(batch["events"].buffers()[1]).cast("q")[:3].tolist() for batch in found]
    assert offsets == [[0, 30_000_000, 60_000_000]] * 3


def test_patients_with_many_rows_are_planned_few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who starts long before the last day has more rows; those beside him are not held by it."""
    monkeypatch.setattr(batches, "_ROWS", 200)
    cohort = Cohort(regimen=catalogue.get("daratumumab-iv"), until=date(2027, 12, 31))
    starts = [*[date(2027, 12, 1)] * 20, date(2010, 1, 4), *[date(2027, 12, 1)] * 20]
    patients = _table(41, start=starts).to_batches()[0]
    found = list(Planner(cohort, Asked()).plan(patients, 1))
    sizes = [batch.patients.num_rows for batch in found]
    assert sum(sizes) == 41
    assert 1 in sizes, "18 years have more than 200 rows"
    assert max(sizes) >= 10
    assert all(batch.planned.rows.num_rows <= 200 for batch in found if batch.patients.num_rows > 1)
    ids = [one for batch in found for one in batch.planned.rows["patient_id"].to_pylist()]
    assert list(dict.fromkeys(ids)) == [f"p{place}" for place in range(41)]


def test_rows_of_rejects_are_those_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted over batches of any size."""
    monkeypatch.setattr(reading, "_MOST", 7)
    monkeypatch.setattr(batches, "_ROWS", 100)
    wrong = {3, 7, 8, 14, 29}
    lines = [f"p{n},2026-01-05,165,{'' if n in wrong else '70'}\n" for n in range(1, 31)]
    Path("patients.csv").write_text(HEADING + "".join(lines))
    command = ["cohort", "dcep", "patients.csv", "--output", "o.csv", "--rejects", "r.csv"]
    assert main(command) == 1
    with Path("r.csv").open(newline="") as file:
        found = [(row["row"], row["patient_id"]) for row in csv.DictReader(file)]
    assert found == [(str(n), f"p{n}") for n in sorted(wrong)]


@pytest.mark.parametrize("form", [Form.CSV, Form.PARQUET, Form.ARROW])
def test_what_is_written_out_at_once_is_bounded(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long identifier is not repeated for all rows at once, and every row is there."""
    monkeypatch.setattr(writing, "_ROWS", 5)
    monkeypatch.setattr(writing, "_TEXT", 900)
    ids = pa.DictionaryArray.from_arrays(pa.array([0, 1, 1, 0, 1] * 4), ["a" * 100, "b,"])
    batch = pa.RecordBatch.from_arrays([ids, pa.array([*range(19), None])], names=["id", "n"])
    file = io.BytesIO()
    out = writer(form, file, batch.schema)
    out.write(batch)
    out.write(batch.slice(0, 0))
    out.close()
    file.seek(0)
    if form is Form.CSV:
        lines = list(csv.reader(io.StringIO(file.getvalue().decode(), newline="")))
        found = [{"id": one[0], "n": int(one[1]) if one[1] else None} for one in lines[1:]]
    else:
        read = (
            pq.read_table if form is Form.PARQUET else lambda one: pa.ipc.open_file(one).read_all()
        )
        found = read(file).to_pylist()
    assert found == batch.to_pylist()


_MEASURED = """
import resource, sys
from regimens.cli import main
main(["cohort", "dcep", sys.argv[1], "--output", sys.argv[2]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _megabytes(name: str, output: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, name, output], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.parametrize(("form", "output"), [("csv", "o.parquet"), ("parquet", "o.csv")])
def test_memory_does_not_grow_with_the_file(form: str, output: str) -> None:
    """Four times the patients take no more room: their rows alone would be 270 MB more."""
    found = []
    for count in (20_000, 80_000):
        name = f"{count}.{form}"
        heights = [150 + place % 40 for place in range(count)]
        table = _table(count, height_cm=heights)
        if form == "parquet":
            pq.write_table(table, name)  # one row group
        else:
            lines = (f"p{place},2026-01-05,{one},70\n" for place, one in enumerate(heights))
            Path(name).write_text(HEADING + "".join(lines))
        found.append(_megabytes(name, output))
    assert found[1] < found[0] + 100


# What is loaded, and what is shown


def test_a_missing_extra_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to install, in the words that a shell takes; nothing is written."""
    Path("patients.csv").write_text(f"{HEADING}p1,2026-01-05,165,70\n")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 2
    err = capsys.readouterr().err
    assert 'pip install "regimens[cohort]"' in err
    assert err.count("\n") == 1
    assert not Path("o.csv").exists()


def test_no_other_command_loads_the_room() -> None:
    """Planning one patient waits for nothing that many need."""
    program = (
        "import sys; from regimens.cli import main; "
        "main(['bsa', '--height', '172 cm', '--weight', '70 kg']); "
        "print([one for one in sys.modules if one.startswith(('regimens.cohort', 'pyarrow'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("name", "output", "unit"),
    [("p.parquet", "o.csv", b" patients"), ("p.csv", "o/", b" bytes"), ("p.arrow", "o.csv", b" b")],
)
@pytest.mark.parametrize("on_terminal", [True, False])
def test_long_work_shows_a_bar_on_a_terminal_only(
    name: str, output: str, unit: bytes, *, on_terminal: bool
) -> None:
    """How far the file has been read; in a pipe only the line at the end."""
    table = _table(60)
    pq.write_table(table, "p.parquet")
    with pa.ipc.new_file("p.arrow", table.schema) as out:
        out.write_table(table, max_chunksize=10)
    Path("p.csv").write_text(HEADING + "p1,2026-01-05,165,70\n" * 60)
    program = (
        "import sys, time; from regimens.cli import main; "
        "from regimens.cohort import batches, reading; reading._MOST = 10; "
        "own = batches.planned; "
        "batches.planned = lambda *args, **names: (time.sleep(0.4), own(*args, **names))[1]; "
        f"sys.exit(main(['cohort', 'dcep', {name!r}, '--output', {output!r}]))"
    )
    ours, theirs = pty.openpty() if on_terminal else os.pipe()
    if on_terminal:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 80, 0, 0))
    done = subprocess.run([sys.executable, "-c", program], stderr=theirs, check=False)
    os.set_blocking(ours, False)
    seen = os.read(ours, 65536)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0
    assert (b"%|" in seen and unit in seen.split(b"regimens: ")[0]) is on_terminal
    line = f"regimens: 60 patients, 2880 rows in {output}, 0 rejects".encode()
    assert seen.splitlines()[-1].endswith(line)
    assert on_terminal or seen == line + b"\n"


class _Terminal(io.StringIO):
    """What says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_missing_bar_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done all the same."""
    Path("patients.csv").write_text(f"{HEADING}p1,2026-01-05,165,70\n")
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 0
    assert terminal.getvalue().splitlines() == [
        'regimens: for a progress bar: pip install "regimens[progress]"',
        "regimens: 1 patient, 48 rows in o.csv, 0 rejects",
    ]


# Found by giving the reader wrong files (docs/evidence/fuzzing.md)


def test_a_column_whose_name_is_no_text_is_refused() -> None:
    """It was an error of Python's where the name was looked at."""
    table = _table(1)
    with pa.ipc.new_stream("whole.arrow", table.schema) as out:
        out.write_table(table)
    data = Path("whole.arrow").read_bytes()
    Path("patients.arrow").write_bytes(data.replace(b"weight_kg", b"\x80eight_kg"))
    with pytest.raises(DocumentError, match=r"^patients.arrow: cannot be read \('utf-8' codec"):
        _read("patients.arrow")


@pytest.mark.parametrize("places", [-(10**8), 10**8])
def test_a_decimal_type_of_a_hundred_million_places_is_refused(places: int) -> None:
    """A number of it was an error of Python's, or a text of as many zeros."""
    whole = {"patient_id": ["p1"], "start": ["2026-01-05"], "weight_kg": [70]}
    kind = pa.decimal128(9, places)
    heights = pa.Array.from_buffers(kind, 1, [None, pa.py_buffer(b"\1" + bytes(15))])
    table = pa.table({**whole, "height_cm": heights})
    with pa.ipc.new_file("patients.arrow", table.schema) as out:
        out.write_table(table)
    with pytest.raises(DocumentError, match="height_cm: is of type decimal128"):
        _read("patients.arrow")


def test_a_height_of_nothing_is_a_reject_and_no_warning(
    recwarn: pytest.WarningsRecorder,
) -> None:
    """A warning about a division by zero stood on standard error."""
    Path("patients.csv").write_text(f"{HEADING}p1,2026-01-05,0,70\np2,2026-01-05,165,70\n")
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 1
    assert not recwarn.list
    assert rows_in("o.csv").num_rows == 48
