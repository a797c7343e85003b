"""The command line: what it prints, how it exits, and one line for whatever is wrong."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from regimens import catalogue
from regimens.cli import main
from regimens.formats.schemas import calendar_schema, course_schema, regimen_schema

COMMANDS = ("list", "show", "bsa", "dose", "plan", "schema", "check")
BODY = ("--height", "165 cm", "--weight", "70 kg")
FROM = ("--start", "2026-01-05")
COURSE: dict[str, Any] = {
    "regimen": "dara-dcep",
    "start": "2026-01-05",
    "patient": {"height": "165 cm", "weight": "70 kg"},
}
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(values: Any, name: str = "course.json") -> str:
    """A document in the folder."""
    data = values if isinstance(values, bytes) else json.dumps(values).encode()
    Path(name).write_bytes(data)
    return name


def _type(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def _done(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command that is done prints; nothing on standard error."""
    found = main(arguments)
    out, err = capsys.readouterr()
    assert (found, err) == (code, "")
    return out


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    return json.loads(_done(capsys, *arguments, "--format", "json", code=code))


def _one_line(err: str) -> str:
    """The one line, after its check: what, where and the mend, and nothing a terminal obeys."""
    assert err.startswith("regimens: ")
    assert err.endswith("\n")
    line = err[:-1]
    assert line.isprintable(), line
    assert "Traceback" not in line
    what, _, mend = line.partition("; ")
    assert what
    assert mend, f"no mend in {line!r}"
    return line


def _here() -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in Path().rglob("*") if one.is_file()}


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line of a command that is refused: exit 2, nothing printed, nothing written."""
    before = _here()
    code = main(arguments)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert _here() == before
    return _one_line(err)


def _run(*arguments: str | bytes, **given: Any) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "regimens", *arguments]
    given.setdefault("stdin", subprocess.DEVNULL)
    given.setdefault("stdout", subprocess.PIPE)
    given.setdefault("timeout", 50)
    return subprocess.run(command, stderr=subprocess.PIPE, check=False, **given)


def _shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, under a shell's redirection."""
    command = ["sh", "-c", f'exec "$0" -m regimens "$@" {redirection}', sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=50)


# Done


def test_list_names_every_regimen_with_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    """Each id stands with its full title, in the table and in JSON."""
    table = _done(capsys, "list")
    listed = _json(capsys, "list")["regimens"]
    assert [one["id"] for one in listed] == list(catalogue.ids())
    for one in listed:
        assert one["title"] == catalogue.get(one["id"]).title
        assert one["digest"] == catalogue.get(one["id"]).digest
        assert f"{one['id']} " in table
        assert one["title"] in table
    marked = {line.split()[0] for line in table.splitlines() if line.endswith("(a number unread)")}
    assert marked == {one.id for one in catalogue.REGIMENS.values() if one.unverified}


@pytest.mark.parametrize("name", catalogue.ids())
def test_show_prints_the_card_and_the_document(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """The card is the default, the regimen document is the JSON."""
    assert _done(capsys, "show", name).startswith(f"# {catalogue.get(name).title}\n")
    document = _json(capsys, "show", name)
    assert document["id"] == name
    Draft202012Validator(regimen_schema()).validate(document)


def test_bsa_prints_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """The surface of 170 cm and 75 kg is √(12750 ÷ 3600), by a calculator 1.881932."""
    values = _json(capsys, "bsa", "--height", "170 cm", "--weight", "75 kg")
    assert list(values) == ["bsa", "used", "unit", "formula", "working"]
    assert isinstance(values.pop("working"), list)
    assert values == {"bsa": "1.881932", "used": "1.88", "unit": "m²", "formula": "mosteller"}
    text = _done(capsys, "bsa", "--height", "170 cm", "--weight", "75 kg")
    assert "1.881932 m²" in text
    assert "1.88 m²" in text


@pytest.mark.parametrize(
    "formula",
    [
        *("mosteller", "du-bois", "haycock", "gehan-george", "boyd", "fujimoto"),
        *("takahira", "shuter-aslani", "schlich"),
    ],
)
def test_every_promised_formula_is_there(capsys: pytest.CaptureFixture[str], formula: str) -> None:
    """Each formula answers to its name and gives a surface near the others."""
    arguments = ("bsa", *BODY, "--sex", "female", "--formula", formula)
    values = _json(capsys, *arguments)
    assert values["formula"] == formula
    assert 1.65 < float(values["bsa"]) < 1.85


@pytest.mark.parametrize(
    ("arguments", "calculated", "dose"),
    [
        # √(172 × 70 ÷ 3600) = 1.828782, used as 1.83.
        (("400 mg/m²", "--height", "172 cm", "--weight", "70 kg"), "732", "732"),
        (
            ("400 mg/m²", "--height", "172 cm", "--weight", "70 kg", "--fraction", "0.7"),
            "512.4",
            "512.4",
        ),
        (
            ("400 mg/m2", "--height", "1.72 m", "--weight", "70 kg", "--round", "5 mg"),
            "732",
            "730",
        ),
        (("16 mg/kg", "--weight", "70.25 kg"), "1124", "1124"),
        (("40 mg",), "40", "40"),
        (("0.5 g", "--fraction", "0.50"), "250", "250"),
    ],
)
def test_dose_prints_the_promised_keys(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], calculated: str, dose: str
) -> None:
    """A dose worked out by hand is the one printed, as plain text with its unit and working."""
    values = _json(capsys, "dose", *arguments)
    assert list(values) == ["calculated", "dose", "unit", "working"]
    assert (values["calculated"], values["dose"], values["unit"]) == (calculated, dose, "mg")
    assert values["working"]
    assert _done(capsys, "dose", *arguments).endswith(f"dose: {dose} mg\n")


@pytest.mark.parametrize("name", ["course", "regimen", "calendar"])
def test_schema_prints_the_schema(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Each schema is printed as it is, with and without the format named."""
    schema = {"course": course_schema, "regimen": regimen_schema, "calendar": calendar_schema}
    assert json.loads(_done(capsys, "schema", name)) == schema[name]()
    assert _json(capsys, "schema", name) == schema[name]()


def test_check_counts_what_a_document_makes(capsys: pytest.CaptureFixture[str]) -> None:
    """A document that is right is said to be, with how much comes of it."""
    name = _write(COURSE)
    text = _done(capsys, "check", name)
    values = _json(capsys, "check", name)
    assert values["regimen"] == "dara-dcep"
    assert (values["events"], values["violations"]) == (0, 0)
    assert "course.json" in text
    assert f"{values['administrations']} administrations" in text


@pytest.mark.parametrize("name", catalogue.ids())
def test_plan_fits_80_columns_and_its_schema(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Each regimen is planned from its id, in a table of 80 columns and as a right document."""
    leave = ("--allow-unverified", "a test") if catalogue.get(name).unverified else ()
    arguments = ("plan", name, *FROM, *BODY, "--cycles", "14", *leave)
    table = _done(capsys, *arguments)
    assert max(map(len, table.splitlines())) <= 80
    document = _json(capsys, *arguments)
    Draft202012Validator(calendar_schema()).validate(document)
    assert document["regimen"]["id"] == name
    rows = csv.DictReader(io.StringIO(_done(capsys, *arguments, "--format", "csv"), newline=""))
    assert [(row["date"], row["drug"], row["dose"]) for row in rows] == [
        (row["date"], row["drug"], row["dose"]) for row in document["administrations"]
    ]


@pytest.mark.parametrize("alias", ["dvd", "d-vd"])
def test_alias_resolves_and_the_full_title_is_printed(
    capsys: pytest.CaptureFixture[str], alias: str
) -> None:
    """An alias plans and shows the same regimen under its full title."""
    arguments = (*FROM, *BODY, "--cycles", "9")
    table = _done(capsys, "plan", alias, *arguments)
    assert table == _done(capsys, "plan", "dara-vd", *arguments)
    assert catalogue.get("dara-vd").title in " ".join(table.split())
    assert catalogue.get("dara-vd").title in _done(capsys, "show", alias)


def test_options_of_the_patient_and_the_policy_arrive(capsys: pytest.CaptureFixture[str]) -> None:
    """Sex, birth, formula, rounding and horizon are those of the options."""
    document = _json(
        capsys,
        *("plan", "dara-dcep", *FROM, *BODY, "--sex", "female", "--born", "1961-05-04"),
        *("--formula", "du-bois", "--round", "5 mg", "--until", "2026-02-01"),
    )
    assert document["patient"] == {
        "sex": "female",
        "born": "1961-05-04",
        "height": "165 cm",
        "weight": "70 kg",
    }
    assert document["policy"]["bsa_formula"] == "du-bois"
    assert document["policy"]["rounding"] == "5 mg"
    assert document["administrations"][-1]["date"] == "2026-01-26"
    assert [len(document["cycles"]), document["cycles"][0]["start"]] == [1, "2026-01-05"]


def test_cycles_count_over_all_phases(capsys: pytest.CaptureFixture[str]) -> None:
    """A horizon of four cycles is three of induction and one of maintenance."""
    document = _json(capsys, "plan", "dara-dcep", *FROM, *BODY, "--cycles", "4")
    assert [(one["phase"], one["cycle"]) for one in document["cycles"]] == [
        *(("induction", 1), ("induction", 2), ("induction", 3), ("maintenance", 1))
    ]


def test_document_equals_the_same_course_from_options(capsys: pytest.CaptureFixture[str]) -> None:
    """A course written as a document is planned like the same one from options."""
    assert _done(capsys, "plan", _write(COURSE)) == _done(capsys, "plan", "dara-dcep", *FROM, *BODY)


def test_toml_document_equals_the_json_one(capsys: pytest.CaptureFixture[str]) -> None:
    """The same keys in TOML give the same bytes in every format."""
    toml = (
        b'regimen = "dara-dcep"\nstart = 2026-01-05\n'
        b'[patient]\nheight = "165 cm"\nweight = "70 kg"\n'
        b'[[events]]\ntype = "delay"\nphase = "induction"\ncycle = 2\ndays = 10\n'
    )
    event = {"type": "delay", "phase": "induction", "cycle": 2, "days": 10}
    _write(toml, "course.toml")
    _write(COURSE | {"events": [event]})
    for form in ("table", "json", "csv"):
        found = [
            _done(capsys, "plan", f"course.{end}", "--format", form) for end in ("toml", "json")
        ]
        assert found[0] == found[1]
        assert "2026-02-12" in found[0]


def test_dash_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document on standard input is planned and checked like one in a file."""
    expected = _done(capsys, "plan", _write(COURSE))
    data = json.dumps(COURSE).encode()
    _type(monkeypatch, data)
    assert _done(capsys, "plan", "-") == expected
    _type(monkeypatch, data)
    assert _json(capsys, "check", "-")["regimen"] == "dara-dcep"


def test_horizon_of_a_document_may_be_given_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    """An open-ended document is planned to the horizon of the options."""
    name = _write(COURSE | {"regimen": "daratumumab-iv"})
    rows = _json(capsys, "plan", name, "--cycles", "1")["administrations"]
    assert [row["date"] for row in rows] == [
        *("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")
    ]
    rows = _json(capsys, "plan", name, "--until", "2026-01-12")["administrations"]
    assert [row["date"] for row in rows] == ["2026-01-05", "2026-01-12"]


def test_continuous_drugs_get_rows_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """The antibiotic has rows only with --continuous; without them a line says that it is given."""
    arguments = ("plan", "dara-dcep", *FROM, *BODY)
    said = (
        "Every day, and not in the rows below (--continuous puts it there):\n"
        "  - ciprofloxacin 500 mg, 2 times a day, in induction\n\ninduction cycle 1, starts "
    )
    without = _done(capsys, *arguments)
    assert said in without
    assert without.count("ciprofloxacin") == 1
    daily = _done(capsys, *arguments, "--continuous")
    assert "Every day, and not" not in daily
    assert daily.count("ciprofloxacin") > 100


def test_drug_of_every_day_that_was_stopped_is_not_told_to_be_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was recorded about it stands in no row, so the line beside it says so."""
    stop = {"type": "discontinuation", "of": "ciprofloxacin", "on": "2026-01-08"}
    out = _done(capsys, "plan", _write(COURSE | {"regimen": "dara-dcep", "events": [stop]}))
    assert (
        "  - ciprofloxacin 500 mg, 2 times a day, in induction; BUT A CHANGE WAS\n"
        "    RECORDED: ask whether it is taken\n"
    ) in out


VIOLATING = COURSE | {"events": [{"type": "dose_change", "of": "DCEP", "to": "0.5", "cycle": 1}]}


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_violation_exits_with_1_and_prints_all(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """A plan with a violation is printed whole, and the exit says so; CSV has no place for it."""
    assert main(["plan", _write(VIOLATING), "--format", form]) == 1
    out, err = capsys.readouterr()
    assert "2026-07-20" in out
    said = "regimens: the calendar is written, but not cleared for use: violation fraction-not-al"
    assert ("fraction-not-allowed" in out, err.startswith(said), err.count("\n")) == (
        (False, True, 1) if form == "csv" else (True, False, 0)
    )


def test_check_of_a_violation_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """A check finds the violation that the plan would."""
    assert _json(capsys, "check", _write(VIOLATING), code=1)["violations"] == 1


def test_overridden_violation_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """A violation passed over with a reason is a caution, and the exit is 0."""
    event = VIOLATING["events"][0] | {
        "override": {"code": "fraction-not-allowed", "reason": "tumour board"}
    }
    out = _done(capsys, "plan", _write(VIOLATING | {"events": [event]}))
    assert "overridden" in out
    assert "tumour board" in " ".join(out.split())


def test_unlikely_body_is_a_caution_and_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """154 kg for pounds is planned with a caution that names them."""
    out = _done(capsys, "plan", "dcep", *FROM, "--height", "165 cm", "--weight", "154 kg")
    assert "caution unlikely-body" in out
    assert "154 lb" in out


@pytest.mark.parametrize(
    "arguments",
    [["--help"], *([name, "--help"] for name in COMMANDS)],
    ids=" ".join,
)
def test_help_exits_with_0(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Every command explains itself."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 0
    out, err = capsys.readouterr()
    assert out.startswith("usage: regimens")
    assert err == ""


# --output


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "dcep"),
        ("show", "dcep", "--format", "json"),
        ("plan", "dcep", *FROM, *BODY),
        ("plan", "dcep", *FROM, *BODY, "--format", "json"),
        ("plan", "dcep", *FROM, *BODY, "--format", "csv"),
    ],
    ids=" ".join,
)
def test_output_holds_what_would_be_printed(
    capsys: pytest.CaptureFixture[str], workplace: Path, arguments: tuple[str, ...]
) -> None:
    """The file holds the bytes that standard output would, and nothing is left beside it."""
    place = workplace / "out.txt"
    for _ in range(2):  # anew, and over the one that is there
        assert _done(capsys, *arguments, "--output", str(place)) == ""
        assert place.read_bytes() == _done(capsys, *arguments).encode()
    assert os.listdir(workplace) == ["out.txt"]


def test_output_of_a_violation_is_written(
    capsys: pytest.CaptureFixture[str], workplace: Path
) -> None:
    """A plan with a violation is done: the file is written, the exit is 1, and a line says why."""
    assert main(["plan", _write(VIOLATING), "--output", "out.txt"]) == 1
    assert capsys.readouterr() == (
        "",
        "regimens: out.txt is written, but not cleared for use: violation fraction-not-allowed: "
        "0.5 of the full dose of dexamethasone, cyclophosphamide, etoposide, cisplatin from cycle "
        "1; allowed is DCEP: any fraction from 0.7 to 1, from cycle 2 also 0.5\n",
    )
    assert "fraction-not-allowed" in (workplace / "out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "place",
    [
        *("", ".", "folder", "missing/out.txt", "file/out.txt", "ring", "ring/out.txt"),
        *("a" * 300, "a\0b", "\x1b[31m/out.txt"),
    ],
    ids=[
        *("nothing", "here", "folder", "missing", "under a file", "ring", "in a ring"),
        *("long", "nul", "escape"),
    ],
)
def test_output_that_cannot_be_is_refused(
    capsys: pytest.CaptureFixture[str], workplace: Path, place: str
) -> None:
    """A folder, a ring of links and an impossible name are one line, and nothing is written."""
    (workplace / "folder").mkdir()
    (workplace / "ring").symlink_to("ring")
    (workplace / "file").write_text("mine", encoding="utf-8")
    _refused(capsys, "show", "dcep", "--output", place)
    assert sorted(os.listdir(workplace)) == ["file", "folder", "ring"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "course.json"),
        ("plan", "dcep", "--start", "2026-02-30", *BODY),
        ("plan", "dara-atra", *FROM, *BODY),
        ("show", "nope"),
    ],
    ids=" ".join,
)
def test_output_stays_untouched_where_the_input_is_bad(
    capsys: pytest.CaptureFixture[str], workplace: Path, arguments: tuple[str, ...]
) -> None:
    """What stood in the file stays there when the command is refused, and none is made."""
    _write(b"{")
    (workplace / "old.txt").write_text("mine", encoding="utf-8")
    for place in ("old.txt", "new.txt"):
        _refused(capsys, *arguments, "--output", place)
    assert (workplace / "old.txt").read_text(encoding="utf-8") == "mine"
    assert not (workplace / "new.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "place", "mend"),
    [
        (("plan", "dcep", *FROM, *BODY), "out.pdf", "give --format pdf, or another name"),
        (("plan", "dcep", *FROM, *BODY), "out.HTML", "give --format html, or another name"),
        (("plan", "dcep", *FROM, *BODY, "--format", "json"), "out.ics", "give --format ics, or"),
        (("show", "dcep"), "out.json", "give --format json or fhir, or another name"),
        (("show", "dcep", "--format", "json"), "out.svg", "give --format svg, or another name"),
    ],
)
def test_file_is_not_named_for_another_form(
    capsys: pytest.CaptureFixture[str],
    workplace: Path,
    arguments: tuple[str, ...],
    place: str,
    mend: str,
) -> None:
    """Who forgets --format would hand out a file that no program for it can open."""
    form = arguments[-1] if "--format" in arguments else "table"
    line = _refused(capsys, *arguments, "--output", place)
    assert line.startswith(
        f"regimens: --output: '{place}' would hold what --format {form} writes; "
    )
    assert mend in line
    assert not os.listdir(workplace)


@pytest.mark.parametrize("place", ["course.json", "./course.json", "link.json"])
def test_course_is_not_written_over_by_its_calendar(
    capsys: pytest.CaptureFixture[str], workplace: Path, place: str
) -> None:
    """A calendar has not the events that its course had: it cannot be planned from again."""
    course = _write(VIOLATING)
    (workplace / "link.json").symlink_to("course.json")
    before = Path(course).read_bytes()
    line = _refused(capsys, "plan", course, "--format", "json", "--output", place)
    assert line == f"regimens: {place}: is what is read, and would be lost; name another file"
    assert Path(course).read_bytes() == before


def test_protocol_is_not_written_over_by_what_is_shown_of_it(
    capsys: pytest.CaptureFixture[str], workplace: Path
) -> None:
    """A PlanDefinition is not the file that was reviewed, nor is the whole of what extended one."""
    assert main(["show", "dcep", "--format", "json", "--output", "ward.json"]) == 0
    before = (workplace / "ward.json").read_bytes()
    line = _refused(capsys, "show", "ward.json", "--format", "fhir", "--output", "ward.json")
    assert line == "regimens: ward.json: is what is read, and would be lost; name another file"
    assert (workplace / "ward.json").read_bytes() == before


@posix
def test_output_stays_untouched_where_the_disk_is_full(workplace: Path) -> None:
    """Where the whole file cannot be written, the old one stays and no part is left."""
    (workplace / "old.txt").write_text("mine", encoding="utf-8")
    command = 'ulimit -f 1; exec "$0" -m regimens "$@"'
    done = subprocess.run(
        [
            *("sh", "-c", command, sys.executable),
            *("plan", "dara-dcep", *FROM, *BODY, "--output", "old.txt"),
        ],
        capture_output=True,
        check=False,
        timeout=50,
        # Python before 3.14 would keep half a module for whoever imports it next.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert "old.txt" in _one_line(done.stderr.decode())
    assert (workplace / "old.txt").read_text(encoding="utf-8") == "mine"
    assert os.listdir(workplace) == ["old.txt"]


@posix
def test_output_into_a_pipe_does_not_replace_it(workplace: Path) -> None:
    """A named pipe (or a device) given as output is still one afterwards."""
    place = workplace / "pipe"
    os.mkfifo(place)
    reader = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    try:
        code = main(["show", "dcep", "--output", str(place)])
    finally:
        os.close(reader)
    assert code in {0, 2}
    assert place.is_fifo()


# Bad documents

DEEP = 100_000
BAD_BYTES: dict[str, tuple[bytes, str]] = {
    "not json": (b"regimen: dcep", "is not JSON (line 1, column 1"),
    "cut off": (b'{"regimen": "dcep"', "is not JSON (line 1, column 19"),
    "empty": (b"", "is empty"),
    "blank": (b" \n", "is empty"),
    "nested": (b"[" * DEEP, "is nested more than 40 deep"),
    "nested and closed": (b"[" * DEEP + b"]" * DEEP, "is nested more than 40 deep"),
    "nested objects": (b'{"a":' * DEEP, "is nested more than 40 deep"),
    "latin-1": ('{"regimen": "é"}'.encode("latin-1"), "is not UTF-8 (byte 13)"),
    "utf-16": (json.dumps(COURSE).encode("utf-16"), "is not UTF-8 (byte 0)"),
    "utf-16 without mark": (json.dumps(COURSE).encode("utf-16-be"), "is not JSON"),
    "nulls": (b"\0" * 1000, "is not JSON"),
    "key twice": (b'{"start": "2026-01-05", "start": "2026-01-06"}', "'start' stands twice"),
    "escape twice": (b'{"\\u001b[31m": 1, "\\u001b[31m": 1}', "'\\x1b[31m' stands twice"),
    "nan": (b'{"regimen": NaN}', "NaN is not a value"),
    "infinity": (b'{"regimen": -Infinity}', "-Infinity is not a value"),
    "long number": (b'{"cycles": ' + b"9" * 5000 + b"}", "course.json"),
    "half a character": (b'{"regimen": "\\ud800"}', "half of a character"),
    "list": (b"[]", "is not an object"),
    "text": (b'"dcep"', "is not an object"),
    "null": (b"null", "is not an object"),
}


@pytest.mark.parametrize("command", ["plan", "check"])
@pytest.mark.parametrize("kind", BAD_BYTES)
def test_bytes_that_are_no_document_are_refused(
    capsys: pytest.CaptureFixture[str], command: str, kind: str
) -> None:
    """Whatever is wrong with the bytes of a document is one line with its name."""
    data, what = BAD_BYTES[kind]
    line = _refused(capsys, command, _write(data))
    assert line.startswith("regimens: course.json")
    assert what in line


@pytest.mark.parametrize("kind", BAD_BYTES)
def test_bytes_that_are_no_document_are_refused_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The same bytes on standard input are refused with that for a name."""
    data, what = BAD_BYTES[kind]
    _type(monkeypatch, data)
    line = _refused(capsys, "plan", "-")
    assert line.startswith("regimens: standard input")
    assert what.replace("course.json", "standard input") in line


def test_100_mb_are_refused(capsys: pytest.CaptureFixture[str], workplace: Path) -> None:
    """A file of 100 MB is refused for its size."""
    place = workplace / "big.json"
    with place.open("wb") as file:
        file.truncate(100_000_000)
    code = main(["plan", "big.json"])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert "big.json: is larger than 10 MB" in _one_line(err)


def _patient(**changes: Any) -> dict[str, Any]:
    return {"patient": COURSE["patient"] | changes}


def _event(**event: Any) -> dict[str, Any]:
    return {"events": [event]}


# What is changed in a right course, and what the line must name: the key, the value, the mend.
BAD_VALUES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "unknown key": ({"begin": "2026-01-05"}, ("unknown key 'begin'", "known are regimen, start")),
    "unknown inner key": (_patient(age=64), ("patient", "unknown key 'age'", "known are sex")),
    "escape in a key": ({"\x1b[31m": 1}, ("'\\x1b[31m'",)),
    "bare height": (_patient(height=165), ("patient.height", "165 is a bare number", "as text")),
    "bare weight": (_patient(weight=70.5), ("patient.weight", "70.5 is a bare number")),
    "null": ({"policy": {"rounding": None}}, ("policy.rounding",)),
    "true": ({"cycles": True}, ("cycles",)),
    "empty list": (_event(type="dose_change", of=[], to="0.7", cycle=1), ("events[0].of",)),
    "list of a number": (
        _event(type="dose_change", of=["cisplatin", 1], to="0.7", cycle=1),
        ("events[0].of",),
    ),
    "object for a fraction": (
        _event(type="dose_change", of="DCEP", to={"a": 1}, cycle=1),
        ("events[0].to",),
    ),
    "rounding too coarse": (
        {"policy": {"bsa_rounding": None, "rounding": "50 mg"}},
        ("cisplatin", "rounds to 0 mg", "finer"),
    ),
    "bare text": (_patient(weight="70"), ("patient.weight", "'70' has no unit", "70 kg")),
    "bare fraction": (
        _event(type="dose_change", of="DCEP", to=0.7, cycle=1, phase="induction"),
        ("events[0].to", "0.7 is a bare number", '"0.7"'),
    ),
    "wrong dimension": (_patient(height="70 kg"), ("patient.height", "'70 kg' is not a height")),
    "wrong unit": (_patient(weight="70 Mg"), ("patient.weight", "'Mg' is not a unit", "kg")),
    "height in metres as cm": (
        _patient(height="1.72 cm"),
        ("patient.height", "1.72 cm is outside 50–272 cm", "did you mean 1.72 m?"),
    ),
    "weight 700 kg": (
        _patient(weight="700 kg"),
        ("patient.weight", "700 kg is outside 10–650 kg", "70 kg"),
    ),
    "impossible index": (_patient(weight="300 kg"), ("patient", "body mass index of 110.2")),
    "nan": (_patient(weight="NaN kg"), ("patient.weight", "'NaN kg'")),
    "sign": (_patient(weight="-70 kg"), ("patient.weight", "'-70 kg'", "without sign")),
    "exponent": (_patient(weight="7e1 kg"), ("patient.weight", "'7e1 kg'", "exponent")),
    "comma": (
        {"policy": {"rounding": "1,5 mg"}},
        ("policy.rounding", "'1,5 mg' has a comma", "decimal point"),
    ),
    "30 February": (
        {"start": "2026-02-30"},
        ("start", "'2026-02-30' is not a day of the calendar", "check month and day"),
    ),
    "other date": ({"start": "05/01/2026"}, ("start", "'05/01/2026' is not a date", "2026-01-05")),
    "year 9999": ({"start": "9999-12-01"}, ("start", "9999", "start earlier")),
    "until before start": ({"until": "2025-12-31"}, ("until", "2025-12-31", "later last day")),
    "unknown regimen": (
        {"regimen": "dara-dcpe"},
        ("regimen", "there is no regimen 'dara-dcpe'", "did you mean dara-dcep"),
    ),
    "other digest": (
        {"regimen": {"id": "dara-dcep", "digest": "sha256:" + "0" * 64}},
        ("regimen.digest", "sha256:000000000000"),
    ),
    "unknown drug": (
        _event(type="dose_change", of="cisplatn", to="0.7", cycle=1),
        ("events[0]", "'cisplatn'", "use one of DCEP, dexamethasone"),
    ),
    "unknown drug of several": (
        _event(type="dose_change", of=["cisplatin", "carboplatin"], to="0.7", cycle=1),
        ("events[0]", "'carboplatin'", "use one of"),
    ),
    "unknown group": (
        _event(type="delay", of="DCEPP", cycle=2, days=3),
        ("events[0]", "'DCEPP'", "use one of DCEP"),
    ),
    "unknown drug omitted": (
        _event(type="omission", of="daratumumba", on="2026-01-12"),
        ("events[0]", "'daratumumba'"),
    ),
    "unknown phase": (
        _event(type="cycle_start", phase="consolidation", cycle=1, on="2026-02-12"),
        ("events[0]", "'consolidation'", "induction, maintenance"),
    ),
    "unknown level": (
        _event(type="dose_change", of="DCEP", level="weekly", cycle=1, phase="induction"),
        ("events[0]", "'weekly'"),
    ),
    "cycle that is not there": (
        _event(type="cycle_start", phase="induction", cycle=9, on="2026-09-01"),
        ("events[0]", "no cycle 9"),
    ),
    "fraction above 1": (
        _event(type="dose_change", of="DCEP", to="1.1", cycle=1),
        ("events[0].to", "1.1 is above the full dose", "from above 0 to 1"),
    ),
    "fraction of 0": (
        _event(type="dose_change", of="DCEP", to="0", cycle=1),
        ("events[0].to", "a fraction of 0"),
    ),
    "unknown event": (_event(type="pause"), ("events[0]", "'pause'", "use one of cycle_start")),
    "event without type": (_event(of="DCEP"), ("events[0]", "without type")),
    "missing key": (_event(type="delay", cycle=2), ("events[0].days", "is missing")),
    "no horizon": (
        {"regimen": "dara-atra"},
        ("dara-atra goes on until it is stopped", "until", "cycles"),
    ),
    "no height": ({"patient": {"weight": "70 kg"}}, ("needs the patient's height", "record")),
    "unknown choice": (
        {"choices": {"antiviral": "aciclovir"}},
        ("choices", "'antiviral'", "dexamethasone, first-dose, antibiotic"),
    ),
    "unknown option": ({"choices": {"antibiotic": "x"}}, ("choices", "'x'", "ciprofloxacin")),
    "correction of nothing": (_event(type="correction", voids="e7"), ("events[0]", "'e7'")),
    "huge whole number": (
        _event(type="delay", phase="induction", cycle=2, days=10**30),
        ("past the year 9999",),
    ),
    "huge cycle": (
        _event(type="cycle_start", phase="induction", cycle=10**30, on="2026-02-12"),
        ("events[0]", "no cycle 1000"),
    ),
    "cycles of 0": ({"cycles": 0}, ("cycles", "0 cycles")),
    "control character": (_patient(name="A\u0007B"), ("patient.name", "control character")),
    "escape in a name": (_patient(name="\x1b]0;x\x07"), ("patient.name", "\\x1b]0;x\\x07")),
    "line end in a name": (_patient(name="A\nB"), ("patient.name", "'A\\nB'")),
    "escape in an id": (
        _event(type="transplant", on="2026-05-01", id="\x1b[2J"),
        ("events[0].id", "'\\x1b[2J'"),
    ),
    "escape in a regimen": ({"regimen": "\x1b[31m"}, ("regimen", "'\\x1b[31m'")),
    "escape in a drug": (
        _event(type="dose_change", of="\x1b[31m", to="0.7", cycle=1),
        ("events[0]", "'\\x1b[31m'"),
    ),
    "escape in a choice": ({"choices": {"\x1b[31m": "x"}}, ("choices", "\\x1b[31m")),
    "hidden direction": (_patient(name="A\u202eB"), ("patient.name", "'A\\u202eB'")),
}


@pytest.mark.parametrize("command", ["plan", "check"])
@pytest.mark.parametrize("kind", BAD_VALUES)
def test_document_with_a_wrong_value_is_refused(
    capsys: pytest.CaptureFixture[str], command: str, kind: str
) -> None:
    """Whatever is wrong in a document is one line with its file, key, value and mend."""
    change, parts = BAD_VALUES[kind]
    line = _refused(capsys, command, _write(COURSE | change))
    assert "course.json" in line
    for part in parts:
        assert part in line


# Words that a reader of JSON or TOML has not written: the program's own.
OWN_WORDS: tuple[str, ...]
OWN_WORDS = ("Error", "regimens.formats", "<class", "datetime.", "Decimal(", "None", "True", "sys.")
OWN_WORDS += ("()", "', 1)")


@pytest.mark.parametrize("kind", BAD_VALUES)
def test_no_line_shows_how_the_program_is_written(
    capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """No line speaks of classes or modules, or writes a value as the document does not."""
    line = _refused(capsys, "plan", _write(COURSE | BAD_VALUES[kind][0]))
    assert [word for word in OWN_WORDS if word in line] == []
    assert not re.search(r"\.[0-9]{7,}", line), "digits nobody can read"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("broken.toml", b"regimen ="),
        ("twice.toml", b'start = "a"\nstart = "b"'),
        ("february.toml", b"start = 2026-02-30"),
        ("deep.toml", b"a = " + b"[" * DEEP),
        ("float.toml", b'regimen = "dcep"\nstart = 2026-01-05\n[patient]\nheight = 165.0'),
        ("nan.toml", b'regimen = "dcep"\nstart = 2026-01-05\n[patient]\nheight = nan'),
        ("time.toml", b'regimen = "dcep"\nstart = 2026-01-05T10:00:00Z'),
        ("hexadecimal.toml", b'regimen = "dcep"\nstart = 0x' + b"f" * 10_000),
        ("empty.toml", b""),
        ("utf16.toml", 'regimen = "dcep"'.encode("utf-16")),
        ("hidden.toml", b"x = '\"'\ny = " + b"[" * DEEP),
    ],
)
def test_bad_toml_is_refused(capsys: pytest.CaptureFixture[str], name: str, data: bytes) -> None:
    """A TOML document is held to the same as a JSON one."""
    line = _refused(capsys, "plan", _write(data, name))
    assert line.startswith(f"regimens: {name}")
    assert [word for word in OWN_WORDS if word in line] == []


# Bad paths


@pytest.mark.parametrize("command", ["plan", "check"])
@pytest.mark.parametrize(
    ("name", "what"),
    [
        (".", "is a directory"),
        ("folder.json", "is a directory"),
        ("missing.json", "there is no such file"),
        ("missing/course.json", "there is no such file"),
        ("file.json/course.json", "cannot be read"),
        ("a" * 300 + ".json", "cannot be read"),
        ("a\0b.json", "cannot be read"),
        ("\x1b[31mred.json", "there is no such file"),
        ("two\nlines.json", "there is no such file"),
    ],
    ids=["here", "folder", "missing", "no folder", "under a file", "long", "nul", "escape", "line"],
)
def test_path_that_is_no_document_is_refused(
    capsys: pytest.CaptureFixture[str], workplace: Path, command: str, name: str, what: str
) -> None:
    """A directory, a missing file and an impossible name are one line that a terminal can show."""
    (workplace / "folder.json").mkdir()
    (workplace / "file.json").write_text("{}", encoding="utf-8")
    assert what in _refused(capsys, command, name)


@pytest.mark.parametrize(
    "name", ["", "a" * 300, "a\0b", "\ud800", "\x1b[31m", "a\nb", "-", "é" * 200]
)
def test_name_that_is_neither_regimen_nor_file_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever is given for a course, it is planned or one line says why not."""
    _type(monkeypatch, b"")
    _refused(capsys, "plan", name)
    _refused(capsys, "check", name)


def test_file_that_the_system_keeps_closed_is_refused(
    capsys: pytest.CaptureFixture[str], workplace: Path
) -> None:
    """A file without permission is one line with the system's reason."""
    place = workplace / "secret.json"
    place.touch()
    place.chmod(0)
    if os.access(place, os.R_OK):  # the superuser reads anything but this
        place.unlink()
        place = Path("/proc/self/mem")
    if not place.exists():
        pytest.skip("no file that cannot be read")
    code = main(["check", str(place)])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert "cannot be read (" in _one_line(err)


@posix
def test_name_that_is_no_text_is_refused() -> None:
    """A file name of bytes that are no text is shown escaped, and read where it is there."""
    name = b"caf\xe9.json"
    missing = _run("plan", name)
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert "there is no such file" in _one_line(missing.stderr.decode())
    try:
        Path(os.fsdecode(name)).write_text(json.dumps(COURSE), encoding="utf-8")
    except OSError:
        pytest.skip("a file system of text names")
    found = _run("check", name)
    assert (found.returncode, found.stderr) == (0, b"")


# Bad arguments


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ((), ("COMMAND",)),
        (("nope",), ("'nope'", "plan")),
        (("\x1b[31m",), ("\\x1b[31m",)),
        (("plan",), ("course",)),
        (("plan", "dcep", "\x1b[31m"), ("\\x1b[31m",)),
        (("plan", "dcep", "--nope\x1b[31m"), ("--nope\\x1b[31m",)),
        (("plan", "dcep", *BODY), ("start is missing", "--start")),
        (("plan", "dcep", "--start"), ("--start",)),
        (("plan", "dcep", "--start", "tomorrow", *BODY), ("start", "'tomorrow'", "2026-01-05")),
        (("plan", "dcep", "--start", "2026-02-30", *BODY), ("start", "'2026-02-30'")),
        (("plan", "dcep", "--start", "9999-12-01", *BODY), ("start", "9999", "start earlier")),
        (("plan", "dara-dcpe", *FROM, *BODY), ("'dara-dcpe'", "did you mean dara-dcep")),
        (("plan", "dara-atra", *FROM, *BODY), ("dara-atra", "until", "cycles")),
        (("plan", "dcep", *FROM), ("height",)),
        (("plan", "dcep", *FROM, "--height", "165 cm"), ("weight",)),
        (("plan", "dcep", *FROM, *BODY, "--until", "soon"), ("--until", "'soon'")),
        (("plan", "dcep", *FROM, *BODY, "--until", "2025-01-01"), ("2025-01-01",)),
        (("plan", "dcep", *FROM, *BODY, "--cycles", "two"), ("--cycles", "'two'")),
        (("plan", "dcep", *FROM, *BODY, "--cycles", "0"), ("cycles",)),
        (("plan", "dcep", *FROM, *BODY, "--cycles", "-1"), ("--cycles",)),
        (("plan", "dcep", *FROM, *BODY, "--cycles", "9" * 5000), ("--cycles",)),
        (("plan", "dcep", *FROM, *BODY, "--cycles", "٣"), ("--cycles",)),
        (("plan", "dcep", *FROM, *BODY, "--sex", "f"), ("sex", "'f'", "female")),
        (("plan", "dcep", *FROM, *BODY, "--born", "1961"), ("born", "'1961'")),
        (("plan", "dcep", *FROM, *BODY, "--round", "5"), ("round", "'5' has no unit")),
        (("plan", "dcep", *FROM, *BODY, "--formula", "x"), ("formula", "'x'", "mosteller")),
        (("plan", "dcep", *FROM, *BODY, "--format", "xls"), ("--format", "'xls'", "table")),
        (("plan", "dcep", *FROM, "--height", "165", "--weight", "70 kg"), ("height", "'165'")),
        (("plan", "dcep", *FROM, "--height", "1.72 cm", "--weight", "70 kg"), ("1.72 m?",)),
        (("bsa",), ("--height", "--weight")),
        (("bsa", "--height", "165 cm"), ("--weight",)),
        (("bsa", "--height", "165", "--weight", "70 kg"), ("height", "'165' has no unit")),
        (("bsa", "--height", "70 kg", "--weight", "70 kg"), ("height", "'70 kg'")),
        (("bsa", "--height", "1.72 cm", "--weight", "70 kg"), ("height", "1.72 m?")),
        (("bsa", "--height", "172 cm", "--weight", "700 kg"), ("weight", "700 kg")),
        (("bsa", "--height", "172 cm", "--weight", "-70 kg"), ("weight", "'-70 kg'")),
        (("bsa", "--height", "nan cm", "--weight", "70 kg"), ("height", "'nan cm'")),
        (("bsa", "--height", "1.72e2 cm", "--weight", "70 kg"), ("height", "'1.72e2 cm'")),
        (("bsa", *BODY, "--formula", "schlich"), ("sex", "Schlich")),
        (("bsa", *BODY, "--formula", "x"), ("formula", "'x'", "mosteller")),
        (("bsa", *BODY, "--format", "csv"), ("--format", "'csv'")),
        (("bsa", "--height", "1" * 100_000, "--weight", "70 kg"), ("height",)),
        (("dose", "1,5 mg"), ("dose", "'1,5 mg' has a comma")),
        (("dose", "400"), ("dose", "'400' has no unit")),
        (("dose", "400 Mg/m²", *BODY), ("dose", "'400 Mg/m²'", "400 mg/m²")),
        (("dose", "0 mg"), ("dose", "'0 mg'")),
        (("dose", "-5 mg"), ("dose", "'-5 mg'")),
        (("dose", "5e1 mg"), ("dose", "'5e1 mg'")),
        (("dose", "5 mg + 5 mg"), ("dose",)),
        (("dose", "400 mg/m²"), ("--height",)),
        (("dose", "400 mg/m²", "--height", "165 cm"), ("--weight",)),
        (("dose", "16 mg/kg"), ("--weight",)),
        (("dose", "40 mg", "--fraction", "1.1"), ("1.1",)),
        (("dose", "40 mg", "--fraction", "0"), ("fraction",)),
        (("dose", "40 mg", "--fraction", "-1"), ("--fraction", "'-1'")),
        (("dose", "40 mg", "--fraction", "0,7"), ("--fraction", "'0,7' has a comma", "0.7")),
        (("dose", "40 mg", "--fraction", "70 %"), ("--fraction", "'70 %'")),
        (("dose", "40 mg", "--round", "0 mg"), ("0 mg",)),
        (("dose", "40 mg", "--round", "5 cm"), ("'5 cm'",)),
        (("dose", "4 mg", "--round", "50 mg"), ("rounds to 0 mg",)),
        (("show", "dara-dcpe"), ("'dara-dcpe'", "did you mean dara-dcep")),
        (("show", "\x1b[31m"), ("'\\x1b[31m'",)),
        (("show", ""), ("''",)),
        (("schema", "order"), ("'order'", "course")),
        (("list", "--format", "csv"), ("--format", "'csv'")),
        (("list", "more"), ("more", "; see `regimens list --help`")),
        (("plan", "dcep", "--hight", "165 cm"), ("--hight", "; did you mean --height?")),
        (("plan", "dcep", "--hight=165cm"), ("--hight", "; did you mean --height?")),
        (
            ("plan", "dcep", *FROM, "--height", "165", "cm", "--weight", "70", "kg"),
            (': cm kg; put number and unit in quotes, as in "165 cm"',),
        ),
        (("dose", "400", "mg/m²", *BODY), ("; put number and unit in quotes", '"400 mg/m²"')),
        (
            ("plan", "DARA_DCEP", *FROM, *BODY),
            ("; did you mean dara-dcep, or see `regimens list`",),
        ),
        (
            ("plan", "dcep", *FROM, "--height", "70 cm", "--weight", "165 kg"),
            ("regimens: --height, --weight: 70 cm and 165 kg", "165 cm and 70 kg"),
        ),
        (("check",), ("file",)),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else None,
)
def test_bad_argument_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    """Whatever is wrong on the command line is one line that names it."""
    line = _refused(capsys, *arguments)
    for part in parts:
        assert part in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("dose", "AUC 5", *BODY),
        ("dose", "400 mg/m²"),
        ("dose", "16 mg/kg"),
        ("bsa", *BODY, "--formula", "schlich"),
        ("plan", "dcep", *BODY),
        ("plan", "dcep", *FROM),
        ("plan", "dara-atra", *FROM, *BODY),
    ],
    ids=" ".join,
)
def test_mend_names_options_that_there_are(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """An option that a line tells to give is one that the command has."""
    named = set(re.findall(r"--[\w-]+", _refused(capsys, *arguments)))
    with pytest.raises(SystemExit):
        main([arguments[0], "--help"])
    known = set(re.findall(r"--[\w-]+", capsys.readouterr().out))
    assert named <= known


@pytest.mark.parametrize(
    "arguments", [("plan", ""), ("check", ""), ("show", "dcep", "--output", "")]
)
def test_empty_name_is_shown_as_one(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """A name that is empty, as of an unset variable, can be seen in the line."""
    assert "''" in _refused(capsys, *arguments)


@pytest.mark.parametrize("born", ["2026-01-06", "9999-12-31", "0001-01-01"])
def test_birth_at_any_time_is_planned_or_refused(
    capsys: pytest.CaptureFixture[str], born: str
) -> None:
    """A birth after the start is a violation or one line; one 2000 years ago is no surprise."""
    code = main(["plan", "dara-dcep", *FROM, *BODY, "--born", born])
    out, err = capsys.readouterr()
    if code == 2:
        assert out == ""
        assert "born" in _one_line(err)
    else:
        assert (code, err) == (int(born > "2026"), "")


@pytest.mark.parametrize(
    "option",
    [
        *(("--start", "2026-01-05"), ("--height", "165 cm"), ("--weight", "70 kg")),
        *(("--sex", "female"), ("--born", "1961-05-04"), ("--formula", "boyd")),
        ("--round", "5 mg"),
    ],
    ids=lambda option: option[0],
)
@pytest.mark.parametrize("named", ["course.json", "-"])
def test_option_of_the_other_form_is_refused(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    named: str,
    option: tuple[str, str],
) -> None:
    """What belongs into the document is not taken from an option beside it."""
    _type(monkeypatch, json.dumps(COURSE).encode())
    _write(COURSE)
    line = _refused(capsys, "plan", named, *option)
    assert f"{option[0]} belongs to a plan from a regimen id" in line
    assert "write it into the document" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("bsa", *BODY, "--formula", "x" * 100_000),
        ("bsa", *BODY, "--sex", "x" * 100_000),
        ("plan", "dcep", *FROM, *BODY, "--cycles", "x" * 100_000),
        ("dose", "x" * 100_000),
        ("dose", "1 mg/" + "x" * 40),
        ("show", "x" * 100_000),
        ("schema", "x" * 100_000),
        ("list", "x" * 100_000),
        ("x" * 100_000,),
    ],
    ids=lambda value: " ".join(value)[:60],
)
def test_line_stays_short_however_long_the_argument(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """An argument of any length is cut where the line quotes it."""
    assert len(_refused(capsys, *arguments)) < 600


# A process of its own


def test_module_runs_as_a_command() -> None:
    """The module is the command: the same output, exit 0, nothing on standard error."""
    done = _run("plan", "dara-dcep", *FROM, *BODY)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("DARA-DCEP")


def test_same_course_gives_the_same_bytes_in_every_process() -> None:
    """Neither hash seed nor locale nor terminal encoding changes a byte."""
    name = _write(COURSE | {"choices": {"dexamethasone": "IV", "antibiotic": "ciprofloxacin"}})
    found = set()
    for seed, encoding in (("0", "utf-8"), ("1", "ascii"), ("2", "latin-1")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONIOENCODING": encoding,
            "PYTHONUTF8": "0",
            "LC_ALL": "C",
        }
        found.add(_run("plan", name, "--format", "json", env=environment).stdout)
    assert len(found) == 1
    assert json.loads(found.pop())["administrations"]


def test_violation_exits_with_1_in_its_own_process() -> None:
    """The exit of the process is that of the plan."""
    done = _run("check", _write(VIOLATING))
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"[" * DEEP, "nested"),
        (b"\xff", "is not UTF-8"),
        (b'{"regimen": "dcep", "start": "2026-02-30"}', "2026-02-30"),
    ],
)
def test_bad_standard_input_exits_with_2(data: bytes, what: str) -> None:
    """A bad document on a real standard input is one line and exit 2."""
    done = _run("plan", "-", stdin=None, input=data)
    assert (done.returncode, done.stdout) == (2, b"")
    line = _one_line(done.stderr.decode())
    assert "standard input" in line
    assert what in line


def test_100_mb_on_standard_input_are_refused(workplace: Path) -> None:
    """A standard input of 100 MB is refused for its size."""
    with (workplace / "big").open("wb+") as file:
        file.truncate(100_000_000)
        file.seek(0)
        done = _run("plan", "-", stdin=file)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "larger than 10 MB" in _one_line(done.stderr.decode())


def test_bad_argument_exits_with_2() -> None:
    """A bad argument is one line and exit 2, as everything else."""
    done = _run("plan", "dara-dcpe", "--bogus")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--bogus" in _one_line(done.stderr.decode())


@posix
@pytest.mark.parametrize("arguments", [("list",), ("plan", "dara-dcep", *FROM, *BODY)])
def test_closed_pipe_is_one_line(arguments: tuple[str, ...]) -> None:
    """Where nobody reads the output there is one line, no traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = _run(*arguments, stdout=writer)
    finally:
        os.close(writer)
    assert done.returncode == 2
    assert "closed" in _one_line(done.stderr.decode())


@posix
@pytest.mark.parametrize(
    ("redirection", "arguments"),
    [
        (">&-", ("list",)),
        (">/dev/full", ("list",)),
        (">/dev/full", ("plan", "dara-dcep", *FROM, *BODY)),
        ("<&-", ("plan", "-")),
        ("<&-", ("check", "-")),
    ],
    ids=["closed output", "full disk", "full disk, long", "closed input", "check closed input"],
)
def test_stream_that_does_not_work_is_one_line(
    redirection: str, arguments: tuple[str, ...]
) -> None:
    """A closed or full stream is one line and exit 2, never the exit of a violation."""
    if "/dev/full" in redirection and not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    done = _shell(redirection, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    _one_line(done.stderr.decode())


@posix
def test_refusal_that_nobody_can_read_is_no_violation() -> None:
    """With standard error full a refusal still exits with 2, not with the 1 of a violation."""
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    assert _shell("2>/dev/full", "plan", "nope").returncode == 2


@posix
def test_standard_input_that_cannot_be_read_is_named() -> None:
    """What the system says against reading standard input is not blamed on the output."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("no file that opens and cannot be read")
    done = _shell("</proc/self/mem", "plan", "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "standard input" in _one_line(done.stderr.decode())


def test_toml_nested_100_000_deep_by_dots_is_refused_at_once() -> None:
    """A dotted key nests as brackets do, and is no way to keep the program busy."""
    name = _write(b"a" + b".a" * 100_000 + b" = 1", "course.toml")
    done = _run("plan", name, timeout=8)
    assert (done.returncode, done.stdout) == (2, b"")
    assert name in _one_line(done.stderr.decode())


@posix
def test_closed_error_stream_still_exits_with_2() -> None:
    """Where even the line cannot be written the exit says that the input was bad."""
    done = _shell("2>&-", "plan", "nope")
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


# Whatever is typed

_WORDS = st.sampled_from(
    [
        *("list", "show", "bsa", "dose", "plan", "schema", "check", "course", "regimen", "-"),
        *("dcep", "dara-dcep", "dvd", "dara-atra", "course.json", "missing.json", "--format"),
        *("json", "csv", "table", "--start", "2026-01-05", "9999-12-31", "--height", "165 cm"),
        *("1.72 cm", "--weight", "70 kg", "700 kg", "--sex", "female", "--born", "1961-05-04"),
        *("--until", "2026-06-01", "--cycles", "3", "0", "--round", "5 mg", "--formula", "boyd"),
        *("--fraction", "0.7", "400 mg/m²", "16 mg/kg", "AUC 5", "--continuous", "--", "--help"),
        *("--output=out.txt", "--output", "-h", "\x1b[31m", "\udcff", "\0"),
    ]
)
_ANY = st.text(max_size=6).filter(lambda text: not {"/", "\\", "."} & set(text))


def _whole(arguments: list[str]) -> tuple[int, str, str]:
    """Exit, output and error of a command; --help leaves with 0 as a command does."""
    out, err = io.StringIO(), io.StringIO()
    code: int | str | None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(arguments)
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int)
    return code, out.getvalue(), err.getvalue()


@settings(deadline=None, max_examples=300)
@given(st.lists(_WORDS | _ANY, max_size=9))
@example(["show", "dcep", "--output", "a\0b"])
@example(["plan", "a" * 300])
@example(["plan", "\udcff.json"])
def test_any_arguments_are_done_or_one_line(arguments: list[str]) -> None:
    """Whatever is typed, the exit is 0, 1 or 2, and with 2 there is one line and no output."""
    _write(COURSE)
    with pytest.MonkeyPatch.context() as patch:
        _type(patch, b"{}")
        code, out, err = _whole(arguments)
    assert code in {0, 1, 2}
    if code == 2:
        assert out == ""
        _one_line(err)
    else:
        assert err == ""


_PATHS: list[tuple[str, ...]] = [
    *(("regimen",), ("start",), ("until",), ("cycles",), ("as_of",), ("choices",), ("events",)),
    *(("patient",), ("patient", "height"), ("patient", "weight"), ("patient", "born")),
    *(("patient", "name"), ("policy",), ("policy", "rounding"), ("policy", "bsa_cap")),
    *(("event", key) for key in ("type", "of", "to", "cycle", "day", "days", "on", "phase", "id")),
]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
) | st.sampled_from(["dcep", "9999-12-31", "2026-02-12", "5 mg", "induction", "DCEP", 10**30, "\0"])


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(_PATHS), _JSON), max_size=3))
def test_any_document_is_done_or_one_line(changes: list[tuple[tuple[str, ...], Any]]) -> None:
    """Whatever a document holds, it is planned or one line with its name says why not."""
    values = json.loads(json.dumps(COURSE | {"policy": {}}))
    event = {"type": "delay", "phase": "induction", "cycle": 2, "days": 3}
    for path, item in changes:
        if path[0] == "event":
            event[path[1]] = item
            values["events"] = [event]
        elif len(path) == 1:
            values[path[0]] = item
        elif isinstance(values.get(path[0]), dict):
            values[path[0]][path[1]] = item
    with pytest.MonkeyPatch.context() as patch:
        _type(patch, json.dumps(values).encode())
        code, out, err = _whole(["plan", "-", "--format", "json"])
    if code == 2:
        assert out == ""
        assert "standard input" in _one_line(err)
    else:
        assert err == ""
        assert code == int("violation" in {one["severity"] for one in json.loads(out)["findings"]})


def test_dates_of_the_table_are_those_of_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    """The first and last day of the table are those of the document, with their weekdays."""
    table = _done(capsys, "plan", "dcep", *FROM, *BODY)
    rows = _json(capsys, "plan", "dcep", *FROM, *BODY)["administrations"]
    for row in (rows[0], rows[-1]):
        day = date.fromisoformat(row["date"])
        weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
        assert f"{weekday} {day}" in table
