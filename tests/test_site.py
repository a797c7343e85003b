"""The site that is made of docs/: every page in its part's list, every public name on a page."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from made import names

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
