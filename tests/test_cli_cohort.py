"""Tables of patients at the command line: read, planned and written, whole or not at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from cohort_files import FORMS, found_in, put, rejects_in, rows_in
from cohorts import differences, drawing, patients

from regimens import Policy, Regimen, catalogue
from regimens.cli import main
from regimens.cohort import Cohort
from regimens.formats.regimens import regimen_json

HEADING = "patient_id,start,height_cm,weight_kg\n"
ANNA = "anna,2026-01-05,165,70\n"


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _here() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*"))


def _csv(*lines: str, name: str = "patients.csv") -> None:
    Path(name).write_text(HEADING + "".join(lines), encoding="utf-8")


def _drawn(regimen: Regimen, seed: int, count: int = 40) -> list[dict[str, Any]]:
    return patients(drawing(seed), regimen, count)


# What is planned


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "ipc", "feather"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_what_each_patient_has_alone(form: str, ending: str) -> None:
    """The rows of single plans in every form, from every form, and rejects with their reasons."""
    regimen = catalogue.get("dara-dcep")
    rows = _drawn(regimen, 8)
    name = put(rows, form, Path())
    assert main(["cohort", "dara-dcep", name, "--output", f"o.{ending}", "--rejects", "r.csv"]) == 1
    assert differences(Cohort(regimen=regimen), rows, found_in(f"o.{ending}", "r.csv")) == []
    assert _here() == sorted([name, f"o.{ending}", "r.csv"])


@pytest.mark.parametrize(
    ("options", "given"),
    [
        (["--until", "2026-06-30"], {"until": date(2026, 6, 30)}),
        (["--cycles", "2"], {"cycles": 2}),
        (["--round", "5 mg"], {"policy": Policy(rounding="5 mg")}),
        (["--formula", "du-bois"], {"policy": Policy(bsa_formula="du-bois")}),
    ],
)
def test_options_mean_what_they_mean_for_one(options: list[str], given: dict[str, Any]) -> None:
    """Each option changes the plan of all as it does that of one."""
    regimen = catalogue.get("dara-dcep")
    rows = _drawn(regimen, 9)
    put(rows, "parquet", Path())
    command = ["cohort", "dara-dcep", "patients.parquet", "--output", "o.csv", "--rejects"]
    assert main([*command, "r.csv", *options]) == 1
    cohort = Cohort(regimen=regimen, **given)
    assert differences(cohort, rows, found_in("o.csv", "r.csv")) == []


def test_a_protocol_document_is_planned() -> None:
    """A hospital's own regimen stands where an id can."""
    regimen = catalogue.get("dcep")
    Path("own.json").write_text(regimen_json(regimen), encoding="utf-8")
    _csv(ANNA)
    assert main(["cohort", "own.json", "patients.csv", "--output", "own.parquet"]) == 0
    assert main(["cohort", "dcep", "patients.csv", "--output", "built-in.parquet"]) == 0
    assert rows_in("own.parquet").equals(rows_in("built-in.parquet"))


def test_an_unverified_definition_needs_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """Without it nothing is written; with it each row says so."""
    name = next(one for one in catalogue.ids() if catalogue.get(one).unverified)
    _csv(ANNA)
    command = ["cohort", name, "patients.csv", "--cycles", "1", "--output", "o.csv"]
    assert main(command) == 2
    assert "--allow-unverified" in capsys.readouterr().err
    assert _here() == ["patients.csv"]
    assert main([*command, "--allow-unverified", "to see it"]) == 0
    first, *others = Path("o.csv").read_text(encoding="utf-8").splitlines()
    assert first.endswith(",status,unverified")
    assert all("was not read in a reference" in line for line in others)


def test_the_first_rows_are_those_worked_out_by_hand() -> None:
    """165 cm and 70 kg are 1.79 m²: 400 mg/m² are 716 mg, 10 mg/m² are 17.9 mg."""
    _csv('"007",2026-01-05,165,70\n')
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 0
    assert Path("o.csv").read_bytes().split(b"\r\n")[:5] == [
        b"patient_id,date,phase,cycle,day,drug,occurrence,fraction,calculated,dose,unit,route,status",
        b"007,2026-01-05,induction,1,1,dexamethasone,1,1,40,40,mg,PO,planned",
        b"007,2026-01-05,induction,1,1,cyclophosphamide,1,1,716,716,mg,,planned",
        b"007,2026-01-05,induction,1,1,etoposide,1,1,71.6,71.6,mg,,planned",
        b"007,2026-01-05,induction,1,1,cisplatin,1,1,17.9,17.9,mg,,planned",
    ]


def test_metadata_name_the_regimen_and_no_types_of_arrow_are_stored() -> None:
    """Whoever finds a file knows what it was planned by."""
    regimen = catalogue.get("dcep")
    _csv(ANNA)
    for name in ("o.parquet", "o.arrow"):
        assert main(["cohort", "dcep", "patients.csv", "--output", name]) == 0
    stored = pq.ParquetFile("o.parquet").metadata.metadata
    assert b"ARROW:schema" not in stored
    for found in (stored, pa.ipc.open_file("o.arrow").schema.metadata):
        assert found[b"regimen_id"] == b"dcep"
        assert found[b"regimen_revision"] == regimen.revision.encode()
        assert found[b"regimen_digest"] == regimen.digest.encode()


# Rejects


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl"])
def test_rejects_have_row_patient_and_reason(
    ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the form that the file's name says; the others are planned, and the exit is 1."""
    _csv(ANNA, "bert,2026-02-30,165,70\n", "cleo,2026-01-05,165,\n", ",2026-01-05,165,70\n")
    command = ["cohort", "dcep", "patients.csv", "--output", "o.csv", "--rejects", f"r.{ending}"]
    assert main(command) == 1
    assert rejects_in(f"r.{ending}").to_pylist() == [
        {
            "row": 2,
            "patient_id": "bert",
            "message": "start: '2026-02-30' is not a day of the calendar; check month and day",
        },
        {
            "row": 3,
            "patient_id": "cleo",
            "message": "cyclophosphamide: 400 mg/m² needs the patient's weight; record the weight",
        },
        {
            "row": 4,
            "patient_id": None,
            "message": "patient_id: names no patient; give each row a text",
        },
    ]
    assert len(set(rows_in("o.csv").column("patient_id").to_pylist())) == 1
    assert capsys.readouterr() == ("", "regimens: 4 patients, 48 rows in o.csv, 3 rejects\n")


def test_without_a_file_the_first_rejects_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, then how many more there are."""
    _csv(*(f"p{number},2026-01-05,165,\n" for number in range(8)), ANNA)
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 7
    assert lines[4] == (
        "regimens: row 5: p4: cyclophosphamide: 400 mg/m² needs the patient's weight; "
        "record the weight"
    )
    assert lines[5] == "regimens: 3 more rejects; name a file for them with --rejects"
    assert lines[6] == "regimens: 9 patients, 48 rows in o.csv, 8 rejects"


def test_no_rejects_leave_an_empty_file_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """A file of an earlier run does not stay and mislead; the counts are also to be had as JSON."""
    _csv(ANNA)
    Path("r.csv").write_text("row,patient_id,message\r\n1,old,old\r\n")
    command = ["cohort", "dcep", "patients.csv", "--output", "o.csv", "--rejects", "r.csv"]
    assert main([*command, "--format", "json"]) == 0
    assert Path("r.csv").read_bytes() == b"row,patient_id,message\r\n"
    out, err = capsys.readouterr()
    assert err == ""
    assert json.loads(out) == {"patients": 1, "rows": 48, "rejects": 0, "violated": 0}


# Violations


def _reduced(*fractions: str) -> None:
    lines = (f"p{place},2026-01-05,165,70,{one}\n" for place, one in enumerate(fractions))
    text = HEADING.replace("\n", ",fractions\n") + "".join(lines)
    Path("patients.csv").write_text(text, encoding="utf-8")


def test_a_violation_is_told_and_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """The first five by name, as many as there are by number, and the rows of all."""
    _reduced("1;0.7", *["1;0.3"] * 7)
    assert main(["cohort", "dcep", "patients.csv", "--output", "o.csv"]) == 1
    lines = capsys.readouterr().err.splitlines()
    said = "violation: 0.3 of the full dose of dexamethasone, cyclophosphamide, etoposide, cispl"
    for row, line in enumerate(lines[:5], start=2):
        assert line.startswith(f"regimens: row {row}: p{row - 1}: {said}")
    assert lines[5:] == [
        "regimens: 2 more violations; name a file for all with --findings",
        "regimens: 8 patients, 384 rows in o.csv, 0 rejects, 7 patients with a violation",
    ]


def test_a_folder_has_a_table_of_violations(capsys: pytest.CaptureFixture[str]) -> None:
    """Part by part, and the same count when nothing is left to do."""
    _reduced("1;0.3", "1;0.7", "0.5")
    command = ["cohort", "dcep", "patients.csv", "--output", "o/", "--patients-per-file", "2"]
    for _ in range(2):
        assert main(command) == 1
        assert capsys.readouterr().err == (
            "regimens: 3 patients, 144 rows in o/, 0 rejects, 2 patients with a violation "
            "(in o/_violations)\n"
        )
    parts = [pq.read_table(f"o/_violations/part-0000{part}.parquet") for part in (0, 1)]
    told = pa.concat_tables(parts).to_pylist()
    assert [(one["row"], one["patient_id"], one["code"]) for one in told] == [
        (1, "p0", "fraction-not-allowed"),
        (3, "p2", "fraction-not-allowed"),
    ]
