"""The calendar as PDF: the numbers of the JSON calendar, tagged, harmless whatever the texts."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import cycle, pairwise, takewhile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pypdf
import pytest
import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Discontinuation,
    DoseChange,
    Given,
    Omission,
    Patient,
    Policy,
    Postponement,
    catalogue,
)
from regimens.errors import DocumentError, UnknownNameError
from regimens.formats.calendars import calendar_document
from regimens.formats.printed import glyphs
from regimens.formats.printed.contents import Audience, Entry, PrintedCalendar
from regimens.formats.printed.glyphs import FONTS, printable
from regimens.formats.printed.pdf import PAPERS, calendar_pdf, printed_pdf
from regimens.formats.printed.printing import printed_calendar

PATIENT = Patient(
    name="A. Example",
    id="H-1234567",
    sex="female",
    born=date(1961, 5, 4),
    height="165 cm",
    weight="70 kg",
)
START = date(2026, 1, 5)
BOTH = pytest.mark.parametrize("audience", Audience)
MONTHS = [date(2026, number, 1).strftime("%B") for number in range(1, 13)]


@cache
def _plan(name: str, until: date | None = None) -> Calendar:
    return Course(catalogue.get(name), PATIENT, start=START, until=until).plan()


@cache
def _eventful() -> Calendar:
    """A course in which a dose has each status, and some have moved."""
    course = Course(
        catalogue.get("dara-dcep"), PATIENT, start=START, as_of=date(2026, 2, 20),
        policy=Policy(rounding="dispensable"),
    )  # fmt: skip
    course = course.record(Given(of="cyclophosphamide", on=START, dose="700 mg"))
    course = course.record(Omission(of="cisplatin", on=date(2026, 1, 7), reason="vomiting"))
    course = course.record(
        Postponement(of="daratumumab", on=date(2026, 1, 19), to=date(2026, 1, 21), reason="snow")
    )
    course = course.record(
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12), reason="neutropenia")
    )
    course = course.record(
        DoseChange(of="DCEP", to="0.7", phase="induction", cycle=2, reason="low counts")
    )
    course = course.record(Discontinuation(of="pegteograstim", on=date(2026, 2, 14), reason="rash"))
    return course.plan()


def _pages(pdf: bytes) -> list[str]:
    """The text of each page, its runs of white space as one space."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


# The numbers


def _where(row: Mapping[str, Any], phases: int) -> str:
    place = f"cycle {row['cycle']}, day {row['day']}"
    return f"{row['phase'].capitalize()}, {place}" if phases > 1 else place.capitalize()


def _doses_of(text: str, drugs: Sequence[str]) -> list[str]:
    """Each drug with its amount, as they follow each other."""
    names = "|".join(sorted(map(re.escape, set(drugs)), key=len, reverse=True))
    return re.findall(rf"(?<![\w-])(?:{names}) (?:up to )?[\d.]+ (?:mg|mcg|units)", text)


def _amount(row: Mapping[str, Any]) -> str:
    return f"{row['drug']} {row['dose']} {row['unit']}"


def _days_text(pages: Sequence[str]) -> str:
    """The pages as one text, from the first month on, up to what follows the months."""
    text = " ".join(pages)
    text = text.partition("How each dose comes about")[0]
    return text[re.search(rf"(?:{'|'.join(MONTHS)}) \d{{4}} (?:Monday|• )", text).start() :]  # type: ignore[union-attr]


@BOTH
@pytest.mark.parametrize(
    ("name", "until", "paper"),
    [
        ("dcep", None, "a4"),
        ("vtd-pace", None, "letter"),
        ("dara-dcep", None, "a4"),
        ("optimum", date(2027, 3, 1), "letter"),
        ("talquetamab-weekly", date(2026, 6, 1), "a4"),
    ],
)
def test_it_has_the_doses_of_the_json_calendar(
    name: str, until: date | None, paper: str, audience: Audience
) -> None:
    """Every dose of the JSON calendar stands in the PDF once, in order, under its date."""
    calendar = _plan(name, until)
    rows = calendar_document(calendar)["administrations"]
    text = _days_text(_pages(calendar_pdf(calendar, audience=audience, paper=paper)))
    assert _doses_of(text, [row["drug"] for row in rows]) == [_amount(row) for row in rows]
    phases, at, before = len(calendar.regimen.phases), 0, ""
    for row in rows:
        if row["date"] != before:
            day = date.fromisoformat(row["date"])
            month = f"{MONTHS[day.month - 1]} {day.year}"
            if audience is Audience.PATIENT and row["date"][:7] != before[:7]:
                at = text.index(f"{month} Monday Tuesday", at)
            shown = day.day if audience is Audience.PATIENT else f"{day:%A} {day.day} {month}:"
            at = text.index(f" {shown} {_where(row, phases)}", at)
            before = row["date"]
        at = text.index(_amount(row), at) + 1


@BOTH
def test_every_mark_is_said_in_words(audience: Audience) -> None:
    """What has become of a dose is said in words, and there is no colour at all."""
    pdf = calendar_pdf(_eventful(), audience=audience)
    text = " ".join(_pages(pdf))
    rows = calendar_document(_eventful())["administrations"]
    words = {
        "given": "Given",
        "omitted": "Left out: not to be given",
        "discontinued": "Stopped: not to be given",
        "unconfirmed": "Not recorded",
        "conditional": "Only if confirmed",
    }
    for status, mark in words.items():
        wanted = sum(row["status"] == status for row in rows)
        marked = re.findall(rf"{mark} (?=[a-z])" if audience is Audience.PATIENT else mark, text)
        assert wanted
        assert len(marked) >= wanted, status
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        content = page.get_contents()
        assert content is not None
        colours = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", content.get_data())
        assert all(red == green == blue for red, green, blue in colours)


@BOTH
@pytest.mark.parametrize("language", ["en", "it"])
def test_no_text_of_the_content_is_left_out(audience: Audience, language: str) -> None:
    """Every text of the printed calendar stands in the PDF, in each language."""
    printed = printed_calendar(_eventful(), audience=audience, language=language)
    pages = _pages(printed_pdf(printed, made=START))
    seen = "".join("".join(pages).split())
    wanted = attrs.evolve(
        printed,
        headings=attrs.evolve(printed.headings, skip="", months="", day="", stop=""),
        language="",
        direction="",
        months=(),
    )
    days = tuple((month.title, month.gap, month.days()) for month in printed.months)
    unused = _unused(audience)
    for path, text in _texts((wanted, days)):
        if path.rpartition(".")[2] not in unused:
            assert "".join(text.split()) in seen, path


def _unused(audience: Audience) -> set[str]:
    """The fields of days and headings that one of the layouts shows in another way."""
    if audience is Audience.PHARMACY:
        return {"weekday", "weekdays", "date"}
    return {
        "text", "weekday", "date", "written", "reduced", "calculated", "as_planned", "route",
        "dose", "made_of", "status", "working", "given", "findings", "cycles", "cycle", "start",
        "planned", "delay", "remarks", "worked", "step", "arithmetic", "result", "source",
        "policy", "regimen", "revision", "digest",
    }  # fmt: skip


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a value of attrs classes and tuples, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, path)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name), f"{path}.{field.name}")


# Every page


@BOTH
def test_no_page_is_anonymous(audience: Audience) -> None:
    """Every page names the regimen and the patient, says as of when it holds, and is counted."""
    pages = _pages(calendar_pdf(_eventful(), audience=audience))
    for number, page in enumerate(pages, start=1):
        assert _eventful().regimen.title in page
        assert "A. Example, H-1234567" in page
        assert "As of Friday 20 February 2026." in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Check independently before use" in page


def test_a_patient_without_a_name_has_a_line_for_it() -> None:
    """Where no name is recorded, every page has a place to write it."""
    course = Course(
        catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), start=START, cycles=1
    )
    assert all("Name:" in page for page in _pages(calendar_pdf(course.plan())))


@BOTH
def test_a_calendar_that_must_not_be_used_says_so_on_every_page(audience: Audience) -> None:
    """A violation is loud in the head of every page."""
    course = Course(catalogue.get("dara-dcep"), PATIENT, start=START)
    calendar = course.record(CycleStart(phase="induction", cycle=2, on=date(2026, 1, 26))).plan()
    assert calendar.violated
    for page in _pages(calendar_pdf(calendar, audience=audience)):
        assert "Not cleared for use: " in page


def test_a_month_goes_on_under_its_name() -> None:
    """A page that goes on with a month has the month's name in its head."""
    printed = printed_calendar(_plan("optimum", date(2026, 3, 1)))
    many = _with_entries(printed, 30)
    pages = _pages(printed_pdf(many, made=START))
    going_on = [page for page in pages[1:] if "January 2026" in page]
    assert len(going_on) > 1


# What reads it aloud, and what archives it


def _elements(node: Any) -> Iterator[Any]:
    """The structure elements under one, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _elements(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])


@BOTH
@pytest.mark.parametrize("language", ["en", "it"])
def test_it_is_tagged(audience: Audience, language: str) -> None:
    """The file is tagged, has a title and a language, and its tables have header cells."""
    pdf = calendar_pdf(_eventful(), audience=audience, language=language)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert reader.metadata.title.endswith(_eventful().regimen.title)
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    elements = list(_elements(root["/StructTreeRoot"]["/K"]))
    kinds = [str(element["/S"]) for element in elements]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    tables = [element for element in elements if element["/S"] == "/Table"]
    assert tables
    for table in tables:
        cells = [one for one in _elements(table["/K"]) if one["/S"] == "/TH"]
        assert cells
        assert all("/Scope" in str(cell["/A"]) for cell in cells)


def test_its_fonts_are_those_of_typst_alone() -> None:
    """Every font is in the file, and none is the machine's own."""
    reader = pypdf.PdfReader(io.BytesIO(calendar_pdf(_eventful())))
    names = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    families = tuple(name.replace(" ", "") for name in FONTS)
    assert names
    assert all(name.startswith(families) for name in names)


_MAKES = """
import sys
from datetime import date
from regimens import Course, Patient, catalogue
from regimens.formats.printed.pdf import calendar_pdf
from regimens.formats.printed.contents import Audience
patient = Patient(name="A. Example", height="165 cm", weight="70 kg")
plan = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5), cycles=1).plan()
for audience in Audience:
    sys.stdout.buffer.write(calendar_pdf(plan, audience=audience, language="it"))
"""


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither place nor time zone nor language nor seed nor a font of the machine's own counts."""
    places = [tmp_path / "one", tmp_path / "another"]
    others: list[dict[str, str]] = [
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {
            "TZ": "America/New_York",
            "LC_ALL": "it_IT.UTF-8",
            "PYTHONHASHSEED": "2",
            "SOURCE_DATE_EPOCH": "1",
            "TYPST_FONT_PATHS": "/usr/share/fonts",
        },
    ]
    made = []
    for place, other in zip(places, others, strict=True):
        place.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", _MAKES],
            cwd=place,
            env={**os.environ, **other},
            capture_output=True,
            check=True,
        )
        made.append(done.stdout)
    assert made[0].startswith(b"%PDF-1.7")
    assert made[0] == made[1]


# What cannot be done


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without typst there is one line that names the extra."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(DocumentError, match=r'pip install "regimens\[pdf\]"') as caught:
        calendar_pdf(_plan("dcep"))
    assert "\n" not in str(caught.value)


def test_paper_that_there_is_not() -> None:
    """A paper that is not there is refused, naming those there are."""
    with pytest.raises(UnknownNameError, match="use one of a4, letter"):
        calendar_pdf(_plan("dcep"), paper="A5")


def test_a_language_that_there_is_not() -> None:
    """A language without words is refused."""
    with pytest.raises(UnknownNameError, match="language"):
        calendar_pdf(_plan("dcep"), language="tlh")


def test_what_typst_refuses_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of typst comes out as one of ours, on one line."""
    monkeypatch.setattr("regimens.formats.printed.pdf.printable", lambda text: text)
    printed = attrs.evolve(printed_calendar(_plan("dcep")), regimen="李 😀")
    with pytest.raises(DocumentError, match="typst cannot set this calendar") as caught:
        printed_pdf(printed, made=START)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_has_its_size(paper: str) -> None:
    """A4 and Letter are what they are, lying."""
    page = pypdf.PdfReader(io.BytesIO(calendar_pdf(_plan("dcep"), paper=paper))).pages[0]
    width, height = {"a4": (841.89, 595.28), "letter": (792, 612)}[paper]
    assert abs(float(page.mediabox.width) - width) < 0.1
    assert abs(float(page.mediabox.height) - height) < 0.1


def test_typst_has_nothing_to_warn_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The template is set without a warning, as of a layout that never settles."""
    found: list[str] = []

    def compiled(*args: Any, **kwargs: Any) -> bytes:
        made, warnings = typst.compile_with_warnings(*args, **kwargs)
        found.extend(warning.message for warning in warnings)
        return bytes(made)

    monkeypatch.setattr(typst, "compile", compiled)
    for audience in Audience:
        calendar_pdf(_eventful(), audience=audience)
    assert found == []


# Texts that mean harm, and texts that are long


def _read_back(text: str) -> str:
    """What a printable text says."""
    plain = text.removeprefix("\u2068").removesuffix("\u2069")
    return re.sub(r"⟨U\+([0-9A-F]{4,6})⟩", lambda found: chr(int(found[1], 16)), plain)


@given(st.text(st.characters(exclude_categories=[])))
@example("e" + "\u0301" * 40)
@example("שרה\u202e 716 mg")
def test_nothing_of_a_text_is_lost(text: str) -> None:
    """Every sign is there or is written as its number; none turns direction or is invisible."""
    shown = printable(text)
    assert _read_back(shown) == text or "⟨U+" in text
    inside = shown.removeprefix("\u2068").removesuffix("\u2069")
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} for sign in inside)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_fonts_have_every_glyph_that_is_said(weight: str) -> None:
    """Typst itself finds a glyph for every code point of the tables, in regular and in bold."""
    template = """
        #let data = json(bytes(sys.inputs.data))
        #set document(title: "glyphs", date: datetime(year: 2026, month: 1, day: 1))
        #set text(font: data.fonts, fallback: false, weight: data.weight, lang: "en")
        #for one in data.texts { text(one) + " " }
    """
    texts = []
    for letter, own in zip(("a", "\u0627"), glyphs._GLYPHS, strict=True):
        texts += [letter + one if unicodedata.category(one)[0] == "M" else one for one in own]
    made = typst.compile(
        template.encode(),
        font_paths=typst.Fonts(include_system_fonts=False),
        format="pdf",
        sys_inputs={"data": json.dumps({"fonts": FONTS, "weight": weight, "texts": sorted(texts)})},
        pdf_standards=["a-2a", "ua-1"],
    )
    assert made.startswith(b"%PDF")


# What is no text, and what our own words say: a heading that is empty is never made.
OWN = {"language", "direction", "headings", "title"}


def _hostile(value: Any, texts: Iterator[str]) -> Any:
    """A printed calendar with other texts in the place of those that a user may have written."""
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, tuple):
        return tuple(_hostile(one, texts) for one in value)
    if not attrs.has(type(value)):
        return value
    changes = {
        field.name: _hostile(getattr(value, field.name), texts)
        for field in attrs.fields(type(value))
        if field.name not in OWN
    }
    return attrs.evolve(value, **changes)


WORST = (
    "#panic(1) $x$ *b* _i_ `c` @ref <label> #import \"x.typ\" \\u{41} // /* */",
    "<script>alert(1)</script> =cmd()|' /C calc'!A0",
    "a\nb\r\nc\u2028d\x00e\x1b[31mf\ufefff\u202eg\u2066h",
    "李小龍 😀👩‍👩‍👧 नमस्ते ไทย 한국어 \U000e0041 \ud800 \uffff",
    "محمد الأحمد 716 mg שרה כהן 12.5",
    "W" * 300,
    "i\u0301\u0302\u0303\u0304\u0305" * 20,
    "",
    " ",
    "{number} of {count}",
)  # fmt: skip
_texts_of_harm = st.lists(
    st.sampled_from(WORST) | st.text(st.characters(exclude_categories=[]), max_size=80),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=300 if os.environ.get("HYPOTHESIS_PROFILE") == "campaign" else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(audience=st.sampled_from(Audience), texts=_texts_of_harm)
@example(audience=Audience.PATIENT, texts=list(WORST))
@example(audience=Audience.PHARMACY, texts=list(WORST))
def test_no_text_does_harm(audience: Audience, texts: list[str]) -> None:
    """Whatever the texts are, a PDF comes out; never a traceback of typst."""
    course = Course(catalogue.get("dcep"), PATIENT, start=START, cycles=1)
    printed = _hostile(printed_calendar(course.plan(), audience=audience), cycle(texts))
    assert printed_pdf(printed, made=START).startswith(b"%PDF-1.7")


def test_markup_in_a_name_is_text() -> None:
    """What would be markup in typst is printed as it is written."""
    name = WORST[0]
    course = Course(catalogue.get("dcep"), attrs.evolve(PATIENT, name=name), start=START, cycles=1)
    page = _pages(calendar_pdf(course.plan()))[0]
    assert "".join(name.split()) in "".join(page.split())


LONG = "cyclo-phosphamide pegylated liposomal of a manufacturer with a long name"


def _with_entries(printed: PrintedCalendar, count: int, drug: str = LONG) -> PrintedCalendar:
    """A calendar whose first day with doses has so many."""

    def changed(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            attrs.evolve(entries[0], drug=f"{drug} {number}", amount=f"{number + 100} mg")
            for number in range(count)
        )

    first = printed.months[0]
    full = next(day for day in first.days() if day.entries)
    weeks = tuple(
        attrs.evolve(
            week,
            days=tuple(
                attrs.evolve(day, entries=changed(day.entries)) if day == full else day
                for day in week.days
            ),
        )
        for week in first.weeks
    )
    return attrs.evolve(printed, months=(attrs.evolve(first, weeks=weeks), *printed.months[1:]))


@BOTH
@pytest.mark.parametrize("count", [10, 40])
def test_a_day_of_many_doses_has_them_all(audience: Audience, count: int) -> None:
    """Ten or forty drugs with long names are all there, each whole, and each page has the date."""
    printed = _with_entries(printed_calendar(_plan("dcep"), audience=audience), count)
    pages = _pages(printed_pdf(printed, made=START))
    found = [re.findall(rf"{LONG} (\d+) (\d+) mg", page) for page in pages]
    assert [one for page in found for one in page] == [
        (str(number), str(number + 100)) for number in range(count)
    ]
    day = "5 Cycle 1, day 1" if audience is Audience.PATIENT else "Monday 5 January 2026: Cycle 1"
    assert all(day in page for page, doses in zip(pages, found, strict=True) if doses)


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("x" * 10_000, Audience.PATIENT),
        ("word " * 2_000, Audience.PATIENT),
        ("ab-" * 3_333, Audience.PHARMACY),
        ("שרה" * 3_333, Audience.PATIENT),
        ("a\u00a0" * 5_000, Audience.PHARMACY),
    ],
    ids=["letters", "words", "hyphens", "hebrew", "no-break"],
)
def test_ten_thousand_characters_are_all_there(text: str, audience: Audience) -> None:
    """A name and a reason of 10 000 characters are printed whole, and the number stays in sight."""

    def pages(text: str) -> list[str]:
        patient = attrs.evolve(PATIENT, name=text)
        course = Course(catalogue.get("dcep"), patient, start=START, cycles=1)
        course = course.record(Omission(of="cisplatin", on=date(2026, 1, 7), reason=text))
        return _pages(calendar_pdf(course.plan(), audience=audience))

    long, short = pages(text.strip()), "".join(pages("-"))
    times = 1 if audience is Audience.PATIENT else 2
    for sign in set("".join(text.split())):
        assert "".join(long).count(sign) - short.count(sign) >= times * text.count(sign)
    assert all("H-1234567" in page for page in long)


# Held against another program


Box = tuple[float, ...]  # left, top, right, bottom


def _words(pdf: bytes, folder: Path) -> Iterator[tuple[float, float, list[Box]]]:
    """The width and height of each page, and the box of each word on it, as poppler finds them."""
    (folder / "calendar.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftotext", "-bbox", "calendar.pdf", "words.html"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    text = (folder / "words.html").read_text(encoding="utf-8")
    tree = ElementTree.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text))  # noqa: S314
    space = "{http://www.w3.org/1999/xhtml}"
    for page in tree.iter(f"{space}page"):
        boxes = [
            tuple(float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax"))
            for word in page.iter(f"{space}word")
        ]
        yield float(page.attrib["width"]), float(page.attrib["height"]), boxes


def _below(box: Box, boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes, of those further down, that begin before this one ends."""
    return takewhile(lambda other: other[1] < box[3], boxes)


def _overlap(one: Box, other: Box) -> bool:
    """Whether more than a third of the smaller box lies in the other; lines may touch."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide > 0 and high > 0 and wide * high > 0.35 * least


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not there")
@BOTH
@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        ("plan", "a4"),
        ("eventful", "letter"),
        ("many", "a4"),
        ("wide", "letter"),
        ("italian", "letter"),
    ],
)
def test_nothing_is_cut_off_and_nothing_overlaps(
    kind: str, paper: str, audience: Audience, tmp_path: Path
) -> None:
    """By poppler's measure every word lies on its page, inside the margins, and on no other."""
    plan = _plan("optimum", date(2026, 4, 1))
    language = "it" if kind == "italian" else "en"
    printed = printed_calendar(
        _eventful() if kind == "eventful" else plan, audience=audience, language=language
    )
    if kind == "many":
        printed = _with_entries(printed, 12)
    if kind == "wide":
        printed = _with_entries(printed, 4, "W" * 30)
        printed = attrs.evolve(printed, owner="W" * 500, regimen="M" * 500)
    for width, height, boxes in _words(printed_pdf(printed, made=START, paper=paper), tmp_path):
        for box in boxes:
            assert box[0] >= 28
            assert box[2] <= width - 28
            assert box[1] >= 14
            assert box[3] <= height - 14
        boxes.sort(key=lambda box: box[1])
        for index, box in enumerate(boxes):
            assert not [other for other in _below(box, boxes[index + 1 :]) if _overlap(box, other)]


def test_a_long_name_in_the_head_is_whole() -> None:
    """A name of two parts with its number is one word after another on every page."""
    patient = Patient(
        name="Alessandra Example-Montgomery", id="H-0012345", height="165 cm", weight="70 kg"
    )
    plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    for page in pypdf.PdfReader(io.BytesIO(calendar_pdf(plan))).pages:
        head = " ".join(page.extract_text().split())[:400]
        assert "Example-Montgomery" in head
