"""The calendar as CSV: read alike by other programs, and never worked out by a spreadsheet."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest
from hostile_texts import FORMULAS, TEXTS, with_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import Course, Patient, catalogue
from regimens.calendars import Calendar
from regimens.formats.arrow import calendar_arrow
from regimens.formats.calendars import COLUMNS, calendar_csv, calendar_document
from regimens.formats.cells import cell_of, csv_text, text_of
from regimens.testing import courses

COUNTS = ("cycle", "day", "occurrence", "of")


def _calendar(name: str = "dara-dcep") -> Calendar:
    patient = Patient(height="165 cm", weight="70 kg")
    return Course(catalogue.get(name), patient, start=date(2026, 1, 5), cycles=4).plan()


def _by_pandas(path: Path) -> list[dict[str, str]]:
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [
        {str(name): str(cell) for name, cell in row.items()} for row in table.to_dict("records")
    ]


def _by_polars(path: Path) -> list[dict[str, str]]:
    rows = pl.read_csv(path, infer_schema=False).rows(named=True)
    return [{name: cell or "" for name, cell in row.items()} for row in rows]


def _by_duckdb(path: Path) -> list[dict[str, str]]:
    with duckdb.connect() as connection:
        found = connection.execute(
            "select * from read_csv(?, all_varchar=true, header=true)", [str(path)]
        )
        names = [column[0] for column in found.description or ()]
        return [
            {name: cell or "" for name, cell in zip(names, row, strict=True)}
            for row in found.fetchall()
        ]


def _by_python(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


READERS = {
    "python": _by_python,
    "pandas": _by_pandas,
    "polars": _by_polars,
    "duckdb": _by_duckdb,
}


def _written(calendar: Calendar, folder: Path) -> Path:
    path = folder / "calendar.csv"
    path.write_bytes(calendar_csv(calendar).encode())
    return path


def _unread(calendar: Calendar) -> dict[str, str]:
    """What each row of a definition with an unread number says besides."""
    said = "a number of this definition was not read in a reference: check it before use"
    return {"unverified": said} if calendar.regimen.unverified else {}


def _expected(calendar: Calendar) -> list[dict[str, str]]:
    return [
        {name: "" if row[name] is None else str(row[name]) for name in COLUMNS} | _unread(calendar)
        for row in calendar_document(calendar)["administrations"]
    ]


# One cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("DCEP", "DCEP"),
        ("", ""),
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "'\t'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\x00=1", "'\x00=1"),
        ("\tplain", "'\tplain"),
        ("x;=1", "x;'=1"),
        ("x\n=1", "x\n'=1"),
        ("x\r\n=1", "x\r'\n'=1"),
        ("x|-1", "x|'-1"),
        ('"=1"', '\'"=1"'),
        ("'=1", "''=1"),
        ("''", "''"),
        ("'t Hooft", "'t Hooft"),
        ("two\r\nlines", "two\r\nlines"),
        ("1.3 mg/m²", "1.3 mg/m²"),
        ("2–3", "2–3"),
        ("a=b", "a=b"),
        ("a -b", "a -b"),
        ("-3", "-3"),
        ("-0.7", "-0.7"),
        ("-3-1", "'-3-1"),
        ("+3", "'+3"),
        ("--3", "'--3"),
        ("－3", "'－3"),
    ],
)
def test_cell_of_a_text(text: str, cell: str) -> None:
    """A mark stands exactly where a formula could start, and comes off again."""
    assert cell_of(text) == cell
    assert text_of(cell) == text


@given(st.text() | st.text(alphabet="=+-@＝'\"x1 ,;|\t\r\n\x00\u200f"))
def test_no_text_is_lost(text: str) -> None:
    """Whatever a text is, it comes back from its cell, and from the cell of its cell."""
    cell = cell_of(text)
    assert text_of(cell) == text
    assert text_of(text_of(cell_of(cell))) == text


@given(st.text(alphabet="=+-@＝'\"x1 ,;|\t\r\n\x00\u200f"), st.sampled_from(",;|\t"))
def test_no_cell_starts_a_formula(text: str, separator: str) -> None:
    """However a reader splits a cell, no piece begins with the sign of a formula."""
    for line in cell_of(text).splitlines():
        for piece in line.split(separator):
            seen = piece.lstrip(" \t\r\n\x00\u200f\"'")
            shown = piece.lstrip(' \t\r\n\x00\u200f"')
            if seen[:1] in tuple("=+-@＝") and not _is_number(piece):
                assert shown.startswith("'")


def _is_number(piece: str) -> bool:
    return piece.removeprefix("-").isdecimal()


def test_a_long_cell_takes_no_long_time() -> None:
    """Ten thousand signs that could each start a formula are looked at once."""
    text = ";=" * 100_000
    assert text_of(cell_of(text)) == text


# A calendar


@pytest.mark.parametrize("reader", READERS)
def test_other_programs_read_the_same_rows(reader: str, tmp_path: Path) -> None:
    """Read as text, every cell is the document's value."""
    calendar = _calendar()
    assert READERS[reader](_written(calendar, tmp_path)) == _expected(calendar)


@pytest.mark.parametrize("reader", READERS)
def test_hostile_texts_come_back(reader: str, tmp_path: Path) -> None:
    """Line breaks, quotes, NUL and marks of direction survive; marked texts are got back."""
    rows = READERS[reader](_written(with_texts(_calendar(), TEXTS), tmp_path))
    assert [text_of(row["phase"]) for row in rows] == list(TEXTS)
    assert [text_of(row["level"]) for row in rows] == list(TEXTS)
    assert {row["drug"] for row in rows} <= {row.drug for row in _calendar()}


def test_only_texts_with_a_formula_are_marked() -> None:
    """Every formula is marked; of the other texts those that begin with a control character."""
    text = calendar_csv(with_texts(_calendar(), TEXTS))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    marked = [row["phase"] != text for row, text in zip(rows, TEXTS, strict=True)]
    others = [text for text, is_marked in zip(TEXTS, marked, strict=True) if is_marked]
    assert set(FORMULAS) <= set(others)
    assert set(others) - set(FORMULAS) == {"\x00", "\x1b[31m", ";='" * 3_333}


def test_numbers_are_read_as_numbers() -> None:
    """Days before a day 0 and all counts are whole numbers to pandas, doses are numbers."""
    calendar = _calendar("mel200")
    table = pd.read_csv(io.StringIO(calendar_csv(calendar)))
    assert table["day"].min() < 0
    assert [str(table[name].dtype) for name in COUNTS] == ["int64"] * 4
    assert list(table["day"]) == [row.day for row in calendar]
    assert table["dose"].dtype.kind in "if"


@settings(max_examples=30)
@given(courses())
def test_every_course_is_read_alike(
    tmp_path_factory: pytest.TempPathFactory, course: Course
) -> None:
    """Of any course all four programs read the numbers of the JSON calendar."""
    calendar = course.plan()
    path = _written(calendar, tmp_path_factory.mktemp("csv"))
    expected = _expected(calendar)
    for reader in READERS.values():
        assert [
            {name: text_of(cell) for name, cell in row.items()} for row in reader(path)
        ] == expected


def test_lines_end_as_asked() -> None:
    """A file for another program can end its lines as that one wants it."""
    assert csv_text(["a", "b"], [[1, None]], line_end="\n") == "a,b\n1,\n"


# A spreadsheet


SEPARATORS: dict[str, str] = {",": "44", ";": "59", "tab": "9", "|": "124", "all": "44/59/9/124"}


def _formulas(path: Path, separator: str, folder: Path) -> int:
    """How many cells LibreOffice makes formulas of, reading a file with a separator."""
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            f"--infilter=CSV:{separator},34,76,1",
            "--convert-to",
            "fods",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / f"{path.stem}.fods").read_text(encoding="utf-8").count("table:formula=")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_spreadsheet_works_nothing_out(separator: str, tmp_path: Path) -> None:
    """Whatever separator LibreOffice is told, no cell of a hostile calendar is a formula."""
    path = _written(with_texts(_calendar(), TEXTS), tmp_path)
    assert _formulas(path, SEPARATORS[separator], tmp_path) == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_spreadsheet_would_have_worked_them_out(separator: str, tmp_path: Path) -> None:
    """The same texts without marks are formulas to it, so that the test above can fail."""
    out = io.StringIO()
    csv.writer(out).writerows(["x", text, "y"] for text in FORMULAS)
    path = tmp_path / "unmarked.csv"
    path.write_bytes(out.getvalue().encode())
    assert _formulas(path, SEPARATORS[separator], tmp_path) > 2


def test_a_number_nobody_has_read_is_said_in_every_row() -> None:
    """In CSV and in Arrow by one more column, the last; where all was read there is none."""
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(
        catalogue.get("isatuximab"), patient, start=date(2026, 1, 5), cycles=1,
        allow_unverified="a test",
    )  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(calendar_csv(course.plan()))))
    said = "a number of this definition was not read in a reference: check it before use"
    assert {line["unverified"] for line in lines} == {said}
    table = calendar_arrow(course.plan())
    assert table.column_names[-1] == "unverified"
    assert set(table["unverified"].to_pylist()) == {said}
    read = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    assert "unverified" not in calendar_csv(read).splitlines()[0]
