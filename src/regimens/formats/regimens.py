"""The regimen document: a definition as JSON values."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from regimens.amounts import Amount
from regimens.decimals import plain
from regimens.regimen import Regimen

__all__ = ["regimen_document", "regimen_json"]


def regimen_document(regimen: Regimen) -> dict[str, Any]:
    """The definition, field by field, with its digest; amounts and decimals are plain text.

    >>> from regimens import catalogue
    >>> document = regimen_document(catalogue.get("dcep"))
    >>> document["phases"][0]["components"][1]["dose"]["amount"]
    '400 mg/m²'
    """
    return {**_fields(regimen), "digest": regimen.digest}


def regimen_json(regimen: Regimen) -> str:
    """The regimen document as text."""
    return json.dumps(regimen_document(regimen), ensure_ascii=False, indent=2) + "\n"


def _fields(instance: Any) -> dict[str, Any]:
    return {
        field.name: _value(value)
        for field in attrs.fields(type(instance))
        if (value := getattr(instance, field.name)) != field.default
    }


def _value(value: Any) -> Any:
    match value:
        case None | str() | int():
            return value
        case Amount():
            return str(value)
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return [_value(item) for item in value]
        case _:
            return _fields(value)
