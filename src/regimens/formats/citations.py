"""The references of a protocol document, written once and cited by their key."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from regimens.decimals import shown
from regimens.errors import DocumentError
from regimens.formats.converter import structure
from regimens.validation import is_named

__all__ = ["cited"]


@frozen(kw_only=True)
class _Reference:
    """A text that several numbers are taken from, as a document writes it."""

    title: str = field(validator=is_named)
    identifier: str = field(validator=is_named)
    checked_on: date
    verified: bool = True


@frozen(kw_only=True)
class _Citation:
    """A place in a text that is named by its key."""

    reference: str
    locator: str
    verified: bool | None = None


def cited(values: dict[str, Any]) -> dict[str, Any]:
    """The document without its references, each citation in full.

    Raises:
        DocumentError: for a reference that is not there or not whole, with its path.

    >>> document = {"references": {"label": {"title": "A label", "identifier": "none",
    ...                                      "checked_on": "2026-11-21"}},
    ...             "source": {"reference": "label", "locator": "section 2"}}
    >>> cited(document)["source"]["title"]
    'A label'
    """
    given = values.get("references", {})
    if not isinstance(given, dict):
        raise DocumentError("is not an object", where="references", mend='write {"…": …}')
    known = {
        key: structure(one, _Reference, where=f"references.{key}") for key, one in given.items()
    }
    rest = {key: value for key, value in values.items() if key != "references"}
    found: dict[str, Any] = _resolved(rest, "", known)
    return found


def _resolved(value: Any, path: str, known: dict[str, _Reference]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, f"{path}[{index}]", known) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if "reference" in value:
        return _source(structure(value, _Citation, where=path), path, known)
    return {
        key: _resolved(item, f"{path}.{key}" if path else key, known) for key, item in value.items()
    }


def _source(citation: _Citation, path: str, known: dict[str, _Reference]) -> dict[str, Any]:
    if citation.reference not in known:
        raise DocumentError(
            f"there is no reference {shown(citation.reference)}",
            where=f"{path}.reference",
            mend=f"use one of {', '.join(known)}" if known else "state it under references",
        )
    reference = known[citation.reference]
    verified = reference.verified and citation.verified is not False
    return {
        "title": reference.title,
        "identifier": reference.identifier,
        "locator": citation.locator,
        "checked_on": reference.checked_on.isoformat(),
        **({} if verified else {"verified": False}),
    }
