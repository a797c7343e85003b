"""The site that is made of docs/: every page in its part's list, every public name on a page."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from made import names

import regimens

ROOT = Path(__file__).parent.parent
DOCS, SRC = ROOT / "docs", ROOT / "src"
PARTS = ("tutorial", "how-to", "explanation", "reference", "evidence")
LISTED = re.compile(r"^- \[[^\]]+\]\(([\w/-]+\.md)\): \w", re.MULTILINE)
PAGES = names.name_pages()
HOMES = names.places()
# Definitions of regimens have their cards instead.
MODULES = [
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(SRC.glob("regimens/**/*.py"))
    if path.name != "__main__.py" and not path.match("catalogue/*/*.py")
]


def _checks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("site_checks", ROOT / ".ci" / "site_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # attrs looks a class's module up there
    spec.loader.exec_module(module)
    return module


CHECKS = _checks()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_lists_its_pages(part: str) -> None:
    """A part's index.md names each of its pages once, with a line on what the page is for."""
    index = (DOCS / part / "index.md").read_text(encoding="utf-8")
    listed = [link for link in LISTED.findall(index) if "/" not in link]
    beside = {path.name for path in (DOCS / part).glob("*.md")} - {"index.md"}
    assert sorted(listed) == sorted(beside)


def test_the_home_page_names_every_part() -> None:
    """Each folder's index and each page beside the home page has its line there."""
    listed = set(LISTED.findall((DOCS / "index.md").read_text(encoding="utf-8")))
    beside = {path.name for path in DOCS.glob("*.md")} - {"index.md"}
    assert listed >= beside | {f"{part}/index.md" for part in PARTS} | {"protocols/README.md"}


@pytest.mark.parametrize("name", regimens.__all__)
def test_every_name_of_the_package_has_an_example(name: str) -> None:
    """Its entry shows how it is used, in its own words or in those of one of its methods."""
    kind = getattr(regimens, name)
    own = [
        one for one in vars(kind).values() if inspect.isfunction(one) or isinstance(one, property)
    ]
    told = [inspect.getdoc(one) for one in (kind, *own)]
    assert any(">>> " in (text or "") for text in told)


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_has_its_entry(module: str) -> None:
    """A name that a module lists is told on its page, or on that of the module it comes from."""
    for name in getattr(importlib.import_module(module), "__all__", ()):
        home = HOMES[module, name]
        full, own = re.escape(f"{home}.{name}"), re.escape(name)
        entry = rf"^\.\. (?:(?:autoclass|autofunction):: {full}|py:data:: {own})$"
        assert len(re.findall(entry, PAGES[f"{home}.rst"], re.MULTILINE)) == 1, name
        if home != module:
            assert f":py:obj:`{home}.{name}`" in PAGES[f"{module}.rst"]


def test_every_module_stands_in_one_room() -> None:
    """The page about names lists each module that has names, once, after those of the package."""
    shown = [module for _, inside in names.rooms() for module in inside]
    assert sorted(["regimens", *shown]) == sorted(name.removesuffix(".rst") for name in PAGES)


def test_what_examples_import_is_named_first() -> None:
    """A module that an example of these pages imports from is among those named first.

    The page about the house shows what is inside.
    """
    first = {"regimens", *(name for inside in names.FIRST.values() for name in inside)}
    inside = DOCS / "explanation" / "the-house.md"
    for page in {ROOT / "README.md", *DOCS.rglob("*.md")} - {inside}:
        imported = re.findall(
            r"^(?:>>> |\.\.\. )?from (regimens[\w.]*) import", page.read_text("utf-8"), re.MULTILINE
        )
        assert set(imported) <= first, page


def test_every_constant_named_first_is_explained() -> None:
    """Its page says in a sentence what it is: the comment above it, or beside it."""
    for module in ("regimens", *(name for inside in names.FIRST.values() for name in inside)):
        for entry in re.split(r"^\.\. ", PAGES[f"{module}.rst"], flags=re.MULTILINE):
            if entry.startswith("py:data::"):
                assert re.search(r"^   [^ :]", entry, re.MULTILINE), entry


def test_what_is_wrong_with_a_site_is_found(tmp_path: Path) -> None:
    """Links to no page or place, pages without a link, silent pictures, requests elsewhere."""
    (tmp_path / "part").mkdir()
    (tmp_path / "index.html").write_text(
        '<link rel="stylesheet" href="site.css"><a href="part/a.html#here">a</a>'
        '<a href="part/a.html#gone">a</a><a href="part/b.html">b</a><a href="#top">top</a>'
        '<a href="https://example.org">elsewhere</a><script src="https://example.org/x.js"></script>',
        encoding="utf-8",
    )
    (tmp_path / "part" / "a.html").write_text(
        '<p id="here"><a href="../index.html">home</a><a href="../../out.html">out</a>'
        '<img src="a%20b.svg" alt="A picture"><img src="a%20b.svg" alt="">'
        '<img src="c.svg" alt="C">',
        encoding="utf-8",
    )
    (tmp_path / "part" / "a b.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "part" / "alone.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "site.css").write_text(
        "@import 'x.css'; a { src: url(https://example.org/f.woff2) }", encoding="utf-8"
    )
    assert list(CHECKS.faults(tmp_path)) == [
        "index.html: part/a.html#gone leads to no place of that page",
        "index.html: part/b.html leads nowhere",
        "index.html: #top leads to no place of that page",
        "index.html: https://example.org/x.js is fetched from elsewhere",
        "part/a.html: ../../out.html leads nowhere",
        "part/a.html: c.svg leads nowhere",
        "part/a.html: a%20b.svg has no words for who cannot see it",
        "part/alone.html: no page links it",
    ]
    assert list(CHECKS.sheet_faults(tmp_path)) == [
        "site.css: https://example.org/f.woff2 is fetched from elsewhere"
    ]


def test_what_has_no_place_on_the_site_is_found(tmp_path: Path) -> None:
    """A page that is not there, a name without its entry, a card without its picture."""
    (tmp_path / "card.html").write_text(
        '<h2 id="sources">Sources</h2><img src="a.svg" alt="A">', encoding="utf-8"
    )
    wanted = {
        "card.html": {"sources": "its sources", "a.svg": "its schedule", "review": "its review"},
        "name.html": {"name": "a name"},
    }
    assert list(CHECKS.missing(tmp_path, wanted)) == [
        "card.html: nothing about its review",
        "name.html is not there",
    ]
