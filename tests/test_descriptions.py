"""What the schemas say of each key: in words, for people, and without holding a document to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from regimens.formats.courses import course_from, policy_document
from regimens.formats.descriptions import description, field_descriptions
from regimens.formats.schemas import calendar_schema, course_schema, regimen_schema

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "course": course_schema,
    "regimen": regimen_schema,
    "calendar": calendar_schema,
}


def _objects(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with keys of its own that a schema knows, and where it stands."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and isinstance(schema.get("properties"), dict):
            yield path, schema
        for name, one in schema.items():
            yield from _objects(one, f"{path}/{name}")
    elif isinstance(schema, list):
        for index, one in enumerate(schema):
            yield from _objects(one, f"{path}/{index}")


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema knows, with its own schema and where it stands."""
    for path, held in _objects(schema):
        for name, one in held["properties"].items():
            yield f"{path}/{name}", one


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_says_what_it_is(name: str) -> None:
    """In a sentence of its own, in the words of documents and not of Python or its docstrings."""
    schema = SCHEMAS[name]()
    found = dict(_properties(schema))
    assert len(found) > 40
    for path, one in found.items():
        text = one.get("description", "")
        assert text.endswith((".", ".)")), path
        for word in ("None", "True", "False", "``", ":attr:", ":class:", "Args"):
            assert word not in text, path


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_definition_says_what_it_is(name: str) -> None:
    """Each object that others hold has its sentence too; a source has one for its first form."""
    for title, one in SCHEMAS[name]().get("$defs", {}).items():
        assert (one.get("anyOf") or [one])[0].get("description"), title


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_default_fits_its_own_key(name: str) -> None:
    """What is said to be taken where a key is left out could be written there."""
    schema = SCHEMAS[name]()
    defaults = [one for _, one in _properties(schema) if "default" in one]
    assert len(defaults) >= 5
    for one in defaults:
        Draft202012Validator({**one, "$defs": schema.get("$defs", {})}).validate(one["default"])


def test_the_defaults_of_the_policy_are_those_of_a_course_without_one() -> None:
    """Word for word what a calendar prints of a policy that nobody has set."""
    written = course_from({"regimen": "dcep", "start": "2026-01-05"}).policy
    said = course_schema()["properties"]["policy"]["properties"]
    expected = {name: value for name, value in policy_document(written).items() if value}
    assert {name: one["default"] for name, one in said.items() if "default" in one} == expected
    assert expected["reweigh"] == "10 %"
    assert expected["bsa_rounding"] == "0.01 m²"


def test_a_key_that_must_stand_has_no_default() -> None:
    """A start or a count that is missing is never taken for something."""
    for schema in SCHEMAS.values():
        for path, held in _objects(schema()):
            for name in held.get("required", ()):
                assert "default" not in held["properties"][name], (path, name)


def test_words_are_those_of_the_docstring_and_of_the_class_it_is_made_from() -> None:
    """A field's text goes on over lines, a role loses its name, Python's words become JSON's."""

    @frozen
    class Before:
        """What came before.

        Args:
            id: A name, or None.
        """

    @frozen
    class After(Before):
        """What comes after.

        It has two paragraphs,
        the second over two lines.

        Args:
            days: How many, as in ``7``,
                with `id` and :attr:`Before.id`.
            late: False unless told.

        Raises:
            ValueError: for a day that
                is none.

        >>> 1
        1
        """

    assert (
        description(After) == "What comes after. It has two paragraphs, the second over two lines."
    )
    assert field_descriptions(After) == {
        "id": "A name, or null.",
        "days": "How many, as in `7`, with `id` and `Before.id`.",
        "late": "false unless told.",
    }


def test_a_class_without_words_has_none() -> None:
    """As all have none where Python leaves docstrings out."""
    bare = type("Bare", (), {})
    assert description(bare) == ""
    assert field_descriptions(bare) == {}


def test_descriptions_are_of_plain_signs() -> None:
    """Nothing that a reader of JSON could not print or would have to decode."""
    for schema in SCHEMAS.values():
        assert json.dumps(schema(), ensure_ascii=False).isprintable()
