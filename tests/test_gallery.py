"""The gallery: every file is what its command writes, and every picture can be seen anywhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from made.gallery import FOLDER, sheet, shown
from walkthroughs import follow, page

from regimens import Course, Patient, catalogue
from regimens.formats.printed.pdf import calendar_pages

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
PAGE = page("docs/gallery.md")
SHOWN = shown()
COURSES = {"anna.json", "anna-later.json", "bruno.json", "cleo.json", "courses.jsonl"}
# A page of the PDF, or a part of the HTML, as a picture: no command writes those.
OF_OTHERS = {
    "anna-january.svg", "anna-february.svg", "anna-on-a-phone.svg", "bruno-gennaio.svg",
    "cleo-doses.svg", "cleo-workings.svg",
}  # fmt: skip


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.name)
def test_file_is_what_is_made(path: Path) -> None:
    """To renew them: ``python docs/pages.py``, and look at each."""
    assert path.read_bytes() == SHOWN[path]


def test_the_page_writes_the_files_that_it_shows(tmp_path: Path) -> None:
    """Its commands, in a folder of the courses, write every file of the gallery, byte for byte."""
    for name in COURSES:
        shutil.copy(FOLDER / name, tmp_path)
    follow(PAGE, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    picture = written.pop("dara-dcep.svg")
    assert picture == (FOLDER.parent / "protocols" / "dara-dcep.svg").read_bytes()
    assert set(written) == COURSES | ({path.name for path in SHOWN} - OF_OTHERS)
    for name, content in written.items():
        assert content == (FOLDER / name).read_bytes(), name


def test_nothing_is_left_over() -> None:
    """The folder has the courses and what is made of them, and the page leads to each file."""
    names = {path.name for path in FOLDER.iterdir()}
    assert names == COURSES | {path.name for path in SHOWN}
    assert names - {"anna.json"} <= set(re.findall(r"\(gallery/([\w.-]+)\)", PAGE))


def test_the_gallery_is_no_burden() -> None:
    """Who clones the repository waits for less than 2 MB of it."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000


@pytest.mark.parametrize(
    "path", [path for path in SHOWN if path.suffix == ".svg"], ids=lambda path: path.name
)
def test_picture_stands_alone_on_white(path: Path) -> None:
    """It begins with white over all of it, asks for no other file, and is shown at its own size."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - made here
    assert {"width", "height", "viewBox"} <= set(root.attrib)
    ground = next(one for one in root if one.tag in {f"{SVG}rect", f"{SVG}path"})
    assert ground.attrib["fill"] in {"#fff", "#ffffff", "white"}
    links = [
        value
        for one in root.iter()
        for name, value in one.attrib.items()
        if name.endswith(("href", "src"))
    ]
    assert [link for link in links if not link.startswith("#")] == []


def test_every_picture_is_said_in_words() -> None:
    """Each has a text of some length in its place, for those who do not see it."""
    texts = re.findall(r"!\[([^\]]*)\]\([\w./-]+\.svg\)", PAGE)
    assert len(texts) == PAGE.count("![") >= 14
    assert [text for text in texts if len(text) < 80] == []


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def _letters(picture: str) -> Iterator[tuple[list[float], str]]:
    """Of each letter its place and the numbers of its shape, and how its shape is drawn."""
    root = ElementTree.fromstring(picture)  # noqa: S314 - made here
    shapes = {one.attrib["id"]: one[0].attrib["d"] for one in root.iter(f"{SVG}symbol")}
    for group in root.iter(f"{SVG}g"):
        for letter in group.findall(f"{SVG}use"):
            shape = shapes[letter.attrib[HREF][1:]]
            places = [float(letter.get(name, "0")) for name in ("x", "y")]
            numbers = [*_numbers(group.attrib["transform"]), *places, *_numbers(shape)]
            yield numbers, re.sub(r"[^a-zA-Z]", "", shape)


def test_a_sheet_draws_what_the_page_draws() -> None:
    """Each letter has its shape and its place, to half a hundredth of a point."""
    patient = Patient(name="A. Example", height="165 cm", weight="70 kg")
    plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5), cycles=1).plan()
    for picture in calendar_pages(plan):
        after = list(_letters(sheet(picture).decode()))
        assert len(after) > 100
        for (numbers, drawn), (kept, still) in zip(_letters(picture), after, strict=True):
            assert still == drawn
            assert kept == pytest.approx(numbers, abs=0.005001)
