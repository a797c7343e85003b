"""A calendar as one web page for printing: for a patient, or for the pharmacy and the ward.

The page is built as a tree, so that no text can become markup; it has no scripts and asks for no
other file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from regimens.calendars import Calendar
from regimens.formats.languages import LOCALE
from regimens.formats.printed.contents import Audience, Fact, Pharmacy, PrintedCalendar, WorkedDose
from regimens.formats.printed.html_style import page_style
from regimens.formats.printed.html_tables import add, dose_table, month_table, simple_table
from regimens.formats.printed.printing import printed_calendar

__all__ = ["calendar_html", "printed_html"]


def calendar_html(
    calendar: Calendar,
    *,
    audience: Audience = Audience.PATIENT,
    language: str = "en",
    locale: Path = LOCALE,
) -> str:
    """A calendar as one self-contained page of HTML.

    Args:
        calendar: The calendar.
        audience: For whom it is printed.
        language: In which language, as ``it``.
        locale: The folder of the languages.

    Raises:
        UnknownNameError: for a language that has no catalogue, naming those there are.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(name="A. Example", height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5), cycles=1).plan()
    >>> calendar_html(plan).splitlines()[:2]
    ['<!DOCTYPE html>', '<html lang="en" dir="ltr">']
    """
    return printed_html(
        printed_calendar(calendar, audience=audience, language=language, locale=locale)
    )


def printed_html(printed: PrintedCalendar) -> str:
    """What a printable calendar says, as a page of HTML."""
    page = Element("html", lang=printed.language, dir=printed.direction)
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    title = f"{printed.title}: {printed.owner}" if printed.owner else printed.title
    add(head, "title", title)
    add(head, "style", page_style(printed))
    body = SubElement(page, "body", {"class": printed.audience.value})
    add(body, "a", printed.headings.skip, "skip", href="#days")
    _header(body, printed)
    main = SubElement(body, "main")
    if printed.stop:
        add(_section(main, "stop", printed.headings.stop), "p", printed.stop)
    if printed.pharmacy is not None:
        _findings(main, printed, printed.pharmacy)
    about = SubElement(main, "div", {"class": "about"})
    _list(about, "first", printed.headings.first, printed.first)
    _marks(about, printed)
    _list(about, "notes", printed.headings.notes, printed.notes)
    _totals(about, printed)
    if printed.pharmacy is not None:
        _cycles(main, printed, printed.pharmacy)
    _months(main, printed)
    if printed.pharmacy is not None:
        _worked(main, printed, printed.pharmacy)
        _policy(main, printed, printed.pharmacy)
    add(SubElement(body, "footer"), "p", printed.check, "check")
    indent(page, space="")
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode', method='html')}\n"


def _header(body: Element, printed: PrintedCalendar) -> None:
    header = SubElement(body, "header")
    add(header, "h1", printed.title)
    add(header, "p", printed.regimen, "regimen", lang="en")
    _facts(header, printed.patient, "patient-line")
    add(header, "p", printed.holds, "holds")
    add(header, "p", printed.check, "check")


def _facts(parent: Element, facts: Iterable[Fact], kind: str) -> None:
    terms = SubElement(parent, "dl", {"class": kind})
    for fact in facts:
        pair = SubElement(terms, "div")
        add(pair, "dt", fact.label)
        add(pair, "dd", fact.value, "" if fact.value else "blank")


def _section(main: Element, name: str, heading: str) -> Element:
    section = SubElement(
        main, "section", {"id": name, "class": name, "aria-labelledby": f"{name}-heading"}
    )
    add(section, "h2", heading, id=f"{name}-heading")
    return section


def _list(main: Element, name: str, heading: str, texts: Sequence[str]) -> None:
    if not texts:
        return
    items = SubElement(_section(main, name, heading), "ul")
    for text in texts:
        add(items, "li", text)


def _months(main: Element, printed: PrintedCalendar) -> None:
    section = _section(main, "days", printed.headings.months)
    for month in printed.months:
        if month.gap:
            add(section, "p", month.gap, "gap")
        if printed.audience is Audience.PATIENT:
            month_table(section, month, printed)
        else:
            dose_table(section, month, printed)


def _marks(main: Element, printed: PrintedCalendar) -> None:
    if printed.marks:
        _facts(_section(main, "marks", printed.headings.marks), printed.marks, "meanings")


def _totals(main: Element, printed: PrintedCalendar) -> None:
    if not printed.totals:
        return
    own = printed.headings
    section = _section(main, "totals", own.totals)
    heads = [own.drug, own.number_of_doses, own.total]
    rows = [[one.drug, one.doses, one.amount] for one in printed.totals]
    if any(one.conditional for one in printed.totals):
        heads.append(own.conditional)
        for row, one in zip(rows, printed.totals, strict=True):
            row.append(one.conditional)
    simple_table(section, own.totals, heads, rows)


def _findings(main: Element, printed: PrintedCalendar, own: Pharmacy) -> None:
    if not own.findings:
        return
    items = SubElement(_section(main, "findings", printed.headings.findings), "ul")
    for one in own.findings:
        item = SubElement(items, "li", {"class": one.severity.value})
        add(item, "strong", one.severity_text)
        add(item, "code", one.code, lang="en")
        add(item, "span", one.message, "message", lang="en")
        if one.source:
            add(item, "cite", one.source, lang="en")


def _cycles(main: Element, printed: PrintedCalendar, own: Pharmacy) -> None:
    words = printed.headings
    section = _section(main, "cycles", words.cycles)
    heads = [words.cycle, words.start, words.planned, words.delay, words.remarks]
    rows = [
        [one.name, one.start, one.planned, one.delay, "; ".join(one.notes)] for one in own.cycles
    ]
    simple_table(section, words.cycles, heads, rows)


def _worked(main: Element, printed: PrintedCalendar, own: Pharmacy) -> None:
    section = _section(main, "worked", printed.headings.worked)
    for dose in own.worked:
        _working(section, dose, printed)


def _working(section: Element, dose: WorkedDose, printed: PrintedCalendar) -> None:
    words = printed.headings
    part = SubElement(section, "div", {"class": "working", "id": f"working-{dose.number}"})
    add(part, "h3", f"{dose.number}. {dose.drug} {dose.amount}")
    add(part, "p", dose.places)
    rows = [[step.name, step.formula, step.result, step.source] for step in dose.steps]
    simple_table(
        part,
        f"{words.worked}: {dose.drug} {dose.amount}",
        [words.step, words.arithmetic, words.result, words.source],
        rows,
        language="en",
    )


def _policy(main: Element, printed: PrintedCalendar, own: Pharmacy) -> None:
    words = printed.headings
    section = _section(main, "policy", words.policy)
    add(section, "p", own.policy, lang="en")
    facts = (
        Fact(label=words.regimen, value=own.regimen_id),
        Fact(label=words.revision, value=own.revision),
        Fact(label=words.digest, value=own.digest),
    )
    _facts(section, facts, "versions")
