"""Checks of what a definition says: sources, silences, names, document and card."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import attrs

from regimens import catalogue
from regimens.decimals import shown
from regimens.errors import UnverifiedError
from regimens.formats.card import card
from regimens.formats.regimens import regimen_from, regimen_json
from regimens.formats.visible import visible_text
from regimens.regimen import Regimen
from regimens.sources import Source
from regimens.testing.checks import Breach
from regimens.testing.trials import trial

__all__ = [
    "card_is_whole",
    "comes_back_from_its_document",
    "names_are_its_own",
    "silences_are_named",
    "sources_were_read",
    "unread_numbers_are_marked",
]

_MARK = "UNVERIFIED"


def sources_were_read(regimen: Regimen) -> Iterator[Breach]:
    """No source was checked on a day that nobody has reached yet.

    >>> from regimens import catalogue
    >>> list(sources_were_read(catalogue.get("dcep")))
    []
    """
    latest = _latest_day_anywhere()
    for where, source in _placed_sources(regimen):
        if source.checked_on > latest:
            yield Breach(
                where=f"{where}.checked_on",
                what=f"{source.checked_on} has not been yet",
                mend="write the day on which somebody last read the number there",
            )


def _latest_day_anywhere() -> date:
    """The date where the day begins first, so that no reader's own date is in the future."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def _placed_sources(value: object, where: str = "") -> Iterator[tuple[str, Source]]:
    """Every source of a definition with its path, as in ``phases[0].source``."""
    if isinstance(value, Source):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _placed_sources(item, f"{where}[{index}]")
    elif attrs.has(cls := type(value)):
        for part in attrs.fields(cls):
            inner = f"{where}.{part.name}" if where else part.name
            yield from _placed_sources(getattr(value, part.name), inner)


def unread_numbers_are_marked(regimen: Regimen) -> Iterator[Breach]:
    """A number that nobody has read is planned only with a reason, and marked wherever it goes.

    >>> from regimens import catalogue
    >>> list(unread_numbers_are_marked(catalogue.get("pvd")))
    []
    """
    unread = {source for _, source in _placed_sources(regimen) if not source.verified}
    if unread:
        yield from _needs_a_reason(regimen)
    said = {one.source for one in trial(regimen).plan().findings if one.code == "unverified-source"}
    for source in sorted(map(str, unread)):
        if source not in said:
            yield Breach(
                where=source,
                what="was read by nobody, and the calendar does not say so",
                mend="do not plan with it",
            )
    if (_MARK in card(regimen)) is not bool(unread):
        yield Breach(
            where="card",
            what=f"says {_MARK} where all was read, or does not say it where something was not",
            mend="do not sign it",
        )


def _needs_a_reason(regimen: Regimen) -> Iterator[Breach]:
    try:
        trial(regimen, allow_unverified=None).plan()
    except UnverifiedError:
        return
    yield Breach(
        where="plan",
        what="a number that nobody has read is planned without a reason",
        mend="do not plan with it",
    )


def silences_are_named(regimen: Regimen) -> Iterator[Breach]:
    """What the protocol gives no rule for is listed, and each reading stands once.

    >>> from regimens import catalogue
    >>> list(silences_are_named(catalogue.get("dcep")))
    []
    """
    lines = regimen.no_rule_for
    if not lines:
        yield Breach(
            where="no_rule_for",
            what="is empty, as if the protocol had a rule for everything",
            mend='list what it gives no rule for, as in ["dose reductions", "kidney function"]',
        )
    names = tuple(reading.name for reading in regimen.interpretations)
    for where, texts in (("no_rule_for", lines), ("interpretations", names)):
        for index, text in enumerate(texts):
            if not text.strip() or text in texts[:index]:
                yield Breach(
                    where=f"{where}[{index}]",
                    what=f"{shown(text)} stands twice" if text.strip() else "is empty",
                    mend="leave it out",
                )


def names_are_its_own(regimen: Regimen) -> Iterator[Breach]:
    """Neither the id nor an alias leads to a built-in regimen of other content.

    >>> from regimens import catalogue
    >>> list(names_are_its_own(catalogue.get("dara-vd")))
    []
    """
    for where, name in (
        ("id", regimen.id),
        *((f"aliases[{index}]", alias) for index, alias in enumerate(regimen.aliases)),
    ):
        if catalogue.is_known(name) and catalogue.get(name) != regimen:
            yield Breach(
                where=where,
                what=f"{name} is a built-in regimen of other content",
                mend="name this one otherwise",
            )


def comes_back_from_its_document(regimen: Regimen) -> Iterator[Breach]:
    """Written as a document and read again, it is the same, with the same digest.

    >>> from regimens import catalogue
    >>> list(comes_back_from_its_document(catalogue.get("dcep")))
    []
    """
    back = regimen_from(json.loads(regimen_json(regimen)), where="its own document")
    if back != regimen:
        yield Breach(
            where="document",
            what="is another definition when it is read again",
            mend="do not keep or send it as a document",
        )


def card_is_whole(regimen: Regimen) -> Iterator[Breach]:
    """Its card names what a clinician signs for: phases, drugs, sources, readings, silences.

    >>> from regimens import catalogue
    >>> list(card_is_whole(catalogue.get("dcep")))
    []
    """
    text = _one_line(card(regimen))
    for what, name in (
        ("the title", regimen.title),
        ("the id", regimen.id),
        ("the revision", f"revision {regimen.revision}"),
        ("the digest", regimen.digest[:19]),
        *(("a phase", phase.name) for phase in regimen.phases),
        *(("a drug", one.drug.name) for _, one in regimen.components()),
        *(("the amount", str(one.dose.amount)) for _, one in regimen.components()),
        *(("the text", source.title) for _, source in _placed_sources(regimen)),
        *(("the place", source.locator) for _, source in _placed_sources(regimen)),
        *(("a reading", reading.reading) for reading in regimen.interpretations),
        *(("what has no rule", line) for line in regimen.no_rule_for),
        ("a line to sign", "Signature:"),
    ):
        if _one_line(visible_text(name)) not in text:
            yield Breach(where="card", what=f"lacks {what} {shown(name)}", mend="do not sign it")


def _one_line(text: str) -> str:
    """A text without its line ends, as a card breaks them where it likes."""
    return " ".join(text.split())
