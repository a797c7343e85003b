"""The documents beside the code: complete, current, and without a link that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from regimens import catalogue, testing
from regimens.errors import QuantityError
from regimens.findings import ORDER_CODES, SEVERITIES, Severity
from regimens.policy import Policy
from regimens.units import _SPELLINGS, _UNITS, split_text

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md")),
    *sorted(DOCS.rglob("*.md")),
]
WIDTH = 100

_FENCE = re.compile(r"^( *)(```+|~~~+).*?^\1\2\s*?$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *#*$", re.MULTILINE)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*([^()\s]+)(?:\s+\"[^\"]*\")?\s*\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")


class _Heading(NamedTuple):
    depth: int
    text: str


def _prose(text: str) -> str:
    """A page without its code blocks, in which nothing is a heading or a link."""
    return _FENCE.sub("", text)


def _headings(text: str) -> list[_Heading]:
    return [_Heading(len(marks), title) for marks, title in _HEADING.findall(_prose(text))]


def _anchors(text: str) -> set[str]:
    """The names that links can give the headings of a page, as GitHub makes them."""
    found: dict[str, int] = {}
    anchors: set[str] = set()
    for heading in _headings(text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.text).strip().lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        count = found.get(name, 0)
        found[name] = count + 1
        anchors.add(f"{name}-{count}" if count else name)
    return anchors


def _links(text: str) -> list[str]:
    """The relative links of a page; those inside code are examples."""
    targets = _LINK.findall(_SPAN.sub("", _prose(text)))
    return [target for target in targets if not _ELSEWHERE.match(target)]


def _section(text: str, title: str) -> str:
    """What stands between a heading and the next one of its depth or above."""
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if re.fullmatch(rf"#+ {re.escape(title)}", line))
    depth = len(lines[start]) - len(lines[start].lstrip("#"))
    found: list[str] = []
    for line in lines[start + 1 :]:
        marks = len(line) - len(line.lstrip("#"))
        if 0 < marks <= depth and line[marks : marks + 1] == " ":
            break
        found.append(line)
    return "\n".join(found)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(text: str) -> Iterator[list[str]]:
    """The rows of the first table of a text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


FINDINGS = _read(DOCS / "reference" / "findings.md")


def test_every_finding_code_has_its_heading() -> None:
    """The page of findings has a heading for each code, in the order of the codes, and no other."""
    titles = [heading.text for heading in _headings(FINDINGS) if heading.depth > 1]
    assert titles == list(SEVERITIES)


@pytest.mark.parametrize("code", SEVERITIES)
def test_finding_says_what_a_reader_asks(code: str) -> None:
    """Each code has its severity, an example, why it matters, the mend and the override."""
    section = _section(FINDINGS, code)
    severity = SEVERITIES[code]
    # What causes it comes first.
    assert re.match(rf"\s*\*\*{severity.value.capitalize()}\.\*\* [A-Z]", section)
    assert f'"{code}"' in section
    assert re.search(rf"^{severity.value}: ", section, re.MULTILINE)
    for part in ("**Why it matters.** ", "**Mend.** "):
        assert section.count(part) == 1
    overridden = re.search(r"^\*\*Override\.\*\* (Yes|No)[,.]", section, re.MULTILINE)
    assert overridden is not None
    assert (overridden[1] == "Yes") is (severity is Severity.VIOLATION)


ORDERS = _read(DOCS / "reference" / "orders.md")


def test_every_code_about_orders_has_its_heading() -> None:
    """The page of orders has a heading for each code, in their order, and no other."""
    assert [heading.text for heading in _headings(ORDERS) if heading.depth > 1] == list(ORDER_CODES)


@pytest.mark.parametrize("code", ORDER_CODES)
def test_code_about_orders_has_its_cause_an_example_and_a_mend(code: str) -> None:
    """What causes it is said first, then shown, and what to do about it is said."""
    section = _section(ORDERS, code)
    assert re.match(r"\s*[A-Z][^.]+\.", section)
    assert re.search(rf"^{code}: ", section, re.MULTILINE)
    assert section.count("**Mend.** ") == 1


def test_every_card_has_its_row_to_sign() -> None:
    """The sign-offs have one row a regimen, with the revision and digest of today."""
    rows = list(_rows(_read(DOCS / "evidence" / "sign-offs.md")))
    expected = [
        [f"[{name}](../protocols/{name}.md)", regimen.revision, f"`{regimen.digest[7:19]}`"]
        for name, regimen in sorted(catalogue.REGIMENS.items())
    ]
    assert [row[:3] for row in rows] == expected, "run python docs/pages.py, and read the diff"
    assert {len(row) for row in rows} == {7}


def test_every_card_is_listed() -> None:
    """The page about the cards links each of them."""
    links = set(_links(_read(DOCS / "protocols" / "README.md")))
    missing = {f"{name}.md" for name in catalogue.ids()} - links
    assert missing == set(), "run python docs/pages.py, and read the diff"


def test_every_interpretation_is_told() -> None:
    """Each reading that a definition takes stands on its card, with what else it could be."""
    for name, regimen in catalogue.REGIMENS.items():
        file = DOCS / "protocols" / f"{name}.md"
        assert file.exists(), "run python docs/pages.py, and read the diff"
        page = " ".join(_read(file).split())
        for reading in regimen.interpretations:
            assert f"- {reading.name}: {reading.reading}. The words could also mean: " in page


INTERPRETATIONS = _read(DOCS / "explanation" / "interpretations.md")


def test_every_interpretation_stands_in_the_one_place() -> None:
    """With what else it could mean and the regimen that takes it, as one entry of the page."""
    section = _section(INTERPRETATIONS, "Readings of single regimens")
    entries = [" ".join(entry.split()) for entry in re.split(r"\n(?=- )", section)]
    for name, regimen in catalogue.REGIMENS.items():
        link = f"[{name}](../protocols/{name}.md)"
        own = [entry for entry in entries if link in entry]
        for one in regimen.interpretations:
            reading, other = (
                " ".join(text.replace("<", "&lt;").split())
                for text in (one.reading, one.alternatives)
            )
            assert [
                entry
                for entry in own
                if f"**: {reading} - could also mean: {other} - " in entry and one.name in entry
            ], (name, one.name)


def test_readings_told_at_length_are_there() -> None:
    """What the readings of five regimens change is told of each reading they take, and no other."""
    told: dict[str, set[str]] = {}
    for row in _rows(_section(INTERPRETATIONS, "Readings of five regimens at length")):
        for regimen in row[0].split(","):
            name = regimen.strip("` ")
            if catalogue.is_known(name):  # a second table is of other words
                told.setdefault(name, set()).add(row[1])
    assert set(told) == {"dcep", "dara-dcep", "dara-atra", "dara-vd", "daratumumab-iv"}
    for name, readings in told.items():
        assert readings == {one.name for one in catalogue.get(name).interpretations}, name


def test_every_choice_of_the_policy_has_its_reading() -> None:
    """Each key of the policy is named as what changes a reading."""
    section = _section(INTERPRETATIONS, "Readings of the library")
    for attribute in Policy.__attrs_attrs__:
        assert f"policy: `{attribute.name}` |" in section, attribute.name


def test_every_reading_of_the_library_says_what_to_do_about_it() -> None:
    """Read as, could also mean, what it changes, what changes it: no cell is left empty."""
    headings = [one.text for one in _headings(_section(INTERPRETATIONS, "Readings of the library"))]
    assert len(headings) == 9
    for heading in headings:
        rows = list(_rows(_section(INTERPRETATIONS, heading)))
        assert len(rows) >= 3
        for row in rows:
            assert len(row) == 5, row
            assert all(row), row
            way = row[4].partition(":")[0].split(",")[0]
            assert re.match(r"policy|choice|event|document|–|`--|the patient's record", way), row


def _unit(text: str) -> str:
    """The one spelling of a unit, or the text as it is where it is none."""
    try:
        unit = split_text(f"1 {text}")[1]
    except QuantityError:
        return text
    return _SPELLINGS.get(unit, unit)


def test_every_unit_is_told() -> None:
    """The table of units has each unit that is read, in one of its spellings."""
    told = re.findall(
        r"`([^`]+)`", _section(_read(DOCS / "reference" / "units.md"), "What is accepted")
    )
    assert {_SPELLINGS.get(unit, unit) for unit in _UNITS} <= set(map(_unit, told))


def test_every_choice_of_the_policy_is_told() -> None:
    """The table of the policy has each of its keys."""
    section = _section(_read(DOCS / "explanation" / "how-doses-are-made.md"), "The policy")
    keys = {row[0].strip("`") for row in _rows(section)}
    assert keys == {attribute.name for attribute in Policy.__attrs_attrs__}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """Each link leads to a file or folder that is there, and to a heading that it has."""
    for link in _links(_read(page)):
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(_read(target)), link


@pytest.mark.parametrize("page", PAGES[1:], ids=_name)
def test_lines_fit_the_page(page: Path) -> None:
    """No line but a title, a long address or a row of a table is wider than an editor's page."""
    lines = [line for line in _read(page).splitlines() if not line.startswith(("|", "# "))]
    assert max(len(line) for line in lines if " " in line.strip() or len(line) < WIDTH) <= WIDTH


def test_links_and_headings_inside_code_are_none() -> None:
    """What the checks above read is the text of a page, not its examples."""
    text = "# A `b`: c?\n\n```text\n# no\n[no](no.md)\n```\n\n[yes\nno](y.md#a) `[n](n.md)`\n"
    assert _links(text) == ["y.md#a"]
    assert _anchors(text) == {"a-b-c"}


def test_every_name_for_tests_stands_in_a_page() -> None:
    """A reader finds what `regimens.testing` offers, in a sentence, an example or a heading."""
    pages = ("strategies", "drawing-courses", "invariants")
    read = [DOCS / "reference" / f"{page}.md" for page in pages]
    text = "\n".join(_read(page) for page in [*read, DOCS / "how-to" / "testing-a-rule.md"])
    spans = _SPAN.findall(_prose(text))
    blocks = [block[0] for block in _FENCE.finditer(text)]
    headings = [heading.text for heading in _headings(text)]
    found = set(re.findall(r"\w+", " ".join([*spans, *blocks, *headings])))
    assert [name for name in testing.__all__ if name not in found] == []
