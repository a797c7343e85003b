"""The languages that a calendar for people can be written in: gettext catalogues beside this file.

A language is a folder ``locale/<code>/LC_MESSAGES`` with a ``printed.mo`` in it, and nothing in the
code. English is what the code says and needs none.
"""

from __future__ import annotations

import gettext
from datetime import date
from decimal import Decimal
from pathlib import Path

from attrs import field, frozen

from regimens.decimals import plain, shown
from regimens.errors import UnknownNameError

__all__ = ["LOCALE", "Language", "as_heading", "language_named", "languages"]

LOCALE = Path(__file__).parent / "locale"
_DOMAIN = "printed"
_SOURCE = "en"


@frozen(kw_only=True)
class Language:
    """One language: its words, its dates and its numbers.

    Args:
        code: Its tag of BCP 47, as ``it``.
        catalogue: Its translations.

    >>> english = language_named("en")
    >>> english.day(date(2026, 1, 5)), english.number(Decimal("71.60"))
    ('Monday 5 January 2026', '71.6')
    """

    code: str
    catalogue: gettext.NullTranslations = field(eq=False, repr=False)

    def gettext(self, message: str, **values: object) -> str:
        """A sentence with its values put in; a brace in a value stays a brace."""
        return self.catalogue.gettext(message).format(**values)

    def pgettext(self, context: str, message: str) -> str:
        """A word that means different things in different places."""
        return self.catalogue.pgettext(context, message)

    def ngettext(self, one: str, several: str, count: int, /, **values: object) -> str:
        """A sentence in the form that a number asks for; the number is put in as ``count``."""
        return self.catalogue.ngettext(one, several, count).format(count=count, **values)

    def term(self, name: str) -> str:
        """A drug's or a phase's name; one that has no translation stays as it is."""
        return self.catalogue.gettext(name) if name else name

    def number(self, value: Decimal) -> str:
        """A number with all its digits and the language's decimal sign, and never another sign."""
        return plain(value).replace(".", self.pgettext("decimal sign", "."))

    @property
    def direction(self) -> str:
        """``ltr``, or ``rtl`` where the language is written from right to left."""
        return self.pgettext("direction of writing: ltr or rtl", "ltr")

    def weekday(self, number: int) -> str:
        """A day of the week, 0 for Monday."""
        names = (
            self.gettext("Monday"),
            self.gettext("Tuesday"),
            self.gettext("Wednesday"),
            self.gettext("Thursday"),
            self.gettext("Friday"),
            self.gettext("Saturday"),
            self.gettext("Sunday"),
        )
        return names[number]

    def month(self, year: int, number: int) -> str:
        """A month with its year, as a heading."""
        names = (
            self.gettext("January"),
            self.gettext("February"),
            self.gettext("March"),
            self.gettext("April"),
            self.gettext("May"),
            self.gettext("June"),
            self.gettext("July"),
            self.gettext("August"),
            self.gettext("September"),
            self.gettext("October"),
            self.gettext("November"),
            self.gettext("December"),
        )
        return self.gettext("{month} {year}", month=names[number - 1], year=year)

    def day(self, day: date) -> str:
        """A date with its weekday, every part of it in words or in full."""
        number = self.pgettext("first day of a month", "1") if day.day == 1 else str(day.day)
        return self.gettext(
            "{weekday} {day} {month}",
            weekday=self.weekday(day.weekday()),
            day=number,
            month=self.month(day.year, day.month),
        )


def as_heading(text: str) -> str:
    """A text that begins with a capital letter.

    >>> as_heading("lunedì 5 gennaio 2026")
    'Lunedì 5 gennaio 2026'
    """
    return text[:1].upper() + text[1:]


def languages(folder: Path = LOCALE) -> tuple[str, ...]:
    """The languages there are: English, and each that has a catalogue.

    >>> languages()
    ('en', 'it')
    """
    found = {path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")}
    return tuple(sorted(found | {_SOURCE}))


def language_named(code: str, folder: Path = LOCALE) -> Language:
    """The language of that tag.

    Raises:
        UnknownNameError: for one that has no catalogue, naming those there are.

    >>> language_named("it").day(date(2026, 1, 5))
    'lunedì 5 gennaio 2026'
    """
    known = languages(folder)
    if code not in known:
        raise UnknownNameError(
            f"{shown(code)} is no language that calendars are written in",
            where="language",
            mend=f"use one of {', '.join(known)}",
        )
    if code == _SOURCE:
        return Language(code=code, catalogue=gettext.NullTranslations())
    with (folder / code / "LC_MESSAGES" / f"{_DOMAIN}.mo").open("rb") as file:
        return Language(code=code, catalogue=gettext.GNUTranslations(file))
