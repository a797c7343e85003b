"""Regimen documents: a definition as values, whole, with a source at every number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from regimens import Regimen, catalogue
from regimens.amounts import Amount, amount
from regimens.formats.regimens import regimen_document, regimen_json
from regimens.formats.schemas import regimen_schema
from regimens.sources import Source

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


@pytest.fixture(params=catalogue.ids())
def regimen(request: pytest.FixtureRequest) -> Regimen:
    """Each built-in regimen in turn."""
    return catalogue.get(request.param)


def _walk(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _walk(item)


def _parts(value: object) -> Iterator[object]:
    """Everything a definition is made of."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    elif attrs.has(cls := type(value)):
        for attribute in attrs.fields(cls):
            yield from _parts(getattr(value, attribute.name))


def test_document_fits_the_schema(regimen: Regimen) -> None:
    """The printed schema takes the document of every regimen."""
    Draft202012Validator(regimen_schema()).validate(regimen_document(regimen))


def test_document_names_the_regimen(regimen: Regimen) -> None:
    """Id, title, revision and digest stand as they are."""
    document = regimen_document(regimen)
    assert document["id"] == regimen.id
    assert document["title"] == regimen.title
    assert document["revision"] == regimen.revision
    assert document["digest"] == regimen.digest
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", regimen.digest)


def test_document_says_all_that_the_definition_says(regimen: Regimen) -> None:
    """Every field that is not at its default stands in the document, at the same place."""

    def compare(part: object, value: Any) -> None:
        if isinstance(part, Amount):
            assert amount(value) == part
        elif isinstance(part, tuple):
            assert len(value) == len(part)
            for inner, item in zip(part, value, strict=True):
                compare(inner, item)
        elif attrs.has(cls := type(part)):
            for attribute in attrs.fields(cls):
                inner = getattr(part, attribute.name)
                if attribute.name in value:
                    compare(inner, value[attribute.name])
                else:
                    assert inner == attribute.default, attribute.name
        elif isinstance(part, Decimal):
            assert Decimal(value) == part
        elif isinstance(part, date):
            assert date.fromisoformat(value) == part
        else:
            assert value == getattr(part, "value", part)

    compare(regimen, regimen_document(regimen))


def test_document_says_nothing_else(regimen: Regimen) -> None:
    """No key but the digest stands in the document that is no field of the definition."""
    fields = {"digest"}
    for part in _parts(regimen):
        if attrs.has(cls := type(part)):
            fields |= {attribute.name for attribute in attrs.fields(cls)}
    found = {key for value in _walk(regimen_document(regimen)) for key in _keys(value)}
    assert found <= fields
    assert {"phases", "components", "dose", "source", "days"} <= found


def _keys(value: Any) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def test_numbers_are_whole_or_plain_text(regimen: Regimen) -> None:
    """Days and counts are whole numbers, everything else is plain decimal text; no floats."""
    values = list(_walk(regimen_document(regimen)))
    assert not any(isinstance(value, float) for value in values)
    for value in values:
        if isinstance(value, dict) and "lowest" in value:
            assert NUMBER.fullmatch(value["lowest"])
        if isinstance(value, dict) and "at_least" in value and "value" in value:
            assert NUMBER.fullmatch(value["at_least"])


def test_every_dose_and_day_has_its_source(regimen: Regimen) -> None:
    """Title, identifier, place and day of reading stand beside every dose and schedule."""
    for phase in regimen_document(regimen)["phases"]:
        for component in phase["components"]:
            timing = component["timing"]
            stated = [component["dose"], *(timing if isinstance(timing, list) else [timing])]
            stated += [phase, *component.get("levels", [])]
            for one in stated:
                source = one["source"]
                assert {"title", "identifier", "locator", "checked_on"} <= set(source)
                assert all(source[key] for key in source if key != "verified")


def test_document_of_dcep_is_the_one_of_the_paper() -> None:
    """The phase, the four drugs, their amounts and days, worked out from the paper by hand."""
    (phase,) = regimen_document(catalogue.get("dcep"))["phases"]
    assert (phase["cycle_length"], phase["cycles"]) == (28, 3)
    found = [
        (one["drug"]["name"], one["dose"]["amount"], one["timing"][0]["days"], one["group"])
        for one in phase["components"]
    ]
    assert found == [
        ("dexamethasone", "40 mg", [1, 2, 3, 4], "DCEP"),
        ("cyclophosphamide", "400 mg/m²", [1, 2, 3, 4], "DCEP"),
        ("etoposide", "40 mg/m²", [1, 2, 3, 4], "DCEP"),
        ("cisplatin", "10 mg/m²", [1, 2, 3, 4], "DCEP"),
    ]


def test_open_phase_has_no_number_of_cycles() -> None:
    """A phase until progression has null for its cycles."""
    assert regimen_document(catalogue.get("dara-atra"))["phases"][-1]["cycles"] is None


def test_unverified_number_is_marked() -> None:
    """A source that nobody has read says so in the document."""
    small = catalogue.get("dcep")
    phase = small.phases[0]
    component = phase.components[0]
    unread: Source = attrs.evolve(component.dose.source, verified=False)
    dose = attrs.evolve(component.dose, source=unread)
    components = (attrs.evolve(component, dose=dose), *phase.components[1:])
    changed = attrs.evolve(small, phases=(attrs.evolve(phase, components=components),))
    document = regimen_document(changed)
    assert document["phases"][0]["components"][0]["dose"]["source"]["verified"] is False
    Draft202012Validator(regimen_schema()).validate(document)
    assert not any("verified" in _keys(value) for value in _walk(regimen_document(small)))


def test_digest_changes_with_a_dose_and_a_day() -> None:
    """The digest in the document is another one as soon as a dose or a day is."""
    dcep = catalogue.get("dcep")
    phase = dcep.phases[0]
    first = phase.components[0]
    other_dose = attrs.evolve(first, dose=attrs.evolve(first.dose, amount=amount("39 mg")))
    other_days = attrs.evolve(
        first,
        timing=tuple(
            attrs.evolve(one, days=(1, 2, 3, 5)) for one in first.timing if hasattr(one, "days")
        )
        if isinstance(first.timing, tuple)
        else first.timing,
    )
    digests = {
        regimen_document(
            attrs.evolve(
                dcep,
                phases=(attrs.evolve(phase, components=(changed, *phase.components[1:])),),
            )
        )["digest"]
        for changed in (first, other_dose, other_days)
    }
    assert len(digests) == 3
    assert dcep.digest in digests


def test_json_is_the_document(regimen: Regimen) -> None:
    """The JSON text holds the document's values, ends with one line end and is the same again."""
    text = regimen_json(regimen)
    assert json.loads(text) == regimen_document(regimen)
    assert text.endswith("}\n")
    assert regimen_json(attrs.evolve(regimen)) == text
