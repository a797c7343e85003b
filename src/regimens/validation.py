"""Checks that definitions share: whole numbers, limits, names, tuples, dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from regimens.decimals import shown
from regimens.errors import DefinitionError

__all__ = [
    "check_told_apart",
    "folded",
    "is_age",
    "is_day",
    "is_limit",
    "is_named",
    "is_one_age",
    "is_plain_text",
    "is_spelt",
    "is_tuple",
    "is_whole",
]

Validator = Callable[[Any, Any, Any], None]
# Signs that doses are printed with stay as they are; others that only look alike do not.
_SIGNS = re.compile("([µ²³⁶½¼¾])")
_WORD = re.compile(r"[^\W\d_]+")
_OLDEST = 120  # years
_ALIKE = ("LATIN", "GREEK", "CYRILLIC")


def is_whole(at_least: int) -> Validator:
    """A validator for whole numbers; True is none, nor is 2.0.

    Raises:
        DefinitionError: from the validator, for anything else.
    """

    def check(instance: object, attribute: Any, value: Any) -> None:
        if type(value) is not int or value < at_least:
            raise DefinitionError(
                f"{shown(value)} is not a whole number of {at_least} or more",
                where=f"{type(instance).__name__}.{attribute.name}",
                mend="state one",
                at=attribute.name,
            )

    return check


def is_age(instance: object, attribute: Any, value: Any) -> None:
    """Refuse what is not a whole number of years of a life; None stands for any age.

    Raises:
        DefinitionError: naming the field.
    """
    if value is not None and (type(value) is not int or not 0 <= value <= _OLDEST):
        raise DefinitionError(
            f"an age of {shown(value)}",
            where=f"{type(instance).__name__}.{attribute.name}",
            mend=f"state whole years, from 0 to {_OLDEST}",
            at=attribute.name,
        )


def is_one_age(instance: Any, attribute: Any, value: int | None) -> None:
    """Refuse an age from which on something holds, beside one that it holds over.

    Raises:
        DefinitionError: naming the field.
    """
    if value is not None and instance.for_older_than is not None:
        raise DefinitionError(
            f"for patients older than {instance.for_older_than} and from {value} years on",
            where=f"{type(instance).__name__}.{attribute.name}",
            mend="state one of the two",
            at=attribute.name,
        )


def is_limit(instance: object, attribute: Any, value: Any) -> None:
    """Refuse what is not a finite decimal above 0; None stands for no limit.

    Raises:
        DefinitionError: naming the field.
    """
    if value is None:
        return
    if not isinstance(value, Decimal) or not value.is_finite() or value <= 0:
        raise DefinitionError(
            f"{value if isinstance(value, Decimal) else shown(value)} is not a decimal above 0",
            where=f"{type(instance).__name__}.{attribute.name}",
            mend="state one, as in 1.5",
            at=attribute.name,
        )


def is_named(instance: object, attribute: Any, value: Any) -> None:
    """Refuse a name without a letter.

    Raises:
        DefinitionError: naming the field.
    """
    if not isinstance(value, str) or not value.strip():
        raise DefinitionError(
            f"{shown(value)} names nothing",
            where=f"{type(instance).__name__}.{attribute.name}",
            mend="give it a name",
            at=attribute.name,
        )


def is_spelt(instance: object, attribute: Any, value: Any) -> None:
    """Refuse a name that another one can look like: stray spaces, look-alike signs and letters.

    Raises:
        DefinitionError: naming the field.
    """
    is_named(instance, attribute, value)
    where = f"{type(instance).__name__}.{attribute.name}"
    parts = (
        part if _SIGNS.fullmatch(part) else unicodedata.normalize("NFKC", part)
        for part in _SIGNS.split(value)
    )
    plain = " ".join("".join(parts).split())
    if plain != value:
        raise DefinitionError(
            f"{value!a} has spaces or signs that do not show",
            where=where,
            mend=f"write {plain!r}",
            at=attribute.name,
        )
    for word in _WORD.findall(value):
        letters = {unicodedata.name(sign, "").split(" ")[0] for sign in word}
        if len(mixed := [alphabet for alphabet in _ALIKE if alphabet in letters]) > 1:
            raise DefinitionError(
                f"{value!r} mixes {' and '.join(map(str.title, mixed))} letters in a word",
                where=where,
                mend="write each word in one alphabet",
                at=attribute.name,
            )


def folded(name: str) -> str:
    """A name without what a reader may overlook: its case, and signs that look alike.

    >>> folded("CHOP 21") == folded("chop 21"), folded("m²") == folded("m2")
    (True, True)
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def check_told_apart(names: Iterable[tuple[str, str]], *, what: str, where: str) -> None:
    """Refuse two names of one kind that differ in nothing but what a reader may overlook.

    Args:
        names: Each with its path.
        what: What they name.
        where: The place, for messages.

    Raises:
        DefinitionError: at the second of them.
    """
    seen: dict[str, str] = {}
    for name, at in names:
        other = seen.setdefault(folded(name), name)
        if other != name:
            raise DefinitionError(
                f"the {what} {name!r} is also written {other!r}",
                where=where,
                mend="spell one name one way, or name them apart",
                at=at,
            )


def is_tuple(instance: object, attribute: Any, value: Any) -> None:
    """Refuse a list, which could change later, and a single thing without its tuple.

    Raises:
        DefinitionError: naming the field.
    """
    if not isinstance(value, tuple):
        raise DefinitionError(
            f"{shown(value)} is not a tuple",
            where=f"{type(instance).__name__}.{attribute.name}",
            mend="write (…,)",
            at=attribute.name,
        )


def is_day(instance: object, attribute: Any, value: Any) -> None:
    """Refuse what is not a plain date.

    Raises:
        DefinitionError: naming the field.
    """
    if type(value) is not date:
        raise DefinitionError(
            f"{shown(value)} is not a date",
            where=f"{type(instance).__name__}.{attribute.name}",
            mend="give a datetime.date",
            at=attribute.name,
        )


def is_plain_text(value: object) -> bool:
    r"""Whether a text can be printed on one line without moving the cursor or turning direction.

    >>> is_plain_text("Müller"), is_plain_text("a\x1b[31mb")
    (True, False)
    """
    return isinstance(value, str) and not any(
        unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in value
    )
