"""A regimen from a PlanDefinition that carries its whole protocol document."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from regimens.decimals import shown
from regimens.formats.fhir.codes import FhirVersion
from regimens.formats.fhir.extensions import own_url
from regimens.formats.fhir.plan_definitions import regimen_fhir
from regimens.formats.fhir.reading_elements import (
    Element,
    child,
    children,
    element,
    needed,
    quoted,
    refuse,
    text,
)
from regimens.formats.reading import parse_json
from regimens.formats.regimens import regimen_from
from regimens.regimen import Regimen

__all__ = ["attached", "own_extension", "regimen_from_fhir"]

# What a server or an editor may add or write anew: nothing in it makes a dose or a date.
_AROUND = frozenset(
    {"id", "meta", "language", "text", "date", "publisher", "contact", "jurisdiction"}
)


def regimen_from_fhir(values: Any, *, where: str = "plan", any_revision: bool = False) -> Regimen:
    """The regimen of a PlanDefinition of FHIR R4 or R5 that this library wrote.

    A PlanDefinition of others is refused: FHIR has no elements for reductions, levels, gates and
    most other rules, and what its elements say of doses and days is written in as many ways as
    there are guides.

    Args:
        values: The document's values as :mod:`regimens.formats.reading` gives them.
        where: The document's name, for messages.
        any_revision: As for :func:`~regimens.formats.regimens.regimen_from`.

    Raises:
        DocumentError: for one that carries no protocol document, or says anything else than it.

    >>> from regimens import catalogue
    >>> regimen_from_fhir(regimen_fhir(catalogue.get("dcep"))) == catalogue.get("dcep")
    True
    >>> regimen_from_fhir({"resourceType": "PlanDefinition", "title": "DCEP"})
    Traceback (most recent call last):
    regimens.errors.DocumentError: plan: carries no protocol document of this library; write the \
regimen as a protocol document, and check it with `regimens check`
    """
    plan = element(values, where)
    kind = needed(plan, "resourceType")
    if kind != "PlanDefinition":
        refuse(
            f"{shown(kind)} is no PlanDefinition", where=plan.at("resourceType"), mend="give one"
        )
    holder = own_extension(plan, "regimen-document")
    if holder is None:
        refuse(
            "carries no protocol document of this library",
            where=where,
            mend="write the regimen as a protocol document, and check it with `regimens check`",
        )
    document, place = attached(holder)
    regimen = regimen_from(document, where=place, any_revision=any_revision)
    release = FhirVersion.R5 if _has_links(values) else FhirVersion.R4
    found = _difference(values, regimen_fhir(regimen, version=release), where)
    if found is not None:
        path, says, written = found
        refuse(
            f"{says}, and the protocol document inside gives {written}",
            where=path,
            mend="it was changed after it was written: write the changes as a protocol document",
        )
    return regimen


def own_extension(one: Element, name: str) -> Element | None:
    """This library's extension of a name on an element, or None.

    Raises:
        DocumentError: where it stands twice.
    """
    url = own_url(name)
    found = [held for held in children(one, "extension") if held.values.get("url") == url]
    if len(found) > 1:
        refuse("stands twice", where=found[1].where, mend="keep one")
    return found[0] if found else None


def attached(holder: Element) -> tuple[Any, str]:
    """The values of the JSON document in an extension's attachment, and the path to it.

    Raises:
        DocumentError: for what is no base64 or JSON, or has not the SHA-1 that is stated.
    """
    one = child(holder, "valueAttachment")
    if one is None:
        refuse("there is no valueAttachment", where=holder.where, mend="write it out again")
    where = one.at("data")
    try:
        data = base64.b64decode(needed(one, "data"), validate=True)
        stated = base64.b64decode(text(one, "hash") or "", validate=True)
    except (binascii.Error, ValueError):
        refuse("is no base64", where=where, mend="write it out again")
    if stated != hashlib.sha1(data, usedforsecurity=False).digest():
        refuse("was changed: its hash is another", where=where, mend="write it out again")
    return parse_json(data, where=where), where


def _has_links(values: Mapping[str, Any]) -> bool:
    """Whether actions are named as in R5."""
    actions = values.get("action")
    first = actions[0] if isinstance(actions, list) and actions else None
    return isinstance(first, dict) and "linkId" in first


def _difference(here: Any, written: Any, where: str) -> tuple[str, str, str] | None:
    """The first place where two values differ: its path, and what each of them says."""
    if isinstance(here, dict) and isinstance(written, dict):
        for key in dict.fromkeys((*written, *here)):
            if key in _AROUND and "resourceType" in written:
                continue
            path = f"{where}.{key}" if isinstance(key, str) and key.isprintable() else where
            if key not in here or key not in written:
                says = "is missing" if key not in here else f"says {quoted(here[key])}"
                return path, says, quoted(written.get(key))
            found = _difference(here[key], written[key], path)
            if found is not None:
                return found
        return None
    if isinstance(here, list) and isinstance(written, list) and len(here) == len(written):
        for index, (one, other) in enumerate(zip(here, written, strict=True)):
            found = _difference(one, other, f"{where}[{index}]")
            if found is not None:
                return found
        return None
    numbers = isinstance(here, int | Decimal) and isinstance(written, int | Decimal)
    alike = numbers and isinstance(here, bool) is isinstance(written, bool)
    same = here == written and (alike or type(here) is type(written))
    return None if same else (where, f"says {quoted(here)}", quoted(written))
