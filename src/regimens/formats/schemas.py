"""The JSON Schemas (draft 2020-12) of the documents, made from the classes they are read into."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from regimens.administrations import Status
from regimens.amounts import Amount, Unit
from regimens.clinic import Weekday
from regimens.findings import SEVERITIES, Severity
from regimens.formats.converter import EVENT_TYPES
from regimens.formats.limits import with_bounds
from regimens.formats.regimens import UNTIL_STOPPED
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.rounding import AsGiven, Form, Step
from regimens.sources import Source
from regimens.units import Measure

__all__ = ["calendar_schema", "course_schema", "regimen_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DECIMAL = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}
_DATE = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_QUANTITY = {
    "type": "string",
    "pattern": r"^\s*[0-9]+(\.[0-9]+)?(\s*[A-Za-zµ\u03bc×/]|\s+10).*$",
}
_FORM = f"({'|'.join(form.value for form in Form)})"
_FORMS = {"type": "string", "pattern": rf"^\s*{_FORM}(\s*\+\s*{_FORM})*\s*$"}
_TEXT = {"type": "string"}
_NAME = {"type": "string", "pattern": r"\S"}
_COUNT = {"type": "integer", "minimum": 1}
_SIMPLE: Mapping[type, Mapping[str, Any]] = {
    str: _TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: _DATE,
    Decimal: _DECIMAL,
    Measure: _QUANTITY,
    Step: _QUANTITY,
    AsGiven: _FORMS,
    Amount: {"type": "string", "pattern": r"^\s*(AUC )?[0-9]"},
}


def course_schema() -> dict[str, Any]:
    """The schema of a course document.

    >>> course_schema()["required"]
    ['regimen', 'start']
    """
    build = _Build()
    events = [_event(build, name, cls) for name, cls in EVENT_TYPES.items()]
    pinned = {
        "type": "object",
        "properties": {
            "id": _TEXT,
            "revision": _nullable(_TEXT),
            "digest": _nullable(_TEXT),
            "protocol": _nullable({"anyOf": build.protocols()}),
        },
        "required": ["id"],
        "additionalProperties": False,
    }
    properties = {
        "id": _nullable(_NAME),
        "regimen": {"anyOf": [_TEXT, pinned]},
        "start": _DATE,
        "patient": build.object_of(Patient),
        "policy": _policy(build),
        "choices": {"type": "object", "additionalProperties": _TEXT},
        "until": _nullable(_DATE),
        "cycles": _nullable(_COUNT),
        "as_of": _nullable(_DATE),
        "allow_unverified": _nullable(_TEXT),
        "clinic": _nullable(_CLINIC),
        "events": {"type": "array", "items": {"anyOf": events}},
    }
    return build.document("A course", properties, required=["regimen", "start"])


def regimen_schema() -> dict[str, Any]:
    """The schema of a protocol document, whole or extending a built-in regimen.

    A whole one is what `regimens show ID --format json` prints.

    >>> [one["$ref"] for one in regimen_schema()["anyOf"]]
    ['#/$defs/Protocol', '#/$defs/Extension']
    """
    build = _Build()
    return build.any_document("A protocol", build.protocols())


def calendar_schema() -> dict[str, Any]:
    """The schema of a calendar document.

    >>> sorted(calendar_schema()["properties"])[:3]
    ['administrations', 'as_of', 'cycles']
    """
    build = _Build()
    place: dict[str, Any] = {
        "phase": _TEXT,
        "cycle": _COUNT,
        "day": {"type": "integer"},
        "drug": _TEXT,
    }
    administration = {
        "date": _DATE,
        **place,
        "group": _TEXT,
        "written": _TEXT,
        "fraction": _nullable(_DECIMAL),
        "level": _nullable(_TEXT),
        "calculated": _DECIMAL,
        "dose": _DECIMAL,
        "unit": {"enum": [unit.value for unit in Unit]},
        "route": _nullable(_TEXT),
        "occurrence": _COUNT,
        "of": _COUNT,
        "status": {"enum": [status.value for status in Status]},
    }
    piece = {"count": _COUNT, "form": _TEXT, "strength": _DECIMAL, "unit": {"const": "mg"}}
    pieces = {"type": "array", "items": _object(piece)}
    cycle = {
        "phase": _TEXT,
        "cycle": _COUNT,
        "planned": _nullable(_DATE),
        "start": _DATE,
        "delay_days": _nullable({"type": "integer"}),
        "slip_days": _nullable({"type": "integer"}),
        "dose_delay": {"type": "boolean"},
    }
    finding = {
        "code": {"enum": sorted(SEVERITIES)},
        "severity": {"enum": [severity.value for severity in Severity]},
        **{name: _nullable(schema) for name, schema in place.items()},
        "date": _nullable(_DATE),
        "message": _TEXT,
        "source": _nullable(_TEXT),
    }
    regimen = {"id": _TEXT, "title": _TEXT, "revision": _TEXT, "digest": _TEXT}
    properties = {
        "id": _NAME,
        "regimen": _object(regimen),
        "patient": build.object_of(Patient),
        "policy": _policy(build),
        "start": _DATE,
        "as_of": _nullable(_DATE),
        "events": {"type": "integer", "minimum": 0},
        "cycles": {
            "type": "array",
            "items": _object(
                cycle,
                optional={"group_starts": {"type": "object", "additionalProperties": _DATE}},
            ),
        },
        "administrations": {
            "type": "array",
            "items": _object(administration, optional={"made_of": pieces, "left_over": _DECIMAL}),
        },
        "findings": {"type": "array", "items": _object(finding)},
    }
    required = [name for name in properties if name != "id"]
    return build.document("A calendar", properties, required=required)


def _nullable(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(schema), {"type": "null"}]}


def _extension() -> dict[str, Any]:
    """The schema of a protocol that names what differs from a built-in one."""
    texts = {"type": "array", "items": _TEXT}
    base = _object({"id": _TEXT}, optional={"revision": _TEXT, "digest": _TEXT})
    changes = [
        _object({"at": _TEXT, how: value})
        for how, value in (("to", {}), ("add", {}), ("remove", {"const": True}))
    ]
    return _object(
        {
            "extends": {"anyOf": [_TEXT, base]},
            "id": _TEXT,
            "title": _TEXT,
            "revision": _TEXT,
            "changes": {"type": "array", "minItems": 1, "items": {"anyOf": changes}},
        },
        optional={
            "digest": _TEXT,
            "aliases": texts,
            "no_rule_for": texts,
            "references": _REFERENCES,
        },
    )


_CLINIC = {
    "type": "object",
    "properties": {
        "closed_weekdays": {"type": "array", "items": {"enum": [day.value for day in Weekday]}},
        "closed_dates": {"type": "array", "items": _DATE},
        "may_move": {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 14},
        },
        "holidays": _nullable(_TEXT),
    },
    "additionalProperties": False,
}


def _object(
    properties: Mapping[str, Any], *, optional: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


_REFERENCES = {
    "type": "object",
    "additionalProperties": _object(
        {"title": _TEXT, "identifier": _TEXT, "checked_on": _DATE},
        optional={"verified": {"type": "boolean"}},
    ),
}


def _policy(build: _Build) -> dict[str, Any]:
    policy = build.object_of(Policy)
    # A percentage is kept as a decimal and written with its sign.
    policy["properties"]["reweigh"] = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?\s*%$"}
    return policy


def _event(build: _Build, name: str, cls: type[Any]) -> dict[str, Any]:
    schema = build.object_of(cls)
    schema["properties"] = {"type": {"const": name}, **schema["properties"]}
    schema["required"] = ["type", *schema["required"]]
    return schema


class _Build:
    """Turns annotated classes into schemas; classes met on the way become definitions."""

    def __init__(self) -> None:
        self._definitions: dict[str, Any] = {}

    def protocols(self) -> list[dict[str, Any]]:
        """References to the two forms of a protocol document, which become definitions."""
        others = dict(self._definitions)
        whole = self.object_of(Regimen)
        whole["properties"] |= {"digest": _TEXT, "references": _REFERENCES}
        cycles = self._definitions["Phase"]["properties"]["cycles"]
        cycles["anyOf"].append({"const": UNTIL_STOPPED})
        citation = _object(
            {"reference": _TEXT, "locator": _TEXT},
            optional={"verified": _nullable({"type": "boolean"})},
        )
        self._definitions["Source"] = {"anyOf": [self.object_of(Source), citation]}
        self._definitions |= {"Protocol": whole, "Extension": _extension()}
        for name in self._definitions.keys() - others.keys():
            self._definitions[name] = with_bounds(self._definitions[name])
        return [{"$ref": "#/$defs/Protocol"}, {"$ref": "#/$defs/Extension"}]

    def any_document(self, title: str, forms: list[dict[str, Any]]) -> dict[str, Any]:
        """The whole schema of a document that has several forms."""
        definitions = dict(sorted(self._definitions.items()))
        return {"$schema": _DRAFT, "title": title, "anyOf": forms, "$defs": definitions}

    def document(
        self, title: str, properties: Mapping[str, Any], *, required: list[str]
    ) -> dict[str, Any]:
        """The whole schema with its definitions."""
        schema: dict[str, Any] = {
            "$schema": _DRAFT,
            "title": title,
            "type": "object",
            "properties": dict(properties),
            "required": required,
            "additionalProperties": False,
        }
        if self._definitions:
            schema["$defs"] = dict(sorted(self._definitions.items()))
        return schema

    def object_of(self, cls: type[Any]) -> dict[str, Any]:
        """The schema of a class: its fields, the ones without default required."""
        hints = typing.get_type_hints(cls)
        fields = attrs.fields(cls)
        return {
            "type": "object",
            "properties": {
                field.name.removesuffix("_"): self.of(hints[field.name]) for field in fields
            },
            "required": [
                field.name.removesuffix("_") for field in fields if field.default is attrs.NOTHING
            ],
            "additionalProperties": False,
        }

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
            return {"type": "array", "items": self.of(arguments[0])}
        if issubclass(hint, Enum):
            return {"enum": [member.value for member in hint]}
        if hint.__name__ not in self._definitions:
            self._definitions[hint.__name__] = {}  # a class may hold itself
            self._definitions[hint.__name__] = self.object_of(hint)
        return {"$ref": f"#/$defs/{hint.__name__}"}
