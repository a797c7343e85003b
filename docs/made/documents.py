"""The tables of keys of the page about documents, made from the JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from regimens.amounts import Amount
from regimens.formats.schema_parts import DATE, DECIMAL, NAME, TEXT, Definitions
from regimens.formats.schemas import calendar_schema, course_schema, regimen_schema
from regimens.rounding import AsGiven, Step
from regimens.units import Measure
from regimens.verify import Order

__all__ = ["sections"]

Schema = Mapping[str, Any]

# What every event may carry is told once.
CARRIED = ("id", "recorded", "by", "reason", "override")
# Objects with a table of their own: its heading, by the key that holds them.
_OWN = {
    "patient": "patient",
    "policy": "policy",
    "clinic": "clinic",
    "events": "events",
    "administrations": "administrations",
    "cycles": "cycles-of-a-calendar",
    "findings": "findings",
    "protocol": "a-protocol",
}
_build = Definitions()
_WORDS: tuple[tuple[Schema, str], ...] = (
    (_build.of(Measure), "quantity"),
    (_build.of(Step), "quantity"),
    (_build.of(AsGiven), "forms"),
    (_build.of(Amount), "dose as written"),
    (DATE, "date"),
    (DECIMAL, "decimal"),
    (NAME, "text"),
    (TEXT, "text"),
)


def sections() -> dict[str, list[str]]:
    """The lines of each made part of the page, by the part's name."""
    course, calendar = course_schema(), calendar_schema()
    own = course["properties"]
    parts = {
        "course": list(_table(course)),
        "patient": list(_table(own["patient"])),
        "prior doses": list(_table(course["$defs"]["PriorDose"])),
        "policy": list(_table(own["policy"])),
        "clinic": list(_table(own["clinic"]["anyOf"][0])),
        "events": list(_events(own["events"]["items"]["anyOf"])),
        "override": list(_table(course["$defs"]["Override"])),
        "protocol": list(_definitions(regimen_schema())),
        "calendar": list(_table(calendar, output=True)),
        "orders": list(_table(_build.object_of(Order))),
    }
    for name in ("cycles", "administrations", "findings"):
        one = calendar["properties"][name]["items"]
        parts[f"calendar {name}"] = list(_table(one, output=True))
    return parts


def _events(events: list[Schema]) -> Iterator[str]:
    """What all have, then each with what is its own."""
    first = events[0]
    yield from _table(_only(first, ("type", *CARRIED)))
    for one in events:
        yield ""
        yield f"#### {one['properties']['type']['const']}"
        yield ""
        yield one["description"]
        yield ""
        keys = tuple(name for name in one["properties"] if name not in ("type", *CARRIED))
        yield from _table(_only(one, keys))


def _only(schema: Schema, keys: tuple[str, ...]) -> Schema:
    """An object with some of its keys, and `type` as any text."""
    held = {name: one for name, one in schema["properties"].items() if name in keys}
    if "type" in held:
        held["type"] = {**held["type"], "const": None, **TEXT}
        del held["type"]["const"]
    return {**schema, "properties": held}


def _definitions(schema: Schema) -> Iterator[str]:
    """The two forms of a protocol, then whatever they hold, by name."""
    definitions = schema["$defs"]
    names = ["Protocol", "Extension"]
    names += [name for name in definitions if name not in names]
    for name in names:
        one = definitions[name]
        forms = one.get("anyOf", [one])
        yield f"### {name}"
        yield ""
        yield forms[0]["description"]
        yield ""
        for index, form in enumerate(forms):
            if index:
                yield ""
                yield "Or:"
                yield ""
            yield from _table(form)
        yield ""


def _table(schema: Schema, *, output: bool = False) -> Iterator[str]:
    """A table of an object's keys; of an output none is needed, and most are always there."""
    yield f"| key | type | {'there' if output else 'unless given'} | meaning |"
    yield "| --- | --- | --- | --- |"
    yield from _rows(schema, "", output=output)


def _rows(schema: Schema, before: str, *, output: bool) -> Iterator[str]:
    for name, one in schema["properties"].items():
        must = name in schema.get("required", ())
        if output:
            there = "always" if must else "sometimes"
        else:
            there = "needed" if must else _default(one)
        key = f"{before}{name}"
        yield f"| `{key}` | {_type(one, name)} | {there} | {one['description']} |"
        for inner, mark in _inside(one, name):
            yield from _rows(inner, f"{key}{mark}.", output=output)


def _default(schema: Schema) -> str:
    if "default" not in schema:
        return ""
    value = schema["default"]
    return f"`{value}`" if isinstance(value, str) else f"`{json.dumps(value)}`"


def _inside(schema: Schema, key: str) -> Iterator[tuple[Schema, str]]:
    """The objects that stand inside a key and have no table of their own."""
    if key in _OWN:
        return
    forms = schema.get("anyOf", [schema])
    objects = [one for one in forms if "properties" in one]
    if objects:
        yield _joined(objects), ""
    for one in forms:
        if one.get("type") == "array":
            for inner, mark in _inside(one["items"], ""):
                yield inner, f"[]{mark}"
        elif isinstance(one.get("additionalProperties"), dict):
            for inner, mark in _inside(one["additionalProperties"], ""):
                yield inner, f".KEY{mark}"


def _joined(objects: list[Schema]) -> Schema:
    """Several forms of an object as one; what only some of them have, one of them needs."""
    if len(objects) == 1:
        return objects[0]
    merged: dict[str, Any] = {}
    for one in objects:
        merged |= one["properties"]
    shared = [name for name in merged if all(name in one["properties"] for one in objects)]
    others = {
        name: {**one, "description": f"{one['description']} One of these is needed."}
        for name, one in merged.items()
        if name not in shared
    }
    return {"properties": {**merged, **others}, "required": shared}


def _type(schema: Schema, key: str) -> str:
    """What a key holds, in words, with a link where that is told elsewhere."""
    if key in _OWN and _holds_objects(schema):
        null = " or null" if {"type": "null"} in schema.get("anyOf", ()) else ""
        many = "list of objects" if schema.get("type") == "array" else "object"
        return f"[{many}](#{_OWN[key]}){null}"
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        anchor = {"PriorDose": "prior-doses"}.get(name, name.lower())
        return f"[{name}](#{anchor})"
    if "anyOf" in schema:
        types = dict.fromkeys(_type(one, key) for one in schema["anyOf"])
        return " or ".join(sorted(types, key=lambda text: text == "null"))
    if key == "code":
        return "[a code](findings.md)"
    return _simple(schema)


def _simple(schema: Schema) -> str:
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    held = schema.get("additionalProperties")
    match schema.get("type"):
        case "array":
            return f"list of {_type(schema['items'], '')}"
        case "object" if isinstance(held, dict):
            return f"object: name to {_type(held, '')}"
        case "integer":
            return _whole(schema)
        case "string":
            return _text(schema)
        case kind:
            return {"object": "object", "boolean": "true or false", "null": "null"}.get(
                str(kind), "any value"
            )


def _holds_objects(schema: Schema) -> bool:
    one = schema.get("anyOf", [schema])[0]
    return "properties" in one.get("items", one) or "anyOf" in one.get("items", one)


def _whole(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None or least < 0:
        return "whole number"
    return (
        f"{least} to {most}" if most is not None and most < 1000 else f"whole number from {least}"
    )


def _text(schema: Schema) -> str:
    return next(
        word
        for one, word in _WORDS
        if all(schema.get(name) == value for name, value in one.items())
    )
