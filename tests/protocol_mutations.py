"""Protocol documents with something wrong in them: random values, and changed definitions."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random
from typing import Any

import attrs
from mutations import JUNK as COMMON
from mutations import (
    as_bytes,
    check_line,
    check_message,
    copied,
    mutated,
    nodes,
    other,
    some,
    spoiled,
    value,
)

from regimens import Course, Delay, Given, Patient, Regimen, RegimensError, catalogue
from regimens.formats.card import card
from regimens.formats.reading import parse_json
from regimens.formats.regimens import regimen_document, regimen_from

__all__ = ["JUNK", "KEYS", "documents", "hold", "made", "small"]

JUNK: tuple[Any, ...] = (
    *COMMON,
    *("until stopped", "go on", "dcep", {"reference": "x", "locator": "y"}, {"days": [1]}),
    {"value": "anc", "years": 1},
)
KEYS = (
    *("id", "title", "revision", "digest", "phases", "extends", "changes", "references", "aliases"),
    *("name", "cycle_length", "cycles", "first_day", "waits", "step_up", "components", "drug"),
    *("group", "dose", "amount", "per", "times", "cap", "source", "timing", "days", "levels"),
    *("tables", "bands", "restarts", "rows", "entry", "value", "at", "to", "add", "remove", "x"),
)


@cache
def _whole() -> list[dict[str, Any]]:
    return [regimen_document(catalogue.get(name)) for name in catalogue.ids()]


def documents(draw: Random) -> Iterator[Any]:
    """Documents without end."""
    while True:
        yield made(draw)


def made(draw: Random) -> Any:
    """One document: its values or, at times, its text."""
    kind = draw.random()
    if kind < 0.15:
        return value(draw, JUNK, KEYS)
    document = _extension(draw, some(_whole(), draw)) if kind < 0.3 else small(draw)
    document = mutated(document, draw, JUNK, KEYS)
    return spoiled(as_bytes(document), draw) if kind > 0.95 else document


def hold(document: Any) -> str:
    """What becomes of a document; anything but the library's own error is let out.

    Args:
        document: Its values, or its text as bytes.
    """
    try:
        if isinstance(document, bytes):
            document = parse_json(document, where="protocol")
        regimen = regimen_from(document)
    except RegimensError as error:
        check_message(error, "protocol")
        return "refused"
    assert regimen_from(regimen_document(regimen)) == regimen
    assert regimen.id not in catalogue.ids() or regimen.digest == catalogue.get(regimen.id).digest
    assert card(regimen)
    # Planning takes its time: every third, the same ones each time.
    return "accepted" if zlib.crc32(regimen.digest.encode()) % 3 else _planned(regimen)


def _planned(regimen: Regimen) -> str:
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
        check_line(error)
        return "planned with an error"
    return "planned"


def _extension(draw: Random, base: dict[str, Any]) -> dict[str, Any]:
    """A protocol that changes one place of a built-in one, mostly with its own source."""
    path, held = draw.choice([one for one in nodes(base) if one[0]])
    source = {"reference": "ward", "locator": "page 1"}
    change = draw.choice(
        (
            {"at": path, "to": other(held, draw, JUNK)},
            {"at": path, "remove": True},
            {"at": path, "add": value(draw, JUNK, KEYS, 2)},
        )
    )
    above = path.rpartition(".")[0]
    changes = [change, {"at": f"{above}.source", "to": source}][: draw.randrange(1, 3)]
    if draw.random() < 0.5:  # or all that could vouch for it, so that what is below is looked at
        places = [one for one, _ in nodes(base) if one.endswith("source")]
        own = [one for one in places if f"{path}.".startswith(f"{one.rpartition('.')[0]}.")]
        changes = [change, *({"at": one, "to": source} for one in own)]
    return {
        "extends": base["id"],
        "id": "ward-protocol",
        "title": "A ward's protocol",
        "revision": "1",
        "references": {"ward": {"title": "Ward", "identifier": "none", "checked_on": "2026-11-21"}},
        "changes": changes,
    }


def small(draw: Random) -> dict[str, Any]:
    """A protocol mostly of one phase with few drugs, so that it is soon read."""
    document: dict[str, Any] = dict(draw.choice(_whole()))
    for name in ("digest", "aliases"):
        document.pop(name, None)
    document["id"] = "ward-protocol"
    if draw.random() < 0.9:
        phase = dict(draw.choice(document["phases"]))
        start = draw.randrange(len(phase["components"]))
        phase["components"] = phase["components"][start : start + 2]
        document["phases"] = [phase]
        document.pop("interpretations", None)
    own: dict[str, Any] = copied(document)
    return own
