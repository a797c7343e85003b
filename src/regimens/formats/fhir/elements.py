"""The small elements that FHIR resources are made of, as plain JSON values with exact decimals."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from regimens.decimals import plain
from regimens.drugs import Route
from regimens.errors import DocumentError
from regimens.formats.fhir.codes import (
    ATC,
    DRUGS,
    OWN_CODES,
    ROUTES,
    RXNORM,
    SNOMED,
    UCUM,
    UNITS,
    UUIDS,
    FhirVersion,
)
from regimens.formats.fhir.extensions import own_url
from regimens.formats.fhir.texts import code_text, narrative, visible

__all__ = [
    "attachment",
    "coded",
    "day",
    "drug_concept",
    "duration",
    "extension",
    "fhir_json",
    "identifier",
    "link",
    "medication",
    "named",
    "narrative",
    "own_coded",
    "parts",
    "quantity",
    "route_concept",
    "urn",
    "version_named",
]

Values = dict[str, Any]
_text = json.JSONEncoder(ensure_ascii=False).encode


def version_named(given: FhirVersion | str) -> FhirVersion:
    """The release of that name, as in ``"R4"`` or ``"4.0.1"``.

    Raises:
        DocumentError: naming the releases there are.

    >>> version_named("r5")
    <FhirVersion.R5: '5.0.0'>
    """
    if isinstance(given, FhirVersion):
        return given
    for version in FhirVersion:
        if str(given).upper() in (version.name, version.value):
            return version
    raise DocumentError(
        f"{given!r} is no release of FHIR that is written here", mend='use "R4" or "R5"'
    )


def fhir_json(resource: Mapping[str, Any]) -> str:
    """A resource as text; decimals are written as they are, without a float in between.

    >>> print(fhir_json({"value": Decimal("501.20"), "unit": "mg"}), end="")
    {
      "value": 501.2,
      "unit": "mg"
    }
    """
    pieces: list[str] = []
    _write(resource, "\n", pieces)
    return "".join(pieces) + "\n"


def _write(value: Any, line: str, pieces: list[str]) -> None:
    """Adds a value's text; `line` is a line break with the indentation of its place."""
    if isinstance(value, Decimal):
        pieces.append(plain(value))
    elif value and isinstance(value, dict | list):
        inner = f"{line}  "
        is_list = isinstance(value, list)
        before = f"{'[' if is_list else '{'}{inner}"
        for member in value:
            pieces.append(before if is_list else f"{before}{_text(member)}: ")
            _write(member if is_list else value[member], inner, pieces)
            before = f",{inner}"
        pieces.append(f"{line}{']' if is_list else '}'}")
    else:
        pieces.append(_text(value))


def named(**elements: Any) -> Values:
    """The elements that hold anything; an empty one is no FHIR. A trailing ``_`` is left off."""
    return {
        name.rstrip("_"): value
        for name, value in elements.items()
        if value is not None and value not in ([], {}, "")
    }


def extension(name: str, **value: Any) -> Values:
    """One of this library's extensions with its value, as in ``valueInteger=1``."""
    return {"url": own_url(name), **value}


def parts(name: str, *members: tuple[str, str, Any]) -> Values:
    """One of this library's extensions with parts: name, type and value; None is left out."""
    return {
        "url": own_url(name),
        "extension": [
            {"url": part, f"value{kind[0].upper()}{kind[1:]}": value}
            for part, kind, value in members
            if value is not None
        ],
    }


def coded(system: str, code: str, text: str) -> Values:
    """A concept with one code."""
    return {"coding": [{"system": system, "code": code, "display": text}], "text": text}


def own_coded(code: str, text: str) -> Values:
    """A concept with a code of this library's own."""
    return coded(OWN_CODES, code_text(code), visible(text))


def drug_concept(name: str) -> Values:
    """A drug by its name, with the codes that are sure.

    >>> [coding["code"] for coding in drug_concept("cisplatin")["coding"]], drug_concept("g-csf")
    (['2555', 'L01XA01'], {'text': 'g-csf'})
    """
    codes = DRUGS.get(name)
    own = [] if codes is None else [(RXNORM, codes.rxnorm), (ATC, codes.atc)]
    coding = [{"system": system, "code": code, "display": name} for system, code in own if code]
    return named(coding=coding, text=visible(name))


def medication(name: str, version: FhirVersion) -> Values:
    """The element that says which drug: a concept in R4, a reference to a concept in R5."""
    if version is FhirVersion.R4:
        return {"medicationCodeableConcept": drug_concept(name)}
    return {"medication": {"concept": drug_concept(name)}}


def route_concept(route: Route) -> Values:
    """A route by its SNOMED code, and as orders spell it."""
    code, display = ROUTES[route]
    return {
        "coding": [{"system": SNOMED, "code": code, "display": display}],
        "text": route.value,
    }


def quantity(value: Decimal, code: str, shown: str = "") -> Values:
    """A number with its UCUM unit."""
    return {"value": value, "unit": shown or UNITS[code], "system": UCUM, "code": code}


def duration(value: int, code: str) -> Values:
    """A time in days (``d``) or hours (``h``)."""
    return quantity(Decimal(value), code)


def attachment(document: Mapping[str, Any], title: str) -> Values:
    """A JSON document, whole, in base64 with its SHA-1, as FHIR wants it."""
    data = json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    digest = hashlib.sha1(data, usedforsecurity=False).digest()
    return {
        "contentType": "application/json",
        "data": base64.b64encode(data).decode("ascii"),
        "hash": base64.b64encode(digest).decode("ascii"),
        "title": visible(title),
    }


def urn(name: UUID) -> str:
    """A UUID as a URL."""
    return f"urn:uuid:{name}"


def link(name: UUID) -> str:
    """What a resource is called inside a bundle, and referred to by.

    It differs from its identifier: there are servers that put the id they gave a resource in every
    place of the bundle that holds its name, and would lose the identifier.
    """
    return urn(uuid5(name, "entry"))


def identifier(name: UUID) -> Values:
    """A UUID as an identifier, by which a resource is found again when it is sent again."""
    return {"system": UUIDS, "value": urn(name)}


def day(value: date) -> str:
    """A date as FHIR writes it."""
    return value.isoformat()
