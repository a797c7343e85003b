"""How tests look into what was written as FHIR."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from regimens.formats.fhir import fhir_json
from regimens.formats.fhir.extensions import own_url


def read(values: Any) -> Any:
    """Values as a program reads them that keeps decimals."""
    return json.loads(fhir_json(values), parse_float=Decimal)


def resources(bundle: Any, kind: str) -> list[Any]:
    """The resources of one kind, in their order."""
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def named(bundle: Any) -> dict[str, Any]:
    """The resources by what references call them."""
    return {one["fullUrl"]: one["resource"] for one in bundle["entry"]}


def own(resource: Any, name: str) -> Any:
    """What one of this library's extensions holds."""
    (found,) = (one for one in resource["extension"] if one["url"] == own_url(name))
    (value,) = (value for key, value in found.items() if key != "url")
    if isinstance(value, list):
        return {
            one["url"]: next(value for key, value in one.items() if key != "url") for one in value
        }
    return value


def place(order: Any) -> tuple[str, str, int, int]:
    """Where an order stands."""
    drug = order.get("medicationCodeableConcept") or order["medication"]["concept"]
    phase, cycle = own(order, "phase"), own(order, "cycle-number")
    return drug["text"], phase, cycle, own(order, "cycle-day")
