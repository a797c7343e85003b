"""The protocol document: a definition as JSON or TOML values, out and in."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from regimens import catalogue
from regimens.amounts import Amount
from regimens.decimals import plain, shown
from regimens.errors import DocumentError
from regimens.formats.citations import cited
from regimens.formats.converter import structure
from regimens.formats.digests import check_whole
from regimens.formats.extensions import extended
from regimens.formats.limits import bounded, check_rows
from regimens.regimen import Regimen

__all__ = [
    "UNTIL_STOPPED",
    "document_value",
    "is_protocol",
    "left_out",
    "regimen_document",
    "regimen_from",
    "regimen_json",
]

# TOML has no null: what a document writes where a definition states none.
UNTIL_STOPPED = "until stopped"
_GO_ON = "go on"


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


def is_protocol(values: Any) -> bool:
    """Whether a document's values are a protocol's rather than a course's.

    >>> is_protocol({"extends": "dcep"}), is_protocol({"regimen": "dcep"})
    (True, False)
    """
    return (
        isinstance(values, dict)
        and "regimen" not in values
        and not {"phases", "extends"}.isdisjoint(values)
    )


def regimen_from(values: Any, *, where: str = "protocol", any_revision: bool = False) -> Regimen:
    """The regimen that a protocol document describes.

    Args:
        values: The document's values, as JSON or TOML give them.
        where: The document's name, for messages.
        any_revision: Whether the document may be another revision of a built-in regimen, as one
            kept from an earlier version of the library; it can be compared, but not planned.

    Raises:
        DocumentError: with the path inside the document.

    >>> regimen_from(regimen_document(catalogue.get("dcep"))) == catalogue.get("dcep")
    True
    >>> document = regimen_document(catalogue.get("dcep"))
    >>> document["phases"][0]["components"][0]["timing"][0]["days"] = [1, 29]
    >>> regimen_from(document, where="dcep.json")
    Traceback (most recent call last):
    regimens.errors.DocumentError: dcep.json: phases[0].components[0].timing[0].days: day 29 \
exceeds the 28-day cycle; use days 1 to 28, or a longer cycle
    """
    try:
        return _regimen(values, any_revision=any_revision)
    except DocumentError as error:
        raise error.within(where) from None


def left_out(values: Any) -> tuple[str, ...]:
    """What a protocol document that extends another does without, of the base's rules, in words.

    Args:
        values: The values of a document that :func:`regimen_from` takes, or of another one.

    >>> left_out({"extends": "dara-dcep", "id": "ours", "title": "Ours", "revision": "1",
    ...           "changes": [{"at": "delay_rule", "remove": True}]})
    ("without the base's rule for dose delays: delay_rule (more than 7)",)
    """
    if not isinstance(values, dict) or "extends" not in values:
        return ()
    return extended(cited(bounded(values)), regimen_document).without


def _regimen(values: Any, *, any_revision: bool) -> Regimen:
    if not isinstance(values, dict):
        raise DocumentError("is not an object", mend='write {"…": …}')
    document = cited(bounded(values))
    base = ""
    if "extends" in document:
        whole = extended(document, regimen_document)
        document, base = whole.document, whole.base
    document = _with_nulls(document)
    digest = document.pop("digest", None)
    try:
        regimen: Regimen = structure(document, Regimen, where="")
    except DocumentError as error:
        raise (error.within(f"with what {base} states") if base else error) from None
    check_rows(regimen)
    if digest is not None and digest != regimen.digest:
        check_whole(digest, regimen.digest, where="digest")
        raise DocumentError(
            f"{shown(digest)} is not the digest of this protocol, which is {regimen.digest}: it "
            "was changed after it was printed",
            where="digest",
            mend="check the changes, then remove or renew the digest",
        )
    _check_name(regimen, is_extension=bool(base), any_revision=any_revision)
    return regimen


def _check_name(regimen: Regimen, *, is_extension: bool, any_revision: bool) -> None:
    """Refuse the id of a built-in regimen for anything else."""
    taken = [name for name in regimen.aliases if catalogue.is_known(name)]
    if not catalogue.is_known(regimen.id):
        if taken:
            raise DocumentError(
                f"the alias {taken[0]!r} is a built-in regimen",
                where=f"aliases[{regimen.aliases.index(taken[0])}]",
                mend="leave it out, or name it apart",
            )
        return
    known = catalogue.get(regimen.id)
    same = known.id == regimen.id and (any_revision or known == regimen)
    if is_extension or not same:
        raise DocumentError(
            f"{regimen.id} is a built-in regimen of other content",
            where="id",
            mend="give this one an id of its own",
        )


def _with_nulls(value: Any) -> Any:
    """The values with null where a document says so in words."""
    if isinstance(value, list):
        return [_with_nulls(item) for item in value]
    if not isinstance(value, dict):
        return value
    copied = {key: _with_nulls(item) for key, item in value.items()}
    if copied.get("cycles") == UNTIL_STOPPED:
        copied["cycles"] = None
    if copied.get("option") == _GO_ON and "at_least" in copied:
        copied["option"] = None
    return copied


def _fields(instance: Any) -> dict[str, Any]:
    return {
        field.name: document_value(value)
        for field in attrs.fields(type(instance))
        if (value := getattr(instance, field.name)) != field.default
    }


def document_value(value: Any) -> Any:
    """What a document has for a part of a definition: plain text, numbers, lists and objects.

    >>> from decimal import Decimal
    >>> document_value((Decimal("1.50"), None, 3))
    ['1.5', None, 3]
    """
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
            return [document_value(item) for item in value]
        case _:
            return _fields(value)
