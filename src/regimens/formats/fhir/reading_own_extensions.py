"""This library's own extensions, and the documents that are attached to them."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

from regimens.formats.fhir.extensions import own_url
from regimens.formats.fhir.reading_elements import Element, child, children, needed, refuse, text
from regimens.formats.reading import parse_json

__all__ = ["attached", "own_extension", "own_value"]


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


def own_value(one: Element, name: str, value: str) -> tuple[Any, str]:
    """The value of this library's extension of a name, and the path to it.

    Args:
        one: What it stands on.
        name: The extension.
        value: The name of its value, as in ``valueInteger``.

    Raises:
        DocumentError: where there is none.
    """
    holder = own_extension(one, name)
    if holder is None or value not in holder.values:
        refuse(
            f"has no {name} of this library",
            where=one.where if holder is None else holder.where,
            mend="give a calendar that this library wrote",
        )
    return holder.values[value], holder.at(value)


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
