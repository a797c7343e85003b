"""The JSON Schemas (draft 2020-12) of the documents, made from the classes they are read into."""

from __future__ import annotations

from typing import Any

from regimens.administrations import Cycle
from regimens.amounts import Unit
from regimens.clinic import ClinicDays, Weekday
from regimens.course import Course
from regimens.findings import SEVERITIES, Finding, Severity
from regimens.formats.converter import EVENT_TYPES
from regimens.formats.descriptions import description, field_descriptions
from regimens.formats.limits import with_bounds
from regimens.formats.regimens import UNTIL_STOPPED
from regimens.formats.schema_parts import (
    COUNT,
    DATE,
    DECIMAL,
    NAME,
    TEXT,
    WHOLE,
    Definitions,
    listed,
    nullable,
    object_with,
    said,
)
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.sources import Source
from regimens.statuses import Status

__all__ = ["calendar_schema", "course_schema", "regimen_schema"]

_REVISION = "Changes whenever a dose or a day does."
_DIGEST = "The fingerprint of everything in the definition that makes doses and dates, whole."


def course_schema() -> dict[str, Any]:
    """The schema of a course document.

    >>> course_schema()["required"]
    ['regimen', 'start']
    """
    build, texts = Definitions(), field_descriptions(Course)
    events = [_event(build, name, cls) for name, cls in EVENT_TYPES.items()]
    pinned = object_with(
        {"id": said(TEXT, "The id of a built-in regimen, or of the protocol beside it.")},
        optional={
            "revision": said(nullable(TEXT), "The revision it was planned with."),
            "digest": said(
                nullable(TEXT),
                f"{_DIGEST} One that differs from today's is refused: the doses are others now.",
            ),
            "protocol": said(
                nullable({"anyOf": _protocols(build)}),
                "The definition itself, whole, where it is none of the built-in ones.",
            ),
        },
    )
    properties = {
        "id": nullable(NAME),
        "regimen": {"anyOf": [TEXT, pinned]},
        "start": DATE,
        "patient": build.object_of(Patient),
        "policy": _policy(build),
        "choices": {"type": "object", "additionalProperties": TEXT},
        "until": nullable(DATE),
        "cycles": nullable(COUNT),
        "as_of": nullable(DATE),
        "allow_unverified": nullable(TEXT),
        "clinic": nullable(_clinic()),
        "events": listed({"anyOf": events}),
    }
    texts["regimen"] = "The id of a built-in regimen, or what holds it to a revision and digest."
    properties = {name: said(one, texts[name]) for name, one in properties.items()}
    return build.document("A course", properties, required=["regimen", "start"])


def regimen_schema() -> dict[str, Any]:
    """The schema of a protocol document, whole or extending a built-in regimen.

    A whole one is what `regimens show ID --format json` prints.

    >>> [one["$ref"] for one in regimen_schema()["anyOf"]]
    ['#/$defs/Protocol', '#/$defs/Extension']
    """
    build = Definitions()
    return build.any_document("A protocol", _protocols(build))


def calendar_schema() -> dict[str, Any]:
    """The schema of a calendar document.

    >>> sorted(calendar_schema()["properties"])[:3]
    ['administrations', 'as_of', 'cycles']
    """
    build = Definitions()
    regimen = {
        "id": said(TEXT, "Of the regimen."),
        "title": said(TEXT, "The full title."),
        "revision": said(TEXT, _REVISION),
        "digest": said(TEXT, _DIGEST),
    }
    properties = {
        "id": said(NAME, "Of the course, where it has one."),
        "regimen": said(object_with(regimen), "What it was planned from."),
        "patient": said(
            build.object_of(Patient), "As recorded; keys without a value are left out."
        ),
        "policy": said(_policy(build), "The whole of it, whether set or not."),
        "start": said(DATE, "Day 1 of cycle 1."),
        "as_of": said(nullable(DATE), "The day up to which past doses need confirming, or null."),
        "events": said(
            {"type": "integer", "minimum": 0}, "How many events the history has, all counted."
        ),
        "cycles": said(listed(_cycle()), "In the order of their dates."),
        "administrations": said(
            listed(_administration()), "Sorted by date, then by the order of the regimen."
        ),
        "findings": said(listed(_finding()), "Everything there is to say about the plan."),
    }
    required = [name for name in properties if name != "id"]
    return build.document("A calendar", properties, required=required)


def _place() -> dict[str, dict[str, Any]]:
    return {
        "phase": said(TEXT, "The phase's name."),
        "cycle": said(COUNT, "The cycle of the phase, from 1."),
        "day": said(WHOLE, "The day of the cycle as written; it stays when the date moves."),
        "drug": said(TEXT, "The international non-proprietary name, in lower case."),
    }


def _administration() -> dict[str, Any]:
    piece = {
        "count": said(COUNT, "How many of them."),
        "form": said(TEXT, "`vial`, `syringe`, `capsule` or `tablet`."),
        "strength": said(DECIMAL, "The drug in one of them, in `unit`."),
        "unit": said({"const": "mg"}, "Of the strength."),
    }
    always = {
        "date": said(DATE, "The day it is given."),
        **_place(),
        "group": said(TEXT, "The drugs it is delayed and reduced with."),
        "written": said(TEXT, "The dose as written, at the level in force."),
        "fraction": said(nullable(DECIMAL), "Of the full protocol dose; null under a named level."),
        "level": said(nullable(TEXT), "The named level in force, or null."),
        "calculated": said(
            DECIMAL,
            "In `unit`, exact, before rounding. To 6 decimals, half up, where it has no end: a "
            "third of a day's dose, or a body surface that the policy leaves unrounded.",
        ),
        "dose": said(DECIMAL, "In `unit`: after the one rounding, or what was given instead."),
        "unit": said({"enum": [unit.value for unit in Unit]}, "What the drug is counted in."),
        "route": said(nullable(TEXT), "IV, SC or PO; null where the source states none."),
        "occurrence": said(COUNT, "Which of the day's doses it is, from 1."),
        "of": said(COUNT, "How many doses of it the day has."),
        "status": said(
            {"enum": [status.value for status in Status]}, "What has become of it, or is to."
        ),
    }
    sometimes = {
        "made_of": said(
            listed(object_with(piece)), "What it is taken from, where the policy asks for pieces."
        ),
        "left_over": said(DECIMAL, "In mg: what of the pieces is not given. Beside `made_of`."),
    }
    return said(object_with(always, optional=sometimes), "One dose of one drug on one day.")


def _cycle() -> dict[str, Any]:
    texts = field_descriptions(Cycle)
    always: dict[str, dict[str, Any]] = {
        "phase": TEXT,
        "cycle": COUNT,
        "planned": nullable(DATE),
        "start": DATE,
        "delay_days": nullable(WHOLE),
        "slip_days": nullable(WHOLE),
        "dose_delay": {"type": "boolean"},
    }
    sometimes = {"group_starts": {"type": "object", "additionalProperties": DATE}}
    cycle = object_with(
        {name: said(one, texts[name]) for name, one in always.items()},
        optional={name: said(one, texts[name]) for name, one in sometimes.items()},
    )
    return said(cycle, description(Cycle))


def _finding() -> dict[str, Any]:
    texts = field_descriptions(Finding)
    finding = {
        "code": {"enum": sorted(SEVERITIES)},
        "severity": {"enum": [severity.value for severity in Severity]},
        "phase": nullable(TEXT),
        "cycle": nullable(COUNT),
        "day": nullable(WHOLE),
        "drug": nullable(TEXT),
        "date": nullable(DATE),
        "message": TEXT,
        "source": nullable(TEXT),
    }
    texts |= {
        "code": "Its kind.",
        "severity": "How much it matters; a violation makes the command line exit with 1.",
    }
    return said(
        object_with({name: said(one, texts[name]) for name, one in finding.items()}),
        description(Finding),
    )


def _extension() -> dict[str, Any]:
    """The schema of a protocol that names what differs from a built-in one."""
    texts, own = listed(TEXT), field_descriptions(Regimen)
    base = object_with(
        {"id": said(TEXT, "Of the built-in regimen.")},
        optional={
            "revision": said(TEXT, "Of the built-in regimen; another one is refused."),
            "digest": said(TEXT, "Of the built-in regimen; another one is refused."),
        },
    )
    at = said(TEXT, "The path of keys inside the base, as in phases[induction].components[0].dose.")
    changes = [
        object_with({"at": at, how: said(value, told)})
        for how, value, told in (
            ("to", {}, "What stands there instead."),
            ("add", {}, "What is added at the end of the list there."),
            ("remove", {"const": True}, "That it is taken away."),
        )
    ]
    extension = object_with(
        {
            "extends": said(
                {"anyOf": [TEXT, base]}, "The built-in regimen: its id, or what holds it."
            ),
            "id": said(TEXT, own["id"]),
            "title": said(TEXT, own["title"]),
            "revision": said(TEXT, own["revision"]),
            "changes": said(
                listed({"anyOf": changes}, minItems=1), "What differs, in the order it is made."
            ),
        },
        optional={
            "digest": said(TEXT, f"{_DIGEST} Of the result."),
            "aliases": said(texts, own["aliases"]),
            "no_rule_for": said(texts, own["no_rule_for"]),
            "references": _references(),
        },
    )
    return said(extension, "A protocol that names what differs from a built-in one.")


def _clinic() -> dict[str, Any]:
    texts = field_descriptions(ClinicDays)
    days = {"type": "integer", "minimum": 0, "maximum": 14}
    clinic = {
        "closed_weekdays": listed({"enum": [day.value for day in Weekday]}),
        "closed_dates": listed(DATE),
        "may_move": {"type": "object", "additionalProperties": days},
    }
    closed = {name: said(one, texts[name]) for name, one in clinic.items()}
    closed["holidays"] = said(
        nullable(TEXT),
        "Public holidays that are closed too: a country, as in DE, or a part of one, as in DE-BY.",
    )
    schema = {"type": "object", "properties": closed, "additionalProperties": False}
    return said(schema, description(ClinicDays))


def _references() -> dict[str, Any]:
    texts = field_descriptions(Source)
    reference = object_with(
        {
            "title": said(TEXT, texts["title"]),
            "identifier": said(TEXT, texts["identifier"]),
            "checked_on": said(DATE, texts["checked_on"]),
        },
        optional={"verified": said({"type": "boolean"}, texts["verified"], default=True)},
    )
    return said(
        {"type": "object", "additionalProperties": reference},
        "Texts that are cited often, each by a key that a source names as its reference.",
    )


def _policy(build: Definitions) -> dict[str, Any]:
    policy = build.object_of(Policy)
    # A percentage is kept as a decimal and written with its sign.
    policy["properties"]["reweigh"] |= {
        "pattern": r"^[0-9]+(\.[0-9]+)?\s*%$",
        "default": f"{policy['properties']['reweigh']['default']} %",
    }
    return policy


def _event(build: Definitions, name: str, cls: type[Any]) -> dict[str, Any]:
    schema = build.object_of(cls)
    kind = said({"const": name}, "Which event it is.")
    schema["properties"] = {"type": kind, **schema["properties"]}
    schema["required"] = ["type", *schema["required"]]
    return schema


def _protocols(build: Definitions) -> list[dict[str, Any]]:
    """References to the two forms of a protocol document, which become definitions."""
    others, texts = dict(build.found), field_descriptions(Source)
    whole = build.object_of(Regimen)
    whole["properties"] |= {
        "digest": said(TEXT, f"{_DIGEST} May be left out."),
        "references": _references(),
    }
    cycles = build.found["Phase"]["properties"]["cycles"]
    cycles["anyOf"].append({"const": UNTIL_STOPPED})
    citation = object_with(
        {
            "reference": said(TEXT, "The key of one of the document's references."),
            "locator": said(TEXT, texts["locator"]),
        },
        optional={"verified": said(nullable({"type": "boolean"}), texts["verified"])},
    )
    build.found["Source"] = {"anyOf": [build.object_of(Source), citation]}
    build.found |= {"Protocol": whole, "Extension": _extension()}
    for name in build.found.keys() - others.keys():
        build.found[name] = with_bounds(build.found[name])
    return [{"$ref": "#/$defs/Protocol"}, {"$ref": "#/$defs/Extension"}]
