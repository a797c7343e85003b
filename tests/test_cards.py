"""Protocol cards: what a clinician reviews is exactly what the library plans from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from regimens import catalogue
from regimens.formats.card import card

CARDS = Path(__file__).parent.parent / "docs" / "protocols"
MEND = "run python docs/pages.py, and read the diff"


@pytest.mark.parametrize("name", catalogue.ids())
def test_card_is_the_reviewed_one(name: str) -> None:
    """The card in docs/protocols is the card of the definition; a diff is a change to review.

    What is signed is held to the definition besides, by test_pages; here the card is compared up
    to its sign-off. The page has the picture besides, once, above the first phase.
    """
    page = CARDS / f"{name}.md"
    assert page.exists(), MEND
    made = card(catalogue.get(name)).partition("## Review")
    picture = f"![Schedule of {name}, drug by day]({name}.svg)\n\n"
    head, shown, phases = page.read_text(encoding="utf-8").partition(picture)
    assert shown, MEND
    assert phases.startswith("## ")
    assert f"{head}{phases}".partition("## Review")[:2] == made[:2], MEND


def test_every_card_belongs_to_a_regimen() -> None:
    """No card is left over from a regimen that is gone."""
    cards = {path.stem for path in CARDS.glob("*.md")} - {"README"}
    assert cards - set(catalogue.ids()) == set(), "no regimen has the id of these cards"


@pytest.mark.parametrize("name", catalogue.ids())
def test_card_fits_a_page_of_80_columns(name: str) -> None:
    """Only the title and a long address are wider, so that a card prints and diffs well."""
    lines = card(catalogue.get(name)).splitlines()[1:]
    assert max(len(line) for line in lines if " " in line.strip()) <= 80


@pytest.mark.parametrize("name", catalogue.ids())
def test_no_line_begins_a_list_that_nobody_wrote(name: str) -> None:
    """Where "(cycle 1)" was broken before "1)", Markdown made an ordered list of the rest."""
    text = card(catalogue.get(name))
    kinds = [token.type for token in MarkdownIt().parse(text)]
    assert {"ordered_list_open", "blockquote_open", "hr"}.isdisjoint(kinds)
    written = re.findall(r"^ *- ", text, re.MULTILINE)
    assert kinds.count("list_item_open") == len(written)
    assert kinds.count("heading_open") == len(re.findall(r"^##? ", text, re.MULTILINE))


def test_a_number_with_a_bracket_stays_with_the_word_before_it() -> None:
    """The split first dose of daratumumab: "days 1, 2 (cycle 1)" ends at column 80."""
    lines = card(catalogue.get("dara-vd")).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("1)")]
    assert [line for line in lines if line.startswith("  (cycle 1) [10: split first dose")]
