"""The fingerprint of a definition: of everything in it that makes doses and dates."""

from __future__ import annotations

import hashlib
import json
from enum import Enum

import attrs

from regimens.amounts import Amount
from regimens.decimals import plain
from regimens.sources import Interpretation, Source

__all__ = ["digest_of"]

_LEFT_OUT = object()


def digest_of(definition: object) -> str:
    """The fingerprint of a definition; :attr:`regimens.regimen.Regimen.digest` says of what."""
    facts = _facts(definition)
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _facts(value: object) -> object:
    """What a digest is made of; defaults are left out, so that a new field changes none."""
    if isinstance(value, tuple):
        return [_facts(item) for item in value]
    if isinstance(value, Amount):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if attrs.has(cls := type(value)):
        return {"is": cls.__name__} | {
            attribute.name: _facts(held)
            for attribute in attrs.fields(cls)
            if (held := _of_digest(getattr(value, attribute.name))) != attribute.default
            and held is not _LEFT_OUT
        }
    if value is None or isinstance(value, str | int):
        return value
    return plain(value)  # type: ignore[arg-type]  # what is left is a Decimal


def _of_digest(held: object) -> object:
    """What of a value a digest is made of: of sources and readings only what nobody has read."""
    if isinstance(held, Source):
        return _LEFT_OUT if held.verified else "unverified"
    if isinstance(held, tuple) and any(isinstance(one, Interpretation) for one in held):
        unread = tuple(one.name for one in held if not one.source.verified)
        return unread or _LEFT_OUT
    return held
