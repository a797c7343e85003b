"""The elements of a FHIR document: every value with its path, and refused where it is not one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from attrs import field, frozen

from regimens.decimals import LONGEST, shown
from regimens.errors import DocumentError

__all__ = [
    "Element",
    "Moment",
    "check_elements",
    "child",
    "children",
    "decimal_of",
    "element",
    "moment",
    "needed",
    "one_of",
    "quoted",
    "refuse",
    "text",
    "truth",
]

# What may stand on any element without changing what it means.
_ANYWHERE = frozenset({"id", "extension"})
_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_LARGEST = 12  # digits before and after the point, as everywhere in the library
_YEARS = range(1800, 3000)
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?P<time>T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?"
)
_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_NO_ZONE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+")


@frozen
class Element:
    """An object of a document.

    Args:
        values: What stands in it.
        where: The path to it.
    """

    values: Mapping[str, Any] = field(repr=False)
    where: str

    def at(self, key: str) -> str:
        """The path to one of its values."""
        return f"{self.where}.{key}"


@frozen
class Moment:
    """When something was: the day as it is written, and the instant where a time is written too.

    Args:
        day: The date as written, in whatever time zone it is written in.
        instant: With its zone, or None.
    """

    day: date
    instant: datetime | None = None


def refuse(what: str, *, where: str, mend: str) -> NoReturn:
    """Refuse a value.

    Raises:
        DocumentError: always.
    """
    raise DocumentError(what, where=where, mend=mend)


def quoted(value: object) -> str:
    """A value as a message quotes it: numbers as they are written, all else cut where it is long.

    >>> quoted(Decimal("1.50")), quoted("kg"), quoted(None)
    ('1.50', "'kg'", 'nothing')
    """
    if isinstance(value, Decimal):
        return str(value)[:LONGEST]
    return shown(value)


def element(value: object, where: str) -> Element:
    """An object, with its path.

    Raises:
        DocumentError: for anything else, and for an empty one, which FHIR does not know.
    """
    if not isinstance(value, dict):
        refuse(f"{quoted(value)} is not an object", where=where, mend='write {"…": …}')
    if not value:
        refuse("is empty", where=where, mend="leave it out")
    return Element(value, where)


def check_elements(one: Element, *, read: Set[str], ignored: Set[str] = frozenset()) -> None:
    """Refuse what is neither read nor known to be harmless, and what changes the meaning.

    Raises:
        DocumentError: at the first element that is not understood.
    """
    for key, value in one.values.items():
        if key == "modifierExtension":
            refuse(
                f"{_url_of(value)} may change the meaning of all that stands beside it, and is "
                "not understood",
                where=one.at(key),
                mend="leave this resource out",
            )
        if key.startswith("_") and key[1:] in read:
            _check_beside(value, one.at(key))
        elif key not in read | ignored | _ANYWHERE and not (
            key.startswith("_") and key[1:] in ignored
        ):
            refuse(
                "is not understood",
                where=one.at(key) if key.isprintable() and len(key) <= LONGEST else one.where,
                mend="leave it out if it says nothing of measures, drugs or dates",
            )


def _url_of(value: object) -> str:
    """The URL of an extension, as a message quotes it."""
    first = value[0] if isinstance(value, list) and value else value
    url = first.get("url") if isinstance(first, dict) else None
    return f"the modifier extension {shown(url)}" if isinstance(url, str) else "it"


def _check_beside(value: object, where: str) -> None:
    """What stands beside a primitive value may say that there is none."""
    for part in value if isinstance(value, list) else [value]:
        extensions = part.get("extension") if isinstance(part, dict) else None
        for one in extensions if isinstance(extensions, list) else []:
            if isinstance(one, dict) and one.get("url") == _ABSENT:
                refuse("says that the value is absent", where=where, mend="leave the resource out")


def child(one: Element, key: str) -> Element | None:
    """The object under a key, or None.

    Raises:
        DocumentError: for anything else.
    """
    return element(one.values[key], one.at(key)) if key in one.values else None


def children(one: Element, key: str) -> list[Element]:
    """The objects of the list under a key; none where there is no such key.

    Raises:
        DocumentError: for anything else, and for an empty list, which FHIR does not know.
    """
    if key not in one.values:
        return []
    found = one.values[key]
    if not isinstance(found, list):
        refuse(f"{quoted(found)} is not a list", where=one.at(key), mend="write […]")
    if not found:
        refuse("is empty", where=one.at(key), mend="leave it out")
    return [element(value, f"{one.at(key)}[{index}]") for index, value in enumerate(found)]


def text(one: Element, key: str) -> str | None:
    """The text under a key, or None.

    Raises:
        DocumentError: for anything else, and for an empty text.
    """
    if key not in one.values:
        return None
    found = one.values[key]
    if not isinstance(found, str) or not found.strip():
        refuse(f"{quoted(found)} is not a text", where=one.at(key), mend='write it as in "…"')
    return found


def needed(one: Element, key: str) -> str:
    """The text under a key that has to be there.

    Raises:
        DocumentError: where it is not.
    """
    found = text(one, key)
    if found is None:
        refuse(f"there is no {key}", where=one.where, mend="add it")
    return found


def one_of(one: Element, key: str, known: Set[str], *, mend: str = "") -> str:
    """The code under a key, if it is known.

    Raises:
        DocumentError: where it is missing or another one.
    """
    found = needed(one, key)
    if found not in known:
        choices = ", ".join(sorted(known))
        refuse(f"{shown(found)} is not read", where=one.at(key), mend=mend or f"use {choices}")
    return found


def truth(one: Element, key: str) -> bool | None:
    """The boolean under a key, or None.

    Raises:
        DocumentError: for anything else.
    """
    if key not in one.values:
        return None
    found = one.values[key]
    if type(found) is not bool:
        refuse(f"{quoted(found)} is neither true nor false", where=one.at(key), mend="write one")
    return found


def decimal_of(one: Element, key: str) -> Decimal | None:
    """The number under a key, exactly as it is written, or None; it is at least 0.

    Raises:
        DocumentError: for a text, a binary fraction, a negative number or one of too many digits.
    """
    if key not in one.values:
        return None
    found, where = one.values[key], one.at(key)
    if isinstance(found, str):
        refuse(f"{shown(found)} is a text", where=where, mend="write the number without quotes")
    if isinstance(found, float):
        refuse(
            f"{shown(found)} was read as a binary fraction",
            where=where,
            mend="read the document with regimens.formats.reading",
        )
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        refuse(f"{quoted(found)} is not a number", where=where, mend="write one, as in 70.5")
    if isinstance(found, int) and found.bit_length() > 80:
        refuse("has too many digits", where=where, mend="check the number")
    number = Decimal(found)
    if not number.is_finite():
        refuse(f"{quoted(number)} is not a number", where=where, mend="write one, as in 70.5")
    if number < 0:
        refuse(f"{quoted(number)} is below 0", where=where, mend="check the number")
    exponent = number.as_tuple().exponent
    # Only the numbers of the library's own grammar: an exponent may say anything.
    if not isinstance(exponent, int) or exponent < -_LARGEST or number.adjusted() >= _LARGEST:
        refuse(f"{quoted(number)} has too many digits", where=where, mend="check the number")
    return number


def moment(value: object, where: str) -> Moment:
    """A day, or a day with a time and its zone.

    The day is the one that is written, whatever the offset: it is what people saw on the wall. A
    time in UTC (`Z`) does not tell what that was: many systems send all their times so.

    Raises:
        DocumentError: for a month or a year alone, a time in UTC or without a zone, and anything
            else.

    >>> moment("2026-01-05T23:30:00-05:00", "x").day.isoformat()
    '2026-01-05'
    """
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        if isinstance(value, str) and _PARTIAL.fullmatch(value):
            refuse(f"{shown(value)} names no day", where=where, mend='write one, as "2026-01-05"')
        if isinstance(value, str) and _NO_ZONE.fullmatch(value):
            refuse(
                f"{shown(value)} has a time without a zone, or without seconds",
                where=where,
                mend='write it as in "2026-01-05T09:30:00+01:00"',
            )
        refuse(f"{quoted(value)} is not a date", where=where, mend='write it as in "2026-01-05"')
    # RFC 3339, 4.3: an offset of -00:00 says that the time is in UTC and the place's is not known.
    if str(found["time"]).endswith(("Z", "-00:00")):
        refuse(
            f"{shown(value)} is in UTC: which day it was where the patient is is not known",
            where=where,
            mend='state the zone (--bundle-zone), or write it as in "2026-01-05T09:30:00+01:00"',
        )
    try:
        day = date.fromisoformat(found["day"])
        instant = datetime.fromisoformat(str(value)) if found["time"] else None
    except ValueError:
        refuse(
            f"{shown(value)} is not a day of the calendar, or no time of a day",
            where=where,
            mend="check month, day and time",
        )
    if day.year not in _YEARS:
        refuse(
            f"{shown(value)} is outside {_YEARS.start}–{_YEARS.stop - 1}",
            where=where,
            mend="check the year",
        )
    return Moment(day, instant)
