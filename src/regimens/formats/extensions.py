"""A protocol that extends a built-in one by naming what differs."""

from __future__ import annotations

import copy
from typing import Any

from attrs import field, frozen

from regimens import catalogue
from regimens.decimals import shown
from regimens.errors import DocumentError, RegimensError
from regimens.formats.converter import accept_text_as, structure
from regimens.formats.digests import check_whole
from regimens.formats.inheritance import Origins, check_sources, left_out
from regimens.formats.places import find, parsed

__all__ = ["Extended", "extended"]

_OWN = ("id", "title", "revision", "aliases", "no_rule_for")
_NOTHING: Any = object()


@frozen(kw_only=True)
class _Extended:
    """The built-in regimen, and the revision and digest it was written against."""

    id: str
    revision: str | None = None
    digest: str | None = None


accept_text_as(_Extended, lambda text: _Extended(id=text))


@frozen(kw_only=True)
class _Change:
    """One thing that differs, at its path."""

    at: str
    to: Any = _NOTHING
    add: Any = _NOTHING
    remove: bool = False


@frozen(kw_only=True)
class _Extension:
    """The keys of a document that extends a built-in regimen."""

    extends: _Extended
    id: str
    title: str
    revision: str
    digest: str | None = None
    aliases: tuple[str, ...] = ()
    no_rule_for: tuple[str, ...] | None = None
    changes: tuple[_Change, ...] = field(default=())


@frozen(kw_only=True)
class Extended:
    """What an extension comes to.

    Args:
        document: The whole document.
        base: The id of what it extends.
        without: What it leaves out of the rules of the base, in words.
    """

    document: dict[str, Any]
    base: str
    without: tuple[str, ...]


def extended(values: dict[str, Any], document_of: Any) -> Extended:
    """The whole document that an extension stands for.

    Args:
        values: The document, its citations in full.
        document_of: Writes a regimen as a document.

    Raises:
        DocumentError: with the path inside the document.
    """
    extension = structure(values, _Extension, where="")
    base = _base(extension.extends)
    if not extension.changes:
        raise DocumentError(
            "no change", where="changes", mend=f"name what differs, or use {base.id}"
        )
    before: dict[str, Any] = document_of(base)
    after = copy.deepcopy(before)
    origins = Origins(before, after)
    for index, change in enumerate(extension.changes):
        _apply(after, change, where=f"changes[{index}]")
    check_sources(before, after, origins, base.id)
    own = {"id": extension.id, "title": extension.title, "revision": extension.revision}
    after |= own
    del after["digest"]
    after.pop("aliases", None)
    if extension.aliases:
        after["aliases"] = list(extension.aliases)
    if extension.no_rule_for is not None:
        after["no_rule_for"] = list(extension.no_rule_for)
    if extension.digest is not None:
        after["digest"] = extension.digest
    without = tuple(left_out(before, after, origins))
    return Extended(document=after, base=base.id, without=without)


def _base(named: _Extended) -> Any:
    if not catalogue.is_known(named.id):
        try:
            catalogue.get(named.id)
        except RegimensError as error:
            raise DocumentError(
                f"only a built-in regimen can be extended; {error.what}",
                where="extends",
                mend=error.mend,
            ) from None
    base = catalogue.get(named.id)
    for name, written, here in (
        ("revision", named.revision, base.revision),
        ("digest", named.digest, base.digest),
    ):
        if written is not None and written != here:
            if name == "digest":
                check_whole(written, here, where="extends.digest")
            raise DocumentError(
                f"written against {name} {written[:19]} of {base.id}, this library has {here[:19]}",
                where=f"extends.{name}",
                mend=f"look at `regimens show {base.id}`, then set it to the new one",
            )
    return base


def _apply(document: dict[str, Any], change: _Change, *, where: str) -> None:
    """Make one change in place."""
    given = [change.to is not _NOTHING, change.add is not _NOTHING, change.remove]
    if given.count(True) != 1:
        raise DocumentError("is no change", where=where, mend="state one of to, add and remove")
    where = f"{where}.at"
    *above, last = parsed(change.at, where=where)
    first = above[0] if above else last
    if first in (*_OWN, "digest"):
        raise DocumentError(
            f"{first} is the protocol's own",
            where=where,
            mend="state it at the top of the document",
        )
    place: Any = document
    for step in above:
        place = place[find(place, step, where=where)]
    if change.remove:
        del place[find(place, last, where=where)]
        return
    new = copy.deepcopy(change.to if change.add is _NOTHING else change.add)
    # A key that the regimen leaves out stands at its default, and can be stated.
    key = (
        last
        if isinstance(last, str) and isinstance(place, dict)
        else find(place, last, where=where)
    )
    if change.add is _NOTHING:
        place[key] = new
        return
    entries = place.setdefault(key, []) if isinstance(key, str) else place[key]
    if not isinstance(entries, list):
        raise DocumentError(
            f"nothing can be added to {shown(change.at)}",
            where=where,
            mend="name a list, or write to instead of add",
        )
    entries.append(new)
