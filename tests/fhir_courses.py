"""Courses whose FHIR is looked at: every event, every status, every unit, and hostile texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from regimens import Course, Patient, catalogue
from regimens.formats.courses import course_from
from regimens.formats.regimens import regimen_document, regimen_from

HOSTILE = "<script>alert('1')</script> & \"=cmd()\" ]]> 💊 é"
HIDDEN = "dose\x00 10\u202e mg\u2028\ufffe"

_BODY = {"height": "165 cm", "weight": "70 kg"}
_SOURCE = {
    "title": "A text made up for a test",
    "identifier": "https://example.org/a<b>",
    "locator": "p. 1",
    "checked_on": "2026-11-21",
}

EVERY_EVENT: dict[str, Any] = {
    "id": "course-1",
    "regimen": "dara-dcep",
    "start": "2026-01-05",
    "as_of": "2026-02-16",
    "patient": {
        "id": "p1",
        "name": "Ada Müller",
        "sex": "female",
        "born": "1961-05-04",
        **_BODY,
        "ecog": 1,
        "prior_therapy_ended": "2025-12-15",
        "prior_doses": [{"drug": "cisplatin", "dose": "120 mg"}],
    },
    "choices": {"antibiotic": "ciprofloxacin"},
    "events": [
        {
            "id": "e1",
            "type": "dose_change",
            "of": "DCEP",
            "to": "0.7",
            "cycle": 1,
            "reason": "frail",
        },
        {
            "type": "dose_change",
            "of": ["cyclophosphamide", "etoposide", "cisplatin"],
            "to": "0.5",
            "cycle": 2,
            "reason": "cytopenia",
        },
        {"type": "measurement", "on": "2026-02-02", "weight": "62 kg", "from": "2026-02-02"},
        {
            "id": "e4",
            "type": "lab",
            "on": "2026-01-05",
            "anc": "0.9 10^9/L",
            "platelets": "48 10^9/L",
            "haemoglobin": "9.8 g/dL",
            "creatinine": "88 µmol/L",
            "creatinine_clearance": "61 mL/min",
            "bilirubin_times_normal": "1.2",
        },
        {"type": "lab", "on": "2026-01-04", "haemoglobin": "6.1 mmol/L", "creatinine": "1.1 mg/dL"},
        {"type": "cycle_start", "phase": "induction", "cycle": 2, "on": "2026-02-12"},
        {"type": "delay", "of": "DCEP", "cycle": 3, "days": 4, "reason": "cytopenia"},
        {"type": "omission", "of": "daratumumab", "on": "2026-02-19", "reason": "infection"},
        {"type": "postponement", "of": "daratumumab", "on": "2026-02-26", "to": "2026-02-28"},
        {"type": "given", "of": "cisplatin", "on": "2026-01-05", "dose": "12.5 mg"},
        {"id": "e10", "type": "given", "of": "etoposide", "on": "2026-01-05"},
        {"type": "switch", "of": "daratumumab", "to": "daratumumab-sc", "on": "2026-03-01"},
        {"type": "response", "on": "2026-04-20", "response": "PR"},
        {"type": "transplant", "on": "2026-05-01"},
        {"type": "cycle_start", "phase": "maintenance", "cycle": 1, "on": "2026-07-20"},
        {"type": "discontinuation", "of": "cisplatin", "on": "2026-03-20", "reason": "kidneys"},
        {"type": "correction", "voids": "e10", "reason": "wrong patient"},
    ],
}

_OTHERS: dict[str, dict[str, Any]] = {
    "weekly level": {
        "regimen": "dara-vd",
        "cycles": 5,
        "events": [
            {"type": "dose_change", "of": "bortezomib", "level": "weekly", "cycle": 2},
            {"type": "dose_change", "of": "bortezomib", "level": "1.0", "cycle": 3},
        ],
    },
    "twice a day": {"regimen": "dara-atra", "cycles": 3, "events": []},
    "cells": {
        "regimen": "cilta-cel",
        "events": [
            {
                "type": "given",
                "of": "ciltacabtagene autoleucel",
                "on": "2026-01-12",
                "dose": "52 ×10⁶ cells",
            }
        ],
    },
    "days before zero": {"regimen": "mel200", "events": []},
    "step-up": {"regimen": "teclistamab", "cycles": 2, "events": []},
    "made of vials": {
        "regimen": "dara-dcep",
        "policy": {"rounding": "vials + dispensable", "bsa_rounding": None},
        "events": [],
    },
    "given besides the plan": {
        "regimen": "dcep",
        "events": [
            {"type": "given", "of": "cisplatin", "on": "2026-01-20", "dose": "17.9 mg"},
            {"type": "given", "of": ["etoposide", "cisplatin"], "on": "2026-01-21"},
        ],
    },
    "stopped": {
        "regimen": "dcep",
        "events": [{"type": "discontinuation", "on": "2026-02-10", "reason": "progression"}],
    },
}


def courses() -> Iterator[tuple[str, Course]]:
    """Each course by name."""
    yield "every event", course_from(EVERY_EVENT)
    for name, document in _OTHERS.items():
        whole = {"start": "2026-01-05", "patient": _BODY, **document}
        yield name, course_from(whole)
    yield "area under the curve", area_course()
    yield "hostile", hostile_course()
    yield "hidden", hidden_course()


def plain_course(regimen_id: str) -> Course:
    """A course of a catalogue regimen without a history, of at most three cycles."""
    return Course(
        catalogue.get(regimen_id),
        Patient(id="p1", height=_BODY["height"], weight=_BODY["weight"]),
        start=date(2026, 1, 5),
        cycles=3,
        allow_unverified="a test of what is written",
    )


def _own(**changes: Any) -> dict[str, Any]:
    document = regimen_document(catalogue.get("dcep"))
    document |= {"id": "ward-protocol", "title": "A protocol made up for a test"}
    for name in ("digest", "aliases"):
        document.pop(name, None)
    return document | changes


def area_course() -> Course:
    """A course with a dose by the area under the curve, and one as a day's dose with its cap."""
    document = _own()
    phase = document["phases"][0]
    phase["components"][1]["dose"] = {"amount": "AUC 5", "source": _SOURCE}
    phase["components"][2]["dose"] = {
        "amount": "45 mg/m²",
        "per": "day",
        "times": 2,
        "surface_cap": "2",
        "cap": {"value": "80", "per": "day", "source": _SOURCE},
        "source": _SOURCE,
    }
    return course_from(
        {
            "regimen": _pinned(document),
            "start": "2026-01-05",
            "patient": _BODY,
            "events": [{"type": "lab", "on": "2026-01-05", "creatinine_clearance": "60 mL/min"}],
        }
    )


def hostile_course() -> Course:
    """A course whose every text tries to be something else; its document could be read back."""
    document = _own(title=HOSTILE, revision="1 | a")
    document["no_rule_for"] = ["x" * 1000, HOSTILE]
    return course_from(
        {
            "id": HOSTILE,
            "regimen": _pinned(document),
            "start": "2026-01-05",
            "patient": {"id": "a&b=c|d 1", "name": HOSTILE, **_BODY},
            "events": [
                {"type": "omission", "of": "cisplatin", "on": "2026-01-05", "reason": HOSTILE}
            ],
        }
    )


def hidden_course() -> Course:
    """A course with signs that no document may hold, put together in Python."""
    course = hostile_course()
    regimen = attrs.evolve(
        course.regimen, title=HIDDEN, revision=HIDDEN, no_rule_for=("x" * 10_000, "y" * 60_000)
    )
    return attrs.evolve(course, regimen=regimen, id=HIDDEN)


def _pinned(document: dict[str, Any]) -> dict[str, Any]:
    regimen = regimen_from(document)
    return {"id": regimen.id, "digest": regimen.digest, "protocol": document}
