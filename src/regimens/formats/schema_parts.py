"""What schemas are put together from: texts, numbers and days, and classes with their fields."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from regimens.amounts import Amount
from regimens.decimals import plain
from regimens.formats.descriptions import description, field_descriptions
from regimens.rounding import AsGiven, Form, Step
from regimens.units import Measure

__all__ = [
    "COUNT",
    "DATE",
    "DECIMAL",
    "DRAFT",
    "NAME",
    "TEXT",
    "WHOLE",
    "Definitions",
    "listed",
    "nullable",
    "object_with",
    "said",
]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}
DATE = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TEXT = {"type": "string"}
NAME = {"type": "string", "pattern": r"\S"}
WHOLE = {"type": "integer"}
COUNT = {"type": "integer", "minimum": 1}
_QUANTITY = {
    "type": "string",
    "pattern": r"^\s*[0-9]+(\.[0-9]+)?(\s*[A-Za-zµ\u03bc×/]|\s+10).*$",
}
_FORM = f"({'|'.join(form.value for form in Form)})"
_FORMS = {"type": "string", "pattern": rf"^\s*{_FORM}(\s*\+\s*{_FORM})*\s*$"}
_SIMPLE: Mapping[type, Mapping[str, Any]] = {
    str: TEXT,
    int: WHOLE,
    bool: {"type": "boolean"},
    date: DATE,
    Decimal: DECIMAL,
    Measure: _QUANTITY,
    Step: _QUANTITY,
    AsGiven: _FORMS,
    Amount: {"type": "string", "pattern": r"^\s*(AUC )?[0-9]"},
}


def said(schema: Mapping[str, Any], text: str, **more: Any) -> dict[str, Any]:
    """A schema with what it is for in words; the words hold no document to anything.

    >>> said(TEXT, "The drug.")
    {'type': 'string', 'description': 'The drug.'}
    """
    return {**schema, **({"description": text} if text else {}), **more}


def nullable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What a schema takes, or null.

    >>> nullable(TEXT)
    {'anyOf': [{'type': 'string'}, {'type': 'null'}]}
    """
    return {"anyOf": [dict(schema), {"type": "null"}]}


def listed(schema: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A list of what a schema takes.

    >>> listed(TEXT)
    {'type': 'array', 'items': {'type': 'string'}}
    """
    return {"type": "array", **more, "items": dict(schema)}


def object_with(
    properties: Mapping[str, Any], *, optional: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """An object with all of some keys, with or without others, and with no further one.

    >>> object_with({"id": TEXT}, optional={"name": TEXT})["required"]
    ['id']
    """
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


class Definitions:
    """Turns annotated classes into schemas; classes met on the way become definitions.

    >>> from regimens.rules import Washout
    >>> Definitions().object_of(Washout)["required"]
    ['days', 'source']
    """

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}

    def document(
        self, title: str, properties: Mapping[str, Any], *, required: list[str]
    ) -> dict[str, Any]:
        """The whole schema of a document with its definitions."""
        schema: dict[str, Any] = {
            "$schema": DRAFT,
            "title": title,
            "type": "object",
            "properties": dict(properties),
            "required": required,
            "additionalProperties": False,
        }
        if self.found:
            schema["$defs"] = dict(sorted(self.found.items()))
        return schema

    def any_document(self, title: str, forms: list[dict[str, Any]]) -> dict[str, Any]:
        """The whole schema of a document that has several forms."""
        definitions = dict(sorted(self.found.items()))
        return {"$schema": DRAFT, "title": title, "anyOf": forms, "$defs": definitions}

    def object_of(self, cls: type[Any]) -> dict[str, Any]:
        """The schema of a class: its fields, the ones without default required."""
        hints = typing.get_type_hints(cls)
        fields, texts = attrs.fields(cls), field_descriptions(cls)
        schema = {
            "type": "object",
            "properties": {
                field.name.removesuffix("_"): said(
                    self.of(hints[field.name]), texts.get(field.name, ""), **_default(field)
                )
                for field in fields
            },
            "required": [
                field.name.removesuffix("_") for field in fields if field.default is attrs.NOTHING
            ],
            "additionalProperties": False,
        }
        return said(schema, description(cls))

    def of(self, hint: Any) -> dict[str, Any]:
        """The schema of a type."""
        if hint in _SIMPLE:
            return dict(_SIMPLE[hint])
        if hint is types.NoneType:
            return {"type": "null"}
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            return {"anyOf": [self.of(one) for one in arguments]}
        if origin is tuple:
            return listed(self.of(arguments[0]))
        if issubclass(hint, Enum):
            return {"enum": [member.value for member in hint]}
        if hint.__name__ not in self.found:
            self.found[hint.__name__] = {}  # a class may hold itself
            self.found[hint.__name__] = self.object_of(hint)
        return {"$ref": f"#/$defs/{hint.__name__}"}


def _default(field: attrs.Attribute[Any]) -> dict[str, Any]:
    """What is taken where a key is left out, if that says anything."""
    if field.default is attrs.NOTHING:  # which is an Enum too
        return {}
    match field.default:
        case Enum(value=value):
            return {"default": value}
        case Decimal() as number:
            return {"default": plain(number)}
        case bool() | int() as value:
            return {"default": value}
        case Measure() | Step() as quantity:
            return {"default": str(quantity)}
    return {}
