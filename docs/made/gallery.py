"""What the gallery shows: pictures and calendars of invented patients, made from their courses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.formats.courses import course_from
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.pictures.svg import course_svg
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.html import calendar_html
from regimens.formats.printed.pdf import calendar_pages, calendar_pdf
from regimens.formats.reading import read_path

__all__ = ["FOLDER", "on_a_phone", "sheet", "shown"]

FOLDER = Path(__file__).parent.parent / "gallery"
_ISSUED = datetime(2025, 12, 29, 10, tzinfo=UTC)
_PHONE = 390, 780  # wide and high
_XHTML = "http://www.w3.org/1999/xhtml"


def shown() -> dict[Path, bytes]:
    """Every file of the gallery that is made, by its path."""
    return {FOLDER / name: content for name, content in _files()}


def _files() -> Iterator[tuple[str, bytes]]:
    """What the commands of the page write, then what is a page of it as a picture."""
    anna, later = _course("anna"), _course("anna-later")
    plan, since = anna.plan(), later.plan()
    yield "anna.svg", course_svg(anna).encode()
    yield "anna-two-cycles.svg", course_svg(attrs.evolve(later, cycles=2)).encode()
    yield "anna.html", calendar_html(plan).encode()
    yield "anna.pdf", calendar_pdf(plan)
    yield "anna-later.html", calendar_html(since).encode()
    yield "anna.ics", calendar_ics(plan, issued=_ISSUED).encode()
    yield "anna-january.svg", sheet(calendar_pages(plan)[1])
    yield "anna-february.svg", sheet(calendar_pages(since)[2])
    yield "anna-on-a-phone.svg", on_a_phone(calendar_html(plan))
    yield from _italian(_course("bruno").plan())
    yield from _for_the_pharmacy(_course("cleo").plan())


def _italian(plan: Calendar) -> Iterator[tuple[str, bytes]]:
    yield "bruno.pdf", calendar_pdf(plan, language="it")
    yield "bruno-gennaio.svg", sheet(calendar_pages(plan, language="it")[1])


def _for_the_pharmacy(plan: Calendar) -> Iterator[tuple[str, bytes]]:
    audience = Audience.PHARMACY
    yield "cleo.pdf", calendar_pdf(plan, audience=audience)
    yield "cleo.html", calendar_html(plan, audience=audience).encode()
    _, doses, workings = calendar_pages(plan, audience=audience)
    yield "cleo-doses.svg", sheet(doses)
    yield "cleo-workings.svg", sheet(workings)


def _course(name: str) -> Course:
    return course_from(read_path(str(FOLDER / f"{name}.json")))


def sheet(page: str) -> bytes:
    """A page of a PDF as a picture of half the size: short names, two decimals, no defaults.

    Two decimals of a point are 0.004 mm. No number but those of places and shapes is touched.
    """
    names = dict.fromkeys(re.findall(r'<symbol id="(\w+)"', page))
    short = {name: f"g{place}" for place, name in enumerate(names)}
    page = re.sub(r'(?<=[#"])g\w+(?=")', lambda found: short[found[0]], page)
    page = re.sub(r'(?<= (?:d|x)=")[^"]+|(?<= transform=")[^"]+', _two_decimals, page)
    page = re.sub(r'(?<= d=")[^"]+', _without_spaces, page)
    page = page.replace(' fill="#000000" fill-rule="nonzero"', "")
    page = page.replace(' x="0"', "").replace(' y="0"', "")
    return re.sub(r'<g transform="[^"]*"/>', "", page).encode()


def _two_decimals(numbers: re.Match[str]) -> str:
    return re.sub(
        r"\d+\.\d+", lambda one: f"{Decimal(one[0]):.2f}".rstrip("0").rstrip("."), numbers[0]
    )


def _without_spaces(shape: re.Match[str]) -> str:
    """Beside a letter or a sign none is needed."""
    return re.sub(r"(?<=[a-zA-Z]) | (?=[-a-zA-Z])", "", shape[0])


def on_a_phone(page: str) -> bytes:
    """The first month of an HTML calendar as a phone shows it, as a picture."""
    wide, high = _PHONE
    style = page.partition("<style>")[2].partition("</style>")[0]
    start = page.index('<section id="days"')
    month = page[page.index("<table", start) : page.index("</table>", start)] + "</table>"
    month = re.sub(r"<col ([^>]*)>", r"<col \1/>", month)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}">\n<style>{style}</style>\n'
        '<defs><linearGradient id="on" x2="0" y2="1"><stop offset="0" stop-color="#fff" '
        'stop-opacity="0"/><stop offset="1" stop-color="#fff"/></linearGradient></defs>\n'
        f'<rect width="{wide}" height="{high}" fill="#fff"/>\n'
        f'<foreignObject width="{wide}" height="{high}">'
        f'<body xmlns="{_XHTML}" class="patient"><main>{month}</main></body></foreignObject>\n'
        f'<rect y="{high - 90}" width="{wide}" height="90" fill="url(#on)"/>\n'
        f'<rect x="1" y="1" width="{wide - 2}" height="{high - 2}" rx="12" fill="none" '
        'stroke="#8d979e" stroke-width="2"/>\n</svg>\n'
    )
    ET.fromstring(svg)  # noqa: S314 - made here: what is not well-formed is shown by no browser
    return svg.encode()
