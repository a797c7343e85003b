"""The pages that are made from the definitions, and the list of names behind one of them."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

import pytest

from regimens import catalogue

ROOT = Path(__file__).parent.parent
_SPEC = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "pages.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
PAGES: dict[Path, str] = _MODULE.pages()

with (ROOT / "tests" / "tables" / "names.csv").open(encoding="utf-8", newline="") as _file:
    NAMES = list(csv.DictReader(_file))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_what_the_definitions_make(page: Path) -> None:
    """What is made from data is as it would be made today."""
    mend = "run python docs/pages.py, and read the diff"
    assert page.exists(), mend
    assert page.read_text(encoding="utf-8") == PAGES[page], mend


@pytest.mark.parametrize("row", NAMES, ids=lambda row: f"{row['part']}: {row['name']}"[:60])
def test_name_has_its_regimens_or_what_is_missing(row: dict[str, str]) -> None:
    """One of the two, never both; a regimen that is named is there."""
    assert bool(row["regimens"]) is not bool(row["missing"])
    assert [name for name in row["regimens"].split() if name not in catalogue.ids()] == []
    assert row["part"].strip()
    assert row["name"].strip()


def test_every_document_has_its_names() -> None:
    """The five documents, each with some."""
    documents = {row["part"].partition(", line ")[0] for row in NAMES}
    assert len(documents) >= 4
    assert len(NAMES) >= 250


def test_no_picture_is_left_over() -> None:
    """Each picture beside the cards belongs to a regimen that is there."""
    pictures = {path.stem for path in (ROOT / "docs" / "protocols").glob("*.svg")}
    assert pictures - set(catalogue.ids()) == set(), "no regimen has the id of these pictures"
