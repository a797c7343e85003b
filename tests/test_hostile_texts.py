"""Bad texts in every place that takes free text, against every format: harmless and not lost."""

from __future__ import annotations

import base64
import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import attrs
import icalendar
import polars as pl
import pypdf
import pytest
from hostile_texts import FORMULAS, TEXTS

from regimens import Calendar, Course, Given, Omission, Patient, RegimensError, catalogue
from regimens.formats.calendars import calendar_csv, calendar_json
from regimens.formats.card import card
from regimens.formats.cells import text_of
from regimens.formats.fhir import FhirVersion, calendar_fhir, fhir_json
from regimens.formats.fhir.texts import visible as fhir_visible
from regimens.formats.nonmem import calendar_nonmem
from regimens.formats.notebook import html
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.pictures.svg import course_svg, regimen_svg
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.glyphs import printable
from regimens.formats.printed.html import calendar_html
from regimens.formats.printed.pdf import calendar_pdf
from regimens.formats.sdtm import calendar_ec, calendar_ex
from regimens.formats.table import calendar_table
from regimens.formats.visible import visible_text
from regimens.validation import is_plain_text

START = date(2026, 1, 5)
PLAIN = "Quixby"
LONG = "x" * 10_000
BAD = (
    *(text for text in TEXTS if text.strip() and text != LONG),
    '"><img src=x onerror=alert(1)>',
    "</style></svg></title><script>alert(1)</script>",
    "]]>&lt;&#0;&amp;<!--",
    "javascript:alert(1)",
    "BEGIN:VEVENT\\nDTSTART;VALUE=DATE:20260101",
    "x\r\nEND:VEVENT\r\nATTENDEE:mailto:a@example.org",
    "x\nSUMMARY:none",
    "$ x $ *b* _i_ `r` #import(1) @ref <label> \\ // no",
    "%PDF-1.7 (\\) endobj",
    "\x1b]0;title\x07\x1b[2J\x9b31m",
    "a\u2066b\u2069\u200e\u061c",
    "x\u2028y\u2029z",
    "a\ufffeb\ufffdc",
    "; DROP TABLE courses; --",
    "../../etc/passwd",
    "%s {0} {text!r} ${x}",
    LONG,
)
PLAIN_BAD = tuple(text for text in BAD if is_plain_text(text))


def _planned(**texts: str) -> tuple[Course, Calendar]:
    """A course with a text in each of the places that are named."""
    regimen = catalogue.get("dcep")
    changed: dict[str, Any] = {}
    if "title" in texts:
        changed["title"] = texts["title"]
    if "rule" in texts:
        changed["no_rule_for"] = (texts["rule"],)
    if "phase" in texts:
        changed["phases"] = tuple(
            attrs.evolve(phase, name=texts["phase"]) for phase in regimen.phases
        )
    course = Course(
        attrs.evolve(regimen, **changed) if changed else regimen,
        Patient(name=texts.get("name"), id=texts.get("id"), height="165 cm", weight="70 kg"),
        start=START,
        cycles=1,
        id=texts.get("course"),
        events=(
            Omission(
                of="cisplatin",
                on=START,
                id=texts.get("event"),
                by=texts.get("by"),
                reason=texts.get("reason"),
            ),
            Given(of="etoposide", on=START),
        ),
    )
    return course, course.plan()


@cache
def _baseline(place: str) -> tuple[Course, Calendar]:
    return _planned(**{place: PLAIN})


# Each format: its texts as another program reads them, and its shape, which no text may change.

Shape = Any
Reader = Callable[[Course, Calendar], tuple[list[str], Shape]]


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.shape: list[tuple[str, tuple[str, ...]]] = []
        self.inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.shape.append((tag, tuple(sorted(name for name, _ in attrs))))

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment", ()))

    def handle_data(self, data: str) -> None:
        self.texts.append(data if self.inside != "style" else "")


def _of_page(text: str) -> tuple[list[str], Shape]:
    page = _Page(text)
    assert not {"script", "img", "iframe", "object"} & {tag for tag, _ in page.shape}
    assert not any(sign in text for sign in "\x00\x1b\u202e\u2066")
    return page.texts, page.shape


def _of_tree(text: str) -> tuple[list[str], Shape]:
    """What stands in a picture; a long text takes more lines, but nothing of another kind."""
    root = ET.fromstring(text)  # noqa: S314 - our own text
    return list(root.itertext()), {(one.tag, tuple(sorted(one.attrib))) for one in root.iter()}


def _of_ics(course: Course, calendar: Calendar) -> tuple[list[str], Shape]:
    del course
    texts, shape = [], []
    issued = datetime(2026, 1, 2, 10, tzinfo=UTC)
    for details in (False, True):
        text = calendar_ics(calendar, issued=issued, details=details)
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert not any(sign < " " and sign not in "\r\n" for sign in text)
        for one in icalendar.Calendar.from_ical(text).walk():
            shape.append([one.name, *one.keys()])
            # icalendar leaves names that begin with X as they are written.
            texts += [
                re.sub(r"\\([,;\\])", r"\1", str(value)) if name.startswith("X-") else str(value)
                for name, value in one.items()
            ]
    return texts, shape


def _strings(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, list | dict):
        for one in values.values() if isinstance(values, dict) else values:
            yield from _strings(one)


def _keys(values: Any) -> Any:
    if isinstance(values, dict):
        return {name: _keys(one) for name, one in values.items()}
    return [_keys(one) for one in values] if isinstance(values, list) else type(values).__name__


def _of_json(text: str) -> tuple[list[str], Shape]:
    assert not any(sign < " " and sign != "\n" for sign in text)
    text.encode()
    values = json.loads(text)
    return list(_strings(values)), _keys(values)


def _attached(texts: list[str]) -> Iterator[str]:
    """The texts of the documents that are attached, byte by byte."""
    for text in texts:
        with contextlib.suppress(ValueError):
            yield from _strings(json.loads(base64.b64decode(text, validate=True)))


def _of_fhir(version: FhirVersion) -> Reader:
    def read(course: Course, _: Calendar) -> tuple[list[str], Shape]:
        texts, shape = _of_json(fhir_json(calendar_fhir(course, version=version)))
        found = []
        for text in texts:
            assert text.strip()  # FHIR's own rule for a string
            if text.startswith("<div"):
                found += list(ET.fromstring(text).itertext())  # noqa: S314 - our own text
            else:
                found.append(text)
        return [*found, *_attached(texts)], shape

    return read


def _of_csv(text: str) -> tuple[list[str], Shape]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    cells = [cell for row in rows for cell in row]
    for cell in cells:
        assert cell.replace(".", "").isdigit() or not cell.startswith(("=", "+", "-", "@", "\t"))
    # The name of a dose has each sign that a name may not have by its number, as URLs do.
    return [text_of(cell) + unquote(text_of(cell)) for cell in cells], [len(row) for row in rows]


def _of_pdf(audience: Audience) -> Reader:
    def read(_: Course, calendar: Calendar) -> tuple[list[str], Shape]:
        reader = pypdf.PdfReader(io.BytesIO(calendar_pdf(calendar, audience=audience)))
        acting = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles"}
        links = [
            note.get_object().get("/A", {}).get("/S")
            for page in reader.pages
            for note in page.get("/Annots", ())
        ]
        shape = (acting & set(reader.root_object), {str(link) for link in links})
        return [page.extract_text() for page in reader.pages], shape

    return read


def _of_lines(text: str) -> tuple[list[str], Shape]:
    """A terminal obeys nothing of it and shows every sign in its place."""
    for line in text.split("\n"):
        assert is_plain_text(line.replace("\u200d", "").replace("\u200c", "")), ascii(line)
    return [text], None


def _of_arrow(_: Course, calendar: Calendar) -> tuple[list[str], Shape]:
    table = pl.from_dataframe(calendar)
    return [str(cell) for row in table.rows() for cell in row], table.shape


READERS: dict[str, Reader] = {
    "json": lambda _, calendar: _of_json(calendar_json(calendar)),
    "csv": lambda _, calendar: _of_csv(calendar_csv(calendar)),
    "arrow": _of_arrow,
    "table": lambda _, calendar: _of_lines(calendar_table(calendar)),
    "card": lambda course, _: _of_lines(card(course.regimen)),
    "html patient": lambda _, calendar: _of_page(calendar_html(calendar)),
    "html pharmacy": lambda _, calendar: _of_page(
        calendar_html(calendar, audience=Audience.PHARMACY)
    ),
    "notebook": lambda _, calendar: _of_page(html(calendar)),
    "ics": _of_ics,
    "svg": lambda _, calendar: _of_tree(course_svg(calendar)),
    "svg of the regimen": lambda course, _: _of_tree(regimen_svg(course.regimen)),
    "fhir R4": _of_fhir(FhirVersion.R4),
    "fhir R5": _of_fhir(FhirVersion.R5),
    "sdtm-ex": lambda _, calendar: _of_csv(calendar_ex(calendar, study="S", subject="1")),
    "sdtm-ec": lambda _, calendar: _of_csv(calendar_ec(calendar, study="S", subject="1")),
    "nonmem": lambda _, calendar: _of_csv(calendar_nonmem(calendar)),
    "pdf patient": _of_pdf(Audience.PATIENT),
    "pdf pharmacy": _of_pdf(Audience.PHARMACY),
}
PLACES = ("name", "id", "course", "event", "reason", "by", "title", "phase", "rule")


def _whole(texts: list[str]) -> str:
    """All texts without white space, at which lines are broken."""
    return "".join("".join(texts).split())


def _spellings(text: str) -> set[str]:
    """How a text may stand there: as it is, or with the numbers of what does not show."""
    seen = visible_text(text)
    in_phones = seen.replace("\\", "⟨U+005C⟩")  # programs read a backslash in several ways
    made = {text, seen, in_phones, fhir_visible(text), printable(text), printable(seen)}
    return {_whole([one]) for one in made}


# Where each format shows what: who, whose course, what was recorded, and the protocol's own words.
# Nobody's name is in a file that goes to a statistician, no reason in one that a patient takes
# home; who recorded an event, and what it is called, stand in the course document, which a FHIR
# bundle has attached.
SHOWN = {
    "json": "name id course title phase rule",
    "csv": "phase",
    "arrow": "phase",
    "table": "name id title phase rule",
    "card": "title phase rule",
    "html patient": "name id title",
    "html pharmacy": "name id reason title phase rule",
    "notebook": "name id title phase rule",
    "ics": "name id title phase",
    "svg": "name id title phase",
    "svg of the regimen": "title phase",
    "fhir R4": "name id course event reason by title phase rule",
    "fhir R5": "name id course event reason by title phase rule",
    "sdtm-ex": "phase",
    "sdtm-ec": "reason phase",
    "nonmem": "",
    "pdf patient": "name id title",
    "pdf pharmacy": "name id reason title phase rule",
}
# What people write, which is refused unless it is one line of signs that show.
WRITTEN = ("name", "id", "event", "reason", "by")


def _marked(place: str, text: str) -> str:
    """A text that can be told from that of another place."""
    return f"{text} {place}zq"


def _takes(place: str, text: str) -> bool:
    """Whether the core lets a text stand there; a phase's name may not hide anything either."""
    if place == "phase":
        with contextlib.suppress(RegimensError):
            return bool(attrs.evolve(catalogue.get("dcep").phases[0], name=_marked(place, text)))
        return False
    return place not in WRITTEN or is_plain_text(text)


@cache
def _with(text: str) -> tuple[tuple[str, ...], Course, Calendar]:
    """The places that take a text, and a course with it in each of them."""
    places = tuple(place for place in PLACES if _takes(place, text))
    return places, *_planned(**{place: _marked(place, text) for place in places})


@cache
def _plain_shape(name: str, places: tuple[str, ...]) -> Shape:
    return READERS[name](*_planned(**{place: _marked(place, PLAIN) for place in places}))[1]


def _check(name: str, text: str) -> None:
    """The format reads as it does with a plain text, and shows the bad one where it shows it."""
    places, course, calendar = _with(text)
    texts, shape = READERS[name](course, calendar)
    assert shape == _plain_shape(name, places)
    said = _whole(texts).casefold()
    for place in SHOWN[name].split():
        if place in places:
            spellings = {one.casefold() for one in _spellings(_marked(place, text))}
            assert any(one in said for one in spellings), (place, ascii(text[:80]))


@pytest.mark.parametrize("name", [name for name in READERS if not name.startswith("pdf")])
@pytest.mark.parametrize("text", BAD, ids=lambda text: ascii(text[:20]))
def test_bad_texts_are_harmless_and_not_lost(name: str, text: str) -> None:
    """In every place: the same elements, lines, cells and keys as with a plain text; all shown."""
    _check(name, text)


# A PDF takes a second: all short texts stand in one, which is then also a long one.
@pytest.mark.parametrize("name", [name for name in READERS if name.startswith("pdf")])
@pytest.mark.parametrize(
    "text",
    [" ¦ ".join(one for one in PLAIN_BAD if len(one) < 100), "\x1b[31ma\u202eb\x00c\ufffe"],
    ids=["all of one line", "hidden"],
)
def test_bad_texts_are_harmless_and_not_lost_in_a_pdf(name: str, text: str) -> None:
    """Nothing of it is run or laid out, and pypdf reads all of it."""
    _check(name, text)


@pytest.mark.parametrize("name", [name for name in READERS if name.startswith("pdf")])
def test_10_000_characters_go_over_as_many_pages_as_they_need(name: str) -> None:
    """Every one of them in every place that is shown, between the feet and heads of the pages."""
    places, course, calendar = _with(LONG)
    texts, _ = READERS[name](course, calendar)
    shown = [place for place in SHOWN[name].split() if place in places]
    assert _whole(texts).count("x") >= len(LONG) * len(shown)


@pytest.mark.parametrize("place", WRITTEN)
def test_what_does_not_show_is_refused_where_people_write(place: str) -> None:
    """Line breaks, control characters and marks that turn the writing: one line that names it."""
    hidden = [text for text in BAD if not is_plain_text(text)]
    assert len(hidden) > 10
    for text in hidden:
        with pytest.raises(RegimensError) as caught:
            _planned(**{place: text})
        assert "control character" in str(caught.value)
        assert str(caught.value).isprintable()


def test_formulas_of_every_kind_are_among_the_texts() -> None:
    """So that the tables are tried with all that spreadsheets take for one."""
    assert {text for text in FORMULAS if text.strip()} <= set(BAD)
