"""A regimen from a PlanDefinition that carries its whole protocol document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regimens.decimals import shown
from regimens.formats.fhir.codes import FhirVersion
from regimens.formats.fhir.plan_definitions import regimen_fhir
from regimens.formats.fhir.reading_differences import difference
from regimens.formats.fhir.reading_elements import element, needed, refuse
from regimens.formats.fhir.reading_own_extensions import attached, own_extension
from regimens.formats.regimens import regimen_from
from regimens.regimen import Regimen

__all__ = ["regimen_from_fhir"]

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
    written = regimen_fhir(regimen, version=release)
    found = difference(values, written, where, besides=_AROUND)
    if found is not None:
        refuse(
            f"{found.says}, and the protocol document inside gives {found.expected}",
            where=found.where,
            mend="it was changed after it was written: write the changes as a protocol document",
        )
    return regimen


def _has_links(values: Mapping[str, Any]) -> bool:
    """Whether actions are named as in R5."""
    actions = values.get("action")
    first = actions[0] if isinstance(actions, list) and actions else None
    return isinstance(first, dict) and "linkId" in first
