"""The printable calendar as PDF, and its pages as pictures: the same bytes for the same course."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrs import asdict

from regimens.calendars import Calendar
from regimens.decimals import shown
from regimens.errors import DocumentError, UnknownNameError
from regimens.formats.languages import LOCALE, language_named
from regimens.formats.printed.contents import Audience, Month, PrintedCalendar
from regimens.formats.printed.glyphs import FONTS, printable
from regimens.formats.printed.printing import printed_calendar

if TYPE_CHECKING:
    from typst import PDFStandard

__all__ = ["PAPERS", "calendar_pages", "calendar_pdf", "printed_pdf"]

# By our names for them, what typst calls them.
PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}
_STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]  # to be archived, and to be read aloud
_LONGEST_IN_HEAD = 140
_TEMPLATE = Path(__file__).parent / "sheets" / "calendar.typ"


def calendar_pdf(
    calendar: Calendar,
    *,
    audience: Audience = Audience.PATIENT,
    language: str = "en",
    paper: str = "a4",
    locale: Path = LOCALE,
) -> bytes:
    """A calendar as a PDF to be printed, with the words of :func:`printed_calendar`.

    Args:
        calendar: The calendar; every one of its doses is in it once.
        audience: For whom it is printed: a grid for each month for the patient, rows with their
            workings for the pharmacy.
        language: In which language, as ``it``.
        paper: ``"a4"`` or ``"letter"``.
        locale: The folder of the languages.

    Raises:
        UnknownNameError: for a language or a paper that there is not, naming those there are.
        DocumentError: without the extra, or if it cannot be set.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(name="A. Example", height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5), cycles=1).plan()
    >>> calendar_pdf(plan)[:8]
    b'%PDF-1.7'
    """
    printed = printed_calendar(calendar, audience=audience, language=language, locale=locale)
    return printed_pdf(printed, made=_made(calendar), paper=paper, locale=locale)


def calendar_pages(
    calendar: Calendar,
    *,
    audience: Audience = Audience.PATIENT,
    language: str = "en",
    paper: str = "a4",
    locale: Path = LOCALE,
) -> tuple[str, ...]:
    """The pages of :func:`calendar_pdf` as SVG pictures, in their order, on white.

    Every letter is drawn as a shape: a program that reads aloud finds no text in them, so that
    whoever shows one has to say in words what is on it.

    Args:
        calendar: The calendar.
        audience: For whom it is printed, as of the PDF.
        language: In which language, as ``it``.
        paper: ``"a4"`` or ``"letter"``.
        locale: The folder of the languages.

    Raises:
        UnknownNameError: for a language or a paper that there is not, naming those there are.
        DocumentError: without the extra, or if it cannot be set.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(name="A. Example", height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5), cycles=1).plan()
    >>> first, january = calendar_pages(plan)
    >>> first[:4]
    '<svg'
    """
    printed = printed_calendar(calendar, audience=audience, language=language, locale=locale)
    pages = _set(printed, _made(calendar), paper, locale, "svg")
    return tuple(page.decode() for page in pages)


def _made(calendar: Calendar) -> date:
    """The day that a file gives as its own: the day as of which it holds, or the first."""
    return calendar.as_of or calendar.start


def printed_pdf(
    printed: PrintedCalendar, *, made: date, paper: str = "a4", locale: Path = LOCALE
) -> bytes:
    """What a printable calendar says, as a PDF.

    Args:
        printed: What it says.
        made: The day that the file gives as its own; no clock is read.
        paper: ``"a4"`` or ``"letter"``.
        locale: The folder of the languages.

    Raises:
        UnknownNameError: for a paper that there is not, naming those there are.
        DocumentError: without the extra, or if it cannot be set.
    """
    (whole,) = _set(printed, made, paper, locale, "pdf")
    return whole


def _set(
    printed: PrintedCalendar, made: date, paper: str, locale: Path, form: Literal["pdf", "svg"]
) -> list[bytes]:
    """What typst makes of it: one file, or a picture a page."""
    if paper not in PAPERS:
        raise UnknownNameError(
            f"{shown(paper)} is no paper that calendars are printed on",
            where="paper",
            mend=f"use one of {', '.join(PAPERS)}",
        )
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError:
        raise DocumentError(
            "calendars as PDF need another library",
            where="typst",
            mend='pip install "regimens[pdf]"',
        ) from None
    words = language_named(printed.language, locale)
    pages = words.gettext("{number} of {count}", number="{number}", count="{count}")
    values = {**_values(printed), "pages": pages, "document": _document(printed, made, paper)}
    try:
        # By its types it never makes a list, as it does of several pictures.
        done: bytes | list[bytes] = typst.compile(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            font_paths=typst.Fonts(include_system_fonts=False),
            format=form,
            sys_inputs={"calendar": json.dumps(values)},
            pdf_standards=_STANDARDS if form == "pdf" else [],
        )
    except typst.TypstError as error:
        what = " ".join(error.message.split())
        raise DocumentError(
            f"typst cannot set this calendar ({what})", where="pdf", mend="print it as HTML"
        ) from None
    return done if isinstance(done, list) else [done]


def _document(printed: PrintedCalendar, made: date, paper: str) -> dict[str, Any]:
    """What the file says of itself, and how it is set."""
    code, _, region = printed.language.partition("-")
    return {
        "title": printable(f"{printed.title}: {printed.regimen}"),
        "year": made.year,
        "month": made.month,
        "day": made.day,
        "paper": PAPERS[paper],
        "language": code,
        "region": region or None,
        "fonts": FONTS,
    }


def _values(printed: PrintedCalendar) -> dict[str, Any]:
    """What a calendar says: every text printable, every other value as it is."""
    values: dict[str, Any] = asdict(printed, value_serializer=_value)
    return {
        **values,
        "months": [_month(month) for month in printed.months],
        "running": {"regimen": _head(printed.regimen), "owner": _head(printed.owner)},
    }


def _month(month: Month) -> dict[str, Any]:
    """A month with the number of each day, and with its days as rows."""
    values: dict[str, Any] = asdict(month, value_serializer=_value)
    for week, places in zip(values["weeks"], month.weeks, strict=True):
        for day, place in zip(week["days"], places.days, strict=True):
            if place is not None:
                day["number"] = place.date.day
    return {**values, "days": [asdict(day, value_serializer=_value) for day in month.days()]}


def _value(_: object, __: object, value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _head(text: str) -> str:
    """A text for the head of every page: a long one has its middle left out, never its end.

    The first page has it whole; the end of a patient's name is the number.
    """
    shown = printable(text)
    part = _LONGEST_IN_HEAD
    while len(shown) > _LONGEST_IN_HEAD and part:
        part -= 1
        shown = printable(f"{text[: part // 2]} … {text[len(text) - part // 2 :]}")
    return shown
