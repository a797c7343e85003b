"""What the functions here are given, held against what they take before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from hypothesis import strategies as st

from regimens.amounts import Amount
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import RegimensError, UnknownNameError
from regimens.findings import SEVERITIES
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen

__all__ = [
    "calendar_of",
    "check_is",
    "check_switches",
    "check_whole",
    "codes",
    "functions",
    "members",
]

_Member = TypeVar("_Member", bound=Enum)
_Item = TypeVar("_Item")
# What each kind is called, and how one is had.
_KINDS: Mapping[type, tuple[str, str]] = MappingProxyType(
    {
        Regimen: ("regimen", 'give one, such as catalogue.get("dcep")'),
        Course: ("course", "give one, such as Course(regimen, patient, start=day)"),
        Calendar: ("calendar", "give one, such as course.plan()"),
        Patient: ("patient", 'give one, such as Patient(height="165 cm", weight="70 kg")'),
        Policy: ("policy", "give one, such as Policy()"),
        Amount: ("amount", 'give one, such as regimens.amounts.amount("400 mg")'),
        date: ("date", "give a datetime.date"),
        Decimal: ("decimal", 'give one, such as Decimal("170.5")'),
        str: ("text", "give one"),
        st.SearchStrategy: ("strategy", "give one, such as hypothesis.strategies.just(value)"),
    }
)


def _quoted(value: object) -> str:
    """A value on one line, whatever it prints."""
    return " ".join(shown(value).split())


def check_is(where: str, value: object, *kinds: type) -> None:
    """Refuse what is of none of some kinds.

    Args:
        where: The argument's name.
        value: What it was given.
        kinds: What it takes, first what the message says how to get; `NoneType` where it may be
            left out.

    Raises:
        RegimensError: naming the argument.

    >>> check_is("regimen", "dcep", Regimen, st.SearchStrategy)
    Traceback (most recent call last):
    regimens.errors.RegimensError: regimen: 'dcep' is no regimen and no strategy; give one, \
such as catalogue.get("dcep")
    """
    if not isinstance(value, kinds) or isinstance(value, datetime):
        named = [_KINDS[kind] for kind in kinds if kind in _KINDS]
        what = " and no ".join(name for name, _ in named)
        raise RegimensError(f"{_quoted(value)} is no {what}", where=where, mend=named[0][1])


def check_switches(**switches: object) -> None:
    """Refuse what is neither True nor False, such as a word, which would count as True.

    Raises:
        RegimensError: naming the argument.

    >>> check_switches(areas=False, refusing="no")
    Traceback (most recent call last):
    regimens.errors.RegimensError: refusing: 'no' is neither True nor False; give one of them
    """
    for where, value in switches.items():
        if not isinstance(value, bool):
            raise RegimensError(
                f"{_quoted(value)} is neither True nor False", where=where, mend="give one of them"
            )


def check_whole(where: str, value: object, at_least: int | None = None) -> None:
    """Refuse what is no whole number, or is below the least.

    Raises:
        RegimensError: naming the argument.

    >>> check_whole("most", -1, 0)
    Traceback (most recent call last):
    regimens.errors.RegimensError: most: -1 is no whole number of 0 or more; give one
    """
    if type(value) is not int or (at_least is not None and value < at_least):
        least = "" if at_least is None else f" of {at_least} or more"
        raise RegimensError(
            f"{_quoted(value)} is no whole number{least}", where=where, mend="give one"
        )


def _listed(where: str, values: Iterable[_Item]) -> tuple[_Item, ...]:
    """Several things; a single one is refused, and a text, which would be taken sign by sign."""
    given: object = values
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise RegimensError(f"{_quoted(given)} is no list", where=where, mend="give it in one, […]")
    return tuple(values)


def members(
    where: str, values: Iterable[_Member], kind: type[_Member], *, or_none: bool = False
) -> tuple[_Member, ...]:
    """Some members of an enumeration, as they were given.

    Args:
        where: The argument's name.
        values: What it was given.
        kind: The enumeration.
        or_none: Whether there may be none of them, so that nothing is drawn.

    Raises:
        RegimensError: for a single one, and for none, from which nothing can be drawn.
        UnknownNameError: for what is no member: passed over, it would not be drawn, untold.

    >>> from regimens.amounts import Basis
    >>> members("bases", ["m²"], Basis)
    Traceback (most recent call last):
    regimens.errors.UnknownNameError: bases: 'm²' is none of Basis; use them, such as Basis.FLAT
    """
    found = _listed(where, values)
    example = next(iter(kind))
    if not found and not or_none:
        raise RegimensError("none is given", where=where, mend=f"use some of {kind.__name__}")
    for one in found:
        if not isinstance(one, kind):
            raise UnknownNameError(
                f"{_quoted(one)} is none of {kind.__name__}",
                where=where,
                mend=f"use them, such as {example}",
            )
    return found


def functions(where: str, values: Iterable[_Item], *besides: type) -> tuple[_Item, ...]:
    """Functions of a caller's own, each asked for by itself.

    Args:
        where: The argument's name.
        values: What it was given.
        besides: What else may stand among them.

    Raises:
        RegimensError: for a function that is not in a list, and for what is no function.

    >>> functions("rules", len)
    Traceback (most recent call last):
    regimens.errors.RegimensError: rules: <built-in function len> is no list; give it in one, […]
    """
    found = _listed(where, values)
    for one in found:
        if not callable(one) and not isinstance(one, besides):
            raise RegimensError(f"{_quoted(one)} is no function", where=where, mend="give one")
    return found


def codes(where: str, values: Iterable[str]) -> tuple[str, ...]:
    """Codes of findings.

    Raises:
        RegimensError: for a single one.
        UnknownNameError: for what is no code: nothing would be allowed by it, untold.

    >>> codes("allow_findings", ["fraction-not-alowed"])
    Traceback (most recent call last):
    regimens.errors.UnknownNameError: allow_findings: 'fraction-not-alowed' is no code of a \
finding; use one of docs/reference/findings.md
    """
    found = _listed(where, values)
    for one in found:
        if one not in SEVERITIES:
            raise UnknownNameError(
                f"{_quoted(one)} is no code of a finding",
                where=where,
                mend="use one of docs/reference/findings.md",
            )
    return found


def calendar_of(of: Course | Calendar) -> Calendar:
    """The calendar that something is drawn for, planned where it is not yet.

    Raises:
        RegimensError: for what is neither, and for a course that cannot be planned.
    """
    check_is("of", of, Course, Calendar)
    return of.plan() if isinstance(of, Course) else of
