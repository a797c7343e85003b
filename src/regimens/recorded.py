"""What every event may carry, and what it can be about."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import field, frozen

from regimens.decimals import shown
from regimens.errors import HistoryError
from regimens.validation import is_plain_text

__all__ = [
    "Names",
    "Override",
    "Recorded",
    "check_any_names",
    "check_count",
    "check_date",
    "check_names",
    "each_name",
    "names_of",
]

# What an event can be about: a drug, a group, or several of them.
Names = str | tuple[str, ...]


def each_name(names: Names | None) -> tuple[str, ...]:
    """One name or several, as several; none where there is none.

    >>> each_name("cisplatin"), each_name(("cisplatin", "etoposide")), each_name(None)
    (('cisplatin',), ('cisplatin', 'etoposide'), ())
    """
    return (names,) if isinstance(names, str) else names or ()


def names_of(given: Any) -> Names:
    """Names as they are kept: a list as a tuple."""
    return tuple(given) if isinstance(given, list) else given


def check_date(instance: object, attribute: Any, value: Any) -> None:
    """Pass a date without a time, or none.

    Raises:
        HistoryError: for anything else.
    """
    del instance
    if value is not None and type(value) is not date:
        raise HistoryError(
            f"{shown(value)} is not a date", where=attribute.name, mend="give a datetime.date"
        )


def check_count(instance: object, attribute: Any, value: Any) -> None:
    """Pass a whole number from 1, or none.

    Raises:
        HistoryError: for anything else.
    """
    del instance
    if value is not None and (type(value) is not int or value < 1):
        raise HistoryError(
            f"{shown(value)} is no number for {attribute.name!r}",
            where=attribute.name,
            mend="give a whole number from 1",
        )


def _check_text(instance: object, attribute: Any, value: Any) -> None:
    del instance
    if value is not None and not is_plain_text(value):
        raise HistoryError(
            f"{shown(value)} has a control character",
            where=attribute.name,
            mend="write plain text on one line",
        )


def check_any_names(instance: object, attribute: Any, value: Any) -> None:
    """Pass what :func:`check_names` does, or none.

    Raises:
        HistoryError: for anything else.
    """
    if value is not None:
        check_names(instance, attribute, value)


def check_names(instance: object, attribute: Any, value: Any) -> None:
    """Pass one name or several, none of them empty.

    Raises:
        HistoryError: for anything else.
    """
    del instance
    names = value if isinstance(value, tuple) else (value,)
    if not names or not all(isinstance(name, str) and name for name in names):
        raise HistoryError(
            f"{shown(list(value) if isinstance(value, tuple) else value)} names nothing",
            where=attribute.name,
            mend="name a drug, a group, or a list of drugs",
        )


@frozen(kw_only=True)
class Override:
    """A finding that somebody has decided to pass over, and why.

    Args:
        code: The finding's code.
        reason: In words; never empty.

    Raises:
        HistoryError: for an empty reason.

    >>> from regimens import CycleStart
    >>> decided = Override(code="early-start", reason="decided at the ward round")
    >>> CycleStart(cycle=2, on=date(2026, 1, 30), override=decided).override.code
    'early-start'
    """

    code: str
    reason: str = field()

    @reason.validator
    def _is_given(self, attribute: Any, value: str) -> None:
        if not value.strip():
            raise HistoryError(
                "an override without a reason", where="override", mend="write why it is passed over"
            )
        _check_text(self, attribute, value)


@frozen(kw_only=True)
class Recorded:
    """What every event may carry.

    Args:
        id: A name of its own, for corrections.
        recorded: The day it was written down; what follows a dose keeps what was due before it.
        by: Who wrote it down.
        reason: Why it happened.
        override: A finding of this event that is passed over, with the reason.
    """

    id: str | None = field(default=None, validator=_check_text)
    recorded: date | None = field(default=None, validator=check_date)
    by: str | None = field(default=None, validator=_check_text)
    reason: str | None = field(default=None, validator=_check_text)
    override: Override | None = None
