"""A hospital's own protocols: read as strictly as the catalogue is written, and never run."""

from __future__ import annotations

import copy
import csv
import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from regimens import catalogue
from regimens.cli import main
from regimens.errors import DocumentError
from regimens.formats.card import card
from regimens.formats.fhir.elements import fhir_json
from regimens.formats.fhir.plan_definitions import regimen_fhir
from regimens.formats.protocols import read_protocol
from regimens.formats.reading import parse_json, read_path
from regimens.formats.regimens import is_protocol, regimen_document, regimen_from, regimen_json
from regimens.formats.schemas import regimen_schema

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"
CHOP = EXAMPLES / "chop21.json"
TABLES = Path(__file__).parent / "tables"
SCHEMA = Draft202012Validator(regimen_schema())
BODY = ["--height", "165 cm", "--weight", "70 kg"]


def _chop() -> dict[str, Any]:
    document: dict[str, Any] = read_path(str(CHOP))
    return document


def _refused(values: Any, **options: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        regimen_from(values, where="protocol.json", **options)
    return str(caught.value).removeprefix("protocol.json: ")


# Out and in


@pytest.mark.parametrize("name", catalogue.ids())
def test_built_in_regimen_goes_out_and_in(name: str) -> None:
    """What `show --format json` prints is read as the same definition, with the same digest."""
    regimen = catalogue.get(name)
    again = regimen_from(parse_json(regimen_json(regimen).encode(), where=name))
    assert again == regimen
    assert again.digest == regimen.digest
    assert regimen_json(again) == regimen_json(regimen)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("c*")), ids=lambda path: path.name)
def test_example_goes_out_and_in_and_fits_the_schema(path: Path) -> None:
    """Each example of the documents is what the schema says, and so is what it stands for."""
    values = read_path(str(path))
    assert is_protocol(values)
    SCHEMA.validate(json.loads(json.dumps(values, default=str)))
    regimen = regimen_from(values)
    SCHEMA.validate(regimen_document(regimen))
    assert regimen_from(regimen_document(regimen)) == regimen


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    """A protocol in TOML, with its own dates and the words it has for null, is the same one."""
    document = _chop()
    document["phases"][0]["cycles"] = None
    toml = tmp_path / "chop.toml"
    toml.write_text(
        'id = "ward-chop21"\ntitle = "CHOP every 21 days, as the ward gives it"\nrevision = "1"\n'
        'no_rule_for = ["dose modifications, which were not read", "blood counts before a cycle"]\n'
        + "[references.library]\n"
        + "".join(
            f"{key} = {json.dumps(value, ensure_ascii=False) if key != 'checked_on' else value}\n"
            for key, value in document["references"]["library"].items()
        )
        + '[[phases]]\nname = "treatment"\ncycle_length = 21\ncycles = "until stopped"\n'
        + "".join(_toml("phases", document["phases"][0]))
        + "[[interpretations]]\n"
        + "".join(f"{k} = {_inline(v)}\n" for k, v in document["interpretations"][0].items()),
        encoding="utf-8",
    )
    assert regimen_from(read_path(str(toml))) == regimen_from(document)


def _toml(name: str, phase: dict[str, Any]) -> list[str]:
    lines = [f"source = {_inline(phase['source'])}\n"]
    for component in phase["components"]:
        lines.append(f"[[{name}.components]]\n")
        lines += [f"{key} = {_inline(value)}\n" for key, value in component.items()]
    return lines


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False)


def test_words_stand_for_null() -> None:
    """Where TOML has no null: a phase until stopped, and a restart that is none."""
    regimen = catalogue.get("teclistamab")
    document = regimen_document(regimen)
    rows = [row for table in document["restarts"] for row in table["rows"]]
    assert any(row["option"] is None for row in rows)
    for row in rows:
        row["option"] = row["option"] or "go on"
    for phase in document["phases"]:
        phase["cycles"] = phase["cycles"] or "until stopped"
    SCHEMA.validate(document)
    assert regimen_from(document) == regimen


def test_citation_stands_for_its_reference() -> None:
    """A key and a place give the whole source; a reference nobody has read marks what cites it."""
    document = _chop()
    source = regimen_from(document).phases[0].source
    assert source.title.startswith("Systemic Anti-Cancer Therapy Regimen Library (New Zealand)")
    assert source.locator == "cycle details: cycles 1 to 8, 21 days"
    assert source.verified
    document["references"]["library"]["verified"] = False
    assert len(regimen_from(document).unverified) == 11
    document = _chop()
    document["phases"][0]["source"]["verified"] = False
    assert [one.locator for one in regimen_from(document).unverified] == [source.locator]


# Faults


def _faults() -> list[Any]:
    with (TABLES / "protocol_faults.csv").open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(row, id=f"{number}-{row['at']}")
            for number, row in enumerate(csv.DictReader(file), start=2)
        ]


@pytest.mark.parametrize("row", _faults())
def test_fault_gives_one_message_with_its_path(row: dict[str, str]) -> None:
    """One thing wrong at one place is one line that names the place."""
    (path,) = EXAMPLES.glob(f"{row['document']}.*")
    document = read_path(str(path))
    *above, last = [
        int(step) if step.isdigit() else step
        for step in row["at"].replace("[", ".").replace("]", "").split(".")
    ]
    holder = document
    for step in above:
        holder = holder[step]
    if row["value"]:
        holder[last] = json.loads(row["value"])
    else:
        del holder[last]
    message = _refused(document)
    base = catalogue.get("cybord-weekly").digest[:19]
    assert message == row["message"].replace("[digest of cybord-weekly]", base)
    assert "\n" not in message


def test_phases_that_contradict_each_other_are_refused() -> None:
    """Two of one name, and one after a phase without end, are found where they stand."""
    document = _chop()
    document["phases"] *= 2
    assert _refused(document) == "phases[0].name: two phases of one name; name them apart"
    document = _chop()
    document["phases"].append(copy.deepcopy(document["phases"][0]) | {"name": "again"})
    document["phases"][0]["cycles"] = None
    assert _refused(document) == (
        "phases[0].cycles: phase 'again' cannot be reached; state how many cycles 'treatment' has"
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (None, 'is not an object; write {"…": …}'),
        ([], 'is not an object; write {"…": …}'),
        ("chop", 'is not an object; write {"…": …}'),
        ({}, "id: the key 'id' is missing; add it"),
        ({"a" * 300: 1}, f"has a key '{'a' * 79}…; use a known key"),
        ({"id": "a" * 300}, "id: a text of 300 characters; write 200 or less"),
        ({"phases": [1] * 21}, "phases: 21 entries are more than 20; state 20 or less"),
        ({"phases": [[1] * 300] * 20}, "phases[0]: 300 entries are more than 20; state 20 or less"),
        ({"x": [["a"] * 400] * 51}, "has more than 20000 values; split the protocol"),
        ({"at": datetime(2026, 1, 5)},  # noqa: DTZ001
         "at: '2026-01-05 00:00:00' is neither text, number nor date; "
         'write a date as in "2026-01-05"'),
        ({"n": -401}, "n: -401 is below -400; state a number of -400 or more"),
        ({"n": 10**5000}, "n: a number of thousands of digits is above 10000; "
         "state a number of 10000 or less"),
    ],
    ids=range(12),
)  # fmt: skip
def test_bound_is_said(values: Any, message: str) -> None:
    """What is too long, too large or too much is refused before it is looked at."""
    assert _refused(values) == message


def test_schedules_of_a_phase_are_bounded() -> None:
    """All of a phase's schedules are held against each other: there are not too many."""
    components: list[dict[str, Any]] = [{"timing": [{}] * 40}] * 7
    assert _refused({"phases": [{"components": components}]}) == (
        "phases[0].components: 280 schedules are more than 240; divide the phase into several"
    )


def test_depth_is_bounded() -> None:
    """Nesting without end, even a value that holds itself, is one message."""
    deep: list[Any] = []
    deep.append(deep)
    assert _refused({"x": deep}).endswith("is nested more than 24 deep; flatten")


def test_rows_are_bounded() -> None:
    """A protocol that would write more rows than anybody reads is refused, not planned."""
    document = _chop()
    phase = document["phases"][0]
    phase["cycles"], phase["cycle_length"] = 400, 60
    for component in phase["components"]:
        component["timing"][0]["days"] = list(range(1, 61))
    assert _refused(document) == (
        "phases: up to 96000 administrations are more than 20000; "
        "state fewer cycles, or divide the protocol"
    )


def test_largest_document_is_soon_refused() -> None:
    """Every bound reached at once costs no more than a second or two."""
    source = _chop()["phases"][0]["source"]
    leaders = [
        {
            "drug": {"name": f"lead{number}"},
            "group": "g",
            "dose": {"amount": "1 mg", "source": source},
            "timing": [
                {"days": [number], "cycles": {"first": cycle, "last": cycle}, "source": source}
                for cycle in range(number, 241, 20)
            ],
        }
        for number in range(1, 21)
    ]
    followers = [
        {
            "drug": {"name": f"follow{number}"},
            "group": "h",
            "dose": {"amount": "1 mg", "source": source},
            "timing": {"what": "g", "offsets": [0, 1], "source": source},
        }
        for number in range(20)
    ]
    document = _chop()
    phase = {"name": "p", "cycle_length": 400, "cycles": 400, "source": source}
    document["phases"] = [phase | {"components": leaders + followers}]
    begun = time.monotonic()
    assert "administrations are more than" in _refused(document)
    assert time.monotonic() - begun < 10


def test_digest_in_a_document_has_to_be_its_own() -> None:
    """A printed document that was changed says so, until its digest is removed or renewed."""
    document = regimen_document(catalogue.get("dcep")) | {"id": "ward-dcep"}
    assert "it was changed after it was printed" in _refused(document)
    del document["digest"]
    renewed = document | {"digest": regimen_from(document).digest}
    assert regimen_from(renewed) == regimen_from(document)


def test_built_in_id_is_for_the_built_in_regimen() -> None:
    """Another dose under a built-in id is refused; it can be read only to be compared."""
    document = regimen_document(catalogue.get("dcep"))
    del document["digest"]
    document["phases"][0]["components"][0]["dose"]["amount"] = "20 mg"
    message = "id: dcep is a built-in regimen of other content; give this one an id of its own"
    assert _refused(document) == message
    assert regimen_from(document, any_revision=True).id == "dcep"
    cited = regimen_document(catalogue.get("dcep"))
    cited["phases"][0]["components"][0]["dose"]["source"]["locator"] = "as we remember it"
    assert _refused(cited) == message
    assert _refused(document | {"id": "dcep-15"}, any_revision=True).startswith("id: dcep-15 is a")


# The hospital's own


def test_protocol_of_the_ward_is_planned_as_its_table_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Days and doses of the published CHOP, worked out by hand, for both revisions."""
    with (TABLES / "protocol_chop21.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for revision, name in (("1", "chop21.json"), ("2", "chop21-2.json")):
        file_name = str(EXAMPLES / name)
        arguments = ["plan", file_name, "--start", "2026-01-05", *BODY, "--format", "json"]
        assert main(arguments) == 0
        calendar = json.loads(capsys.readouterr().out)
        assert calendar["regimen"]["revision"] == revision
        found = [
            {key: str(row[key]) for key in ("date", "cycle", "day", "drug", "dose")}
            for row in calendar["administrations"]
        ]
        assert len(found) == 64
        expected = [{k: v for k, v in row.items() if k != "revision"} for row in rows
                    if row["revision"] == revision]  # fmt: skip
        assert [row for row in found if row["cycle"] in "12"] == expected
        starts = [row["start"] for row in calendar["cycles"]]
        assert starts == [
            *("2026-01-05", "2026-01-26", "2026-02-16", "2026-03-09"),
            *("2026-03-30", "2026-04-20", "2026-05-11", "2026-06-01"),
        ]


def test_protocol_of_the_ward_is_reviewed_on_its_card(capsys: pytest.CaptureFixture[str]) -> None:
    """The card of the document has every dose, its citation, and the line to sign."""
    assert main(["show", str(CHOP)]) == 0
    text = capsys.readouterr().out
    assert text == card(regimen_from(_chop()))
    for part in (
        "# CHOP every 21 days, as the ward gives it",
        "- **prednisone** 100 mg, PO [1: cycle details: prednisone 100 mg]; days 1–5",
        "at most 2 mg per",
        "srl.org.nz/regimens/lymphoma/264571000210104",
        "**Not signed off.** No clinician's sign-off stands on this card",
        "Reviewed by: ____",
    ):
        assert part in text
    assert main(["show", str(CHOP), "--format", "json"]) == 0
    assert regimen_from(json.loads(capsys.readouterr().out)) == regimen_from(_chop())


def test_check_says_what_a_protocol_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """Title, phases, digest, unread numbers and what has no rule, as text and as values."""
    regimen = regimen_from(_chop())
    assert main(["check", str(CHOP)]) == 0
    assert capsys.readouterr().out == (
        f"{CHOP}: CHOP every 21 days, as the ward gives it\n"
        f"id ward-chop21, revision 1, digest {regimen.digest}\n"
        "phase treatment: 21 days × 8, 64 administrations; "
        "prednisone, doxorubicin, vincristine, cyclophosphamide\n"
        "no rule for dose modifications, which were not read\n"
        "no rule for blood counts before a cycle\n"
    )
    assert main(["check", str(CHOP), "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["digest"] == regimen.digest
    assert values["phases"][0]["cycles"] == 8
    assert values["phases"][0]["administrations"] == 64
    assert values["unverified"] == []


def test_unread_number_of_a_protocol_is_said_and_not_planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody has read is on the check, and is planned only with a reason."""
    document = _chop()
    document["phases"][0]["source"]["verified"] = False
    path = tmp_path / "protocol.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert "nobody has read: Systemic Anti-Cancer" in capsys.readouterr().out
    plan = ["plan", str(path), "--start", "2026-01-05", *BODY]
    assert main(plan) == 2
    assert "--allow-unverified" in capsys.readouterr().err
    assert main([*plan, "--allow-unverified", "read by our pharmacist"]) == 0


def test_check_of_a_phase_until_stopped_counts_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A phase without end has no number of administrations."""
    path = tmp_path / "protocol.json"
    path.write_text(regimen_json(catalogue.get("dara-atra")), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert " days until stopped; " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["plan", "{}"], "command line: the start is missing; give --start, as in 2026-01-05"),
        (
            ["plan", "{}", "--start", "2026-01-05"],
            "doxorubicin: 50 mg/m² needs the patient's height; give --height",
        ),
        (
            ["verify", "{}", "{}"],
            "{}.regimen: the key 'regimen' is missing; add it",
        ),
    ],
)
def test_error_about_a_protocol_speaks_of_options(
    arguments: list[str], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A protocol is planned with the options of an id, and messages name them."""
    assert main([one.format(CHOP) for one in arguments]) == 2
    said = capsys.readouterr().err.removeprefix("regimens: ").rstrip()
    assert said == error.format(CHOP)


def test_document_of_neither_kind_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document without regimen, phases and extends is neither a course nor a protocol."""
    path = tmp_path / "x.json"
    path.write_text('{"title": "x"}', encoding="utf-8")
    for command in (["check", str(path)], ["plan", str(path)]):
        assert main(command) == 2
        assert capsys.readouterr().err == (
            f"regimens: {path}: is neither a course nor a protocol; "
            "a course has a regimen, a protocol has phases or extends, FHIR a resourceType\n"
        )
    assert main(["show", str(path)]) == 2
    assert "is no protocol; name one that has phases or extends" in capsys.readouterr().err


def test_same_dose_is_the_same_however_it_is_written() -> None:
    """A digest does not change with spaces, trailing zeros or another spelling of a unit."""
    document = _chop()
    other = copy.deepcopy(document)
    dose = other["phases"][0]["components"][2]["dose"]
    dose["amount"], dose["cap"]["value"] = "1.40 mg/m2", "2.0"
    assert regimen_from(other).digest == regimen_from(document).digest


def test_a_protocol_is_read_from_its_file_in_every_form(tmp_path: Path) -> None:
    """JSON, TOML that extends, and a PlanDefinition of FHIR give the regimen they describe."""
    assert read_protocol(str(CHOP)) == regimen_from(read_path(str(CHOP)))
    assert read_protocol(str(EXAMPLES / "cybordex-low.toml")).id == "ward-cybordex-low"
    plan = tmp_path / "plan.json"
    plan.write_text(fhir_json(regimen_fhir(catalogue.get("dara-vd"))), encoding="utf-8")
    assert read_protocol(str(plan)) == catalogue.get("dara-vd")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ours.json: is empty; give a document"),
        ("{", "ours.json: is not JSON (line 1, column 2: Expecting property name enclosed in "),
        ('{"regimen": "dcep"}', "ours.json: is no protocol; a protocol has phases or extends; "),
        ('{"resourceType": "Patient"}', "ours.json: is no protocol; a protocol has phases or "),
        ("[]", "ours.json: is no protocol; a protocol has phases or extends; "),
        ('{"phases": []}', "ours.json: "),
    ],
)
def test_a_file_that_holds_no_protocol_is_refused_by_its_name(
    text: str, message: str, tmp_path: Path
) -> None:
    """Under the name given, not the path it was read from."""
    path = tmp_path / "file.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_protocol(str(path), named="ours.json")
    assert str(caught.value).startswith(message)
    assert "file.json" not in str(caught.value)
