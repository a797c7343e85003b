"""The command line on FHIR bundles whose times are in UTC, and on what it writes itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regimens.cli import main

UCUM = "http://unitsofmeasure.org"
STATED = ("--regimen", "dcep", "--start", "2026-01-05")


def _observed(code: str, value: int, unit: str) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-01-02T15:00:00Z",
        "valueQuantity": {"value": value, "system": UCUM, "code": unit},
    }


@pytest.fixture
def bundle(tmp_path: Path) -> str:
    """165 cm, 70 kg, and cisplatin at 2 o'clock of 6 January in UTC."""
    given = {
        "resourceType": "MedicationAdministration",
        "status": "completed",
        "medicationCodeableConcept": {"text": "cisplatin"},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-01-06T02:00:00Z",
        "dosage": {"dose": {"value": 17.5, "system": UCUM, "code": "mg"}},
    }
    resources = [
        {"resourceType": "Patient", "id": "p1"},
        _observed("8302-2", 165, "cm"),
        _observed("29463-7", 70, "kg"),
        given,
    ]
    entries = [{"resource": one} for one in resources]
    path = tmp_path / "bundle.json"
    document = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("zone", "day"), [("America/Chicago", "2026-01-05"), ("Europe/Rome", "2026-01-06")]
)
def test_times_in_utc_are_told_by_the_clock_that_is_named(
    bundle: str, zone: str, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """20 o'clock of 5 January in Chicago, 3 o'clock of 6 January in Rome."""
    code = main(["plan", bundle, *STATED, "--bundle-zone", zone, "--format", "json"])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    rows = json.loads(out)["administrations"]
    given = [(row["date"], row["drug"], row["dose"]) for row in rows if row["status"] == "given"]
    assert given == [(day, "cisplatin", "17.5")]


def test_without_a_clock_they_are_refused(bundle: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, which names the option."""
    assert main(["plan", bundle, *STATED]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "entry[1].resource.effectiveDateTime: '2026-01-02T15:00:00Z' is in UTC" in err
    assert "--bundle-zone" in err
    assert err.count("\n") == 1


def test_a_clock_without_a_bundle_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A plan from options has no times."""
    arguments = ["--height", "165 cm", "--weight", "70 kg", "--start", "2026-01-05"]
    assert main(["plan", "dcep", *arguments, "--bundle-zone", "Europe/Rome"]) == 2
    assert "--bundle-zone belongs to a FHIR bundle" in capsys.readouterr().err


def test_a_plan_of_nobody_is_a_collection(capsys: pytest.CaptureFixture[str]) -> None:
    """A plan from options is of no patient: no server is asked to do anything with it."""
    arguments = ["--height", "165 cm", "--weight", "70 kg", "--start", "2026-01-05"]
    assert main(["plan", "dcep", *arguments, "--format", "fhir"]) == 0
    bundle = json.loads(capsys.readouterr().out)
    assert bundle["type"] == "collection"
    assert not any("request" in entry for entry in bundle["entry"])
