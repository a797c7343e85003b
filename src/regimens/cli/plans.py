"""The commands that list, show, work out doses and check."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from regimens import catalogue
from regimens.amounts import Basis, WrittenDose, amount
from regimens.body import unlikely_body
from regimens.cli.courses import (
    by_option,
    calendar_of,
    is_document,
    patient_of,
    policy_of,
    protocol_of,
    read_document,
    read_values,
)
from regimens.cli.exports import check_ending
from regimens.cli.protocols import checked, with_left_out
from regimens.cli.writing import check_kept
from regimens.decimals import number, plain, shown
from regimens.dispensing import Making, making
from regimens.dosing import Body, resolve
from regimens.dosing_surface import SurfaceArea, surface_area
from regimens.drugs import Drug, Route
from regimens.errors import DoseError, QuantityError, RegimensError
from regimens.findings import Severity
from regimens.formats.card import card
from regimens.formats.regimens import left_out, regimen_json
from regimens.formats.schemas import calendar_schema, course_schema, regimen_schema
from regimens.policy import Policy
from regimens.presentations import sold_as
from regimens.regimen import Regimen
from regimens.rounding import AsGiven, Form, Step, rounding
from regimens.sources import Source
from regimens.working import Working

__all__ = ["Result", "as_json", "bsa", "check", "dose", "list_regimens", "schema", "show"]

Result = tuple[str, int]
_ENDINGS = {"json": "json", "fhir": "json", "svg": "svg"}
_TYPED = Source(
    title="typed at the command line",
    identifier="none",
    locator="argument",
    checked_on=date(2026, 11, 21),
)


def list_regimens(options: argparse.Namespace) -> Result:
    """List the built-in regimens."""
    regimens = [catalogue.get(name) for name in catalogue.ids()]
    if options.format == "json":
        values = [
            {"id": one.id, "title": one.title, "revision": one.revision, "digest": one.digest}
            for one in regimens
        ]
        return as_json({"regimens": values}), 0
    width = max(len(one.id) for one in regimens) + 2
    lines = [
        f"{one.id:<{width}}{one.title}{' (a number unread)' if one.unverified else ''}\n"
        for one in regimens
    ]
    return "".join(lines), 0


def show(options: argparse.Namespace) -> Result:
    """Show the card or document of a regimen or of a protocol document.

    Raises:
        RegimensError: for bad input, such as a DocumentError, or an option of another form.
    """
    values = read_values(options.regimen) if is_document(options.regimen) else None
    regimen = protocol_of(options.regimen, values)
    if options.fhir_version is not None and options.format != "fhir":
        raise RegimensError(
            f"--fhir-version says nothing about {options.format}",
            where="command line",
            mend="ask for --format fhir, or leave it out",
        )
    check_ending(options.output, options.format, _ENDINGS)
    check_kept([options.regimen], options.output)
    match options.format:
        case "json":
            return regimen_json(regimen), 0
        case "svg":
            from regimens.formats.pictures.svg import regimen_svg  # noqa: PLC0415 - loaded when asked for

            return regimen_svg(regimen), 0
        case "fhir":
            from regimens.formats.fhir import fhir_json, regimen_fhir  # noqa: PLC0415 - as above

            return fhir_json(regimen_fhir(regimen, version=options.fhir_version or "R4")), 0
    return with_left_out(card(regimen), values), 0


def bsa(options: argparse.Namespace) -> Result:
    """Work out a body surface area."""
    area = _surface(options, policy_of(options))
    cautions = _cautions(options)
    if options.format == "json":
        values: dict[str, Any] = {
            "bsa": area.shown,
            "used": plain(area.used),
            "unit": "m²",
            "formula": area.formula.value,
            "working": _steps(area.working),
        }
        return as_json(values | ({"cautions": cautions} if cautions else {})), 0
    said = "".join(f"caution: {text}\n" for text in cautions)
    return f"{said}{area.shown} m², used as {plain(area.used)} m² ({area.formula.value})\n", 0


def _surface(options: argparse.Namespace, policy: Policy) -> SurfaceArea:
    patient = patient_of(options)
    assert patient.height_cm is not None  # noqa: S101 - the parser requires both
    assert patient.weight_kg is not None  # noqa: S101
    return surface_area(patient.height_cm, patient.weight_kg, policy, sex=patient.sex)


def dose(options: argparse.Namespace) -> Result:
    """Work out one dose.

    Raises:
        DoseError: where the dose needs what the options do not give.
    """
    written = WrittenDose(amount=amount(options.dose, where="dose"), source=_TYPED)
    if written.amount.basis is Basis.AUC:
        raise DoseError(
            f"{written.amount} needs a creatinine clearance",
            where="dose",
            mend="plan it in a course that records one, or work it out by Calvert's formula",
        )
    patient = patient_of(options)
    body = Body(height=patient.height_cm, weight=patient.weight_kg, sex=patient.sex)
    fraction = number(options.fraction, where="--fraction")
    try:
        if not 0 < fraction <= 1:
            raise DoseError(
                f"a fraction of {plain(fraction)}",
                where="--fraction",
                mend="give the fraction of the full dose, above 0 and at most 1",
            )
        policy, how = _rounding(options)
        (dose,) = resolve(written, body, policy, fraction=fraction, drug="dose", making=how)
    except DoseError as error:
        raise by_option(error) from None
    cautions = [*_cautions(options), *([dose.made.caution] if dose.made.caution else [])]
    if dose.pieces and (route := dose.pieces[0].presentation.route) is not None:
        cautions.append(f"taken from what it comes in for {route.value} use")
    if options.format == "json":
        values: dict[str, Any] = {
            "calculated": plain(dose.calculated),
            "dose": plain(dose.value),
            "unit": "mg",
            "working": _steps(dose.working),
        }
        return as_json(values | ({"cautions": cautions} if cautions else {})), 0
    said = "".join(f"caution: {text}\n" for text in cautions)
    return said + "".join(f"{step}\n" for step in dose.working) + f"dose: {dose}\n", 0


def _rounding(options: argparse.Namespace) -> tuple[Policy, Making]:
    """The policy and how the dose is made up: by a step, or in a form of the drug that is named."""
    text, _, name = options.round.partition(":")
    try:
        named = rounding(text, where="--round")
        if isinstance(named, AsGiven) != bool(name):
            raise QuantityError(
                f"{shown(options.round)} names no drug" if not name else "a step takes no drug",
                where="--round",
                mend='write a step as in "5 mg", or a form with the drug, as in vials:daratumumab',
            )
        drug = Drug(name=name or "drug")
    except RegimensError as error:
        raise type(error)(error.what, where="--round", mend=error.mend) from None
    options.round = text
    if isinstance(named, Step):
        return policy_of(options), making(drug, None, named)
    ways = [making(drug, _route(form, drug), AsGiven((form,))) for form in named.forms]
    how = next((way for way in ways if not way.missing), ways[0])
    if how.missing:
        raise DoseError(
            f"{drug.name} cannot be rounded so: {how.missing}",
            where="--round",
            mend='round to a step, as in "0.01 mg"',
        )
    return policy_of(options), attrs.evolve(how, concentration=None)


def _route(form: Form, drug: Drug) -> Route:
    """The route by which a drug has a form: by mouth for tablets, else into a vein if it can be."""
    if form is Form.DISPENSABLE:
        return Route.PO
    routes = [piece.route for piece in sold_as(drug.name) if not piece.is_swallowed]
    return Route.IV if Route.IV in routes else next(filter(None, routes), Route.IV)


def _cautions(options: argparse.Namespace) -> list[str]:
    """What is unlikely of a body."""
    patient = patient_of(options)
    if patient.height_cm is None or patient.weight_kg is None:
        return []
    unlikely = unlikely_body(patient.height_cm, patient.weight_kg)
    return [] if unlikely is None else [unlikely]


def schema(options: argparse.Namespace) -> Result:
    """Print a JSON Schema."""
    schemas = {"course": course_schema, "regimen": regimen_schema, "calendar": calendar_schema}
    return as_json(schemas[options.document]()), 0


def check(options: argparse.Namespace) -> Result:
    """Check a course document and plan it, or check a protocol document."""
    read = read_values(options.file)
    course = read_document(options.file, read)
    if isinstance(course, Regimen):
        text, values = checked(course, options.file, left_out(read))
        return (as_json(values) if options.format == "json" else text), 0
    calendar = calendar_of(course, options.file)
    if options.format == "json":
        values = {
            "regimen": course.regimen.id,
            "events": len(course.events),
            "administrations": len(calendar),
            "violations": sum(one.severity.value == "violation" for one in calendar.findings),
            "findings": len(calendar.findings),
        }
        return as_json(values), int(calendar.violated)
    events = f"{len(course.events)} event{'' if len(course.events) == 1 else 's'}"
    text = (
        f"{options.file}: a course of {course.regimen.id} with {events}; "
        f"{len(calendar)} administrations, {len(calendar.findings)} findings\n"
    )
    text += "".join(
        f"{one.severity.value} {one.code}: {one.message}\n"
        for one in calendar.findings
        if one.severity is not Severity.INFO
    )
    return text, int(calendar.violated)


def _steps(working: Sequence[Working]) -> list[dict[str, str]]:
    return [attrs.asdict(step) for step in working]


def as_json(values: Any) -> str:
    """Values as the text of a document."""
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
