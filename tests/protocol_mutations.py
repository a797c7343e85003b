"""Protocol documents with something wrong in them: random values, and changed definitions."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

import attrs

from regimens import Course, Delay, Given, Patient, Regimen, RegimensError, catalogue
from regimens.formats.card import card
from regimens.formats.reading import parse_json
from regimens.formats.regimens import regimen_document, regimen_from

__all__ = ["Outcome", "documents", "hold"]

# refused, accepted, planned, planned with an error of ours
Outcome = str
_JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 21, 400, 401, 10**6, 10**30, 1.5, float("nan"), float("inf")),
    *("", " ", "x", "1", "1.5", "-1", "1e9", "0 mg", "1 mg/m²", "AUC 5", "2 ×10⁶ cells/kg"),
    *("2026-01-05", "2026-13-05", "until stopped", "go on", "dcep", "\x00", "\u202e", "a" * 2000),
    *([], {}, [[]], [{}], {"x": 1}, {"reference": "x", "locator": "y"}, [1, 2], [2, 1], [0]),
    *("__import__('os')", "file:///etc/passwd", "$(id)", "{0.__class__}", "%s%n", "../../x"),
    *(date(2026, 1, 5), datetime(2026, 1, 5, 12), (1, 2), {1: 2}, b"x", 1j),  # noqa: DTZ001
    *({"value": "anc", "years": 1}, {"$ref": "#"}, {"__class__": "Regimen"}, {"days": [1]}),
)
_KEYS = (
    *("id", "title", "revision", "digest", "phases", "extends", "changes", "references", "aliases"),
    *("name", "cycle_length", "cycles", "first_day", "waits", "step_up", "components", "drug"),
    *("group", "dose", "amount", "per", "times", "cap", "source", "timing", "days", "levels"),
    *("tables", "bands", "restarts", "rows", "entry", "value", "at", "to", "add", "remove", "x"),
)


def documents(draw: Random) -> Iterator[Any]:
    """Documents without end."""
    whole = [regimen_document(catalogue.get(name)) for name in catalogue.ids()]
    while True:
        kind = draw.random()
        if kind < 0.15:
            yield _value(draw, 4)
        elif kind < 0.3:
            yield _mutated(_extension(draw, copy.deepcopy(draw.choice(whole))), draw)
        else:
            yield _mutated(_smaller(copy.deepcopy(draw.choice(whole)), draw), draw)


def hold(document: Any, draw: Random) -> Outcome:
    """What becomes of a document; anything but the library's own error is let out."""
    try:
        if draw.random() < 0.05:
            text = json.dumps(document, default=str, skipkeys=True).encode()
            place = draw.randrange(len(text))
            text = text[:place] + bytes([draw.randrange(256)]) + text[place + draw.randrange(3) :]
            document = parse_json(text, where="protocol")
        regimen = regimen_from(document)
    except RegimensError as error:
        _check_message(error)
        return "refused"
    assert regimen_from(regimen_document(regimen)) == regimen
    assert regimen.id not in catalogue.ids() or regimen.digest == catalogue.get(regimen.id).digest
    assert card(regimen)
    return "accepted" if draw.random() < 0.7 else _planned(regimen)


def _planned(regimen: Regimen) -> Outcome:
    patient = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
    start = date(2026, 1, 5)
    course = Course(regimen, patient, start=start, cycles=3, allow_unverified="a test of documents")
    try:
        course.plan()
        group = regimen.phases[0].components[0].group
        late = course.record(
            Given(of=group, on=start), Delay(phase=regimen.phases[0].name, cycle=2, days=3)
        )
        late.under(attrs.evolve(regimen, revision="2")).plan(continuous=True)
    except RegimensError as error:
        _check_line(error)
        return "planned with an error"
    return "planned"


def _check_message(error: RegimensError) -> None:
    assert str(error).startswith("protocol"), error
    assert error.mend, error
    _check_line(error)


def _check_line(error: RegimensError) -> None:
    assert "\n" not in str(error)
    assert len(str(error)) < 3000


def _value(draw: Random, depth: int) -> Any:
    kind = draw.random()
    if depth == 0 or kind < 0.3:
        return copy.deepcopy(draw.choice(_JUNK))
    if kind < 0.5:
        return [_value(draw, depth - 1) for _ in range(draw.randrange(4))]
    return {draw.choice(_KEYS): _value(draw, depth - 1) for _ in range(draw.randrange(8))}


def _extension(draw: Random, base: dict[str, Any]) -> dict[str, Any]:
    """A protocol that changes one place of a built-in one, mostly with its own source."""
    path, value = draw.choice([one for one in _nodes(base) if one[0]])
    source = {"reference": "ward", "locator": "page 1"}
    change = draw.choice(
        (
            {"at": path, "to": _other(value, draw)},
            {"at": path, "remove": True},
            {"at": path, "add": _value(draw, 2)},
        )
    )
    above = path.rpartition(".")[0]
    return {
        "extends": base["id"],
        "id": "ward-protocol",
        "title": "A ward's protocol",
        "revision": "1",
        "references": {"ward": {"title": "Ward", "identifier": "none", "checked_on": "2026-11-21"}},
        "changes": [change, {"at": f"{above}.source", "to": source}][: draw.randrange(1, 3)],
    }


def _nodes(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _nodes(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _nodes(item, f"{path}[{index}]")


def _smaller(document: dict[str, Any], draw: Random) -> dict[str, Any]:
    """Mostly one phase with few drugs, so that a document is soon read."""
    document.pop("digest")
    document["id"] = "ward-protocol"
    if draw.random() < 0.9:
        document["phases"] = [draw.choice(document["phases"])]
        for phase in document["phases"]:
            own = phase["components"]
            start = draw.randrange(len(own))
            phase["components"] = own[start : start + 2]
        document.pop("interpretations", None)
    return document


def _mutated(document: dict[str, Any], draw: Random) -> Any:
    """The document after some changes, of which a few may well agree with each other."""
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 5))):
        holders = [node for _, node in _nodes(document) if isinstance(node, dict | list) and node]
        if not holders:
            return document
        holder = draw.choice(holders)
        key = draw.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match draw.randrange(7):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(draw.choice(_JUNK))
            case 2:
                holder[key] = copy.deepcopy(draw.choice(holders))  # moved from elsewhere
            case 3 if isinstance(holder, list):
                holder.insert(key, copy.deepcopy(holder[key]))
            case 4 if isinstance(holder, dict):
                holder[draw.choice(_KEYS)] = holder.pop(key)
            case 5:
                holder[key] = [holder[key]]
            case _:
                holder[key] = _other(holder[key], draw)
    return document


def _other(value: Any, draw: Random) -> Any:
    """A value of the same kind, near this one."""
    match value:
        case bool():
            return not value
        case int():
            return draw.choice((value + 1, value - 1, -value, value * 10, 0))
        case str() if value:
            place = draw.randrange(len(value))
            return value[:place] + draw.choice("0159 .mgx²") + value[place + draw.randrange(2) :]
        case list():
            return draw.sample(value, len(value))
        case _:
            return copy.deepcopy(draw.choice(_JUNK))
