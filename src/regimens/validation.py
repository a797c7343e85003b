"""Checks that definitions share: whole numbers, limits, names, tuples, dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from regimens.decimals import shown
from regimens.errors import DefinitionError

__all__ = ["is_day", "is_limit", "is_named", "is_plain_text", "is_tuple", "is_whole"]

Validator = Callable[[Any, Any, Any], None]


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
