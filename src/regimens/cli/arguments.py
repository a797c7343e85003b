"""What the texts of arguments say: counts, days, times of day, moments, and values by name."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from regimens.decimals import shown
from regimens.errors import RegimensError
from regimens.formats.converter import structure

__all__ = ["as_it_is", "clock_of", "count_of", "day_of", "length_of", "moment_of", "pairs", "split"]

_Value = TypeVar("_Value")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_LASTING = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])")
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def pairs(
    given: Iterable[str] | None, where: str, read: Callable[[str, str], _Value]
) -> dict[str, _Value]:
    """What ``NAME=VALUE`` arguments say, by name.

    Raises:
        RegimensError: naming the option.
    """
    named, _ = split(given or (), where, named_only=True)
    return {name: read(value, where) for name, value in named.items()}


def split(
    given: Iterable[str], where: str, *, named_only: bool
) -> tuple[dict[str, str], list[str]]:
    """Arguments with a name before an equals sign, and those without.

    Args:
        given: The arguments.
        where: The option.
        named_only: Whether each needs a name.

    Raises:
        RegimensError: naming the option.
    """
    named: dict[str, str] = {}
    others: list[str] = []
    for text in given:
        name, sign, value = text.partition("=")
        if not sign and not named_only:
            others.append(text)
        elif not sign or not name or not value:
            raise RegimensError(
                f"{shown(text)} has no name and value", where=where, mend="write NAME=VALUE"
            )
        elif name in named:
            raise RegimensError(f"{shown(name)} is given twice", where=where, mend="give it once")
        else:
            named[name] = value
    return named, others


def as_it_is(text: str, _: str) -> str:
    """A text that any value may be."""
    return text


def count_of(text: str, where: str) -> int:
    """A whole number.

    Raises:
        RegimensError: naming the option.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise RegimensError(
            f"{shown(text)} is no whole number", where=where, mend="write one, as in 2"
        )
    return int(text)


def day_of(text: str | None, where: str) -> date | None:
    """A date, where one is given.

    Raises:
        DocumentError: naming the option.
    """
    if text is None:
        return None
    found: date = structure(text, date, where=where)
    return found


def clock_of(text: str, where: str) -> time:
    """A time of day.

    Raises:
        RegimensError: naming the option.
    """
    if _CLOCK.fullmatch(text) is None:
        raise RegimensError(
            f"{shown(text)} is no time of day", where=where, mend="write it as 09:00"
        )
    return time.fromisoformat(text)


def length_of(text: str) -> timedelta:
    """How long an entry lasts.

    Raises:
        RegimensError: naming the option.
    """
    found = _LASTING.fullmatch(text)
    lasting = found and timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    if not lasting or lasting > timedelta(days=1):
        raise RegimensError(
            f"{shown(text)} is no length of an entry",
            where="--lasting",
            mend="write hours and minutes, at most 24:00, as in 3:00",
        )
    return lasting


def moment_of(text: str | None) -> datetime | None:
    """A moment with its zone, where one is given.

    Raises:
        RegimensError: naming the option.
    """
    if text is None:
        return None
    found = None
    with contextlib.suppress(ValueError):
        found = datetime.fromisoformat(text)
    if found is None or found.tzinfo is None or found < _FIRST:
        raise RegimensError(
            f"{shown(text)} is no moment with its zone, from 1970 on",
            where="--issued",
            mend="write it as in 2026-01-02T10:00+01:00",
        )
    return found
