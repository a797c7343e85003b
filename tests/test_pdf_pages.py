"""The pages of the PDF as pictures: the same pages, the same letters, on white."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from xml.etree import ElementTree

import pypdf
import pytest

from regimens import Calendar, Course, Patient, catalogue
from regimens.errors import DocumentError, UnknownNameError
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.pdf import calendar_pages, calendar_pdf

SVG = "{http://www.w3.org/2000/svg}"
PATIENT = Patient(name="A. Example", id="p1", height="165 cm", weight="70 kg")


def _plan(name: str) -> Calendar:
    return Course(catalogue.get(name), PATIENT, start=date(2026, 1, 5), cycles=1).plan()


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("audience", Audience)
def test_each_picture_has_the_letters_of_its_page(audience: Audience, language: str) -> None:
    """A picture for each page, and in it a shape for each letter that is read back from the PDF."""
    plan = _plan("dara-dcep")
    pdf = calendar_pdf(plan, audience=audience, language=language)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    pictures = calendar_pages(plan, audience=audience, language=language)
    assert len(pages) > 1
    for page, picture in zip(pages, pictures, strict=True):
        shapes = ElementTree.fromstring(picture).iter(f"{SVG}use")  # noqa: S314 - made here
        assert len(list(shapes)) == len("".join(page.extract_text().split()))


@pytest.mark.parametrize(
    ("paper", "width", "height"), [("a4", 841.89, 595.28), ("letter", 792, 612)]
)
def test_picture_is_a_white_sheet(paper: str, width: float, height: float) -> None:
    """It is as large as the paper, lying, and white all over before anything is drawn."""
    for picture in calendar_pages(_plan("dcep"), paper=paper):
        root = ElementTree.fromstring(picture)  # noqa: S314 - made here
        box = [float(number) for number in root.attrib["viewBox"].split()]
        assert box == pytest.approx([0, 0, width, height], abs=0.01)
        ground = root[0]
        assert ground.tag == f"{SVG}path"
        assert ground.attrib["fill"] == "#ffffff"
        words = [word.strip("MvhZ") for word in ground.attrib["d"].split()]
        numbers = sorted({abs(float(word)) for word in words if word})
        assert numbers == pytest.approx(sorted([0, width, height]), abs=0.01)


def test_the_number_of_a_day_does_not_stand_alone() -> None:
    """No line is broken before it: what stands between is a space that holds both together."""
    pdf = calendar_pdf(_plan("vrd"), language="it")
    month = pypdf.PdfReader(io.BytesIO(pdf)).pages[1].extract_text()
    assert set(re.findall(r"giorno(\s)\d", month)) == {"\xa0"}


def test_a_single_page_is_one_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one page typst makes no list; it is one picture all the same."""
    monkeypatch.setattr("typst.compile", lambda *_, **__: b"<svg/>")
    assert calendar_pages(_plan("dcep")) == ("<svg/>",)


def test_the_same_course_gives_the_same_pictures() -> None:
    """Made twice, they are the same to the last sign."""
    assert calendar_pages(_plan("dcep")) == calendar_pages(_plan("dcep"))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without typst there is one line that names the extra."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(DocumentError, match=r'pip install "regimens\[pdf\]"'):
        calendar_pages(_plan("dcep"))


def test_paper_and_language_that_there_are_not() -> None:
    """Both are refused, as of the PDF."""
    with pytest.raises(UnknownNameError, match="use one of a4, letter"):
        calendar_pages(_plan("dcep"), paper="A5")
    with pytest.raises(UnknownNameError, match="language"):
        calendar_pages(_plan("dcep"), language="tlh")
