"""Intensities, findings and summaries of a table of patients at the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cohorts
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from cohort_files import put, rejects_in

from regimens import Regimen, catalogue
from regimens.cli import main
from regimens.cohort import Cohort, findings, intensities, planned
from regimens.formats.answers import summary_document
from regimens.formats.regimens import regimen_json
from regimens.summaries import summarize

HEADING = "patient_id,start,height_cm,weight_kg,fractions,delays,events\n"
ANNA = "anna,2026-01-05,165,70,,,\n"
BERT = "bert,2026-01-05,165,70,1;0.7;0.7,0;8,\n"
SUMMARY = ("--phase", "induction", "--group", "DCEP")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _here() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*"))


def _csv(*lines: str) -> None:
    Path("patients.csv").write_text(HEADING + "".join(lines), encoding="utf-8")


def _command(*options: str, regimen: str = "dara-dcep", patients: str = "patients.csv") -> int:
    return main(["cohort", regimen, patients, "--output", "o.parquet", *options])


def _drawn(regimen: Regimen, count: int) -> list[dict[str, Any]]:
    draw = cohorts.drawing("tables at the command line")
    rows = cohorts.patients(draw, regimen, count)
    return cohorts.with_doses_given(draw, Cohort(regimen=regimen), rows)


def _planned(rows: Sequence[dict[str, Any]], cohort: Cohort) -> Any:
    """The patients who can be planned, as a table."""
    refused = planned(cohorts.table(rows), cohort).rejects.column("row").to_pylist()
    assert refused
    return cohorts.table([row for place, row in enumerate(rows, 1) if place not in refused])


# What is worked out


@pytest.mark.parametrize("as_planned", [False, True])
def test_all_tables_come_of_one_pass(as_planned: bool) -> None:
    """Each is that of the function, and the summary that of all courses."""
    regimen = catalogue.get("dara-dcep")
    cohort, rows = Cohort(regimen=regimen), _drawn(regimen, 40)
    name = put(rows, "parquet", Path())
    files = ("--rejects", "r.csv", "--intensity", "i.parquet", "--findings", "f.parquet")
    options = (*files, "--summary", "s.json", *SUMMARY, *["--as-planned"][: int(as_planned)])
    assert _command(*options, patients=name) == 1
    assert _here() == sorted(["f.parquet", "i.parquet", "o.parquet", "r.csv", "s.json", name])

    batch = _planned(rows, cohort)
    told = intensities(batch, cohort, as_planned=as_planned)
    assert pq.read_table("i.parquet").to_pylist() == told.rows.to_pylist()
    assert pq.read_table("f.parquet").to_pylist() == findings(batch, cohort).rows.to_pylist()
    metadata = pq.read_schema("i.parquet").metadata
    assert metadata[b"regimen_digest"].decode() == regimen.digest

    pairs, refused = cohorts.alone(cohort, rows, lambda course: [course])
    courses = [course for _, course in pairs]
    assert json.loads(Path("s.json").read_text(encoding="utf-8")) == {
        **summary_document(summarize(courses, phase="induction", group="DCEP")),
        "patients": len(courses),
        "rejects": len(refused),
    }
    rejects = rejects_in("r.csv").to_pylist()
    assert [one["row"] for one in rejects] == sorted(one["row"] for one in rejects)
    none = {one["patient_id"] for one in told.rejects.to_pylist()}
    assert bool(none) is not as_planned
    assert len(rejects) == len(refused) + len(none)
    assert {one["row"] for one in rejects} >= set(refused)


def test_summary_by_hand() -> None:
    """Anna in full and in time; Bert at 70 % from cycle 2, which is 8 days late; Carl refused."""
    _csv(ANNA, BERT, "carl,2026-01-05,1.65,70,,,\n")
    assert _command("--summary", "s.json", *SUMMARY) == 1
    found = json.loads(Path("s.json").read_text(encoding="utf-8"))
    assert found["cycles"][1] == {
        "cycle": 2,
        "n": 2,
        "fractions": {"1": 1, "0.7": 1},
        "same": 1,
        "reduced": 1,
        "escalated": 0,
        "dose_delays": 1,
        "percent": {"same": "50", "reduced": "50", "escalated": "0", "dose_delays": "50"},
    }
    assert (found["omissions"], found["patients"], found["rejects"]) == ({}, 2, 1)


def test_intensity_by_hand() -> None:
    """Bert's cyclophosphamide: 6873.6 of 8592 mg in 92 instead of 84 days are 73 %."""
    _csv(ANNA, BERT)
    assert _command("--intensity", "i.csv", "--as-planned") == 0
    lines = Path("i.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "patient_id,drug,delivered,planned,unit,elapsed_days,planned_days,rdi"
    assert [line for line in lines if "cyclophosphamide" in line] == [
        "anna,cyclophosphamide,8592,8592,mg,84,84,100",
        "bert,cyclophosphamide,6873.6,8592,mg,92,84,73",
    ]


def test_who_was_given_nothing_is_planned_and_is_among_the_rejects() -> None:
    """With the message of the single command, and beside one who could not be planned."""
    _csv("zoe,2026-01-05,165,,,,\n", ANNA)
    assert _command("--intensity", "i.parquet", "--rejects", "r.csv") == 1
    assert pq.read_table("i.parquet").num_rows == 0
    assert set(pq.read_table("o.parquet").column("patient_id").to_pylist()) == {"anna"}
    rejects = rejects_in("r.csv").to_pylist()
    assert [(one["row"], one["patient_id"]) for one in rejects] == [(1, "zoe"), (2, "anna")]
    assert rejects[1]["message"].startswith("events: no planned dose is recorded as given; ")


def test_violations_among_findings_exit_with_1() -> None:
    """As a single plan does; without a violation the exit is 0."""
    _csv(ANNA, BERT)
    assert _command("--findings", "f.csv") == 0
    # Half the dose is not allowed in cycle 1.
    _csv(ANNA, "carl,2026-01-05,165,70,0.5,,\n")
    assert _command("--findings", "f.parquet") == 1
    found = pq.read_table("f.parquet").to_pylist()
    (wrong,) = [one for one in found if one["severity"] == "violation"]
    assert (wrong["patient_id"], wrong["code"]) == ("carl", "fraction-not-allowed")


def test_a_table_of_which_all_are_refused_has_all_its_files() -> None:
    """With their headings, and a summary of nobody."""
    _csv("carl,2026-01-05,1.65,70,,,\n")
    files = ("--intensity", "i.csv", "--findings", "f.csv", "--summary", "s.json")
    assert _command(*files, *SUMMARY) == 1
    assert Path("i.csv").read_text(encoding="utf-8").count("\n") == 1
    assert Path("f.csv").read_text(encoding="utf-8").count("\n") == 1
    assert json.loads(Path("s.json").read_text(encoding="utf-8")) == {
        "cycles": [],
        "omissions": {},
        "patients": 0,
        "rejects": 1,
    }


# What is refused


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--as-planned"], "--as-planned: says which doses --intensity counts; name a file"),
        (["--summary", "s.json"], "--summary and --phase go together"),
        (["--summary", "s.json", "--phase", "induction"], "--summary and --group go together"),
        (["--group", "DCEP"], "--summary and --group go together"),
        (["--summary", "s.csv", *SUMMARY], "s.csv: its name does not say that it is a summary"),
        (["--summary", "s.json", "--phase", "x", "--group", "DCEP"], "has no group 'DCEP' in a"),
        (["--intensity", "i.txt"], "i.txt: its name does not say what form it has"),
        (["--findings", "f"], "f: its name does not say what form it has"),
        (["--findings", "none/f.csv"], "none/f.csv: cannot be written"),
        (["--findings", "patients.csv"], "patients.csv: is the same file as"),
        (["--intensity", "i.csv", "--findings", "./i.csv"], "i.csv: is the same file as 'i.csv'"),
        (["--intensity", "o.parquet"], "o.parquet: is the same file as"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, and the folder as it was."""
    _csv(ANNA)
    before = Path("patients.csv").read_bytes()
    assert _command(*options) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert message in err
    assert _here() == ["patients.csv"]
    assert Path("patients.csv").read_bytes() == before


def test_the_protocol_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither under its name nor under another that leads to it."""
    _csv(ANNA)
    text = regimen_json(catalogue.get("dara-dcep"))
    Path("p.json").write_text(text, encoding="utf-8")
    Path("link.json").symlink_to("p.json")
    for name in ("p.json", "link.json"):
        assert _command("--summary", name, *SUMMARY, regimen="p.json") == 2
        assert f"{name}: is the same file as 'p.json'" in capsys.readouterr().err
    assert Path("p.json").read_text(encoding="utf-8") == text
    assert _here() == ["link.json", "p.json", "patients.csv"]


@pytest.mark.parametrize("option", ["intensity", "findings", "summary"])
def test_a_folder_has_none_of_them(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Its parts are planned alone; nothing is made."""
    _csv(ANNA)
    more = SUMMARY if option == "summary" else ()
    command = ["cohort", "dara-dcep", "patients.csv", "--output", "out/", f"--{option}", "x.json"]
    assert main([*command, *more]) == 2
    assert f"--{option} belongs to one that is a file; name a file" in capsys.readouterr().err
    assert _here() == ["patients.csv"]


def test_a_broken_table_leaves_no_file() -> None:
    """A patient file that breaks off in the middle: none of the files is there."""
    rows = _drawn(catalogue.get("dara-dcep"), 5)
    name = put(rows, "arrow", Path())
    whole = Path(name).read_bytes()
    Path(name).write_bytes(whole[: len(whole) // 2])
    files = ("--intensity", "i.csv", "--findings", "f.csv", "--summary", "s.json")
    assert _command(*files, *SUMMARY, patients=name) == 2
    assert _here() == [name]
