"""The page of words: each term in four parts, and no word of the outside left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regimens.findings import Severity
from regimens.formats.converter import EVENT_TYPES
from regimens.formats.schemas import calendar_schema, course_schema
from regimens.statuses import COUNTED, Status

PAGE = (Path(__file__).parent.parent / "docs" / "explanation" / "words.md").read_text(
    encoding="utf-8"
)
TERMS = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPANS = set(re.findall(r"`([^`\n]+)`", _FENCE.sub("", PAGE)))
_ROW = re.compile(r"^\| `(\w+)` \| (?:.* \| )?(.+) \|$", re.MULTILINE)

# Words of everyday use, and what one entry of a list is made of.
_PLAIN = {"title", "name", "sex", "born", "height", "weight", "ecog", "prior_therapy_ended"}
_PLAIN |= {"count", "form", "strength", "protocol", "lab_validity_days", "bsa_formula", "rounding"}


def _keys(schema: Any) -> Iterator[str]:
    """The keys of a document and of the objects in it, but not of what the history holds."""
    for name, one in schema.get("properties", {}).items():
        yield name
        if name not in ("events", "clinic"):
            yield from _keys(one)
    for one in schema.get("anyOf", ()):
        yield from _keys(one)
    yield from _keys(schema["items"]) if isinstance(schema.get("items"), dict) else ()


@pytest.mark.parametrize("term", TERMS)
def test_each_term_says_what_why_where_and_for_example(term: str) -> None:
    """A sentence first, then why so, where it shows, and an example."""
    text = TERMS[term]
    assert re.match(r"\n(The |A |An |One |What |All |How |Which )", text), term
    for part in ("**Why.** ", "**Where.** ", "**Example.** "):
        assert text.replace("\n", " ").count(part) == 1, (term, part)


def test_there_are_terms() -> None:
    """The page is the glossary of the whole library."""
    assert len(TERMS) >= 40


def test_every_status_says_whether_it_counts() -> None:
    """In the total of its drug, as calendars count."""
    told = dict(_ROW.findall(TERMS["Status"]))
    counts = {True: "yes", False: "no"}
    expected = {one.value: counts[one in COUNTED] for one in Status}
    assert told == expected | {Status.CONDITIONAL.value: "beside it"}


def test_every_severity_has_its_meaning() -> None:
    """In the sentence that tells the three apart."""
    sentence = TERMS["Violation, caution and info"].partition("**Why.**")[0].casefold()
    for one in Severity:
        assert re.search(rf"\ban?\s+{one.value}\b", sentence), one


def test_every_type_of_event_has_its_row() -> None:
    """In the order of the documents, and no other."""
    assert [name for name, _ in _ROW.findall(TERMS["History and events"])] == list(EVENT_TYPES)


@pytest.mark.parametrize("key", sorted({*_keys(calendar_schema()), *_keys(course_schema())}))
def test_every_key_stands_on_the_page(key: str) -> None:
    """As a word to look up; what everybody knows, and the policy's own table, are left out."""
    assert (key in SPANS) is not (key in _PLAIN), key
